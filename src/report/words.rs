//! Words on their way into a report: looked over many bytes at a time, and copied where a format writes them as they are.

use std::borrow::Cow;

/// Whether any byte of a text is such. All are looked at, which a machine does many at a time.
pub(super) fn any(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | is_such(byte))
}

/// Appends some texts.
pub(super) fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// Appends a number in digits.
pub(super) fn push_number(out: &mut String, number: u32) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.extend(char::from_digit(number % 10, 10));
}

/// A text in which some signs are written otherwise. `is_special` looks at bytes and may be too careful; `other` gives
/// what stands for a sign, if it is not itself.
pub(super) fn escaped(
    text: &str,
    is_special: impl Fn(u8) -> bool,
    other: impl Fn(char) -> Option<&'static str>,
) -> Cow<'_, str> {
    if !any(text, is_special) {
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
