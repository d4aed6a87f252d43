//! What views are made of: sections of blocks, as the head of `view.html` describes them to those who write templates.

mod cell;

use serde::Serialize;

use super::item::{Absent, Fact, Finding, Item, Part, Text, shapes};

shapes! {
    /// A column of a table.
    Column {
        /// Its name for other programs.
        key: &'static str,
                /// Its name.
        title: Text,
        /// `number`, `status` or `date`.
        kind: Option<&'static str>,
        /// The unit of its numbers.
        unit: Option<Text>,
    }

    /// A cell of a table.
    Cell {
        /// What it says.
        text: Text,
        /// Where it leads.
        url: Option<Text>,
        /// A status whose word is the text.
        status: Option<&'static str>,
        /// Its word, where the text is a name.
        status_word: Option<&'static str>,
        /// The kind of the document that it names.
        kind: Option<&'static str>,
        /// A second line.
        sub: Option<Text>,
        /// What it sorts by.
        value: Option<serde_json::Value>,
        /// The day that it names, for other programs.
        date: Option<Text>,
        /// How it is to be seen.
        tone: Option<&'static str>,
        /// An earlier value.
        was: Option<Text>,
        /// The name of a small chart.
        chart: Option<Text>,
        /// How a number is worked out.
        how_url: Option<Text>,
        /// Its formula.
        formula: Option<Text>,
        /// Releases as squares.
        units: Vec<Unit>,
        /// Whether its words stay English in every language.
        english: bool,
        /// Whether text and link are all that is drawn, so that no template has to look for more.
        plain: bool,
    }

    /// A release as a square.
    Unit {
        /// How far it is.
        status: &'static str,
        /// What it is called.
        text: Text,
        /// Its page.
        url: Option<Text>,
        /// How it is to be seen.
        tone: Option<&'static str>,
    }

    /// A row of a table.
    Row {
        /// Its cells, in the order of the columns.
        cells: Vec<Option<Cell>>,
        /// Its page.
        url: Option<Text>,
        /// Its anchor.
        id: Option<Text>,
        /// How it is to be seen.
        tone: Option<&'static str>,
        /// The words of a line above it.
        below: Option<Text>,
        /// By what a list of it can be narrowed: `status:shipped team:fill`.
        facets: Option<Text>,
    }

    /// A part of a view.
    Section {
        /// Its anchor.
        id: Text,
        /// Its heading.
        title: Text,
        /// A word at the right.
        note: Option<Text>,
        /// A link at the right.
        more: Option<More>,
        /// `half`, `third`, `two-thirds`; a whole row where nothing is written.
        width: Option<&'static str>,
        /// What it holds.
        blocks: Vec<Block>,
    }

    /// A way to more of the same.
    More {
        /// The words.
        text: Text,
        /// Where they lead.
        url: Text,
    }

    /// A number with its name.
    Figure {
        /// Its name.
        label: Text,
        /// As shown.
        text: Text,
        /// Its unit.
        unit: Option<Text>,
        /// Its formula.
        formula: Option<Text>,
        /// How it is worked out.
        how_url: Option<Text>,
        /// What went into it.
        inputs: Vec<Input>,
        /// A line below it.
        note: Option<Text>,
        /// How it is to be seen.
        tone: Option<&'static str>,
        /// How it moved.
        delta: Option<Text>,
        /// The name of a small chart.
        spark: Option<Text>,
        /// Where it leads.
        url: Option<Text>,
        /// A status beside it.
        status: Option<&'static str>,
        /// The word for it.
        status_word: Option<&'static str>,
    }

    /// What went into a number.
    Input {
        /// Its name.
        name: Text,
        /// As shown.
        text: Text,
        /// Where it leads.
        url: Option<Text>,
    }

    /// Something beside others of its sort.
    Card {
        /// What it is called.
        title: Text,
        /// Its page.
        url: Option<Text>,
        /// Its kind.
        kind: Option<&'static str>,
        /// Where it stands.
        status: Option<&'static str>,
        /// The word for that.
        status_word: Option<&'static str>,
        /// A sentence about it.
        lead: Option<Text>,
        /// Facts about it.
        facts: Vec<Fact>,
        /// How far it is.
        bar: Option<Bar>,
        /// What hangs on it.
        items: Vec<Item>,
        /// A line at its end.
        note: Option<Text>,
        /// How it is to be seen.
        tone: Option<&'static str>,
    }

    /// How far something is.
    Bar {
        /// From 0 to 1.
        value: f64,
        /// Where it should be by now.
        expected: Option<f64>,
        /// How it is to be seen.
        tone: Option<&'static str>,
        /// As shown.
        text: Option<Text>,
    }

    /// A column of a board.
    Lane {
        /// Its name.
        title: Text,
        /// A line below that.
        note: Option<Text>,
        /// How many there are.
        count: Option<Text>,
        /// What stands in it.
        items: Vec<Item>,
    }

    /// A line of a ledger.
    Deduction {
        /// Points.
        points: Text,
        /// What for.
        text: Text,
        /// Where that leads.
        url: Option<Text>,
        /// A code.
        code: Option<Text>,
        /// Where the code leads.
        code_url: Option<Text>,
    }
}

