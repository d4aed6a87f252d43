//! What a term compares with, read as its field's form asks, and the comparison itself.

use jiff::civil::Date;

use crate::base::date::{add_days, parse_date};
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::kinds::KindTag;
use crate::kinds::values::{Effort, EffortUnit, Period};
use crate::measure::pace;
use crate::model::reader::Reader;
use crate::parse::fields::number;

use super::Fault;
use super::fields::COMPUTED;
use super::kinds::Kinds;
use super::token::{Given, Op, Word};
use super::value::{Form, Value};

/// A value to compare with.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A text in lower case, as the form compares it.
    Text(Form, Box<str>),
    /// From a day to a day.
    Days(Date, Date),
    /// From a number to a number.
    Numbers(f64, f64),
    /// Whether it is so.
    Flag(bool),
}

/// Reads a value for a form.
pub(super) fn read(
    reader: &Reader,
    given: &Given,
    form: Form,
    op: Op,
    kinds: Kinds,
) -> Result<Wanted, Fault> {
    let wrong = |what: &str| {
        Fault::new(given.span(), format!("{} is not {}", shown(given), form.about())).help(what)
    };
    match given {
        Given::Range(low, high, span) => {
            if !form.has_order() || !matches!(op, Op::Is | Op::Equal | Op::Not) {
                let fault = Fault::new(span.clone(), "a range has no place here");
                return Err(if form.has_order() {
                    fault.help("write a range behind `:`, `=` or `!=`")
                } else {
                    fault.help("put it in quotes where two dots are part of a name")
                });
            }
            if low.is_none() && high.is_none() {
                return Err(Fault::new(span.clone(), "this range has no end")
                    .help("write `a..b`, `a..` or `..b`"));
            }
            let read_end = |end: &Option<Word>| {
                end.as_ref().map(|word| one(reader, word, form, kinds)).transpose()
            };
            let (low, high) = (read_end(low)?, read_end(high)?);
            range(low, high).ok_or_else(|| wrong("write the lesser end first"))
        }
        Given::One(word) => {
            if op.is_order() && !form.has_order() {
                let what =
                    format!("`{}` asks for an order, and {} has none", op.as_str(), form.about());
                return Err(Fault::new(word.span.clone(), what).help("compare with `:` or `!=`"));
            }
            if op == Op::Like {
                return Ok(Wanted::Text(Form::Text, word.text.to_lowercase().into()));
            }
            // `changed:14d`: in the last two weeks.
            if form == Form::Date
                && let Some(days) = duration(&word.text)
            {
                if op.is_order() {
                    return Err(Fault::new(
                        word.span.clone(),
                        format!("`{}` is no day", word.text),
                    )
                    .meant(&format!("today-{}", word.text)));
                }
                let today = reader.today();
                return Ok(Wanted::Days(add_days(today, -days), today));
            }
            one(reader, word, form, kinds)
        }
    }
}

fn range(low: Option<Wanted>, high: Option<Wanted>) -> Option<Wanted> {
    match (low, high) {
        (Some(Wanted::Days(a, _)), Some(Wanted::Days(_, b))) => {
            (a <= b).then_some(Wanted::Days(a, b))
        }
        (Some(Wanted::Days(a, _)), None) => Some(Wanted::Days(a, Date::MAX)),
        (None, Some(Wanted::Days(_, b))) => Some(Wanted::Days(Date::MIN, b)),
        (Some(Wanted::Numbers(a, _)), Some(Wanted::Numbers(_, b))) => {
            (a <= b).then_some(Wanted::Numbers(a, b))
        }
        (Some(Wanted::Numbers(a, _)), None) => Some(Wanted::Numbers(a, f64::INFINITY)),
        (None, Some(Wanted::Numbers(_, b))) => Some(Wanted::Numbers(f64::NEG_INFINITY, b)),
        _ => None,
    }
}

