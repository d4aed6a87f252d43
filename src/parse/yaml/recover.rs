//! A text that does not parse, read entry by entry. A faulty value is blanked out in a copy of the same length, so that
//! offsets stay true, and the entry is read again: one bad line costs one value, and often not even that.

use std::ops::Range;

use crate::base::diagnostic::Problem;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::split::Lines;
use crate::parse::yaml::explain::explain;
use crate::parse::yaml::line::Line;
use crate::parse::yaml::scalar::BLANKS;
use crate::parse::yaml::tree::{self, Fault};
use crate::parse::yaml::{Reading, not_a_map};
use crate::parse::{byte, bytes};

/// How many faults are mended in one entry before the rest of it is given up.
const TRIES: usize = 16;

/// Reads what can be read of this part of the text.
pub(super) fn read(text: &str, part: Range<usize>) -> Reading {
    let mut reading = Reading::default();
    for chunk in chunks(text, part) {
        reading.problems.truncate(tree::TOLD);
        Chunk { text, range: chunk.clone(), copy: String::new(), blanked: Vec::new() }
            .read(&mut reading);
    }
    reading
}

/// The top-level entries: each from its line in the first column to the next one.
fn chunks(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let inside = text.get(..part.end).unwrap_or(text);
    for line in (Lines { text: inside, at: part.start }) {
        let words = inside.get(line.clone()).unwrap_or_default();
        let marker = words.trim_end();
        if marker == "---" || marker == "..." {
            if out.is_empty() {
                continue;
            }
            break;
        }
        let goes_on = words.starts_with([' ', '\t', '#', ']', '}', '\r', '\n'])
            || marker == "-"
            || words.starts_with("- ");
        match out.last_mut() {
            Some(last) if goes_on => last.end = line.end,
            None if marker.trim_start().is_empty() || words.starts_with('#') => {}
            _ => out.push(line),
        }
    }
    out
}

/// One top-level entry.
struct Chunk<'t> {
    text: &'t str,
    range: Range<usize>,
    /// The entry's text, with faulty parts blanked out.
    copy: String,
    /// Values that were blanked out.
    blanked: Vec<Range<usize>>,
}

