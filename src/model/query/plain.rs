//! Values for other programs: days as `2026-05-14`, documents by their ids.

use serde_json::{Value as Json, json};

use crate::model::reader::Reader;

use super::value::Value;

/// A value as JSON.
#[must_use]
pub fn json(reader: &Reader, value: &Value) -> Json {
    match value {
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            #[expect(clippy::cast_possible_truncation, reason = "whole and small enough")]
            let whole = *number as i64;
            json!(whole)
        }
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        other => Json::String(text(reader, other)),
    }
}

/// A value as text.
#[must_use]
pub fn text(reader: &Reader, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone().into_owned(),
        Value::Date(day) => day.to_string(),
        Value::Period(period) => period.text.to_string(),
        Value::Flag(flag) => flag.to_string(),
        // Six places are more than any of our numbers means.
        Value::Number(number) => {
            let text = format!("{number:.6}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Value::Doc(target) => reader.doc(target.doc).map_or_else(String::new, |doc| {
            let part = target.part.and_then(|part| doc.parts().get(part as usize).copied());
            match part {
                Some(part) => format!("{}#{part}", doc.slug),
                None => doc.slug.to_string(),
            }
        }),
    }
}
