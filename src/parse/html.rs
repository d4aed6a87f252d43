//! Raw HTML in a body: where its links lead, and what the allow-list would take away. A scanner of tags, not a parser:
//! the renderer's sanitiser decides; this says beforehand what it will decide.

use std::ops::Range;

/// What a piece of raw HTML holds.
#[derive(Debug, Default)]
pub struct Found {
    /// Addresses in `href` and `src` of tags that stay.
    pub links: Vec<HtmlLink>,
    /// Tags and attributes that do not stay.
    pub faults: Vec<HtmlFault>,
}

/// An address in an attribute.
#[derive(Debug)]
pub struct HtmlLink {
    /// Bytes of the value, without its quotes.
    pub range: Range<usize>,
    /// The value, with entities decoded.
    pub target: Box<str>,
}

/// A tag or attribute that the allow-list takes away.
#[derive(Debug)]
pub struct HtmlFault {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is: `<script>`, `onclick`.
    pub what: Box<str>,
}

/// Tags that may stand in a document.
pub const TAGS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that any tag may have.
pub const GENERIC: &[&str] = &["aria-label", "class", "dir", "id", "lang", "title"];

/// Attributes that only some tags may have.
pub const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "hreflang"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("div", &["align"]),
    ("h1", &["align"]),
    ("img", &["align", "alt", "height", "loading", "src", "width"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "type", "reversed"]),
    ("p", &["align"]),
    ("td", &["align", "colspan", "headers", "rowspan"]),
    ("th", &["align", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// Schemes that an address may have.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "ftp", "xmpp", "irc", "sms"];

/// Tags whose content is text, not HTML.
const OPAQUE: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Looks through a piece of HTML.
#[must_use]
pub fn inspect(html: &str) -> Found {
    let mut found = Found::default();
    let mut at = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')).map(|n| n + at) {
        at = tag(html, open, &mut found);
    }
    found
}

/// Looks at what begins with `<` and says where to go on.
fn tag(html: &str, open: usize, found: &mut Found) -> usize {
    let rest = html.get(open..).unwrap_or_default();
    if let Some(inner) = rest.strip_prefix("<!--") {
        return inner.find("-->").map_or(html.len(), |n| open + 4 + n + 3);
    }
    if rest.starts_with("</") || rest.starts_with("<!") || rest.starts_with("<?") {
        return rest.find('>').map_or(html.len(), |n| open + n + 1);
    }
    let name_at = open + 1;
    let after = html.get(name_at..).unwrap_or_default();
    if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return name_at;
    }
    let length = after.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
    let name = after.get(..length.unwrap_or(after.len())).unwrap_or_default().to_ascii_lowercase();
    let allowed = TAGS.contains(&&*name);
    let mut at = name_at + name.len();
    if !allowed {
        let what = format!("<{name}>").into();
        found.faults.push(HtmlFault { range: open..at, what });
    }
    while let Some(attribute) = attribute(html, &mut at) {
        if allowed {
            judge(&name, attribute, found);
        }
    }
    if OPAQUE.contains(&&*name) {
        let rest = html.get(at..).unwrap_or_default();
        let close = rest.match_indices("</").map(|(n, _)| n).find(|n| {
            rest.get(n + 2..n + 2 + name.len()).is_some_and(|r| r.eq_ignore_ascii_case(&name))
        });
        return close.map_or(html.len(), |n| at + n);
    }
    at
}

struct Attribute<'h> {
    range: Range<usize>,
    name: String,
    value: &'h str,
    value_range: Range<usize>,
}

/// The next attribute of a tag; steps behind the tag's `>` when there is none.
fn attribute<'h>(html: &'h str, at: &mut usize) -> Option<Attribute<'h>> {
    let skip = |at: usize, signs: fn(char) -> bool| {
        let rest = html.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start_matches(signs).len()
    };
    let start = skip(*at, |c| c.is_ascii_whitespace() || c == '/');
    let rest = html.get(start..).unwrap_or_default();
    if rest.is_empty() || rest.starts_with('>') {
        *at = (start + 1).min(html.len());
        return None;
    }
    // A first `=` belongs to the name, as browsers read it.
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let tail = rest.get(first..).unwrap_or_default();
    let length = tail
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
        .map_or(rest.len(), |n| n + first);
    let name = rest.get(..length).unwrap_or_default().to_ascii_lowercase();
    let end = start + length;
    let equals = skip(end, |c| c.is_ascii_whitespace());
    if !html.get(equals..).is_some_and(|r| r.starts_with('=')) {
        *at = end;
        return Some(Attribute { range: start..end, name, value: "", value_range: end..end });
    }
    let from = skip(equals + 1, |c| c.is_ascii_whitespace());
    let rest = html.get(from..).unwrap_or_default();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = from + usize::from(quote.is_some());
    let inside = html.get(inner..).unwrap_or_default();
    let end = match quote {
        Some(quote) => inside.find(quote),
        None => inside.find(|c: char| c.is_ascii_whitespace() || c == '>'),
    };
    let length = end.unwrap_or(inside.len());
    let value_range = inner..inner + length;
    *at = (value_range.end + usize::from(quote.is_some())).min(html.len());
    let value = html.get(value_range.clone()).unwrap_or_default();
    Some(Attribute { range: start..*at, name, value, value_range })
}

fn judge(tag: &str, attribute: Attribute<'_>, found: &mut Found) {
    let Attribute { range, name, value, value_range } = attribute;
    let own = ATTRIBUTES.iter().find(|(of, _)| *of == tag);
    if !GENERIC.contains(&&*name) && !own.is_some_and(|(_, names)| names.contains(&&*name)) {
        found.faults.push(HtmlFault { range, what: name.into() });
        return;
    }
    if !matches!((tag, &*name), ("a", "href") | ("img", "src")) {
        return;
    }
    let target = decoded(value);
    match scheme(&target) {
        Some(scheme) if !SCHEMES.contains(&&*scheme) => {
            found.faults.push(HtmlFault { range, what: format!("{name}=\"{scheme}:…\"").into() });
        }
        _ => found.links.push(HtmlLink { range: value_range, target: target.into() }),
    }
}

/// The scheme of an address, found as a browser does: without blanks in front and without control characters.
fn scheme(target: &str) -> Option<String> {
    let plain: String = target
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let (scheme, _) = plain.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    sound.then(|| scheme.to_ascii_lowercase())
}

/// A value with its entities decoded: the few names that addresses hold, and numbers.
fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (sign, length) = entity(rest).unwrap_or(('&', 1));
        out.push(sign);
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn entity(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16),
            None => (number, 10),
        };
        let count = digits.chars().take_while(|c| c.is_digit(radix)).count();
        let code = u32::from_str_radix(digits.get(..count)?, radix).ok()?;
        let stop = usize::from(digits.get(count..)?.starts_with(';'));
        let length = text.len() - digits.len() + count + stop;
        return char::from_u32(code).map(|c| (c, length));
    }
    let end = text.get(1..)?.find(';')? + 1;
    let sign = match text.get(1..end)? {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "colon" => ':',
        "sol" => '/',
        "num" => '#',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => return None,
    };
    Some((sign, end + 1))
}
