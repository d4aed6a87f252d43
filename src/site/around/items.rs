//! The items of the graph: a document with its own fields, kind by kind, and what was worked out about it. What points at
//! other documents is an edge and stands in no field, so that nothing here can name what is hidden.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::base::date::Date;
use crate::kinds::bet::Moscow;
use crate::kinds::goal::{KeyResult, KrKind};
use crate::kinds::metric::Better;
use crate::kinds::release::{ReleaseKind, Stage};
use crate::kinds::study::StudyKind;
use crate::kinds::team::TeamKind;
use crate::kinds::values::Every;
use crate::kinds::{AnyKind, feedback};
use crate::model::doc::{Doc, DocId};
use crate::model::numbers::goals::{self, KeyResultNumbers};
use crate::model::numbers::{readings, thread};
use crate::model::reader::Reader;
use crate::views;

/// A document.
#[derive(Serialize)]
pub struct Item<'a> {
    id: &'a str,
    kind: &'static str,
    title: Box<str>,
    status: Option<&'static str>,
    owner: Option<&'a str>,
    url: &'a str,
    source: Source<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Box<str>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [Box<str>],
    fields: Map<String, Value>,
    derived: Map<String, Value>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Source<'a> {
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Finding {
    lint: &'static str,
    level: &'static str,
}

/// A document as an item.
#[must_use]
pub fn item<'m>(reader: &Reader<'m>, id: DocId) -> Option<Item<'m>> {
    let doc = reader.doc(id)?;
    let owner = thread::owners(reader, id).into_iter().flatten().next();
    let views::Named { title, summary, .. } = views::named(reader, id)?;
    Some(Item {
        id: &doc.slug,
        kind: doc.tag().as_str(),
        title,
        status: doc.status().map(crate::kinds::status::Status::as_str),
        owner: owner.and_then(|id| reader.doc(id)).map(|doc| &*doc.slug),
        url: &doc.url,
        source: Source { path: doc.source().as_str(), line: 1 },
        summary,
        tags: &doc.common.tags,
        fields: fields(doc),
        derived: derived(reader, id, doc),
        findings: reader
            .findings(id)
            .iter()
            .map(|it| Finding { lint: it.code, level: it.level.as_str() })
            .collect(),
    })
}

/// Pairs without those that say nothing.
fn known<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    let pairs = pairs.into_iter().filter(|(_, value)| says(value));
    pairs.map(|(key, value)| (key.to_owned(), value)).collect()
}

fn day(day: Option<Date>) -> Value {
    day.map_or(Value::Null, |day| day.to_string().into())
}

