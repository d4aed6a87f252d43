//! The output folder: where it and its stage are, whose it is, and that only one run writes to it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;
use crate::publish::manifest::{MANIFEST, Manifest, Record};
use crate::source::disk::real_path;

/// Begins the name of everything in the output that is there for ourselves.
const OWN: &str = ".throughline";
/// Tries to lock a folder that others exchange meanwhile.
const TRIES: usize = 8;
/// A lock is waited for so often and so long: another run may be about to end, and a program that is just being
/// started by this process holds its locks for a moment too.
const WAITS: usize = 20;
const WAIT: Duration = Duration::from_millis(10);

/// Where a site goes.
#[derive(Debug)]
pub(super) struct Output {
    /// The folder, without links in its path.
    pub root: PathBuf,
    /// Beside the output, where the next site is staged; after an exchange the old one is there.
    pub beside: PathBuf,
    /// Within the output, for when nothing can be put beside it.
    pub within: PathBuf,
    /// Where the old site waits when the file system cannot exchange folders.
    pub aside: PathBuf,
    /// Whether the output can be exchanged: a mount point cannot.
    pub movable: bool,
    reread: AtomicBool,
}

/// A folder that no other run writes to.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
    /// The folder, when it was made for this run: it goes again if nothing is put in it.
    made: Option<PathBuf>,
}

impl Output {
    /// Finds the folder, and refuses it when it holds one of the forbidden ones.
    pub fn locate(out: &Path, forbidden: &[PathBuf]) -> Result<Self, Error> {
        let root = real_path(out);
        for other in forbidden {
            if real_path(other).starts_with(&root) {
                let why = "the content is in it, and would be mixed with the site".to_owned();
                return Err(Error::NotOurs { path: out.to_owned(), why });
            }
        }
        let (Some(parent), Some(name)) = (root.parent(), root.file_name()) else {
            let why = "it is the root of a disk".to_owned();
            return Err(Error::NotOurs { path: out.to_owned(), why });
        };
        let sibling = |end: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(end);
            parent.join(hidden)
        };
        Ok(Self {
            beside: sibling(".throughline-new"),
            aside: sibling(".throughline-old"),
            within: root.join(".throughline-new"),
            movable: is_movable(&root, parent),
            reread: AtomicBool::new(false),
            root,
        })
    }

    /// Locks the folder against other runs; makes it when it is missing.
    pub fn lock(&self) -> Result<Lock, Error> {
        for _ in 0..TRIES {
            let made = !self.root.exists();
            if made {
                self.bring_back()?;
                fs::create_dir_all(&self.root).map_err(|cause| self.cannot_write(cause))?;
            }
            let mut lock = Lock::take(&self.root)?;
            lock.made = made.then(|| self.root.clone());
            may_write(&self.root).map_err(|cause| self.cannot_write(cause))?;
            // The folder that was locked may have been exchanged just before.
            if lock.is_still(&self.root) {
                return Ok(lock);
            }
        }
        Err(Error::Busy { path: self.root.clone() })
    }

    /// Without an output: a run ended between its two renames, or there never was one.
    fn bring_back(&self) -> Result<(), Error> {
        if !self.aside.exists() {
            return Ok(());
        }
        let _lock = Lock::take(&self.aside)?;
        let whole = self.beside.join(MANIFEST).exists();
        let from = if whole { &self.beside } else { &self.aside };
        match fs::rename(from, &self.root) {
            Ok(()) => Ok(()),
            // Another run was faster.
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(cause) => Err(self.cannot_write(cause)),
        }
    }

    /// What we wrote here last, if we ever wrote here.
    pub fn read_manifest(&self) -> Result<Option<Manifest>, Error> {
        let path = self.root.join(MANIFEST);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::Read { path, cause }),
        };
        let Some(mut manifest) = Manifest::parse(&text) else {
            return Err(self.not_ours("its manifest is of another version of throughline"));
        };
        manifest.written = fs::metadata(&path).and_then(|it| it.modified()).ok();
        Ok(Some(manifest))
    }

    /// Refuses a folder in which others have put files. Hidden ones are let pass: `.gitkeep`, or `.git` where the output
    /// is a branch of its own.
    pub fn refuse_foreign(&self) -> Result<(), Error> {
        let cannot = |cause| Error::Read { path: self.root.clone(), cause };
        for entry in fs::read_dir(&self.root).map_err(cannot)? {
            let name = entry.map_err(cannot)?.file_name();
            if name.as_encoded_bytes().first() != Some(&b'.') {
                let why = format!("it holds `{}` and has no `{MANIFEST}`", name.to_string_lossy());
                return Err(Error::NotOurs { path: self.root.clone(), why });
            }
        }
        Ok(())
    }

    /// Whether the file still stands as it was written. Younger than the manifest, it is read to be sure.
    pub fn holds(&self, url: &Url, record: &Record, manifest: &Manifest) -> bool {
        let path = self.path(url);
        let Ok(metadata) = fs::symlink_metadata(&path) else { return false };
        if !metadata.is_file() || metadata.len() != record.size {
            return false;
        }
        match (metadata.modified(), manifest.written) {
            (Ok(modified), Some(written)) if modified <= written => true,
            _ => {
                self.reread.store(true, Ordering::Relaxed);
                fs::read(&path).is_ok_and(|bytes| Fingerprint::of(&bytes) == record.print)
            }
        }
    }

    /// Whether files were younger than the manifest, so that a new one spares reading them the next time.
    pub fn has_reread(&self) -> bool {
        self.reread.load(Ordering::Relaxed)
    }

    /// Where the page of this address is. An address has no step that leads out of the folder.
    pub fn path(&self, url: &Url) -> PathBuf {
        self.root.join(url.as_str())
    }

    pub fn cannot_write(&self, cause: io::Error) -> Error {
        Error::Write { path: self.root.clone(), cause }
    }

    pub fn not_ours(&self, why: &str) -> Error {
        Error::NotOurs { path: self.root.clone(), why: why.to_owned() }
    }
}

