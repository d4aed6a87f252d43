//! One more item for a list of the front matter, which is made where it is not there.

use crate::base::edit::Edit;
use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::locate::find;
use crate::parse::mend::Read;
use crate::parse::mend::tree::{key_at, makes, node_mut};

/// The bytes that add a value to the list of a field; one value that stands for a list becomes one.
#[must_use]
pub fn add_item(
    text: &str,
    front: &Front,
    field: &str,
    value: &str,
    read: Read,
) -> Option<Vec<Edit>> {
    let raw = read(text).front.entries;
    let quoted = serde_json::to_string(value).unwrap_or_default();
    for (written, is_quoted) in [(value, false), (&*quoted, true)] {
        let item =
            Node { span: 0..0, value: Value::Text { text: value.into(), quoted: is_quoted } };
        let found = match find(front, field).filter(|found| found.whole) {
            Some(found) => to_field(text, &raw, found.entry?, &item, written),
            None => Some(new_field(text, front, &raw, field, &item, written)),
        };
        if let Some((edit, wanted)) = found
            && makes(text, std::slice::from_ref(&edit), &wanted, read)
        {
            return Some(vec![edit]);
        }
    }
    None
}

/// An item for a field that is there.
fn to_field(
    text: &str,
    raw: &[Entry],
    entry: &Entry,
    item: &Node,
    written: &str,
) -> Option<(Edit, Vec<Entry>)> {
    let mut wanted = raw.to_vec();
    let node = node_mut(&mut wanted, &key_at(raw, &entry.span)?)?;
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    let here = |at: usize, text: String| Edit { start: at, end: at, text };
    let edit = match &node.value {
        Value::Null => Edit { start, end, text: format!(" [{written}]") },
        Value::Text { .. } => {
            Edit { start, end, text: format!("[{}, {written}]", text.get(start..end)?) }
        }
        Value::Map(_) => return None,
        Value::List(items) => match items.last().map(|last| last.span.clone()) {
            None => here(start + 1, written.to_owned()),
            Some(last) if text.get(start..)?.starts_with('[') => {
                here(last.end as usize, format!(", {written}"))
            }
            Some(last) => {
                let line = text.get(..last.start as usize)?.rfind(['\n', '\r'])? + 1;
                let dash = text.get(line..last.start as usize)?;
                let rest = text.get(last.end as usize..)?;
                let stop = last.end as usize + rest.find(['\n', '\r']).unwrap_or(rest.len());
                here(stop, format!("{}{dash}{written}", line_break(text)))
            }
        },
    };
    let old = std::mem::replace(&mut node.value, Value::Null);
    node.value = Value::List(match old {
        Value::List(mut items) => {
            items.push(item.clone());
            items
        }
        Value::Text { .. } => {
            vec![Node { span: node.span.clone(), value: old }, item.clone()]
        }
        _ => vec![item.clone()],
    });
    Some((edit, wanted))
}

/// A field with one item, below the others.
fn new_field(
    text: &str,
    front: &Front,
    raw: &[Entry],
    field: &str,
    item: &Node,
    written: &str,
) -> (Edit, Vec<Entry>) {
    let brk = line_break(text);
    let line = format!("{field}: [{written}]");
    let (start, end) = (front.span.start as usize, front.span.end as usize);
    let (at, words) = if start == end && front.body as usize == start {
        (start, format!("---{brk}{line}{brk}---{brk}"))
    } else {
        match closing(text, start, end) {
            Some(at) => (at, format!("{line}{brk}")),
            None if text.ends_with(['\n', '\r']) || text.is_empty() => (text.len(), line + brk),
            None => (text.len(), format!("{brk}{line}{brk}")),
        }
    };
    let mut wanted = raw.to_vec();
    wanted.push(Entry {
        key: field.into(),
        written: None,
        span: 0..0,
        value: Node { span: 0..0, value: Value::List(vec![item.clone()]) },
    });
    (Edit { start: at, end: at, text: words }, wanted)
}

/// Where the closing line of front matter begins; a YAML file has none.
fn closing(text: &str, start: usize, end: usize) -> Option<usize> {
    let inside = text.get(start..end)?;
    let at = inside.trim_end().rfind("---").filter(|at| *at > 0)?;
    let alone = inside.get(at..)?.trim() == "---" && inside.get(..at)?.ends_with(['\n', '\r']);
    (alone && inside.starts_with("---")).then_some(start + at)
}

/// The line break that a text uses first.
fn line_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']).and_then(|at| text.get(at..)) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}
