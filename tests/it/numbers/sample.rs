//! The sample company's numbers.

use throughline::base::date::parse_date;
use throughline::measure::agreement::Verdict;
use throughline::measure::loops::Stage;
use throughline::measure::okr::{Band, SweetSpot};
use throughline::measure::pace::Status;
use throughline::measure::quadrant::Quadrant;
use throughline::measure::staleness::Freshness;
use throughline::model::doc::DocId;
use throughline::model::numbers::{
    alignment, bets, flow, goals, learning, stars, teams, thread, upkeep, voices, work,
};
use throughline::model::reader::Reader;

use super::{id, near, sample};

fn slugs(reader: &Reader, ids: &[DocId]) -> Vec<String> {
    ids.iter().map(|id| reader.doc(*id).unwrap().slug.to_string()).collect()
}

/// A goal's name, score and status, and its key results' progress and status.
type Row = (&'static str, f64, Status, &'static [(f64, Status)]);

#[test]
fn goals_have_come_as_far_as_their_metrics_say() {
    use Status::{Achieved, AtRisk, Missed, OffTrack, OnTrack};
    let site = sample();
    let reader = site.reader();
    let goals: [Row; 8] = [
        ("fill-q1", 0.8222, Missed, &[(0.8333, Missed), (0.8, Missed)]),
        ("onboard-q1", 0.6597, Achieved, &[(0.7778, Achieved), (0.5417, Missed)]),
        ("carer-q1", 0.6875, Achieved, &[(0.375, Missed), (1.0, Achieved)]),
        ("audit-q1", 0.8333, Missed, &[(1.0, Achieved), (0.6667, Missed)]),
        ("fill-q2", 0.4810, OnTrack, &[(0.5714, OnTrack), (0.3, AtRisk)]),
        ("onboard-q2", 0.1295, AtRisk, &[(0.0714, OffTrack), (0.1875, AtRisk)]),
        ("carer-q2", 0.0625, OffTrack, &[(0.125, AtRisk), (0.0, OffTrack)]),
        ("trust-q2", 0.4333, OnTrack, &[(0.15, OffTrack), (1.0, OnTrack)]),
    ];
    for (name, score, status, krs) in goals {
        let goal = goals::goal(&reader, id(&reader, name)).expect(name);
        near(goal.score.score.expect(name), score);
        near(goal.progress.expect(name), score);
        assert_eq!(goal.status(), Some(status), "{name}");
        assert_eq!(goal.krs.len(), krs.len(), "{name}");
        for (kr, (share, status)) in goal.krs.iter().zip(krs) {
            near(kr.share().expect(name), *share);
            assert_eq!(kr.status(), Some(*status), "{name}");
        }
    }
}

#[test]
fn grades_come_when_the_period_is_over() {
    let site = sample();
    let reader = site.reader();
    let grade = |name| goals::goal(&reader, id(&reader, name)).unwrap().grade;
    let onboard = grade("onboard-q1").expect("the quarter is over");
    assert_eq!((onboard.grade, onboard.band), (Some(0.7), Some(Band::Green)));
    let fill = grade("fill-q1").expect("the quarter is over");
    assert_eq!((fill.grade, fill.band), (Some(0.8), Some(Band::Yellow)));
    assert_eq!(grade("fill-q2"), None);
}

#[test]
fn the_first_cycle_was_ambitious_and_broke_two_promises() {
    let site = sample();
    let reader = site.reader();
    let goals = goals::of_period(&reader, "2026-Q1");
    let health = goals::cycle(&reader, &goals).unwrap();
    near(health.aspirational_mean.unwrap(), 0.6736);
    assert_eq!(health.sweet_spot, Some(SweetSpot::In));
    let missed: Vec<DocId> = health.committed_misses.iter().map(|at| goals[*at]).collect();
    assert_eq!(slugs(&reader, &missed), ["audit-q1", "fill-q1"]);
}

#[test]
fn alignment_and_what_it_lacks() {
    let site = sample();
    let reader = site.reader();
    let it = alignment::site(&reader).unwrap();
    let losses = it.losses.unwrap();
    near(it.score.unwrap(), 0.9352);
    near(it.on_thread.unwrap(), 0.9545);
    near(it.effort, 66.0);
    near(losses.goal, 0.0455);
    near(losses.outcome, 0.0133);
    near(losses.time, 0.0030);
    near(losses.owner, 0.0030);
    near(losses.strategy, 0.0);
    for (team, score) in [
        ("fill", 0.9896),
        ("carer-app", 0.9654),
        ("onboarding", 0.8571),
        ("trust", 0.9650),
        ("tribe-cover", 0.9770),
        ("tribe-adopt-trust", 0.9098),
    ] {
        near(alignment::team(&reader, id(&reader, team)).unwrap().score.unwrap(), score);
    }
    for (release, score) in [
        ("push-offers", 1.0),
        ("offer-ranking-nights", 0.875),
        ("co-branding", 0.0),
        ("bank-holiday-pay", 0.95),
        ("dark-theme", 0.775),
        ("week-four-nudges", 1.0),
    ] {
        near(thread::of(&reader, id(&reader, release)).unwrap().score.unwrap(), score);
    }
}

