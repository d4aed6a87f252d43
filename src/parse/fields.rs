//! Reading declared fields from a map. One declaration gives the value, the problems and the description of a field.
//!
//! A kind's `read` runs in two ways: over entries, where it takes values and notes what is wrong, and over nothing,
//! where every declaration describes itself (`describe`).

use std::fmt::Write as _;

use crate::base::diagnostic::{Fix, Problem};
use crate::base::place::{Place, Spot};
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::schema::{FieldInfo, Shape};

/// The fields of one map: taken one by one, then `finish` says which keys nobody asked for.
pub struct Fields<'a> {
    entries: &'a [Entry],
    used: Vec<bool>,
    names: Vec<&'static str>,
    prefix: String,
    problems: Vec<Problem>,
    infos: Option<Vec<FieldInfo>>,
    /// The month (1 to 12) in which the year of a period begins.
    pub first_month: i8,
}

/// One field that is being declared.
pub struct Field<'f, 'a> {
    fields: &'f mut Fields<'a>,
    name: &'static str,
    about: &'static str,
    aliases: &'static [&'static str],
    required: bool,
}

/// A word out of a fixed list.
pub trait Choice: Copy + 'static {
    /// All words, in the order in which they are listed.
    const WORDS: &'static [&'static str];

    /// The value for a word.
    fn from_word(word: &str) -> Option<Self>;
}

/// Declares an enum of words.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// The word as it is written.
            #[must_use]
            #[allow(dead_code, reason = "words that are only read need not be written")]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::parse::fields::Choice for $name {
            const WORDS: &'static [&'static str] = &[$($word),+];

            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

/// A name of a document or of a part, as written, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ref {
    /// `fill-q2`, `fill-q2#fill-rate` or `fill-rate`.
    pub target: Box<str>,
}

impl<'a> Fields<'a> {
    /// Fields over the entries of a map; `prefix` is the path of the map, with its dot, empty at the top.
    #[must_use]
    pub fn new(entries: &'a [Entry], prefix: String) -> Self {
        Self {
            entries,
            used: vec![false; entries.len()],
            names: Vec::new(),
            prefix,
            problems: Vec::new(),
            infos: None,
            first_month: 1,
        }
    }

    /// Fields over nothing, which describe themselves.
    #[must_use]
    pub fn describing() -> Self {
        Self { infos: Some(Vec::new()), ..Self::new(&[], String::new()) }
    }

    /// What was declared; empty unless made by `describing`.
    #[must_use]
    pub fn described(self) -> Vec<FieldInfo> {
        self.infos.unwrap_or_default()
    }

    /// Declares a field.
    pub fn field(&mut self, name: &'static str, about: &'static str) -> Field<'_, 'a> {
        Field { fields: self, name, about, aliases: &[], required: false }
    }

    /// Notes a problem at a path below this map.
    pub fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The path of a name in this map.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The author's own name of a field: as a mapping or an alias has it.
    #[must_use]
    pub fn written<'s>(&'s self, name: &'s str) -> &'s str {
        self.entries
            .iter()
            .find(|e| &*e.key == name)
            .map_or(name, |e| e.written.as_deref().unwrap_or(&e.key))
    }

