//! Some entries of plain YAML: the others are passed over, and what stands behind the last that is wanted is not looked at.

use memchr::{memchr, memchr2};

use crate::parse::Want;
use crate::parse::front::Entry;

use super::plain::{Line, Reader, is_item, key};

/// Which entries at the top are wanted, by their keys.
pub(super) type Wanted<'w> = &'w mut dyn FnMut(&str) -> Want;

/// The wanted entries of `slice`, which begins at `base` in its file; `None` where these cannot be found for certain.
pub(super) fn read(slice: &str, base: usize, wanted: Wanted) -> Option<Vec<Entry>> {
    let mut reader = Reader::new(slice, base)?;
    let mut entries: Vec<Entry> = Vec::new();
    while let Some(line) = reader.whole()? {
        let words = slice.get(line.start..line.end)?;
        let end = key(words).filter(|_| line.indent == 0)?;
        let (key, value) = words.split_at_checked(end)?;
        let want = wanted(key);
        if want == Want::None {
            reader.pass(value.get(1..)?)?;
            continue;
        }
        let at = reader.at;
        entries.push(reader.entry(line, key.into(), 0)?);
        if want == Want::Last {
            break;
        }
        // The reader has looked at the line behind the entry, or at none.
        let next = reader.line.take().map(|next| next.start - next.indent);
        reader.at = next.unwrap_or(reader.at).max(at);
    }
    Some(entries)
}

impl Reader<'_> {
    /// The next line that says something.
    #[expect(
        clippy::option_option,
        reason = "no line is an answer, a line that is not plain is none"
    )]
    fn whole(&mut self) -> Option<Option<Line>> {
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            if rest.is_empty() {
                return Some(None);
            }
            let (start, length) = (self.at, memchr(b'\n', rest).unwrap_or(rest.len()));
            self.at = (start + length + 1).min(self.text.len());
            let mut words = rest.get(..length)?;
            while let [before @ .., b' ' | b'\r'] = words {
                words = before;
            }
            let indent = words.iter().position(|b| *b != b' ').unwrap_or(words.len());
            match words.get(indent) {
                None | Some(b'#') => {}
                Some(b'-' | b'.') if words.starts_with(b"---") || words.starts_with(b"...") => {
                    return None;
                }
                Some(_) => {
                    let end = start + words.len();
                    return Some(Some(Line { indent, start: start + indent, end }));
                }
            }
        }
    }

    /// Passes over the value of an entry, up to the next line that can only be a key.
    fn pass(&mut self, value: &str) -> Option<()> {
        let mut is_passed = closes(value);
        while is_passed {
            let at = self.at;
            let Some(next) = self.whole()? else { return Some(()) };
            let words = self.text.get(next.start..next.end)?;
            if next.indent == 0 && !is_item(words) {
                self.at = at;
                return Some(());
            }
            is_passed = ends(words);
        }
        None
    }
}

/// Whether what a line says ends on it for certain, so that no key below it is part of a value.
fn ends(line: &str) -> bool {
    let mut words = line;
    while let Some(item) = words.strip_prefix("- ") {
        words = item.trim_start_matches(' ');
    }
    match key(words).and_then(|key| words.get(key + 1..)) {
        Some(value) => closes(value),
        // Behind a key that is no word, signs in the midst may begin a value.
        None => closes(words) && !words.bytes().skip(1).any(is_sign),
    }
}

/// Whether a value ends on its line for certain. Signs in the midst of a plain one are its own.
fn closes(value: &str) -> bool {
    let value = value.trim_start_matches(' ').as_bytes();
    match value {
        [b'"', inside @ .., b'"'] => memchr2(b'"', b'\\', inside).is_none(),
        [b'\'', inside @ .., b'\''] => memchr(b'\'', inside).is_none(),
        [b'[', inside @ .., b']'] | [b'{', inside @ .., b'}'] => {
            let is_remark = inside.starts_with(b"#") || inside.windows(2).any(|two| two == b" #");
            !is_remark && !inside.iter().copied().any(is_sign)
        }
        _ => !value.first().copied().is_some_and(is_sign),
    }
}

/// Whether a sign begins something that may go on in the next lines.
const fn is_sign(sign: u8) -> bool {
    matches!(sign, b'"' | b'\'' | b'[' | b'{' | b'|' | b'>' | b'&' | b'*' | b'!')
}
