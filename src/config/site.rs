//! The settings of what is built: addresses, navigation, text, search, feeds, output.

use std::borrow::Cow;

use crate::base::diagnostic::Problem;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::mapping::globs::Globs;
use crate::parse::fields::Fields;
use crate::parse::schema::Shape;
use crate::words;

words! {
    /// The form of the address of a document's page.
    Urls {
        /// `goals/fill-q2.html`.
        Flat = "flat",
        /// `goals/fill-q2/`.
        Directory = "directory",
    }
}

words! {
    /// What becomes of a link to a document that the audience does not see.
    Leak {
        /// An error, `audience-leak`.
        Error = "error",
        /// Its words stay, the link goes.
        Text = "text",
    }
}

/// The repository of the documents, for "edit this page".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repo {
    /// Its address, without a `/` at the end.
    pub url: Box<str>,
    /// The branch that is edited.
    pub branch: Box<str>,
    /// The folder of the content in the repository; the name of the content folder where nothing is written.
    pub folder: Option<Box<str>>,
}

impl Repo {
    pub(super) fn read(f: &mut Fields<'_>) -> Option<Self> {
        let url = address(f, "url", "The address of the repository.");
        let branch = f.field("branch", "The branch that is edited; default is `main`.").text();
        let folder = super::path(f, "folder", "The folder of the content in the repository.");
        let branch = branch.unwrap_or_else(|| "main".into());
        url.map(|url| Self { url: url.trim_end_matches('/').into(), branch, folder })
    }
}

/// Where an entry of the navigation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NavTarget {
    /// To the document of this id.
    Id(Box<str>),
    /// To this address, of the site or elsewhere.
    Url(Box<str>),
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Its words; a document's title where nothing is written.
    pub title: Option<Box<str>>,
    /// Where it leads.
    pub target: NavTarget,
}

impl NavItem {
    pub(super) fn read(f: &mut Fields<'_>) -> Option<Self> {
        let title = f.field("title", "Its words; default is the document's title.").text();
        let id = f.field("id", "The document that it leads to.").text();
        let expected = "an address of the site, or one that begins with `https://` or `mailto:`";
        let url =
            f.field("url", "The address that it leads to.").scalar(Shape::Text, expected, |text| {
                let text = text.trim();
                let leads = is_web(text) || text.starts_with("mailto:") || !text.contains(':');
                (leads && !text.is_empty()).then(|| text.into())
            });
        let target = match (id, url) {
            (Some(id), None) => NavTarget::Id(id),
            (None, Some(url)) => NavTarget::Url(url),
            (id, _) => {
                let what = match id {
                    Some(_) => "an entry of `nav` has an `id` or a `url`, not both",
                    None => "an entry of `nav` needs an `id` or a `url`",
                };
                let path = f.path("");
                let place = Place::field(path.trim_end_matches('.'));
                f.problem(Problem::new("wrong-type", place, what));
                return None;
            }
        };
        Some(Self { title, target })
    }
}

words! {
    /// What becomes of HTML in Markdown.
    Html {
        /// What is safe stays.
        Sanitise = "sanitise",
        /// It is shown as text.
        Escape = "escape",
        /// It stays as it is.
        Trust = "trust",
    }
}

/// How text is read and shown.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Markdown {
    /// What becomes of HTML.
    pub html: Html,
    /// Whether code is coloured.
    pub highlight: bool,
    /// Whether a `mermaid` fence, which is shown as its source, is a finding.
    pub mermaid: bool,
    /// Whether words that the glossary explains lead to it.
    pub glossary: bool,
    /// Whether the names of copied images and files carry a hash.
    pub hash_assets: bool,
    /// Signs of other template languages, and what stands in their place.
    pub foreign: Vec<Foreign>,
}

impl Default for Markdown {
    fn default() -> Self {
        Self {
            html: Html::Sanitise,
            highlight: true,
            mermaid: true,
            glossary: true,
            hash_assets: false,
            foreign: Vec::new(),
        }
    }
}

impl Markdown {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        Self {
            html: f
                .field("html", "What becomes of HTML in Markdown.")
                .choice()
                .unwrap_or(Html::Sanitise),
            highlight: f.field("highlight", "Whether code is coloured.").flag().unwrap_or(true),
            mermaid: f
                .field(
                    "mermaid",
                    "Whether a `mermaid` block, which is shown as its source, is a finding.",
                )
                .flag()
                .unwrap_or(true),
            glossary: f
                .field("glossary", "Whether words that the glossary explains lead to it.")
                .flag()
                .unwrap_or(true),
            hash_assets: f
                .field("hash_assets", "Whether the names of copied files carry a hash.")
                .flag()
                .unwrap_or(false),
            foreign: f
                .field("foreign", "Signs of other template languages in the text.")
                .items(Some("pattern"), Foreign::read)
                .unwrap_or_default(),
        }
    }
}

impl Markdown {
    /// The text with other template languages' signs replaced; itself where there are none.
    #[must_use]
    pub fn cleaned<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.foreign.iter().fold(Cow::Borrowed(text), |text, foreign| {
            match foreign.pattern.replace_all(&text, &*foreign.with) {
                Cow::Borrowed(_) => text,
                Cow::Owned(changed) => Cow::Owned(changed),
            }
        })
    }
}

/// Signs of another template language in the text: never run, only replaced.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// What they look like.
    pub pattern: regex::Regex,
    /// What stands in their place; `$1` is a group of the pattern.
    pub with: Box<str>,
}

