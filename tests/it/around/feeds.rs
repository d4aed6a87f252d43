//! Feeds, read by `feed-rs`.

use std::collections::BTreeSet;

use feed_rs::model::{Feed, FeedType};
use throughline::site::engine::Site;

use super::{HOSTILE, sample, site, text};

const BASE: &str = "https://h.example:8443/hand%20book/";

fn feed(site: &Site, url: &str) -> Feed {
    feed_rs::parser::parse(text(site, url).as_bytes()).unwrap_or_else(|e| panic!("{url}: {e}"))
}

fn feeds(site: &Site) -> Vec<String> {
    let urls = site.outputs.list.iter().map(|(url, _)| url.to_string());
    urls.filter(|url| url.ends_with(".xml") && !url.starts_with("sitemap")).collect()
}

#[test]
fn every_feed_of_the_sample_is_one_that_others_read() {
    let site = sample();
    let urls = feeds(&site);
    for expected in
        ["changes/index.xml", "releases/index.xml", "decisions/index.xml", "teams/fill.xml"]
    {
        assert!(urls.iter().any(|url| url == expected), "{expected} is not in {urls:?}");
    }
    assert!(urls.iter().any(|url| url.starts_with("tags/")), "{urls:?}");
    for url in urls {
        let feed = feed(&site, &url);
        assert_eq!(feed.feed_type, FeedType::Atom);
        assert!(feed.title.is_some_and(|title| title.content.contains("Ferncombe")), "{url}");
        assert!(feed.updated.is_some() && feed.id.starts_with("tag:handbook.example.com,2026:/"));
        let own = format!("https://handbook.example.com/{url}");
        assert!(feed.links.iter().any(|l| l.rel.as_deref() == Some("self") && l.href == own));
        assert!(feed.entries.len() <= 50, "{url} has {} entries", feed.entries.len());
        let ids: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), feed.entries.len(), "two entries of {url} have one id");
        let days: Vec<_> = feed.entries.iter().map(|entry| entry.updated).collect();
        assert!(days.is_sorted_by(|a, b| a >= b), "{url}: the latest comes first");
        for entry in &feed.entries {
            let page = entry.links[0].href.strip_prefix("https://handbook.example.com/");
            assert!(page.is_some_and(|page| site.outputs.at(page).is_some()), "{:?}", entry.links);
        }
    }
}

const FILES: &[(&str, &str)] = &[
    ("teams/fill.md", "---\ntags: [core]\n---\n\n# Fill\n\nFills.\n"),
    ("goals/g.md", "---\nperiod: 2026-Q2\nteams: [fill]\n---\n\n# Goal\n"),
    (
        "releases/r.md",
        "---\nstatus: shipped\ngoals: [g]\nteam: fill\nstarted: 2026-04-01\nshipped: 2026-05-02\ntags: [Core, \"a b\"]\n---\n\n# First name\n\nIt helps.\n",
    ),
    ("decisions/d.md", "---\ndate: 2026-05-03\n---\n\n# We decide\n"),
];

#[test]
fn a_feed_holds_what_it_is_about_and_an_entry_keeps_its_id() {
    let settings = format!("base_url: {BASE}\nlanguage: de\n");
    let before = site(&settings, FILES);
    let titles = |site: &Site, url: &str| -> Vec<String> {
        let entries = feed(site, url).entries;
        entries.into_iter().map(|entry| entry.title.expect("a title").content).collect()
    };
    let shipped = "Ausgeliefert: First name";
    assert_eq!(titles(&before, "releases/index.xml"), [shipped, "Begonnen: First name"]);
    assert_eq!(titles(&before, "decisions/index.xml"), ["Entschieden: We decide"]);
    assert_eq!(titles(&before, "tags/a-b.xml"), [shipped, "Begonnen: First name"]);
    let team = titles(&before, "teams/fill.xml");
    assert!(
        team.contains(&shipped.to_owned()) && team.contains(&"Zeitraum begann: Goal".to_owned())
    );
    assert!(!team.contains(&"Entschieden: We decide".to_owned()), "{team:?}");
    assert_eq!(titles(&before, "changes/index.xml").len(), 4, "a period that is to end is no news");

    let id = "tag:h.example,2026:/hand%20book/r/shipped";
    let mut files = FILES.to_vec();
    files[2].1 = "---\nstatus: shipped\ngoals: [g]\nshipped: 2026-05-09\n---\n\n# Another name\n";
    let after = site(&settings, &files);
    for site in [&before, &after] {
        let feed = feed(site, "changes/index.xml");
        assert!(feed.entries.iter().any(|entry| entry.id == id), "{:?}", feed.entries);
    }
    let entry = &feed(&before, "releases/index.xml").entries[0];
    assert_eq!(entry.summary.as_ref().expect("a summary").content, "It helps.");
    assert_eq!(entry.updated.expect("a day").to_rfc3339(), "2026-05-02T00:00:00+00:00");
    assert_eq!(entry.links[0].href, format!("{BASE}releases/r.html"));
}

#[test]
fn pages_lead_to_their_feeds() {
    let site = site(&format!("base_url: {BASE}\n"), FILES);
    let link = |title: &str, url: &str| {
        format!(
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{title}\" href=\"{url}\">"
        )
    };
    let home = text(&site, "index.html");
    assert!(home.contains(&link("What changed", "changes/index.xml")), "{home}");
    let team = text(&site, "teams/fill.html");
    assert!(team.contains(&link("Releases", "../releases/index.xml")), "{team}");
    assert!(team.contains(&link("Fill", "../teams/fill.xml")), "{team}");
    let changes = text(&site, "changes/index.html");
    assert!(changes.contains("<a href=\"../changes/index.xml\">Feed</a>"), "{changes}");
}

#[test]
fn feeds_are_bounded_and_can_be_left_out() {
    let few = site(&format!("base_url: {BASE}\nfeeds: {{limit: 1}}\n"), FILES);
    for url in feeds(&few) {
        assert!(feed(&few, &url).entries.len() <= 1, "{url}");
    }
    for settings in [format!("base_url: {BASE}\nfeeds: false\n"), String::new()] {
        let none = site(&settings, FILES);
        assert_eq!(feeds(&none), Vec::<String>::new(), "{settings}");
        assert!(!text(&none, "index.html").contains("atom+xml"), "{settings}");
    }
}

#[test]
fn a_hostile_title_is_words_in_a_feed() {
    let release = format!(
        "---\ntitle: \"{}\"\nsummary: \"{}\"\nstatus: shipped\nshipped: 2026-05-02\ntags: [\"<b>&\"]\n---\n",
        HOSTILE.replace('"', "\\\""),
        HOSTILE.replace('"', "\\\"")
    );
    let site = site(&format!("base_url: {BASE}\n"), &[("releases/r.md", &release)]);
    for url in feeds(&site) {
        let xml = text(&site, &url);
        assert!(
            !xml.contains("<script") && !xml.contains('\u{7}') && !xml.contains('\u{202e}'),
            "{xml}"
        );
        let entry = &feed(&site, &url).entries[0];
        let title = &entry.title.as_ref().expect("a title").content;
        assert!(title.starts_with("Shipped: \"'><script>alert(1)</script>&amp;]]>"), "{title}");
        assert!(title.ends_with('\u{1f9ed}'), "{title}");
    }
}
