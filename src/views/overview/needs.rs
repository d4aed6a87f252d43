//! What needs somebody: at most five things, what blocks first, then what is off track, rosy, late or silent.

use crate::base::date::days_between;
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::measure::agreement::Verdict;
use crate::measure::pace::Status as Computed;
use crate::measure::staleness::Freshness;
use crate::model::doc::DocId;
use crate::model::numbers::{goals, readings, teams, voices};
use crate::model::reader::Reader;
use crate::views::block::{Block, List, More, Section};
use crate::views::document::release::is_ahead;
use crate::views::item::{Item, Text};
use crate::views::standing::Standing;
use crate::views::{card, words};

/// So many things are asked for at once.
const MOST: usize = 5;

/// Something that needs somebody: how urgent, how old in days, and what.
struct Need {
    rank: u8,
    age: i64,
    item: Item,
}

/// The section, or that nothing needs anybody.
pub fn section(reader: &Reader, live: &[DocId]) -> Section {
    let mut needs = Vec::new();
    releases(reader, &mut needs);
    for goal in live {
        needs.extend(of_goal(reader, *goal));
    }
    squads(reader, &mut needs);
    metrics(reader, live, &mut needs);
    needs.sort_by_key(|need| (need.rank, std::cmp::Reverse(need.age), need.item.title.clone()));
    let more = needs.len().saturating_sub(MOST);
    let items: Vec<Item> = needs.into_iter().take(MOST).map(|need| need.item).collect();
    let blocks = if items.is_empty() {
        vec![Block::Prose {
            text: "Nothing. Goals are on pace, dates hold, and everybody has checked in.".into(),
        }]
    } else {
        vec![Block::List(List {
            items,
            more: (more > 0).then(|| format!("{more} more").into()),
            ..List::default()
        })]
    };
    Section {
        id: "needs".into(),
        title: "Needs you".into(),
        more: Some(More { text: "All checks".into(), url: "checks/index.html".into() }),
        width: Some("half"),
        blocks,
        ..Section::default()
    }
}

fn need(reader: &Reader, id: DocId, rank: u8, age: i64, note: impl Into<Text>) -> Need {
    let right = (age > 0).then(|| words::days(age));
    let item = Item {
        note: Some(note.into()),
        owner: card::owner(reader, id),
        right,
        ..card::item(reader, id)
    };
    Need { rank, age, item }
}

/// Releases that wait for somebody, and those past their day.
fn releases(reader: &Reader, needs: &mut Vec<Need>) {
    let today = reader.today();
    for (id, doc, release) in reader.each::<Release>() {
        if !is_ahead(doc.status()) {
            continue;
        }
        if let Some(waiting) = &release.waiting_on {
            let age = waiting.since.map_or(0, |since| days_between(since, today));
            let what = waiting.what.as_deref().unwrap_or("an answer");
            needs.push(need(reader, id, 0, age, format!("Waits for {what}")));
            continue;
        }
        let Some(target) = release.targets.last().filter(|target| **target < today) else {
            continue;
        };
        let age = days_between(*target, today);
        let note = format!("Was to ship {}", words::day(*target, today));
        needs.push(need(reader, id, 3, age, note));
    }
}

fn of_goal(reader: &Reader, goal: DocId) -> Option<Need> {
    let numbers = goals::goal(reader, goal)?;
    let computed = numbers.status()?;
    let said = voices::agreement(reader, goal).filter(|(_, it)| it.verdict == Verdict::Optimistic);
    let far = match (numbers.progress, numbers.expected) {
        (Some(progress), Some(expected)) => {
            format!(
                "{} of {} due by now",
                words::percent(progress),
                words::percent(expected.expected)
            )
        }
        _ => words::NOT_KNOWN.to_owned(),
    };
    let word = Standing::computed(computed).word;
    match (computed, said) {
        (_, Some((said, _))) => {
            let stated = said.status.map_or("better", |status| Standing::computed(status).word);
            let rank = if computed == Computed::OffTrack { 1 } else { 2 };
            let age = days_between(said.date, reader.today());
            let note = format!(
                "Says {}, the number says {}: {far}",
                stated.to_lowercase(),
                word.to_lowercase()
            );
            Some(need(reader, goal, rank, age, note))
        }
        (Computed::OffTrack, None) => Some(need(reader, goal, 1, 0, format!("{word}: {far}"))),
        _ => None,
    }
}

/// Squads with a goal of now that have not checked in.
fn squads(reader: &Reader, needs: &mut Vec<Need>) {
    for squad in teams::squads(reader) {
        let mut goals = reader.sources(squad, Relation::Teams).into_iter();
        if !goals.any(|goal| reader.is_live(goal)) {
            continue;
        }
        let Ok(age) = teams::age(reader, squad) else { continue };
        let note = match age.state {
            Freshness::Stale => "No check-in for longer than it should be",
            Freshness::Never => "Has never checked in",
            Freshness::Fresh | Freshness::Due => continue,
        };
        needs.push(need(reader, squad, 4, age.age_days.unwrap_or(0), note));
    }
}

/// Numbers that goals of now read, and that nobody reads any more.
fn metrics(reader: &Reader, live: &[DocId], needs: &mut Vec<Need>) {
    let mut ids: Vec<DocId> = live
        .iter()
        .flat_map(|goal| reader.targets(*goal, Relation::Metric))
        .map(|t| t.doc)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(age) = readings::age(reader, id) else { continue };
        if age.state == Freshness::Stale {
            let days = age.age_days.unwrap_or(0);
            needs.push(need(reader, id, 5, days, "Not read for longer than it should be"));
        }
    }
}
