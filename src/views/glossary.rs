//! The words that the glossary explains, so that texts can lead to them.

use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::parse::outline::Outline;

use super::item::Text;

/// A word or a short form that the glossary explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// How it is written: several ways where the glossary names several.
    pub words: Vec<Text>,
    /// Where it is explained, below the root.
    pub href: Text,
}

/// So many terms of a glossary are linked; chosen by feel.
const MOST: usize = 2_000;
/// What is longer is no word that texts would use, in bytes.
const LONGEST: usize = 80;

/// The glossary as the page of a document may lead to it: not from itself, and not where the settings say no. A reader
/// who does not see the glossary sees no trace of it.
fn glossary<'m>(reader: &Reader<'m>, from: Option<DocId>) -> Option<(&'m Doc, &'m Outline)> {
    if !reader.config().markdown.glossary {
        return None;
    }
    let id = reader.find("glossary").filter(|id| Some(*id) != from)?;
    Some((reader.doc(id)?, reader.outline(id)?))
}

/// Whether the terms of the glossary are linked in the text of this document. To ask is to read all of them.
#[must_use]
pub fn is_linked(reader: &Reader, id: DocId) -> bool {
    glossary(reader, Some(id)).is_some()
}

/// The terms: those of definition lists, else the headings below the first level.
#[must_use]
pub fn terms(reader: &Reader) -> Vec<Term> {
    let Some((doc, outline)) = glossary(reader, None) else { return Vec::new() };
    let listed = outline.terms.iter().map(|term| (&*term.text, &*term.anchor));
    let headed = outline.headings.iter().filter(|heading| heading.level > 1);
    let headed = headed.map(|heading| (&*heading.text, &*heading.anchor));
    let term = |(text, anchor): (&str, &str)| Term {
        words: ways(text),
        href: format!("{}#{anchor}", doc.url).into(),
    };
    let all: Vec<Term> = if outline.terms.is_empty() {
        headed.take(MOST).map(term).collect()
    } else {
        listed.take(MOST).map(term).collect()
    };
    all.into_iter().filter(|term| !term.words.is_empty()).collect()
}

/// `Slug, id` is two words for one thing, and so is `Key result (KR)`.
fn ways(text: &str) -> Vec<Text> {
    let mut words: Vec<Text> = Vec::new();
    for part in text.split([',', '(', ')', ';', '/']).map(str::trim) {
        let sound =
            part.len() <= LONGEST && part.chars().filter(|c| c.is_alphanumeric()).count() > 1;
        if sound && !words.iter().any(|word| **word == *part) {
            words.push(part.into());
        }
    }
    words
}
