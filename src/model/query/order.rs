//! The order of an answer, and its groups.

use std::cmp::Ordering;

use crate::base::date::day_number;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::path::{End, Path};
use super::value::{Form, Value};

/// What a document sorts by.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A number.
    Number(f64),
    /// Words in lower case.
    Text(Box<str>),
    /// It says nothing, and stands last whichever way it is sorted.
    Nothing,
}

impl Key {
    fn compare(&self, other: &Self, down: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Nothing, Self::Nothing) => return Ordering::Equal,
            (Self::Nothing, _) => return Ordering::Greater,
            (_, Self::Nothing) => return Ordering::Less,
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if down { order.reverse() } else { order }
    }
}

/// Sorts documents; those that are alike stand in the order of their paths.
pub(super) fn sort(reader: &Reader, ids: &mut Vec<DocId>, by: &[(Path, bool)]) {
    if by.is_empty() {
        return;
    }
    let mut keyed: Vec<(Vec<Key>, DocId)> = ids
        .iter()
        .map(|id| (by.iter().map(|(path, _)| key(reader, *id, path)).collect(), *id))
        .collect();
    keyed.sort_by(|a, b| {
        let keys = a.0.iter().zip(&b.0).zip(by);
        let mut orders = keys.map(|((a, b), (_, down))| a.compare(b, *down));
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal).then(a.1.cmp(&b.1))
    });
    *ids = keyed.into_iter().map(|(_, id)| id).collect();
}

fn key(reader: &Reader, id: DocId, path: &Path) -> Key {
    path.values(reader, id).first().map_or(Key::Nothing, |value| of(reader, path, value))
}

/// What a value sorts by; the words of a status or another list in the order of that list.
#[must_use]
pub fn of(reader: &Reader, path: &Path, value: &Value) -> Key {
    match value {
        Value::Text(text) => match rank(path, text) {
            #[expect(clippy::cast_precision_loss, reason = "a place in a short list")]
            Some(rank) => Key::Number(rank as f64),
            None => Key::Text(text.to_lowercase().into()),
        },
        Value::Date(day) => Key::Number(f64::from(day_number(*day))),
        Value::Period(period) => Key::Number(f64::from(day_number(period.start))),
        Value::Number(number) => Key::Number(*number),
        Value::Flag(flag) => Key::Number(f64::from(u8::from(*flag))),
        Value::Doc(target) => reader.doc(target.doc).map_or(Key::Nothing, |doc| {
            let title = target.part.and_then(|part| doc.part_title(part)).unwrap_or(&doc.title);
            Key::Text(title.to_lowercase().into())
        }),
    }
}

fn rank(path: &Path, word: &str) -> Option<usize> {
    let End::Fields(fields) = &path.end else { return None };
    fields.iter().find_map(|field| match field.form {
        Form::Word(words) => words.iter().position(|it| *it == word),
        Form::Status => {
            let all = super::wanted::statuses(super::Kinds::ALL);
            all.iter().position(|it| *it == word)
        }
        _ => None,
    })
}

/// Some documents that say the same; the value is nothing where they say nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<'m> {
    /// What they say.
    pub value: Option<Value<'m>>,
    /// They, in the order of the answer.
    pub ids: Vec<DocId>,
}

/// Puts documents into groups by what they say; who says several things stands in several groups.
#[must_use]
pub fn grouped<'m>(reader: &Reader<'m>, ids: &[DocId], by: &Path) -> Vec<Group<'m>> {
    // A goal says where it stands twice: in its author's word and by its numbers. The first is what is shown.
    let one =
        matches!(&by.end, End::Fields(fields) if fields.iter().any(|f| f.form == Form::Status));
    let mut groups: Vec<(Key, Group<'m>)> = Vec::new();
    let mut nothing = Vec::new();
    let mut places: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for id in ids {
        let mut values = by.values(reader, *id);
        if one {
            values.truncate(1);
        }
        if values.is_empty() {
            nothing.push(*id);
        }
        for value in values {
            let at = *places.entry(format!("{value:?}")).or_insert_with(|| {
                let group = Group { value: Some(value.clone()), ids: Vec::new() };
                groups.push((of(reader, by, &value), group));
                groups.len() - 1
            });
            if let Some((_, group)) = groups.get_mut(at)
                && group.ids.last() != Some(id)
            {
                group.ids.push(*id);
            }
        }
    }
    groups.sort_by(|a, b| a.0.compare(&b.0, false));
    let mut groups: Vec<Group<'m>> = groups.into_iter().map(|(_, group)| group).collect();
    if !nothing.is_empty() {
        groups.push(Group { value: None, ids: nothing });
    }
    groups
}
