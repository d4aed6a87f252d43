//! The words of a document's body as its page shows them: without signs of Markdown, without addresses, without names
//! that this reader must not see.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::base::link::Resolved;
use crate::model::doc::DocId;
use crate::model::reader::Reader;
use crate::parse::outline::{LinkKind, Outline};
use crate::parse::walk::walk;
use crate::parse::wiki::is_inline;
use crate::views;

/// A body as plain text: one line a block.
#[derive(Debug, Default)]
pub struct Plain {
    /// The words.
    pub text: String,
    /// Where headings stand in it.
    pub headings: Vec<Range<usize>>,
}

/// The text of a document. A first heading that repeats the title is left out.
#[must_use]
pub fn plain(reader: &Reader, id: DocId, title: &str) -> Plain {
    let (Some(text), Some(outline)) = (reader.text(id), reader.outline(id)) else {
        return Plain::default();
    };
    let body = reader.config().markdown.cleaned(text.body());
    let has_names = outline.links.iter().any(|link| link.kind == LinkKind::Wiki);
    let links = if has_names { views::links(reader, id) } else { Vec::new() };
    let mut writer = Writer {
        plain: Plain { text: String::with_capacity(body.len()), headings: Vec::new() },
        names: Names { outline, links: &links, next: 0 },
        title,
        heading: None,
        quiet: 0,
        mute: false,
        tag: Tagged::No,
    };
    for (event, _) in walk(&body) {
        writer.take(event);
    }
    let mut plain = writer.plain;
    plain.text.truncate(plain.text.trim_end().len());
    let len = plain.text.len();
    for heading in &mut plain.headings {
        heading.end = heading.end.min(len);
    }
    plain
}

struct Writer<'a> {
    plain: Plain,
    names: Names<'a>,
    title: &'a str,
    /// Where the heading at hand began.
    heading: Option<usize>,
    /// How many links or blocks are open whose words are not shown.
    quiet: usize,
    /// Within a script or a style sheet.
    mute: bool,
    tag: Tagged,
}

/// Whether the end of HTML was inside of something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tagged {
    No,
    Tag,
    Comment,
}

impl Writer<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.words(&text),
            Event::Html(html) => {
                self.html(&html);
                self.end_block();
                (self.tag, self.mute) = (Tagged::No, false);
            }
            Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.quiet == 0 && !self.mute {
            self.plain.text.push_str(words);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.heading = Some(self.plain.text.len()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                // These are drawn, and what is drawn is not what is written.
                let drawn = matches!(info.split_whitespace().next(), Some("view" | "mermaid"));
                self.quiet += usize::from(drawn || self.quiet > 0);
            }
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                let asks = is_inline(dest_url);
                let named = if asks { None } else { self.names.take(dest_url) };
                if self.quiet > 0 || asks || !*has_pothole {
                    if !asks && let Some(name) = named {
                        self.words(name);
                    }
                    self.quiet += 1;
                }
            }
            Tag::CodeBlock(CodeBlockKind::Indented) | Tag::Link { .. } => {
                self.quiet += usize::from(self.quiet > 0);
            }
            Tag::MetadataBlock(_) => self.quiet += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let Some(start) = self.heading.take() else { return };
                let words = self.plain.text.get(start..).unwrap_or_default().trim();
                if self.plain.headings.is_empty() && start == 0 && words == self.title.trim() {
                    self.plain.text.clear();
                    return;
                }
                self.end_block();
                self.plain.headings.push(start..self.plain.text.len());
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.quiet = self.quiet.saturating_sub(1);
                self.end_block();
            }
            TagEnd::Link => self.quiet = self.quiet.saturating_sub(1),
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.end_block(),
            TagEnd::TableCell => self.words(" "),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let text = &mut self.plain.text;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }

    /// What stands between tags. An entity stays as it is written, since no word of a search looks like one.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let (close, len) = match self.tag {
                Tagged::Comment => ("-->", 3),
                Tagged::Tag => (">", 1),
                Tagged::No => ("<", 0),
            };
            let at = rest.find(close);
            let (before, after) = rest.split_at(at.map_or(rest.len(), |at| at + len));
            rest = after;
            if self.tag == Tagged::No {
                self.words(before);
                if at.is_some() {
                    self.open(rest);
                }
            } else if at.is_some() {
                self.tag = Tagged::No;
                self.words(" ");
            }
        }
    }

    fn open(&mut self, html: &str) {
        let is = |tag: &str| html.get(..tag.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag));
        self.tag = if is("<!--") { Tagged::Comment } else { Tagged::Tag };
        if is("<script") || is("<style") {
            self.mute = true;
        } else if is("</script") || is("</style") {
            self.mute = false;
        }
    }
}

/// What the links by id of a body are called, in their order.
struct Names<'a> {
    outline: &'a Outline,
    links: &'a [Resolved],
    next: usize,
}

impl<'a> Names<'a> {
    /// The words for the next link with this target; none where it must not be seen.
    fn take(&mut self, target: &str) -> Option<&'a str> {
        let ahead = self.outline.links.iter().enumerate().skip(self.next);
        let mut named = ahead.filter(|(_, link)| link.kind == LinkKind::Wiki);
        let (found, link) = named.find(|(_, link)| *link.target == *target)?;
        self.next = found + 1;
        match self.links.get(found) {
            Some(Resolved::Page { title, .. }) => Some(title),
            Some(Resolved::Hidden) | None => None,
            Some(_) => Some(&link.target),
        }
    }
}
