//! A pillar on which nothing rests.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// `pillar-without-goal`.
pub static LINT: Lint = Lint {
    name: "pillar-without-goal",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "a pillar without a goal is a sentence on a slide: nobody works for it",
    page: include_str!("pillar_without_goal.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Strategy], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, strategy)) = reader.get::<Strategy>(id) else { return };
    if doc.status() != Some(Status::Active) {
        return;
    }
    let mut held = vec![false; strategy.pillars.len()];
    for back in reader.back(id).iter().filter(|back| back.relation == Relation::Pillar) {
        let alive = reader.doc(back.from).is_some_and(|goal| !Doc::is_dead(goal));
        let slot = back.part.and_then(|part| held.get_mut(part as usize));
        if let Some(slot) = slot.filter(|_| alive) {
            *slot = true;
        }
    }
    for (index, pillar) in strategy.pillars.iter().enumerate() {
        if held.get(index).copied().unwrap_or(true) {
            continue;
        }
        report.at(
            reader,
            id,
            LINT.problem(
                Place::item("pillars", index),
                format!("no goal hangs under pillar `{}`", pillar.id),
            )
            .help(format!("write a goal with `pillar: {}`, or drop the pillar", pillar.id)),
        );
    }
}
