//! Addresses made from the names of files: what a disk takes as a name, a browser may take for something else.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::Url;
use crate::base::text::any_byte;

impl Url {
    /// An address made from any path: signs that mean something in an address, or nothing that can be seen, become
    /// hyphens, hidden and overlong names become plain ones. `None` when it leaves the root.
    #[must_use]
    pub fn tidy(text: &str) -> Option<Self> {
        if is_plain(text) {
            return Self::new(text);
        }
        // What leads nowhere, or elsewhere, is not made to lead somewhere.
        Self::new(text)?;
        Self::new(&text.split('/').map(tidy_name).collect::<Vec<_>>().join("/"))
    }
}

/// Whether every step of a path can stand in an address as it is.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|step| {
        let is_usual = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
        step.len() <= LONGEST_NAME
            && !step.starts_with('.')
            && (step.bytes().all(is_usual) || step.chars().all(is_address))
    })
}

/// No disk takes longer names, in bytes.
const LONGEST_NAME: usize = 255;

/// Whether a sign stands for itself in an address and can be seen.
const fn is_address(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '\0'..='\x7f' => {
            matches!(c, '-' | '.' | '_' | '~' | '!' | '$' | '(' | ')' | '+' | ',' | ';' | '=' | '@')
        }
        // Controls, blanks, and marks that turn or hide text; joiners stay, since words of some scripts need them.
        '\u{80}'..='\u{a0}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}'
        | '\u{205f}'..='\u{206f}'
        | '\u{3000}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{e0000}'..='\u{10ffff}' => false,
        _ => true,
    }
}

/// A step of a path as a step of an address.
fn tidy_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        let c = if is_address(c) && !(out.is_empty() && c == '.') { c } else { '-' };
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    if out.len() <= LONGEST_NAME {
        return out;
    }
    let ending = out.rfind('.').map(|at| out.split_off(at)).unwrap_or_default();
    let mark = format!("-{}", Fingerprint::of(name.as_bytes()).short(8));
    let room = LONGEST_NAME.saturating_sub(mark.len() + ending.len());
    let cut = (0..=room).rev().find(|at| out.is_char_boundary(*at)).unwrap_or_default();
    out.truncate(cut);
    format!("{out}{mark}{ending}")
}

/// The path of a file as an address: what would end it or be decoded in it is encoded.
#[must_use]
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '%' => out.push_str("%25"),
            '#' => out.push_str("%23"),
            '?' => out.push_str("%3F"),
            c => out.push(c),
        }
    }
    out
}

/// An address below the site's root as part of a full one: what is no letter, digit or mark of paths is encoded.
#[must_use]
pub fn percent(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    if !any_byte(path, |byte| !is_plain(byte)) {
        return path.into();
    }
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out.into()
}

/// The address of a site on the web, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base<'a>(pub &'a str);

impl<'a> Base<'a> {
    /// The full address of what stands at an address of the site.
    #[must_use]
    pub fn full(self, url: &str) -> String {
        match url.split_once('#') {
            Some((url, anchor)) => format!("{}{}#{}", self.0, percent(url), percent(anchor)),
            None => format!("{}{}", self.0, percent(url)),
        }
    }

    /// The host, without a port: `handbook.example.com`.
    #[must_use]
    pub fn host(self) -> &'a str {
        let rest = self.0.split_once("://").map_or(self.0, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        host.split(':').next().unwrap_or(host)
    }

    /// The path of the site's root, from `/` to `/`.
    #[must_use]
    pub fn path(self) -> String {
        let rest = self.0.split_once("://").map_or(self.0, |(_, rest)| rest);
        let path = rest.split(['?', '#']).next().unwrap_or(rest);
        let path = path.split_once('/').map_or("", |(_, path)| path);
        let path = path.trim_matches('/');
        if path.is_empty() { "/".into() } else { format!("/{}/", percent_once(path)) }
    }
}

/// As `percent`, for a text in which something may be encoded already.
fn percent_once(path: &str) -> String {
    path.split('%').map(percent).collect::<Vec<_>>().join("%")
}
