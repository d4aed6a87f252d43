//! Exports: the sample company in the formats of other tools, as their readers take them.

use std::collections::BTreeSet;

use serde_json::Value;
use throughline::export::{FORMATS, Wanted};
use throughline::kinds::KindTag;

use crate::program::{run, said};
use crate::{sample, small};

fn exported(name: &str, wanted: &Wanted) -> Vec<(String, Vec<u8>)> {
    of(&sample::files(), name, wanted)
}

fn of(files: &[(String, String)], name: &str, wanted: &Wanted) -> Vec<(String, Vec<u8>)> {
    let site = small::site(files);
    let format = FORMATS.iter().find(|format| format.name == name).expect("a format");
    let files = (format.files)(&site.reader(), wanted);
    files.into_iter().map(|file| (file.name, file.bytes)).collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// A document whose words mean something to every format.
fn odd() -> Vec<(String, String)> {
    let title = "=1+1 \\\"]; end\\\\ --> <script> %% #x; `y` | {z} \\u202e";
    vec![
        ("goals/a.md".to_owned(), format!("---\ntitle: \"{title}\"\nperiod: 2026\n---\n")),
        ("goals/b.md".to_owned(), "---\ntitle: B\nperiod: 2026\nparent: a\n---\n".to_owned()),
    ]
}

#[test]
fn the_same_documents_give_the_same_bytes() {
    for format in FORMATS {
        let wanted = Wanted::default();
        assert_eq!(
            exported(format.name, &wanted),
            exported(format.name, &wanted),
            "{}",
            format.name
        );
    }
}

#[test]
fn tables_have_a_row_for_each_document_and_a_cell_for_each_field() {
    let files = exported("csv", &Wanted::default());
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let (_, bytes) = files.iter().find(|(own, _)| own == name).expect("a table");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        reader.records().map(|row| row.expect("a row as long as the head")).collect()
    };
    let site = small::site(&sample::files());
    assert_eq!(rows("documents.csv").len(), site.reader().all().count() + 1);
    for tag in KindTag::ALL {
        let count = site.reader().ids(*tag).len();
        if count > 0 {
            assert_eq!(rows(&format!("{}.csv", tag.as_str())).len(), count + 1, "{}", tag.as_str());
        }
    }
    let ids: BTreeSet<String> =
        rows("documents.csv").iter().skip(1).map(|row| row[0].to_owned()).collect();
    for row in rows("links.csv").iter().skip(1) {
        assert!(ids.contains(&row[0]) && ids.contains(&row[2]), "{row:?}");
    }
    let odd = of(&odd(), "csv", &Wanted::default());
    assert!(text(&odd[0].1).contains("\"'=1+1"), "a formula is none: {}", text(&odd[0].1));
}

#[test]
fn a_drawing_in_mermaid_has_no_sign_of_its_own_in_labels() {
    for files in [sample::files(), odd()] {
        let drawn = of(&files, "mermaid", &Wanted::default());
        let (_, bytes) = &drawn[0];
        let mut nodes = BTreeSet::new();
        let mut links = 0;
        let mut depth = 0;
        for line in text(bytes).lines().skip(1) {
            let line = line.trim();
            if line.starts_with("%%") {
                continue;
            } else if line.starts_with("subgraph ") {
                depth += 1;
            } else if line == "end" {
                depth -= 1;
            } else if let Some((id, label)) = line.split_once("[\"") {
                let label = label.strip_suffix("\"]").expect("a label that ends");
                assert!(
                    !label.contains(['"', '<', '[', ']', '`', '{', '|']) || label.contains('|'),
                    "{label}"
                );
                assert!(!label.contains('"') && !label.contains('<'), "{label}");
                assert!(nodes.insert(id.to_owned()), "{id} twice");
            } else {
                let (from, rest) = line.split_once(" -->|").expect("a link");
                let (_, to) = rest.split_once("| ").expect("its target");
                assert!(nodes.contains(from) && nodes.contains(to), "{line}");
                links += 1;
            }
        }
        assert!(depth == 0 && links > 0);
    }
}

#[test]
fn a_graph_for_graphviz_is_well_formed() {
    for files in [sample::files(), odd()] {
        let drawn = of(&files, "dot", &Wanted::default());
        let graph = text(&drawn[0].1);
        let (mut depth, mut quoted, mut escaped) = (0i32, false, false);
        for c in graph.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                '{' if !quoted => depth += 1,
                '}' if !quoted => depth -= 1,
                '\n' => assert!(!quoted, "a line ends inside quotes"),
                _ => {}
            }
        }
        assert!(!quoted && depth == 0);
        assert!(graph.contains(" -> "));
    }
}

