//! Makes the site once more, where an earlier run is remembered: only pages that read something new are made.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;
use crate::model::read::Read;
use crate::model::reader::Findings;
use crate::views;

use super::engine::Site;
use super::outputs::{Output, twin};
use super::press::{Made, Pressed};
use super::traces::{Gathering, Held, Traced, Traces};

/// What making a site once more came to.
#[derive(Debug)]
pub struct Again {
    /// Faults of templates that showed themselves.
    pub problems: Vec<Problem>,
    /// What each page read.
    pub traces: Traces,
    /// Pages that were made.
    pub made: usize,
    /// Pages that were left as they stand.
    pub kept: usize,
}

/// A file that is to stand where it stands already: its address, and what stands for its bytes.
pub type Standing<'a> = (&'a Url, Fingerprint);

/// Stands for a table without rows, which is not written.
const NO_TABLE: Fingerprint = Fingerprint(0);

/// What came of one page.
enum Page<'a> {
    Made(&'a Url, Traced),
    Kept(&'a Url, &'a Traced),
    Faulty(Problem),
}

impl Site {
    /// Makes everything that is not as an earlier run left it, in parallel, and hands it on.
    ///
    /// `program` stands for the program, `past` is what an earlier run kept. Pages whose reads have the same answers
    /// are left alone if `keep` finds all their files standing with these bytes; `put` takes all other files.
    ///
    /// # Errors
    /// The first error of `put`.
    pub fn make_again(
        &self,
        program: Fingerprint,
        past: Option<&Traces>,
        keep: impl Fn(&[Standing]) -> bool + Sync,
        put: impl Fn(&Url, Made<'_>) -> Result<(), Error> + Sync,
    ) -> Result<Again, Error> {
        let shared = self.shared();
        let past = past.filter(|past| past.are_of(program) && past.share(shared));
        let held = past.map(|past| (past, past.held(|read| self.answer(read))));
        // What a page read is taken in at once: traces of all pages would be more than all that is kept of them.
        let gathering = Mutex::new(Gathering::new(&self.model, program, shared));
        let pages: Vec<Option<Page>> = self
            .outputs
            .list
            .par_iter()
            .map_init(Pressed::default, |pressed, (url, output)| match output {
                Output::Page(index) => match self.standing(url, *index, held.as_ref(), &keep) {
                    Some(traced) => Ok(Some(Page::Kept(url, traced))),
                    None => self.make_page(url, *index, pressed, &gathering, &put),
                },
                // Made together with its page, or with others of its sort.
                Output::Twin(_) | Output::Table(..) | Output::Search(_) => Ok(None),
                _ => {
                    if let Some(made) = self.make(url) {
                        put(url, made)?;
                    }
                    Ok(None)
                }
            })
            .collect::<Result<_, Error>>()?;
        let gathering = gathering.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut again = self.gather(pages, gathering, past);
        again.problems.extend(self.make_search(&put)?);
        again.problems.sort_by(|a, b| (&a.place, &a.what).cmp(&(&b.place, &b.what)));
        again.problems.dedup();
        Ok(again)
    }

    /// A page that need not be made.
    fn standing<'a>(
        &self,
        url: &Url,
        index: usize,
        held: Option<&'a (&Traces, Held)>,
        keep: impl Fn(&[Standing]) -> bool,
    ) -> Option<&'a Traced> {
        let (past, held) = held?;
        let traced = past.page(url).filter(|traced| held.hold(traced))?;
        let twin = self.twin_of(url, index);
        let tables = self.tables_of(index);
        if tables.len() != traced.tables.len() {
            return None;
        }
        let files: Vec<Standing> = std::iter::once((url, traced.html))
            .chain(twin.iter().map(|twin| (twin, traced.json)))
            .chain(tables.iter().zip(traced.tables.iter().copied()).filter(|it| it.1 != NO_TABLE))
            .collect();
        keep(&files).then_some(traced)
    }

    fn make_page<'a>(
        &self,
        url: &'a Url,
        index: usize,
        pressed: &mut Pressed,
        gathering: &Mutex<Gathering<'_>>,
        put: impl Fn(&Url, Made<'_>) -> Result<(), Error>,
    ) -> Result<Option<Page<'a>>, Error> {
        if !self.press_traced(index, pressed) {
            return Ok(None);
        }
        let (html, json) = (Fingerprint::of(&pressed.html), Fingerprint::of(&pressed.json));
        put(url, Made::Known(&pressed.html, html))?;
        if let Some(twin) = self.twin_of(url, index) {
            put(&twin, Made::Known(&pressed.json, json))?;
        }
        let print = |own: &Url| {
            let made = pressed.tables.iter().find(|(url, _)| url == own);
            made.map_or(NO_TABLE, |(_, bytes)| Fingerprint::of(bytes))
        };
        let tables = self.tables_of(index).iter().map(print).collect();
        for (table, bytes) in pressed.tables.drain(..) {
            put(&table, Made::Bytes(bytes))?;
        }
        Ok(Some(match pressed.problem.take() {
            // It is to be said again the next time.
            Some(problem) => Page::Faulty(problem),
            None => {
                let mut gathering = gathering.lock().unwrap_or_else(PoisonError::into_inner);
                let reads = gathering.reads(pressed.recorder.asked());
                Page::Made(url, Traced { reads, html, json, tables })
            }
        }))
    }

    /// Where the data of a page stands, if it got an address.
    fn twin_of(&self, url: &Url, index: usize) -> Option<Url> {
        twin(url).filter(|twin| self.outputs.at(twin) == Some(&Output::Twin(index)))
    }

    /// Where the tables of a page stand, if it has any; those that got their address.
    fn tables_of(&self, index: usize) -> Vec<Url> {
        let mut tables = self.outputs.route(index).map(views::tables).unwrap_or_default();
        tables.retain(|table| matches!(self.outputs.at(table), Some(Output::Table(..))));
        tables
    }

    /// The answer to a question in this state.
    pub(super) fn answer(&self, read: Read) -> Fingerprint {
        if let Read::Thread(key) = read {
            return self.thread_print(key).unwrap_or_default();
        }
        let findings: &dyn Findings = &*self.findings;
        self.model.print(read, &self.texts, Some(findings))
    }

    fn gather(
        &self,
        pages: Vec<Option<Page>>,
        mut gathering: Gathering,
        past: Option<&Traces>,
    ) -> Again {
        let (mut problems, mut made, mut kept) = (Vec::new(), 0, 0);
        for page in pages.into_iter().flatten() {
            match (page, past) {
                (Page::Made(url, page), _) => {
                    made += 1;
                    gathering.add_made(url, page);
                }
                (Page::Kept(url, traced), Some(past)) => {
                    kept += 1;
                    gathering.add_kept(url, traced, past);
                }
                (Page::Kept(..), None) => {}
                (Page::Faulty(problem), _) => {
                    made += 1;
                    problems.push(problem);
                }
            }
        }
        Again { problems, traces: gathering.done(|read| self.answer(read)), made, kept }
    }
}
