//! The few words that a rendered document holds and its author did not write.

use std::borrow::Cow;

type Word = Cow<'static, str>;

/// Words in the language of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Words {
    /// The name of the link beside a heading.
    pub copy_link: Word,
    /// The name of the link from a note back to its place.
    pub back: Word,
    /// Over the notes.
    pub footnotes: Word,
    /// Said of a link that leads nowhere.
    pub broken: Word,
    /// Said after a link that leads to another site, to those who do not see its mark.
    pub outside: Word,
    /// The name of a table that scrolls.
    pub table: Word,
    /// A task that is done.
    pub done: Word,
    /// A task that is open.
    pub open: Word,
    /// Titles of alerts: note, tip, important, warning, caution.
    pub alerts: [Word; 5],
}

impl Words {
    /// The built-in words.
    pub const ENGLISH: &'static Self = &Self {
        copy_link: Cow::Borrowed("Copy link to this part"),
        back: Cow::Borrowed("Back to the text"),
        footnotes: Cow::Borrowed("Notes"),
        broken: Cow::Borrowed("This link leads nowhere"),
        outside: Cow::Borrowed("(another site)"),
        table: Cow::Borrowed("Table"),
        done: Cow::Borrowed("Done"),
        open: Cow::Borrowed("Open"),
        alerts: [
            Cow::Borrowed("Note"),
            Cow::Borrowed("Tip"),
            Cow::Borrowed("Important"),
            Cow::Borrowed("Warning"),
            Cow::Borrowed("Caution"),
        ],
    };
}
