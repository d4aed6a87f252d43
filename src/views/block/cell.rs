//! Cells of tables: what they say, and whether that is all.

use crate::views::item::{Item, Owner, Text};
use crate::views::standing::Standing;
use crate::views::{how, words};

use super::Cell;

impl Cell {
    /// Words.
    pub fn words(text: impl Into<Text>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A number with the words that show it.
    pub fn number(value: impl Into<serde_json::Value>, text: impl Into<Text>) -> Self {
        Self { text: text.into(), value: Some(value.into()), ..Self::default() }
    }

    /// How many; none is a dash.
    #[must_use]
    pub fn count(n: usize) -> Self {
        if n == 0 { Self::number(0, "\u{2013}") } else { Self::number(n, n.to_string()) }
    }

    /// A document, wherever it is named; a release with how far it is.
    #[must_use]
    pub fn of(item: Item) -> Self {
        let release = item.kind == Some("release");
        Self {
            text: item.title,
            url: item.url,
            kind: item.kind,
            status: item.status.filter(|_| release),
            status_word: item.status_word.filter(|_| release),
            tone: item.tone.filter(|tone| release && *tone != "on"),
            ..Self::default()
        }
    }

    /// Somebody.
    #[must_use]
    pub fn who(owner: Owner) -> Self {
        Self { text: owner.name, url: owner.url, ..Self::default() }
    }

    /// A status.
    #[must_use]
    pub fn standing(standing: Standing) -> Self {
        Self { text: standing.word.into(), status: Some(standing.slug), ..Self::default() }
    }

    /// A day.
    #[must_use]
    pub fn day(day: jiff::civil::Date, today: jiff::civil::Date) -> Self {
        let text = words::day(day, today);
        let date = Some(day.to_string().into());
        Self { date, ..Self::number(crate::base::date::day_number(day), text) }
    }

    /// With the way to how it is worked out.
    #[must_use]
    pub fn how(self, formula: &str) -> Self {
        let (how_url, formula) = (how::url(formula), how::definition(formula));
        Self { how_url: Some(how_url), formula, ..self }
    }

    /// Whether text and link are all that is drawn of it.
    pub(super) fn is_plain(&self) -> bool {
        let Self { status, kind, sub, was, chart, how_url, units, .. } = self;
        let marks = status.is_some() || kind.is_some() || was.is_some() || !units.is_empty();
        !(marks || sub.is_some() || chart.is_some() || how_url.is_some())
    }
}
