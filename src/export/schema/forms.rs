//! The forms of values as JSON Schema. A text of the front matter may be read as a number or a truth value by an editor,
//! so that a text may be either; what is in quotes is a text, so that a number may be one.

use serde_json::{Value, json};

use crate::base::date::month_name;
use crate::parse::schema::Shape;

use super::inner;

/// A number as text: `_` may stand between its digits.
const NUMBER: &str =
    r"(?:(?:[0-9]_*)+(?:\._*(?:[0-9]_*)*)?|\._*(?:[0-9]_*)+)(?:[eE][+-]?[0-9]{1,2})?";
/// A number from 0 to 1 as text.
const PART: &str = r"\+?0*(?:1(?:\.0*)?|0(?:\.[0-9]*)?|\.[0-9]+)";
/// A number from 0 to 100 as text.
const HUNDRED: &str = r"\+?0*(?:100(?:\.0*)?|[0-9]{1,2}(?:\.[0-9]*)?|\.[0-9]+)";
/// A day that the calendar has.
const DAY: &str = concat!(
    r"(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
);
const PERIOD: &str =
    r"[0-9]{4}(?:-(?:H[12]|Q[1-4]|W(?:0[1-9]|[1-4][0-9]|5[0-3])|(?:0[1-9]|1[0-2])))?";

/// What a value of a shape may be, where there is one.
pub(super) fn form(shape: &Shape) -> Value {
    match shape {
        Shape::Text => text(r"\S"),
        Shape::Date => json!({"type": "string", "pattern": format!("^{DAY}$")}),
        Shape::Number { min, max } => number(*min, *max),
        Shape::Whole { min, max } => whole(*min, *max),
        Shape::Share => share(),
        Shape::Percent => json!({"anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": format!(r"^\s*[+-]?{NUMBER}\s*%?\s*$")},
        ]}),
        Shape::Flag => json!({"enum": [true, false, "true", "false"]}),
        Shape::Choice(words) => json!({"enum": words}),
        Shape::Month => month(),
        Shape::Period => period(),
        Shape::Effort => json!({"anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": format!(r"^\s*[+-]?{NUMBER}\s*(?:pw|pm|pd)?\s*$")},
        ]}),
        Shape::Reference(_) => text(r"^(?!\s*\[\[\]\]\s*$)[\s\S]*\S"),
        Shape::Address => {
            let step = r"(?!\.{1,2}\s*(?:/|$))[^/\\\x00]+";
            text(&format!(r"^\s*(?:\./)?/*(?:{step}(?:/{step})*|\.)?/*\s*$"))
        }
        Shape::Web => text(r"^\s*https?://[^/\s]\S*\s*$"),
        Shape::Any => json!({}),
        Shape::List(item) => {
            let one = form(item);
            json!({"anyOf": [one, {"type": "array", "items": one}]})
        }
        Shape::Object(infos) => inner(infos),
        Shape::Map(value) => json!({"type": "object", "additionalProperties": form(value)}),
        Shape::OneOf(shapes) => json!({"anyOf": shapes.iter().map(form).collect::<Vec<_>>()}),
    }
}

/// The form, or nothing: a field without a value is not there.
pub(super) fn or_null(form: Value) -> Value {
    match form.as_object() {
        Some(map) if map.is_empty() => form,
        _ => json!({"anyOf": [form, {"type": "null"}]}),
    }
}

fn text(pattern: &str) -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": pattern})
}

fn share() -> Value {
    let fraction = format!(r"\+?{NUMBER}\s*/\s*\+?{NUMBER}");
    json!({"anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": format!(r"^\s*(?:{PART}|{HUNDRED}\s*%|{fraction})\s*$")},
    ]})
}

fn period() -> Value {
    let day = json!({"type": "string", "pattern": format!("^{DAY}$")});
    json!({"anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9998},
        {"type": "string", "pattern": format!(r"^(?:{PERIOD}|\s*{DAY}\s*\.\.\s*{DAY}\s*)$")},
        {"type": "object", "required": ["start", "end"], "properties": {"start": day, "end": day}},
    ]})
}

/// A month's number or name; in a pattern every letter has to say that its case does not count.
fn month() -> Value {
    let either = |c: char| format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase());
    let names: Vec<String> =
        (1..=12).map(|month| month_name(month).chars().map(either).collect()).collect();
    json!({"anyOf": [
        {"type": "integer", "minimum": 1, "maximum": 12},
        {"type": "string", "pattern": format!(r"^\s*(?:\+?0*(?:[1-9]|1[0-2])|{})\s*$", names.join("|"))},
    ]})
}

fn number(min: Option<f64>, max: Option<f64>) -> Value {
    let mut plain = json!({"type": "number"});
    for (name, value) in [("minimum", min), ("maximum", max)] {
        if let (Some(value), Value::Object(plain)) = (value, &mut plain) {
            plain.insert(name.to_owned(), value.into());
        }
    }
    let sign = if min.is_some_and(|min| min >= 0.0) { r"\+?" } else { "[+-]?" };
    json!({"anyOf": [plain, {"type": "string", "pattern": format!(r"^\s*{sign}{NUMBER}\s*$")}]})
}

fn whole(min: u32, max: u32) -> Value {
    json!({"anyOf": [
        {"type": "integer", "minimum": min, "maximum": max},
        {"type": "string", "pattern": r"^\s*\+?[0-9]+\s*$"},
    ]})
}
