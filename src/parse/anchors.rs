//! Anchors of headings, each once in its document.

use ahash::{AHashMap, AHashSet};

use crate::base::names::slugify;
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
        let words = slugify(&heading.text);
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
