//! Questions that many lints ask of a document.

use jiff::civil::Date;

use crate::base::date::days_between;
use crate::base::diagnostic::Problem;
use crate::base::names::slugify;
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::check::lint::{Lint, spot};
use crate::kinds::bet::Evidence;
use crate::kinds::decision::Decision;
use crate::kinds::edges::{Edge, Effect, Relation};
use crate::kinds::feedback::Feedback;
use crate::kinds::goal::Dependency;
use crate::kinds::release::Release;
use crate::kinds::status::Status;
use crate::kinds::team::{Team, TeamKind};
use crate::kinds::values::Every;
use crate::kinds::{AnyKind, KindTag};
use crate::measure::stats::at_most;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// Whether something is written in a field that could not be read: its own finding says so, and none that takes it
/// for absent.
#[must_use]
pub fn unread(doc: &Doc, field: &str) -> bool {
    doc.problems.iter().any(|problem| match &problem.place {
        Place::Field(path) | Place::Key(path) => is_below(path, field),
        _ => false,
    })
}

/// Whether a path is a field or lies in it.
fn is_below(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
}

/// Where the title of a document stands.
#[must_use]
pub fn title(reader: &Reader, id: DocId) -> Place {
    if reader.doc(id).is_some_and(|doc| doc.common.title.is_some()) {
        return Place::field("title");
    }
    // The outline is asked for by itself: it changes without the fields.
    let headed = reader.outline(id).is_some_and(|outline| !outline.headings.is_empty());
    if headed { Place::Heading(0) } else { Place::Whole }
}

/// Whether a body has a heading that begins with one of these words.
#[must_use]
pub fn has_heading(reader: &Reader, id: DocId, words: &[&str]) -> bool {
    let Some(outline) = reader.outline(id) else { return false };
    outline.headings.iter().any(|heading| {
        let first = heading.text.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty());
        first.is_some_and(|first| words.iter().any(|word| first.eq_ignore_ascii_case(word)))
    })
}

/// What breaks `earlier ≤ later`: the dates of two fields of a document in the wrong order.
#[must_use]
pub fn disorder(
    reader: &Reader,
    id: DocId,
    lint: &Lint,
    earlier: (&str, Option<Date>),
    later: (&str, Option<Date>),
) -> Option<Problem> {
    let (first, second) = (earlier.1?, later.1?);
    let what = format!("`{}` {second} is before `{}` {first}", later.0, earlier.0);
    let other = spot(reader, id, Place::field(earlier.0));
    (second < first)
        .then(|| lint.problem(Place::field(later.0), what).related(other, "the other date"))
}

/// The id of a document that was probably meant where a relation names nobody.
///
/// The second value says that it is certain: the name differs in spelling only, as `Fill Q2` or `goals/fill-q2.md`
/// does from `fill-q2`.
#[must_use]
pub fn meant<'m>(reader: &Reader<'m>, name: &str, kinds: &[KindTag]) -> Option<(&'m str, bool)> {
    let last = name.trim_end_matches(".md").rsplit('/').next().unwrap_or(name);
    let plain = slugify(last);
    let same = reader.find(&plain).and_then(|id| reader.doc(id));
    if let Some(doc) = same.filter(|doc| kinds.contains(&doc.tag())) {
        return Some((&doc.slug, true));
    }
    let slugs = || kinds.iter().flat_map(|tag| reader.slugs(*tag));
    // A first name is often all that is written.
    let prefixed =
        |slug: &&str| slug.strip_prefix(&*plain).is_some_and(|rest| rest.starts_with('-'));
    let near = nearest(name, slugs()).or_else(|| {
        let mut first_names = slugs().filter(|slug| !plain.is_empty() && prefixed(slug));
        first_names.next().filter(|_| first_names.next().is_none())
    });
    near.map(|near| (near, false))
}

/// The kinds that a relation of a document may reach.
#[must_use]
pub fn reach(relation: Relation, from: KindTag) -> Vec<KindTag> {
    match relation {
        Relation::Supersedes => vec![from],
        Relation::Mentions => KindTag::ALL.to_vec(),
        _ => relation.info().to.to_vec(),
    }
}

/// A document by its kind and id, for a message: ``goal `fill-q2` ``.
#[must_use]
pub fn called(reader: &Reader, id: DocId) -> String {
    reader.doc(id).map_or_else(String::new, |doc| format!("{} `{}`", doc.tag().as_str(), doc.slug))
}

/// A kind with its article: `a goal`.
#[must_use]
pub const fn a_kind(tag: KindTag) -> &'static str {
    match tag {
        KindTag::Strategy => "a strategy",
        KindTag::Goal => "a goal",
        KindTag::Metric => "a metric",
        KindTag::Bet => "a bet",
        KindTag::Release => "a release",
        KindTag::Checkin => "a check-in",
        KindTag::Feedback => "feedback",
        KindTag::Study => "a study",
        KindTag::Decision => "a decision",
        KindTag::Team => "a team",
        KindTag::Person => "a person",
        KindTag::Page => "a page",
    }
}

/// Whether anything speaks for a bet or release: what it names, its dated notes, and what names it.
#[must_use]
pub fn has_evidence(reader: &Reader, id: DocId) -> bool {
    let own = match reader.doc(id).map(|doc| &doc.kind) {
        Some(AnyKind::Bet(bet)) => bet.evidence.as_slice(),
        Some(AnyKind::Release(release)) => release.evidence.as_slice(),
        _ => &[],
    };
    // An entry that leads nowhere is written all the same: `unknown-id` is its one finding.
    !own.is_empty() || reader.back(id).iter().any(|back| back.relation == Relation::Informs)
}

