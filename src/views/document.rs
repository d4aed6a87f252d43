//! The page of one document: its thread, its facts, what hangs on it, its links both ways.

mod choices;
pub(super) mod goal;
mod krs;
mod listening;
pub(super) mod metric;
mod promises;
pub(super) mod release;
mod rung;
pub(super) mod strategy;
mod team;

use serde::Serialize;
use serde_json::Value;

use crate::base::chart::Chart;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::card;
use super::facts;
use super::frame::{self, Frame, Heading};
use super::item::{Absent, Fact, Item, Owner, Part, Step, Text, shapes};
use super::relations::{self, Group, Side};
use super::thread;
use super::words;
use super::{PageData, Route, Shown};

pub(super) use rung::{Grid, GridCell, GridColumn, KeyResult, Rung};

shapes! {
    /// What `document.html` shows; also the data beside the page.
    Data {
        /// The word for its kind.
        kind_word: &'static str,
        /// Whether a rung of its thread is missing.
        broken: bool,
        /// A sentence about it, where the text does not begin with it.
        summary: Option<Text>,
        /// The way up.
        ladder: Vec<Item>,
        /// The same in words.
        thread: Vec<Part>,
        /// The facts.
        facts: Vec<Fact>,
        /// What people say about it.
        stated: Option<Stated>,
        /// What the numbers say about it.
        computed: Option<Stated>,
        /// Key results.
        krs: Vec<KeyResult>,
        /// Its parts and what hangs on it.
        sections: Vec<Rung>,
        /// Links both ways.
        links: Vec<Group>,
        /// What was promised and when it moved.
        history: Vec<Step>,
        /// A word on that.
        history_note: Option<Text>,
        /// Who links here in a text.
        backlinks: Vec<Item>,
        /// Addresses elsewhere.
        outside: Vec<Text>,
        /// Free keys.
        extra: Option<Value>,
    }

    /// A status and who says so.
    Stated {
        /// The status.
        status: &'static str,
        /// The word for it.
        status_word: &'static str,
        /// Why.
        why: Option<Text>,
    }

    /// A document in brief.
    Brief {
        /// Its id.
        id: Text,
        /// Its kind.
        kind: &'static str,
        /// Its title.
        title: Text,
        /// A sentence about it.
        summary: Option<Text>,
        /// Why it is worth doing.
        why: Option<Text>,
        /// Its status.
        status: Option<&'static str>,
        /// Who answers for it.
        owners: Vec<Owner>,
        /// Labels.
        tags: Vec<Text>,
        /// Its page.
        url: Text,
        /// Its file.
        source: Text,
        /// Older ids.
        aliases: Vec<Text>,
        /// When it was looked over.
        reviewed: Option<Text>,
    }
}

/// What is gathered about a document, kind by kind.
pub(super) struct Sheet<'r, 'm> {
    pub(super) reader: &'r Reader<'m>,
    pub(super) id: DocId,
    pub(super) doc: &'m Doc,
    pub(super) data: Data,
    pub(super) shown: Vec<Side>,
    pub(super) charts: Vec<(String, Chart)>,
}

/// A document in brief.
#[must_use]
pub fn brief(reader: &Reader, id: DocId, doc: &Doc) -> Brief {
    Brief {
        id: doc.slug.as_str().into(),
        kind: doc.tag().as_str(),
        title: card::title(reader, id, doc),
        summary: card::summary(reader, id),
        why: doc.common.why.clone(),
        status: doc.status().map(crate::kinds::status::Status::as_str),
        owners: card::owners(reader, id),
        tags: doc.common.tags.clone(),
        url: card::url(doc),
        source: doc.path.as_str().into(),
        aliases: doc.common.aliases.clone(),
        reviewed: doc.common.reviewed.map(|day| day.to_string().into()),
    }
}

