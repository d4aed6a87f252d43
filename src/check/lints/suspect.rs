//! Work whose reason changed after somebody last looked at it.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::is_over;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::check::past;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::history::{Change, Line, way};
use crate::model::reader::Reader;
use crate::model::resolve::Target;

/// `suspect`.
pub static LINT: Lint = Lint {
    name: "suspect",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "work goes on for a reason that may be gone",
    page: include_str!("suspect.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal, KindTag::Bet, KindTag::Release], run),
};

/// The relations that lead upwards.
const UP: &[Relation] =
    &[Relation::Pillar, Relation::Parent, Relation::Goals, Relation::Goal, Relation::Bet];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(line) = reader.history(id).filter(|_| !is_over(reader, id)) else { return };
    let Some((touched, _)) = line.touched else { return };
    let reviewed = reader.doc(id).and_then(|doc| doc.common.reviewed);
    let today = reader.today();
    for (edge, outcome) in reader.out(id).filter(|(edge, _)| UP.contains(&edge.relation)) {
        let Some(target) = outcome.target() else { continue };
        let (Some(above), Some(past)) = (reader.doc(target.doc), reader.history(target.doc)) else {
            continue;
        };
        let Some(change) = last(reader, past, target, touched) else { continue };
        if reviewed.is_some_and(|reviewed| reviewed >= change.after.day) {
            continue;
        }
        let what = format!(
            "{} `{}` changed {} {} {}, after this was last touched",
            above.tag().as_str(),
            above.slug,
            past::called(change.field),
            past::step(&change),
            past::when(&change, today),
        );
        let place = Place::Field(edge.path.clone());
        let there = spot(reader, target.doc, past::place(above, change.field));
        report.at(
            reader,
            id,
            LINT.problem(place, what)
                .related(there, "what changed")
                .help("see whether this still holds, and write the day as `reviewed`"),
        );
        // One reason to look again is enough.
        return;
    }
}

/// The last change above that matters below and came after a commit.
fn last<'a>(reader: &Reader, line: &'a Line, target: Target, touched: u32) -> Option<Change<'a>> {
    let part = target.part.and_then(|part| {
        let parts = reader.doc(target.doc)?.parts();
        parts.get(part as usize).map(|part| format!("pillars.{part}.weight"))
    });
    let matters = |change: &Change| {
        let field = change.field;
        let is_other_pillar = field.starts_with("pillars.") && part.as_deref() != Some(field);
        let counts = matches!(field, "status" | "owner" | "targets" | "period")
            || field.starts_with("pillars.")
            || way(field, &change.before.facts, &change.after.facts).is_some();
        let is_same = field == "owner" && past::is_same(reader, change);
        counts && !is_other_pillar && !is_same
    };
    line.last_since(touched, matters)
}
