//! Where bytes come from: a folder on a disk, or texts held in memory.
//!
//! A source lists and reads; it never decides what a file means, and it never writes.

pub mod disk;
pub mod git;
pub mod keep;
pub mod memory;
pub mod watch;

use std::path::PathBuf;

use crate::base::diagnostic::Problem;
use crate::base::error::Error;
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::base::record::{Lens, Pen};

pub use disk::Disk;
pub use memory::Memory;

/// Gives the files of one content folder.
pub trait Source: Send + Sync {
    /// Every file, and what could not be listed.
    ///
    /// # Errors
    /// When the folder itself cannot be read; a fault of one file is a problem in the listing.
    fn list(&self) -> Result<Listing, Error>;

    /// Files written from this moment on may be written once more without their stamp showing it: clocks of file
    /// systems tick slowly. In the units of stamps; asked for before a listing.
    fn settled(&self) -> i64 {
        i64::MAX
    }

    /// What files of a disk are called here; `None` when only a new listing can tell what changed.
    fn names_of(&self, _changed: &[PathBuf]) -> Option<Vec<DocPath>> {
        None
    }

    /// What a listing would say of this one path now.
    fn look(&self, path: &DocPath) -> Looked;

    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file is gone or cannot be read; `unreadable` says so as a finding.
    fn read(&self, path: &DocPath) -> Result<Vec<u8>, Error>;

    /// The first bytes of a file, at most so many.
    ///
    /// # Errors
    /// As `read`.
    fn head(&self, path: &DocPath, most: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = self.read(path)?;
        bytes.truncate(most);
        Ok(bytes)
    }

    /// Where the file is on a disk, so that it can be copied without being read.
    fn path_of(&self, _path: &DocPath) -> Option<PathBuf> {
        None
    }
}

/// What a source holds.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Every file, sorted by path.
    pub entries: Vec<Entry>,
    /// What could not be listed and why, sorted by path; a name that is not text has no path.
    pub problems: Vec<(Option<DocPath>, Problem)>,
}

/// One file of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is below the root.
    pub path: DocPath,
    /// Its state when it was listed.
    pub stamp: Stamp,
}

/// The state of a file: while it is equal, nobody has written the file by ordinary means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Stamp {
    /// When it was last written, in nanoseconds since 1970; a counter where there is no disk.
    pub modified: i64,
    /// Its length in bytes.
    pub size: u64,
    /// The file's number on its disk, so that another file under the same name is noticed; 0 where there is none.
    pub inode: u64,
}

impl Stamp {
    /// Whether nothing can have been written since without changing it, given what `settled` said.
    #[must_use]
    pub const fn is_sure(&self, settled: i64) -> bool {
        /// Where times are whole seconds, they may be so much too early, in nanoseconds.
        const COARSE: i64 = 2_000_000_000;
        let is_whole = self.modified % 1_000_000_000 == 0;
        self.modified < if is_whole { settled.saturating_sub(COARSE) } else { settled }
    }

    /// Writes it down.
    pub fn write(&self, pen: &mut Pen) {
        pen.bits(self.modified.cast_unsigned());
        pen.number(self.size);
        pen.number(self.inode);
    }

    /// What was written down.
    #[must_use]
    pub fn read(lens: &mut Lens) -> Option<Self> {
        let modified = lens.bits()?.cast_signed();
        Some(Self { modified, size: lens.number()?, inode: lens.number()? })
    }
}

/// What is at a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Looked {
    /// A file of the site.
    File(Entry),
    /// A folder: only a listing tells what is in it.
    Folder,
    /// Nothing, or nothing that is content. Files below this path are gone as well.
    Gone,
    /// Something that is left out, and why.
    Refused(Problem),
}

/// The finding for a file that was listed and could not be read.
#[must_use]
pub fn unreadable(error: &Error) -> Problem {
    let why = match error {
        Error::Read { cause, .. } | Error::Write { cause, .. } => disk::words(cause),
        other => other.to_string(),
    };
    Problem::new("unreadable-file", Place::Whole, format!("this file cannot be read: {why}"))
        .help("make it readable, or leave it out with `ignore`")
}
