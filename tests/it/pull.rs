//! The check where people work, as a story on one repository; and what a past or a base may be like that nobody would want.

use std::fs;
use std::process::Output;

use serde_json::Value;

use crate::past::Repository;
use crate::program::{self, said};
use crate::small::SETTINGS;

fn run(it: &Repository, args: &[&str]) -> Output {
    program::run(it.top(), args)
}

const GOAL: &str = "---\ntitle: Shifts are filled\nperiod: 2026-Q2\npillar: cover\nowner: ada\nkrs:\n  - {id: fill, title: Filled, baseline: 60, target: 70}\n---\n\nWhy.\n";

fn release(title: &str, targets: &str, needs: &str) -> String {
    format!(
        "---\ntitle: {title}\nstatus: planned\nowner: ada\ngoals: [fill-q2]\ntargets: [{targets}]\n{needs}---\n\nWords.\n"
    )
}

fn handbook() -> Repository {
    let it = Repository::new();
    it.write(SETTINGS, "title: A handbook\n");
    it.write(
        "strategy/now.md",
        "---\ntitle: Now\nperiod: 2026\nowner: ada\npillars: [{id: cover, title: Cover, weight: 1}]\n---\n\nWhy.\n",
    );
    it.write("people/ada.md", "---\nname: Ada\n---\n");
    it.write("goals/fill-q2.md", GOAL);
    it.write("releases/offers.md", &release("Offers", "2026-06-01", ""));
    it.write("releases/swaps.md", &release("Swaps", "2026-06-05", "depends_on: [offers]\n"));
    it.write("releases/rota.md", &release("Rota", "2026-06-10", "depends_on: [swaps]\n"));
    it.commit("2026-04-01");
    it.git(&["tag", "april"]);
    it
}

/// How many findings of a lint there are in what `check --format json` prints.
fn many(output: &Output, lint: &str) -> usize {
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("findings");
    findings.iter().filter(|finding| finding["lint"] == lint).count()
}

#[test]
fn a_change_of_the_plan_from_the_first_finding_to_the_site_as_it_was() {
    let it = handbook();
    let check = || run(&it, &["check", "--format", "json"]);
    assert_eq!(many(&check(), "goalpost-moved"), 0);

    // A target is lowered in a branch: the check of the pull request says so.
    it.git(&["checkout", "-q", "-b", "lower"]);
    it.write("goals/fill-q2.md", &GOAL.replace("target: 70", "target: 66"));
    it.commit("2026-05-03");
    assert_eq!(many(&check(), "goalpost-moved"), 1);
    let new = run(&it, &["check", "--since", "main", "--fail-on", "warning"]);
    assert_eq!(new.status.code(), Some(1), "{}", said(&new));
    assert!(said(&new).contains("goalpost-moved"), "{}", said(&new));

    // The decision that covers it is written: it is accepted.
    it.write(
        "decisions/aim-lower.md",
        "---\ntitle: Aim lower\ndate: 2026-05-02\ndriver: ada\napprover: ada\n---\n\n[[fill-q2]] aims at 66, since two wards closed.\n",
    );
    it.commit("2026-05-03 13:00");
    assert_eq!(many(&check(), "goalpost-moved"), 0);

    // A date slips, and pushes the two that depend on it: the comment says how far.
    it.write("releases/offers.md", &release("Offers", "2026-06-01, 2026-06-15", ""));
    it.commit("2026-05-04");
    let comment = said(&run(&it, &["diff", "main...HEAD", "--format", "markdown"]));
    for expected in [
        "<!-- throughline diff -->",
        "**Loosened**: the target of `fill` of Shifts are filled: 70 \u{2192} 66",
        "- **Offers**: 1 Jun \u{2192} 15 Jun, 14 days later",
        "  - pushes Swaps from 5 Jun to 15 Jun, 10 days (needs Offers)",
        "  - pushes Rota from 10 Jun to 15 Jun, 5 days (needs Swaps)",
        "decision **Aim lower**",
    ] {
        assert!(comment.contains(expected), "{expected}\n--- is not in\n{comment}");
    }

    // The site of an older revision is built beside the one of today.
    for args in [&["--rev", "april", "--out", "old"][..], &["--out", "new"][..]] {
        let output = run(&it, &[&["build", "--keep-going", "--quiet"][..], args].concat());
        assert_ne!(output.status.code(), Some(2), "{}", said(&output));
    }
    let page = |name: &str| fs::read_to_string(it.top().join(name)).expect("a page");
    assert!(!page("old/goals/fill-q2.html").contains("66"));
    assert!(page("new/goals/fill-q2.html").contains("66"));
    assert!(!it.top().join("old/decisions/aim-lower.html").exists());
    assert!(page("new/decisions/aim-lower.html").contains("two wards closed"));
    assert!(page("new/releases/offers.html").contains("15 June 2026"));
}

