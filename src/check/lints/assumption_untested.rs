//! A yes that rests on something which nobody has tried.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::{Bet, Risk};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `assumption-untested`.
pub static LINT: Lint = Lint {
    name: "assumption-untested",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "a test of an assumption costs days, and a product that rests on a wrong one months",
    page: include_str!("assumption_untested.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, bet)) = reader.get::<Bet>(id) else { return };
    let mut untested: Vec<(u8, usize)> = bet
        .assumptions
        .iter()
        .enumerate()
        .filter(|(_, assumption)| assumption.result.is_none())
        .map(|(index, assumption)| (rank(assumption.risk), index))
        .collect();
    if untested.is_empty() || !reader.is_live(id) {
        return;
    }
    untested.sort_unstable();
    let Some((_, index)) = untested.first().copied() else { return };
    let what = match untested.len() {
        1 => "this assumption has no result".to_owned(),
        many => format!(
            "{} have no result; this is the riskiest",
            count(many, "assumption", "assumptions")
        ),
    };
    report.at(
        reader,
        id,
        LINT.problem(Place::item("assumptions", index), what)
            .help("test it before the next week of work, and write what came out in `result`"),
    );
}

/// Which risk to look at first: most things fail because nobody wants them.
const fn rank(risk: Option<Risk>) -> u8 {
    match risk {
        Some(Risk::Value) => 0,
        Some(Risk::Usability) => 1,
        Some(Risk::Feasibility) => 2,
        Some(Risk::Viability) => 3,
        None => 4,
    }
}
