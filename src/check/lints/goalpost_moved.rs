//! What a live goal counts as success was changed, and nobody decided that.

use std::collections::BTreeMap;

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::check::past;
use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::history::{Change, Line, Way, way};
use crate::model::reader::Reader;

/// `goalpost-moved`.
pub static LINT: Lint = Lint {
    name: "goalpost-moved",
    level: Level::Warning,
    topic: Topic::History,
    why: "a goal that moves while people run towards it can always be reached, and says nothing",
    page: include_str!("goalpost_moved.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Goal], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    if !reader.is_live(id) {
        return;
    }
    let (Some(doc), Some(line)) = (reader.doc(id), reader.history(id)) else { return };
    let Some(now) = line.versions.last() else { return };
    let changes = line.changes();
    let mut moved: BTreeMap<&str, (&Change, &Change)> = BTreeMap::new();
    for change in &changes {
        let is_post = change.from.is_some() && is_post(line, change);
        let live = past::was_live(&change.before.facts, change.after.day);
        if is_post && live && reader.covers(id, change).is_none() {
            moved
                .entry(change.field)
                .and_modify(|(_, last)| *last = change)
                .or_insert((change, change));
        }
    }
    let today = reader.today();
    for (field, (first, last)) in moved {
        // What was put back stands where it stood.
        if now.facts.value(field) == first.from {
            continue;
        }
        let since = past::day(first.before.day, today);
        let (what, how) = match field.strip_suffix(".title") {
            Some(key) => {
                let key = key.trim_start_matches("krs.");
                (format!("key result `{key}` was taken out"), Way::Loosened)
            }
            None => {
                let way = way(field, &first.before.facts, &now.facts).unwrap_or(Way::Changed);
                let said = Change { to: now.facts.value(field), ..*first };
                let (name, step) = (past::called(field), past::step(&said));
                (format!("{name} was {} {step}", way.as_str()), way)
            }
        };
        let when = past::when(last, today);
        let what = format!("{what} {when}, and no decision covers that");
        let back = match how {
            Way::Loosened => "or put it back and let the goal be missed",
            Way::Tightened => "or keep the harder aim for the next period",
            Way::Changed => "or put it back",
        };
        let help = format!("write a decision, dated after {since}, that names this goal, {back}");
        report.at(reader, id, LINT.problem(past::place(doc, field), what).help(help));
    }
}

/// Whether a change moves what counts as success: a target, baseline, bound, metric or period; a key result that goes
/// away without another in its place.
fn is_post(line: &Line, change: &Change) -> bool {
    if is_title(change.field) && change.to.is_none() {
        return !line.changes().iter().any(|other| {
            other.after.order == change.after.order && is_title(other.field) && other.from.is_none()
        });
    }
    change.to.is_some() && way(change.field, &change.before.facts, &change.after.facts).is_some()
        || matches!(change.field.rsplit('.').next(), Some("floor" | "ceiling"))
            && change.after.facts.value(&title_of(change.field)).is_some()
}

/// Whether a field is the title of a key result, which is there as long as the key result is.
fn is_title(field: &str) -> bool {
    field
        .strip_prefix("krs.")
        .and_then(|rest| rest.rsplit_once('.'))
        .is_some_and(|(_, it)| it == "title")
}

/// The title of the key result to which a field belongs.
fn title_of(field: &str) -> String {
    let key = field.rsplit_once('.').map_or(field, |(key, _)| key);
    format!("{key}.title")
}
