//! Anchors of headings, each once in its document.

use ahash::AHashMap;

use crate::parse::outline::{Heading, Outline};

/// Gives every heading and every term its anchor; headings choose first.
pub(super) fn assign(outline: &mut Outline, explicit: &[Option<Box<str>>]) {
    let mut taken = Taken(AHashMap::with_capacity(outline.headings.len()));
    headings(&mut outline.headings, explicit, &mut taken);
    for term in &mut outline.terms {
        term.anchor = taken.free(&term.text);
    }
}

/// Gives every heading its anchor: the author's `{#id}` first, then the words, with `-1`, `-2` where they repeat.
fn headings(headings: &mut [Heading], explicit: &[Option<Box<str>>], taken: &mut Taken) {
    for (heading, id) in headings.iter_mut().zip(explicit) {
        if let Some(id) = id.as_ref().filter(|id| !taken.0.contains_key(*id)) {
            taken.0.insert(id.clone(), 0);
            heading.anchor = id.clone();
        }
    }
    for heading in headings.iter_mut().filter(|heading| heading.anchor.is_empty()) {
        heading.anchor = taken.free(&heading.text);
    }
}

/// The anchors that are given away, each with the number that was tried last behind it.
struct Taken(AHashMap<Box<str>, u32>);

impl Taken {
    /// A free anchor made of these words.
    fn free(&mut self, text: &str) -> Box<str> {
        let mut words = host_anchor(text);
        if words.is_empty() {
            words.push_str("section");
        }
        let anchor: Box<str> = match self.0.get(words.as_str()) {
            None => words.into(),
            Some(tried) => {
                let mut count = tried + 1;
                let mut anchor = format!("{words}-{count}");
                while self.0.contains_key(anchor.as_str()) {
                    count += 1;
                    anchor = format!("{words}-{count}");
                }
                self.0.insert(words.into(), count);
                anchor.into()
            }
        };
        self.0.insert(anchor.clone(), 0);
        anchor
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
