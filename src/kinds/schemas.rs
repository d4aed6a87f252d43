//! The fields of every kind as data, and front matter brought to canonical names.

use ahash::AHashMap;

use crate::parse::fields::Fields;
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
    /// Where the field of each name is, and of each alias that is no name.
    index: AHashMap<&'static str, usize>,
}

impl Schema {
    fn new(tag: KindTag, infos: Vec<FieldInfo>) -> Self {
        let all = || infos.iter().enumerate();
        let mut index: AHashMap<_, _> = all().map(|(at, info)| (info.name, at)).collect();
        for (at, alias) in all().flat_map(|(at, info)| info.aliases.iter().map(move |it| (at, *it)))
        {
            index.entry(alias).or_insert(at);
        }
        Self { tag, infos, index }
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
            let info = schema.index.get(&*entry.key).and_then(|at| schema.infos.get(*at));
            if let Some(info) = info {
                bring(entry, info);
            }
        }
    }
}

/// Gives an entry the name of its field, and what is inside it the names of theirs.
fn bring(entry: &mut Entry, info: &FieldInfo) {
    if *entry.key != *info.name {
        let written = std::mem::replace(&mut entry.key, info.name.into());
        entry.written.get_or_insert(written);
    }
    descend(&mut entry.value.value, &info.shape);
}

/// As the method of `Schemas`, for any fields.
pub fn canonicalise(entries: &mut [Entry], infos: &[FieldInfo]) {
    for entry in entries {
        let named = infos.iter().find(|info| *info.name == *entry.key);
        let info = named.or_else(|| infos.iter().find(|info| info.aliases.contains(&&*entry.key)));
        if let Some(info) = info {
            bring(entry, info);
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
