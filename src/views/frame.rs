//! The frame of a page, as `base.html` reads it: title, place in the site, source, ways around.

use serde::Serialize;

use crate::base::address::percent as escaped;
use crate::base::names::Url;
use crate::config::Config;
use crate::kinds::KindTag;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::parse::outline::Outline;

use super::card;
use super::facts;
use super::feeds;
use super::findings;
use super::item::{Absent, Finding, Link, Text, shapes};
use super::words;
use super::{PageData, Route, Shown};

shapes! {
    /// What `base.html` calls `page`.
    Frame {
        /// Its title.
        title: Text,
        /// Its address.
        url: Text,
        /// The name of its template, for style.
        template: &'static str,
        /// The kind of its document.
        kind: Option<&'static str>,
        /// The entry of the navigation under which it stands.
        nav_key: Option<&'static str>,
        /// A sentence about it.
        description: Option<Text>,
        /// Whether search engines should pass by.
        noindex: bool,
        /// Its full address.
        canonical: Option<Text>,
        /// What it is to other sites, which show it where it is linked: `website` or `article`.
        og: Option<&'static str>,
        /// The way to it.
        breadcrumb: Vec<Crumb>,
        /// The pages around it.
        tree: Vec<Branch>,
        /// The page before it.
        prev: Option<Link>,
        /// The page after it.
        next: Option<Link>,
        /// Its headings.
        outline: Vec<Heading>,
        /// What is wrong with it.
        findings: Vec<Finding>,
        /// Its file.
        source_path: Option<Text>,
        /// Where it is edited.
        edit_url: Option<Text>,
        /// Where its source is read.
        view_url: Option<Text>,
        /// Its data.
        data_url: Option<Text>,
        /// Feeds of its own.
        feeds: Vec<Link>,
        /// When it was looked over.
        reviewed: Option<Text>,
        /// Whether its text is ours, and so English.
        english: bool,
    }

    /// A step of the way to a page.
    Crumb {
        /// Its words.
        title: Text,
        /// Where it leads.
        url: Option<Text>,
                /// The kind of its document.
        kind: Option<&'static str>,
        /// The word beside it on a ladder.
        kind_word: Option<&'static str>,
    }

    /// A page of the tree.
    Branch {
        /// Its title.
        title: Text,
        /// Its address.
        url: Text,
        /// The pages below it.
        children: Vec<Branch>,
    }

    /// A heading.
    Heading {
        /// 2 or 3.
        level: u8,
        /// Its words.
        title: Text,
        /// Its anchor.
        anchor: Text,
        /// Whether the document's author wrote it.
        authors: bool,
    }
}

/// The frame of a page that is made from many documents.
#[must_use]
pub fn of_view(reader: &Reader, url: &Url, title: &str, nav_key: Option<&'static str>) -> Frame {
    let config = reader.config();
    let mut frame = Frame {
        title: title.into(),
        url: url.as_str().into(),
        template: "view",
        nav_key,
        data_url: Some(data_url(url)),
        ..Frame::default()
    };
    describe(&mut frame, config, "website");
    frame
}

/// The frame of a document's page.
#[must_use]
pub fn of_document(reader: &Reader, route: &Route, id: DocId, doc: &Doc) -> Frame {
    let config = reader.config();
    let mut frame = Frame {
        title: card::title(reader, id, doc),
        url: route.url.as_str().into(),
        template: "page",
        kind: Some(doc.tag().as_str()).filter(|_| doc.tag() != KindTag::Page),
        nav_key: nav_key(doc.tag()),
        description: card::summary(reader, id).map(|s| words::cut(&s, 200)),
        outline: reader.outline(id).map(|it| headings(doc, it)).unwrap_or_default(),
        findings: findings::of(reader, id),
        data_url: Some(data_url(&route.url)),
        reviewed: facts::review(doc, reader.today()),
        feeds: match doc.tag() {
            KindTag::Team => feeds::own(reader, &route.url, &card::title(reader, id, doc)),
            _ => Vec::new(),
        },
        ..Frame::default()
    };
    source(&mut frame, config, doc);
    describe(&mut frame, config, "article");
    frame
}

