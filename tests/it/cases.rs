//! The page of a lint is its test: each example is a small site, and the findings that stand below it are all that the
//! lint has to say there. A file whose name is followed by a day is committed on it to a real repository. `UPDATE=1`
//! writes what it says now.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use throughline::check::lint::{Lint, Run};
use throughline::check::lints::LINTS;

use crate::past;
use crate::small::{self, Seen};

/// Lints that no folder of documents can show, and where else they are shown.
const ELSEWHERE: &[&str] = &[
    // Our own failure: nothing that an author writes makes it.
    "internal-error",
    // Bytes that are not text; a page is text.
    "unreadable-file",
    // Templates lie beside the content, in the theme.
    "bad-template",
];

/// Lints whose findings the engine of a whole site makes, or who reads queries.
const OTHERS: &[&str] = &[];

/// Where the files of an example lie.
#[derive(Clone, Copy, PartialEq)]
enum Ground {
    /// In memory, of which nobody remembers anything.
    Memory,
    /// On a disk, in a repository with a commit for each day that is named.
    Git,
    /// On a disk, in no repository.
    Plain,
}

/// One example of a page.
struct Example {
    heading: String,
    files: Vec<(String, Option<String>)>,
    /// Whether it is looked at with git or, on purpose, without.
    ground: Ground,
    /// The findings that are expected, as lines, and the lines of the page between which they stand.
    findings: Option<(Vec<String>, usize, usize)>,
    /// The line of the page after the last file.
    end: usize,
}

fn examples(page: &str) -> Vec<Example> {
    let mut out: Vec<Example> = Vec::new();
    let mut heading = String::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(words) = line.strip_prefix("## ") {
            words.clone_into(&mut heading);
            continue;
        }
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let info = line.trim_start_matches('`').trim();
        let fence = "`".repeat(ticks);
        let mut text = String::new();
        let mut end = number;
        for (at, inside) in lines.by_ref() {
            end = at;
            if inside == fence {
                break;
            }
            text.push_str(inside);
            text.push('\n');
        }
        if out.last().is_none_or(|example| example.heading != heading) {
            out.push(Example {
                heading: heading.clone(),
                files: Vec::new(),
                ground: Ground::Memory,
                findings: None,
                end: 0,
            });
        }
        let example = out.last_mut().expect("one was pushed");
        if info == "findings" {
            example.findings = Some((text.lines().map(str::to_owned).collect(), number, end));
        } else if info == "no-git" {
            example.ground = Ground::Plain;
        } else if let Some((word, path)) = info.split_once(' ') {
            if past::dated(path).1.is_some() {
                example.ground = Ground::Git;
            }
            example.files.push((path.to_owned(), (word != "removed").then_some(text)));
            example.end = end + 1;
        }
    }
    out.retain(|example| !example.files.is_empty());
    out
}

fn line_of(seen: &Seen) -> String {
    format!("{}:{}:{} {}", seen.path, seen.line, seen.column, seen.code)
}

fn found(lint: &Lint, example: &Example) -> Vec<String> {
    let seen = match example.ground {
        Ground::Memory => {
            let texts = example.files.iter().cloned();
            let files: Vec<(String, String)> =
                texts.map(|(path, text)| (path, text.unwrap_or_default())).collect();
            small::findings(&files)
        }
        Ground::Git => small::seen(&past::of_files(&example.files).site()),
        Ground::Plain => {
            let folder = past::Repository::plain();
            for (path, text) in &example.files {
                folder.write(path, text.as_deref().unwrap_or_default());
            }
            small::seen(&folder.site())
        }
    };
    let mut lines: Vec<String> =
        seen.iter().filter(|seen| seen.code == lint.name).map(line_of).collect();
    lines.dedup();
    lines
}

