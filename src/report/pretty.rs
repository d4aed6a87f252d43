//! Findings for people at a terminal, in rustc's look: source line, underline, why, help, and a fix as a diff.

mod notes;
mod plain;

use std::borrow::Cow;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Message, Origin, Patch, Renderer, Snippet,
};
use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::report::located::{Finding, Located, floor};
use crate::report::summary;
use crate::report::{Report, fix_words};

use notes::{Notes, sentences, told};

/// Two places of a file at most this many bytes apart share a snippet. Chosen by feel.
const NEAR: usize = 16 * 1024;
/// A piece of text longer than this is cut around the place before it is drawn. Chosen by feel.
const LONG: usize = 4 * 1024;
/// Characters kept on either side of a cut.
const KEPT: usize = 300;
/// A span of more lines than this is drawn at its first line only.
const TALL: usize = 6;
/// Findings drawn in one go, so that a long report streams.
const BATCH: usize = 512;

/// Writes every finding and the summary line.
///
/// # Errors
/// When the output cannot be written.
pub fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let pen = Pen::new(report);
    for batch in report.findings.chunks(BATCH) {
        let drawn: Vec<String> = batch
            .par_iter()
            .map_init(Notes::default, |notes, finding| draw(report, &pen, notes, finding))
            .collect();
        for text in drawn {
            out.write_all(text.as_bytes())?;
            out.write_all(b"\n\n")?;
        }
    }
    if let Some(baseline) = &report.baseline {
        for entry in &baseline.gone {
            writeln!(out, "note: no longer found, take it out of the baseline: {entry}")?;
        }
    }
    writeln!(out, "{}", summary::line(report))
}

/// One finding, without a line break at its end.
#[must_use]
pub fn one(report: &Report, finding: &Finding) -> String {
    draw(report, &Pen::new(report), &mut Notes::default(), finding)
}

/// How findings are drawn.
struct Pen {
    renderer: Renderer,
    width: usize,
    colour: bool,
}

impl Pen {
    fn new(report: &Report) -> Self {
        let (colour, width) = (report.look.colour, report.look.width.max(40));
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(width), width, colour }
    }
}

fn draw(report: &Report, pen: &Pen, notes: &mut Notes, finding: &Finding) -> String {
    let text = report.texts.text(&finding.at.path);
    let text = text.as_deref();
    let elsewhere: Vec<Option<Arc<str>>> =
        finding.related.iter().map(|(at, _)| report.texts.text(&at.path)).collect();
    let diagnostic = finding.diagnostic;
    let said = [diagnostic.what.as_str(), diagnostic.help.as_deref().unwrap_or_default()];
    let places = || finding.related.iter().map(|(at, _)| at).chain([&finding.at]);
    let words = finding.related.iter().map(|(_, what)| *what).chain(said);
    if places().map(|at| at.path.as_str()).chain(words).all(is_tame) {
        return compose(pen, notes, finding, text, &elsewhere);
    }
    let diagnostic = Diagnostic {
        what: plain(&diagnostic.what),
        help: diagnostic.help.as_deref().map(plain),
        ..diagnostic.clone()
    };
    let named = |at: &Located| Located { path: plain(&at.path), ..at.clone() };
    let words: Vec<String> = finding.related.iter().map(|(_, what)| plain(what)).collect();
    let related = finding.related.iter().zip(&words);
    let finding = Finding {
        diagnostic: &diagnostic,
        at: named(&finding.at),
        related: related.map(|((at, _), what)| (named(at), what.as_str())).collect(),
        edits: finding.edits.clone(),
        fingerprint: String::new(),
    };
    compose(pen, notes, &finding, text, &elsewhere)
}

/// Whether no sign of a text is odd. Nearly all texts hold none but ordinary ones, which bytes tell faster.
fn is_tame(text: &str) -> bool {
    is_ascii(text) || !text.contains(is_odd)
}

/// Whether a text is ASCII signs that are seen as themselves. Without branches, so that many are looked at at once.
fn is_ascii(text: &str) -> bool {
    let is_other = |b: u8| u8::from(b.wrapping_sub(b' ') > b'~' - b' ');
    text.bytes().fold(0, |others, b| others | is_other(b)) == 0
}

