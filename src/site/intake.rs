//! From files to facts: lists the source, reads what changed, parses new texts, and keeps what is known.

mod listed;
mod siblings;

use std::collections::HashMap;
use std::sync::Arc;

use ahash::RandomState;
use rayon::prelude::*;

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::config::Config;
use crate::kinds::schemas::Schemas;
use crate::mapping::Elsewhere;
use crate::model::data::{Data, File};
use crate::model::doc::Doc;
use crate::model::reader::Text;
use crate::parse::image::{self, Image};
use crate::parse::{Parsed, decode, svg};
use crate::source::{Entry, Source, Stamp, unreadable};

use super::changes::Changes;
use super::inputs::{Input, Inputs};
use super::store::{self, Form as Written, Opened, Parsing, Store};
use super::work::Work;
use listed::Listed;
use siblings::{Beside, Siblings};

/// A file as it was read last.
struct Kept {
    stamp: Stamp,
    /// Whether the stamp tells of every change from now on.
    is_sure: bool,
    /// Stands for the bytes; an asset is not read.
    bytes: Option<Fingerprint>,
    what: What,
}

impl Kept {
    /// Whether another look found something else.
    fn differs(&self, now: &Self) -> bool {
        match (self.bytes, now.bytes) {
            (Some(was), Some(is)) => was != is,
            (None, None) => self.stamp != now.stamp,
            _ => true,
        }
    }
}

#[derive(Clone)]
enum What {
    /// A document and its text.
    Document(Arc<Doc>, Text, Option<(DocPath, Arc<str>)>),
    /// Documents that one YAML file holds, its text, and what is wrong with the file.
    Many(Vec<(Arc<Doc>, Text)>, Arc<str>, Vec<Problem>),
    /// A table, or a text that some document reads.
    Table(Fingerprint, Arc<Data>),
    /// A file that is only copied; what it is, if it has the name of an image, what is left of a drawing that could run,
    /// and what stands for its bytes, if its name is to say them.
    Asset(Option<Image>, Option<Arc<[u8]>>, Option<Fingerprint>),
    /// A file that could not be read.
    Unreadable(Problem),
}

/// Everything that the source holds, read.
#[derive(Default)]
pub struct Taken {
    /// The documents, sorted by path, with their texts.
    pub docs: Vec<(Arc<Doc>, Text)>,
    /// Files that are no documents, sorted by path.
    pub files: Vec<File>,
    /// What could not be read.
    pub problems: Vec<(Option<DocPath>, Problem)>,
    /// Texts of the YAML files that hold front matter of documents.
    pub beside: Vec<(DocPath, Arc<str>)>,
}

/// Keeps what was read, so that an unchanged file costs nothing.
#[derive(Default)]
pub struct Intake {
    kept: HashMap<DocPath, Kept, RandomState>,
    listed: Listed,
    /// Stands for what could not be listed.
    unlisted: Fingerprint,
    config_print: Fingerprint,
    schemas: Arc<Schemas>,
    /// What the last look found.
    changes: Changes,
    /// What earlier runs read, for the first look.
    store: Option<Store>,
}

impl Intake {
    /// The fields of every kind.
    pub const fn schemas(&self) -> &Arc<Schemas> {
        &self.schemas
    }

    /// What the last look found new, changed and gone.
    pub const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Takes what earlier runs read, or does without; only the first look asks.
    pub fn begin_with(&mut self, store: Option<Store>) {
        self.store = store;
    }

    /// The files as they were read last.
    pub fn inputs(&self) -> Inputs {
        let input = |(path, kept): (&DocPath, &Kept)| Input {
            path: path.clone(),
            stamp: Some(kept.stamp).filter(|_| kept.is_sure),
            bytes: kept.bytes,
        };
        let mut files: Vec<Input> = self.kept.iter().map(input).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Inputs { unlisted: self.unlisted, files }
    }

    /// The next look is at these paths only, as the watcher says that nothing else has changed.
    pub fn look_only_at(&mut self, paths: Vec<DocPath>) {
        self.listed.only = Some(paths);
    }

