//! What a `view` fence asks for: its form, its query, its columns, read from the YAML inside with the same care as front
//! matter. A fault is said at its line and column inside the fence.

mod keys;

use std::ops::Range;

use crate::base::diagnostic::{Fix, Problem};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::parse::fields::{Choice, Fields};
use crate::parse::front::Front;
use crate::parse::locate::locate;
use crate::parse::outline::Fence;
use crate::parse::parse_yaml;
use crate::words;

use super::query::{Fault, Path, Query};
use super::reader::Reader;
use super::resolve::Target;

words! {
    /// The forms of a view.
    Shape {
        /// Rows and columns.
        Table = "table",
        /// Lines.
        List = "list",
        /// Things side by side.
        Cards = "cards",
        /// Columns of lines.
        Board = "board",
        /// Rows against columns.
        Matrix = "matrix",
        /// Lines below lines.
        Tree = "tree",
        /// One document with what it hangs on.
        Thread = "thread",
        /// Releases along a calendar.
        Timeline = "timeline",
        /// Releases by when they come.
        NowNextLater = "now-next-later",
        /// Things by two measures.
        Quadrant = "quadrant",
        /// Amounts beside each other.
        Bar = "bar",
        /// A metric over time.
        Line = "line",
        /// Numbers in a row.
        Scorecard = "scorecard",
        /// What was refused, and why.
        NoList = "no-list",
        /// What the checks say.
        Findings = "findings",
        /// What happened last.
        Changes = "changes",
    }
}

/// A view that makes sense.
pub struct View {
    /// Its form.
    pub shape: Shape,
    /// What it shows.
    pub query: Query,
    /// Whether no query is written: the view's usual one, or everything.
    pub is_whole: bool,
    /// The fields that it shows of each.
    pub columns: Vec<Column>,
    /// The field of its lanes, bars or rows.
    pub by: Option<Path>,
    /// The field of a matrix's columns.
    pub across: Option<Path>,
    /// The numbers of bars, or the measure upwards of a quadrant.
    pub value: Option<Path>,
    /// The one document that it is about.
    pub document: Option<Target>,
    /// So many days are looked back.
    pub days: Option<u32>,
    /// What stands below it.
    pub caption: Option<Box<str>>,
    /// What stands in its place when nothing is found.
    pub empty: Option<Box<str>>,
}

/// A field that a view shows.
#[derive(Clone)]
pub struct Column {
    /// The field.
    pub path: Path,
    /// Its heading, where it is not the field's own name.
    pub title: Option<Box<str>>,
}

/// A fence that was read.
#[derive(Default)]
pub struct Read {
    /// The view, where enough was understood to draw it.
    pub view: Option<View>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// The words of a fence that asks for a view: `view table`.
#[must_use]
pub fn is_view(info: &str) -> bool {
    info.split_whitespace().next() == Some("view")
}

/// Reads the nth fence of a document; nothing where it is no view.
#[must_use]
pub fn read(reader: &Reader, nth: u32, fence: &Fence) -> Option<Read> {
    let mut words = fence.info.split_whitespace();
    if words.next() != Some("view") {
        return None;
    }
    let (name, more) = (words.next(), words.next());
    let shape = match shape(nth, name, more) {
        Ok(shape) => shape,
        Err(problem) => return Some(Read { view: None, problems: vec![problem] }),
    };
    let parsed = parse_yaml(&fence.text);
    let inside = Inside { nth, text: &fence.text, front: &parsed.front, reader };
    let mut problems: Vec<Problem> = Vec::new();
    for problem in parsed.problems {
        // What is broken here is no front matter.
        problems.push(Problem { code: "bad-query", ..inside.placed(problem, shape) });
    }
    let mut fields = Fields::new(&parsed.front.entries, String::new());
    let written = keys::read(&mut fields, shape);
    let faults = fields.finish();
    problems.extend(faults.into_iter().map(|problem| inside.placed(problem, shape)));
    let view = keys::understand(&inside, written, shape, &mut problems);
    let is_sound = problems.iter().all(|problem| problem.code == "unknown-field");
    Some(Read { view: view.filter(|_| is_sound), problems })
}

/// The keys that a form of view knows, as data.
#[must_use]
pub fn described(shape: Shape) -> Vec<crate::parse::schema::FieldInfo> {
    let mut fields = Fields::describing();
    let _ = keys::read(&mut fields, shape);
    fields.described()
}

fn shape(nth: u32, name: Option<&str>, more: Option<&str>) -> Result<Shape, Problem> {
    let all = || any_of(Shape::WORDS.iter().copied());
    let wrong = |what: String| Problem::new("bad-query", Place::Fence(nth), what);
    let Some(name) = name else {
        return Err(wrong("which view is not said".into()).help(format!("write one of {}", all())));
    };
    if let Some(more) = more {
        let what = format!("`{more}` has no place behind `view {name}`");
        return Err(wrong(what).help("write what the view shows inside the fence"));
    }
    Shape::from_word(name).ok_or_else(|| {
        let problem = wrong(format!("there is no view `{name}`"));
        match nearest(name, Shape::WORDS.iter().copied()) {
            Some(near) => problem.help(format!("did you mean `view {near}`?")),
            None => problem.help(format!("write one of {}", all())),
        }
    })
}

/// The inside of a fence, for places in it.
pub(super) struct Inside<'r, 'm> {
    nth: u32,
    text: &'r str,
    front: &'r Front,
    reader: &'r Reader<'m>,
}

impl Inside<'_, '_> {
    fn place(&self, range: &Range<usize>) -> Place {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place::Fenced(self.nth, small(range.start), small(range.end))
    }

    /// A problem of the YAML at its place in the fence.
    fn placed(&self, problem: Problem, shape: Shape) -> Problem {
        let place = self.place(&locate(self.text, self.front, &problem.place));
        let near = match &problem.fix {
            Some(Fix::RenameKey { to, .. }) => {
                Some(Fix::Replace { place: place.clone(), text: to.clone() })
            }
            _ => None,
        };
        let mut placed = Problem { place, ..problem };
        if placed.code == "unknown-field" && near.is_none() {
            let names: Vec<&str> = described(shape).iter().map(|info| info.name).collect();
            placed.help = Some(format!("`view {}` knows {}", shape.as_str(), any_of(names)));
        }
        placed.fix = near;
        placed
    }

    /// A fault in the value at a path, whose bytes are those of the value's text.
    fn fault(&self, path: &str, value: &str, fault: Fault) -> Problem {
        let whole = locate(self.text, self.front, &Place::field(path));
        let raw = self.text.get(whole.clone()).unwrap_or_default();
        // In quotes or over several lines the text stands elsewhere in its value; its words can still be found.
        let from = raw.find(value).map(|at| at + fault.span.start).or_else(|| {
            let words = value.get(fault.span.clone()).filter(|words| !words.is_empty())?;
            raw.find(words)
        });
        let range = from.map(|at| whole.start + at..whole.start + at + fault.span.len());
        let place = self.place(range.as_ref().unwrap_or(&whole));
        let mut problem = Problem::new("bad-query", place.clone(), fault.what);
        problem.help = fault.help;
        if let (Some(meant), Some(_)) = (fault.meant, range) {
            problem.fix = Some(Fix::Replace { place, text: meant.into() });
        }
        problem
    }
}
