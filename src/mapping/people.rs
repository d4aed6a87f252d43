//! People as documents write them: `@name`, `Name <mail>`, `Name (@name)`.

use crate::base::names::slugify;

use super::pieces::{Piece, split};

/// The names of people in a text, as ids: the handle where there is one, else the name.
pub(super) fn people(piece: &Piece) -> Vec<Piece> {
    split(piece, ",").into_iter().filter_map(person).collect()
}

fn person(piece: Piece) -> Option<Piece> {
    let text = piece.text.as_str();
    let lower = text.trim_end_matches('.').to_lowercase();
    if ["et al", "tbd", "n/a", "none", "unknown", "-"].contains(&&*lower) {
        return None;
    }
    let id = match handle(text) {
        Some(handle) => handle.to_lowercase(),
        None => slugify(text.split(['<', '(']).next().unwrap_or(text)),
    };
    let id = if id.is_empty() { slugify(text) } else { id };
    (!id.is_empty()).then(|| piece.with(id))
}

/// The name after an `@` that begins a word: not the one inside a mail address.
fn handle(text: &str) -> Option<&str> {
    text.match_indices('@').find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        if before.is_some_and(char::is_alphanumeric) {
            return None;
        }
        let rest = text.get(at + 1..)?;
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .unwrap_or(rest.len());
        rest.get(..end).filter(|name| !name.is_empty())
    })
}
