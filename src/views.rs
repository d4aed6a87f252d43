//! From the model to the data of pages: which pages there are, and what each one shows. Pure: the same model gives the
//! same data, and nothing here draws.
//!
//! `routes` says which pages a site has, `site` what all of them share, `page` what one of them shows.

mod alignment;
mod bets;
mod block;
mod calendar;
mod card;
mod changes;
mod checks;
mod document;
mod events;
mod facts;
mod feedback;
mod feeds;
mod fence;
mod findings;
mod flow;
mod frame;
pub mod glossary;
mod how;
mod item;
mod ledger;
mod list;
mod lost;
mod navigation;
mod outcomes;
mod overview;
mod owners;
mod page;
mod past;
mod places;
mod refused;
mod registry;
mod relations;
mod rhythm;
mod roadmap;
mod rules;
pub mod search;
mod shared;
mod standing;
mod strategy;
mod tags;
mod teams;
mod thread;
mod threads;
mod twin;
mod twins;
mod words;
mod work;

use serde::Serialize;

use crate::base::address::encoded;
use crate::base::chart::Chart;
use crate::base::link::Resolved;
use crate::base::names::{DocPath, Url};
use crate::model::data::File;
use crate::model::doc::DocId;
use crate::model::links::Landing;
use crate::model::reader::Reader;
use crate::parse::image::Image;
use crate::parse::outline::{Link, LinkKind};

pub use calendar::{Appointment, appointments};
pub use feeds::{
    About as FeedAbout, Entry as FeedEntry, Feed, all as feeds, entries as feed_entries,
};
pub use fence::{Drawn as Fence, answers, fences};
pub use frame::Frame;
pub use shared::{SiteExtra, site, title as site_title};
pub use threads::{of_page as threads_of, take as take_threads};
pub use twins::{Sheet as TableSheet, sheets};

/// A page and its address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Route {
    /// The address.
    pub url: Url,
    /// What stands there.
    pub page: Page,
}

/// What a page is made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Page {
    /// One document.
    Document(DocPath),
    /// Many documents: the view's name, and which of its pages.
    View(&'static str, Option<Box<str>>),
}

/// The data of a page, by the shape of its template. Kept as it is until it is written: a value in between would cost
/// more than the page itself.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// A document with its thread, for `document.html`.
    Document(Box<document::Data>),
    /// A plain page, for `page.html`.
    Page(Box<page::Data>),
    /// A page made from many documents, for `view.html`.
    View(Box<places::Data>),
}

/// What a page shows.
#[derive(Debug)]
pub struct PageData {
    /// Its template.
    pub template: Box<str>,
    /// What `base.html` calls `page`.
    pub frame: Box<Frame>,
    /// The document in brief, for other programs.
    pub brief: Option<Box<document::Brief>>,
    /// What the template calls `data`.
    pub data: Shown,
    /// The document whose text is shown.
    pub body: Option<DocId>,
    /// A text of the program itself, in Markdown, shown in its place.
    pub text: Option<&'static str>,
    /// Whether the text's first heading says the title again and is left out.
    pub skip_heading: bool,
    /// Its charts, by name.
    pub charts: Vec<(String, Chart)>,
}

/// The addresses of pages that are made from many documents, sorted; which of them exist depends on the documents.
#[must_use]
pub fn lists() -> &'static [&'static str] {
    places::addresses()
}

/// The pages of a site that are made from many documents, sorted by address.
#[must_use]
pub fn routes_of_views(reader: &Reader) -> Vec<Route> {
    let mut routes: Vec<Route> = places::existing(reader)
        .into_iter()
        .map(|(view, key, url)| Route { url, page: Page::View(view.name, key) })
        .collect();
    routes.sort_by(|a, b| a.url.cmp(&b.url));
    routes
}

