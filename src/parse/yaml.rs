//! YAML to a tree of entries with their bytes. One fault costs one value: a text that does not parse is read again
//! entry by entry (`recover`).

mod expand;
mod explain;
mod line;
mod plain;
mod recover;
mod scalar;
mod some;
mod tree;

use std::ops::Range;

use ahash::AHashMap;

use crate::base::diagnostic::Problem;
use crate::parse::bytes;
use crate::parse::front::{Entry, Value};

use some::Wanted;

/// What was understood of a text, and what was not.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub entries: Vec<Entry>,
    pub problems: Vec<Problem>,
    /// Where each key is, while entries are kept one by one.
    known: AHashMap<Box<str>, usize>,
}

impl Reading {
    fn of(entries: Vec<Entry>, problems: Vec<Problem>) -> Self {
        Self { entries, problems, ..Self::default() }
    }

    /// Keeps an entry, unless one of its key is there.
    fn keep(&mut self, entry: Entry) {
        let first = self.known.get(&entry.key).and_then(|at| self.entries.get(*at));
        if let Some(first) = first {
            self.problems.push(tree::twice(first, &entry.key, entry.span));
            return;
        }
        self.known.insert(entry.key.clone(), self.entries.len());
        self.entries.push(entry);
    }
}

/// Reads the first YAML document in this part of the text; byte ranges count from the start of the text.
pub(super) fn read(text: &str, part: Range<usize>) -> Reading {
    let slice = text.get(part.clone()).unwrap_or_default();
    if slice.trim().is_empty() {
        return Reading::default();
    }
    if let Some(entries) = plain::read(slice, part.start) {
        return Reading::of(entries, Vec::new());
    }
    let tree = tree::build(slice, part.start);
    if tree.fault.is_some() {
        return recover::read(text, part);
    }
    let Some(root) = tree.root else {
        return Reading::of(Vec::new(), tree.problems);
    };
    match root.value {
        Value::Map(entries) => Reading::of(entries, tree.problems),
        Value::Null => Reading::of(Vec::new(), tree.problems),
        Value::Text { .. } => recover::read(text, part),
        Value::List(_) => {
            let mut problems = tree.problems;
            problems.push(not_a_map(root.span.start as usize));
            Reading::of(Vec::new(), problems)
        }
    }
}

/// The wanted entries at the top of a part of the text, where it is plain enough to find them without reading the others.
pub(super) fn read_some(text: &str, part: Range<usize>, wanted: Wanted) -> Option<Vec<Entry>> {
    let slice = text.get(part.clone()).unwrap_or_default();
    if slice.trim().is_empty() {
        return Some(Vec::new());
    }
    some::read(slice, part.start, wanted)
}

fn not_a_map(start: usize) -> Problem {
    let what = "this is a list where fields are expected";
    Problem::new("bad-front-matter", bytes(start..start + 1), what)
        .help("write lines of `key: value`, such as `title: Nearer offers first`")
}
