//! A table of words as a file: words of templates by their keys, other words by what they are in English, and how the
//! language writes numbers and days.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::date::MONTHS;
use crate::base::diagnostic::Problem;
use crate::base::place::Place;

/// A table.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Table {
    /// Words of templates, by their keys.
    pub keys: BTreeMap<String, String>,
    /// Other words, by what they are in English.
    pub words: BTreeMap<String, String>,
    /// How numbers are written.
    pub numbers: Numbers,
    /// How days are written.
    pub dates: Dates,
}

/// How numbers are written, and those that are words.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Numbers {
    /// Before the fraction.
    pub decimal: String,
    /// Between thousands.
    pub group: String,
    /// Numbers in words, from two on, by what they are in English.
    pub words: BTreeMap<String, String>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { decimal: ".".into(), group: ",".into(), words: BTreeMap::new() }
    }
}

/// How days are written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Dates {
    /// The months, twelve of them.
    pub months: Vec<String>,
    /// The months, cut short.
    pub short_months: Vec<String>,
    /// The days of the week from Monday, cut short.
    pub weekdays: Vec<String>,
    /// A day of a month: `{day}. {month}`.
    pub day: String,
    /// A day of a year: `{day}. {month} {year}`.
    pub day_of_year: String,
    /// A day of a week: `{weekday}, {date}`.
    pub day_of_week: String,
}

/// Reads a table.
pub(super) fn read(text: &str) -> Result<Table, Problem> {
    serde_yaml::from_str(text).map_err(|error| {
        let told = error.to_string();
        let what = told.lines().next().unwrap_or_default().trim_end_matches('.');
        Problem::new("bad-template", Place::Line(1, 1), format!("the words cannot be read: {what}"))
            .help("the guide's page on languages shows the form of the file")
    })
}

impl Table {
    /// Takes what another table says, and keeps the rest.
    pub fn lay_over(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.words.extend(other.words);
        if !other.numbers.words.is_empty() || other.numbers.decimal != "." {
            self.numbers = other.numbers;
        }
        if !other.dates.months.is_empty() {
            self.dates = other.dates;
        }
    }
}

impl Numbers {
    /// A text that begins with a number: that number as it is written here, and the rest.
    pub fn split<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let is_sign = |c: char| matches!(c, '+' | '-' | '\u{2212}' | '\u{2013}' | '±');
        let digits = text.strip_prefix(is_sign).unwrap_or(text);
        let sign = text.len() - digits.len();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
        let mut end = digits.find(|c| !is_part(c)).unwrap_or(digits.len());
        // A sign at the end belongs to the sentence.
        while digits.get(..end)?.ends_with([',', '.']) {
            end -= 1;
        }
        let number = digits.get(..end)?;
        let rest = digits.get(end..)?;
        if !number.starts_with(|c: char| c.is_ascii_digit())
            || rest.starts_with(char::is_alphabetic)
        {
            return None;
        }
        let mut out = text.get(..sign)?.to_owned();
        for c in number.chars() {
            match c {
                ',' => out.push_str(&self.group),
                '.' => out.push_str(&self.decimal),
                c => out.push(c),
            }
        }
        Some((out, rest))
    }

    /// A whole text that is a number, in digits or in words.
    pub fn say(&self, text: &str) -> Option<String> {
        if let Some(word) = self.words.get(&text.to_lowercase()) {
            let is_capital = text.starts_with(char::is_uppercase);
            let mut letters = word.chars();
            return Some(match letters.next() {
                Some(first) if is_capital => first.to_uppercase().chain(letters).collect(),
                _ => word.clone(),
            });
        }
        let (number, rest) = self.split(text)?;
        match rest {
            "" => Some(number),
            "%" | "\u{a0}%" | " %" => Some(format!("{number}\u{a0}%")),
            _ => None,
        }
    }
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Dates {
    /// A day as it is written here: `28 May`, `28 May 2025`, `14 June 2026`, `Fri 15 May 2026`, `May 2026`.
    pub fn say(&self, text: &str) -> Option<String> {
        if self.months.len() != 12 {
            return None;
        }
        let parts: Vec<&str> = text.split([' ', '\u{a0}']).collect();
        let is_year = |it: &str| it.len() == 4 && it.bytes().all(|b| b.is_ascii_digit());
        let is_day = |it: &str| matches!(it.parse::<u8>(), Ok(1..=31)) && it.len() <= 2;
        match parts.as_slice() {
            [day, month] if is_day(day) => Some(self.in_month(day, &self.month(month)?)),
            [day, month, year] if is_day(day) && is_year(year) => {
                Some(self.in_year(day, &self.month(month)?, year))
            }
            [weekday, day, month, year] if is_day(day) && is_year(year) => {
                let nth = WEEKDAYS.iter().position(|it| it == weekday)?;
                let date = self.in_year(day, &self.month(month)?, year);
                let weekday = self.weekdays.get(nth)?;
                Some(self.day_of_week.replace("{weekday}", weekday).replace("{date}", &date))
            }
            [month, year] if is_year(year) => Some(format!("{} {year}", self.month(month)?)),
            _ => None,
        }
    }

    fn in_month(&self, day: &str, month: &str) -> String {
        self.day.replace("{day}", day).replace("{month}", month)
    }

    fn in_year(&self, day: &str, month: &str, year: &str) -> String {
        let date = self.day_of_year.replace("{day}", day).replace("{month}", month);
        date.replace("{year}", year)
    }

    /// A month cut short, by what it is in English.
    pub fn short_month(&self, word: &str) -> Option<String> {
        let nth = MONTHS.iter().position(|it| it.get(..3) == Some(word))?;
        self.short_months.get(nth).cloned()
    }

    /// A month, long or cut short as it is in English.
    fn month(&self, word: &str) -> Option<String> {
        if let Some(nth) = MONTHS.iter().position(|it| *it == word) {
            return self.months.get(nth).cloned();
        }
        let nth = MONTHS.iter().position(|it| it.get(..3) == Some(word))?;
        self.short_months.get(nth).or_else(|| self.months.get(nth)).cloned()
    }
}
