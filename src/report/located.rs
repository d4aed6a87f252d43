//! Findings with their places found: file, line and column, and a fingerprint that survives moved lines.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use ahash::AHashMap;

use crate::base::diagnostic::Diagnostic;
use crate::base::edit::Edit;
use crate::base::fingerprint::Fingerprint;
use crate::base::place::Place;
use crate::base::text::{LineIndex, beyond};
use crate::report::words::push_number;

/// A place as a person or another program needs it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Located {
    /// The file, relative to the root of the repository or site, with `/` between folders.
    pub path: String,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Column of the first byte in characters, from 1.
    pub column: u32,
    /// Line of the end, from 1.
    pub end_line: u32,
    /// Column after the last character, from 1.
    pub end_column: u32,
}

impl Located {
    /// Bytes of a text as lines and columns; a range that does not fit the text is drawn in to fit.
    #[must_use]
    pub fn new(path: &str, text: &str, lines: &LineIndex, range: Range<usize>) -> Self {
        let start = floor(text, range.start);
        let end = floor(text, range.end.max(start));
        let (line, column) = lines.position(text, start);
        let (end_line, end_column) = lines.position(text, end);
        Self { path: path.to_owned(), start, end, line, column, end_line, end_column }
    }

    /// As `new`, for a place whose line and column are known.
    #[must_use]
    pub fn at(path: String, text: &str, range: Range<usize>, (line, column): (u32, u32)) -> Self {
        let start = floor(text, range.start);
        let end = floor(text, range.end.max(start));
        let inside = text.as_bytes().get(start..end).unwrap_or_default();
        let (end_line, end_column) = beyond((line, column), inside);
        Self { path, start, end, line, column, end_line, end_column }
    }

    /// The first line of a file whose text is not at hand, or of a folder.
    #[must_use]
    pub fn whole(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            start: 0,
            end: 0,
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
        }
    }
}

/// The nearest boundary of a character at or before an offset.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Gives the text of a file for snippets; `None` when it cannot be shown.
pub trait Texts: Sync {
    /// The text of the file at a path as `Located` writes it.
    fn text(&self, path: &str) -> Option<Arc<str>>;
}

/// No text at all: reports then name places without showing them.
#[derive(Debug, Clone, Copy)]
pub struct NoTexts;

impl Texts for NoTexts {
    fn text(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

impl<S: std::hash::BuildHasher + Sync> Texts for HashMap<String, Arc<str>, S> {
    fn text(&self, path: &str) -> Option<Arc<str>> {
        self.get(path).cloned()
    }
}

/// A finding with its places found.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// What is reported.
    pub diagnostic: &'a Diagnostic,
    /// Where it is.
    pub at: Located,
    /// The other places, with what each has to do with it.
    pub related: Vec<(Located, &'a str)>,
    /// The bytes that its fix would change in the file of `at`; empty when there is no fix, or none that is safe.
    pub edits: Vec<Edit>,
    /// Stays the same while lines move; unique within a report. `Report::identified` fills it.
    pub fingerprint: String,
}

impl<'a> Finding<'a> {
    /// A finding at a place; the fingerprint is given by the report that it enters.
    #[must_use]
    pub fn new(diagnostic: &'a Diagnostic, at: Located) -> Self {
        Self { diagnostic, at, related: Vec::new(), edits: Vec::new(), fingerprint: String::new() }
    }

    /// The lint's name.
    #[must_use]
    pub fn lint(&self) -> &'a str {
        self.diagnostic.code
    }

    /// The field that it is about, without positions in lists: `krs.target`.
    #[must_use]
    pub fn field(&self) -> Option<Cow<'a, str>> {
        field(&self.diagnostic.at.place)
    }

    /// Whose finding this is: the document's id, else the file's path.
    #[must_use]
    pub fn subject(&self) -> &str {
        if self.diagnostic.subject.is_empty() { &self.at.path } else { &self.diagnostic.subject }
    }
}

/// The field of a place, without positions in lists.
pub(super) fn field(place: &Place) -> Option<Cow<'_, str>> {
    let (Place::Field(path) | Place::Key(path)) = place else { return None };
    if !path.contains('[') {
        return Some(path.as_ref().into());
    }
    let mut name = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside => {}
            _ => name.push(c),
        }
    }
    Some(name.into())
}

/// Sorts by path, line and lint, then by what remains, so that the order never depends on how they were found.
pub(super) fn sort(findings: &mut [Finding]) {
    // Most come document by document, so that the first of the two has next to nothing to do.
    findings.sort_by(|a, b| a.at.path.cmp(&b.at.path));
    for own in findings.chunk_by_mut(|a, b| a.at.path == b.at.path) {
        own.sort_by(|a, b| {
            let key = |f: &Finding| (f.at.line, f.diagnostic.code, f.at.column);
            key(a)
                .cmp(&key(b))
                .then_with(|| a.diagnostic.what.cmp(&b.diagnostic.what))
                .then_with(|| a.diagnostic.subject.cmp(&b.diagnostic.subject))
                .then_with(|| a.diagnostic.level.cmp(&b.diagnostic.level))
        });
    }
}

/// Gives each finding its fingerprint: lint, subject, field and words, then a counter for those that are alike.
pub(super) fn fingerprint(findings: &mut [Finding]) {
    let mut seen: AHashMap<Fingerprint, u32> = AHashMap::with_capacity(findings.len());
    let mut key = String::new();
    for finding in findings {
        key.clear();
        for part in [finding.lint(), finding.subject(), &finding.field().unwrap_or_default()] {
            key.push_str(part);
            key.push('\0');
        }
        without_numbers(&finding.diagnostic.what, &mut key);
        let print = Fingerprint::of(key.as_bytes());
        let nth = seen.entry(print).or_insert(0);
        *nth += 1;
        finding.fingerprint = print.short(16);
        finding.fingerprint.push(':');
        push_number(&mut finding.fingerprint, *nth);
    }
}

/// A message without the numbers that change by themselves ("12 days late"); those in backticks are names.
fn without_numbers(what: &str, out: &mut String) {
    let (mut rest, mut is_name) = (what, false);
    let is_sign = |b: u8, is_name: bool| b == b'`' || (!is_name && b.is_ascii_digit());
    while let Some(at) = rest.bytes().position(|b| is_sign(b, is_name)) {
        let (words, sign) = rest.split_at(at);
        out.push_str(words);
        if let Some(words) = sign.strip_prefix('`') {
            out.push('`');
            (rest, is_name) = (words, !is_name);
        } else {
            out.push('#');
            rest = sign.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    out.push_str(rest);
    // A name that is not closed ends with the message.
    out.push_str(if is_name { "`" } else { "" });
}
