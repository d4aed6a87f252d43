//! Progress, pace, scores and intervals.

#![expect(clippy::float_cmp, reason = "what is equal here is equal to the last bit")]

use proptest::prelude::*;
use throughline::base::date::add_days;
use throughline::measure::nps::{Answers, nps, nps_change};
use throughline::measure::okr::{Part, objective_score};
use throughline::measure::pace::{
    Ambition, Status, Thresholds, expected_progress, kr_status, upkeep_status,
};
use throughline::measure::progress::{Measured, kr_progress};
use throughline::measure::rank::{Ranked, rank};
use throughline::measure::rollup::{From, Node, rollup};
use throughline::measure::staleness::{Freshness, checkin_rhythm, staleness};
use throughline::measure::stats::{median, percentile, round_half_up};
use throughline::measure::sus::{Blanks, response, sus};
use throughline::measure::usability::{problem_discovery, problem_sample, task_success};

use super::{NEAR, day, share, window};

fn ambition() -> impl Strategy<Value = Ambition> {
    prop::sample::select(Ambition::ALL)
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    prop::collection::vec((prop::option::of(share()), 0.1..5.0), 1..6).prop_map(|parts| {
        parts.into_iter().map(|(progress, weight)| Part { progress, weight }).collect()
    })
}

fn change(baseline: f64, target: f64, current: f64) -> f64 {
    let measured = Measured::Change {
        direction: None,
        baseline: Some(baseline),
        target: Some(target),
        current: Some(current),
    };
    kr_progress(&measured).unwrap().progress.unwrap()
}

/// Successes and trials.
fn tries() -> impl Strategy<Value = (u32, u32)> {
    (1..300_u32).prop_flat_map(|trials| (0..=trials, Just(trials)))
}

/// Worse to better.
fn step(status: Status) -> u8 {
    match status {
        Status::OffTrack | Status::Missed => 0,
        Status::AtRisk => 1,
        Status::OnTrack => 2,
        Status::Achieved => 3,
        Status::NotStarted | Status::NoData => unreachable!("it has begun, with data"),
    }
}

