//! The events of a body, as the outline counts them and the renderer writes them. Beyond those of the Markdown parser:
//! double brackets are links of the type `WikiLink`, bare addresses of the web are links of the type `Autolink`, and a
//! block of raw HTML is one event. `wiki::is_inline` tells which double brackets ask for a value and are no links.
//!
//! The parser has double brackets of its own, but takes `[[1]](address)`, which is a plain link elsewhere, for one.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::{memchr, memrchr2};
use pulldown_cmark::{CowStr, Event, LinkType, OffsetIter, Parser, Tag, TagEnd};

use crate::parse::address;
use crate::parse::outline::options;
use crate::parse::wiki;

/// Walks a body. Ranges are bytes of the body.
#[must_use]
pub fn walk(body: &str) -> Events<'_> {
    let sought = Sought::of(body);
    let text = sought.wiki || sought.web || sought.www;
    Events {
        body,
        inner: Parser::new_ext(body, options()).into_offset_iter(),
        sought,
        text,
        plain: !text && memchr(b'<', body.as_bytes()).is_none(),
        peeked: None,
        ready: VecDeque::new(),
        closed: 0,
    }
}

/// An event with its bytes.
type Step<'a> = (Event<'a>, Range<usize>);

/// What the body holds somewhere, so that each text is searched for no more than that.
#[derive(Clone, Copy)]
struct Sought {
    wiki: bool,
    web: bool,
    www: bool,
}

/// The signs by which each is found, in the order of its fields.
static SIGNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    // With this kind the finder looks at many bytes at once.
    builder.match_kind(MatchKind::LeftmostFirst).build(["[[", "://", "www."]).ok()
});

impl Sought {
    fn of(body: &str) -> Self {
        let Some(signs) = &*SIGNS else { return Self { wiki: true, web: true, www: true } };
        let mut found = [false; 3];
        for sign in signs.find_iter(body) {
            if let Some(found) = found.get_mut(sign.pattern().as_usize()) {
                *found = true;
            }
        }
        let [wiki, web, www] = found;
        Self { wiki, web, www }
    }
}

/// The events of a body with their bytes.
pub struct Events<'a> {
    body: &'a str,
    inner: OffsetIter<'a>,
    sought: Sought,
    /// Whether text is looked into.
    text: bool,
    /// Whether the parser's own events are all there is.
    plain: bool,
    peeked: Option<Step<'a>>,
    ready: VecDeque<Step<'a>>,
    /// How many links, images and blocks of code are open, in whose text nothing is looked for.
    closed: u32,
}

impl<'a> Iterator for Events<'a> {
    type Item = Step<'a>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.plain { self.inner.next() } else { self.looked_into() }
    }
}

impl<'a> Events<'a> {
    /// The next event where the parser's own are not all there is.
    fn looked_into(&mut self) -> Option<Step<'a>> {
        if let Some(step) = self.ready.pop_front() {
            return Some(step);
        }
        let step = if self.peeked.is_some() { self.peeked.take() } else { self.inner.next() };
        match &step {
            Some((Event::Text(_), _)) if self.text && self.closed == 0 => {
                let (Event::Text(first), range) = step? else { return None };
                self.prose(first, range);
                return self.ready.pop_front();
            }
            Some((Event::Html(_), _)) => {
                let (Event::Html(first), range) = step? else { return None };
                return Some(self.html(first, range));
            }
            Some((Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)), _)) => {
                self.closed += 1;
            }
            Some((Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock), _)) => {
                self.closed = self.closed.saturating_sub(1);
            }
            _ => {}
        }
        step
    }

    /// A block of raw HTML, which the parser tells line by line.
    fn html(&mut self, first: CowStr<'a>, range: Range<usize>) -> Step<'a> {
        let mut run = Run::new(self.body, first, range);
        for (event, range) in self.inner.by_ref() {
            let Event::Html(more) = event else {
                self.peeked = Some((event, range));
                break;
            };
            run.push(&more, range);
        }
        let (html, range) = run.finish();
        (Event::Html(html), range)
    }

    /// Takes a run of text and makes its events ready.
    fn prose(&mut self, first: CowStr<'a>, range: Range<usize>) {
        let mut run = Run::new(self.body, first, range);
        for (event, range) in self.inner.by_ref() {
            match event {
                Event::Text(more) => run.push(&more, range),
                // Double brackets may go on in the next line; outside them a break stays a break.
                Event::SoftBreak if run.open() => run.push("\n", range),
                event => {
                    self.peeked = Some((event, range));
                    break;
                }
            }
        }
        run.events(self.sought, &mut self.ready);
        if self.ready.is_empty() {
            // Text that is empty, which the parser does not make, is still an event.
            self.ready.push_back((Event::Text("".into()), 0..0));
        }
    }
}

/// Neighbouring texts as one: a slice of the source, or a text put together where the source is written otherwise.
struct Run<'a> {
    body: &'a str,
    range: Range<usize>,
    text: Words<'a>,
    /// Where the text is not what the source says: bytes of the text from which on, and their source.
    parts: Vec<(usize, Range<usize>)>,
    /// Characters behind a backslash, as bytes of the text, in order.
    escaped: Vec<usize>,
}

enum Words<'a> {
    Source(CowStr<'a>),
    Joined(String),
}

impl<'a> Run<'a> {
    fn new(body: &'a str, text: CowStr<'a>, range: Range<usize>) -> Self {
        let escaped = if is_behind_backslash(body, range.start) { vec![0] } else { Vec::new() };
        let differs = body.get(range.clone()) != Some(&*text);
        let parts = if differs { vec![(0, range.clone())] } else { Vec::new() };
        Self { body, range, text: Words::Source(text), parts, escaped }
    }

