//! Every address of the site and what stands there: known without making a single page.

use std::collections::HashMap;
use std::sync::Arc;

use ahash::RandomState;

use crate::base::names::{DocPath, Url};
use crate::check::lint::Found;
use crate::model::reader::Reader;
use crate::model::resolve::Hidden;
use crate::theme::templates::Theme;
use crate::views::{self, Feed, Page, Route};

pub use super::around::Whole;
use super::around::{self, Redirect};

use super::search::shards::{Plan as SearchPlan, Shard};

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A page, by the position of its route.
    Page(usize),
    /// The data of a page.
    Twin(usize),
    /// A table of a page, by the position of its route and its own among the page's.
    Table(usize, usize),
    /// A file of the content, copied.
    Copy(DocPath),
    /// A file of the theme.
    Asset(String),
    /// A file that is made from the whole site.
    Whole(Whole),
    /// A file of the index of the search.
    Search(Shard),
}

/// Everything that a build writes.
#[derive(Debug, Default)]
pub struct Outputs {
    /// What was asked for, besides what documents and files are called.
    asked: Asked,
    /// Pages by address.
    pub routes: Vec<Route>,
    /// All addresses, sorted; where two claim one, the first of them has it and a finding says so.
    pub list: Vec<(Url, Output)>,
    /// Addresses that lead on, in the order in which they are numbered.
    pub(super) redirects: Vec<Redirect>,
    /// What is wrong with others.
    pub(super) refused: Vec<Found>,
    /// Addresses that could not be had.
    pub(super) clashes: Vec<Clash>,
}

/// What of a site has addresses besides documents, files and the theme.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    views: Vec<Route>,
    feeds: Vec<Feed>,
    search: SearchPlan,
}

impl Outputs {
    /// What stands at an address.
    #[must_use]
    pub fn at(&self, url: &str) -> Option<&Output> {
        let index = self.list.binary_search_by(|(own, _)| (**own).cmp(url)).ok()?;
        self.list.get(index).map(|(_, output)| output)
    }

    /// The feeds, in the order in which they are numbered.
    #[must_use]
    pub fn feeds(&self) -> &[Feed] {
        &self.asked.feeds
    }

    /// How many files the search has.
    pub(super) const fn search(&self) -> SearchPlan {
        self.asked.search
    }

    /// The route of a page.
    #[must_use]
    pub fn route(&self, index: usize) -> Option<&Route> {
        self.routes.get(index)
    }
}

/// The address of the data of a page: `goals/fill-q2.json`.
#[must_use]
pub fn twin(url: &Url) -> Option<Url> {
    let text = url.strip_suffix(".html").unwrap_or(url);
    Url::new(&format!("{text}.json"))
}

/// An address that two want, or of which one would be a folder for the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Who has it, and under which address.
    pub first: Claim,
    /// Who does not get it.
    pub second: Claim,
}

/// Who has an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    /// The site itself.
    Site,
    /// A document or file.
    Document(DocPath),
}

/// Somebody's wish for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The address.
    pub url: Url,
    /// The document or file; what the site makes itself has none.
    pub path: Option<DocPath>,
}

