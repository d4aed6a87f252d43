//! Places inside a fence or inside double brackets that ask for a value, found again as bytes of the body.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::parse::walk::walk;
use crate::parse::wiki;

/// The bytes of the body for bytes of the nth fence's text.
#[must_use]
pub fn fenced(body: &str, nth: u32, part: &Range<usize>) -> Option<Range<usize>> {
    let mut left = nth;
    let mut inside = false;
    let mut len = 0;
    // Where each piece of the fence's text begins, in the text and in the body; a fence in a quote has many.
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    for (event, range) in walk(body) {
        match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                inside = left == 0;
                left = left.wrapping_sub(1);
            }
            Event::Text(text) if inside => {
                pieces.push((len, range));
                len += text.len();
            }
            Event::End(TagEnd::CodeBlock) if inside => {
                let spot = |at: usize| {
                    let index = pieces.partition_point(|(from, _)| *from <= at).checked_sub(1)?;
                    let (from, source) = pieces.get(index)?;
                    Some((source.start + (at - from)).min(source.end))
                };
                let start = spot(part.start)?;
                // The end of one piece is not the beginning of the next.
                let end = part.end.checked_sub(1).filter(|last| *last >= part.start);
                let end = end.and_then(spot).map_or(start, |last| last + 1);
                return Some(start..end.max(start));
            }
            _ => {}
        }
    }
    None
}

/// The bytes of the body for bytes of the nth question in double brackets.
#[must_use]
pub fn asked(body: &str, nth: u32, part: &Range<usize>) -> Option<Range<usize>> {
    let mut left = nth;
    for (event, range) in walk(body) {
        let Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }) = &event
        else {
            continue;
        };
        if !wiki::is_inline(dest_url) {
            continue;
        }
        if left > 0 {
            left -= 1;
            continue;
        }
        let written = body.get(range.clone()).unwrap_or_default();
        return Some(match written.find(&**dest_url) {
            Some(at) => {
                let at = range.start + at;
                at + part.start..at + part.end.min(dest_url.len())
            }
            None => range,
        });
    }
    None
}
