//! The Feedback page: what was heard, how far the answer has come, what surveys and studies say.

use crate::base::chart::amounts::{Dot, Dots};
use crate::base::chart::{Amount, Chart, Form, Name, Tone};
use crate::base::date::days_between;
use crate::kinds::KindTag;
use crate::kinds::feedback::Feedback;
use crate::kinds::study::Study;
use crate::measure::loops::{Closure, Stage};
use crate::model::doc::DocId;
use crate::model::numbers::{learning, voices};
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Figure, Lane, More, Row, Section, Table};
use super::facts::feedback::source_words;
use super::item::{Item, Part, Text, say, strong};
use super::places::{Data, Sheet};
use super::words;
use super::{card, how};

/// So many voices stand in one column, so many waves and studies on the page.
const MOST: usize = 40;
/// Feedback that waits longer than this for a decision, and a release longer than this for a look, is late.
const DECIDE_DAYS: i64 = 30;
const LEARN_DAYS: i64 = 28;

/// Whether there is anything to show.
#[must_use]
pub fn exists(reader: &Reader) -> bool {
    !reader.ids(KindTag::Feedback).is_empty() || !reader.ids(KindTag::Study).is_empty()
}

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let mut charts = Vec::new();
    let mut sections = Vec::new();
    sections.extend(board(reader));
    sections.extend(waves(reader, &mut charts));
    sections.extend(studies(reader));
    Sheet {
        data: Data { lead: lead(reader), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

fn lead(reader: &Reader) -> Vec<Part> {
    let loops = learning::loops(reader);
    if loops.all == 0 {
        return vec![say("Nothing has been heard yet.")];
    }
    let words =
        format!("{} of {} loops are closed", words::few(loops.closed), words::few(loops.all));
    let mut parts = vec![strong(words::capital(&words))];
    parts.push(say(match loops.median_days {
        Some(days) => format!(
            "; from hearing something to measuring whether the answer helped it takes {} days in the middle.",
            words::number(days)
        ),
        None => ".".to_owned(),
    }));
    parts
}

/// Heard, decided, shipped, measured again: each voice in the column where it waits.
fn board(reader: &Reader) -> Option<Section> {
    let today = reader.today();
    let mut open: [Vec<(i64, Item)>; 3] = Default::default();
    let mut closed: Vec<(i64, Item)> = Vec::new();
    for (id, _, feedback) in reader.each::<Feedback>() {
        let Some(closure) = learning::closure(reader, id) else { continue };
        let Some(heard) = feedback.heard else { continue };
        let age = days_between(heard, today);
        let Ok(closure) = closure else {
            let note = "its dates contradict each other".into();
            let [decide, ..] = &mut open;
            decide.push((age, Item { note: Some(note), ..card::item(reader, id) }));
            continue;
        };
        let item = voice(reader, id, feedback, &closure);
        let [decide, build, learn] = &mut open;
        match closure.open_at {
            Some(Stage::Decide) => decide.push((age, item)),
            Some(Stage::Build) => build.push((age, item)),
            Some(Stage::Learn) => learn.push((age, item)),
            None => closed.push((age, item)),
        }
    }
    if open.iter().all(Vec::is_empty) && closed.is_empty() {
        return None;
    }
    let [decide, build, learn] = open;
    // What waits longest comes first; what was closed last comes first.
    let columns = vec![
        lane("Heard", "waits for a decision", decide),
        lane("Decided", "waits for a release", build),
        lane("Shipped", "waits to be measured again", learn),
    ];
    closed.sort_by_key(|(age, item)| (*age, item.title.clone()));
    let n = closed.len();
    let items: Vec<Item> = closed.into_iter().take(MOST).map(|(_, item)| item).collect();
    let mut blocks = vec![Block::Board { columns }];
    if n > 0 {
        blocks.push(Block::List(super::block::List {
            items,
            more: (n > MOST).then(|| format!("{} more are closed", n - MOST).into()),
            ..super::block::List::default()
        }));
    }
    Some(Section {
        id: "loops".into(),
        title: "Closing the loop".into(),
        note: Some(format!("below the columns: {n} closed").into()),
        more: Some(More { text: "By status".into(), url: "feedback/all/index.html".into() }),
        blocks,
        ..Section::default()
    })
}

fn lane(title: &str, note: &str, mut voices: Vec<(i64, Item)>) -> Lane {
    voices.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.title.cmp(&b.1.title)));
    let count = voices.len();
    let mut items: Vec<Item> = voices.into_iter().take(MOST).map(|(_, item)| item).collect();
    items.extend(card::rest(count, MOST));
    Lane {
        title: title.into(),
        note: Some(note.into()),
        count: Some(count.to_string().into()),
        items,
    }
}

fn voice(reader: &Reader, id: DocId, feedback: &Feedback, closure: &Closure) -> Item {
    let waits = match closure.open_at {
        Some(Stage::Decide) => closure.days > DECIDE_DAYS,
        Some(Stage::Learn) => {
            let since = closure.stages.decide.unwrap_or(0) + closure.stages.build.unwrap_or(0);
            closure.days - since > LEARN_DAYS
        }
        _ => false,
    };
    let item = card::item(reader, id);
    let source = feedback.source.map(source_words);
    let right = match closure.open_at {
        Some(_) => words::days(closure.days),
        None => format!("closed in {}", words::days(closure.days)).into(),
    };
    Item {
        note: source.map(Into::into),
        right: Some(right),
        slip: waits.then(|| "late".into()),
        late: waits,
        status: None,
        ..item
    }
}

