//! Files that we keep beside the content for the next run. Whatever is wrong with them, the run goes on without.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// What was kept under a name; nothing when there is nothing, or it cannot be read.
#[must_use]
pub fn load(folder: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(folder.join(name)).ok()
}

/// Keeps bytes under a name, whole or not at all.
pub fn save(folder: &Path, name: &str, bytes: &[u8]) {
    save_by(folder, name, |file| file.write_all(bytes));
}

/// Keeps what is written under a name, whole or not at all.
pub fn save_by(folder: &Path, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) {
    let beside = folder.join(format!("{name}.{}.new", std::process::id()));
    let written = open(folder).and_then(|()| {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        write(&mut file)
    });
    let saved = written.and_then(|()| fs::rename(&beside, folder.join(name)));
    if saved.is_err() {
        // A folder that cannot be written to only makes the next run slower.
        let _ = fs::remove_file(&beside);
    }
}

/// Makes the folder, which git does not follow. A link in its place may lead anywhere, so it is not gone through.
fn open(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::from(io::ErrorKind::NotADirectory)),
        Err(_) => {
            fs::create_dir_all(folder)?;
            fs::write(folder.join(".gitignore"), "*\n")
        }
    }
}
