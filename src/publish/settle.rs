//! The moment of the change: the stage becomes the site, as a whole or file by file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;
use crate::publish::forward::{CHANGES, folders_of, forward};
use crate::publish::heal;
use crate::publish::job::Noted;
use crate::publish::manifest::{self, MANIFEST, Manifest, Record};
use crate::publish::output::{Lock, Output, is_own};

/// The share of changed files from which the site is exchanged as a whole: one in so many. Measured: a rename for each
/// file costs three to six times a plain write, a hard link a tenth.
const LARGE: usize = 20;

/// An old site and the stage of the new one.
pub(super) struct Site<'a> {
    pub output: &'a Output,
    pub old: &'a Manifest,
    pub stage: &'a Path,
}

impl Site<'_> {
    /// Puts the new site in the old one's place; returns how many files went, and what stands for its manifest. From when `settled` is set, the stage
    /// is no longer ours to remove.
    pub fn settle(&self, noted: &Noted, settled: &mut bool) -> Result<(usize, Fingerprint), Error> {
        let mut files: Vec<(Url, Record)> =
            noted.staged.iter().chain(&noted.kept).cloned().collect();
        files.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        files.dedup_by(|a, b| a.0 == b.0);
        let new = manifest::text(&files);
        let print = Fingerprint::of(new.as_bytes());
        let gone = self.gone(&files);

        let is_large = noted.staged.len() * LARGE >= files.len() && !noted.staged.is_empty();
        let can_exchange = self.stage == self.output.beside;
        if is_large
            && can_exchange
            && let Some(foreign) = self.foreign()?
        {
            self.complete(noted, &foreign, &new)?;
            *settled = true;
            let _lock = exchange(self.output)?;
            heal::sweep(self.output, &self.output.beside)?;
            return Ok((gone.len(), print));
        }
        let is_known = !self.output.has_reread() && self.is_written(&new);
        if noted.staged.is_empty() && gone.is_empty() && is_known {
            return Ok((0, print));
        }
        self.refuse_blocked(noted)?;
        write(&self.stage.join(CHANGES), &new)?;
        *settled = true;
        forward(self.output, self.old, self.stage)?;
        Ok((gone.len(), print))
    }

    /// The files of the old site that the new one does not have.
    fn gone(&self, files: &[(Url, Record)]) -> Vec<&Url> {
        let has = |url: &Url| files.binary_search_by(|(it, _)| it.cmp(url)).is_ok();
        self.old.urls().into_iter().filter(|url| !has(url)).collect()
    }

    fn is_written(&self, manifest: &str) -> bool {
        fs::read(self.output.root.join(MANIFEST)).is_ok_and(|it| it == manifest.as_bytes())
    }

    /// The files in the output that are not ours; `None` when there are folders of others, which cannot be linked.
    fn foreign(&self) -> Result<Option<Vec<PathBuf>>, Error> {
        let folders = folders_of(&self.old.urls());
        let mut foreign = Vec::new();
        for folder in std::iter::once("").chain(folders.iter().map(String::as_str)) {
            let path = self.output.root.join(folder);
            let cannot_read = |cause| Error::Read { path: path.clone(), cause };
            let entries = match fs::read_dir(&path) {
                Ok(entries) => entries,
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => continue,
                Err(cause) => return Err(cannot_read(cause)),
            };
            for entry in entries {
                let entry = entry.map_err(cannot_read)?;
                let name = entry.file_name();
                if folder.is_empty() && is_own(&name) {
                    continue;
                }
                let below = Path::new(folder).join(&name);
                let is_folder = entry.file_type().map_err(cannot_read)?.is_dir();
                let is_known = match below.to_str() {
                    Some(text) if is_folder => folders.contains(text),
                    Some(text) => Url::new(text).is_some_and(|url| self.old.lists(&url)),
                    None => false,
                };
                match (is_known, is_folder) {
                    (true, _) => {}
                    (false, false) => foreign.push(below),
                    (false, true) => return Ok(None),
                }
            }
        }
        Ok(Some(foreign))
    }

    /// Makes the stage a whole site: links to what is unchanged and to what is not ours, then its manifest.
    fn complete(&self, noted: &Noted, foreign: &[PathBuf], new: &str) -> Result<(), Error> {
        noted.kept.par_iter().try_for_each(|(url, _)| self.link(Path::new(url.as_str())))?;
        for below in foreign {
            if self.stage.join(below).symlink_metadata().is_ok() {
                return Err(in_the_way(self.output.root.join(below)));
            }
            self.link(below)?;
        }
        if let Ok(metadata) = fs::metadata(&self.output.root) {
            // Who may read the folder is the owner's decision; where it cannot be kept, the usual applies.
            let _ = fs::set_permissions(self.stage, metadata.permissions());
        }
        write(&self.stage.join(MANIFEST), new)
    }

    /// A second name for a file; a copy where the file system has no such thing.
    fn link(&self, below: &Path) -> Result<(), Error> {
        let (from, to) = (self.output.root.join(below), self.stage.join(below));
        let link = || fs::hard_link(&from, &to);
        let linked = match link() {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                let made = to.parent().map_or(Ok(()), fs::create_dir_all);
                made.and_then(|()| link())
            }
            other => other,
        };
        match linked {
            Ok(()) => Ok(()),
            Err(_) => copy(&from, &to).map_err(|cause| Error::Write { path: from, cause }),
        }
    }

    /// Refuses what would stop a change file by file in the middle: files of others where a folder is to be, links,
    /// and folders of others where a file is to be.
    fn refuse_blocked(&self, noted: &Noted) -> Result<(), Error> {
        let staged: Vec<&Url> = noted.staged.iter().map(|(url, _)| url).collect();
        for folder in folders_of(&staged) {
            let path = self.output.root.join(&folder);
            let is_ours = Url::new(&folder).is_some_and(|url| self.old.lists(&url));
            match path.symlink_metadata() {
                Ok(metadata) if !metadata.is_dir() && !is_ours => return Err(in_the_way(path)),
                _ => {}
            }
        }
        for url in staged {
            let path = self.output.path(url);
            if !path.symlink_metadata().is_ok_and(|it| it.is_dir()) {
                continue;
            }
            for entry in WalkDir::new(&path).into_iter().flatten() {
                let below = entry.path().strip_prefix(&self.output.root).ok();
                let below = below.and_then(Path::to_str).and_then(Url::new);
                let is_ours = below.is_some_and(|url| self.old.lists(&url));
                if !entry.file_type().is_dir() && !is_ours {
                    return Err(in_the_way(entry.path().to_owned()));
                }
            }
        }
        Ok(())
    }
}

