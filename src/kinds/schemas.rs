//! The fields of every kind as data, and front matter brought to canonical names.

use crate::parse::fields::Fields;
use crate::parse::fields::slots::{Slots, is_same};
use crate::parse::front::{Entry, Value};
use crate::parse::schema::{FieldInfo, Shape};

use super::edges::Relation;
use super::shared::Common;
use super::{AnyKind, KindTag};

/// The fields of every kind, made once and passed to who needs them.
#[derive(Debug)]
pub struct Schemas {
    kinds: Vec<Schema>,
}

#[derive(Debug)]
struct Schema {
    tag: KindTag,
    infos: Vec<FieldInfo>,
    /// Names and aliases, each with where its field is; names first, as an alias may be the name of another.
    names: Vec<(&'static str, usize)>,
    slots: Slots,
}

impl Schema {
    fn new(tag: KindTag, infos: Vec<FieldInfo>) -> Self {
        let all = || infos.iter().enumerate();
        let aliases = all().flat_map(|(at, info)| info.aliases.iter().map(move |it| (*it, at)));
        let names: Vec<_> = all().map(|(at, info)| (info.name, at)).chain(aliases).collect();
        let slots = Slots::new(names.iter().map(|(name, _)| *name));
        Self { tag, infos, names, slots }
    }

    /// The field of this name or alias, and whether it is an alias.
    fn field(&self, name: &str) -> Option<(&FieldInfo, bool)> {
        let mut next = self.slots.first(name);
        while let Some((at, (own, field))) = next.and_then(|at| Some((at, self.names.get(at)?))) {
            if is_same(own, name) {
                return Some((self.infos.get(*field)?, at >= self.infos.len()));
            }
            next = self.slots.next(at);
        }
        None
    }
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
            Schema::new(tag, fields.described())
        };
        Self { kinds: KindTag::ALL.iter().map(|tag| describe(*tag)).collect() }
    }

    /// The fields of a kind, those of every kind first.
    #[must_use]
    pub fn of(&self, tag: KindTag) -> &[FieldInfo] {
        self.schema(tag).map_or(&[], |schema| &schema.infos)
    }

    fn schema(&self, tag: KindTag) -> Option<&Schema> {
        self.kinds.iter().find(|schema| schema.tag == tag)
    }

    /// Gives aliases their canonical names, at every depth; each entry keeps the name as written.
    pub fn canonicalise(&self, tag: KindTag, entries: &mut [Entry]) {
        let Some(schema) = self.schema(tag) else { return };
        for entry in entries {
            if let Some((info, is_alias)) = schema.field(&entry.key) {
                bring(entry, info, is_alias);
            }
        }
    }
}

/// Gives an entry the name of its field, and what is inside it the names of theirs.
fn bring(entry: &mut Entry, info: &FieldInfo, is_alias: bool) {
    if is_alias {
        let written = std::mem::replace(&mut entry.key, info.name.into());
        entry.written.get_or_insert(written);
    }
    descend(&mut entry.value.value, &info.shape);
}

/// As the method of `Schemas`, for any fields.
pub fn canonicalise(entries: &mut [Entry], infos: &[FieldInfo]) {
    for entry in entries {
        if let Some(info) = infos.iter().find(|info| is_same(info.name, &entry.key)) {
            bring(entry, info, false);
        } else if let Some(info) = infos.iter().find(|info| info.aliases.contains(&&*entry.key)) {
            bring(entry, info, true);
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
