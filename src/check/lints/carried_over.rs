//! A goal that goes into its third period.

use std::collections::BTreeSet;

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::is_over;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `carried-over`.
pub static LINT: Lint = Lint {
    name: "carried-over",
    level: Level::Warning,
    topic: Topic::History,
    why: "what is carried on again and again is either no goal or needs another way",
    page: include_str!("carried_over.md"),
    thresholds: &[Threshold::number("periods", 3.0, "from which period on it is said")],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    if is_over(reader, id) {
        return;
    }
    let mut seen = vec![id];
    // By their last days: a period that is written in two ways is one.
    let mut periods = BTreeSet::new();
    let mut at = 0;
    while let Some(one) = seen.get(at).copied() {
        at += 1;
        if let Some((_, goal)) = reader.get::<Goal>(one) {
            periods.extend(goal.period.as_ref().map(|period| period.end));
        }
        let versions = reader.history(one).map_or(&[][..], |line| &line.versions);
        periods.extend(versions.iter().filter_map(|it| Some(it.facts.period()?.1)));
        for target in reader.targets(one, Relation::Continues) {
            if !seen.contains(&target.doc) {
                seen.push(target.doc);
            }
        }
    }
    let own = goal.period.as_ref().map(|period| period.end);
    periods.retain(|end| own.is_none_or(|own| *end <= own));
    if periods.len() < report.count("periods").max(2) {
        return;
    }
    let place = if goal.continues.is_empty()
        || doc.problems.iter().any(|p| p.place == Place::field("continues"))
    {
        Place::field("period")
    } else {
        Place::field("continues")
    };
    let what = format!("this goal is in its {} period", nth(periods.len()));
    let help = "drop it, or say in the text what will be done in another way this time";
    report.at(reader, id, LINT.problem(place, what).help(help));
}

fn nth(n: usize) -> String {
    match n {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        n => format!("{n}th"),
    }
}
