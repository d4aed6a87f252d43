//! A goal that wants something better and says nowhere how much.

use crate::base::diagnostic::Level;
use crate::check::facts::title;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::goal::{Goal, KeyResult};
use crate::model::doc::{Doc, DocId};
use crate::model::reader::Reader;

/// `vague-goal`.
pub static LINT: Lint = Lint {
    name: "vague-goal",
    level: Level::Warning,
    topic: Topic::Clarity,
    why: "a goal without a number is reached whenever somebody says so",
    page: include_str!("vague_goal.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

/// Words that promise without saying how much; a word counts with its endings (`improve`, `improved`, `improving`).
const WORDS: &[&str] = &[
    "improv",
    "better",
    "best",
    "optimis",
    "optimiz",
    "enhanc",
    "seamless",
    "delight",
    "world-class",
    "great",
    "excellen",
    "robust",
    "scalab",
    "modern",
    "streamlin",
    "strengthen",
    "boost",
    "maximis",
    "maximiz",
    "minimis",
    "minimiz",
    "leverag",
    "innovat",
    "simplif",
    "smooth",
    "intuitive",
    "engag",
];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((doc, goal)) = reader.get::<Goal>(id) else { return };
    if doc.is_dead() || !is_vague(doc, goal) {
        return;
    }
    let Some(word) = vague_word(&doc.title) else { return };
    let what = format!("`{word}` says not how much, and no key result has a number");
    report.at(
        reader,
        id,
        LINT.problem(title(reader, id), what)
            .help("write into a key result where it stands and where it should be"),
    );
}

/// Whether a goal is vague in its words and no key result makes up for it.
pub fn is_vague(doc: &Doc, goal: &Goal) -> bool {
    !goal.krs.is_empty() && !goal.krs.iter().any(has_number) && vague_word(&doc.title).is_some()
}

fn vague_word(title: &str) -> Option<&str> {
    title
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .find(|word| WORDS.iter().any(|stem| begins(word, stem)))
}

/// Whether a word begins with a stem, whatever its case.
fn begins(word: &str, stem: &str) -> bool {
    word.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem))
}

fn has_number(kr: &KeyResult) -> bool {
    let numbers = [kr.baseline, kr.target, kr.floor, kr.ceiling, kr.done, kr.total];
    numbers.iter().any(Option::is_some)
        || kr.title.as_ref().is_some_and(|title| title.bytes().any(|b| b.is_ascii_digit()))
}
