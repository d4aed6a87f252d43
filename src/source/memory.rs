//! Texts held in memory: for tests, and for what an editor has not saved yet.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::source::{Entry, Listing, Looked, Source, Stamp};

/// A source whose files are values. Clones share their files.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<RwLock<Files>>);

#[derive(Debug, Default)]
struct Files {
    held: BTreeMap<DocPath, (Stamp, Vec<u8>)>,
    /// Counts insertions, so that no stamp comes twice.
    inserted: i64,
}

impl Memory {
    /// A source without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file there, or another text in its place.
    pub fn insert(&self, path: &DocPath, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        let mut files = self.write();
        files.inserted += 1;
        let stamp = Stamp { modified: files.inserted, size: bytes.len() as u64, inode: 0 };
        files.held.insert(path.clone(), (stamp, bytes));
    }

    /// Takes a file away.
    pub fn remove(&self, path: &DocPath) {
        self.write().held.remove(path);
    }

    fn files(&self) -> RwLockReadGuard<'_, Files> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Files> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source for Memory {
    fn list(&self) -> Result<Listing, Error> {
        let files = self.files();
        let entries = files
            .held
            .iter()
            .map(|(path, (stamp, _))| Entry { path: path.clone(), stamp: *stamp })
            .collect();
        Ok(Listing { entries, problems: Vec::new() })
    }

    fn look(&self, path: &DocPath) -> Looked {
        match self.files().held.get(path) {
            Some((stamp, _)) => Looked::File(Entry { path: path.clone(), stamp: *stamp }),
            None => Looked::Gone,
        }
    }

    fn read(&self, path: &DocPath) -> Result<Vec<u8>, Error> {
        match self.files().held.get(path) {
            Some((_, bytes)) => Ok(bytes.clone()),
            None => Err(Error::Read {
                path: PathBuf::from(path.as_str()),
                cause: io::Error::from(io::ErrorKind::NotFound),
            }),
        }
    }
}