/// Every page of a site, sorted by address. Groups without documents do not appear, and the document that introduces a
/// view has no page of its own. Where two want one address, both are here, a view before a document.
#[must_use]
pub fn routes(reader: &Reader, of_views: &[Route]) -> Vec<Route> {
    let mut routes = of_views.to_vec();
    for id in reader.all() {
        let Some(doc) = reader.doc(id) else { continue };
        let is_view = of_views.binary_search_by(|route| route.url.cmp(&doc.url)).is_ok();
        if !is_view || places::introduction(reader, &doc.url) != Some(id) {
            routes.push(Route { url: doc.url.clone(), page: Page::Document(doc.path.clone()) });
        }
    }
    routes.sort_by(|a, b| a.url.cmp(&b.url));
    routes
}

/// What a page shows.
#[must_use]
pub fn page(reader: &Reader, route: &Route) -> PageData {
    match &route.page {
        Page::Document(path) => {
            match reader.at_path(path).and_then(|id| Some((id, reader.doc(id)?))) {
                Some((id, doc)) if document::is_rich(doc) => document::page(reader, route, id, doc),
                Some((id, doc)) => page::page(reader, route, id, doc),
                None => view(reader, route, "lost", None),
            }
        }
        Page::View(name, key) => view(reader, route, name, key.as_deref()),
    }
}

fn view(reader: &Reader, route: &Route, name: &str, key: Option<&str>) -> PageData {
    let view = places::named(name);
    let mut sheet = view.map(|view| (view.make)(reader, key)).unwrap_or_default();
    let introduction = places::introduction(reader, &route.url);
    let introduced = introduction.and_then(|id| reader.doc(id));
    let key_of_page = key;
    let title = sheet
        .title
        .clone()
        .or_else(|| introduced.and_then(|doc| doc.common.title.clone()))
        .unwrap_or_else(|| view.map_or("", |view| view.title).into());
    let key = view.and_then(|view| view.place.key());
    let mut frame = frame::of_view(reader, &route.url, &title, key);
    if let (Some(id), Some(doc)) = (introduction, introduced) {
        frame.description = card::summary(reader, id).map(|s| words::cut(&s, 200));
        frame::source(&mut frame, reader.config(), doc);
        sheet.body = introduction;
    }
    frame.noindex = name == "lost";
    if let Some(view) = view {
        around(reader, view, key_of_page, &route.url, &mut sheet.data, &mut frame);
    }
    if sheet.template == "page.html" {
        frame.template = "page";
        frame.breadcrumb = view.map(frame::up).unwrap_or_default();
    }
    frame::page(frame, sheet)
}

/// The files beside a view's page: its tables, its feed, the calendar.
fn around(
    reader: &Reader,
    view: &places::View,
    key: Option<&str>,
    url: &Url,
    data: &mut places::Data,
    frame: &mut Frame,
) {
    twins::link(view.name, url, data);
    let has_feed = match view.name {
        "changes" | "releases" | "decisions" => key.is_none(),
        "tags" => key.is_some(),
        _ => false,
    };
    if has_feed {
        let own = feeds::own(reader, url, &frame.title);
        data.downloads
            .extend(own.iter().map(|feed| item::Link { title: "Feed".into(), ..feed.clone() }));
        if view.name == "tags" {
            frame.feeds = own;
        }
    }
    if matches!(view.name, "rhythm" | "releases") && key.is_none() {
        data.downloads.push(item::Link { title: "Calendar".into(), url: "calendar.ics".into() });
    }
}

/// The addresses of the tables of a page.
#[must_use]
pub fn tables(route: &Route) -> Vec<Url> {
    match &route.page {
        Page::View(name, _) => twins::files(name, &route.url),
        Page::Document(_) => Vec::new(),
    }
}

/// Whether there is anything for a calendar.
#[must_use]
pub fn has_calendar(reader: &Reader) -> bool {
    ["rhythm", "releases"]
        .iter()
        .any(|name| places::named(name).is_some_and(|view| (view.exists)(reader)))
}

/// The views of a site: title and address.
#[must_use]
pub fn view_pages(reader: &Reader) -> Vec<(Box<str>, Box<str>)> {
    let there = places::all().filter(|view| view.name != "lost" && (view.exists)(reader));
    there.map(|view| (view.title.into(), view.url.into())).collect()
}

