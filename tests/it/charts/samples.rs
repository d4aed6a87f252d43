//! Drawings of every form, as large as asked for.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    reason = "made-up numbers, in one long list"
)]

use throughline::base::chart::amounts::{
    Axis, Bar, Bars, Cell, Dot, Dots, Matrix, Part, Point, Quadrant, Stack, StackRow, Waterfall,
};
use throughline::base::chart::threads::{Branch, Ladder, Node, Ribbon, Rung, Thread, Tree};
use throughline::base::chart::time::{Event, Item, Lane, Line, Reading, Spark, Timeline};
use throughline::base::chart::{Amount, Form, Name, Stage, Tone};
use throughline::base::date::{Date, add_days};

const TONES: [Tone; 5] = [Tone::On, Tone::Risk, Tone::Off, Tone::Idle, Tone::Plain];
const STAGES: [Stage; 4] = [Stage::Shipped, Stage::InProgress, Stage::Planned, Stage::Cancelled];
const NAMES: [&str; 7] = [
    "Import wizard",
    "Guided first week of every new clinic",
    "Two-way reminders",
    "Dark mode <b>",
    "Labs & results",
    "A name that goes on and on until nobody can be asked to read it to its end any more",
    "Kit",
];

pub fn day(n: usize) -> Date {
    add_days(Date::constant(2026, 1, 5), i64::try_from(n).unwrap())
}

/// A number between 0 and 1 that looks like chance and never changes.
fn chance(n: usize) -> f64 {
    let n =
        u32::try_from(n).unwrap().wrapping_mul(2_654_435_761).rotate_left(13).wrapping_mul(40_503);
    f64::from(n % 1000) / 1000.0
}

fn pick<T: Copy>(list: &[T], n: usize) -> T {
    list[n % list.len()]
}

fn name(n: usize) -> Name {
    Name::linked(pick(&NAMES, n), format!("releases/r{n}.html"))
}

fn amount(value: f64) -> Amount {
    Amount::new(value, format!("{value:.0} <pw>"))
}

