//! What a run that was killed left behind: undone if it had not begun to change the site, completed if it had.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;
use crate::publish::forward::{CHANGES, forward};
use crate::publish::manifest::{MANIFEST, Manifest};
use crate::publish::output::{Output, is_own};

/// Puts the output in order. The caller holds its lock.
pub(super) fn heal(output: &Output) -> Result<(), Error> {
    for stage in [&output.beside, &output.within, &output.aside] {
        if stage.join(CHANGES).exists() {
            let old = output.read_manifest()?.unwrap_or_default();
            forward(output, &old, stage)?;
        } else if stage.join(MANIFEST).exists() {
            sweep(output, stage)?;
        } else if stage.symlink_metadata().is_ok() {
            // A stage that was not completed: all in it is ours.
            remove_all(stage)?;
        }
    }
    Ok(())
}

/// Removes a whole site that is not the one that stands, the old one after an exchange. Files in it that are not
/// ours are brought to the site that stands, unless they are there already.
pub(super) fn sweep(output: &Output, site: &Path) -> Result<(), Error> {
    let path = site.join(MANIFEST);
    let manifest = match fs::read_to_string(&path) {
        Ok(text) => Manifest::parse(&text).unwrap_or_default(),
        // Before a first build the output may hold hidden files of others only.
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Manifest::default(),
        Err(cause) => return Err(Error::Read { path, cause }),
    };
    manifest.urls().par_iter().for_each(|url| {
        // What cannot be removed makes the last step fail.
        let _ = fs::remove_file(site.join(url.as_str()));
    });
    for entry in WalkDir::new(site).into_iter().flatten() {
        let Ok(below) = entry.path().strip_prefix(site) else { continue };
        let is_listed = below.to_str().and_then(Url::new).is_some_and(|url| manifest.lists(&url));
        let is_own = below.iter().next().is_some_and(is_own);
        if !entry.file_type().is_dir() && !is_listed && !is_own {
            bring(entry.path(), &output.root.join(below))?;
        }
    }
    // Whatever of it is left by a kill, with the manifest or without, holds nothing of others.
    remove_all(site)
}

/// Brings a file of others to its place, unless it is there as young or with the same bytes.
fn bring(from: &Path, to: &Path) -> Result<(), Error> {
    let cannot = |cause| Error::Write { path: to.to_owned(), cause };
    if let Ok(there) = to.symlink_metadata() {
        let is_younger =
            match (from.symlink_metadata().and_then(|it| it.modified()), there.modified()) {
                (Ok(here), Ok(there)) => here > there,
                _ => false,
            };
        if !is_younger || !there.is_file() || is_equal(from, to) {
            return Ok(());
        }
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    fs::rename(from, to).map_err(cannot)
}

fn is_equal(one: &Path, other: &Path) -> bool {
    match (fs::read(one), fs::read(other)) {
        (Ok(one), Ok(other)) => Fingerprint::of(&one) == Fingerprint::of(&other),
        _ => false,
    }
}

fn remove_all(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Error::Write { path: folder.to_owned(), cause })
        }
        _ => Ok(()),
    }
}
