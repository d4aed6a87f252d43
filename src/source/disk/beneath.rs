//! Opening a file so that no link on its way can lead out of the folder, even one made a moment ago.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::base::names::DocPath;

/// A folder below which files are opened.
#[derive(Debug)]
pub(super) struct Beneath {
    #[cfg(target_os = "linux")]
    folder: std::sync::RwLock<Option<rustix::fd::OwnedFd>>,
}

impl Beneath {
    pub(super) fn new(root: &Path) -> Self {
        #[cfg(target_os = "linux")]
        return Self { folder: std::sync::RwLock::new(linux::folder(root)) };
        #[cfg(not(target_os = "linux"))]
        {
            let _ = root;
            Self {}
        }
    }

    /// Looks the folder up again, since another may have taken its place.
    pub(super) fn renew(&self, root: &Path) {
        #[cfg(target_os = "linux")]
        {
            let mut folder = self.folder.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            *folder = linux::folder(root);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = root;
    }

    /// Opens a file for reading.
    pub(super) fn open(&self, root: &Path, path: &DocPath) -> io::Result<File> {
        #[cfg(target_os = "linux")]
        {
            let folder = self.folder.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some(file) = folder.as_ref().and_then(|folder| linux::open(folder, path)) {
                return Ok(file);
            }
        }
        // The slower way says what is wrong, and lets absolute links pass that stay inside.
        let real = fs::canonicalize(root.join(path.as_str()))?;
        if !real.starts_with(root) {
            return Err(io::Error::other("a link leads out of the content folder"));
        }
        File::open(real)
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::path::Path;

    use rustix::fd::OwnedFd;
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags};

    use crate::base::names::DocPath;

    pub(super) fn folder(root: &Path) -> Option<OwnedFd> {
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        rustix::fs::openat(CWD, root, flags, Mode::empty()).ok()
    }

    /// The kernel's own check; `None` when it refuses, or is too old to know how.
    pub(super) fn open(folder: &OwnedFd, path: &DocPath) -> Option<File> {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC;
        let within = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
        let file = rustix::fs::openat2(folder, path.as_str(), flags, Mode::empty(), within).ok()?;
        Some(File::from(file))
    }
}
