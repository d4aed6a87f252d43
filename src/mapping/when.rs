//! Conditions on fields, which a rule may ask for.

use regex::Regex;

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::parse::fields::Fields;
use crate::parse::front::{Front, Node, Value};
use crate::parse::schema::Shape;

use super::patterns;

/// What a field must be for a rule to count.
#[derive(Debug, Clone, Default)]
struct Condition {
    is: Vec<Box<str>>,
    not: Vec<Box<str>>,
    matches: Option<Regex>,
    present: Option<bool>,
}

/// Conditions that must all hold.
#[derive(Debug, Clone, Default)]
pub(super) struct When(Vec<(Box<str>, Condition)>);

impl When {
    /// Reads `when`: by field, a word, a list of words, or `{is, not, matches, present}`.
    pub fn field(f: &mut Fields<'_>) -> Self {
        let mut inner = Fields::describing();
        let _ = Condition::read(&mut inner);
        let shape = Shape::OneOf(vec![
            Shape::List(Box::new(Shape::Text)),
            Shape::Object(inner.described()),
        ]);
        let field = f.field("when", "What the author's fields must be for the rule to count.");
        let Some(((path, node), f)) = field.node_and_fields(Shape::Map(Box::new(shape))) else {
            return Self::default();
        };
        let Value::Map(entries) = &node.value else {
            let what = format!("`when` is a map of fields, not {}", node.what());
            f.problem(Problem::new("wrong-type", Place::field(&path), what));
            return Self::default();
        };
        let mut list = Vec::new();
        for entry in entries {
            let Value::Map(inner) = &entry.value.value else {
                let condition = Condition { is: words(&entry.value), ..Condition::default() };
                list.push((entry.key.clone(), condition));
                continue;
            };
            let mut inner = Fields::new(inner, format!("{path}.{}.", entry.key));
            list.push((entry.key.clone(), Condition::read(&mut inner)));
            for problem in inner.finish() {
                f.problem(problem);
            }
        }
        Self(list)
    }

    /// Whether all conditions hold.
    pub fn holds(&self, front: &Front) -> bool {
        self.0.iter().all(|(field, condition)| {
            let values = front.get(field).map(|entry| words(&entry.value)).unwrap_or_default();
            condition.holds(&values)
        })
    }
}

impl Condition {
    fn read(f: &mut Fields<'_>) -> Self {
        Self {
            is: f.field("is", "It is one of these.").aliases(&["in"]).texts(),
            not: f.field("not", "It is none of these.").texts(),
            matches: patterns::field(f, "matches", "It matches this pattern."),
            present: f.field("present", "It is there, or is not.").flag(),
        }
    }

    /// A list holds when one of its values does.
    fn holds(&self, values: &[Box<str>]) -> bool {
        let any = |words: &[Box<str>]| {
            values.iter().any(|value| words.iter().any(|word| word.trim() == value.trim()))
        };
        (self.is.is_empty() || any(&self.is))
            && !any(&self.not)
            && self.matches.as_ref().is_none_or(|m| values.iter().any(|value| m.is_match(value)))
            && self.present.is_none_or(|present| present != values.is_empty())
    }
}

fn words(node: &Node) -> Vec<Box<str>> {
    match &node.value {
        Value::Text { text, .. } => vec![text.clone()],
        Value::List(items) => items.iter().filter_map(|i| i.text().map(Into::into)).collect(),
        // A map is there, though it is no word.
        Value::Map(_) => vec!["".into()],
        Value::Null => Vec::new(),
    }
}
