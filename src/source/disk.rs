//! A folder on a disk. What leads out of it is never listed and never read.

mod beneath;
mod walk;

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::source::{Entry, Listing, Looked, Source, Stamp};

/// Texts longer than this are left out: no person wrote them, and their pages would help nobody. Chosen by feel.
pub const LONGEST_TEXT: u64 = 32 << 20;

/// Bytes that a file is thought to have before it is read.
const ROOM: usize = 8 << 10;

/// The longest tick of a file system's clock that is not of whole seconds, with room to spare.
const TICK: Duration = Duration::from_millis(50);

/// A content folder. Hidden files and folders, and those to skip, are not part of it.
#[derive(Debug)]
pub struct Disk {
    /// Without links in it, so that one comparison tells whether a path is inside.
    root: PathBuf,
    skip: Vec<PathBuf>,
    beneath: beneath::Beneath,
    /// Whether the last listing went through links, so that one file may have several names.
    linked: AtomicBool,
}

impl Disk {
    /// Opens the folder, leaving out these folders (output, cache), which need not exist yet.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn open(root: &Path, skip: Vec<PathBuf>) -> Result<Self, Error> {
        let real = match fs::canonicalize(root) {
            Ok(real) if real.is_dir() => real,
            Ok(_) => return Err(Error::NoFolder { path: root.to_owned() }),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                return Err(Error::NoFolder { path: root.to_owned() });
            }
            Err(cause) => return Err(Error::Read { path: root.to_owned(), cause }),
        };
        let skip = skip
            .into_iter()
            .map(|path| real_path(&path))
            // A folder that holds the content cannot be left out of it.
            .filter(|path| !real.starts_with(path))
            .collect();
        Ok(Self {
            beneath: beneath::Beneath::new(&real),
            root: real,
            skip,
            linked: AtomicBool::new(false),
        })
    }

    /// The folder, without links in its path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The names of changed files, sorted; `None` when only a new listing can tell what changed.
    ///
    /// Paths that are not content are left out.
    #[must_use]
    pub fn names_of(&self, changed: &[PathBuf]) -> Option<Vec<DocPath>> {
        if self.linked.load(Ordering::Relaxed) {
            return None;
        }
        let mut names = Vec::with_capacity(changed.len());
        for path in changed {
            if *path == self.root {
                return None;
            }
            let Some(name) = name_below(&self.root, path) else { continue };
            if self.is_content(path) {
                names.push(name);
            }
        }
        names.sort();
        names.dedup();
        Some(names)
    }

    /// Whether neither a hidden nor a skipped name leads to this real path below the root.
    fn is_content(&self, real: &Path) -> bool {
        let Ok(below) = real.strip_prefix(&self.root) else { return false };
        let shown = below.iter().all(|step| !is_hidden(step));
        shown && !self.is_skipped(real)
    }

    fn is_skipped(&self, real: &Path) -> bool {
        self.skip.iter().any(|skip| real.starts_with(skip))
    }

    /// Where a link leads: the real path, inside the content folder and not above one of the links gone through.
    fn follow(&self, link: &Path, gone_through: &[PathBuf]) -> Result<PathBuf, Box<Problem>> {
        let target = match fs::canonicalize(link) {
            Ok(target) => target,
            Err(cause) if is_loop(&cause) => return Err(refused("leads back to itself")),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                return Err(unreadable("this link leads to nothing"));
            }
            Err(cause) => {
                return Err(unreadable(&format!(
                    "this link cannot be followed: {}",
                    words(&cause)
                )));
            }
        };
        if !target.starts_with(&self.root) {
            return Err(refused("leads out of the content folder"));
        }
        if !self.is_content(&target) {
            return Err(refused("leads to a folder that is not content"));
        }
        let mut passed = gone_through.iter().map(PathBuf::as_path).chain([link]);
        if passed.any(|link| link.starts_with(&target)) {
            return Err(refused("leads to a folder that holds it"));
        }
        Ok(target)
    }
}

impl Source for Disk {
    fn list(&self) -> Result<Listing, Error> {
        self.beneath.renew(&self.root);
        let (listing, linked) = walk::walk(self)?;
        self.linked.store(linked, Ordering::Relaxed);
        Ok(listing)
    }

    fn names_of(&self, changed: &[PathBuf]) -> Option<Vec<DocPath>> {
        Self::names_of(self, changed)
    }

    fn settled(&self) -> i64 {
        settled()
    }