#[test]
fn documents_that_were_broken_at_the_base_are_compared_as_far_as_they_can_be_read() {
    let it = handbook();
    it.write("goals/fill-q2.md", "---\ntitle: \"Shifts\nkrs: [\n---\n\nText.\n");
    it.write("releases/rota.md", "---\n- no map\n---\n");
    fs::write(it.content().join("releases/swaps.md"), [0xff, 0xfe, 0, 1]).expect("a file");
    it.commit("2026-04-10");
    it.git(&["tag", "broken"]);
    it.write("goals/fill-q2.md", GOAL);
    it.write("releases/swaps.md", &release("Swaps", "2026-06-05", "depends_on: [offers]\n"));
    it.write("releases/rota.md", &release("Rota", "2026-06-10", "depends_on: [swaps]\n"));
    it.commit("2026-04-20");
    let diff = run(&it, &["diff", "broken..HEAD"]);
    assert_eq!(diff.status.code(), Some(0), "{}", said(&diff));
    assert!(said(&diff).contains("bad-front-matter"), "{}", said(&diff));
    let back = run(&it, &["diff", "HEAD..broken"]);
    assert_eq!(back.status.code(), Some(0), "{}", said(&back));
    let since = run(&it, &["check", "--since", "broken"]);
    assert_eq!(since.status.code(), Some(0), "{}", said(&since));
    let output = run(&it, &["build", "--rev", "broken", "--keep-going", "--quiet", "--out", "old"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let page = fs::read_to_string(it.top().join("old/goals/fill-q2.html")).expect("a page");
    assert!(page.contains("Text."));
}

#[test]
fn a_base_that_was_pushed_anew_is_said_so() {
    let it = handbook();
    let clone = tempfile::tempdir().expect("a folder");
    let to = clone.path().join("clone");
    let from = format!("file://{}", it.top().display());
    it.git(&["clone", "-q", "--depth", "1", &from, to.to_str().expect("a path")]);
    let gone = it.git(&["rev-parse", "HEAD"]);
    // Another history takes the place of the branch, and what was there is swept away.
    it.git(&["checkout", "-q", "--orphan", "anew"]);
    it.commit("2026-05-01");
    it.git(&["branch", "-q", "-D", "main"]);
    it.git(&["tag", "-d", "april"]);
    it.git(&["reflog", "expire", "--expire=now", "--all"]);
    it.git(&["gc", "-q", "--prune=now"]);
    for args in [
        vec!["check", "--since", &gone],
        vec!["diff", &gone],
        vec!["build", "--rev", &gone, "--out", "old"],
    ] {
        let output = run(&it, &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", said(&output));
        assert!(
            said(&output).contains("if it was pushed anew or never fetched"),
            "{}",
            said(&output)
        );
        assert!(output.stdout.is_empty(), "{}", said(&output));
    }
    assert!(!it.top().join("old").exists());
    let shallow = program::run(&to, &["diff", "HEAD~1"]);
    assert_eq!(shallow.status.code(), Some(2));
    assert!(
        said(&shallow).contains("it is a shallow clone, fetch more of it"),
        "{}",
        said(&shallow)
    );
    // Two histories that never met have no common commit to begin at.
    it.git(&["checkout", "-q", "--orphan", "other"]);
    it.write("goals/other.md", GOAL);
    it.commit("2026-05-02");
    let output = run(&it, &["diff", "anew...HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("have no commit in common here"), "{}", said(&output));
    assert_eq!(run(&it, &["diff", "anew..HEAD"]).status.code(), Some(0));
}

#[test]
fn a_baseline_of_another_version_is_refused_and_left_alone() {
    let it = handbook();
    let path = it.top().join("throughline-baseline.yml");
    let text = "version: 7\nfindings: [{lint: no-why, id: fill-q2}]\n";
    fs::write(&path, text).expect("a file");
    for args in [&["check"][..], &["build", "--out", "site"][..]] {
        let output = run(&it, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", said(&output));
        let words =
            "throughline-baseline.yml: a baseline of version 7, this program reads version 1";
        assert!(said(&output).contains(words), "{}", said(&output));
        assert!(said(&output).contains("--write-baseline"), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(&path).expect("the baseline"), text);
    assert!(!it.top().join("site/index.html").exists());
}

#[test]
fn a_report_for_code_scanning_holds_the_gravest_findings_and_says_what_it_leaves_out() {
    let folder = tempfile::tempdir().expect("a folder");
    // Each list of names gives a warning for each of them; the last document alone has errors.
    let tags: String = (0..2_600).map(|n| format!("odd{n}: x\n")).collect();
    for name in ["a", "b"] {
        let text = format!("---\ntitle: {name}\n{tags}---\n\nText.\n");
        fs::write(folder.path().join(format!("{name}.md")), text).expect("a file");
    }
    fs::write(folder.path().join("z.md"), "# Z\n\n[x](gone.md)\n").expect("a file");
    let output = program::run(folder.path(), &["check", "--format", "sarif"]);
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 5_000);
    assert!(results.iter().any(|it| it["ruleId"] == "broken-link"), "an error is left out");
    let note =
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].to_string();
    assert!(note.contains("there are 5201 findings; the 5000 gravest are here"), "{note}");
    // Nothing is lost: the counts are whole.
    assert_eq!(run["properties"]["errors"], 1);
    assert_eq!(run["properties"]["warnings"], 5_200);
    assert!(output.stdout.len() < 10_000_000, "{} bytes", output.stdout.len());
}

#[test]
fn settings_and_known_findings_are_no_content() {
    let it = Repository::new();
    fs::remove_dir(it.content()).expect("an empty folder");
    for (name, text) in [
        ("throughline.yml", "title: Hidden plans\n"),
        ("throughline-baseline.yml", "version: 1\nfindings: []\n"),
        ("a.md", "# A\n\nWords.\n"),
        ("data.yml", "ours: true\n"),
    ] {
        fs::write(it.top().join(name), text).expect("a file");
    }
    it.commit("2026-04-01");
    for args in [&["--out", "now"][..], &["--rev", "HEAD", "--out", "then"][..]] {
        let output = run(&it, &[&["build", "--quiet"][..], args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let out = it.top().join(args.last().expect("a folder"));
        assert!(out.join("a.html").exists() && out.join("data.yml").exists());
        assert!(!out.join("throughline.yml").exists(), "the settings are published");
        assert!(!out.join("throughline-baseline.yml").exists(), "the baseline is published");
    }
}
