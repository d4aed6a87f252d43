//! Makes what stands at an address: data from `views`, HTML from `theme`, in one go per page.

use std::borrow::Cow;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ahash::RandomState;
use tera::Value;

use crate::base::address::Base;
use crate::base::diagnostic::Problem;
use crate::base::fingerprint::{Fingerprint, key64};
use crate::base::names::{DocPath, Url};
use crate::config::site::Html;
use crate::model::read::Trace;
use crate::model::reader::Reader;
use crate::model::recorder::Recorder;
use crate::theme::chart;
use crate::theme::markdown::{self, RawHtml, Terms, Words};
use crate::theme::navigation::{Navigation, Place};
use crate::theme::templates::{Content, Theme};
use crate::views::{self, PageData, Route, SiteExtra};

use super::engine::Site;
use super::memo::Remembered;
use super::outputs::Output;
use super::spoken::{Known, Spoken};

/// So many depths have their navigation drawn beforehand.
const DEPTHS: usize = 5;

/// What all pages share.
pub(super) struct Frame {
    value: Value,
    /// The navigation by depth; pages that lie deeper draw their own.
    navigation: Vec<Navigation>,
    /// The words that the glossary explains. A page that uses them reads the glossary, so no print stands for them.
    terms: Terms,
    /// The words of the site's language, where that is not English.
    spoken: Option<Spoken>,
    /// Stands for the goals of each thread, by the key of its name: only the pages of a thread show them.
    threads: HashMap<u64, Fingerprint, RandomState>,
    /// Stands for everything else.
    pub(super) print: Fingerprint,
}

impl Frame {
    pub(super) fn new(reader: &Reader, theme: &Theme) -> Self {
        let mut site = views::site(reader, &extra(theme));
        let spoken = Spoken::new(theme, &reader.config().language);
        if let Some(spoken) = &spoken {
            spoken.carry_site(reader, &mut site);
        }
        let value = Value::from_serializable(&site);
        let print_of =
            |it: &serde_json::Value| Fingerprint::of(&serde_json::to_vec(it).unwrap_or_default());
        let mut threads = HashMap::default();
        views::take_threads(&mut site, |name, goals| {
            threads.insert(key64(name.as_bytes()), print_of(goals));
        });
        let print = print_of(&site);
        let navigation =
            (0..DEPTHS).map(|depth| theme.navigation(&value, &"../".repeat(depth))).collect();
        let terms = views::glossary::terms(reader);
        let terms = Terms::new(terms.iter().map(|term| (&*term.words, &*term.href)));
        Self { value, navigation, terms, spoken, threads, print }
    }
}

/// What the theme adds to every page: its sheets, its scripts, its icon, the fonts to fetch early.
fn extra(theme: &Theme) -> SiteExtra {
    let links = theme.links();
    let boxed = |names: Vec<String>| names.into_iter().map(Into::into).collect();
    SiteExtra {
        css: boxed(links.css),
        js_early: boxed(links.js_early),
        js: boxed(links.js),
        favicon: links.favicon.map(Into::into),
        preload: boxed(links.preload),
        ..SiteExtra::default()
    }
}

/// What stands at an address.
#[derive(Debug)]
pub enum Made<'a> {
    /// Bytes that were made just now.
    Bytes(Vec<u8>),
    /// A page that is remembered.
    Kept(Arc<[u8]>),
    /// Bytes that somebody else holds, such as the theme.
    Held(&'a [u8]),
    /// A page or its data, which whoever makes one page after the other holds, and what stands for these bytes.
    Known(&'a [u8], Fingerprint),
    /// A file of the content, to be copied.
    File(&'a DocPath),
}

/// What stands where a page could not be made.
const UNMADE: &[u8] = b"<!doctype html><html lang=\"en\"><title>Throughline</title><p>This page could not be made; the findings say why.</p></html>\n";

/// A page and its data. Each thread makes one page after the other into the same.
#[derive(Default)]
pub(super) struct Pressed {
    pub(super) html: Vec<u8>,
    pub(super) json: Vec<u8>,
    pub(super) tables: Vec<(Url, Vec<u8>)>,
    pub(super) problem: Option<Problem>,
    /// What the page read.
    pub(super) recorder: Recorder,
}

impl Made<'_> {
    /// The bytes, where they are at hand.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Kept(bytes) => Some(bytes),
            Self::Held(bytes) | Self::Known(bytes, _) => Some(bytes),
            Self::File(_) => None,
        }
    }
}

