//! Findings in their final form: with their levels, without those that documents accept.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Level, Problem};
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::place::Spot;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::{self, Reader};

use super::level::Levels;
use super::lint::{Found, Lint};
use super::lints::LINTS;
use super::run::lint;
use super::suppress;

/// The findings about one document; the next state may take them over.
#[derive(Debug, Default)]
pub struct Own {
    list: Vec<Diagnostic>,
    /// Stands for them.
    print: Fingerprint,
}

/// Findings in their final form.
#[derive(Debug, Default)]
pub struct Findings {
    of: Vec<Arc<Own>>,
    whole: Vec<Diagnostic>,
    unseen: Vec<Diagnostic>,
    print: Fingerprint,
}

impl Findings {
    /// Every finding: the whole site's, then each document's in order.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.whole.iter().chain(&self.unseen).chain(self.of.iter().flat_map(|own| &own.list))
    }

    /// Those that readers of the site may see.
    pub fn open(&self) -> impl Iterator<Item = &Diagnostic> {
        self.whole.iter().chain(self.of.iter().flat_map(|own| &own.list))
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
        self.of.get(id.index()).map_or(&[], |own| own.list.as_slice())
    }

    fn whole(&self) -> &[Diagnostic] {
        &self.whole
    }

    fn print_of(&self, id: DocId) -> Fingerprint {
        self.of.get(id.index()).map_or_else(Fingerprint::default, |own| own.print)
    }

    fn print(&self) -> Fingerprint {
        self.print
    }
}

/// What gives findings their final form on a day.
pub struct Finish<'a> {
    levels: &'a Levels,
    lints: HashMap<&'static str, &'static Lint>,
    names: Vec<&'static str>,
    today: Date,
}

impl<'a> Finish<'a> {
    /// For these levels, on this day.
    #[must_use]
    pub fn new(levels: &'a Levels, today: Date) -> Self {
        let lints = LINTS.iter().map(|l| (l.name, *l)).collect();
        Self { levels, lints, names: LINTS.iter().map(|l| l.name).collect(), today }
    }

    fn level_of(&self, problem: &Problem) -> Option<(&'static Lint, Level)> {
        let lint = self.lints.get(problem.code)?;
        Some((*lint, self.levels.of(lint, problem)?))
    }

    /// Gives what was found about a document its levels and takes away what it accepts.
    #[must_use]
    pub fn own(&self, doc: &Doc, found: impl IntoIterator<Item = Found>) -> Own {
        let mut used = vec![false; doc.common.allow.len()];
        let mut list: Vec<Diagnostic> = Vec::new();
        for found in found {
            let code = found.problem.code;
            if !used.is_empty() && suppress::allows(doc, code, self.today, &mut used) {
                continue;
            }
            if let Some((lint, level)) = self.level_of(&found.problem) {
                list.push(diagnostic(found.problem, lint, level, found.file, &doc.slug));
            }
        }
        for problem in suppress::judge(doc, &used, self.today, &self.names) {
            if let Some((lint, level)) = self.level_of(&problem) {
                list.push(diagnostic(problem, lint, level, Some(doc.path.clone()), &doc.slug));
            }
        }
        sort(&mut list);
        Own { print: Fingerprint::of_value(&list), list }
    }

    /// All findings: those about each document, in order, and those about none.
    #[must_use]
    pub fn all(&self, of: Vec<Arc<Own>>, unowned: Vec<Found>) -> Findings {
        let mut whole: Vec<Diagnostic> = unowned
            .into_iter()
            .filter_map(|found| {
                let (lint, level) = self.level_of(&found.problem)?;
                Some(diagnostic(found.problem, lint, level, found.file, ""))
            })
            .collect();
        sort(&mut whole);
        let prints: Vec<Fingerprint> = of.iter().map(|own| own.print).collect();
        let print = Fingerprint::of_value(&(&prints, &whole));
        Findings { of, whole, unseen: Vec::new(), print }
    }
}

fn sort(list: &mut [Diagnostic]) {
    list.sort_by(|a, b| (&a.at, a.code, &a.what).cmp(&(&b.at, b.code, &b.what)));
}

/// Divides findings into those about each of so many documents and those about none.
#[must_use]
pub fn divide(found: Vec<Found>, docs: usize) -> (Vec<Vec<Found>>, Vec<Found>) {
    let mut of: Vec<Vec<Found>> = vec![Vec::new(); docs];
    let mut unowned = Vec::new();
    for one in found {
        match one.subject.and_then(|id| of.get_mut(id.index())) {
            Some(list) => list.push(one),
            None => unowned.push(one),
        }
    }
    (of, unowned)
}

/// Brings findings to their final form: `found` holds what `each` gave for every document in order, `rest` what
/// `whole` and the site gave.
#[must_use]
pub fn finish(
    reader: &Reader,
    levels: &Levels,
    found: Vec<Vec<Found>>,
    rest: Vec<Found>,
) -> Findings {
    let finish = Finish::new(levels, reader.today());
    let (more, unowned) = divide(rest, found.len());
    let docs = reader.all().filter_map(|id| reader.doc(id));
    let of = docs
        .zip(found)
        .zip(more)
        .map(|((doc, found), more)| Arc::new(finish.own(doc, found.into_iter().chain(more))));
    finish.all(of.collect(), unowned)
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
