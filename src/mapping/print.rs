//! A fingerprint of what front matter says, whatever its layout.

use std::hash::{Hash, Hasher};

use crate::base::fingerprint::Fingerprint;
use crate::parse::front::{Entry, Value};

/// The fingerprint of entries: comments, blanks and places do not count.
pub(crate) fn of(entries: &[Entry]) -> Fingerprint {
    Fingerprint::of_value(&Meaning(entries))
}

struct Meaning<'a>(&'a [Entry]);

impl Hash for Meaning<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.len().hash(state);
        for entry in self.0 {
            entry.key.hash(state);
            value(&entry.value.value, state);
        }
    }
}

fn value<H: Hasher>(it: &Value, state: &mut H) {
    match it {
        Value::Null => 0u8.hash(state),
        Value::Text { text, quoted } => (1u8, quoted, text).hash(state),
        Value::List(items) => {
            (2u8, items.len()).hash(state);
            for item in items {
                value(&item.value, state);
            }
        }
        Value::Map(entries) => {
            3u8.hash(state);
            Meaning(entries).hash(state);
        }
    }
}
