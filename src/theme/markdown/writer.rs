//! Markdown's events, one after the other, as HTML.

mod blocks;
mod prose;

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Tag, TagEnd};

use crate::base::link::Resolved;
use crate::parse::outline::{LinkKind, Outline};
use crate::parse::wiki::is_inline;
use crate::theme::html::escape;

use super::links::{self, Links, Open};
use super::notes::{Begun, Notes};
use super::raw::{self, Slots};
use super::terms::Unmet;
use super::{Options, RawHtml};

use prose::Figure;

pub(super) struct Writer<'a> {
    body: &'a str,
    outline: &'a Outline,
    options: &'a Options<'a>,
    out: &'a mut String,
    links: Links<'a>,
    notes: Notes<'a>,
    /// Pieces kept from the allow-list; none where the body cannot hold HTML.
    slots: Option<Slots>,
    /// Whether there is HTML behind `clean`, and how many of its tags are open.
    has_html: bool,
    tags: i32,
    /// Up to here the text needs no allow-list any more.
    clean: usize,
    headings: usize,
    fences: usize,
    inline: usize,
    /// Headings are moved down by this: the page has its title already.
    deeper: u8,
    /// Links that are open, with the length of the text at their start.
    open: Vec<(Open<'a>, usize)>,
    table: Table,
    /// Terms of lists of definitions, as they are counted.
    terms: usize,
    /// Words of the glossary that the text has not used so far; none where words are not looked for.
    unmet: Option<Unmet<'a>>,
    /// Whether a heading is open.
    in_heading: bool,
    /// An image that may be alone in its paragraph.
    figure: Option<Figure<'a>>,
}

