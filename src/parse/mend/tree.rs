//! The tree of a text as it is written, without a mapping's names: what a fix may change is found in it by bytes, and
//! compared before and after.

use std::ops::Range;

use crate::base::edit::Edit;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::mend::{Read, after};

/// One step down a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of the nth entry of a map.
    Entry(usize),
    /// The nth item of a list.
    Item(usize),
}

/// The only scalar that has these bytes; an alias lends its bytes to all that it stands for.
pub(super) fn scalar_at(entries: &[Entry], span: &Range<u32>) -> Option<Vec<Step>> {
    only(entries, &|seen| match seen {
        Seen::Value(node) => node.span == *span && matches!(node.value, Value::Text { .. }),
        Seen::Key(_) => false,
    })
}

/// The only value that has these bytes.
pub(super) fn value_at(entries: &[Entry], span: &Range<u32>) -> Option<Vec<Step>> {
    only(entries, &|seen| matches!(seen, Seen::Value(node) if node.span == *span))
}

/// The only entry whose key has these bytes.
pub(super) fn key_at(entries: &[Entry], span: &Range<u32>) -> Option<Vec<Step>> {
    only(entries, &|seen| matches!(seen, Seen::Key(entry) if entry.span == *span))
}

enum Seen<'a> {
    Key(&'a Entry),
    Value(&'a Node),
}

fn only(entries: &[Entry], wanted: &dyn Fn(&Seen<'_>) -> bool) -> Option<Vec<Step>> {
    let mut found = Vec::new();
    seek(entries, wanted, &mut Vec::new(), &mut found);
    let first = found.pop()?;
    found.is_empty().then_some(first)
}

fn seek(
    entries: &[Entry],
    wanted: &dyn Fn(&Seen<'_>) -> bool,
    path: &mut Vec<Step>,
    found: &mut Vec<Vec<Step>>,
) {
    for (index, entry) in entries.iter().enumerate() {
        path.push(Step::Entry(index));
        if wanted(&Seen::Key(entry)) {
            found.push(path.clone());
        }
        seek_node(&entry.value, wanted, path, found);
        path.pop();
    }
}

fn seek_node(
    node: &Node,
    wanted: &dyn Fn(&Seen<'_>) -> bool,
    path: &mut Vec<Step>,
    found: &mut Vec<Vec<Step>>,
) {
    if wanted(&Seen::Value(node)) {
        found.push(path.clone());
    }
    match &node.value {
        Value::Map(entries) => seek(entries, wanted, path, found),
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Item(index));
                seek_node(item, wanted, path, found);
                path.pop();
            }
        }
        Value::Null | Value::Text { .. } => {}
    }
}

/// The entry to which a path leads.
pub(super) fn entry_mut<'a>(entries: &'a mut [Entry], path: &[Step]) -> Option<&'a mut Entry> {
    match path {
        [Step::Entry(index)] => entries.get_mut(*index),
        [Step::Entry(index), rest @ ..] => inner_entry(&mut entries.get_mut(*index)?.value, rest),
        _ => None,
    }
}

fn inner_entry<'a>(node: &'a mut Node, path: &[Step]) -> Option<&'a mut Entry> {
    match (&mut node.value, path) {
        (Value::Map(entries), path) => entry_mut(entries, path),
        (Value::List(items), [Step::Item(index), rest @ ..]) => {
            inner_entry(items.get_mut(*index)?, rest)
        }
        _ => None,
    }
}

/// The value to which a path leads.
pub(super) fn node_mut<'a>(entries: &'a mut [Entry], path: &[Step]) -> Option<&'a mut Node> {
    let [Step::Entry(index), rest @ ..] = path else { return None };
    let mut node = &mut entries.get_mut(*index)?.value;
    for step in rest {
        node = match (&mut node.value, step) {
            (Value::Map(entries), Step::Entry(index)) => &mut entries.get_mut(*index)?.value,
            (Value::List(items), Step::Item(index)) => items.get_mut(*index)?,
            _ => return None,
        };
    }
    Some(node)
}

/// Takes away the entry or item at a path; says whether something was there.
pub(super) fn take(entries: &mut Vec<Entry>, path: &[Step]) -> bool {
    let Some((last, above)) = path.split_last() else { return false };
    if above.is_empty() {
        let Step::Entry(index) = last else { return false };
        return *index < entries.len() && {
            entries.remove(*index);
            true
        };
    }
    let Some(node) = node_mut(entries, above) else { return false };
    match (&mut node.value, last) {
        (Value::Map(inner), Step::Entry(index)) if *index < inner.len() => {
            inner.remove(*index);
            true
        }
        (Value::List(items), Step::Item(index)) if *index < items.len() => {
            items.remove(*index);
            true
        }
        _ => false,
    }
}

/// Whether two lists of entries say the same, wherever it stands.
pub(super) fn same(a: &[Entry], b: &[Entry]) -> bool {
    let pair = |(a, b): (&Entry, &Entry)| a.key == b.key && same_value(&a.value, &b.value);
    a.len() == b.len() && a.iter().zip(b).all(pair)
}

/// Whether two values say the same, wherever they stand.
pub(super) fn same_value(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Null, Value::Null) => true,
        (Value::Text { text: a, quoted: p }, Value::Text { text: b, quoted: q }) => {
            a == b && p == q
        }
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b))
        }
        (Value::Map(a), Value::Map(b)) => same(a, b),
        _ => false,
    }
}

/// Whether edits make a text say `wanted`, no less readable than it is, with the body where it has to be.
pub(super) fn makes(text: &str, edits: &[Edit], wanted: &[Entry], read: Read) -> bool {
    let Some(new) = after(text, edits) else { return false };
    let (old, read) = (read(text), read(&new));
    let behind = |text: &str, body: u32| text.len() - (body as usize).min(text.len());
    same(wanted, &read.front.entries)
        && read.problems.len() <= old.problems.len()
        && behind(text, old.front.body) == behind(&new, read.front.body)
}
