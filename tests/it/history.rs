//! What git remembers: documents followed through renames, merges and broken states; nothing told to whom it is not for,
//! nothing run for a stranger.

mod pages;
mod suspects;
mod trees;

use std::fs;

use jiff::civil::date;
use throughline::kinds::values::Audience;
use throughline::model::history::State;
use throughline::site::engine::Site;

use crate::past::{CHECK, Look, Repository, git};
use crate::small::{self, SETTINGS};

fn goal(target: u32) -> String {
    format!(
        "---\ntitle: Shifts are filled\nperiod: 2026-Q2\nkrs:\n  - {{id: fill, title: Filled, baseline: 60, target: {target}}}\n---\n"
    )
}

/// A goal whose target was lowered in May.
fn moved() -> Repository {
    let it = Repository::new();
    it.write("goals/fill-q2.md", &goal(70));
    it.commit("2026-04-01");
    it.write("goals/fill-q2.md", &goal(66));
    it.commit("2026-05-03");
    it
}

/// The names of the lints that found something, without those that look at one state alone.
fn lints(site: &Site) -> Vec<&'static str> {
    let of_time = [
        "goalpost-moved",
        "promise-overwritten",
        "vanished",
        "illegal-transition",
        "date-slipped",
        "suspect",
        "no-history",
        "internal-error",
    ];
    small::seen(site).iter().map(|seen| seen.code).filter(|code| of_time.contains(code)).collect()
}

#[test]
fn what_is_not_committed_yet_counts_as_the_latest_state() {
    let it = Repository::new();
    it.write("goals/fill-q2.md", &goal(70));
    it.commit("2026-04-01");
    assert_eq!(lints(&it.site()), [""; 0]);
    it.write("goals/fill-q2.md", &goal(66));
    assert_eq!(lints(&it.site()), ["goalpost-moved"]);
    it.remove("goals/fill-q2.md");
    assert_eq!(lints(&it.site()), ["vanished"]);
}

#[test]
fn commits_after_the_day_are_not_seen() {
    let it = moved();
    let on = |day| lints(&it.look(Look { as_of: Some(day), ..CHECK }).0);
    assert_eq!(on(date(2026, 5, 10)), ["goalpost-moved"]);
    assert_eq!(on(date(2026, 5, 2)), [""; 0]);
}

#[test]
fn a_content_folder_inside_a_bigger_repository_has_its_own_history() {
    let it = moved();
    fs::write(it.top().join("elsewhere.md"), goal(1)).expect("a file");
    it.commit("2026-05-04");
    let site = it.site();
    assert_eq!(lints(&site), ["goalpost-moved"]);
    let past = site.reader().past();
    assert_eq!(past.span(), Some((date(2026, 4, 1), date(2026, 5, 3))));
}

#[test]
fn a_merge_is_one_change_against_its_first_parent() {
    let it = Repository::new();
    it.write("goals/fill-q2.md", &goal(70));
    it.commit("2026-04-01");
    it.git(&["checkout", "-q", "-b", "lower"]);
    for target in [69, 68, 66] {
        it.write("goals/fill-q2.md", &goal(target));
        it.commit("2026-05-01");
    }
    it.git(&["checkout", "-q", "main"]);
    it.write("other.md", "# Another page\n");
    it.commit("2026-05-02");
    git(it.top(), &["merge", "-q", "--no-ff", "-m", "Merge", "lower"], "2026-05-03", "Ada Byron");
    let site = it.site();
    let reader = site.reader();
    let id = reader.find("fill-q2").expect("the goal");
    let targets = reader.history(id).expect("a history").values("krs.fill.target");
    assert_eq!(targets, [(date(2026, 4, 1), "70"), (date(2026, 5, 3), "66")]);
}

