//! The settings of a site: `throughline.yml`, read with the same fields as front matter.
//!
//! Every key has a default, so a site without settings is a site. Nothing here looks at the disk.

pub mod lints;
pub mod numbers;
mod redirects;
mod requires;
pub mod site;

use std::sync::Arc;

use jiff::civil::Date;

use crate::base::diagnostic::Problem;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::kinds::values::Audience;
use crate::mapping::Mapping;
use crate::mapping::globs::Globs;
use crate::parse::fields::{Fields, json};
use crate::parse::schema::{FieldInfo, Shape};
use crate::parse::{Parsed, meaning_of};

use lints::LintSettings;
use numbers::{Pace, Scoring, ShownEffort, Weights};
use site::{Build, Feeds, Leak, LinkRoots, Markdown, NavItem, Repo, Search, Urls};

/// The settings of a site.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub title: Option<Box<str>>,
    /// A sentence about the site.
    pub description: Option<Box<str>>,
    /// Where the site is hosted, with a `/` at the end; only feeds, sitemap and previews need it.
    pub base_url: Option<Box<str>>,
    /// The language of the text, as in HTML.
    pub language: Box<str>,
    /// The folder below `themes/` whose files take the place of the built-in ones.
    pub theme: Option<Box<str>>,
    /// The content folder, relative to the settings; empty is the folder of the settings itself.
    pub content: Option<Box<str>>,
    /// What is read; everything where nothing is written.
    pub include: Globs,
    /// What is left alone.
    pub ignore: Globs,
    /// Addresses on the web under which this repository's files stand.
    pub own_urls: Vec<Box<str>>,
    /// Which folders a leading `/` of a link means.
    pub link_roots: LinkRoots,
    /// The form of the addresses of pages.
    pub urls: Urls,
    /// The program version that is needed, as written.
    pub requires: Option<Box<str>>,
    /// The day for which everything is computed.
    pub as_of: Option<Date>,
    /// Who reads the site.
    pub audience: Option<Audience>,
    /// What becomes of a link to a document that the audience does not see.
    pub audience_leak: Leak,
    /// The repository, for "edit this page".
    pub repo: Option<Repo>,
    /// The navigation, in place of the usual one.
    pub nav: Vec<NavItem>,
    /// How documents with other habits are read.
    pub mapping: Arc<Mapping>,
    /// Which checks speak, and how loudly.
    pub lints: LintSettings,
    /// What each link of a thread adds to its score.
    pub weights: Weights,
    /// How far behind a key result may be.
    pub thresholds: Pace,
    /// What `reach` counts: `homes per quarter`.
    pub reach_unit: Option<Box<str>>,
    /// The unit in which effort is shown; what is written keeps its meaning.
    pub effort_unit: Option<ShownEffort>,
    /// The month (1 to 12) in which the year of a period begins.
    pub period_start_month: i8,
    /// How scores are made.
    pub scoring: Scoring,
    /// Whether git is asked what documents promised before.
    pub history: bool,
    /// How text is read and shown.
    pub markdown: Markdown,
    /// The search of the site.
    pub search: Search,
    /// The feeds of the site.
    pub feeds: Feeds,
    /// Old addresses and where they lead.
    pub redirects: Vec<(Box<str>, Box<str>)>,
    /// Where and how the site is written.
    pub build: Build,
    /// Free keys that begin with `x-`, for templates.
    pub extra: Vec<(Box<str>, serde_json::Value)>,
    /// Stands for the meaning of the settings as written: comments and blanks do not count.
    pub print: Fingerprint,
}

impl Default for Config {
    fn default() -> Self {
        Self::read(&Parsed::default()).0
    }
}

impl Config {
    /// Reads a settings file; each value that cannot be read is a problem, and the default stands in for it.
    #[must_use]
    pub fn read(parsed: &Parsed) -> (Self, Vec<Problem>) {
        let mut fields = Fields::new(&parsed.front.entries, String::new());
        let mut config = Self::declare(&mut fields);
        config.print = meaning_of(&parsed.front.entries);
        let mut problems = fields.finish();
        problems.extend(config.requires.as_deref().and_then(requires::newer));
        (config, problems)
    }

    /// All settings as data, for the schema and the reference pages.
    #[must_use]
    pub fn describe() -> Vec<FieldInfo> {
        let mut fields = Fields::describing();
        let _ = Self::declare(&mut fields);
        fields.described()
    }

