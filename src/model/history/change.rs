//! What changed between two states of a document, field by field, and whether that made it easier.

use jiff::civil::Date;

use super::facts::Facts;
use super::{Line, Version};

/// A change of one field.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The field: `krs.fill-rate.target`.
    pub field: &'a str,
    /// What stood there.
    pub from: Option<&'a str>,
    /// What stands there since.
    pub to: Option<&'a str>,
    /// The state before.
    pub before: &'a Version,
    /// The state that it made.
    pub after: &'a Version,
}

/// Which way a goalpost moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// It became easier to reach.
    Loosened,
    /// It became harder.
    Tightened,
    /// Neither can be said.
    Changed,
}

impl Way {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loosened => "loosened",
            Self::Tightened => "tightened",
            Self::Changed => "changed",
        }
    }
}

impl Line {
    /// Every change, the oldest first. What could not be read in a state is taken as it was before.
    #[must_use]
    pub fn changes(&self) -> Vec<Change<'_>> {
        self.steps().flat_map(|(before, after)| between(before, after)).collect()
    }

    /// The last change that came after a commit and is wanted; looks no further back.
    pub fn last_since(&self, order: u32, wanted: impl Fn(&Change) -> bool) -> Option<Change<'_>> {
        let steps = self.steps().rev().take_while(|(_, after)| after.order > order);
        steps.flat_map(|(before, after)| between(before, after).rev()).find(wanted)
    }

    /// The changes of one field, the oldest first.
    pub fn changes_of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = Change<'a>> {
        self.steps().filter_map(move |(before, after)| {
            let (from, to) = (before.facts.value(field), after.facts.value(field));
            let known = !before.facts.is_unread(field) && !after.facts.is_unread(field);
            (from != to && known).then_some(Change { field, from, to, before, after })
        })
    }

    fn steps(&self) -> impl DoubleEndedIterator<Item = (&Version, &Version)> {
        self.versions.windows(2).filter_map(|pair| match pair {
            [before, after] => Some((before, after)),
            _ => None,
        })
    }

    /// Every date that was promised, in the order in which it became the promise.
    #[must_use]
    pub fn promises(&self) -> Vec<Date> {
        let known = self.versions.iter().filter(|version| !version.facts.is_unread("targets"));
        let mut out: Vec<Date> = Vec::new();
        for (at, version) in known.enumerate() {
            let dates = version.facts.dates("targets");
            // What stood before the last when git first saw it was promised before.
            let from = if at == 0 { 0 } else { dates.len().saturating_sub(1) };
            for date in dates.get(from..).unwrap_or_default() {
                if out.last() != Some(date) {
                    out.push(*date);
                }
            }
        }
        out
    }

    /// The days on which each value of a field was first said, the oldest first.
    #[must_use]
    pub fn values<'a>(&'a self, field: &str) -> Vec<(Date, &'a str)> {
        let mut out: Vec<(Date, &str)> = Vec::new();
        for version in self.versions.iter().filter(|version| !version.facts.is_unread(field)) {
            let Some(value) = version.facts.value(field) else { continue };
            if out.last().is_none_or(|(_, last)| *last != value) {
                out.push((version.day, value));
            }
        }
        out
    }
}

fn between<'a>(
    before: &'a Version,
    after: &'a Version,
) -> impl DoubleEndedIterator<Item = Change<'a>> {
    differences(&before.facts, &after.facts).into_iter().map(move |(field, from, to)| Change {
        field,
        from,
        to,
        before,
        after,
    })
}

type Difference<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// The fields in which two states differ, sorted.
#[must_use]
pub fn differences<'a>(before: &'a Facts, after: &'a Facts) -> Vec<Difference<'a>> {
    let (mut old, mut new) = (before.values.iter().peekable(), after.values.iter().peekable());
    let mut out: Vec<Difference> = Vec::new();
    loop {
        let side = match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((a, _)), Some((b, _))) => a.cmp(b),
        };
        let from = if side.is_le() { old.next() } else { None };
        let to = if side.is_ge() { new.next() } else { None };
        let field: &str = from.or(to).map_or("", |(field, _)| field);
        let (from, to) = (from.map(|(_, value)| &**value), to.map(|(_, value)| &**value));
        if from != to && !before.is_unread(field) && !after.is_unread(field) {
            out.push((field, from, to));
        }
    }
    out
}

/// Whether a change of a field made the goal easier; `None` when the field is no goalpost.
#[must_use]
pub fn way(field: &str, before: &Facts, after: &Facts) -> Option<Way> {
    if field == "period" {
        let (Some((_, old)), Some((_, new))) = (before.period(), after.period()) else {
            return Some(Way::Changed);
        };
        // The same time may be written in two ways.
        if before.period() == after.period() {
            return None;
        }
        return Some(match new.cmp(&old) {
            std::cmp::Ordering::Greater => Way::Loosened,
            std::cmp::Ordering::Less => Way::Tightened,
            std::cmp::Ordering::Equal => Way::Changed,
        });
    }
    let (key, what) = field.strip_prefix("krs.")?.rsplit_once('.')?;
    if what == "metric" {
        return Some(Way::Changed);
    }
    if !matches!(what, "target" | "baseline" | "floor" | "ceiling" | "total") {
        return None;
    }
    let (Some(old), Some(new)) = (before.number(field), after.number(field)) else {
        // A bound that goes away no longer binds.
        let is_bound = matches!(what, "floor" | "ceiling");
        return Some(match (before.number(field), after.number(field)) {
            (Some(_), None) if is_bound => Way::Loosened,
            (None, Some(_)) if is_bound => Way::Tightened,
            _ => Way::Changed,
        });
    };
    let of = |facts: &Facts, name: &str| facts.number(&format!("krs.{key}.{name}"));
    // Up is harder for what should grow, for a floor, for a count of things to do.
    let grows = match (of(before, "baseline"), of(before, "target")) {
        (Some(baseline), Some(target)) => target >= baseline,
        _ => true,
    };
    let up_is_harder = match what {
        "floor" | "total" => true,
        "ceiling" => false,
        // A key result counts from its baseline: the further it lies from the target, the more is done already.
        _ => grows,
    };
    Some(if (new > old) == up_is_harder { Way::Tightened } else { Way::Loosened })
}
