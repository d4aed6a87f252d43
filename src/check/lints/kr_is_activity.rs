//! A key result that says what is done, not what changes.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::check::lints::kr_counts_output;
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KeyResult};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `kr-is-activity`.
pub static LINT: Lint = Lint {
    name: "kr-is-activity",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "work can be done in full and change nothing: a key result says what is different afterwards",
    page: include_str!("kr_is_activity.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

/// Verbs of work at the beginning of a key result.
const ACTS: &[&str] = &[
    "analyse",
    "analyze",
    "attend",
    "begin",
    "complete",
    "conduct",
    "consult",
    "create",
    "define",
    "deliver",
    "deploy",
    "develop",
    "evaluate",
    "explore",
    "finish",
    "implement",
    "integrate",
    "introduce",
    "investigate",
    "migrate",
    "organise",
    "organize",
    "participate",
    "prepare",
    "publish",
    "refactor",
    "roll",
    "write",
];

/// Verbs of work that are nouns as well: `support calls per home` measures, `support the launch` does not.
const NOUNS_TOO: &[&str] = &[
    "build", "design", "document", "help", "launch", "plan", "release", "research", "run", "ship",
    "start", "support", "test",
];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    if doc.is_dead() {
        return;
    }
    for (index, kr) in goal.krs.iter().enumerate() {
        // Work that is counted as well is said once, as `kr-counts-output`.
        let Some(word) = act(kr).filter(|_| kr_counts_output::counted(kr).is_none()) else {
            continue;
        };
        let place = Place::Field(format!("krs[{index}].title").into());
        report.at(
            reader,
            id,
            LINT.problem(place, format!("`{word}` is work, not a change that it brings")).help(
                "write what is different for somebody when this is done, and by which number",
            ),
        );
    }
}

/// The verb of work with which a key result begins.
#[must_use]
pub fn act(kr: &KeyResult) -> Option<&str> {
    let title = kr.title.as_deref()?;
    let word = title.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
    let lower = word.to_lowercase();
    let is = |list: &[&str]| list.iter().any(|act| is_form(&lower, act));
    (is(ACTS) || (kr.metric.is_none() && is(NOUNS_TOO))).then_some(word)
}

/// Whether a word in lower case is a verb or one of its forms: `launch`, `launched`, `launching`; `migrate`, `migrated`, `migrating`.
fn is_form(word: &str, verb: &str) -> bool {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    word == verb
        || word.strip_prefix(stem).is_some_and(|end| matches!(end, "ed" | "ing" | "es" | "s"))
        || (verb == "ship" && matches!(word, "shipped" | "shipping"))
        || (verb == "plan" && matches!(word, "planned" | "planning"))
}