/// Every form with about `n` items.
pub fn forms(n: usize) -> Vec<(&'static str, Form)> {
    let readings = |from: f64, step: f64| -> Vec<Reading> {
        (0..n)
            .map(|i| {
                Reading::new(day(i * 7), from + step * i as f64 + 4000.0 * chance(i), "41 280")
            })
            .collect()
    };
    let mut margins = readings(30.0, 0.1);
    for (i, reading) in margins.iter_mut().enumerate() {
        reading.amount = Amount::new(30.0 + 10.0 * chance(i), "34");
        reading.margin = Some((reading.amount.value - 8.0, reading.amount.value + 8.0));
    }
    let targets = Reading::new(day(n * 7 + 200), 55_000.0, "55 000 by 31 Dec");
    let branch = |i: usize, parts: Vec<Branch>| Branch {
        name: name(i),
        text: "4.2 a week, +8 %".into(),
        tone: pick(&TONES, i),
        parts,
    };
    vec![
        (
            "line",
            Form::Line(Line {
                unit: "visits a week".into(),
                points: readings(30_000.0, 100.0),
                baseline: Some(Reading::new(day(0), 31_000.0, "31 000")),
                target: Some(targets),
                before: readings(20_000.0, 80.0),
                before_label: "Last year".into(),
                today: Some(day(n * 7)),
                from_zero: true,
                events: (0..n.min(12))
                    .map(|i| Event { date: day(i * 21 + 3), name: name(i), tone: pick(&TONES, i) })
                    .collect(),
            }),
        ),
        ("margin", Form::Line(Line { unit: "NPS".into(), points: margins, ..Line::default() })),
        (
            "bars",
            Form::Bars(Bars {
                things: "Team".into(),
                measure: "Person-weeks".into(),
                full: None,
                bars: (0..n)
                    .map(|i| Bar {
                        name: name(i),
                        amount: (i % 7 != 5).then(|| amount(chance(i) * 40.0)),
                        expected: (i % 2 == 0).then_some(20.0),
                        tone: pick(&TONES, i),
                    })
                    .collect(),
            }),
        ),
        (
            "slips",
            Form::Bars(Bars {
                things: "Release".into(),
                measure: "Days".into(),
                full: Some(40.0),
                bars: (0..n)
                    .map(|i| Bar {
                        name: name(i),
                        amount: Some(amount(chance(i) * 60.0 - 20.0)),
                        ..Bar::default()
                    })
                    .collect(),
            }),
        ),
        (
            "stack",
            Form::Stack(Stack {
                things: "Team".into(),
                parts: ["Must", "Should", "Could", "Won't <x>"]
                    .iter()
                    .map(|it| Part { text: (*it).into(), tone: Tone::Plain })
                    .chain([Part { text: "Stray".into(), tone: Tone::Off }])
                    .collect(),
                rows: (0..n)
                    .map(|i| StackRow {
                        name: name(i),
                        amounts: (0..5).map(|k| amount(chance(i * 5 + k) * 20.0)).collect(),
                        total: "56 pw".into(),
                    })
                    .collect(),
                limit: Some(Amount::new(33.6, "at most 60 %")),
                full: None,
            }),
        ),
        (
            "fall",
            Form::Waterfall(Waterfall {
                things: "Why".into(),
                start: ("All work".into(), Amount::new(100.0, "100")),
                steps: (0..n).map(|i| (name(i), Amount::new(-14.0 / n as f64, "−4.5"))).collect(),
                end: ("On a thread".into(), Amount::new(86.0, "86")),
            }),
        ),
        (
            "ladder",
            Form::Ladder(Ladder {
                things: "Rung".into(),
                measure: "Off the line".into(),
                before_label: "last quarter".into(),
                rungs: ["Strategy", "Goals", "Releases", "Person-weeks"]
                    .iter()
                    .enumerate()
                    .map(|(i, it)| Rung {
                        name: Name::linked(*it, "goals/index.html"),
                        off: Some(Amount::new(0.05 * i as f64, format!("{} %", i * 5))),
                        before: Some(0.03 * i as f64),
                    })
                    .collect(),
            }),
        ),
        ("thread", Form::Thread(thread(n))),
        (
            "time",
            Form::Timeline(Timeline {
                from: day(0),
                to: day(300),
                today: Some(day(130)),
                lanes: (0..n.div_ceil(4))
                    .map(|lane| Lane {
                        group: (lane % 3 == 0)
                            .then(|| Name::linked("The front door", "strategy/a.html")),
                        name: name(lane),
                        tone: pick(&TONES, lane),
                        empty: "No release yet".into(),
                        items: if lane % 5 == 3 {
                            Vec::new()
                        } else {
                            (0..4)
                                .map(|i| {
                                    let k = lane * 4 + i;
                                    let start = (chance(k) * 220.0) as usize;
                                    let end = start + 20 + (chance(k + 77) * 50.0) as usize;
                                    let slipped = k % 3 == 0;
                                    Item {
                                        name: name(k),
                                        start: (k % 6 != 5).then(|| day(start)),
                                        end: day(end),
                                        latest: (k % 4 == 1).then(|| day(end + 20)),
                                        promised: slipped.then(|| day(end - 14)),
                                        slip: if slipped { "+14 d".into() } else { "".into() },
                                        stage: pick(&STAGES, k),
                                        tone: pick(&TONES, k),
                                    }
                                })
                                .collect()
                        },
                    })
                    .collect(),
            }),
        ),
        (
            "quadrant",
            Form::Quadrant(Quadrant {
                things: "Bet".into(),
                x: Axis { text: "Effort in person-months".into(), split: None, log: true },
                y: Axis { text: "Value".into(), split: Some(80.0), log: true },
                corners: [
                    "Do first".into(),
                    "Big bets".into(),
                    "If there is time".into(),
                    "Walk away".into(),
                ],
                points: (0..n)
                    .map(|i| {
                        let (x, y) =
                            (1.0 + 13.0 * chance(i), 5.0 + 900.0 * chance(i + 500).powi(3));
                        Point {
                            name: name(i),
                            x: Amount::new(x, format!("{x:.1} pm")),
                            y: Amount::new(y, format!("score {y:.0}")),
                            tone: pick(&TONES, i),
                        }
                    })
                    .collect(),
            }),
        ),
        (
            "dots",
            Form::Dots(Dots {
                things: "Survey".into(),
                measure: "NPS".into(),
                scale: None,
                reference: Some(Amount::new(0.0, "as many for as against")),
                dots: (0..n)
                    .map(|i| {
                        let v = chance(i) * 80.0 - 20.0;
                        Dot {
                            name: name(i),
                            amount: (i % 6 != 4)
                                .then(|| Amount::new(v, format!("{v:.0} ± 9, n = 118"))),
                            margin: (i % 6 != 4).then_some((v - 9.0, v + 9.0)),
                            tone: pick(&TONES, i),
                        }
                    })
                    .collect(),
            }),
        ),
        (
            "matrix",
            Form::Matrix(Matrix {
                things: "Goal".into(),
                columns: (0..6)
                    .map(|i| Name::linked(format!("Team {i}"), "teams/t.html"))
                    .collect(),
                rows: (0..n)
                    .map(|i| {
                        (
                            name(i),
                            (0..6)
                                .map(|k| {
                                    (chance(i * 6 + k) > 0.6).then(|| Cell {
                                        amount: amount((chance(i + k * 31) * 12.0).ceil()),
                                        url: None,
                                        tone: if k == 5 { Tone::Off } else { Tone::Plain },
                                    })
                                })
                                .collect(),
                        )
                    })
                    .collect(),
            }),
        ),
        (
            "spark",
            Form::Spark(Spark {
                values: (0..n).map(|i| 80.0 + 10.0 * chance(i)).collect(),
                tone: Tone::Risk,
            }),
        ),
        (
            "tree",
            Form::Tree(Tree {
                things: "Metric".into(),
                measure: "Now".into(),
                roots: vec![branch(
                    0,
                    (0..n / 4)
                        .map(|i| {
                            branch(
                                i + 1,
                                (0..i % 4).map(|k| branch(i * 4 + k + 9, Vec::new())).collect(),
                            )
                        })
                        .collect(),
                )],
            }),
        ),
    ]
}

