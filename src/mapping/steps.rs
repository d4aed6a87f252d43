//! What is done to a value, step by step.

use jiff::civil::Date;
use regex::Regex;

use crate::base::date::parse_date;
use crate::base::names::slugify;
use crate::base::place::Place;
use crate::parse::fields::Fields;
use crate::parse::front::{Front, Value};
use crate::parse::schema::Shape;

use super::patterns::{self, Template};
use super::people::people;
use super::pieces::{Piece, extract, split};
use super::words::{Allowed, Words};
use super::{links, links::Base};

/// One step on the texts of a value.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Split(Box<str>),
    Trim(Option<Box<str>>),
    Ignore(Vec<Box<str>>),
    People,
    Link(Base),
    Form { pattern: Option<Regex>, to: Option<Template>, digits: Option<usize> },
    Lower,
    Slug,
    Allowed(Allowed),
    Words(Words),
    Patterns(Vec<(Regex, Option<Template>)>),
    Dates(Vec<Box<str>>),
    Distinct,
    First,
}

/// What a step may look at and where it says what is wrong.
pub(super) struct Context<'a> {
    /// The path of the document.
    pub path: &'a crate::base::names::DocPath,
    /// Addresses that are the repository's own.
    pub own_urls: &'a [Box<str>],
    /// The front matter of the document, for forms that name other fields.
    pub front: &'a Front,
    /// The words that the field may hold after all, where it holds words.
    pub choices: &'a [&'static str],
    /// Words that are not allowed: what is wrong with them.
    pub breaches: Vec<super::words::Breach>,
    /// Addresses elsewhere, found where documents were meant.
    pub outside: Vec<Piece>,
}

impl Step {
    /// Declares all steps; they run in this order. `steps` lists more, which run after these in theirs.
    pub fn read_all(f: &mut Fields<'_>) -> Vec<Self> {
        let mut steps = Vec::new();
        let split = f.field("split", "What stands between the values of one text.");
        // A separator may be blanks, so it is taken as it is written.
        let split = split.node_and_fields(Shape::Text).and_then(|((_, n), _)| n.text());
        steps.extend(split.map(|text| Self::Split(text.into())));
        match f.field("trim", "Signs that go at both ends; `true` is blanks.").text().as_deref() {
            None | Some("false") => {}
            Some("true") => steps.push(Self::Trim(None)),
            Some(signs) => steps.push(Self::Trim(Some(signs.into()))),
        }
        let ignored = f.field("ignore", "Values that stand for nothing, such as `TBD`.").texts();
        steps.extend((!ignored.is_empty()).then_some(Self::Ignore(ignored)));
        push(
            f,
            &mut steps,
            "people",
            "People: `@name`, `Name <mail>`, `Name (@name)`.",
            Self::People,
        );
        let link = f.field("link", "Paths or links; from which folder they are written.").choice();
        steps.extend(link.map(Self::Link));
        let pattern = patterns::field(f, "pattern", "What is taken from the text, every match.");
        let to = f.field("to", "What is made of it: `{0}` is all, `{1}` the first group.").text();
        let digits =
            f.field("digits", "How many digits numbers get; `1` takes leading zeros away.").scalar(
                Shape::Number { min: Some(1.0), max: Some(20.0) },
                "a number from 1 to 20",
                |t| t.parse().ok().filter(|n| (1..=20).contains(n)),
            );
        let to = to.as_deref().map(Template::new);
        if pattern.is_some() || to.is_some() || digits.is_some() {
            steps.push(Self::Form { pattern, to, digits });
        }
        push(f, &mut steps, "lower", "In lower case.", Self::Lower);
        push(f, &mut steps, "slug", "As an id: lower case and hyphens.", Self::Slug);
        steps.extend(Allowed::field(f).map(Self::Allowed));
        steps.extend(Words::field(f).map(Self::Words));
        steps.extend(by_pattern(f).map(Self::Patterns));
        let dates = f.field("dates", "Forms of dates, such as `%d.%m.%Y`.").texts();
        steps.extend((!dates.is_empty()).then_some(Self::Dates(dates)));
        push(f, &mut steps, "distinct", "Each value once.", Self::Distinct);
        push(f, &mut steps, "first", "The first value only.", Self::First);
        steps
    }

