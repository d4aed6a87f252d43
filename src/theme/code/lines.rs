//! What is read line by line: changes, a terminal, Markdown with its front matter.

use super::languages::{SHELL, YAML};
use super::{Pen, Tint, keyed, line, words};

/// Every line: where it begins, and its text.
fn each(pen: &mut Pen, mut see: impl FnMut(&mut Pen, usize, &str)) {
    let mut at = 0;
    while at < pen.text().len() {
        let rest = pen.from(at);
        let len = line(rest);
        see(pen, at, rest.get(..len).unwrap_or_default());
        at += len + 1;
    }
}

/// A difference: what is added, what is taken, where.
pub(super) fn diff(pen: &mut Pen) {
    each(pen, |pen, at, own| {
        let heads = ["+++", "---", "diff ", "index ", "@@"];
        let tint = match own.as_bytes().first() {
            _ if heads.iter().any(|head| own.starts_with(head)) => Tint::Note,
            Some(b'+') => Tint::Added,
            Some(b'-') => Tint::Taken,
            _ => return,
        };
        pen.piece(at, at + own.len(), tint);
    });
}

/// A terminal: what is typed after a prompt, and what comes back.
pub(super) fn console(pen: &mut Pen) {
    each(pen, |pen, at, own| match own.strip_prefix("$ ").or_else(|| own.strip_prefix("# ")) {
        Some(typed) => {
            pen.piece(at, at + 1, Tint::Note);
            let from = at + own.len() - typed.len();
            words::scan_to(&SHELL, pen, from, at + own.len());
        }
        None => pen.piece(at, at + own.len(), Tint::Plain),
    });
}

/// Markdown: front matter, headings, fences with what they hold, code within a line.
pub(super) fn markdown(pen: &mut Pen) {
    let text = pen.text();
    let mut body = 0;
    if let Some(end) = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---")) {
        body = "---\n".len() + end + 1;
        pen.piece(0, 3, Tint::Note);
        keyed::scan_to(&YAML, pen, 4, body);
        pen.piece(body, body + 3, Tint::Note);
        body += 3;
    }
    let mut fence: Option<&str> = None;
    each(pen, |pen, at, own| {
        if at < body {
            return;
        }
        let end = at + own.len();
        let trimmed = own.trim_start_matches([' ', '>']);
        let ticks = trimmed.len() - trimmed.trim_start_matches(['`', '~']).len();
        if let Some(open) = fence {
            pen.piece(at, end, Tint::Text);
            if trimmed.starts_with(open) && trimmed.trim_end().len() == ticks {
                fence = None;
            }
        } else if ticks >= 3 {
            pen.piece(at, end, Tint::Text);
            fence = text.get(end - trimmed.len()..end - trimmed.len() + ticks);
        } else if own.starts_with('#') && own.trim_start_matches('#').starts_with(' ') {
            pen.piece(at, end, Tint::Key);
        } else {
            within(pen, at, own);
        }
    });
}

/// The beginning of a text: what is not closed so soon is not looked for again and again.
fn near(text: &str) -> &str {
    let end = (0..=200.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Code between backticks, double brackets, and the mark of an alert.
fn within(pen: &mut Pen, at: usize, own: &str) {
    let mut from = 0;
    while let Some(open) = own.get(from..).and_then(|rest| rest.find(['`', '['])) {
        let open = from + open;
        let rest = near(own.get(open..).unwrap_or_default());
        let close = match rest {
            _ if rest.starts_with('`') => {
                rest.get(1..).and_then(|rest| rest.find('`')).map(|end| (end + 2, Tint::Text))
            }
            _ if rest.starts_with("[[") => rest.find("]]").map(|end| (end + 2, Tint::Key)),
            _ if rest.starts_with("[!") => rest.find(']').map(|end| (end + 1, Tint::Key)),
            _ => None,
        };
        let (len, tint) = close.unwrap_or((1, Tint::Plain));
        if tint != Tint::Plain {
            pen.piece(at + open, at + open + len, tint);
        }
        from = open + len;
    }
}
