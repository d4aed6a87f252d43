//! HTML that authors write: which of it stays, and where its links lead.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use crate::base::link::Resolved;
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

/// Appends HTML with the links in it led to where they belong. A link that leads nowhere, or must not be
/// seen, loses its address.
pub(super) fn relink(text: &str, links: &mut Links, root: &str, out: &mut String) {
    let mut rest = text;
    while let Some(target) = links.peek(LinkKind::Html) {
        let Some((start, value)) = attribute(rest, target) else { break };
        let end = start + value;
        out.push_str(rest.get(..start).unwrap_or_default());
        match links.take(LinkKind::Html, target) {
            Some(Resolved::Page { href, .. } | Resolved::Asset { href, .. }) => {
                html::own_address(root, href, out);
            }
            Some(Resolved::Anchor(anchor)) => {
                out.push('#');
                html::address(anchor, out);
            }
            Some(Resolved::Outside) => html::address(target, out),
            Some(Resolved::Broken | Resolved::Hidden) | None => {}
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// Where the value of a `href` or `src` with this value stands, and its length.
fn attribute(text: &str, value: &str) -> Option<(usize, usize)> {
    let coded = value.replace('&', "&amp;");
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('=').map(|at| at + from) {
        from = at + 1;
        let before = text.get(..at)?.trim_end();
        let named = |name: &str| {
            let tail = before.len().checked_sub(name.len()).and_then(|start| before.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(name))
        };
        if !named("href") && !named("src") {
            continue;
        }
        let after = text.get(from..)?;
        let padding = after.len() - after.trim_start().len();
        let after = after.trim_start();
        let quote = usize::from(after.starts_with(['"', '\'']));
        let inner = after.get(quote..)?;
        for written in [value, coded.as_str()] {
            if inner.starts_with(written) {
                return Some((from + padding + quote, written.len()));
            }
        }
    }
    None
}

/// What may stand in a document, checked by a parser of HTML.
pub(super) fn sanitise(html: &str) -> String {
    ALLOWED.clean(html).to_string()
}

/// Classes that the renderer itself writes.
const CLASSES: [&str; 18] = [
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
];

/// Ids of the frame around a document, which no document may take.
const TAKEN: [&str; 4] = ["main", "nav", "keys", "results"];

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut allowed = Builder::default();
    allowed
        .add_tags(["section", "tfoot"])
        .rm_tags(["area", "map", "nav", "header", "hgroup", "article"])
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "rel", "hreflang"])),
            ("bdo", HashSet::from(["dir"])),
            ("col", HashSet::from(["span"])),
            ("colgroup", HashSet::from(["span"])),
            ("data", HashSet::from(["value"])),
            ("del", HashSet::from(["datetime"])),
            ("details", HashSet::from(["open"])),
            ("div", HashSet::from(["align", "role", "tabindex"])),
            ("h1", HashSet::from(["align"])),
            ("img", HashSet::from(["align", "alt", "height", "loading", "src", "width"])),
            ("ins", HashSet::from(["datetime"])),
            ("li", HashSet::from(["value"])),
            ("ol", HashSet::from(["start", "type", "reversed"])),
            ("p", HashSet::from(["align"])),
            ("td", HashSet::from(["align", "colspan", "headers", "rowspan"])),
            ("th", HashSet::from(["align", "colspan", "headers", "rowspan", "scope"])),
            ("time", HashSet::from(["datetime"])),
        ]))
        .generic_attributes(HashSet::from(["aria-label", "class", "dir", "id", "lang", "title"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "ftp", "xmpp", "irc", "sms"]))
        .link_rel(None)
        .attribute_filter(|tag, name, value| match (tag, name) {
            (_, "class") => classes(value).map(Into::into),
            (_, "id") => (!TAKEN.contains(&value)).then(|| value.into()),
            ("div", "role") => (value == "region").then(|| value.into()),
            ("div", "tabindex") => (value == "0").then(|| value.into()),
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
