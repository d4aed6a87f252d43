//! `mv`: every reference follows, nothing else changes, and all files or none.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use proptest::prelude::*;

use crate::program::{PROGRAM, run, said};

fn write(folder: &Path, files: &[(String, String)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    // What is kept for the next run is no file of the handbook.
    let walk = walkdir::WalkDir::new(folder).into_iter();
    let walk = walk.filter_entry(|it| it.file_name() != ".throughline");
    let walk = walk.map(|it| it.expect("an entry"));
    let files = walk.filter(|it| it.file_type().is_file());
    files
        .map(|it| {
            let name =
                it.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (name, fs::read_to_string(it.path()).expect("a text"))
        })
        .collect()
}

const SETTINGS: &str =
    "title: x\nas_of: 2026-05-15\nlints: {levels: {all: off, structure: error}}\n";

fn file(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

/// References in front matter: `ID` is the name.
const FIELDS: &[&str] = &[
    "goals: [ID]",
    "goals: ID # ID",
    "goal:\n  - 'ID'",
    "goals:\n- {goal: \"ID\", share: 1} # why\n",
    "objective: [ ID#rate ]\n# ID\n",
    "see_also: [ID, other]",
    "see_also:\n    - \"[[ID]]\" #x\n",
    "depends_on: {item: ID, effect: slows}",
    "x-note: ID",
    "summary: About ID",
];

/// References in prose: `ID` is the name, `FILE` the name of the file.
const PROSE: &[&str] = &[
    "See [[ID]].",
    "[[ID|ID]] and [[ID#rate]]",
    "[FILE](../goals/FILE.md)",
    "[a](../goals/FILE.md#rate \"FILE.md\")",
    "[a](<../goals/FILE.md>)",
    "[a][r]\n\n[r]: ../goals/FILE.md",
    "<a href=\"../goals/FILE.md\">x</a>",
    "[a](../goals/FILE.html)",
    "| a | b |\n|---|---|\n| [[ID\\|x]] | [y](/goals/FILE.md) |",
    "[[ID:title]] is asked for",
];

/// Words that only look like references.
const OTHER: &[&str] = &[
    "Plain old-goal and goals/old-goal.md.",
    "`[[old-goal]]`",
    "```\n[a](../goals/old-goal.md)\n```",
    "old-goal: x",
    "[[old-goal-2]]",
];

#[derive(Debug, Clone)]
struct Doc {
    fields: Vec<&'static str>,
    prose: Vec<&'static str>,
    other: Vec<&'static str>,
    crlf: bool,
    bom: bool,
}

impl Doc {
    fn text(&self, id: &str) -> String {
        let mut text = String::from("---\n# the plan\ntitle: 'A: b'\nstatus: planned\n");
        let mut seen = Vec::new();
        for line in &self.fields {
            let key = line.split(':').next().expect("a key");
            // Names of one field.
            let key = if matches!(key, "goal" | "objective") { "goals" } else { key };
            if !seen.contains(&key) {
                seen.push(key);
                text += line.replace("ID", id).trim_end_matches('\n');
                text.push('\n');
            }
        }
        text += "---\n\n# Title\n\n";
        for (nth, line) in self.prose.iter().enumerate() {
            let line = line.replace("ID", id).replace("FILE", id);
            text += &format!("{}\n\n", line.replace("[r]", &format!("[r{nth}]")));
        }
        for line in &self.other {
            text += &format!("{line}\n\n");
        }
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.bom { format!("\u{feff}{text}") } else { text }
    }
}

fn doc() -> impl Strategy<Value = Doc> {
    let some = |of: &'static [&'static str], most| {
        prop::collection::vec(prop::sample::select(of), 0..most)
    };
    // A code span of the same form keeps the values that are asked for in doubt, so the two are not mixed.
    (some(FIELDS, 5), some(PROSE, 6), some(OTHER, 4), any::<bool>(), any::<bool>())
        .prop_map(|(fields, prose, other, crlf, bom)| Doc { fields, prose, other, crlf, bom })
}

fn goal(id: &str, more: &str) -> String {
    format!(
        "---\ntitle: Fill\nperiod: 2026-Q2 # soon\nkrs: [{{id: rate, title: Rate}}]\n{more}---\n\nOwn [[{id}]], [x](../releases/r0.md).\n"
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn every_reference_follows_and_nothing_else_changes(docs in prop::collection::vec(doc(), 1..4)) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut files = vec![file("throughline.yml", SETTINGS), file("content/goals/old-goal.md", &goal("old-goal", ""))];
        files.push(file("content/goals/other.md", "---\ntitle: Other\nperiod: 2026\n---\n"));
        files.push(file("content/goals/old-goal-2.md", "---\ntitle: Second\nperiod: 2026\n---\n"));
        for (nth, doc) in docs.iter().enumerate() {
            files.push((format!("content/releases/r{nth}.md"), doc.text("old-goal")));
        }
        write(folder.path(), &files);
        let before = run(folder.path(), &["check", "--format", "json"]);
        let counts = |output: &Output| serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON")["summary"].clone();
        let output = run(folder.path(), &["mv", "old-goal", "new-goal"]);
        prop_assert!(output.status.success(), "{}", said(&output));

        let mut wanted: BTreeMap<String, String> = files.into_iter().collect();
        wanted.remove("content/goals/old-goal.md");
        wanted.insert("content/goals/new-goal.md".to_owned(), goal("new-goal", "aliases: [old-goal]\n"));
        for (nth, doc) in docs.iter().enumerate() {
            let new = doc.text("new-goal");
            // These say the name and are no reference.
            let new = new.replace("x-note: new-goal", "x-note: old-goal").replace("About new-goal", "About old-goal")
                .replace("# new-goal", "# old-goal").replace("|new-goal]]", "|old-goal]]")
                .replace("\"new-goal.md\"", "\"old-goal.md\"").replace("[new-goal](", "[old-goal](");
            wanted.insert(format!("content/releases/r{nth}.md"), new);
        }
        let now = read(folder.path());
        for (name, text) in &wanted {
            prop_assert_eq!(now.get(name), Some(text), "{}", name);
        }
        prop_assert_eq!(now.len(), wanted.len());
        prop_assert_eq!(counts(&run(folder.path(), &["check", "--format", "json"])), counts(&before));
    }
}

#[test]
fn a_metric_takes_its_table_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        file("throughline.yml", SETTINGS),
        file(
            "content/metrics/rate.md",
            "---\nid: rate\nunit: '%'\nbetter: up\n---\n\n[data](rate.csv)\n",
        ),
        file("content/metrics/rate.csv", "date,value\n2026-05-01,3\n"),
        file("content/notes/a.md", "[t](../metrics/rate.csv) [m](../metrics/rate.md)\n"),
    ];
    write(folder.path(), &files);
    let output = run(folder.path(), &["mv", "rate", "fill-rate"]);
    assert!(output.status.success(), "{}", said(&output));
    let now = read(folder.path());
    assert!(now.contains_key("content/metrics/fill-rate.csv"), "{now:?}");
    let metric = &now["content/metrics/fill-rate.md"];
    assert!(
        metric.starts_with("---\nid: fill-rate\n") && metric.contains("[data](fill-rate.csv)"),
        "{metric}"
    );
    assert_eq!(
        now["content/notes/a.md"],
        "[t](../metrics/fill-rate.csv) [m](../metrics/fill-rate.md)\n"
    );
    assert!(run(folder.path(), &["check", "--quiet"]).status.success());
}

