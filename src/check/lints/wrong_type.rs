//! A value of a form that its field does not have: the readers of fields find it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `wrong-type`.
pub static LINT: Lint = Lint {
    name: "wrong-type",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a value that cannot be read counts as not written, in every number and on every page",
    page: include_str!("wrong_type.md"),
    thresholds: &[],
    run: Run::Reading,
};