fn one(reader: &Reader, word: &Word, form: Form, kinds: Kinds) -> Result<Wanted, Fault> {
    let text = word.text.as_str();
    let wrong = || Fault::new(word.span.clone(), format!("`{text}` is not {}", form.about()));
    let number_of = |value: Option<f64>| value.map(|n| Wanted::Numbers(n, n)).ok_or_else(wrong);
    match form {
        Form::Date | Form::Period => {
            let month = reader.config().period_start_month;
            days(text, reader.today(), month).ok_or_else(|| {
                wrong().help("write a day, a period, or `today` with days added: `today+30d`")
            })
        }
        Form::Number => number_of(number(text)),
        Form::Share => {
            let percent = text.strip_suffix('%').and_then(number).map(|n| n / 100.0);
            number_of(percent.or_else(|| number(text)))
        }
        Form::Effort => number_of(Effort::parse(text, EffortUnit::Weeks).map(|it| it.weeks)),
        #[expect(clippy::cast_precision_loss, reason = "days of a calendar")]
        Form::Days => number_of(
            text.strip_prefix('-')
                .and_then(duration)
                .map(|days| -(days as f64))
                .or_else(|| duration(text).map(|days| days as f64))
                .or_else(|| number(text)),
        ),
        Form::Flag => match text {
            "true" => Ok(Wanted::Flag(true)),
            "false" => Ok(Wanted::Flag(false)),
            _ => Err(wrong()),
        },
        Form::Word(words) => among(word, words, form),
        Form::Status => among(word, &statuses(kinds), form),
        Form::Lint if !reader.lint_names().any(|lint| lint == text) => {
            let fault = Fault::new(word.span.clone(), format!("there is no lint `{text}`"));
            Err(match nearest(text, reader.lint_names()) {
                Some(near) => fault.meant(near),
                None => fault.help("`throughline explain` lists them all"),
            })
        }
        Form::Free => Ok(number(text).filter(|_| !word.quoted).map_or_else(
            || Wanted::Text(form, text.to_lowercase().into()),
            |n| Wanted::Numbers(n, n),
        )),
        Form::Name | Form::Path | Form::Text | Form::Lint => {
            Ok(Wanted::Text(form, text.to_lowercase().into()))
        }
    }
}

fn among(word: &Word, words: &[&str], form: Form) -> Result<Wanted, Fault> {
    let text = word.text.to_lowercase();
    if words.contains(&text.as_str()) {
        return Ok(Wanted::Text(form, text.into()));
    }
    let fault = Fault::new(
        word.span.clone(),
        format!("`{}` is none of {}", word.text, any_of(words.iter().copied())),
    );
    let plain = text.replace([' ', '_'], "-");
    let near = words.iter().copied().find(|it| *it == plain);
    Err(match near.or_else(|| nearest(&word.text, words.iter().copied())) {
        Some(near) => fault.meant(near),
        None => fault,
    })
}

/// The words of `status` of these kinds; a goal's numbers have words too.
#[must_use]
pub fn statuses(kinds: Kinds) -> Vec<&'static str> {
    let mut words: Vec<&'static str> = Vec::new();
    for tag in kinds.iter() {
        words.extend(tag.statuses());
        if tag == KindTag::Goal {
            words.extend(COMPUTED.map(pace::Status::as_str));
        }
    }
    let mut seen = Vec::with_capacity(words.len());
    words.retain(|word| {
        let new = !seen.contains(word);
        if new {
            seen.push(*word);
        }
        new
    });
    words
}

/// `14d`, `2w`, `1m`, `1q`: days.
fn duration(text: &str) -> Option<i64> {
    let unit = match text.as_bytes().last()? {
        b'd' => 1,
        b'w' => 7,
        b'm' => 30,
        b'q' => 91,
        _ => return None,
    };
    let count =
        text.get(..text.len() - 1).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    count.parse::<i64>().ok().filter(|n| *n <= 100_000).map(|n| n * unit)
}

