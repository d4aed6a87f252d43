//! A survey's answers: `respondent,date,score,comment`, or the ten items of a system usability scale, `q1` to `q10`.
//! Whether a score is within its scale depends on the survey and is checked where that is known.

use crate::parse::csv::row::Row;
use crate::parse::csv::table::{Column, Table};
use crate::parse::csv::{Answer, Survey};

const ITEMS: usize = 10;
const FIRST_ITEM: usize = 4;
const COLUMNS: &[Column] = &[
    Column { name: "respondent", required: true },
    Column { name: "date", required: false },
    Column { name: "score", required: false },
    Column { name: "comment", required: false },
    Column { name: "q1", required: false },
    Column { name: "q2", required: false },
    Column { name: "q3", required: false },
    Column { name: "q4", required: false },
    Column { name: "q5", required: false },
    Column { name: "q6", required: false },
    Column { name: "q7", required: false },
    Column { name: "q8", required: false },
    Column { name: "q9", required: false },
    Column { name: "q10", required: false },
];
const SCORED: &[Column] = &[
    Column { name: "respondent", required: true },
    Column { name: "date", required: false },
    Column { name: "score", required: true },
    Column { name: "comment", required: false },
];

/// Reads a survey.
#[must_use]
pub fn survey(text: &str) -> Survey {
    let mut table = Table::read(text, COLUMNS);
    let has_items = (FIRST_ITEM..FIRST_ITEM + ITEMS).any(|column| table.has(column));
    if !table.has(2) && !has_items {
        table = Table::read(text, SCORED);
        return Survey { answers: Vec::new(), problems: table.finish() };
    }
    let mut answers = Vec::new();
    for row in std::mem::take(&mut table.rows) {
        if table.is_too_long(&row) {
            continue;
        }
        answers.extend(answer(&mut table, &row, has_items));
    }
    Survey { answers, problems: table.finish() }
}

fn answer(table: &mut Table<'_>, row: &Row<'_>, has_items: bool) -> Option<Answer> {
    let date_at = table.index(1);
    let date = if row.cell(date_at).trim().is_empty() { None } else { table.date(row, date_at) };
    let score_at = table.index(2);
    let unscored = has_items && row.cell(score_at).trim().is_empty();
    let score = if unscored { 0.0 } else { table.number(row, score_at, "score")? };
    let mut items = Vec::new();
    if has_items {
        for column in FIRST_ITEM..FIRST_ITEM + ITEMS {
            let at = table.index(column);
            let empty = row.cell(at).trim().is_empty();
            items.push(if empty { None } else { table.number(row, at, "answer") });
        }
    }
    let comment = row.cell(table.index(3)).trim();
    Some(Answer {
        respondent: row.cell(table.index(0)).trim().into(),
        date,
        score,
        comment: (!comment.is_empty()).then(|| comment.into()),
        line: row.line,
        items,
    })
}
