//! The test is tested: a read that nobody notes is a page that goes stale, and comparing with scratch must show it.

use throughline::model::read::Read;

use super::edits::with_line;
use super::world::{Dice, Left, World, difference};

/// Forgets a kind of read, makes an edit, and asks whether the comparison notices.
fn is_noticed(forgotten: fn(Read) -> bool, change: impl Fn(&mut World)) -> bool {
    let mut world = World::random(&mut Dice(5));
    world.put("releases/r0.md", RELEASE);
    world.put("goals/g0.md", GOAL);
    world.put("bets/b0.md", "---\ntitle: Bet\ngoal: g0\n---\n\nSee [[later]].\n");
    world.put("metrics/m0.md", "---\ntitle: Metric 0\nunit: homes\nbetter: up\nowner: p0\n---\n");
    world.put("metrics/m0.csv", "date,value\n2026-04-01,3\n2026-05-01,5\n");
    let mut left = Left::default();
    left.again(&world, |_| {});
    change(&mut world);
    let again = left.again(&world, |traces| traces.forget(forgotten));
    difference(&again, &world.scratch()).is_some()
}

const RELEASE: &str = "---\ntitle: Release 0\nstatus: planned\nteam: t0\ngoals: [g0]\nbet: b7\ntargets: [2026-06-01]\n---\n\nText.\n\nAll is teh same.\n";
const GOAL: &str = "---\ntitle: Goal 0\nperiod: 2026-Q2\nowner: p0\nteams: [t0]\nkrs:\n  - id: k\n    metric: m0\n    baseline: 1\n    target: 9\n---\n\nSee [[r0]].\n";

fn is_pointing(read: Read) -> bool {
    matches!(read, Read::Out(_) | Read::Findings(_) | Read::AllFindings | Read::Name(_))
}

fn replace(world: &mut World, path: &str, from: &str, to: &str) {
    let path = throughline::base::names::DocPath::new(path).expect("a sound path");
    let text = String::from_utf8(world.files[&path].clone()).expect("text");
    assert!(text.contains(from), "{path} has no {from}");
    world.put(&path, &text.replace(from, to));
}

#[test]
fn a_read_that_is_not_noted_is_noticed() {
    type Case = (&'static str, fn(Read) -> bool, fn(&mut World));
    let cases: &[Case] = &[
        (
            "front matter",
            |read| matches!(read, Read::Front(_)),
            |world| {
                world.put("releases/r0.md", &with_line(RELEASE, "title", "Renamed"));
            },
        ),
        // Its first paragraph stands in cards.
        (
            "outline",
            |read| matches!(read, Read::Outline(_) | Read::Body(_)),
            |world| {
                replace(world, "releases/r0.md", "Text.", "## A new part\n\nText.");
            },
        ),
        (
            "text",
            |read| matches!(read, Read::Body(_)),
            |world| {
                replace(world, "releases/r0.md", "teh", "the");
            },
        ),
        (
            // That nobody was meant is a finding too.
            "what it points at",
            is_pointing,
            |world| world.put("bets/b7.md", "---\ntitle: Another\ngoal: g0\n---\n"),
        ),
        (
            "who points at it",
            |read| matches!(read, Read::Back(_)),
            |world| {
                world.put("releases/another.md", RELEASE);
            },
        ),
        (
            "where links land",
            |read| is_pointing(read) || matches!(read, Read::Landings(_)),
            |world| {
                world.put("later.md", "# Later\n\nNow it is there.\n");
            },
        ),
        (
            "which there are",
            |read| matches!(read, Read::Ids(_) | Read::AllIds),
            |world| {
                world.put("releases/another.md", RELEASE);
            },
        ),
        (
            "a table",
            |read| matches!(read, Read::File(_)),
            |world| {
                world.put("metrics/m0.csv", "date,value\n2026-04-01,3\n2026-05-01,8\n");
            },
        ),
    ];
    for (name, forgotten, change) in cases {
        assert!(!is_noticed(|_| false, *change), "{name}: nothing is forgotten");
        assert!(is_noticed(*forgotten, *change), "{name}: a missing read is not noticed");
    }
}
