//! What clears a suspect before it is committed, and what only then.

use super::{goal, lints};
use crate::past::Repository;

fn release(more: &str) -> String {
    format!(
        "---\ntitle: Shift swap\nstatus: planned\ntargets: [2026-06-10]\ngoals: [fill-q2]\n{more}---\n"
    )
}

/// A release whose goal was made harder after it was last touched.
fn suspect() -> Repository {
    let it = Repository::new();
    it.write("goals/fill-q2.md", &goal(70).replace("2026-Q2", "2026-Q3"));
    it.write("releases/swap.md", &release(""));
    it.commit("2026-04-01");
    it.write("goals/fill-q2.md", &goal(75).replace("2026-Q2", "2026-Q3"));
    it.commit("2026-05-03");
    assert_eq!(lints(&it.site()), ["suspect"]);
    it
}

#[test]
fn a_day_of_review_clears_it_at_once() {
    let it = suspect();
    it.write("releases/swap.md", &release("reviewed: 2026-05-04\n"));
    assert_eq!(lints(&it.site()), [""; 0]);
    it.commit("2026-05-04");
    assert_eq!(lints(&it.site()), [""; 0]);
}

#[test]
fn another_promise_clears_it_at_once() {
    let it = suspect();
    it.write("releases/swap.md", &release("owner: mara\n"));
    assert_eq!(lints(&it.site()), [""; 0]);
}

#[test]
fn prose_clears_it_with_its_commit() {
    let it = suspect();
    it.write("releases/swap.md", &(release("") + "\nStill right.\n"));
    assert_eq!(lints(&it.site()), ["suspect"]);
    it.commit("2026-05-04");
    assert_eq!(lints(&it.site()), [""; 0]);
}
