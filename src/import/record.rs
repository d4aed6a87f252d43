//! Records out of an export: rows of a table, or objects in JSON. Repeated columns are lists.

use csv::ReaderBuilder;
use serde_json::Value as Json;

use crate::parse::front::{Entry, Front, Node, Value};

use super::map::Map;

/// So many rows above the one that names the columns are passed over.
const PREAMBLE: usize = 20;

/// The lists in which tools put their records.
const LISTS: &[&str] = &["issues", "items", "data", "values", "results"];

/// A row or an object, as columns with their texts.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where it is, for people: `line 12`.
    pub at: String,
    /// Its columns; empty ones are left out.
    pub front: Front,
}

/// The records of an export.
///
/// # Errors
/// When it holds nothing that the map could read, with what is missing.
pub fn records(text: &str, map: &Map) -> Result<Vec<Record>, String> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        None => Err("it is empty".to_owned()),
        Some('[' | '{') => objects(text, map),
        Some(_) => rows(text, map),
    }
}

/// A row with the line on which it begins.
type Row = (u64, Vec<String>);

fn rows(text: &str, map: &Map) -> Result<Vec<Record>, String> {
    let tables = [b',', b';', b'\t'].into_iter().map(|separator| {
        let rows = split(text, separator);
        let known = |row: &Row| row.1.iter().filter(|cell| map.spelled(cell).is_some()).count();
        let head = rows.iter().take(PREAMBLE).enumerate().map(|(at, row)| (known(row), at));
        // Of rows that name as many, the upper one.
        let best = head.max_by_key(|(known, at)| (*known, std::cmp::Reverse(*at)));
        (best.unwrap_or_default(), rows)
    });
    let best = tables.max_by_key(|((known, _), rows)| {
        (*known, rows.first().map_or(0, |(_, cells)| cells.len()))
    });
    let Some(((_, head), rows)) = best.filter(|((known, _), _)| *known > 0) else {
        let names: Vec<String> = map.record.iter().map(|name| format!("`{name}`")).collect();
        return Err(format!("no row names its columns: one of them is {}", names.join(" or ")));
    };
    if text.matches('"').count() % 2 == 1
        && let Some((line, cells)) = rows.last()
        && cells.last().is_some_and(|cell| cell.contains('\n'))
    {
        return Err(format!("a quote `\"` that opens on line {line} or below is never closed"));
    }
    let names: Vec<String> = rows
        .get(head)
        .into_iter()
        .flat_map(|(_, cells)| cells)
        .map(|cell| map.spelled(cell).unwrap_or(cell.trim()).to_owned())
        .collect();
    let mut records = Vec::new();
    for (line, cells) in rows.into_iter().skip(head + 1) {
        let mut front = Front::default();
        for (name, cell) in names.iter().zip(cells) {
            add(&mut front, name, &cell);
        }
        if !front.entries.is_empty() {
            records.push(Record { at: format!("line {line}"), front });
        }
    }
    Ok(records)
}

fn split(text: &str, separator: u8) -> Vec<Row> {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    // What is read from a text is a text, so no row fails.
    for record in reader.records().map_while(Result::ok) {
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, record.iter().map(str::to_owned).collect()));
    }
    rows
}

fn objects(text: &str, map: &Map) -> Result<Vec<Record>, String> {
    let json: Json =
        serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
    let list = match &json {
        Json::Array(list) => list,
        Json::Object(all) => LISTS
            .iter()
            .find_map(|name| all.get(*name)?.as_array())
            .ok_or("the JSON holds no list of records")?,
        _ => return Err("the JSON holds no list of records".to_owned()),
    };
    let mut records = Vec::new();
    for (nth, object) in list.iter().enumerate() {
        let mut front = Front::default();
        flatten(object, "", map, &mut front);
        records.push(Record { at: format!("record {}", nth + 1), front });
    }
    Ok(records)
}

/// Adds what an object holds, each value under the path to it: `fields.status.name`. Values of objects in a list stand
/// under one path.
fn flatten(json: &Json, path: &str, map: &Map, front: &mut Front) {
    match json {
        Json::Null => {}
        Json::Bool(flag) => add(front, path, if *flag { "true" } else { "false" }),
        Json::Number(number) => add(front, path, &number.to_string()),
        Json::String(text) => add(front, path, text),
        Json::Array(items) => items.iter().for_each(|item| flatten(item, path, map, front)),
        Json::Object(all) if all.get("type").is_some_and(|it| it == "doc") => {
            add(front, path, paragraphs(json).trim());
        }
        Json::Object(all) => {
            for (key, value) in all {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(value, map.spelled(&below).unwrap_or(&below), map, front);
            }
        }
    }
}

/// The words of a text that a tool keeps as a tree.
fn paragraphs(json: &Json) -> String {
    let text = json.get("text").and_then(Json::as_str).unwrap_or_default();
    let inner = json.get("content").and_then(Json::as_array);
    let inner: String = inner.into_iter().flatten().map(paragraphs).collect();
    let kind = json.get("type").and_then(Json::as_str).unwrap_or_default();
    match kind {
        "paragraph" | "heading" | "codeBlock" => format!("{inner}\n\n"),
        "hardBreak" => "\n".to_owned(),
        _ => format!("{text}{inner}"),
    }
}

/// Adds a text under a name; one more under the same name makes a list.
fn add(front: &mut Front, name: &str, text: &str) {
    let text = text.trim();
    if text.is_empty() || name.is_empty() {
        return;
    }
    let node = Node { span: 0..0, value: Value::Text { text: text.into(), quoted: true } };
    let Some(entry) = front.entries.iter_mut().find(|entry| &*entry.key == name) else {
        let key = name.into();
        front.entries.push(Entry { key, written: None, span: 0..0, value: node });
        return;
    };
    match &mut entry.value.value {
        Value::List(items) => items.push(node),
        _ => {
            let first = std::mem::replace(&mut entry.value, node.clone());
            entry.value.value = Value::List(vec![first, node]);
        }
    }
}
