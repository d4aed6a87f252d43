//! Views that are drawn: timelines, quadrants, bars, matrices, lines.

use crate::base::chart::amounts::{Axis, Bar, Bars, Cell, Matrix, Point, Quadrant};
use crate::base::chart::time::{Item as Span, Lane, Timeline};
use crate::base::chart::{Amount, Chart, Form, Name, Stage, Tone};
use crate::base::date::{add_days, days_between, long};
use crate::base::text::count;
use crate::kinds::KindTag;
use crate::kinds::goal::Goal;
use crate::kinds::release::Release;
use crate::measure::quadrant::Lines;
use crate::model::doc::DocId;
use crate::model::fence::View;
use crate::model::query::{Kinds, Path, grouped};
use crate::model::reader::Reader;
use crate::views::item::Text;
use crate::views::words::{self, tone};
use crate::views::{card, roadmap, standing};

use super::words as said;

/// So many lanes, points, bars, and cells each way are drawn.
const MOST_SPANS: usize = 400;
const MOST_LANES: usize = 40;
const MOST_POINTS: usize = 60;
const MOST_BARS: usize = 60;
const MOST_CELLS: usize = 24;
/// A calendar shows so many days at most.
const MOST_DAYS: i64 = 1_100;

/// A drawing, and what it leaves out.
pub type Drawn = (Option<Chart>, Vec<Text>);

/// How something is seen, as a drawing sees it.
fn tone_of(text: Option<&str>) -> Tone {
    match text {
        Some(tone::ON) => Tone::On,
        Some(tone::RISK) => Tone::Risk,
        Some(tone::OFF) => Tone::Off,
        Some(_) => Tone::Idle,
        None => Tone::Plain,
    }
}

fn name_of(reader: &Reader, id: DocId) -> Name {
    let item = card::item(reader, id);
    Name { text: item.title, url: item.url }
}

fn title(view: &View, usual: &str) -> Text {
    view.caption.clone().unwrap_or_else(|| usual.into())
}

/// Releases and goals along a calendar, in lanes.
#[must_use]
pub fn timeline(reader: &Reader, view: &View, name: &str, ids: &[DocId]) -> Drawn {
    let today = reader.today();
    let mut spans: Vec<(DocId, Span)> =
        ids.iter().filter_map(|id| Some((*id, span(reader, *id)?))).collect();
    let mut notes = Vec::new();
    let undated = ids.len() - spans.len();
    if undated > 0 {
        notes.push(format!("{} without a day", count(undated, "document", "documents")).into());
    }
    let Some(last) = spans.iter().map(|(_, span)| span.end).max() else { return (None, notes) };
    let begin = |span: &Span| span.start.into_iter().chain(span.promised).fold(span.end, Ord::min);
    let earliest = add_days(last.max(today), -MOST_DAYS);
    let all = spans.len();
    spans.retain(|(_, span)| span.end >= earliest);
    if spans.len() < all {
        notes.push(format!("{} before {}", all - spans.len(), long(earliest)).into());
    }
    if spans.len() > MOST_SPANS {
        notes.push(format!("{} more", spans.len() - MOST_SPANS).into());
        spans.truncate(MOST_SPANS);
    }
    let first = spans.iter().map(|(_, span)| begin(span)).min().unwrap_or(today).max(earliest);
    let from = add_days(first, -7);
    // Today belongs into the picture where it is near.
    let to = if days_between(last, today) < 120 { last.max(today) } else { last };
    let to = add_days(to, 14);
    let number = spans.len();
    let mut lanes: Vec<(Option<DocId>, Name, Vec<Span>)> = Vec::new();
    for (id, span) in spans {
        let (key, name) = lane(reader, view.by.as_ref(), id);
        match lanes.iter_mut().find(|(own, text, _)| *own == key && text.text == name.text) {
            Some((.., list)) => list.push(span),
            None => lanes.push((key, name, vec![span])),
        }
    }
    if lanes.len() > MOST_LANES {
        notes.push(format!("{} more lanes", lanes.len() - MOST_LANES).into());
        lanes.truncate(MOST_LANES);
    }
    let lanes = lanes.into_iter().map(|(_, name, items)| Lane { name, items, ..Lane::default() });
    let form = Form::Timeline(Timeline {
        from,
        to,
        today: (from <= today && today <= to).then_some(today),
        lanes: lanes.collect(),
    });
    let summary = format!(
        "{} between {} and {}.",
        count(number, "document", "documents"),
        long(from),
        long(to)
    );
    (Some(Chart::new(name, &title(view, "When"), &summary, form)), notes)
}