impl Site {
    /// Makes what stands at an address; `None` when nothing does.
    #[must_use]
    pub fn make(&self, url: &str) -> Option<Made<'_>> {
        Some(match self.outputs.at(url)? {
            Output::Page(index) => Made::Kept(self.remembered(*index)?.html),
            Output::Twin(index) => Made::Kept(self.remembered(*index)?.json),
            Output::Copy(path) => match self.reader().file(path).and_then(|it| it.cleaned.as_ref())
            {
                Some(cleaned) => Made::Kept(cleaned.clone()),
                None => Made::File(path),
            },
            Output::Asset(name) => {
                Made::Held(self.theme.assets().find(|(own, _)| own == name).map(|(_, b)| b)?)
            }
            Output::Whole(whole) => Made::Bytes(super::around::make(self, *whole)?),
            Output::Search(shard) => Made::Bytes(self.search_file(*shard)?),
            Output::Table(index, nth) => {
                let page = views::page(&self.reader(), self.outputs.route(*index)?);
                Made::Bytes(super::around::csv(views::sheets(&page.data).get(*nth)?))
            }
        })
    }

    fn frame(&self) -> &Frame {
        // It is taken over by a state in which nothing but texts differs, so it may read none.
        self.frame.get_or_init(|| Frame::new(&self.textless(), &self.theme))
    }

    /// What the interface says, in the language of the site.
    pub(super) fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let said = self.frame().spoken.as_ref().and_then(|spoken| spoken.say(text));
        said.map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// What a document is called, where that may end in a day that no author wrote.
    pub(super) fn named<'t>(&self, title: &'t str, by_day: bool) -> Cow<'t, str> {
        let spoken = self.frame().spoken.as_ref().filter(|_| by_day);
        let said = spoken.and_then(|spoken| spoken.by_day(title));
        said.map_or(Cow::Borrowed(title), Cow::Owned)
    }

    /// Stands for the goals of a thread as the navigation shows them open.
    pub(super) fn thread_print(&self, key: u64) -> Option<Fingerprint> {
        self.frame().threads.get(&key).copied()
    }

    /// Stands for what all pages share.
    pub(super) fn shared(&self) -> Fingerprint {
        self.frame().print.with(self.theme.print()).with(self.config.print)
    }

    /// A page as it was made before, if nothing that it read has changed since; else made now and remembered.
    fn remembered(&self, index: usize) -> Option<Remembered> {
        let route = self.outputs.route(index)?;
        let shared = self.shared();
        if let Some(page) = self.memo.get(&route.url)
            && page.shared == shared
            && self.holds(&page.trace)
        {
            return Some(page);
        }
        let mut pressed = Pressed::default();
        if !self.press_traced(index, &mut pressed) {
            return None;
        }
        let Pressed { html, json, problem, recorder, .. } = pressed;
        let trace = recorder.trace(&self.model, |read| self.answer(read));
        let page =
            Remembered { trace, shared, html: html.into(), json: json.into(), problem, used: 0 };
        self.memo.put(&route.url, page.clone());
        Some(page)
    }

    pub(super) fn fault_of(&self, index: usize) -> Option<Problem> {
        self.remembered(index)?.problem
    }

    /// Whether every question of a trace has the same answer in this state.
    pub(super) fn holds(&self, trace: &Trace) -> bool {
        trace.iter().all(|(read, print)| self.answer(*read) == *print)
    }

    /// Makes a page and notes what it reads; `false` when there is no such page.
    pub(super) fn press_traced(&self, index: usize, into: &mut Pressed) -> bool {
        let Some(route) = self.outputs.route(index) else { return false };
        self.pressed.add();
        let reader = Reader::traced_in(&self.model, std::mem::take(&mut into.recorder))
            .with_texts(&self.texts)
            .with_findings(&*self.findings);
        self.safely(&reader, route, into);
        into.recorder = reader.into_recorder();
        true
    }

    fn safely(&self, reader: &Reader, route: &Route, into: &mut Pressed) {
        let Pressed { html, json, tables, problem, .. } = into;
        html.clear();
        json.clear();
        tables.clear();
        let made = catch_unwind(AssertUnwindSafe(|| self.page(reader, route, html, json, tables)));
        *problem = made.unwrap_or_else(|_| {
            html.clear();
            json.clear();
            tables.clear();
            html.extend_from_slice(UNMADE);
            json.extend_from_slice(b"{}\n");
            Some(super::judge::bug(&format!("making `{}`", route.url)))
        });
    }

    /// Makes a page and its data; gives the fault of its template.
    fn page(
        &self,
        reader: &Reader,
        route: &Route,
        html: &mut Vec<u8>,
        json: &mut Vec<u8>,
        tables: &mut Vec<(Url, Vec<u8>)>,
    ) -> Option<Problem> {
        let page = views::page(reader, route);
        page.twin(json);
        self.tables(route, &page, tables);
        let root = self.root_of(&route.url);
        let frame = self.frame();
        let spoken = frame.spoken.as_ref();
        let mut content = match spoken {
            None => Content::new(&root, &*page.frame, &page.data),
            Some(spoken) => spoken.content(&root, route, &page, &self.known(reader)),
        };
        let (body, fault) = self.body(reader, &page, &root);
        content.body = body;
        let depth = root.len() / "../".len();
        let open = views::threads_of(&page).into_iter().flatten();
        let mut open = open.map(|name| key64(name.as_bytes()));
        if let Some(key) = open.find(|key| frame.threads.contains_key(key)) {
            reader.note_thread(key);
        }
        let place =
            Place { url: &route.url, key: page.frame.nav_key, threads: views::threads_of(&page) };
        // Drawn beforehand it has relative links only.
        let drawn = frame.navigation.get(depth).filter(|_| !root.starts_with('/'));
        content.navigation = drawn.map(|navigation| self.theme.around(navigation, place));
        content.charts = page
            .charts
            .iter()
            .map(|(name, data)| {
                let drawn =
                    spoken.map_or_else(|| chart::svg(data, &root), |it| it.chart(data, &root));
                (name.clone(), drawn)
            })
            .collect();
        let template = if self.theme.has(&page.template) { &*page.template } else { "page.html" };
        let drawn = self.theme.render(template, &frame.value, content, html);
        if html.is_empty() {
            html.extend_from_slice(UNMADE);
        }
        drawn.err().map(|problem| *problem).or(fault)
    }

    /// The way from a page to the root. What stands for a page that is not there may stand anywhere, so that its links
    /// begin at the host's root.
    fn root_of(&self, url: &Url) -> String {
        match &**url {
            "404.html" => {
                self.config.base_url.as_deref().map_or_else(|| "/".into(), |it| Base(it).path())
            }
            _ => url.root(),
        }
    }

    /// The tables of a page as files, under those addresses that are theirs.
    fn tables(&self, route: &Route, page: &PageData, into: &mut Vec<(Url, Vec<u8>)>) {
        let urls = views::tables(route);
        if urls.is_empty() {
            return;
        }
        let sheets = views::sheets(&page.data);
        let is_own = |url: &Url| matches!(self.outputs.at(url), Some(Output::Table(..)));
        let both = urls.into_iter().zip(&sheets).filter(|(url, _)| is_own(url));
        into.extend(both.map(|(url, sheet)| (url, super::around::csv(sheet))));
    }

    /// What all pages share, as templates read it.
    pub(super) fn shared_value(&self) -> &Value {
        &self.frame().value
    }

    /// The text of a page, with the fault of a template that drew a view in it.
    fn body(&self, reader: &Reader, page: &PageData, root: &str) -> (String, Option<Problem>) {
        let mut out = String::new();
        let mut fault = None;
        let mut views = Vec::new();
        let mut answers = Vec::new();
        let own;
        let (text, outline, links) = match (page.text, page.body) {
            (Some(text), _) => {
                own = crate::parse::parse(text);
                (Cow::Borrowed(text), &own.outline, Vec::new())
            }
            (None, Some(id)) => {
                let (Some(text), Some(outline)) = (reader.text(id), reader.outline(id)) else {
                    return (out, fault);
                };
                let body = self.config.markdown.cleaned(text.body());
                let drawn = views::fences(reader, id).into_iter();
                let draw = |it, fault: &mut _| self.view(reader, it, root, fault);
                views = drawn.map(|it| it.map(|it| draw(it, &mut fault))).collect();
                answers = views::answers(reader, id);
                (body, outline, views::links(reader, id))
            }
            (None, None) => return (out, fault),
        };
        let title = if page.skip_heading {
            outline.headings.first().map_or("", |heading| &*heading.text)
        } else {
            ""
        };
        let explained = page.body.is_some_and(|id| views::glossary::is_linked(reader, id));
        let draw = |nth: usize, _: &str, _: &str| views.get(nth).cloned().flatten();
        let options = markdown::Options {
            html: match self.config.markdown.html {
                Html::Sanitise => RawHtml::Sanitise,
                Html::Escape => RawHtml::Escape,
                Html::Trust => RawHtml::Trust,
            },
            root,
            title,
            fence: (!views.is_empty()).then_some(&draw),
            inline: &answers,
            highlight: self.config.markdown.highlight,
            terms: explained.then(|| &self.frame().terms),
            words: self.frame().spoken.as_ref().map_or(Words::ENGLISH, |it| &it.markdown),
        };
        markdown::render(&text, outline, &links, &options, &mut out);
        (out, fault)
    }

    fn known<'s, 'm>(&'s self, reader: &'s Reader<'m>) -> Known<'s, 'm> {
        Known { outputs: &self.outputs, reader }
    }

    /// A view inside a text.
    fn view(
        &self,
        reader: &Reader,
        view: views::Fence,
        root: &str,
        fault: &mut Option<Problem>,
    ) -> String {
        let spoken = self.frame().spoken.as_ref();
        let mut content = match spoken {
            None => Content::new(root, &(), &view.data),
            Some(spoken) => spoken.view(root, &view.data, &self.known(reader)),
        };
        let draw =
            |it: &_| spoken.map_or_else(|| chart::svg(it, root), |spoken| spoken.chart(it, root));
        let charts = view.charts.into_iter();
        content.charts = charts.map(|(name, it)| (name, draw(&it))).collect();
        self.theme.block(&self.frame().value, content).unwrap_or_else(|problem| {
            *fault = Some(*problem);
            String::new()
        })
    }
}
