//! A body's outline, gathered in one walk over its events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::parse::html;
use crate::parse::outline::{Fence, Link, LinkKind, Outline, Spans, Term};
use crate::parse::prose::{Prose, squeezed};
use crate::parse::walk::walk;
use crate::parse::{anchors, wiki};

/// Reads the body of a document, which begins at `from`.
pub(super) fn outline(text: &str, from: usize) -> Outline {
    let body = text.get(from..).unwrap_or_default();
    let mut reader = Reader { prose: Prose::of(body.len()), ..Reader::default() };
    for step in walk(body) {
        reader.take(&step.0, &step.1, body);
    }
    let mut outline = reader.outline;
    anchors::assign(&mut outline, &reader.explicit);
    reader.prose.finish(&mut outline);
    outline.unclosed_fence = reader.unclosed.map(|at| {
        let lines = text.get(..from + at).unwrap_or_default().matches('\n').count();
        u32::try_from(lines + 1).unwrap_or(u32::MAX)
    });
    outline
}

/// The bytes of a body's parts, in the order of its outline. Links are those of the targets.
pub(super) fn spans(text: &str, from: usize) -> Spans {
    let body = text.get(from..).unwrap_or_default();
    let mut spans = Spans::default();
    let here = |range: &Range<usize>| range.start + from..range.end + from;
    for (event, range) in walk(body) {
        match &event {
            Event::Start(Tag::Heading { .. }) => spans.headings.push(here(&line(body, &range))),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                spans.fences.push(here(&line(body, &range)));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. })
                if is_wiki(*link_type) && wiki::is_inline(dest_url) => {}
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                spans.links.push(here(&target(body, &range, dest_url)));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let verbatim = body.get(range.clone()) == Some(&**html);
                let found = html::inspect(html);
                let place = |part: &Range<usize>| {
                    if verbatim {
                        here(&(range.start + part.start..range.start + part.end))
                    } else {
                        here(&line(body, &range))
                    }
                };
                spans.links.extend(found.links.iter().map(|link| place(&link.range)));
                spans.html.extend(found.faults.iter().map(|fault| place(&fault.range)));
            }
            _ => {}
        }
    }
    spans
}

/// The first line of a range.
fn line(body: &str, range: &Range<usize>) -> Range<usize> {
    let words = body.get(range.clone()).unwrap_or_default();
    let first = words.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    range.start..range.start + first.len()
}

/// The target inside a link, or the whole link where it is written elsewhere or otherwise.
fn target(body: &str, range: &Range<usize>, target: &str) -> Range<usize> {
    let words = body.get(range.clone()).unwrap_or_default();
    // The address stands behind the words, which may well say the same; a bare address is all there is.
    let found = if words.starts_with("[[") { words.find(target) } else { words.rfind(target) };
    match found.filter(|_| !target.is_empty()) {
        Some(at) => range.start + at..range.start + at + target.len(),
        None => range.clone(),
    }
}

fn is_wiki(form: LinkType) -> bool {
    matches!(form, LinkType::WikiLink { .. })
}

#[derive(Default)]
struct Reader {
    outline: Outline,
    prose: Prose,
    /// Headings to which an author gave an id, each with it.
    explicit: Vec<(usize, Box<str>)>,
    /// Links that are open, as indices of the outline, each with where its words begin.
    open: Vec<(Option<usize>, usize)>,
    /// The text of images, apart from the words around them.
    alt: String,
    /// Which image is open, and how many stand in its text.
    images: Vec<Option<usize>>,
    /// Open lists, notes and tables, in which no paragraph is the document's first.
    inner: u32,
    /// Whether the code that is open is a view, whose text is kept.
    code: Option<bool>,
    view: String,
    unclosed: Option<usize>,
}

impl Reader {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>, body: &str) {
        match event {
            Event::Start(tag) => self.start(tag, range, body),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(code) if self.images.is_empty() => self.prose.code(code),
            Event::Code(code) => self.alt.push_str(code),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Html(html) | Event::InlineHtml(html) => self.html(html),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.code {
            Some(true) => {
                self.view.push_str(text);
            }
            Some(false) => {}
            None if self.images.is_empty() => self.prose.text(text),
            None => self.alt.push_str(text),
        }
    }