/// What a piece of work needs: the link, what is written about it, and the document that it names.
#[must_use]
pub fn dependencies<'m>(reader: &Reader<'m>, id: DocId) -> Vec<(&'m Edge, &'m Dependency, DocId)> {
    let written: &[Dependency] = match reader.doc(id).map(|doc| &doc.kind) {
        Some(AnyKind::Goal(it)) => &it.depends_on,
        Some(AnyKind::Bet(it)) => &it.depends_on,
        Some(AnyKind::Release(it)) => &it.depends_on,
        _ => &[],
    };
    if written.is_empty() {
        return Vec::new();
    }
    // Each entry writes one link, so the two lists run side by side.
    reader
        .out(id)
        .filter(|(edge, _)| edge.relation == Relation::DependsOn)
        .zip(written)
        .filter_map(|((edge, outcome), need)| Some((edge, need, outcome.target()?.doc)))
        .collect()
}

/// What a piece of work still needs: neither side is over, and the need holds something up.
#[must_use]
pub fn open_dependencies<'m>(
    reader: &Reader<'m>,
    id: DocId,
) -> Vec<(&'m Edge, &'m Dependency, DocId)> {
    let mut needs = dependencies(reader, id);
    if needs.is_empty() || is_over(reader, id) {
        return Vec::new();
    }
    needs.retain(|(_, need, target)| need.effect != Effect::None && !is_over(reader, *target));
    needs
}

/// Whether two groups are both known and have no member in common.
#[must_use]
pub fn are_apart(one: &[DocId], other: &[DocId]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|id| other.contains(id))
}

/// Whether nothing is to be done any more: dead, shipped, or a goal whose period has ended.
#[must_use]
pub fn is_over(reader: &Reader, id: DocId) -> bool {
    let Some(doc) = reader.doc(id) else { return true };
    let ended = match &doc.kind {
        AnyKind::Goal(goal) => goal.period.as_ref().is_some_and(|p| p.end < reader.today()),
        _ => doc.status() == Some(Status::Shipped),
    };
    ended || doc.is_dead()
}

/// The teams that do a piece of work: a release's, a goal's, those of a bet's goal.
#[must_use]
pub fn teams(reader: &Reader, id: DocId) -> Vec<DocId> {
    let of = |id: DocId, relation| reader.targets(id, relation).map(|t| t.doc).collect::<Vec<_>>();
    match reader.doc(id).map(Doc::tag) {
        Some(KindTag::Release) => of(id, Relation::Team),
        Some(KindTag::Goal) => of(id, Relation::Teams),
        Some(KindTag::Bet) => reader
            .target(id, Relation::Goal)
            .map(|goal| of(goal.doc, Relation::Teams))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Whether a team builds; one that does not say is a squad.
#[must_use]
pub fn is_squad(team: &Team) -> bool {
    team.kind != Some(TeamKind::Tribe)
}

/// Whether a day lies further back than so many intervals.
#[must_use]
pub fn is_older(day: Date, today: Date, every: Every, factor: f64) -> bool {
    let age = i32::try_from(days_between(day, today)).map_or(0.0, f64::from);
    let interval = i32::try_from(every.days()).map_or(1.0, f64::from);
    !at_most(age / interval, factor)
}

/// The dates of what speaks for a bet or release; `None` for a piece without one.
#[must_use]
pub fn evidence_dates(reader: &Reader, id: DocId) -> Vec<Option<Date>> {
    let own = match reader.doc(id).map(|doc| &doc.kind) {
        Some(AnyKind::Bet(bet)) => bet.evidence.as_slice(),
        Some(AnyKind::Release(release)) => release.evidence.as_slice(),
        _ => &[],
    };
    let notes = own.iter().filter_map(|piece| match piece {
        Evidence::Note { date, .. } => Some(*date),
        Evidence::Document(_) => None,
    });
    let documents = reader.evidence(id).into_iter().map(|piece| match &reader.doc(piece)?.kind {
        AnyKind::Feedback(feedback) => feedback.heard,
        AnyKind::Study(study) => study.date,
        _ => None,
    });
    notes.chain(documents).collect()
}

/// The release that answers feedback, and the day on which it shipped: the first that shipped after the decision, among
/// those that the feedback informs, else those of the bets that it informs.
#[must_use]
pub fn answer(reader: &Reader, feedback: DocId) -> Option<(DocId, Date)> {
    let (_, it) = reader.get::<Feedback>(feedback)?;
    let decision = || {
        let decisions = reader.decisions(feedback);
        decisions.into_iter().find_map(|id| reader.get::<Decision>(id)?.1.date)
    };
    let after = it.decided.or_else(decision).or(it.heard)?;
    let informed = reader.informed(feedback);
    let bets = informed.iter().flat_map(|id| reader.sources(*id, Relation::Bet)).collect();
    first_shipped(reader, informed, after).or_else(|| first_shipped(reader, bets, after))
}

fn first_shipped(reader: &Reader, releases: Vec<DocId>, after: Date) -> Option<(DocId, Date)> {
    let shipped = releases.into_iter().filter_map(|id| {
        let (doc, release) = reader.get::<Release>(id)?;
        let day = release.shipped.filter(|_| doc.status() == Some(Status::Shipped))?;
        (day >= after).then_some((day, id))
    });
    shipped.min().map(|(day, id)| (id, day))
}
