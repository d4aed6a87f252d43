//! `needs.json`: what sphinx-needs imports, or links to as external needs. The day on which it is made is left out, so
//! that the same documents give the same bytes.

use serde_json::{Map, Value, json};

use crate::kinds::KindTag;
use crate::kinds::status::Status;
use crate::model::doc::Doc;
use crate::model::reader::Reader;

use super::{File, Wanted, arrows, line};

/// The version under which all needs stand: documents have the versions of their repository.
const VERSION: &str = "1.0";

/// The needs of every kind but plain pages.
#[must_use]
pub fn files(reader: &Reader<'_>, wanted: &Wanted) -> Vec<File> {
    let is_need = |doc: &Doc| match doc.tag() {
        KindTag::Page if wanted.kinds.is_empty() => false,
        tag => wanted.has(tag),
    };
    let mut needs = Map::new();
    for id in reader.all() {
        let Some(doc) = reader.doc(id).filter(|doc| is_need(doc)) else { continue };
        needs.insert(doc.slug.to_string(), need(doc));
    }
    for arrow in arrows(reader) {
        let (Some(from), Some(to)) = (reader.doc(arrow.from), reader.doc(arrow.to)) else {
            continue;
        };
        if !is_need(to) {
            continue;
        }
        let Some(Value::Object(need)) = needs.get_mut(&*from.slug) else { continue };
        let to = Value::from(&*to.slug);
        // A key for each relation would be unknown to a project that has not declared it.
        if let Some(Value::Array(links)) = need.get_mut("links")
            && !links.contains(&to)
        {
            links.push(to);
        }
    }
    needs.sort_keys();
    let amount = needs.len();
    let project = line(reader.config().title.as_deref().unwrap_or("Handbook"));
    let file = json!({
        "current_version": VERSION,
        "project": project,
        "versions": {VERSION: {
            "filters": {},
            "filters_amount": 0,
            "needs": needs,
            "needs_amount": amount,
        }},
    });
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    vec![File::text("needs.json", text)]
}

fn need(doc: &Doc) -> Value {
    json!({
        "id": &*doc.slug,
        "type": doc.tag().as_str(),
        "title": line(&doc.title),
        "content": doc.summary.as_deref().unwrap_or_default(),
        "status": doc.status().map(Status::as_str),
        "tags": doc.common.tags,
        "links": [],
        "docname": doc.url.strip_suffix(".html").unwrap_or(&doc.url),
        "parts": parts(doc),
    })
}

/// Pillars and key results.
fn parts(doc: &Doc) -> Value {
    let mut parts = Map::new();
    for (index, part) in (0u32..).zip(doc.parts()) {
        let content = doc.part_title(index).unwrap_or(part);
        parts.insert(part.to_owned(), json!({"id": part, "content": content}));
    }
    Value::Object(parts)
}
