//! The rules that a machine can hold: floors, sizes, heads of files, who may touch the world, what lies where.
//!
//! Files are scanned as plain text, so a rule can be fooled on purpose; it is there for mistakes.

mod files;

use std::collections::BTreeSet;

use throughline::check::lints::LINTS;
use throughline::kinds::KindTag;

use files::{File, repository, sources};

/// The floors from the ground up; a module may use those of the floors below it.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &["parse", "measure", "source"],
    &["kinds", "mapping", "config"],
    &["model"],
    &["check"],
    &["views"],
    &["theme"],
    &["site"],
    &["publish", "report", "diff", "import", "export"],
    &["cli", "serve", "lsp"],
];

/// Neighbours on one floor that may use each other, in this direction only: first user, then used.
const NEIGHBOURS: &[(&str, &str)] = &[
    // A mapping leads to kinds, and the settings hold the mapping.
    ("mapping", "kinds"),
    ("config", "kinds"),
    ("config", "mapping"),
    // The shell starts the other doors.
    ("cli", "serve"),
    ("cli", "lsp"),
];

/// Macros at the root of the crate, which are no modules.
const MACROS: &[&str] = &["words"];

/// The modules that may read and write files, and ask for the environment or the time.
const WORLDLY: &[&str] = &["source", "publish", "serve", "cli", "lsp", "main"];

/// A file holds one idea, in fewer lines than this.
const LINES: usize = 400;

/// Files that are still too long. The list may only shrink: an entry that is no longer needed is a fault.
const STILL_TOO_LONG: &[&str] = &[];

/// What may lie at the top of the repository, besides what is hidden.
const TOP: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "Containerfile",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    "build.rs",
    "clippy.toml",
    "content",
    "src",
    "tests",
    "themes",
    "throughline.yml",
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn imports_point_down() {
    let mut faults = Vec::new();
    for file in sources() {
        let from = file.module();
        if matches!(from, "lib" | "main") {
            continue;
        }
        let Some(own) = floor(from) else {
            faults.push(format!("{}: `{from}` is on no floor", file.path));
            continue;
        };
        for (line, to) in
            file.code_lines().flat_map(|(line, text)| used(text).map(move |to| (line, to)))
        {
            let allowed = to == from
                || MACROS.contains(&to)
                || NEIGHBOURS.contains(&(from, to))
                || floor(to).is_some_and(|floor| floor < own);
            if !allowed {
                faults.push(format!("{}:{line}: `{from}` uses `{to}`", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The modules of this crate that a line names.
fn used(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").filter_map(|(at, before)| {
        let rest = &line[at + before.len()..];
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    })
}

#[test]
fn a_file_holds_one_idea() {
    let long: BTreeSet<String> = files::rust()
        .into_iter()
        .filter(|file| file.text.lines().count() >= LINES)
        .map(|file| file.path)
        .collect();
    let known: BTreeSet<String> = STILL_TOO_LONG.iter().map(ToString::to_string).collect();
    let new: Vec<_> = long.difference(&known).collect();
    let mended: Vec<_> = known.difference(&long).collect();
    assert!(new.is_empty(), "{LINES} lines or more: look for the second idea in {new:?}");
    assert!(mended.is_empty(), "no longer too long, take it off the list: {mended:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = files::rust()
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

#[test]
fn nothing_is_left_for_later() {
    let words = [
        concat!("to", "do!"),
        concat!("unimple", "mented!"),
        concat!("db", "g!("),
        concat!("#[ig", "nore"),
        concat!("fn te", "st_"),
    ];
    let faults = found(&files::rust(), &words);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_program_does_not_panic_on_purpose() {
    let words =
        [".unwrap()", ".expect(", ".unwrap_err()", ".expect_err(", "panic!(", "unreachable!("];
    let faults = found(&sources(), &words);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_doors_touch_the_world() {
    let words = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "SystemTime",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "thread_rng",
        " rand::",
    ];
    let below: Vec<File> =
        sources().into_iter().filter(|file| !WORLDLY.contains(&file.module())).collect();
    let faults = found(&below, &words);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Where any of these words stands in code; tests inside a file do not count.
fn found(files: &[File], words: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for (line, text) in file.code_lines() {
            for word in words.iter().filter(|word| text.contains(**word)) {
                faults.push(format!("{}:{line}: `{word}`", file.path));
            }
        }
    }
    faults
}

#[test]
fn the_top_of_the_repository_is_short() {
    let strange: BTreeSet<String> = repository()
        .into_iter()
        .filter_map(|path| path.split('/').next().map(str::to_owned))
        // Hidden names are those that hosts and tools ask for.
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .collect();
    assert!(strange.is_empty(), "these have a place elsewhere: {strange:?}");
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let mut faults = Vec::new();
    for path in repository() {
        let Some(text) = files::text(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            for folder in ["work", "farm", "root", "tmp", "home", "Users"] {
                let place = format!("/{folder}/");
                let named = line.match_indices(&place).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| !c.is_alphanumeric() && !"_.-~}".contains(c))
                });
                if named {
                    faults.push(format!("{path}:{}: {place}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_changelog_says_what_is_new() {
    let text = files::text("CHANGELOG.md").expect("a changelog");
    let new = text.split("## [Unreleased]").nth(1).and_then(|rest| rest.split("\n## ").next());
    assert!(new.is_some_and(|new| new.contains("\n- ")), "nothing stands below `Unreleased`");
}

#[test]
fn every_test_is_run() {
    let main = files::text("tests/it/main.rs").expect("the tests");
    let unlisted: Vec<String> = files::names("tests/it", ".rs")
        .into_iter()
        .filter(|name| name != "main" && !main.contains(&format!("mod {name};")))
        .collect();
    assert!(unlisted.is_empty(), "tests/it/main.rs does not name {unlisted:?}");
}

#[test]
fn every_lint_is_a_pair_in_the_registry() {
    let named: BTreeSet<String> = LINTS.iter().map(|lint| lint.name.replace('-', "_")).collect();
    let code: BTreeSet<String> = files::names("src/check/lints", ".rs").into_iter().collect();
    let pages: BTreeSet<String> = files::names("src/check/lints", ".md").into_iter().collect();
    assert_eq!(named, pages, "the registry and the pages");
    let missing: Vec<_> = named.difference(&code).collect();
    assert!(missing.is_empty(), "no code for {missing:?}");
    assert_eq!(LINTS.len(), named.len(), "two lints have one name");
}

#[test]
fn every_kind_is_in_the_registry() {
    for tag in KindTag::ALL {
        let path = format!("src/kinds/{}.rs", tag.as_str());
        assert!(files::text(&path).is_some(), "{path} is missing");
    }
}
