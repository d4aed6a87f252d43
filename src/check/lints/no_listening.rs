//! A pillar for which nobody has listened.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::feedback::Feedback;
use crate::kinds::status::Status;
use crate::kinds::strategy::Strategy;
use crate::kinds::study::Study;
use crate::model::doc::{Doc, DocId};
use crate::model::numbers::thread;
use crate::model::reader::Reader;

/// `no-listening`.
pub static LINT: Lint = Lint {
    name: "no-listening",
    level: Level::Warning,
    topic: Topic::Feedback,
    why: "without a word from outside the plan is only an opinion about others",
    page: include_str!("no_listening.md"),
    thresholds: &[Threshold::number(
        "days",
        90.0,
        "days within which something is heard under each pillar",
    )],
    run: Run::Whole(run),
};

/// A pillar of a strategy, by its position.
type Pillar = (DocId, u32);

fn run(reader: &Reader, report: &mut Report) {
    let max = report.count("days");
    let today = reader.today();
    let mut silent: Vec<(Pillar, Date)> = Vec::new();
    for (id, doc, strategy) in reader.each::<Strategy>() {
        let running = strategy.period.as_ref().filter(|period| period.contains(today));
        let Some(period) = running.filter(|_| doc.status() == Some(Status::Active)) else {
            continue;
        };
        let wait = usize::try_from(days_between(period.start, today)).unwrap_or(0);
        let held = |part: u32| {
            reader
                .back(id)
                .iter()
                .any(|back| back.relation == Relation::Pillar && back.part == Some(part))
        };
        // A strategy that is younger than the time that it may be silent; a pillar that holds nothing yet.
        let parts = 0..u32::try_from(strategy.pillars.len()).unwrap_or(0);
        silent.extend(
            parts.filter(|part| wait > max && held(*part)).map(|part| ((id, part), period.start)),
        );
    }
    if silent.is_empty() {
        return;
    }
    let heard = heard(reader);
    for ((id, part), begun) in silent {
        let last = heard.get(&(id, part)).copied();
        let since = last.unwrap_or(begun).max(begun);
        let days = usize::try_from(days_between(last.unwrap_or(since), today)).unwrap_or(0);
        if days <= max {
            continue;
        }
        let name = reader.doc(id).and_then(|doc| doc.parts().get(part as usize).copied());
        let what = match last {
            Some(_) => format!(
                "nothing was heard under pillar `{}` for {}",
                name.unwrap_or(""),
                count(days, "day", "days")
            ),
            None => format!("nothing was heard under pillar `{}` yet", name.unwrap_or("")),
        };
        report.at(
            reader,
            id,
            LINT.problem(Place::item("pillars", part as usize), what)
                .help("speak with three of those whom it is for, and write down what they said"),
        );
    }
}

/// When something was last heard for each pillar to which the thread leads from what it speaks for.
fn heard(reader: &Reader) -> BTreeMap<Pillar, Date> {
    let mut out: BTreeMap<Pillar, Date> = BTreeMap::new();
    let feedback = reader.each::<Feedback>().map(|(id, _, it)| (id, it.heard));
    let studies = reader.each::<Study>().map(|(id, _, it)| (id, it.date));
    for (id, day) in feedback.chain(studies) {
        let Some(day) = day.filter(|day| *day <= reader.today()) else { continue };
        let goals = reader.informed(id).into_iter().flat_map(|target| goals(reader, target));
        for pillar in goals.filter_map(|goal| thread::pillar(reader, goal)) {
            let Some(part) = pillar.part else { continue };
            let last = out.entry((pillar.doc, part)).or_insert(day);
            *last = day.max(*last);
        }
    }
    out
}

/// The goals that a document serves: itself, a bet's, a release's, those that read a metric.
fn goals(reader: &Reader, id: DocId) -> Vec<DocId> {
    let of = |relation| reader.targets(id, relation).map(|goal| goal.doc).collect();
    match reader.doc(id).map(Doc::tag) {
        Some(KindTag::Goal) => vec![id],
        Some(KindTag::Bet) => of(Relation::Goal),
        Some(KindTag::Release) => of(Relation::Goals),
        Some(KindTag::Metric) => reader.sources(id, Relation::Metric),
        _ => Vec::new(),
    }
}
