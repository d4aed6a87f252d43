//! Views that a page of the site has too: a thread, a metric's line, now-next-later, a scorecard, the No list, findings,
//! changes.

use crate::base::date::add_days;
use crate::kinds::bet::Bet;
use crate::kinds::metric::Metric;
use crate::kinds::release::Release;
use crate::measure::metric::Verdict;
use crate::model::doc::DocId;
use crate::model::fence::View;
use crate::model::numbers::{goals, readings};
use crate::model::query::Kinds;
use crate::model::reader::Reader;
use crate::views::block::{Block, Figure, List};
use crate::views::item::{Finding, Item};
use crate::views::{card, document, findings, how, refused, roadmap, standing, thread, words};

use super::{Drawn, Part, drawn, lines, part};

/// So many numbers stand in a row, and so many lines are looked back at.
pub const MOST_FIGURES: usize = 24;
const MOST: usize = 200;
/// So far is looked back where nothing is written.
const DAYS: u32 = 90;

/// One document with what it hangs on.
pub fn thread(reader: &Reader, view: &View, out: &mut Drawn) {
    let Some(target) = view.document else { return };
    let above = thread::of(reader, target.doc);
    let mut items = above.ladder;
    items.push(card::target(reader, target));
    out.data.parts = vec![part(vec![Block::Thread { items, text: above.sentence }])];
}

/// A metric over time, with its target.
pub fn line(reader: &Reader, view: &View, name: &str, out: &mut Drawn) {
    let Some(target) = view.document else { return };
    let Some(chart) = document::metric::chart(reader, target.doc, name) else { return };
    out.charts.push((name.to_owned(), chart));
    out.data.parts = vec![part(vec![Block::Chart { chart: name.into() }])];
}

/// Releases by when they come.
#[must_use]
pub fn now_next_later(reader: &Reader, ids: &[DocId]) -> Vec<Part> {
    vec![part(vec![roadmap::columns(reader, ids)])]
}

/// Numbers in a row: how far goals are, what metrics read.
#[must_use]
pub fn scorecard(reader: &Reader, ids: &[DocId]) -> Vec<Part> {
    let items = ids.iter().take(MOST_FIGURES).map(|id| figure(reader, *id)).collect();
    vec![part(vec![Block::Figures { items }])]
}

fn figure(reader: &Reader, id: DocId) -> Figure {
    let item = card::item(reader, id);
    let mut figure = Figure {
        label: item.title,
        url: item.url,
        text: words::NOT_KNOWN.into(),
        tone: Some(words::tone::IDLE),
        ..Figure::default()
    };
    if let Some((_, metric)) = reader.get::<Metric>(id) {
        let Some(last) = readings::readings(reader, id).last() else { return figure };
        figure.text = words::amount(last.value, metric.unit.as_deref());
        figure.note = Some(format!("on {}", words::day(last.date, reader.today())).into());
        figure.tone = None;
        if let Ok(change) = readings::change(reader, id)
            && let Some(delta) = change.delta
        {
            figure.delta = Some(words::signed(delta).into());
            let worse = change.verdict == Some(Verdict::Worsened);
            figure.tone = worse.then_some(words::tone::OFF);
        }
        return figure;
    }
    let Some(standing) = standing::of(reader, id) else { return figure };
    figure.tone = Some(standing.tone);
    let numbers = goals::goal(reader, id);
    match numbers.as_ref().and_then(|numbers| numbers.progress) {
        Some(progress) => {
            figure.text = words::percent(progress);
            figure.how_url = Some(how::url("objective_score"));
            let due = numbers.and_then(|numbers| numbers.expected);
            let due = due.map(|it| format!(", {} due by now", words::percent(it.expected)));
            figure.note = Some(format!("{}{}", standing.word, due.unwrap_or_default()).into());
        }
        None if reader.get::<Release>(id).is_some() => figure.text = standing.word.into(),
        None => figure.note = Some(standing.word.into()),
    }
    figure
}

/// What was refused or put off, and why.
#[must_use]
pub fn no_list(reader: &Reader, ids: &[DocId]) -> Vec<Part> {
    let bets = ids.iter().filter_map(|id| Some((*id, reader.get::<Bet>(*id)?.1)));
    let rows: Vec<_> =
        bets.take(lines::MOST).map(|(id, bet)| refused::row(reader, id, bet)).collect();
    if rows.is_empty() { Vec::new() } else { vec![part(vec![refused::table("No", rows)])] }
}

/// What the checks say of the documents that are found.
pub fn findings(reader: &Reader, view: &View, out: &mut Drawn) {
    let most = view.query.limit.unwrap_or(MOST).min(MOST);
    let mut all = 0;
    let mut items: Vec<Finding> = Vec::new();
    let mut note = |finding: &dyn Fn() -> Finding| {
        all += 1;
        if items.len() < most {
            items.push(finding());
        }
    };
    let everything = view.query.kinds() == Kinds::ALL && view.is_whole;
    if everything {
        for one in reader.site_findings() {
            note(&|| findings::finding(reader, one));
        }
    }
    for id in view.query.run_all(reader) {
        for one in reader.findings(id) {
            note(&|| findings::with_doc(reader, id, one));
        }
    }
    if !items.is_empty() {
        out.data.more = drawn::rest(all, items.len(), Vec::new());
        out.data.parts = vec![part(vec![Block::Findings { items }])];
    }
}

/// What happened last, as documents say.
pub fn changes(reader: &Reader, view: &View, out: &mut Drawn) {
    let since = add_days(reader.today(), -i64::from(view.days.unwrap_or(DAYS)));
    let mut ids = view.query.run_all(reader);
    ids.sort_unstable();
    let most = view.query.limit.unwrap_or(MOST).min(MOST);
    let (items, all): (Vec<Item>, usize) = crate::views::changes::latest(reader, &ids, since, most);
    if !items.is_empty() {
        out.data.more = drawn::rest(all, items.len(), Vec::new());
        let list = List { items, dated: true, ..List::default() };
        out.data.parts = vec![part(vec![Block::List(list)])];
    }
}
