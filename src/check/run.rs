//! Runs lints over documents and over the whole.

use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::level::Levels;
use super::lint::{Found, Lint, Report, Run};
use super::lints::LINTS;

/// The lints that look at documents of a kind, worked out once.
pub struct Plan {
    kinds: Vec<(KindTag, Vec<&'static Lint>)>,
    whole: Vec<&'static Lint>,
}

impl Plan {
    /// Leaves out the lints that are turned off.
    #[must_use]
    pub fn new(levels: &Levels) -> Self {
        let on = || LINTS.iter().copied().filter(|lint| !levels.off(lint));
        let kinds = KindTag::ALL
            .iter()
            .map(|tag| {
                let of_kind = |lint: &&Lint| match lint.run {
                    Run::Each(kinds, _) => kinds.is_empty() || kinds.contains(tag),
                    _ => false,
                };
                (*tag, on().filter(of_kind).collect())
            })
            .collect();
        Self { kinds, whole: on().filter(|l| matches!(l.run, Run::Whole(_))).collect() }
    }

    fn of(&self, tag: KindTag) -> &[&'static Lint] {
        self.kinds.iter().find(|(t, _)| *t == tag).map_or(&[], |(_, lints)| lints)
    }
}

/// What is wrong with one document, taken with what it points at.
#[must_use]
pub fn each(reader: &Reader, id: DocId, plan: &Plan) -> Vec<Found> {
    let Some(doc) = reader.doc(id) else { return Vec::new() };
    let mut report = Report::new(reader.config());
    for problem in &doc.problems {
        report.at(reader, id, problem.clone());
    }
    for lint in plan.of(doc.tag()) {
        if let Run::Each(_, run) = lint.run {
            report.begin(lint);
            run(reader, id, &mut report);
        }
    }
    report.into_found()
}

/// What is wrong with the documents together.
#[must_use]
pub fn whole(reader: &Reader, plan: &Plan) -> Vec<Found> {
    let mut report = Report::new(reader.config());
    for lint in &plan.whole {
        if let Run::Whole(run) = lint.run {
            report.begin(lint);
            run(reader, &mut report);
        }
    }
    report.into_found()
}

/// The lint of a name.
#[must_use]
pub fn lint(name: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|lint| lint.name == name)
}
