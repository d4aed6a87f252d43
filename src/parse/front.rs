//! Front matter as a tree in which every node knows its bytes, so that a finding points at the smallest place.
//!
//! Scalars stay text: a field decides what it wants to read (`1.10` stays `1.10`, `no` stays `no`).

use std::ops::Range;

/// The front matter of a document, or the whole of a YAML file.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// The entries in the order in which they are written.
    pub entries: Vec<Entry>,
    /// Bytes from the opening line to the end of the closing line; empty when there is none.
    pub span: Range<u32>,
    /// Where the body begins.
    pub body: u32,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The name under which it is read: canonical after a mapping.
    pub key: Box<str>,
    /// The author's own name, where a mapping renamed it.
    pub written: Option<Box<str>>,
    /// Bytes of the key.
    pub span: Range<u32>,
    /// The value.
    pub value: Node,
}

/// A value with its bytes.
#[derive(Debug, Clone)]
pub struct Node {
    /// Bytes of the value as it stands in the file, quotes and brackets included.
    pub span: Range<u32>,
    /// What it is.
    pub value: Value,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar; `quoted` when quotes or a block say that it is text.
    Text { text: Box<str>, quoted: bool },
    /// A list.
    List(Vec<Node>),
    /// A map.
    Map(Vec<Entry>),
}

impl Front {
    /// The first entry of this name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| &*entry.key == key)
    }

    /// The scalar text under this name.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(|entry| entry.value.text())
    }
}

impl Entry {
    /// The author's own name of it.
    #[must_use]
    pub fn said(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.key)
    }
}

impl Node {
    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether there is nothing here.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// What this is, for a message.
    #[must_use]
    pub const fn what(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Text { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}
