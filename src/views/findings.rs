//! Findings as pages show them: what, where, why, and the mend.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::place::{Place, Spot};
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::card;
use super::item::{Finding, Text};

/// The findings about one document.
#[must_use]
pub fn of(reader: &Reader, id: DocId) -> Vec<Finding> {
    let mut list: Vec<Finding> = reader.findings(id).iter().map(|it| finding(reader, it)).collect();
    for (index, one) in list.iter_mut().enumerate() {
        one.anchor = Some(["finding-", itoa::Buffer::new().format(index + 1)].concat().into());
    }
    list
}

/// A finding, without the document that it is about.
#[must_use]
pub fn finding(reader: &Reader, diagnostic: &Diagnostic) -> Finding {
    let (level_word, mark) = match diagnostic.level {
        Level::Error => ("Error", "E"),
        Level::Warning => ("Warning", "W"),
        Level::Note => ("Note", "N"),
    };
    Finding {
        level: diagnostic.level.as_str(),
        level_word,
        mark,
        what: diagnostic.what.as_str().into(),
        place: Some(place(&diagnostic.at)),
        file: diagnostic.at.named().map(Into::into),
        why: Some(diagnostic.why.into()).filter(|why: &Text| !why.is_empty()),
        help: diagnostic.help.as_deref().map(Into::into),
        lint: diagnostic.code,
        lint_url: super::rules::page_of(reader, diagnostic.code),
        ..Finding::default()
    }
}

/// A finding with the document that it is about and who answers for that.
#[must_use]
pub fn with_doc(reader: &Reader, id: DocId, diagnostic: &Diagnostic) -> Finding {
    Finding {
        doc: Some(card::item(reader, id)),
        owner: card::owner(reader, id),
        ..finding(reader, diagnostic)
    }
}

/// A place in words: `goals/fill-q2.md, krs[0].target`.
fn place(spot: &Spot) -> Text {
    let file = spot.named().unwrap_or("settings");
    let inside: String = match &spot.place {
        Place::Field(path) | Place::Key(path) if !path.is_empty() => path.to_string(),
        Place::Heading(n) => format!("heading {}", n + 1),
        Place::Link(n) => format!("link {}", n + 1),
        Place::Fence(n) | Place::Fenced(n, ..) => format!("code block {}", n + 1),
        Place::Asked(n, ..) => format!("question {}", n + 1),
        Place::Line(line, _) => format!("line {line}"),
        Place::Word(word) => format!("\u{201c}{word}\u{201d}"),
        _ => return file.into(),
    };
    [file, ", ", &inside].concat().into()
}
