//! Addresses as browsers send them: decoded, and never leading out of the site.

use std::fmt::Write as _;

/// The address below the site's root that a request's path means: without a leading `/`, without `.` and empty
/// steps; `None` when it is not text or tries to leave. A `/` at the end stays.
pub(super) fn normal(path: &str) -> Option<String> {
    let decoded = decode(path)?;
    if decoded.contains(['\\', '\0']) {
        return None;
    }
    let mut url = String::with_capacity(decoded.len());
    let mut ends_in_folder = true;
    for step in decoded.split('/') {
        ends_in_folder = matches!(step, "" | ".");
        match step {
            "" | "." => {}
            ".." => return None,
            step => {
                if !url.is_empty() {
                    url.push('/');
                }
                url.push_str(step);
            }
        }
    }
    if ends_in_folder && !url.is_empty() {
        url.push('/');
    }
    Some(url)
}

/// The value of a name in a query, decoded.
pub(super) fn query(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(it, _)| *it == name).and_then(|(_, value)| decode(value))
}

/// Text with every sign as itself instead of `%` and two digits; `None` when that gives no text.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = after.split_at_checked(2)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// Text as it may stand in an address, a header or an attribute: all but plain signs as `%` and two digits.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