#[test]
fn an_inventory_leads_to_pages_and_parts() {
    let files = exported("inventory", &Wanted::default());
    let (name, bytes) = &files[0];
    assert_eq!(name, "objects.inv");
    let mut ends = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1);
    let head = ends.nth(3).expect("four lines");
    let lines: Vec<&str> = text(&bytes[..head]).lines().collect();
    assert_eq!(lines[0], "# Sphinx inventory version 2");
    assert!(lines[1].starts_with("# Project: ") && lines[2].starts_with("# Version: "));
    assert!(lines[3].contains("zlib"));
    let packed = miniz_oxide::inflate::decompress_to_vec_zlib(&bytes[head..]).expect("zlib");
    let rows = text(&packed);
    // As Sphinx reads a row.
    let form = regex::Regex::new(r"^(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)$").expect("a form");
    let site = small::site(&sample::files());
    let urls: BTreeSet<String> = site
        .reader()
        .all()
        .filter_map(|id| site.reader().doc(id))
        .map(|doc| doc.url.to_string())
        .collect();
    let mut names = BTreeSet::new();
    for row in rows.lines() {
        let found = form.captures(row).expect("a row");
        assert_eq!(&found[2], "std:label");
        assert!(urls.contains(found[4].split('#').next().expect("an address")), "{row}");
        assert!(names.insert(found[1].to_owned()), "{row} twice");
    }
    assert!(names.iter().any(|name| name.contains('#')), "parts are there");
    assert!(names.len() >= urls.len());
}

#[test]
fn needs_have_ids_links_and_parts() {
    let files = exported("needs", &Wanted { kinds: vec![KindTag::Goal, KindTag::Release] });
    let file: Value = serde_json::from_slice(&files[0].1).expect("JSON");
    let version = file["current_version"].as_str().expect("a version");
    let body = &file["versions"][version];
    let needs = body["needs"].as_object().expect("needs");
    assert_eq!(body["needs_amount"], needs.len());
    assert!(needs.len() > 10);
    let mut links = 0;
    for (id, need) in needs {
        assert_eq!(need["id"], **id);
        assert!(need["title"].is_string() && need["type"].is_string() && need["tags"].is_array());
        for link in need["links"].as_array().expect("links") {
            assert!(needs.contains_key(link.as_str().expect("an id")), "{link}");
            links += 1;
        }
    }
    assert!(links > 5);
}

#[test]
fn what_is_hidden_is_in_no_export() {
    let mut files = odd();
    let secret = "---\ntitle: PLANTED\nperiod: 2026\naudience: confidential\naliases: [planted-id]\nkrs: [{id: planted-kr, title: PLANTED}]\n---\n";
    files.push(("goals/planted-file.md".to_owned(), secret.to_owned()));
    files.push((
        "goals/c.md".to_owned(),
        "---\ntitle: C\nperiod: 2026\n---\n[[planted-file]]\n".to_owned(),
    ));
    for format in FORMATS {
        for (name, bytes) in of(&files, format.name, &Wanted::default()) {
            let mut seen = String::from_utf8_lossy(&bytes).to_lowercase();
            if name == "objects.inv" {
                let head = bytes
                    .iter()
                    .enumerate()
                    .filter(|(_, b)| **b == b'\n')
                    .map(|(at, _)| at + 1)
                    .nth(3)
                    .expect("a head");
                let packed =
                    miniz_oxide::inflate::decompress_to_vec_zlib(&bytes[head..]).expect("zlib");
                seen += text(&packed);
            }
            assert!(!seen.contains("planted"), "{name}");
        }
    }
}

/// The sample on a disk, with its settings.
fn on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in sample::files() {
        let top = if path == small::SETTINGS { "" } else { "content" };
        let file = folder.path().join(top).join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    folder
}

#[test]
fn graph_and_calendar_are_those_of_the_site() {
    let folder = on_disk();
    let graph = run(folder.path(), &["export", "graph"]);
    assert_eq!(graph.status.code(), Some(0), "{}", said(&graph));
    let told: Value = serde_json::from_slice(&graph.stdout).expect("JSON");
    let has = |id: &str| told["items"].as_array().expect("items").iter().any(|it| it["id"] == id);
    assert!(has("fill-q2") && has("week-four-nudges"));
    let calendar = run(folder.path(), &["export", "ics"]);
    assert_eq!(calendar.status.code(), Some(0), "{}", said(&calendar));
    let parsed = ical::IcalParser::new(calendar.stdout.as_slice()).next().expect("a calendar");
    let events = parsed.expect("a sound one").events;
    assert!(events.len() > 20, "{}", events.len());
    let both = run(folder.path(), &["export", "graph,ics", "--out", "here"]);
    assert_eq!(said(&both), "Wrote 2 files to here.\n");
    let built = run(folder.path(), &["build", "--keep-going", "--quiet", "--out", "site"]);
    for (name, bytes) in [("graph.json", graph.stdout), ("calendar.ics", calendar.stdout)] {
        let at = |top: &str| std::fs::read(folder.path().join(top).join(name)).expect("a file");
        assert_eq!(at("here"), bytes, "{name}");
        assert_eq!(at("site"), bytes, "{name}: {}", said(&built));
    }
}

#[test]
fn a_graph_for_everybody_holds_no_word_of_others() {
    let folder = on_disk();
    let all = run(folder.path(), &["export", "graph", "--audience", "confidential"]);
    let open = run(folder.path(), &["export", "graph", "--audience", "public"]);
    let items = |output: &std::process::Output| {
        let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        told["items"].as_array().expect("items").len()
    };
    assert!(items(&open) < items(&all), "{} of {}", items(&open), items(&all));
}
