//! A failure of the program itself: `site` catches it and goes on.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `internal-error`.
pub static LINT: Lint = Lint {
    name: "internal-error",
    level: Level::Error,
    topic: Topic::Structure,
    why: "what we could not finish may hide other findings",
    page: include_str!("internal_error.md"),
    thresholds: &[],
    run: Run::Site,
};
