//! A key result that counts what is made.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KeyResult};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `kr-counts-output`.
pub static LINT: Lint = Lint {
    name: "kr-counts-output",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "more of what we make is not more of what it was made for",
    page: include_str!("kr_counts_output.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

/// What teams make, as units name it.
const MADE: &[&str] = &[
    "commit",
    "deliverable",
    "deployment",
    "epic",
    "feature",
    "issue",
    "milestone",
    "prototype",
    "release",
    "screen",
    "sprint",
    "story",
    "task",
    "ticket",
];

/// Verbs that lead from a count to what is counted: `ship 5 features`.
const MAKING: &[&str] = &[
    "build",
    "built",
    "close",
    "closed",
    "complete",
    "completed",
    "deliver",
    "delivered",
    "finish",
    "finished",
    "launch",
    "launched",
    "made",
    "make",
    "release",
    "released",
    "ship",
    "shipped",
];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    if doc.is_dead() {
        return;
    }
    for (index, kr) in goal.krs.iter().enumerate() {
        let Some((field, word)) = counted(kr) else { continue };
        let place = Place::Field(format!("krs[{index}].{field}").into());
        report.at(
            reader,
            id,
            LINT.problem(place, format!("this counts `{word}`, which we make ourselves"))
                .help("count what changes for those whom it is made for"),
        );
    }
}

/// The field and the word by which a key result counts output. Fewer of something is no output.
#[must_use]
pub fn counted(kr: &KeyResult) -> Option<(&'static str, &str)> {
    if kr.baseline.zip(kr.target).is_some_and(|(from, to)| to < from) {
        return None;
    }
    let unit = kr.unit.as_deref().unwrap_or_default();
    let last = unit.rsplit(' ').next().unwrap_or(unit);
    if is_made(last) || (last.eq_ignore_ascii_case("points") && kr.metric.is_none()) {
        return Some(("unit", unit));
    }
    let title = kr.title.as_deref()?;
    let words: Vec<&str> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| is_made(word))?;
    let word = *words.get(at)?;
    let near = |range: std::ops::Range<usize>, test: &dyn Fn(&str) -> bool| {
        words.get(range).is_some_and(|words| words.iter().any(|word| test(word)))
    };
    let making = |word: &str| MAKING.iter().any(|verb| verb.eq_ignore_ascii_case(word));
    let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let before = at.saturating_sub(3)..at;
    let after = at + 1..words.len().min(at + 3);
    let how_many = near(before.clone(), &number)
        || near(before.clone(), &|word| word.eq_ignore_ascii_case("number"));
    // `5 features shipped`, `ship 5 features`, `number of features`; not `tickets per home`.
    let is_made_here = near(before, &making) || near(after, &making);
    let whole = how_many && words.len() <= at + 1;
    (is_made_here || whole).then_some(("title", word))
}

fn is_made(word: &str) -> bool {
    MADE.iter().any(|one| is_of(word, one))
}

/// Whether a word is another one, or many of it.
fn is_of(word: &str, one: &str) -> bool {
    let (stem, end) = match (word.len().checked_sub(one.len()), one.strip_suffix('y')) {
        (Some(0), _) => (one, ""),
        (Some(1), _) => (one, "s"),
        (Some(2), Some(stem)) => (stem, "ies"),
        _ => return false,
    };
    let is = |part: Option<&str>, wanted| part.is_some_and(|it| it.eq_ignore_ascii_case(wanted));
    is(word.get(..stem.len()), stem) && is(word.get(stem.len()..), end)
}
