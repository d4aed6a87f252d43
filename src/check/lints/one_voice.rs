//! Much that speaks for something, and all of it from one side.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::feedback::Source;
use crate::kinds::status::Status;
use crate::kinds::{AnyKind, KindTag};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `one-voice`.
pub static LINT: Lint = Lint {
    name: "one-voice",
    level: Level::Note,
    topic: Topic::Feedback,
    why: "three voices of one kind are one voice, heard three times",
    page: include_str!("one_voice.md"),
    thresholds: &[Threshold::number(
        "from",
        3.0,
        "pieces of evidence from which they should differ",
    )],
    run: Run::Each(&[KindTag::Bet, KindTag::Release], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let open = matches!(
        reader.status(id),
        Some(Status::Proposed | Status::Accepted | Status::Planned | Status::InProgress)
    );
    if !open {
        return;
    }
    let evidence = reader.evidence(id);
    if evidence.is_empty() || evidence.len() < report.count("from") {
        return;
    }
    let sources: Option<Vec<Source>> = evidence
        .iter()
        .map(|piece| match &reader.doc(*piece)?.kind {
            AnyKind::Feedback(feedback) => feedback.source,
            // A study is a voice of its own: people were watched, not only heard.
            _ => None,
        })
        .collect();
    let Some(sources) = sources else { return };
    let Some(first) = sources.first().filter(|first| sources.iter().all(|s| s == *first)) else {
        return;
    };
    let what = format!("all {} pieces of evidence are from {}", sources.len(), first.as_str());
    report.at(
        reader,
        id,
        LINT.problem(Place::field("evidence"), what)
            .help("look for the same in another place: numbers of use, support, a test with users"),
    );
}
