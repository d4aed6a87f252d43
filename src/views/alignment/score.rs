//! The numbers of alignment: the score with what it lost, how deviation grows from rung to rung, by team and by pillar.

use crate::base::chart::amounts::{Stack, StackRow, Waterfall};
use crate::base::chart::threads::{Ladder, Rung};
use crate::base::chart::{Amount, Chart, Form, Name, Tone};
use crate::kinds::KindTag;
use crate::measure::alignment::{Alignment, Losses};
use crate::measure::drift::drift_model;
use crate::model::doc::DocId;
use crate::model::numbers::alignment::{LEVELS, PillarEffort};
use crate::model::numbers::work::Work;
use crate::model::numbers::{alignment, thread};
use crate::model::reader::Reader;
use crate::views::block::{
    Block, Cell, Column, Deduction, Figure, Input, More, Row, Section, Table,
};
use crate::views::item::Text;
use crate::views::words;
use crate::views::{card, how};

/// So many releases are named as causes, so many teams stand in the table.
const MOST_CAUSES: usize = 8;
const MOST_TEAMS: usize = 40;

/// What a link of a thread is called where it is missing.
const LINKS: [(&str, &str); 5] = [
    ("goal", "no goal"),
    ("outcome", "no key result"),
    ("strategy", "no way to the strategy"),
    ("time", "outside the goal\u{2019}s period"),
    ("owner", "another team\u{2019}s owner, or none"),
];

fn of(losses: &Losses, link: &str) -> f64 {
    match link {
        "goal" => losses.goal,
        "outcome" => losses.outcome,
        "strategy" => losses.strategy,
        "time" => losses.time,
        _ => losses.owner,
    }
}

fn points(share: f64) -> Text {
    format!("\u{2212}{}", words::fixed(share * 100.0, 1)).into()
}

/// The score of the site as a figure.
#[must_use]
pub fn figure(score: &Alignment) -> Figure {
    let input = |name: &str, text: Text| Input { name: name.into(), text, url: None };
    let mut inputs = vec![input("Effort that counts", effort(score.effort))];
    if let Some(on) = score.on_thread {
        inputs.push(input("Effort with a goal that reaches the strategy", words::percent_fine(on)));
    }
    Figure {
        label: "Alignment".into(),
        text: score.score.map_or_else(|| words::NOT_KNOWN.into(), words::percent_fine),
        note: score
            .on_thread
            .map(|on| format!("{} of the effort reaches the strategy", words::percent(on)).into()),
        formula: how::definition("alignment_score"),
        how_url: Some(how::url("alignment_score")),
        inputs,
        ..Figure::default()
    }
}

fn effort(weeks: f64) -> Text {
    format!("{} person-weeks", words::number(weeks)).into()
}

/// The score, what it lost, and by which work.
pub fn score(reader: &Reader, work: &[Work], charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let all = alignment::of(reader, work).ok()?;
    let losses = all.losses?;
    let total = all.score?;
    let mut blocks = vec![Block::Figures { items: vec![figure(&all)] }];
    let mut steps: Vec<(Name, Amount)> = Vec::new();
    for (link, title) in LINKS {
        let lost = of(&losses, link);
        if lost > 5e-4 {
            steps.push((Name::from(title), Amount::new(-lost * 100.0, points(lost))));
        }
    }
    if !steps.is_empty() {
        let lost: Vec<String> =
            steps.iter().map(|(name, amount)| format!("{} {}", amount.text, name.text)).collect();
        let summary =
            format!("From 100 to {}: {}.", words::fixed(total * 100.0, 1), lost.join(", "));
        let form = Form::Waterfall(Waterfall {
            things: "What is missing".into(),
            start: (Name::from("All on the line"), Amount::new(100.0, "100")),
            steps,
            end: (
                Name::from("Alignment"),
                Amount::new(total * 100.0, words::fixed(total * 100.0, 1)),
            ),
        });
        let title = format!("Alignment, {} of 100", words::fixed(total * 100.0, 1));
        charts.push(("losses".to_owned(), Chart::new("losses", &title, &summary, form)));
        blocks.push(Block::Chart { chart: "losses".into() });
        blocks.push(Block::Ledger {
            items: causes(reader, work),
            total: Some(Box::new(Deduction {
                points: points(1.0 - total),
                text: "in all".into(),
                ..Deduction::default()
            })),
        });
    }
    Some(Section {
        id: "score".into(),
        title: "Score".into(),
        more: Some(More { text: "How it is worked out".into(), url: how::url("alignment_score") }),
        width: Some("half"),
        blocks,
        ..Section::default()
    })
}

