//! Questions that many lints ask of a document.

use jiff::civil::Date;

use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::kinds::edges::Relation;
use crate::kinds::{AnyKind, KindTag};
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
pub fn title(doc: &Doc) -> Place {
    if doc.common.title.is_some() {
        Place::field("title")
    } else if doc.outline.headings.is_empty() {
        Place::Whole
    } else {
        Place::Heading(0)
    }
}

/// Whether a body has a heading that begins with one of these words.
#[must_use]
pub fn has_heading(doc: &Doc, words: &[&str]) -> bool {
    doc.outline.headings.iter().any(|heading| {
        let first = heading.text.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty());
        first.is_some_and(|first| words.iter().any(|word| first.eq_ignore_ascii_case(word)))
    })
}

/// What `earlier ≤ later` breaks: the dates of two fields in the wrong order, as a clause.
#[must_use]
pub fn disorder(earlier: (&str, Option<Date>), later: (&str, Option<Date>)) -> Option<String> {
    let (first, second) = (earlier.1?, later.1?);
    (second < first).then(|| format!("`{}` {second} is before `{}` {first}", later.0, earlier.0))
}

/// The id of a document that was probably meant where a relation names nobody.
///
/// The second value says that it is certain: the name differs in spelling only, as `Fill Q2` or `goals/fill-q2.md`
/// does from `fill-q2`.
#[must_use]
pub fn meant<'m>(reader: &Reader<'m>, name: &str, kinds: &[KindTag]) -> Option<(&'m str, bool)> {
    let last = name.trim_end_matches(".md").rsplit('/').next().unwrap_or(name);
    let plain = crate::base::names::slugify(last);
    if let Some(doc) = reader.find(&plain).and_then(|id| reader.doc(id)) {
        if kinds.contains(&doc.tag()) {
            return Some((&doc.slug, true));
        }
    }
    nearest(name, kinds.iter().flat_map(|tag| reader.slugs(*tag))).map(|near| (near, false))
}

/// The kinds that a relation of a document may reach.
#[must_use]
pub fn reach(relation: Relation, from: KindTag) -> Vec<KindTag> {
    match relation {
        Relation::Supersedes => vec![from],
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
