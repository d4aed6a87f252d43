//! Front matter and body told apart: where the `---` lines are. Looks at lines only, never at YAML.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memmem};

use crate::base::diagnostic::Problem;
use crate::parse::bytes;

/// How a closing line begins.
static CLOSING: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(b"\n---"));

/// Where the parts of a document lie.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// From the opening line to the end of the closing line; empty when there is no front matter.
    pub span: Range<usize>,
    /// What stands between the two lines.
    pub yaml: Range<usize>,
    /// Where the body begins.
    pub body: usize,
    /// What is wrong with the lines themselves.
    pub problem: Option<Problem>,
}

/// Tells front matter from body.
pub(super) fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Lines { text, at: start };
    let Some(first) = lines.next() else { return nothing(start) };
    if is_fence(text, &first) {
        return fenced(text, &first);
    }
    late(text, start).unwrap_or_else(|| nothing(start))
}

fn nothing(start: usize) -> Split {
    Split { span: start..start, yaml: start..start, body: start, problem: None }
}

/// The first line is a fence: front matter, one that is never closed, or a thematic break.
fn fenced(text: &str, opening: &Range<usize>) -> Split {
    let inside = opening.end;
    if let Some(split) = short_cut(text, opening) {
        return split;
    }
    let mut keys = false;
    let mut first_is_blank = false;
    for line in (Lines { text, at: inside }) {
        if is_fence(text, &line) {
            if first_is_blank && !keys && line.start != inside {
                return nothing(opening.start);
            }
            return Split {
                span: opening.start..line.end,
                yaml: inside..line.start,
                body: line.end,
                problem: None,
            };
        }
        let words = text.get(line.clone()).unwrap_or_default();
        first_is_blank |= line.start == inside && words.trim().is_empty();
        keys |= first_is_blank && is_key(words);
    }
    unclosed(text, opening)
}

/// The same, found without looking at every line, where the first says something and lines end as they mostly do.
fn short_cut(text: &str, opening: &Range<usize>) -> Option<Split> {
    let inside = opening.end;
    let rest = text.as_bytes().get(inside..)?;
    if matches!(rest.first(), None | Some(b'\n' | b'\r' | b' ' | b'\t' | b'-')) {
        return None;
    }
    let at = inside + CLOSING.find(rest)? + 1;
    let line = Lines { text, at }.next()?;
    let is_sound = is_fence(text, &line) && memchr(b'\r', rest.get(..at - inside)?).is_none();
    is_sound.then_some(Split {
        span: opening.start..line.end,
        yaml: inside..line.start,
        body: line.end,
        problem: None,
    })
}

/// No closing line: what looks like entries, up to the first empty line, is read all the same.
fn unclosed(text: &str, opening: &Range<usize>) -> Split {
    let inside = opening.end;
    let mut end = inside;
    let mut keys = false;
    for line in (Lines { text, at: inside }) {
        let words = text.get(line.clone()).unwrap_or_default();
        if words.trim().is_empty() || !(is_key(words) || (keys && is_below_a_key(words))) {
            break;
        }
        keys = true;
        end = line.end;
    }
    if !keys {
        return nothing(opening.start);
    }
    let problem = Problem::new(
        "bad-front-matter",
        bytes(opening.start..opening.start + 3),
        "the front matter has no closing `---`",
    )
    .help("write a line `---` after its last field");
    Split { span: opening.start..end, yaml: inside..end, body: end, problem: Some(problem) }
}

/// Front matter after empty lines or comments: other tools do not see it there, so it is read with a finding.
fn late(text: &str, start: usize) -> Option<Split> {
    let mut lines = Lines { text, at: start };
    let mut comment = false;
    let opening = loop {
        let line = lines.next()?;
        let words = text.get(line.clone())?.trim();
        if comment {
            comment = !words.ends_with("-->");
        } else if is_fence(text, &line) {
            break line;
        } else if words.starts_with("<!--") {
            comment = !words.ends_with("-->");
        } else if !words.is_empty() && !words.starts_with('#') {
            return None;
        }
    };
    let mut keys = false;
    let closing = loop {
        let line = lines.next()?;
        if is_fence(text, &line) {
            break line;
        }
        let words = text.get(line)?;
        if is_key(words) {
            keys = true;
        } else if !(words.trim().is_empty() || is_below_a_key(words)) {
            return None;
        }
    };
    let problem = Problem::new(
        "bad-front-matter",
        bytes(opening.start..opening.start + 3),
        "the front matter does not begin on the first line",
    )
    .help("move its `---` to the very start of the file; comments go between the `---` lines");
    keys.then_some(Split {
        span: opening.start..closing.end,
        yaml: opening.end..closing.start,
        body: closing.end,
        problem: Some(problem),
    })
}

fn is_fence(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone())
        .and_then(|words| words.strip_prefix("---"))
        .is_some_and(|rest| rest.trim().is_empty())
}

/// Whether a line begins with a key: a word at its very start, then a colon and a blank or the end.
pub(super) fn is_key(line: &str) -> bool {
    let Some(colon) = line.find(':') else { return false };
    let (key, rest) = line.split_at(colon);
    let begins =
        key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '\'' | '['));
    let ends = rest.get(1..).is_some_and(|r| r.is_empty() || r.starts_with(char::is_whitespace));
    begins && ends && key.len() <= 80
}

fn is_below_a_key(line: &str) -> bool {
    line.starts_with([' ', '\t', '#', ']', '}']) || line == "-" || line.starts_with("- ")
}

/// The lines of a text with their ends: `\n`, `\r\n` or a lone `\r`.
pub(super) struct Lines<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = match memchr::memchr2(b'\n', b'\r', rest) {
            Some(at) if rest.get(at..at + 2) == Some(b"\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let line = self.at..self.at + end;
        self.at = line.end;
        Some(line)
    }
}
