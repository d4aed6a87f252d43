//! Anchors of headings, each once in its document.

use ahash::{AHashMap, AHashSet};

use crate::parse::outline::{Heading, Outline};

/// Gives every heading and every term its anchor; headings choose first.
pub(super) fn assign(outline: &mut Outline, explicit: &[Option<Box<str>>]) {
    let mut taken = Taken::default();
    headings(&mut outline.headings, explicit, &mut taken);
    for term in &mut outline.terms {
        term.anchor = taken.free(&term.text);
    }
}

/// Gives every heading its anchor: the author's `{#id}` first, then the words, with `-1`, `-2` where they repeat.
fn headings(headings: &mut [Heading], explicit: &[Option<Box<str>>], taken: &mut Taken) {
    for (heading, id) in headings.iter_mut().zip(explicit) {
        if let Some(id) = id.as_ref().filter(|id| taken.all.insert((*id).clone())) {
            heading.anchor = id.clone();
        }
    }
    for heading in headings.iter_mut().filter(|heading| heading.anchor.is_empty()) {
        heading.anchor = taken.free(&heading.text);
    }
}

/// The anchors that are given away.
#[derive(Default)]
struct Taken {
    all: AHashSet<Box<str>>,
    /// The number that was tried last behind each.
    next: AHashMap<Box<str>, u32>,
}

impl Taken {
    /// A free anchor made of these words.
    fn free(&mut self, text: &str) -> Box<str> {
        let words = host_anchor(text);
        let base: Box<str> = if words.is_empty() { "section".into() } else { words.into() };
        let mut anchor = base.clone();
        let count = self.next.entry(base.clone()).or_insert(0);
        while !self.all.insert(anchor.clone()) {
            *count += 1;
            anchor = format!("{base}-{count}").into();
        }
        anchor
    }
}

/// An anchor as git hosts make it, so that a link to a heading works here and there: lower case, blanks become hyphens one
/// by one, signs other than `-` and `_` go.
fn host_anchor(text: &str) -> String {
    text.trim()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
