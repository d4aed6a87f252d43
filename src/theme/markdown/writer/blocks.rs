//! Blocks that take more than a tag: headings, alerts, code, HTML, cells of tables.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event};

use crate::theme::code;
use crate::theme::html::{self, escape};

use super::super::{RawHtml, raw};
use super::{Writer, digit, is_title, skim};

impl<'a> Writer<'a> {
    pub(super) fn heading(&mut self, level: u8, events: &mut impl Iterator<Item = Event<'a>>) {
        if self.headings == 0 && is_title(self.outline, self.options) {
            self.headings += 1;
            return skim(events, |_| {});
        }
        self.in_heading = true;
        self.out.push_str("<h");
        self.out.push(digit(level + self.deeper));
        if let Some(heading) = self.outline.headings.get(self.headings) {
            self.wrapped(" id=\"", &heading.anchor, "\">");
        } else {
            self.out.push('>');
        }
    }

    pub(super) fn end_heading(&mut self, level: u8) {
        self.in_heading = false;
        if let Some(heading) = self.outline.headings.get(self.headings) {
            self.out.push_str(" <a class=\"hlink\" href=\"#");
            html::address(&heading.anchor, self.out);
            self.wrapped("\" aria-label=\"", &self.options.words.copy_link, "\">#</a>");
        }
        self.headings += 1;
        self.out.push_str("</h");
        self.out.push(digit(level + self.deeper));
        self.out.push_str(">\n");
    }

    pub(super) fn alert(&mut self, kind: BlockQuoteKind) {
        let (name, mark, at) = match kind {
            BlockQuoteKind::Note => ("note", "note", 0),
            BlockQuoteKind::Tip => ("tip", "done", 1),
            BlockQuoteKind::Important => ("important", "note", 2),
            BlockQuoteKind::Warning => ("warning", "warning", 3),
            BlockQuoteKind::Caution => ("caution", "error", 4),
        };
        self.wrapped("<div class=\"alert alert-", name, "\">\n<p class=\"alert-title\">");
        self.trusted(format!(
            "<svg class=\"st s-{mark}\" aria-hidden=\"true\"><use href=\"#s-{mark}\"/></svg>"
        ));
        let word = self.options.words.alerts.get(at).map_or(name, |word| word.as_ref());
        self.wrapped("", word, "</p>\n");
    }

    pub(super) fn code(
        &mut self,
        kind: &CodeBlockKind<'a>,
        events: &mut impl Iterator<Item = Event<'a>>,
    ) {
        let mut text = String::new();
        skim(events, |event| {
            if let Event::Text(piece) = event {
                text.push_str(piece);
            }
        });
        if let CodeBlockKind::Fenced(info) = kind {
            let number = self.fences;
            self.fences += 1;
            let drawn = self.options.fence.and_then(|draw| draw(number, info, &text));
            if let Some(piece) = drawn {
                self.trusted(piece);
                self.out.push('\n');
                return;
            }
            let language = info.split([' ', ',', '{']).next().unwrap_or_default();
            if let Some(file) = named_file(info) {
                return self.file(file, language, &text);
            }
            if !language.is_empty() {
                let mut piece = String::with_capacity(text.len() * 2 + 64);
                self.coloured(language, &text, &mut piece);
                self.trusted(piece);
                return self.out.push('\n');
            }
        }
        self.wrapped("<pre tabindex=\"0\"><code>", &text, "</code></pre>\n");
    }

    /// Code that is a whole file, below its name.
    fn file(&mut self, name: &str, language: &str, text: &str) {
        let mut piece = String::with_capacity(text.len() + 128);
        piece.push_str("<figure class=\"code\"><figcaption>");
        escape(name, &mut piece);
        piece.push_str("</figcaption>");
        self.coloured(language, text, &mut piece);
        piece.push_str("</figure>\n");
        self.trusted(piece);
    }

    /// Code of a language, in colours where they are known.
    fn coloured(&self, language: &str, text: &str, piece: &mut String) {
        piece.push_str("<pre tabindex=\"0\"><code class=\"language-");
        escape(language, piece);
        piece.push_str("\">");
        if !self.options.highlight || !code::write(language, text, piece) {
            escape(text, piece);
        }
        piece.push_str("</code></pre>");
    }

    pub(super) fn html_block(&mut self, events: &mut impl Iterator<Item = Event<'a>>) {
        let mut text = String::new();
        skim(events, |event| {
            if let Event::Html(piece) | Event::Text(piece) = event {
                text.push_str(piece);
            }
        });
        if self.options.html == RawHtml::Escape && !raw::is_comment(&text) {
            let text = raw::without_hidden(&text, &mut self.links);
            return self.wrapped("<pre tabindex=\"0\"><code>", &text, "</code></pre>\n");
        }
        self.html(&text);
        self.out.push('\n');
    }

    pub(super) fn cell(&mut self) {
        self.out.push_str(if self.table.head { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match self.table.columns.get(self.table.column) {
            Some(Alignment::Right) => " class=\"r\">",
            Some(Alignment::Center) => " class=\"center\">",
            _ => ">",
        });
        self.table.column += 1;
    }
}

/// The name of a file after the language of a fence: `yaml throughline.yml`.
fn named_file(info: &str) -> Option<&str> {
    let (language, name) = info.split_once(' ')?;
    let plain = |c: char| c.is_alphanumeric() || "./_-".contains(c);
    let is_name = name.contains('.') && name.chars().all(plain);
    (is_name && language.chars().all(char::is_alphanumeric)).then_some(name)
}
