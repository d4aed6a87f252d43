//! What the documents of a kind have in common: status, team, period, tag. Gathered once for a model and for all kinds
//! together, so that the page of one value costs no more than its own documents.

use std::sync::Arc;

use ahash::AHashMap;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::slugify;
use crate::kinds::edges::Relation;
use crate::kinds::{AnyKind, KindTag};

use super::Model;
use super::doc::{Doc, DocId};
use super::read::Read;
use super::reader::Reader;

/// Something by which documents can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Where they stand.
    Status,
    /// Whose they are.
    Team,
    /// For when they are.
    Period,
    /// What they are labelled.
    Tag,
}

impl Facet {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Status, Self::Team, Self::Period, Self::Tag];

    /// Its name in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Team => "team",
            Self::Period => "period",
            Self::Tag => "tag",
        }
    }
}

/// The documents that share one value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    /// The facet.
    pub facet: Facet,
    /// Its value, for addresses.
    pub slug: Arc<str>,
    /// Its value, as it is written first; of a team its title.
    pub words: Box<str>,
    /// The documents, by path.
    pub ids: Vec<DocId>,
}

/// The shelves of every kind, by facet and slug, with a fingerprint.
#[derive(Debug, Default)]
pub struct Facets {
    kinds: AHashMap<KindTag, (Vec<Shelf>, Fingerprint)>,
    /// The values of each document.
    values: AHashMap<DocId, Vec<(Facet, Arc<str>)>>,
}

/// So long may a value be in an address, in bytes.
const LONGEST: usize = 100;

/// A value as it stands in addresses; nothing where it has no letters, or too many.
#[must_use]
pub fn slug(value: &str) -> Option<String> {
    // What is much longer does not get shorter by losing its signs.
    let slug = if value.len() > 8 * LONGEST { String::new() } else { slugify(value) };
    (1..=LONGEST).contains(&slug.len()).then_some(slug)
}

impl Facets {
    pub(super) fn of(model: &Model) -> Self {
        let (mut kinds, mut values) = (AHashMap::new(), AHashMap::new());
        for (tag, ids) in &model.directory.kinds {
            let mut gathering = Gathering::default();
            for id in ids {
                let Some(doc) = model.docs.get(id.index()) else { continue };
                let own: &mut Vec<_> = values.entry(*id).or_default();
                each(model, *id, doc, &mut |facet, value, words| {
                    own.extend(gathering.add(*id, facet, value, words).map(|slug| (facet, slug)));
                });
            }
            let mut shelves = gathering.shelves;
            shelves.sort_by(|a, b| (a.facet, &a.slug).cmp(&(b.facet, &b.slug)));
            let print = print(model, &shelves);
            kinds.insert(*tag, (shelves, print));
        }
        Self { kinds, values }
    }

    pub(super) fn print(&self, tag: KindTag) -> Fingerprint {
        self.kinds.get(&tag).map_or(Fingerprint(0), |(_, print)| *print)
    }
}

/// The shelves of a kind while they fill.
#[derive(Default)]
struct Gathering {
    shelves: Vec<Shelf>,
    /// By facet and slug.
    places: AHashMap<(Facet, String), usize>,
    /// By value as it is written, facet by facet: there are few values, and making a slug is dear. Some have no shelf.
    known: [AHashMap<Box<str>, Option<usize>>; Facet::ALL.len()],
}

impl Gathering {
    /// Puts a document on the shelf of a value; gives the slug.
    fn add(&mut self, id: DocId, facet: Facet, value: &str, words: &str) -> Option<Arc<str>> {
        let known = self.known.get(facet as usize).and_then(|known| known.get(value)).copied();
        let at = known.unwrap_or_else(|| {
            let at = slug(value).map(|slug| self.shelf(facet, slug, words));
            if let Some(known) = self.known.get_mut(facet as usize) {
                known.insert(value.into(), at);
            }
            at
        });
        let shelf = self.shelves.get_mut(at?)?;
        if shelf.ids.last() != Some(&id) {
            shelf.ids.push(id);
        }
        Some(shelf.slug.clone())
    }