#[test]
fn effort_went_nearly_where_it_was_planned() {
    let site = sample();
    let reader = site.reader();
    let rows = alignment::pillars(&reader, &work::weighed(&reader, &work::begun(&reader)));
    for (row, actual) in rows.iter().zip([29.0, 18.0, 16.0, 3.0]) {
        near(row.actual, actual);
    }
    assert_eq!(rows.len(), 4);
    near(alignment::gap(&rows).unwrap().unwrap(), 0.0879);
    let cover = rows[0].pillar.unwrap();
    near(alignment::under(&reader, cover).unwrap().effort, 29.0);
}

#[test]
fn the_strategy_gets_lost_between_releases_and_outcomes() {
    let site = sample();
    let reader = site.reader();
    let work = work::weighed(&reader, &work::begun(&reader));
    let ladder = alignment::ladder(&reader, &work).unwrap();
    assert_eq!(ladder.rungs.len(), 4);
    for (rung, want) in ladder.rungs.iter().zip([0.0, 0.0, 0.0758, 0.1522]) {
        near(rung.deviation.unwrap(), want);
    }
    near(ladder.amplification.unwrap(), 2.0087);
}

#[test]
fn bets_are_ranked_and_mostly_refused() {
    let site = sample();
    let reader = site.reader();
    let ranked = bets::ranked(&reader);
    let order: Vec<DocId> = ranked.iter().map(|it| it.id).collect();
    let expected = "offers-by-push shift-swap evidence-export rank-offers guide-first-rota \
        nudge-week-four agency-marketplace gamified-badges ai-rota-autopilot in-app-chat \
        multi-site-groups payroll-integration tablet-app report-builder family-portal white-label";
    assert_eq!(slugs(&reader, &order).join(" "), expected);
    near(ranked[0].score.unwrap(), 256.0);
    let focus = bets::focus(&reader);
    assert_eq!((focus.no, focus.yes, focus.passes), (8, 6, Some(true)));
    let split = bets::split(&reader).unwrap();
    near(split.must.unwrap(), 0.6415);
    near(split.should.unwrap(), 0.2453);
    near(split.could.unwrap(), 0.1132);
    assert_eq!(bets::inversions(&reader, 20), (0, Vec::new()));
    let corner = |name| bets::quadrant_of(reader.get(id(&reader, name)).unwrap().1);
    assert_eq!(corner("shift-swap"), Some(Quadrant::QuickWin));
    assert_eq!(corner("white-label"), Some(Quadrant::BigBet));
    assert_eq!(corner("rank-offers"), Some(Quadrant::FillIn));
    assert_eq!(corner("tablet-app"), Some(Quadrant::MoneyPit));
}

#[test]
fn one_team_says_green_where_the_number_says_red() {
    let site = sample();
    let reader = site.reader();
    let verdict = |name| {
        let (_, it) = voices::agreement(&reader, id(&reader, name)).expect(name);
        (it.verdict, it.distance)
    };
    assert_eq!(verdict("carer-q2"), (Verdict::Optimistic, Some(2)));
    for name in ["fill-q2", "onboard-q2", "trust-q2"] {
        assert_eq!(verdict(name), (Verdict::Agrees, Some(0)), "{name}");
    }
    let falling = |name| voices::trend(&reader, id(&reader, name)).unwrap().falling;
    assert_eq!(falling("onboard-q2"), Some(true));
    assert_eq!(falling("fill-q2"), Some(false));
}

#[test]
fn three_teams_miss_check_ins() {
    let site = sample();
    let reader = site.reader();
    for (team, kept) in [("fill", 3), ("carer-app", 2), ("onboarding", 2), ("trust", 1)] {
        let it = teams::rhythm(&reader, id(&reader, team)).unwrap();
        assert_eq!((it.expected, it.kept), (4, kept), "{team}");
    }
    let trust = teams::age(&reader, id(&reader, "trust")).unwrap();
    assert_eq!((trust.age_days, trust.state), (Some(15), Freshness::Stale));
    assert_eq!(teams::squads(&reader).len(), 4);
}

#[test]
fn outcomes_are_measured_and_confidence_was_too_low() {
    let site = sample();
    let reader = site.reader();
    let judged = learning::judged(&reader);
    let it = learning::outcomes(&reader, &judged);
    assert_eq!(it.due, 9);
    near(it.measured_share.unwrap(), 0.7778);
    near(it.hit_rate.unwrap(), 0.8571);
    let it = learning::calibration(&reader, &judged).unwrap();
    near(it.brier.unwrap(), 0.1529);
    near(it.mean_confidence.unwrap(), 0.7286);
    near(it.bias.unwrap(), -0.1286);
    let begun = work::weighed(&reader, &work::begun(&reader));
    near(learning::validated(&reader, &begun).unwrap().share.unwrap(), 0.7879);
}

