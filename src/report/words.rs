//! Words on their way into a report: looked over many bytes at a time, and copied where a format writes them as they are.

use std::borrow::Cow;

use crate::base::text::any_byte;

/// Appends some texts.
pub(super) fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// Appends a number in digits.
pub(super) fn push_number(out: &mut String, number: u32) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// A text in which some signs are written otherwise. `is_special` looks at bytes and may be too careful; `other` gives
/// what stands for a sign, if it is not itself.
pub(super) fn escaped(
    text: &str,
    is_special: impl Fn(u8) -> bool,
    other: impl Fn(char) -> Option<&'static str>,
) -> Cow<'_, str> {
    if !any_byte(text, is_special) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut from = 0;
    for (at, sign) in text.char_indices() {
        if let Some(other) = other(sign) {
            push(&mut out, &[text.get(from..at).unwrap_or_default(), other]);
            from = at + sign.len_utf8();
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.into()
}
