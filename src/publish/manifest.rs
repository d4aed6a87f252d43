//! The list of what we wrote: a line a file, sorted, so that equal sites have equal manifests.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::SystemTime;

use ahash::RandomState;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;

/// The manifest's name in the output folder.
pub const MANIFEST: &str = ".throughline-manifest";
/// Begins every manifest; another number means another form.
const HEAD: &str = "throughline manifest 1";

/// What was written under one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub print: Fingerprint,
    pub size: u64,
}

/// All that was written.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: HashMap<Url, Record, RandomState>,
    /// Stands for its text.
    pub print: Fingerprint,
    /// When it was written: after all files that it lists, so that a younger file was changed by somebody else.
    pub written: Option<SystemTime>,
}

impl Manifest {
    /// Reads a manifest; `None` when the text is none of ours. Lines that make no sense are left out.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        if lines.next() != Some(HEAD) {
            return None;
        }
        let print = Fingerprint::of(text.as_bytes());
        Some(Self { files: lines.filter_map(parse_line).collect(), print, written: None })
    }

    pub fn get(&self, url: &Url) -> Option<&Record> {
        self.files.get(url)
    }

    pub fn lists(&self, url: &Url) -> bool {
        self.files.contains_key(url)
    }

    /// Each file with its record, in no order.
    pub fn records(&self) -> impl Iterator<Item = (&Url, &Record)> {
        self.files.iter()
    }

    /// The addresses, sorted.
    pub fn urls(&self) -> Vec<&Url> {
        let mut urls: Vec<&Url> = self.files.keys().collect();
        urls.sort_unstable();
        urls
    }
}

/// The text that lists these files, which are sorted.
pub(super) fn text(files: &[(Url, Record)]) -> String {
    let mut text = String::with_capacity(files.len() * 96 + HEAD.len() + 1);
    text.push_str(HEAD);
    text.push('\n');
    for (url, record) in files {
        // Writing to a string cannot fail.
        let _ = write!(text, "{} {} ", record.print, record.size);
        for c in url.chars() {
            match c {
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                c => text.push(c),
            }
        }
        text.push('\n');
    }
    text
}

fn parse_line(line: &str) -> Option<(Url, Record)> {
    let mut parts = line.splitn(3, ' ');
    let print = u128::from_str_radix(parts.next()?, 16).ok()?;
    let size = parts.next()?.parse().ok()?;
    // An address never has a backslash of its own.
    let url = Url::new(&parts.next()?.replace("\\n", "\n").replace("\\r", "\r"))?;
    Some((url, Record { print: Fingerprint(print), size }))
}
