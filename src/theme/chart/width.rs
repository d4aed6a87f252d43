//! How wide a text will be, near enough to keep labels apart: there is no font to ask at build time.

/// Pixels that a chart label of 13 pixels takes.
pub(super) fn of(text: &str) -> f64 {
    text.chars().map(letter).sum::<f64>() * 13.0
}

/// The text, cut where it would be wider.
pub(super) fn cut(text: &str, widest: f64) -> String {
    if of(text) <= widest {
        return text.to_owned();
    }
    let mut used = 9.0;
    let mut kept = String::new();
    for it in text.chars() {
        used += letter(it) * 13.0;
        if used > widest {
            break;
        }
        kept.push(it);
    }
    let end = kept.trim_end().len();
    kept.truncate(end);
    kept.push('…');
    kept
}

/// Of the height of the letters, a little on the wide side.
fn letter(it: char) -> f64 {
    match it {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.26,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.84,
        'A'..='Z' => 0.63,
        '\u{1100}'.. => 1.0,
        _ => 0.53,
    }
}
