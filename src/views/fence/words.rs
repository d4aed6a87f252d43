//! What a document answers under a path, in words and as a cell of a table.

use std::borrow::Cow;

use serde_json::json;

use crate::base::date::day_number;
use crate::kinds::KindTag;
use crate::kinds::metric::Metric;
use crate::kinds::values::Effort;
use crate::model::doc::DocId;
use crate::model::query::{End, Form, Path, Value};
use crate::model::reader::Reader;
use crate::views::block::{Cell, Column};
use crate::views::card;
use crate::views::facts::{effort_words, period_words};
use crate::views::item::Text;
use crate::views::standing::{self, Standing};
use crate::views::words;

/// So many values of one document are written out.
const MOST: usize = 4;

/// The name of a path as a heading.
#[must_use]
pub fn label(path: &str) -> Text {
    let known = match path {
        "krs" => "Key results",
        "rice" | "ice" | "wsjf" => return path.to_uppercase().into(),
        "moscow" => "MoSCoW",
        "due" | "target" => "Due",
        "align" => "On the line",
        "expected" => "Due by now",
        "url" => "Address",
        "path" => "File",
        _ => {
            let plain = path.trim_start_matches("x-").replace(['_', '-'], " ");
            return words::capital(&plain.replace('.', ", ")).into();
        }
    };
    known.into()
}

/// The column of a path.
#[must_use]
pub fn column(path: &Path, title: Option<&Text>) -> Column {
    let title = title.cloned().unwrap_or_else(|| label(&path.text));
    let kind = is_numeric(path).then_some("number");
    Column { key: "field", title, kind, ..Column::default() }
}

/// Whether a path ends in numbers.
#[must_use]
pub fn is_numeric(path: &Path) -> bool {
    let number = |form| matches!(form, Form::Number | Form::Share | Form::Effort | Form::Days);
    matches!(&path.end, End::Fields(fields) if fields.iter().all(|field| number(field.form)))
}

/// The name of a path's numbers, with their unit where they have one of their own.
#[must_use]
pub fn measure(path: &Path) -> Text {
    let name = label(&path.text);
    let End::Fields(fields) = &path.end else { return name };
    match fields.first().map(|field| field.form) {
        Some(Form::Effort) => format!("{name}, person-weeks").into(),
        Some(Form::Days) => format!("{name}, days").into(),
        _ => name,
    }
}

/// What a document says under a path, as a cell.
#[must_use]
pub fn cell(reader: &Reader, id: DocId, path: &Path) -> Option<Cell> {
    match path.text.as_str() {
        "title" => return Some(Cell::of(card::item(reader, id))),
        "status" => return standing::of(reader, id).map(Cell::standing),
        "owner" => {
            let mut owners = card::owners(reader, id).into_iter();
            let first = owners.next()?;
            let more = owners.len();
            let sub = (more > 0).then(|| format!("and {more} more").into());
            return Some(Cell { sub, ..Cell::who(first) });
        }
        "summary" => return card::summary(reader, id).map(|it| Cell::words(words::cut(&it, 200))),
        _ => {}
    }
    let values = path.values(reader, id);
    let first = values.first()?;
    if let (Value::Doc(target), more) = (first, values.len() - 1) {
        let item = card::target(reader, *target);
        let sub = (more > 0).then(|| format!("and {more} more").into());
        return Some(Cell { sub, ..Cell::of(item) });
    }
    let mut cell = Cell::words(text(reader, id, path)?);
    if let [only] = values.as_slice() {
        cell.value = match only {
            Value::Number(number) => Some(json!(number)),
            Value::Date(day) => Some(json!(day_number(*day))),
            Value::Period(period) => Some(json!(day_number(period.start))),
            _ => None,
        };
        cell = explained(path, only, cell);
    }
    Some(cell)
}

/// With the way to how a number is worked out, and how it is to be seen.
fn explained(path: &Path, value: &Value, cell: Cell) -> Cell {
    let formula = match path.text.as_str() {
        "progress" => "objective_score",
        "expected" => "expected_progress",
        "align" => "thread_score",
        "rice" => "rice",
        "ice" => "ice",
        "wsjf" => "wsjf",
        "slip" => "date_slip",
        _ => return cell,
    };
    let late = match value {
        Value::Number(days) if path.text == "slip" => days.total_cmp(&14.0).is_ge(),
        _ => false,
    };
    Cell { tone: late.then_some(words::tone::RISK), ..cell.how(formula) }
}

