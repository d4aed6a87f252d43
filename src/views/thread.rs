//! The thread of a document: what it serves, rung by rung up to the strategy, as a ladder and as a sentence.

use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::{Outcome, Target};

use super::card;
use super::item::{Item, Part, lead_to, say, strong};
use super::words;

/// So many goals may hang below each other.
const DEEP: usize = 16;

/// The way up from a document.
#[derive(Debug, Default)]
pub struct Thread {
    /// From the top down, without the document itself.
    pub ladder: Vec<Item>,
    /// Whether a rung is missing.
    pub broken: bool,
    /// The same in words.
    pub sentence: Vec<Part>,
}

/// How a way up ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At a strategy.
    Strategy,
    /// At nothing: a rung is missing.
    Missing,
    /// At something that this reader does not see.
    Unseen,
}

/// What a goal hangs on.
#[derive(Debug)]
pub struct Above {
    /// The strategy, or a pillar of it.
    pub strategy: Option<Target>,
    /// The goals from the topmost down to the goal itself.
    pub goals: Vec<DocId>,
    /// How the way ends.
    pub end: End,
}

/// Follows a goal up to its strategy.
#[must_use]
pub fn above(reader: &Reader, goal: DocId) -> Above {
    let mut goals = vec![goal];
    let mut current = goal;
    loop {
        if let Some(strategy) = reader.target(current, Relation::Pillar) {
            goals.reverse();
            return Above { strategy: Some(strategy), goals, end: End::Strategy };
        }
        match reader.target(current, Relation::Parent) {
            Some(parent) if !goals.contains(&parent.doc) && goals.len() < DEEP => {
                goals.push(parent.doc);
                current = parent.doc;
            }
            _ => break,
        }
    }
    goals.reverse();
    Above {
        strategy: None,
        goals,
        end: open_end(reader, current, &[Relation::Pillar, Relation::Parent]),
    }
}

/// Whether links of these relations lead to something unseen, or to nothing.
fn open_end(reader: &Reader, id: DocId, relations: &[Relation]) -> End {
    let unseen = reader
        .out(id)
        .any(|(edge, outcome)| relations.contains(&edge.relation) && outcome == Outcome::Hidden);
    if unseen { End::Unseen } else { End::Missing }
}

fn missing(kind: &'static str, word: &'static str, title: &str) -> Item {
    Item {
        title: title.into(),
        kind: Some(kind),
        kind_word: Some(word),
        missing: true,
        ..Item::default()
    }
}

/// The rungs from the north star down to a goal.
fn rungs(reader: &Reader, above: &Above, with_goal: bool) -> Vec<Item> {
    let mut rungs = Vec::new();
    if let Some(strategy) = above.strategy {
        if let Some(star) = reader.target(strategy.doc, Relation::NorthStar) {
            rungs.push(Item {
                kind: Some("north-star"),
                kind_word: Some("North star"),
                ..card::item(reader, star.doc)
            });
        }
        rungs.push(Item { status: None, ..card::item(reader, strategy.doc) });
        if let Some(part) = strategy.part {
            rungs.push(card::part_item(reader, strategy.doc, part));
        }
    } else if above.end == End::Missing {
        rungs.push(missing("pillar", "Pillar", "Hangs on no pillar"));
    }
    let keep = above.goals.len() - usize::from(!with_goal);
    rungs.extend(above.goals.iter().take(keep).map(|id| card::item(reader, *id)));
    rungs
}

/// The thread of a document.
#[must_use]
pub fn of(reader: &Reader, id: DocId) -> Thread {
    let Some(doc) = reader.doc(id) else { return Thread::default() };
    let mut thread = match doc.tag() {
        KindTag::Goal => goal(reader, id, doc),
        KindTag::Release => release(reader, id, doc),
        KindTag::Bet => {
            let dead = doc.is_dead() || doc.status() == Some(Status::Deferred);
            work(reader, id, doc, Relation::Goal, dead, "answers")
        }
        KindTag::Checkin => work(reader, id, doc, Relation::CheckinGoal, true, "speaks of"),
        KindTag::Feedback | KindTag::Study => informing(reader, id),
        _ => Thread::default(),
    };
    for rung in &mut thread.ladder {
        rung.kind_word = rung.kind_word.or(rung.kind.and_then(word));
    }
    thread
}

/// The word beside a rung of this kind.
fn word(kind: &str) -> Option<&'static str> {
    match kind {
        "pillar" => Some("Pillar"),
        "key-result" => Some("Key result"),
        _ => KindTag::named(kind).map(words::kind),
    }
}

fn goal(reader: &Reader, id: DocId, doc: &Doc) -> Thread {
    let above = above(reader, id);
    let mut sentence = vec![strong(doc.title.clone())];
    if let Some(parent) = above.goals.iter().rev().nth(1) {
        sentence.push(say(" is part of "));
        sentence.push(link(reader, Target { doc: *parent, part: None }));
        sentence.extend(tail(reader, &above, ", for "));
    } else {
        sentence.extend(tail(reader, &above, " serves "));
    }
    if above.end == End::Missing {
        sentence.push(say(if above.goals.len() > 1 {
            ", and that hangs on no pillar of a strategy"
        } else {
            " hangs on no pillar of a strategy"
        }));
    }
    if sentence.len() < 2 {
        return Thread::default();
    }
    sentence.push(say("."));
    Thread {
        ladder: rungs(reader, &above, false),
        broken: above.end == End::Missing && !doc.is_dead(),
        sentence,
    }
}

