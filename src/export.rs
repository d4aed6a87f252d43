//! What documents say, in the formats of other tools. Each is a pure function of the model: nothing is read or written
//! here, and what an audience does not see is not in the model.

pub mod csv;
pub mod dot;
pub mod inventory;
pub mod mermaid;
pub mod needs;
pub mod schema;

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// A format of an export.
#[derive(Debug)]
pub struct Format {
    /// Its name: `mermaid`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The files that it is made of; the first alone where it is written to the standard output.
    pub files: fn(&Reader<'_>, &Wanted) -> Vec<File>,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format { name: "csv", about: "tables for a spreadsheet", files: csv::files },
    Format { name: "mermaid", about: "a drawing in Mermaid", files: mermaid::files },
    Format { name: "dot", about: "a drawing for Graphviz", files: dot::files },
    Format { name: "inventory", about: "objects.inv, for Sphinx", files: inventory::files },
    Format { name: "needs", about: "needs.json, for sphinx-needs", files: needs::files },
];

/// One file of an export.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl File {
    fn text(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), bytes: text.into_bytes() }
    }
}

/// Which documents are meant.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The kinds; all where there are none.
    pub kinds: Vec<KindTag>,
}

impl Wanted {
    fn has(&self, tag: KindTag) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&tag)
    }

    /// In a drawing, plain pages and people are left out unless they are asked for.
    fn draws(&self, tag: KindTag) -> bool {
        match tag {
            KindTag::Page | KindTag::Person if self.kinds.is_empty() => false,
            tag => self.has(tag),
        }
    }
}

/// A link between two documents.
#[derive(Debug, Clone, Copy)]
struct Arrow<'m> {
    from: DocId,
    relation: Relation,
    to: DocId,
    /// The part of the target, where one is meant.
    part: Option<&'m str>,
}

/// The links that fields write, in the order of documents and fields.
fn arrows<'m>(reader: &Reader<'m>) -> Vec<Arrow<'m>> {
    let mut arrows = Vec::new();
    for from in reader.all() {
        for (edge, outcome) in reader.out(from) {
            let Some(target) = outcome.target() else { continue };
            let parts = reader.doc(target.doc).map(Doc::parts).unwrap_or_default();
            let part = target.part.and_then(|part| parts.get(part as usize).copied());
            arrows.push(Arrow { from, relation: edge.relation, to: target.doc, part });
        }
    }
    arrows
}

/// A text in one line.
fn line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
