//! The files that a site was made from, so that a later run can tell that nothing has changed without parsing anything.

use rayon::prelude::*;

use crate::base::error::Error;
use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::base::record::{Lens, Pen};
use crate::config::Config;
use crate::source::{Source, Stamp};

/// The files that a site was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Stands for what could not be listed.
    pub(super) unlisted: Fingerprint,
    /// Sorted by path.
    pub(super) files: Vec<Input>,
}

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    pub path: DocPath,
    /// `None` when it may have been written again without changing its stamp.
    pub stamp: Option<Stamp>,
    /// Stands for its bytes; an asset is not read.
    pub bytes: Option<Fingerprint>,
}

impl Inputs {
    /// Whether the source still holds just this. Stamps tell at once; where one differs, as in a fresh clone, the
    /// bytes are read. Those of an asset are compared with what `asset` knows of it.
    ///
    /// # Errors
    /// When the source itself cannot be read.
    pub fn are_those_of(
        &self,
        source: &dyn Source,
        config: &Config,
        asset: impl Fn(&DocPath) -> Option<Fingerprint> + Sync,
    ) -> Result<bool, Error> {
        let listing = source.list()?;
        let entries: Vec<_> =
            listing.entries.iter().filter(|entry| config.reads(&entry.path)).collect();
        let same = entries.len() == self.files.len()
            && self.unlisted == Fingerprint::of_value(&listing.problems)
            && entries.iter().zip(&self.files).all(|(entry, file)| entry.path == file.path);
        if !same {
            return Ok(false);
        }
        Ok(entries.par_iter().zip(&self.files).all(|(entry, file)| {
            if file.stamp == Some(entry.stamp) {
                return true;
            }
            let known = file.bytes.or_else(|| asset(&file.path));
            let now = || source.read(&file.path).ok().map(|bytes| Fingerprint::of(&bytes));
            known.is_some_and(|known| now() == Some(known))
        }))
    }

    /// Writes them down.
    pub fn write(&self, pen: &mut Pen) {
        pen.print(self.unlisted);
        pen.list(self.files.iter(), |pen, file| {
            pen.text(&file.path);
            pen.maybe(file.stamp, |pen, stamp| stamp.write(pen));
            pen.maybe(file.bytes, Pen::print);
        });
    }

    /// What was written down.
    #[must_use]
    pub fn read(lens: &mut Lens) -> Option<Self> {
        let unlisted = lens.print()?;
        let files = lens.list(|lens| {
            let path = DocPath::new(lens.text()?)?;
            let stamp = lens.maybe(Stamp::read)?;
            let bytes = lens.maybe(Lens::print)?;
            Some(Input { path, stamp, bytes })
        })?;
        Some(Self { unlisted, files })
    }
}