/// Where a document lies, and where it is edited.
pub fn source(frame: &mut Frame, config: &Config, doc: &Doc) {
    let path = doc.front_in.as_ref().unwrap_or(&doc.path);
    frame.source_path = Some(doc.source().as_str().into());
    let Some(repo) = &config.repo else { return };
    let folder = repo.folder.as_deref().or(config.content.as_deref()).unwrap_or("");
    let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let (edit, view) = if repo.url.contains("gitlab") {
        ("-/edit", "-/blob")
    } else if repo.url.contains("bitbucket") || repo.url.contains("codeberg") {
        ("_edit", "src/branch")
    } else {
        ("edit", "blob")
    };
    let address = |act: &str| {
        let path = format!("{below}{path}");
        let path = escaped(&path);
        Some(format!("{}/{act}/{}/{path}", repo.url, escaped(&repo.branch)).into())
    };
    frame.edit_url = address(edit);
    frame.view_url = address(view);
}

fn describe(frame: &mut Frame, config: &Config, kind: &'static str) {
    let Some(base) = &config.base_url else { return };
    frame.canonical = Some([&**base, &*escaped(&frame.url)].concat().into());
    frame.og = Some(kind);
}

fn data_url(url: &Url) -> Text {
    [url.strip_suffix(".html").unwrap_or(url), ".json"].concat().into()
}

/// The headings that a reader is offered.
fn headings(doc: &Doc, outline: &Outline) -> Vec<Heading> {
    let skip = usize::from(super::document::repeats_title(doc));
    outline
        .headings
        .iter()
        .skip(skip)
        .filter(|heading| heading.level <= 3)
        .map(|heading| Heading {
            level: heading.level.max(2),
            title: heading.text.clone(),
            anchor: heading.anchor.clone(),
            authors: true,
        })
        .collect()
}

/// The entry of the navigation under which documents of a kind stand.
#[must_use]
pub const fn nav_key(tag: KindTag) -> Option<&'static str> {
    match tag {
        KindTag::Strategy => Some("strategy"),
        KindTag::Goal => Some("goals"),
        KindTag::Release => Some("roadmap"),
        KindTag::Bet => Some("bets"),
        KindTag::Feedback | KindTag::Study => Some("feedback"),
        KindTag::Checkin => Some("rhythm"),
        KindTag::Team | KindTag::Person => Some("teams"),
        KindTag::Metric | KindTag::Decision | KindTag::Page => None,
    }
}

/// The way to a document that hangs on no thread: the list of its kind.
#[must_use]
pub fn crumbs(tag: KindTag) -> Vec<Crumb> {
    let Some(view) = super::places::list_of(tag) else { return Vec::new() };
    vec![Crumb {
        title: view.title.into(),
        url: Some(view.url.into()),
        kind: Some(tag.as_str()),
        kind_word: Some("All"),
    }]
}

/// The way to one of the pages of a view.
#[must_use]
pub fn up(view: &super::places::View) -> Vec<Crumb> {
    vec![Crumb { title: view.title.into(), url: Some(view.url.into()), ..Crumb::default() }]
}

/// A page whose data is a view's.
pub(super) fn page(frame: Frame, mut sheet: super::places::Sheet) -> PageData {
    super::block::settle(&mut sheet.data.sections);
    let frame = Frame { english: sheet.text.is_some(), ..frame };
    PageData {
        template: sheet.template.into(),
        frame: Box::new(frame),
        brief: None,
        data: Shown::View(Box::new(sheet.data)),
        body: sheet.body,
        text: sheet.text,
        skip_heading: sheet.body.is_some() || sheet.text.is_some(),
        charts: sheet.charts,
    }
}
