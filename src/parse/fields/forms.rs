//! The forms that scalars have: numbers, shares, references; and a value as JSON or in a message.

use std::borrow::Cow;

use crate::parse::front::{Node, Value};

/// A name of a document or of a part, as written, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ref {
    /// `fill-q2`, `fill-q2#fill-rate` or `fill-rate`.
    pub target: Box<str>,
}

/// A text without blanks around it; most have none.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// A text without blanks around it, where there is any.
pub(super) fn words(text: &str) -> Option<Box<str>> {
    let text = trimmed(text);
    (!text.is_empty()).then(|| text.into())
}

/// The name in a reference, without the double brackets that some write.
pub(super) fn reference(text: &str) -> Option<Ref> {
    let text = trimmed(text);
    let text = text.strip_prefix("[[").and_then(|t| t.strip_suffix("]]")).unwrap_or(text);
    (!text.is_empty()).then(|| Ref { target: text.into() })
}

/// A finite number: digits with an optional sign, point, exponent; `_` between digits.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let text = trimmed(text);
    let plain =
        if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) };
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

/// A value in a message.
pub(super) fn describe(node: &Node) -> String {
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
