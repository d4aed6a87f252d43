//! Two documents that answer to one name.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::model::doc::{Doc, DocId};
use crate::model::names::Claim;
use crate::model::reader::Reader;

/// `duplicate-id`.
pub static LINT: Lint = Lint {
    name: "duplicate-id",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a link to this name reaches only one of the two, and nobody sees which",
    page: include_str!("duplicate_id.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    if let Some(problem) = taken(reader, id, doc, &doc.slug, id_place(doc)) {
        report.at(reader, id, problem);
    }
    for (index, alias) in doc.common.aliases.iter().enumerate() {
        if let Some(problem) = taken(reader, id, doc, alias, Place::item("aliases", index)) {
            report.at(reader, id, problem);
        }
    }
}

/// The problem of a name to which another document has the better or the earlier right.
fn taken(reader: &Reader, id: DocId, doc: &Doc, name: &str, place: Place) -> Option<Problem> {
    let (claim, first) = *reader.claims(name).first()?;
    if first == id || claim == Claim::Other {
        return None;
    }
    let other = reader.doc(first)?;
    if other.url.eq_ignore_ascii_case(&doc.url) && !other.id_written && !doc.id_written {
        // Two files for one address: `url-clash` says so.
        return None;
    }
    let (words, at) = match claim {
        Claim::Alias(nth) => ("is an older id of", Place::item("aliases", nth as usize)),
        _ => ("is the id of", id_place(other)),
    };
    let what = format!("`{name}` {words} `{}` already", other.path);
    Some(
        LINT.problem(place, what)
            .help("give one of the two another `id`, and keep the old one in `aliases` of the one that others mean")
            .related(spot(reader, first, at), "it is taken here"),
    )
}

fn id_place(doc: &Doc) -> Place {
    if doc.id_written { Place::field("id") } else { Place::Whole }
}