#[test]
fn half_of_the_loops_are_closed() {
    let site = sample();
    let reader = site.reader();
    let loops = learning::loops(&reader);
    assert_eq!((loops.closed, loops.all, loops.median_days), (5, 10, Some(66.5)));
    for (name, open_at, days) in [
        ("nine-calls-per-shift", None, 80),
        ("setup-takes-days", Some("build"), 102),
        ("swaps-by-phone", Some("learn"), 84),
        ("badges-wanted", None, 41),
        ("nps-asks-swaps", Some("decide"), 4),
    ] {
        let closure = learning::closure(&reader, id(&reader, name)).unwrap().unwrap();
        assert_eq!(closure.open_at.map(Stage::as_str), open_at, "{name}");
        assert_eq!(closure.days, days, "{name}");
    }
}

#[test]
fn ninety_days_of_releases() {
    let site = sample();
    let reader = site.reader();
    let window = flow::last_days(&reader, 90).unwrap();
    assert_eq!(Some(window.start()), parse_date("2026-02-15"));
    let keys = flow::keys(&reader, window);
    assert_eq!(keys.deployments, 9);
    near(keys.per_week, 0.70);
    near(keys.change_fail_rate.unwrap(), 0.1111);
    assert_eq!(keys.recovery_median_days, Some(2.0));
    near(keys.rework_rate.unwrap(), 0.1111);
    assert_eq!(keys.lead_time_median_days, Some(29.0));
    let it = flow::velocity(&reader, window).unwrap();
    near(it.speed, 2.9556);
    near(it.velocity, 2.6231);
    near(it.haste_share.unwrap(), 0.1125);
}

#[test]
fn how_long_releases_take_and_how_often_their_dates_move() {
    let site = sample();
    let reader = site.reader();
    let cycle = flow::cycle(&reader);
    assert_eq!((cycle.days.len(), cycle.median, cycle.p85), (13, Some(29.0), Some(44.0)));
    let rhythm = flow::rhythm(&reader);
    assert_eq!((rhythm.median_days, rhythm.longest_days), (Some(8.0), Some(20)));
    let slips = flow::slips(&reader);
    assert_eq!((slips.moved, slips.promised, slips.median_days), (5, 14, Some(0.0)));
    let nudges = flow::slip(&reader, id(&reader, "week-four-nudges")).unwrap();
    assert_eq!((nudges.slip_days, nudges.moves, nudges.overdue), (Some(14), 1, false));
    let load = flow::load(&reader, id(&reader, "onboarding")).unwrap();
    assert_eq!((load.state.as_str(), load.over_by), ("under", Some(0)));
    let stages = flow::stages(&reader, id(&reader, "push-offers")).unwrap();
    assert_eq!((stages.lead_days, stages.cycle_days), (Some(52), Some(35)));
}

#[test]
fn the_rise_of_the_nps_is_noise() {
    let site = sample();
    let waves = voices::waves(&site.reader());
    assert_eq!(waves.len(), 2);
    near(waves[0].nps.nps.unwrap(), 17.1875);
    near(waves[1].nps.nps.unwrap(), 30.5556);
    near(waves[1].nps.interval.unwrap().low, 11.7935);
    near(waves[1].nps.interval.unwrap().high, 46.8732);
    let change = waves[1].change.unwrap();
    near(change.delta.unwrap(), 13.3681);
    near(change.moe95.unwrap(), 26.5758);
    assert_eq!(change.significant, Some(false));
}

#[test]
fn studies_have_intervals() {
    let site = sample();
    let reader = site.reader();
    let it = voices::study(&reader, id(&reader, "rota-beta-test")).unwrap();
    let task = it.tasks[0].as_ref().unwrap().interval.unwrap();
    near(task.low, 0.5078);
    near(task.high, 0.9989);
    let sus = it.sus.unwrap().unwrap();
    assert_eq!((sus.mean, sus.grade), (Some(77.5), Some("B+")));
    near(sus.interval.unwrap().low, 73.3192);
}

#[test]
fn three_inputs_moved_the_north_star() {
    let site = sample();
    let reader = site.reader();
    let stars = stars::north_stars(&reader);
    assert_eq!(stars.len(), 1);
    assert_eq!(stars[0].read, Some((7552.0, 10878.0)));
    assert_eq!(stars[0].from, parse_date("2026-01-05"));
    let inputs = slugs(&reader, &stars[0].inputs);
    assert_eq!(inputs, ["active-homes", "shifts-per-home", "fill-rate-48h"]);
    let made = stars[0].made.clone().unwrap().unwrap();
    for (got, want) in made.contributions.unwrap().iter().zip([0.4335, 0.1713, 0.3952]) {
        near(*got, want);
    }
}

#[test]
fn everything_has_one_owner() {
    let site = sample();
    let it = upkeep::owned(&site.reader());
    assert_eq!((it.coverage, it.unowned, it.shared), (Some(1.0), 0, 0));
}
