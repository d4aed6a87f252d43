//! A short form that the glossary does not explain.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic, spot};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `jargon`.
pub static LINT: Lint = Lint {
    name: "jargon",
    level: Level::Note,
    topic: Topic::Pitfalls,
    why: "a short form that is not explained keeps out whoever is new",
    page: include_str!("jargon.md"),
    thresholds: &[Threshold::words("known", &[], "short forms of your own that need no glossary")],
    run: Run::Each(&[], run),
};

/// Short forms that need no glossary.
const KNOWN: &[&str] = &[
    "AM", "API", "CEO", "CSV", "CTO", "EU", "FAQ", "GB", "HR", "HTML", "HTTP", "ID", "IT", "JSON",
    "KB", "MB", "OK", "PC", "PDF", "PM", "PS", "SMS", "SQL", "TODO", "TV", "UI", "UK", "URL", "US",
    "USA", "UTC", "UX", "VAT", "WIFI", "XML", "YAML",
];

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some(outline) = reader.outline(id).filter(|outline| !outline.acronyms.is_empty()) else {
        return;
    };
    let Some(glossary) = reader.find("glossary").filter(|glossary| *glossary != id) else { return };
    let Some(explained) = reader.outline(glossary).map(|outline| &outline.acronyms) else { return };
    let known = report.words("known");
    let unexplained: Vec<Box<str>> = outline
        .acronyms
        .iter()
        .filter(|word| explained.binary_search(word).is_err())
        .filter(|word| !known.contains(&&***word) && !KNOWN.contains(&&***word))
        .filter(|word| !word.chars().all(|c| "IVXLCDM".contains(c)))
        .cloned()
        .collect();
    for word in unexplained {
        let what = format!("`{word}` is not in the glossary");
        report.at(
            reader,
            id,
            LINT.problem(Place::Word(word), what)
                .help("write it out here, or explain it in the glossary")
                .related(spot(reader, glossary, Place::Whole), "the glossary"),
        );
    }
}
