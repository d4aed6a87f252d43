//! A metric's series: `date,value`.

use ahash::AHashSet;

use crate::base::diagnostic::{Level, Problem};
use crate::parse::csv::table::{Column, Table};
use crate::parse::csv::{Reading, Series};

const COLUMNS: &[Column] = &[
    Column { name: "date", required: true },
    Column { name: "value", required: true },
    Column { name: "note", required: false },
];

/// Reads a series.
#[must_use]
pub fn series(text: &str) -> Series {
    let mut table = Table::read(text, COLUMNS);
    let mut readings: Vec<Reading> = Vec::new();
    if !(table.has(0) && table.has(1)) {
        return Series { readings, problems: table.finish() };
    }
    let (date_at, value_at) = (table.index(0), table.index(1));
    let mut days = AHashSet::new();
    let mut ordered = true;
    for row in std::mem::take(&mut table.rows) {
        if table.is_too_long(&row) {
            continue;
        }
        let date = table.date(&row, date_at);
        let value = table.number(&row, value_at, "value");
        let (Some(date), Some(value)) = (date, value) else { continue };
        if !days.insert(date) {
            let what = format!("there is a second value of {date}");
            let problem = Problem::new("csv-unreadable", row.place(date_at), what);
            table.tell(problem.help("keep one row for each day; the first is read"));
            continue;
        }
        if ordered && readings.last().is_some_and(|last| date < last.date) {
            // Said once: in a table that begins with the newest, every row would be out of order.
            ordered = false;
            let what = "the dates are not in order";
            let problem = Problem::new("csv-unreadable", row.place(date_at), what);
            let help = "sort the rows, oldest first; they are read as if they were sorted";
            table.tell(problem.help(help).level(Level::Warning));
        }
        readings.push(Reading { date, value, line: row.line });
    }
    readings.sort_by_key(|reading| reading.date);
    Series { readings, problems: table.finish() }
}
