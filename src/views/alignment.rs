//! The Alignment page: what serves what, from the strategy down to releases, and where the thread breaks.

mod ribbons;
pub mod score;
mod weeks;

use std::collections::BTreeMap;

use crate::base::text::count;
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::kinds::values::Effort;
use crate::model::doc::DocId;
use crate::model::numbers::work;
use crate::model::reader::Reader;

use super::block::{Block, Cell, Column, Row, Section, Table, Unit};
use super::card;
use super::document::goal::release_lines;
use super::facts::effort_words;
use super::item::{Item, Part, lead_to, say, strong};
use super::places::{Data, Sheet};
use super::thread::{self, End};
use super::words::{self, tone};

/// So many goals stand under one pillar, so many releases under one goal, so many things off the line.
const MOST: usize = 60;
/// With more goals than this their releases are counted, not listed; so many goals are listed in all.
const MOST_OPEN: usize = 80;
const MOST_IN_ALL: usize = 100;

/// Everything that should hang on the strategy.
struct Whole {
    /// The strategies in force, with their pillars.
    pillars: Vec<(DocId, Option<u32>)>,
    /// Goals by what they hang on.
    goals: BTreeMap<(DocId, Option<u32>), Vec<DocId>>,
    /// Goals that hang on nothing.
    loose_goals: Vec<DocId>,
    /// Releases that reach a strategy.
    on: Vec<DocId>,
    /// Releases that serve no living goal, or one that hangs on nothing.
    off: Vec<DocId>,
}

/// The page.
#[must_use]
pub fn make(reader: &Reader) -> Sheet {
    let whole = Whole::gather(reader);
    let work = work::weighed(reader, &work::begun(reader));
    let mut charts = Vec::new();
    let mut sections = Vec::new();
    sections.extend(score::score(reader, &work, &mut charts));
    sections.extend(score::drift(reader, &work, &mut charts));
    sections.extend(weeks::section(reader, &mut charts));
    sections.extend(ribbons::section(reader, &mut charts));
    sections.push(off_the_line(reader, &whole));
    sections.push(ladder(reader, &whole));
    sections.extend(goals_and_teams(reader, &whole));
    sections.extend(score::teams(reader));
    sections.extend(score::pillars(reader, &work, &mut charts));
    Sheet {
        data: Data { lead: lead(reader, &whole), sections, ..Data::default() },
        charts,
        ..Sheet::default()
    }
}

impl Whole {
    fn gather(reader: &Reader) -> Self {
        let mut pillars = Vec::new();
        for (id, doc, strategy) in reader.each::<Strategy>() {
            if doc.status() != Some(Status::Active) {
                continue;
            }
            pillars.extend((0..).take(strategy.pillars.len()).map(|part| (id, Some(part))));
            pillars.push((id, None));
        }
        let mut goals: BTreeMap<_, Vec<DocId>> = BTreeMap::new();
        let mut loose_goals = Vec::new();
        for (id, doc, _) in reader.each::<Goal>() {
            let above = thread::above(reader, id);
            match above.strategy {
                Some(target) => goals.entry((target.doc, target.part)).or_default().push(id),
                None if above.end == End::Missing && !doc.is_dead() => loose_goals.push(id),
                None => {}
            }
        }
        let (mut on, mut off) = (Vec::new(), Vec::new());
        for (id, doc, release) in reader.each::<Release>() {
            if doc.status() == Some(Status::Cancelled) {
                continue;
            }
            let served: Vec<DocId> =
                reader.targets(id, Relation::Goals).map(|target| target.doc).collect();
            let reaches = served.iter().any(|goal| {
                let alive = reader.doc(*goal).is_some_and(|goal| !goal.is_dead());
                alive && thread::above(reader, *goal).end != End::Missing
            });
            // An entry that leads to something unseen is no missing goal.
            let unseen = served.is_empty() && !release.goals.is_empty();
            if reaches || unseen { on.push(id) } else { off.push(id) }
        }
        Self { pillars, goals, loose_goals, on, off }
    }
}

fn weeks(reader: &Reader, ids: &[DocId]) -> f64 {
    let effort = |id: &DocId| reader.get::<Release>(*id)?.1.effort.map(|effort| effort.weeks);
    // A release without an effort counts as one person-week, as the score counts it.
    ids.iter().map(|id| effort(id).unwrap_or(1.0)).sum()
}

