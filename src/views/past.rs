//! What git remembers in the words of a page: fields, values, who changed them and which decision covers that.

use jiff::civil::Date;

use crate::base::date::{days_between, parse_date};
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::history::{Change, UNCOMMITTED, Way, way};
use crate::model::reader::Reader;
use crate::parse::fields::Choice;

use super::card;
use super::item::{Step, Text};
use super::standing;
use super::words;

/// What a change is about, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// What counts as success.
    Goalposts,
    /// When something is promised.
    Dates,
    /// Where something stands.
    Standing,
    /// Who answers for it, and what it hangs on.
    Threads,
}

impl Meaning {
    /// The words above the changes.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Goalposts => "Goalposts",
            Self::Dates => "Dates",
            Self::Standing => "Where things stand",
            Self::Threads => "Owners and threads",
        }
    }
}

/// What a change is about; `None` for what no promise hangs on.
#[must_use]
pub fn meaning(change: &Change) -> Option<Meaning> {
    let field = change.field;
    if field.starts_with("krs.") {
        let is_title = is_title(field);
        let came_or_went = change.from.is_none() || change.to.is_none();
        let title = field.rsplit_once('.').map(|(key, _)| format!("{key}.title"));
        // Of a key result that comes or goes its title says so, once.
        let there = |facts: &crate::model::history::facts::Facts| {
            title.as_deref().is_none_or(|title| facts.value(title).is_some())
        };
        let stays = there(&change.before.facts) && there(&change.after.facts);
        return (if is_title { came_or_went } else { stays }).then_some(Meaning::Goalposts);
    }
    if field.starts_with("pillars.") {
        return Some(Meaning::Goalposts);
    }
    Some(match field {
        "period" => {
            way(field, &change.before.facts, &change.after.facts).map(|_| Meaning::Goalposts)?
        }
        "targets" | "revisit" => Meaning::Dates,
        "status" | "moscow" | "ambition" => Meaning::Standing,
        "owner" | "pillar" | "parent" | "goals" | "goal" | "bet" | "team" | "moves"
        | "north_star" | "depends_on" | "continues" => Meaning::Threads,
        _ => return None,
    })
}

/// How a field is called: `Target of “Filled”`.
#[must_use]
pub fn field(change: &Change) -> Text {
    if let Some((key, what)) = change.field.strip_prefix("krs.").and_then(|it| it.rsplit_once('.'))
    {
        let title = format!("krs.{key}.title");
        let named = change.after.facts.value(&title).or_else(|| change.before.facts.value(&title));
        let named = named.unwrap_or(key);
        return match what {
            "title" => "Key result".into(),
            _ => format!("{} of \u{201c}{named}\u{201d}", words::capital(what)).into(),
        };
    }
    if let Some((key, _)) = change.field.strip_prefix("pillars.").and_then(|it| it.rsplit_once('.'))
    {
        return format!("Weight of pillar {key}").into();
    }
    match change.field {
        "targets" => "Promised".into(),
        "depends_on" => "Needs".into(),
        "north_star" => "North star".into(),
        "moscow" => "Priority".into(),
        other => words::capital(other).into(),
    }
}

/// A value as a page shows it.
#[must_use]
pub fn value(reader: &Reader, field: &str, value: &str) -> Text {
    let today = reader.today();
    match field {
        "targets" | "revisit" => {
            let last = value.rsplit(' ').next().and_then(parse_date);
            last.map_or_else(|| value.into(), |date| words::day(date, today))
        }
        "period" => value.split(' ').next().unwrap_or(value).into(),
        "status" => {
            Status::from_word(value).map_or_else(|| value.into(), |it| words::status(it).into())
        }
        "owner" | "pillar" | "parent" | "goals" | "goal" | "bet" | "team" | "north_star"
        | "depends_on" | "continues" => {
            let names: Vec<Text> = value.split(", ").map(|name| called(reader, name)).collect();
            names.join(", ").into()
        }
        _ => value.into(),
    }
}

/// What a name means now; a name that means nothing any more is shown as it was written.
fn called(reader: &Reader, name: &str) -> Text {
    let (id, part) = name.split_once('#').map_or((name, None), |(id, part)| (id, Some(part)));
    let found = reader.find(id).and_then(|id| reader.doc(id));
    match (found, part) {
        (Some(doc), None) => doc.title.clone(),
        (Some(doc), Some(part)) => {
            let at = doc.parts().iter().position(|own| *own == part);
            let at = at.and_then(|at| u32::try_from(at).ok());
            at.and_then(|at| doc.part_title(at)).unwrap_or(part).into()
        }
        (None, _) => name.into(),
    }
}

/// A change as a step of a time line.
#[must_use]
pub fn step(reader: &Reader, id: DocId, change: &Change) -> Step {
    let today = reader.today();
    let slip = slip(change);
    let date = match change.after.order {
        UNCOMMITTED => "not committed".into(),
        _ => words::day(change.after.day, today),
    };
    Step {
        date,
        field: Some(field(change)),
        from: change.from.map(|it| value(reader, change.field, it)),
        to: change.to.map(|it| value(reader, change.field, it)),
        text: said(change),
        slip: slip.map(words::slip),
        late: slip.is_some_and(|days| days >= standing::LATE),
        by: change.after.by.clone(),
        decision: reader.covers(id, change).map(|decision| card::item(reader, decision)),
    }
}

/// By how many days a promise moved.
fn slip(change: &Change) -> Option<i64> {
    let last = |value: Option<&str>| value?.rsplit(' ').next().and_then(parse_date);
    let both = last(change.from).zip(last(change.to)).filter(|_| change.field == "targets");
    both.map(|(from, to): (Date, Date)| days_between(from, to))
}

/// Whether a goalpost moved, and which way.
#[must_use]
pub fn said(change: &Change) -> Option<Text> {
    if is_title(change.field) {
        return Some(if change.to.is_some() { "added" } else { "taken out" }.into());
    }
    change.from?;
    match way(change.field, &change.before.facts, &change.after.facts)? {
        Way::Changed => None,
        way => Some(way.as_str().into()),
    }
}

/// Whether a field is the title of a key result, which is there as long as the key result is.
fn is_title(field: &str) -> bool {
    field.rsplit('.').next() == Some("title")
}
