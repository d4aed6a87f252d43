//! Views in texts, and numbers in sentences: made again when what they show changes.

use super::counts::Bench;

/// How many pages have to be made for this address, and its text.
fn asked(bench: &Bench, url: &str) -> (usize, String) {
    let site = bench.site();
    let before = site.pressed.get();
    let made = site.make(url).expect("a page");
    let text = String::from_utf8_lossy(made.bytes().expect("bytes")).into_owned();
    (site.pressed.get() - before, text)
}

#[test]
fn a_view_is_made_again_when_what_it_shows_changes_and_only_then() {
    let mut bench = Bench::new();
    let page = "# Week\n\n```view table\nquery: type:release goals:onboard-q2\ncolumns: [title, owner, target, slip]\n\
        ```\n\nWe have [[=count type:release goals:onboard-q2]], at [[onboard-q2:progress]].\n";
    bench.put("week.md", page);
    bench.refresh();
    let (_, text) = asked(&bench, "week.html");
    assert!(text.contains("Week-four nudges") && text.contains("We have 1,"), "{text}");

    // What it does not show may change.
    let bet = bench.text("bets/tablet-app.md").replace("title: ", "title: Big ");
    bench.put("bets/tablet-app.md", &bet);
    bench.refresh();
    assert_eq!(asked(&bench, "week.html").0, 0, "another bet is not in it");

    let edits: &[(&str, &str, &str, &str)] = &[
        ("releases/week-four-nudges.md", "title: ", "title: Fresh ", "Fresh "),
        ("releases/dark-theme.md", "goals: [", "goals: [onboard-q2, ", "We have 2,"),
        ("people/joon-park.md", "name: ", "name: Sir ", "Sir "),
    ];
    for (path, from, to, shown) in edits {
        let text = bench.text(path);
        let edited = if text.contains(from) {
            text.replacen(from, to, 1)
        } else {
            text.replacen("---\n", "---\ngoals: [onboard-q2]\n", 1)
        };
        bench.put(path, &edited);
        bench.refresh();
        let (made, text) = asked(&bench, "week.html");
        assert_eq!(made, 1, "{path}");
        assert!(text.contains(shown), "{shown} after {path}: {text}");
        bench.assert_equal_to_scratch(&format!("an edit to {path}"));
    }
    bench.put(
        "releases/brand-new.md",
        "---\ntitle: Brand new\nstatus: planned\ngoals: [onboard-q2]\n---\n\nNew.\n",
    );
    bench.refresh();
    assert!(asked(&bench, "week.html").1.contains("Brand new"));
    bench.put("releases/brand-new.md", "---\ntitle: Brand new\naudience: confidential\nstatus: planned\ngoals: [onboard-q2]\n---\n\nNew.\n");
    bench.refresh();
    assert!(!asked(&bench, "week.html").1.contains("Brand new"));
    bench.settings("as_of: 2026-06-20\n");
    bench.refresh();
    bench.assert_equal_to_scratch("another day");
}
