//! What aliases stand for, within bounds, so that a few lines cannot grow to millions of values.

use std::ops::Range;

use ahash::AHashMap;

use crate::parse::front::{Entry, Node, Value};

/// How many nodes all aliases of a text may stand for together.
pub(super) const EXPANDED: usize = 1_000;

/// The nodes with an anchor.
#[derive(Default)]
pub(super) struct Anchors {
    known: AHashMap<usize, Node>,
    expanded: usize,
    refused: bool,
}

/// Why an alias stands for nothing.
pub(super) enum Refused {
    /// Its anchor is not finished, or stands at more than aliases may stand for.
    Unknown,
    /// The bounds are reached.
    First,
    /// The bounds were reached before, and that has been said.
    Again,
}

impl Anchors {
    /// Remembers a node that an alias may stand for.
    pub fn keep(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 && size(node, EXPANDED) <= EXPANDED {
            self.known.insert(anchor, node.clone());
        }
    }

    /// A copy of the anchor's node, all of it at `span`, if it is at most `levels` deep.
    pub fn expand(&mut self, id: usize, span: &Range<u32>, levels: usize) -> Result<Node, Refused> {
        let known = self.known.get(&id).ok_or(Refused::Unknown)?;
        let left = EXPANDED - self.expanded;
        let count = size(known, left);
        if count > left || depth(known) > levels {
            let again = std::mem::replace(&mut self.refused, true);
            return Err(if again { Refused::Again } else { Refused::First });
        }
        self.expanded += count;
        let mut node = known.clone();
        place(&mut node, span);
        Ok(node)
    }
}

/// Adds what `<<` brings, `left` keys at most; the map's own keys win, then the earlier of the merged ones. Gives the place of what is no map.
pub(super) fn merge(entries: &mut Vec<Entry>, node: Node, left: &mut usize) -> Option<Range<u32>> {
    match node.value {
        Value::Map(more) => {
            let count = more.len().min(*left);
            *left -= count;
            for entry in more.into_iter().take(count) {
                if !entries.iter().any(|own| own.key == entry.key) {
                    entries.push(entry);
                }
            }
            None
        }
        Value::List(nodes) if nodes.iter().all(|n| matches!(n.value, Value::Map(_))) => {
            for node in nodes {
                merge(entries, node, left);
            }
            None
        }
        Value::Null => None,
        Value::List(_) | Value::Text { .. } => Some(node.span),
    }
}

/// The number of nodes, or anything above `limit` when there are more.
fn size(node: &Node, limit: usize) -> usize {
    let mut count = 1;
    let mut add = |inner: &Node| {
        if count <= limit {
            count += size(inner, limit - count.min(limit));
        }
    };
    match &node.value {
        Value::Null | Value::Text { .. } => {}
        Value::List(items) => items.iter().for_each(&mut add),
        Value::Map(entries) => entries.iter().for_each(|entry| add(&entry.value)),
    }
    count
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::Null | Value::Text { .. } => 0,
        Value::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Map(entries) => 1 + entries.iter().map(|e| depth(&e.value)).max().unwrap_or(0),
    }
}

fn place(node: &mut Node, span: &Range<u32>) {
    node.span = span.clone();
    match &mut node.value {
        Value::Null | Value::Text { .. } => {}
        Value::List(items) => items.iter_mut().for_each(|item| place(item, span)),
        Value::Map(entries) => {
            for entry in entries {
                entry.span = span.clone();
                place(&mut entry.value, span);
            }
        }
    }
}
