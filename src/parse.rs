//! One text alone: front matter as a tree with places, the outline of the body, tables of data.
//!
//! Parsing cannot fail: it returns what it understood and the problems that it met. Nothing here knows the file's path.

// What a text gives.
pub mod front;
pub mod outline;

// Front matter: its lines and its YAML.
mod split;
mod yaml;

// Fields: read by their declaration, and the declaration as data.
pub mod fields;
pub mod schema;

// The body: its events (`walk`), and what they hold (`body`).
mod address;
mod anchors;
mod body;
mod claims;
pub mod html;
mod inside;
mod prose;
pub mod walk;
pub mod wiki;

// Places found again and mended, tables, and files that are no text.
pub mod csv;
mod decode;
pub mod image;
pub mod kept;
pub mod locate;
pub mod mend;
pub mod svg;

use std::ops::Range;

use crate::base::diagnostic::Problem;
use crate::base::fingerprint::Fingerprint;
use crate::base::place::Place;

pub use decode::decode;

use front::{Entry, Front, Node, Value};
use outline::Outline;

/// One document's text, read.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The front matter, empty when there is none.
    pub front: Front,
    /// What the body holds: headings, links, the first paragraph.
    pub outline: Outline,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// Stands for the front matter: keys and values, not their places.
    pub said: Fingerprint,
    /// Stands for the outline.
    pub outlined: Fingerprint,
}

/// Reads a Markdown document.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut parsed = parse_front(text);
    parsed.said = meaning_of(&parsed.front.entries);
    parsed.outline = body::outline(text, parsed.front.body as usize);
    parsed.outlined = Fingerprint::of_value(&parsed.outline);
    parsed
}

/// Reads a document's front matter alone, without fingerprints: what places in fields need.
#[must_use]
pub fn parse_front(text: &str) -> Parsed {
    let split = split::split(text);
    let mut reading = yaml::read(text, split.yaml.clone());
    let front = Front { entries: reading.entries, ..bounds(&split) };
    let mut problems: Vec<Problem> = split.problem.into_iter().collect();
    problems.append(&mut reading.problems);
    Parsed { front, problems, ..Parsed::default() }
}

/// Whether an entry is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// It is not.
    None,
    /// It is, and others may be.
    Some,
    /// It is, and none behind it.
    Last,
}

/// The front matter of a document with those entries at its top only whose keys are wanted; `None` where these cannot be
/// found without reading the others. The place of one field costs a tenth of the whole.
#[must_use]
pub fn parse_some(text: &str, wanted: &mut dyn FnMut(&str) -> Want) -> Option<Front> {
    let split = split::split(text);
    Some(Front { entries: yaml::read_some(text, split.yaml.clone(), wanted)?, ..bounds(&split) })
}

/// Where the front matter of a document begins and ends, without its entries.
#[must_use]
pub fn parse_bounds(text: &str) -> Front {
    bounds(&split::split(text))
}

fn bounds(split: &split::Split) -> Front {
    let span = byte(split.span.start)..byte(split.span.end);
    Front { entries: Vec::new(), span, body: byte(split.body) }
}

/// Reads a whole YAML file: its first document is the front matter, and there is no body.
#[must_use]
pub fn parse_yaml(text: &str) -> Parsed {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let reading = yaml::read(text, start..text.len());
    let end = byte(text.len());
    let front = Front { entries: reading.entries, span: byte(start)..end, body: end };
    let said = meaning_of(&front.entries);
    Parsed { front, problems: reading.problems, said, ..Parsed::default() }
}

impl Parsed {
    /// Stands for front matter and outline: equal while an edit touches prose only.
    #[must_use]
    pub fn meaning(&self) -> Fingerprint {
        self.said.with(self.outlined)
    }
}

/// The fingerprint of what entries say, whatever their layout.
#[must_use]
pub fn meaning_of(entries: &[Entry]) -> Fingerprint {
    Fingerprint::of_value(&Said(entries))
}

/// Entries that hash without their places.
struct Said<'a>(&'a [Entry]);

impl std::hash::Hash for Said<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.len().hash(state);
        for entry in self.0 {
            (&entry.key, &entry.written).hash(state);
            say(&entry.value, state);
        }
    }
}

fn say<H: std::hash::Hasher>(node: &Node, state: &mut H) {
    use std::hash::Hash;
    match &node.value {
        Value::Null => 0u8.hash(state),
        Value::Text { text, quoted } => (1u8, text, quoted).hash(state),
        Value::List(items) => {
            (2u8, items.len()).hash(state);
            for item in items {
                say(item, state);
            }
        }
        Value::Map(entries) => (3u8, Said(entries)).hash(state),
    }
}

/// An offset as it is kept: four bytes, since no file that is read is larger.
fn byte(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The place of these bytes.
fn bytes(range: Range<usize>) -> Place {
    Place::Bytes(byte(range.start), byte(range.end))
}
