//! The difference between two revisions of a strategy, only what is new since one, and the site as it was: on throw-away
//! repositories, through the program itself.

use std::process::{Command, Output};

use throughline::diff::{Side, compare, format};
use throughline::site::engine::{Engine, Options, Surroundings};
use throughline::source::git::Repo;

use crate::past::Repository;
use crate::program::{PROGRAM, run, said};
use crate::small::SETTINGS;

fn throughline(it: &Repository, args: &[&str]) -> Output {
    run(it.top(), args)
}

fn goal(id: &str, target: u32) -> (String, String) {
    let text = format!(
        "---\ntitle: Goal {id}\nperiod: 2026-Q2\npillar: cover\nowner: ada\nkrs:\n  - {{id: fill, title: Filled, baseline: 60, target: {target}}}\n---\n\nWhy.\n"
    );
    (format!("goals/{id}.md"), text)
}

fn release(id: &str, targets: &str, more: &str) -> (String, String) {
    let text = format!(
        "---\ntitle: Release {id}\nstatus: planned\nowner: ada\ngoals: [moved]\ntargets: [{targets}]\n{more}---\n\nWords.\n"
    );
    (format!("releases/{id}.md"), text)
}

fn put(it: &Repository, (path, text): (String, String)) {
    it.write(&path, &text);
}

/// Two goals whose targets were lowered in May, one of them by a decision; a release that moves by two weeks, and two that
/// need it.
fn handbook() -> Repository {
    let it = Repository::new();
    it.write(SETTINGS, "title: A handbook\n");
    it.write(
        "strategy/now.md",
        "---\ntitle: Now\nperiod: 2026\nowner: ada\npillars: [{id: cover, title: Cover, weight: 1}]\n---\n\nWhy.\n",
    );
    put(&it, goal("moved", 70));
    put(&it, goal("decided", 70));
    put(&it, release("offers", "2026-06-01", ""));
    put(&it, release("swaps", "2026-06-05", "depends_on: [offers]\n"));
    put(&it, release("rota", "2026-06-10", "depends_on: [{item: swaps, effect: blocks}]\n"));
    put(&it, release("later", "2026-09-01", "depends_on: [offers]\n"));
    it.commit("2026-04-01");
    it.git(&["tag", "april"]);
    put(&it, goal("moved", 66));
    put(&it, goal("decided", 66));
    it.write(
        "decisions/lower.md",
        "---\ntitle: Aim lower\ndate: 2026-05-02\ndriver: ada\n---\n\n[[decided]] aims at 66.\n",
    );
    put(&it, release("offers", "2026-06-01, 2026-06-15", ""));
    it.commit("2026-05-03");
    it
}

#[test]
fn a_moved_target_is_flagged_and_a_decision_that_covers_it_is_accepted() {
    let it = handbook();
    let found = said(&throughline(&it, &["check", "--format", "json"]));
    let count = |path: &str| {
        let json: serde_json::Value = serde_json::from_str(&found).expect("json");
        let findings = json["findings"].as_array().expect("findings").clone();
        let is = |one: &&serde_json::Value| {
            let text = one.to_string();
            text.contains("goalpost-moved") && text.contains(path)
        };
        findings.iter().filter(is).count()
    };
    assert_eq!((count("goals/moved.md"), count("goals/decided.md")), (1, 0), "{found}");
}

#[test]
fn the_comment_shows_what_a_slipped_date_pushes() {
    let it = handbook();
    let comment = said(&throughline(&it, &["diff", "april..HEAD", "--format", "markdown"]));
    for expected in [
        "<!-- throughline diff -->",
        "2 goalposts loosened",
        "- **Loosened**: the target of `fill` of Goal moved: 70 \u{2192} 66",
        "- **Release offers**: 1 Jun \u{2192} 15 Jun, 14 days later",
        "  - pushes Release swaps from 5 Jun to 15 Jun, 10 days (needs Release offers)",
        "  - pushes Release rota from 10 Jun to 15 Jun, 5 days (needs Release swaps)",
        "  - leaves Release later 78 days until 1 September 2026 (needs Release offers)",
        "`content/releases/offers.md:6`",
        "#### New\n\n- decision **Aim lower**",
    ] {
        assert!(comment.contains(expected), "{expected}\n--- is not in\n{comment}");
    }
    // A pure function of the two trees, wherever it is asked for.
    let content = it.content();
    let there = content.to_str().expect("a path");
    let args = ["diff", "april..HEAD", there, "--format", "markdown"];
    let again = Command::new(PROGRAM)
        .args(args)
        .current_dir(it.content().join("goals"))
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .output()
        .expect("the program runs");
    assert_eq!(comment, said(&again));
}

