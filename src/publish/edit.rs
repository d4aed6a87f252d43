//! Changing the author's own files: several as one, only inside the site's folder, and nothing half.
//!
//! New texts are written beside the old ones first, so that a full disk is met before anything is changed. When a
//! later step fails all the same, the earlier ones are taken back.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::base::edit::{Edit, edited};
use crate::base::error::Error;

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
    let mut done = Done::default();
    for replacement in ready {
        done.replace(replacement)?;
    }
    for (from, to) in moves {
        done.rename(&root.existing(from)?, &root.vacant(to)?)?;
    }
    done.keep();
    Ok(())
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

/// A new text, written beside the old one.
struct Replacement {
    path: PathBuf,
    beside: PathBuf,
    old: Vec<u8>,
    permissions: Permissions,
}

impl Replacement {
    fn prepare(path: PathBuf, edits: &[Edit]) -> Result<Self, Error> {
        let cannot_read = |cause| Error::Read { path: path.clone(), cause };
        let old = fs::read(&path).map_err(cannot_read)?;
        let permissions = fs::metadata(&path).map_err(cannot_read)?.permissions();
        let cannot_write = |cause| Error::Write { path: path.clone(), cause };
        let new = edited(&old, edits).map_err(|why| cannot_write(io::Error::other(why)))?;
        let beside = write_beside(&path, &new, &permissions).map_err(cannot_write)?;
        Ok(Self { path, beside, old, permissions })
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        // It is gone when it was renamed.
        let _ = fs::remove_file(&self.beside);
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
        fs::rename(&replacement.beside, &replacement.path)
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
        let Some(folder) = file.parent() else { return Ok(()) };
        let missing: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
        for folder in missing.into_iter().rev() {
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

/// Writes a hidden file in the same folder, so that renaming it is one step.
fn write_beside(path: &Path, bytes: &[u8], permissions: &Permissions) -> io::Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".throughline-new");
    let beside = path.with_file_name(name);
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
