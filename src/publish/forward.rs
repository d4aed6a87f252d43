//! A change file by file, in such a way that it can be gone on with wherever it was interrupted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::error::Error;
use crate::base::names::Url;
use crate::publish::manifest::{MANIFEST, Manifest};
use crate::publish::output::Output;
use crate::publish::settle::in_the_way;

/// The manifest of a stage that goes into place file by file. While it is there, the next run goes on.
pub(super) const CHANGES: &str = ".throughline-changes";

/// Moves staged files into place, removes what the staged manifest no longer lists, and puts the manifest there last.
/// Doing half of it and then all of it is the same as doing it once.
pub(super) fn forward(output: &Output, old: &Manifest, stage: &Path) -> Result<(), Error> {
    let changes = stage.join(CHANGES);
    let text = fs::read_to_string(&changes)
        .map_err(|cause| Error::Read { path: changes.clone(), cause })?;
    let new = Manifest::parse(&text).ok_or_else(|| output.not_ours("its stage is damaged"))?;
    let gone: Vec<&Url> = old.urls().into_iter().filter(|url| !new.lists(url)).collect();

    let mut staged: Vec<&Url> = new.urls();
    staged.retain(|url| stage.join(url.as_str()).symlink_metadata().is_ok_and(|it| it.is_file()));
    // Pages come after what they show.
    staged.sort_by_key(|url| url.ends_with(".html"));
    let mut folders = Folders { output, sound: BTreeSet::new() };
    let mut blocked = Vec::new();
    for url in staged {
        if folders.make(url).is_err() || rename(stage, output, url).is_err() {
            blocked.push(url);
        }
    }
    remove(output, &gone)?;
    // In their way stood a file where a folder is to be, or the other way about.
    for url in blocked {
        folders.make(url)?;
        rename(stage, output, url)?;
    }
    let place = output.root.join(MANIFEST);
    fs::rename(&changes, &place).map_err(|cause| Error::Write { path: place, cause })?;
    // Only empty folders are left in it; the next run removes what this one cannot.
    let _ = fs::remove_dir_all(stage);
    Ok(())
}

/// Removes these files of ours, and the folders that become empty; returns how many were there.
fn remove(output: &Output, urls: &[&Url]) -> Result<usize, Error> {
    let mut folders = Folders { output, sound: BTreeSet::new() };
    let mut removed = 0;
    for url in urls {
        if folders.refuse_links(url).is_err() {
            continue;
        }
        let path = output.path(url);
        match fs::remove_file(&path) {
            Ok(()) => removed += 1,
            Err(cause) if is_absent(&cause) => {}
            Err(cause) => return Err(Error::Write { path, cause }),
        }
    }
    // From the deepest up; a folder that holds something stays.
    for folder in folders_of(urls).iter().rev() {
        let _ = fs::remove_dir(output.root.join(folder));
    }
    Ok(removed)
}

/// The folders in which these files are, each before those in it.
pub(super) fn folders_of(urls: &[&Url]) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for url in urls {
        for (end, _) in url.rmatch_indices('/') {
            let Some(folder) = url.get(..end) else { break };
            if folders.contains(folder) {
                break;
            }
            folders.insert(folder.to_owned());
        }
    }
    folders
}

/// Folders of the output into which files go, each looked at once.
struct Folders<'a> {
    output: &'a Output,
    sound: BTreeSet<PathBuf>,
}

impl Folders<'_> {
    /// Makes the folder of a file.
    fn make(&mut self, url: &Url) -> Result<(), Error> {
        self.refuse_links(url)?;
        let path = self.output.path(url);
        let Some(folder) = path.parent() else { return Ok(()) };
        fs::create_dir_all(folder).map_err(|cause| Error::Write { path: folder.to_owned(), cause })
    }

    /// A link on the way to a file may lead anywhere.
    fn refuse_links(&mut self, url: &Url) -> Result<(), Error> {
        let Some((folder, _)) = url.rsplit_once('/') else { return Ok(()) };
        let mut path = self.output.root.clone();
        for step in folder.split('/') {
            path.push(step);
            if self.sound.contains(&path) {
                continue;
            }
            match path.symlink_metadata() {
                Ok(metadata) if metadata.is_symlink() => return Err(in_the_way(path)),
                Ok(metadata) if metadata.is_dir() => {
                    self.sound.insert(path.clone());
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn rename(stage: &Path, output: &Output, url: &Url) -> Result<(), Error> {
    let place = output.path(url);
    fs::rename(stage.join(url.as_str()), &place)
        .map_err(|cause| Error::Write { path: place, cause })
}

fn is_absent(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
