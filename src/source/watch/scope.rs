//! Which paths are watched at all.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::source::disk::{is_hidden, real_path};
use crate::source::watch::Options;

/// Folders with all that is in them, and files; hidden and ignored ones are left out.
#[derive(Debug)]
pub(super) struct Scope {
    /// Without links in their folders' paths, as the system reports them.
    pub targets: Vec<PathBuf>,
    ignore: Vec<PathBuf>,
}

impl Scope {
    pub fn new(paths: &[PathBuf], options: &Options) -> Self {
        let real = |paths: &[PathBuf]| paths.iter().map(|path| real_path(path)).collect();
        Self { targets: real(paths), ignore: real(&options.ignore) }
    }

    /// Whether a change of this path is for us.
    pub fn concerns(&self, path: &Path) -> bool {
        // A target may lie in a hidden folder of another one.
        let mut below = self.targets.iter().filter_map(|target| path.strip_prefix(target).ok());
        below.any(|below| !below.iter().any(is_hidden)) && !self.is_ignored(path)
    }

    /// Everything in a target, itself included. Links are not followed: one may lead anywhere, and where it leads to
    /// content, that is walked already.
    pub fn walk(&self, target: &Path) -> impl Iterator<Item = DirEntry> {
        let walk = WalkDir::new(target).into_iter().filter_entry(|entry| {
            let is_hidden = entry.depth() > 0 && is_hidden(entry.file_name());
            !is_hidden && !self.is_ignored(entry.path())
        });
        walk.flatten()
    }

    fn is_ignored(&self, path: &Path) -> bool {
        self.ignore.iter().any(|ignored| path.starts_with(ignored))
    }
}
