//! The feeds of a site: which there are, and the latest entries of each. What they look like as XML is `site`'s to say.
//!
//! A feed stands beside its page and has the page's address with another ending, so that a page knows it without looking.

use std::collections::HashMap;

use ahash::RandomState;
use jiff::civil::Date;

use crate::base::names::{Url, slugify};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::events::{self, Event};
use super::item::{Link, Text};
use super::{card, places, tags, words};

/// A feed, without its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What it is called.
    pub title: Text,
    /// The page beside which it stands.
    pub page: Url,
    /// Its address.
    pub url: Url,
    /// What stands in it.
    pub about: About,
}

/// What a feed is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum About {
    /// Everything.
    Changes,
    /// Releases.
    Releases,
    /// Decisions, and answers to bets.
    Decisions,
    /// What a team works on.
    Team(DocId),
    /// What carries a tag, by its slug.
    Tag(Text),
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id of its document.
    pub slug: Text,
    /// The name of what happened; with the id it stands for the entry for ever.
    pub name: Text,
    /// When.
    pub day: Date,
    /// What happened.
    pub what: &'static str,
    /// To what.
    pub title: Text,
    /// Whether that ends in a day that no author wrote.
    pub by_day: bool,
    /// The page of its document.
    pub url: Text,
    /// A sentence about it.
    pub summary: Option<Text>,
    /// The kind of its document.
    pub kind: &'static str,
    /// Its tags.
    pub tags: Vec<Text>,
    /// Who answers for it.
    pub owners: Vec<Text>,
}

/// The address of the feed beside a page.
#[must_use]
pub fn beside(page: &str) -> String {
    format!("{}.xml", page.strip_suffix(".html").unwrap_or(page))
}

/// Whether a site has feeds: they need full addresses.
#[must_use]
pub fn any(reader: &Reader) -> bool {
    let config = reader.config();
    config.feeds.enabled && config.base_url.is_some()
}

/// The feed beside a page of its own, as the page links to it.
#[must_use]
pub fn own(reader: &Reader, page: &str, title: &str) -> Vec<Link> {
    if !any(reader) {
        return Vec::new();
    }
    vec![Link { title: title.into(), url: beside(page).into() }]
}

/// The feeds that every page links to.
#[must_use]
pub fn general(reader: &Reader) -> Vec<Feed> {
    if !any(reader) {
        return Vec::new();
    }
    [("changes", About::Changes), ("releases", About::Releases), ("decisions", About::Decisions)]
        .into_iter()
        .filter_map(|(name, about)| {
            let view = places::named(name).filter(|view| (view.exists)(reader))?;
            feed(view.title.into(), view.url, about)
        })
        .collect()
}

/// Every feed of the site.
#[must_use]
pub fn all(reader: &Reader) -> Vec<Feed> {
    let mut feeds = general(reader);
    if !any(reader) {
        return feeds;
    }
    for id in reader.ids(KindTag::Team) {
        let Some(doc) = reader.doc(*id) else { continue };
        feeds.extend(feed(card::title(reader, *id, doc), &doc.url, About::Team(*id)));
    }
    for (slug, words, url) in tags::pages(reader) {
        feeds.extend(feed(words, &url, About::Tag(slug)));
    }
    feeds
}

fn feed(title: Text, page: &str, about: About) -> Option<Feed> {
    Some(Feed { title, page: Url::new(page)?, url: Url::new(&beside(page))?, about })
}

/// The latest entries of each feed, in the order of the feeds; one look at everything for all of them.
#[must_use]
pub fn entries(reader: &Reader, feeds: &[Feed]) -> Vec<Vec<Entry>> {
    let limit = reader.config().feeds.limit as usize;
    let places: HashMap<&About, usize, RandomState> =
        feeds.iter().enumerate().map(|(index, feed)| (&feed.about, index)).collect();
    let mut picked: Vec<Vec<Event>> = vec![Vec::new(); feeds.len()];
    let mut room = feeds.len();
    for event in events::since(reader, reader.all(), None) {
        if room == 0 {
            break;
        }
        for about in subjects(reader, event) {
            let Some(list) = places.get(&about).and_then(|index| picked.get_mut(*index)) else {
                continue;
            };
            if list.len() < limit {
                list.push(event);
                room -= usize::from(list.len() == limit);
            }
        }
    }
    let made = |list: Vec<Event>| list.into_iter().filter_map(|it| entry(reader, it)).collect();
    picked.into_iter().map(made).collect()
}

/// The feeds in which something belongs.
fn subjects(reader: &Reader, event: Event) -> Vec<About> {
    let Some(doc) = reader.doc(event.id) else { return Vec::new() };
    let mut list = vec![About::Changes];
    match doc.tag() {
        KindTag::Release => list.push(About::Releases),
        KindTag::Decision => list.push(About::Decisions),
        KindTag::Bet if event.name == "decided" => list.push(About::Decisions),
        _ => {}
    }
    let mut teams = teams(reader, event.id);
    teams.sort_unstable();
    teams.dedup();
    list.extend(teams.into_iter().map(About::Team));
    let mut slugs: Vec<String> = doc.common.tags.iter().map(|tag| slugify(tag)).collect();
    slugs.sort_unstable();
    slugs.dedup();
    list.extend(slugs.into_iter().map(|slug| About::Tag(slug.into())));
    list
}

/// The teams that work on a document: its own, those of its goal where it is a bet, and itself.
fn teams(reader: &Reader, id: DocId) -> Vec<DocId> {
    let of = |id: DocId| {
        [Relation::Team, Relation::Teams, Relation::Owner]
            .into_iter()
            .flat_map(move |relation| reader.targets(id, relation))
            .map(|target| target.doc)
            .filter(|id| reader.doc(*id).is_some_and(|doc| doc.tag() == KindTag::Team))
    };
    let mut teams: Vec<DocId> = of(id).collect();
    if reader.get::<Bet>(id).is_some()
        && let Some(goal) = reader.target(id, Relation::Goal)
    {
        teams.extend(of(goal.doc));
    }
    if reader.doc(id).is_some_and(|doc| doc.tag() == KindTag::Team) {
        teams.push(id);
    }
    teams
}

fn entry(reader: &Reader, event: Event) -> Option<Entry> {
    let doc = reader.doc(event.id)?;
    // What comes again and again is told apart by its day.
    let name: Text = match event.name {
        "reviewed" => format!("reviewed/{}", event.day).into(),
        name => name.into(),
    };
    Some(Entry {
        slug: doc.slug.as_str().into(),
        name,
        day: event.day,
        what: event.what,
        title: card::title(reader, event.id, doc),
        by_day: card::is_named_by_day(doc),
        url: card::url(doc),
        summary: card::summary(reader, event.id).map(|text| words::cut(&text, 600)),
        kind: words::kind(doc.tag()),
        tags: doc.common.tags.clone(),
        owners: card::owners(reader, event.id).into_iter().map(|owner| owner.name).collect(),
    })
}
