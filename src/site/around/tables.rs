//! The tables of pages as CSV, for spreadsheets.

use crate::views::TableSheet;

/// The file: UTF-8 with a mark at its head, without which spreadsheets take it for something else.
pub fn csv(sheet: &TableSheet) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing to memory cannot fail, and every row is as long as the head.
    let _ = writer.write_record(sheet.head.iter().map(|it| &**it));
    for row in &sheet.rows {
        let _ = writer.write_record(row.iter().map(|cell| inert(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula: what begins like one and is no number gets a quote before it.
fn inert(cell: &str) -> String {
    let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '\u{2212}', '|', '%'])
        || cell.starts_with(['\t', '\r', '\n']);
    if begins && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}
