//! Places of findings found again in the texts: nobody asks before somebody looks.

use std::ops::Range;
use std::sync::Arc;

use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::base::text::position;
use crate::mapping::{Elsewhere, bring};
use crate::parse::front::Front;
use crate::parse::locate::locate;
use crate::parse::{parse_front, parse_yaml};

use super::doc::Doc;
use super::reader::Reader;

/// Where a place is, for people and programs.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// The file below the content folder; `None` for the settings.
    pub file: Option<DocPath>,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// Its bytes.
    pub range: Range<usize>,
    /// The text that the bytes belong to.
    pub text: Arc<str>,
}

impl Whereabouts {
    /// A range of a text.
    #[must_use]
    pub fn new(file: Option<DocPath>, text: Arc<str>, range: Range<usize>) -> Self {
        let (line, column) = position(&text, range.start);
        Self { file, line, column, range, text }
    }
}

/// A document's front matter as it was read, kept for the next question about the same document.
pub(super) type Last = Option<(DocPath, Arc<str>, Arc<Front>)>;

impl Reader<'_> {
    /// Where a place of a file is; `None` when the file's text is not at hand.
    #[must_use]
    pub fn whereabouts(&self, path: &DocPath, place: &Place) -> Option<Whereabouts> {
        let Some(id) = self.at_path(path) else {
            let data = self.file(path)?.data.as_deref()?;
            let range = locate(&data.text, &Front::default(), place);
            return Some(Whereabouts::new(Some(path.clone()), data.text.clone(), range));
        };
        let doc = self.doc(id)?;
        if doc.source() != &doc.path {
            return self.in_many(doc, place);
        }
        if let (Some(front_in), Place::Field(_) | Place::Key(_) | Place::Front) =
            (&doc.front_in, place)
            && let Some((_, text)) = self.model.beside.iter().find(|(own, _)| own == front_in)
        {
            let own = self.text(id)?.text.clone();
            let front = self.front(doc, &own, Some(text));
            let range = locate(text, &front, place);
            return Some(Whereabouts::new(Some(front_in.clone()), text.clone(), range));
        }
        let text = self.text(id)?.text.clone();
        let front = self.front(doc, &text, None);
        let range = locate(&text, &front, place);
        Some(Whereabouts::new(Some(path.clone()), text, range))
    }

    /// Where a place of a document is that stands with others in one file; the whole of it is its entry.
    fn in_many(&self, doc: &Doc, place: &Place) -> Option<Whereabouts> {
        let file = doc.source();
        let (_, text) = self.model.beside.iter().find(|(own, _)| own == file)?;
        let mapping = &self.model.config.mapping;
        let (many, _) = mapping.many(file, &parse_yaml(text))?;
        let (_, mut parsed) = many.into_iter().find(|(path, _)| *path == doc.path)?;
        let _ = bring(&doc.path, &mut parsed, None, mapping, &self.model.schemas);
        let front = &parsed.front;
        let range = match place {
            Place::Field(_) | Place::Key(_) | Place::Bytes(..) => locate(text, front, place),
            _ => locate(text, front, &Place::Front),
        };
        Some(Whereabouts::new(Some(file.clone()), text.clone(), range))
    }

    /// The front matter of a text, brought to canonical names as it was when it was read.
    fn front(&self, doc: &Doc, text: &Arc<str>, beside: Option<&Arc<str>>) -> Arc<Front> {
        if let Some((path, last, front)) = &*self.last.borrow()
            && *path == doc.path
            && Arc::ptr_eq(last, text)
        {
            return front.clone();
        }
        let mapping = &self.model.config.mapping;
        let mut parsed = parse_front(text);
        let elsewhere = match mapping.elsewhere(&doc.path, text, &parsed) {
            Elsewhere::Here(found) => Some(*found),
            Elsewhere::File(_) | Elsewhere::No => beside.map(|text| parse_yaml(text)),
        };
        let _ = bring(&doc.path, &mut parsed, elsewhere.as_ref(), mapping, &self.model.schemas);
        let front = Arc::new(parsed.front);
        *self.last.borrow_mut() = Some((doc.path.clone(), text.clone(), front.clone()));
        front
    }
}
