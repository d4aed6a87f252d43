//! Something heard of which neither the words nor the meaning were kept.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::facts::unread;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::feedback::{Feedback, Source};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `insight-without-evidence`.
pub static LINT: Lint = Lint {
    name: "insight-without-evidence",
    level: Level::Warning,
    topic: Topic::Feedback,
    why: "a title alone convinces nobody who was not in the room",
    page: include_str!("insight_without_evidence.md"),
    thresholds: &[Threshold::number("days", 30.0, "days within which words or links are added")],
    run: Run::Each(&[KindTag::Feedback], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, feedback)) = reader.get::<Feedback>(id) else { return };
    let told = matches!(feedback.source, Some(Source::Interview | Source::Support | Source::Sales));
    let Some(heard) = feedback.heard.filter(|_| told) else { return };
    let days = usize::try_from(days_between(heard, reader.today())).unwrap_or(0);
    let silent = reader.outline(id).is_none_or(|outline| outline.words == 0);
    if !silent || days <= report.count("days") || unread(doc, "informs") {
        return;
    }
    if !feedback.informs.is_empty() || !reader.informed(id).is_empty() {
        return;
    }
    report.at(
        reader,
        id,
        LINT.problem(
            Place::field("heard"),
            "neither what was said is kept, nor what it speaks for",
        )
        .help("write what was said, in their words, or name in `informs` what it speaks for"),
    );
}
