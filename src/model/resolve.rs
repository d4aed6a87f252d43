//! What the links of fields mean: every written name followed to a document or a part of one.

use std::mem::discriminant;

use crate::base::fingerprint::Fingerprint;
use crate::base::names::DocPath;
use crate::kinds::KindTag;
use crate::kinds::edges::{Edge, Relation};
use crate::kinds::status::Status;
use crate::mapping::{Mapping, Mentioned};

use super::doc::{Doc, DocId, Docs};
use super::names::{Claim, Names};

/// A document, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target {
    /// The document.
    pub doc: DocId,
    /// A pillar or key result of it, by position.
    pub part: Option<u32>,
}

/// What a written name turned out to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A document of a right kind, or a part of it; by which right it answers to the name.
    Found(Target, Claim),
    /// A document, but of a kind that this relation cannot reach.
    WrongKind(DocId),
    /// The document is there, its part is not.
    NoPart(DocId),
    /// A name of a person or team where the site describes none: words, not a link.
    Free,
    /// A document that this build does not show.
    Hidden,
    /// Several pages share this bare name.
    Ambiguous,
    /// Nothing of this name.
    Unknown,
}

impl Outcome {
    /// The target, where there is one of a right kind.
    #[must_use]
    pub const fn target(self) -> Option<Target> {
        match self {
            Self::Found(target, _) => Some(target),
            _ => None,
        }
    }
}

/// What a mapping makes of a reference that no document answers: words, and an address elsewhere.
#[must_use]
pub fn made_up(
    mapping: &Mapping,
    from: KindTag,
    relation: Relation,
    written: &str,
) -> Option<Mentioned> {
    let own = [from];
    let wants = if relation == Relation::Supersedes { &own[..] } else { relation.info().to };
    let all = if relation == Relation::Mentions { KindTag::ALL } else { wants };
    all.iter().find_map(|tag| mapping.mentioned(*tag, written))
}

/// A document or file that exists but is not part of this build: a draft, or not for this audience.
#[derive(Debug, Clone)]
pub struct Hidden {
    /// Where it lies, and where its page would be.
    pub paths: Vec<DocPath>,
    /// The names by which others link to it.
    pub names: Vec<Box<str>>,
}

/// What resolving needs to know.
pub struct Scope<'a> {
    /// The documents.
    pub docs: &'a Docs,
    /// Their names.
    pub names: &'a Names,
    /// Names of hidden documents, sorted, in lower case.
    pub hidden: &'a [Box<str>],
    /// Whether any person is described; without one, names of people are words.
    pub has_people: bool,
    /// Whether any team is described.
    pub has_teams: bool,
    /// How references without a document are taken.
    pub mapping: &'a Mapping,
    /// The only active strategy, if there is just one.
    pub strategy: Option<DocId>,
}

impl<'a> Scope<'a> {
    /// Works out what is asked often.
    #[must_use]
    pub fn new(
        docs: &'a Docs,
        names: &'a Names,
        hidden: &'a [Box<str>],
        mapping: &'a Mapping,
    ) -> Self {
        let mut active = docs
            .iter()
            .enumerate()
            .filter(|(_, d)| d.tag() == KindTag::Strategy && d.status() == Some(Status::Active));
        let strategy = match (active.next(), active.next()) {
            (Some((index, _)), None) => Some(DocId(u32::try_from(index).unwrap_or(u32::MAX))),
            _ => None,
        };
        let any = |tag: KindTag| docs.iter().any(|d| d.tag() == tag);
        Self {
            docs,
            names,
            hidden,
            has_people: any(KindTag::Person),
            has_teams: any(KindTag::Team),
            mapping,
            strategy,
        }
    }