/// Whether a view stands at an address.
#[must_use]
pub fn is_view(reader: &Reader, url: &str) -> bool {
    places::all().any(|view| view.url == url && (view.exists)(reader))
}

/// What documents of a kind are called together.
#[must_use]
pub fn kind_title(tag: crate::kinds::KindTag) -> String {
    words::capital(words::kinds(tag).1)
}

/// A document where it is only named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub title: Box<str>,
    /// Its page.
    pub url: Box<str>,
    /// A sentence about it.
    pub summary: Option<Box<str>>,
    /// Whether its name ends in a day that no author wrote.
    pub by_day: bool,
}

/// A document where it is only named.
#[must_use]
pub fn named(reader: &Reader, id: DocId) -> Option<Named> {
    let doc = reader.doc(id)?;
    let summary = card::summary(reader, id).map(|text| words::cut(&text, 200));
    let by_day = card::is_named_by_day(doc);
    Some(Named { title: card::title(reader, id, doc), url: card::url(doc), summary, by_day })
}

/// What the document at a path is called.
#[must_use]
pub fn title_of(reader: &Reader, path: &DocPath) -> Option<Box<str>> {
    let id = reader.at_path(path)?;
    Some(card::title(reader, id, reader.doc(id)?))
}

/// Whether what the document at a path is called ends in a day that no author wrote.
#[must_use]
pub fn is_named_by_day(reader: &Reader, path: &DocPath) -> bool {
    reader.at_path(path).and_then(|id| reader.doc(id)).is_some_and(card::is_named_by_day)
}

/// What the links of a document's text mean, in the order of its outline.
#[must_use]
pub fn links(reader: &Reader, id: DocId) -> Vec<Resolved> {
    let with = |url: &str, anchor: Option<&str>| -> Box<str> {
        anchor.map_or_else(|| url.into(), |anchor| format!("{url}#{anchor}").into())
    };
    let landings = reader.landings(id);
    let links = reader.outline(id).map_or(&[][..], |outline| &outline.links);
    landings
        .iter()
        .zip(links)
        .map(|(landing, link)| match landing {
            Landing::Doc(to, anchor) => match reader.doc(*to) {
                Some(doc) => Resolved::Page {
                    href: with(&doc.url, anchor.as_deref()),
                    title: card::title(reader, *to, doc),
                },
                None => Resolved::Broken,
            },
            Landing::List(url, anchor) => places::all()
                .find(|view| view.url == &**url && (view.exists)(reader))
                .map_or(Resolved::Broken, |view| Resolved::Page {
                    href: with(url, anchor.as_deref()),
                    title: view.title.into(),
                }),
            Landing::File(index) => match reader.file_at(*index) {
                Some(file) => file_link(file, link),
                None => Resolved::Broken,
            },
            Landing::Here(anchor) => Resolved::Anchor(anchor.clone()),
            Landing::Outside => Resolved::Outside,
            Landing::Hidden => Resolved::Hidden,
            Landing::Broken(_) => Resolved::Broken,
        })
        .collect()
}

fn file_link(file: &File, link: &Link) -> Resolved {
    let href = encoded(&file.url()).into();
    match file.image {
        Some(Image::Sized(width, height)) => Resolved::Asset { href, size: Some((width, height)) },
        Some(Image::Not) | None if link.kind == LinkKind::Image => Resolved::NoImage { href },
        _ => Resolved::Asset { href, size: None },
    }
}

/// By how many days a release comes later than first promised.
#[must_use]
pub fn slip_days(reader: &Reader, id: DocId) -> Option<i64> {
    let (doc, release) = reader.get::<crate::kinds::release::Release>(id)?;
    standing::moved(reader, release, doc.status())
}

/// Where a document stands, by its numbers where it has any.
#[must_use]
pub fn computed_status(reader: &Reader, id: DocId) -> Option<&'static str> {
    standing::of(reader, id).map(|standing| standing.slug)
}
