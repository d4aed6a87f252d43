//! The only way to see a model: every answer is noted, so that a page knows what it depends on.
//!
//! A list gives ids, a document gives data, absence is an answer too.

use std::cell::RefCell;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::{Fingerprint, key64};
use crate::base::names::DocPath;
use crate::config::Config;
use crate::kinds::edges::{Edge, Relation};
use crate::kinds::status::Status;
use crate::kinds::{Kind, KindTag};
use crate::measure::pace::Status as Computed;
use crate::parse::outline::Outline;

use super::data::{Data, File};
use super::doc::{Doc, DocId};
use super::links::Landing;
use super::names::{Claim, Names, name_key};
use super::numbers::thread::Strand;
use super::read::{Read, Trace};
use super::recorder::{About, Recorder};
use super::resolve::{Outcome, Target};
use super::whereabouts::Last;
use super::{Back, Model};

/// A document's text, kept beside the model: prose may change while the model stays.
#[derive(Debug, Clone)]
pub struct Text {
    /// All of it, front matter included.
    pub text: Arc<str>,
    /// Where the body begins.
    pub body: u32,
    /// Stands for the text.
    pub print: Fingerprint,
}

impl Text {
    /// The body.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.get(self.body as usize..).unwrap_or("")
    }
}

/// The findings about a model, which are made from it and shown on its pages.
pub trait Findings: Sync {
    /// Those about a document.
    fn of(&self, id: DocId) -> &[Diagnostic];
    /// Those about the whole site.
    fn whole(&self) -> &[Diagnostic];
    /// Stands for those about a document.
    fn print_of(&self, id: DocId) -> Fingerprint;
    /// Stands for all.
    fn print(&self) -> Fingerprint;
}

/// A view of a model that notes what is read.
pub struct Reader<'m> {
    pub(super) model: &'m Model,
    texts: &'m [Text],
    findings: Option<&'m dyn Findings>,
    recorder: Option<RefCell<Recorder>>,
    pub(super) last: RefCell<Last>,
}

impl<'m> Reader<'m> {
    /// Reads without noting anything.
    #[must_use]
    pub const fn untraced(model: &'m Model) -> Self {
        Self { model, texts: &[], findings: None, recorder: None, last: RefCell::new(None) }
    }

    /// Reads and notes.
    #[must_use]
    pub fn traced(model: &'m Model) -> Self {
        Self { recorder: Some(RefCell::default()), ..Self::untraced(model) }
    }

    /// Reads and notes in the memory of an earlier recording.
    #[must_use]
    pub fn traced_in(model: &'m Model, recorder: Recorder) -> Self {
        Self { recorder: Some(RefCell::new(recorder.afresh())), ..Self::untraced(model) }
    }

    /// With the documents' texts.
    #[must_use]
    pub const fn with_texts(mut self, texts: &'m [Text]) -> Self {
        self.texts = texts;
        self
    }

    /// With findings.
    #[must_use]
    pub const fn with_findings(mut self, findings: &'m dyn Findings) -> Self {
        self.findings = Some(findings);
        self
    }

    /// What was read.
    #[must_use]
    pub fn into_trace(self) -> Trace {
        self.into_trace_in(&mut Recorder::default())
    }

    /// What was read; the memory in which it was noted is given back.
    pub fn into_trace_in(self, memory: &mut Recorder) -> Trace {
        let Self { model, texts, findings, recorder, .. } = self;
        *memory = recorder.map(RefCell::into_inner).unwrap_or_default();
        memory.trace(model, |read| model.print(read, texts, findings))
    }

    /// What was read, in the memory in which it was noted.
    #[must_use]
    pub fn into_recorder(self) -> Recorder {
        self.recorder.map(RefCell::into_inner).unwrap_or_default()
    }

    #[inline]
    pub(super) fn note(&self, read: Read) {
        if let Some(recorder) = &self.recorder {
            recorder.borrow_mut().note(read);
        }
    }

    #[inline]
    pub(super) fn note_doc(&self, about: About, id: DocId) {
        if let Some(recorder) = &self.recorder
            && id.index() < self.model.docs.len()
        {
            recorder.borrow_mut().note_doc(id, about);
        }
    }