fn lead(reader: &Reader, whole: &Whole) -> Vec<Part> {
    let all = whole.on.len() + whole.off.len();
    if all == 0 {
        return vec![say("No release yet: nothing can be on the line or off it.")];
    }
    let mut parts = vec![
        say(format!("Of {}, ", thread::counted(all, KindTag::Release).to_lowercase())),
        strong(words::few(whole.on.len())),
        say(" reach the strategy through a goal that lives."),
    ];
    let (off, on) = (weeks(reader, &whole.off), weeks(reader, &whole.on));
    if !whole.off.is_empty() && off + on > 0.0 {
        parts.push(say(" The rest holds "));
        let share = words::percent(off / (off + on));
        parts.push(lead_to(format!("{share} of the effort"), "alignment/index.html#off-the-line"));
        parts.push(say("."));
    }
    parts
}

/// What hangs on nothing, before everything else.
fn off_the_line(reader: &Reader, whole: &Whole) -> Section {
    let mut items: Vec<Item> = whole
        .loose_goals
        .iter()
        .take(MOST)
        .map(|id| Item {
            note: Some("Hangs on no pillar of a strategy".into()),
            tone: Some(tone::OFF),
            owner: card::owner(reader, *id),
            ..card::item(reader, *id)
        })
        .collect();
    for id in whole.off.iter().take(MOST) {
        let Some((_, release)) = reader.get::<Release>(*id) else { continue };
        let dead = reader.target(*id, Relation::Goals).map(|goal| card::item(reader, goal.doc));
        let note = match (dead, &release.unaligned_reason) {
            (Some(goal), _) => format!(
                "Serves \u{201c}{}\u{201d}, which hangs on nothing or is dropped",
                goal.title
            ),
            (None, Some(reason)) => format!("Serves no goal: {reason}"),
            (None, None) => "Serves no goal".to_owned(),
        };
        items.push(Item {
            note: Some(note.into()),
            tone: Some(tone::OFF),
            owner: card::owner(reader, *id),
            right: release.effort.map(|effort| effort_words(reader, effort)),
            ..card::item(reader, *id)
        });
    }
    let n = whole.off.len() + whole.loose_goals.len();
    let more = n.saturating_sub(items.len());
    let note = (!whole.off.is_empty()).then(|| {
        let effort = Effort { weeks: weeks(reader, &whole.off) };
        format!(
            "{}, {}",
            thread::counted(whole.off.len(), KindTag::Release),
            effort_words(reader, effort)
        )
    });
    let blocks = if items.is_empty() {
        vec![Block::Prose {
            text: "Nothing. Every goal hangs on a pillar and every release serves a goal.".into(),
        }]
    } else {
        vec![Block::List(super::block::List {
            items,
            more: (more > 0).then(|| format!("{more} more").into()),
            ..super::block::List::default()
        })]
    };
    Section {
        id: "off-the-line".into(),
        title: "Off the line".into(),
        note: note.map(Into::into),
        blocks,
        ..Section::default()
    }
}

/// Strategy, pillar, goal, release: what hangs on what.
fn ladder(reader: &Reader, whole: &Whole) -> Section {
    let mut roots: Vec<Item> = Vec::new();
    for (strategy, part) in &whole.pillars {
        let goals = whole.goals.get(&(*strategy, *part)).map_or(&[][..], Vec::as_slice);
        let children = goals_with_releases(reader, goals, whole);
        let below = match part {
            Some(part) => {
                let pillar = Item { children, ..card::part_item(reader, *strategy, *part) };
                let note = pillar.children.is_empty().then(|| "No goal hangs on it".into());
                vec![Item { note, ..pillar }]
            }
            // The strategy itself comes after its pillars: goals that name it as a whole.
            None => children,
        };
        let slug = reader.doc(*strategy).map(|doc| doc.slug.as_str());
        let last = roots.last_mut().filter(|root| root.id.as_deref() == slug);
        if let Some(root) = last {
            root.children.extend(below);
        } else {
            roots.push(Item { children: below, ..card::item(reader, *strategy) });
        }
    }
    let blocks = if roots.is_empty() {
        vec![Block::Empty {
            title: "No strategy in force.".into(),
            text: "Goals hang on its pillars.".into(),
            line: "throughline new strategy \"\u{2026}\"".into(),
        }]
    } else {
        vec![Block::Tree { items: roots }]
    };
    Section { id: "ladder".into(), title: "The ladder".into(), blocks, ..Section::default() }
}

