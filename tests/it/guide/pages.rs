//! The pages of the guide as texts, with their fenced blocks.

use std::fs;
use std::path::{Path, PathBuf};

/// A page of the guide.
pub struct Page {
    /// Its path below `content/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A fenced block.
pub struct Fence<'a> {
    /// What stands after the fence.
    pub info: &'a str,
    /// What is inside.
    pub text: &'a str,
    /// The line of the fence, from 1.
    pub line: usize,
}

/// The folder of the documents.
pub fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// A file of the documents.
pub fn read(path: &str) -> String {
    fs::read_to_string(content().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every page of the guide, sorted.
pub fn guide() -> Vec<Page> {
    let mut pages = Vec::new();
    let mut folders = vec!["guide".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(content().join(&folder)).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("a type").is_dir() {
                folders.push(path);
            } else if path.ends_with(".md") {
                pages.push(Page { text: read(&path), path });
            }
        }
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

impl Page {
    /// The fenced blocks, in order.
    pub fn fences(&self) -> Vec<Fence<'_>> {
        let mut fences = Vec::new();
        let mut open: Option<(&str, usize, usize, usize)> = None;
        let mut at = 0;
        for (number, line) in self.text.split_inclusive('\n').enumerate() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let rest = line.trim_start_matches('`').trim_end();
            match open {
                None if ticks >= 3 => open = Some((rest, at + line.len(), number + 1, ticks)),
                Some((info, start, line, own)) if ticks >= own && rest.is_empty() => {
                    fences.push(Fence { info, text: &self.text[start..at], line });
                    open = None;
                }
                _ => {}
            }
            at += line.len();
        }
        assert!(open.is_none(), "{}: a fence is not closed", self.path);
        fences
    }

    /// The words outside front matter, fences and code.
    pub fn prose(&self) -> String {
        let body = self.text.splitn(3, "---\n").nth(2).unwrap_or(&self.text);
        let mut prose = String::new();
        let mut fenced = 0;
        for line in body.lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            if ticks >= 3 && (fenced == 0 || ticks >= fenced) {
                fenced = if fenced == 0 { ticks } else { 0 };
            } else if fenced == 0 && !line.starts_with("> [!") {
                let outside = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
                prose.push_str(&outside);
                prose.push('\n');
            }
        }
        prose
    }
}
