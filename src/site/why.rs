//! Why a page would be made anew: what it reads, and which of its reads has another answer than when it was made.

use crate::base::names::DocPath;
use crate::model::read::Read;
use crate::views::Page;

use super::engine::Site;
use super::outputs::Output;
use super::press::Pressed;
use super::traces::Traces;

/// What is to be said of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The document that it shows, if it shows just one.
    pub file: Option<DocPath>,
    /// What an earlier run knows of it.
    pub then: Then,
    /// What it reads now, in words, in the order in which it asks.
    pub reads: Vec<String>,
}

/// What an earlier run knows of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// There was no run, or it knows nothing of this page.
    Unknown,
    /// It was made by another program.
    OtherProgram,
    /// What all pages share was different: frame, theme or settings.
    Shared,
    /// These of its reads had other answers, in words; none: it would be left as it is.
    Reads(Vec<String>),
}

impl Site {
    /// Why the page at this address would be made anew; `None` when no page stands there.
    #[must_use]
    pub fn why(&self, url: &str, past: Option<&Traces>, is_ours: bool) -> Option<Why> {
        let (Output::Page(index) | Output::Twin(index)) = *self.outputs.at(url)? else {
            return None;
        };
        let route = self.outputs.route(index)?;
        let mut pressed = Pressed::default();
        if !self.press_traced(index, &mut pressed) {
            return None;
        }
        let then = match past.and_then(|past| Some((past, past.page(&route.url)?))) {
            None => Then::Unknown,
            Some(_) if !is_ours => Then::OtherProgram,
            Some((past, _)) if !past.share(self.shared()) => Then::Shared,
            Some((past, page)) => Then::Reads(
                past.reads(page)
                    .filter(|(read, print)| self.answer(*read) != *print)
                    .map(|(read, _)| self.in_words(read))
                    .collect(),
            ),
        };
        let asked = pressed.recorder.asked().iter();
        let reads = asked.map(|it| self.in_words(self.model.read_of(*it))).collect();
        let file = match &route.page {
            Page::Document(path) => Some(path.clone()),
            Page::View(..) => None,
        };
        Some(Why { file, then, reads })
    }

    /// A question in words.
    fn in_words(&self, read: Read) -> String {
        let of = |what: &str, key: u64| match self.model.path_of_key(key) {
            Some(path) => format!("{what} {path}"),
            None => format!("{what} a file that is no longer there"),
        };
        match read {
            Read::Front(key) => of("the front matter of", key),
            Read::Outline(key) => of("the outline of", key),
            Read::Body(key) => of("the text of", key),
            Read::Out(key) => of("what is named in the fields of", key),
            Read::Back(key) => of("who points at", key),
            Read::Landings(key) => of("where the links lead in", key),
            Read::Findings(key) => of("the findings about", key),
            Read::AllFindings => "the findings about the whole site".to_owned(),
            Read::Ids(tag) => format!("which {} documents there are", tag.as_str()),
            Read::Slugs(tag) => format!("how the {} documents are called", tag.as_str()),
            Read::Shelves(tag) => {
                format!("by what the {} documents are told apart in lists", tag.as_str())
            }
            Read::AllIds => "which documents there are".to_owned(),
            Read::Name(key) => match self.model.name_of_key(key) {
                Some(name) => format!("who is called `{name}`"),
                None => "who is called by a name that nobody has".to_owned(),
            },
            Read::Path(key) => of("whether there is", key),
            Read::File(key) => of("the contents of", key),
            Read::History(key) => of("what git remembers of", key),
            Read::Past => "what git remembers of the whole site".to_owned(),
            Read::Thread(_) => "the goals of its thread in the navigation".to_owned(),
            Read::Results => "what came of what shipped".to_owned(),
            Read::Strands(key) => of("how the strategy is reached from", key),
            Read::Standing(key) => of("how the numbers stand of", key),
            Read::Config => "the settings".to_owned(),
            Read::Today => "the day".to_owned(),
        }
    }
}
