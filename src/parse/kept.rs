//! A text that was read, in the form in which a later run finds it: everything but the text itself, from which the front
//! matter is quoted.

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
    /// Writes down what was read from this text.
    pub fn write(&self, text: &str, pen: &mut Pen) {
        pen.print(self.said);
        pen.print(self.outlined);
        let mut quoted = Quoted { text, at: 0 };
        quoted.write_range(pen, &self.front.span);
        pen.number(u64::from(self.front.body));
        quoted.write_entries(pen, &self.front.entries);
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

    /// What was written down of this text; `None` where it makes no sense.
    #[must_use]
    pub fn read(text: &str, lens: &mut Lens, code: Code) -> Option<Self> {
        let (said, outlined) = (lens.print()?, lens.print()?);
        let mut quoted = Quoted { text, at: 0 };
        let (span, body) = (quoted.range(lens)?, lens.small()?);
        let entries = quoted.entries(lens, 0)?;
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

/// The text whose words are not written again where they stand in it, and where the range before began.
struct Quoted<'a> {
    text: &'a str,
    at: u32,
}

/// How a word is written.
#[derive(Clone, Copy)]
enum How {
    /// By itself.
    Spelled,
    /// As all that stands in its range.
    Whole,
    /// As what stands in its range between two signs.
    Inner,
}

impl How {
    const ALL: [Self; 3] = [Self::Spelled, Self::Whole, Self::Inner];

    /// Itself as a number below three.
    const fn number(self) -> u64 {
        self as u64
    }

    fn of(number: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

impl Quoted<'_> {
    /// Ranges mostly follow each other, so that their distance is a small number.
    fn write_range(&mut self, pen: &mut Pen, range: &Range<u32>) {
        pen.number(u64::from(range.start.wrapping_sub(self.at)));
        pen.number(u64::from(range.end.wrapping_sub(range.start)));
        self.at = range.start;
    }

    fn range(&mut self, lens: &mut Lens) -> Option<Range<u32>> {
        self.at = self.at.wrapping_add(lens.small()?);
        Some(self.at..self.at.wrapping_add(lens.small()?))
    }

    /// What stands in a range, or between its first and its last sign.
    fn said(&self, range: &Range<u32>, how: How) -> Option<&str> {
        let (start, end) = (range.start as usize, range.end as usize);
        match how {
            How::Spelled => None,
            How::Whole => self.text.get(start..end),
            How::Inner => self.text.get(start + 1..end.checked_sub(1)?),
        }
    }

    fn how(&self, word: &str, range: &Range<u32>) -> How {
        let is_said = |how: &How| self.said(range, *how) == Some(word);
        [How::Whole, How::Inner].into_iter().find(is_said).unwrap_or(How::Spelled)
    }

    fn write_word(pen: &mut Pen, word: &str, how: How) {
        if matches!(how, How::Spelled) {
            pen.text(word);
        }
    }

    fn word(&self, lens: &mut Lens, range: &Range<u32>, how: How) -> Option<Box<str>> {
        match how {
            How::Spelled => boxed(lens),
            how => self.said(range, how).map(Into::into),
        }
    }

    fn write_entries(&mut self, pen: &mut Pen, entries: &[Entry]) {
        pen.list(entries.iter(), |pen, entry| {
            self.write_range(pen, &entry.span);
            let key = self.how(&entry.key, &entry.span);
            pen.number(key.number());
            Self::write_word(pen, &entry.key, key);
            pen.maybe(entry.written.as_deref(), |pen, written| {
                let how = self.how(written, &entry.span);
                pen.number(how.number());
                Self::write_word(pen, written, how);
            });
            self.write_node(pen, &entry.value);
        });
    }

    fn entries(&mut self, lens: &mut Lens, depth: u32) -> Option<Vec<Entry>> {
        lens.list(|lens| {
            let span = self.range(lens)?;
            let how = How::of(lens.number()?)?;
            let key = self.word(lens, &span, how)?;
            let written = lens.maybe(|lens| {
                let how = How::of(lens.number()?)?;
                self.word(lens, &span, how)
            })?;
            Some(Entry { key, written, span, value: self.node(lens, depth)? })
        })
    }

    fn write_node(&mut self, pen: &mut Pen, node: &Node) {
        self.write_range(pen, &node.span);
        match &node.value {
            Value::Null => pen.number(0),
            Value::List(items) => {
                pen.number(1);
                pen.list(items.iter(), |pen, item| self.write_node(pen, item));
            }
            Value::Map(entries) => {
                pen.number(2);
                self.write_entries(pen, entries);
            }
            Value::Text { text, quoted } => {
                let how = self.how(text, &node.span);
                pen.number(3 + 2 * how.number() + u64::from(*quoted));
                Self::write_word(pen, text, how);
            }
        }
    }

    fn node(&mut self, lens: &mut Lens, depth: u32) -> Option<Node> {
        // A file that was made to harm us has a sound seal, too.
        if depth > DEEPEST {
            return None;
        }
        let span = self.range(lens)?;
        let value = match lens.number()? {
            0 => Value::Null,
            1 => Value::List(lens.list(|lens| self.node(lens, depth + 1))?),
            2 => Value::Map(self.entries(lens, depth + 1)?),
            which => {
                let how = How::of((which - 3) / 2)?;
                Value::Text { text: self.word(lens, &span, how)?, quoted: which % 2 == 0 }
            }
        };
        Some(Node { span, value })
    }
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
