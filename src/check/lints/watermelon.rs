//! A goal that is said to do better than its numbers: green outside, red inside.

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::title;
use crate::check::lint::{Lint, Report, Run, Topic, spot};
use crate::kinds::KindTag;
use crate::measure::agreement::Verdict;
use crate::measure::pace::Status;
use crate::model::doc::DocId;
use crate::model::numbers::{goals, voices};
use crate::model::reader::Reader;

/// `watermelon`.
pub static LINT: Lint = Lint {
    name: "watermelon",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "help comes to what is red; what is called green fails alone",
    page: include_str!("watermelon.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if !reader.is_live(id) {
        return;
    }
    let Some((word, agreement)) = voices::agreement(reader, id) else { return };
    if agreement.verdict != Verdict::Optimistic {
        return;
    }
    let said = word.status.map_or("", Status::as_str);
    let computed =
        goals::goal(reader, id).and_then(|goal| goal.status()).map_or("", Status::as_str);
    let what = format!("{said} by the check-in of {}, {computed} by its numbers", long(word.date));
    report.at(
        reader,
        id,
        LINT.problem(title(reader, id), what)
            .help("say in the next check-in what the numbers say, and what is needed")
            .related(spot(reader, word.id, Place::field("status")), "the last word"),
    );
}