/// What a document says under a path, in words; nothing where it says nothing.
#[must_use]
pub fn text(reader: &Reader, id: DocId, path: &Path) -> Option<Text> {
    match path.text.as_str() {
        "title" => return reader.doc(id).map(|doc| card::title(reader, id, doc)),
        "status" => return standing::of(reader, id).map(|it| it.word.into()),
        "summary" => return card::summary(reader, id),
        _ => {}
    }
    let values = path.values(reader, id);
    if values.is_empty() {
        return None;
    }
    let mut texts: Vec<String> =
        values.iter().take(MOST).map(|it| of(reader, id, path, it).into_owned()).collect();
    if values.len() > MOST {
        texts.push(format!("and {} more", values.len() - MOST));
    }
    Some(texts.join(", ").into())
}

/// A value in words.
#[must_use]
pub fn of<'v>(reader: &Reader, id: DocId, path: &Path, value: &'v Value) -> Cow<'v, str> {
    let form = form(reader, id, path);
    match (value, form) {
        (Value::Text(word), Some(Form::Status)) => Cow::Owned(status(word)),
        (Value::Text(word), Some(Form::Word(_))) => {
            let kind = KindTag::named(word).filter(|_| path.text.ends_with("type"));
            Cow::Owned(match (kind, &**word) {
                (Some(tag), _) => words::kind(tag).to_owned(),
                (None, "nps") => "NPS".to_owned(),
                (None, word) => words::capital(&word.replace('-', " ")),
            })
        }
        (Value::Text(text), _) => Cow::Borrowed(text),
        (Value::Date(day), _) => Cow::Owned(unbroken(&words::day(*day, reader.today()))),
        (Value::Period(period), _) => Cow::Owned(period_words(period).into_string()),
        (Value::Flag(flag), _) => Cow::Borrowed(if *flag { "yes" } else { "no" }),
        (Value::Number(share), Some(Form::Share)) => Cow::Owned(words::percent(*share).into()),
        (Value::Number(weeks), Some(Form::Effort)) => {
            Cow::Owned(effort_words(reader, Effort { weeks: *weeks }).into())
        }
        (Value::Number(days), Some(Form::Days)) => {
            #[expect(clippy::cast_possible_truncation, reason = "days of a calendar")]
            let days = days.round().clamp(-1e9, 1e9) as i64;
            Cow::Owned(if days == 0 { "none".into() } else { unbroken(&words::slip(days)) })
        }
        (Value::Number(number), _) => {
            let unit = reader.get::<Metric>(id).and_then(|(_, metric)| metric.unit.as_deref());
            let unit = unit.filter(|_| matches!(path.text.as_str(), "reading" | "target"));
            Cow::Owned(words::amount(*number, unit).into())
        }
        (Value::Doc(target), _) => Cow::Owned(card::target(reader, *target).title.into()),
    }
}

/// A short text that stays in one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// The word for a status, written or computed.
#[must_use]
pub fn status(slug: &str) -> String {
    use crate::kinds::status::Status;
    use crate::parse::fields::Choice;
    if let Some(status) = Status::from_word(slug) {
        return Standing::of(status).word.to_owned();
    }
    match slug {
        "no-data" => "Not known".to_owned(),
        other => words::capital(&other.replace('-', " ")),
    }
}

/// The form of a path's field as a document's kind has it; of what lies behind links, the first that there is.
fn form(reader: &Reader, id: DocId, path: &Path) -> Option<Form> {
    let End::Fields(fields) = &path.end else { return None };
    let tag = reader.doc(id).map(crate::model::doc::Doc::tag);
    let own = fields.iter().find(|field| tag.is_some_and(|tag| field.kinds.contains(tag)));
    own.or(fields.first()).map(|field| field.form)
}

/// A number of a document, for drawings: with the words that show it.
#[must_use]
pub fn amount(reader: &Reader, id: DocId, path: &Path) -> Option<(f64, Text)> {
    let values = path.values(reader, id);
    let number = values.iter().find_map(|value| match value {
        Value::Number(number) => Some(*number),
        _ => None,
    })?;
    Some((number, of(reader, id, path, &Value::Number(number)).into()))
}

/// What a path says where several documents are put together by it.
#[must_use]
pub fn heading(
    reader: &Reader,
    id: DocId,
    path: &Path,
    value: Option<&Value>,
) -> (Text, Option<Text>) {
    match value {
        None => (format!("No {}", label(&path.text).to_lowercase()).into(), None),
        Some(Value::Doc(target)) => {
            let item = card::target(reader, *target);
            (item.title, item.url)
        }
        Some(value) => (of(reader, id, path, value).into(), None),
    }
}
