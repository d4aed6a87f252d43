//! The words of the interface in the language of the site. Views and templates speak English; what they say is carried
//! over here, from one table for each language: `words/de.yml` in the theme. A word that the table lacks stays English.
//!
//! What a document says is never carried over: `page` knows which parts of a page's data are the interface's.

mod page;
mod pattern;
mod table;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use ahash::RandomState;

use crate::base::diagnostic::Problem;
use crate::theme::{chart, html, markdown};

use pattern::Pattern;
use table::{Dates, Numbers};

pub use page::Pages;

/// The words of one language.
#[derive(Debug, Default)]
pub struct Tongue {
    /// Words of templates, by their keys.
    keys: BTreeMap<String, String>,
    /// What English texts are in this language.
    exact: HashMap<String, String, RandomState>,
    /// English texts with gaps.
    patterns: Vec<Pattern>,
    numbers: Numbers,
    dates: Dates,
}

impl Tongue {
    /// Reads tables, the later ones over the earlier ones. `None` where there is none.
    /// Those that cannot be read are told, with their numbers.
    #[must_use]
    pub fn read(tables: &[&str]) -> (Option<Self>, Vec<(usize, Problem)>) {
        let mut problems = Vec::new();
        let mut whole: Option<table::Table> = None;
        for (index, text) in tables.iter().enumerate() {
            match table::read(text) {
                Ok(table) => whole.get_or_insert_default().lay_over(table),
                Err(problem) => problems.push((index, problem)),
            }
        }
        (whole.map(Self::of), problems)
    }