#[test]
fn broken_documents_of_the_past_change_nothing() {
    let it = Repository::new();
    it.write("goals/fill-q2.md", &goal(70));
    it.commit("2026-04-01");
    it.write("goals/fill-q2.md", "---\ntitle: \"Shifts\nkrs: [\n---\n");
    it.commit("2026-04-10");
    fs::write(it.content().join("goals/fill-q2.md"), [0xff, 0xfe, 0, 1]).expect("a file");
    it.commit("2026-04-11");
    it.write("goals/fill-q2.md", &goal(70).replace("target: 70", "target: many"));
    it.commit("2026-04-12");
    it.write("goals/fill-q2.md", &goal(70));
    it.commit("2026-04-20");
    assert_eq!(lints(&it.site()), [""; 0]);
}

#[test]
fn a_shallow_clone_says_so_and_shows_what_it_has() {
    let it = moved();
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", it.top().display());
    let to = clone.path().join("clone");
    let to = to.to_str().expect("a path");
    git(it.top(), &["clone", "-q", "--depth", "1", &from, to], "2026-05-04", "Ada Byron");
    let past = throughline::site::past::Past::of(&clone.path().join("clone/content"), None);
    let site = with_past(&clone.path().join("clone"), past);
    assert_eq!(lints(&site), ["no-history"]);
    assert!(matches!(site.reader().past().state(), State::Known { shallow: true, .. }));
}

fn with_past(top: &std::path::Path, past: throughline::site::past::Past) -> std::sync::Arc<Site> {
    use throughline::check::level::Asked;
    use throughline::site::engine::{Engine, Options, Surroundings};
    let options = Options {
        as_of: None,
        clock: date(2026, 5, 15),
        audience: CHECK.audience,
        drafts: false,
        asked: Asked::default(),
        remember: false,
    };
    let source =
        throughline::source::Disk::open(&top.join("content"), Vec::new()).expect("content");
    let mut engine =
        Engine::new(Box::new(source), options, Surroundings::default()).with_past(past);
    engine.refresh().expect("a folder that can be read").0
}

/// The site of a clone that leaves out what a filter of git names.
fn site_of_partial_clone(filter: &str) -> std::sync::Arc<Site> {
    let it = moved();
    it.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", it.top().display());
    let to = clone.path().join("clone");
    let path = to.to_str().expect("a path");
    git(it.top(), &["clone", "-q", filter, &from, path], "2026-05-04", "Ada Byron");
    with_past(&to, throughline::site::past::Past::of(&to.join("content"), None))
}

#[test]
fn a_partial_clone_says_so() {
    let site = site_of_partial_clone("--filter=blob:none");
    assert_eq!(lints(&site), ["no-history"]);
    assert!(matches!(site.reader().past().state(), State::Known { missing: 1, .. }));
}

#[test]
fn a_submodule_has_a_history_of_its_own_and_one_note_says_that() {
    let inner = Repository::new();
    inner.write("fill-q2.md", &goal(70));
    inner.commit("2026-04-01");
    let outer = Repository::new();
    outer.write("releases/one.md", "---\ntitle: One\nstatus: planned\n---\n");
    outer.commit("2026-04-01");
    let from = inner.top().to_str().expect("a path");
    outer.git(&["submodule", "--quiet", "add", from, "content/goals"]);
    outer.commit("2026-04-02");
    assert_eq!(lints(&outer.site()), ["no-history"]);
    // By itself it is a repository like any other.
    let goals = outer.content().join("goals");
    fs::write(goals.join("content/fill-q2.md"), goal(66)).expect("a file");
    git(&goals, &["commit", "-qam", "Lower"], "2026-05-03", "Ada Byron");
    let past = throughline::site::past::Past::of(&goals.join("content"), None);
    let site = with_past(&goals, past);
    assert!(site.reader().past().span().is_some());
}

#[test]
fn a_repository_without_a_commit_has_no_history_and_no_fault() {
    let it = Repository::new();
    it.write("goals/fill-q2.md", &goal(70));
    assert_eq!(lints(&it.site()), [""; 0]);
    assert_eq!(it.site().reader().past().span(), None);
}

