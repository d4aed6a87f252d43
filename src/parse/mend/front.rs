//! Fixes of front matter: a value, a key, an entry taken away, a value that is no YAML.

use std::ops::Range;

use crate::base::edit::Edit;
use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::locate::{Found, find};
use crate::parse::mend::tree::{
    Step, entry_mut, key_at, makes, node_mut, same_value, scalar_at, take, value_at,
};
use crate::parse::mend::{Read, after};

/// The bytes that write another value in the place of a scalar. With `was`, only where that is the value now.
#[must_use]
pub fn set(
    text: &str,
    front: &Front,
    field: &str,
    was: Option<&str>,
    value: &str,
    read: Read,
) -> Option<Vec<Edit>> {
    let node = scalar(front, field)?;
    let said = node.text()?;
    if was.is_some_and(|was| bare(was) != bare(said)) {
        return None;
    }
    // Brackets that the author wrote around a name stay.
    let value = &*match was {
        Some(_) if bare(said) != said.trim() => format!("[[{value}]]"),
        _ => value.to_owned(),
    };
    let span = range(node);
    let written = text.get(span.clone())?;
    let form = Form::of(written, said).filter(|_| !is_marked(text, span.start))?;
    let raw = read(text).front.entries;
    let path = scalar_at(&raw, &node.span)?;
    form.writings(value).into_iter().find_map(|(new, quoted)| {
        let mut wanted = raw.clone();
        node_mut(&mut wanted, &path)?.value = Value::Text { text: value.into(), quoted };
        let edits = vec![Edit { start: span.start, end: span.end, text: new }];
        makes(text, &edits, &wanted, read).then_some(edits)
    })
}

/// A name without the double brackets that some write.
fn bare(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]")).unwrap_or(text)
}

/// The scalar at a path. A plain value may stand for a map of which the path names a key.
fn scalar<'f>(front: &'f Front, field: &str) -> Option<&'f Node> {
    let found = find(front, field)?;
    if found.whole {
        return Some(found.node);
    }
    let (above, _) = field.rsplit_once('.')?;
    find(front, above).filter(|found| found.whole && found.node.text().is_some()).map(|it| it.node)
}

/// Another name for a key, unless that name is there already.
pub(super) fn rename(
    text: &str,
    front: &Front,
    field: &str,
    to: &str,
    read: Read,
) -> Option<Vec<Edit>> {
    let found = find(front, field).filter(|found| found.whole)?;
    let entry = found.entry?;
    if found.beside.iter().any(|other| &*other.key == to) {
        return None;
    }
    let span = entry.span.start as usize..entry.span.end as usize;
    let raw = read(text).front.entries;
    let path = key_at(&raw, &entry.span)?;
    let key = entry_mut(&mut raw.clone(), &path)?.key.clone();
    let form = Form::of(text.get(span.clone())?, &key).filter(|_| !is_marked(text, span.start))?;
    form.writings(to).into_iter().find_map(|(new, _)| {
        let mut wanted = raw.clone();
        entry_mut(&mut wanted, &path)?.key = to.into();
        let edits = vec![Edit { start: span.start, end: span.end, text: new }];
        makes(text, &edits, &wanted, read).then_some(edits)
    })
}

/// Takes an entry or an item away; the last item of a list takes its entry along.
pub(super) fn remove(text: &str, front: &Front, field: &str, read: Read) -> Option<Vec<Edit>> {
    let found = find(front, field).filter(|found| found.whole)?;
    let raw = read(text).front.entries;
    let path = place(&raw, &found)?;
    let item = matches!(path.last(), Some(Step::Item(_)));
    let path = match path.split_last() {
        Some((_, above)) if item && length(&raw, above) == Some(1) => above.to_vec(),
        _ => path,
    };
    let mut wanted = raw.clone();
    let node = node_mut(&mut wanted, &path)?;
    let (start, end) = match path.last()? {
        Step::Item(_) => (node.span.start as usize, node.span.end as usize),
        Step::Entry(_) => {
            let entry = entry_mut(&mut wanted, &path)?;
            let start = entry.span.start;
            (start as usize, entry.value.span.end.max(entry.span.end) as usize)
        }
    };
    if !take(&mut wanted, &path) {
        return None;
    }
    let whole = [lines(text, start, end), between(text, start, end)];
    whole.into_iter().flatten().find_map(|cut| {
        let edits = vec![cut];
        makes(text, &edits, &wanted, read).then_some(edits)
    })
}

/// Where what was found stands in the tree as it is written.
fn place(raw: &[Entry], found: &Found<'_>) -> Option<Vec<Step>> {
    match found.entry {
        Some(entry) => key_at(raw, &entry.span),
        None => value_at(raw, &found.node.span),
    }
}

