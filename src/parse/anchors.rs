//! Anchors of headings, each once in its document.

use ahash::AHashMap;

use crate::base::fingerprint::key64;
use crate::parse::outline::{Heading, Outline};

/// Gives every heading and every term its anchor; headings choose first.
pub(super) fn assign(outline: &mut Outline, explicit: &[(usize, Box<str>)]) {
    let mut taken = Taken(AHashMap::with_capacity(outline.headings.len()));
    headings(&mut outline.headings, explicit, &mut taken);
    for term in &mut outline.terms {
        term.anchor = taken.free(&term.text);
    }
}

/// Gives every heading its anchor: the author's `{#id}` first, then the words, with `-1`, `-2` where they repeat.
fn headings(headings: &mut [Heading], explicit: &[(usize, Box<str>)], taken: &mut Taken) {
    for (index, id) in explicit {
        if let Some(heading) = headings.get_mut(*index).filter(|_| taken.take(id)) {
            heading.anchor = id.clone();
        }
    }
    for heading in headings.iter_mut().filter(|heading| heading.anchor.is_empty()) {
        heading.anchor = taken.free(&heading.text);
    }
}

/// The anchors that are given away, by key, each with the number that was tried last behind it.
struct Taken(AHashMap<u64, u32>);

impl Taken {
    /// Whether nobody had it.
    fn take(&mut self, anchor: &str) -> bool {
        let key = key64(anchor.as_bytes());
        let is_free = !self.0.contains_key(&key);
        if is_free {
            self.0.insert(key, 0);
        }
        is_free
    }

    /// A free anchor made of these words.
    fn free(&mut self, text: &str) -> Box<str> {
        let mut words = host_anchor(text);
        if words.is_empty() {
            words.push_str("section");
        }
        if self.take(&words) {
            return words.into();
        }
        let key = key64(words.as_bytes());
        let mut count = self.0.get(&key).copied().unwrap_or_default();
        loop {
            count += 1;
            let anchor = format!("{words}-{count}");
            if self.take(&anchor) {
                self.0.insert(key, count);
                return anchor.into();
            }
        }
    }
}

/// An anchor as git hosts make it, so that a link to a heading works here and there: lower case, blanks become hyphens one
/// by one, signs other than `-` and `_` go.
fn host_anchor(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' => out.push('-'),
            '-' | '_' => out.push(c),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}
