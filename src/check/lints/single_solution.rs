//! A need for which one answer was thought of, and built.

use std::collections::BTreeMap;

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::bet::Bet;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `single-solution`.
pub static LINT: Lint = Lint {
    name: "single-solution",
    level: Level::Warning,
    topic: Topic::Pitfalls,
    why: "the first idea is rarely the best, and alone it is compared with nothing",
    page: include_str!("single_solution.md"),
    thresholds: &[Threshold::number(
        "min",
        3.0,
        "bets on one opportunity before one of them is built",
    )],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let min = report.count("min");
    let mut opportunities: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
    for (id, _, bet) in reader.each::<Bet>() {
        if let Some(opportunity) = &bet.opportunity {
            opportunities.entry(opportunity.to_lowercase()).or_default().push(id);
        }
    }
    for bets in opportunities.values().filter(|bets| bets.len() < min) {
        let Some(built) = bets.iter().copied().find(|bet| reader.is_live(*bet)) else { continue };
        let what = format!(
            "this opportunity has {}, and is being built for",
            count(bets.len(), "bet", "bets")
        );
        report.at(
            reader,
            built,
            LINT.problem(Place::field("opportunity"), what)
                .help(format!("think of at least {min} ways, and write down why this one")),
        );
    }
}
