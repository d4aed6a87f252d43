//! The fields that every kind has and those that are worked out, as a query asks for them.

use crate::base::date::Date;
use crate::kinds::values::{Audience, Every};
use crate::kinds::{AnyKind, KindTag};
use crate::measure::pace;
use crate::model::doc::DocId;
use crate::model::numbers::{bets, flow, goals, readings, thread, upkeep};
use crate::model::reader::Reader;
use crate::parse::fields::Choice;

use super::kinds::Kinds;
use super::own::OWN;
use super::value::{Asked, Field, Form, Give, Value};

use KindTag::{Bet, Goal, Metric, Release};

/// The words of a status that nobody writes: numbers say it.
pub const COMPUTED: [pace::Status; 7] = [
    pace::Status::NotStarted,
    pace::Status::NoData,
    pace::Status::OnTrack,
    pace::Status::AtRisk,
    pace::Status::OffTrack,
    pace::Status::Achieved,
    pace::Status::Missed,
];

/// The names of all kinds.
pub const KINDS: &[&str] = &[
    "strategy", "goal", "metric", "bet", "release", "checkin", "feedback", "study", "decision",
    "team", "person", "page",
];

const fn field(name: &'static str, form: Form, kinds: Kinds, get: super::value::Get) -> Field {
    Field { name, kinds, form, get }
}

/// The fields that every kind has.
static COMMON: &[Field] = &[
    field("id", Form::Name, Kinds::ALL, |it, out| it.doc.slug.as_str().give(out)),
    field("type", Form::Word(KINDS), Kinds::ALL, |it, out| it.doc.tag().as_str().give(out)),
    field("title", Form::Text, Kinds::ALL, |it, out| (&it.doc.title).give(out)),
    field("summary", Form::Text, Kinds::ALL, |it, out| it.doc.summary.as_ref().give(out)),
    field("status", Form::Status, Kinds::ALL, status),
    field("why", Form::Text, Kinds::ALL, |it, out| it.doc.common.why.as_ref().give(out)),
    field("tags", Form::Name, Kinds::ALL, |it, out| it.doc.common.tags.as_slice().give(out)),
    field("tag", Form::Name, Kinds::ALL, |it, out| it.doc.common.tags.as_slice().give(out)),
    field("audience", Form::Word(Audience::WORDS), Kinds::ALL, |it, out| {
        it.doc.common.audience.unwrap_or(Audience::Internal).as_str().give(out);
    }),
    field("draft", Form::Flag, Kinds::ALL, |it, out| it.doc.common.draft.give(out)),
    field("reviewed", Form::Date, Kinds::ALL, |it, out| it.doc.common.reviewed.give(out)),
    field("review_every", Form::Word(Every::WORDS), Kinds::ALL, |it, out| {
        it.doc.common.review_every.map(Every::as_str).give(out);
    }),
    field("order", Form::Number, Kinds::ALL, |it, out| it.doc.common.order.give(out)),
    field("template", Form::Name, Kinds::ALL, |it, out| it.doc.common.template.as_ref().give(out)),
    field("aliases", Form::Name, Kinds::ALL, |it, out| {
        it.doc.common.aliases.as_slice().give(out);
    }),
    field("links", Form::Name, Kinds::ALL, |it, out| it.doc.common.links.as_slice().give(out)),
    field("imported", Form::Name, Kinds::ALL, |it, out| {
        it.doc.common.imported.as_ref().and_then(|from| from.tool.as_ref()).give(out);
    }),
    field("path", Form::Path, Kinds::ALL, |it, out| it.doc.path.as_str().give(out)),
    field("url", Form::Path, Kinds::ALL, |it, out| it.doc.url.as_str().give(out)),
];

/// The fields that are worked out.
static WORKED_OUT: &[Field] = &[
    field("lint", Form::Lint, Kinds::ALL, |it, out| {
        for finding in it.reader.findings(it.id) {
            finding.code.give(out);
        }
    }),
    field("live", Form::Flag, Kinds::ALL, |it, out| it.reader.is_live(it.id).give(out)),
    field("late", Form::Flag, Kinds::ALL, |it, out| is_late(it).give(out)),
    field("changed", Form::Date, Kinds::ALL, |it, out| changed(it.reader, it.id).give(out)),
    field("due", Form::Date, Kinds::of(&[Goal, Bet, Release]), |it, out| due(it).give(out)),
    field("slip", Form::Days, Kinds::of(&[Release]), |it, out| {
        let slip = flow::slip(it.reader, it.id).and_then(|slip| slip.slip_days);
        #[expect(clippy::cast_precision_loss, reason = "days of a calendar")]
        slip.map(|days| days as f64).give(out);
    }),
    field("align", Form::Share, Kinds::of(&[Bet, Release]), |it, out| {
        thread::of(it.reader, it.id).ok().and_then(|it| it.score).give(out);
    }),
    field("progress", Form::Share, Kinds::of(&[Goal]), |it, out| {
        goals::progress(it.reader, it.id).give(out);
    }),
    field("expected", Form::Share, Kinds::of(&[Goal]), |it, out| {
        let expected = goals::goal(it.reader, it.id).and_then(|goal| goal.expected);
        expected.map(|it| it.expected).give(out);
    }),
    field("krs.status", Form::Status, Kinds::of(&[Goal]), |it, out| {
        let krs = goals::goal(it.reader, it.id).map(|goal| goal.krs).unwrap_or_default();
        krs.iter()
            .filter_map(goals::KeyResultNumbers::status)
            .map(pace::Status::as_str)
            .collect::<Vec<_>>()
            .give(out);
    }),
    field("krs.metric", Form::Name, Kinds::of(&[Goal]), |it, out| named_by_krs(it, ".metric", out)),
    field("krs.owner", Form::Name, Kinds::of(&[Goal]), |it, out| named_by_krs(it, ".owner", out)),
    field("rice", Form::Number, Kinds::of(&[Bet]), |it, out| {
        let AnyKind::Bet(bet) = &it.doc.kind else { return };
        bets::rice_of(bet).ok().map(|it| it.score).give(out);
    }),
    field("ice", Form::Number, Kinds::of(&[Bet]), |it, out| {
        let AnyKind::Bet(bet) = &it.doc.kind else { return };
        bets::ice_of(it.reader, bet).ok().give(out);
    }),
    field("wsjf", Form::Number, Kinds::of(&[Bet]), |it, out| {
        let AnyKind::Bet(bet) = &it.doc.kind else { return };
        bets::wsjf_of(bet).ok().map(|it| it.score).give(out);
    }),
    field("reading", Form::Number, Kinds::of(&[Metric]), |it, out| {
        readings::readings(it.reader, it.id).last().map(|last| last.value).give(out);
    }),
    field("read_on", Form::Date, Kinds::of(&[Metric]), |it, out| {
        readings::readings(it.reader, it.id).last().map(|last| last.date).give(out);
    }),
    field("waiting_on", Form::Name, Kinds::of(&[Release]), |it, out| {
        let AnyKind::Release(release) = &it.doc.kind else { return };
        let waiting = release.waiting_on.as_ref().map(|waiting| &waiting.on);
        waiting.filter(|on| !it.reader.is_hidden(on)).give(out);
    }),
];

