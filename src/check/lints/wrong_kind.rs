//! A link of a field to a document of a kind that it cannot reach.

use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::base::text::any_of;
use crate::check::facts::{a_kind, reach};
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::{Edge, Relation};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;
use crate::model::resolve::Outcome;

/// `wrong-kind`.
pub static LINT: Lint = Lint {
    name: "wrong-kind",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a link that leads to another kind of thing says something else than its field means",
    page: include_str!("wrong_kind.md"),
    thresholds: &[],
    run: Run::Each(&[], run),
};

/// How many goals of a strategy a help names; more would be a list, not a help.
const NAMED: usize = 5;

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    for (edge, outcome) in reader.out(id) {
        let Outcome::WrongKind(target) = outcome else { continue };
        let (Some(from), Some(to)) = (reader.doc(id), reader.doc(target)) else { continue };
        report.at(reader, id, problem(reader, from, to, target, edge));
    }
}

fn problem(reader: &Reader, from: &Doc, to: &Doc, target: DocId, edge: &Edge) -> Problem {
    let field = edge.relation.info().name;
    let kinds: Vec<&str> = reach(edge.relation, from.tag()).iter().map(|k| a_kind(*k)).collect();
    let what = format!(
        "`{field}` leads to {}, and `{}` is {}",
        kinds.join(" or "),
        to.slug,
        a_kind(to.tag())
    );
    let problem = LINT.problem(Place::Field(edge.path.clone()), what).related(
        spot(reader, target, Place::Whole),
        format!("`{}` is {}", to.slug, a_kind(to.tag())),
    );
    if to.tag() == KindTag::Strategy && matches!(edge.relation, Relation::Goals | Relation::Goal) {
        let goals = goals_of(reader, target);
        if !goals.is_empty() {
            return problem.help(format!("name a goal of this strategy: {}", any_of(goals)));
        }
    }
    problem.help(format!("name {} here", kinds.join(" or ")))
}

fn goals_of<'m>(reader: &Reader<'m>, strategy: DocId) -> Vec<&'m str> {
    let goals = reader.sources(strategy, Relation::Pillar);
    goals.iter().filter_map(|id| Some(&*reader.doc(*id)?.slug)).take(NAMED).collect()
}
