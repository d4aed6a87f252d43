//! Findings as they are kept for a later run, which says them again when nothing has changed.

use crate::base::diagnostic::{Diagnostic, Fix, Level};
use crate::base::edit::Edit;
use crate::base::names::DocPath;
use crate::base::place::{Place, Spot};
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
        pen.number(level_number(diagnostic.level));
        write_spot(pen, &diagnostic.at);
        pen.text(&diagnostic.what);
        pen.maybe(diagnostic.help.as_deref(), Pen::text);
        pen.maybe(diagnostic.fix.as_ref(), write_fix);
        pen.text(&diagnostic.subject);
        write_located(pen, &finding.at);
        pen.list(diagnostic.related.iter().zip(&finding.related), |pen, (said, found)| {
            write_spot(pen, &said.0);
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
    let level = level(lens.number()?)?;
    let at = spot(lens)?;
    let what = lens.text()?.to_owned();
    let help = lens.maybe(|lens| lens.text().map(str::to_owned))?;
    let fix = lens.maybe(fix)?;
    let subject = lens.text()?.into();
    let place = located(lens)?;
    let all = lens.list(|lens| {
        let spot = spot(lens)?;
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

const fn level_number(level: Level) -> u64 {
    match level {
        Level::Note => 0,
        Level::Warning => 1,
        Level::Error => 2,
    }
}

const fn level(number: u64) -> Option<Level> {
    match number {
        0 => Some(Level::Note),
        1 => Some(Level::Warning),
        2 => Some(Level::Error),
        _ => None,
    }
}

fn write_spot(pen: &mut Pen, spot: &Spot) {
    pen.maybe(spot.file.as_deref(), Pen::text);
    write_place(pen, &spot.place);
}

fn spot(lens: &mut Lens) -> Option<Spot> {
    let file = lens.maybe(|lens| DocPath::new(lens.text()?))?;
    Some(Spot { file, place: place(lens)? })
}

fn write_place(pen: &mut Pen, place: &Place) {
    let (which, text, numbers) = match place {
        Place::Whole => (0, "", [0; 3]),
        Place::Front => (1, "", [0; 3]),
        Place::Field(path) => (2, &**path, [0; 3]),
        Place::Key(path) => (3, &**path, [0; 3]),
        Place::Heading(n) => (4, "", [*n, 0, 0]),
        Place::Link(n) => (5, "", [*n, 0, 0]),
        Place::Html(n) => (6, "", [*n, 0, 0]),
        Place::Fence(n) => (7, "", [*n, 0, 0]),
        Place::Word(word) => (8, &**word, [0; 3]),
        Place::Line(line, column) => (9, "", [*line, *column, 0]),
        Place::Bytes(start, end) => (10, "", [*start, *end, 0]),
        Place::Fenced(nth, start, end) => (11, "", [*nth, *start, *end]),
        Place::Asked(nth, start, end) => (12, "", [*nth, *start, *end]),
    };
    pen.number(which);
    pen.text(text);
    for number in numbers {
        pen.number(u64::from(number));
    }
}

fn place(lens: &mut Lens) -> Option<Place> {
    let (which, text) = (lens.number()?, lens.text()?);
    let (one, two, three) = (lens.small()?, lens.small()?, lens.small()?);
    Some(match which {
        0 => Place::Whole,
        1 => Place::Front,
        2 => Place::Field(text.into()),
        3 => Place::Key(text.into()),
        4 => Place::Heading(one),
        5 => Place::Link(one),
        6 => Place::Html(one),
        7 => Place::Fence(one),
        8 => Place::Word(text.into()),
        9 => Place::Line(one, two),
        10 => Place::Bytes(one, two),
        11 => Place::Fenced(one, two, three),
        12 => Place::Asked(one, two, three),
        _ => return None,
    })
}

fn write_fix(pen: &mut Pen, fix: &Fix) {
    let (which, one, two) = match fix {
        Fix::SetField { field, value } => (0, &**field, &**value),
        Fix::RenameKey { field, to } => (1, &**field, &**to),
        Fix::Remove { field } => (2, &**field, ""),
        Fix::Replace { place, text } => {
            pen.number(3);
            write_place(pen, place);
            return pen.text(text);
        }
    };
    pen.number(which);
    pen.text(one);
    pen.text(two);
}

fn fix(lens: &mut Lens) -> Option<Fix> {
    let which = lens.number()?;
    if which == 3 {
        return Some(Fix::Replace { place: place(lens)?, text: lens.text()?.into() });
    }
    let (field, two): (Box<str>, &str) = (lens.text()?.into(), lens.text()?);
    Some(match which {
        0 => Fix::SetField { field, value: two.into() },
        1 => Fix::RenameKey { field, to: two.into() },
        2 => Fix::Remove { field },
        _ => return None,
    })
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
