//! Works out what stands for the program: what it kept is believed by a program that is made from the same sources.

use std::env;
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program is made from.
const SOURCES: [&str; 4] = ["Cargo.lock", "Cargo.toml", "src", "themes"];

fn main() -> Result<()> {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        gather(Path::new(source), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    compiler()?.hash(&mut hasher);
    for name in ["TARGET", "OPT_LEVEL"] {
        env::var_os(name).hash(&mut hasher);
    }
    for file in files {
        std::fs::read(&file)?.hash(&mut hasher);
        file.hash(&mut hasher);
    }
    println!("cargo::rustc-env=THROUGHLINE_SOURCES={:016x}", hasher.finish());
    Ok(())
}

/// The files at a path. A package without a lock file has none there.
fn gather(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
    } else if path.is_dir() {
        for entry in path.read_dir()? {
            gather(&entry?.path(), files)?;
        }
    }
    Ok(())
}

/// What the compiler says of itself.
fn compiler() -> Result<Vec<u8>> {
    let compiler = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    Ok(Command::new(compiler).arg("-vV").output()?.stdout)
}
