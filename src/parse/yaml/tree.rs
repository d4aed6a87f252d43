//! The parser's events to a tree: nulls, anchors, aliases and merge keys are settled here, within bounds.

use std::ops::Range;

use ahash::AHashMap;
use granit_parser::{Event, Parser, ScanError, Span, StructureStyle, options};

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::yaml::expand::{Anchors, EXPANDED, Refused, merge};
use crate::parse::yaml::scalar::{self, Scalar};
use crate::parse::{byte, bytes};

/// How deep maps and lists may stand in each other.
const DEPTH: usize = 32;
/// How many faults of one text are worth telling.
pub(super) const TOLD: usize = 100;
/// From how many entries on a map finds its keys by a table.
const MANY: usize = 16;

/// What the events gave.
#[derive(Default)]
pub(super) struct Tree {
    /// The first document's root, as far as it was understood.
    pub root: Option<Node>,
    /// Faults that cost no more than the value at hand.
    pub problems: Vec<Problem>,
    /// Where the parser gave up, if it did.
    pub fault: Option<Fault>,
}

/// An error of the parser.
pub(super) struct Fault {
    pub error: ScanError,
    /// The brackets that are still open, from the outermost in: where, and whether it is a list's.
    pub open: Vec<(usize, bool)>,
    base: usize,
}

impl Fault {
    /// Where the parser stood.
    pub fn marker(&self) -> usize {
        self.base + self.error.marker().byte_offset().unwrap_or(0)
    }

    /// Where the fault is: at a bracket that is never closed rather than at the end of the text behind it.
    pub fn at(&self) -> usize {
        self.open.first().map_or_else(|| self.marker(), |(at, _)| *at)
    }
}

/// Reads the first document of `slice`, which begins at `base` in its file.
pub(super) fn build(slice: &str, base: usize) -> Tree {
    let options = options! { emit_comments: false, emit_unresolved_aliases: true };
    let mut builder = Builder { slice, base, ..Builder::default() };
    for event in Parser::new_from_str_with_options(slice, options) {
        match event {
            Ok((Event::DocumentEnd, _)) => break,
            Ok((event, span)) => builder.take(event, span),
            Err(error) => {
                builder.tree.fault = Some(Fault { error, open: builder.brackets(), base });
                builder.salvage();
                break;
            }
        }
    }
    builder.tree
}

#[derive(Default)]
struct Builder<'s> {
    slice: &'s str,
    base: usize,
    /// Where the event before this one ended, within the slice.
    last: usize,
    frames: Vec<Frame>,
    /// How many collections beyond the depth are open; their events are dropped.
    beyond: usize,
    anchors: Anchors,
    tree: Tree,
}

struct Frame {
    start: usize,
    flow: bool,
    anchor: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        /// Where each key is in `entries`; filled only when there are many.
        table: AHashMap<Box<str>, usize>,
        merged: Vec<Node>,
        key: Key,
        placeholder: bool,
    },
}

/// The key that waits for its value.
enum Key {
    None,
    Named {
        text: Box<str>,
        start: usize,
        end: usize,
    },
    Merge,
    /// No text, or a second of its name: the value is dropped.
    Dropped,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        let Some(range) = span.byte_range() else { return };
        match event {
            Event::SequenceStart(style, anchor, _) => {
                let start = scalar::dash(self.slice, range.start);
                self.open(start, style, anchor, Kind::List(Vec::new()));
            }
            Event::MappingStart(style, anchor, _) => {
                let kind = Kind::Map {
                    entries: Vec::new(),
                    table: AHashMap::new(),
                    merged: Vec::new(),
                    key: Key::None,
                    placeholder: false,
                };
                self.open(range.start, style, anchor, kind);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            _ if self.beyond > 0 => {}
            Event::Scalar(text, style, anchor, tag) => {
                let scalar =
                    Scalar { text: &text, style, tag: tag.as_deref(), range: range.clone() };
                let (part, value) = scalar.read(self.slice, self.last);
                let node = self.node(part.start, part.end, value);
                self.anchors.keep(anchor, &node);
                self.push(node);
            }
            Event::Alias(id) => {
                let node = self.alias(id, range.start, range.end);
                self.push(node);
            }
            Event::UnresolvedAlias(name) => {
                self.problem(
                    range.start,
                    range.end,
                    format!("`*{name}` refers to an anchor that is not there"),
                    "put the value in quotes if the `*` belongs to it, or write `&name` where the anchor is",
                );
                let text = self.slice.get(range.clone()).unwrap_or_default().into();
                let value = Value::Text { text, quoted: true };
                let node = self.node(range.start, range.end, value);
                self.push(node);
            }
            _ => return,
        }
        self.last = range.end;
    }

