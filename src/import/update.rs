//! What an import changes in a document that an earlier one made: only what it wrote itself and nobody changed since.

use crate::base::edit::{Edit, edited};
use crate::kinds::schemas::canonicalise;
use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::parse_front;
use crate::parse::schema::FieldInfo;

use super::write::{flow, scalar};

/// The field under which the origin of a document stands.
pub(super) const ORIGIN: &str = "imported";

/// The field of promised dates, of which none is ever forgotten.
const PROMISES: &str = "targets";

/// Where a record comes from.
#[derive(Debug, Clone)]
pub(super) struct Origin<'a> {
    pub tool: &'a str,
    pub id: &'a str,
    pub url: Option<&'a str>,
    /// What has no field of its own here.
    pub fields: &'a [Entry],
}

/// What an import makes of a text.
#[derive(Debug, Default)]
pub(super) struct Update {
    pub edits: Vec<Edit>,
    /// Fields that somebody wrote by hand.
    pub kept: usize,
    /// Fields that are written in a way that is left alone.
    pub left: usize,
}

/// A new document.
pub(super) fn document(fields: &[Entry], origin: &Origin, body: &str) -> String {
    let mut out = String::from("---\n");
    let mut wrote = Vec::new();
    for entry in fields {
        let value = flow(&entry.value);
        out += &format!("{}: {value}\n", entry.key);
        wrote.push((entry.key.to_string(), value));
    }
    out += &block(origin, &wrote, "\n");
    out += "---\n";
    if !body.is_empty() {
        out += &format!("\n{}\n", body.replace("\r\n", "\n").trim_end());
    }
    out
}

/// The lines that say where a document comes from, and what the import wrote.
fn block(origin: &Origin, wrote: &[(String, String)], brk: &str) -> String {
    let mut lines = vec![
        format!("{ORIGIN}:"),
        format!("  tool: {}", scalar(origin.tool)),
        format!("  id: {}", scalar(origin.id)),
    ];
    lines.extend(origin.url.map(|url| format!("  url: {}", scalar(url))));
    if !origin.fields.is_empty() {
        lines.push("  fields:".to_owned());
        let fields = origin.fields.iter();
        lines.extend(fields.map(|it| format!("    {}: {}", scalar(&it.key), flow(&it.value))));
    }
    if !wrote.is_empty() {
        lines.push("  wrote:".to_owned());
        let quoted = |value: &str| serde_json::to_string(value).unwrap_or_default();
        lines.extend(wrote.iter().map(|(key, value)| format!("    {key}: {}", quoted(value))));
    }
    lines.join(brk) + brk
}

/// What changes in a document whose record now says `fields`.
pub(super) fn update(text: &str, infos: &[FieldInfo], fields: &[Entry], origin: &Origin) -> Update {
    let front = parse_front(text).front;
    let mut now = front.entries.clone();
    canonicalise(&mut now, infos);
    let wrote = wrote(&now);
    let was = |field: &str| wrote.iter().find(|(own, _)| own == field).map(|(_, value)| &**value);
    let mut update = Update::default();
    // What no column gives any more stays, and stays ours.
    let mut writes: Vec<(String, String)> =
        wrote.iter().filter(|(own, _)| fields.iter().all(|it| &*it.key != own)).cloned().collect();
    let first = text.find('\n').and_then(|at| text.get(..at));
    let brk = if first.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
    let mut added = String::new();
    for field in fields {
        let there = now.iter().find(|entry| entry.key == field.key);
        let mut wanted = field.value.clone();
        if let Some(there) = there.filter(|_| &*field.key == PROMISES) {
            wanted = all_of(&there.value, &wanted);
        }
        let value = flow(&wanted);
        let before = was(&field.key);
        let current = there.map(|entry| flow(&entry.value));
        let ours = match (&current, before) {
            (Some(current), _) if *current == value => true,
            (Some(current), Some(before)) if current == before => {
                match there.and_then(|there| replaced(text, &front, there, &value)) {
                    Some(edit) => {
                        update.edits.push(edit);
                        true
                    }
                    None => {
                        update.left += 1;
                        false
                    }
                }
            }
            (None, None) => {
                added += &format!("{}: {value}{brk}", field.key);
                true
            }
            // Written, changed or taken away by hand.
            _ => {
                // Said once: when the tool says something else than last time.
                update.kept += usize::from(before != Some(&*value));
                false
            }
        };
        match (ours, before) {
            (true, _) => writes.push((field.key.to_string(), value)),
            (false, Some(before)) => writes.push((field.key.to_string(), before.to_owned())),
            (false, None) => {}
        }
    }
    update.origin(text, &front, &added, &block(origin, &writes, brk));
    if !update.is_sound(text, &front) {
        return Update { edits: Vec::new(), left: update.edits.len(), ..update };
    }
    update
}

