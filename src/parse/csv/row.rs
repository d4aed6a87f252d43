//! A row of a table and the places of its cells.

use csv::ByteRecord;

use crate::base::place::Place;
use crate::parse::csv::signs::Cells;

/// A row: where it is, and its cells.
pub(super) struct Row<'t> {
    pub text: &'t str,
    pub separator: u8,
    /// The byte where it begins.
    pub start: usize,
    /// Its line, from 1.
    pub line: u32,
    pub record: ByteRecord,
}

impl Row<'_> {
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// The text of a cell; empty when the row is shorter.
    pub fn cell(&self, index: usize) -> &str {
        self.record.get(index).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default()
    }

    /// The place of a cell; of the row's end when it is shorter.
    pub fn place(&self, index: usize) -> Place {
        let raw = self.text.get(self.start..).unwrap_or_default();
        let mut cells = Cells { raw, at: 0, separator: self.separator };
        let mut start = 0;
        for _ in 0..index.min(self.len()) {
            let Some(next) = cells.next() else { break };
            start = next;
        }
        self.place_at(self.start + start)
    }

    /// The place of a byte of the row.
    pub fn place_at(&self, byte: usize) -> Place {
        let before = self.text.get(self.start..byte).unwrap_or_default();
        let above = self.text.get(..byte).unwrap_or_default();
        let from = above.rfind('\n').map_or(0, |at| at + 1);
        let line = self.line as usize + before.matches('\n').count();
        let line_before = self.text.get(from..byte).unwrap_or_default();
        let column = line_before.trim_start_matches('\u{feff}').chars().count() + 1;
        Place::Line(
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )
    }
}
/// Counts lines up to bytes that only grow.
pub(super) struct Counter<'t> {
    pub text: &'t str,
    pub at: usize,
    pub line: u32,
}

impl Counter<'_> {
    /// The line of a byte, from 1.
    pub fn of(&mut self, byte: usize) -> u32 {
        let lines = self.text.get(self.at..byte).unwrap_or_default().matches('\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.at = byte.max(self.at);
        self.line
    }
}
