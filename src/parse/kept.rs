//! A text that was read, in the form in which a later run finds it: everything but the text itself.

use std::ops::Range;

use crate::base::diagnostic::Problem;
use crate::base::record::{Lens, Pen};

use super::Parsed;
use super::front::{Entry, Front, Node, Value};
use super::outline::{Claim, Fence, Heading, Link, LinkKind, Outline, Term};

/// Lists in lists deeper than this were never written: reading front matter stops before.
const DEEPEST: u32 = 400;

/// Gives the lint of a name, as problems name them; `None` when there is none.
pub type Code<'a> = &'a dyn Fn(&str) -> Option<&'static str>;

impl Parsed {
    /// Writes it down.
    pub fn write(&self, pen: &mut Pen) {
        pen.print(self.said);
        pen.print(self.outlined);
        write_range(pen, &self.front.span);
        pen.number(u64::from(self.front.body));
        write_entries(pen, &self.front.entries);
        write_outline(pen, &self.outline);
        pen.list(self.problems.iter(), |pen, problem| {
            pen.text(problem.code);
            pen.maybe(problem.level, Pen::level);
            pen.place(&problem.place);
            pen.text(&problem.what);
            pen.maybe(problem.help.as_deref(), Pen::text);
            pen.list(problem.related.iter(), |pen, (spot, words)| {
                pen.spot(spot);
                pen.text(words);
            });
            pen.maybe(problem.fix.as_ref(), Pen::fix);
        });
    }

    /// What was written down; `None` where it makes no sense.
    #[must_use]
    pub fn read(lens: &mut Lens, code: Code) -> Option<Self> {
        let (said, outlined) = (lens.print()?, lens.print()?);
        let (span, body) = (range(lens)?, lens.small()?);
        let entries = entries(lens, 0)?;
        let outline = outline(lens)?;
        let problems = lens.list(|lens| {
            Some(Problem {
                code: code(lens.text()?)?,
                level: lens.maybe(Lens::level)?,
                place: lens.place()?,
                what: lens.text()?.to_owned(),
                help: lens.maybe(|lens| lens.text().map(str::to_owned))?,
                related: lens.list(|lens| Some((lens.spot()?, lens.text()?.to_owned())))?,
                fix: lens.maybe(Lens::fix)?,
            })
        })?;
        let front = Front { entries, span, body };
        lens.is_at_end().then_some(Self { front, outline, problems, said, outlined })
    }
}

fn write_range(pen: &mut Pen, range: &Range<u32>) {
    pen.number(u64::from(range.start));
    pen.number(u64::from(range.end));
}

fn range(lens: &mut Lens) -> Option<Range<u32>> {
    Some(lens.small()?..lens.small()?)
}

fn write_entries(pen: &mut Pen, entries: &[Entry]) {
    pen.list(entries.iter(), |pen, entry| {
        pen.text(&entry.key);
        pen.maybe(entry.written.as_deref(), Pen::text);
        write_range(pen, &entry.span);
        write_node(pen, &entry.value);
    });
}

fn entries(lens: &mut Lens, depth: u32) -> Option<Vec<Entry>> {
    lens.list(|lens| {
        let key = boxed(lens)?;
        let written = lens.maybe(boxed)?;
        let span = range(lens)?;
        Some(Entry { key, written, span, value: node(lens, depth)? })
    })
}

fn write_node(pen: &mut Pen, node: &Node) {
    write_range(pen, &node.span);
    match &node.value {
        Value::Null => pen.number(0),
        Value::Text { text, quoted } => {
            pen.number(1 + u64::from(*quoted));
            pen.text(text);
        }
        Value::List(items) => {
            pen.number(3);
            pen.list(items.iter(), write_node);
        }
        Value::Map(entries) => {
            pen.number(4);
            write_entries(pen, entries);
        }
    }
}

fn node(lens: &mut Lens, depth: u32) -> Option<Node> {
    // A file that was made to harm us has a sound seal, too.
    if depth > DEEPEST {
        return None;
    }
    let span = range(lens)?;
    let value = match lens.number()? {
        0 => Value::Null,
        which @ 1..=2 => Value::Text { text: boxed(lens)?, quoted: which == 2 },
        3 => Value::List(lens.list(|lens| node(lens, depth + 1))?),
        4 => Value::Map(entries(lens, depth + 1)?),
        _ => return None,
    };
    Some(Node { span, value })
}

fn write_outline(pen: &mut Pen, outline: &Outline) {
    pen.list(outline.headings.iter(), |pen, heading| {
        pen.number(u64::from(heading.level));
        pen.text(&heading.text);
        pen.text(&heading.anchor);
    });
    pen.list(outline.terms.iter(), |pen, term| {
        pen.text(&term.text);
        pen.text(&term.anchor);
    });
    pen.list(outline.links.iter(), |pen, link| {
        pen.number(match link.kind {
            LinkKind::Markdown => 0,
            LinkKind::Image => 1,
            LinkKind::Wiki => 2,
            LinkKind::Html => 3,
        });
        pen.text(&link.target);
        pen.text(&link.text);
    });
    pen.list(outline.fences.iter(), |pen, fence| {
        pen.text(&fence.info);
        pen.text(&fence.text);
    });
    write_texts(pen, &outline.html);
    pen.maybe(outline.first_paragraph.as_deref(), Pen::text);
    write_texts(pen, &outline.acronyms);
    pen.list(outline.claims.iter(), |pen, claim| {
        pen.text(&claim.text);
        pen.number(u64::from(claim.n));
        pen.number(u64::from(claim.with_interval));
    });
    pen.number(u64::from(outline.words));
    pen.maybe(outline.unclosed_fence, |pen, line| pen.number(u64::from(line)));
    write_texts(pen, &outline.inline);
}

fn outline(lens: &mut Lens) -> Option<Outline> {
    Some(Outline {
        headings: lens.list(|lens| {
            let level = u8::try_from(lens.number()?).ok()?;
            Some(Heading { level, text: boxed(lens)?, anchor: boxed(lens)? })
        })?,
        terms: lens.list(|lens| Some(Term { text: boxed(lens)?, anchor: boxed(lens)? }))?,
        links: lens.list(|lens| {
            let kind = match lens.number()? {
                0 => LinkKind::Markdown,
                1 => LinkKind::Image,
                2 => LinkKind::Wiki,
                3 => LinkKind::Html,
                _ => return None,
            };
            Some(Link { kind, target: boxed(lens)?, text: boxed(lens)? })
        })?,
        fences: lens.list(|lens| Some(Fence { info: boxed(lens)?, text: boxed(lens)? }))?,
        html: lens.list(boxed)?,
        first_paragraph: lens.maybe(boxed)?,
        acronyms: lens.list(boxed)?,
        claims: lens.list(|lens| {
            let (text, n) = (boxed(lens)?, lens.small()?);
            Some(Claim { text, n, with_interval: lens.number()? == 1 })
        })?,
        words: lens.small()?,
        unclosed_fence: lens.maybe(Lens::small)?,
        inline: lens.list(boxed)?,
    })
}

fn write_texts(pen: &mut Pen, texts: &[Box<str>]) {
    pen.list(texts.iter(), |pen, text| pen.text(text));
}

fn boxed(lens: &mut Lens) -> Option<Box<str>> {
    lens.text().map(Into::into)
}
