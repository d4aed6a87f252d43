//! Changing the author's own files: several as one, only inside the site's folder, and nothing half.
//!
//! New texts are written beside the old ones first, so that a full disk is met before anything is changed. When a
//! later step fails all the same, the earlier ones are taken back; after a kill, the next run does that.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::base::edit::{Edit, edited};
use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::publish::pending::{Pending, Rewrite, Steps};

/// Carries out edits of these files. Paths are absolute, or below `root`.
///
/// # Errors
/// When a file is outside of `root`, cannot be read or written, or when its edits overlap; then nothing is changed.
pub fn apply(edits: &[(PathBuf, Vec<Edit>)], root: &Path) -> Result<(), Error> {
    apply_and_move(edits, &[], root)
}

/// Carries out edits, and then moves files, from the first path of each pair to the second.
///
/// # Errors
/// As `apply`; also when something stands where a file is to go.
pub fn apply_and_move(
    edits: &[(PathBuf, Vec<Edit>)],
    moves: &[(PathBuf, PathBuf)],
    root: &Path,
) -> Result<(), Error> {
    let root = Root::open(root)?;
    let mut by_file: BTreeMap<PathBuf, Vec<Edit>> = BTreeMap::new();
    for (path, edits) in edits {
        by_file.entry(root.existing(path)?).or_default().extend_from_slice(edits);
    }
    let mut ready = Vec::with_capacity(by_file.len());
    for (path, edits) in by_file {
        ready.push(Replacement::prepare(path, &edits)?);
    }
    let moves: Vec<(PathBuf, PathBuf)> = moves
        .iter()
        .map(|(from, to)| Ok((root.existing(from)?, root.vacant(to)?)))
        .collect::<Result<_, Error>>()?;
    // Dropped after `done`, so that it stands until everything is done or taken back.
    let _pending = Pending::write(&root.0, &steps(&ready, &moves)?)?;
    for replacement in &ready {
        replacement.write()?;
    }
    let mut done = Done::default();
    for replacement in ready {
        done.replace(replacement)?;
    }
    for (from, to) in &moves {
        done.rename(from, to)?;
    }
    done.keep();
    Ok(())
}

/// What is about to happen.
fn steps(ready: &[Replacement], moves: &[(PathBuf, PathBuf)]) -> Result<Steps, Error> {
    let mut steps = Steps { moves: moves.to_vec(), ..Steps::default() };
    for it in ready {
        let old = String::from_utf8(it.old.clone()).map_err(|_| {
            let cause = io::Error::other("it is not UTF-8");
            Error::Write { path: it.path.clone(), cause }
        })?;
        steps.rewrites.push(Rewrite { path: it.path.clone(), old, new: Fingerprint::of(&it.new) });
    }
    for (_, to) in moves {
        let missing = missing_folders(to).into_iter().map(Path::to_owned);
        steps.folders.extend(missing.filter(|it| !steps.folders.contains(it)).collect::<Vec<_>>());
    }
    Ok(steps)
}

/// The folders that a file needs and that are not there, the outer ones first.
fn missing_folders(file: &Path) -> Vec<&Path> {
    let mut missing: Vec<&Path> = file.ancestors().skip(1).take_while(|it| !it.exists()).collect();
    missing.reverse();
    missing
}

/// Makes sure that files still hold the texts for which edits were made.
///
/// # Errors
/// When one cannot be read, or holds something else.
pub fn unchanged<'a>(files: impl IntoIterator<Item = (&'a PathBuf, &'a str)>) -> Result<(), Error> {
    for (path, text) in files {
        let cannot = |cause| Error::Read { path: path.clone(), cause };
        if fs::read(path).map_err(cannot)? != text.as_bytes() {
            let cause = io::Error::other("it was changed meanwhile; run this again");
            return Err(Error::Write { path: path.clone(), cause });
        }
    }
    Ok(())
}

/// Makes new files, and the folders that they need. Paths are absolute, or below `root`.
///
/// # Errors
/// When a path is outside of `root`, when something stands there already, or when it cannot be written; then no file
/// is made.
pub fn create(files: &[(PathBuf, Vec<u8>)], root: &Path) -> Result<(), Error> {
    let root = Root::open(root)?;
    let mut done = Done::default();
    for (path, bytes) in files {
        done.create(&root.vacant(path)?, bytes)?;
    }
    done.keep();
    Ok(())
}

/// The folder that nothing leaves, without links in its path.
struct Root(PathBuf);

impl Root {
    fn open(root: &Path) -> Result<Self, Error> {
        let real = fs::canonicalize(root);
        real.map(Self).map_err(|cause| Error::Read { path: root.to_owned(), cause })
    }

    /// Where a file really is: a link is followed as far as it stays inside.
    fn existing(&self, path: &Path) -> Result<PathBuf, Error> {
        let real = fs::canonicalize(self.0.join(path))
            .map_err(|cause| Error::Read { path: path.to_owned(), cause })?;
        if real.starts_with(&self.0) { Ok(real) } else { Err(outside(path)) }
    }

