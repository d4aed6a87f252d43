//! Notes questions while a page or a finding is made. Most are about documents, and asked again for every row of every
//! list: they are noted by position, since positions stay while a model stays.

use std::collections::HashSet;

use ahash::RandomState;

use crate::base::fingerprint::Fingerprint;
use crate::kinds::KindTag;

use super::Model;
use super::doc::DocId;
use super::read::{Read, Trace};

/// What can be asked about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Its front matter.
    Front,
    /// Its headings, links, first paragraph.
    Outline,
    /// Its text.
    Body,
    /// What its fields point at.
    Out,
    /// Who points at it.
    Back,
    /// Where the links of its body land.
    Landings,
    /// The findings about it.
    Findings,
    /// What git remembers of it.
    History,
    /// How a goal stands by its numbers.
    Standing,
    /// How a release or bet hangs on the strategy.
    Strands,
}

impl About {
    /// So many there are.
    pub const COUNT: usize = Self::Strands as usize + 1;

    const fn of(self, key: u64) -> Read {
        match self {
            Self::Front => Read::Front(key),
            Self::Outline => Read::Outline(key),
            Self::Body => Read::Body(key),
            Self::Out => Read::Out(key),
            Self::Back => Read::Back(key),
            Self::Landings => Read::Landings(key),
            Self::Findings => Read::Findings(key),
            Self::History => Read::History(key),
            Self::Standing => Read::Standing(key),
            Self::Strands => Read::Strands(key),
        }
    }
}

/// A question to one model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// About a document.
    Of(DocId, About),
    /// Any other.
    Else(Read),
}

/// Collects questions while a page or a finding is made. To be used again: it has a place for each document.
#[derive(Debug, Default)]
pub struct Recorder {
    /// What was asked about documents, by position, a bit for each question.
    docs: Vec<u16>,
    /// What was asked that names nothing, a bit for each question.
    plain: u64,
    others: HashSet<Read, RandomState>,
    asked: Vec<Asked>,
}

/// The bit of a question that names no document, file or word.
const fn bit(read: Read) -> Option<u64> {
    const KINDS: usize = KindTag::ALL.len();
    const ALONE: usize = 6;
    const { assert!(ALONE + 3 * KINDS <= u64::BITS as usize) };
    let nth = match read {
        Read::Config => 0,
        Read::Today => 1,
        Read::AllIds => 2,
        Read::AllFindings => 3,
        Read::Past => 4,
        Read::Results => 5,
        Read::Ids(tag) => ALONE + tag as usize,
        Read::Slugs(tag) => ALONE + KINDS + tag as usize,
        Read::Shelves(tag) => ALONE + 2 * KINDS + tag as usize,
        _ => return None,
    };
    Some(1 << nth)
}

impl Recorder {
    /// Notes a question about a document, once.
    #[inline]
    pub fn note_doc(&mut self, id: DocId, about: About) {
        if self.docs.len() <= id.index() {
            self.docs.resize(id.index() + 1, 0);
        }
        let Some(asked) = self.docs.get_mut(id.index()) else { return };
        let bit = 1 << about as u16;
        if *asked & bit == 0 {
            *asked |= bit;
            self.asked.push(Asked::Of(id, about));
        }
    }

    /// Notes any other question, once.
    #[inline]
    pub fn note(&mut self, read: Read) {
        let is_new = match bit(read) {
            Some(bit) => {
                let is_new = self.plain & bit == 0;
                self.plain |= bit;
                is_new
            }
            None => self.others.insert(read),
        };
        if is_new {
            self.asked.push(Asked::Else(read));
        }
    }

    /// Begins anew in the same memory.
    #[must_use]
    pub fn afresh(mut self) -> Self {
        for asked in self.asked.drain(..) {
            if let Asked::Of(id, _) = asked
                && let Some(asked) = self.docs.get_mut(id.index())
            {
                *asked = 0;
            }
        }
        self.plain = 0;
        self.others.clear();
        self
    }

    /// What was noted, in order.
    #[must_use]
    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    /// What was noted, with the answers of the model that was asked.
    pub fn trace(&self, model: &Model, answer: impl Fn(Read) -> Fingerprint) -> Trace {
        let reads = self.asked.iter().map(|asked| model.read_of(*asked));
        reads.map(|read| (read, answer(read))).collect()
    }
}

impl Model {
    /// A question as it may be kept for other models.
    #[must_use]
    pub fn read_of(&self, asked: Asked) -> Read {
        match asked {
            Asked::Of(id, about) => {
                about.of(self.directory.keys.get(id.index()).copied().unwrap_or_default())
            }
            Asked::Else(read) => read,
        }
    }

    /// A question that was kept, as it is asked of this model.
    #[must_use]
    pub fn asked_of(&self, read: Read) -> Asked {
        let (about, key) = match read {
            Read::Front(key) => (About::Front, key),
            Read::Outline(key) => (About::Outline, key),
            Read::Body(key) => (About::Body, key),
            Read::Out(key) => (About::Out, key),
            Read::Back(key) => (About::Back, key),
            Read::Landings(key) => (About::Landings, key),
            Read::Findings(key) => (About::Findings, key),
            Read::History(key) => (About::History, key),
            Read::Standing(key) => (About::Standing, key),
            Read::Strands(key) => (About::Strands, key),
            _ => return Asked::Else(read),
        };
        self.directory.at.get(&key).map_or(Asked::Else(read), |id| Asked::Of(*id, about))
    }
}
