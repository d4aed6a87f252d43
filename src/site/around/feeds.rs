//! Atom feeds: one beside each page that says what happened.

use std::borrow::Cow;

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::civil::Date;

use crate::base::address::{Base, percent};
use crate::views;

use super::super::engine::Site;
use super::visible;

/// A feed; `None` for one that there is not.
pub fn atom(site: &Site, index: usize) -> Option<Vec<u8>> {
    let reader = site.reader();
    let base = Base(site.config.base_url.as_deref()?);
    let plan = site.outputs.feeds().get(index)?;
    let entries = site.entries.get_or_init(|| views::feed_entries(&reader, site.outputs.feeds()));
    let entries = entries.get(index)?;
    let latest = entries.first().map_or_else(|| reader.today(), |entry| entry.day);
    let feed = Feed {
        title: Text::plain(visible(&title(site, plan))),
        id: id(base, &plan.url),
        updated: midnight(latest)?,
        links: vec![
            link("self", &base.full(&plan.url), "application/atom+xml"),
            link("alternate", &base.full(&plan.page), "text/html"),
        ],
        // An entry without an author needs one of the feed.
        authors: vec![Person { name: visible(&views::site_title(&reader)), ..Person::default() }],
        generator: Some(Generator {
            value: "Throughline".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            uri: None,
        }),
        lang: Some(site.config.language.to_string()),
        entries: entries.iter().filter_map(|it| entry(site, base, it)).collect(),
        ..Feed::default()
    };
    let mut out = feed.write_to(Vec::new()).ok()?;
    out.push(b'\n');
    Some(out)
}

/// What a feed is called, with the site's name.
fn title(site: &Site, feed: &views::Feed) -> String {
    let own = match feed.about {
        // What an author calls it.
        views::FeedAbout::Team(_) | views::FeedAbout::Tag(_) => Cow::Borrowed(&*feed.title),
        _ => site.said(&feed.title),
    };
    format!("{own} \u{b7} {}", views::site_title(&site.reader()))
}

fn entry(site: &Site, base: Base<'_>, it: &views::FeedEntry) -> Option<Entry> {
    let category = |term: &str| Category { term: visible(term), ..Category::default() };
    Some(Entry {
        title: Text::plain(visible(&format!(
            "{}: {}",
            site.said(it.what),
            site.named(&it.title, it.by_day)
        ))),
        id: id(base, &format!("{}/{}", it.slug, it.name)),
        updated: midnight(it.day)?,
        published: Some(midnight(it.day)?),
        links: vec![link("alternate", &base.full(&it.url), "text/html")],
        summary: it.summary.as_deref().map(|text| Text::plain(visible(text))),
        categories: std::iter::once(category(&site.said(it.kind)))
            .chain(it.tags.iter().map(|tag| category(tag)))
            .collect(),
        authors: it
            .owners
            .iter()
            .map(|name| Person { name: visible(name), ..Person::default() })
            .collect(),
        ..Entry::default()
    })
}

fn link(rel: &str, href: &str, mime: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(mime.to_owned()),
        ..Link::default()
    }
}

/// A name that stays, after RFC 4151: the same for the same thing however pages are addressed and words change.
fn id(base: Base<'_>, name: &str) -> String {
    format!("tag:{},2026:{}{}", base.host(), base.path(), percent(name))
}

fn midnight(day: Date) -> Option<FixedDateTime> {
    format!("{day}T00:00:00+00:00").parse().ok()
}
