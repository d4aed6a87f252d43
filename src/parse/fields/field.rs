//! Reading one declared field that holds a scalar, or a list of scalars.

use std::fmt;

use crate::base::date::{Date, parse_date};
use crate::base::diagnostic::{Fix, Problem};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::parse::fields::forms::{Ref, describe, json, number, reference, share, words};
use crate::parse::fields::{Choice, Declared, Field, Fields, find, push};
use crate::parse::front::{Entry, Node, Value};
use crate::parse::schema::Shape;

impl<'f, 'a> Field<'f, 'a> {
    /// Other names that are read as this one.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Must be there: `missing-field` when it is not.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Any scalar as text.
    #[must_use]
    pub fn text(self) -> Option<Box<str>> {
        self.scalar(Shape::Text, "text", words)
    }

    /// A date.
    pub fn date(self) -> Option<Date> {
        self.scalar(Shape::Date, "a date such as `2026-05-14`", parse_date)
    }

    /// A finite number.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        self.number_within(None, None)
    }

    /// A finite number within bounds, both inside.
    #[must_use]
    pub fn number_within(self, min: Option<f64>, max: Option<f64>) -> Option<f64> {
        self.scalar(Shape::Number { min, max }, Bounded(min, max), |text| {
            number(text)
                .filter(|n| min.is_none_or(|min| *n >= min) && max.is_none_or(|max| *n <= max))
        })
    }

    /// A share from 0 to 1, written `0.7`, `70 %` or `7/10`.
    pub fn share(self) -> Option<f64> {
        self.scalar(Shape::Share, "a share such as `0.7`, `70%` or `7/10`", share)
    }

    /// `true` or `false`.
    #[must_use]
    pub fn flag(self) -> Option<bool> {
        self.scalar(Shape::Flag, "`true` or `false`", |text| match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        })
    }

    /// One of some words.
    #[must_use]
    pub fn choice<T: Choice>(self) -> Option<T> {
        self.choice_of(T::WORDS)
    }

    /// One of some words of a larger list.
    #[must_use]
    pub fn choice_of<T: Choice>(self, allowed: &'static [&'static str]) -> Option<T> {
        let Self { fields, name, about, aliases, required } = self;
        let field = Field { fields, name, about, aliases, required };
        let entry = field.take(|| Shape::Choice(allowed))?;
        let node = &entry.value;
        let text = node.text().unwrap_or_default();
        if let Some(value) = allowed.contains(&text).then(|| T::from_word(text)).flatten() {
            return Some(value);
        }
        let found =
            if node.text().is_some() { format!("`{text}`") } else { node.what().to_owned() };
        let shown = fields.written(name).to_owned();
        let path = fields.path(&entry.key);
        let mut problem = Problem::new(
            "wrong-type",
            Place::Field(path.as_str().into()),
            format!("`{shown}` is one of {}, not {found}", any_of(allowed.iter().copied())),
        );
        let lower = text.to_lowercase().replace([' ', '_'], "-");
        let near = allowed
            .iter()
            .copied()
            .find(|w| *w == lower)
            .or_else(|| nearest(text, allowed.iter().copied()));
        if let Some(near) = near {
            problem = problem
                .help(format!("did you mean `{near}`?"))
                .fix(Fix::SetField { field: path.into(), value: near.into() });
        }
        fields.problems.push(problem);
        None
    }

    /// A name of a document of one of these kinds.
    pub fn reference(self, kinds: &'static [&'static str]) -> Option<Ref> {
        self.scalar(Shape::Reference(kinds), "the id of a document", reference)
    }

    /// Names of documents; one name stands for a list of one.
    pub fn references(self, kinds: &'static [&'static str]) -> Vec<Ref> {
        self.each(Shape::Reference(kinds), "the id of a document", reference).unwrap_or_default()
    }

    /// Texts; one text stands for a list of one.
    #[must_use]
    pub fn texts(self) -> Vec<Box<str>> {
        self.each(Shape::Text, "text", words).unwrap_or_default()
    }

    /// Dates; one date stands for a list of one.
    pub fn dates(self) -> Vec<Date> {
        self.each(Shape::Date, "a date such as `2026-05-14`", parse_date).unwrap_or_default()
    }

    /// Numbers; one number stands for a list of one.
    pub fn numbers(self) -> Vec<f64> {
        self.each(Shape::Number { min: None, max: None }, "a number", number).unwrap_or_default()
    }

    /// A scalar of a form of its own: `shape` describes it, `expected` says it in words.
    pub fn scalar<T>(
        self,
        shape: Shape,
        expected: impl fmt::Display,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.scalar_or("wrong-type", shape, expected, read, |_| None)
    }

    /// A scalar whose fault has a lint of its own and may have a help of its own.
    pub fn scalar_or<T>(
        self,
        code: &'static str,
        shape: Shape,
        expected: impl fmt::Display,
        read: impl Fn(&str) -> Option<T>,
        help: impl Fn(&str) -> Option<(String, Option<Box<str>>)>,
    ) -> Option<T> {
        let name = self.name;
        let Self { fields, about, aliases, required, .. } = self;
        let entry = Field { fields, name, about, aliases, required }.take(|| shape)?;
        let node = &entry.value;
        let value = node.text().and_then(&read);
        if value.is_none() {
            let path = fields.path(&entry.key);
            let found = describe(node);
            let shown = fields.written(name).to_owned();
            let mut problem = Problem::new(
                code,
                Place::Field(path.as_str().into()),
                format!("`{shown}` is {expected}, not {found}"),
            );
            if let Some((words, fixed)) = node.text().and_then(help) {
                problem = problem.help(words);
                if let Some(value) = fixed {
                    problem = problem.fix(Fix::SetField { field: path.into(), value });
                }
            }
            fields.problems.push(problem);
        }
        value
    }

    /// Every item of a list, or the one scalar that stands for it; `None` when the field is not there.
    pub fn each<T>(
        self,
        shape: Shape,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let name = self.name;
        let Self { fields, about, aliases, required, .. } = self;
        let entry = Field { fields, name, about, aliases, required }
            .take(|| Shape::List(Box::new(shape)))?;
        let node = &entry.value;
        let one = std::slice::from_ref(node);
        let (items, listed) = match &node.value {
            Value::List(items) => (items.as_slice(), true),
            _ => (one, false),
        };
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if let Some(value) = item.text().and_then(&read) {
                out.push(value);
            } else {
                let path = fields.path(&entry.key);
                let place = if listed { Place::item(&path, index) } else { Place::field(&path) };
                let what = format!(
                    "each of `{}` is {expected}, not {}",
                    fields.written(name),
                    describe(item)
                );
                fields.problems.push(Problem::new("wrong-type", place, what));
            }
        }
        Some(out)
    }

    /// Anything at all, as JSON.
    #[must_use]
    pub fn any(self) -> Option<serde_json::Value> {
        self.take(|| Shape::Any).map(|entry| json(&entry.value))
    }

    /// The node itself with its path, and the fields for problems: for forms that only the caller can read.
    #[must_use]
    pub fn node_and_fields(self, shape: Shape) -> Option<((String, &'a Node), &'f mut Fields<'a>)> {
        let ((fields, declared), _) = self.open();
        if let Some(infos) = &mut fields.infos {
            push(infos, &declared, shape);
            return None;
        }
        find(fields, &declared).map(|entry| ((fields.path(&entry.key), &entry.value), fields))
    }

    pub(super) fn open(self) -> ((&'f mut Fields<'a>, Declared), &'static str) {
        let Self { fields, name, about, aliases, required } = self;
        fields.names.push(name);
        ((fields, Declared { name, about, aliases, required }), name)
    }

    /// The field's entry; its shape is made only where the field describes itself.
    fn take(self, shape: impl FnOnce() -> Shape) -> Option<&'a Entry> {
        let ((fields, declared), _) = self.open();
        if let Some(infos) = &mut fields.infos {
            push(infos, &declared, shape());
            return None;
        }
        find(fields, &declared)
    }
}

/// A number between bounds, in words.
struct Bounded(Option<f64>, Option<f64>);

impl fmt::Display for Bounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(min), Some(max)) => write!(f, "a number from {min} to {max}"),
            (Some(min), None) => write!(f, "a number of {min} or more"),
            (None, Some(max)) => write!(f, "a number of {max} or less"),
            (None, None) => f.write_str("a number"),
        }
    }
}