    /// Lists the source and reads what is new.
    pub fn take(
        &mut self,
        source: &dyn Source,
        config: &Config,
        work: &mut Work,
    ) -> Result<Taken, Error> {
        let settled = source.settled();
        let listing = self.listed.list(source)?;
        // Under other settings all is read anew, which does not make it new.
        let mut before = None;
        if self.config_print != config.print {
            before = Some(std::mem::take(&mut self.kept));
            self.config_print = config.print;
        }
        let entries: Vec<&Entry> =
            listing.entries.iter().filter(|entry| config.reads(&entry.path)).collect();
        let siblings = Siblings::find(&entries, config);
        let changed = |entry: &Entry| {
            let kept = self.kept.get(&entry.path);
            kept.is_none_or(|kept| kept.stamp != entry.stamp || !kept.is_sure)
        };
        let had_sibling = |entry: &Entry| {
            let kept = self.kept.get(&entry.path);
            kept.is_some_and(|kept| matches!(kept.what, What::Document(_, _, Some(_))))
        };
        let stale: Vec<&Entry> = entries
            .iter()
            .copied()
            .filter(|entry| {
                let sibling = siblings.of(&entry.path);
                changed(entry)
                    || sibling.is_some_and(|(_, sibling)| changed(sibling))
                    || sibling.is_none() && had_sibling(entry)
            })
            .collect();
        let store = self.store.take().map(Store::open);
        let fresh: Vec<(DocPath, Kept, Parsing)> = stale
            .par_iter()
            .map(|entry| {
                let sibling = siblings.of(&entry.path);
                let Fresh { what, bytes, parsed } =
                    self.read(source, entry, sibling, config, store.as_ref());
                let is_sure = match &what {
                    // What keeps a file from being read does not show in its stamp.
                    What::Unreadable(_) if bytes.is_none() => false,
                    _ => entry.stamp.is_sure(settled),
                };
                let kept = Kept { stamp: entry.stamp, is_sure, bytes, what };
                (entry.path.clone(), kept, parsed)
            })
            .collect();
        self.keep(fresh, before.as_ref(), work);
        if let Some(store) = store {
            store.close();
        }
        self.unlisted = Fingerprint::of_value(&listing.problems);
        let mut taken = Taken { problems: listing.problems.clone(), ..Taken::default() };
        taken.docs.reserve(entries.len());
        for entry in &entries {
            let Some(kept) = self.kept.get(&entry.path) else { continue };
            let path = || entry.path.clone();
            match &kept.what {
                What::Document(doc, text, beside) => {
                    taken.docs.push((doc.clone(), text.clone()));
                    taken.beside.extend(beside.clone());
                }
                What::Many(docs, text, problems) => {
                    taken.docs.extend(docs.iter().cloned());
                    let told = problems.iter().map(|problem| (Some(path()), problem.clone()));
                    taken.problems.extend(told);
                    taken.beside.push((path(), text.clone()));
                }
                What::Table(print, data) => {
                    taken.files.push(File {
                        path: path(),
                        print: *print,
                        data: Some(data.clone()),
                        image: None,
                        cleaned: None,
                        named_by: Some(*print).filter(|_| config.markdown.hash_assets),
                    });
                }
                What::Asset(image, cleaned, named_by) => {
                    taken.files.push(File {
                        path: path(),
                        print: Fingerprint::of_value(&(kept.stamp, named_by)),
                        data: None,
                        image: *image,
                        cleaned: cleaned.clone(),
                        named_by: *named_by,
                    });
                }
                What::Unreadable(problem) => taken.problems.push((Some(path()), problem.clone())),
            }
        }
        // Documents of one file do not always stand where the file does.
        taken.docs.sort_by(|a, b| a.0.path.cmp(&b.0.path));
        self.forget(&entries);
        self.listed.keep(listing);
        Ok(taken)
    }

    /// Forgets files that are not listed any more.
    fn forget(&mut self, entries: &[&Entry]) {
        if self.kept.len() > entries.len() {
            let mut gone: Vec<DocPath> = self
                .kept
                .keys()
                .filter(|path| entries.binary_search_by(|e| e.path.cmp(path)).is_err())
                .cloned()
                .collect();
            gone.sort();
            for path in gone {
                self.changes.gone.add(path.as_str());
                self.kept.remove(&path);
            }
        }
    }

    /// Takes over what was just read, in the place of what was known `before`, or is.
    fn keep(
        &mut self,
        fresh: Vec<(DocPath, Kept, Parsing)>,
        before: Option<&HashMap<DocPath, Kept, RandomState>>,
        work: &mut Work,
    ) {
        self.kept.reserve(fresh.len());
        self.changes = Changes::default();
        for (path, kept, parsed) in fresh {
            work.read += usize::from(!matches!(kept.what, What::Asset(..)));
            parsed.count(work);
            match before.unwrap_or(&self.kept).get(&path) {
                None => self.changes.new.add(path.as_str()),
                Some(old) if old.differs(&kept) => self.changes.changed.add(path.as_str()),
                Some(_) => {}
            }
            self.kept.insert(path, kept);
        }
    }