#[test]
fn every_example_of_every_page_gives_what_stands_below_it() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for lint in LINTS.iter().filter(|lint| !OTHERS.contains(&lint.name)) {
        let mut page: Vec<String> = lint.page.lines().map(str::to_owned).collect();
        let mut changed = false;
        for example in examples(lint.page).iter().rev() {
            let expected = example.findings.as_ref().map_or(&[][..], |(lines, ..)| lines);
            let found = found(lint, example);
            if found == expected {
                continue;
            }
            let _ = writeln!(
                wrong,
                "{}, \"{}\":\n  expected {expected:?}\n  found    {found:?}",
                lint.name, example.heading
            );
            let block = if let Some((_, start, end)) = &example.findings {
                *start + 1..*end
            } else {
                let around = ["", "```findings", "```"].map(str::to_owned);
                page.splice(example.end..example.end, around);
                example.end + 2..example.end + 2
            };
            page.splice(block, found);
            changed = true;
        }
        if update && changed {
            let text = page.join("\n") + "\n";
            fs::write(path_of(lint), text).expect("the page can be written");
        }
    }
    assert!(update || wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_page_shows_what_fires_and_what_does_not() {
    let mut wrong = Vec::new();
    for lint in LINTS.iter().filter(|lint| !ELSEWHERE.contains(&lint.name)) {
        let examples = examples(lint.page);
        let fires = |example: &&Example| example.findings.as_ref().is_some_and(|f| !f.0.is_empty());
        if !examples.iter().any(|example| fires(&example)) {
            wrong.push(format!("{}: no example fires", lint.name));
        }
        if !examples.iter().any(|example| !fires(&example)) {
            wrong.push(format!("{}: no near miss", lint.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_page_begins_with_its_name_and_says_what_to_do() {
    let mut wrong = Vec::new();
    for lint in LINTS {
        let page = lint.page;
        if !page.starts_with(&format!("# {}\n", lint.name)) {
            wrong.push(format!("{}: the first line is not its name", lint.name));
        }
        for heading in ["\n## Why\n", "\n## What to do\n"] {
            if !page.contains(heading) {
                wrong.push(format!("{}: there is no {heading:?}", lint.name));
            }
        }
        for threshold in lint.thresholds {
            if !page.contains(&format!("`{}`", threshold.name)) {
                wrong.push(format!("{}: `{}` is not explained", lint.name, threshold.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_registry_and_the_folder_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/lints");
    let mut files: Vec<String> = fs::read_dir(folder)
        .expect("the folder of lints")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .collect();
    files.sort();
    let mut wanted: Vec<String> = LINTS
        .iter()
        .flat_map(|lint| ["rs", "md"].map(|end| format!("{}.{end}", lint.name.replace('-', "_"))))
        .collect();
    wanted.sort();
    assert_eq!(files, wanted);
}

#[test]
fn names_are_unique_and_reasons_are_clauses() {
    let mut names: Vec<&str> = LINTS.iter().map(|lint| lint.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), LINTS.len());
    for lint in LINTS {
        assert!(!lint.why.ends_with('.'), "{}: a full stop", lint.name);
        assert!(lint.why.starts_with(char::is_lowercase), "{}: a capital", lint.name);
    }
}

#[test]
fn every_code_in_the_source_is_a_lint() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut stack = vec![root];
    let mut unknown = Vec::new();
    while let Some(folder) = stack.pop() {
        for entry in fs::read_dir(folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                stack.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                for (at, found) in text.match_indices("Problem::new(") {
                    let rest = text[at + found.len()..].trim_start();
                    let Some(rest) = rest.strip_prefix('"') else { continue };
                    let code = rest.split('"').next().unwrap_or_default();
                    if !LINTS.iter().any(|lint| lint.name == code) {
                        unknown.push(format!("{code} in {}", path.display()));
                    }
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

fn path_of(lint: &Lint) -> std::path::PathBuf {
    let file = format!("src/check/lints/{}.md", lint.name.replace('-', "_"));
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

#[test]
fn whatever_looks_at_documents_names_its_kinds_in_order() {
    for lint in LINTS {
        if let Run::Each(kinds, _) = lint.run {
            assert!(kinds.is_sorted(), "{}: its kinds are not in order", lint.name);
        }
    }
}
