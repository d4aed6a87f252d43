//! The line in the terminal after each save: what changed, what it cost, what is wrong now.

use std::time::Duration;

use jiff::civil::Date;

use crate::base::date::long;
use crate::base::diagnostic::Level;
use crate::base::text::count;
use crate::report::summary;
use crate::site::changes::{Changes, Few};
use crate::site::engine::Site;
use crate::site::work::Work;

/// So many characters of a name are shown.
const NAME: usize = 48;
/// So many names are shown, whatever happened to their files.
const NAMES: usize = 4;

/// The line of the first state.
pub(super) fn made(site: &Site, work: &Work, took: Duration) -> String {
    format!("Made {}", rest(&count(site.model.len(), "document", "documents"), site, work, took))
}

/// The line after a save; `day` is one that has begun since the last.
pub(super) fn changed(
    day: Option<Date>,
    changes: &Changes,
    site: &Site,
    work: &Work,
    took: Duration,
) -> String {
    let what = match day {
        Some(day) if changes.is_empty() => format!("it is {} now", long(day)),
        Some(day) => format!("it is {} now, {}", long(day), words(changes)),
        None => words(changes),
    };
    let line = rest(&what, site, work, took);
    let mut letters = line.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// What happened, the counts of work, the time, and what is wrong: `changed a.md: 1 read, 1 parsed, 1 judged, 12 ms; no findings`.
fn rest(what: &str, site: &Site, work: &Work, took: Duration) -> String {
    let mut cost = vec![format!("{} read", work.read), format!("{} parsed", work.parsed)];
    cost.push(if work.modelled > 0 { "new model" } else { "same model" }.to_owned());
    cost.push(format!("{} judged", work.linted));
    cost.push(summary::time(took));
    let found: Vec<String> = [Level::Error, Level::Warning]
        .into_iter()
        .map(|level| (level, site.findings.count(level)))
        .filter(|(_, n)| *n > 0)
        .map(|(level, n)| count(n, level.as_str(), summary::plural(level)))
        .collect();
    let found = if found.is_empty() { "no errors".to_owned() } else { found.join(", ") };
    format!("{what}: {}; {found}", cost.join(", "))
}

/// `changed a.md, b.md and 3 more, new c.md, gone d.md`.
fn words(changes: &Changes) -> String {
    let mut room = NAMES;
    let mut parts = Vec::new();
    for (word, few) in
        [("changed", &changes.changed), ("new", &changes.new), ("gone", &changes.gone)]
    {
        if few.count > 0 {
            parts.push(format!("{word} {}", names(few, &mut room)));
        }
    }
    // What git remembers.
    if parts.is_empty() { "looked again".to_owned() } else { parts.join(", ") }
}

fn names(few: &Few, room: &mut usize) -> String {
    let named: Vec<String> = few.names.iter().take((*room).max(1)).map(|it| bounded(it)).collect();
    *room = room.saturating_sub(named.len());
    let more = few.count - named.len();
    let named = named.join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}

/// A name in one line without signs that would do something to a terminal; the middle of a long one is left out.
fn bounded(name: &str) -> String {
    let signs: Vec<char> =
        name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if signs.len() <= NAME {
        return signs.into_iter().collect();
    }
    let half = NAME / 2;
    let (head, tail) = (signs.get(..half), signs.get(signs.len() - half + 1..));
    head.into_iter()
        .flatten()
        .chain(['\u{2026}'].iter())
        .chain(tail.into_iter().flatten())
        .collect()
}
