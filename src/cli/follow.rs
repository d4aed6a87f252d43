//! Follows saves: the watcher's batches become refreshes of the preview.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;

use crate::base::error::Error;
use crate::source::git::Repo;
use crate::source::watch::{Batch, Options, Watch};

use super::ground::{Ground, SETTINGS};
use super::serve::Preview;

/// Begins to follow, until the program ends.
pub fn begin(preview: &Arc<Preview>, poll: bool) -> Result<(), Error> {
    let mut watched = Watched::of(&preview.ground());
    let mut watch = watched.start(poll)?;
    let preview = preview.clone();
    thread::spawn(move || {
        // Whatever was saved before the watch began.
        preview.refresh(&Batch::Rescan, true);
        while let Some(batch) = next(&watch.1) {
            preview.refresh(&batch, watched.has_around(&batch));
            // The settings say where content and theme are.
            let now = Watched::of(&preview.ground());
            if now == watched {
                continue;
            }
            match now.start(poll) {
                Ok(begun) => {
                    (watch, watched) = (begun, now);
                    preview.refresh(&Batch::Rescan, true);
                }
                Err(error) => eprintln!("error: {error}"),
            }
        }
    });
    Ok(())
}

/// The next batch, with those that came while the last one was worked on.
fn next(batches: &Receiver<Batch>) -> Option<Batch> {
    let first = batches.recv().ok()?;
    Some(batches.try_iter().fold(first, |all, next| match (all, next) {
        (Batch::Changed(mut files), Batch::Changed(more)) => {
            files.extend(more);
            Batch::Changed(files)
        }
        _ => Batch::Rescan,
    }))
}

/// What is watched.
#[derive(Debug, PartialEq, Eq)]
struct Watched {
    paths: Vec<PathBuf>,
    ignore: Vec<PathBuf>,
    /// Settings and themes, which change more than themselves.
    around: Vec<PathBuf>,
}

impl Watched {
    fn of(ground: &Ground) -> Self {
        // Settings and theme may come later.
        let settings = ground.settings.clone().unwrap_or_else(|| ground.root.join(SETTINGS));
        let mut around = vec![settings];
        around.extend(ground.theme.as_ref().map(|_| ground.root.join("themes")));
        let mut paths = vec![ground.content.clone()];
        paths.extend(around.iter().cloned());
        // Pages show what git remembers.
        if let Ok(repo) = Repo::around(&ground.content) {
            paths.extend(repo.signs().filter(|path| path.parent().is_some_and(Path::is_dir)));
        }
        let around = around.iter().map(|path| real(path)).collect();
        Self { paths, ignore: vec![ground.out.clone(), ground.cache.clone()], around }
    }

    fn start(&self, poll: bool) -> Result<(Watch, Receiver<Batch>), Error> {
        let options = Options { poll, ignore: self.ignore.clone(), ..Options::default() };
        Watch::start(&self.paths, &options)
    }

    /// Whether settings or theme may have changed.
    fn has_around(&self, batch: &Batch) -> bool {
        match batch {
            Batch::Changed(files) => {
                files.iter().any(|file| self.around.iter().any(|own| file.starts_with(own)))
            }
            Batch::Rescan => true,
        }
    }
}

/// The path without links in its folder's path, as far as there is one.
fn real(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    folder.zip(path.file_name()).map_or_else(|| path.to_owned(), |(folder, name)| folder.join(name))
}
