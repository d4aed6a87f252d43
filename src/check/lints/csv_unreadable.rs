//! A table beside a document that cannot be read, or is not there.

use crate::base::diagnostic::{Level, Problem};
use crate::base::names::DocPath;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::{AnyKind, KindTag};
use crate::model::data::data_path;
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// `csv-unreadable`.
pub static LINT: Lint = Lint {
    name: "csv-unreadable",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a row that cannot be read is missing in every number and every chart that is made of the table",
    page: include_str!("csv_unreadable.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Metric, KindTag::Feedback], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(doc) = reader.doc(id) else { return };
    let Some((path, written)) = data_path(doc) else {
        if let Some(problem) = leads_out(doc) {
            report.at(reader, id, problem);
        }
        return;
    };
    let Some(data) = reader.data(id) else {
        if written {
            report.at(reader, id, missing(doc, &path));
        }
        return;
    };
    let problems = match &doc.kind {
        AnyKind::Metric(_) => &data.series().problems,
        _ => &data.survey().problems,
    };
    for problem in problems {
        report.beside(&path, id, problem.clone());
    }
}

/// The field that names the table, and what it says.
fn named(doc: &Doc) -> Option<(&'static str, &str)> {
    match &doc.kind {
        AnyKind::Metric(metric) => metric.csv.as_deref().map(|csv| ("csv", csv)),
        AnyKind::Feedback(feedback) => feedback.survey.as_deref().map(|csv| ("survey", csv)),
        _ => None,
    }
}

fn missing(doc: &Doc, path: &DocPath) -> Problem {
    let (field, name) = named(doc).unwrap_or(("csv", path));
    let ends = path.extension().eq_ignore_ascii_case("csv");
    let problem =
        LINT.problem(Place::field(field), format!("there is no table `{name}` beside this file"));
    if ends {
        problem.help("write the path from this file to the table")
    } else {
        problem.help("a table is a file whose name ends in `.csv`")
    }
}

fn leads_out(doc: &Doc) -> Option<Problem> {
    let (field, name) = named(doc)?;
    Some(
        LINT.problem(Place::field(field), format!("`{name}` leads out of the content folder"))
            .help("put the table beside this file"),
    )
}
