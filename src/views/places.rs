//! What a page that is made from many documents is: its address, its place in the navigation, when it exists, what it
//! shows. `registry` lists them.

use std::sync::LazyLock;

use serde::Serialize;

use crate::base::chart::Chart;
use crate::base::names::Url;
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::block::Section;
use super::item::{Absent, Link, Part, Text, shapes};
use super::registry::{LISTS, VIEWS};

/// A page that is made from many documents, or a family of such pages.
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// The address of its first page.
    pub url: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Where it stands in the navigation.
    pub place: Place,
    /// Whether it exists.
    pub exists: fn(&Reader) -> bool,
    /// Its further pages: key and address.
    pub more: fn(&Reader) -> Vec<(Text, Text)>,
    /// Makes a page of it.
    pub make: fn(&Reader, Option<&str>) -> Sheet,
}

/// Where a view stands in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the views, under this key.
    Nav(&'static str),
    /// In the library below them; which entry of the navigation it belongs to.
    Library(Option<&'static str>),
    /// Reached from other pages; which entry of the navigation it belongs to.
    Below(Option<&'static str>),
}

impl Place {
    /// The entry of the navigation that is marked.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Nav(key) => Some(key),
            Self::Library(key) | Self::Below(key) => key,
        }
    }
}

shapes! {
    /// What `view.html` shows; also the data beside the page.
    Data {
        /// The gist, with links.
        lead: Vec<Part>,
        /// The parts.
        sections: Vec<Section>,
        /// Files with the same data.
        downloads: Vec<Link>,
        /// The nearest pages, on the page of what is not there.
        near: Vec<super::item::Item>,
        /// Where the index of the search lies, on its page.
        index_url: Option<Text>,
    }
}

/// A view, made.
#[derive(Debug)]
pub struct Sheet {
    /// Its title, where it differs from the view's.
    pub title: Option<Text>,
    /// What it shows.
    pub data: Data,
    /// The document whose text introduces it.
    pub body: Option<DocId>,
    /// A text of the program itself, in Markdown, in place of a document's.
    pub text: Option<&'static str>,
    /// Its charts.
    pub charts: Vec<(String, Chart)>,
    /// Its template.
    pub template: &'static str,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            title: None,
            data: Data::default(),
            body: None,
            text: None,
            charts: Vec::new(),
            template: "view.html",
        }
    }
}

/// Whether the site is about a strategy, and not only a handbook.
#[must_use]
pub fn is_strategic(reader: &Reader) -> bool {
    [KindTag::Strategy, KindTag::Goal, KindTag::Release]
        .iter()
        .any(|tag| !reader.ids(*tag).is_empty())
}

/// Every view.
pub fn all() -> impl Iterator<Item = &'static View> {
    VIEWS.iter().chain(LISTS)
}

/// The view of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static View> {
    all().find(|view| view.name == name)
}

/// The list of a kind.
#[must_use]
pub fn list_of(tag: KindTag) -> Option<&'static View> {
    let name = match tag {
        KindTag::Strategy => "strategy",
        KindTag::Goal => "goals",
        KindTag::Metric => "metrics",
        KindTag::Bet => "bets",
        KindTag::Release => "releases",
        KindTag::Checkin => "checkins",
        KindTag::Feedback => "feedback",
        KindTag::Study => "research",
        KindTag::Decision => "decisions",
        KindTag::Team => "teams",
        KindTag::Person => "people",
        KindTag::Page => return None,
    };
    named(name)
}

/// The addresses of all views, sorted.
pub fn addresses() -> &'static [&'static str] {
    static ADDRESSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut list: Vec<&'static str> = all().map(|view| view.url).collect();
        list.sort_unstable();
        list
    });
    &ADDRESSES
}

/// The views that this site has, with all their pages: view, key, address.
pub fn existing(reader: &Reader) -> Vec<(&'static View, Option<Text>, Url)> {
    let mut pages = Vec::new();
    for view in all().filter(|view| (view.exists)(reader)) {
        pages.extend(Url::new(view.url).map(|url| (view, None, url)));
        for (key, url) in (view.more)(reader) {
            pages.extend(Url::new(&url).map(|url| (view, Some(key), url)));
        }
    }
    pages
}

/// The entry of the navigation under which a plain page stands: none, unless it is the start page itself.
#[must_use]
pub fn footer_or_nav(url: &Url) -> Option<&'static str> {
    (&**url == "index.html").then_some("overview")
}

/// The document that introduces a view: the one whose page would stand at the same address.
#[must_use]
pub fn introduction(reader: &Reader, url: &str) -> Option<DocId> {
    let folder = url.strip_suffix("index.html")?;
    let inside = ["index.md", "README.md", "readme.md", "Index.md", "Readme.md"]
        .iter()
        .map(|name| format!("{folder}{name}"));
    // With an address that is a folder, `goals.md` stands at the same place as `goals/index.md`.
    let beside = folder.strip_suffix('/').map(|folder| format!("{folder}.md"));
    inside
        .chain(beside)
        .filter_map(|path| reader.at_path(&path))
        .find(|id| reader.doc(*id).is_some_and(|doc| &*doc.url == url))
}