    /// Takes the entries that nobody declared and whose key satisfies `wanted`.
    pub fn take_free(&mut self, wanted: impl Fn(&str) -> bool) -> Vec<&'a Entry> {
        let mut out = Vec::new();
        for (entry, used) in self.entries.iter().zip(&mut self.used) {
            if !*used && wanted(&entry.key) {
                *used = true;
                out.push(entry);
            }
        }
        out
    }

    /// Ends the reading: keys that nobody asked for are `unknown-field`, except those that `known` accepts elsewhere.
    #[must_use]
    pub fn finish(mut self) -> Vec<Problem> {
        for (index, entry) in self.entries.iter().enumerate() {
            if self.used.get(index).copied().unwrap_or(true) {
                continue;
            }
            let path = format!("{}{}", self.prefix, entry.key);
            let name = entry.written.as_deref().unwrap_or(&entry.key);
            let mut problem = Problem::new(
                "unknown-field",
                Place::Key(path.as_str().into()),
                format!("there is no field `{name}` here"),
            );
            if let Some(near) = nearest(name, self.names.iter().copied()) {
                problem = problem.help(format!("did you mean `{near}`?"));
                if entry.written.is_none() {
                    problem = problem.fix(Fix::RenameKey { field: path.into(), to: near.into() });
                }
            } else {
                problem =
                    problem.help("remove it, or begin its name with `x-` to keep it as your own");
            }
            self.problems.push(problem);
        }
        self.problems
    }
}

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
    pub fn text(self) -> Option<Box<str>> {
        self.scalar(Shape::Text, "text", |text| {
            (!text.trim().is_empty()).then(|| text.trim().into())
        })
    }

    /// A date.
    pub fn date(self) -> Option<crate::base::date::Date> {
        self.scalar(Shape::Date, "a date such as `2026-05-14`", crate::base::date::parse_date)
    }

    /// A finite number.
    pub fn number(self) -> Option<f64> {
        self.number_within(None, None)
    }

    /// A finite number within bounds, both inside.
    pub fn number_within(self, min: Option<f64>, max: Option<f64>) -> Option<f64> {
        let expected = match (min, max) {
            (Some(min), Some(max)) => format!("a number from {min} to {max}"),
            (Some(min), None) => format!("a number of {min} or more"),
            (None, Some(max)) => format!("a number of {max} or less"),
            (None, None) => "a number".to_owned(),
        };
        self.scalar(Shape::Number { min, max }, &expected, |text| {
            number(text)
                .filter(|n| min.is_none_or(|min| *n >= min) && max.is_none_or(|max| *n <= max))
        })
    }

    /// A share from 0 to 1, written `0.7`, `70 %` or `7/10`.
    pub fn share(self) -> Option<f64> {
        self.scalar(Shape::Share, "a share such as `0.7`, `70%` or `7/10`", share)
    }

    /// `true` or `false`.
    pub fn flag(self) -> Option<bool> {
        self.scalar(Shape::Flag, "`true` or `false`", |text| match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        })
    }

    /// One of some words.
    pub fn choice<T: Choice>(self) -> Option<T> {
        self.choice_of(T::WORDS)
    }

    /// One of some words of a larger list.
    pub fn choice_of<T: Choice>(self, allowed: &'static [&'static str]) -> Option<T> {
        let Self { fields, name, about, aliases, required } = self;
        let field = Field { fields, name, about, aliases, required };
        let Some((path, node)) = field.take(Shape::Choice(allowed)) else { return None };
        let text = node.text().unwrap_or_default();
        if let Some(value) = allowed.contains(&text).then(|| T::from_word(text)).flatten() {
            return Some(value);
        }
        let found =
            if node.text().is_some() { format!("`{text}`") } else { node.what().to_owned() };
        let shown = fields.written(name).to_owned();
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
    pub fn texts(self) -> Vec<Box<str>> {
        self.each(Shape::Text, "text", |text| (!text.trim().is_empty()).then(|| text.trim().into()))
            .unwrap_or_default()
    }

    /// Dates; one date stands for a list of one.
    pub fn dates(self) -> Vec<crate::base::date::Date> {
        self.each(Shape::Date, "a date such as `2026-05-14`", crate::base::date::parse_date)
            .unwrap_or_default()
    }

    /// Numbers; one number stands for a list of one.
    pub fn numbers(self) -> Vec<f64> {
        self.each(Shape::Number { min: None, max: None }, "a number", number).unwrap_or_default()
    }

    /// A scalar of a form of its own: `shape` describes it, `expected` says it in words.
    pub fn scalar<T>(
        self,
        shape: Shape,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.scalar_or("wrong-type", shape, expected, read, |_| None)
    }

    /// A scalar whose fault has a lint of its own and may have a help of its own.
    pub fn scalar_or<T>(
        self,
        code: &'static str,
        shape: Shape,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
        help: impl Fn(&str) -> Option<(String, Option<Box<str>>)>,
    ) -> Option<T> {
        let name = self.name;
        let Self { fields, about, aliases, required, .. } = self;
        let (path, node) = Field { fields, name, about, aliases, required }.take(shape)?;
        let value = node.text().and_then(&read);
        if value.is_none() {
            let found = describe_node(node);
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
        let (path, node) =
            Field { fields, name, about, aliases, required }.take(Shape::List(Box::new(shape)))?;
        let one = std::slice::from_ref(node);
        let (items, listed) = match &node.value {
            Value::List(items) => (items.as_slice(), true),
            _ => (one, false),
        };
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match item.text().and_then(&read) {
                Some(value) => out.push(value),
                None => {
                    let place =
                        if listed { Place::item(&path, index) } else { Place::field(&path) };
                    let shown = fields.written(name).to_owned();
                    let found = describe_node(item);
                    fields.problems.push(Problem::new(
                        "wrong-type",
                        place,
                        format!("each of `{shown}` is {expected}, not {found}"),
                    ));
                }
            }
        }
        Some(out)
    }

    /// A map read by `read`.
    pub fn object<T>(self, read: impl FnOnce(&mut Fields<'_>) -> T) -> Option<T> {
        let (fields, name) = self.open();
        if let Some(infos) = &mut fields.0.infos {
            let mut inner = Fields::describing();
            let _ = read(&mut inner);
            push(infos, &fields.1, Shape::Object(inner.described()));
            return None;
        }
        let (path, node) = find(fields.0, name, fields.1.aliases, fields.1.required)?;
        let Value::Map(entries) = &node.value else {
            let found = describe_node(node);
            fields.0.problems.push(Problem::new(
                "wrong-type",
                Place::Field(path.into()),
                format!("`{name}` is a map of fields, not {found}"),
            ));
            return None;
        };
        let mut inner = Fields::new(entries, format!("{path}."));
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
        let (path, node) = find(fields.0, name, fields.1.aliases, fields.1.required)?;
        let one = std::slice::from_ref(node);
        let (items, listed) = match &node.value {
            Value::List(items) => (items.as_slice(), true),
            _ => (one, false),
        };
        let mut out = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = if listed { format!("{path}[{index}]") } else { path.clone() };
            let made;
            let entries: &[Entry] = match (&item.value, scalar) {
                (Value::Map(entries), _) => entries,
                (Value::Text { .. }, Some(key)) => {
                    made = [Entry {
                        key: key.into(),
                        written: None,
                        span: item.span.clone(),
                        value: item.clone(),
                    }];
                    &made
                }
                _ => {
                    let found = describe_node(item);
                    fields.0.problems.push(Problem::new(
                        "wrong-type",
                        Place::Field(path.into()),
                        format!("each of `{name}` is a map of fields, not {found}"),
                    ));
                    continue;
                }
            };
            let mut inner = Fields::new(entries, format!("{path}."));
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
        let Some((path, node)) = find(fields.0, name, fields.1.aliases, fields.1.required) else {
            return Vec::new();
        };
        let Value::Map(entries) = &node.value else {
            let found = describe_node(node);
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

    /// Anything at all, as JSON.
    pub fn any(self) -> Option<serde_json::Value> {
        self.take(Shape::Any).map(|(_, node)| json(node))
    }

    /// The node itself with its path, and the fields for problems: for forms that only the caller can read.
    pub fn node_and_fields(self, shape: Shape) -> Option<((String, &'a Node), &'f mut Fields<'a>)> {
        let ((fields, declared), name) = self.open();
        if let Some(infos) = &mut fields.infos {
            push(infos, &declared, shape);
            return None;
        }
        find(fields, name, declared.aliases, declared.required).map(|found| (found, fields))
    }

    fn open(self) -> ((&'f mut Fields<'a>, Declared), &'static str) {
        let Self { fields, name, about, aliases, required } = self;
        fields.names.push(name);
        ((fields, Declared { name, about, aliases, required }), name)
    }

    fn take(self, shape: Shape) -> Option<(String, &'a Node)> {
        let ((fields, declared), name) = self.open();
        if let Some(infos) = &mut fields.infos {
            push(infos, &declared, shape);
            return None;
        }
        find(fields, name, declared.aliases, declared.required)
    }
}

struct Declared {
    name: &'static str,
    about: &'static str,
    aliases: &'static [&'static str],
    required: bool,
}

fn push(infos: &mut Vec<FieldInfo>, declared: &Declared, shape: Shape) {
    infos.push(FieldInfo {
        name: declared.name,
        about: declared.about,
        aliases: declared.aliases,
        required: declared.required,
        shape,
    });
}

/// The value of a name or one of its aliases; `missing-field` when it must be there and is not.
fn find<'a>(
    fields: &mut Fields<'a>,
    name: &'static str,
    aliases: &'static [&'static str],
    required: bool,
) -> Option<(String, &'a Node)> {
    let mut found: Option<&'a Entry> = None;
    for (index, entry) in fields.entries.iter().enumerate() {
        let key: &str = &entry.key;
        if key != name && !aliases.contains(&key) {
            continue;
        }
        if let Some(used) = fields.used.get_mut(index) {
            *used = true;
        }
        match found {
            None => found = Some(entry),
            Some(first) => {
                let path = format!("{}{}", fields.prefix, entry.key);
                let problem = Problem::new(
                    "bad-front-matter",
                    Place::Key(path.as_str().into()),
                    format!("`{}` and `{}` are the same field", first.key, entry.key),
                )
                .help(format!("keep `{name}` only"))
                .fix(Fix::Remove { field: path.into() });
                fields.problems.push(problem);
            }
        }
    }
    let value = found.filter(|entry| !entry.value.is_null());
    if value.is_none() && required {
        let place = match found {
            Some(entry) => Place::Key(format!("{}{}", fields.prefix, entry.key).into()),
            None if fields.prefix.is_empty() => Place::Front,
            None => Place::Field(fields.prefix.trim_end_matches('.').into()),
        };
        fields.problems.push(
            Problem::new("missing-field", place, format!("`{name}` is missing"))
                .help(format!("write `{name}:` with its value")),
        );
    }
    value.map(|entry| {
        let mut path = String::with_capacity(fields.prefix.len() + entry.key.len());
        let _ = write!(path, "{}{}", fields.prefix, entry.key);
        (path, &entry.value)
    })
}

fn reference(text: &str) -> Option<Ref> {
    let text = text.trim();
    let text = text.strip_prefix("[[").and_then(|t| t.strip_suffix("]]")).unwrap_or(text);
    (!text.is_empty()).then(|| Ref { target: text.into() })
}

/// A finite number: digits with an optional sign, point, exponent; `_` between digits.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = if text.contains('_') { text.replace('_', "") } else { text.to_owned() };
    let starts = plain
        .trim_start_matches(['+', '-'])
        .as_bytes()
        .first()
        .is_some_and(|b| b.is_ascii_digit() || *b == b'.');
    starts.then(|| plain.parse::<f64>().ok()).flatten().filter(|n| n.is_finite())
}

