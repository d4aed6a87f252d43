//! `[[…]]` in prose: links by id, a field of another document, a count. `walk` finds them for the outline and for the
//! renderer, so that both number the same links.

use std::ops::Range;

use memchr::{memchr, memchr2};

/// What stands in double brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wiki<'a> {
    /// `id`, `id#heading`; of a value that is asked for, `id:field` or `=count …`.
    pub target: &'a str,
    /// The words after the bar.
    pub words: Option<&'a str>,
}

/// Whether a target asks for a value, `[[id:field]]` or `[[=count …]]`, and is no link.
#[must_use]
pub fn is_inline(target: &str) -> bool {
    target.starts_with('=') || is_field(target)
}

/// The first double brackets at or after a byte, with the brackets in the range.
pub(super) fn find(text: &str, from: usize) -> Option<(Range<usize>, Wiki<'_>)> {
    let mut at = from;
    loop {
        let open = at + memchr(b'[', text.as_bytes().get(at..)?)?;
        let Some(inside) = text.get(open..)?.strip_prefix("[[") else {
            at = open + 1;
            continue;
        };
        let close = memchr2(b'[', b']', inside.as_bytes());
        let content = close.and_then(|end| inside.get(..end));
        match content.filter(|c| inside.get(c.len()..).is_some_and(|r| r.starts_with("]]"))) {
            Some(content) => {
                let end = open + 2 + content.len() + 2;
                if let Some(wiki) = read(content) {
                    return Some((open..end, wiki));
                }
                at = end;
            }
            // In `[[[id]]` it is the last two that count.
            None => at = open + 1,
        }
    }
}

fn read(content: &str) -> Option<Wiki<'_>> {
    let blank = |c: char| c.is_whitespace();
    if content.is_empty() || content.starts_with(blank) || content.ends_with(blank) {
        return None;
    }
    if content.starts_with('=') {
        return Some(Wiki { target: content, words: None });
    }
    let (target, words) = match content.split_once('|') {
        // In a table the bar is written `\|`.
        Some((target, words)) => (target.trim_end_matches('\\').trim_end(), Some(words.trim())),
        None => (content, None),
    };
    let words = words.filter(|words| !words.is_empty());
    (!target.is_empty() && !target.contains('\n')).then_some(Wiki { target, words })
}

/// `id:field`, where both are words without blanks, and no address of the web.
fn is_field(target: &str) -> bool {
    let Some((id, field)) = target.split_once(':') else { return false };
    let word = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#'))
    };
    word(id) && word(field) && !field.starts_with('/')
}
