//! Bare addresses of the web in prose, which are links without any brackets: by the rules of GitHub's Markdown.

use std::ops::Range;

/// The first bare address at or after a byte.
pub(super) fn find(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let colon = rest.find("://");
        let before = rest.get(..colon.unwrap_or(rest.len()))?;
        let (start, host) = if let Some(www) = before.find("www.") {
            (at + www, at + www + 4)
        } else {
            let host = at + colon? + 3;
            match ["https", "http"].iter().find(|scheme| before.ends_with(**scheme)) {
                Some(scheme) => (at + before.len() - scheme.len(), host),
                None => (host, host),
            }
        };
        if start < host && stands_free(text, start) {
            let tail = text.get(host..)?;
            let end = host + length(tail);
            if tail.starts_with(char::is_alphanumeric) && end > host {
                return Some(start..end);
            }
        }
        at = host;
    }
}

fn stands_free(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| c.is_whitespace() || "*_~(\"':,".contains(c))
}

/// The length of an address without the signs that belong to the sentence around it.
fn length(tail: &str) -> usize {
    let end = tail.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(tail.len());
    let mut tail = tail.get(..end).unwrap_or_default();
    let count = |sign: char| tail.matches(sign).count();
    let mut unopened = count(')').saturating_sub(count('('));
    while let Some(last) = tail.chars().next_back() {
        match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '"' | '\'' | ';' => {}
            ')' if unopened > 0 => unopened -= 1,
            _ => break,
        }
        tail = tail.get(..tail.len() - last.len_utf8()).unwrap_or_default();
    }
    tail.len()
}
