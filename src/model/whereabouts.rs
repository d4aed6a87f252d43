//! Places of findings found again in the texts: nobody asks before somebody looks.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Fix;
use crate::base::edit::Edit;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::base::text::position;
use crate::kinds::KindTag;
use crate::mapping::{Elsewhere, bring};
use crate::parse::front::Front;
use crate::parse::locate::locate;
use crate::parse::mend::{Read, add_item, mend, set};
use crate::parse::schema::FieldInfo;
use crate::parse::{Want, parse_bounds, parse_front, parse_some, parse_yaml};

use super::data::Data;
use super::doc::{Doc, DocId};
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

/// A file with a text, its front matter in canonical names, and how it is read anew.
struct Opened {
    file: DocPath,
    text: Arc<str>,
    front: Arc<Front>,
    read: Read,
}

/// A fix as changes of a file.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The file below the content folder.
    pub file: DocPath,
    /// The text that the bytes belong to.
    pub text: Arc<str>,
    /// What changes.
    pub edits: Vec<Edit>,
    /// How the text is read anew.
    pub read: Read,
}

impl Reader<'_> {
    /// Where places of a file are, in their order; `None` when the file's text is not at hand. The front matter of a document
    /// is read once for all of them.
    #[must_use]
    pub fn whereabouts(&self, path: &DocPath, places: &[&Place]) -> Vec<Option<Whereabouts>> {
        let Some(id) = self.at_path(path) else {
            let data = self.file(path).and_then(|file| file.data.as_deref());
            let find = |data: &Data, place: &Place| {
                let range = locate(&data.text, &Front::default(), place);
                Whereabouts::new(Some(path.clone()), data.text.clone(), range)
            };
            return places.iter().map(|place| Some(find(data?, place))).collect();
        };
        let Some(doc) = self.doc(id) else { return vec![None; places.len()] };
        if let Some((text, front)) = self.glimpse(id, doc, places) {
            let find = |place: &&Place| {
                let range = locate(text, &front, place);
                Some(Whereabouts::new(Some(doc.path.clone()), text.clone(), range))
            };
            return places.iter().map(find).collect();
        }
        places.iter().map(|place| self.inside(id, doc, place)).collect()
    }

    /// Where a place of a document is, whose front matter is read as a whole.
    fn inside(&self, id: DocId, doc: &Doc, place: &Place) -> Option<Whereabouts> {
        let Opened { file, text, front, .. } = self.open(id, doc, place)?;
        let in_many = doc.source() != &doc.path;
        // The whole of a document that stands with others in one file is its entry.
        let range = match place {
            Place::Field(_) | Place::Key(_) | Place::Bytes(..) => locate(&text, &front, place),
            _ if in_many => locate(&text, &front, &Place::Front),
            _ => locate(&text, &front, place),
        };
        Some(Whereabouts::new(Some(file), text, range))
    }

    /// The text of a document that nothing is mapped for, and its front matter, read no further than the places need; `None`
    /// where that is not enough.
    fn glimpse(&self, id: DocId, doc: &Doc, places: &[&Place]) -> Option<(&Arc<str>, Front)> {
        let is_faulty = doc.problems.iter().any(|problem| problem.code == "bad-front-matter");
        if is_faulty || !self.model.config.mapping.is_empty() || doc.front_in.is_some() {
            return None;
        }
        let text = &self.text(id)?.text;
        let fields = places.iter().filter_map(|place| match place {
            Place::Field(path) | Place::Key(path) => Some(&**path),
            _ => None,
        });
        let fields: Vec<&str> = fields.collect();
        let front =
            if fields.is_empty() { parse_bounds(text) } else { self.some(doc, text, fields)? };
        Some((text, front))
    }

    /// The front matter of a text with nothing but the fields to which paths lead.
    fn some(&self, doc: &Doc, text: &str, mut paths: Vec<&str>) -> Option<Front> {
        let mut wanted = |key: &str| {
            let spoken = doc.spoken.iter().find(|(_, theirs)| **theirs == *key);
            let ours = spoken.map_or(key, |(ours, _)| ours);
            let is_found = |path: &str| leads(key, path) || leads(ours, path);
            if !paths.iter().any(|path| is_found(path)) {
                return Want::None;
            }
            // A key may hold dots, and then is a better one than that before the dot.
            let is_sure = |path: &str| !path.split('[').next().unwrap_or_default().contains('.');
            paths.retain(|path| !is_found(path) || !is_sure(path));
            if paths.is_empty() { Want::Last } else { Want::Some }
        };
        let mut front = parse_some(text, &mut wanted)?;
        self.model.schemas.canonicalise(doc.tag(), &mut front.entries);
        Some(front)
    }

    /// The bytes that a fix of a document changes; `None` where that is not certain.
    #[must_use]
    pub fn mended(&self, path: &DocPath, fix: &Fix) -> Option<Mended> {
        let id = self.at_path(path)?;
        let doc = self.doc(id)?;
        let place = match fix {
            Fix::SetField { field, .. } => Place::Field(field.clone()),
            Fix::RenameKey { field, .. } | Fix::Remove { field } => Place::Key(field.clone()),
            Fix::Replace { place, .. } => place.clone(),
        };
        if is_shifted(doc, fix, &place) {
            return None;
        }
        let Opened { file, text, front, read } = self.open(id, doc, &place)?;
        let edits = mend(&text, &front, fix, read)?;
        Some(Mended { file, text, edits, read })
    }

    /// The bytes that write another name in the place of a field's link.
    #[must_use]
    pub fn relinked(&self, id: DocId, field: &str, was: &str, name: &str) -> Option<Mended> {
        let doc = self.doc(id)?;
        let Opened { file, text, front, read } = self.open(id, doc, &Place::field(field))?;
        let edits = set(&text, &front, field, Some(was), name, read)?;
        Some(Mended { file, text, edits, read })
    }

    /// The fields of a document under their canonical names.
    #[must_use]
    pub fn fields(&self, id: DocId) -> Option<Arc<Front>> {
        let doc = self.doc(id)?;
        self.open(id, doc, &Place::Front).map(|opened| opened.front)
    }

    /// The declarations of the fields of a kind.
    #[must_use]
    pub fn schema(&self, tag: KindTag) -> &[FieldInfo] {
        self.model.schemas.of(tag)
    }

    /// The bytes that give a document an older id.
    #[must_use]
    pub fn aliased(&self, id: DocId, name: &str) -> Option<Mended> {
        self.with_item(id, "aliases", name)
    }

    /// The bytes that make an old address lead to a document.
    #[must_use]
    pub fn redirected(&self, id: DocId, address: &str) -> Option<Mended> {
        self.with_item(id, "redirect_from", address)
    }

    fn with_item(&self, id: DocId, field: &str, value: &str) -> Option<Mended> {
        let doc = self.doc(id)?;
        let Opened { file, text, front, read } = self.open(id, doc, &Place::field(field))?;
        let edits = add_item(&text, &front, field, value, read)?;
        Some(Mended { file, text, edits, read })
    }

    /// The file of a document in which a place is.
    fn open(&self, id: DocId, doc: &Doc, place: &Place) -> Option<Opened> {
        if doc.source() != &doc.path {
            return self.open_many(doc);
        }
        let own = self.text(id)?.text.clone();
        if let (Some(front_in), Place::Field(_) | Place::Key(_) | Place::Front) =
            (&doc.front_in, place)
            && let Some((_, text)) = self.model.beside.iter().find(|(own, _)| own == front_in)
        {
            let front = self.front(doc, &own, Some(text));
            return Some(Opened {
                file: front_in.clone(),
                text: text.clone(),
                front,
                read: parse_yaml,
            });
        }
        let front = self.front(doc, &own, None);
        Some(Opened { file: doc.path.clone(), text: own, front, read: parse_front })
    }

    /// The file in which a document stands with others.
    fn open_many(&self, doc: &Doc) -> Option<Opened> {
        let file = doc.source();
        let (_, text) = self.model.beside.iter().find(|(own, _)| own == file)?;
        let mapping = &self.model.config.mapping;
        let (many, _) = mapping.many(file, &parse_yaml(text))?;
        let (_, mut parsed) = many.into_iter().find(|(path, _)| *path == doc.path)?;
        let _ = bring(&doc.path, &mut parsed, None, mapping, &self.model.schemas);
        let front = Arc::new(parsed.front);
        Some(Opened { file: file.clone(), text: text.clone(), front, read: parse_yaml })
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

/// Whether a path begins with a key.
fn leads(key: &str, path: &str) -> bool {
    let rest = path.strip_prefix(key);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Whether a fix counts items of which an unreadable one was left out. What the reading itself says counts all.
fn is_shifted(doc: &Doc, fix: &Fix, place: &Place) -> bool {
    let (Place::Field(path) | Place::Key(path)) = place else { return false };
    let Some((root, _)) = path.split_once('[') else { return false };
    if doc.problems.iter().any(|problem| problem.fix.as_ref() == Some(fix)) {
        return false;
    }
    doc.problems.iter().any(|problem| match &problem.place {
        Place::Field(other) | Place::Key(other) => {
            other.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        }
        _ => false,
    })
}
