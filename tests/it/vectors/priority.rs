//! Adapters of the formulas that say what to do first.

use serde_json::{Value, json};
use throughline::measure::focus::{self, focus_ratio};
use throughline::measure::ice::{Mode, ice};
use throughline::measure::kano::{self, Category};
use throughline::measure::moscow::{Priority, moscow_split};
use throughline::measure::quadrant::{Lines, quadrant};
use throughline::measure::rank::{Answer, Answered, Ranked, priority_inversions, rank};
use throughline::measure::rice::{self, rice};
use throughline::measure::wsjf::{self, columns_without_a_one, wsjf};
use throughline::measure::{Unmeasurable, confidence, effort};

use super::Adapter;
use super::input::{Input, answer, answer_in};

pub const ADAPTERS: &[(&str, Adapter)] = &[
    ("rice", |it| {
        let impact = match it.get("impact") {
            Some(Value::String(word)) => Some(rice::impact(word)?),
            _ => it.number("impact"),
        };
        let confidence = match it.get("confidence") {
            Some(Value::String(text)) => Some(confidence::read(text)?),
            _ => it.number("confidence"),
        };
        let (reach, effort) = (it.number("reach"), it.number("effort"));
        answer(rice(&rice::Inputs { reach, impact, confidence, effort })?)
    }),
    ("ice", |it| {
        let mode = it.word("mode").map_or(Mode::Mean, |word| Mode::named(word).expect("a mode"));
        let score = ice(it.number("impact"), it.number("confidence"), it.number("ease"), mode)?;
        answer_in("score", score)
    }),
    ("wsjf", |it| answer(wsjf(&job(it))?)),
    ("wsjf_columns", |it| {
        let rows: Vec<_> = it.items("rows").iter().map(job).collect();
        answer_in("columns_without_a_one", columns_without_a_one(&rows))
    }),
    ("moscow_split", |it| {
        let items = it
            .items("items")
            .iter()
            .map(|it| {
                Ok((Priority::read(it.word("priority").unwrap())?, it.number_or("effort", 0.0)))
            })
            .collect::<Result<Vec<_>, Unmeasurable>>()?;
        answer(moscow_split(&items)?)
    }),
    ("quadrant", |it| {
        let usual = Lines::default();
        let lines = Lines {
            impact_high: it.number_or("impact_high", usual.impact_high),
            effort_low: it.number_or("effort_low", usual.effort_low),
        };
        answer_in("quadrant", quadrant(it.number("impact"), it.number("effort"), &lines))
    }),
    ("kano", |it| {
        let word = |it: &Value| kano::Answer::named(it.as_str().unwrap()).expect("an answer");
        let answers: Vec<_> =
            it.list("answers").iter().map(|pair| (word(&pair[0]), word(&pair[1]))).collect();
        let kano = kano::kano(&answers);
        let counts: serde_json::Map<String, Value> = Category::ALL
            .iter()
            .zip(kano.counts)
            .map(|(category, n)| (category.as_str().to_owned(), json!(n)))
            .collect();
        let mut value = answer(kano)?;
        value["counts"] = Value::Object(counts);
        Ok(value)
    }),
    ("rank", |it| {
        let items = it.items("items");
        let ranked: Vec<Ranked> = items
            .iter()
            .map(|it| Ranked {
                id: it.word("id").unwrap(),
                score: it.number("score"),
                confidence: it.number("confidence"),
                effort: it.number("effort"),
            })
            .collect();
        let order: Vec<&str> = rank(&ranked).into_iter().map(|place| ranked[place].id).collect();
        answer_in("order", order)
    }),
    ("priority_inversions", |it| {
        let items = it.items("items");
        let answered: Vec<Answered> = items
            .iter()
            .map(|it| Answered {
                id: it.word("id").unwrap(),
                answer: Answer::named(it.word("status").unwrap()).unwrap_or(Answer::Open),
                score: it.number("score"),
            })
            .collect();
        let pairs: Vec<[&str; 2]> = priority_inversions(&answered)
            .into_iter()
            .map(|(no, yes)| [answered[no].id, answered[yes].id])
            .collect();
        answer_in("pairs", pairs)
    }),
    ("focus_ratio", |it| {
        let answers: Vec<_> = it
            .list("statuses")
            .iter()
            .map(|status| focus::Answer::of_status(status.as_str().unwrap()))
            .collect();
        answer(focus_ratio(&answers))
    }),
    ("effort_weeks", |it| {
        let text = match it.get("text") {
            Some(Value::String(text)) => text.clone(),
            other => other.unwrap().to_string(),
        };
        answer_in("person_weeks", effort::effort_weeks(&text)?)
    }),
];

fn job(it: &Input) -> wsjf::Inputs {
    wsjf::Inputs {
        business_value: it.number("business_value"),
        time_criticality: it.number("time_criticality"),
        risk_opportunity: it.number("risk_opportunity"),
        job_size: it.number("job_size"),
    }
}