    /// The path in this repository that an address means, if it is one of `own_urls`.
    #[must_use]
    pub fn own_path<'a>(&self, target: &'a str) -> Option<&'a str> {
        crate::mapping::paths::own(&self.own_urls, target)
    }

    /// The folders that a leading `/` may mean, below the content folder; the empty name is that folder itself.
    #[must_use]
    pub fn roots(&self, image: bool) -> &[Box<str>] {
        if image { &self.link_roots.images } else { &self.link_roots.pages }
    }

    /// Whether a file of the content folder is read.
    #[must_use]
    pub fn reads(&self, path: &str) -> bool {
        (self.include.is_empty() || self.include.is_match(path)) && !self.ignore.is_match(path)
    }

    fn declare(f: &mut Fields<'_>) -> Self {
        let own_urls = own_urls(f);
        Self {
            title: f.field("title", "The site's name.").text(),
            description: f.field("description", "A sentence about the site.").text(),
            base_url: site::address(f, "base_url", "Where the site is hosted.").map(with_slash),
            language: language(f),
            theme: theme(f),
            content: path(f, "content", "The content folder, relative to this file."),
            include: Globs::field(f, "include", "What is read: patterns on paths."),
            ignore: Globs::field(f, "ignore", "What is left alone: patterns on paths."),
            link_roots: site::object_or(
                f,
                "link_roots",
                "Which folders a leading `/` of a link means.",
                "both",
                LinkRoots::read,
            ),
            urls: f
                .field("urls", "The form of the addresses of pages.")
                .choice()
                .unwrap_or(Urls::Flat),
            requires: requires::field(f),
            as_of: f.field("as_of", "The day for which everything is computed.").date(),
            audience: f.field("audience", "Who reads the site.").choice(),
            audience_leak: f
                .field("audience_leak", "What becomes of a link to a document that is not seen.")
                .aliases(&["leak"])
                .choice()
                .unwrap_or(Leak::Text),
            repo: f
                .field("repo", "The repository, for \"edit this page\".")
                .object(Repo::read)
                .flatten(),
            nav: f
                .field("nav", "The navigation, in place of the usual one.")
                .items(Some("id"), NavItem::read)
                .unwrap_or_default(),
            mapping: Arc::new(Mapping::field(f, &own_urls)),
            lints: object(f, "lints", "Which checks speak, and how loudly.", LintSettings::read),
            weights: object(
                f,
                "weights",
                "What each link of a thread adds to its score.",
                Weights::read,
            ),
            thresholds: object(f, "thresholds", "How far behind a key result may be.", Pace::read),
            reach_unit: f.field("reach_unit", "What `reach` counts.").text(),
            effort_unit: f.field("effort_unit", "The unit in which effort is shown.").choice(),
            period_start_month: site::month(f),
            scoring: object(f, "scoring", "How scores are made.", Scoring::read),
            history: f
                .field("history", "Whether git is asked what was promised before; default is true.")
                .flag()
                .unwrap_or(true),
            markdown: object(f, "markdown", "How text is read and shown.", Markdown::read),
            search: site::object_or(
                f,
                "search",
                "The search of the site.",
                "enabled",
                Search::read,
            ),
            feeds: site::object_or(f, "feeds", "The feeds of the site.", "enabled", Feeds::read),
            redirects: f
                .field("redirects", "Old addresses and where they lead.")
                .map(Shape::Text, redirects::redirect),
            build: object(f, "build", "Where and how the site is written.", Build::read),
            own_urls,
            extra: f
                .take_free(|key| key.starts_with("x-"))
                .iter()
                .map(|entry| (entry.key.clone(), json(&entry.value)))
                .collect(),
            print: Fingerprint::default(),
        }
    }
}

/// A group of settings that has a default as a whole.
fn object<T: Default>(
    f: &mut Fields<'_>,
    name: &'static str,
    about: &'static str,
    read: impl FnOnce(&mut Fields<'_>) -> T,
) -> T {
    f.field(name, about).object(read).unwrap_or_default()
}

fn own_urls(f: &mut Fields<'_>) -> Vec<Box<str>> {
    f.field("own_urls", "Addresses on the web under which this repository's files stand.")
        .each(Shape::Web, "an address that begins with `https://`", |text| {
            site::is_web(text.trim()).then(|| text.trim().into())
        })
        .unwrap_or_default()
}

fn language(f: &mut Fields<'_>) -> Box<str> {
    let is_tag = |text: &str| {
        let mut parts = text.split('-');
        parts.next().is_some_and(|p| {
            (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic())
        }) && parts
            .all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    f.field("language", "The language of the text; default is `en`.")
        .scalar(Shape::Text, "a language such as `en` or `pt-BR`", |text| {
            is_tag(text.trim()).then(|| text.trim().into())
        })
        .unwrap_or_else(|| "en".into())
}

fn theme(f: &mut Fields<'_>) -> Option<Box<str>> {
    f.field("theme", "The folder below `themes/` with files in place of the built-in ones.").scalar(
        Shape::Text,
        "the name of a folder below `themes/`",
        |text| {
            DocPath::new(text).filter(|path| !path.contains('/')).map(|path| path.as_str().into())
        },
    )
}

/// A path relative to the settings, without slashes at its end; empty for `.`.
fn path(f: &mut Fields<'_>, name: &'static str, about: &'static str) -> Option<Box<str>> {
    f.field(name, about).scalar(Shape::Address, "a path below the folder of this file", |text| {
        let text = text.trim();
        let plain = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        match plain {
            "" if text.starts_with('/') => None,
            "" | "." => Some("".into()),
            _ => DocPath::new(plain).map(|path| path.as_str().into()),
        }
    })
}

fn with_slash(url: Box<str>) -> Box<str> {
    if url.ends_with('/') { url } else { format!("{url}/").into() }
}
