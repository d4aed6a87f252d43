//! Adapters of the formulas for what people say, what numbers do and what was learned.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use throughline::kinds::values::Every;
use throughline::measure::Unmeasurable;
use throughline::measure::calibration::brier;
use throughline::measure::csat::csat;
use throughline::measure::discovery::{Opportunity, Work, ost_coverage, validated_before_build};
use throughline::measure::loops::{Loop, loop_closure};
use throughline::measure::metric::{Better, metric_delta};
use throughline::measure::north_star::{self, NorthStar, north_star_product, north_star_sum};
use throughline::measure::nps::{Answers, nps, nps_change};
use throughline::measure::outcome::{GRACE_DAYS, Promise, outcome_share};
use throughline::measure::staleness::{checkin_rhythm, staleness};
use throughline::measure::sus::{Blanks, response, sus};
use throughline::measure::usability::{problem_discovery, problem_sample, task_success};
use throughline::parse::fields::Choice;

use super::Adapter;
use super::input::{Input, answer, answer_in, answer_with_ends};

pub const ADAPTERS: &[(&str, Adapter)] = &[
    ("nps", |it| {
        let nps = nps(&answers(it)?);
        answer_with_ends(nps, nps.interval)
    }),
    ("nps_change", |it| {
        let wave = |key: &str| answers(&Input(it.0[key].clone()));
        answer(nps_change(&wave("before")?, &wave("after")?))
    }),
    ("sus", |it| {
        let blanks =
            if it.flag("fill_missing") == Some(true) { Blanks::Middle } else { Blanks::Refused };
        let scores = match it.get("scores") {
            Some(_) => it.numbers("scores"),
            None => it
                .list("responses")
                .iter()
                .map(|row| {
                    let row: Vec<Option<f64>> =
                        row.as_array().unwrap().iter().map(Value::as_f64).collect();
                    response(&row, blanks)
                })
                .collect::<Result<Vec<f64>, Unmeasurable>>()?,
        };
        let sus = sus(&scores)?;
        answer_with_ends(sus, sus.interval)
    }),
    ("task_success", |it| {
        let success = task_success(it.count("successes"), it.count("trials"))?;
        answer_with_ends(success, success.interval)
    }),
    ("csat", |it| {
        let csat = csat(&it.numbers("ratings"))?;
        answer_with_ends(csat, csat.interval)
    }),
    ("problem_discovery", |it| {
        answer_in("found", problem_discovery(it.number("p").unwrap(), it.count("n"))?)
    }),
    ("problem_sample", |it| {
        let (p, goal) = (it.number("p").unwrap(), it.number("goal").unwrap());
        answer_in("participants", problem_sample(p, goal)?)
    }),
    ("metric_delta", |it| {
        let better = it.word("better").map_or(Better::Up, |word| Better::named(word).unwrap());
        answer(metric_delta(it.number("previous"), it.number("current"), better)?)
    }),
    ("north_star_product", |it| star(it, north_star_product)),
    ("north_star_sum", |it| star(it, north_star_sum)),
    ("ost_coverage", |it| {
        let opportunities: Vec<Opportunity> = it
            .items("opportunities")
            .iter()
            .map(|it| Opportunity { solutions: it.count("solutions"), tested: it.count("tested") })
            .collect();
        answer(ost_coverage(&opportunities)?)
    }),
    ("validated_before_build", |it| {
        let items = it.items("items");
        let evidence: Vec<_> = items.iter().map(|it| it.dates("evidence")).collect();
        let work: Vec<Work> = items
            .iter()
            .zip(&evidence)
            .map(|(it, evidence)| Work {
                started: it.date("started"),
                effort: it.number_or("effort", 1.0),
                evidence,
            })
            .collect();
        answer(validated_before_build(&work)?)
    }),
    ("outcome_share", |it| {
        let promises: Vec<Promise> = it
            .items("items")
            .iter()
            .map(|it| Promise { shipped: it.date("shipped").unwrap(), moved: it.flag("moved") })
            .collect();
        let grace = it.get("grace_days").map_or(GRACE_DAYS, |it| it.as_i64().unwrap());
        answer(outcome_share(&promises, it.as_of(), grace))
    }),
    ("brier", |it| {
        let forecasts: Vec<(f64, bool)> = it
            .list("pairs")
            .iter()
            .map(|pair| (pair[0].as_f64().unwrap(), pair[1].as_bool().unwrap()))
            .collect();
        answer(brier(&forecasts)?)
    }),
    ("loop_closure", |it| {
        let heard = Loop {
            heard: it.date("heard").unwrap(),
            decided: it.date("decided"),
            declined: it.word("outcome") == Some("declined"),
            shipped: it.date("shipped"),
            remeasured: it.date("remeasured"),
        };
        answer(loop_closure(&heard, it.as_of())?)
    }),
    ("staleness", |it| {
        let every = Every::from_word(it.word("cadence").unwrap()).expect("a cadence");
        answer(staleness(every.days(), it.date("last"), it.as_of())?)
    }),
    ("checkin_rhythm", |it| {
        let every = it.get("every_days").map_or(7, |it| it.as_i64().unwrap());
        let start = it.date("start").unwrap();
        answer(checkin_rhythm(start, it.as_of(), &it.dates("dates"), every)?)
    }),
];

fn answers(it: &Input) -> Result<Answers, Unmeasurable> {
    if it.get("scores").is_some() {
        return Answers::group(&it.numbers("scores"));
    }
    Ok(Answers {
        promoters: it.count("promoters"),
        passives: it.count("passives"),
        detractors: it.count("detractors"),
    })
}

fn star(
    it: &Input,
    formula: fn(&[north_star::Input]) -> Result<NorthStar, Unmeasurable>,
) -> Result<Value, Unmeasurable> {
    let items = it.items("inputs");
    let inputs: Vec<_> = items
        .iter()
        .map(|it| north_star::Input {
            base: it.number("base").unwrap(),
            current: it.number("current").unwrap(),
        })
        .collect();
    let star = formula(&inputs)?;
    let names = items.iter().map(|it| it.word("name").unwrap());
    let shares = star
        .contributions
        .as_ref()
        .map(|shares| names.zip(shares.iter().copied()).collect::<BTreeMap<&str, f64>>());
    Ok(json!({ "base": star.base, "current": star.current, "contributions": shares }))
}