    fn doc(&self, id: DocId) -> Option<&'a Doc> {
        self.docs.get(id.index()).map(|doc| &**doc)
    }

    /// What a link of a document means.
    #[must_use]
    pub fn resolve(&self, from: &Doc, edge: &Edge) -> Outcome {
        let written = &*edge.target.target;
        let (name, part) = written.split_once('#').map_or((written, None), |(n, p)| (n, Some(p)));
        let named = self
            .names
            .find(name)
            .map(|(claim, id)| self.found(from, edge.relation, claim, id, part));
        if let Some(found @ Outcome::Found(..)) = named {
            return found;
        }
        // A part may share its name with a document that this relation cannot reach.
        if part.is_none()
            && let Some(target) = self.part_alone(from, edge.relation, name)
        {
            return Outcome::Found(target, Claim::Id);
        }
        if let Some(found) = named {
            return found;
        }
        let wants = edge.relation.info().to;
        let person = wants.contains(&KindTag::Person);
        let team = wants.contains(&KindTag::Team);
        // Who may be a person is one, until somebody describes people.
        if (person && !self.has_people) || (team && !person && !self.has_teams) {
            return Outcome::Free;
        }
        if self.hidden.binary_search_by(|h| (**h).cmp(&name.to_lowercase())).is_ok() {
            return Outcome::Hidden;
        }
        if self.names.claims(name).len() > 1 {
            return Outcome::Ambiguous;
        }
        if self.is_made_up(from, edge.relation, written) { Outcome::Free } else { Outcome::Unknown }
    }

    /// Whether a mapping says what such a reference becomes where no document describes it.
    fn is_made_up(&self, from: &Doc, relation: Relation, written: &str) -> bool {
        made_up(self.mapping, from.tag(), relation, written).is_some()
    }

    fn found(
        &self,
        from: &Doc,
        relation: Relation,
        claim: Claim,
        id: DocId,
        part: Option<&str>,
    ) -> Outcome {
        let Some(doc) = self.doc(id) else { return Outcome::Unknown };
        if !reaches(relation, from.tag(), doc.tag()) {
            return Outcome::WrongKind(id);
        }
        let Some(part) = part else {
            return Outcome::Found(Target { doc: id, part: None }, claim);
        };
        match position(doc, part) {
            Some(part) => Outcome::Found(Target { doc: id, part: Some(part) }, claim),
            None => Outcome::NoPart(id),
        }
    }

    /// A pillar of the only active strategy, or a key result of the release's own goals.
    fn part_alone(&self, from: &Doc, relation: Relation, part: &str) -> Option<Target> {
        match relation {
            Relation::Pillar => {
                let strategies: Vec<DocId> = match self.strategy {
                    Some(id) => vec![id],
                    None => self
                        .docs
                        .iter()
                        .enumerate()
                        .filter(|(_, d)| d.tag() == KindTag::Strategy)
                        .map(|(i, _)| DocId(u32::try_from(i).unwrap_or(u32::MAX)))
                        .collect(),
                };
                self.only(strategies, part)
            }
            Relation::Moves => {
                let goals = from
                    .edges_of(Relation::Goals)
                    .filter_map(|(_, edge)| self.names.find(&edge.target.target))
                    .map(|(_, id)| id)
                    .collect();
                self.only(goals, part)
            }
            _ => None,
        }
    }

    fn only(&self, docs: Vec<DocId>, part: &str) -> Option<Target> {
        let mut found = docs.into_iter().filter_map(|id| {
            let part = position(self.doc(id)?, part)?;
            Some(Target { doc: id, part: Some(part) })
        });
        match (found.next(), found.next()) {
            (Some(target), None) => Some(target),
            _ => None,
        }
    }
}

/// Where a part of this id stands in a document.
#[must_use]
pub fn position(doc: &Doc, part: &str) -> Option<u32> {
    doc.parts()
        .iter()
        .position(|p| p.eq_ignore_ascii_case(part))
        .and_then(|index| u32::try_from(index).ok())
}

/// Whether a relation may lead from a kind to a kind.
#[must_use]
pub fn reaches(relation: Relation, from: KindTag, to: KindTag) -> bool {
    match relation {
        Relation::Mentions => true,
        Relation::Supersedes => from == to,
        _ => relation.info().to.contains(&to),
    }
}

/// What a document's links turned out to mean, as a fingerprint: names of targets, not positions.
#[must_use]
pub fn print(doc: &Doc, outcomes: &[Outcome], docs: &Docs) -> Fingerprint {
    let name = |id: DocId| docs.get(id.index()).map_or("", |d| d.path.as_str());
    let said: Vec<_> = doc
        .edges
        .iter()
        .zip(outcomes)
        .map(|(edge, outcome)| {
            let (id, part, claim) = match outcome {
                Outcome::Found(target, claim) => (Some(target.doc), target.part, Some(*claim)),
                Outcome::WrongKind(id) | Outcome::NoPart(id) => (Some(*id), None, None),
                _ => (None, None, None),
            };
            (&*edge.path, discriminant(outcome), id.map(name), part, claim)
        })
        .collect();
    Fingerprint::of_value(&said)
}
