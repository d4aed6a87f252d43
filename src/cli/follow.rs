//! Follows saves: the watcher's batches become refreshes of the preview.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::base::error::Error;
use crate::source::watch::{Batch, Options, Watch};

use super::ground::SETTINGS;
use super::serve::Preview;

/// Begins to follow; ends when the answer is dropped.
pub fn begin(preview: &Arc<Preview>, poll: bool) -> Result<Watch, Error> {
    let ground = &preview.ground;
    let mut paths = vec![ground.content.clone()];
    paths.extend(ground.settings.clone());
    paths.extend(ground.theme.clone().filter(|theme| theme.is_dir()));
    let ignore = vec![ground.out.clone(), ground.cache.clone()];
    let (watch, batches) = Watch::start(&paths, &Options { poll, ignore, ..Options::default() })?;
    let around: Vec<PathBuf> = ground
        .settings
        .iter()
        .chain(&ground.theme)
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    let preview = preview.clone();
    thread::spawn(move || {
        for batch in batches {
            let touches = match &batch {
                Batch::Changed(files) => files.iter().any(|file| is_around(file, &around)),
                Batch::Rescan => true,
            };
            let files = match &batch {
                Batch::Changed(files) => Some(files.as_slice()),
                Batch::Rescan => None,
            };
            preview.refresh(touches, files);
        }
    });
    Ok(watch)
}

/// Whether a file is the settings or part of the theme.
fn is_around(file: &Path, around: &[PathBuf]) -> bool {
    file.file_name().is_some_and(|name| name == SETTINGS)
        || around.iter().any(|own| file.starts_with(own))
}
