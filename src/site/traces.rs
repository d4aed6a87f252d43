//! What pages read when they were made, kept from one run to the next: a page whose reads still have the same answers
//! need not be made again.

use std::collections::HashMap;

use ahash::RandomState;
use rayon::prelude::*;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;
use crate::base::record::{Lens, Pen};
use crate::model::Model;
use crate::model::read::Read;
use crate::model::recorder::{About, Asked};

/// Names the form in which traces are kept; another number means another form.
const NAME: &str = "throughline traces 2";

/// What pages read. Many pages ask the same questions, and so an answer is kept, and looked at again, only once.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    /// Stands for the program that made the pages.
    program: Fingerprint,
    /// Stands for what all pages share: frame, theme, settings.
    shared: Fingerprint,
    answers: Vec<(Read, Fingerprint)>,
    pages: HashMap<Url, Traced, RandomState>,
}

/// A page as it was made.
#[derive(Debug, Clone)]
pub(super) struct Traced {
    /// Its reads, as positions among the answers.
    pub reads: Box<[u32]>,
    /// Stands for its bytes.
    pub html: Fingerprint,
    /// Stands for those of its data.
    pub json: Fingerprint,
    /// Stand for those of its tables, in their order.
    pub tables: Box<[Fingerprint]>,
}

/// Which answers are still the same.
pub(super) struct Held(Vec<bool>);

impl Traces {
    /// No traces, of a program and of what its pages share.
    pub(super) fn new(program: Fingerprint, shared: Fingerprint) -> Self {
        Self { program, shared, ..Self::default() }
    }

    /// Whether pages of this program may be compared with these.
    #[must_use]
    pub fn are_of(&self, program: Fingerprint) -> bool {
        self.program == program
    }

    /// Whether the pages had this in common.
    pub(super) fn share(&self, shared: Fingerprint) -> bool {
        self.shared == shared
    }

    /// How many pages are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether no page is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Forgets these reads of every page: for trying whether a read that nobody noted would be missed.
    pub fn forget(&mut self, which: impl Fn(Read) -> bool) {
        for page in self.pages.values_mut() {
            let stays = |at: &u32| self.answers.get(*at as usize).is_some_and(|it| !which(it.0));
            page.reads = page.reads.iter().copied().filter(stays).collect();
        }
    }

    pub(super) fn page(&self, url: &Url) -> Option<&Traced> {
        self.pages.get(url)
    }

    /// The reads of a page with the answers that they had.
    pub(super) fn reads<'a>(
        &'a self,
        page: &'a Traced,
    ) -> impl Iterator<Item = (Read, Fingerprint)> + 'a {
        page.reads.iter().filter_map(|at| self.answers.get(*at as usize).copied())
    }

    /// Asks every question again.
    pub(super) fn held(&self, answer: impl Fn(Read) -> Fingerprint + Sync) -> Held {
        Held(self.answers.par_iter().map(|(read, print)| answer(*read) == *print).collect())
    }

    /// Writes them down.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut pen = Pen::default();
        pen.print(self.program);
        pen.print(self.shared);
        pen.list(self.answers.iter(), |pen, (read, print)| {
            let (which, key) = read.as_parts();
            pen.number(which);
            pen.bits(key);
            pen.print(*print);
        });
        let mut pages: Vec<(&Url, &Traced)> = self.pages.iter().collect();
        pages.sort_unstable_by_key(|(url, _)| *url);
        pen.list(pages.into_iter(), |pen, (url, page)| {
            pen.text(url);
            pen.print(page.html);
            pen.print(page.json);
            pen.list(page.tables.iter(), |pen, print| pen.print(*print));
            pen.list(page.reads.iter(), |pen, at| pen.number(u64::from(*at)));
        });
        pen.seal(NAME)
    }

    /// What was written down; `None` when the bytes are damaged, cut, or of another form.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut lens = Lens::open(NAME, bytes)?;
        let (program, shared) = (lens.print()?, lens.print()?);
        let answers = lens.list(|lens| {
            let read = Read::of_parts(lens.number()?, lens.bits()?)?;
            Some((read, lens.print()?))
        })?;
        let pages = lens.list(|lens| {
            let url = Url::new(lens.text()?)?;
            let (html, json) = (lens.print()?, lens.print()?);
            let tables = lens.list(Lens::print)?.into();
            let at = |lens: &mut Lens| lens.small().filter(|at| (*at as usize) < answers.len());
            Some((url, Traced { html, json, tables, reads: lens.list(at)?.into() }))
        })?;
        let pages = pages.into_iter().collect();
        lens.is_at_end().then_some(Self { program, shared, answers, pages })
    }
}