/// A day, `today` with something added, or a period.
fn days(text: &str, today: Date, first_month: i8) -> Option<Wanted> {
    if let Some(rest) = text.strip_prefix("today") {
        let day = shifted(today, rest)?;
        return Some(Wanted::Days(day, day));
    }
    if let Some(day) = parse_date(text) {
        return Some(Wanted::Days(day, day));
    }
    Period::parse(text, first_month).map(|period| Wanted::Days(period.start, period.end))
}

fn shifted(today: Date, by: &str) -> Option<Date> {
    if by.is_empty() {
        return Some(today);
    }
    let (sign, rest) = match by.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-" | "\u{2212}", rest) => (-1, rest),
        _ => return None,
    };
    let (digits, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let count = digits.parse::<u32>().ok().filter(|n| *n <= 10_000).map(i64::from)?;
    let months = |n: i64| today.saturating_add(jiff::Span::new().months(sign * n));
    match unit {
        "d" => Some(add_days(today, sign * count)),
        "w" => Some(add_days(today, sign * count * 7)),
        "m" => Some(months(count)),
        "q" => Some(months(count * 3)),
        _ => None,
    }
}

fn shown(given: &Given) -> String {
    match given {
        Given::One(word) => format!("`{}`", word.text),
        Given::Range(low, high, _) => {
            let end =
                |word: &Option<Word>| word.as_ref().map_or("", |w| w.text.as_str()).to_owned();
            format!("`{}..{}`", end(low), end(high))
        }
    }
}

/// Whether a value is as wanted; `!=` is told by the caller.
#[must_use]
pub fn holds(value: &Value, op: Op, wanted: &Wanted) -> bool {
    match (value, wanted) {
        (Value::Text(text), Wanted::Text(form, wanted)) => text_is(text, *form, wanted, op),
        (Value::Date(day), Wanted::Days(low, high)) => ordered(op, *day, *day, *low, *high),
        (Value::Period(period), Wanted::Days(low, high)) => match op {
            Op::Is | Op::Not if low == high => period.contains(*low),
            Op::Is | Op::Not => *low <= period.start && period.end <= *high,
            Op::Equal => *low == period.start && period.end == *high,
            _ => ordered(op, period.start, period.end, *low, *high),
        },
        (Value::Number(value), Wanted::Numbers(low, high)) => {
            // Percent and shares are not exact; what reads alike is alike.
            let slack = 1e-9 * value.abs().max(1.0);
            match op {
                Op::Less => *value < *low - slack,
                Op::AtMost => *value <= *high + slack,
                Op::More => *value > *high + slack,
                Op::AtLeast => *value >= *low - slack,
                _ => *value >= *low - slack && *value <= *high + slack,
            }
        }
        (Value::Flag(flag), Wanted::Flag(wanted)) => flag == wanted,
        // `~` looks into whatever a value says.
        (Value::Date(day), Wanted::Text(_, text)) => day.to_string().contains(&**text),
        (Value::Period(period), Wanted::Text(_, text)) => {
            period.text.to_lowercase().contains(&**text)
        }
        (Value::Number(number), Wanted::Text(_, text)) => number.to_string().contains(&**text),
        (Value::Text(text), Wanted::Numbers(low, _)) => {
            number(text).is_some_and(|n| (n - low).abs() < 1e-9)
        }
        _ => false,
    }
}

fn ordered<T: PartialOrd + Copy>(op: Op, start: T, end: T, low: T, high: T) -> bool {
    match op {
        Op::Less => end < low,
        Op::AtMost => end <= high,
        Op::More => start > high,
        Op::AtLeast => start >= low,
        _ => low <= start && end <= high,
    }
}

fn text_is(text: &str, form: Form, wanted: &str, op: Op) -> bool {
    let text = text.to_lowercase();
    match (form, op) {
        (Form::Path, Op::Is | Op::Not) => {
            text == wanted
                || text.strip_prefix(wanted).is_some_and(|rest| {
                    wanted.is_empty() || wanted.ends_with('/') || rest.starts_with('/')
                })
        }
        (Form::Text, Op::Is) | (_, Op::Like) => text.contains(wanted),
        _ => text == wanted,
    }
}