    fn read(
        &self,
        source: &dyn Source,
        entry: &Entry,
        sibling: Option<(&DocPath, &Entry)>,
        config: &Config,
        store: Option<&Opened>,
    ) -> Fresh {
        let form = form(&entry.path);
        let holds_many = config.mapping.holds_many(&entry.path);
        if form == Form::Asset && !holds_many {
            let what = asset(source, entry, config);
            return Fresh { what, bytes: None, parsed: Parsing::None };
        }
        let bytes = match source.read(&entry.path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let what = What::Unreadable(unreadable(&error));
                return Fresh { what, bytes: None, parsed: Parsing::None };
            }
        };
        let print = Fingerprint::of(&bytes);
        let (what, parsed) = match decode(bytes).map(Arc::<str>::from) {
            Err(problem) => (What::Unreadable(problem), Parsing::None),
            Ok(text) if holds_many => {
                let (parsed, parsing) = store::read(store, Written::Yaml, print, &text);
                (self.read_many(&entry.path, text, parsed, config), parsing)
            }
            Ok(text) if form == Form::Table => {
                (What::Table(print, Arc::new(Data::new(text))), Parsing::None)
            }
            Ok(text) => match self.same(&entry.path, print, sibling.is_some()) {
                Some(same) => (same, Parsing::None),
                None => {
                    let (parsed, parsing) = store::read(store, Written::Markdown, print, &text);
                    let text = Text { text, body: parsed.front.body, print };
                    let beside = sibling.and_then(|it| Beside::read(source, it.0, store));
                    (self.read_one(&entry.path, text, parsed, beside, config), parsing)
                }
            },
        };
        Fresh { what, bytes: Some(print), parsed }
    }

    /// The document that was read last, if its bytes are still the same and all that it is made from.
    fn same(&self, path: &DocPath, print: Fingerprint, has_sibling: bool) -> Option<What> {
        let kept = self.kept.get(path)?;
        let is_alone = matches!(kept.what, What::Document(_, _, None)) && !has_sibling;
        (is_alone && kept.bytes == Some(print)).then(|| kept.what.clone())
    }

    fn read_one(
        &self,
        path: &DocPath,
        text: Text,
        parsed: Parsed,
        beside: Option<Beside>,
        config: &Config,
    ) -> What {
        let (beside, said) = beside.map(|it| ((it.path, it.text), it.parsed)).unzip();
        let sibling = match config.mapping.elsewhere(path, &text.text, &parsed) {
            Elsewhere::Here(found) => Some(*found),
            Elsewhere::File(_) | Elsewhere::No => said,
        };
        let doc = Doc::read(path, parsed, sibling.as_ref(), config, &self.schemas);
        What::Document(Arc::new(doc), text, beside)
    }
}

/// A file as it was just read.
struct Fresh {
    what: What,
    bytes: Option<Fingerprint>,
    parsed: Parsing,
}

impl Intake {
    /// The documents of one YAML file.
    fn read_many(&self, path: &DocPath, text: Arc<str>, parsed: Parsed, config: &Config) -> What {
        let (many, wrong) = config.mapping.many(path, &parsed).unwrap_or_default();
        let mut problems = parsed.problems;
        problems.extend(wrong);
        let read = |(path, parsed): (DocPath, _)| {
            let doc = Doc::read(&path, parsed, None, config, &self.schemas);
            // It has no text of its own: what it says is front matter.
            let print = doc.front_print;
            (Arc::new(doc), Text { text: "".into(), body: 0, print })
        };
        What::Many(many.into_iter().map(read).collect(), text, problems)
    }
}

/// What a file is that is only copied. One that cannot be read fails when it is copied.
fn asset(source: &dyn Source, entry: &Entry, config: &Config) -> What {
    let extension = entry.path.extension();
    let is_image = image::is_named_so(extension);
    let says_bytes = config.markdown.hash_assets;
    if !is_image && !says_bytes {
        return What::Asset(None, None, None);
    }
    let is_drawing = extension.eq_ignore_ascii_case("svg");
    let read = match is_drawing || says_bytes {
        true => source.read(&entry.path),
        false => source.head(&entry.path, image::HEAD),
    };
    let Ok(bytes) = read else { return What::Asset(None, None, None) };
    let whole = entry.stamp.size <= bytes.len() as u64;
    let cleaned = if is_drawing { svg::cleaned(&bytes) } else { None };
    let print = says_bytes.then(|| Fingerprint::of(cleaned.as_deref().unwrap_or(&bytes)));
    let image = is_image.then(|| image::read(&bytes, extension, whole));
    What::Asset(image, cleaned.map(Into::into), print)
}

#[derive(PartialEq, Eq)]
enum Form {
    Document,
    Table,
    Asset,
}

fn form(path: &DocPath) -> Form {
    match path.extension().to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdx" => Form::Document,
        "csv" => Form::Table,
        _ => Form::Asset,
    }
}