impl Chunk<'_> {
    fn read(mut self, reading: &mut Reading) {
        self.text.get(self.range.clone()).unwrap_or_default().clone_into(&mut self.copy);
        let mut told: Option<usize> = None;
        for attempt in 0.. {
            let mut tree = tree::build(&self.copy, self.range.start);
            let Some(fault) = tree.fault.take() else {
                reading.problems.append(&mut tree.problems);
                return self.accept(tree.root, reading);
            };
            let line = self.line_of(&fault);
            let mended = if self.spread_tabs(&line, &mut reading.problems) {
                true
            } else {
                if told != Some(line.range.start) {
                    told = Some(line.range.start);
                    reading.problems.push(explain(self.text, &line, &fault));
                }
                self.mend(&line, &fault)
            };
            if !mended || attempt >= TRIES {
                reading.problems.append(&mut tree.problems);
                return self.accept(tree.root, reading);
            }
        }
    }

    /// The line that is to blame.
    fn line_of(&self, fault: &Fault) -> Line {
        let at = fault.at().clamp(self.range.start, self.range.end);
        Line::at(self.text, &self.range, at)
    }

    /// Tabs in front of the entry's lines become blanks, if one stands before the fault.
    fn spread_tabs(&mut self, last: &Line, problems: &mut Vec<Problem>) -> bool {
        let mut first = None;
        let mut at = self.range.start;
        let mut out = String::with_capacity(self.copy.len());
        for line in self.copy.split_inclusive('\n') {
            let rest = line.trim_start_matches([' ', '\t']);
            let blanks = line.len() - rest.len();
            if !rest.trim().is_empty() && at <= last.range.start {
                first = first.or(line.get(..blanks).and_then(|b| b.find('\t')).map(|tab| at + tab));
            }
            out.extend(std::iter::repeat_n(' ', blanks));
            out.push_str(rest);
            at += line.len();
        }
        let Some(tab) = first else { return false };
        self.copy = out;
        let what = "this line is indented with a tab";
        let problem = Problem::new("bad-front-matter", bytes(tab..tab + 1), what);
        problems.push(problem.help("YAML takes blanks only: write two for each level"));
        true
    }

    /// Makes the faulty line readable at the least loss; `false` when nothing is left to try.
    fn mend(&mut self, line: &Line, fault: &Fault) -> bool {
        let copy = |range: &Range<usize>, chunk: &Self| {
            let (start, end) = (range.start - chunk.range.start, range.end - chunk.range.start);
            chunk.copy.get(start..end).unwrap_or_default().to_owned()
        };
        if fault.open.first().is_some_and(|(at, _)| line.range.contains(at))
            && self.close(line, fault)
        {
            return true;
        }
        let value = copy(&line.value, self);
        let bracketed = value.starts_with(['[', '{']) && !value.starts_with("{{");
        if bracketed && fault.open.is_empty() && line.value.contains(&fault.marker()) {
            let rest = fault.marker()..line.value.end;
            if !copy(&rest, self).trim().is_empty() && rest.start > line.value.start {
                self.blank(&rest);
                return true;
            }
        }
        if !value.trim().is_empty() {
            let end = if fault.open.is_empty() {
                line.value.end
            } else {
                line.below(self.text, &self.range)
            };
            self.blank(&(line.value.start..end));
            if !bracketed {
                self.blanked.push(line.value.clone());
            }
            return true;
        }
        if copy(&line.range, self).trim().is_empty() {
            return false;
        }
        self.blank(&line.range);
        true
    }

    /// Closes brackets that are open at the end of the entry.
    fn close(&mut self, line: &Line, fault: &Fault) -> bool {
        let end = self.copy.trim_end_matches(BLANKS).len();
        if self.range.start + end > line.range.end || self.copy.len() > self.range.len() {
            return false;
        }
        let closers = fault.open.iter().rev().map(|(_, list)| if *list { ']' } else { '}' });
        let closers: String = closers.collect();
        self.copy.insert_str(end, &closers);
        true
    }

    fn blank(&mut self, range: &Range<usize>) {
        let inside = range.start - self.range.start..range.end - self.range.start;
        let blank: String = self
            .copy
            .get(inside.clone())
            .unwrap_or_default()
            .bytes()
            .map(|b| if matches!(b, b'\n' | b'\r') { char::from(b) } else { ' ' })
            .collect();
        if blank.len() == inside.len() {
            self.copy.replace_range(inside, &blank);
        }
    }

    fn accept(&self, root: Option<Node>, reading: &mut Reading) {
        let Some(mut root) = root else { return };
        if !self.blanked.is_empty() {
            self.restore(&mut root);
        }
        if self.copy.len() > self.range.len() {
            let written = self.text.get(self.range.clone()).unwrap_or_default();
            let written = written.trim_end_matches(BLANKS);
            cut(&mut root, byte(self.range.start + written.len()));
        }
        match root.value {
            Value::Map(entries) => {
                for entry in entries {
                    reading.keep(entry);
                }
            }
            Value::Null => {}
            Value::List(_) => reading.problems.push(not_a_map(root.span.start as usize)),
            Value::Text { .. } => self.keyless(reading),
        }
    }

    /// Where a value was blanked out, what is written there is its text.
    fn restore(&self, node: &mut Node) {
        match &mut node.value {
            Value::Null => {
                let at = node.span.end as usize;
                let found = self.blanked.iter().find(|blank| {
                    blank.start >= at
                        && self
                            .text
                            .get(at..blank.start)
                            .is_some_and(|gap| gap.trim_matches([' ', '\t']).is_empty())
                });
                if let Some(range) = found {
                    let raw = self.text.get(range.clone()).unwrap_or_default();
                    *node = Node {
                        span: byte(range.start)..byte(range.end),
                        value: Value::Text { text: unquoted(raw).into(), quoted: true },
                    };
                }
            }
            Value::Text { .. } => {}
            Value::List(items) => items.iter_mut().for_each(|item| self.restore(item)),
            Value::Map(entries) => {
                for entry in entries {
                    self.restore(&mut entry.value);
                }
            }
        }
    }

    /// A line in the first column that is no entry.
    fn keyless(&self, reading: &mut Reading) {
        let line = Line::at(self.text, &self.range, self.range.start);
        let words = line.words(self.text).trim_end();
        let start = line.range.start;
        let joined = words.split_once(':').filter(|(key, value)| {
            let far = value.starts_with("//") || value.starts_with(char::is_whitespace);
            !key.is_empty() && !value.is_empty() && !far && !key.contains(char::is_whitespace)
        });
        let Some((key, value)) = joined else {
            let what = "this line is no `key: value`";
            let problem = Problem::new("bad-front-matter", bytes(start..start + words.len()), what);
            let help = "write a key and a colon before it, indent it below its key, or remove it";
            return reading.problems.push(problem.help(help));
        };
        let colon = start + key.len();
        let what = "there is no blank after the colon";
        let problem = Problem::new("bad-front-matter", bytes(colon..colon + 1), what);
        reading.problems.push(problem.help(format!("write `{key}: {value}`")));
        let value = Node {
            span: byte(colon + 1)..byte(start + words.len()),
            value: Value::Text {
                text: unquoted(value).into(),
                quoted: value.starts_with(['"', '\'']),
            },
        };
        let span = byte(start)..byte(colon);
        reading.keep(Entry { key: key.into(), written: None, span, value });
    }
}

/// No node goes on beyond the text, where brackets were added.
fn cut(node: &mut Node, end: u32) {
    node.span = node.span.start.min(end)..node.span.end.min(end);
    match &mut node.value {
        Value::Null | Value::Text { .. } => {}
        Value::List(items) => items.iter_mut().for_each(|item| cut(item, end)),
        Value::Map(entries) => {
            for entry in entries {
                cut(&mut entry.value, end);
            }
        }
    }
}

/// Without a quote at either end.
fn unquoted(raw: &str) -> &str {
    let raw = raw.trim();
    match raw.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) if raw.matches(quote).count() == 1 => raw.get(1..).unwrap_or_default(),
        Some(quote) if raw.len() > 1 && raw.ends_with(quote) => {
            raw.get(1..raw.len() - 1).unwrap_or_default()
        }
        _ => raw,
    }
}