impl Update {
    /// Puts new fields and the lines about the origin in the place of those that are there.
    fn origin(&mut self, text: &str, front: &Front, added: &str, block: &str) {
        let Some(entry) = front.get(ORIGIN) else { return };
        let (start, end) = (entry.span.start as usize, entry.value.span.end as usize);
        let rest = text.get(end..).unwrap_or_default();
        let end = end + rest.find('\n').map_or(rest.len(), |at| at + 1);
        let new = format!("{added}{block}");
        if text.get(start..end) != Some(&new) {
            self.edits.push(Edit { start, end, text: new });
        }
    }

    /// Whether the text can be read afterwards as well as before, and says the same where nothing was to change.
    fn is_sound(&self, text: &str, front: &Front) -> bool {
        let new = edited(text.as_bytes(), &self.edits).ok();
        let Some(new) = new.and_then(|bytes| String::from_utf8(bytes).ok()) else { return false };
        let (old, read) = (parse_front(text), parse_front(&new));
        let touched = |entry: &Entry| {
            let inside = |edit: &Edit| {
                edit.start < entry.value.span.end as usize && edit.end > entry.span.start as usize
            };
            self.edits.iter().any(inside)
        };
        let rest = front.entries.iter().filter(|entry| !touched(entry));
        let same = |entry: &Entry| {
            read.front.get(&entry.key).is_some_and(|it| flow(&it.value) == flow(&entry.value))
        };
        let body = |text: &str, at: u32| text.get(at as usize..).map(str::to_owned);
        read.problems.len() <= old.problems.len()
            && rest.into_iter().all(same)
            && read.front.entries.len() >= front.entries.len()
            && body(text, front.body) == body(&new, read.front.body)
    }
}

/// What the last import wrote, by field.
fn wrote(entries: &[Entry]) -> Vec<(String, String)> {
    let inner = |entries: &[Entry], key: &str| -> Option<Vec<Entry>> {
        match &entries.iter().find(|entry| &*entry.key == key)?.value.value {
            Value::Map(inner) => Some(inner.clone()),
            _ => None,
        }
    };
    let list = inner(entries, ORIGIN).and_then(|origin| inner(&origin, "wrote"));
    let pair = |entry: &Entry| Some((entry.key.to_string(), entry.value.text()?.to_owned()));
    list.unwrap_or_default().iter().filter_map(pair).collect()
}

/// Another value in the place of one; nothing where an anchor, an alias or a comment may be in it.
fn replaced(text: &str, front: &Front, there: &Entry, value: &str) -> Option<Edit> {
    let raw = front.entries.iter().find(|entry| entry.span == there.span)?;
    let (start, end) = (raw.value.span.start as usize, raw.value.span.end as usize);
    let written = text.get(start..end)?;
    let gap = text.get(raw.span.end as usize..start)?;
    let is_marked = |text: &str| text.contains(['&', '*', '!', '#', '|', '>']);
    let plain = gap.trim_start_matches([' ', ':']).is_empty();
    if !plain || (is_marked(written) && !written.starts_with('"')) {
        return None;
    }
    let space = if gap.ends_with(' ') { "" } else { " " };
    Some(Edit { start, end, text: format!("{space}{value}") })
}

/// The dates of one list, and those of another that are not there yet.
fn all_of(there: &Node, more: &Node) -> Node {
    let items = |node: &Node| match &node.value {
        Value::List(items) => items.clone(),
        Value::Null => Vec::new(),
        _ => vec![node.clone()],
    };
    let mut all = items(there);
    for item in items(more) {
        if !all.iter().any(|known| known.text() == item.text()) {
            all.push(item);
        }
    }
    Node { span: 0..0, value: Value::List(all) }
}
