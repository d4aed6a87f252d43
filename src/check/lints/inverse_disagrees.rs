//! A side of a relation that is computed, yet written by hand; and two sides of one that say different things.

use crate::base::diagnostic::{Fix, Level, Problem};
use crate::base::place::Place;
use crate::base::text::join_words;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// `inverse-disagrees`.
pub static LINT: Lint = Lint {
    name: "inverse-disagrees",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a fact that is written in two places is true in one of them, and a reader cannot know in which",
    page: include_str!("inverse_disagrees.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    for (field, names) in &doc.inverses {
        report.at(reader, id, by_hand(reader, id, doc, field, names));
    }
    let contradiction = if doc.tag() == KindTag::Bet { contradiction(reader, id) } else { None };
    if let Some(problem) = contradiction {
        report.at(reader, id, problem);
    }
}

/// The computed side, written by hand.
fn by_hand(reader: &Reader, id: DocId, doc: &Doc, field: &str, names: &[Box<str>]) -> Problem {
    let relations: Vec<Relation> = Relation::ALL
        .iter()
        .copied()
        .filter(|r| {
            let info = r.info();
            let same = *r == Relation::Supersedes;
            info.inverse == field && (same || info.to.contains(&doc.tag()))
        })
        .collect();
    let mut computed: Vec<DocId> =
        relations.iter().flat_map(|relation| reader.sources(id, *relation)).collect();
    computed.sort_unstable();
    computed.dedup();
    let slug = |id: DocId| reader.doc(id).map_or("", |doc| &*doc.slug);
    let written: Vec<Option<DocId>> =
        names.iter().map(|n| reader.find(n.split('#').next().unwrap_or(n))).collect();
    let extra: Vec<String> = names
        .iter()
        .zip(&written)
        .filter(|(_, found)| found.is_none_or(|found| !computed.contains(&found)))
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let missing: Vec<String> = computed
        .iter()
        .filter(|id| !written.contains(&Some(**id)))
        .map(|id| format!("`{}`", slug(*id)))
        .collect();
    let other = relations.first().map_or("", |relation| relation.info().name);
    let place = Place::Key(field.into());
    if extra.is_empty() && missing.is_empty() {
        return LINT
            .problem(place, format!("`{field}` is computed and need not be written"))
            .level(Level::Warning)
            .help(format!("remove it: `{other}` on the other side says it"))
            .fix(Fix::Remove { field: field.into() });
    }
    let mut says = Vec::new();
    if !extra.is_empty() {
        says.push(format!("{} does not name this one", join_words(&extra, "and")));
    }
    if !missing.is_empty() {
        says.push(format!("{} does and is not here", join_words(&missing, "and")));
    }
    let what = format!("`{field}` differs from what `{other}` says: {}", says.join(", "));
    let help = format!("remove `{field}`, and write `{other}` in the documents that mean this one");
    LINT.problem(place, what).help(help)
}

/// A bet that names one decision, while only others decide it.
fn contradiction(reader: &Reader, id: DocId) -> Option<Problem> {
    let named = reader.target(id, Relation::Decision)?.doc;
    let deciding =
        |relation| matches!(relation, Relation::Accepts | Relation::Declines | Relation::Defers);
    let by: Vec<DocId> =
        reader.back(id).iter().filter(|b| deciding(b.relation)).map(|b| b.from).collect();
    let other = *by.first().filter(|_| !by.contains(&named))?;
    let (named, other_doc) = (reader.doc(named)?, reader.doc(other)?);
    let what = format!(
        "this bet names decision `{}`, and decision `{}` decides it",
        named.slug, other_doc.slug
    );
    let at = reader
        .out(other)
        .find(|(edge, outcome)| {
            deciding(edge.relation) && outcome.target().is_some_and(|target| target.doc == id)
        })
        .map_or(Place::Whole, |(edge, _)| Place::Field(edge.path.clone()));
    Some(
        LINT.problem(Place::field("decision"), what)
            .help(format!(
                "write `decision: {}`, or move the bet to the other decision",
                other_doc.slug
            ))
            .related(spot(reader, other, at), "it is decided here"),
    )
}