#[test]
fn a_second_look_parses_nothing_of_the_past() {
    let it = moved();
    let look = Look { keep: true, ..CHECK };
    assert_eq!(it.look(look).1, 2);
    assert_eq!(it.look(look).1, 0);
    it.write("goals/fill-q2.md", &goal(65));
    it.commit("2026-05-05");
    let (site, parsed) = it.look(look);
    assert_eq!(parsed, 1);
    assert_eq!(lints(&site), ["goalpost-moved"]);
    // Nothing that is kept can be wrong in a way that stops the work.
    fs::write(it.top().join(".throughline/history"), "{").expect("a file");
    assert_eq!(it.look(look).1, 3);
    assert_eq!(it.git(&["status", "--porcelain"]), "");
}

#[test]
fn nothing_of_a_strangers_repository_is_run() {
    let it = moved();
    let trap = it.top().join(".git/ran");
    let script = it.top().join(".git/trap");
    fs::write(&script, format!("#!/bin/sh\ntouch '{}'\ncat\n", trap.display())).expect("a file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a mode");
    }
    let script = script.to_str().expect("a path");
    for key in [
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "diff.external",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.clean",
        "filter.trap.smudge",
        "core.sshCommand",
        "gpg.program",
        "core.editor",
    ] {
        it.git(&["config", key, script]);
    }
    it.git(&["config", "log.showSignature", "true"]);
    fs::write(it.top().join(".git/info/attributes"), "* diff=trap filter=trap\n").expect("a file");
    let _ = fs::remove_file(&trap);
    assert_eq!(lints(&it.site()), ["goalpost-moved"]);
    assert!(!trap.exists(), "something of the repository was run");
}

#[test]
fn what_was_hidden_once_is_not_told() {
    let it = Repository::new();
    it.write(SETTINGS, "audience: public\n");
    let public = |target| goal(target).replace("period:", "audience: public\nperiod:");
    it.write("goals/fill-q2.md", &goal(70).replace("period:", "audience: confidential\nperiod:"));
    it.write("people/spy.md", "---\nname: Spy\naudience: confidential\n---\n");
    it.write("people/ada.md", "---\nname: Ada\naudience: public\n---\n");
    it.commit("2026-04-01");
    it.write("goals/fill-q2.md", &public(68).replace("krs:", "owner: spy\nkrs:"));
    it.commit("2026-04-10");
    it.write("goals/fill-q2.md", &public(66).replace("krs:", "owner: ada\nkrs:"));
    it.commit("2026-05-03");
    let told = |audience| {
        let (site, _) = it.look(Look { audience: Some(audience), ..CHECK });
        let reader = site.reader();
        let id = reader.find("fill-q2").expect("the goal");
        let line = reader.history(id).expect("a history");
        let values = |field| line.values(field).into_iter().map(|(_, it)| it.to_owned()).collect();
        let by = line.versions.iter().any(|version| version.by.is_some());
        (values("krs.fill.target"), values("owner"), by)
    };
    let words = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<String>>();
    let all = (words(&["70", "68", "66"]), words(&["spy", "ada"]), true);
    assert_eq!(told(Audience::Confidential), all);
    let public = (words(&["68", "66"]), words(&["\u{2026}", "ada"]), false);
    assert_eq!(told(Audience::Public), public);
}

#[test]
fn a_document_is_followed_through_another_file_and_another_id() {
    let it = Repository::new();
    it.write("goals/fill-q2.md", &goal(70));
    it.commit("2026-04-01");
    it.remove("goals/fill-q2.md");
    it.write("goals/2026/fill.md", &goal(70).replace("period:", "aliases: [fill-q2]\nperiod:"));
    it.commit("2026-04-10");
    it.write("goals/2026/fill.md", &goal(66).replace("period:", "aliases: [fill-q2]\nperiod:"));
    it.commit_by("2026-05-03", "Grace Hopper");
    let site = it.site();
    let reader = site.reader();
    let id = reader.find("fill").expect("the goal");
    let line = reader.history(id).expect("a history");
    assert_eq!(
        line.values("krs.fill.target"),
        [(date(2026, 4, 1), "70"), (date(2026, 5, 3), "66")]
    );
    assert_eq!(line.versions.last().and_then(|it| it.by.as_deref()), Some("Grace Hopper"));
    assert_eq!(lints(&site), ["goalpost-moved"]);
}
