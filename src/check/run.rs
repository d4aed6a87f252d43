//! Runs lints over documents and over the whole, then gives findings their levels and lets documents accept them.

use std::collections::HashMap;

use crate::base::diagnostic::{Diagnostic, Level, Problem};
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::place::Spot;
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::{self, Reader};

use super::level::Levels;
use super::lint::{Found, Lint, Report, Run};
use super::lints::LINTS;
use super::suppress;

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

/// Findings in their final form.
#[derive(Debug, Default)]
pub struct Findings {
    of: Vec<Vec<Diagnostic>>,
    prints: Vec<Fingerprint>,
    whole: Vec<Diagnostic>,
    unseen: Vec<Diagnostic>,
    print: Fingerprint,
}

impl Findings {
    /// Every finding: the whole site's, then each document's in order.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.whole.iter().chain(&self.unseen).chain(self.of.iter().flatten())
    }

    /// Those that readers of the site may see.
    pub fn open(&self) -> impl Iterator<Item = &Diagnostic> {
        self.whole.iter().chain(self.of.iter().flatten())
    }

    /// Adds faults of hidden documents: whoever builds the site hears of them, no page shows them.
    pub fn keep_from_readers(&mut self, levels: &Levels, unseen: Vec<(DocPath, Problem)>) {
        for (path, problem) in unseen {
            let Some(lint) = lint(problem.code) else { continue };
            if let Some(level) = levels.of(lint, &problem) {
                self.unseen.push(diagnostic(problem, lint, level, Some(path), ""));
            }
        }
    }

    /// How many there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.all().filter(|d| d.level == level).count()
    }
}

impl reader::Findings for Findings {
    fn of(&self, id: DocId) -> &[Diagnostic] {
        self.of.get(id.index()).map_or(&[], Vec::as_slice)
    }

    fn whole(&self) -> &[Diagnostic] {
        &self.whole
    }

    fn print_of(&self, id: DocId) -> Fingerprint {
        self.prints.get(id.index()).copied().unwrap_or_default()
    }

    fn print(&self) -> Fingerprint {
        self.print
    }
}

/// The lint of a name.
#[must_use]
pub fn lint(name: &str) -> Option<&'static Lint> {
    LINTS.iter().copied().find(|lint| lint.name == name)
}

/// Gives findings their levels and takes away those that documents accept.
///
/// `found` holds what `each` gave for every document in order, `rest` what `whole` and the site gave.
#[must_use]
pub fn finish(
    reader: &Reader,
    levels: &Levels,
    found: Vec<Vec<Found>>,
    rest: Vec<Found>,
) -> Findings {
    let table: HashMap<&str, &'static Lint> = LINTS.iter().map(|l| (l.name, *l)).collect();
    let names: Vec<&str> = LINTS.iter().map(|l| l.name).collect();
    let mut of: Vec<Vec<Found>> = found;
    let mut unowned = Vec::new();
    for one in rest {
        match one.subject.and_then(|id| of.get_mut(id.index())) {
            Some(list) => list.push(one),
            None => unowned.push(one),
        }
    }
    let level_of = |problem: &Problem| {
        let lint = table.get(problem.code)?;
        Some((*lint, levels.of(lint, problem)?))
    };
    let today = reader.today();
    let mut out = Findings::default();
    for (index, list) in of.into_iter().enumerate() {
        let id = DocId(u32::try_from(index).unwrap_or(u32::MAX));
        let Some(doc) = reader.doc(id) else { continue };
        let mut used = vec![false; doc.common.allow.len()];
        let mut kept: Vec<Diagnostic> = Vec::new();
        for found in list {
            if !used.is_empty() && suppress::allows(doc, found.problem.code, today, &mut used) {
                continue;
            }
            if let Some((lint, level)) = level_of(&found.problem) {
                kept.push(diagnostic(found.problem, lint, level, found.file, &doc.slug));
            }
        }
        for problem in suppress::judge(doc, &used, today, &names) {
            if let Some((lint, level)) = level_of(&problem) {
                kept.push(diagnostic(problem, lint, level, Some(doc.path.clone()), &doc.slug));
            }
        }
        kept.sort_by(|a, b| (&a.at, a.code, &a.what).cmp(&(&b.at, b.code, &b.what)));
        out.prints.push(Fingerprint::of_value(&kept));
        out.of.push(kept);
    }
    out.whole = unowned
        .into_iter()
        .filter_map(|found| {
            let (lint, level) = level_of(&found.problem)?;
            Some(diagnostic(found.problem, lint, level, found.file, ""))
        })
        .collect();
    out.whole.sort_by(|a, b| (&a.at, a.code, &a.what).cmp(&(&b.at, b.code, &b.what)));
    out.print = Fingerprint::of_value(&(&out.prints, &out.whole));
    out
}

/// A problem as it is reported.
#[must_use]
pub fn diagnostic(
    problem: Problem,
    lint: &'static Lint,
    level: Level,
    file: Option<DocPath>,
    subject: &str,
) -> Diagnostic {
    Diagnostic {
        code: lint.name,
        level,
        at: Spot { file, place: problem.place },
        what: problem.what,
        why: lint.why,
        help: problem.help,
        related: problem.related,
        fix: problem.fix,
        subject: subject.into(),
    }
}
