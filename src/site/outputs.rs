//! Every address of the site and what stands there: known without making a single page.

use crate::base::names::{DocPath, Url};
use crate::model::reader::Reader;
use crate::theme::templates::Theme;
use crate::views::{self, Route};

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A page, by the position of its route.
    Page(usize),
    /// The data of a page.
    Twin(usize),
    /// A file of the content, copied.
    Copy(DocPath),
    /// A file of the theme.
    Asset(String),
    /// A file that is made from the whole site.
    Whole(Whole),
}

/// A file that is made from the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `findings.json`.
    Findings,
}

/// Everything that a build writes.
#[derive(Debug, Default)]
pub struct Outputs {
    /// Pages by address.
    pub routes: Vec<Route>,
    /// All addresses, sorted; where two claim one, the page stays and a finding says so.
    pub list: Vec<(Url, Output)>,
}

impl Outputs {
    /// What stands at an address.
    #[must_use]
    pub fn at(&self, url: &str) -> Option<&Output> {
        let index = self.list.binary_search_by(|(own, _)| (**own).cmp(url)).ok()?;
        self.list.get(index).map(|(_, output)| output)
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

/// Plans a site; also gives the addresses of copied files, for the search of clashes.
#[must_use]
pub fn plan(reader: &Reader, theme: &Theme) -> (Outputs, Vec<(Url, DocPath)>) {
    let routes = views::routes(reader);
    let mut list: Vec<(Url, Output)> = Vec::with_capacity(routes.len() * 2 + 32);
    for (index, route) in routes.iter().enumerate() {
        list.push((route.url.clone(), Output::Page(index)));
        if let Some(url) = twin(&route.url) {
            list.push((url, Output::Twin(index)));
        }
    }
    let mut wholes = vec![("findings.json", Whole::Findings), ("robots.txt", Whole::Robots)];
    if reader.config().base_url.is_some() {
        wholes.push(("sitemap.xml", Whole::Sitemap));
    }
    list.extend(
        wholes.into_iter().filter_map(|(url, whole)| Some((Url::new(url)?, Output::Whole(whole)))),
    );
    list.extend(
        theme
            .assets()
            .filter_map(|(name, _)| Some((Url::new(name)?, Output::Asset(name.to_owned())))),
    );
    let files: Vec<(Url, DocPath)> = reader
        .files()
        .iter()
        .filter_map(|file| Some((Url::new(&file.path)?, file.path.clone())))
        .collect();
    list.extend(files.iter().map(|(url, path)| (url.clone(), Output::Copy(path.clone()))));
    // Sorting is stable: at one address the page comes before the file.
    list.sort_by(|a, b| a.0.to_lowercase().cmp(&b.0.to_lowercase()));
    list.dedup_by(|later, first| later.0.to_lowercase() == first.0.to_lowercase());
    list.sort_by(|a, b| a.0.cmp(&b.0));
    (Outputs { routes, list }, files)
}