/// A block of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum Block {
    /// Numbers in a row.
    Figures {
        /// The numbers.
        items: Vec<Figure>,
    },
    /// A chart of the page.
    Chart {
        /// Its name.
        chart: Text,
    },
    /// A table.
    Table(Table),
    /// Things side by side.
    Cards {
        /// The things.
        items: Vec<Card>,
    },
    /// Lines.
    List(List),
    /// Lines below lines.
    Tree {
        /// The topmost.
        items: Vec<Item>,
    },
    /// A thread from the top down.
    Thread {
        /// Its rungs.
        items: Vec<Item>,
        /// The same in words.
        text: Vec<Part>,
    },
    /// Columns of lines.
    Board {
        /// The columns.
        columns: Vec<Lane>,
    },
    /// Points lost, cause by cause.
    Ledger {
        /// The causes.
        items: Vec<Deduction>,
        /// What they add up to.
        #[serde(skip_serializing_if = "Option::is_none")]
        total: Option<Box<Deduction>>,
    },
    /// A paragraph.
    Prose {
        /// The words.
        text: Text,
    },
    /// A sentence with links.
    Sentence {
        /// Its pieces.
        parts: Vec<Part>,
    },
    /// Findings.
    Findings {
        /// The findings.
        items: Vec<Finding>,
    },
    /// A text of a file.
    Code {
        /// The text.
        text: Text,
        /// What it is.
        caption: Text,
    },
    /// Nothing yet, and how to begin.
    Empty {
        /// What is missing.
        title: Text,
        /// What would stand here.
        text: Text,
        /// What to type.
        line: Text,
    },
}

shapes! {
    /// A table.
    Table {
        /// What it shows.
        caption: Text,
        /// Whether only those who cannot see it are told that.
        plain: bool,
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows.
        rows: Vec<Row>,
        /// The data as a file.
        csv_url: Option<Text>,
        /// What was left out.
        more: Option<Text>,
        /// What to say when there is no row.
        empty: Text,
    }

    /// Lines.
    List {
        /// The lines.
        items: Vec<Item>,
        /// Whether they are counted.
        ordered: bool,
        /// Whether they begin with a day.
        dated: bool,
        /// What was left out.
        more: Option<Text>,
    }
}

impl Table {
    /// Says of each cell whether it is plain.
    fn settle(&mut self) {
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells).flatten() {
            cell.plain = cell.is_plain();
        }
    }
}

/// Readies sections for their template.
pub(super) fn settle(sections: &mut [Section]) {
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Table(table) = block {
            table.settle();
        }
    }
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(key: &'static str, title: &str) -> Self {
        Self { key, title: title.into(), ..Self::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(key: &'static str, title: &str) -> Self {
        Self { kind: Some("number"), ..Self::words(key, title) }
    }
}