    /// Notes that a page shows a thread of the navigation, which the site keeps.
    pub fn note_thread(&self, key: u64) {
        self.note(Read::Thread(key));
    }

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &'m Config {
        self.note(Read::Config);
        &self.model.config
    }

    /// The day as of which everything is said.
    #[must_use]
    pub fn today(&self) -> Date {
        self.note(Read::Today);
        self.model.today
    }

    /// The documents of a kind, by path.
    #[must_use]
    pub fn ids(&self, tag: KindTag) -> &'m [DocId] {
        self.note(Read::Ids(tag));
        self.model.directory.kinds.get(&tag).map_or(&[], Vec::as_slice)
    }

    /// The ids of the documents of a kind, by path: to suggest one of them.
    pub fn slugs(&self, tag: KindTag) -> impl Iterator<Item = &'m str> + use<'m> {
        self.note(Read::Slugs(tag));
        let ids = self.model.directory.kinds.get(&tag).map_or(&[][..], Vec::as_slice);
        let docs = &self.model.docs;
        ids.iter().filter_map(|id| docs.get(id.index()).map(|doc| &*doc.slug))
    }

    /// Every document, by path.
    pub fn all(&self) -> impl Iterator<Item = DocId> + use<> {
        self.note(Read::AllIds);
        (0..self.model.docs.len()).map(|i| DocId(super::build::small(i)))
    }

    /// The documents of a kind with their fields.
    pub fn each<K: Kind>(&self) -> impl Iterator<Item = (DocId, &'m Doc, &'m K)> {
        let tag = KindTag::named(K::NAME);
        let ids = tag.map_or(&[][..], |tag| self.ids(tag));
        ids.iter().filter_map(|id| {
            let doc = self.doc(*id)?;
            Some((*id, doc, doc.get::<K>()?))
        })
    }

    /// A document.
    #[must_use]
    pub fn doc(&self, id: DocId) -> Option<&'m Doc> {
        self.note_doc(About::Front, id);
        self.model.docs.get(id.index()).map(|doc| &**doc)
    }

    /// A document with its fields, if it is of this kind.
    #[must_use]
    pub fn get<K: Kind>(&self, id: DocId) -> Option<(&'m Doc, &'m K)> {
        let doc = self.doc(id)?;
        Some((doc, doc.get::<K>()?))
    }

    /// The status of a document.
    #[must_use]
    pub fn status(&self, id: DocId) -> Option<Status> {
        self.doc(id).and_then(Doc::status)
    }

    /// How a goal stands by its numbers, by themselves: who shows only that need not know each of them.
    #[must_use]
    pub fn standing(&self, id: DocId) -> Option<Computed> {
        self.note_doc(About::Standing, id);
        self.model.standing(id)
    }

    /// The strands of a release or bet, whose shares add up to 1, by themselves: who needs them seldom shows all that
    /// they were worked out from.
    #[must_use]
    pub fn strands(&self, id: DocId) -> &'m [Strand] {
        self.note_doc(About::Strands, id);
        self.model.strands(id)
    }

    /// What a document's body holds.
    #[must_use]
    pub fn outline(&self, id: DocId) -> Option<&'m Outline> {
        self.note_doc(About::Outline, id);
        self.model.docs.get(id.index()).map(|doc| &doc.outline)
    }

    /// A document's text.
    #[must_use]
    pub fn text(&self, id: DocId) -> Option<&'m Text> {
        self.note_doc(About::Body, id);
        self.texts.get(id.index())
    }

    /// Who answers to a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<DocId> {
        Names::answer(self.claims(name)).map(|(_, id)| id)
    }

    /// All who claim a name.
    #[must_use]
    pub fn claims(&self, name: &str) -> &'m [(Claim, DocId)] {
        let key = name_key(name);
        self.note(Read::Name(key));
        self.model.directory.names.claims_of_key(key)
    }

    /// The document at a path.
    #[must_use]
    pub fn at_path(&self, path: &str) -> Option<DocId> {
        let key = key64(path.as_bytes());
        self.note(Read::Path(key));
        self.model.directory.at.get(&key).copied()
    }

    /// A file that is no document.
    #[must_use]
    pub fn file(&self, path: &DocPath) -> Option<&'m File> {
        self.note(Read::File(key64(path.as_bytes())));
        let index = self.model.files.binary_search_by(|f| f.path.cmp(path)).ok()?;
        self.model.files.get(index)
    }

    /// Every file that is no document, by path.
    #[must_use]
    pub fn files(&self) -> &'m [File] {
        self.note(Read::AllIds);
        &self.model.files
    }

    /// A file by its position among the files, as a landing names it.
    #[must_use]
    pub fn file_at(&self, index: u32) -> Option<&'m File> {
        self.model.files.get(index as usize)
    }

    /// What a document's fields point at, with what each name turned out to mean.
    pub fn out(&self, id: DocId) -> impl Iterator<Item = (&'m Edge, Outcome)> + use<'m> {
        self.note_doc(About::Out, id);
        let edges = self.model.docs.get(id.index()).map_or(&[][..], |d| d.edges.as_slice());
        edges.iter().zip(self.model.ties.outcomes.row(id.index()).iter().copied())
    }

    /// The targets of one relation, in the order in which they are written.
    pub fn targets(&self, id: DocId, relation: Relation) -> impl Iterator<Item = Target> + use<'m> {
        self.note_doc(About::Out, id);
        let row = self.model.ties.out.row(id.index());
        row.iter().filter(move |(r, _)| *r == relation).map(|(_, target)| *target)
    }

    /// The first target of a relation.
    #[must_use]
    pub fn target(&self, id: DocId, relation: Relation) -> Option<Target> {
        self.targets(id, relation).next()
    }

    /// Who points at a document.
    #[must_use]
    pub fn back(&self, id: DocId) -> &'m [Back] {
        self.note_doc(About::Back, id);
        self.model.ties.back.row(id.index())
    }

    /// Who points at a document by a relation, each once.
    pub fn sources(&self, id: DocId, relation: Relation) -> Vec<DocId> {
        let mut ids: Vec<DocId> =
            self.back(id).iter().filter(|b| b.relation == relation).map(|b| b.from).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The decisions about a bet or feedback, whichever side wrote it.
    #[must_use]
    pub fn decisions(&self, id: DocId) -> Vec<DocId> {
        let mut ids: Vec<DocId> = self.targets(id, Relation::Decision).map(|t| t.doc).collect();
        for back in self.back(id) {
            if matches!(back.relation, Relation::Accepts | Relation::Declines | Relation::Defers) {
                ids.push(back.from);
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The feedback and studies that speak for a document, whichever side wrote it.
    #[must_use]
    pub fn evidence(&self, id: DocId) -> Vec<DocId> {
        let mut ids: Vec<DocId> = self.targets(id, Relation::Evidence).map(|t| t.doc).collect();
        ids.extend(self.sources(id, Relation::Informs));
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// What feedback or a study speaks for, whichever side wrote it.
    #[must_use]
    pub fn informed(&self, id: DocId) -> Vec<DocId> {
        let mut ids: Vec<DocId> = self.targets(id, Relation::Informs).map(|t| t.doc).collect();
        ids.extend(self.sources(id, Relation::Evidence));
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Where the links of a body land, in the order of its outline.
    #[must_use]
    pub fn landings(&self, id: DocId) -> &'m [Landing] {
        self.note_doc(About::Landings, id);
        self.model.ties.landings.row(id.index())
    }

    /// The table of a metric or of feedback.
    #[must_use]
    pub fn data(&self, id: DocId) -> Option<&'m Data> {
        self.doc(id)?;
        let (key, index) = self.model.directory.tables.get(&id)?;
        self.note(Read::File(*key));
        self.model.files.get((*index)?)?.data.as_deref()
    }

    /// The findings about a document; none before the checks have run.
    #[must_use]
    pub fn findings(&self, id: DocId) -> &'m [Diagnostic] {
        self.note_doc(About::Findings, id);
        self.findings.map_or(&[], |f| f.of(id))
    }

    /// The findings about the whole site.
    #[must_use]
    pub fn site_findings(&self) -> &'m [Diagnostic] {
        self.note(Read::AllFindings);
        self.findings.map_or(&[], Findings::whole)
    }
}
