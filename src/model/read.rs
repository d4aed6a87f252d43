//! What was read to make a page or a finding, so that it is made again only when one of these answers differs.
//! `recorder` notes it.

use crate::base::fingerprint::Fingerprint;
use crate::kinds::KindTag;

/// One question to the model. Documents are named by the key of their path: positions change, paths do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Read {
    /// A document's front matter.
    Front(u64),
    /// Its headings, links, first paragraph.
    Outline(u64),
    /// Its text.
    Body(u64),
    /// What its fields point at.
    Out(u64),
    /// Who points at it.
    Back(u64),
    /// Where the links of its body land.
    Landings(u64),
    /// The findings about it.
    Findings(u64),
    /// All findings.
    AllFindings,
    /// Which documents there are of a kind.
    Ids(KindTag),
    /// How the documents of a kind are called.
    Slugs(KindTag),
    /// Which documents of a kind share a status, a team, a period, a tag.
    Shelves(KindTag),
    /// Which documents there are.
    AllIds,
    /// Who answers to a name; nobody is an answer too.
    Name(u64),
    /// What lies at a path; nothing is an answer too.
    Path(u64),
    /// A file that is no document.
    File(u64),
    /// What git remembers of a document.
    History(u64),
    /// What git remembers of the whole site.
    Past,
    /// The thread that the navigation of a page shows open. The site answers it, not the model.
    Thread(u64),
    /// How a goal stands by its numbers.
    Standing(u64),
    /// How a release or bet hangs on the strategy.
    Strands(u64),
    /// What came of what shipped, over the whole site.
    Results,
    /// The settings.
    Config,
    /// The day.
    Today,
}

impl Read {
    /// Itself as numbers, for what is kept between two runs.
    #[must_use]
    pub fn as_parts(self) -> (u64, u64) {
        let kind = |tag: KindTag| KindTag::ALL.iter().position(|it| *it == tag).unwrap_or(0) as u64;
        match self {
            Self::Front(key) => (0, key),
            Self::Outline(key) => (1, key),
            Self::Body(key) => (2, key),
            Self::Out(key) => (3, key),
            Self::Back(key) => (4, key),
            Self::Landings(key) => (5, key),
            Self::Findings(key) => (6, key),
            Self::AllFindings => (7, 0),
            Self::Ids(tag) => (8, kind(tag)),
            Self::Slugs(tag) => (9, kind(tag)),
            Self::AllIds => (10, 0),
            Self::Name(key) => (11, key),
            Self::Path(key) => (12, key),
            Self::File(key) => (13, key),
            Self::Config => (14, 0),
            Self::Today => (15, 0),
            Self::History(key) => (16, key),
            Self::Past => (17, 0),
            Self::Shelves(tag) => (18, kind(tag)),
            Self::Thread(key) => (19, key),
            Self::Standing(key) => (20, key),
            Self::Results => (21, 0),
            Self::Strands(key) => (22, key),
        }
    }

    /// The question that these numbers stand for.
    #[must_use]
    pub fn of_parts(which: u64, key: u64) -> Option<Self> {
        let kind = || KindTag::ALL.get(usize::try_from(key).ok()?).copied();
        Some(match which {
            0 => Self::Front(key),
            1 => Self::Outline(key),
            2 => Self::Body(key),
            3 => Self::Out(key),
            4 => Self::Back(key),
            5 => Self::Landings(key),
            6 => Self::Findings(key),
            7 => Self::AllFindings,
            8 => Self::Ids(kind()?),
            9 => Self::Slugs(kind()?),
            10 => Self::AllIds,
            11 => Self::Name(key),
            12 => Self::Path(key),
            13 => Self::File(key),
            14 => Self::Config,
            15 => Self::Today,
            16 => Self::History(key),
            17 => Self::Past,
            18 => Self::Shelves(kind()?),
            19 => Self::Thread(key),
            20 => Self::Standing(key),
            21 => Self::Results,
            22 => Self::Strands(key),
            _ => return None,
        })
    }
}

/// The questions that were asked, each with its answer's fingerprint, in order.
pub type Trace = Vec<(Read, Fingerprint)>;
