//! Tables for a spreadsheet: all documents with what they have in common, each kind with its fields as they are written,
//! and the links.

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::parse::fields::{json, number};
use crate::parse::front::{Node, Value};

use super::{File, Wanted, arrows};

/// `documents.csv`, a table for each kind, and `links.csv`.
#[must_use]
pub fn files(reader: &Reader<'_>, wanted: &Wanted) -> Vec<File> {
    let mut files = vec![documents(reader, wanted)];
    let kinds = KindTag::ALL.iter().copied().filter(|tag| wanted.has(*tag));
    files.extend(kinds.filter(|tag| !reader.ids(*tag).is_empty()).map(|tag| kind(reader, tag)));
    files.push(links(reader, wanted));
    files
}

/// What every kind has.
fn documents(reader: &Reader<'_>, wanted: &Wanted) -> File {
    let mut table = vec![
        ["id", "kind", "title", "status", "owner", "tags", "summary", "path", "url"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for id in reader.all() {
        let Some(doc) = reader.doc(id).filter(|doc| wanted.has(doc.tag())) else { continue };
        table.push(vec![
            doc.slug.to_string(),
            doc.tag().as_str().to_owned(),
            doc.title.to_string(),
            doc.status().map_or_else(String::new, |status| status.as_str().to_owned()),
            owners(reader, id),
            doc.common.tags.join("; "),
            doc.summary.as_deref().unwrap_or_default().to_owned(),
            doc.path.to_string(),
            doc.url.to_string(),
        ]);
    }
    File { name: "documents.csv".to_owned(), bytes: written(&table) }
}

fn owners(reader: &Reader<'_>, id: DocId) -> String {
    let named = reader.out(id).filter(|(edge, _)| edge.relation == Relation::Owner);
    named.map(|(edge, _)| &*edge.target.target).collect::<Vec<_>>().join("; ")
}

/// The documents of a kind with the fields that at least one of them writes, in the order of their declaration.
fn kind(reader: &Reader<'_>, tag: KindTag) -> File {
    let fronts: Vec<_> = reader.ids(tag).iter().map(|id| (*id, reader.fields(*id))).collect();
    let declared: Vec<&str> = reader.schema(tag).iter().map(|info| info.name).collect();
    let is_written = |name: &str| {
        fronts.iter().any(|(_, front)| front.as_ref().is_some_and(|it| it.get(name).is_some()))
    };
    let columns: Vec<&str> = declared
        .into_iter()
        .filter(|name| !matches!(*name, "id" | "title" | "status") && is_written(name))
        .collect();
    let mut head = vec!["id", "title", "status"];
    head.extend(&columns);
    let mut table = vec![head.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    for (id, front) in &fronts {
        let Some(doc) = reader.doc(*id) else { continue };
        let status = doc.status().map_or("", |status| status.as_str());
        let mut row = vec![doc.slug.to_string(), doc.title.to_string(), status.to_owned()];
        row.extend(columns.iter().map(|name| {
            let entry = front.as_ref().and_then(|front| front.get(name));
            entry.map_or_else(String::new, |entry| cell(&entry.value))
        }));
        table.push(row);
    }
    File { name: format!("{}.csv", tag.as_str()), bytes: written(&table) }
}

fn links(reader: &Reader<'_>, wanted: &Wanted) -> File {
    let mut table = vec![["from", "relation", "to", "part"].map(str::to_owned).to_vec()];
    for arrow in arrows(reader) {
        let (Some(from), Some(to)) = (reader.doc(arrow.from), reader.doc(arrow.to)) else {
            continue;
        };
        if wanted.has(from.tag()) && wanted.has(to.tag()) {
            let relation = arrow.relation.info().name;
            let part = arrow.part.unwrap_or_default();
            table.push([&*from.slug, relation, &*to.slug, part].map(str::to_owned).to_vec());
        }
    }
    File { name: "links.csv".to_owned(), bytes: written(&table) }
}

/// A value as it is written; a list of plain values with `;` between them, anything deeper as JSON.
fn cell(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Text { text, .. } => text.to_string(),
        Value::List(items) if items.iter().all(|item| item.text().is_some()) => {
            items.iter().filter_map(Node::text).collect::<Vec<_>>().join("; ")
        }
        Value::List(_) | Value::Map(_) => json(node).to_string(),
    }
}

fn written(table: &[Vec<String>]) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    for row in table {
        // Memory takes every row.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// What a spreadsheet would take for a formula gets a quote before it; numbers stay numbers.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && number(cell).is_none();
    if formula { format!("'{cell}") } else { cell.to_owned() }
}
