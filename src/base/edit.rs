//! Changes of a text as bytes. Reports tell them, `publish::edit` carries them out in files.

use serde::Serialize;

/// Some bytes of a text, and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edit {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What stands there afterwards.
    pub text: String,
}

/// The text with these edits carried out.
///
/// # Errors
/// Says what is wrong when edits overlap or reach beyond the end.
pub fn edited(text: &[u8], edits: &[Edit]) -> Result<Vec<u8>, &'static str> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.start, edit.end));
    // The same fix may be asked for by two findings.
    edits.dedup();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.start < at {
            return Err("two changes of it overlap");
        }
        let (Some(before), true) = (text.get(at..edit.start), edit.start <= edit.end) else {
            return Err("a change of it is not within its text");
        };
        out.extend_from_slice(before);
        out.extend_from_slice(edit.text.as_bytes());
        at = edit.end;
    }
    let Some(rest) = text.get(at..) else { return Err("a change of it is not within its text") };
    out.extend_from_slice(rest);
    Ok(out)
}