/// The documents that key results name in a field, by id; those that are not shown are not said.
fn named_by_krs<'m>(it: &Asked<'_, 'm>, field: &str, out: &mut Vec<Value<'m>>) {
    for (edge, outcome) in it.reader.out(it.id) {
        let is_meant = edge.path.starts_with("krs[") && edge.path.ends_with(field);
        let target = outcome.target().filter(|_| is_meant);
        target.and_then(|target| it.reader.doc(target.doc)).map(|doc| &*doc.slug).give(out);
    }
}

/// Every field.
pub fn all() -> impl Iterator<Item = &'static Field> {
    COMMON.iter().chain(OWN).chain(WORKED_OUT)
}

/// The status as it is shown, and as it is written where that differs: of a goal in force, its numbers have the word.
fn status<'m>(it: &Asked<'_, 'm>, out: &mut Vec<Value<'m>>) {
    let Some(written) = it.doc.status() else { return };
    if it.doc.tag() == Goal && written == crate::kinds::status::Status::Active {
        it.reader.standing(it.id).map(pace::Status::as_str).give(out);
    }
    written.as_str().give(out);
}

/// The day by which something is due: the last promise of a release, the end of a goal's period, the day on which a bet
/// that was put off is looked at again.
fn due(it: &Asked) -> Option<Date> {
    match &it.doc.kind {
        AnyKind::Release(release) => release.targets.last().copied(),
        AnyKind::Goal(goal) => goal.period.as_ref().map(|period| period.end),
        AnyKind::Bet(bet) => bet.revisit,
        _ => None,
    }
}

/// Whether something open is past its day: a release that has not shipped, a bet that was put off, a review.
fn is_late(it: &Asked) -> bool {
    use crate::kinds::status::Status;
    let today = it.reader.today();
    let open = match it.doc.status() {
        Some(Status::Planned | Status::InProgress) => it.doc.tag() == Release,
        Some(Status::Deferred) => it.doc.tag() == Bet,
        _ => false,
    };
    let review = || {
        let age = upkeep::age(it.reader, it.id)?.ok()?;
        Some(age.state == crate::measure::staleness::Freshness::Stale)
    };
    (open && due(it).is_some_and(|due| due < today)) || review().unwrap_or(false)
}

/// The last day up to today on which a document says that something happened to it, or on which git remembers a change.
#[must_use]
pub fn changed(reader: &Reader, id: DocId) -> Option<Date> {
    let doc = reader.doc(id)?;
    let mut days: Vec<Option<Date>> = vec![doc.common.reviewed];
    match &doc.kind {
        AnyKind::Release(it) => {
            days.extend([it.started, it.shipped, it.recovered]);
            days.push(it.outcome.as_ref().and_then(|outcome| outcome.measured));
        }
        AnyKind::Bet(it) => days.extend([it.proposed, it.decided]),
        AnyKind::Decision(it) => days.push(it.date),
        AnyKind::Feedback(it) => days.extend([it.heard, it.decided, it.remeasured]),
        AnyKind::Study(it) => days.push(it.date),
        AnyKind::Checkin(it) => days.push(it.date),
        AnyKind::Goal(it) => {
            let period = it.period.as_ref();
            days.extend([period.map(|p| p.start), period.map(|p| p.end)]);
        }
        AnyKind::Metric(_) => {
            days.push(readings::readings(reader, id).last().map(|last| last.date));
        }
        AnyKind::Person(it) => days.push(it.left),
        AnyKind::Strategy(_) | AnyKind::Team(_) | AnyKind::Page(_) => {}
    }
    // That a document was brought in with many others says nothing about it.
    let touched = reader.history(id).and_then(|line| {
        let first = line.versions.first().map(|version| version.order);
        line.touched.filter(|(order, _)| !line.imported || first.is_some_and(|it| it < *order))
    });
    days.push(touched.map(|(_, day)| day));
    let today = reader.today();
    days.into_iter().flatten().filter(|day| *day <= today).max()
}