/// Each wave of the survey of recommendation, with its interval.
fn waves(reader: &Reader, charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let all = voices::waves(reader);
    let from = all.len().saturating_sub(MOST);
    let shown = all.get(from..).unwrap_or_default();
    let last = shown.last()?;
    let today = reader.today();
    let dots: Vec<Dot> = shown
        .iter()
        .map(|wave| Dot {
            name: Name {
                text: words::day(wave.heard, today),
                url: reader.doc(wave.id).map(card::url),
            },
            amount: wave.nps.nps.map(|nps| {
                let margin = wave.nps.interval.map(|it| {
                    format!(" ({} to {})", words::fixed(it.low, 0), words::fixed(it.high, 0))
                });
                let text = format!(
                    "{}{}, n = {}",
                    words::fixed(nps, 0),
                    margin.unwrap_or_default(),
                    wave.nps.n
                );
                Amount::new(nps, text)
            }),
            margin: wave.nps.interval.map(|it| (it.low, it.high)),
            tone: Tone::Plain,
        })
        .collect();
    let said = last.nps.nps.map_or_else(|| words::NOT_KNOWN.to_owned(), |nps| words::fixed(nps, 0));
    let change =
        last.change.and_then(|change| Some((change.delta?, change.moe95?, change.significant?)));
    let words_of_change = change.map(|(delta, margin, real)| {
        let moved = format!(
            "{} points against the wave before, with a margin of {}",
            words::signed((delta * 10.0).round() / 10.0),
            words::fixed(margin, 1)
        );
        if real { format!("{moved}.") } else { format!("{moved}: not to be told from noise.") }
    });
    let summary = format!(
        "{} waves; the last one {said}, n = {}. {}",
        shown.len(),
        last.nps.n,
        words_of_change.as_deref().unwrap_or_default()
    );
    let form = Form::Dots(Dots {
        things: "Wave".into(),
        measure: "NPS".into(),
        dots,
        scale: Some((-100.0, 100.0)),
        reference: Some(Amount::new(0.0, "0")),
    });
    charts.push((
        "nps".to_owned(),
        Chart::new("nps", &format!("NPS, {said} in the last wave"), summary.trim(), form),
    ));
    let mut blocks = vec![Block::Figures {
        items: vec![Figure {
            label: "NPS, last wave".into(),
            text: said.into(),
            note: Some(format!("n = {}, {}", last.nps.n, words::day(last.heard, today)).into()),
            how_url: Some(how::url("nps")),
            formula: how::definition("nps"),
            ..Figure::default()
        }],
    }];
    blocks.push(Block::Chart { chart: "nps".into() });
    blocks.extend(words_of_change.map(|text| Block::Prose { text: text.into() }));
    Some(Section {
        id: "nps".into(),
        title: "Would they recommend it?".into(),
        more: Some(More { text: "How it is worked out".into(), url: how::url("nps_change") }),
        blocks,
        ..Section::default()
    })
}

/// The latest studies with what they counted.
fn studies(reader: &Reader) -> Option<Section> {
    let mut all: Vec<(DocId, &Study)> =
        reader.each::<Study>().map(|(id, _, study)| (id, study)).collect();
    all.sort_by_key(|(id, study)| (std::cmp::Reverse(study.date), *id));
    let n = all.len();
    let rows: Vec<Row> =
        all.into_iter().take(12).map(|(id, study)| row(reader, id, study)).collect();
    (n > 0).then(|| Section {
        id: "studies".into(),
        title: "Studies".into(),
        more: Some(More { text: "All studies".into(), url: "research/index.html".into() }),
        note: (n > 12).then(|| format!("the latest 12 of {n}").into()),
        blocks: vec![Block::Table(Table {
            caption: "Studies with task success and usability, each with its interval".into(),
            plain: true,
            columns: vec![
                Column::words("title", "Study"),
                Column::words("date", "Day"),
                Column::words("tasks", "Managed the task"),
                Column::numbers("sus", "SUS"),
            ],
            rows,
            ..Table::default()
        })],
        ..Section::default()
    })
}

fn row(reader: &Reader, id: DocId, study: &Study) -> Row {
    let item = card::item(reader, id);
    let numbers = voices::study(reader, id);
    let task = numbers.as_ref().and_then(|it| it.tasks.first()).map(|first| {
        let counted = study.tasks.first().and_then(|task| Some((task.successes?, task.trials?)));
        let text: Text = counted.map_or_else(
            || words::NOT_KNOWN.into(),
            |(done, tried)| format!("{} of {}", words::number(done), words::number(tried)).into(),
        );
        let interval = first.as_ref().ok().and_then(|it| it.interval);
        let sub = interval
            .map(|it| format!("{} to {}", words::percent(it.low), words::percent(it.high)).into());
        let how_url = Some(how::url("task_success"));
        Cell { text, sub, how_url, formula: how::definition("task_success"), ..Cell::default() }
    });
    let sus = numbers.and_then(|it| it.sus).and_then(Result::ok).and_then(|sus| {
        let mean = sus.mean?;
        let interval = sus.interval.map(|it| {
            format!("{} to {}, n = {}", words::fixed(it.low, 1), words::fixed(it.high, 1), sus.n)
        });
        Some(Cell {
            text: format!("{} {}", words::fixed(mean, 1), sus.grade.unwrap_or_default()).into(),
            value: Some(mean.into()),
            sub: interval.map(Into::into),
            how_url: Some(how::url("sus")),
            formula: how::definition("sus"),
            ..Cell::default()
        })
    });
    let day = study.date.map(|day| Cell {
        text: words::day(day, reader.today()),
        value: Some(crate::base::date::day_number(day).into()),
        ..Cell::default()
    });
    Row { cells: vec![Some(Cell::of(item)), day, task, sus], ..Row::default() }
}