fn length(entries: &[Entry], path: &[Step]) -> Option<usize> {
    match &node_mut(&mut entries.to_vec(), path)?.value {
        Value::List(items) => Some(items.len()),
        _ => None,
    }
}

/// The lines of a block entry or item; a comment at its end stays.
fn lines(text: &str, start: usize, end: usize) -> Option<Edit> {
    let line = text.get(..start)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = text.get(line..start)?;
    let dash = before.find('-').map(|at| line + at);
    if !before.chars().all(|c| matches!(c, ' ' | '-')) || before.matches('-').count() > 1 {
        return None;
    }
    // A comment among the lines says something that nobody but its author can place.
    if text.get(start..end)?.lines().skip(1).any(|line| line.contains('#')) {
        return None;
    }
    let rest = text.get(end..)?;
    let stop = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let tail = rest.get(..stop)?;
    let begin = dash.unwrap_or(start);
    match tail.trim() {
        "" => {
            let behind = rest.get(stop..)?;
            let brk = if behind.starts_with("\r\n") { 2 } else { behind.len().min(1) };
            Some(Edit { start: line, end: end + stop + brk, text: String::new() })
        }
        comment if comment.starts_with('#') => {
            let blanks = tail.len() - tail.trim_start().len();
            Some(Edit { start: begin, end: end + blanks, text: String::new() })
        }
        _ => None,
    }
}

/// An entry or item between brackets, with one of its commas.
fn between(text: &str, start: usize, end: usize) -> Option<Edit> {
    let rest = text.get(end..)?;
    let after = rest.trim_start();
    if let Some(behind) = after.strip_prefix(',') {
        let next = text.len() - behind.trim_start_matches([' ', '\t']).len();
        return Some(Edit { start, end: next, text: String::new() });
    }
    if !after.starts_with([']', '}']) {
        return None;
    }
    let before = text.get(..start)?.trim_end();
    let start = if before.ends_with(',') { before.len() - 1 } else { start };
    Some(Edit { start, end, text: String::new() })
}

/// A text in the place of bytes that are no YAML: everything else has to say what it said, with a fault less.
pub(super) fn replace(text: &str, place: Range<usize>, new: &str, read: Read) -> Option<Vec<Edit>> {
    let edits = vec![Edit { start: place.start, end: place.end, text: new.to_owned() }];
    let (old, now) = (read(text), read(&after(text, &edits)?));
    let is_there = |entry: &Entry| {
        let span = entry.span.start as usize..entry.value.span.end.max(entry.span.end) as usize;
        let touched = span.start < place.end && place.start < span.end.max(span.start + 1)
            || span.end == place.start;
        let same = |other: &&Entry| {
            other.key == entry.key && (touched || same_value(&other.value, &entry.value))
        };
        now.front.entries.iter().any(|other| same(&other))
    };
    let behind = |length: usize, body: u32| length - (body as usize).min(length);
    let length = text.len() + new.len() - (place.end - place.start);
    let holds = now.problems.len() < old.problems.len()
        && now.front.entries.len() >= old.front.entries.len()
        && old.front.entries.iter().all(is_there)
        && behind(text.len(), old.front.body) == behind(length, now.front.body);
    holds.then_some(edits)
}

fn range(node: &Node) -> Range<usize> {
    node.span.start as usize..node.span.end as usize
}

/// Whether an anchor or a tag stands before a value.
fn is_marked(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let word = before.trim_end_matches([' ', '\t']).rsplit([' ', '\t', '\n', '\r', '[', '{', ',']);
    before.ends_with([' ', '\t'])
        && word.into_iter().next().is_some_and(|it| it.starts_with(['&', '!']))
}

/// How a scalar is written.
#[derive(Clone, Copy)]
enum Form {
    Plain,
    Single,
    Double,
}

impl Form {
    /// The form of bytes that say a text; `None` where it is another: a block, an alias, several lines.
    fn of(written: &str, said: &str) -> Option<Self> {
        if written.contains(['\n', '\r']) {
            return None;
        }
        let inside =
            |mark| written.len() > 1 && written.starts_with(mark) && written.ends_with(mark);
        match written {
            _ if inside('"') => Some(Self::Double),
            _ if inside('\'') => Some(Self::Single),
            _ if written == said => Some(Self::Plain),
            _ => None,
        }
    }

    /// The ways in which a value may be written here, the nearest to the author's first; and whether it is in quotes.
    fn writings(self, value: &str) -> Vec<(String, bool)> {
        // What double quotes mean in JSON they mean in YAML too.
        let double = || (serde_json::to_string(value).unwrap_or_default(), true);
        match self {
            Self::Plain => vec![(value.to_owned(), false), double()],
            Self::Single => vec![(format!("'{}'", value.replace('\'', "''")), true), double()],
            Self::Double => vec![double()],
        }
    }
}
