//! What all pages of a site share: its name, its navigation, its threads, the day.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::base::date::{days_between, long};
use crate::kinds::values::Period;
use crate::model::reader::Reader;

use super::item::{Absent, Text, shapes};
use super::navigation::{Entry, navigation};
use super::threads::{self, Strand};

/// What the engine knows about a site besides its model.
#[derive(Debug, Clone, Default)]
pub struct SiteExtra {
    /// Style sheets, in order.
    pub css: Vec<Box<str>>,
    /// Scripts that run before the page is drawn.
    pub js_early: Vec<Box<str>>,
    /// Scripts that run when the page is there.
    pub js: Vec<Box<str>>,
    /// The site's icon.
    pub favicon: Option<Box<str>>,
    /// Fonts that every page needs.
    pub preload: Vec<Box<str>>,
    /// A line about the build: from what it was made.
    pub stamp: Option<Box<str>>,
}

shapes! {
    /// What `base.html` calls `site`.
    Shared {
        /// Its name.
        title: Text,
        /// A sentence about it.
        description: Option<Text>,
        /// Its language.
        language: Text,
        /// Which way that is written.
        dir: &'static str,
        /// Whether that is another language than ours, so that what stays English is marked.
        english: bool,
        /// The day.
        as_of: Text,
        /// The day in words.
        as_of_text: Text,
        /// The week of the quarter.
        week_text: Text,
        /// The program's version.
        version: &'static str,
        /// The navigation.
        nav: Vec<Entry>,
        /// The library.
        footer: Vec<Entry>,
        /// The strategy in the navigation.
        threads: Vec<Strand>,
        /// Whether every thread shows its goals everywhere; else only that of the page does.
        threads_open: bool,
        /// The way to the strategies that do not show.
        threads_more: Option<super::item::Link>,
        /// Its heading.
        threads_title: Option<Text>,
        /// The repository.
        repo: Option<Text>,
        /// The page of the search.
        search_url: Option<Text>,
        /// Feeds.
        feeds: Vec<super::item::Link>,
        /// Files of the theme.
        assets: Assets,
        /// A line about the build.
        stamp: Option<Text>,
    }
}

/// Files of the theme.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Assets {
    css: Vec<Text>,
    js_early: Vec<Text>,
    js: Vec<Text>,
    favicon: Option<Text>,
    preload: Vec<Text>,
}

impl Absent for Assets {
    fn absent(&self) -> bool {
        false
    }
}

/// What all pages share.
#[must_use]
pub fn site(reader: &Reader, extra: &SiteExtra) -> Value {
    let config = reader.config();
    let today = reader.today();
    let threads = threads::of(reader);
    let (nav, footer) = navigation(reader);
    let shared = Shared {
        title: title(reader),
        description: config.description.clone(),
        language: config.language.clone(),
        dir: direction(&config.language),
        english: !tongue(&config.language).eq_ignore_ascii_case("en"),
        as_of: today.to_string().into(),
        as_of_text: format!("{} {}", weekday(today), long(today)).into(),
        week_text: week(today, config.period_start_month).unwrap_or_default(),
        version: env!("CARGO_PKG_VERSION"),
        nav,
        footer,
        threads: threads.list,
        threads_open: threads.open,
        threads_more: threads.more,
        threads_title: threads.title,
        repo: config.repo.as_ref().map(|repo| repo.url.clone()),
        search_url: config.search.enabled.then(|| super::search::page::URL.into()),
        feeds: super::feeds::general(reader)
            .into_iter()
            .map(|feed| super::item::Link { title: feed.title, url: feed.url.as_str().into() })
            .collect(),
        assets: Assets {
            css: extra.css.clone(),
            js_early: extra.js_early.clone(),
            js: extra.js.clone(),
            favicon: extra.favicon.clone(),
            preload: extra.preload.clone(),
        },
        stamp: extra.stamp.clone(),
    };
    serde_json::to_value(&shared).unwrap_or_default()
}

/// The site's name: as written, else its start page's title.
#[must_use]
pub fn title(reader: &Reader) -> Text {
    reader
        .config()
        .title
        .clone()
        .or_else(|| reader.doc(super::overview::root(reader)?).map(|doc| doc.title.clone()))
        .unwrap_or_else(|| "Handbook".into())
}

fn tongue(language: &str) -> &str {
    language.split('-').next().unwrap_or("")
}

fn direction(language: &str) -> &'static str {
    if ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"]
        .contains(&tongue(language))
    {
        "rtl"
    } else {
        "ltr"
    }
}

fn weekday(date: Date) -> &'static str {
    use jiff::civil::Weekday;
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// The quarter in which a day lies.
#[must_use]
pub fn quarter(today: Date, first_month: i8) -> Option<Period> {
    let year = today.year();
    [year, year - 1]
        .into_iter()
        .flat_map(|year| (1..=4).map(move |n| format!("{year:04}-Q{n}")))
        .filter_map(|text| Period::parse(&text, first_month))
        .find(|period| period.contains(today))
}

/// `Q2, week 7 of 13`.
fn week(today: Date, first_month: i8) -> Option<Text> {
    let quarter = quarter(today, first_month)?;
    let name = quarter.text.split_once('-').map_or("", |(_, name)| name);
    let week = days_between(quarter.start, today) / 7 + 1;
    Some(format!("{name}, week {} of 13", week.min(13)).into())
}
