//! A team with too many goals in one period.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic, spot};
use crate::kinds::KindTag;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::status::Status;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `too-many-goals`.
pub static LINT: Lint = Lint {
    name: "too-many-goals",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "a team that works for everything decides every day anew what it leaves undone",
    page: include_str!("too_many_goals.md"),
    thresholds: &[Threshold::number("max", 3.0, "goals of a team in one period")],
    run: Run::Each(&[KindTag::Team], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let max = report.count("max");
    let mut goals = Vec::new();
    for goal in reader.sources(id, Relation::Teams) {
        let Some((doc, it)) = reader.get::<Goal>(goal) else { continue };
        let Some(period) = it.period.as_ref().filter(|period| period.end >= reader.today()) else {
            continue;
        };
        if doc.status() == Some(Status::Active) {
            goals.push((period.start, period.end, &*period.text, goal));
        }
    }
    goals.sort_unstable();
    for group in goals.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some((_, _, period, _)) = group.first().filter(|_| group.len() > max) else { continue };
        let many = count(group.len(), "goal", "goals");
        let mut problem = LINT
            .problem(Place::Whole, format!("this team has {many} in {period}"))
            .help(format!("agree on the {max} that matter and move or drop the others"));
        for (.., goal) in group {
            let slug = reader.doc(*goal).map_or("", |doc| &doc.slug);
            problem =
                problem.related(spot(reader, *goal, Place::field("teams")), format!("`{slug}`"));
        }
        report.at(reader, id, problem);
    }
}
