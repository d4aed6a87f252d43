//! Which of the outline's links a link in the text is, and how it opens and closes.

use crate::base::link::Resolved;
use crate::parse::outline::{LinkKind, Outline};
use crate::theme::html;

use super::Options;

/// So far ahead of its place a link is looked for, should outline and text ever disagree.
const REACH: usize = 64;

/// Walks the outline's links along with the text, each kind by itself.
pub(super) struct Links<'a> {
    outline: &'a Outline,
    resolved: &'a [Resolved],
    next: [usize; 4],
}

/// What closes a link that was opened.
pub(super) struct Open<'a> {
    /// `</a>`, `</span>` or nothing.
    close: &'static str,
    /// Whether it leads to another site.
    leaves: bool,
    /// The words where the author wrote none.
    pub(super) title: &'a str,
}

impl Open<'_> {
    /// Closes the link. Where it leads to another site, that is said to those who do not see the sign.
    pub(super) fn close(&self, options: &Options, out: &mut String) {
        if self.leaves {
            out.push_str("<span class=\"vh\"> ");
            html::escape(&options.words.outside, out);
            out.push_str("</span>");
        }
        out.push_str(self.close);
    }
}

impl<'a> Links<'a> {
    pub(super) fn new(outline: &'a Outline, resolved: &'a [Resolved]) -> Self {
        Self { outline, resolved, next: [0; 4] }
    }

    /// The next link of this kind with this target, and steps past it.
    pub(super) fn take(&mut self, kind: LinkKind, target: &str) -> Option<&'a Resolved> {
        let cursor = self.next.get_mut(kind as usize)?;
        let ahead = self.outline.links.iter().enumerate().skip(*cursor);
        let (found, _) = ahead
            .filter(|(_, link)| link.kind == kind)
            .take(REACH)
            .find(|(_, link)| *link.target == *target)?;
        *cursor = found + 1;
        self.resolved.get(found)
    }
}

/// Opens a link: writes its tag, if it leads anywhere.
pub(super) fn open<'a>(
    resolved: Option<&'a Resolved>,
    target: &str,
    title: &str,
    options: &Options,
    out: &mut String,
) -> Open<'a> {
    let mut words = "";
    let mut leaves = false;
    match resolved {
        Some(Resolved::Page { href, title }) => {
            words = title;
            out.push_str("<a href=\"");
            html::own_address(options.root, href, out);
        }
        Some(Resolved::Asset { href, .. } | Resolved::NoImage { href }) => {
            out.push_str("<a href=\"");
            html::own_address(options.root, href, out);
        }
        Some(Resolved::Anchor(anchor)) => {
            out.push_str("<a href=\"#");
            html::address(anchor, out);
        }
        Some(Resolved::Outside) | None if html::may_lead_to(target) && resolved.is_some() => {
            leaves = true;
            out.push_str("<a class=\"outside\" rel=\"noopener\" href=\"");
            html::address(target, out);
        }
        None if html::leaves_the_site(target) && html::may_lead_to(target) => {
            leaves = true;
            out.push_str("<a class=\"outside\" rel=\"noopener\" href=\"");
            html::address(target, out);
        }
        Some(Resolved::Hidden) => return Open { close: "", leaves, title: "" },
        Some(Resolved::Outside | Resolved::Broken) | None => {
            out.push_str("<span class=\"broken\" title=\"");
            html::escape(&options.words.broken, out);
            out.push_str("\">");
            return Open { close: "</span>", leaves, title: "" };
        }
    }
    out.push('"');
    if !title.is_empty() {
        out.push_str(" title=\"");
        html::escape(title, out);
        out.push('"');
    }
    out.push('>');
    Open { close: "</a>", leaves, title: words }
}

/// Writes an image. One that stands on another host becomes a link, since a page asks no other host
/// for anything.
pub(super) fn image(
    resolved: Option<&Resolved>,
    target: &str,
    title: &str,
    alt: &str,
    options: &Options,
    out: &mut String,
) {
    let Some(Resolved::Asset { href, size }) = resolved else {
        let opened = open(resolved, target, title, options, out);
        html::escape(if alt.is_empty() { opened.title } else { alt }, out);
        opened.close(options, out);
        return;
    };
    out.push_str("<img src=\"");
    html::own_address(options.root, href, out);
    out.push_str("\" alt=\"");
    html::escape(alt, out);
    if let Some((width, height)) = size {
        out.push_str("\" width=\"");
        out.push_str(&width.to_string());
        out.push_str("\" height=\"");
        out.push_str(&height.to_string());
    }
    if !title.is_empty() {
        out.push_str("\" title=\"");
        html::escape(title, out);
    }
    out.push_str("\" loading=\"lazy\">");
}