    fn open(&mut self, start: usize, style: StructureStyle, anchor: usize, kind: Kind) {
        if self.beyond > 0 || self.frames.len() >= DEPTH {
            if self.beyond == 0 {
                self.problem(
                    start,
                    start + 1,
                    format!("this stands more than {DEPTH} levels deep"),
                    "write it flatter",
                );
            }
            self.beyond += 1;
            return;
        }
        self.frames.push(Frame { start, flow: style == StructureStyle::Flow, anchor, kind });
    }

    fn close(&mut self, end: usize) {
        if self.beyond > 0 {
            self.beyond -= 1;
            if self.beyond == 0 {
                let node = self.node(end, end, Value::Null);
                self.push(node);
            }
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let anchor = frame.anchor;
        let node = self.finish(frame, end);
        self.anchors.keep(anchor, &node);
        self.push(node);
    }

    fn finish(&mut self, frame: Frame, end: usize) -> Node {
        // A block ends where its last part ends; only a bracket stands in the text itself.
        let end = if frame.flow { end } else { self.last_content(frame.start, &frame.kind) };
        let value = match frame.kind {
            Kind::List(items) => Value::List(items),
            Kind::Map { placeholder: true, .. } => {
                let text = self.slice.get(frame.start..end).unwrap_or_default().into();
                Value::Text { text, quoted: true }
            }
            Kind::Map { mut entries, merged, .. } => {
                let mut left = EXPANDED;
                let faults: Vec<_> =
                    merged.into_iter().filter_map(|m| merge(&mut entries, m, &mut left)).collect();
                for span in faults {
                    let place = Place::Bytes(span.start, span.end);
                    let what = "`<<` wants a map or a list of maps";
                    let help = "write `<<: *name`, where `&name` stands at a map";
                    self.tell(Problem::new("bad-front-matter", place, what).help(help));
                }
                Value::Map(entries)
            }
        };
        self.node(frame.start, end, value)
    }

    fn last_content(&self, start: usize, kind: &Kind) -> usize {
        let end = match kind {
            Kind::List(items) => items.last().map(|node| node.span.end),
            Kind::Map { entries, merged, .. } => entries
                .iter()
                .map(|entry| entry.value.span.end.max(entry.span.end))
                .chain(merged.iter().map(|node| node.span.end))
                .max(),
        };
        end.map_or(start, |end| (end as usize).saturating_sub(self.base).max(start))
    }

    /// Puts a finished node where it belongs.
    fn push(&mut self, node: Node) {
        let Some(frame) = self.frames.last_mut() else {
            self.tree.root.get_or_insert(node);
            return;
        };
        match &mut frame.kind {
            Kind::List(items) => items.push(node),
            Kind::Map { entries, table, merged, key, .. } => {
                match std::mem::replace(key, Key::None) {
                    Key::None => self.key(node),
                    Key::Merge => merged.push(node),
                    Key::Dropped => {}
                    Key::Named { text, start, end } => {
                        let span = byte(self.base + start)..byte(self.base + end);
                        entries.push(Entry { key: text, written: None, span, value: node });
                        if entries.len() > MANY {
                            let known = table.len();
                            let new = entries.iter().enumerate().skip(known);
                            table.extend(new.map(|(index, entry)| (entry.key.clone(), index)));
                        }
                    }
                }
            }
        }
    }

    /// Takes a node as the key of the map at hand.
    fn key(&mut self, node: Node) {
        let start = (node.span.start as usize).saturating_sub(self.base);
        let end = (node.span.end as usize).saturating_sub(self.base);
        let written = self.slice.get(start..end).unwrap_or_default();
        let text: Box<str> = match node.value {
            Value::Text { text, .. } => text,
            // A null as a key is the word that it is written with.
            Value::Null => written.into(),
            Value::List(_) | Value::Map(_) => {
                self.strange_key(start, end);
                return self.set_key(Key::Dropped);
            }
        };
        let key = if written == "<<" {
            Key::Merge
        } else if text.is_empty() {
            let what = "there is a value without a key".to_owned();
            self.problem(start, start + 1, what, "write its key before the colon");
            Key::Dropped
        } else if let Some(first) = self.find(&text) {
            let problem = twice(first, &text, node.span);
            self.tell(problem);
            Key::Dropped
        } else {
            Key::Named { text, start, end }
        };
        self.set_key(key);
    }

    fn set_key(&mut self, new: Key) {
        if let Some(Frame { kind: Kind::Map { key, .. }, .. }) = self.frames.last_mut() {
            *key = new;
        }
    }

    /// An earlier entry of this key in the map at hand.
    fn find(&self, key: &str) -> Option<&Entry> {
        let Some(Frame { kind: Kind::Map { entries, table, .. }, .. }) = self.frames.last() else {
            return None;
        };
        if table.is_empty() {
            entries.iter().find(|entry| &*entry.key == key)
        } else {
            entries.get(*table.get(key)?)
        }
    }

    /// A list or map where a key must be: mostly a template's placeholder.
    fn strange_key(&mut self, start: usize, end: usize) {
        let slice = self.slice;
        let outer = self.frames.last().map_or(start, |frame| frame.start);
        let doubled = slice.get(outer..).is_some_and(|rest| rest.starts_with("{{"));
        if !doubled {
            let what = "a key must be a plain word".to_owned();
            return self.problem(start, end, what, "write `key: value`, and quote what is no key");
        }
        if let Some(Frame { kind: Kind::Map { placeholder, .. }, .. }) = self.frames.last_mut() {
            *placeholder = true;
        }
        let words = slice.get(outer..=end).unwrap_or_default();
        let help = format!("write the value itself, or quote it: `\"{words}\"`");
        self.problem(outer, end + 1, format!("`{words}` is a placeholder of a template"), &help);
    }

    fn node(&self, start: usize, end: usize, value: Value) -> Node {
        Node { span: byte(self.base + start)..byte(self.base + end), value }
    }

    /// What an alias stands for; every part of it is placed where the alias is written.
    fn alias(&mut self, id: usize, start: usize, end: usize) -> Node {
        let span = byte(self.base + start)..byte(self.base + end);
        match self.anchors.expand(id, &span, DEPTH.saturating_sub(self.frames.len())) {
            Ok(node) => return node,
            Err(Refused::Unknown) => {
                let what = "this alias refers to itself or to a very large value".to_owned();
                self.problem(start, end, what, "write the value out");
            }
            Err(Refused::First) => {
                let what =
                    format!("the aliases stand for more than {EXPANDED} values or {DEPTH} levels");
                self.problem(start, end, what, "write the values out; this one is left empty");
            }
            Err(Refused::Again) => {}
        }
        self.node(start, end, Value::Null)
    }

    /// After a fault: closes what is open, so that all that was understood before it stays.
    fn salvage(&mut self) {
        self.beyond = 0;
        while let Some(frame) = self.frames.pop() {
            let end = self.last;
            let node = self.finish(frame, end);
            self.push(node);
        }
    }

    fn brackets(&self) -> Vec<(usize, bool)> {
        let flow = self.frames.iter().filter(|frame| frame.flow);
        flow.map(|frame| (self.base + frame.start, matches!(frame.kind, Kind::List(_)))).collect()
    }

    fn problem(&mut self, start: usize, end: usize, what: String, help: &str) {
        let place = bytes(self.base + start..self.base + end);
        self.tell(Problem::new("bad-front-matter", place, what).help(help));
    }

    fn tell(&mut self, problem: Problem) {
        if self.tree.problems.len() < TOLD {
            self.tree.problems.push(problem);
        }
    }
}

/// The problem of a key that stands a second time, at `span`.
pub(super) fn twice(first: &Entry, key: &str, span: Range<u32>) -> Problem {
    let shown = match first.value.text() {
        Some(text) if text.len() <= 60 && !text.contains('\n') => format!("`{key}: {text}`"),
        _ => format!("with {}", first.value.what()),
    };
    let what = format!("the key `{key}` is written twice");
    Problem::new("bad-front-matter", Place::Bytes(span.start, span.end), what)
        .help(format!("keep one of the two; the first, {shown}, is the one that is read"))
}
