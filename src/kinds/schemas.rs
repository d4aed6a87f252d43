//! The fields of every kind as data, and front matter brought to canonical names.

use crate::parse::fields::Fields;
use crate::parse::front::{Entry, Value};
use crate::parse::schema::{FieldInfo, Shape};

use super::edges::Relation;
use super::shared::Common;
use super::{AnyKind, KindTag};

/// The fields of every kind, made once and passed to who needs them.
#[derive(Debug)]
pub struct Schemas {
    kinds: Vec<(KindTag, Vec<FieldInfo>)>,
}

impl Default for Schemas {
    fn default() -> Self {
        Self::new()
    }
}

impl Schemas {
    /// Asks every kind what it reads.
    #[must_use]
    pub fn new() -> Self {
        let describe = |tag: KindTag| {
            let mut fields = Fields::describing();
            let _ = Common::read(&mut fields, tag);
            let _ = tag.read(&mut fields);
            (tag, fields.described())
        };
        Self { kinds: KindTag::ALL.iter().map(|tag| describe(*tag)).collect() }
    }

    /// The fields of a kind, those of every kind first.
    #[must_use]
    pub fn of(&self, tag: KindTag) -> &[FieldInfo] {
        self.kinds.iter().find(|(t, _)| *t == tag).map_or(&[], |(_, infos)| infos)
    }
}

/// Gives aliases their canonical names, at every depth; each entry keeps the name as written.
pub fn canonicalise(entries: &mut [Entry], infos: &[FieldInfo]) {
    for entry in entries {
        let mut info = infos.iter().find(|info| info.name == &*entry.key);
        if info.is_none() {
            info = infos.iter().find(|info| info.aliases.contains(&&*entry.key));
            if let Some(info) = info {
                let written = std::mem::replace(&mut entry.key, info.name.into());
                entry.written.get_or_insert(written);
            }
        }
        if let Some(info) = info {
            descend(&mut entry.value.value, &info.shape);
        }
    }
}

fn descend(value: &mut Value, shape: &Shape) {
    match (value, shape) {
        (Value::Map(entries), Shape::Object(infos)) => canonicalise(entries, infos),
        (Value::List(items), Shape::List(shape)) => {
            for item in items {
                descend(&mut item.value, shape);
            }
        }
        (value @ Value::Map(_), Shape::List(shape)) => descend(value, shape),
        (value, Shape::OneOf(shapes)) => {
            for shape in shapes {
                descend(value, shape);
            }
        }
        _ => {}
    }
}

/// A document's fields, read: those of every kind, its own, and what is wrong with them.
#[derive(Debug)]
pub struct ReadFields {
    /// The fields that every kind has.
    pub common: Common,
    /// The kind's own.
    pub kind: AnyKind,
    /// Sides of relations that are computed, yet written by hand: field and names.
    pub inverses: Vec<(Box<str>, Vec<Box<str>>)>,
    /// What is wrong.
    pub problems: Vec<crate::base::diagnostic::Problem>,
}

/// Reads canonical entries as a kind.
#[must_use]
pub fn read(entries: &[Entry], tag: KindTag, first_month: i8) -> ReadFields {
    let mut fields = Fields::new(entries, String::new());
    fields.first_month = first_month;
    let common = Common::read(&mut fields, tag);
    let kind = tag.read(&mut fields);
    // `supersedes` leads to the same kind, whichever that is.
    let is_inverse = |key: &str| {
        Relation::ALL.iter().any(|r| {
            let reaches = r.info().to.contains(&tag) || *r == Relation::Supersedes;
            r.info().inverse == key && reaches
        })
    };
    let inverses = fields
        .take_free(is_inverse)
        .iter()
        .map(|e| (e.key.clone(), names(&e.value.value)))
        .collect();
    ReadFields { common, kind, inverses, problems: fields.finish() }
}

fn names(value: &Value) -> Vec<Box<str>> {
    match value {
        Value::Text { text, .. } => vec![text.clone()],
        Value::List(items) => items.iter().map(|i| i.text().unwrap_or_default().into()).collect(),
        _ => Vec::new(),
    }
}
