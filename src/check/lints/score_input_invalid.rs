//! An input of a score that its formula cannot take.

use crate::base::diagnostic::Level;
use crate::base::place::Place;
use crate::check::lint::{Lint, Report, Run, Topic};
use crate::kinds::KindTag;
use crate::kinds::bet::Bet;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

/// `score-input-invalid`.
pub static LINT: Lint = Lint {
    name: "score-input-invalid",
    level: Level::Error,
    topic: Topic::Priority,
    why: "a score made of an impossible number ranks the bet where it does not belong",
    page: include_str!("score_input_invalid.md"),
    thresholds: &[],
    run: Run::Each(&[KindTag::Bet], run),
};

fn run(reader: &Reader, id: DocId, report: &mut Report) {
    let Some((_, bet)) = reader.get::<Bet>(id) else { return };
    let mut check = |field: &str, value: Option<f64>, sound: fn(f64) -> bool, allowed: &str| {
        let Some(value) = value.filter(|value| !sound(*value)) else { return };
        let what = format!("`{field}` is {allowed}, not {value}");
        report.at(
            reader,
            id,
            LINT.problem(Place::field(field), what)
                .help("correct it, or leave it out until it is known"),
        );
    };
    let from_zero: fn(f64) -> bool = |n| n >= 0.0;
    let above_zero: fn(f64) -> bool = |n| n > 0.0;
    let to_ten: fn(f64) -> bool = |n| (1.0..=10.0).contains(&n);
    check("reach", bet.reach, from_zero, "0 or more");
    check("impact", bet.impact, from_zero, "0 or more");
    if let Some(wsjf) = &bet.wsjf {
        check("wsjf.business_value", wsjf.business_value, from_zero, "0 or more");
        check("wsjf.time_criticality", wsjf.time_criticality, from_zero, "0 or more");
        check("wsjf.risk_opportunity", wsjf.risk_opportunity, from_zero, "0 or more");
        check("wsjf.job_size", wsjf.job_size, above_zero, "more than 0");
    }
    if let Some(ice) = &bet.ice {
        check("ice.impact", ice.impact, to_ten, "from 1 to 10");
        check("ice.confidence", ice.confidence, to_ten, "from 1 to 10");
        check("ice.ease", ice.ease, to_ten, "from 1 to 10");
    }
}
