//! Every page that is made from many documents, one line each: name, address, title, place, when it exists, its further
//! pages, and who makes it.

use crate::kinds::KindTag;
use crate::model::reader::Reader;

use super::item::Text;
use super::places::Place::{Below, Library, Nav};
use super::places::{Place, Sheet, View, is_strategic};
use super::search::page as search;
use super::{
    alignment, bets, changes, checks, feedback, flow, how, list, lost, outcomes, overview, owners,
    refused, rhythm, roadmap, rules, strategy, tags, teams, work as by_team,
};

const fn view(
    name: &'static str,
    url: &'static str,
    title: &'static str,
    place: Place,
    exists: fn(&Reader) -> bool,
    more: fn(&Reader) -> Vec<(Text, Text)>,
    make: fn(&Reader, Option<&str>) -> Sheet,
) -> View {
    View { name, url, title, place, exists, more, make }
}

const fn one(_: &Reader) -> Vec<(Text, Text)> {
    Vec::new()
}

const fn always(_: &Reader) -> bool {
    true
}

fn any(reader: &Reader, tags: &[KindTag]) -> bool {
    tags.iter().any(|tag| !reader.ids(*tag).is_empty())
}

fn strategies(reader: &Reader) -> bool {
    any(reader, &[KindTag::Strategy])
}

fn work(reader: &Reader) -> bool {
    any(reader, &[KindTag::Goal, KindTag::Release])
}

fn releases(reader: &Reader) -> bool {
    any(reader, &[KindTag::Release])
}

fn squads(reader: &Reader) -> bool {
    any(reader, &[KindTag::Team])
}

/// Views, each with a shape of its own.
pub static VIEWS: &[View] = &[
    view(
        "overview",
        "index.html",
        "Overview",
        Nav("overview"),
        overview::exists,
        overview::more,
        overview::make,
    ),
    view(
        "strategy",
        "strategy/index.html",
        "Strategy",
        Nav("strategy"),
        strategies,
        one,
        |r, _| strategy::make(r),
    ),
    view("roadmap", "roadmap/index.html", "Roadmap", Nav("roadmap"), releases, one, |r, _| {
        roadmap::make(r)
    }),
    view("bets", "bets/index.html", "Bets", Nav("bets"), bets::exists, one, |r, _| bets::make(r)),
    view(
        "no",
        "bets/no/index.html",
        "What we said no to",
        Below(Some("bets")),
        refused::exists,
        refused::more,
        refused::make,
    ),
    view("alignment", "alignment/index.html", "Alignment", Nav("alignment"), work, one, |r, _| {
        alignment::make(r)
    }),
    view(
        "feedback",
        "feedback/index.html",
        "Feedback",
        Nav("feedback"),
        feedback::exists,
        one,
        |r, _| feedback::make(r),
    ),
    view(
        "rhythm",
        "rhythm/index.html",
        "Rhythm",
        Nav("rhythm"),
        rhythm::exists,
        rhythm::more,
        rhythm::make,
    ),
    view("teams", "teams/index.html", "Teams", Nav("teams"), squads, one, |r, _| teams::make(r)),
    view(
        "work",
        "teams/work/index.html",
        "Work by team",
        Below(Some("teams")),
        by_team::exists,
        one,
        |r, _| by_team::make(r),
    ),
    view("flow", "flow/index.html", "Flow", Library(None), releases, one, |r, _| flow::make(r)),
    view(
        "outcomes",
        "outcomes/index.html",
        "Outcomes",
        Library(None),
        releases,
        outcomes::more,
        outcomes::make,
    ),
    view(
        "owners",
        "owners/index.html",
        "Who owns what",
        Library(None),
        owners::exists,
        one,
        |r, _| owners::make(r),
    ),
    view(
        "changes",
        "changes/index.html",
        "What changed",
        Library(None),
        is_strategic,
        one,
        |r, _| changes::make(r),
    ),
    view("tags", "tags/index.html", "Tags", Library(None), tags::exists, tags::more, tags::make),
    view(
        "checks",
        "checks/index.html",
        "Checks",
        Library(None),
        always,
        checks::more,
        checks::make,
    ),
    view(
        "rules",
        "checks/rules/index.html",
        "What is checked",
        Below(None),
        always,
        rules::more,
        rules::make,
    ),
    view("how", "how/index.html", "Formulas", Library(None), how::exists, how::more, how::make),
    view("search", search::URL, "Search", Below(None), search::exists, one, |r, _| search::make(r)),
    view("lost", "404.html", "Off the line", Below(None), always, one, |r, _| lost::make(r)),
];

macro_rules! lists {
    ($($name:literal $title:literal $tag:ident $place:expr;)+) => {
        &[$(view(
            $name,
            concat!($name, "/index.html"),
            $title,
            $place,
            |reader| any(reader, &[KindTag::$tag]),
            |reader| list::more(reader, KindTag::$tag, $name),
            |reader, key| list::make(reader, KindTag::$tag, $name, key),
        )),+]
    };
}

/// The lists of kinds.
pub static LISTS: &[View] = lists! {
    "goals" "Goals" Goal Nav("goals");
    "releases" "Releases" Release Library(Some("roadmap"));
    "bets/all" "Bets by status" Bet Below(Some("bets"));
    "feedback/all" "Feedback by status" Feedback Below(Some("feedback"));
    "research" "Studies" Study Library(Some("feedback"));
    "checkins" "Check-ins" Checkin Below(Some("rhythm"));
    "teams/all" "All teams" Team Below(Some("teams"));
    "people" "People" Person Library(Some("teams"));
    "metrics" "Metrics" Metric Library(None);
    "decisions" "Decisions" Decision Library(None);
};