    fn text(&self) -> &str {
        match &self.text {
            Words::Source(text) => text,
            Words::Joined(text) => text,
        }
    }

    fn push(&mut self, more: &str, range: Range<usize>) {
        let at = self.text().len();
        let joins = range.start == self.range.end && self.parts.is_empty();
        if joins && self.body.get(range.clone()) == Some(more) {
            self.range.end = range.end;
            // Still word for word what the source says, so nothing is copied.
            let all = self.body.get(self.range.clone()).unwrap_or_default();
            self.text = Words::Source(all.into());
            return;
        }
        if self.parts.is_empty() {
            self.parts.push((0, self.range.clone()));
        }
        if range.start > self.range.end && is_behind_backslash(self.body, range.start) {
            self.escaped.push(at);
        }
        self.range.end = range.end.max(self.range.end);
        self.parts.push((at, range));
        match &mut self.text {
            Words::Joined(text) => text.push_str(more),
            Words::Source(text) => self.text = Words::Joined(format!("{text}{more}")),
        }
    }

    /// Whether double brackets are open at the end; they go on for one line at most.
    fn open(&self) -> bool {
        let text = self.text();
        let tail = memrchr2(b']', b'\n', text.as_bytes()).map_or(0, |at| at + 1);
        text.get(tail..).is_some_and(|tail| tail.contains("[["))
    }

    fn finish(self) -> (CowStr<'a>, Range<usize>) {
        match self.text {
            Words::Source(text) => (text, self.range),
            Words::Joined(text) => (text.into(), self.range),
        }
    }

    /// The bytes of the source for bytes of the text; all of a part that is not written as it reads.
    fn source(&self, part: &Range<usize>) -> Range<usize> {
        let (start, _) = self.spot(part.start);
        let (_, end) = self.spot(part.end);
        start..end.max(start)
    }

    fn spot(&self, at: usize) -> (usize, usize) {
        if self.parts.is_empty() {
            return (self.range.start + at, self.range.start + at);
        }
        let index = self.parts.partition_point(|(from, _)| *from <= at).saturating_sub(1);
        let Some((from, source)) = self.parts.get(index) else {
            return (self.range.start, self.range.end);
        };
        let next = self.parts.get(index + 1).map_or(self.text().len(), |(next, _)| *next);
        if next - from == source.len() {
            (source.start + at - from, source.start + at - from)
        } else {
            (source.start, source.end)
        }
    }

    /// A part of the text, borrowed from the source where it can be.
    fn part(&self, part: Range<usize>) -> CowStr<'a> {
        let words = self.text().get(part.clone()).unwrap_or_default();
        match self.body.get(self.source(&part)) {
            Some(source) if source == words => source.into(),
            _ => words.to_owned().into(),
        }
    }

    fn events(&self, sought: Sought, out: &mut VecDeque<Step<'a>>) {
        let text = self.text();
        let mut at = 0;
        let mut from = if sought.wiki { 0 } else { text.len() };
        while let Some((range, wiki)) = wiki::find(text, from) {
            let escaped = |at: usize| self.escaped.binary_search(&at).is_ok();
            if escaped(range.start) || escaped(range.start + 1) {
                from = range.start + 1;
                continue;
            }
            self.plain(at..range.start, sought, out);
            let source = self.source(&range);
            let target = self.part(self.inside(wiki.target));
            let words = wiki.words.map(|words| self.part(self.inside(words)));
            let link_type = LinkType::WikiLink { has_pothole: words.is_some() };
            link(link_type, target.clone(), words.unwrap_or(target), &source, out);
            at = range.end;
            from = at;
        }
        self.plain(at..text.len(), sought, out);
    }

    /// Where a slice of the text lies in it.
    fn inside(&self, slice: &str) -> Range<usize> {
        let start = (slice.as_ptr() as usize).saturating_sub(self.text().as_ptr() as usize);
        start..start + slice.len()
    }

    /// Text without double brackets: bare addresses become links.
    fn plain(&self, part: Range<usize>, sought: Sought, out: &mut VecDeque<Step<'a>>) {
        let text = self.text().get(..part.end).unwrap_or_default();
        let mut at = part.start;
        if (sought.web && text.contains(':')) || sought.www {
            while let Some(range) = address::find(text, at) {
                self.words(at..range.start, out);
                let words = self.part(range.clone());
                let target = if words.starts_with("www.") {
                    format!("http://{words}").into()
                } else {
                    words.clone()
                };
                link(LinkType::Autolink, target, words, &self.source(&range), out);
                at = range.end;
            }
        }
        self.words(at..part.end, out);
    }

    fn words(&self, part: Range<usize>, out: &mut VecDeque<Step<'a>>) {
        if !part.is_empty() {
            let source = self.source(&part);
            out.push_back((Event::Text(self.part(part)), source));
        }
    }
}

fn is_behind_backslash(body: &str, at: usize) -> bool {
    at > 0 && body.as_bytes().get(at - 1) == Some(&b'\\')
}

fn link<'a>(
    link_type: LinkType,
    dest_url: CowStr<'a>,
    words: CowStr<'a>,
    source: &Range<usize>,
    out: &mut VecDeque<Step<'a>>,
) {
    let tag = Tag::Link { link_type, dest_url, title: "".into(), id: "".into() };
    out.push_back((Event::Start(tag), source.clone()));
    out.push_back((Event::Text(words), source.clone()));
    out.push_back((Event::End(TagEnd::Link), source.clone()));
}