/// Plans a site. `before` is another state of it, with the same theme and settings, in which documents and files were
/// called as they are now.
#[must_use]
pub fn plan(
    reader: &Reader,
    theme: &Theme,
    hidden: &[Hidden],
    search: SearchPlan,
    before: Option<&Arc<Outputs>>,
) -> Arc<Outputs> {
    let asked =
        Asked { views: views::routes_of_views(reader), feeds: views::feeds(reader), search };
    if let Some(before) = before.filter(|before| before.asked == asked) {
        return before.clone();
    }
    let routes = views::routes(reader, &asked.views);
    let mut plan = Plan::default();
    // A page and its data.
    plan.reserve(2 * routes.len());
    let path_of = |route: &Route| match &route.page {
        Page::Document(path) => Some(path.clone()),
        Page::View(..) => None,
    };
    let mut got = Vec::with_capacity(routes.len());
    for (index, route) in routes.iter().enumerate() {
        got.push(plan.claim(route.url.clone(), path_of(route), Output::Page(index)));
    }
    for (url, whole) in around::files(reader, routes.len(), &asked.feeds) {
        plan.claim(url, None, Output::Whole(whole));
    }
    for shard in search.shards() {
        if let Some(url) = shard.url() {
            plan.claim(url, None, Output::Search(shard));
        }
    }
    for (index, (route, got)) in routes.iter().zip(got).enumerate() {
        if let Some(url) = twin(&route.url).filter(|_| got) {
            plan.claim(url, path_of(route), Output::Twin(index));
        }
        for (nth, url) in views::tables(route).into_iter().enumerate().filter(|_| got) {
            plan.claim(url, None, Output::Table(index, nth));
        }
    }
    for (name, _) in theme.assets() {
        if let Some(url) = Url::new(name) {
            plan.claim(url, None, Output::Asset(name.to_owned()));
        }
    }
    for file in reader.files() {
        if let Some(url) = Url::new(&file.url()) {
            plan.claim(url, Some(file.path.clone()), Output::Copy(file.path.clone()));
        }
    }
    let (redirects, refused) = {
        let pages: Vec<&str> = routes.iter().map(|route| &*route.url).collect();
        around::redirects(reader, hidden, &|url| plan.holder(url), &pages)
    };
    for (index, redirect) in redirects.iter().enumerate().filter(|(_, it)| it.is_page()) {
        let whole = Output::Whole(Whole::Redirect(index));
        plan.claim(redirect.from.clone(), redirect.path.clone(), whole);
    }
    let mut list: Vec<(Url, Output)> =
        plan.granted.into_iter().map(|(claim, output)| (claim.url, output)).collect();
    list.sort_by(|a, b| a.0.cmp(&b.0));
    Arc::new(Outputs { asked, routes, list, redirects, refused, clashes: plan.clashes })
}

/// Gives each address to whoever asks first. Case is ignored, since some disks ignore it.
#[derive(Default)]
struct Plan {
    granted: Vec<(Claim, Output)>,
    /// Granted addresses in lower case, and the folders above them.
    files: HashMap<String, usize, RandomState>,
    folders: HashMap<String, usize, RandomState>,
    clashes: Vec<Clash>,
}

impl Plan {
    /// Makes room for so many addresses.
    fn reserve(&mut self, many: usize) {
        self.granted.reserve(many);
        self.files.reserve(many);
    }

    /// Who has an address: a document, or the site itself.
    fn holder(&self, url: &str) -> Option<Holder> {
        let index = self.files.get(&url.to_lowercase())?;
        let (claim, _) = self.granted.get(*index)?;
        Some(claim.path.clone().map_or(Holder::Site, Holder::Document))
    }

    /// Whether it could be had.
    fn claim(&mut self, url: Url, path: Option<DocPath>, output: Output) -> bool {
        let key = url.to_lowercase();
        let second = Claim { url, path };
        let above = || key.match_indices('/').filter_map(|(at, _)| key.get(..at));
        // A folder that something lies in already, and all above it, are nobody's files.
        let known = key.rfind('/').and_then(|at| self.folders.get(key.get(..at)?));
        let taken =
            self.files.get(&key).or_else(|| self.folders.get(&key)).or_else(|| match known {
                Some(_) => None,
                None => above().find_map(|folder| self.files.get(folder)),
            });
        if let Some((first, _)) = taken.and_then(|index| self.granted.get(*index)) {
            self.clashes.push(Clash { first: first.clone(), second });
            return false;
        }
        let index = self.granted.len();
        if known.is_none() {
            for folder in above() {
                if !self.folders.contains_key(folder) {
                    self.folders.insert(folder.to_owned(), index);
                }
            }
        }
        self.files.insert(key, index);
        self.granted.push((second, output));
        true
    }
}
