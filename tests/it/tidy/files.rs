//! The files of the repository, as texts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Rust file.
pub struct File {
    /// Its path below the repository.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// The module at the root of the crate to which it belongs.
    pub fn module(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        below.split(['/', '.']).next().unwrap_or(below)
    }

    /// Lines of code with their numbers from 1: no comments, and nothing after `#[cfg(test)]`.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file; nothing when it is missing or is no text.
pub fn text(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// Every Rust file of the program.
pub fn sources() -> Vec<File> {
    below("src")
}

/// Every Rust file.
pub fn rust() -> Vec<File> {
    ["src", "tests", "benches"].into_iter().flat_map(below).collect()
}

fn below(folder: &str) -> Vec<File> {
    let mut paths = Vec::new();
    collect(&root(), &root().join(folder), &mut paths);
    paths.retain(|path| path.ends_with(".rs"));
    paths.into_iter().map(|path| File { text: text(&path).unwrap_or_default(), path }).collect()
}

/// The names, without the ending, of the files of a folder that end so.
pub fn names(folder: &str, ending: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root().join(folder)) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// The paths of all files that belong to the repository; without git, of all that are not made by a build.
pub fn repository() -> Vec<String> {
    let git = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let listed = git.ok().filter(|out| out.status.success() && !out.stdout.is_empty());
    if let Some(out) = listed {
        let text = String::from_utf8_lossy(&out.stdout);
        // A file that is deleted and not committed is still listed.
        let here = |path: &&str| !path.is_empty() && root().join(path).exists();
        return text.split('\0').filter(here).map(str::to_owned).collect();
    }
    let mut paths = Vec::new();
    collect(&root(), &root(), &mut paths);
    let made = ["target/", "public/", ".git/", ".throughline/"];
    paths.retain(|path| !made.iter().any(|folder| path.starts_with(folder)));
    paths
}

fn collect(root: &Path, folder: &Path, paths: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    entries.sort();
    for entry in entries {
        let ours = entry.strip_prefix(root).unwrap_or(&entry).to_string_lossy().replace('\\', "/");
        if entry.is_dir() {
            if !matches!(&*ours, "target" | ".git") {
                collect(root, &entry, paths);
            }
        } else {
            paths.push(ours);
        }
    }
}