    fn look(&self, path: &DocPath) -> Looked {
        let mut real = self.root.clone();
        let mut links = Vec::new();
        let mut found = None;
        for step in path.split('/') {
            real.push(step);
            if is_hidden(step.as_ref()) || self.is_skipped(&real) {
                return Looked::Gone;
            }
            let metadata = match fs::symlink_metadata(&real) {
                Ok(metadata) if metadata.is_symlink() => {
                    let target = match self.follow(&real, &links) {
                        Ok(target) => target,
                        Err(problem) => return Looked::Refused(*problem),
                    };
                    links.push(std::mem::replace(&mut real, target));
                    fs::symlink_metadata(&real)
                }
                other => other,
            };
            found = match metadata {
                Ok(metadata) => Some(metadata),
                Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => {
                    return Looked::Refused(*unreadable(&cannot_read(&cause)));
                }
                Err(_) => return Looked::Gone,
            };
        }
        match found {
            Some(metadata) if metadata.is_dir() => Looked::Folder,
            Some(metadata) => match admit(path, &metadata) {
                Ok(entry) => Looked::File(entry),
                Err(problem) => Looked::Refused(*problem),
            },
            None => Looked::Gone,
        }
    }

    fn read(&self, path: &DocPath) -> Result<Vec<u8>, Error> {
        let read = || {
            let file = self.beneath.open(&self.root, path)?;
            // Asking for the size first costs more than room that most texts do not fill.
            let mut bytes = Vec::with_capacity(ROOM);
            file.take(u64::MAX).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|cause| Error::Read { path: self.root.join(path.as_str()), cause })
    }

    fn head(&self, path: &DocPath, most: usize) -> Result<Vec<u8>, Error> {
        let read = || {
            let file = self.beneath.open(&self.root, path)?;
            let mut bytes = Vec::new();
            file.take(most as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|cause| Error::Read { path: self.root.join(path.as_str()), cause })
    }

    fn path_of(&self, path: &DocPath) -> Option<PathBuf> {
        Some(self.root.join(path.as_str()))
    }
}

/// The entry of a file, or why it is left out.
fn admit(path: &DocPath, metadata: &Metadata) -> Result<Entry, Box<Problem>> {
    if !metadata.is_file() {
        return Err(unreadable("this is neither a file nor a folder"));
    }
    let size = metadata.len();
    let is_text = matches!(path.extension(), "md" | "markdown" | "mdx" | "csv" | "yml" | "yaml");
    if is_text && size > LONGEST_TEXT {
        let what = format!("this text has more than the {} MB that are read", LONGEST_TEXT >> 20);
        return Err(unreadable(&what));
    }
    Ok(Entry { path: path.clone(), stamp: stamp_of(metadata) })
}

/// Now, as a stamp tells it of which no file is sure that was written since, in nanoseconds since 1970.
#[must_use]
pub fn settled() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.saturating_sub(TICK).as_nanos()).unwrap_or(i64::MAX)
}

/// The stamp of a file.
#[must_use]
pub fn stamp_of(metadata: &Metadata) -> Stamp {
    let modified = match metadata.modified() {
        Ok(time) => match time.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |n| -n),
        },
        Err(_) => 0,
    };
    Stamp { modified, size: metadata.len(), inode: inode_of(metadata) }
}

#[cfg(unix)]
fn inode_of(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode_of(_metadata: &Metadata) -> u64 {
    0
}

/// What a path is called below a folder; `None` when it is not in it, is not text, or has a sign that no name may have.
/// Bytes are compared, since going step by step costs as much as the walk itself.
fn name_below(folder: &Path, path: &Path) -> Option<DocPath> {
    const STEP: u8 = if cfg!(windows) { b'\\' } else { b'/' };
    let below = path.as_os_str().as_encoded_bytes();
    let below = below.strip_prefix(folder.as_os_str().as_encoded_bytes())?;
    // The root of a disk ends in the sign itself.
    let is_root = folder.parent().is_none();
    let below = if is_root { below } else { below.strip_prefix(&[STEP])? };
    let text = std::str::from_utf8(below).ok()?;
    if cfg!(windows) { DocPath::new(&text.replace('\\', "/")) } else { DocPath::new(text) }
}

/// The path without links, as far as it exists.
pub(crate) fn real_path(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in path.ancestors() {
        if let (Ok(real), Ok(below)) = (fs::canonicalize(above), path.strip_prefix(above)) {
            // Joining nothing would leave a `/` at the end.
            return if below.as_os_str().is_empty() { real } else { real.join(below) };
        }
    }
    path
}

pub(super) fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

#[cfg(unix)]
fn is_loop(cause: &io::Error) -> bool {
    cause.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_loop(_cause: &io::Error) -> bool {
    false
}

/// A cause in words, without its number.
pub(super) fn words(cause: &io::Error) -> String {
    let text = cause.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_lowercase()
}

fn cannot_read(cause: &io::Error) -> String {
    format!("this cannot be read: {}", words(cause))
}

fn unreadable(what: &str) -> Box<Problem> {
    let problem = Problem::new("unreadable-file", Place::Whole, what);
    Box::new(problem.help("make it readable, or move it out of the content folder"))
}

fn refused(why: &str) -> Box<Problem> {
    let what = format!("this link {why}");
    let problem = Problem::new("link-outside-content", Place::Whole, what);
    Box::new(problem.help("put the file itself there, or remove the link"))
}
