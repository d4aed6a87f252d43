//! Rows and cells of a separated text, with the place of each cell.

use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;

use crate::base::date::parse_date;
use crate::base::diagnostic::{Level, Problem};
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::join_words;
use crate::parse::csv::row::{Counter, Row};
use crate::parse::csv::signs::{meant, separator, shortened, unclosed};
use crate::parse::fields::number;

/// How many faults of one table are told one by one.
const TOLD: usize = 100;

/// A text that is being read as a table.
pub(super) struct Table<'t> {
    text: &'t str,
    separator: u8,
    /// Which column of the file holds each column that is wanted.
    columns: Vec<Option<usize>>,
    /// How many columns the first line names.
    width: usize,
    /// The rows below the first line.
    pub rows: Vec<Row<'t>>,
    problems: Vec<Problem>,
    /// Faults beyond those that are told.
    untold: usize,
}

/// A column that is looked for.
pub(super) struct Column {
    pub name: &'static str,
    pub required: bool,
}

impl<'t> Table<'t> {
    /// Reads a text whose first line names its columns.
    pub fn read(text: &'t str, wanted: &[Column]) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let separator = separator(text.get(start..).unwrap_or_default());
        let mut table = Table {
            text,
            separator,
            columns: vec![None; wanted.len()],
            width: 0,
            rows: Vec::new(),
            problems: Vec::new(),
            untold: 0,
        };
        table.read_rows(start);
        table.read_header(wanted);
        table
    }

