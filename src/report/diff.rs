//! What an edit changes in a file, as the unified diff that people and `git apply` know.

use std::path::Path;

use similar::TextDiff;

/// Lines around a change that are shown.
const AROUND: usize = 3;

/// The difference of two texts of a file, with its path in the heading; empty where there is none. Line breaks are left
/// out of it, and what would do something to a terminal is shown as a picture of itself.
#[must_use]
pub fn unified(path: &Path, old: &str, new: &str) -> String {
    let (old, new) = (shown(old), shown(new));
    let name = shown(&path.to_string_lossy()).replace('\\', "/");
    let diff = TextDiff::from_lines(&old, &new);
    let mut unified = diff.unified_diff();
    unified.context_radius(AROUND).header(&format!("a/{name}"), &format!("b/{name}"));
    unified.to_string()
}

fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace(
        |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || is_turning(c),
        "\u{fffd}",
    )
}

/// Whether a sign turns the direction of the words around it.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