    fn html(&mut self, html: &str) {
        let found = html::inspect(html);
        for link in found.links {
            let kind = LinkKind::Html;
            self.outline.links.push(Link { kind, target: link.target, text: "".into() });
        }
        self.outline.html.extend(found.faults.into_iter().map(|fault| fault.what));
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, body: &str) {
        match tag {
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url),
            Tag::Image { dest_url, .. } => {
                let index = self.outline.links.len();
                let (kind, target) = (LinkKind::Image, (**dest_url).into());
                self.outline.links.push(Link { kind, target, text: "".into() });
                self.images.push(Some(index));
                self.alt.clear();
            }
            Tag::CodeBlock(kind) => {
                self.prose.end_block();
                self.fence(kind, range, body);
            }
            Tag::Heading { id, .. } => {
                self.prose.end_block();
                if let Some(id) = id {
                    self.explicit.push((self.outline.headings.len(), (**id).into()));
                }
            }
            Tag::Paragraph => self.prose.end_block(),
            Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList | Tag::Table(_) => {
                self.prose.end_block();
                self.inner += 1;
            }
            Tag::Item
            | Tag::DefinitionListTitle
            | Tag::TableCell
            | Tag::HtmlBlock
            | Tag::BlockQuote(_) => {
                self.prose.end_block();
            }
            _ => {}
        }
    }

    fn link(&mut self, form: LinkType, target: &str) {
        let start = self.prose.len();
        if is_wiki(form) && wiki::is_inline(target) {
            self.outline.inline.push(target.into());
            self.open.push((None, start));
            return;
        }
        self.open.push((Some(self.outline.links.len()), start));
        let kind = if is_wiki(form) { LinkKind::Wiki } else { LinkKind::Markdown };
        let target =
            if form == LinkType::Email { format!("mailto:{target}").into() } else { target.into() };
        self.outline.links.push(Link { kind, target, text: "".into() });
    }

    fn fence(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, body: &str) {
        let CodeBlockKind::Fenced(info) = kind else {
            self.code = Some(false);
            return;
        };
        self.code = Some(info.split_whitespace().next() == Some("view"));
        self.outline.fences.push(Fence { info: (**info).into(), text: "".into() });
        if self.unclosed.is_none() && !is_closed(body.get(range.clone()).unwrap_or_default()) {
            self.unclosed = Some(range.start);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => {
                if let Some((Some(index), start)) = self.open.pop() {
                    let words = self.prose.from(start).trim();
                    let words = if words.is_empty() { self.alt.trim() } else { words };
                    if let Some(link) = self.outline.links.get_mut(index) {
                        link.text = squeezed(words);
                        if link.target.contains("://") || link.kind == LinkKind::Wiki {
                            self.prose.quiet(start);
                        }
                    }
                }
            }
            TagEnd::Image => {
                if let Some(Some(index)) = self.images.pop()
                    && let Some(link) = self.outline.links.get_mut(index)
                {
                    link.text = self.alt.trim().into();
                }
            }
            TagEnd::CodeBlock => {
                if self.code.take() == Some(true)
                    && let Some(fence) = self.outline.fences.last_mut()
                {
                    fence.text = std::mem::take(&mut self.view).into();
                }
            }
            TagEnd::Heading(level) => {
                self.outline.headings.push(self.prose.heading(level as u8));
            }
            TagEnd::Paragraph if self.inner == 0 => self.prose.paragraph(&mut self.outline),
            TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::Table => {
                self.prose.end_block();
                self.inner = self.inner.saturating_sub(1);
            }
            TagEnd::DefinitionListTitle => {
                let text = squeezed(self.prose.block());
                self.outline.terms.push(Term { text, anchor: "".into() });
                self.prose.end_block();
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::BlockQuote(_)
            | TagEnd::DefinitionListDefinition => self.prose.end_block(),
            _ => {}
        }
    }
}

/// Whether the last line of a fenced block is its closing fence.
fn is_closed(block: &str) -> bool {
    let Some(sign) = block.chars().next() else { return true };
    let count = block.len() - block.trim_start_matches(sign).len();
    let Some((_, last)) = block.trim_end().rsplit_once(['\n', '\r']) else { return false };
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    last.len() >= count && last.chars().all(|c| c == sign)
}
