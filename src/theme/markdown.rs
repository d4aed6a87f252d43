//! A document's Markdown as safe HTML.
//!
//! What links mean was worked out before; here they are only written. Raw HTML goes through an
//! allow-list, and only a document that holds some pays for it.

mod links;
mod notes;
mod raw;
mod terms;
mod words;
mod writer;

use crate::base::link::Resolved;
use crate::parse::outline::Outline;
use crate::parse::walk::walk;

pub use terms::Terms;
pub use words::Words;

/// What becomes of HTML in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RawHtml {
    /// Tags and attributes of the allow-list stay, others are taken out.
    #[default]
    Sanitise,
    /// It is shown as text.
    Escape,
    /// It stands as written.
    Trust,
}

/// What a fenced block is replaced by, given its number among the fences, its info string and its text:
/// trusted HTML, or nothing where it is plain code.
pub type DrawFence<'a> = dyn Fn(usize, &str, &str) -> Option<String> + 'a;

/// How a body is written.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// What becomes of HTML.
    pub html: RawHtml,
    /// The way from the page to the root, put before addresses of the site.
    pub root: &'a str,
    /// The page's title, already shown above: a first heading that repeats it is left out.
    pub title: &'a str,
    /// Draws `view` fences, diagrams and highlighted code.
    pub fence: Option<&'a DrawFence<'a>>,
    /// The answers to the outline's `inline` questions, in order; text.
    pub inline: &'a [String],
    /// Whether code is coloured.
    pub highlight: bool,
    /// The words that the glossary explains.
    pub terms: Option<&'a Terms>,
    /// The words that are not the author's.
    pub words: &'a Words,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            html: RawHtml::Sanitise,
            root: "",
            title: "",
            fence: None,
            inline: &[],
            highlight: true,
            terms: None,
            words: Words::ENGLISH,
        }
    }
}

/// Appends a body as HTML. `links` runs parallel to the outline's links; where it is shorter, only the
/// words of a link remain unless it leads outside.
pub fn render(
    body: &str,
    outline: &Outline,
    links: &[Resolved],
    options: &Options,
    out: &mut String,
) {
    let start = out.len();
    out.reserve(body.len() + body.len() / 2);
    let mut writer = writer::Writer::new(body, outline, links, options, out);
    writer.write(walk(body));
    if let Some(slots) = writer.finish()
        && slots.are_used()
    {
        let written = out.split_off(start);
        slots.fill(&written, out);
    }
}