    fn of(table: table::Table) -> Self {
        let (gaps, plain): (Vec<_>, Vec<_>) =
            table.words.into_iter().partition(|(from, _)| from.contains('{'));
        let mut patterns: Vec<Pattern> =
            gaps.iter().filter_map(|(from, to)| Pattern::new(from, to)).collect();
        // What says more is tried first.
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.weight()));
        Self {
            keys: table.keys,
            exact: plain.into_iter().collect(),
            patterns,
            numbers: table.numbers,
            dates: table.dates,
        }
    }

    /// The words of templates, by their keys.
    #[must_use]
    pub const fn keys(&self) -> &BTreeMap<String, String> {
        &self.keys
    }

    /// The words of a document's text that are not its author's.
    #[must_use]
    pub fn markdown(&self) -> markdown::Words {
        let word = |key: &str, own: &Cow<'static, str>| {
            self.keys.get(key).map_or_else(|| own.clone(), |word| Cow::Owned(word.clone()))
        };
        let english = markdown::Words::ENGLISH.clone();
        let [note, tip, important, warning, caution] = &english.alerts;
        markdown::Words {
            copy_link: word("copy_link", &english.copy_link),
            back: word("back_to_text", &english.back),
            footnotes: word("footnotes", &english.footnotes),
            broken: word("broken_link", &english.broken),
            outside: word("other_site", &english.outside),
            table: word("table", &english.table),
            done: word("task_done", &english.done),
            open: word("task_open", &english.open),
            alerts: [
                word("alert_note", note),
                word("alert_tip", tip),
                word("alert_important", important),
                word("alert_warning", warning),
                word("alert_caution", caution),
            ],
        }
    }

    /// The words of a drawing that no view gives.
    #[must_use]
    pub fn chart(&self) -> chart::Words {
        let word = |own: &Cow<'static, str>| self.say(own).map_or_else(|| own.clone(), Cow::Owned);
        let english = chart::Words::ENGLISH;
        let months = english.months.each_ref();
        chart::Words {
            numbers: word(&english.numbers),
            not_known: word(&english.not_known),
            today: word(&english.today),
            pace: word(&english.pace),
            target: word(&english.target),
            date: word(&english.date),
            value: word(&english.value),
            margin: word(&english.margin),
            days: english.days.each_ref().map(word),
            total: word(&english.total),
            months: months.map(|month| {
                self.dates.short_month(month).map_or_else(|| month.clone(), Cow::Owned)
            }),
        }
    }

    /// A name that ends in a day: `Fill, 14 May 2026`.
    #[must_use]
    pub fn by_day(&self, name: &str) -> Option<String> {
        let (name, day) = name.rsplit_once(", ")?;
        let day = self.dates.say(day)?;
        // So a check-in is called whose team is hidden.
        let kind = (name == "Check-in").then(|| self.say(name)).flatten();
        Some(format!("{}, {day}", kind.as_deref().unwrap_or(name)))
    }

    /// A drawing whose words and numbers are those of the language.
    #[must_use]
    pub fn drawn(&self, svg: &str) -> String {
        let mut out = String::with_capacity(svg.len() + svg.len() / 16);
        let mut rest = svg;
        while let Some((tag, after)) = rest.split_once('>') {
            self.labelled(tag, &mut out);
            out.push('>');
            let end = after.find('<').unwrap_or(after.len());
            let (text, left) = after.split_at_checked(end).unwrap_or((after, ""));
            // What is read after a title begins with the end of that.
            let (end, own) = text.strip_prefix(". ").map_or(("", text), |own| (". ", own));
            match self.say(&html::unescaped(own)) {
                Some(said) => {
                    out.push_str(end);
                    html::escape(&said, &mut out);
                }
                None => out.push_str(text),
            }
            rest = left;
        }
        out.push_str(rest);
        out
    }

    /// A tag whose label is in the language.
    fn labelled(&self, tag: &str, out: &mut String) {
        const LABEL: &str = " aria-label=\"";
        let label = tag.split_once(LABEL).and_then(|(before, rest)| {
            let (label, after) = rest.split_once('"')?;
            Some((before, self.say(&html::unescaped(label))?, after))
        });
        match label {
            Some((before, said, after)) => {
                out.push_str(before);
                out.push_str(LABEL);
                html::escape(&said, out);
                out.push('"');
                out.push_str(after);
            }
            None => out.push_str(tag),
        }
    }

    /// What an English text of the interface is in this language; `None` where the table does not know it.
    #[must_use]
    pub fn say(&self, text: &str) -> Option<String> {
        self.say_within(text, 0)
    }

    fn say_within(&self, text: &str, depth: usize) -> Option<String> {
        let bare = text.trim();
        if bare.is_empty() || depth > DEEPEST || bare.len() > LONGEST {
            return None;
        }
        // A blank that keeps words together is a blank to the table.
        let plain = bare.replace('\u{a0}', " ");
        let found = self
            .exact
            .get(&plain)
            .cloned()
            .or_else(|| self.dates.say(bare))
            .or_else(|| self.amount(bare))
            .or_else(|| self.gapped(&plain, depth))
            .or_else(|| self.any_amount(bare, depth).filter(|_| has_unit(bare)))?;
        let start = text.len() - text.trim_start().len();
        let (before, after) = (text.get(..start)?, text.get(start + bare.len()..)?);
        Some(format!("{before}{found}{after}"))
    }

    /// A number as readers write it, with a unit that the table knows where it has one.
    fn amount(&self, text: &str) -> Option<String> {
        self.with_unit(text, |unit| self.exact.get(unit).cloned())
    }

    /// A number with any unit: a document's own stays.
    fn any_amount(&self, text: &str, depth: usize) -> Option<String> {
        self.with_unit(text, |unit| {
            Some(self.say_within(unit, depth + 1).unwrap_or_else(|| unit.to_owned()))
        })
    }

    fn with_unit(&self, text: &str, say: impl Fn(&str) -> Option<String>) -> Option<String> {
        let (number, unit) = self.numbers.split(text)?;
        let bare = unit.trim_start_matches(['\u{a0}', ' ']);
        if bare.is_empty() {
            return Some(number);
        }
        let said = say(bare)?;
        Some(format!("{number}{}{said}", unit.strip_suffix(bare).unwrap_or("\u{a0}")))
    }

    fn gapped(&self, text: &str, depth: usize) -> Option<String> {
        self.patterns.iter().find_map(|pattern| pattern.say(text, self, depth + 1))
    }
}

/// Whether a unit follows a number, not words of a sentence: they keep together.
fn has_unit(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| !c.is_alphabetic() && c != '\u{a0}' && c != '%');
    rest.starts_with(['\u{a0}', '%'])
}

/// A text holds words, which hold words: so deep at most.
const DEEPEST: usize = 4;
/// Longer texts are no words of an interface.
const LONGEST: usize = 400;
