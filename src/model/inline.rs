//! Questions in double brackets: `[[id:field]]` and `[[=count QUERY]]`.

use crate::base::suggest::nearest;

use super::doc::DocId;
use super::query::{Fault, Kinds, Path, Query};
use super::reader::Reader;

/// A question that makes sense.
pub enum Inline {
    /// How many documents a query finds.
    Count(Query),
    /// What a document says under a field.
    Field(DocId, Path),
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
    let (name, field) = text.split_once(':').unwrap_or((text, ""));
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
    let kinds = reader.doc(id).map_or(Kinds::ALL, |doc| Kinds::of(&[doc.tag()]));
    Path::read(reader, field, name.len() + 1, kinds)
        .map(|path| Inline::Field(id, path))
        .map_err(|fault| vec![fault])
}
