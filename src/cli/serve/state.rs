//! What browsers are shown at a moment: a site with its looks and its faults.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::error::Error;
use crate::cli::ground::Ground;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::serve::{Fault, Noted, Notes, Sheet, Styles};
use crate::site::engine::Site;
use crate::site::looks::Looks;
use crate::site::outputs::Output;
use crate::source::Disk;
use crate::views::Page;

use super::notices;

/// The page with all findings.
const ALL: &str = "checks/index.html";
/// The most findings that the panel in the browser shows.
const SHOWN: usize = 100;

/// A state of everything.
#[derive(Clone)]
pub(super) struct State {
    pub site: Arc<Site>,
    /// The content, for files that are only copied.
    pub files: Arc<Disk>,
    pub looks: Arc<Looks>,
    pub styles: Styles,
    /// What concerns every page.
    pub faults: Arc<[Fault]>,
    ground: Arc<Ground>,
    errors: usize,
    warnings: usize,
    /// Places of faults of pages that the terminal has said.
    said: Arc<Mutex<BTreeSet<String>>>,
}

impl State {
    pub fn new(ground: &Ground, site: Arc<Site>) -> Result<Self, Error> {
        let looks = site.looks();
        let sheets = looks.sheets.iter().map(|sheet| Sheet {
            url: sheet.url.clone(),
            plain: sheet.plain.clone(),
            print: sheet.print.short(16),
        });
        Ok(Self {
            files: Arc::new(Disk::open(&ground.content, vec![ground.out.clone()])?),
            styles: Styles { print: looks.print(), sheets: sheets.collect() },
            looks: Arc::new(looks),
            faults: notices::faults(&site, ground).into(),
            ground: Arc::new(ground.clone()),
            errors: site.findings.count(Level::Error),
            warnings: site.findings.count(Level::Warning),
            said: Arc::default(),
            site,
        })
    }

    /// The same state with what kept the next one from being made.
    pub fn failed(&self, what: &str, help: &str) -> Self {
        let fault = Fault { what: what.to_owned(), help: help.to_owned(), ..Fault::default() };
        Self { faults: Arc::from([fault]), ..self.clone() }
    }

    /// The fault of a page's own template.
    pub fn fault_of(&self, url: &str) -> Option<Fault> {
        let problem = self.site.fault(url)?;
        Some(notices::of_page(&self.site, &self.ground, &problem))
    }

    /// Whether nobody has asked this before.
    pub fn is_new(&self, fault: &Fault) -> bool {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.insert(format!("{} {}", fault.place, fault.what))
    }

    /// The findings of a page, and how many there are elsewhere.
    pub fn notes(&self, url: &str) -> Notes {
        let reader = self.site.reader();
        let own = self.document(&reader, url).map_or(&[][..], |id| reader.findings(id));
        let here = |level| own.iter().filter(|it| it.level == level).count();
        Notes {
            findings: own.iter().take(SHOWN).map(|it| self.noted(&reader, it)).collect(),
            errors: self.errors.saturating_sub(here(Level::Error)),
            warnings: self.warnings.saturating_sub(here(Level::Warning)),
            all: match self.site.outputs.at(ALL) {
                Some(_) => ALL.to_owned(),
                None => String::new(),
            },
        }
    }

    fn document(&self, reader: &Reader, url: &str) -> Option<DocId> {
        let Output::Page(index) = self.site.outputs.at(url)? else { return None };
        match &self.site.outputs.route(*index)?.page {
            Page::Document(path) => reader.at_path(path),
            Page::View(..) => None,
        }
    }

    fn noted(&self, reader: &Reader, finding: &Diagnostic) -> Noted {
        let name = self.site.file_of(&finding.at).unwrap_or("throughline.yml");
        let place = self.site.whereabouts(reader, &finding.at);
        Noted {
            level: finding.level.as_str(),
            code: finding.code.to_owned(),
            what: finding.what.clone(),
            help: finding.help.clone().unwrap_or_default(),
            place: place.map_or_else(
                || name.to_owned(),
                |place| format!("{name}:{}:{}", place.line, place.column),
            ),
        }
    }
}
