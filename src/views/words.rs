//! The words of the compiler: names of kinds and statuses, days, amounts.

use jiff::civil::Date;

use crate::base::date;
use crate::kinds::KindTag;
use crate::kinds::status::Status;
use crate::measure::quadrant::Quadrant;

use super::item::Text;

/// How something is to be seen.
pub mod tone {
    /// On the line.
    pub const ON: &str = "on";
    /// In danger.
    pub const RISK: &str = "risk";
    /// Off the line.
    pub const OFF: &str = "off";
    /// Not begun, or refused.
    pub const IDLE: &str = "idle";
}

/// What is shown where a number is not known.
pub const NOT_KNOWN: &str = "not known";

/// `Release`.
#[must_use]
pub const fn kind(tag: KindTag) -> &'static str {
    match tag {
        KindTag::Strategy => "Strategy",
        KindTag::Goal => "Goal",
        KindTag::Metric => "Metric",
        KindTag::Bet => "Bet",
        KindTag::Release => "Release",
        KindTag::Checkin => "Check-in",
        KindTag::Feedback => "Feedback",
        KindTag::Study => "Study",
        KindTag::Decision => "Decision",
        KindTag::Team => "Team",
        KindTag::Person => "Person",
        KindTag::Page => "Page",
    }
}

/// `release`, `releases`: as words within a sentence.
#[must_use]
pub const fn kinds(tag: KindTag) -> (&'static str, &'static str) {
    match tag {
        KindTag::Strategy => ("strategy", "strategies"),
        KindTag::Goal => ("goal", "goals"),
        KindTag::Metric => ("metric", "metrics"),
        KindTag::Bet => ("bet", "bets"),
        KindTag::Release => ("release", "releases"),
        KindTag::Checkin => ("check-in", "check-ins"),
        KindTag::Feedback => ("piece of feedback", "pieces of feedback"),
        KindTag::Study => ("study", "studies"),
        KindTag::Decision => ("decision", "decisions"),
        KindTag::Team => ("team", "teams"),
        KindTag::Person => ("person", "people"),
        KindTag::Page => ("page", "pages"),
    }
}

/// `In progress`.
#[must_use]
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Active => "Active",
        Status::Superseded => "Superseded",
        Status::Dropped => "Dropped",
        Status::Proposed => "Proposed",
        Status::Accepted => "Accepted",
        Status::Declined => "Declined",
        Status::Deferred => "Deferred",
        Status::Planned => "Planned",
        Status::InProgress => "In progress",
        Status::Shipped => "Shipped",
        Status::Cancelled => "Cancelled",
        Status::Retired => "Retired",
        Status::Open => "Open",
        Status::OnTrack => "On track",
        Status::AtRisk => "At risk",
        Status::OffTrack => "Off track",
    }
}

/// `28 May`, with its year where that is not this one.
#[must_use]
pub fn day(date: Date, today: Date) -> Text {
    if date.year() == today.year() { date::short(date).into() } else { day_of_year(date).into() }
}

/// `28 May 2025`, the month cut short.
fn day_of_year(date: Date) -> String {
    format!("{} {}", date::short(date), date.year())
}

/// `7 days`, `3 weeks`, `5 months`: how long ago, roughly.
#[must_use]
pub fn days(days: i64) -> Text {
    let one = |n: i64, one: &str, many: &str| {
        if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
    };
    let n = days.abs();
    if n < 28 {
        one(n, "day", "days").into()
    } else if n < 91 {
        one((n + 3) / 7, "week", "weeks").into()
    } else {
        one((n + 15) / 30, "month", "months").into()
    }
}

/// `+14 d`: by how much a date moved.
#[must_use]
pub fn slip(days: i64) -> Text {
    if days < 0 { format!("\u{2212}{} d", -days).into() } else { format!("+{days} d").into() }
}

/// A number as people write it: `10,878`, `25.5`, `0.07`; halves away from nought.
#[must_use]
pub fn number(value: f64) -> String {
    let places = match value.abs() {
        n if n >= 100.0 => 1,
        n if n >= 0.095 || n == 0.0 => 2,
        _ => 3,
    };
    fixed(value, places)
}

/// A number with at most so many places, without noughts at its end.
#[must_use]
pub fn fixed(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return NOT_KNOWN.to_owned();
    }
    // One part in a thousand million, so that 0.285 rounds as it reads.
    let lift = 1.0 + 1e-9;
    let scale = 10f64.powi(i32::try_from(places).unwrap_or(0));
    let rounded = (value.abs() * lift * scale).round() / scale;
    let text = format!("{rounded:.places$}");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 && rounded != 0.0 {
        out.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        let ahead = whole.len() - index;
        if index > 0 && ahead % 3 == 0 && whole.len() > 4 {
            out.push(',');
        }
        out.push(digit);
    }
    let rest = rest.trim_end_matches('0');
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// A number with its unit: `67 %`, `25.5 hours`.
#[must_use]
pub fn amount(value: f64, unit: Option<&str>) -> Text {
    let number = number(value);
    match unit.map(str::trim).filter(|u| !u.is_empty()) {
        Some(unit) => format!("{number}\u{a0}{unit}").into(),
        None => number.into(),
    }
}

/// A share as whole percent: `94 %`.
#[must_use]
pub fn percent(share: f64) -> Text {
    format!("{}\u{a0}%", fixed(share * 100.0, 0)).into()
}

/// A share as percent with one place: `93.5 %`.
#[must_use]
pub fn percent_fine(share: f64) -> Text {
    format!("{}\u{a0}%", fixed(share * 100.0, 1)).into()
}

/// `+4`, `−0.5`: a number as a change.
#[must_use]
pub fn signed(value: f64) -> String {
    if value > 0.0 { format!("+{}", number(value)) } else { number(value) }
}

/// The corner of the impact and effort matrix.
#[must_use]
pub const fn quadrant(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::QuickWin => "Quick win",
        Quadrant::BigBet => "Big bet",
        Quadrant::FillIn => "Fill-in",
        Quadrant::MoneyPit => "Money pit",
    }
}

/// `Two`, `twelve`, then digits.
#[must_use]
pub fn few(n: usize) -> Text {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(n).map_or_else(|| n.to_string().into(), |word| (*word).into())
}

/// The first letter a capital.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// One or two letters that stand for a name.
#[must_use]
pub fn initials(name: &str) -> Text {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect::<String>().into()
}

/// Cut to so many letters at a word's end, with an ellipsis.
#[must_use]
pub fn cut(text: &str, most: usize) -> Text {
    if text.chars().count() <= most {
        return text.into();
    }
    let head: String = text.chars().take(most).collect();
    let end = head.rfind(char::is_whitespace).filter(|at| *at > most / 2).unwrap_or(head.len());
    format!(
        "{}\u{2026}",
        head.get(..end).unwrap_or(&head).trim_end_matches([',', ';', ':', ' ', '.'])
    )
    .into()
}

/// `12 more`, where not all are shown.
#[must_use]
pub fn more(all: usize, shown: usize) -> Option<Text> {
    (all > shown).then(|| format!("{} more", all - shown).into())
}
