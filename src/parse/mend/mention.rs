//! Another name for a document where a body asks for its values: `[[id:field]]`, and queries of views.

use crate::base::edit::Edit;
use crate::parse::mend::after;
use crate::parse::{body, wiki};

/// The bytes that write `new` in the place of every name that `is_old`; none where more would change than that.
#[must_use]
pub fn mention(text: &str, from: usize, is_old: &dyn Fn(&str) -> bool, new: &str) -> Vec<Edit> {
    let was = body::outline(text, from);
    let asks = was.inline.iter().any(|target| renamed(target, is_old, new).is_some());
    let is_view = |info: &str| info.split_whitespace().next() == Some("view");
    let views = was.fences.iter().any(|fence| is_view(&fence.info));
    if !asks && !views {
        return Vec::new();
    }
    let mut edits = if asks { inline(text, from, is_old, new) } else { Vec::new() };
    if views {
        let spans = body::spans(text, from).fences;
        for (fence, span) in was.fences.iter().zip(spans) {
            if is_view(&fence.info) {
                edits.extend(queries(text, span.end, is_old, new));
            }
        }
    }
    let Some(now) = after(text, &edits).map(|new| body::outline(&new, from)) else {
        return Vec::new();
    };
    let same_inline = was.inline.len() == now.inline.len()
        && was.inline.iter().zip(&now.inline).all(|(old, now)| {
            renamed(old, is_old, new).map_or_else(|| old == now, |wanted| *wanted == **now)
        });
    let asked = was.inline.iter().zip(&now.inline).filter(|(old, now)| old != now).count();
    let same_fences = was.fences.len() == now.fences.len()
        && was.fences.iter().zip(&now.fences).all(|(old, now)| {
            old.info == now.info && query_text(&old.text, is_old, new) == *now.text
        });
    let in_prose = edits.iter().filter(|edit| is_inline_edit(text, edit)).count();
    if same_inline && same_fences && was.links.len() == now.links.len() && asked == in_prose {
        edits
    } else {
        Vec::new()
    }
}

fn is_inline_edit(text: &str, edit: &Edit) -> bool {
    text.get(..edit.start).is_some_and(|before| before.ends_with("[["))
}

/// `old:field` or `old#part:field` with the new name.
fn renamed(target: &str, is_old: &dyn Fn(&str) -> bool, new: &str) -> Option<String> {
    let name = named(target)?;
    is_old(name).then(|| format!("{new}{}", target.get(name.len()..).unwrap_or_default()))
}

fn named(target: &str) -> Option<&str> {
    if target.starts_with('=') || !wiki::is_inline(target) {
        return None;
    }
    target.split([':', '#']).next()
}

fn inline(text: &str, from: usize, is_old: &dyn Fn(&str) -> bool, new: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = from;
    while let Some((range, wiki)) = wiki::find(text, at) {
        if let Some(name) = named(wiki.target).filter(|name| is_old(name)) {
            let start = range.start + 2;
            edits.push(Edit { start, end: start + name.len(), text: new.to_owned() });
        }
        at = range.end;
    }
    edits
}

/// The names in the `query:` lines of a fence whose first line ends at `at`.
fn queries(text: &str, at: usize, is_old: &dyn Fn(&str) -> bool, new: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let rest = text.get(at..).unwrap_or_default();
    let mut start = at;
    for line in rest.split_inclusive('\n').skip(1) {
        start += text.get(start..).unwrap_or_default().find('\n').map_or(0, |end| end + 1);
        let words = line.trim_start_matches([' ', '\t', '>']);
        if words.starts_with("```") || words.starts_with("~~~") {
            break;
        }
        for (place, name) in names_in(line).into_iter().filter(|(_, name)| is_old(name)) {
            let start = start + place;
            edits.push(Edit { start, end: start + name.len(), text: new.to_owned() });
        }
    }
    edits
}

/// The text of a view with new names in its query.
fn query_text(text: &str, is_old: &dyn Fn(&str) -> bool, new: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let mut at = 0;
        for (place, name) in names_in(line).into_iter().filter(|(_, name)| is_old(name)) {
            out.push_str(line.get(at..place).unwrap_or_default());
            out.push_str(new);
            at = place + name.len();
        }
        out.push_str(line.get(at..).unwrap_or_default());
    }
    out
}

/// The values of the terms in a `query:` line, with where each begins.
fn names_in(line: &str) -> Vec<(usize, &str)> {
    let Some(query) = line.find("query:").map(|at| at + "query:".len()) else { return Vec::new() };
    let before = line.get(..query).unwrap_or_default().trim_start_matches([' ', '\t', '>']);
    if before != "query:" {
        return Vec::new();
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let mut names = Vec::new();
    let mut at = query;
    while let Some(found) = line.get(at..).and_then(|rest| rest.find(is_part)) {
        let start = at + found;
        let rest = line.get(start..).unwrap_or_default();
        let end = start + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let follows_sign =
            line.get(query..start).is_some_and(|it| it.ends_with([':', ',', '=', '"']));
        if follows_sign && let Some(name) = line.get(start..end) {
            names.push((start, name));
        }
        at = end;
    }
    names
}