    /// Where a new file will be.
    fn vacant(&self, path: &Path) -> Result<PathBuf, Error> {
        let path = self.0.join(path);
        if path.components().any(|step| step == Component::ParentDir) {
            return Err(outside(&path));
        }
        for above in path.ancestors().skip(1) {
            if let (Ok(real), Ok(below)) = (fs::canonicalize(above), path.strip_prefix(above)) {
                let real = real.join(below);
                return if real.starts_with(&self.0) { Ok(real) } else { Err(outside(&path)) };
            }
        }
        Err(outside(&path))
    }
}

/// A new text for a file, to be written beside the old one.
struct Replacement {
    path: PathBuf,
    old: Vec<u8>,
    new: Vec<u8>,
    permissions: Permissions,
}

impl Replacement {
    fn prepare(path: PathBuf, edits: &[Edit]) -> Result<Self, Error> {
        let cannot_read = |cause| Error::Read { path: path.clone(), cause };
        let old = fs::read(&path).map_err(cannot_read)?;
        let permissions = fs::metadata(&path).map_err(cannot_read)?.permissions();
        let cannot_write = |cause| Error::Write { path: path.clone(), cause };
        let new = edited(&old, edits).map_err(|why| cannot_write(io::Error::other(why)))?;
        Ok(Self { path, old, new, permissions })
    }

    fn write(&self) -> Result<(), Error> {
        let written = write_beside(&self.path, &self.new, &self.permissions);
        written.map(|_| ()).map_err(|cause| Error::Write { path: self.path.clone(), cause })
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        // It is gone when it was renamed.
        let _ = fs::remove_file(beside(&self.path));
    }
}

/// The steps that were taken; dropped before `keep`, they are taken back, the last one first.
#[derive(Default)]
struct Done(Vec<Step>);

enum Step {
    Replaced(Replacement),
    Renamed { from: PathBuf, to: PathBuf },
    MadeFile(PathBuf),
    MadeFolder(PathBuf),
}

impl Done {
    fn replace(&mut self, replacement: Replacement) -> Result<(), Error> {
        fs::rename(beside(&replacement.path), &replacement.path)
            .map_err(|cause| Error::Write { path: replacement.path.clone(), cause })?;
        self.0.push(Step::Replaced(replacement));
        Ok(())
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Error> {
        self.make_folder(to)?;
        let cannot = |cause| Error::Write { path: to.to_owned(), cause };
        // Where names differ in case only, both may lead to one file.
        let is_same = fs::canonicalize(to)
            .is_ok_and(|real| fs::canonicalize(from).is_ok_and(|it| it == real));
        if to.symlink_metadata().is_ok() && !is_same {
            return Err(cannot(io::ErrorKind::AlreadyExists.into()));
        }
        fs::rename(from, to).map_err(cannot)?;
        self.0.push(Step::Renamed { from: from.to_owned(), to: to.to_owned() });
        Ok(())
    }

    fn create(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.make_folder(path)?;
        let cannot = |cause| Error::Write { path: path.to_owned(), cause };
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot)?;
        self.0.push(Step::MadeFile(path.to_owned()));
        file.write_all(bytes).map_err(cannot)
    }

    fn make_folder(&mut self, file: &Path) -> Result<(), Error> {
        for folder in missing_folders(file) {
            fs::create_dir(folder)
                .map_err(|cause| Error::Write { path: folder.to_owned(), cause })?;
            self.0.push(Step::MadeFolder(folder.to_owned()));
        }
        Ok(())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Done {
    fn drop(&mut self) {
        // Each step is tried: one that cannot be taken back must not keep the others.
        while let Some(step) = self.0.pop() {
            let _ = match step {
                Step::Replaced(it) => write_beside(&it.path, &it.old, &it.permissions)
                    .and_then(|beside| fs::rename(beside, &it.path)),
                Step::Renamed { from, to } => fs::rename(to, from),
                Step::MadeFile(path) => fs::remove_file(path),
                Step::MadeFolder(path) => fs::remove_dir(path),
            };
        }
    }
}

/// The hidden file beside another in which its new text is written.
pub(super) fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".throughline-new");
    path.with_file_name(name)
}

/// Writes a hidden file in the same folder, so that renaming it is one step.
pub(super) fn write_beside(
    path: &Path,
    bytes: &[u8],
    permissions: &Permissions,
) -> io::Result<PathBuf> {
    let beside = beside(path);
    // One that a kill left behind, or a link: neither is written through.
    let _ = fs::remove_file(&beside);
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file.write_all(bytes).and_then(|()| file.set_permissions(permissions.clone()));
    match written {
        Ok(()) => Ok(beside),
        Err(cause) => {
            let _ = fs::remove_file(&beside);
            Err(cause)
        }
    }
}

fn outside(path: &Path) -> Error {
    let cause = io::Error::other("it is outside of the site's folder");
    Error::Write { path: path.to_owned(), cause }
}
