//! Other targets for links of a body: of inline links where they stand, of reference links where they are defined.

use crate::base::edit::Edit;
use crate::parse::body;
use crate::parse::mend::after;
use crate::parse::outline::Outline;

/// How many places are tried for one link that is not written in the usual way.
const TRIES: usize = 32;

/// What became of links.
#[derive(Debug, Default)]
pub struct Retargeted {
    /// The bytes to change.
    pub edits: Vec<Edit>,
    /// The links, by number, that could not be rewritten without changing more.
    pub left: Vec<usize>,
}

/// Gives links of a body, which begins at `from`, other targets: each its number in the outline and the new target.
#[must_use]
pub fn retarget(text: &str, from: usize, wanted: &[(usize, String)]) -> Retargeted {
    let was = body::outline(text, from);
    let spans = body::spans(text, from).links;
    let mut done = Retargeted::default();
    let mut odd = Vec::new();
    for (nth, new) in wanted {
        let target = was.links.get(*nth).map(|link| &*link.target);
        let range = spans.get(*nth);
        match (target, range) {
            (Some(target), Some(range)) if text.get(range.clone()) == Some(target) => {
                let edit = Edit { start: range.start, end: range.end, text: new.clone() };
                if !done.edits.contains(&edit) {
                    done.edits.push(edit);
                }
            }
            _ => odd.push(*nth),
        }
    }
    if !holds(text, from, &was, wanted, &done.edits, None) {
        // One of them is not what it seems: each is tried alone.
        odd = wanted.iter().map(|(nth, _)| *nth).collect();
        done.edits.clear();
    }
    for nth in odd {
        match alone(text, from, &was, wanted, nth, &done.edits) {
            Some(edits) => done.edits = edits,
            None => done.left.push(nth),
        }
    }
    done
}

/// The edits so far with those of one more link, wherever its target is written.
fn alone(
    text: &str,
    from: usize,
    was: &Outline,
    wanted: &[(usize, String)],
    nth: usize,
    edits: &[Edit],
) -> Option<Vec<Edit>> {
    was.links.get(nth)?;
    if holds(text, from, was, wanted, edits, Some(nth)) {
        // Its definition was another link's too.
        return Some(edits.to_vec());
    }
    let new = &wanted.iter().find(|(other, _)| *other == nth)?.1;
    let target = &*was.links.get(nth)?.target;
    if target.is_empty() {
        return None;
    }
    let text_from = text.get(from..)?;
    let behind = |at: usize| {
        let before = text_from.get(..at).unwrap_or_default();
        let before = before.strip_suffix('<').unwrap_or(before).trim_end_matches([' ', '\t']);
        before.ends_with("](") || before.ends_with("]:") || before.ends_with("[[")
    };
    let places = text_from.match_indices(target).map(|(at, _)| at).filter(|at| behind(*at));
    for at in places.take(TRIES) {
        let start = from + at;
        let edit = Edit { start, end: start + target.len(), text: new.clone() };
        if edits.contains(&edit) {
            continue;
        }
        let mut all = edits.to_vec();
        all.push(edit);
        if holds(text, from, was, wanted, &all, Some(nth)) {
            return Some(all);
        }
    }
    None
}

/// Whether after edits links lead where they should or where they did, and nothing else has changed. Without `nth`,
/// every link that has an edit at its own place has to be changed; with it, that one has.
fn holds(
    text: &str,
    from: usize,
    was: &Outline,
    wanted: &[(usize, String)],
    edits: &[Edit],
    nth: Option<usize>,
) -> bool {
    let Some(new) = after(text, edits) else { return false };
    let now = body::outline(&new, from);
    let new_target =
        |index: usize| wanted.iter().find(|(nth, _)| *nth == index).map(|(_, new)| new);
    let links = was.links.iter().zip(&now.links).enumerate().all(|(index, (old, now))| {
        let same = old.target == now.target;
        let changed = new_target(index).is_some_and(|new| **new == *now.target);
        old.kind == now.kind && if nth == Some(index) { changed } else { same || changed }
    });
    let changed = |(old, now): (&crate::parse::outline::Link, &crate::parse::outline::Link)| {
        old.target != now.target
    };
    let count = was.links.iter().zip(&now.links).map(changed).filter(|it| *it).count();
    was.links.len() == now.links.len()
        && links
        && (nth.is_some() || count >= edits.len())
        && was.headings.len() == now.headings.len()
        && was.inline == now.inline
        && was.html == now.html
        && was.unclosed_fence == now.unclosed_fence
        && was.fences.len() == now.fences.len()
        && was.fences.iter().zip(&now.fences).all(|(a, b)| a.info == b.info && a.text == b.text)
}
