//! What a search knows of a document: how it is shown among the hits, by what it is filtered, and the words of its
//! fields. Its text is added by who makes the index.

pub mod page;

use crate::kinds::AnyKind;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

use super::item::Text;
use super::standing::{self, Standing};
use super::{card, places, shared};

/// A document as a search shows and filters it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// What it is called.
    pub title: Text,
    /// The address of its page.
    pub url: Text,
    /// Its kind.
    pub kind: KindTag,
    /// Where it stands: for its mark, for readers, how it is to be seen.
    pub standing: Option<(&'static str, &'static str, &'static str)>,
    /// Who answers for it.
    pub owner: Option<Text>,
    /// The teams that it concerns.
    pub teams: Vec<Text>,
    /// The time that it belongs to: its own period, or the quarter of its day.
    pub period: Option<Text>,
    /// One sentence, where one is written.
    pub summary: Option<Text>,
    /// Names by which it is known: ids, tags, owners, teams.
    pub names: Vec<Text>,
    /// What its fields say in words.
    pub fields: Vec<Text>,
}

/// What all documents of a kind are called: `Goals`.
#[must_use]
pub fn heading(tag: KindTag) -> &'static str {
    places::list_of(tag).map_or("Pages", |view| view.title)
}

/// The documents that are found, by path.
#[must_use]
pub fn found(reader: &Reader) -> Vec<DocId> {
    let search = &reader.config().search;
    if !search.enabled {
        return Vec::new();
    }
    if search.ignore.is_empty() {
        return reader.all().collect();
    }
    let is_wanted = |doc: &Doc| !search.ignore.is_match(&doc.path);
    reader.all().filter(|id| reader.doc(*id).is_some_and(is_wanted)).collect()
}

/// What a search knows of a document.
#[must_use]
pub fn record(reader: &Reader, id: DocId) -> Option<Record> {
    let doc = reader.doc(id)?;
    let owners = card::owners(reader, id);
    let teams = teams(reader, id, doc);
    let mut names: Vec<Text> = vec![doc.slug.as_str().into()];
    names.extend(doc.common.aliases.iter().cloned());
    names.extend(doc.common.tags.iter().cloned());
    names.extend(owners.iter().map(|owner| owner.name.clone()));
    names.extend(teams.iter().cloned());
    let of = |standing: Standing| (standing.slug, standing.word, standing.tone);
    Some(Record {
        title: card::title(reader, id, doc),
        url: card::url(doc),
        kind: doc.tag(),
        standing: standing::of(reader, id).filter(|it| !card::is_usual(doc, it)).map(of),
        owner: owners.into_iter().next().map(|owner| owner.name),
        teams,
        period: period(reader, doc),
        summary: doc.common.summary.clone(),
        names,
        fields: fields(doc),
    })
}

/// The teams that a document names, else its owner's.
fn teams(reader: &Reader, id: DocId, doc: &Doc) -> Vec<Text> {
    const OWN: [Relation; 4] =
        [Relation::Teams, Relation::Team, Relation::CheckinTeam, Relation::Tribe];
    let title = |team: DocId| reader.doc(team).map(|team| team.title.clone());
    if doc.tag() == KindTag::Team {
        return vec![doc.title.clone()];
    }
    let mut ids: Vec<DocId> = OWN
        .into_iter()
        .flat_map(|relation| reader.targets(id, relation))
        .map(|target| target.doc)
        .collect();
    if ids.is_empty()
        && let Some(owner) = reader.target(id, Relation::Owner)
        && let Some(doc) = reader.doc(owner.doc)
    {
        match doc.tag() {
            KindTag::Team => ids.push(owner.doc),
            _ => ids.extend(reader.targets(owner.doc, Relation::Team).map(|target| target.doc)),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(title).collect()
}

/// The period that is written, or the quarter in which the document's day lies.
fn period(reader: &Reader, doc: &Doc) -> Option<Text> {
    let day = match &doc.kind {
        AnyKind::Strategy(it) => return it.period.as_ref().map(|period| period.text.clone()),
        AnyKind::Goal(it) => return it.period.as_ref().map(|period| period.text.clone()),
        AnyKind::Bet(it) => it.decided.or(it.proposed),
        AnyKind::Release(it) => it.shipped.or_else(|| it.targets.last().copied()).or(it.started),
        AnyKind::Checkin(it) => it.date,
        AnyKind::Feedback(it) => it.heard,
        AnyKind::Study(it) => it.date,
        AnyKind::Decision(it) => it.date,
        AnyKind::Metric(_) | AnyKind::Team(_) | AnyKind::Person(_) | AnyKind::Page(_) => None,
    };
    let quarter = shared::quarter(day?, reader.config().period_start_month)?;
    Some(quarter.text)
}

/// Everything that fields say in words.
fn fields(doc: &Doc) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    out.extend(doc.common.why.clone());
    match &doc.kind {
        AnyKind::Strategy(it) => {
            out.extend(it.vision.clone());
            for pillar in &it.pillars {
                out.extend(pillar.title.clone());
                out.extend(pillar.why.clone());
            }
            out.extend(it.not_doing.iter().cloned());
        }
        AnyKind::Goal(it) => {
            out.extend(it.krs.iter().filter_map(|kr| kr.title.clone()));
            out.extend(it.status_note.clone());
        }
        AnyKind::Metric(it) => out.extend(it.definition.clone()),
        AnyKind::Bet(it) => {
            out.extend(it.opportunity.clone());
            out.extend(it.reason.clone());
            out.extend(it.assumptions.iter().filter_map(|it| it.text.clone()));
        }
        AnyKind::Release(it) => {
            out.extend(it.version.clone());
            out.extend(it.unaligned_reason.clone());
            if let Some(outcome) = &it.outcome {
                out.extend(outcome.customer.clone());
                out.extend(outcome.business.clone());
                out.extend(outcome.expected.clone());
            }
        }
        AnyKind::Checkin(it) => {
            out.extend(it.blockers.iter().cloned());
            out.extend(it.asks.iter().filter_map(|ask| ask.what.clone()));
        }
        AnyKind::Feedback(it) => out.extend(it.reason.clone()),
        AnyKind::Study(it) => out.extend(it.tasks.iter().filter_map(|task| task.name.clone())),
        AnyKind::Decision(it) => {
            out.extend(it.context.clone());
            out.extend(it.outcome.clone());
            out.extend(it.options.iter().cloned());
        }
        AnyKind::Team(it) => out.extend(it.mission.clone()),
        AnyKind::Person(it) => out.extend(it.role.clone()),
        AnyKind::Page(_) => {}
    }
    out
}