    fn shelf(&mut self, facet: Facet, slug: String, words: &str) -> usize {
        *self.places.entry((facet, slug)).or_insert_with_key(|(facet, slug)| {
            let (slug, words) = (slug.as_str().into(), words.into());
            self.shelves.push(Shelf { facet: *facet, slug, words, ids: Vec::new() });
            self.shelves.len() - 1
        })
    }
}

fn print(model: &Model, shelves: &[Shelf]) -> Fingerprint {
    let path = |id: &DocId| model.docs.get(id.index()).map_or("", |doc| doc.path.as_str());
    shelves.iter().fold(Fingerprint(0), |print, shelf| {
        let paths: Vec<&str> = shelf.ids.iter().map(path).collect();
        print.with(Fingerprint::of_value(&(shelf.facet, &shelf.slug, &shelf.words, paths)))
    })
}

/// The values of one document.
fn each(model: &Model, id: DocId, doc: &Doc, see: &mut dyn FnMut(Facet, &str, &str)) {
    if let Some(status) = doc.status() {
        see(Facet::Status, status.as_str(), status.as_str());
    }
    for (relation, target) in model.ties.out.row(id.index()) {
        let is_team = matches!(relation, Relation::Team | Relation::Teams | Relation::CheckinTeam);
        let team = model.docs.get(target.doc.index());
        // What a team owns is its own.
        let owns = *relation == Relation::Owner && team.is_some_and(|it| it.tag() == KindTag::Team);
        if let Some(team) = team.filter(|_| is_team || owns) {
            see(Facet::Team, &team.slug, &team.title);
        }
    }
    let period = match &doc.kind {
        AnyKind::Goal(it) => it.period.as_ref(),
        AnyKind::Strategy(it) => it.period.as_ref(),
        _ => None,
    };
    match (period, day(doc)) {
        (Some(period), _) => see(Facet::Period, &period.text, &period.text),
        (None, Some(day)) => {
            let quarter = format!("{}-Q{}", day.year(), (day.month() - 1) / 3 + 1);
            see(Facet::Period, &quarter, &quarter);
        }
        (None, None) => {}
    }
    for tag in &doc.common.tags {
        see(Facet::Tag, tag, tag);
    }
}

/// The day of a document that has no period: its quarter of the calendar stands for one.
fn day(doc: &Doc) -> Option<jiff::civil::Date> {
    match &doc.kind {
        AnyKind::Release(it) => it.shipped.or(it.targets.last().copied()),
        AnyKind::Bet(it) => it.decided.or(it.proposed),
        AnyKind::Checkin(it) => it.date,
        AnyKind::Feedback(it) => it.heard,
        AnyKind::Study(it) => it.date,
        AnyKind::Decision(it) => it.date,
        _ => None,
    }
}

impl<'m> Reader<'m> {
    /// The shelves of a kind, by facet and slug: which documents share which value. Their data is to be asked for.
    #[must_use]
    pub fn shelves(&self, tag: KindTag) -> &'m [Shelf] {
        self.note(Read::Shelves(tag));
        self.model.facets().kinds.get(&tag).map_or(&[], |(shelves, _)| shelves)
    }

    /// The values of a document of a kind, facet by facet, as they stand in addresses.
    #[must_use]
    pub fn values(&self, tag: KindTag, id: DocId) -> &'m [(Facet, Arc<str>)] {
        // The shelves stand for the values of all their documents.
        self.note(Read::Shelves(tag));
        self.model.facets().values.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The documents of a kind that share a value.
    #[must_use]
    pub fn shelf(&self, tag: KindTag, facet: Facet, slug: &str) -> Option<&'m Shelf> {
        let shelves = self.shelves(tag);
        let at = shelves.binary_search_by(|it| (it.facet, &*it.slug).cmp(&(facet, slug))).ok()?;
        shelves.get(at)
    }
}
