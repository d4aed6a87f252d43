//! The start page: where the strategy stands, and what needs whom. A plain handbook begins with its own first page, and
//! one that has none with a list of its pages.

mod needs;

use crate::base::chart::time::{Line, Reading};
use crate::base::chart::{Chart, Form};
use crate::kinds::KindTag;
use crate::kinds::goal::Goal;
use crate::kinds::metric::{Better, Metric};
use crate::measure::agreement::Verdict;
use crate::measure::pace::Status as Computed;
use crate::model::doc::DocId;
use crate::model::numbers::work::Work;
use crate::model::numbers::{alignment, goals, readings, stars, voices, work};
use crate::model::reader::Reader;

use super::alignment::score;
use super::block::{Bar, Block, Card, Figure, Input, List, More, Section};
use super::item::{Fact, Item, Part, Text, lead_to, say};
use super::places::{self, Data, Sheet};
use super::standing::Standing;
use super::words::{self, tone};
use super::{card, how, list, roadmap, shared};

/// So many goals stand on the page.
const MOST_GOALS: usize = 16;

/// The document that would stand at the root.
#[must_use]
pub fn root(reader: &Reader) -> Option<DocId> {
    places::introduction(reader, "index.html")
}

/// Whether the start page is made, and not a document of its own.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    places::is_strategic(reader) || root(reader).is_none()
}

/// The pages after the first, where the start page is a list.
#[must_use]
pub fn more(reader: &Reader) -> Vec<(Text, Text)> {
    if places::is_strategic(reader) {
        return Vec::new();
    }
    list::more(reader, KindTag::Page, "")
}

