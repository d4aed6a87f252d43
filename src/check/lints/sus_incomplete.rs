//! A questionnaire that cannot be scored.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::study::Study;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `sus-incomplete`.
pub static LINT: Lint = Lint {
    name: "sus-incomplete",
    level: Level::Error,
    topic: Topic::Feedback,
    why: "a scale with a question missing has no score, and a guess for it is no answer",
    page: include_str!("sus_incomplete.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Study], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, study)) = reader.get::<Study>(id) else { return };
    for index in &study.sus_incomplete {
        let what = "this is neither a score from 0 to 100 nor ten answers from 1 to 5";
        report.at(
            reader,
            id,
            LINT.problem(Place::item("sus", *index as usize), what)
                .help("complete it, or leave this participant out"),
        );
    }
}
