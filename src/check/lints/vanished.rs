//! A document that promised something and is not there any more, under no name.

use crate::base::date::days_between;
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::check::past;
use crate::model::reader::Reader;

/// `vanished`.
pub static LINT: Lint = Lint {
    name: "vanished",
    level: Level::Error,
    topic: Topic::History,
    why: "a promise that is deleted is neither kept nor refused, and whoever linked to it finds nothing",
    page: include_str!("vanished.md"),
    thresholds: &[Threshold::number("days", 30.0, "so many days it is said")],
    run: Run::Whole(run),
};

fn run(reader: &Reader, report: &mut Report) {
    let days = i64::try_from(report.count("days")).unwrap_or(i64::MAX);
    let today = reader.today();
    for gone in reader.past().gone() {
        if days_between(gone.day, today) > days {
            continue;
        }
        let (kind, id) = (gone.facts.kind.as_str(), &gone.facts.id);
        let since = past::day(gone.day, today);
        match gone.instead {
            Some(instead) => {
                let what = format!("this was {kind} `{id}` until {since}, and has no such alias");
                let help = format!("write `aliases: [{id}]`, so that old links still lead here");
                report.at(reader, instead, LINT.problem(Place::field("id"), what).help(help));
            }
            None => {
                let what = format!("{kind} `{id}` in `{}` is gone since {since}", gone.path);
                let help = format!(
                    "write `aliases: [{id}]` in the document that takes its place, or bring it back and say how it ended"
                );
                report.site(LINT.problem(Place::Whole, what).help(help));
            }
        }
    }
}
