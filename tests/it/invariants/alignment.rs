//! Alignment and drift.

#![expect(clippy::float_cmp, reason = "what is equal here is equal to the last bit")]

use proptest::prelude::*;
use throughline::measure::Unmeasurable;
use throughline::measure::alignment::{Item, Links, Weights, alignment_score, thread_score};
use throughline::measure::drift::{Rung, drift_handoffs, drift_ladder, drift_model, pillar_gap};
use throughline::measure::velocity::{Work, directed_velocity};

use super::{NEAR, links, portfolio, share};

fn score(items: &[Item]) -> f64 {
    alignment_score(items, &Weights::default()).expect("sound work").score.expect("some work")
}

/// Link `which` made whole.
fn repaired(mut links: Links, which: usize) -> Links {
    let link = match which {
        0 => &mut links.goal,
        1 => &mut links.outcome,
        2 => &mut links.strategy,
        3 => &mut links.time,
        _ => &mut links.owner,
    };
    *link = 1.0;
    links
}

fn weights() -> impl Strategy<Value = Weights> {
    prop::array::uniform5(0.01..1.0_f64).prop_map(|parts| {
        let sum: f64 = parts.iter().sum();
        Weights::new(parts.map(|it| it / sum)).expect("they add up to 1")
    })
}

proptest! {
    #[test]
    fn alignment_is_bounded(items in portfolio()) {
        prop_assert!((0.0..=1.0).contains(&score(&items)));
    }

    #[test]
    fn losses_explain_all_that_is_missing(items in portfolio(), weights in weights()) {
        let alignment = alignment_score(&items, &weights).unwrap();
        let (score, losses) = (alignment.score.unwrap(), alignment.losses.unwrap());
        prop_assert!((score + losses.total() - 1.0).abs() < NEAR);
    }

    #[test]
    fn repairing_a_link_never_lowers_alignment(items in portfolio(), at: prop::sample::Index, which in 0..5_usize) {
        let mut better = items.clone();
        let item = &mut better[at.index(items.len())];
        item.links = repaired(item.links, which);
        prop_assert!(score(&better) >= score(&items) - NEAR);
    }

    #[test]
    fn repairing_a_link_never_lowers_a_thread(links in links(), weights in weights(), which in 0..5_usize) {
        let before = thread_score(&links, &weights).unwrap().score;
        let after = thread_score(&repaired(links, which), &weights).unwrap().score;
        prop_assert!(after >= before - NEAR);
    }

    #[test]
    fn without_a_goal_a_thread_is_nothing(links in links(), weights in weights()) {
        let thread = thread_score(&Links { goal: 0.0, ..links }, &weights).unwrap();
        prop_assert_eq!(thread.score, 0.0);
        prop_assert_eq!(thread.losses.goal, 1.0);
        prop_assert_eq!(thread.losses.total(), 1.0);
    }

    #[test]
    fn alignment_does_not_depend_on_the_unit_of_effort(items in portfolio(), factor in 0.001..1000.0) {
        let scaled: Vec<Item> =
            items.iter().map(|it| Item { effort: it.effort * factor, ..*it }).collect();
        prop_assert!((score(&scaled) - score(&items)).abs() < NEAR);
    }

    #[test]
    fn splitting_an_item_changes_nothing(items in portfolio(), at: prop::sample::Index, part in 0.0..=1.0) {
        let mut split = items.clone();
        let whole = split.remove(at.index(items.len()));
        split.push(Item { effort: whole.effort * part, ..whole });
        split.push(Item { effort: whole.effort * (1.0 - part), ..whole });
        prop_assert!((score(&split) - score(&items)).abs() < NEAR);
    }

    #[test]
    fn work_of_no_size_changes_nothing(items in portfolio(), links in links()) {
        let mut more = items.clone();
        more.push(Item { effort: 0.0, links });
        prop_assert!((score(&more) - score(&items)).abs() < NEAR);
    }

    #[test]
    fn alignment_lies_between_its_threads(items in portfolio()) {
        let threads: Vec<f64> = items
            .iter()
            .filter(|it| it.effort > 0.0)
            .map(|it| thread_score(&it.links, &Weights::default()).unwrap().score)
            .collect();
        let least = threads.iter().copied().fold(1.0, f64::min);
        let most = threads.iter().copied().fold(0.0, f64::max);
        prop_assert!((least - NEAR..=most + NEAR).contains(&score(&items)));
    }

    #[test]
    fn velocity_is_speed_times_alignment(items in portfolio(), days in 1..400_i64) {
        let work: Vec<Work> = items
            .iter()
            .map(|it| Work {
                effort: it.effort,
                thread: thread_score(&it.links, &Weights::default()).unwrap().score,
            })
            .collect();
        let it = directed_velocity(&work, days).unwrap();
        prop_assert!((it.velocity - it.speed * score(&items)).abs() < NEAR * it.speed.max(1.0));
        prop_assert!((it.haste_share.unwrap() - (1.0 - score(&items))).abs() < NEAR);
    }

    #[test]
    fn drift_grows_with_every_handoff(m in 0.0..=1.0, handoffs in 0..200_u32) {
        let (here, next) = (drift_model(m, handoffs).unwrap(), drift_model(m, handoffs + 1).unwrap());
        prop_assert!((0.0..=1.0).contains(&here));
        prop_assert!(next >= here);
    }

    #[test]
    fn handoffs_are_the_fewest_that_reach_the_deviation(m in 0.001..=1.0, deviation in 0.0..0.99) {
        let handoffs = drift_handoffs(m, deviation).unwrap().unwrap();
        prop_assert!(drift_model(m, handoffs).unwrap() >= deviation - 1e-6);
        if handoffs > 0 {
            prop_assert!(drift_model(m, handoffs - 1).unwrap() < deviation + 1e-6);
        }
    }

    #[test]
    fn local_leaks_multiply_to_the_last_share(shares in prop::collection::vec(0.01..=1.0f64, 1..8)) {
        let rungs: Vec<Rung> =
            shares.iter().map(|share| Rung { aligned: share * 40.0, total: 40.0 }).collect();
        let ladder = drift_ladder(&rungs).unwrap();
        let kept: f64 = ladder.rungs.iter().map(|it| 1.0 - it.local_leak.unwrap()).product();
        prop_assert!((kept - shares.last().unwrap()).abs() < NEAR);
    }

    #[test]
    fn an_empty_rung_is_skipped(shares in prop::collection::vec(share(), 1..6), at: prop::sample::Index) {
        let rungs: Vec<Rung> =
            shares.iter().map(|share| Rung { aligned: *share, total: 1.0 }).collect();
        let mut with_gap = rungs.clone();
        with_gap.insert(at.index(rungs.len() + 1), Rung { aligned: 0.0, total: 0.0 });
        let (plain, mut gapped) = (drift_ladder(&rungs).unwrap(), drift_ladder(&with_gap).unwrap());
        gapped.rungs.retain(|it| it.aligned_share.is_some());
        prop_assert_eq!(plain, gapped);
    }

    #[test]
    fn a_pillar_gap_is_a_distance(
        a in prop::collection::vec(0.1..9.0, 4),
        b in prop::collection::vec(0.1..9.0, 4),
        c in prop::collection::vec(0.1..9.0, 4),
    ) {
        let keyed = |values: &[f64]| -> Vec<(&str, f64)> {
            ["cover", "self-serve", "trust", "none"].into_iter().zip(values.iter().copied()).collect()
        };
        let gap = |x: &[f64], y: &[f64]| pillar_gap(&keyed(x), &keyed(y)).unwrap().unwrap();
        prop_assert!((0.0..=1.0).contains(&gap(&a, &b)));
        prop_assert!(gap(&a, &a) < NEAR);
        prop_assert!((gap(&a, &b) - gap(&b, &a)).abs() < NEAR);
        prop_assert!(gap(&a, &c) <= gap(&a, &b) + gap(&b, &c) + NEAR);
    }
}

#[test]
fn weights_must_add_up_to_one() {
    assert!(Weights::new([0.5, 0.2, 0.1, 0.1, 0.1]).is_ok());
    assert_eq!(Weights::new([0.5, 0.2, 0.2, 0.2, 0.1]), Err(Unmeasurable::WeightsUnbalanced));
    assert_eq!(Weights::new([1.1, -0.1, 0.0, 0.0, 0.0]), Err(Unmeasurable::NegativeInput));
}

#[test]
fn two_percent_a_handoff_is_half_within_a_quarter_and_six_percent_when_corrected_weekly() {
    let near = |got: f64, want: f64| (got - want).abs() < 0.0005;
    assert!(near(drift_model(0.02, 36).unwrap(), 0.517));
    assert!(near(drift_model(0.02, 3).unwrap(), 0.0588));
    assert_eq!(drift_handoffs(0.02, 0.5), Ok(Some(35)));
}