/// The page of a document that is more than a plain page.
#[must_use]
pub fn page(reader: &Reader, route: &Route, id: DocId, doc: &Doc) -> PageData {
    let thread = thread::of(reader, id);
    let data = Data {
        kind_word: words::kind(doc.tag()),
        broken: thread.broken,
        summary: summary(doc),
        ladder: thread.ladder,
        thread: thread.sentence,
        facts: facts::of(reader, id),
        backlinks: relations::mentioned_by(reader, id),
        outside: doc.common.links.clone(),
        extra: extra(doc),
        ..Data::default()
    };
    let mut sheet = Sheet { reader, id, doc, data, shown: Vec::new(), charts: Vec::new() };
    if let Some(why) = &doc.common.why {
        sheet.rung(Rung { text: Some(why.clone()), ..Rung::before("about-why", "Why") });
    }
    match &doc.kind {
        AnyKind::Strategy(it) => sheet.strategy(it),
        AnyKind::Goal(it) => sheet.goal(it),
        AnyKind::Metric(it) => sheet.metric(it),
        AnyKind::Bet(it) => sheet.bet(it),
        AnyKind::Release(it) => sheet.release(it),
        AnyKind::Checkin(it) => sheet.checkin(it),
        AnyKind::Feedback(it) => sheet.feedback(it),
        AnyKind::Study(it) => sheet.study(it),
        AnyKind::Decision(it) => sheet.decision(it),
        AnyKind::Team(it) => sheet.team(it),
        AnyKind::Person(_) | AnyKind::Page(_) => {}
    }
    sheet.promises();
    let (mut groups, merged) = relations::merged(reader, id, doc);
    sheet.shown.extend(merged);
    groups.extend(relations::groups(reader, id, &sheet.shown));
    sheet.data.links = groups;
    sheet.finish(route)
}

impl Sheet<'_, '_> {
    /// Adds a section.
    pub(super) fn rung(&mut self, rung: Rung) {
        self.data.sections.push(rung);
    }

    fn finish(self, route: &Route) -> PageData {
        let Self { reader, id, doc, data, charts, .. } = self;
        let mut frame = frame::of_document(reader, route, id, doc);
        frame.template = "document";
        frame.outline = outline(&frame, &data);
        if data.ladder.is_empty() {
            frame.breadcrumb = frame::crumbs(doc.tag());
        }
        PageData {
            template: template(doc, "document.html"),
            frame: Box::new(frame),
            brief: Some(Box::new(brief(reader, id, doc))),
            data: Shown::Document(Box::new(data)),
            body: Some(id),
            text: None,
            skip_heading: repeats_title(doc),
            charts,
        }
    }
}

/// The headings of the page, in the order in which the template shows them.
fn outline(frame: &Frame, data: &Data) -> Vec<Heading> {
    let own = |rung: &Rung| Heading {
        level: 2,
        title: rung.title.clone(),
        anchor: rung.anchor.clone(),
        authors: false,
    };
    let fixed = |title: &str, anchor: &str| Heading {
        level: 2,
        title: title.into(),
        anchor: anchor.into(),
        authors: false,
    };
    let mut outline = Vec::new();
    if !data.krs.is_empty() {
        outline.push(fixed("Key results", "key-results"));
    }
    outline.extend(data.sections.iter().filter(|s| !s.after_body).map(own));
    outline.extend(frame.outline.iter().cloned());
    outline.extend(data.sections.iter().filter(|s| s.after_body).map(own));
    if !data.links.is_empty() {
        outline.push(fixed("Links", "links"));
    }
    if !frame.findings.is_empty() {
        outline.push(fixed("Checks", "findings"));
    }
    if !data.history.is_empty() {
        outline.push(fixed("What moved", "history"));
    }
    if outline.len() < 2 { Vec::new() } else { outline }
}

/// The template that a document asks for, or the usual one.
pub(super) fn template(doc: &Doc, usual: &str) -> Text {
    match &doc.common.template {
        Some(own) if own.contains('.') => own.clone(),
        Some(own) => format!("{own}.html").into(),
        None => usual.into(),
    }
}

/// Whether the body begins with a heading that says the title again.
pub(super) fn repeats_title(doc: &Doc) -> bool {
    doc.outline
        .headings
        .first()
        .is_some_and(|heading| heading.level == 1 && heading.text == doc.title)
}

/// The summary, unless the text begins with the same words; of a team its mission.
pub(super) fn summary(doc: &Doc) -> Option<Text> {
    let mission = match &doc.kind {
        AnyKind::Team(team) => team.mission.clone(),
        _ => None,
    };
    let own = mission.or_else(|| doc.common.summary.clone());
    own.filter(|summary| doc.outline.first_paragraph.as_ref() != Some(summary))
}

/// The free keys of a document.
pub(super) fn extra(doc: &Doc) -> Option<Value> {
    if doc.common.extra.is_empty() {
        return None;
    }
    let map = doc.common.extra.iter().map(|(key, value)| (key.to_string(), value.clone()));
    Some(Value::Object(map.collect()))
}

/// Whether a document's page shows facts and a thread, not only a text.
#[must_use]
pub fn is_rich(doc: &Doc) -> bool {
    doc.tag() != KindTag::Page
}