pub fn thread(n: usize) -> Thread {
    let goals = n.div_ceil(4);
    let pillars = goals.div_ceil(4);
    let mut it = Thread {
        columns: vec!["Pillar".into(), "Goal".into(), "Release".into()],
        measure: "person-weeks".into(),
        ..Thread::default()
    };
    let node = |column: usize, n: usize, kind: &str, note: &str| Node {
        column,
        name: name(n),
        kind: kind.into(),
        note: note.into(),
        tone: pick(&TONES, n / 2),
    };
    it.nodes.extend((0..pillars).map(|i| node(0, i, "pillar", "49 pw")));
    it.nodes.extend((0..goals).map(|i| node(1, i + 3, "goal", "")));
    it.nodes.extend((0..n).map(|i| node(2, i, "release", if i % 5 == 4 { "no goal" } else { "" })));
    let ribbon = |from: usize, to: usize, work: f64| Ribbon {
        from,
        to,
        amount: amount(work),
        tone: pick(&TONES, to / 2),
    };
    it.ribbons.extend((0..goals).map(|i| ribbon(i % pillars, pillars + i, 9.0)));
    it.ribbons.extend(
        (0..n)
            .filter(|i| i % 5 != 4)
            .map(|i| ribbon(pillars + i * goals / n, pillars + goals + i, 1.0 + 6.0 * chance(i))),
    );
    if n > 3 {
        it.ribbons.push(ribbon(pillars + goals - 1, pillars + goals, 3.0));
    }
    it
}