/// Whether a sign would do something to a terminal, or turn the words around it.
fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text in one line, in which odd signs are pictures of themselves.
fn plain(text: &str) -> String {
    let sign = |c: char| match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or(' '),
        '\x7f' => '\u{2421}',
        c if is_odd(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(sign).collect()
}

fn compose(
    pen: &Pen,
    notes: &mut Notes,
    finding: &Finding,
    text: Option<&str>,
    elsewhere: &[Option<Arc<str>>],
) -> String {
    let diagnostic = finding.diagnostic;
    let plain = text.and_then(|text| ordinary(pen, finding, text, elsewhere));
    if let Some((mut drawn, margin)) = plain {
        if !plain::say(&told(diagnostic), margin, &mut drawn) {
            notes.write(&pen.renderer, diagnostic, true, margin, &mut drawn);
        }
        return drawn;
    }
    let renderer = &pen.renderer;
    let mut group = level(diagnostic.level)
        .primary_title(diagnostic.what.as_str())
        .id(diagnostic.code)
        .elements(main_snippet(finding, text));
    let mut is_source = text.is_some();
    for ((at, what), other) in finding.related.iter().zip(elsewhere) {
        if text.is_some() && is_near(finding, at) {
            continue;
        }
        is_source = other.is_some();
        group = match other {
            Some(other) => group.elements(other_snippet(at, what, other)),
            None => group.element(
                Message::NOTE.message(format!("{what} ({}:{}:{})", at.path, at.line, at.column)),
            ),
        };
    }
    let drawn = match text.and_then(|text| fix_group(finding, text)) {
        Some(fix) => renderer.render(&[group.elements(sentences(diagnostic)), fix]),
        None => {
            let mut drawn = renderer.render(&[group]);
            let line = drawn.split('\n').nth(1).unwrap_or_default();
            let margin = line.len() - line.trim_start_matches(' ').len();
            notes.write(renderer, diagnostic, is_source, margin, &mut drawn);
            drawn
        }
    };
    // Signs below these are pictures by now, in source lines too; some terminals obey these as well.
    let is_obeyed = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if drawn.is_ascii() { drawn } else { drawn.replace(is_obeyed, "\u{fffd}") }
}

/// A finding that is nothing but places in lines of their own files, without colours, and the width of its margin.
fn ordinary(
    pen: &Pen,
    finding: &Finding,
    text: &str,
    elsewhere: &[Option<Arc<str>>],
) -> Option<(String, usize)> {
    if pen.colour || !finding.edits.is_empty() {
        return None;
    }
    let mut windows = vec![(&finding.at, "", Window::of(text, &finding.at))];
    for ((at, label), other) in finding.related.iter().zip(elsewhere) {
        let is_apart = windows.iter().all(|(known, ..)| known.path != at.path);
        let other = other.as_deref().filter(|_| is_apart)?;
        windows.push((at, label, Window::of(other, at)));
    }
    let parts = windows.iter().map(|(at, label, (window, span))| {
        let part = plain::Part { at, lines: &window.source, span: span.clone(), label };
        (!window.cut).then_some(part)
    });
    plain::draw(finding.diagnostic, &parts.collect::<Option<Vec<_>>>()?, pen.width)
}

fn level(level: Level) -> Message<'static> {
    match level {
        Level::Error => Message::ERROR,
        Level::Warning => Message::WARNING,
        Level::Note => Message::NOTE,
    }
}

/// The place itself, and the other places that are near it in the same file.
fn main_snippet<'t>(finding: &'t Finding, text: Option<&'t str>) -> Vec<Element<'t>> {
    let at = &finding.at;
    let Some(text) = text else { return vec![origin(at).into()] };
    let near: Vec<&(Located, &str)> =
        finding.related.iter().filter(|(other, _)| is_near(finding, other)).collect();
    let places = || near.iter().map(|(other, _)| other).chain([at]);
    let first = places().min_by_key(|place| place.start).unwrap_or(at);
    let end = places().map(|place| drawn(text, place).end).max().unwrap_or(at.end);
    let window = Window::new(text, first.start..end, first.line);
    let snippet = window
        .snippet()
        .annotation(AnnotationKind::Primary.span(window.span(&drawn(text, at))))
        .annotations(near.iter().map(|(other, what)| {
            AnnotationKind::Context.span(window.span(&drawn(text, other))).label(*what)
        }));
    window.under(at, snippet)
}

/// A place in another file, or far away in the same one.
fn other_snippet<'t>(at: &'t Located, what: &'t str, text: &'t str) -> Vec<Element<'t>> {
    let (window, span) = Window::of(text, at);
    let annotation = AnnotationKind::Context.span(span).label(what);
    let snippet = window.snippet().annotation(annotation);
    window.under(at, snippet)
}