impl Lock {
    /// Takes the lock of a folder. Where folders cannot be locked, nothing holds two runs apart.
    pub fn take(folder: &Path) -> Result<Self, Error> {
        let Ok(file) = File::open(folder) else { return Ok(Self { file: None, made: None }) };
        let mut waits = 0;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { file: Some(file), made: None }),
                Err(fs::TryLockError::Error(_)) => return Ok(Self { file: None, made: None }),
                Err(fs::TryLockError::WouldBlock) if waits == WAITS => {
                    return Err(Error::Busy { path: folder.to_owned() });
                }
                Err(fs::TryLockError::WouldBlock) => {
                    waits += 1;
                    std::thread::sleep(WAIT);
                }
            }
        }
    }

    fn is_still(&self, folder: &Path) -> bool {
        let Some(file) = &self.file else { return folder.exists() };
        match (file.metadata(), fs::metadata(folder)) {
            (Ok(held), Ok(there)) => is_same(&held, &there),
            _ => false,
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(folder) = &self.made {
            // Fails where a site has been put, which is as it should be.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether a name is kept for ourselves, at the top of the output.
pub(super) fn is_own(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(OWN.as_bytes())
}

/// Whether two names lead to one file.
#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether two names lead to one file; unknown here.
#[cfg(not(unix))]
fn is_same(_one: &Metadata, _other: &Metadata) -> bool {
    true
}

/// A folder that is closed to us stays as it is, even where its parent would let us exchange it.
#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};

    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// A folder that is closed to us stays as it is; here the system says so only when something is written.
#[cfg(not(unix))]
fn may_write(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a folder can be renamed: not where a disk is mounted on it.
#[cfg(target_os = "linux")]
fn is_movable(root: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

    let (Ok(own), Ok(above)) = (fs::metadata(root), fs::metadata(parent)) else { return true };
    let mounted = statx(CWD, root, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|it| it.stx_attributes.contains(StatxAttributes::MOUNT_ROOT));
    own.dev() == above.dev() && !mounted
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_movable(root: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (fs::metadata(root), fs::metadata(parent)) {
        (Ok(own), Ok(above)) => own.dev() == above.dev(),
        _ => true,
    }
}

#[cfg(not(unix))]
fn is_movable(_root: &Path, _parent: &Path) -> bool {
    true
}
