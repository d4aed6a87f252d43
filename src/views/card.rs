//! A document wherever it is named: its title, its page, where it stands, who answers for it.

use crate::base::date::long;
use crate::kinds::KindTag;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::{Edge, Relation};
use crate::kinds::status::Status;
use crate::model::doc::{Doc, DocId};
use crate::model::links::Landing;
use crate::model::reader::Reader;
use crate::model::resolve::{Outcome, Target, made_up};
use crate::parse::outline::LinkKind;

use super::item::{Item, Owner, Text};
use super::standing::{self, Standing};
use super::words;

/// The address of a document's page.
#[must_use]
pub fn url(doc: &Doc) -> Text {
    doc.url.as_str().into()
}

/// The address of a part of a document.
#[must_use]
pub fn part_url(doc: &Doc, part: u32) -> Text {
    let name = doc.parts().get(part as usize).copied().unwrap_or_default();
    [doc.url.as_str(), "#", name].concat().into()
}

/// What a document is called. A check-in without a title of its own is named by its team and day: by the team's title,
/// and by the day alone where this reader must not learn of the team.
#[must_use]
pub fn title(reader: &Reader, id: DocId, doc: &Doc) -> Text {
    let Some(checkin) = doc.get::<Checkin>().filter(|_| doc.common.title.is_none()) else {
        return doc.title.clone();
    };
    let Some(day) = checkin.date else { return doc.title.clone() };
    let team = reader.out(id).find(|(edge, _)| edge.relation == Relation::CheckinTeam);
    match team {
        Some((_, Outcome::Hidden)) => format!("Check-in, {}", long(day)).into(),
        Some((_, Outcome::Found(found, _))) => match reader.doc(found.doc) {
            Some(team) => format!("{}, {}", team.title, long(day)).into(),
            None => doc.title.clone(),
        },
        _ => doc.title.clone(),
    }
}

/// Whether what a document is called ends in a day that no author wrote.
#[must_use]
pub fn is_named_by_day(doc: &Doc) -> bool {
    doc.common.title.is_none() && doc.get::<Checkin>().is_some_and(|it| it.date.is_some())
}

/// A document as an item.
#[must_use]
pub fn item(reader: &Reader, id: DocId) -> Item {
    let Some(doc) = reader.doc(id) else { return Item::default() };
    let standing = standing::of_doc(reader, id, doc).filter(|standing| !is_usual(doc, standing));
    Item {
        id: Some(doc.slug.as_str().into()),
        title: title(reader, id, doc),
        url: Some(url(doc)),
        kind: Some(doc.tag().as_str()),
        status: standing.map(|s| s.slug),
        status_word: standing.map(|s| s.word),
        tone: standing.map(|s| s.tone),
        ..Item::default()
    }
}

/// Whether a status says nothing where a document is only named: a metric or strategy that is in force.
pub(super) fn is_usual(doc: &Doc, standing: &Standing) -> bool {
    matches!(doc.tag(), KindTag::Metric | KindTag::Strategy)
        && standing.slug == Status::Active.as_str()
}

/// A pillar or key result as an item.
#[must_use]
pub fn part_item(reader: &Reader, id: DocId, part: u32) -> Item {
    let Some(doc) = reader.doc(id) else { return Item::default() };
    let kind = match doc.tag() {
        KindTag::Strategy => "pillar",
        _ => "key-result",
    };
    let name = doc.parts().get(part as usize).copied().unwrap_or_default();
    Item {
        id: Some([doc.slug.as_str(), "#", name].concat().into()),
        title: doc.part_title(part).unwrap_or(name).into(),
        url: Some(part_url(doc, part)),
        kind: Some(kind),
        ..Item::default()
    }
}

/// What a link leads to, as an item: the part where there is one, with its document as a note.
#[must_use]
pub fn target(reader: &Reader, target: Target) -> Item {
    match target.part {
        None => item(reader, target.doc),
        Some(part) => Item {
            note: reader.doc(target.doc).map(|doc| doc.title.clone()),
            ..part_item(reader, target.doc, part)
        },
    }
}

