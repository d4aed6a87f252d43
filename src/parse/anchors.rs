//! Anchors of headings, each once in its document.

use ahash::{AHashMap, AHashSet};

use crate::parse::outline::Heading;

/// Gives every heading its anchor: the author's `{#id}` first, then the words, with `-1`, `-2` where they repeat.
pub(super) fn assign(headings: &mut [Heading], explicit: &[Option<Box<str>>]) {
    let mut taken: AHashSet<Box<str>> = AHashSet::new();
    for (heading, id) in headings.iter_mut().zip(explicit) {
        if let Some(id) = id.as_ref().filter(|id| taken.insert((*id).clone())) {
            heading.anchor = id.clone();
        }
    }
    let mut next: AHashMap<Box<str>, u32> = AHashMap::new();
    for heading in headings.iter_mut().filter(|heading| heading.anchor.is_empty()) {
        let words = host_anchor(&heading.text);
        let base: Box<str> = if words.is_empty() { "section".into() } else { words.into() };
        let mut anchor = base.clone();
        let count = next.entry(base.clone()).or_insert(0);
        while !taken.insert(anchor.clone()) {
            *count += 1;
            anchor = format!("{base}-{count}").into();
        }
        heading.anchor = anchor;
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
