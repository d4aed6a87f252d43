//! A relation that comes back to where it began.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::edges::Relation;
use crate::model::doc::DocId;
use crate::model::graph::{Rows, cycles};
use crate::model::reader::Reader;

/// `link-cycle`.
pub static LINT: Lint = Lint {
    name: "link-cycle",
    level: Level::Error,
    topic: Topic::Structure,
    why: "what waits for itself never begins, and a thread that runs in a circle never reaches the strategy",
    page: include_str!("link_cycle.md"),
    thresholds: &[],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let mut told: Vec<Vec<u32>> = Vec::new();
    for relation in Relation::ALL.iter().filter(|r| r.info().acyclic) {
        for cycle in round(reader, &[*relation]) {
            tell(reader, report, &cycle, &[*relation]);
            told.push(cycle);
        }
    }
    // A goal that is part of another and needs it as well: each link is sound, the two together are not.
    let both = [Relation::Parent, Relation::DependsOn];
    for cycle in round(reader, &both) {
        if !told.iter().any(|known| known.iter().any(|node| cycle.contains(node))) {
            tell(reader, report, &cycle, &both);
        }
    }
}

/// The cycles of some relations together.
fn round(reader: &Reader, relations: &[Relation]) -> Vec<Vec<u32>> {
    let mut next: Rows<u32> = Rows::default();
    let mut size = 0;
    let mut any = false;
    for id in reader.all() {
        let targets = relations.iter().flat_map(|relation| reader.targets(id, *relation));
        let row: Vec<u32> = targets.map(|target| target.doc.0).collect();
        any |= !row.is_empty();
        next.push(row);
        size += 1;
    }
    if any { cycles(&next, size) } else { Vec::new() }
}

/// So many steps of a circle are told; of a longer one the beginning.
const TOLD: usize = 8;

fn tell(reader: &Reader, report: &mut Report, cycle: &[u32], relations: &[Relation]) {
    let name = |node: u32| reader.doc(DocId(node)).map_or("", |doc| &doc.slug);
    let Some(first) = cycle.first().copied() else { return };
    let mut way: Vec<String> =
        cycle.iter().take(TOLD).map(|node| format!("`{}`", name(*node))).collect();
    if cycle.len() > TOLD {
        way.push(format!("{} more", cycle.len() - TOLD));
    }
    way.push(format!("`{}`", name(first)));
    let way = way.join(" → ");
    let what = match (cycle, relations) {
        ([only], [relation]) => {
            format!("`{}` of `{}` is itself", relation.info().name, name(*only))
        }
        (_, [relation]) => format!("`{}` runs in a circle: {way}", relation.info().name),
        _ => format!("these documents need each other: {way}"),
    };
    let steps = cycle.iter().zip(cycle.iter().skip(1).chain([&first])).take(TOLD);
    let mut problem: Option<Problem> = None;
    for (from, to) in steps {
        let place = link(reader, DocId(*from), DocId(*to), relations);
        problem = Some(match problem {
            None => {
                LINT.problem(place, what.clone()).help("remove the link that is the least true")
            }
            Some(problem) => problem
                .related(spot(reader, DocId(*from), place), format!("and on to `{}`", name(*to))),
        });
    }
    if let Some(problem) = problem {
        report.at(reader, DocId(first), problem);
    }
}

/// Where one document points at the other.
fn link(reader: &Reader, from: DocId, to: DocId, relations: &[Relation]) -> Place {
    reader
        .out(from)
        .find(|(edge, outcome)| {
            relations.contains(&edge.relation)
                && outcome.target().is_some_and(|target| target.doc == to)
        })
        .map_or(Place::Whole, |(edge, _)| Place::Field(edge.path.clone()))
}
