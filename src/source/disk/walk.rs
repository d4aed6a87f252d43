//! Walking a content folder: every file once under each name that leads to it.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::source::disk::{Disk, admit, cannot_read, is_hidden, name_below, refused, unreadable};
use crate::source::{Entry, Listing};

/// Folders entered through links. Links to links multiply; past this many, somebody made a mistake or a trap.
const MOST_LINKED_FOLDERS: usize = 1_000;

/// Lists the folder, and tells whether any link was followed.
pub(super) fn walk(disk: &Disk) -> Result<(Listing, bool), Error> {
    let mut walk = Walk { disk, listing: Listing::default(), pending: Vec::new(), links: 0 };
    walk.folder(&Folder { real: disk.root.clone(), name: None, links: Vec::new() })?;
    let mut entered = 0;
    while let Some(folder) = walk.pending.pop() {
        entered += 1;
        if entered > MOST_LINKED_FOLDERS {
            walk.refuse(folder.name, *refused("is one of too many links from folder to folder"));
            walk.pending.clear();
            break;
        }
        walk.folder(&folder)?;
    }
    let mut listing = walk.listing;
    listing.entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    listing.problems.sort_by(|a, b| (&a.0, &a.1.what).cmp(&(&b.0, &b.1.what)));
    Ok((listing, walk.links > 0))
}

struct Walk<'a> {
    disk: &'a Disk,
    listing: Listing,
    /// Folders that links lead to, still to be walked.
    pending: Vec<Folder>,
    links: usize,
}

/// A folder to walk.
struct Folder {
    real: PathBuf,
    /// What it is called below the root; the root has no name.
    name: Option<DocPath>,
    /// The links gone through on the way here.
    links: Vec<PathBuf>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Folder) -> Result<(), Error> {
        let mut walk = WalkDir::new(&folder.real).min_depth(0).into_iter();
        while let Some(next) = walk.next() {
            let entry = match next {
                Ok(entry) => entry,
                Err(error) => {
                    self.failed(folder, error)?;
                    continue;
                }
            };
            if entry.depth() == 0 {
                continue;
            }
            let skipped = is_hidden(entry.file_name())
                || self.disk.skip.iter().any(|skip| skip.as_os_str() == entry.path().as_os_str());
            if skipped {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let Some(name) = named(folder, entry.path()) else {
                let shown = entry.path().strip_prefix(&self.disk.root).unwrap_or(entry.path());
                let shown = shown.to_string_lossy();
                self.refuse(
                    None,
                    *unreadable(&format!("the name `{shown}` is not UTF-8 or has a `\\` in it")),
                );
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            };
            if entry.path_is_symlink() {
                self.link(folder, entry.path(), name);
            } else if !entry.file_type().is_dir() {
                self.file(&entry, name);
            }
        }
        Ok(())
    }

    fn file(&mut self, entry: &DirEntry, name: DocPath) {
        let admitted = match entry.metadata() {
            Ok(metadata) => admit(&name, &metadata),
            Err(error) => match error.io_error() {
                // Gone since the folder was read.
                Some(cause) if cause.kind() == std::io::ErrorKind::NotFound => return,
                Some(cause) => Err(unreadable(&cannot_read(cause))),
                None => Err(unreadable("this cannot be read")),
            },
        };
        self.admitted(name, admitted);
    }

    fn link(&mut self, folder: &Folder, link: &Path, name: DocPath) {
        let target = match self.disk.follow(link, &folder.links) {
            Ok(target) => target,
            Err(problem) => return self.refuse(Some(name), *problem),
        };
        self.links += 1;
        match fs::metadata(&target) {
            Ok(metadata) if metadata.is_dir() => {
                let mut links = folder.links.clone();
                links.push(link.to_owned());
                self.pending.push(Folder { real: target, name: Some(name), links });
            }
            Ok(metadata) => {
                let admitted = admit(&name, &metadata);
                self.admitted(name, admitted);
            }
            Err(cause) => self.refuse(Some(name), *unreadable(&cannot_read(&cause))),
        }
    }

    fn admitted(&mut self, name: DocPath, admitted: Result<Entry, Box<Problem>>) {
        match admitted {
            Ok(entry) => self.listing.entries.push(entry),
            Err(problem) => self.refuse(Some(name), *problem),
        }
    }

    /// A folder that cannot be read is a problem, the root is an error.
    fn failed(&mut self, folder: &Folder, error: walkdir::Error) -> Result<(), Error> {
        let path = error.path().unwrap_or(&folder.real).to_owned();
        let cause = error
            .into_io_error()
            .unwrap_or_else(|| std::io::Error::other("the folder cannot be walked"));
        if path == self.disk.root {
            return Err(Error::Read { path, cause });
        }
        let name = if path == folder.real { folder.name.clone() } else { named(folder, &path) };
        self.refuse(name, *unreadable(&cannot_read(&cause)));
        Ok(())
    }

    fn refuse(&mut self, name: Option<DocPath>, problem: Problem) {
        self.listing.problems.push((name, problem));
    }
}

/// What the path is called below the root, when it lies in this folder.
fn named(folder: &Folder, real: &Path) -> Option<DocPath> {
    let below = name_below(&folder.real, real)?;
    match &folder.name {
        None => Some(below),
        Some(name) => DocPath::new(&format!("{name}/{below}")),
    }
}