impl Held {
    /// Whether every answer that the page read is the same.
    pub fn hold(&self, page: &Traced) -> bool {
        page.reads.iter().all(|at| self.0.get(*at as usize) == Some(&true))
    }
}

/// Gathers traces, each question once.
pub(super) struct Gathering<'m> {
    model: &'m Model,
    traces: Traces,
    asked: Vec<Asked>,
    /// Where the questions about each document stand among all; `NOWHERE` those that nobody asked.
    docs: Vec<[u32; About::COUNT]>,
    others: HashMap<Read, u32, RandomState>,
    /// Where the answers of an earlier run stand now.
    past: Vec<u32>,
}

/// Stands for no position.
const NOWHERE: u32 = u32::MAX;

impl<'m> Gathering<'m> {
    pub fn new(model: &'m Model, program: Fingerprint, shared: Fingerprint) -> Self {
        Self {
            model,
            traces: Traces::new(program, shared),
            asked: Vec::new(),
            docs: Vec::new(),
            others: HashMap::default(),
            past: Vec::new(),
        }
    }

    /// Adds a page that is as it was.
    pub fn add_kept(&mut self, url: &Url, page: &Traced, past: &Traces) {
        self.past.resize(past.answers.len(), NOWHERE);
        let place = |at: &u32| {
            let at = *at as usize;
            match self.past.get(at) {
                Some(&NOWHERE) | None => {
                    let asked = self.model.asked_of(past.answers.get(at)?.0);
                    let place = self.place(asked);
                    *self.past.get_mut(at)? = place;
                    Some(place)
                }
                place => place.copied(),
            }
        };
        let reads = page.reads.iter().filter_map(place).collect();
        let (html, json, tables) = (page.html, page.json, page.tables.clone());
        self.traces.pages.insert(url.clone(), Traced { reads, html, json, tables });
    }

    /// Adds a page that was made.
    pub fn add_made(&mut self, url: &Url, page: Traced) {
        self.traces.pages.insert(url.clone(), page);
    }

    /// Adds what a page read; gives the positions among the answers.
    pub fn reads(&mut self, asked: &[Asked]) -> Box<[u32]> {
        asked.iter().map(|it| self.place(*it)).collect()
    }

    fn place(&mut self, it: Asked) -> u32 {
        let next = u32::try_from(self.asked.len()).unwrap_or(NOWHERE);
        let place = match it {
            Asked::Of(id, about) => {
                if self.docs.len() <= id.index() {
                    self.docs.resize(id.index() + 1, [NOWHERE; About::COUNT]);
                }
                let row = self.docs.get_mut(id.index());
                let Some(place) = row.and_then(|row| row.get_mut(about as usize)) else {
                    return NOWHERE;
                };
                place
            }
            Asked::Else(read) => self.others.entry(read).or_insert(NOWHERE),
        };
        if *place == NOWHERE {
            *place = next;
            self.asked.push(it);
        }
        *place
    }

    /// All of it, each question with its answer.
    pub fn done(self, answer: impl Fn(Read) -> Fingerprint + Sync) -> Traces {
        let answered = |it: &Asked| {
            let read = self.model.read_of(*it);
            (read, answer(read))
        };
        Traces { answers: self.asked.par_iter().map(answered).collect(), ..self.traces }
    }
}
