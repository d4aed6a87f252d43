//! Pages in the language of the site: what views say in English is carried over before a template shows it. English pages
//! never come here.

use serde::Serialize;
use serde_json::Value;

use crate::base::chart::Chart;
use crate::base::names::DocPath;
use crate::model::reader::Reader;
use crate::theme::templates::{Content, Theme};
use crate::theme::words::{Pages, Tongue};
use crate::theme::{chart, markdown};
use crate::views::{self, Page, PageData, Route};

use super::outputs::{Output, Outputs};

/// The words of a language, ready for every page.
pub(super) struct Spoken {
    tongue: Tongue,
    /// Those of texts.
    pub markdown: markdown::Words,
    chart: chart::Words,
}

impl Spoken {
    /// The words of a language; `None` where the theme has none, and pages stay English.
    pub fn new(theme: &Theme, language: &str) -> Option<Self> {
        let tongue = theme.tongue(language)?;
        Some(Self { markdown: tongue.markdown(), chart: tongue.chart(), tongue })
    }

    /// Carries over what all pages share, and gives templates their words.
    pub fn carry_site(&self, reader: &Reader, site: &mut Value) {
        let title = site.get("title").cloned();
        self.tongue.carry(site, &Documents(reader));
        if let Value::Object(site) = site {
            // The site's name is its author's.
            site.extend(title.map(|title| ("title".to_owned(), title)));
            let keys = serde_json::to_value(self.tongue.keys()).unwrap_or_default();
            site.insert("t".to_owned(), keys);
        }
    }

    /// What a page shows.
    pub fn content(&self, root: &str, route: &Route, page: &PageData, known: &Known) -> Content {
        let mut frame = serde_json::to_value(&*page.frame).unwrap_or_default();
        let mut data = serde_json::to_value(&page.data).unwrap_or_default();
        let title = match &route.page {
            Page::Document(path) => frame.get("title").and_then(Value::as_str).map(|title| {
                let by_day = views::is_named_by_day(known.reader, path);
                let said = self.by_day(title).filter(|_| by_day);
                if let Some(said) = &said {
                    rename(&mut data, title, said);
                }
                said.unwrap_or_else(|| title.to_owned())
            }),
            Page::View(..) => None,
        };
        self.tongue.carry(&mut frame, known);
        self.tongue.carry(&mut data, known);
        if let (Value::Object(frame), Some(title)) = (&mut frame, title) {
            frame.insert("title".to_owned(), title.into());
        }
        Content::new(root, &frame, &data)
    }

    /// What the interface says; `None` where the table does not know it.
    pub fn say(&self, text: &str) -> Option<String> {
        self.tongue.say(text)
    }

    /// A name that ends in a day.
    pub fn by_day(&self, title: &str) -> Option<String> {
        self.tongue.by_day(title)
    }

    /// A view inside a text.
    pub fn view(&self, root: &str, data: &impl Serialize, known: &Known) -> Content {
        let mut data = serde_json::to_value(data).unwrap_or_default();
        self.tongue.carry(&mut data, known);
        Content::new(root, &(), &data)
    }

    /// A drawing.
    pub fn chart(&self, chart: &Chart, root: &str) -> String {
        self.tongue.drawn(&chart::draw(chart, root, &self.chart))
    }
}

/// The sentence of a page names its document.
fn rename(data: &mut Value, title: &str, said: &str) {
    let Some(Value::Array(parts)) = data.get_mut("thread") else { return };
    let own = parts.iter_mut().filter_map(|part| part.get_mut("text"));
    for text in own.filter(|text| *text == title) {
        *text = said.into();
    }
}

/// The pages of a site, as the page at hand sees them.
pub(super) struct Known<'s, 'm> {
    pub outputs: &'s Outputs,
    pub reader: &'s Reader<'m>,
}

impl Known<'_, '_> {
    fn document(&self, url: &str) -> Option<&DocPath> {
        // A feed is called what the page beside it is called.
        let page = url.strip_suffix(".xml").map(|url| format!("{url}.html"));
        let url = page.as_deref().unwrap_or(url);
        let Some(Output::Page(index)) = self.outputs.at(url) else { return None };
        match &self.outputs.route(*index)?.page {
            Page::Document(path) => Some(path),
            Page::View(..) => None,
        }
    }
}

impl Pages for Known<'_, '_> {
    fn is_document(&self, url: &str) -> bool {
        self.document(url).is_some()
    }

    fn is_named(&self, url: &str, text: &str) -> bool {
        // What its parts are called is not looked for.
        url.contains('#')
            || self.document(url).is_some_and(|path| {
                views::title_of(self.reader, path).is_none_or(|title| *title == *text)
            })
    }

    fn is_named_by_day(&self, url: &str) -> bool {
        self.document(url).is_some_and(|path| views::is_named_by_day(self.reader, path))
    }
}

/// The pages of documents, before every address is known.
struct Documents<'r, 'm>(&'r Reader<'m>);

impl Pages for Documents<'_, '_> {
    fn is_document(&self, url: &str) -> bool {
        let page = url.strip_suffix(".xml").map(|url| format!("{url}.html"));
        !views::is_view(self.0, page.as_deref().unwrap_or(url))
    }

    fn is_named(&self, _: &str, _: &str) -> bool {
        true
    }

    fn is_named_by_day(&self, _: &str) -> bool {
        false
    }
}