    fn read_rows(&mut self, start: usize) {
        let (text, separator) = (self.text, self.separator);
        let mut base = start;
        let mut line = Counter { text, at: 0, line: 1 };
        'again: loop {
            let rest = text.get(base..).unwrap_or_default();
            let mut reader = ReaderBuilder::new()
                .delimiter(separator)
                .has_headers(false)
                .flexible(true)
                .from_reader(rest.as_bytes());
            let mut record = ByteRecord::new();
            while matches!(reader.read_byte_record(&mut record), Ok(true)) {
                let position = record.position().map_or(0, csv::Position::byte);
                let mut at = base + usize::try_from(position).unwrap_or(0);
                // Empty lines above a row are no part of it.
                let blank = text.get(at..).unwrap_or_default();
                at += blank.len() - blank.trim_start_matches(['\n', '\r']).len();
                let end = base + usize::try_from(reader.position().byte()).unwrap_or(0);
                let row =
                    Row { text, separator, start: at, line: line.of(at), record: record.clone() };
                let raw = text.get(at..end).unwrap_or_default();
                if let Some(quote) = unclosed(raw, separator) {
                    let place = row.place_at(at + quote);
                    self.tell(
                        Problem::new("csv-unreadable", place, "the quote `\"` is never closed")
                            .help("end the cell with `\"`, and write a `\"` inside it twice"),
                    );
                    let next = raw.find('\n').map_or(text.len(), |n| at + n + 1);
                    // Each such row is read twice, so that a table of nothing else is not read to its end.
                    if next < text.len() && self.problems.len() < TOLD {
                        base = next;
                        continue 'again;
                    }
                    return;
                }
                if !record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                    self.rows.push(row);
                }
            }
            return;
        }
    }

    fn read_header(&mut self, wanted: &[Column]) {
        let names: Vec<&str> = wanted.iter().map(|column| column.name).collect();
        let Some(header) = self.rows.first() else {
            let needed: Vec<&str> = wanted.iter().filter(|c| c.required).map(|c| c.name).collect();
            let problem = Problem::new("csv-unreadable", Place::Whole, "the table is empty");
            return self.tell(problem.help(format!("begin with a line `{}`", needed.join(","))));
        };
        let found: Vec<String> =
            (0..header.len()).map(|n| header.cell(n).trim().to_lowercase()).collect();
        if !found.iter().any(|name| names.contains(&&**name))
            && found.iter().any(|cell| parse_date(cell).is_some())
        {
            self.width = found.len();
            self.columns = (0..wanted.len()).map(|n| (n < found.len()).then_some(n)).collect();
            let what = "the first line does not name the columns";
            let problem = Problem::new("csv-unreadable", header.place(0), what);
            let names: Vec<&str> = names.into_iter().take(self.width).collect();
            return self.tell(problem.help(format!("write `{}` above it", names.join(","))));
        }
        let header = self.rows.remove(0);
        self.width = found.len();
        for (n, name) in found.iter().enumerate() {
            let Some(at) = names.iter().position(|wanted| wanted == name) else { continue };
            if let Some(column @ None) = self.columns.get_mut(at) {
                *column = Some(n);
            } else {
                let what = format!("the column `{name}` stands twice");
                let problem = Problem::new("csv-unreadable", header.place(n), what);
                self.tell(problem.help("keep one of the two; the first is read"));
            }
        }
        for (n, name) in found.iter().enumerate() {
            if !(name.is_empty() || name.starts_with("x-") || names.contains(&&**name)) {
                self.unknown(&header, n, &names);
            }
        }
        for (n, column) in wanted.iter().enumerate() {
            if column.required && self.columns.get(n).is_none_or(Option::is_none) {
                let what = format!("there is no column `{}`", column.name);
                let problem = Problem::new("csv-unreadable", header.place(0), what);
                self.tell(problem.help("name the columns in the first line"));
            }
        }
    }

    /// A column of another name: read as the one that it nearly names, or not at all.
    fn unknown(&mut self, header: &Row, index: usize, names: &[&'static str]) {
        let name = header.cell(index).trim();
        let what = format!("there is no column `{}` in this table", shortened(name));
        let problem = Problem::new("csv-unreadable", header.place(index), what);
        let near = nearest(name, names.iter().copied());
        let at = near.and_then(|near| names.iter().position(|wanted| *wanted == near));
        if let Some((near, column @ None)) = near.zip(at.and_then(|at| self.columns.get_mut(at))) {
            *column = Some(index);
            return self.tell(problem.help(format!("did you mean `{near}`? it is read as such")));
        }
        let names = names.iter().filter(|n| !n.starts_with('q'));
        let names = join_words(&names.map(|n| format!("`{n}`")).collect::<Vec<_>>(), "and");
        let help = format!("it is not read; the columns are {names}");
        self.tell(problem.help(help).level(Level::Warning));
    }

    /// Whether the table has this one of the wanted columns.
    pub fn has(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(Option::is_some)
    }

    /// The column of the file in which a wanted column stands.
    pub fn index(&self, column: usize) -> usize {
        self.columns.get(column).copied().flatten().unwrap_or(usize::MAX)
    }

    /// Whether the row has more cells than there are columns; says so.
    pub fn is_too_long(&mut self, row: &Row) -> bool {
        let extra = (self.width..row.len()).find(|n| !row.cell(*n).trim().is_empty());
        let Some(extra) = extra.filter(|_| self.width > 0) else { return false };
        let what = format!("this row has {} cells and the table {}", row.len(), self.width);
        let help = if self.separator == b',' {
            "write numbers with a point, and put a cell with a comma in it in quotes"
        } else {
            "put a cell with the separator in it in quotes"
        };
        self.tell(Problem::new("csv-unreadable", row.place(extra), what).help(help));
        true
    }

    /// The number in a cell; says so when there is none.
    pub fn number(&mut self, row: &Row, index: usize, name: &str) -> Option<f64> {
        let cell = row.cell(index).trim();
        let decimal =
            self.separator != b',' && cell.matches(',').count() == 1 && !cell.contains('.');
        let pointed = if decimal { cell.replace(',', ".") } else { cell.to_owned() };
        let value = number(&pointed);
        if value.is_none() {
            let problem = if cell.is_empty() {
                Problem::new(
                    "csv-unreadable",
                    row.place(index),
                    format!("this row has no `{name}`"),
                )
                .help("write its number, or remove the row")
                .level(Level::Warning)
            } else {
                let what = format!("`{}` is no number", shortened(cell));
                let plain: String =
                    cell.chars().filter(|c| !matches!(c, ' ' | '%' | ',' | '\u{a0}')).collect();
                let problem = Problem::new("csv-unreadable", row.place(index), what);
                match number(&plain) {
                    Some(_) => problem.help(format!("write the number alone: `{plain}`")),
                    None => problem.help("write a number, or remove the row"),
                }
            };
            self.tell(problem);
        }
        value
    }

    /// The date in a cell; says so when there is none.
    pub fn date(&mut self, row: &Row, index: usize) -> Option<Date> {
        let cell = row.cell(index).trim();
        let date = parse_date(cell);
        if date.is_none() {
            let what = if cell.is_empty() {
                "this row has no `date`".to_owned()
            } else {
                format!("`{}` is no date", shortened(cell))
            };
            let help = match meant(cell) {
                Some(date) => format!("write `{date}`"),
                None => "write dates as year, month and day: `2026-05-14`".to_owned(),
            };
            self.tell(Problem::new("csv-unreadable", row.place(index), what).help(help));
        }
        date
    }

    pub fn tell(&mut self, problem: Problem) {
        if self.problems.len() < TOLD {
            self.problems.push(problem);
        } else {
            self.untold += 1;
        }
    }

    /// All that was told.
    pub fn finish(mut self) -> Vec<Problem> {
        if self.untold > 0 {
            let what = format!("the table has {} more faults", self.untold);
            let problem = Problem::new("csv-unreadable", Place::Whole, what);
            self.problems.push(problem.help("mend the first ones; the others are often the same"));
        }
        self.problems
    }
}
