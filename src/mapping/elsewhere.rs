//! Metadata that is not in a document's own front matter: in a file beside it, in a table or list of its text, or
//! many documents in one file.

use crate::base::diagnostic::Problem;
use crate::base::names::{DocPath, join, slugify};
use crate::base::place::Place;
use crate::parse::front::{Entry, Front, Node, Value};
use crate::parse::{Parsed, meaning_of};

use super::Mapping;
use super::rules::{Metadata, Rule};

/// Where a document's metadata is, besides its own front matter.
#[derive(Debug, Clone)]
pub enum Elsewhere {
    /// Nowhere else.
    No,
    /// In this YAML file: read it whole, and hand it to `bring`.
    File(DocPath),
    /// In the text itself: hand this to `bring`.
    Here(Box<Parsed>),
}

/// Documents of one file, each with the path under which it is known.
pub type Many = Vec<(DocPath, Parsed)>;

impl Mapping {
    /// Where a document's metadata is, besides its own front matter.
    #[must_use]
    pub fn elsewhere(&self, path: &DocPath, text: &str, parsed: &Parsed) -> Elsewhere {
        let Some(rule) = self.rules.iter().find(|rule| rule.is_at(path) && !rule.many) else {
            return Elsewhere::No;
        };
        match &rule.metadata {
            Metadata::Yaml | Metadata::Nowhere => Elsewhere::No,
            Metadata::File(name) => {
                join(path.folder(), name).map_or(Elsewhere::No, Elsewhere::File)
            }
            Metadata::Table => Elsewhere::Here(Box::new(super::tables::table(text, parsed))),
            Metadata::List => Elsewhere::Here(Box::new(super::tables::list(text, parsed))),
        }
    }

    /// The YAML file that holds a document's metadata, where a rule says so.
    #[must_use]
    pub fn sibling(&self, path: &DocPath) -> Option<DocPath> {
        let rule = self.rules.iter().find(|rule| rule.is_at(path) && !rule.many)?;
        match &rule.metadata {
            Metadata::File(name) => join(path.folder(), name),
            _ => None,
        }
    }

    /// The documents of a file that a rule takes for many: one for each entry of its map, or each map of its list.
    #[must_use]
    pub fn many(&self, path: &DocPath, parsed: &Parsed) -> Option<(Many, Vec<Problem>)> {
        self.rules.iter().find(|rule| rule.holds_many(path))?;
        let mut documents = Many::new();
        let mut problems = Vec::new();
        for entry in &parsed.front.entries {
            match &entry.value.value {
                Value::Map(inner) => documents.extend(one(path, &entry.key, inner, entry)),
                Value::Null => documents.extend(one(path, &entry.key, &[], entry)),
                _ => {
                    let what =
                        format!("`{}` is a map of fields, not {}", entry.key, entry.value.what());
                    problems.push(Problem::new("wrong-type", Place::field(&entry.key), what));
                }
            }
        }
        Some((documents, problems))
    }

    /// Whether a file holds many documents.
    #[must_use]
    pub fn holds_many(&self, path: &DocPath) -> bool {
        self.rules.iter().any(|rule| rule.holds_many(path))
    }
}

fn one(path: &DocPath, key: &str, inner: &[Entry], entry: &Entry) -> Option<(DocPath, Parsed)> {
    let id = Entry {
        key: "id".into(),
        written: None,
        span: entry.span.clone(),
        value: Node {
            span: entry.span.clone(),
            value: Value::Text { text: key.into(), quoted: true },
        },
    };
    let mut entries = inner.to_vec();
    if !entries.iter().any(|entry| &*entry.key == "id") {
        entries.insert(0, id);
    }
    let said = meaning_of(&entries);
    let span = entry.span.start..entry.value.span.end;
    let front = Front { entries, span, body: 0 };
    let name = DocPath::new(&format!("{path}/{}", slugify(key)))?;
    Some((name, Parsed { front, said, ..Parsed::default() }))
}

/// Puts the metadata that a rule reads in the place of the document's own; says in which other file it stands.
pub(super) fn put(
    rule: &Rule,
    path: &DocPath,
    parsed: &mut Parsed,
    sibling: Option<&Parsed>,
) -> Option<DocPath> {
    if rule.many {
        return DocPath::new(path.folder());
    }
    match &rule.metadata {
        Metadata::Yaml => None,
        Metadata::Nowhere => {
            parsed.front.entries.clear();
            None
        }
        Metadata::Table | Metadata::List => {
            let found = sibling?;
            for entry in &found.front.entries {
                if parsed.front.get(&entry.key).is_none() {
                    parsed.front.entries.push(entry.clone());
                }
            }
            parsed.said = parsed.said.with(found.said);
            None
        }
        Metadata::File(name) => {
            let found = sibling?;
            parsed.front.entries.clone_from(&found.front.entries);
            parsed.front.span = found.front.span.clone();
            parsed.problems.extend(found.problems.iter().cloned());
            parsed.said = parsed.said.with(found.said);
            join(path.folder(), name)
        }
    }
}
