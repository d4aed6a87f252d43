//! What texts were read as, kept from one run to the next in one file: a text that was read before, under whatever name,
//! is not read again.

use std::collections::HashMap;
use std::io::BufWriter;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use ahash::RandomState;

use crate::base::fingerprint::Fingerprint;
use crate::base::record::{Lens, Pen, SEAL, Sealed};
use crate::check::run::lint;
use crate::parse::{Parsed, parse, parse_yaml};
use crate::source::keep;

use super::work::Work;

/// Names the form in which readings are kept; another number means another form.
const NAME: &str = "throughline parsed 2";
/// The file in which they are kept.
const FILE: &str = "parsed";

/// Readings are gathered in so many bytes at once.
const PIECE: usize = 1 << 20;
/// How much is gathered before it is written to the file.
const BUFFER: usize = 1 << 16;

/// So many times the file is written with a reading that nobody asked for; then it is left out. Chosen by feel, so
/// that going to another branch and back parses nothing.
const OLDEST: u8 = 3;
/// A reading that was asked for is counted as new again from this age on.
const AGED: u8 = 2;

/// Where readings are kept, and the program that made them: another one may read otherwise.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    program: Fingerprint,
}

/// The readings of earlier runs, and those of this one.
pub(super) struct Opened {
    store: Store,
    bytes: Vec<u8>,
    kept: HashMap<Fingerprint, Kept, RandomState>,
    fresh: Mutex<Fresh>,
    /// Pens that nobody writes with.
    pens: Mutex<Vec<Pen>>,
}

/// The readings of this run, in pieces that are not moved when there are more.
#[derive(Default)]
struct Fresh {
    pieces: Vec<Vec<u8>>,
    /// Where each stands: the piece, and its bytes.
    index: Vec<(Fingerprint, usize, Range<usize>)>,
}

impl Fresh {
    fn add(&mut self, key: Fingerprint, bytes: &[u8]) {
        let fits = |piece: &Vec<u8>| piece.capacity() - piece.len() >= bytes.len();
        if !self.pieces.last().is_some_and(fits) {
            self.pieces.push(Vec::with_capacity(PIECE.max(bytes.len())));
        }
        if let Some(piece) = self.pieces.last_mut() {
            let start = piece.len();
            piece.extend_from_slice(bytes);
            let at = start..piece.len();
            self.index.push((key, self.pieces.len() - 1, at));
        }
    }

    fn bytes(&self, piece: usize, at: Range<usize>) -> Option<&[u8]> {
        self.pieces.get(piece)?.get(at)
    }
}

struct Kept {
    /// Where it stands among the bytes.
    at: Range<usize>,
    /// How often the file was written since somebody asked for it.
    age: u8,
    asked: AtomicBool,
}

/// How a text is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// A document.
    Markdown,
    /// A YAML file.
    Yaml,
}

/// Whether a file had to be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parsing {
    /// It holds nothing to parse, or it is known from an earlier look.
    None,
    /// It was parsed.
    Done,
    /// An earlier run did.
    Spared,
}

impl Parsing {
    /// Adds it to what was done.
    pub const fn count(self, work: &mut Work) {
        match self {
            Self::None => {}
            Self::Done => work.parsed += 1,
            Self::Spared => work.reused += 1,
        }
    }
}

impl Form {
    /// The key of a text that is read so.
    fn key(self, text: Fingerprint) -> Fingerprint {
        match self {
            Self::Markdown => text,
            Self::Yaml => text.with(Fingerprint::of(b"yaml")),
        }
    }

    fn parse(self, text: &str) -> Parsed {
        match self {
            Self::Markdown => parse(text),
            Self::Yaml => parse_yaml(text),
        }
    }
}

impl Store {
    /// A store in a folder, of a program.
    #[must_use]
    pub fn at(folder: &Path, program: Fingerprint) -> Self {
        Self { folder: folder.to_owned(), program }
    }

    /// Opens it; whatever is wrong with the file, it then holds nothing.
    pub(super) fn open(self) -> Opened {
        let bytes = keep::load(&self.folder, FILE).unwrap_or_default();
        let kept = table(&bytes, self.program).unwrap_or_default();
        Opened { store: self, bytes, kept, fresh: Mutex::default(), pens: Mutex::default() }
    }
}