proptest! {
    #[test]
    fn progress_does_not_depend_on_the_unit(
        baseline in -50.0..50.0, way in 1.0..50.0, current in -100.0..100.0,
        factor in 0.01..100.0, offset in -100.0..100.0,
    ) {
        let plain = change(baseline, baseline + way, current);
        let other = |it: f64| it * factor + offset;
        prop_assert!((change(other(baseline), other(baseline + way), other(current)) - plain).abs() < 1e-6);
        let down = change(-baseline, -baseline - way, -current);
        prop_assert!((down - plain).abs() < NEAR);
        prop_assert!((0.0..=1.0).contains(&plain));
    }

    #[test]
    fn expectation_never_falls_and_ends_at_the_ambition(window in window(), as_of in day(), ambition in ambition()) {
        let today = expected_progress(window, as_of, ambition).expected;
        let tomorrow = expected_progress(window, add_days(as_of, 1), ambition).expected;
        prop_assert!(tomorrow >= today);
        prop_assert!((0.0..=ambition.expected_at_the_end()).contains(&today));
        prop_assert_eq!(
            expected_progress(window, window.end(), ambition).expected,
            ambition.expected_at_the_end()
        );
    }

    #[test]
    fn more_progress_never_worsens_the_status(
        window in window(), late in 0..500_i64, ambition in ambition(), less in share(), more in share(),
    ) {
        let as_of = add_days(window.start(), late);
        let (less, more) = (less.min(more), less.max(more));
        let status = |progress| {
            step(kr_status(Some(progress), window, as_of, ambition, &Thresholds::default()).unwrap().status)
        };
        prop_assert!(status(more) >= status(less));
    }

    #[test]
    fn on_the_first_day_nothing_is_behind(window in window(), ambition in ambition(), progress in share()) {
        prop_assume!(window.days() > 1);
        let pace = kr_status(Some(progress), window, window.start(), ambition, &Thresholds::default()).unwrap();
        prop_assert!(matches!(pace.status, Status::OnTrack | Status::Achieved));
        prop_assert_eq!(pace.pace, None);
    }

    #[test]
    fn what_is_out_of_bounds_is_neither_on_track_nor_achieved(
        window in window(), late in 0..500_i64, ambition in ambition(), progress in share(),
    ) {
        let as_of = add_days(window.start(), late);
        let pace = upkeep_status(Some(progress), true, window, as_of, ambition).unwrap();
        prop_assert!(matches!(pace.status, Status::OffTrack | Status::Missed));
    }

    #[test]
    fn silence_never_raises_a_score(parts in parts(), at: prop::sample::Index) {
        let mut silent = parts.clone();
        silent[at.index(parts.len())].progress = None;
        let score = |parts: &[Part]| objective_score(parts, Ambition::Committed).unwrap();
        let (before, after) = (score(&parts), score(&silent));
        prop_assert!(after.score.unwrap_or(0.0) <= before.score.unwrap_or(0.0) + NEAR);
        prop_assert!(after.coverage <= before.coverage);
    }

    #[test]
    fn a_roll_up_lies_between_its_goals(children in prop::collection::vec((share(), 0.1..5.0), 1..6)) {
        let mut goals = vec![Node { parent: None, weight: 1.0, from: From::Krs, krs: Vec::new() }];
        goals.extend(children.iter().map(|(progress, weight)| Node {
            parent: Some(0),
            weight: *weight,
            from: From::Krs,
            krs: vec![Part { progress: Some(*progress), weight: 1.0 }],
        }));
        let top = rollup(&goals).unwrap()[0].unwrap();
        let least = children.iter().map(|(it, _)| *it).fold(1.0, f64::min);
        let most = children.iter().map(|(it, _)| *it).fold(0.0, f64::max);
        prop_assert!((least - NEAR..=most + NEAR).contains(&top));
    }

    #[test]
    fn a_ranking_keeps_all_and_depends_on_no_order(
        scores in prop::collection::vec((prop::option::of(0.0..9.0), share()), 0..12),
        turn: prop::sample::Index,
    ) {
        let ids: Vec<String> = (0..scores.len()).map(|it| format!("bet-{it}")).collect();
        let items: Vec<Ranked> = ids
            .iter()
            .zip(&scores)
            .map(|(id, (score, confidence))| Ranked {
                id, score: *score, confidence: Some(*confidence), effort: None,
            })
            .collect();
        let mut turned = items.clone();
        if !turned.is_empty() {
            turned.rotate_left(turn.index(items.len()));
        }
        let order = |items: &[Ranked]| -> Vec<String> {
            rank(items).into_iter().map(|place| items[place].id.to_owned()).collect()
        };
        prop_assert_eq!(order(&items), order(&turned));
        prop_assert_eq!(order(&items).len(), ids.len());
    }

    #[test]
    fn an_interval_holds_the_rate((successes, trials) in tries()) {
        let it = task_success(successes, trials).unwrap();
        let (rate, interval) = (it.rate.unwrap(), it.interval.unwrap());
        prop_assert!(0.0 <= interval.low && interval.high <= 1.0);
        prop_assert!((interval.low - NEAR..=interval.high + NEAR).contains(&rate));
    }

    #[test]
    fn more_trials_narrow_the_interval((successes, trials) in tries(), more in 2..6_u32) {
        let width = |times: u32| {
            let it = task_success(successes * times, trials * times).unwrap().interval.unwrap();
            it.high - it.low
        };
        prop_assert!(width(more) <= width(1) + NEAR);
    }

    #[test]
    fn an_nps_lies_in_its_interval_and_its_scale(promoters in 0..300_u32, passives in 0..300_u32, detractors in 0..300_u32) {
        let it = nps(&Answers { promoters, passives, detractors });
        if let (Some(score), Some(interval)) = (it.nps, it.interval) {
            prop_assert!((-100.0..=100.0).contains(&score));
            prop_assert!(-100.0 <= interval.low && interval.high <= 100.0);
            prop_assert!((interval.low - NEAR..=interval.high + NEAR).contains(&score));
        }
    }

    #[test]
    fn a_change_of_nps_has_a_mirror(a in prop::array::uniform3(1..200_u32), b in prop::array::uniform3(1..200_u32)) {
        let wave = |[promoters, passives, detractors]: [u32; 3]| Answers { promoters, passives, detractors };
        let (there, back) = (nps_change(&wave(a), &wave(b)), nps_change(&wave(b), &wave(a)));
        prop_assert_eq!(there.significant, back.significant);
        prop_assert!((there.delta.unwrap() + back.delta.unwrap()).abs() < NEAR);
        prop_assert_eq!(nps_change(&wave(a), &wave(a)).significant, Some(false));
    }

    #[test]
    fn a_sus_score_stays_on_its_scale(rows in prop::collection::vec(prop::collection::vec(1..=5_u8, 10), 1..20)) {
        let scores: Vec<f64> = rows
            .iter()
            .map(|row| {
                let row: Vec<Option<f64>> = row.iter().map(|it| Some(f64::from(*it))).collect();
                response(&row, Blanks::Refused).unwrap()
            })
            .collect();
        let it = sus(&scores).unwrap();
        let mean = it.mean.unwrap();
        prop_assert!((0.0..=100.0).contains(&mean));
        prop_assert_eq!(it.interval.is_some(), rows.len() > 1);
        if let Some(interval) = it.interval {
            prop_assert!((interval.low - NEAR..=interval.high + NEAR).contains(&mean));
        }
    }

    #[test]
    fn a_sample_is_the_smallest_that_finds_enough(chance in 0.01..0.99, part in 0.0..0.99) {
        let people = problem_sample(chance, part).unwrap();
        prop_assert!(problem_discovery(chance, people).unwrap() >= part - 1e-6);
        if people > 0 {
            prop_assert!(problem_discovery(chance, people - 1).unwrap() < part + 1e-6);
        }
    }

    #[test]
    fn a_percentile_is_one_of_the_values(values in prop::collection::vec(-99.0..99.0, 1..30), percent in 0.0..=100.0) {
        let value = percentile(&values, percent).unwrap().unwrap();
        prop_assert!(values.contains(&value));
        prop_assert!(value <= percentile(&values, 100.0).unwrap().unwrap());
        let middle = median(&values).unwrap().unwrap();
        prop_assert!(percentile(&values, 50.0).unwrap().unwrap() <= middle);
    }

    #[test]
    fn nothing_gets_fresher_by_waiting(every in 1..400_i64, last in day(), age in 0..900_i64) {
        let at = |age| staleness(every, Some(last), add_days(last, age)).unwrap();
        prop_assert!(at(age + 1).freshness <= at(age).freshness);
        prop_assert!(at(age + 1).state >= at(age).state);
        prop_assert_eq!(at(0).state, Freshness::Fresh);
    }

    #[test]
    fn a_rhythm_counts_each_interval_once(start in day(), length in 0..300_i64, every in 1..40_i64, ages in prop::collection::vec(-20..320_i64, 0..30)) {
        let dates: Vec<_> = ages.iter().map(|age| add_days(start, *age)).collect();
        let it = checkin_rhythm(start, add_days(start, length), &dates, every).unwrap();
        prop_assert!(it.kept <= it.expected);
        prop_assert!(it.longest_silence <= it.expected - it.kept);
        prop_assert_eq!(it.share.is_some(), it.expected > 0);
    }

    #[test]
    fn rounding_twice_is_rounding_once(value in -1000.0..1000.0, places in 0..4) {
        let once = round_half_up(value, places);
        prop_assert_eq!(round_half_up(once, places), once);
        prop_assert!((once - value).abs() <= 0.5 * 10_f64.powi(-places) + 1e-6);
    }
}