/// The start page.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    let title = Some(shared::title(reader));
    if !places::is_strategic(reader) {
        return Sheet { title, ..list::make(reader, KindTag::Page, "", key) };
    }
    let live: Vec<DocId> =
        reader.ids(KindTag::Goal).iter().copied().filter(|id| reader.is_live(*id)).collect();
    let mut charts = Vec::new();
    let mut sections = Vec::new();
    sections.extend(north_star(reader, &mut charts));
    let work = work::weighed(reader, &work::begun(reader));
    sections.extend(aligned(reader, &work));
    sections.extend(strip(reader, &live));
    sections.push(needs::section(reader, &live));
    sections.extend(shipped(reader));
    Sheet {
        title,
        data: Data { lead: lead(reader, &live, &work), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

/// The verdict in one sentence.
fn lead(reader: &Reader, live: &[DocId], work: &[Work]) -> Vec<Part> {
    let mut parts = Vec::new();
    if live.is_empty() {
        parts.push(say("No goal is in force today"));
    } else {
        let on = live
            .iter()
            .filter(|id| {
                matches!(reader.standing(**id), Some(Computed::OnTrack | Computed::Achieved))
            })
            .count();
        let words = format!("{} of {} goals on track", words::few(on), words::few(live.len()));
        parts.push(lead_to(words::capital(&words), "goals/index.html"));
    }
    if let Some(on) = alignment::of(reader, work).ok().and_then(|it| it.on_thread) {
        parts.push(say("; "));
        parts.push(lead_to(
            format!("{} of the effort is on the thread", words::percent(on)),
            "alignment/index.html",
        ));
    }
    let rosy: Vec<DocId> = live.iter().copied().filter(|id| is_rosy(reader, *id)).collect();
    if let Some(first) = rosy.first().and_then(|id| reader.doc(*id)) {
        parts.push(say("; "));
        let words = match rosy.len() {
            1 => "one team says better than its number".to_owned(),
            n => format!("{} teams say better than their numbers", words::few(n)),
        };
        parts.push(lead_to(words, card::url(first)));
    }
    parts.push(say("."));
    parts
}

/// Whether the last word about a goal is better than its numbers.
fn is_rosy(reader: &Reader, goal: DocId) -> bool {
    voices::agreement(reader, goal).is_some_and(|(_, it)| it.verdict == Verdict::Optimistic)
}

/// The north star: where it is, how it moved, and which of its parts did that.
fn north_star(reader: &Reader, charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let star = stars::north_stars(reader).into_iter().next()?;
    let (doc, metric) = reader.get::<Metric>(star.metric)?;
    let today = reader.today();
    let unit = metric.unit.as_deref();
    let all = readings::readings(reader, star.metric);
    let mut figure = Figure {
        label: doc.title.clone(),
        text: words::NOT_KNOWN.into(),
        url: Some(card::url(doc)),
        ..Figure::default()
    };
    if let Some(last) = all.last() {
        figure.text = words::number(last.value).into();
        figure.unit = unit.map(Into::into);
        figure.note = Some(format!("read on {}", words::day(last.date, today)).into());
    }
    if let Some((before, now)) = star.read.filter(|(before, _)| *before != 0.0) {
        let change = (now - before) / before.abs();
        let good = (change >= 0.0) == (metric.better != Some(Better::Down));
        let since = star.from.map(|day| format!(" since {}", words::day(day, today)));
        let share = words::fixed(change.abs() * 100.0, 1);
        let sign = if change < 0.0 { "\u{2212}" } else { "+" };
        figure.delta = Some(format!("{sign}{share}\u{a0}%{}", since.unwrap_or_default()).into());
        figure.tone = Some(if good { tone::ON } else { tone::OFF });
    }
    if let Some(Ok(made)) = &star.made {
        let parts = made.contributions.iter().flatten().zip(&star.inputs);
        figure.inputs = parts
            .filter_map(|(share, input)| {
                let doc = reader.doc(*input)?;
                Some(Input {
                    name: doc.title.clone(),
                    text: format!("{} of the change", words::percent(*share)).into(),
                    url: Some(card::url(doc)),
                })
            })
            .collect();
        let sum = metric.relation == Some(crate::kinds::metric::Composition::Sum);
        let formula = if sum { "north_star_sum" } else { "north_star_product" };
        figure.how_url = Some(how::url(formula));
        figure.formula = how::definition(formula);
    }
    let mut blocks = vec![Block::Figures { items: vec![figure] }];
    if let (Some(first), Some(last)) = (all.first(), all.last()) {
        let reading = |date, value| Reading::new(date, value, words::amount(value, unit));
        let from = all.len().saturating_sub(200);
        let line = Line {
            unit: unit.unwrap_or_default().into(),
            points: all.iter().skip(from).map(|r| reading(r.date, r.value)).collect(),
            today: Some(today),
            ..Line::default()
        };
        let said = words::amount(last.value, unit);
        let summary = format!("From {} to {said}.", words::amount(first.value, unit));
        let title = format!("{}, {said}", doc.title);
        charts.push((
            "north-star".to_owned(),
            Chart::new("north-star", &title, &summary, Form::Line(line)),
        ));
        blocks.push(Block::Chart { chart: "north-star".into() });
    }
    Some(Section {
        id: "north-star".into(),
        title: "North star".into(),
        more: Some(More { text: "How it is counted".into(), url: card::url(doc) }),
        width: Some("two-thirds"),
        blocks,
        ..Section::default()
    })
}

/// Alignment and its largest leaks.
fn aligned(reader: &Reader, work: &[Work]) -> Option<Section> {
    let all = alignment::of(reader, work).ok()?;
    all.score?;
    let mut blocks = vec![Block::Figures { items: vec![score::figure(&all)] }];
    let mut items = score::causes(reader, work);
    items.truncate(5);
    if !items.is_empty() {
        blocks.push(Block::Ledger { items, total: None });
    }
    Some(Section {
        id: "alignment".into(),
        title: "Alignment".into(),
        more: Some(More { text: "See the ladder".into(), url: "alignment/index.html".into() }),
        width: Some("third"),
        blocks,
        ..Section::default()
    })
}

/// The goals of now, each with its bar.
fn strip(reader: &Reader, live: &[DocId]) -> Option<Section> {
    let items: Vec<Card> =
        live.iter().take(MOST_GOALS).filter_map(|id| goal_card(reader, *id)).collect();
    (!items.is_empty()).then(|| Section {
        id: "goals".into(),
        title: "Goals of now".into(),
        more: Some(More { text: "All goals".into(), url: "goals/index.html".into() }),
        note: (live.len() > MOST_GOALS).then(|| format!("{} of {}", MOST_GOALS, live.len()).into()),
        blocks: vec![Block::Cards { items }],
        ..Section::default()
    })
}

/// A goal as a card: how far it is, where it should be, who answers for it.
#[must_use]
pub fn goal_card(reader: &Reader, id: DocId) -> Option<Card> {
    let (doc, goal) = reader.get::<Goal>(id)?;
    let numbers = goals::goal(reader, id)?;
    let standing = numbers.status().map(Standing::computed);
    let worst = numbers
        .worst
        .and_then(|at| Some((numbers.krs.get(at)?.status()?, goal.krs.get(at)?)))
        .filter(|(status, _)| Some(*status) != numbers.status())
        .map(|(status, kr)| {
            let title = kr.title.as_deref().unwrap_or(&kr.id);
            format!("{title}: {}", Standing::computed(status).word.to_lowercase()).into()
        });
    Some(Card {
        title: doc.title.clone(),
        url: Some(card::url(doc)),
        kind: Some("goal"),
        status: standing.map(|it| it.slug),
        status_word: standing.map(|it| it.word),
        tone: standing.map(|it| it.tone),
        bar: numbers.progress.map(|progress| Bar {
            value: progress,
            expected: numbers.expected.map(|it| it.expected),
            tone: standing.map(|it| it.tone),
            text: Some(words::percent(progress)),
        }),
        facts: card::owner(reader, id)
            .map(|owner| Fact { owner: Some(owner), ..Fact::default() })
            .into_iter()
            .collect(),
        note: worst,
        ..Card::default()
    })
}

/// The last things that shipped, and what they changed.
fn shipped(reader: &Reader) -> Option<Section> {
    let last = reader.results().shipped.iter().rev().take(3);
    let items: Vec<Item> = last.filter_map(|(id, _)| roadmap::result(reader, *id)).collect();
    (!items.is_empty()).then(|| Section {
        id: "shipped".into(),
        title: "Shipped last, and what it changed".into(),
        more: Some(More { text: "Roadmap".into(), url: "roadmap/index.html".into() }),
        width: Some("half"),
        blocks: vec![Block::List(List { items, ..List::default() })],
        ..Section::default()
    })
}
