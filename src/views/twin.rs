//! What is written beside a page as JSON, for other programs.

use crate::base::json;

use super::PageData;

/// What serves only to draw a page, or stands in the data of the page that it is about.
fn left_out(shape: &'static str) -> &'static [&'static str] {
    match shape {
        "Item" => &["kind_word", "status_word", "tone", "facets", "owner"],
        "Fact" => &["status_word", "formula", "how_url"],
        "Data" => &["kind_word", "thread"],
        "Owner" => &["initials"],
        "Finding" => &["level_word", "mark", "lint_url"],
        "Cell" => &["status_word", "tone", "plain"],
        _ => &["status_word", "tone", "facets", "after_body"],
    }
}

impl PageData {
    /// Appends what is written beside the page, as JSON: its data, and of a document's page the document in brief.
    pub fn twin(&self, out: &mut Vec<u8>) {
        let begin = out.len();
        // Writing to memory cannot fail, and a page has no key that is no text.
        if let Some(brief) = &self.brief {
            out.extend_from_slice(b"{\"document\":");
            let _ = json::write_without(out, brief, left_out);
        }
        let data = out.len();
        let _ = json::write_without(out, &self.data, left_out);
        if data > begin {
            match out.get(data..) {
                Some(b"{}") => out.drain(data..=data).for_each(drop),
                _ => out.iter_mut().skip(data).take(1).for_each(|brace| *brace = b','),
            }
        }
        out.push(b'\n');
    }
}