fn fields(doc: &Doc) -> Map<String, Value> {
    let mut out = match &doc.kind {
        AnyKind::Strategy(it) => known([
            ("period", json!(it.period.as_ref().map(|it| &it.text))),
            ("vision", json!(it.vision)),
            ("not_doing", json!(it.not_doing)),
            ("pillars", it.pillars.iter().map(pillar).collect()),
        ]),
        AnyKind::Goal(it) => known([
            ("period", json!(it.period.as_ref().map(|it| &it.text))),
            ("weight", json!(it.weight)),
            ("status_note", json!(it.status_note)),
            ("krs", it.krs.iter().map(key_result).collect()),
        ]),
        AnyKind::Metric(it) => known([
            ("unit", json!(it.unit)),
            ("target", json!(it.target)),
            ("cadence", json!(it.cadence.map(Every::as_str))),
            ("better", json!(it.better.map(Better::as_str))),
            ("definition", json!(it.definition)),
        ]),
        AnyKind::Bet(it) => known([
            ("proposed", day(it.proposed)),
            ("decided", day(it.decided)),
            ("revisit", day(it.revisit)),
            ("moscow", json!(it.moscow.map(Moscow::as_str))),
            ("reach", json!(it.reach)),
            ("impact", json!(it.impact)),
            ("confidence", json!(it.confidence)),
            ("effort_weeks", json!(it.effort.map(|it| it.weeks))),
            ("reason", json!(it.reason)),
        ]),
        AnyKind::Release(it) => known([
            ("kind", json!(it.kind.map(ReleaseKind::as_str))),
            ("stage", json!(it.stage.map(Stage::as_str))),
            ("version", json!(it.version)),
            ("started", day(it.started)),
            ("targets", it.targets.iter().map(ToString::to_string).collect()),
            ("shipped", day(it.shipped)),
            ("effort_weeks", json!(it.effort.map(|it| it.weeks))),
            ("failed", json!(it.failed)),
            ("recovered", day(it.recovered)),
            ("unaligned_reason", json!(it.unaligned_reason)),
            ("outcome_by", day(it.outcome.as_ref().and_then(|it| it.by))),
            ("outcome_measured", day(it.outcome.as_ref().and_then(|it| it.measured))),
            ("outcome_moved", json!(it.outcome.as_ref().and_then(|it| it.moved))),
        ]),
        AnyKind::Checkin(it) => known([
            ("date", day(it.date)),
            ("confidence", json!(it.confidence)),
            ("blockers", json!(it.blockers)),
        ]),
        AnyKind::Feedback(it) => known([
            ("heard", day(it.heard)),
            ("source", json!(it.source.map(feedback::Source::as_str))),
            ("decided", day(it.decided)),
            ("remeasured", day(it.remeasured)),
            ("customers", json!(it.customers)),
            ("reason", json!(it.reason)),
        ]),
        AnyKind::Study(it) => known([
            ("date", day(it.date)),
            ("kind", json!(it.kind.map(StudyKind::as_str))),
            ("participants", json!(it.participants)),
        ]),
        AnyKind::Decision(it) => known([
            ("date", day(it.date)),
            ("options", json!(it.options)),
            ("context", json!(it.context)),
            ("outcome", json!(it.outcome)),
        ]),
        AnyKind::Team(it) => known([
            ("kind", json!(it.kind.map(TeamKind::as_str))),
            ("mission", json!(it.mission)),
            ("wip_limit", json!(it.wip_limit)),
            ("checkin_every", json!(it.checkin_every.map(Every::as_str))),
            ("capacity_weeks", json!(it.capacity)),
        ]),
        AnyKind::Person(it) => known([("role", json!(it.role)), ("left", day(it.left))]),
        AnyKind::Page(_) => Map::new(),
    };
    let common = &doc.common;
    out.extend(known([
        ("aliases", json!(common.aliases)),
        ("why", json!(common.why)),
        ("reviewed", day(common.reviewed)),
        ("review_every", json!(common.review_every.map(Every::as_str))),
        ("links", json!(common.links)),
    ]));
    out.extend(common.extra.iter().map(|(key, value)| (key.to_string(), value.clone())));
    out
}

fn pillar(it: &crate::kinds::strategy::Pillar) -> Value {
    known([("id", json!(it.id)), ("title", json!(it.title)), ("weight", json!(it.weight))]).into()
}

fn key_result(it: &KeyResult) -> Value {
    known([
        ("id", json!(it.id)),
        ("title", json!(it.title)),
        ("kind", json!(it.kind.map(KrKind::as_str))),
        ("baseline", json!(it.baseline)),
        ("target", json!(it.target)),
        ("floor", json!(it.floor)),
        ("ceiling", json!(it.ceiling)),
        ("unit", json!(it.unit)),
        ("weight", json!(it.weight)),
    ])
    .into()
}

/// What was worked out; what is not known is left out.
fn derived(reader: &Reader, id: DocId, doc: &Doc) -> Map<String, Value> {
    let mut out = known([
        ("live", json!(reader.is_live(id))),
        ("slip_days", json!(views::slip_days(reader, id))),
    ]);
    match &doc.kind {
        AnyKind::Goal(it) => {
            let Some(numbers) = goals::goal(reader, id) else { return out };
            out.extend(known([
                ("status", json!(views::computed_status(reader, id))),
                ("progress", json!(numbers.progress)),
                ("expected", json!(numbers.expected.map(|it| it.expected))),
                ("grade", json!(numbers.grade.and_then(|it| it.grade))),
                ("krs", it.krs.iter().zip(&numbers.krs).map(measured).collect()),
            ]));
        }
        AnyKind::Release(_) => {
            let score = thread::of(reader, id).ok().and_then(|it| it.score);
            out.extend(known([("alignment", json!(score))]));
        }
        AnyKind::Metric(_) => {
            let last = readings::readings(reader, id).last();
            out.extend(known([
                ("reading", json!(last.as_ref().map(|it| it.value))),
                ("read_on", day(last.as_ref().map(|it| it.date))),
            ]));
        }
        _ => {}
    }
    out
}

fn measured((kr, numbers): (&KeyResult, &KeyResultNumbers)) -> Value {
    known([
        ("id", json!(kr.id)),
        ("current", json!(numbers.current)),
        ("read_on", day(numbers.read_on)),
        ("progress", json!(numbers.share())),
    ])
    .into()
}
