//! The sections of a document's page, as `document.html` expects them.

use serde::Serialize;

use crate::views::block::Bar;
use crate::views::item::{Absent, Fact, Item, Part, Text, shapes};

shapes! {
    /// A section on the spine.
    Rung {
        /// Its anchor.
        anchor: Text,
        /// Its heading.
        title: Text,
        /// A word at the right.
        note: Option<Text>,
        /// The file that it names, to be taken away.
        note_url: Option<Text>,
        /// The kind of what it lists.
        kind: Option<&'static str>,
        /// Whether it waits for something.
        open: bool,
        /// A sentence with links.
        sentence: Vec<Part>,
        /// A paragraph.
        text: Option<Text>,
        /// Facts in a line.
        facts: Vec<Fact>,
        /// The name of a chart.
        chart: Option<Text>,
        /// Lines.
        items: Vec<Item>,
        /// A table.
        table: Option<Grid>,
        /// What to say where there is nothing.
        empty: Option<Text>,
        /// Whether it stands below the text.
        after_body: bool,
    }

    /// A table.
    Grid {
        /// What it shows.
        caption: Text,
        /// Its columns.
        columns: Vec<GridColumn>,
        /// Its rows.
        rows: Vec<Vec<GridCell>>,
    }

    /// A column.
    GridColumn {
        /// Its name.
        title: &'static str,
        /// Whether it holds numbers.
        numeric: bool,
    }

    /// A cell: words, or a document.
    GridCell {
        /// The words.
        text: Text,
        /// The title of a document.
        title: Text,
        /// Where it leads.
        url: Option<Text>,
        /// The document's kind.
        kind: Option<&'static str>,
        /// A status.
        status: Option<&'static str>,
        /// The word for it.
        status_word: Option<&'static str>,
        /// A second line.
        note: Option<Text>,
        /// What it sorts by.
        sort: Option<f64>,
    }

    /// A key result: where it began, where it is, where it should be.
    KeyResult {
        /// Its place among the others: `KR1`.
        id: Text,
        /// Its anchor.
        anchor: Text,
        /// What should be true.
        title: Text,
        /// The metric that it reads.
        url: Option<Text>,
        /// The reading.
        now: Option<Text>,
        /// Where it began.
        start: Option<Text>,
        /// Where it should be.
        target: Option<Text>,
        /// How far it is.
        progress: Option<Bar>,
        /// Where it stands.
        status: Option<&'static str>,
        /// The word for it.
        status_word: Option<&'static str>,
        /// How that is to be seen.
        tone: Option<&'static str>,
        /// A word on it.
        note: Option<Text>,
        /// How sure people are.
        confidence: Option<Text>,
    }
}

impl Rung {
    /// A section above the text.
    pub fn before(anchor: &str, title: &str) -> Self {
        Self { anchor: anchor.into(), title: title.into(), ..Self::default() }
    }

    /// A section below the text.
    pub fn after(anchor: &str, title: &str) -> Self {
        Self { after_body: true, ..Self::before(anchor, title) }
    }
}

impl GridCell {
    /// Words.
    pub fn words(text: impl Into<Text>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl GridColumn {
    /// A column of words.
    pub const fn words(title: &'static str) -> Self {
        Self { title, numeric: false }
    }

    /// A column of numbers.
    pub const fn numbers(title: &'static str) -> Self {
        Self { title, numeric: true }
    }
}
