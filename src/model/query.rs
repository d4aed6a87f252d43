//! Queries: which documents are meant, in the style of a search box. A query is read and checked once, then asked of
//! documents through a `Reader`, so that whoever shows its answer depends on what was read for it.
//!
//! `tokens` → `tree` (syntax) → `check` (every name and word looked up) → `run` (documents asked) → `order`.

mod check;
mod fields;
mod kinds;
mod links;
mod names;
mod order;
mod own;
mod path;
pub mod plain;
mod run;
mod token;
mod tree;
mod value;
mod wanted;

use std::ops::Range;

use crate::base::fingerprint::Fingerprint;

use super::doc::DocId;
use super::names::name_key;
use super::reader::Reader;

pub use fields::all as all_fields;
pub use kinds::Kinds;
pub use links::all as all_links;
pub use order::{Group, Key, grouped, of as key_of};
pub use path::{End, Path};
pub use run::{below, right_above};
pub use token::Op;
pub use value::{Form, Value};

/// What is wrong with a query, at its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: Option<String>,
    /// What should stand there instead, where that is near enough to be meant.
    pub meant: Option<String>,
}

impl Fault {
    /// A fault at some bytes.
    #[must_use]
    pub fn new(span: Range<usize>, what: impl Into<String>) -> Self {
        Self { span, what: what.into(), help: None, meant: None }
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With what is probably meant.
    #[must_use]
    pub fn meant(mut self, text: &str) -> Self {
        self.help = Some(format!("did you mean `{text}`?"));
        self.meant = Some(text.to_owned());
        self
    }
}

/// A query that makes sense.
pub struct Query {
    test: check::Test,
    kinds: Kinds,
    sort: Vec<(Path, bool)>,
    /// How many are wanted at most.
    pub limit: Option<usize>,
    /// What the answer is grouped by.
    pub group: Option<Path>,
}

/// What a query finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The documents, sorted, no more than the limit.
    pub ids: Vec<DocId>,
    /// How many there are without the limit.
    pub all: usize,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// Everything that is wrong with it, in order.
    pub fn read(reader: &Reader, text: &str) -> Result<Self, Vec<Fault>> {
        let written = tree::read(text).map_err(|fault| vec![fault])?;
        let mut faults = Vec::new();
        let test = check::check(reader, &written.tree, Kinds::ALL, &mut faults);
        let kinds = check::kinds_of(&written.tree);
        let mut path = |word: &token::Word| {
            Path::read(reader, &word.text, word.span.start, kinds)
                .map_err(|it| faults.push(it))
                .ok()
        };
        let sort =
            written.sort.iter().filter_map(|(word, down)| Some((path(word)?, *down))).collect();
        let group = written.group.as_ref().and_then(&mut path);
        if faults.is_empty() {
            Ok(Self { test, kinds, sort, limit: written.limit, group })
        } else {
            faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
            faults.dedup();
            Err(faults)
        }
    }

    /// The kinds that it can find.
    #[must_use]
    pub const fn kinds(&self) -> Kinds {
        self.kinds
    }

    /// Sorts otherwise: by these fields, downwards where it is said.
    #[must_use]
    pub fn sorted(mut self, by: Vec<(Path, bool)>) -> Self {
        self.sort = by;
        self
    }

    /// Whether it says how it is sorted.
    #[must_use]
    pub fn is_sorted(&self) -> bool {
        !self.sort.is_empty()
    }

    /// Asks the documents of the kinds that it names; every document where it names none.
    #[must_use]
    pub fn run(&self, reader: &Reader) -> Answer {
        let mut ids = self.run_all(reader);
        let all = ids.len();
        ids.truncate(self.limit.unwrap_or(usize::MAX));
        Answer { ids, all }
    }

    /// The same without the limit.
    #[must_use]
    pub fn run_all(&self, reader: &Reader) -> Vec<DocId> {
        let ready = run::Ready::new(reader, &self.test);
        let mut ids: Vec<DocId> = if self.kinds == Kinds::ALL {
            reader.all().filter(|id| ready.holds(reader, *id)).collect()
        } else {
            let named = self.kinds.iter().flat_map(|tag| reader.ids(tag).iter().copied());
            named.filter(|id| ready.holds(reader, *id)).collect()
        };
        ids.sort_unstable();
        order::sort(reader, &mut ids, &self.sort);
        ids
    }
}

impl Reader<'_> {
    /// Whether a name belongs to a document that this build does not show, or to a part of one.
    #[must_use]
    pub fn is_hidden(&self, name: &str) -> bool {
        [name.to_owned(), format!("#{name}")].iter().any(|name| {
            // What was asked is noted: the answer changes with the names of documents.
            let _ = self.claims(name);
            self.model.directory.unseen.keys.binary_search(&name_key(name)).is_ok()
        })
    }

    /// A message without the names of what this reader must not see.
    #[must_use]
    pub fn open_words(&self, message: &str) -> String {
        let mut out = String::with_capacity(message.len());
        for (nth, part) in message.split('`').enumerate() {
            if nth > 0 {
                out.push('`');
            }
            let is_secret = nth % 2 == 1 && part.split('#').any(|name| self.is_hidden(name));
            out.push_str(if is_secret { "\u{2026}" } else { part });
        }
        out
    }

    /// The names of all lints.
    pub fn lint_names(&self) -> impl Iterator<Item = &'static str> {
        self.model.lints.iter().copied()
    }

    /// The name of the field that documents of a kind may also write like this.
    #[must_use]
    pub fn canonical(&self, tag: crate::kinds::KindTag, name: &str) -> Option<&'static str> {
        let infos = self.model.schemas.of(tag);
        infos.iter().find(|info| info.aliases.contains(&name)).map(|info| info.name)
    }
}

/// Stands for a name of a hidden document.
pub(super) fn hidden_print() -> Fingerprint {
    Fingerprint::of(b"hidden")
}