#[derive(Default)]
struct Table {
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        body: &'a str,
        outline: &'a Outline,
        resolved: &'a [Resolved],
        options: &'a Options<'a>,
        out: &'a mut String,
    ) -> Self {
        let may_hold_html = options.html == RawHtml::Sanitise && body.contains('<');
        let mut tops = outline.headings.iter().filter(|heading| heading.level == 1);
        if is_title(outline, options) {
            tops.next();
        }
        let clean = out.len();
        Self {
            body,
            outline,
            options,
            out,
            links: Links::new(outline, resolved),
            notes: Notes::default(),
            slots: may_hold_html.then(|| Slots::new(body)),
            has_html: false,
            tags: 0,
            clean,
            headings: 0,
            fences: 0,
            inline: 0,
            deeper: u8::from(tops.next().is_some()),
            open: Vec::new(),
            table: Table::default(),
            terms: 0,
            unmet: options.terms.and_then(super::Terms::unmet),
            in_heading: false,
            figure: None,
        }
    }

    /// The pieces to put back.
    pub(super) fn finish(mut self) -> Option<Slots> {
        if self.has_html {
            self.sanitise();
        }
        self.notes.write(self.options.words, self.out);
        self.slots
    }

    pub(super) fn write(&mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) {
        let mut events = Nested { inner: events, depth: 0, range: 0..0 };
        loop {
            let is_between = events.depth == 0;
            let Some(event) = events.next() else { return };
            if is_between {
                self.end_block();
            }
            match event {
                Event::Start(tag) => self.start(tag, &mut events),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.prose(&text, &events.range),
                Event::Code(text) => self.wrapped("<code>", &text, "</code>"),
                Event::InlineMath(text) | Event::DisplayMath(text) => {
                    self.wrapped("<code class=\"math\">", &text, "</code>");
                }
                Event::Html(text) | Event::InlineHtml(text) => self.html(&text),
                Event::SoftBreak => self.out.push('\n'),
                Event::HardBreak => self.out.push_str("<br>\n"),
                Event::Rule => self.out.push_str("<hr>\n"),
                Event::FootnoteReference(name) => self.notes.refer(name, self.out),
                Event::TaskListMarker(done) => self.task(done),
            }
        }
    }

    /// Between the blocks of the body: what is complete goes through the allow-list, so that a tag costs
    /// its own block and not the whole text.
    fn end_block(&mut self) {
        if self.has_html && self.tags <= 0 {
            self.sanitise();
        }
        if !self.has_html {
            self.clean = self.out.len();
        }
    }

    fn sanitise(&mut self) {
        if self.slots.is_some() {
            let written = self.out.split_off(self.clean);
            self.out.push_str(&raw::sanitise(&written));
        }
        self.has_html = false;
        self.tags = 0;
    }

    fn wrapped(&mut self, before: &str, text: &str, after: &str) {
        self.out.push_str(before);
        escape(text, self.out);
        self.out.push_str(after);
    }

    /// HTML of our own, which the allow-list need not know.
    fn trusted(&mut self, piece: String) {
        match &mut self.slots {
            Some(slots) => slots.hold(piece, self.out),
            None => self.out.push_str(&piece),
        }
    }

    fn html(&mut self, text: &str) {
        if raw::is_comment(text) {
            return;
        }
        match self.options.html {
            _ if raw::is_break(text) => self.out.push_str("<br>"),
            RawHtml::Escape => escape(&raw::without_hidden(text, &mut self.links), self.out),
            RawHtml::Sanitise | RawHtml::Trust => {
                self.has_html = true;
                self.tags += raw::balance(text);
                raw::relink(text, &mut self.links, self.options.root, self.out);
            }
        }
    }

    fn task(&mut self, done: bool) {
        let words = self.options.words;
        let (mark, word) = if done { (" checked", &words.done) } else { ("", &words.open) };
        let mut piece = ["<input type=\"checkbox\" disabled", mark, " aria-label=\""].concat();
        escape(word, &mut piece);
        piece.push_str("\"> ");
        self.trusted(piece);
    }

    fn start(&mut self, tag: Tag<'a>, events: &mut impl Iterator<Item = Event<'a>>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.heading(level as u8, events),
            Tag::BlockQuote(None) => self.out.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::CodeBlock(kind) => self.code(&kind, events),
            Tag::HtmlBlock => self.html_block(events),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => {
                self.out.push_str("<ol start=\"");
                self.out.push_str(&first.to_string());
                self.out.push_str("\">\n");
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(name) => {
                let start = self.out.len();
                let (has_html, tags) = (self.has_html, self.tags);
                self.notes.begin(Begun { name, start, has_html, tags });
                self.has_html = false;
            }
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.term(),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            Tag::Table(columns) => {
                self.table = Table { columns, ..Table::default() };
                self.wrapped(
                    "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"",
                    &self.options.words.table,
                    "\"><table>\n",
                );
            }
            Tag::TableHead => {
                self.table.head = true;
                self.table.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link(link_type, &dest_url, &title, events);
            }
            Tag::Image { dest_url, title, .. } => self.image(&dest_url, &title, events),
            Tag::MetadataBlock(_) => {
                skim(events, |_| {});
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::Paragraph && self.end_figure() {
            return;
        }
        self.out.push_str(match tag {
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.table.head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.table.head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Heading(level) => return self.end_heading(level as u8),
            TagEnd::FootnoteDefinition => return self.end_note(),
            TagEnd::Link => return self.end_link(),
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => "",
        });
    }

    fn link(
        &mut self,
        form: LinkType,
        target: &CowStr<'a>,
        title: &str,
        events: &mut impl Iterator<Item = Event<'a>>,
    ) {
        if let LinkType::WikiLink { has_pothole } = form {
            return self.wiki(target, has_pothole, events);
        }
        let mail = (form == LinkType::Email).then(|| format!("mailto:{target}"));
        let written = mail.as_deref().unwrap_or(target);
        let resolved = self.links.take(LinkKind::Markdown, written);
        let opened = links::open(resolved, written, title, self.options, self.out);
        self.open.push((opened, self.out.len()));
    }

    /// `[[id]]`, `[[id|words]]`, or a question whose answer is put in its place.
    fn wiki(
        &mut self,
        target: &CowStr<'a>,
        has_words: bool,
        events: &mut impl Iterator<Item = Event<'a>>,
    ) {
        if is_inline(target) {
            skim(events, |_| {});
            let answer = self.options.inline.get(self.inline).map_or("", String::as_str);
            self.inline += 1;
            return escape(answer, self.out);
        }
        let resolved = self.links.take(LinkKind::Wiki, target);
        let resolved = resolved.or(Some(&Resolved::Broken));
        let opened = links::open(resolved, target, "", self.options, self.out);
        if has_words {
            self.open.push((opened, self.out.len()));
            return;
        }
        skim(events, |_| {});
        match resolved {
            Some(Resolved::Hidden) => {}
            _ if opened.title.is_empty() => escape(target, self.out),
            _ => escape(opened.title, self.out),
        }
        opened.close(self.options, self.out);
    }

    /// A note leaves the text, so its HTML is not left for later.
    fn end_note(&mut self) {
        let Some(begun) = self.notes.take() else { return };
        let mut note = self.out.split_off(begun.start);
        if self.has_html && self.slots.is_some() {
            note = raw::sanitise(&note);
        }
        self.has_html = begun.has_html;
        self.tags = begun.tags;
        self.notes.keep(begun.name, note);
    }

    fn end_link(&mut self) {
        let Some((opened, start)) = self.open.pop() else { return };
        if self.out.len() == start {
            escape(opened.title, self.out);
        }
        opened.close(self.options, self.out);
    }
}

/// Events that know how many tags are open, whoever reads them.
struct Nested<I> {
    inner: I,
    depth: usize,
    /// Where the event that was read last stands in the body.
    range: Range<usize>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> Iterator for Nested<I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (event, range) = self.inner.next()?;
        self.range = range;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Some(event)
    }
}

/// Reads on to the end of the tag that was just opened.
fn skim<'a>(events: &mut impl Iterator<Item = Event<'a>>, mut see: impl FnMut(&Event<'a>)) {
    let mut depth = 0_usize;
    for event in events {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return,
            Event::End(_) => depth -= 1,
            _ => see(&event),
        }
    }
}

/// Whether the first heading says what the page's title says already.
fn is_title(outline: &Outline, options: &Options) -> bool {
    let first = outline.headings.first();
    first.is_some_and(|heading| heading.level == 1 && *heading.text == *options.title)
}

fn digit(level: u8) -> char {
    char::from(b'0' + level.clamp(1, 6))
}
