//! A link of a field to a document, or to a part of one, that is not there.

use crate::base::diagnostic::{Fix, Level, Problem};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::check::facts::{a_kind, meant, reach};
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::edges::{Edge, Relation};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::Outcome;

/// `unknown-id`.
pub static LINT: Lint = Lint {
    name: "unknown-id",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a link to nothing breaks the thread from work to strategy, and every number that follows it",
    page: include_str!("unknown_id.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    for (edge, outcome) in reader.out(id) {
        let problem = match outcome {
            Outcome::Unknown if !names_person(edge.relation) => {
                reader.doc(id).map(|doc| unknown(reader, id, doc, edge))
            }
            Outcome::NoPart(target) => reader.doc(target).map(|doc| no_part(doc, edge)),
            Outcome::Ambiguous => Some(ambiguous(reader, edge)),
            _ => None,
        };
        if let Some(problem) = problem {
            report.at(reader, id, problem);
        }
    }
}

/// Whether a relation names people: those are `unknown-person`.
fn names_person(relation: Relation) -> bool {
    relation.info().to.contains(&KindTag::Person)
}

fn unknown(reader: &Reader, id: DocId, doc: &Doc, edge: &Edge) -> Problem {
    let name = &*edge.target.target;
    let kinds = reach(edge.relation, doc.tag());
    let wanted = match edge.relation {
        Relation::Pillar => "pillar".to_owned(),
        Relation::Moves => "key result or metric".to_owned(),
        Relation::Mentions => "document".to_owned(),
        _ => kinds.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(" or "),
    };
    let problem =
        LINT.problem(Place::Field(edge.path.clone()), format!("there is no {wanted} `{name}`"));
    let parts = parts_in_reach(reader, id, edge.relation);
    if let Some(part) = nearest(name, parts.iter().map(|p| &**p)) {
        return problem.help(format!("did you mean `{part}`?"));
    }
    let (bare, part) = name.split_once('#').map_or((name, None), |(n, p)| (n, Some(p)));
    match meant(reader, bare, &kinds) {
        Some((near, certain)) => {
            let near = part.map_or_else(|| near.to_owned(), |part| format!("{near}#{part}"));
            let problem = problem.help(format!("did you mean `{near}`?"));
            let field = edge.path.clone();
            if certain { problem.fix(Fix::SetField { field, value: near.into() }) } else { problem }
        }
        None if edge.relation == Relation::Pillar => {
            problem.help("write the id of a pillar of a strategy, alone or as `strategy#pillar`")
        }
        None if edge.relation == Relation::Mentions => {
            problem.help("write the id of a document, or remove the link")
        }
        None => {
            let kinds: Vec<&str> = kinds.iter().map(|k| a_kind(*k)).collect();
            problem.help(format!("write the id of {}, or remove the link", kinds.join(" or ")))
        }
    }
}

/// The parts that may be written alone: pillars of strategies, key results of a release's own goals.
fn parts_in_reach(reader: &Reader, id: DocId, relation: Relation) -> Vec<String> {
    let docs: Vec<DocId> = match relation {
        Relation::Pillar => reader.ids(KindTag::Strategy).to_vec(),
        Relation::Moves => reader.targets(id, Relation::Goals).map(|t| t.doc).collect(),
        _ => return Vec::new(),
    };
    let docs = docs.iter().filter_map(|id| reader.doc(*id));
    docs.flat_map(|doc| doc.parts().into_iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn no_part(target: &Doc, edge: &Edge) -> Problem {
    let written = &*edge.target.target;
    let (name, part) = written.split_once('#').unwrap_or((written, ""));
    let (one, many) = match target.tag() {
        KindTag::Strategy => ("pillar", "pillars"),
        KindTag::Goal => ("key result", "key results"),
        _ => ("part", "parts"),
    };
    let what = format!("{} `{name}` has no {one} `{part}`", target.tag().as_str());
    let problem = LINT.problem(Place::Field(edge.path.clone()), what);
    let parts = target.parts();
    if let Some(near) = nearest(part, parts.iter().copied()) {
        problem.help(format!("did you mean `{name}#{near}`?"))
    } else if parts.is_empty() {
        problem.help(format!("write `{name}` alone: it has no {many}"))
    } else {
        problem.help(format!("its {many} are {}", any_of(parts).replace(" or ", " and ")))
    }
}

fn ambiguous(reader: &Reader, edge: &Edge) -> Problem {
    let name = &*edge.target.target;
    let ids: Vec<&str> =
        reader.claims(name).iter().filter_map(|(_, id)| Some(&*reader.doc(*id)?.slug)).collect();
    LINT.problem(Place::Field(edge.path.clone()), format!("several pages are called `{name}`"))
        .help(format!("write {}", any_of(ids)))
}
