//! What a change of several files is about to do, written down before it begins: when a kill ends it in the middle, the next
//! run takes back what was done of it, so that all of it happened or nothing did.
//!
//! The list lies in the site's own folder and may come from anybody, so it is believed only as far as it can do nothing that
//! its author could not have done to the documents themselves: files inside, none of them hidden.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::record::{Lens, Pen};

/// The list's name in the site's folder.
pub const PENDING: &str = ".throughline-change";

/// Names the form of the list.
const NAME: &str = "throughline change 1";

/// So long a list is not read: it is none of ours.
const LONGEST: u64 = 256 << 20;

/// A file that gets another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// Where it is.
    pub path: PathBuf,
    /// What it held before.
    pub old: String,
    /// Stands for what it is to hold.
    pub new: Fingerprint,
}

/// Everything that a change does, in the order in which it does it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Steps {
    /// Files that get another text; first.
    pub rewrites: Vec<Rewrite>,
    /// Folders that are made, the outer ones first.
    pub folders: Vec<PathBuf>,
    /// Files that move.
    pub moves: Vec<(PathBuf, PathBuf)>,
}

impl Steps {
    const fn is_empty(&self) -> bool {
        self.rewrites.is_empty() && self.folders.is_empty() && self.moves.is_empty()
    }
}

/// A list that stands until it is dropped, and is locked as long as this run lives.
#[derive(Debug)]
pub(super) struct Pending {
    path: Option<PathBuf>,
    /// Held open: the lock ends with it.
    _file: Option<File>,
}

impl Pending {
    /// Writes the list for a change below a folder without links in its path.
    pub fn write(root: &Path, steps: &Steps) -> Result<Self, Error> {
        if steps.is_empty() {
            return Ok(Self { path: None, _file: None });
        }
        let path = root.join(PENDING);
        let cannot = |cause| Error::Write { path: path.clone(), cause };
        let bytes = steps.to_bytes(root).ok_or_else(|| {
            cannot(io::Error::other("a file of the change lies outside, or is no text"))
        })?;
        let beside = root.join(format!("{PENDING}.{}", std::process::id()));
        let _ = fs::remove_file(&beside);
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(&beside).map_err(cannot)?;
        // Locked before it has its name, so that nobody finds it without its lock.
        let written = file.lock().and_then(|()| file.write_all(&bytes));
        let named = written.and_then(|()| name(&beside, &path));
        let _ = fs::remove_file(&beside);
        match named {
            Ok(()) => Ok(Self { path: Some(path), _file: Some(file) }),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Err(Error::Busy { path }),
            Err(cause) => Err(Error::Write { path, cause }),
        }
    }
}

/// Gives a list its name, and never takes the place of another run's.
fn name(beside: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(beside, path) {
        // Where a disk has no links, the chance of another run in between is taken.
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
            fs::rename(beside, path)
        }
        done => done,
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // What stays is taken for a change that was interrupted, and finds everything as it is to be.
            let _ = fs::remove_file(path);
        }
    }
}

/// Takes back what an earlier run left half done below the site's folder; says how many files are as they were before.
///
/// # Errors
/// When something cannot be written, or was changed since; the list stays then.
pub fn take_back(root: &Path) -> Result<Option<usize>, Error> {
    let path = root.join(PENDING);
    let mut file = match File::open(&path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::Read { path, cause }),
    };
    match file.try_lock() {
        Ok(()) => {}
        // Another run is at it.
        Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: root.to_owned() }),
        Err(TryLockError::Error(cause)) => return Err(Error::Read { path, cause }),
    }
    if !path.exists() {
        // The other run has just ended.
        return Ok(None);
    }
    let cannot_read = |cause| Error::Read { path: path.clone(), cause };
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(LONGEST).read_to_end(&mut bytes).map_err(cannot_read)?;
    let root = fs::canonicalize(root).map_err(cannot_read)?;
    let steps = Steps::of_bytes(&root, &bytes).ok_or_else(|| {
        cannot_read(io::Error::other("it is no list of an interrupted change; remove it"))
    })?;
    let many = steps.undo()?;
    fs::remove_file(&path).map_err(|cause| Error::Write { path: path.clone(), cause })?;
    Ok(Some(many))
}