/// ` serves Cover every shift of Every shift covered`: what a goal hangs on.
fn tail(reader: &Reader, above: &Above, joint: &str) -> Vec<Part> {
    let Some(strategy) = above.strategy else { return Vec::new() };
    let mut parts = vec![say(joint), link(reader, strategy)];
    if strategy.part.is_some() {
        parts.push(say(" in "));
        parts.push(link(reader, Target { doc: strategy.doc, part: None }));
    }
    parts
}

fn link(reader: &Reader, target: Target) -> Part {
    let Some(doc) = reader.doc(target.doc) else { return say("") };
    match target.part {
        Some(part) => lead_to(doc.part_title(part).unwrap_or_default(), card::part_url(doc, part)),
        None => lead_to(doc.title.clone(), card::url(doc)),
    }
}

fn release(reader: &Reader, id: DocId, doc: &Doc) -> Thread {
    let Some(fields) = doc.get::<Release>() else { return Thread::default() };
    let goals: Vec<DocId> = reader.targets(id, Relation::Goals).map(|t| t.doc).collect();
    let Some(first) = goals.first() else { return unserving(reader, id, doc, fields) };
    let above = above(reader, *first);
    let moves: Vec<Target> = reader.targets(id, Relation::Moves).collect();
    let mut ladder = rungs(reader, &above, true);
    if let Some(Target { doc, part: Some(part) }) = moves.iter().find(|t| t.doc == *first) {
        ladder.push(card::part_item(reader, *doc, *part));
    }

    let mut sentence = vec![strong(doc.title.clone())];
    if moves.is_empty() {
        sentence.push(say(format!(" {} ", if is_open(doc) { "is to serve" } else { "serves" })));
        list(reader, goals.iter().map(|g| Target { doc: *g, part: None }), &mut sentence);
    } else {
        sentence.push(say(format!(" {} ", verb(fields, doc))));
        list(reader, moves.iter().copied(), &mut sentence);
        sentence.push(say(if moves.iter().any(|t| t.part.is_some()) { " of " } else { " for " }));
        list(reader, goals.iter().map(|g| Target { doc: *g, part: None }), &mut sentence);
    }
    sentence.extend(tail(reader, &above, ", for "));
    match above.end {
        End::Missing => sentence.push(say(", which hangs on no pillar of a strategy.")),
        _ if moves.is_empty() => {
            sentence.push(say(", and names no key result that it should move."));
        }
        _ => sentence.push(say(".")),
    }
    Thread { ladder, broken: above.end == End::Missing && !doc.is_dead(), sentence }
}

fn is_open(doc: &Doc) -> bool {
    doc.status() != Some(Status::Shipped)
}

fn verb(release: &Release, doc: &Doc) -> &'static str {
    match release.outcome.as_ref().and_then(|o| o.moved) {
        Some(true) => "moved",
        Some(false) => "did not move",
        None if doc.status() == Some(Status::Cancelled) => "was to move",
        None => "should move",
    }
}

/// `a`, `a and b`, `a, b and c`, each with its link.
fn list(reader: &Reader, targets: impl ExactSizeIterator<Item = Target>, out: &mut Vec<Part>) {
    let last = targets.len().saturating_sub(1);
    for (index, target) in targets.enumerate() {
        if index > 0 {
            out.push(say(if index == last { " and " } else { ", " }));
        }
        out.push(link(reader, target));
    }
}

fn unserving(reader: &Reader, id: DocId, doc: &Doc, release: &Release) -> Thread {
    if open_end(reader, id, &[Relation::Goals]) == End::Unseen {
        return Thread::default();
    }
    let mut sentence = vec![strong(doc.title.clone()), say(" serves no goal")];
    match &release.unaligned_reason {
        Some(reason) => sentence.push(say(format!(": {}.", reason.trim_end_matches('.')))),
        None => sentence.push(say(".")),
    }
    Thread {
        ladder: vec![missing("goal", "Goal", "Serves no goal")],
        broken: !doc.is_dead(),
        sentence,
    }
}

/// The thread of something that is about one goal.
fn work(
    reader: &Reader,
    id: DocId,
    doc: &Doc,
    relation: Relation,
    may_lack: bool,
    verb: &str,
) -> Thread {
    let Some(goal) = reader.target(id, relation) else {
        if may_lack || open_end(reader, id, &[relation]) == End::Unseen {
            return Thread::default();
        }
        let sentence = vec![strong(doc.title.clone()), say(" names no goal.")];
        let ladder = vec![missing("goal", "Goal", "Names no goal")];
        return Thread { ladder, broken: true, sentence };
    };
    let above = above(reader, goal.doc);
    let title = card::title(reader, id, doc);
    let mut sentence = vec![strong(title), say(format!(" {verb} "))];
    sentence.push(link(reader, goal));
    sentence.extend(tail(reader, &above, ", for "));
    sentence.push(say("."));
    Thread { ladder: rungs(reader, &above, true), broken: false, sentence }
}

/// Feedback and studies hang below the first thing that they speak for.
fn informing(reader: &Reader, id: DocId) -> Thread {
    let informed = reader.informed(id);
    let Some(first) = informed.first() else { return Thread::default() };
    let Some(doc) = reader.doc(*first) else { return Thread::default() };
    let mut ladder = match doc.tag() {
        KindTag::Goal => rungs(reader, &above(reader, *first), false),
        KindTag::Release | KindTag::Bet => of(reader, *first).ladder,
        _ => Vec::new(),
    };
    ladder.retain(|rung| !rung.missing);
    ladder.push(card::item(reader, *first));
    Thread { ladder, broken: false, sentence: Vec::new() }
}

/// How many, in words: `Four releases`.
#[must_use]
pub fn counted(n: usize, tag: KindTag) -> String {
    let (one, many) = words::kinds(tag);
    format!("{} {}", words::capital(&words::few(n)), if n == 1 { one } else { many })
}
