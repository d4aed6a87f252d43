//! The sentences under a finding: why it matters, what to do, where to read more.

use std::borrow::Cow;

use ahash::AHashMap;
use annotate_snippets::{Element, Group, Level as Message, Padding, Renderer};

use crate::base::diagnostic::Diagnostic;

use super::level;

/// The sentences under a finding, each with what it is: why it matters, what to do, where to read more.
pub(super) fn told(diagnostic: &Diagnostic) -> [(&'static str, Cow<'_, str>); 3] {
    let help = diagnostic.help.as_deref().unwrap_or_default();
    let more = ["explain with `throughline explain ", diagnostic.code, "`"].concat();
    [("why", diagnostic.why.into()), ("help", help.into()), ("note", more.into())]
}

/// The same, without those that say nothing.
pub(super) fn sentences(diagnostic: &Diagnostic) -> Vec<Element<'_>> {
    let element = |(name, words)| match name {
        "help" => Message::HELP.message(words),
        name => Message::NOTE.with_name(name).message(words),
    };
    told(diagnostic)
        .into_iter()
        .filter(|it| !it.1.is_empty())
        .map(element)
        .map(Element::from)
        .collect()
}

/// Sentences as they were drawn, by lint, margin and help. Findings of a lint say the same ones, and drawing costs by the
/// letter.
#[derive(Default)]
pub(super) struct Notes(AHashMap<(&'static str, bool, usize), AHashMap<String, String>>);

impl Notes {
    /// Writes the sentences in lines of their own, so many blanks from the margin; a bar leads to them from a line of
    /// source.
    pub fn write(
        &mut self,
        renderer: &Renderer,
        diagnostic: &Diagnostic,
        is_source: bool,
        margin: usize,
        out: &mut String,
    ) {
        let known = self.0.entry((diagnostic.code, is_source, margin)).or_default();
        let help = diagnostic.help.as_deref().unwrap_or_default();
        if let Some(drawn) = known.get(help) {
            out.push_str(drawn);
            return;
        }
        let bar = is_source.then_some(Element::from(Padding));
        let group = Group::with_level(level(diagnostic.level));
        let group = group.elements(bar).elements(sentences(diagnostic));
        // Without a line of source, drawing leaves no room for its number.
        let (drawn, start) = (renderer.render(&[group]), format!("\n{}", " ".repeat(margin)));
        let drawn = drawn.split('\n').fold(String::new(), |all, line| all + &start + line);
        out.push_str(&drawn);
        known.insert(help.to_owned(), drawn);
    }
}
