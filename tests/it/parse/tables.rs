//! Series and surveys as text.

use std::fmt::Write as _;

use throughline::base::diagnostic::Problem;
use throughline::parse::csv::{series, survey};
use throughline::parse::front::Front;
use throughline::parse::locate::locate;

/// A series as `date=value` and its problems as `what | text at the place | help`.
fn read_series(text: &str) -> (String, Vec<String>) {
    let series = series(text);
    let mut out = String::new();
    for reading in &series.readings {
        let _ = write!(out, "{}={}@{} ", reading.date, reading.value, reading.line);
    }
    (out.trim_end().to_owned(), told(text, &series.problems))
}

fn told(text: &str, problems: &[Problem]) -> Vec<String> {
    let front = Front::default();
    let told = problems.iter().map(|problem| {
        let at = &text[locate(text, &front, &problem.place)];
        let help = problem.help.as_deref().unwrap_or_default();
        format!("{} | {at} | {help}", problem.what)
    });
    told.collect()
}

#[test]
fn a_series_is_read_with_commas_semicolons_and_tabs() {
    let plain = "2026-01-01=1.5@2 2026-01-08=2@3";
    for text in [
        "date,value\n2026-01-01,1.5\n2026-01-08,2\n",
        "\u{feff}Date;Value\r\n2026-01-01;1,5\r\n2026-01-08;2\r\n",
        "value\tdate\n1,5\t2026-01-01\n2\t2026-01-08",
        "date,value,note\n2026-01-01,1.5,\n2026-01-08,2,\"a \"\"b\"\"\nc\"\n",
    ] {
        assert_eq!(read_series(text), (plain.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn a_row_that_cannot_be_read_costs_that_row() {
    let text = "date,value\n2026-01-08,1\n2026/01/09,4\n09.02.2026,4\n3/4/2026,1\n2026-03-01,abc\n\
        2026-03-02,45 %\n2026-03-03,\n2026-03-04,3,5\n,5\n2026-01-08,9\n2026-01-01,2\n";
    let (readings, problems) = read_series(text);
    assert_eq!(readings, "2026-01-01=2@12 2026-01-08=1@2");
    assert_eq!(
        problems,
        [
            "`2026/01/09` is no date | 2026/01/09 | write `2026-01-09`",
            "`09.02.2026` is no date | 09.02.2026 | write `2026-02-09`",
            "`3/4/2026` is no date | 3/4/2026 | write dates as year, month and day: `2026-05-14`",
            "`abc` is no number | abc | write a number, or remove the row",
            "`45 %` is no number | 45 % | write the number alone: `45`",
            "this row has no `value` | 2026-03-03, | write its number, or remove the row",
            "this row has 3 cells and the table 2 | 5 | write numbers with a point, and put a cell with a comma in it in quotes",
            "this row has no `date` | ,5 | write dates as year, month and day: `2026-05-14`",
            "there is a second value of 2026-01-08 | 2026-01-08 | keep one row for each day; the first is read",
            "the dates are not in order | 2026-01-01 | sort the rows, oldest first; they are read as if they were sorted",
        ]
    );
}

#[test]
fn columns_are_found_by_name_by_likeness_or_by_order() {
    let (readings, problems) = read_series("date,valeu,foo\n2026-01-01,1,2\n");
    assert_eq!(readings, "2026-01-01=1@2");
    assert_eq!(
        problems,
        [
            "there is no column `valeu` in this table | valeu | did you mean `value`? it is read as such",
            "there is no column `foo` in this table | foo | it is not read; the columns are `date`, `value` and `note`",
        ]
    );
    let (readings, problems) = read_series("2026-01-01,1\n2026-01-02,2\n");
    assert_eq!(readings, "2026-01-01=1@1 2026-01-02=2@2");
    assert_eq!(
        problems,
        ["the first line does not name the columns | 2026-01-01 | write `date,value` above it"]
    );
    let (_, problems) = read_series("date\n2026-01-01\n");
    assert_eq!(
        problems,
        ["there is no column `value` | date | name the columns in the first line"]
    );
    let (_, problems) = read_series("\n");
    assert_eq!(problems, ["the table is empty |  | begin with a line `date,value`"]);
}

#[test]
fn a_quote_that_is_never_closed_costs_its_row() {
    let (readings, problems) =
        read_series("date,value,note\n2026-01-01,1,\"x\n2026-01-02,2,\n2026-01-03,3,\"y\"\n");
    assert_eq!(readings, "2026-01-02=2@3 2026-01-03=3@4");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("the quote `\"` is never closed | \"x |"), "{problems:?}");
}

#[test]
fn a_survey_keeps_comments_and_answers_without_a_date() {
    let text = "respondent,date,score,comment\na,2026-01-01,9,\"fine, \"\"really\"\"\nand more\"\n\
        b,,x,\nc,foo,3\nd,,7,\n";
    let read = survey(text);
    let shown: Vec<String> = read
        .answers
        .iter()
        .map(|a| format!("{} {:?} {} {:?} {}", a.respondent, a.date, a.score, a.comment, a.line))
        .collect();
    assert_eq!(
        shown,
        [
            "a Some(2026-01-01) 9 Some(\"fine, \\\"really\\\"\\nand more\") 2",
            "c None 3 None 5",
            "d None 7 None 6",
        ]
    );
    assert_eq!(
        told(text, &read.problems),
        [
            "`x` is no number | x | write a number, or remove the row",
            "`foo` is no date | foo | write dates as year, month and day: `2026-05-14`",
        ]
    );
}

#[test]
fn a_usability_scale_keeps_its_ten_answers() {
    let text = "respondent,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10\na,1,2,3,4,5,1,2,3,4,5\nb,1,2,,x\n";
    let read = survey(text);
    assert_eq!(read.answers.len(), 2);
    assert_eq!(read.answers[0].items.iter().flatten().count(), 10);
    assert_eq!(read.answers[1].items.iter().flatten().count(), 2);
    assert_eq!(
        told(text, &read.problems),
        ["`x` is no number | x | write a number, or remove the row"]
    );
}