/// What a written link means, as an item; `None` where a reader must not learn of it.
#[must_use]
pub fn outcome(reader: &Reader, edge: &Edge, outcome: Outcome) -> Option<Item> {
    let words = |note: &str| Item {
        title: edge.target.target.clone(),
        note: Some(note.into()).filter(|n: &Text| !n.is_empty()),
        ..Item::default()
    };
    match outcome {
        Outcome::Found(found, _) => Some(target(reader, found)),
        Outcome::WrongKind(id) | Outcome::NoPart(id) => Some(item(reader, id)),
        Outcome::Free => Some(elsewhere(reader, edge).unwrap_or_else(|| words(""))),
        Outcome::Unknown => Some(words("not found")),
        Outcome::Ambiguous => Some(words("several pages have this name")),
        Outcome::Hidden => None,
    }
}

/// What a mapping says of a name that no document answers to.
fn elsewhere(reader: &Reader, edge: &Edge) -> Option<Item> {
    let wants = edge.relation.info().to.first().copied().unwrap_or(KindTag::Page);
    let mapping = &reader.config().mapping;
    let made = made_up(mapping, wants, edge.relation, &edge.target.target)?;
    let is_web = |url: &Text| url.starts_with("https://") || url.starts_with("http://");
    Some(Item { title: made.title, outside: made.url.filter(is_web), ..Item::default() })
}

/// Who a written link names, as somebody who answers for something.
#[must_use]
pub fn named(reader: &Reader, edge: &Edge, outcome: Outcome) -> Option<Owner> {
    match outcome {
        Outcome::Found(found, _) => reader.doc(found.doc).map(|doc| Owner {
            name: doc.title.clone(),
            url: Some(url(doc)),
            outside: None,
            initials: words::initials(&doc.title),
        }),
        Outcome::Hidden => None,
        _ => {
            let made = elsewhere(reader, edge).filter(|_| outcome == Outcome::Free);
            let (name, outside) = made
                .map_or_else(|| (edge.target.target.clone(), None), |it| (it.title, it.outside));
            let initials = words::initials(&name);
            Some(Owner { name, url: None, outside, initials })
        }
    }
}

/// The first owner of a document.
#[must_use]
pub fn owner(reader: &Reader, id: DocId) -> Option<Owner> {
    owners(reader, id).into_iter().next()
}

/// The owners of a document, not those of its parts.
#[must_use]
pub fn owners(reader: &Reader, id: DocId) -> Vec<Owner> {
    reader
        .out(id)
        .filter(|(edge, _)| edge.relation == Relation::Owner && edge.path.starts_with("owner"))
        .filter_map(|(edge, outcome)| named(reader, edge, outcome))
        .collect()
}

/// Whether anything is written as owner, even somebody whom this reader must not see.
#[must_use]
pub fn is_owned(doc: &Doc) -> bool {
    !doc.common.owner.is_empty()
}

/// The sentence about a document. Where it is the first paragraph, names of what this reader must not see are taken out.
#[must_use]
pub fn summary(reader: &Reader, id: DocId) -> Option<Text> {
    let doc = reader.doc(id)?;
    if let Some(written) = &doc.common.summary {
        return Some(written.clone());
    }
    // The outline is asked for by itself: it changes without the fields.
    let outline = reader.outline(id)?;
    let summary = outline.first_paragraph.clone()?;
    let hidden = outline
        .links
        .iter()
        .zip(reader.landings(id))
        .filter(|(_, landing)| **landing == Landing::Hidden);
    let mut text = summary.into_string();
    for (link, _) in hidden {
        let name = link.target.split('#').next().unwrap_or_default().trim();
        if link.kind == LinkKind::Wiki && !name.is_empty() && link.text.contains(name) {
            text = text.replace(&*link.text, "\u{2026}");
        }
    }
    Some(text.into())
}

/// What stands at the end of a list that is cut: `and 12 more`.
#[must_use]
pub fn rest(all: usize, shown: usize) -> Option<Item> {
    let title = words::more(all, shown)?;
    Some(Item { title: format!("and {title}").into(), ..Item::default() })
}
