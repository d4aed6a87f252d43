//! Where the program runs: what the guide and the repository give for hosts is sound, and every command in it runs.

use std::path::Path;
use std::process::Command;

use throughline::parse::front::{Entry, Node, Value};
use throughline::parse::parse_yaml;

use crate::guide::pages::{guide, read};

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

fn entries(text: &str) -> Vec<Entry> {
    let parsed = parse_yaml(text);
    assert_eq!(parsed.problems, [], "{text}");
    parsed.front.entries
}

fn get<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Node> {
    entries.iter().find(|entry| &*entry.key == key).map(|entry| &entry.value)
}

fn map(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => panic!("no map"),
    }
}

fn list(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => panic!("no list"),
    }
}

/// The commands of our program that a script runs.
fn commands(script: &str) -> Vec<String> {
    script
        .lines()
        .filter_map(|line| {
            line.trim()
                .trim_start_matches("- ")
                .trim_start_matches("run: ")
                .strip_prefix("throughline ")
        })
        .map(str::to_owned)
        .collect()
}

/// Runs a command in a new handbook; it has to know its arguments.
fn runs(command: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_throughline");
    let made = Command::new(program).args(["init", "--quiet"]).current_dir(folder.path()).status();
    assert!(made.expect("it runs").success());
    // What a shell does with the output is none of the program's business.
    let words = command.split(['>', '|']).next().unwrap_or_default();
    let words = words
        .replace("\"$DIR\"", ".")
        .replace("\"$FAIL_ON\"", "error")
        .replace("\"$REPORTS\"", "reports");
    let output =
        Command::new(program).args(words.split_whitespace()).current_dir(folder.path()).output();
    let output = output.expect("it runs");
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "`{command}`: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn every_step_of_a_workflow_does_something() {
    let page = read("guide/ci.md");
    let workflow = page
        .split("```yaml .github/workflows/handbook.yml\n")
        .nth(1)
        .and_then(|it| it.split("```").next())
        .expect("a workflow");
    for text in [workflow.to_owned(), file(".github/workflows/release.yml")] {
        let all = entries(&text);
        assert!(get(&all, "on").is_some() && get(&all, "name").is_some());
        for job in map(get(&all, "jobs").expect("jobs")) {
            let job = map(&job.value);
            assert!(get(job, "runs-on").is_some());
            for step in list(get(job, "steps").expect("steps")) {
                let step = map(step);
                let acts = ["run", "uses"].iter().filter(|key| get(step, key).is_some()).count();
                assert_eq!(acts, 1, "{text}");
            }
        }
    }
}

#[test]
fn a_release_holds_a_static_binary_for_each_common_system() {
    let text = file(".github/workflows/release.yml");
    for target in [
        "x86_64-unknown-linux-musl",
        "aarch64-unknown-linux-musl",
        "x86_64-apple-darwin",
        "aarch64-apple-darwin",
        "x86_64-pc-windows-msvc",
    ] {
        assert!(text.contains(&format!("target: {target}")), "{target}");
    }
    for command in ["man --out", "completions $shell", "schema --out"] {
        assert!(text.contains(command), "{command}");
    }
    assert!(!text.contains("pull_request"), "only a tag makes a release");
}

#[test]
fn hooks_for_pre_commit_have_what_it_asks_for() {
    let text = file(".pre-commit-hooks.yaml");
    // A list at the top is no map of fields, so it is read below a key.
    let indented = text.lines().map(|line| format!("  {line}\n")).collect::<String>();
    let all = entries(&format!("hooks:\n{indented}"));
    let hooks = list(get(&all, "hooks").expect("hooks"));
    assert_eq!(hooks.len(), 2);
    let page = read("guide/ci.md");
    for hook in hooks {
        let hook = map(hook);
        for key in ["id", "name", "entry", "language"] {
            assert!(get(hook, key).and_then(Node::text).is_some(), "{key}");
        }
        let id = get(hook, "id").and_then(Node::text).unwrap_or_default();
        assert!(
            page.contains(&format!("`{id}`")) || page.contains(&format!("- id: {id}\n")),
            "{id}"
        );
        for command in commands(get(hook, "entry").and_then(Node::text).unwrap_or_default()) {
            runs(&command);
        }
    }
}

#[test]
fn every_command_that_is_given_for_a_host_runs() {
    let mut seen = std::collections::BTreeSet::new();
    for page in guide().iter().filter(|page| page.path.ends_with("ci.md")) {
        for fence in page.fences() {
            seen.extend(commands(fence.text));
        }
    }
    seen.extend(commands(&file(".github/actions/check/action.yml")));
    // What compares revisions is tried in a repository, in tests of its own.
    seen.retain(|command| !command.starts_with("diff "));
    assert!(seen.len() >= 5, "{seen:?}");
    for command in &seen {
        runs(command);
    }
}

#[test]
fn the_container_holds_the_program_and_git() {
    let text = file("Containerfile");
    assert!(text.contains("cargo install --locked") && text.contains("apk add --no-cache git"));
    assert!(text.contains("ENTRYPOINT [\"throughline\"]"));
}