/// The releases that cost most, each with its largest loss, then the rest in one line.
#[must_use]
pub fn causes(reader: &Reader, work: &[Work]) -> Vec<Deduction> {
    let total: f64 = work.iter().map(|it| it.effort).sum();
    if total <= 0.0 {
        return Vec::new();
    }
    let mut list: Vec<(f64, &'static str, DocId)> = work
        .iter()
        .filter_map(|it| {
            let own = thread::of_strands(reader, &it.strands).ok()?;
            let (losses, score) = (own.losses?, own.score?);
            let (link, title) =
                LINKS.into_iter().max_by(|a, b| of(&losses, a.0).total_cmp(&of(&losses, b.0)))?;
            let lost = (1.0 - score) * it.effort / total;
            (lost > 5e-5).then_some((lost, if of(&losses, link) > 0.0 { title } else { "" }, it.id))
        })
        .collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
    let rest: f64 = list.iter().skip(MOST_CAUSES).map(|(lost, ..)| lost).sum();
    let mut items: Vec<Deduction> = list
        .iter()
        .take(MOST_CAUSES)
        .map(|(lost, title, id)| {
            let item = card::item(reader, *id);
            Deduction {
                points: points(*lost),
                text: format!("{}: {title}", item.title).into(),
                url: item.url,
                ..Deduction::default()
            }
        })
        .collect();
    if list.len() > MOST_CAUSES {
        let text = format!("{} other releases", list.len() - MOST_CAUSES).into();
        items.push(Deduction { points: points(rest), text, ..Deduction::default() });
    }
    items
}

/// How deviation grows from rung to rung, and what uncorrected hand-offs would do.
pub fn drift(reader: &Reader, work: &[Work], charts: &mut Vec<(String, Chart)>) -> Option<Section> {
    let ladder = alignment::ladder(reader, work).ok()?;
    let rungs: Vec<Rung> = LEVELS
        .iter()
        .zip(&ladder.rungs)
        .map(|(level, rung)| Rung {
            name: Name::from(&*words::capital(level)),
            off: rung.deviation.map(|off| Amount::new(off * 100.0, words::percent_fine(off))),
            before: None,
        })
        .collect();
    if rungs.iter().all(|rung| rung.off.is_none()) {
        return None;
    }
    let said: Vec<String> = rungs
        .iter()
        .filter_map(|rung| Some(format!("{} {}", rung.name.text, rung.off.as_ref()?.text)))
        .collect();
    let mut summary = format!("Share off the line: {}.", said.join(", "));
    if let Some(times) = ladder.amplification {
        let times = words::fixed(times, 2);
        summary.push_str(" From the first rung that deviates to the last it grows ");
        summary.push_str(&times);
        summary.push_str("-fold.");
    }
    let form = Form::Ladder(Ladder {
        things: "Rung".into(),
        measure: "Share off the line".into(),
        rungs,
        before_label: "".into(),
    });
    charts.push((
        "drift".to_owned(),
        Chart::new("drift", "Share off the line at each rung", &summary, form),
    ));
    let model = |handoffs: u32| {
        drift_model(0.02, handoffs).map_or_else(|_| words::NOT_KNOWN.into(), words::percent_fine)
    };
    let explained = format!(
        "A model, not a measurement: if each hand-off loses 2 %, three levels lose {} when checked weekly, {} every two weeks, {} monthly, {} quarterly.",
        model(3),
        model(6),
        model(12),
        model(39),
    );
    Some(Section {
        id: "drift".into(),
        title: "Drift".into(),
        more: Some(More { text: "How it is worked out".into(), url: how::url("drift_ladder") }),
        width: Some("half"),
        blocks: vec![
            Block::Chart { chart: "drift".into() },
            Block::Prose { text: summary.into() },
            Block::Prose { text: explained.into() },
        ],
        ..Section::default()
    })
}

/// The alignment of each team.
pub fn teams(reader: &Reader) -> Option<Section> {
    let ids = reader.ids(KindTag::Team);
    let rows: Vec<Row> = ids
        .iter()
        .take(MOST_TEAMS)
        .filter_map(|id| {
            let own = alignment::team(reader, *id).ok()?;
            let score = own.score?;
            let item = card::item(reader, *id);
            let worst = own.losses.and_then(|losses| {
                let (link, title) = LINKS
                    .into_iter()
                    .max_by(|a, b| of(&losses, a.0).total_cmp(&of(&losses, b.0)))?;
                let lost = of(&losses, link);
                (lost > 5e-4).then(|| format!("{} {title}", points(lost)).into())
            });
            Some(Row {
                cells: vec![
                    Some(Cell::of(item)),
                    Some(Cell::number(score, words::percent_fine(score))),
                    worst.map(|text| Cell { text, ..Cell::default() }),
                    Some(Cell::number(own.effort, effort(own.effort))),
                ],
                ..Row::default()
            })
        })
        .collect();
    (!rows.is_empty()).then(|| Section {
        id: "by-team".into(),
        title: "By team".into(),
        more: Some(More { text: "How it is worked out".into(), url: how::url("alignment_score") }),
        width: Some("half"),
        blocks: vec![Block::Table(Table {
            caption: "Alignment of each team, with its largest loss".into(),
            plain: true,
            columns: vec![
                Column::words("team", "Team"),
                Column::numbers("score", "Alignment"),
                Column::words("loss", "Largest loss"),
                Column::numbers("effort", "Effort"),
            ],
            rows,
            ..Table::default()
        })],
        ..Section::default()
    })
}

/// Where effort was planned and where it went.
pub fn pillars(
    reader: &Reader,
    work: &[Work],
    charts: &mut Vec<(String, Chart)>,
) -> Option<Section> {
    let rows = alignment::pillars(reader, work);
    let planned: f64 = rows.iter().map(|row| row.planned).sum();
    let actual: f64 = rows.iter().map(|row| row.actual).sum();
    if planned <= 0.0 || actual <= 0.0 {
        return None;
    }
    let shown: Vec<&PillarEffort> =
        rows.iter().filter(|row| row.pillar.is_some() || row.actual > 0.0).collect();
    let name = |row: &PillarEffort| match row.pillar {
        Some(target) => {
            let item = card::target(reader, target);
            Name { text: item.title, url: item.url }
        }
        None => Name::from("Off the strategy"),
    };
    let table_rows = shown
        .iter()
        .map(|row| {
            let (plan, went) = (row.planned / planned, row.actual / actual);
            let name = name(row);
            Row {
                cells: vec![
                    Some(Cell {
                        text: name.text,
                        url: name.url,
                        kind: row.pillar.map(|_| "pillar"),
                        ..Cell::default()
                    }),
                    Some(Cell::number(plan, words::percent(plan))),
                    Some(Cell::number(went, words::percent(went))),
                    Some(Cell::number(row.actual, effort(row.actual))),
                ],
                ..Row::default()
            }
        })
        .collect();
    let part = |row: &&PillarEffort| crate::base::chart::amounts::Part {
        text: name(row).text,
        tone: if row.pillar.is_some() { Tone::Plain } else { Tone::Off },
    };
    let amounts = |share: &dyn Fn(&PillarEffort) -> f64| -> Vec<Amount> {
        let shares = shown.iter().map(|row| share(row));
        shares.map(|share| Amount::new(share * 100.0, words::percent(share))).collect()
    };
    let line =
        |title: &str, amounts| StackRow { name: Name::from(title), amounts, total: "".into() };
    let form = Form::Stack(Stack {
        things: "Effort".into(),
        parts: shown.iter().map(part).collect(),
        rows: vec![
            line("Planned", amounts(&|row| row.planned / planned)),
            line("Spent", amounts(&|row| row.actual / actual)),
        ],
        limit: None,
        full: Some(100.0),
    });
    let gap = alignment::gap(&rows).ok().flatten();
    let note =
        gap.map(|gap| Text::from(format!("{} would have to move", words::percent_fine(gap))));
    let summary = format!(
        "Planned and spent effort of {} pillars{}.",
        shown.len(),
        note.as_deref().map(|note| format!("; {note} for both to agree")).unwrap_or_default()
    );
    charts.push(("pillars".to_owned(), Chart::new("pillars", "Effort by pillar", &summary, form)));
    Some(Section {
        id: "by-pillar".into(),
        title: "Effort by pillar".into(),
        note,
        more: Some(More { text: "How it is worked out".into(), url: how::url("pillar_gap") }),
        width: Some("half"),
        blocks: vec![
            Block::Chart { chart: "pillars".into() },
            Block::Table(Table {
                caption: "Effort by pillar, planned and spent".into(),
                plain: true,
                columns: vec![
                    Column::words("pillar", "Pillar"),
                    Column::numbers("planned", "Planned"),
                    Column::numbers("actual", "Spent"),
                    Column::numbers("effort", "Effort"),
                ],
                rows: table_rows,
                ..Table::default()
            }),
        ],
    })
}
