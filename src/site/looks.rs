//! What a browser has besides the page itself: a sheet that changed is swapped in place, a script or a picture that
//! changed asks for the page again.

use crate::base::diagnostic::Problem;
use crate::base::fingerprint::{Fingerprint, key64};
use crate::model::links::Landing;
use crate::model::reader::Reader;
use crate::views::Page;

use super::engine::Site;
use super::outputs::Output;

/// A style sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// Where it stands, below the root.
    pub url: String,
    /// The same without the fingerprint that its name may carry.
    pub plain: String,
    /// Stands for its bytes.
    pub print: Fingerprint,
}

/// The looks of all pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looks {
    /// Every style sheet, the theme's own and those among the content.
    pub sheets: Vec<Sheet>,
    /// Stands for the scripts.
    pub scripts: Fingerprint,
}

impl Looks {
    /// Stands for all sheets.
    #[must_use]
    pub fn print(&self) -> u64 {
        key64(&Fingerprint::of_value(&self.sheets).0.to_le_bytes())
    }

    /// Stands for a page and what its scripts do, whatever its sheets are called.
    #[must_use]
    pub fn print_of(&self, page: &[u8]) -> Fingerprint {
        let mut text = String::from_utf8_lossy(page);
        for sheet in self.sheets.iter().filter(|sheet| sheet.url != sheet.plain) {
            if text.contains(&sheet.url) {
                text = text.replace(&sheet.url, &sheet.plain).into();
            }
        }
        Fingerprint::of(text.as_bytes()).with(self.scripts)
    }
}

impl Site {
    /// The sheets and scripts of this state.
    #[must_use]
    pub fn looks(&self) -> Looks {
        let mut looks = Looks::default();
        let mut take = |url: &str, plain: &str, print: &dyn Fn() -> Fingerprint| {
            if is_a(url, ".css") {
                let (url, plain) = (url.to_owned(), plain.to_owned());
                looks.sheets.push(Sheet { url, plain, print: print() });
            } else if is_a(url, ".js") {
                let script = Fingerprint::of(url.as_bytes()).with(print());
                looks.scripts = looks.scripts.with(script);
            }
        };
        for (url, bytes) in self.theme.assets() {
            take(url, self.theme.plain(url), &|| Fingerprint::of(bytes));
        }
        for file in self.reader().files() {
            take(&file.path, &file.path, &|| file.print);
        }
        looks
    }

    /// Stands for the files that the text of a page shows or links to.
    #[must_use]
    pub fn pictures(&self, url: &str) -> Fingerprint {
        let reader = self.reader();
        let page = match self.outputs.at(url) {
            Some(Output::Page(index)) => self.outputs.route(*index).map(|route| &route.page),
            _ => None,
        };
        let Some(Page::Document(path)) = page else { return Fingerprint::default() };
        let landings = reader.at_path(path).map_or(&[][..], |id| reader.landings(id));
        let files = landings.iter().filter_map(|landing| match landing {
            Landing::File(index) => reader.file_at(*index).map(|file| file.print),
            _ => None,
        });
        files.fold(Fingerprint::default(), Fingerprint::with)
    }

    /// What is wrong with the template of a page, which is made for that if it has not been.
    #[must_use]
    pub fn fault(&self, url: &str) -> Option<Problem> {
        match self.outputs.at(url)? {
            Output::Page(index) => self.fault_of(*index),
            _ => None,
        }
    }

    /// A reader of this state that has findings and no texts.
    pub(super) fn textless(&self) -> Reader<'_> {
        Reader::untraced(&self.model).with_findings(&*self.findings)
    }
}

fn is_a(url: &str, ending: &str) -> bool {
    url.len() > ending.len()
        && url.get(url.len() - ending.len()..).is_some_and(|it| it.eq_ignore_ascii_case(ending))
}
