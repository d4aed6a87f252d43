//! Keys and words of other habits, and which of ours come nearest.

use crate::base::date::parse_date;
use crate::kinds::KindTag;

/// Keys that say where a document stands.
pub(super) const STATUS: &[&str] = &["status", "state", "stage", "phase"];
/// Keys of the one who answers for it.
pub(super) const OWNER: &[&str] = &[
    "owner",
    "owners",
    "author",
    "authors",
    "champion",
    "lead",
    "driver",
    "shepherd",
    "owning-sig",
];
/// Keys of the one who drove a decision.
pub(super) const DRIVER: &[&str] =
    &["driver", "deciders", "decision-makers", "decider", "author", "authors", "owner"];
/// Keys of the day on which it began.
pub(super) const BEGUN: &[&str] =
    &["created", "creation-date", "proposed", "date", "start-date", "submitted", "heard"];
/// Keys of the time that it is for.
pub(super) const PERIOD: &[&str] = &["period", "quarter", "cycle", "timespan"];
/// Keys of what it replaces.
pub(super) const REPLACES: &[&str] = &["replaces", "supersedes", "obsoletes"];
/// Keys of what else is worth reading.
pub(super) const SEE: &[&str] = &["see-also", "related"];
/// Keys of what it needs.
pub(super) const NEEDS: &[&str] = &["requires", "depends-on", "dependencies", "blocked-by"];

/// Their words, and ours: the first that the kind has.
const WORDS: &[(&[&str], &[&str])] = &[
    (&["shipped", "ga", "released", "implemented", "final"], &["shipped"]),
    (
        &[
            "draft",
            "proposed",
            "proposal",
            "review",
            "in review",
            "under review",
            "idea",
            "new",
            "provisional",
            "open",
            "discussion",
            "pending",
            "wip",
        ],
        &["proposed", "draft", "planned", "open", "active"],
    ),
    (
        &[
            "accepted",
            "approved",
            "implementable",
            "implementing",
            "implemented",
            "final",
            "living",
            "last call",
            "active",
            "adopted",
            "done",
            "completed",
            "in progress",
            "in-progress",
            "released",
            "committed",
            "published",
            "stable",
            "merged",
        ],
        &["accepted", "active", "in-progress", "open"],
    ),
    (
        &[
            "rejected",
            "declined",
            "withdrawn",
            "abandoned",
            "closed",
            "stagnant",
            "moved",
            "superseded",
            "replaced",
            "deprecated",
            "removed",
            "cancelled",
            "canceled",
            "obsolete",
            "dropped",
            "retired",
        ],
        &["declined", "dropped", "superseded", "cancelled", "retired"],
    ),
    (
        &["deferred", "postponed", "on hold", "on-hold", "paused", "later", "parked"],
        &["deferred", "draft", "planned", "open", "active"],
    ),
];

/// The word of ours for a word of theirs.
pub(super) fn meant(kind: KindTag, word: &str) -> Option<&'static str> {
    let word = word.trim().trim_matches('*').to_lowercase();
    let rows = WORDS.iter().filter(|(theirs, _)| theirs.contains(&&*word));
    let mut ours = rows.flat_map(|(_, ours)| ours.iter().copied());
    ours.find(|own| kind.statuses().contains(own))
}

/// The form of days that most of some values have, where it is not ours.
pub(super) fn form<'a>(values: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let forms = [
        ("%d.%m.%Y", "dd.dd.dddd"),
        ("%d/%m/%Y", "dd/dd/dddd"),
        ("%Y/%m/%d", "dddd/dd/dd"),
        ("%Y.%m.%d", "dddd.dd.dd"),
    ];
    let shape = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_digit() { 'd' } else { c }).collect()
    };
    let mut counts = [0usize; 4];
    let mut ours = 0;
    for value in values {
        ours += usize::from(parse_date(value.get(..10).unwrap_or(value)).is_some());
        for ((_, wanted), count) in forms.iter().zip(&mut counts) {
            *count += usize::from(shape(value) == *wanted);
        }
    }
    let best = forms.iter().zip(counts).max_by_key(|(_, count)| *count)?;
    (best.1 > ours).then_some(best.0.0)
}

/// A text as a scalar of YAML in one line.
pub(super) fn scalar(text: &str) -> String {
    let text = line(text);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.');
    let words = ["true", "false", "null", "yes", "no", "on", "off"];
    let plain = text.chars().all(is_plain)
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && !words.contains(&&*text.to_lowercase());
    // What quotes mean in JSON they mean in YAML too.
    if plain { text } else { serde_json::to_string(&text).unwrap_or_default() }
}

/// A text without anything that would end a line.
pub(super) fn line(text: &str) -> String {
    text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ")
}
