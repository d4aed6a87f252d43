//! No formula answers with something that is no number, whatever it is asked.

use std::fmt::Debug;

use proptest::prelude::*;
use throughline::base::date::{Date, add_days};
use throughline::measure::agreement::confidence_trend;
use throughline::measure::alignment::{Item, Links, Weights, alignment_score, thread_score};
use throughline::measure::calibration::brier;
use throughline::measure::csat::csat;
use throughline::measure::discovery::{Work as Begun, validated_before_build};
use throughline::measure::drift::{Rung, drift_handoffs, drift_ladder, drift_model, pillar_gap};
use throughline::measure::flow::{Segment, flow_efficiency, littles_law};
use throughline::measure::ice::{Mode, ice};
use throughline::measure::metric::{Better, metric_delta};
use throughline::measure::moscow::{Priority, moscow_split};
use throughline::measure::north_star::{Input, north_star_product, north_star_sum};
use throughline::measure::nps::Answers;
use throughline::measure::okr::{Objective, Part, cycle_health, grade, objective_score};
use throughline::measure::pace::{Ambition, Thresholds, kr_status, projection, upkeep_status};
use throughline::measure::period::Window;
use throughline::measure::progress::{Direction, Measured, kr_progress};
use throughline::measure::quadrant::{Lines, quadrant};
use throughline::measure::rank::{Answer, Answered, Ranked, priority_inversions, rank};
use throughline::measure::rice::{Inputs, rice};
use throughline::measure::rollup::{From, Node, rollup};
use throughline::measure::stats::{geometric_mean, median, percentile, round_half_up};
use throughline::measure::sus::{Blanks, response, sus};
use throughline::measure::usability::{problem_discovery, problem_sample, task_success};
use throughline::measure::velocity::{Work, directed_velocity};
use throughline::measure::{confidence, effort, period, wsjf};

/// Any number at all, the odd ones often.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        prop::num::f64::ANY,
        -2.0..12.0,
        0.0..=1.0,
        prop::sample::select(vec![
            0.0,
            -0.0,
            1.0,
            5.0,
            10.0,
            100.0,
            1e-300,
            1e300,
            -1e300,
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ]),
    ]
}

fn known() -> impl Strategy<Value = Option<f64>> {
    prop::option::weighted(0.9, number())
}

fn numbers() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(number(), 0..7)
}

/// Fails when the answer holds something that is no number.
fn sound(answer: impl Debug) {
    let text = format!("{answer:?}");
    let odd = text.split(|c: char| !c.is_alphanumeric()).any(|it| it == "NaN" || it == "inf");
    assert!(!odd, "{text}");
}

fn window(days: i64) -> Window {
    let start = Date::constant(2026, 4, 1);
    Window::new(start, add_days(start, days)).expect("in order")
}

