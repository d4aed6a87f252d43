//! A goal that lasts longer than what it is part of.

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::values::Period;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `window-mismatch`.
pub static LINT: Lint = Lint {
    name: "window-mismatch",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "what ends after the whole comes too late to count for it",
    page: include_str!("window_mismatch.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    let Some(period) = goal.period.as_ref().filter(|_| !doc.is_dead()) else { return };
    let later = |relation: Relation| {
        let above = reader.target(id, relation)?.doc;
        let whole = period_of(reader, above).filter(|whole| period.end > whole.end)?;
        Some((relation, above, whole))
    };
    let found = later(Relation::Parent).or_else(|| later(Relation::Pillar));
    let Some((relation, above, whole)) = found else { return };
    let (kind, slug) =
        reader.doc(above).map_or(("", ""), |doc| (doc.tag().as_str(), doc.slug.as_str()));
    let what = format!(
        "this goal ends on {}, after {kind} `{slug}`, which ends on {}",
        long(period.end),
        long(whole.end)
    );
    let help = match relation {
        Relation::Parent => "end it with the goal above, or cut it in two",
        _ => "end it with the strategy, or hang it under the next one",
    };
    report.at(
        reader,
        id,
        LINT.problem(Place::field("period"), what)
            .help(help)
            .related(spot(reader, above, Place::field("period")), "the whole"),
    );
}

fn period_of<'m>(reader: &Reader<'m>, id: DocId) -> Option<&'m Period> {
    match &reader.doc(id)?.kind {
        AnyKind::Goal(goal) => goal.period.as_ref(),
        AnyKind::Strategy(strategy) => strategy.period.as_ref(),
        _ => None,
    }
}
