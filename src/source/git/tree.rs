//! A folder as it was at a commit: a source like any other, whose files never change.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use ahash::RandomState;

use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::source::{Entry, Listing, Looked, Source, Stamp};

use super::{Oid, Repo};

/// So many bytes are read ahead at once.
const AHEAD: u64 = 64 << 20;

/// A folder of a repository at one commit.
pub struct Tree {
    repo: Repo,
    entries: Vec<Entry>,
    ids: HashMap<DocPath, Oid, RandomState>,
    /// What was read ahead and not asked for yet.
    read: Mutex<HashMap<DocPath, Vec<u8>, RandomState>>,
}

impl Repo {
    /// The content folder as it was at a commit; `skip` are folders below the repository's top that are no content.
    ///
    /// # Errors
    /// When git cannot be asked, or the folder was not there.
    pub fn tree(&self, commit: &Oid, skip: &[String]) -> Result<Tree, Error> {
        let tree = self.folder(commit, self.prefix(), skip)?;
        if tree.entries.is_empty() {
            let what = format!("there was no content in `{}` at {}", self.shown(), commit.short());
            return Err(Error::Git { what });
        }
        Ok(tree)
    }

    fn shown(&self) -> &str {
        if self.prefix().is_empty() { "." } else { self.prefix().trim_end_matches('/') }
    }

    /// Any folder below the repository's top as it was at a commit; it may be empty.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn folder(&self, commit: &Oid, folder: &str, skip: &[String]) -> Result<Tree, Error> {
        let prefix = match folder.trim_matches('/') {
            "" => String::new(),
            plain => format!("{plain}/"),
        };
        let mut asked = vec!["ls-tree", "-r", "-z", "-l", "--full-tree", commit.as_str()];
        if !prefix.is_empty() {
            asked.extend(["--", &prefix]);
        }
        let out = self.git().bytes(&asked)?;
        let mut entries = Vec::new();
        let mut ids = HashMap::default();
        for piece in out.split(|byte| *byte == 0) {
            let Some((id, size, path)) = entry(piece) else { continue };
            let Some(below) = path.strip_prefix(&prefix) else { continue };
            let hidden = below.split('/').any(|step| step.starts_with('.'));
            let skipped = skip.iter().any(|skip| {
                let rest = path.strip_prefix(skip.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            let Some(path) = DocPath::new(below).filter(|_| !hidden && !skipped) else { continue };
            entries.push(Entry { path: path.clone(), stamp: stamp(&id, size) });
            ids.insert(path, id);
        }
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Tree { repo: self.clone(), entries, ids, read: Mutex::default() })
    }

    /// A single file below the repository's top as it was at a commit; `None` when it was not there.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn file(&self, commit: &Oid, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let asked = ["ls-tree", "-z", "-l", "--full-tree", commit.as_str(), "--", path];
        let out = self.git().bytes(&asked)?;
        let found = out.split(|byte| *byte == 0).find_map(entry);
        let Some((id, ..)) =
            found.filter(|(.., own)| *own == path || folder.is_empty() && *own == name)
        else {
            return Ok(None);
        };
        let mut bytes = None;
        self.blobs(&[&id], |_, read| bytes = read)?;
        Ok(bytes)
    }
}

/// One line of `ls-tree -l`; links, folders and repositories in the repository are none.
fn entry(piece: &[u8]) -> Option<(Oid, u64, &str)> {
    let (what, path) = std::str::from_utf8(piece).ok()?.split_once('\t')?;
    let mut words = what.split_whitespace();
    let (mode, kind, id, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let is_file = mode.starts_with("100") && kind == "blob";
    Some((Oid::new(id).filter(|_| is_file)?, size.parse().ok()?, path))
}

/// Stands for a file's contents: files with the same contents have the same.
fn stamp(id: &Oid, size: u64) -> Stamp {
    let digits = |from: usize| {
        let digits = id.as_str().get(from..from + 16).unwrap_or("0");
        u64::from_str_radix(digits, 16).unwrap_or(0)
    };
    Stamp { modified: digits(0).cast_signed(), size, inode: digits(16) }
}

impl Tree {
    /// The id of a file's contents.
    #[must_use]
    pub fn id(&self, path: &DocPath) -> Option<&Oid> {
        self.ids.get(path)
    }

    /// Reads the texts among these files in one go, for those who ask for each by itself afterwards.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn read_ahead<'a>(&self, wanted: impl Iterator<Item = &'a DocPath>) -> Result<(), Error> {
        let paths: Vec<&DocPath> = wanted.collect();
        let found: Vec<(&DocPath, &Oid)> =
            paths.iter().filter_map(|path| Some((*path, self.ids.get(*path)?))).collect();
        let ids: Vec<&Oid> = found.iter().map(|(_, id)| *id).collect();
        let mut all: Vec<Option<Vec<u8>>> = Vec::new();
        self.repo.blobs(&ids, |_, bytes| all.push(bytes))?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        for ((path, _), bytes) in found.into_iter().zip(all) {
            if let Some(bytes) = bytes {
                read.insert(path.clone(), bytes);
            }
        }
        Ok(())
    }

    /// Every text of the folder, unless there are too many to hold at once.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn read_texts(&self) -> Result<(), Error> {
        self.read_those(|_| true)
    }

    /// The texts of the folder that another state of it does not have with the same contents.
    ///
    /// # Errors
    /// When git cannot be asked.
    pub fn read_news(&self, other: &Self) -> Result<(), Error> {
        self.read_those(|path| self.ids.get(path) != other.ids.get(path))
    }

    fn read_those(&self, wanted: impl Fn(&DocPath) -> bool) -> Result<(), Error> {
        let mut left = AHEAD;
        let texts = self.entries.iter().filter(|entry| {
            matches!(entry.path.extension(), "md" | "markdown" | "mdx" | "csv" | "yml" | "yaml")
                && wanted(&entry.path)
        });
        let texts = texts.take_while(|entry| {
            let room = entry.stamp.size <= left;
            left = left.saturating_sub(entry.stamp.size);
            room
        });
        self.read_ahead(texts.map(|entry| &entry.path))
    }
}

impl Source for Tree {
    fn list(&self) -> Result<Listing, Error> {
        Ok(Listing { entries: self.entries.clone(), problems: Vec::new() })
    }

    fn look(&self, path: &DocPath) -> Looked {
        match self.entries.binary_search_by(|entry| entry.path.cmp(path)) {
            Ok(at) => self.entries.get(at).cloned().map_or(Looked::Gone, Looked::File),
            Err(_) => Looked::Gone,
        }
    }

    fn read(&self, path: &DocPath) -> Result<Vec<u8>, Error> {
        if let Some(bytes) = self.read.lock().unwrap_or_else(PoisonError::into_inner).remove(path) {
            return Ok(bytes);
        }
        let gone = || Error::Read {
            path: PathBuf::from(path.as_str()),
            cause: io::Error::from(io::ErrorKind::NotFound),
        };
        let id = self.ids.get(path).ok_or_else(gone)?;
        let mut bytes = None;
        self.repo.blobs(&[id], |_, read| bytes = read)?;
        bytes.ok_or_else(gone)
    }
}
