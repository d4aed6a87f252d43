//! HTML that authors write: which of it stays, and where its links lead.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use crate::base::link::Resolved;
use crate::parse::html::{ATTRIBUTES, GENERIC, SCHEMES, TAGS, inspect};
use crate::parse::outline::LinkKind;
use crate::theme::html;

use super::links::Links;

/// Pieces that we wrote ourselves and that the allow-list must not see, each held by a mark in the text.
pub(super) struct Slots {
    mark: char,
    pieces: Vec<String>,
}

impl Slots {
    /// Slots with a mark that does not stand in the body.
    pub(super) fn new(body: &str) -> Self {
        let mark = ('\u{e000}'..'\u{f8ff}').find(|mark| !body.contains(*mark));
        Self { mark: mark.unwrap_or('\u{f8ff}'), pieces: Vec::new() }
    }

    pub(super) const fn are_used(&self) -> bool {
        !self.pieces.is_empty()
    }

    /// Puts a piece aside and its mark in its place.
    pub(super) fn hold(&mut self, piece: String, out: &mut String) {
        out.push(self.mark);
        out.push_str(&self.pieces.len().to_string());
        out.push(self.mark);
        self.pieces.push(piece);
    }

    /// Appends the text with every piece back in its place.
    pub(super) fn fill(&self, text: &str, out: &mut String) {
        for (n, part) in text.split(self.mark).enumerate() {
            match part.parse::<usize>() {
                Ok(slot) if n % 2 == 1 => {
                    out.push_str(self.pieces.get(slot).map_or("", String::as_str));
                }
                _ => out.push_str(part),
            }
        }
    }
}

/// Whether HTML is nothing but a comment, which is shown nowhere.
pub(super) fn is_comment(text: &str) -> bool {
    let text = text.trim();
    text.strip_prefix("<!--")
        .and_then(|rest| rest.find("-->"))
        .is_some_and(|at| at + 7 == text.len())
}

/// Whether HTML is a line break and no more.
pub(super) fn is_break(text: &str) -> bool {
    matches!(text.trim(), "<br>" | "<br/>" | "<br />")
}

/// How many more tags are opened than closed, at a glance: when in doubt, the allow-list sees more text
/// at once.
pub(super) fn balance(text: &str) -> i32 {
    const VOID: [&str; 6] = ["br", "hr", "img", "wbr", "col", "input"];
    let mut open = 0;
    for tag in text.split('<').skip(1) {
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if tag.starts_with('/') {
            open -= 1;
        } else if !name.is_empty() && !VOID.contains(&&*name) {
            open += 1;
        }
    }
    open
}

/// Appends HTML with the links in it led to where they belong. A link that leads nowhere, or must not be
/// seen, loses its address.
pub(super) fn relink(text: &str, links: &mut Links, root: &str, out: &mut String) {
    let mut done = 0;
    for link in inspect(text).links {
        let before = text.get(done..link.range.start).unwrap_or_default();
        // Without quotes, an address that is taken away would make the next attribute the address.
        let quote = if before.ends_with(['"', '\'']) { "" } else { "\"" };
        out.push_str(before);
        out.push_str(quote);
        done = link.range.end;
        match links.take(LinkKind::Html, &link.target) {
            Some(
                Resolved::Page { href, .. }
                | Resolved::Asset { href, .. }
                | Resolved::NoImage { href },
            ) => {
                html::own_address(root, href, out);
            }
            Some(Resolved::Anchor(anchor)) => {
                out.push('#');
                html::address(anchor, out);
            }
            Some(Resolved::Outside) => html::address(&link.target, out),
            None if html::leaves_the_site(&link.target) => html::address(&link.target, out),
            Some(Resolved::Broken | Resolved::Hidden) | None => {}
        }
        out.push_str(quote);
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// HTML that is shown as it was written, without the addresses that must not be seen.
pub(super) fn without_hidden(text: &str, links: &mut Links) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for link in inspect(text).links {
        if let Some(Resolved::Hidden) = links.take(LinkKind::Html, &link.target) {
            out.push_str(text.get(done..link.range.start).unwrap_or_default());
            done = link.range.end;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// What may stand in a document, checked by a parser of HTML.
pub(super) fn sanitise(html: &str) -> String {
    ALLOWED.clean(html).to_string()
}

/// Classes that the renderer itself writes.
const CLASSES: [&str; 20] = [
    "alert",
    "alert-note",
    "alert-tip",
    "alert-important",
    "alert-warning",
    "alert-caution",
    "alert-title",
    "broken",
    "center",
    "fn-back",
    "fn-ref",
    "footnotes",
    "hlink",
    "math",
    "outside",
    "r",
    "table-wrap",
    "tasks",
    "term",
    "vh",
];

/// Ids of the frame around a document, which no document may take.
const TAKEN: [&str; 3] = ["page-main", "page-nav", "page-keys"];

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect();
    // Only our own frames of tables and of code have these; the filter sees to it.
    attributes.entry("div").or_default().extend(["role", "tabindex"]);
    attributes.entry("pre").or_default().insert("tabindex");
    let mut allowed = Builder::default();
    allowed
        .tags(TAGS.iter().copied().collect())
        .tag_attributes(attributes)
        .generic_attributes(GENERIC.iter().copied().collect())
        .url_schemes(SCHEMES.iter().copied().collect())
        .link_rel(None)
        .attribute_filter(|tag, name, value| match (tag, name) {
            (_, "class") => classes(value).map(Into::into),
            (_, "id") => (!TAKEN.contains(&value)).then(|| value.into()),
            ("div", "role") => (value == "region").then(|| value.into()),
            ("div" | "pre", "tabindex") => (value == "0").then(|| value.into()),
            // Its link leads nowhere, or must not be seen: the words stay.
            ("a" | "img", "href" | "src") if value.is_empty() => None,
            // A page asks no other host for anything.
            ("img", "src") => (!html::leaves_the_site(value)).then(|| value.into()),
            _ => Some(value.into()),
        });
    allowed
});

fn classes(value: &str) -> Option<String> {
    let ours = |name: &&str| CLASSES.contains(name) || name.starts_with("language-");
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(ours).collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}
