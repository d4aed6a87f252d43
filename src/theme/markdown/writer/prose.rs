//! What plain words and images become: terms of the glossary are links, an image alone in its paragraph with a title is
//! a figure.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use crate::base::link::Resolved;
use crate::parse::outline::LinkKind;
use crate::theme::html::{self, escape};

use super::super::links;
use super::{Writer, skim};

/// An image that stands at the beginning of a paragraph and has a title.
pub(super) struct Figure<'a> {
    /// Where its paragraph begins, and where the image ends, in what is written.
    written: Range<usize>,
    resolved: Option<&'a Resolved>,
    target: CowStr<'a>,
    title: CowStr<'a>,
    alt: String,
}

const PARAGRAPH: &str = "<p>";

impl<'a> Writer<'a> {
    /// Writes words. Those of the glossary lead to it, the first time on the page: not in headings, not in links, and
    /// not where HTML of the author's may have opened a link.
    pub(super) fn prose(&mut self, text: &str, range: &Range<usize>) {
        let is_closed = self.in_heading || !self.open.is_empty() || self.has_html;
        let Some(unmet) = self.unmet.as_mut().filter(|_| !is_closed) else {
            return escape(text, self.out);
        };
        let before = self.body.get(..range.start).unwrap_or_default();
        let after = self.body.get(range.end..).unwrap_or_default();
        let mut done = 0;
        for hit in unmet.meet(text, before, after) {
            escape(text.get(done..hit.start).unwrap_or_default(), self.out);
            self.out.push_str("<a class=\"term\" href=\"");
            html::own_address(self.options.root, hit.href, self.out);
            self.out.push_str("\">");
            escape(text.get(hit.start..hit.end).unwrap_or_default(), self.out);
            self.out.push_str("</a>");
            done = hit.end;
        }
        escape(text.get(done..).unwrap_or_default(), self.out);
    }

    /// The term of a definition, with its anchor.
    pub(super) fn term(&mut self) {
        match self.outline.terms.get(self.terms) {
            Some(term) => self.wrapped("<dt id=\"", &term.anchor, "\">"),
            None => self.out.push_str("<dt>"),
        }
        self.terms += 1;
    }

    pub(super) fn image(
        &mut self,
        target: &CowStr<'a>,
        title: &CowStr<'a>,
        events: &mut impl Iterator<Item = Event<'a>>,
    ) {
        let resolved = self.links.take(LinkKind::Image, target);
        let mut alt = String::new();
        skim(events, |event| match event {
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        });
        let start = self.out.len();
        links::image(resolved, target, title, &alt, self.options, self.out);
        let is_shown = matches!(resolved, Some(Resolved::Asset { .. }));
        let is_first = self.out.get(..start).is_some_and(|out| out.ends_with(PARAGRAPH));
        if is_shown && is_first && !title.trim().is_empty() {
            let written = start - PARAGRAPH.len()..self.out.len();
            let (target, title) = (target.clone(), title.clone());
            self.figure = Some(Figure { written, resolved, target, title, alt });
        }
    }

    /// At the end of a paragraph: makes a figure of it if there is an image in it and nothing else.
    pub(super) fn end_figure(&mut self) -> bool {
        let Some(figure) = self.figure.take() else { return false };
        if self.out.len() != figure.written.end {
            return false;
        }
        self.out.truncate(figure.written.start);
        let mut piece = String::from("<figure>");
        links::image(figure.resolved, &figure.target, "", &figure.alt, self.options, &mut piece);
        piece.push_str("<figcaption>");
        escape(figure.title.trim(), &mut piece);
        piece.push_str("</figcaption></figure>\n");
        self.trusted(piece);
        true
    }
}