/// A share from 0 to 1: `0.7`, `70%`, `7/10`.
#[must_use]
pub fn share(text: &str) -> Option<f64> {
    let value = if let Some(percent) = text.trim().strip_suffix('%') {
        number(percent)? / 100.0
    } else if let Some((part, whole)) = text.split_once('/') {
        let whole = number(whole)?;
        if whole <= 0.0 {
            return None;
        }
        number(part)? / whole
    } else {
        number(text)?
    };
    (0.0..=1.0).contains(&value).then_some(value)
}

fn describe_node(node: &Node) -> String {
    match node.text() {
        Some(text) if text.chars().count() <= 40 => format!("`{text}`"),
        Some(text) => format!("`{}…`", text.chars().take(40).collect::<String>()),
        None => node.what().to_owned(),
    }
}

/// A node as JSON; unquoted scalars that read as numbers or booleans become such.
#[must_use]
pub fn json(node: &Node) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::Text { text, quoted: true } => Json::String(text.to_string()),
        Value::Text { text, quoted: false } => match &**text {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            other => match other.parse::<i64>() {
                Ok(whole) if !(other.len() > 1 && other.starts_with('0')) => Json::from(whole),
                _ => number(other)
                    .and_then(serde_json::Number::from_f64)
                    .map_or_else(|| Json::String(other.to_owned()), Json::Number),
            },
        },
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|e| (e.key.to_string(), json(&e.value))).collect())
        }
    }
}

/// A place in the same file, for related places.
#[must_use]
pub fn here(file: &crate::base::names::DocPath, place: Place) -> Spot {
    Spot::new(file, place)
}
