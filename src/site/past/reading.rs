//! States of files: which of them a commit makes, and what the documents in them say.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ahash::RandomState;
use rayon::prelude::*;

use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::config::Config;
use crate::kinds::KindTag;
use crate::kinds::schemas::Schemas;
use crate::mapping::Elsewhere;
use crate::model::doc::Doc;
use crate::model::history::facts::Facts;
use crate::model::history::log::Reading;
use crate::parse::{decode, parse, parse_front, parse_yaml};
use crate::source::git::{Oid, Repo};

/// So many bytes of texts are held at once: few enough to be read into the same memory again and again.
const ROOM: usize = 1 << 20;

/// A state of a file, and of the file beside it that holds its front matter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    pub path: DocPath,
    pub blob: Oid,
    pub beside: Option<(DocPath, Oid)>,
}

impl Key {
    /// The state that was read.
    pub fn of(reading: &Reading) -> Option<Self> {
        let beside = match &reading.beside {
            Some((path, blob)) => Some((DocPath::new(path)?, Oid::new(blob)?)),
            None => None,
        };
        Some(Self { path: DocPath::new(&reading.path)?, blob: Oid::new(&reading.blob)?, beside })
    }

    /// This state with what it says.
    pub fn reading(&self, facts: Vec<Arc<Facts>>) -> Reading {
        let text = |oid: &Oid| Box::<str>::from(oid.as_str());
        Reading {
            path: self.path.as_str().into(),
            blob: text(&self.blob),
            beside: self.beside.as_ref().map(|(path, oid)| (path.as_str().into(), text(oid))),
            facts,
        }
    }
}

/// The files of the content while commits go by, as far as documents are read from more than one.
#[derive(Default)]
pub struct Beside {
    /// Documents and files beside them, with their contents.
    now: HashMap<DocPath, Oid, RandomState>,
    /// The documents whose front matter a file may hold.
    of: HashMap<DocPath, BTreeSet<DocPath>, RandomState>,
}

impl Beside {
    /// What a change of a file means: the files of documents that say something else now, with their states.
    pub fn events(
        &mut self,
        path: &DocPath,
        to: Option<&Oid>,
        config: &Config,
    ) -> Vec<(DocPath, Option<Key>)> {
        let hidden = path.split('/').any(|step| step.starts_with('.'));
        if hidden || !config.reads(path) {
            return Vec::new();
        }
        let is_document =
            matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "markdown" | "mdx");
        let mapping = &config.mapping;
        if mapping.is_empty() {
            let key = |blob: &Oid| Key { path: path.clone(), blob: blob.clone(), beside: None };
            return if is_document { vec![(path.clone(), to.map(key))] } else { Vec::new() };
        }
        match to {
            Some(blob) => self.now.insert(path.clone(), blob.clone()),
            None => self.now.remove(path),
        };
        if is_document && let Some(sibling) = mapping.sibling(path) {
            self.of.entry(sibling).or_default().insert(path.clone());
        }
        let mut touched: Vec<DocPath> =
            self.of.get(path).map(|docs| docs.iter().cloned().collect()).unwrap_or_default();
        if is_document || mapping.holds_many(path) {
            touched.push(path.clone());
        }
        touched
            .into_iter()
            .filter_map(|path| {
                let Some(blob) = self.now.get(&path).cloned() else {
                    // It went away by itself, or was never there.
                    return to.is_none().then_some((path, None));
                };
                let beside = mapping
                    .sibling(&path)
                    .and_then(|path| Some((path.clone(), self.now.get(&path)?.clone())));
                Some((path.clone(), Some(Key { path, blob, beside })))
            })
            .collect()
    }
}

/// What the documents in some states of files say, in their order; and how many texts are not here.
pub fn all<T: Default + Send>(
    repo: &Repo,
    keys: &[&Key],
    config: &Config,
    schemas: &Schemas,
    say: fn(Vec<Doc>) -> T,
) -> Result<(Vec<T>, usize), Error> {
    let ids: Vec<&Oid> = keys
        .iter()
        .flat_map(|key| std::iter::once(&key.blob).chain(key.beside.iter().map(|(_, id)| id)))
        .collect();
    let mut out: Vec<T> = Vec::with_capacity(keys.len());
    let mut held: Vec<(&Key, Vec<Option<Vec<u8>>>)> = Vec::new();
    let mut room = ROOM;
    let mut next = keys.iter();
    let mut work = |held: &mut Vec<(&Key, Vec<Option<Vec<u8>>>)>| {
        let said: Vec<T> = std::mem::take(held)
            .into_par_iter()
            .map(|(key, texts)| say(documents(key, texts, config, schemas)))
            .collect();
        out.extend(said);
    };
    let mut missing = 0;
    repo.blobs(&ids, |_, bytes| {
        missing += usize::from(bytes.is_none());
        room = room.saturating_sub(bytes.as_ref().map_or(0, Vec::len));
        match held.last_mut().filter(|(key, texts)| texts.len() == 1 && key.beside.is_some()) {
            Some((_, texts)) => texts.push(bytes),
            None => held.extend(next.next().map(|key| (*key, vec![bytes]))),
        }
        let whole = held
            .last()
            .is_none_or(|(key, texts)| texts.len() == 1 + usize::from(key.beside.is_some()));
        if room == 0 && whole {
            work(&mut held);
            room = ROOM;
        }
    })?;
    work(&mut held);
    Ok((out, missing))
}

/// The documents of a state of a file.
fn documents(
    key: &Key,
    texts: Vec<Option<Vec<u8>>>,
    config: &Config,
    schemas: &Schemas,
) -> Vec<Doc> {
    let mut texts = texts.into_iter().map(|bytes| decode(bytes?).ok());
    let Some(text) = texts.next().flatten() else { return Vec::new() };
    let beside = texts.next().flatten();
    let mapping = &config.mapping;
    if mapping.holds_many(&key.path) {
        let parsed = parse_yaml(&text);
        let many = mapping.many(&key.path, &parsed).map(|(many, _)| many).unwrap_or_default();
        return many
            .into_iter()
            .map(|(path, parsed)| Doc::read(&path, parsed, None, config, schemas))
            .collect();
    }
    // A mapping may read headings and links of the text; without one front matter says it all.
    let parsed = if mapping.is_empty() { parse_front(&text) } else { parse(&text) };
    let sibling = match mapping.elsewhere(&key.path, &text, &parsed) {
        Elsewhere::Here(found) => Some(*found),
        Elsewhere::File(_) | Elsewhere::No => beside.as_deref().map(parse_yaml),
    };
    vec![Doc::read(&key.path, parsed, sibling.as_ref(), config, schemas)]
}

/// What documents promise; plain pages promise nothing.
pub fn facts(docs: Vec<Doc>) -> Vec<Arc<Facts>> {
    let promising = docs.into_iter().filter(|doc| doc.tag() != KindTag::Page);
    promising.map(|doc| Arc::new(Facts::of(&doc))).collect()
}
