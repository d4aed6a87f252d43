//! An error of the parser in the words of an author: where exactly, what, and what to write instead.

use granit_parser::ErrorKind;

use crate::base::diagnostic::{Fix, Problem};
use crate::parse::bytes;
use crate::parse::yaml::line::{Line, colon};
use crate::parse::yaml::tree::Fault;

/// Says what is wrong on this line.
pub(super) fn explain(text: &str, line: &Line, fault: &Fault) -> Problem {
    placeholder(text, line)
        .or_else(|| first_sign(text, line, fault))
        .or_else(|| quotes(text, line, fault))
        .or_else(|| brackets(text, line, fault))
        .or_else(|| inner_colon(text, line, fault))
        .or_else(|| layout(text, line, fault))
        .unwrap_or_else(|| {
            let info = fault.error.info();
            let problem = at(text, line, fault.marker(), format!("this is not YAML: {info}"));
            problem.help("put the value in quotes, or look at the lines just above")
        })
}

/// A problem at one character of the line, or at the whole line when the byte is elsewhere.
fn at(text: &str, line: &Line, byte: usize, what: impl Into<String>) -> Problem {
    let range = match text.get(byte..line.range.end).and_then(|rest| rest.chars().next()) {
        Some(c) if byte >= line.range.start => byte..byte + c.len_utf8(),
        _ => line.start.min(line.value.end)..line.value.end,
    };
    Problem::new("bad-front-matter", bytes(range), what)
}

/// Help and fix: the whole value in quotes.
fn quote_it(problem: Problem, text: &str, line: &Line) -> Problem {
    let quoted = quote(inside_quotes(line.said(text)));
    let key = text.get(line.key.clone()).unwrap_or_default();
    let shown = if key.is_empty() { format!("`{quoted}`") } else { format!("`{key}: {quoted}`") };
    problem
        .help(format!("put the value in quotes: {shown}"))
        .fix(Fix::Replace { place: bytes(line.value.clone()), text: quoted.into() })
}

/// What is in quotes already is not quoted twice: `'it's'` is meant as `it's`.
fn inside_quotes(said: &str) -> &str {
    let same = |mark: char| said.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    same('\'').or_else(|| same('"')).unwrap_or(said)
}

/// The text as a quoted scalar.
fn quote(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if text.contains('\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("'{text}'")
    }
}

fn placeholder(text: &str, line: &Line) -> Option<Problem> {
    let words = line.words(text);
    let (open, close) = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")]
        .into_iter()
        .find(|(open, _)| words.contains(open))?;
    let start = words.find(open)?;
    let end = words.get(start..)?.find(close).map_or(words.len(), |n| start + n + close.len());
    let shown = words.get(start..end)?;
    let place = bytes(line.range.start + start..line.range.start + end);
    let what = format!("`{shown}` is a placeholder of a template");
    let problem = Problem::new("bad-front-matter", place, what);
    let own_line = words.trim_start().starts_with(open);
    Some(if own_line {
        problem.help("templates are not run here: write the value itself, or remove the line")
    } else {
        problem.help(format!("write the value itself, or quote it: `{}`", quote(line.said(text))))
    })
}

fn first_sign(text: &str, line: &Line, fault: &Fault) -> Option<Problem> {
    let first = line.said(text).chars().next()?;
    if !matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>') {
        return None;
    }
    // These signs are taken by YAML, so that an error on their line is almost always theirs.
    let theirs = matches!(first, '@' | '`' | '%' | '*') || fault.marker() <= line.value.end;
    let what = format!("an unquoted value cannot begin with `{first}`");
    theirs.then(|| quote_it(at(text, line, line.value.start, what), text, line))
}

fn quotes(text: &str, line: &Line, fault: &Fault) -> Option<Problem> {
    use ErrorKind as K;
    match fault.error.kind() {
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => {
            let mark = text.get(fault.marker()..)?.chars().next().filter(|c| "\"'".contains(*c));
            let mark = mark.unwrap_or('"');
            let problem =
                at(text, line, fault.marker(), format!("the quote `{mark}` is never closed"));
            Some(problem.help(format!("end the value with `{mark}`, or leave out both quotes")))
        }
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
            let problem = at(text, line, fault.marker(), "there is text after the closing quote");
            Some(quote_it(problem, text, line))
        }
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidLowSurrogateHexEscape
        | K::InvalidLowSurrogate
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate
        | K::InvalidUnicodeEscape => {
            let said = line.said(text);
            let odd = said.match_indices('\\').map(|(at, _)| at).find(|at| {
                let next = said.get(at + 1..).and_then(|rest| rest.chars().next());
                !next.is_some_and(|c| "0abtnvfre \"/\\N_LPxuU".contains(c))
            });
            let byte = odd.map_or(fault.marker(), |odd| line.value.start + odd);
            let what = "`\\` begins a special character in double quotes";
            let problem = at(text, line, byte, what);
            Some(
                problem.help("use single quotes, in which `\\` stands for itself, or write `\\\\`"),
            )
        }
        _ if line.said(text).starts_with(['"', '\'']) => {
            // Some text follows the quote with a colon in it, which the parser blames instead.
            let said = line.said(text);
            let mark = said.chars().next()?;
            let close = said.get(1..)?.find(mark)? + 2;
            let rest = said.get(close..)?;
            let text_after = close + (rest.len() - rest.trim_start().len());
            if rest.trim().is_empty() {
                return None;
            }
            let byte = line.value.start + text_after;
            let problem = at(text, line, byte, "there is text after the closing quote");
            Some(quote_it(problem, text, line))
        }
        _ => None,
    }
}