fn goals_with_releases(reader: &Reader, goals: &[DocId], whole: &Whole) -> Vec<Item> {
    let all: usize = whole.goals.values().map(Vec::len).sum();
    let most = if all > MOST_IN_ALL {
        (MOST_IN_ALL / whole.pillars.len().max(1)).clamp(1, MOST)
    } else {
        MOST
    };
    let today = reader.today();
    let mut sorted: Vec<_> = goals
        .iter()
        .filter_map(|id| {
            let (doc, goal) = reader.get::<Goal>(*id)?;
            let over = goal.period.as_ref().is_some_and(|period| period.end < today);
            let end = goal.period.as_ref().map(|period| period.end);
            Some((doc.is_dead(), over, end, *id, goal))
        })
        .collect();
    sorted.sort_by_key(|(dead, over, end, id, _)| (*dead, *over, *end, *id));
    let mut items: Vec<Item> = sorted
        .into_iter()
        .take(most)
        .map(|(.., id, goal)| {
            let releases = reader.sources(id, Relation::Goals);
            let releases: Vec<DocId> = releases
                .into_iter()
                .filter(|id| reader.status(*id) != Some(Status::Cancelled))
                .collect();
            let note = match releases.len() {
                0 => Some("No release serves it".into()),
                n if all > MOST_OPEN => Some(thread::counted(n, KindTag::Release).into()),
                _ => None,
            };
            let children =
                if all > MOST_OPEN { Vec::new() } else { release_lines(reader, &releases, id) };
            Item {
                note,
                right: goal.period.as_ref().map(super::facts::period_words),
                children,
                ..card::item(reader, id)
            }
        })
        .collect();
    if goals.len() > most {
        items.push(Item {
            title: format!("and {}", count(goals.len() - most, "more goal", "more goals")).into(),
            ..Item::default()
        });
    }
    items
}

/// Goals of now against teams, each release a square.
fn goals_and_teams(reader: &Reader, whole: &Whole) -> Option<Section> {
    let today = reader.today();
    let teams: Vec<DocId> = reader
        .each::<crate::kinds::team::Team>()
        .filter(|(_, _, team)| team.kind != Some(crate::kinds::team::TeamKind::Tribe))
        .map(|(id, ..)| id)
        .collect();
    if teams.is_empty() || teams.len() > 16 {
        return None;
    }
    let mut columns = vec![Column { key: "goal", title: "Goal".into(), kind: None, unit: None }];
    columns.extend(teams.iter().filter_map(|id| {
        let doc = reader.doc(*id)?;
        Some(Column { key: "team", title: doc.title.clone(), kind: None, unit: None })
    }));
    columns.push(Column { key: "effort", title: "Weeks".into(), kind: Some("number"), unit: None });
    let live = whole.goals.values().flatten().chain(&whole.loose_goals).filter(|id| {
        reader.get::<Goal>(**id).is_some_and(|(doc, goal)| {
            !doc.is_dead() && goal.period.as_ref().is_none_or(|period| period.contains(today))
        })
    });
    let rows: Vec<Row> = live.take(MOST).map(|goal| row(reader, *goal, &teams)).collect();
    (!rows.is_empty()).then(|| Section {
        id: "teams".into(),
        title: "Goals and teams".into(),
        note: Some("a square is a release".into()),
        blocks: vec![Block::Table(Table {
            caption: "Goals of now against the teams whose releases serve them".into(),
            plain: true,
            columns,
            rows,
            ..Table::default()
        })],
        ..Section::default()
    })
}

fn row(reader: &Reader, goal: DocId, teams: &[DocId]) -> Row {
    let releases: Vec<DocId> = reader
        .sources(goal, Relation::Goals)
        .into_iter()
        .filter(|id| reader.status(*id) != Some(Status::Cancelled))
        .collect();
    let item = card::item(reader, goal);
    let mut cells = vec![Some(Cell::of(item))];
    for team in teams {
        let units: Vec<Unit> = releases
            .iter()
            .filter(|id| reader.target(**id, Relation::Team).is_some_and(|t| t.doc == *team))
            .map(|id| {
                let item = card::item(reader, *id);
                Unit {
                    status: item.status.unwrap_or_default(),
                    text: item.title,
                    url: item.url,
                    tone: item.tone,
                }
            })
            .collect();
        cells.push((!units.is_empty()).then(|| Cell { units, ..Cell::default() }));
    }
    let weeks = weeks(reader, &releases);
    cells.push(Some(Cell {
        text: words::number(weeks).into(),
        value: Some(weeks.into()),
        ..Cell::default()
    }));
    Row { cells, ..Row::default() }
}