impl Steps {
    /// The list as it is written for a folder without links in its path; `None` where a file lies outside.
    #[must_use]
    pub fn to_bytes(&self, root: &Path) -> Option<Vec<u8>> {
        let below = |path: &Path| Some(path.strip_prefix(root).ok()?.to_str()?.to_owned());
        let mut pen = Pen::default();
        pen.count(self.rewrites.len());
        for it in &self.rewrites {
            pen.text(&below(&it.path)?);
            pen.text(&it.old);
            pen.print(it.new);
        }
        pen.count(self.folders.len());
        for folder in &self.folders {
            pen.text(&below(folder)?);
        }
        pen.count(self.moves.len());
        for (from, to) in &self.moves {
            pen.text(&below(from)?);
            pen.text(&below(to)?);
        }
        Some(pen.seal(NAME))
    }

    fn of_bytes(root: &Path, bytes: &[u8]) -> Option<Self> {
        let mut lens = Lens::open(NAME, bytes)?;
        let rewrites = lens.list(|lens| {
            let path = inside(root, lens.text()?)?;
            Some(Rewrite { path, old: lens.text()?.to_owned(), new: lens.print()? })
        })?;
        let folders = lens.list(|lens| inside(root, lens.text()?))?;
        let moves =
            lens.list(|lens| Some((inside(root, lens.text()?)?, inside(root, lens.text()?)?)))?;
        lens.is_at_end().then_some(Self { rewrites, folders, moves })
    }

    /// Takes back what was done, the last step first; what was not done is left alone.
    fn undo(&self) -> Result<usize, Error> {
        let mut many = 0;
        for (from, to) in self.moves.iter().rev() {
            let is_there = |path: &Path| path.symlink_metadata().is_ok();
            if !is_there(from) && is_there(to) {
                fs::rename(to, from).map_err(|cause| Error::Write { path: from.clone(), cause })?;
                many += 1;
            }
        }
        for folder in self.folders.iter().rev() {
            // One that somebody put something in stays.
            let _ = fs::remove_dir(folder);
        }
        for it in self.rewrites.iter().rev() {
            let beside = super::edit::beside(&it.path);
            let now =
                fs::read(&it.path).map_err(|cause| Error::Read { path: it.path.clone(), cause })?;
            if now != it.old.as_bytes() {
                let cannot = |cause| Error::Write { path: it.path.clone(), cause };
                if Fingerprint::of(&now) != it.new {
                    return Err(cannot(io::Error::other(
                        "a change of several files was interrupted, and this one was edited since; \
                         mend it, then remove `.throughline-change`",
                    )));
                }
                let permissions = fs::metadata(&it.path).map_err(cannot)?.permissions();
                super::edit::write_beside(&it.path, it.old.as_bytes(), &permissions)
                    .and_then(|beside| fs::rename(beside, &it.path))
                    .map_err(cannot)?;
                many += 1;
            }
            let _ = fs::remove_file(beside);
        }
        Ok(many)
    }
}

/// A file below a folder: no step of its path hidden, none a link that leads out.
fn inside(root: &Path, below: &str) -> Option<PathBuf> {
    let path = Path::new(below);
    let is_plain = path.components().all(|step| {
        matches!(step, Component::Normal(name) if name.to_str().is_some_and(|it| !it.starts_with('.')))
    });
    if !is_plain || below.is_empty() {
        return None;
    }
    let full = root.join(path);
    let above = full.ancestors().skip(1).find_map(|above| fs::canonicalize(above).ok())?;
    let is_link = full.symlink_metadata().is_ok_and(|it| it.file_type().is_symlink());
    (above.starts_with(root) && !is_link).then_some(full)
}
