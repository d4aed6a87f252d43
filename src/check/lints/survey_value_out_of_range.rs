//! An answer that its question cannot have.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::feedback::{Feedback, Source};
use crate::model::data::data_path;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `survey-value-out-of-range`.
pub static LINT: Lint = Lint {
    name: "survey-value-out-of-range",
    level: Level::Error,
    topic: Topic::Feedback,
    why: "one impossible answer moves a score of a few dozen by points",
    page: include_str!("survey_value_out_of_range.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Feedback], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, feedback)) = reader.get::<Feedback>(id) else { return };
    let Some((path, _)) = data_path(doc) else { return };
    let Some(data) = reader.data(id) else { return };
    let recommends = feedback.source == Some(Source::Nps);
    for answer in &data.survey().answers {
        let whole = |value: f64, from: f64, to: f64| {
            (from..=to).contains(&value) && value.fract().abs() < f64::EPSILON
        };
        let what = if recommends && answer.items.is_empty() && !whole(answer.score, 0.0, 10.0) {
            format!("a recommendation is a whole number from 0 to 10, not {}", answer.score)
        } else if let Some(item) = answer.items.iter().flatten().find(|i| !whole(**i, 1.0, 5.0)) {
            format!("an answer to this scale is a whole number from 1 to 5, not {item}")
        } else {
            continue;
        };
        let problem = LINT
            .problem(Place::Line(answer.line, 1), what)
            .help("correct the row, or remove it if nobody knows what was meant");
        report.beside(&path, id, problem);
    }
}