fn span(reader: &Reader, id: DocId) -> Option<Span> {
    if let Some((doc, release)) = reader.get::<Release>(id) {
        return roadmap::span_of(reader, id, doc, release);
    }
    let (_, goal) = reader.get::<Goal>(id)?;
    let period = goal.period.as_ref()?;
    let item = card::item(reader, id);
    let today = reader.today();
    let stage = if period.end < today {
        Stage::Shipped
    } else if period.start <= today {
        Stage::InProgress
    } else {
        Stage::Planned
    };
    Some(Span {
        name: Name { text: item.title, url: item.url },
        start: Some(period.start),
        end: period.end,
        latest: None,
        promised: None,
        slip: "".into(),
        stage,
        tone: tone_of(item.tone),
    })
}

/// The lane in which a document stands: as the field says, else its goal.
fn lane(reader: &Reader, by: Option<&Path>, id: DocId) -> (Option<DocId>, Name) {
    if let Some(by) = by {
        let values = by.values(reader, id);
        let (text, url) = said::heading(reader, id, by, values.first());
        return (None, Name { text, url });
    }
    match super::lines::goal_of(reader, id) {
        Some(goal) => (Some(goal), name_of(reader, goal)),
        None if reader.get::<Goal>(id).is_some() => (None, "Goals".into()),
        None => (None, "No goal".into()),
    }
}

/// Things by two measures.
#[must_use]
pub fn quadrant(reader: &Reader, view: &View, name: &str, ids: &[DocId]) -> Drawn {
    let usual = |name: &str| Path::read(reader, name, 0, Kinds::of(&[KindTag::Bet])).ok();
    let is_usual = view.by.is_none() && view.value.is_none();
    let x = view.by.clone().or_else(|| usual("effort"));
    let y = view.value.clone().or_else(|| usual("impact"));
    let (Some(x), Some(y)) = (x, y) else { return (None, Vec::new()) };
    let mut points: Vec<Point> = ids
        .iter()
        .filter_map(|id| {
            let across = said::amount(reader, *id, &x)?;
            let up = said::amount(reader, *id, &y)?;
            let tone = standing::of(reader, *id).map(|standing| standing.tone);
            Some(Point {
                name: name_of(reader, *id),
                x: Amount::new(across.0, across.1),
                y: Amount::new(up.0, up.1),
                tone: tone_of(tone),
            })
        })
        .collect();
    let mut notes = Vec::new();
    if points.len() < ids.len() {
        let rest = count(ids.len() - points.len(), "document", "documents");
        notes.push(format!("{rest} without both numbers").into());
    }
    if points.len() > MOST_POINTS {
        notes.push(format!("{} more", points.len() - MOST_POINTS).into());
        points.truncate(MOST_POINTS);
    }
    if points.is_empty() {
        return (None, notes);
    }
    let lines = Lines::default();
    let axis = |path: &Path, split: f64| Axis {
        text: said::measure(path),
        split: is_usual.then_some(split),
        log: false,
    };
    let corners = if is_usual {
        ["Quick wins", "Big bets", "Fill-ins", "Money pits"].map(Into::into)
    } else {
        ["", "", "", ""].map(Into::into)
    };
    let summary = format!(
        "{} by {} and {}.",
        count(points.len(), "document", "documents"),
        said::label(&x.text).to_lowercase(),
        said::label(&y.text).to_lowercase()
    );
    let form = Form::Quadrant(Quadrant {
        things: "Document".into(),
        // The lines of the matrix are in person-months, effort is in weeks.
        x: axis(&x, lines.effort_low * crate::measure::effort::WEEKS_PER_MONTH),
        y: axis(&y, lines.impact_high),
        corners,
        points,
    });
    let usual = format!("{} against {}", said::label(&y.text), said::label(&x.text).to_lowercase());
    (Some(Chart::new(name, &title(view, &usual), &summary, form)), notes)
}

