//! The files of the index: which there are, where they stand, how something becomes one. All are plain scripts that call
//! `__s`, so that they work from a disk and under a strict policy.

use serde::Serialize;

use crate::base::json;
use crate::base::names::Url;
use crate::model::reader::Reader;
use crate::views::search::found;
use crate::views::search::page::INDEX;

/// So many documents are shown from one file.
pub const ROWS: usize = 4;
/// So many bytes of documents give one file of words with their places.
const PLACES: usize = 96 << 10;
/// So many of these have one file of words.
const WORDS: usize = 4;

/// A file of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shard {
    /// What every search needs: filters, and which file holds which words.
    Head,
    /// Some documents as they are shown.
    Rows(u32),
    /// Some stems, each with the documents in which it stands.
    Places(u32),
    /// Some words with their stems.
    Words(u32),
    /// Some words written backwards, for those whose beginning is mistyped.
    Ends(u32),
}

impl Shard {
    /// The name by which `search.js` knows it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Head => "index".to_owned(),
            Self::Rows(n) => format!("r{n}"),
            Self::Places(n) => format!("p{n}"),
            Self::Words(n) => format!("w{n}"),
            Self::Ends(n) => format!("e{n}"),
        }
    }

    /// Its address.
    #[must_use]
    pub fn url(self) -> Option<Url> {
        Url::new(&format!("{INDEX}{}.js", self.name()))
    }
}

/// How many files there are of each sort: a matter of how many documents there are and how long, and not of their words,
/// so that it is known before one of them is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plan {
    /// Documents that are found.
    pub docs: usize,
    /// Files of stems with their places.
    pub places: usize,
    /// Files of words, and as many of words backwards.
    pub words: usize,
}

impl Plan {
    /// The plan for a site; empty where there is no search.
    #[must_use]
    pub fn of(reader: &Reader) -> Self {
        let found = found(reader);
        let bytes: usize =
            found.iter().filter_map(|id| reader.text(*id)).map(|t| t.text.len()).sum();
        if found.is_empty() {
            return Self::default();
        }
        let places = bytes.div_ceil(PLACES).max(1);
        Self { docs: found.len(), places, words: places.div_ceil(WORDS) }
    }

    /// All files.
    pub fn shards(self) -> impl Iterator<Item = Shard> {
        let numbers = |n: usize| 0..u32::try_from(n).unwrap_or(u32::MAX);
        let head = (self.docs > 0).then_some(Shard::Head);
        head.into_iter()
            .chain(numbers(self.docs.div_ceil(ROWS)).map(Shard::Rows))
            .chain(numbers(self.places).map(Shard::Places))
            .chain(numbers(self.words).map(Shard::Words))
            .chain(numbers(self.words).map(Shard::Ends))
    }
}

/// A value as the script that hands it over. No tag can end in it, whoever looks at it.
#[must_use]
pub fn script(shard: Shard, value: &impl Serialize) -> Vec<u8> {
    let mut out = format!("__s({{\"{}\":", shard.name()).into_bytes();
    // Strings and numbers in memory can always be written.
    let _ = json::write_tagless(&mut out, value);
    out.extend_from_slice(b"});\n");
    out
}