/// What the fix would change, as a diff.
fn fix_group<'t>(finding: &'t Finding, text: &'t str) -> Option<Group<'t>> {
    let fix = finding.diagnostic.fix.as_ref()?;
    let first = finding.edits.iter().map(|edit| edit.start).min()?;
    let end = finding.edits.iter().map(|edit| edit.end).max()?;
    let line = text.get(..first)?.matches('\n').count() + 1;
    let window = Window::new(text, first..end, u32::try_from(line).unwrap_or(u32::MAX));
    if window.cut {
        return None;
    }
    let patches = finding
        .edits
        .iter()
        .map(|edit| Patch::new(window.span(&(edit.start..edit.end)), edit.text.as_str()));
    let snippet = window.snippet().patches(patches);
    let title = format!("{}: `throughline check --fix` does it", plain(&fix_words(fix)));
    Some(Message::HELP.secondary_title(title).element(snippet))
}

fn origin(at: &Located) -> Origin<'_> {
    Origin::path(at.path.as_str()).line(at.line as usize).char_column(at.column as usize)
}

/// Whether another place is drawn in the snippet of the finding itself.
fn is_near(finding: &Finding, other: &Located) -> bool {
    let at = &finding.at;
    let apart = other.start >= at.end || other.end <= at.start;
    let distance = other.start.abs_diff(at.start).max(other.end.abs_diff(at.end));
    other.path == at.path && apart && distance <= NEAR
}

/// The bytes that are underlined: without line breaks at the end, and of a tall span only the first line.
fn drawn(text: &str, at: &Located) -> Range<usize> {
    let start = floor(text, at.start);
    let end = floor(text, at.end.max(start));
    let span = text.get(start..end).unwrap_or_default();
    let trimmed = span.trim_end();
    let kept = if trimmed.matches('\n').count() >= TALL {
        trimmed.lines().next().unwrap_or_default()
    } else {
        trimmed
    };
    start..start + kept.len()
}

/// The lines around some places: drawing costs what is drawn, however long the file is.
struct Window<'t> {
    source: Cow<'t, str>,
    line: usize,
    start: usize,
    shift: usize,
    cut: bool,
}

impl<'t> Window<'t> {
    fn new(text: &'t str, range: Range<usize>, line: u32) -> Self {
        let from = floor(text, range.start);
        let to = floor(text, range.end.max(from));
        let before = text.get(..from).unwrap_or_default();
        let after = text.get(to..).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = to + after.find('\n').unwrap_or(after.len());
        let line = line as usize;
        let lead = from - start;
        if end - start <= LONG || lead.max(end - to) <= LONG / 2 {
            let source = text.get(start..end).unwrap_or_default();
            let source = source.strip_suffix('\r').unwrap_or(source);
            return Self { source: Cow::Borrowed(source), line, start, shift: 0, cut: false };
        }
        let near_start = start.max(floor(text, from.saturating_sub(KEPT)));
        let near_end = end.min(floor(text, to.min(from + LONG) + KEPT));
        let piece = text.get(near_start..near_end).unwrap_or_default();
        let mark = if near_start > start { "..." } else { "" };
        Self {
            source: Cow::Owned(format!("{mark}{piece}...")),
            line,
            start: near_start,
            shift: mark.len(),
            cut: true,
        }
    }

    /// The lines around a place, and where it is in them.
    fn of(text: &'t str, at: &Located) -> (Self, Range<usize>) {
        let range = drawn(text, at);
        let window = Self::new(text, range.clone(), at.line);
        let span = window.span(&range);
        (window, span)
    }

    /// A range of the text as a range of what is drawn.
    fn span(&self, range: &Range<usize>) -> Range<usize> {
        let place =
            |offset: usize| (offset.saturating_sub(self.start) + self.shift).min(self.source.len());
        floor(&self.source, place(range.start))..floor(&self.source, place(range.end))
    }

    fn snippet<T: Clone>(&self) -> Snippet<'t, T> {
        Snippet::source(self.source.clone()).line_start(self.line)
    }

    /// A snippet under its heading; where the line was cut, the heading says the true column.
    fn under(&self, at: &'t Located, snippet: Snippet<'t, Annotation<'t>>) -> Vec<Element<'t>> {
        if self.cut {
            vec![origin(at).into(), snippet.into()]
        } else {
            vec![snippet.path(at.path.as_str()).into()]
        }
    }
}