/// Swaps the stage and the output in one step; where that cannot be, in two, which `Output::lock` knows to complete.
/// Returns the lock of the new folder: that of the old one went with it.
fn exchange(output: &Output) -> Result<Lock, Error> {
    let lock = Lock::take(&output.beside)?;
    if exchange_at_once(&output.beside, &output.root).is_ok() {
        return Ok(lock);
    }
    let cannot = |cause| output.cannot_write(cause);
    fs::rename(&output.root, &output.aside).map_err(cannot)?;
    if let Err(cause) = fs::rename(&output.beside, &output.root) {
        // The old site goes back to where it was.
        let _ = fs::rename(&output.aside, &output.root);
        return Err(cannot(cause));
    }
    fs::rename(&output.aside, &output.beside).map_err(cannot)?;
    Ok(lock)
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange_at_once(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange_at_once(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Copies a file with its time, or a link as a link.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let metadata = from.symlink_metadata()?;
    #[cfg(unix)]
    if metadata.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    fs::copy(from, to)?;
    fs::File::options().write(true).open(to)?.set_modified(metadata.modified()?)
}

/// Writes a file that is whole as soon as it can be seen.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    let half = path.with_extension("half");
    let written = fs::write(&half, text).and_then(|()| fs::rename(&half, path));
    written.map_err(|cause| Error::Write { path: path.to_owned(), cause })
}

/// The error for a file or link of others that has a name which the site needs.
pub(super) fn in_the_way(path: PathBuf) -> Error {
    let why = "the site needs this name; move yours away".to_owned();
    Error::NotOurs { path, why }
}