/// What a file holds; `None` when it is not ours, or of another program.
fn table(bytes: &[u8], program: Fingerprint) -> Option<HashMap<Fingerprint, Kept, RandomState>> {
    let mut lens = Lens::open(NAME, bytes)?;
    if lens.print()? != program {
        return None;
    }
    let values = bytes.len().checked_sub(SEAL)?;
    let many = lens.count()?;
    let mut kept =
        HashMap::with_capacity_and_hasher(many.min(bytes.len() / SEAL), RandomState::new());
    for _ in 0..many {
        let (print, age, long) = (lens.print()?, lens.number()?, lens.count()?);
        let start = values - lens.left();
        lens.raw(long)?;
        let (age, asked) = (u8::try_from(age).ok()?, AtomicBool::new(false));
        kept.insert(print, Kept { at: start..start + long, age, asked });
    }
    lens.is_at_end().then_some(kept)
}

impl Opened {
    /// Reads a text with these bytes; also says whether it had to be parsed.
    pub fn read(&self, form: Form, bytes: Fingerprint, text: &str) -> (Parsed, Parsing) {
        let key = form.key(bytes);
        if let Some(parsed) = self.known(key, text) {
            return (parsed, Parsing::Spared);
        }
        let parsed = form.parse(text);
        let mut pen = locked(&self.pens).pop().unwrap_or_default();
        parsed.write(text, &mut pen);
        locked(&self.fresh).add(key, pen.bytes());
        pen.clear();
        locked(&self.pens).push(pen);
        (parsed, Parsing::Done)
    }

    fn known(&self, key: Fingerprint, text: &str) -> Option<Parsed> {
        let kept = self.kept.get(&key)?;
        let mut lens = Lens::over(self.bytes.get(kept.at.clone())?);
        let parsed = Parsed::read(text, &mut lens, &|name| Some(lint(name)?.name))?;
        kept.asked.store(true, Ordering::Relaxed);
        Some(parsed)
    }

    /// Keeps what this run read, if there is anything new in it.
    pub fn close(self) {
        let mut fresh = self.fresh.into_inner().unwrap_or_else(PoisonError::into_inner);
        let asked = |kept: &Kept| kept.asked.load(Ordering::Relaxed);
        let renewed = self.kept.values().any(|kept| kept.age >= AGED && asked(kept));
        if fresh.index.is_empty() && !renewed {
            return;
        }
        fresh.index.sort_unstable_by_key(|it| it.0);
        fresh.index.dedup_by_key(|it| it.0);
        let mut all: Vec<(Fingerprint, u8, &[u8])> = self
            .kept
            .iter()
            .filter(|(key, _)| fresh.index.binary_search_by_key(key, |it| &it.0).is_err())
            .filter_map(|(key, kept)| {
                let age = if asked(kept) { 0 } else { kept.age + 1 };
                Some((*key, age, self.bytes.get(kept.at.clone())?))
            })
            .filter(|(_, age, _)| *age <= OLDEST)
            .collect();
        all.sort_unstable_by_key(|it| it.0);
        let new = fresh.index.iter();
        all.extend(new.filter_map(|it| Some((it.0, 0, fresh.bytes(it.1, it.2.clone())?))));
        keep::save_by(&self.store.folder, FILE, |file| {
            let mut out = Sealed::new(NAME, BufWriter::with_capacity(BUFFER, file))?;
            let mut pen = Pen::default();
            pen.print(self.store.program);
            pen.count(all.len());
            for (key, age, bytes) in all {
                pen.print(key);
                pen.number(u64::from(age));
                pen.count(bytes.len());
                out.write(pen.bytes())?;
                pen.clear();
                out.write(bytes)?;
            }
            out.write(pen.bytes())?;
            out.finish()
        });
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads a text, with what is kept where there is such.
pub(super) fn read(
    opened: Option<&Opened>,
    form: Form,
    bytes: Fingerprint,
    text: &str,
) -> (Parsed, Parsing) {
    match opened {
        Some(opened) => opened.read(form, bytes, text),
        None => (form.parse(text), Parsing::Done),
    }
}
