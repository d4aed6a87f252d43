//! What changed lately: by the days that documents write, and by what git remembers.

use crate::past::Repository;

const GOAL: &str = "---\ntitle: Fill\nperiod: 2026-Q1\n---\n\nIt.\n";
const RELEASE: &str = "---\ntitle: Swap\nstatus: planned\ngoals: [fill]\n---\n\nThey swap.\n";

#[test]
fn a_commit_counts_as_a_change_and_so_does_a_day_that_is_written() {
    let it = Repository::new();
    it.write("goals/fill.md", GOAL);
    it.write("releases/swap.md", RELEASE);
    it.write("decisions/yes.md", "---\ntitle: Yes\ndate: 2026-05-12\n---\n\nYes.\n");
    it.commit("2026-04-01");
    assert_eq!(super::ids(&it.site(), "changed:14d sort:id"), ["yes"]);
    it.write("releases/swap.md", &RELEASE.replace("They swap.", "They swap by themselves."));
    it.commit("2026-05-10");
    assert_eq!(super::ids(&it.site(), "changed:14d sort:id"), ["swap", "yes"]);
    // That the first commit brought it in says nothing; that its period ended does.
    assert_eq!(super::ids(&it.site(), "changed:2026-04"), [""; 0]);
    assert_eq!(super::ids(&it.site(), "changed:2026-03"), ["fill"]);
}
