//! A squad that works for a goal and has fallen silent.

use jiff::civil::Date;

use crate::base::date::{days_between, long};
use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::base::text::count;
use crate::check::facts::{is_older, is_squad};
use crate::check::lint::{Lint, Report, Run, Threshold, Topic};
use crate::kinds::KindTag;
use crate::kinds::checkin::Checkin;
use crate::kinds::edges::Relation;
use crate::kinds::goal::Goal;
use crate::kinds::team::Team;
use crate::kinds::values::Every;
use crate::measure::staleness::STALE_AFTER;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `missed-checkin`.
pub static LINT: Lint = Lint {
    name: "missed-checkin",
    level: Level::Warning,
    topic: Topic::Alignment,
    why: "small drifts are cheap to mend each week, and dear at the end of the quarter",
    page: include_str!("missed_checkin.md"),
    thresholds: &[Threshold::number(
        "factor",
        STALE_AFTER,
        "how many of its intervals a squad may be silent",
    )],
    run: Run::Each(&[KindTag::Team], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, team)) = reader.get::<Team>(id) else { return };
    let Some(begun) = begun(reader, id).filter(|_| is_squad(team)) else { return };
    let every = team.checkin_every.unwrap_or(Every::Weekly);
    let last = last_word(reader, id);
    let since = last.unwrap_or(begun);
    if !is_older(since, reader.today(), every, report.threshold("factor")) {
        return;
    }
    let days = usize::try_from(days_between(since, reader.today())).unwrap_or(0);
    let days = count(days, "day", "days");
    let what = match last {
        Some(last) => format!("the last check-in was on {}, {days} ago", long(last)),
        None => format!("no check-in in {days}, since its goal began"),
    };
    report.at(
        reader,
        id,
        LINT.problem(Place::field("checkin_every"), what)
            .help("write three lines: where the goal stands, how sure you are, what is in the way"),
    );
}

/// The day on which the first of a team's live goals began.
fn begun(reader: &Reader, team: DocId) -> Option<Date> {
    let goals = reader.sources(team, Relation::Teams);
    let live = goals.into_iter().filter(|goal| reader.is_live(*goal));
    live.filter_map(|goal| Some(reader.get::<Goal>(goal)?.1.period.as_ref()?.start)).min()
}

fn last_word(reader: &Reader, team: DocId) -> Option<Date> {
    let checkins = reader.sources(team, Relation::CheckinTeam);
    let days = checkins.into_iter().filter_map(|id| reader.get::<Checkin>(id)?.1.date);
    days.filter(|day| *day <= reader.today()).max()
}