    /// Runs the step.
    pub fn run(&self, pieces: Vec<Piece>, cx: &mut Context<'_>) -> Vec<Piece> {
        match self {
            Self::Split(separator) => {
                pieces.iter().flat_map(|piece| split(piece, separator)).collect()
            }
            Self::Trim(None) => pieces.iter().map(Piece::trimmed).collect(),
            Self::Trim(Some(signs)) => {
                let unwanted = |c: char| c.is_whitespace() || signs.contains(c);
                pieces.iter().map(|piece| piece.trimmed_of(unwanted)).collect()
            }
            Self::Ignore(words) => pieces
                .into_iter()
                .filter(|p| !words.iter().any(|w| w.eq_ignore_ascii_case(p.text.trim())))
                .collect(),
            Self::People => pieces.iter().flat_map(people).collect(),
            Self::Link(base) => links::resolve(pieces, *base, cx),
            Self::Form { pattern, to, digits } => {
                form(&pieces, pattern.as_ref(), to.as_ref(), *digits, cx.front)
            }
            Self::Lower => each(pieces, str::to_lowercase),
            Self::Slug => each(pieces, slugify),
            Self::Allowed(allowed) => allowed.run(pieces, cx),
            Self::Words(words) => words.run(pieces, cx),
            Self::Patterns(patterns) => {
                pieces.into_iter().filter_map(|piece| first_pattern(piece, patterns)).collect()
            }
            Self::Dates(forms) => each(pieces, |text| {
                date(text, forms).map_or_else(|| text.to_owned(), |d| d.to_string())
            }),
            Self::Distinct => {
                let mut seen = std::collections::BTreeSet::new();
                pieces.into_iter().filter(|piece| seen.insert(piece.text.clone())).collect()
            }
            Self::First => pieces.into_iter().take(1).collect(),
        }
    }
}

fn push(
    f: &mut Fields<'_>,
    steps: &mut Vec<Step>,
    name: &'static str,
    about: &'static str,
    step: Step,
) {
    if f.field(name, about).flag() == Some(true) {
        steps.push(step);
    }
}

fn each(pieces: Vec<Piece>, change: impl Fn(&str) -> String) -> Vec<Piece> {
    pieces
        .into_iter()
        .map(|piece| {
            let text = change(&piece.text);
            piece.with(text)
        })
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

/// Every match of a pattern, or the whole text, put into a form.
pub(super) fn form(
    pieces: &[Piece],
    pattern: Option<&Regex>,
    to: Option<&Template>,
    digits: Option<usize>,
    front: &Front,
) -> Vec<Piece> {
    let Some(pattern) = pattern else {
        return each(pieces.to_vec(), |text| {
            let whole = padded(text, digits);
            to.map_or_else(
                || whole.clone(),
                |to| to.fill(|name| if name == "0" { Some(&*whole) } else { front.text(name) }),
            )
        });
    };
    let formed = |captures: &regex::Captures<'_>| {
        let group = |name: &str| match name.parse::<usize>() {
            Ok(index) => captures.get(index),
            Err(_) => captures.name(name),
        };
        match to {
            Some(to) => Some(to.fill_owned(|name| match group(name) {
                Some(found) => Some(padded(found.as_str(), digits)),
                None => front.text(name).map(str::to_owned),
            })),
            None => digits.and_then(|_| {
                let found = captures.get(1).or_else(|| captures.get(0))?;
                Some(padded(found.as_str(), digits))
            }),
        }
    };
    pieces.iter().flat_map(|piece| extract(piece, pattern, formed)).collect()
}

/// A number with as many digits; any other text as it is.
fn padded(text: &str, digits: Option<usize>) -> String {
    match digits {
        Some(width) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{:0>width$}", text.trim_start_matches('0'))
        }
        _ => text.to_owned(),
    }
}

fn by_pattern(f: &mut Fields<'_>) -> Option<Vec<(Regex, Option<Template>)>> {
    let about = "What a value becomes, by pattern; the first that matches counts, `~` drops it.";
    let shape = Shape::Map(Box::new(Shape::Text));
    let ((path, node), f) = f.field("patterns", about).node_and_fields(shape)?;
    let Value::Map(entries) = &node.value else {
        let what = format!("`patterns` is a map of patterns, not {}", node.what());
        f.problem(crate::base::diagnostic::Problem::new("wrong-type", Place::field(&path), what));
        return None;
    };
    let mut out = Vec::new();
    for entry in entries {
        match patterns::compile(&entry.key, Place::Key(path.as_str().into())) {
            Ok(pattern) => out.push((pattern, entry.value.text().map(Template::new))),
            Err(problem) => f.problem(problem),
        }
    }
    Some(out)
}

fn first_pattern(piece: Piece, patterns: &[(Regex, Option<Template>)]) -> Option<Piece> {
    let mut made = None;
    for (pattern, to) in patterns {
        if let Some(captures) = pattern.captures(&piece.text) {
            made = Some(to.as_ref().map(|to| to.of_match(&captures)));
            break;
        }
    }
    match made {
        None => Some(piece),
        Some(text) => text.map(|text| piece.with(text)),
    }
}

/// A date in one of some forms; a time of day and an offset after it do not count.
pub(super) fn date(text: &str, forms: &[Box<str>]) -> Option<Date> {
    let text = text.trim();
    let plain =
        text.get(..10).filter(|_| text.len() == 10 || text[10..].starts_with(['T', 't', ' ']));
    plain
        .and_then(parse_date)
        .or_else(|| forms.iter().find_map(|form| Date::strptime(&**form, text).ok()))
}
