//! Questions in double brackets: `[[id:field]]`, `[[goal#key-result:field]]` and `[[=count QUERY]]`.

use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::kinds::AnyKind;
use crate::parse::fields::Choice;
use crate::words;

use super::doc::{Doc, DocId};
use super::query::{Fault, Kinds, Path, Query};
use super::reader::Reader;
use super::resolve::position;

words! {
    /// What a part of a document can be asked.
    PartField {
        /// What it is called.
        Title = "title",
        /// Where it stands.
        Status = "status",
        /// How far it is.
        Progress = "progress",
        /// How far it should be by now.
        Expected = "expected",
        /// Its last reading.
        Current = "current",
        /// Where it began.
        Baseline = "baseline",
        /// Where it should be.
        Target = "target",
        /// Its weight.
        Weight = "weight",
    }
}

/// What a pillar can be asked.
const OF_PILLARS: &[&str] = &["title", "weight"];

/// A question that makes sense.
pub enum Inline {
    /// How many documents a query finds.
    Count(Query),
    /// What a document says under a field.
    Field(DocId, Path),
    /// What a key result or a pillar says.
    Part(DocId, u32, PartField),
    /// About a document that this reader must not see.
    Hidden,
}

/// Reads what stands in the brackets.
///
/// # Errors
/// Everything that is wrong with it; bytes are those of the text.
pub fn read(reader: &Reader, text: &str) -> Result<Inline, Vec<Fault>> {
    if let Some(asked) = text.strip_prefix('=') {
        let word: &str = asked.split_whitespace().next().unwrap_or_default();
        let from = 1 + asked.find(word).unwrap_or(0);
        if word != "count" {
            let what = format!("`={word}` is no question");
            let fault = Fault::new(0..from + word.len(), what);
            return Err(vec![fault.help("write `=count` and a query behind it")]);
        }
        let start = from + word.len();
        let query = text.get(start..).unwrap_or_default();
        return Query::read(reader, query).map(Inline::Count).map_err(|faults| {
            let moved = |fault: Fault| {
                let span = fault.span.start + start..fault.span.end + start;
                Fault { span, ..fault }
            };
            faults.into_iter().map(moved).collect()
        });
    }
    let (written, field) = text.split_once(':').unwrap_or((text, ""));
    let (name, part) = written.split_once('#').map_or((written, None), |(n, p)| (n, Some(p)));
    let Some(id) = reader.find(name) else {
        if reader.is_hidden(name) {
            return Ok(Inline::Hidden);
        }
        let fault = Fault::new(0..name.len(), format!("there is no document `{name}`"));
        let slugs = Kinds::ALL.iter().flat_map(|tag| reader.slugs(tag));
        return Err(vec![match nearest(name, slugs) {
            Some(near) => fault.meant(near),
            None => fault.help("write the id of a document before the colon"),
        }]);
    };
    if let (Some(part), Some(doc)) = (part, reader.doc(id)) {
        return of_part(id, doc, name.len() + 1, part, field).map_err(|fault| vec![fault]);
    }
    let kinds = reader.doc(id).map_or(Kinds::ALL, |doc| Kinds::of(&[doc.tag()]));
    Path::read(reader, field, name.len() + 1, kinds)
        .map(|path| Inline::Field(id, path))
        .map_err(|fault| vec![fault])
}

/// A question to a part; `at` is where its name begins.
fn of_part(id: DocId, doc: &Doc, at: usize, part: &str, field: &str) -> Result<Inline, Fault> {
    let span = at..at + part.len();
    let Some(nth) = position(doc, part) else {
        let fault = Fault::new(span, format!("`{}` has no part `{part}`", doc.slug));
        return Err(match nearest(part, doc.parts()) {
            Some(near) => fault.meant(near),
            None => fault,
        });
    };
    let known =
        if matches!(doc.kind, AnyKind::Strategy(_)) { OF_PILLARS } else { PartField::WORDS };
    let asked = PartField::from_word(field).filter(|_| known.contains(&field));
    asked.map(|asked| Inline::Part(id, nth, asked)).ok_or_else(|| {
        let from = at + part.len() + 1;
        let fault = Fault::new(from..from + field.len(), format!("a part has no `{field}`"));
        match nearest(field, known.iter().copied()) {
            Some(near) => fault.meant(near),
            None => fault.help(format!("it has {}", any_of(known.iter().copied()))),
        }
    })
}