fn links(values: [f64; 5]) -> Links {
    let [goal, outcome, strategy, time, owner] = values;
    Links { goal, outcome, strategy, time, owner }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn priorities_are_sound(a in known(), b in known(), c in known(), d in known(), all in numbers()) {
        sound(rice(&Inputs { reach: a, impact: b, confidence: c, effort: d }));
        for mode in [Mode::Mean, Mode::Product] {
            sound(ice(a, b, c, mode));
        }
        let job = wsjf::Inputs { business_value: a, time_criticality: b, risk_opportunity: c, job_size: d };
        sound(wsjf::wsjf(&job));
        sound(wsjf::columns_without_a_one(&[job, job]));
        let items: Vec<_> = Priority::ALL.iter().copied().cycle().zip(all.iter().copied()).collect();
        sound(moscow_split(&items));
        sound(quadrant(a, b, &Lines::default()));
        let ranked = |id| Ranked { id, score: a, confidence: b, effort: c };
        prop_assert_eq!(rank(&[ranked("b"), ranked("a")]), vec![1, 0]);
        let answered = |id, answer, score| Answered { id, answer, score };
        sound(priority_inversions(&[
            answered("a", Answer::Accepted, a),
            answered("b", Answer::Declined, b),
            answered("c", Answer::Open, c),
        ]));
    }

    #[test]
    fn goals_are_sound(a in known(), b in known(), c in known(), all in numbers(), x in number(), days in 0..400_i64, late in -10..500_i64) {
        for direction in [None, Some(Direction::Increase), Some(Direction::Decrease)] {
            sound(kr_progress(&Measured::Change { direction, baseline: a, target: b, current: c }));
        }
        sound(kr_progress(&Measured::Maintain { floor: a, ceiling: b, readings: &all }));
        sound(kr_progress(&Measured::Milestone { done: a, total: b }));
        sound(projection(a, x));
        let as_of = add_days(Date::constant(2026, 4, 1), late);
        let parts: Vec<Part> =
            all.iter().map(|weight| Part { progress: a, weight: *weight }).collect();
        for ambition in Ambition::ALL.iter().copied() {
            sound(kr_status(a, window(days), as_of, ambition, &Thresholds::default()));
            sound(upkeep_status(a, true, window(days), as_of, ambition));
            sound(grade(a, ambition));
            sound(objective_score(&parts, ambition));
            sound(cycle_health(&[Objective { ambition, score: a }, Objective { ambition, score: b }]));
        }
        let node = |parent, from| Node { parent, weight: x, from, krs: parts.clone() };
        sound(rollup(&[node(None, From::Both), node(Some(0), From::Krs), node(Some(7), From::Children)]));
        sound(confidence_trend(&all, 0.2));
    }

    #[test]
    fn alignment_is_sound(values in prop::array::uniform5(number()), all in numbers(), x in number(), y in number(), days in -3..400_i64) {
        let weights = Weights::new(values).unwrap_or_default();
        let links = links(values);
        sound(thread_score(&links, &weights));
        let whole = Links { goal: 1.0, outcome: 0.5, strategy: 1.0, time: 1.0, owner: 1.0 };
        let items: Vec<Item> = all.iter().map(|effort| Item { effort: *effort, links: whole }).collect();
        sound(alignment_score(&items, &weights));
        let rungs: Vec<Rung> = all.iter().map(|total| Rung { aligned: x, total: *total }).collect();
        sound(drift_ladder(&rungs));
        sound(drift_model(x, 40));
        sound(drift_handoffs(x, y));
        let keyed: Vec<(&str, f64)> = ["a", "b", "c"].into_iter().zip(all.iter().copied()).collect();
        sound(pillar_gap(&keyed, &[("a", x), ("d", y)]));
        let work: Vec<Work> = all.iter().map(|effort| Work { effort: *effort, thread: x }).collect();
        sound(directed_velocity(&work, days));
        let evidence = [Date::constant(2026, 4, 1)];
        let begun: Vec<Begun> = all
            .iter()
            .map(|effort| Begun { started: Some(evidence[0]), effort: *effort, evidence: &evidence })
            .collect();
        sound(validated_before_build(&begun));
    }

    #[test]
    fn statistics_are_sound(all in numbers(), a in known(), b in known(), x in number(), y in number(), n in any::<u32>()) {
        sound(median(&all));
        sound(percentile(&all, x));
        sound(geometric_mean(&all));
        if x.is_finite() {
            sound(round_half_up(x, 2));
        }
        sound(csat(&all));
        sound(Answers::group(&all));
        sound(sus(&all));
        let row: Vec<Option<f64>> = all.iter().copied().map(Some).chain([a, b]).collect();
        sound(response(&row, Blanks::Middle));
        sound(task_success(n / 2, n));
        sound(problem_discovery(x, n));
        sound(problem_sample(x, y));
        sound(littles_law(x, y));
        let segments: Vec<Segment> =
            all.iter().map(|days| Segment { active: *days > 3.0, days: *days }).collect();
        sound(flow_efficiency(&segments));
        for better in [Better::Up, Better::Down] {
            sound(metric_delta(a, b, better));
        }
        let inputs: Vec<Input> =
            all.iter().map(|current| Input { base: x, current: *current }).collect();
        sound(north_star_product(&inputs));
        sound(north_star_sum(&inputs));
        let forecasts: Vec<(f64, bool)> = all.iter().map(|it| (*it, *it > 0.5)).collect();
        sound(brier(&forecasts));
    }

    #[test]
    fn texts_are_read_or_refused(text in "\\PC{0,12}", near in "[0-9QHW.%pwmd -]{0,9}") {
        for text in [&text, &near] {
            sound(confidence::read(text));
            sound(effort::effort_weeks(text));
            sound(period::period_range(text, 4));
        }
    }
}
