//! A field that no kind reads: the readers of fields find it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `unknown-field`.
pub static LINT: Lint = Lint {
    name: "unknown-field",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "a field with a slip in its name is read by nobody and checked by nothing",
    page: include_str!("unknown_field.md"),
    thresholds: &[],
    run: Run::Reading,
};
