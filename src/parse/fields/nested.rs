//! Reading a declared field that holds maps.

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::parse::fields::forms::describe;
use crate::parse::fields::{Field, Fields, find, nth, push};
use crate::parse::front::{Entry, Node, Value};
use crate::parse::schema::Shape;

impl Field<'_, '_> {
    /// A map read by `read`.
    pub fn object<T>(self, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        let (fields, name) = self.open();
        if let Some(infos) = &mut fields.0.infos {
            let mut inner = Fields::describing();
            let _ = read(&mut inner);
            push(infos, &fields.1, Shape::Object(inner.described()));
            return None;
        }
        let entry = find(fields.0, &fields.1)?;
        let (path, node) = (fields.0.path(&entry.key), &entry.value);
        let Value::Map(entries) = &node.value else {
            let found = describe(node);
            fields.0.problems.push(Problem::new(
                "wrong-type",
                Place::Field(path.into()),
                format!("`{name}` is a map of fields, not {found}"),
            ));
            return None;
        };
        let mut inner = Fields::new(entries, [&path, "."].concat());
        inner.first_month = fields.0.first_month;
        let value = read(&mut inner);
        fields.0.problems.extend(inner.finish());
        Some(value)
    }

    /// A list of maps read by `read`; one map stands for a list of one. With `scalar`, a plain value stands for a map
    /// that holds just that key.
    pub fn items<T>(
        self,
        scalar: Option<&'static str>,
        mut read: impl FnMut(&mut Fields<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let (fields, name) = self.open();
        if let Some(infos) = &mut fields.0.infos {
            let mut inner = Fields::describing();
            let _ = read(&mut inner);
            let described = inner.described();
            let plain = scalar
                .and_then(|key| described.iter().find(|i| i.name == key))
                .map(|i| i.shape.clone());
            let object = Shape::Object(described);
            let item = plain.map_or(object.clone(), |plain| Shape::OneOf(vec![plain, object]));
            push(infos, &fields.1, Shape::List(Box::new(item)));
            return None;
        }
        let entry = find(fields.0, &fields.1)?;
        let (path, node) = (fields.0.path(&entry.key), &entry.value);
        let one = std::slice::from_ref(node);
        let (items, listed) = match &node.value {
            Value::List(items) => (items.as_slice(), true),
            _ => (one, false),
        };
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = if listed { nth(&path, index, ".") } else { [&path, "."].concat() };
            let made;
            let entries: &[Entry] = match (&item.value, scalar) {
                (Value::Map(entries), _) => entries,
                (Value::Text { .. }, Some(key)) => {
                    made = [Entry {
                        key: key.into(),
                        // What is wrong with it is said of the field that the author wrote.
                        written: Some(name.into()),
                        span: item.span.clone(),
                        value: item.clone(),
                    }];
                    &made
                }
                _ => {
                    let found = describe(item);
                    fields.0.problems.push(Problem::new(
                        "wrong-type",
                        Place::Field(path.strip_suffix('.').unwrap_or(&path).into()),
                        format!("each of `{name}` is a map of fields, not {found}"),
                    ));
                    continue;
                }
            };
            let mut inner = Fields::new(entries, path);
            inner.first_month = fields.0.first_month;
            out.extend(read(&mut inner));
            fields.0.problems.extend(inner.finish());
        }
        Some(out)
    }

    /// A map with free keys: each key with its place and value.
    pub fn map<T>(
        self,
        shape: Shape,
        mut read: impl FnMut(&str, &Node, &str) -> Result<T, Problem>,
    ) -> Vec<(Box<str>, T)> {
        let (fields, name) = self.open();
        if let Some(infos) = &mut fields.0.infos {
            push(infos, &fields.1, Shape::Map(Box::new(shape)));
            return Vec::new();
        }
        let Some(entry) = find(fields.0, &fields.1) else { return Vec::new() };
        let (path, node) = (fields.0.path(&entry.key), &entry.value);
        let Value::Map(entries) = &node.value else {
            let found = describe(node);
            fields.0.problems.push(Problem::new(
                "wrong-type",
                Place::Field(path.into()),
                format!("`{name}` is a map, not {found}"),
            ));
            return Vec::new();
        };
        let mut out = Vec::new();
        for entry in entries {
            match read(&entry.key, &entry.value, &format!("{path}.{}", entry.key)) {
                Ok(value) => out.push((entry.key.clone(), value)),
                Err(problem) => fields.0.problems.push(problem),
            }
        }
        out
    }
}
