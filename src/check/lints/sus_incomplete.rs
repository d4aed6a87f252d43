//! A questionnaire that cannot be scored.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::{AnyKind, KindTag};
use crate::model::data::data_path;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// `sus-incomplete`.
pub static LINT: Lint = Lint {
    name: "sus-incomplete",
    level: Level::Error,
    topic: Topic::Feedback,
    why: "a scale with a question missing has no score, and a guess for it is no answer",
    page: include_str!("sus_incomplete.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Feedback, KindTag::Study], run),
};

const HELP: &str = "complete it, or leave this participant out";

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    match &doc.kind {
        AnyKind::Study(study) => {
            for index in &study.sus_incomplete {
                let what = "this is neither a score from 0 to 100 nor ten answers from 1 to 5";
                let place = Place::item("sus", *index as usize);
                report.at(reader, id, LINT.problem(place, what).help(HELP));
            }
        }
        AnyKind::Feedback(_) => in_table(reader, id, doc, report),
        _ => {}
    }
}

/// A row of a survey with the ten items, of which some are empty.
fn in_table(reader: &Reader, id: DocId, doc: &Doc, report: &mut Report) {
    let Some(data) = reader.data(id) else { return };
    let Some((path, _)) = data_path(doc) else { return };
    for answer in &data.survey().answers {
        let blank = answer.items.iter().filter(|item| item.is_none()).count();
        if blank > 0 {
            let what = format!("{blank} of the ten questions without an answer");
            let problem = LINT.problem(Place::Line(answer.line, 1), what).help(HELP);
            report.beside(&path, id, problem);
        }
    }
}
