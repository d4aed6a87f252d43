//! The files around the pages, which are made from the whole site: for search engines, feed readers, calendars, hosts and
//! other programs. Each has a file of its own below; this is the list of them.

mod calendar;
mod feeds;
mod findings;
mod graph;
mod headers;
mod items;
mod llms;
mod redirects;
mod robots;
mod tables;

use crate::base::names::Url;
use crate::model::reader::Reader;
use crate::views::{self, Feed};

use super::engine::Site;

pub(super) use redirects::{Redirect, gather as redirects};
pub(super) use tables::csv;

/// A file that is made from the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// `sitemap.xml`, or its nth part, from 1.
    Sitemap(usize),
    /// `robots.txt`.
    Robots,
    /// `findings.json`.
    Findings,
    /// `graph.json`.
    Graph,
    /// `graph.schema.json`.
    GraphSchema,
    /// `llms.txt`.
    Llms,
    /// `calendar.ics`.
    Calendar,
    /// `_headers`.
    Headers,
    /// `_redirects`.
    Redirects,
    /// A feed, by position.
    Feed(usize),
    /// Where a page used to be, by position.
    Redirect(usize),
}

/// The files that a site of so many pages has, besides redirects.
#[must_use]
pub(super) fn files(reader: &Reader, pages: usize, feeds: &[Feed]) -> Vec<(Url, Whole)> {
    let mut files = vec![
        ("findings.json".to_owned(), Whole::Findings),
        ("graph.json".to_owned(), Whole::Graph),
        ("graph.schema.json".to_owned(), Whole::GraphSchema),
        ("llms.txt".to_owned(), Whole::Llms),
        ("robots.txt".to_owned(), Whole::Robots),
        ("_headers".to_owned(), Whole::Headers),
        ("_redirects".to_owned(), Whole::Redirects),
    ];
    if views::has_calendar(reader) {
        files.push(("calendar.ics".to_owned(), Whole::Calendar));
    }
    if reader.config().base_url.is_some() {
        files.push(("sitemap.xml".to_owned(), Whole::Sitemap(0)));
        for part in robots::parts(pages) {
            files.push((format!("sitemap-{part}.xml"), Whole::Sitemap(part)));
        }
    }
    files.extend(feeds.iter().enumerate().map(|(n, feed)| (feed.url.to_string(), Whole::Feed(n))));
    files.into_iter().filter_map(|(url, whole)| Some((Url::new(&url)?, whole))).collect()
}

/// Makes one of them; `None` for one that there is not.
#[must_use]
pub(super) fn make(site: &Site, whole: Whole) -> Option<Vec<u8>> {
    Some(match whole {
        Whole::Sitemap(part) => robots::sitemap(site, part).into_bytes(),
        Whole::Robots => robots::robots(site).into_bytes(),
        Whole::Findings => findings::json(site),
        Whole::Graph => graph::json(site),
        Whole::GraphSchema => graph::SCHEMA.as_bytes().to_vec(),
        Whole::Llms => llms::text(site).into_bytes(),
        Whole::Calendar => calendar::ics(site).into_bytes(),
        Whole::Headers => headers::text(site).into_bytes(),
        Whole::Redirects => redirects::list(site).into_bytes(),
        Whole::Feed(index) => feeds::atom(site, index)?,
        Whole::Redirect(index) => redirects::page(site, index)?,
    })
}

/// A text without signs that XML and calendars cannot hold, which no reader could see anyway; a line break is a blank.
fn visible(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() => None,
            // Marks that turn what follows would turn the rest of somebody else's line.
            '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            c => Some(c),
        })
        .collect()
}
