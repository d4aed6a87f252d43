//! The thresholds that settings write: each must be one that its lint has, and of its form.

use serde_json::Value;

use crate::base::diagnostic::Problem;
use crate::base::place::Place;
use crate::base::suggest::nearest;
use crate::base::text::any_of;
use crate::config::Config;

use super::lint::{Lint, Threshold, Usual};
use super::run::lint;

/// What is wrong with the thresholds of a site's settings. A lint that there is not is said elsewhere.
#[must_use]
pub fn judge(config: &Config) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (name, values) in &config.lints.thresholds {
        let Some(lint) = lint(name) else { continue };
        for (key, value) in values {
            let path = format!("lints.thresholds.{name}.{key}");
            let known = lint.thresholds.iter().find(|threshold| *threshold.name == **key);
            problems.extend(match known {
                None => Some(unknown(lint, key, &path)),
                Some(threshold) => wrong(threshold, value, &path),
            });
        }
    }
    problems
}

fn unknown(lint: &Lint, key: &str, path: &str) -> Problem {
    let names = || lint.thresholds.iter().map(|threshold| threshold.name);
    let what = format!("`{}` has no threshold `{key}`", lint.name);
    let problem = Problem::new("unknown-field", Place::Key(path.into()), what);
    match nearest(key, names()) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if lint.thresholds.is_empty() => problem.help("remove it: this lint has none"),
        None => problem.help(format!("write {}", any_of(names()))),
    }
}

fn wrong(threshold: &Threshold, value: &Value, path: &str) -> Option<Problem> {
    let text = |value: &Value| value.is_string() || value.is_number();
    let (sound, expected) = match threshold.default {
        Usual::Number(_) => (value.as_f64().is_some_and(|n| n >= 0.0), "a number of 0 or more"),
        Usual::Words(_) => {
            (text(value) || value.as_array().is_some_and(|v| v.iter().all(text)), "a list of words")
        }
    };
    let what = format!("`{}` is {expected}: {}", threshold.name, threshold.about);
    (!sound).then(|| {
        Problem::new("wrong-type", Place::field(path), what)
            .help(format!("its default is {}", threshold.default))
    })
}