/// Amounts beside each other: one of each document, or one of each group.
#[must_use]
pub fn bars(reader: &Reader, view: &View, name: &str, ids: &[DocId]) -> Drawn {
    let mut notes = Vec::new();
    let bars: Vec<Bar> = match (&view.by, &view.value) {
        (Some(by), value) => grouped(reader, ids, by)
            .iter()
            .map(|group| {
                let first = group.ids.first().copied().unwrap_or(DocId(u32::MAX));
                let (text, url) = said::heading(reader, first, by, group.value.as_ref());
                let amount = match value {
                    Some(value) => sum(reader, &group.ids, value),
                    None => Some(counted(group.ids.len())),
                };
                Bar { name: Name { text, url }, amount, ..Bar::default() }
            })
            .collect(),
        (None, Some(value)) => ids
            .iter()
            .map(|id| {
                let amount = said::amount(reader, *id, value);
                let tone = standing::of(reader, *id).map(|standing| standing.tone);
                Bar {
                    name: name_of(reader, *id),
                    amount: amount.map(|(number, text)| Amount::new(number, text)),
                    tone: tone_of(tone),
                    expected: None,
                }
            })
            .collect(),
        (None, None) => Vec::new(),
    };
    let all = bars.len();
    let bars: Vec<Bar> = bars.into_iter().take(MOST_BARS).collect();
    if all > bars.len() {
        notes.push(format!("{} more bars", all - bars.len()).into());
    }
    if bars.is_empty() {
        return (None, notes);
    }
    let measure = view.value.as_ref().map_or_else(|| "Number".into(), |it| said::label(&it.text));
    let things = view.by.as_ref().map_or_else(|| "Document".into(), |it| said::label(&it.text));
    let summary = format!("{} of {}.", measure, count(all, "bar", "bars"));
    let usual = match &view.by {
        Some(by) => format!("{measure} by {}", said::label(&by.text).to_lowercase()),
        None => measure.to_string(),
    };
    let form = Form::Bars(Bars { things, measure, bars, full: None });
    (Some(Chart::new(name, &title(view, &usual), &summary, form)), notes)
}

fn counted(number: usize) -> Amount {
    #[expect(clippy::cast_precision_loss, reason = "a count of documents")]
    let value = number as f64;
    Amount::new(value, number.to_string())
}

/// The numbers of several documents together; of shares, the mean.
fn sum(reader: &Reader, ids: &[DocId], value: &Path) -> Option<Amount> {
    use crate::model::query::{End, Form as Holds, Value};
    let numbers: Vec<f64> =
        ids.iter().filter_map(|id| said::amount(reader, *id, value)).map(|it| it.0).collect();
    let first = ids.first().copied()?;
    if numbers.is_empty() {
        return None;
    }
    let is_share =
        matches!(&value.end, End::Fields(all) if all.iter().all(|it| it.form == Holds::Share));
    let total: f64 = numbers.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "a count of documents")]
    let total = if is_share { total / numbers.len() as f64 } else { total };
    Some(Amount::new(total, said::of(reader, first, value, &Value::Number(total)).into_owned()))
}

/// Rows against columns, with how many are in both.
#[must_use]
pub fn matrix(reader: &Reader, view: &View, name: &str, ids: &[DocId]) -> Drawn {
    let (Some(down), Some(across)) = (&view.by, &view.across) else { return (None, Vec::new()) };
    let mut notes = Vec::new();
    let (rows, columns) = (grouped(reader, ids, down), grouped(reader, ids, across));
    for (many, what) in [(rows.len(), "rows"), (columns.len(), "columns")] {
        if many > MOST_CELLS {
            notes.push(format!("{} more {what}", many - MOST_CELLS).into());
        }
    }
    let named = |group: &crate::model::query::Group, path: &Path| {
        let first = group.ids.first().copied().unwrap_or(DocId(u32::MAX));
        let (text, url) = said::heading(reader, first, path, group.value.as_ref());
        Name { text, url }
    };
    let mut columns: Vec<_> = columns.into_iter().take(MOST_CELLS).collect();
    for column in &mut columns {
        column.ids.sort_unstable();
    }
    let cells = |row: &crate::model::query::Group| {
        let both = |column: &crate::model::query::Group| {
            let number = row.ids.iter().filter(|id| column.ids.binary_search(id).is_ok()).count();
            (number > 0).then(|| Cell { amount: counted(number), ..Cell::default() })
        };
        columns.iter().map(both).collect::<Vec<_>>()
    };
    let rows: Vec<(Name, Vec<Option<Cell>>)> =
        rows.iter().take(MOST_CELLS).map(|row| (named(row, down), cells(row))).collect();
    if rows.is_empty() {
        return (None, notes);
    }
    let things = said::label(&down.text);
    let usual = format!("{things} against {}", said::label(&across.text).to_lowercase());
    let summary = format!("How many of {}.", count(ids.len(), "document", "documents"));
    let names = columns.iter().map(|column| named(column, across)).collect();
    let form = Form::Matrix(Matrix { things, columns: names, rows });
    (Some(Chart::new(name, &title(view, &usual), &summary, form)), notes)
}

/// What a cut leaves out, as one line: `12 more`, with the drawing's own notes.
#[must_use]
pub fn rest(all: usize, shown: usize, notes: Vec<Text>) -> Option<Text> {
    let mut parts: Vec<Text> = words::more(all, shown).into_iter().collect();
    parts.extend(notes);
    if parts.is_empty() { None } else { Some(format!("Not shown: {}.", parts.join(", ")).into()) }
}