fn brackets(text: &str, line: &Line, fault: &Fault) -> Option<Problem> {
    use ErrorKind as K;
    if let Some((open, list)) = fault.open.first().copied() {
        let (sign, close) = if list { ('[', ']') } else { ('{', '}') };
        let inner = matches!(
            fault.error.kind(),
            K::ExpectedFlowMappingSeparator
                | K::ExpectedFlowSequenceSeparator
                | K::MismatchedFlowCollectionEnd { .. }
        );
        if inner && line.range.contains(&fault.marker()) {
            let what =
                format!("between `{sign}` and `{close}` a comma is missing or a bracket is wrong");
            let problem = at(text, line, fault.marker(), what);
            return Some(
                problem.help(
                    "write commas between the values, and quote those with brackets or colons",
                ),
            );
        }
        let unclosed =
            !line.words(text).get(open.saturating_sub(line.range.start)..)?.contains(close);
        if unclosed || matches!(fault.error.kind(), K::UnclosedFlowCollection { .. }) {
            let problem = at(text, line, open, format!("the bracket `{sign}` is never closed"));
            let what = if list { "list" } else { "map" };
            return Some(problem.help(format!("end the {what} with `{close}`")));
        }
        return None;
    }
    let said = line.said(text);
    if !said.starts_with(['[', '{']) || !line.value.contains(&fault.marker()) {
        return None;
    }
    let problem = at(text, line, fault.marker(), "there is text after the closing bracket");
    Some(problem.help("remove it, or put the whole value in quotes if it is no list"))
}

fn inner_colon(text: &str, line: &Line, fault: &Fault) -> Option<Problem> {
    let kind = fault.error.kind();
    let about = matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::InvalidSimpleKey
    );
    let inner = colon(line.said(text)).filter(|_| about && !line.key.is_empty())?;
    let byte = line.value.start + inner;
    let problem = at(text, line, byte, "there is a colon inside an unquoted value");
    Some(quote_it(problem, text, line))
}

fn layout(text: &str, line: &Line, fault: &Fault) -> Option<Problem> {
    use ErrorKind as K;
    let whole = line.start.min(line.value.end);
    match fault.error.kind() {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart
        | K::TabInPlainScalar => {
            let byte = line.words(text).find('\t').map_or(fault.marker(), |n| line.range.start + n);
            let problem = at(text, line, byte, "there is a tab where YAML takes blanks only");
            Some(problem.help("write blanks instead"))
        }
        K::BlockSequenceEntryNotAllowed if line.said(text).starts_with("- ") => {
            let problem = at(text, line, line.value.start, "a list begins on the line of its key");
            Some(problem.help("put each `- item` on a line of its own below the key"))
        }
        K::UnexpectedCharacter { character } if character.is_control() => {
            let rest = text.get(line.range.clone()).unwrap_or_default();
            let byte = rest.find(*character).map_or(fault.marker(), |n| line.range.start + n);
            let problem = at(text, line, byte, "there is a control character");
            Some(problem.help("remove it, or write it as `\\x..` in double quotes"))
        }
        K::SimpleKeyExpected
        | K::UnexpectedEofBlockSequence
        | K::UnexpectedEofBlockMapping
        | K::UnexpectedEof
        | K::ExpectedNodeContent
            if line.key.is_empty() =>
        {
            let place = bytes(whole..line.value.end);
            let what = "this line is no `key: value`";
            let problem = Problem::new("bad-front-matter", place, what);
            let said = line.said(text);
            let joined =
                said.split_once(':').filter(|(_, v)| !v.starts_with("//") && !v.is_empty());
            Some(match joined {
                Some((key, value)) => problem.help(format!("write `{key}: {value}`")),
                None => {
                    problem.help("write a key and a colon before it, or indent it below its key")
                }
            })
        }
        K::ExpectedBlockMappingKey
        | K::InvalidIndentation
        | K::ExpectedBlockSequenceEntry
        | K::MappingValueNotAllowed
        | K::BlockSequenceEntryNotAllowed
        | K::InvalidBlockScalarIndent
        | K::SimpleKeyExpected => {
            let problem = at(text, line, whole, "this line is not indented like its neighbours");
            Some(problem.help("indent the entries of one map or list alike, with blanks"))
        }
        _ => None,
    }
}
