//! Writing the site, so that whatever happens a whole site stands there: the old one or the new one.
//!
//! Changed files are staged in a folder beside the output. A first or large build then completes the stage with hard
//! links to the unchanged files and exchanges it with the output in one step. A small build moves its few files into
//! place, and the next run completes what a kill interrupts. Files that the manifest does not list are never touched.
//!
//! This is proof against being killed, not against a power cut: nothing waits for the disk.

pub mod edit;
pub mod pending;

mod forward;
mod heal;
mod job;
mod manifest;
mod output;
mod settle;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;

use manifest::Manifest;
use output::{Lock, Output};

pub use job::{Job, Put, Written};
pub use manifest::MANIFEST;

/// An output folder that is ours to write.
#[derive(Debug)]
pub struct Publisher {
    output: Output,
    manifest: Manifest,
    /// Whether the folder held nothing that a page's file could meet.
    bare: bool,
    afresh: bool,
    /// Held until the end, so that no other run writes here.
    _lock: Lock,
}

impl Publisher {
    /// Opens the output folder, made if it is missing, and completes or undoes what an earlier run left half done.
    ///
    /// Folders that are `forbidden` (the content) may neither be the output nor lie in it.
    ///
    /// # Errors
    /// When the folder holds files and was not made by us, when another run writes to it, or when it cannot be written.
    pub fn open(out: &Path, forbidden: &[PathBuf]) -> Result<Self, Error> {
        let output = Output::locate(out, forbidden)?;
        let lock = output.lock()?;
        heal::heal(&output)?;
        let found = output.read_manifest()?;
        let bare = found.is_none();
        if bare {
            output.refuse_foreign()?;
        }
        let manifest = found.unwrap_or_default();
        Ok(Self { output, manifest, bare, afresh: false, _lock: lock })
    }

    /// What we last wrote under this address, if it still stands there.
    #[must_use]
    pub fn has(&self, url: &Url) -> Option<Fingerprint> {
        let record = self.manifest.get(url).filter(|_| !self.afresh)?;
        self.output.holds(url, record, &self.manifest).then_some(record.print)
    }

    /// Stands for the whole site that we last wrote, if all of it still stands there.
    #[must_use]
    pub fn stands(&self) -> Option<Fingerprint> {
        let files: Vec<_> = self.manifest.records().collect();
        let whole = self.manifest.written.is_some()
            && files.par_iter().all(|(url, record)| self.output.holds(url, record, &self.manifest));
        whole.then_some(self.manifest.print)
    }

    /// Begins to write the next site.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn begin(self) -> Result<Job, Error> {
        Job::begin(self)
    }

    /// Takes nothing over from the last time: every file is written again. The old site stands until then.
    #[must_use]
    pub const fn afresh(mut self) -> Self {
        self.afresh = true;
        self
    }
}
