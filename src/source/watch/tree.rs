//! What the system is asked to watch. On Linux each folder by itself, so that hidden and ignored ones cost nothing;
//! elsewhere the system watches a folder with all that is in it.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::error::Error;
use crate::source::disk::words;
use crate::source::watch::scope::Scope;

/// How a folder is watched.
const MODE: RecursiveMode =
    if cfg!(target_os = "linux") { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };

/// The folders that are watched now.
pub(super) struct Tree {
    pub scope: Scope,
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Tree {
    pub fn new(
        scope: Scope,
        handler: impl Fn(notify::Result<notify::Event>) + Send + 'static,
    ) -> Result<Self, Error> {
        let config = Config::default().with_follow_symlinks(false);
        match RecommendedWatcher::new(handler, config) {
            Ok(watcher) => Ok(Self { scope, watcher, watched: BTreeSet::new() }),
            Err(error) => Err(failed(scope.targets.first().map_or(Path::new(""), |it| it), &error)),
        }
    }

    /// Watches all that is there now: what came, and what took another's place.
    pub fn cover(&mut self) -> Result<(), Error> {
        let mut now = BTreeSet::new();
        for target in self.scope.targets.clone() {
            // What a target is in tells when the target itself comes or goes.
            if let Some(above) = target.parent()
                && !self.scope.concerns(above)
                && !now.contains(above)
            {
                self.watch(above, RecursiveMode::NonRecursive)?;
                now.insert(above.to_owned());
            }
            // What comes into a folder is noticed once that is watched, so that the last walk must meet no other.
            loop {
                let mut found = self.folders(&target);
                found.retain(|folder| !now.contains(folder));
                if found.is_empty() {
                    break;
                }
                for folder in found {
                    match self.watch(&folder, MODE) {
                        Ok(()) => {
                            now.insert(folder);
                        }
                        // Gone again.
                        Err(_) if !folder.is_dir() => {}
                        Err(error) => return Err(error),
                    }
                }
            }
        }
        for gone in self.watched.difference(&now) {
            // The system may have forgotten it already.
            let _ = self.watcher.unwatch(gone);
        }
        self.watched = now;
        Ok(())
    }

    /// Whether a folder is or was there.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.watched.contains(path) || path.is_dir()
    }

    /// The folders that are to be watched for a target, if that is a folder.
    fn folders(&self, target: &Path) -> Vec<PathBuf> {
        if MODE == RecursiveMode::Recursive {
            return if target.is_dir() { vec![target.to_owned()] } else { Vec::new() };
        }
        let folders = self.scope.walk(target).filter(|entry| entry.file_type().is_dir());
        folders.map(walkdir::DirEntry::into_path).collect()
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), Error> {
        self.watcher.watch(path, mode).map_err(|error| failed(path, &error))
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tree").field("watched", &self.watched).finish_non_exhaustive()
    }
}

fn failed(path: &Path, error: &notify::Error) -> Error {
    let what = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (`fs.inotify.max_user_watches`)".to_owned()
        }
        ErrorKind::Io(cause) => words(cause),
        ErrorKind::PathNotFound => "it does not exist".to_owned(),
        ErrorKind::Generic(what) => what.clone(),
        _ => error.to_string(),
    };
    Error::Watch { path: path.to_owned(), what }
}
