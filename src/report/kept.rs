//! Findings as they are kept for a later run, which says them again when nothing has changed.

use crate::base::diagnostic::Diagnostic;
use crate::base::edit::Edit;
use crate::base::record::{Lens, Pen};
use crate::check::run::lint;
use crate::report::located::{Finding, Located};

/// Findings with their places, owned.
#[derive(Debug, Default)]
pub struct Kept(Vec<One>);

#[derive(Debug)]
struct One {
    diagnostic: Diagnostic,
    at: Located,
    related: Vec<Located>,
    edits: Vec<Edit>,
}

impl Kept {
    /// The findings, as a report takes them.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding<'_>> {
        self.0.iter().map(One::finding).collect()
    }

    /// What was written down; `None` where it makes no sense, or names a lint that is no more.
    #[must_use]
    pub fn read(lens: &mut Lens) -> Option<Self> {
        lens.list(one).map(Self)
    }
}

impl One {
    fn finding(&self) -> Finding<'_> {
        let words = self.diagnostic.related.iter().map(|(_, words)| words.as_str());
        let mut finding = Finding::new(&self.diagnostic, self.at.clone());
        finding.related = self.related.iter().cloned().zip(words).collect();
        finding.edits.clone_from(&self.edits);
        finding
    }
}

/// Writes findings down.
pub fn write(pen: &mut Pen, findings: &[Finding]) {
    pen.list(findings.iter(), |pen, finding| {
        let diagnostic = finding.diagnostic;
        pen.text(diagnostic.code);
        pen.level(diagnostic.level);
        pen.spot(&diagnostic.at);
        pen.text(&diagnostic.what);
        pen.maybe(diagnostic.help.as_deref(), Pen::text);
        pen.maybe(diagnostic.fix.as_ref(), Pen::fix);
        pen.text(&diagnostic.subject);
        write_located(pen, &finding.at);
        pen.list(diagnostic.related.iter().zip(&finding.related), |pen, (said, found)| {
            pen.spot(&said.0);
            pen.text(&said.1);
            write_located(pen, &found.0);
        });
        pen.list(finding.edits.iter(), |pen, edit| {
            pen.count(edit.start);
            pen.count(edit.end);
            pen.text(&edit.text);
        });
    });
}

fn one(lens: &mut Lens) -> Option<One> {
    let lint = lint(lens.text()?)?;
    let level = lens.level()?;
    let at = lens.spot()?;
    let what = lens.text()?.to_owned();
    let help = lens.maybe(|lens| lens.text().map(str::to_owned))?;
    let fix = lens.maybe(Lens::fix)?;
    let subject = lens.text()?.into();
    let place = located(lens)?;
    let all = lens.list(|lens| {
        let spot = lens.spot()?;
        Some(((spot, lens.text()?.to_owned()), located(lens)?))
    })?;
    let (related, places) = all.into_iter().unzip();
    let edits = lens.list(|lens| {
        let (start, end) = (lens.count()?, lens.count()?);
        Some(Edit { start, end, text: lens.text()?.to_owned() })
    })?;
    let diagnostic =
        Diagnostic { code: lint.name, level, at, what, why: lint.why, help, related, fix, subject };
    Some(One { diagnostic, at: place, related: places, edits })
}

fn write_located(pen: &mut Pen, at: &Located) {
    pen.text(&at.path);
    pen.count(at.start);
    pen.count(at.end);
    for number in [at.line, at.column, at.end_line, at.end_column] {
        pen.number(u64::from(number));
    }
}

fn located(lens: &mut Lens) -> Option<Located> {
    Some(Located {
        path: lens.text()?.to_owned(),
        start: lens.count()?,
        end: lens.count()?,
        line: lens.small()?,
        column: lens.small()?,
        end_line: lens.small()?,
        end_column: lens.small()?,
    })
}
