//! Footnotes: numbered as they are referred to, and gathered under the text with ways back.

use std::fmt::Write as _;

use pulldown_cmark::CowStr;

use crate::theme::html::escape;

use super::Words;

/// The notes of one body.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// Names in the order of their first reference, with the number of references.
    referred: Vec<(CowStr<'a>, usize)>,
    /// Notes as they were written.
    written: Vec<(CowStr<'a>, String)>,
    /// The note that is being written.
    current: Option<Begun<'a>>,
}

/// A note that is being written.
pub(super) struct Begun<'a> {
    pub(super) name: CowStr<'a>,
    /// Where in the text it begins.
    pub(super) start: usize,
    /// Whether there was HTML before it that has yet to be sanitised, and its open tags.
    pub(super) has_html: bool,
    pub(super) tags: i32,
}

impl<'a> Notes<'a> {
    /// Writes a reference.
    pub(super) fn refer(&mut self, name: CowStr<'a>, out: &mut String) {
        let found = self.referred.iter().position(|(it, _)| *it == name);
        let at = found.unwrap_or(self.referred.len());
        if found.is_none() {
            self.referred.push((name, 0));
        }
        let Some((_, times)) = self.referred.get_mut(at) else { return };
        *times += 1;
        let number = at + 1;
        let again = if *times > 1 { format!(":{times}") } else { String::new() };
        let _ = write!(
            out,
            "<sup class=\"fn-ref\"><a href=\"#fn:{number}\" id=\"fnref:{number}{again}\">{number}</a></sup>"
        );
    }

    pub(super) fn begin(&mut self, begun: Begun<'a>) {
        self.current = Some(begun);
    }

    pub(super) fn take(&mut self) -> Option<Begun<'a>> {
        self.current.take()
    }

    pub(super) fn keep(&mut self, name: CowStr<'a>, text: String) {
        self.written.push((name, text));
    }

    /// Writes the notes that were referred to.
    pub(super) fn write(&self, words: &Words, out: &mut String) {
        if self.referred.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" aria-label=\"");
        escape(&words.footnotes, out);
        out.push_str("\"><ol>\n");
        for (at, (name, times)) in self.referred.iter().enumerate() {
            let number = at + 1;
            let text = self.written.iter().find(|(it, _)| it == name).map_or("", |(_, it)| it);
            let _ = write!(out, "<li id=\"fn:{number}\">");
            let (inside, after) =
                text.trim_end().strip_suffix("</p>").map_or((text, ""), |inside| (inside, "</p>"));
            out.push_str(inside);
            for time in 1..=*times {
                let again = if time > 1 { format!(":{time}") } else { String::new() };
                let _ = write!(
                    out,
                    " <a class=\"fn-back\" href=\"#fnref:{number}{again}\" aria-label=\""
                );
                escape(&words.back, out);
                out.push_str("\">↩</a>");
            }
            out.push_str(after);
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }
}
