//! Regular expressions in settings, and texts made of what they found.

use regex::{Captures, Regex, RegexBuilder};

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::parse::fields::Fields;
use crate::parse::schema::Shape;

/// The most memory that one pattern may take, so that a settings file cannot fill the machine.
const SIZE: usize = 1 << 20;

/// Reads a field that holds a regular expression; one that cannot be read is a problem at its place.
pub fn field(fields: &mut Fields<'_>, name: &'static str, about: &'static str) -> Option<Regex> {
    let ((path, node), fields) = fields.field(name, about).node_and_fields(Shape::Text)?;
    let made = match node.text() {
        Some(text) => compile(text, Place::field(&path)),
        None => Err(Problem::new(
            "wrong-type",
            Place::field(&path),
            format!("`{name}` is a regular expression, not {}", node.what()),
        )),
    };
    made.map_err(|problem| fields.problem(problem)).ok()
}

/// Compiles a regular expression.
///
/// # Errors
/// A problem at `place` when it is none.
pub fn compile(text: &str, place: Place) -> Result<Regex, Problem> {
    RegexBuilder::new(text).size_limit(SIZE).build().map_err(|error| {
        let reason = match &error {
            regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
            other => {
                let words = other.to_string();
                let last = words.lines().last().unwrap_or_default().trim();
                last.trim_start_matches("error: ").to_owned()
            }
        };
        Problem::new("wrong-type", place, format!("`{text}` is no regular expression: {reason}"))
            .help("single quotes around it keep its backslashes as they are")
    })
}

/// A text with holes: `{0}` is the whole match, `{1}` its first group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(Box<str>);

impl Template {
    /// Takes any text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// Fills the holes from a match.
    #[must_use]
    pub fn of_match(&self, captures: &Captures<'_>) -> String {
        self.fill(|name| {
            let group = match name.parse::<usize>() {
                Ok(index) => captures.get(index),
                Err(_) => captures.name(name),
            };
            group.map(|m| m.as_str())
        })
    }

    /// Fills the holes by name; a hole that `value` does not know is empty.
    #[must_use]
    pub fn fill<'v>(&self, value: impl Fn(&str) -> Option<&'v str>) -> String {
        self.fill_owned(|name| value(name).map(str::to_owned))
    }

    /// The same, where values are made on the way.
    #[must_use]
    pub fn fill_owned(&self, mut value: impl FnMut(&str) -> Option<String>) -> String {
        let mut out = String::with_capacity(self.0.len() + 16);
        let mut rest: &str = &self.0;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            out.push_str(before);
            out.push_str(&value(name).unwrap_or_default());
            rest = after;
        }
        out.push_str(rest);
        out
    }
}
