//! The inputs of an example, read as the types that formulas take.

use serde::Serialize;
use serde_json::{Value, json};
use throughline::base::date::{Date, parse_date};
use throughline::measure::Unmeasurable;
use throughline::measure::pace::Ambition;
use throughline::measure::period::Window;
use throughline::measure::stats::Interval;

/// An object of an example. What is not there and what is null are both not known.
pub struct Input(pub Value);

impl Input {
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key).filter(|it| !it.is_null())
    }

    pub fn number(&self, key: &str) -> Option<f64> {
        self.get(key).map(|it| it.as_f64().expect(key))
    }

    pub fn number_or(&self, key: &str, default: f64) -> f64 {
        self.number(key).unwrap_or(default)
    }

    pub fn count(&self, key: &str) -> u32 {
        self.get(key).map_or(0, |it| it.as_u64().expect(key).try_into().expect(key))
    }

    pub fn word(&self, key: &str) -> Option<&str> {
        self.get(key).map(|it| it.as_str().expect(key))
    }

    pub fn flag(&self, key: &str) -> Option<bool> {
        self.get(key).map(|it| it.as_bool().expect(key))
    }

    pub fn date(&self, key: &str) -> Option<Date> {
        self.word(key).map(day)
    }

    pub fn list(&self, key: &str) -> Vec<Value> {
        self.get(key).map_or_else(Vec::new, |it| it.as_array().expect(key).clone())
    }

    pub fn numbers(&self, key: &str) -> Vec<f64> {
        self.list(key).iter().map(|it| it.as_f64().expect(key)).collect()
    }

    pub fn dates(&self, key: &str) -> Vec<Date> {
        self.list(key).iter().map(|it| day(it.as_str().expect(key))).collect()
    }

    pub fn items(&self, key: &str) -> Vec<Input> {
        self.list(key).into_iter().map(Input).collect()
    }

    pub fn window(&self) -> Result<Window, Unmeasurable> {
        Window::new(self.date("start").expect("start"), self.date("end").expect("end"))
    }

    pub fn as_of(&self) -> Date {
        self.date("as_of").expect("as_of")
    }

    pub fn ambition_or(&self, default: Ambition) -> Ambition {
        self.word("ambition").map_or(default, |it| Ambition::named(it).expect("an ambition"))
    }
}

fn day(text: &str) -> Date {
    parse_date(text).expect("a date")
}

/// An answer in its JSON form.
#[expect(clippy::unnecessary_wraps, reason = "the last step of an adapter")]
pub fn answer(it: impl Serialize) -> Result<Value, Unmeasurable> {
    Ok(serde_json::to_value(it).expect("answers are data"))
}

/// The same with `interval` spelled as its two ends.
pub fn answer_with_ends(
    it: impl Serialize,
    interval: Option<Interval>,
) -> Result<Value, Unmeasurable> {
    let mut value = answer(it)?;
    let fields = value.as_object_mut().expect("an answer with fields");
    fields.remove("interval");
    fields.insert("ci_low".into(), json!(interval.map(|it| it.low)));
    fields.insert("ci_high".into(), json!(interval.map(|it| it.high)));
    Ok(value)
}

/// The same as the only field of an object.
#[expect(clippy::unnecessary_wraps, reason = "the last step of an adapter")]
pub fn answer_in(key: &str, it: impl Serialize) -> Result<Value, Unmeasurable> {
    Ok(json!({ key: it }))
}