impl Foreign {
    fn read(f: &mut Fields<'_>) -> Option<Self> {
        let pattern = crate::mapping::patterns::field(f, "pattern", "What they look like.");
        let with = f.field("with", "What stands in their place; default is nothing.").text();
        pattern.map(|pattern| Self { pattern, with: with.unwrap_or_default() })
    }
}

/// The search of the site.
#[derive(Debug, Clone)]
pub struct Search {
    /// Whether there is one.
    pub enabled: bool,
    /// Whether the text is searched, besides titles, headings and fields.
    pub body: bool,
    /// The documents that are not found: patterns on paths.
    pub ignore: Globs,
}

impl Default for Search {
    fn default() -> Self {
        Self { enabled: true, body: true, ignore: Globs::default() }
    }
}

impl Search {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        Self {
            enabled: f.field("enabled", "Whether there is a search.").flag().unwrap_or(true),
            body: f
                .field("body", "Whether the text is searched, besides titles, headings and fields.")
                .flag()
                .unwrap_or(true),
            ignore: Globs::field(f, "ignore", "What is not found: patterns on paths."),
        }
    }
}

/// The feeds of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feeds {
    /// Whether there are any.
    pub enabled: bool,
    /// The most entries in one.
    pub limit: u32,
}

impl Default for Feeds {
    fn default() -> Self {
        Self { enabled: true, limit: 50 }
    }
}

impl Feeds {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        Self {
            enabled: f.field("enabled", "Whether there are feeds.").flag().unwrap_or(true),
            limit: whole(f, "limit", "The most entries in one feed; default is 50.", 1, 1000)
                .unwrap_or(50),
        }
    }
}

/// Where and how the site is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// The output folder, relative to the settings.
    pub output: Box<str>,
    /// How many threads work; as many as there are cores where nothing is written.
    pub jobs: Option<u32>,
}

impl Default for Build {
    fn default() -> Self {
        Self { output: "public".into(), jobs: None }
    }
}

impl Build {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        let output = super::path(f, "output", "The output folder; default is `public`.");
        Self {
            output: output.unwrap_or_else(|| "public".into()),
            jobs: whole(f, "jobs", "How many threads work; default is one a core.", 1, 1024),
        }
    }
}

/// Which folders a leading `/` of a link means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRoots {
    /// For pages, below the content folder; the empty name is the content folder itself.
    pub pages: Vec<Box<str>>,
    /// For images and other files.
    pub images: Vec<Box<str>>,
}

impl Default for LinkRoots {
    fn default() -> Self {
        Self { pages: vec!["".into()], images: vec!["".into()] }
    }
}

impl LinkRoots {
    pub(super) fn read(f: &mut Fields<'_>) -> Self {
        let both = folders(f, "both", "For pages, images and other files.");
        let pages = folders(f, "pages", "For pages.");
        let images = folders(f, "images", "For images and other files.");
        let usual = || both.clone().unwrap_or_else(|| vec!["".into()]);
        Self { pages: pages.unwrap_or_else(usual), images: images.unwrap_or_else(usual) }
    }
}

/// Folders below the content folder, without slashes at their ends.
fn folders(f: &mut Fields<'_>, name: &'static str, about: &'static str) -> Option<Vec<Box<str>>> {
    f.field(name, about).each(Shape::Address, "a folder below the content folder", |text| {
        let plain = text.trim().trim_matches('/');
        let plain = if plain == "." { "" } else { plain };
        (plain.is_empty() || DocPath::new(plain).is_some()).then(|| plain.into())
    })
}

/// An address on the web.
pub(super) fn address(
    f: &mut Fields<'_>,
    name: &'static str,
    about: &'static str,
) -> Option<Box<str>> {
    f.field(name, about).scalar(Shape::Web, "an address that begins with `https://`", |text| {
        is_web(text.trim()).then(|| text.trim().into())
    })
}

/// Whether a text is an address on the web.
#[must_use]
pub fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
    })
}

/// A whole number within bounds, both inside.
pub(super) fn whole(
    f: &mut Fields<'_>,
    name: &'static str,
    about: &'static str,
    min: u32,
    max: u32,
) -> Option<u32> {
    let shape = Shape::Whole { min, max };
    let expected = format!("a whole number from {min} to {max}");
    f.field(name, about).scalar(shape, &expected, |text| {
        text.trim().parse().ok().filter(|n| (min..=max).contains(n))
    })
}

/// The month in which the year of a period begins: a number, or its English name.
pub(super) fn month(f: &mut Fields<'_>) -> i8 {
    let about = "The month in which the year of a period begins; default is 1.";
    let shape = Shape::Month;
    f.field("period_start_month", about)
        .scalar(shape, "a month from 1 to 12", |text| {
            text.trim().parse::<i8>().ok().filter(|n| (1..=12).contains(n)).or_else(|| {
                (1..=12)
                    .find(|n| crate::base::date::month_name(*n).eq_ignore_ascii_case(text.trim()))
            })
        })
        .unwrap_or(1)
}

/// A field that is one word or a map: a flag that stands for `enabled`, a list that stands for `both`.
pub(super) fn object_or<T: Default>(
    f: &mut Fields<'_>,
    name: &'static str,
    about: &'static str,
    short: &'static str,
    mut read: impl FnMut(&mut Fields<'_>) -> T,
) -> T {
    f.field(name, about)
        .items(Some(short), |f| Some(read(f)))
        .and_then(|list| list.into_iter().next())
        .unwrap_or_default()
}
