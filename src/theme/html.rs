//! Text inside HTML and SVG: everything that is written between our own tags goes through here.

use std::borrow::Cow;

use crate::base::text::any_byte;
use crate::parse::html::SCHEMES;

/// Appends text so that it is text anywhere, in an attribute too.
pub fn escape(text: &str, out: &mut String) {
    if !any_byte(text, |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        return out.push_str(text);
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// Text that is safe anywhere.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}

/// The text that `escape` was given.
#[must_use]
pub fn unescaped(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    Cow::Owned(
        signs.iter().fold(html.to_owned(), |text, (entity, sign)| text.replace(entity, sign)),
    )
}

/// A message as HTML: what stands between backticks is code, everything is escaped.
#[must_use]
pub fn marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let pieces: Vec<&str> = text.split('`').collect();
    // A backtick without its second one is a backtick.
    let paired = pieces.len() - usize::from(pieces.len().is_multiple_of(2));
    for (index, piece) in pieces.iter().enumerate() {
        let is_code = index % 2 == 1 && index < paired;
        if index >= paired {
            out.push('`');
        }
        out.push_str(if is_code { "<code>" } else { "" });
        escape(piece, &mut out);
        out.push_str(if is_code { "</code>" } else { "" });
    }
    out
}

/// Appends an address for an attribute: what no address may hold is percent-encoded, what is encoded
/// stays as it is.
pub fn address(url: &str, out: &mut String) {
    for letter in url.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\0'..='\x1f' | '\x7f' => {
                out.push('%');
                for half in [letter as u32 >> 4, letter as u32 & 15] {
                    out.push(char::from_digit(half, 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
            _ => out.push(letter),
        }
    }
}

/// Appends the address of a page or file of the site. A name that a browser would read as a scheme is
/// told to be a name.
pub fn own_address(root: &str, href: &str, out: &mut String) {
    if root.is_empty() && leaves_the_site(href) {
        out.push_str("./");
    }
    address(root, out);
    address(href, out);
}

/// Whether a link written by hand may lead there: a place on the web, a mail, a number, or no scheme at
/// all. Letters that browsers leave out of a scheme are left out here too.
#[must_use]
pub fn may_lead_to(url: &str) -> bool {
    let mut scheme = String::new();
    for letter in url.chars() {
        match letter {
            '/' | '?' | '#' => return true,
            ':' => {
                return SCHEMES.contains(&scheme.as_str());
            }
            _ if letter.is_whitespace() || letter.is_control() => {}
            _ => scheme.extend(letter.to_lowercase()),
        }
    }
    true
}

/// Whether an address names a host or a scheme, so that asking for it would leave the site.
#[must_use]
pub fn leaves_the_site(url: &str) -> bool {
    let url = url.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    let slash = |letter| matches!(letter, Some('/' | '\\'));
    let mut letters = url.chars();
    if slash(letters.next()) && slash(letters.next()) {
        return true;
    }
    url.find([':', '/', '?', '#']).is_some_and(|at| url[at..].starts_with(':'))
}
