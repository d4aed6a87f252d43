//! By what hits are filtered: one sign a document and filter, and what the signs mean.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::kinds::KindTag;
use crate::theme::icons::symbol;
use crate::views::search::heading;

use super::entry::Entry;
use super::places::sign;

/// So many values one sign can name; two can name the square of it.
const SIGNS: usize = 90;

/// The filters, as the head of the index holds them: for each the values and a column of signs. `say` gives the words in
/// the language of the site.
#[must_use]
pub fn of(entries: &[&Entry], say: &dyn Fn(&str) -> String) -> Map<String, Value> {
    let kind = |entry: &Entry| KindTag::ALL.iter().position(|tag| Some(*tag) == entry.kind);
    let kinds = Column::of(entries, kind);
    let statuses = Column::of(entries, |entry| entry.standing);
    let teams = Column::of(entries, |entry| {
        Some(entry.teams.iter().map(|it| &**it).collect::<Vec<_>>()).filter(|it| !it.is_empty())
    });
    let periods = Column::of(entries, |entry| entry.period.as_deref());
    let mark = |id: String| symbol(&id).map(|(size, drawing)| json!([size, drawing]));
    let mut kind_values: Vec<Value> = Vec::new();
    for tag in kinds.values.iter().filter_map(|n| KindTag::ALL.get(*n)) {
        let name = tag.as_str();
        kind_values.push(json!([name, say(heading(*tag)), mark(format!("k-{name}"))]));
    }
    let mut status_values: Vec<Value> = Vec::new();
    for (slug, word) in &statuses.values {
        status_values.push(json!([slug, say(word), mark(format!("s-{slug}"))]));
    }
    let stages: Map<String, Value> = ["planned", "in-progress", "shipped", "cancelled"]
        .into_iter()
        .filter_map(|stage| Some((stage.to_owned(), mark(format!("r-{stage}"))?)))
        .collect();
    let column = |signs: String, values: Value| json!([signs, values]);
    let mut head = Map::new();
    head.insert("n".to_owned(), entries.len().into());
    head.insert("rows".to_owned(), super::shards::ROWS.into());
    head.insert("kind".to_owned(), column(kinds.signs, kind_values.into()));
    head.insert("status".to_owned(), column(statuses.signs, status_values.into()));
    head.insert("team".to_owned(), column(teams.signs, json!(teams.values)));
    head.insert("period".to_owned(), column(periods.signs, json!(periods.values)));
    head.insert("stages".to_owned(), stages.into());
    head
}

/// One filter: all values in order, and for each document which of them it has; the first sign is none.
struct Column<T> {
    values: Vec<T>,
    signs: String,
}

impl<T: Ord + Clone> Column<T> {
    fn of<'e>(entries: &[&'e Entry], value: impl Fn(&'e Entry) -> Option<T>) -> Self {
        let each: Vec<Option<T>> = entries.iter().map(|entry| value(entry)).collect();
        let mut numbers: BTreeMap<&T, usize> = each.iter().flatten().map(|it| (it, 0)).collect();
        for (n, number) in numbers.values_mut().enumerate() {
            *number = n + 1;
        }
        let wide = numbers.len() >= SIGNS;
        let mut signs = String::with_capacity(entries.len() * (1 + usize::from(wide)));
        for value in &each {
            let number = value.as_ref().and_then(|it| numbers.get(it)).copied().unwrap_or(0);
            // Past all that two signs can name, a value is not filtered by.
            let number = if number < SIGNS * SIGNS { number } else { 0 };
            let digit = |n: usize| sign(u32::try_from(n).unwrap_or(0));
            if wide {
                signs.push(digit(number / SIGNS));
            }
            signs.push(digit(number % SIGNS));
        }
        Self { values: numbers.into_keys().cloned().collect(), signs }
    }
}