#[test]
fn the_files_as_they_are_can_be_compared_too() {
    let it = handbook();
    put(
        &it,
        (
            "releases/swaps.md".to_owned(),
            release("swaps", "2026-06-05", "")
                .1
                .replace("goals: [moved]\n", "unaligned_reason: a contract\n")
                .replace("planned", "cancelled"),
        ),
    );
    put(
        &it,
        (
            "releases/rota.md".to_owned(),
            release("rota", "2026-06-10", "")
                .1
                .replace("[moved]", "[decided]")
                .replace("planned", "in-progress"),
        ),
    );
    put(
        &it,
        (
            "releases/later.md".to_owned(),
            release("later", "2026-09-01", "")
                .1
                .replace("goals: [moved]\n", "unaligned_reason: a contract\n"),
        ),
    );
    let text = said(&throughline(&it, &["diff", "HEAD"]));
    for expected in [
        "Re-pointed\n  rota: goals moved \u{2192} decided  content/releases/rota.md:5",
        "Orphaned\n  later: goals moved \u{2192} nothing",
        "Started\n  release rota: Release rota  content/releases/rota.md:3",
        "Stopped\n  release swaps: Release swaps  content/releases/swaps.md:3",
    ] {
        assert!(text.contains(expected), "{expected}\n--- is not in\n{text}");
    }
    let json = throughline(&it, &["diff", "HEAD", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("json");
    assert_eq!(json["pointed"][0]["at"]["line"], 5, "{json:#}");
    assert_eq!(
        said(&throughline(&it, &["diff", "april..april"]))
            .lines()
            .next()
            .map(|it| it.contains("nothing changed")),
        Some(true)
    );
}

#[test]
fn a_comment_never_grows_beyond_what_a_forge_takes() {
    let it = handbook();
    for n in 0..700 {
        let text = release(&format!("many-{n}"), "2026-06-01", "").1;
        it.write(
            &format!("releases/many-{n}.md"),
            &text.replace("Release many", &"@long [title](x) ".repeat(40)),
        );
    }
    let comment = said(&throughline(&it, &["diff", "HEAD", "--format", "markdown"]));
    assert!(comment.chars().count() <= 60_000, "{} characters", comment.chars().count());
    assert!(comment.contains("not shown here, for want of room"));
    assert!(!comment.contains("[title](x)") && !comment.contains("@long"), "{}", &comment[..2000]);
}

#[test]
fn only_what_differs_is_parsed_again() {
    let it = handbook();
    let repo = Repo::around(&it.content()).expect("a repository");
    let tree =
        |name: &str| repo.tree(&repo.resolve(name).expect("a revision"), &[]).expect("content");
    let options = Options {
        as_of: Some(jiff::civil::date(2026, 5, 15)),
        clock: jiff::civil::date(2026, 5, 15),
        audience: None,
        drafts: false,
        asked: throughline::check::level::Asked::default(),
        remember: false,
    };
    let mut engine = Engine::new(Box::new(tree("april")), options, Surroundings::default());
    let (before, all) = engine.refresh().expect("a tree");
    engine.turn_to(Box::new(tree("HEAD")));
    let (after, more) = engine.refresh().expect("a tree");
    assert_eq!((all.parsed, more.parsed), (7, 4));
    let side = |site| Side {
        site,
        name: "one".to_owned(),
        content: String::new(),
        settings: String::new(),
    };
    let delta = compare(&side(&before), &side(&after));
    assert_eq!(delta.goalposts.len(), 2);
    assert!(format("jsn").is_err_and(|words| words.contains("`json`")));
}

#[test]
fn since_a_revision_only_new_findings_count_and_a_moved_line_is_none() {
    let it = handbook();
    let fail =
        |it: &Repository| throughline(it, &["check", "--since", "HEAD", "--fail-on", "note"]);
    assert_eq!(fail(&it).status.code(), Some(0), "{}", said(&fail(&it)));
    let (path, text) = goal("moved", 66);
    it.write(&path, &text.replace("owner: ada\n", "# A line more.\nowner: ada\n"));
    assert_eq!(fail(&it).status.code(), Some(0), "{}", said(&fail(&it)));
    put(&it, release("broken", "2026-06-01", "depends_on: [nothing-of-that-name]\n"));
    let output = fail(&it);
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    assert!(text.contains("unknown-id") && !text.contains("goalpost-moved"), "{text}");
    assert!(text.contains("more were there at HEAD)"), "{text}");
}

#[test]
fn git_is_not_asked_where_no_lint_wants_to_know() {
    let it = handbook();
    let off = throughline(&it, &["check", "--allow", "history", "--allow", "suspect"]);
    assert!(!said(&off).contains("goalpost-moved"));
    assert!(!it.top().join(".throughline/history").exists(), "git was asked");
    throughline(&it, &["check"]);
    assert!(it.top().join(".throughline/history").exists());
}

#[test]
fn the_site_of_an_older_revision_is_built() {
    let it = handbook();
    let build = |args: &[&str]| {
        let mut all = vec!["build", "--keep-going", "--quiet"];
        all.extend(args);
        let output = throughline(&it, &all);
        assert_ne!(output.status.code(), Some(2), "{}", said(&output));
    };
    let page = |name: &str| {
        std::fs::read_to_string(it.top().join(name).join("goals/moved.html")).expect("a page")
    };
    it.write("goals/picture.png", "not in git");
    build(&["--rev", "april", "--out", "old"]);
    build(&["--out", "new"]);
    assert!(page("old").contains("70") && !page("old").contains(">66"), "the old target");
    assert!(page("new").contains("66"));
    assert!(!it.top().join("old/decisions/lower.html").exists());
    assert!(it.top().join("new/decisions/lower.html").exists());
    assert!(!it.top().join("old/goals/picture.png").exists());
}

#[test]
fn a_revision_that_is_not_there_is_said_so() {
    let it = handbook();
    for (args, words) in [
        (vec!["diff", "no-such-branch"], "no revision `no-such-branch`"),
        (vec!["check", "--since", "0123456789012345678901234567890123456789"], "no revision"),
        (vec!["build", "--rev=--output=/etc/passwd"], "is not the name of a revision"),
        (vec!["diff", "april..no-such-branch"], "no revision `no-such-branch`"),
    ] {
        let output = throughline(&it, &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said(&output).contains(words), "{args:?}: {}", said(&output));
    }
    let plain = Repository::plain();
    plain.write("goals/one.md", &goal("one", 1).1);
    let output = throughline(&plain, &["diff", "HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no git repository"), "{}", said(&output));
}
