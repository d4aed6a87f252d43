//! Values as YAML, in one line each.

use crate::parse::front::{Entry, Node, Value};

/// Words that readers of YAML take for something else than text.
const NOT_TEXT: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

/// A value on one line.
pub(super) fn flow(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Text { text, .. } => scalar(text),
        Value::List(items) => {
            format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) => {
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

fn pair(entry: &Entry) -> String {
    format!("{}: {}", scalar(&entry.key), flow(&entry.value))
}

/// A text: as it is where nothing in it means anything in YAML, else in quotes.
pub(super) fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '_' | '/' | '%');
    let is_plain = text.chars().all(plain)
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ')
        && !NOT_TEXT.contains(&&*text.to_lowercase());
    if is_plain {
        return text.to_owned();
    }
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c })
        .collect();
    // What quotes and signs after `\` mean in JSON they mean in YAML too.
    serde_json::to_string(&clean).unwrap_or_default()
}
