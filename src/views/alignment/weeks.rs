//! The score week by week, as git remembers the documents.

use crate::base::chart::time::{Line, Reading};
use crate::base::chart::{Chart, Form};
use crate::model::history::WEEKS;
use crate::model::numbers::alignment;
use crate::model::reader::Reader;
use crate::views::block::{Block, Section};
use crate::views::words;

/// The score at the end of each of the last weeks; nothing without a history of two weeks.
pub fn section(reader: &Reader, charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let today = reader.today();
    let past = reader.past();
    past.span()?;
    let now = alignment::site(reader).ok().and_then(|it| it.score);
    let weeks = past.weeks(today, now);
    let (first, last) = weeks.first().zip(weeks.last()).filter(|_| weeks.len() > 2)?;
    let point = |week: &crate::model::history::Week| {
        Reading::new(week.day, week.score * 100.0, words::percent_fine(week.score))
    };
    let summary = format!(
        "From {} on {} to {} on {}, in {} weeks.",
        words::percent_fine(first.score),
        words::day(first.day, today),
        words::percent_fine(last.score),
        words::day(last.day, today),
        weeks.len()
    );
    let form = Form::Line(Line {
        unit: "%".into(),
        points: weeks.iter().map(point).collect(),
        today: Some(today),
        ..Line::default()
    });
    charts
        .push(("weeks".to_owned(), Chart::new("weeks", "Alignment week by week", &summary, form)));
    Some(Section {
        id: "weeks".into(),
        title: "Week by week".into(),
        note: Some(format!("the last {WEEKS} weeks, as git remembers them").into()),
        blocks: vec![Block::Chart { chart: "weeks".into() }],
        ..Section::default()
    })
}