#[test]
fn a_name_that_comes_back_changes_places_with_the_one_that_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        &[file("throughline.yml", SETTINGS), file("content/goals/a.md", &goal("a", ""))],
    );
    for (old, new) in [("a", "b"), ("b", "a"), ("a", "b")] {
        let output = run(folder.path(), &["mv", old, new]);
        assert!(output.status.success(), "{}", said(&output));
    }
    assert_eq!(read(folder.path())["content/goals/b.md"], goal("b", "aliases: [a]\n"));
}

#[test]
fn an_old_address_leads_to_where_a_document_went() {
    for (files, old, new, address, to) in [
        (("content/goals/a.md", ""), "a", "b", "goals/a.html", "../goals/b.html"),
        (
            ("content/goals/a.md", ""),
            "a",
            "content/goals/2026/a.md",
            "goals/a.html",
            "../goals/2026/a.html",
        ),
        (
            ("content/goals/a.md", ""),
            "a",
            "content/goals/2026/b.md",
            "goals/a.html",
            "../goals/2026/b.html",
        ),
        (
            ("content/goals/x.md", "id: a\n"),
            "a",
            "content/goals/y.md",
            "goals/x.html",
            "../goals/y.html",
        ),
        (("content/notes/a.md", ""), "notes/a", "how/b", "notes/a.html", "../how/b.html"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let text = format!("---\ntitle: T\nperiod: 2026\n{}---\n", files.1);
        write(
            folder.path(),
            &[
                file(
                    "throughline.yml",
                    "title: x\nas_of: 2026-05-15\nlints: {levels: {all: off, url-clash: error}}\n",
                ),
                file(files.0, &text),
            ],
        );
        let output = run(folder.path(), &["mv", old, new]);
        assert!(output.status.success(), "{}", said(&output));
        let output = run(folder.path(), &["build", "--quiet"]);
        assert!(output.status.success(), "{new}: {}", said(&output));
        let page = fs::read_to_string(folder.path().join("public").join(address));
        let page = page.unwrap_or_else(|_| panic!("nothing stands at {address} after {new}"));
        assert!(page.contains(&format!("url={to}\"")), "{new}: {page}");
    }
}

#[test]
fn known_findings_stay_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = goal("a", "parent: nowhere\n");
    write(
        folder.path(),
        &[
            file("throughline.yml", SETTINGS),
            file("content/goals/a.md", &broken),
            file("content/releases/r0.md", "---\nstatus: planned\ngoals: [a]\n---\n"),
        ],
    );
    assert!(run(folder.path(), &["check", "--write-baseline"]).status.success());
    assert!(run(folder.path(), &["mv", "a", "b"]).status.success());
    let output = run(folder.path(), &["check"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("known in the baseline"), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_keeps_every_file_as_it_was() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        &[
            file("throughline.yml", SETTINGS),
            file("content/goals/a.md", &goal("a", "")),
            file("content/releases/r0.md", "---\nstatus: planned\ngoals: [a]\n---\n"),
        ],
    );
    let before = read(folder.path());
    let closed = folder.path().join("content/releases");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("a mode");
    let output = run(folder.path(), &["mv", "a", "b"]);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("a mode");
    // Who may write everywhere, as root may, is not kept from it.
    if output.status.code() != Some(0) {
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_eq!(read(folder.path()), before);
    }
}

#[cfg(unix)]
#[test]
fn a_kill_at_any_moment_leaves_all_or_nothing() {
    let mut files =
        vec![file("throughline.yml", SETTINGS), file("content/goals/a.md", &goal("a", ""))];
    let release = |id: &str| format!("---\nstatus: planned\ngoals: [{id}]\n---\n\n[[{id}]]\n");
    for nth in 0..150 {
        files.push(file(&format!("content/releases/r{nth}.md"), &release("a")));
    }
    let mut wanted: BTreeMap<String, String> = files.iter().cloned().collect();
    let before = wanted.clone();
    for text in wanted.values_mut() {
        *text = text.replace("[a]", "[b]");
    }
    wanted.remove("content/goals/a.md");
    wanted.insert("content/goals/b.md".to_owned(), goal("b", "aliases: [a]\n"));
    let content = |mut files: BTreeMap<String, String>| {
        files.retain(|name, _| !name.starts_with(".throughline"));
        files
    };
    let mut wait = std::time::Duration::from_millis(4);
    let mut ended = false;
    while !ended {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &files);
        let mut child = Command::new(PROGRAM)
            .args(["mv", "a", "b", "--quiet"])
            .current_dir(folder.path())
            .spawn()
            .expect("a program that runs");
        std::thread::sleep(wait);
        ended = child.try_wait().expect("a state").is_some();
        child.kill().expect("a program that can be killed");
        child.wait().expect("an end");
        let output = run(folder.path(), &["check", "--quiet"]);
        assert_ne!(output.status.code(), Some(2), "after {wait:?}: {}", said(&output));
        let now = content(read(folder.path()));
        if now != before {
            assert!(now == wanted, "after {wait:?} it is half done");
        }
        wait += wait / 2;
    }
}

#[test]
fn a_mend_is_for_all_files_or_for_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("a folder");
    write(outside.path(), &[file("r1.md", "---\nstatus: planed\ngoals: [a]\n---\n")]);
    write(
        folder.path(),
        &[
            file("throughline.yml", "content: docs\nas_of: 2026-05-15\n"),
            file("docs/releases/r0.md", "---\r\nstatus: planed # x\r\n---\r\n"),
        ],
    );
    let output = run(folder.path(), &["check", "--fix", "--quiet"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(read(folder.path())["docs/releases/r0.md"], "---\r\nstatus: planned # x\r\n---\r\n");
    // A file of another folder is never written.
    let config = folder.path().join("throughline.yml");
    let at = outside.path().to_str().expect("a path");
    let output = run(
        folder.path(),
        &["check", at, "--config", config.to_str().expect("a path"), "--fix", "--quiet"],
    );
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}
