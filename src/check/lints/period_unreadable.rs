//! A period that cannot be read: the readers of fields find it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `period-unreadable`.
pub static LINT: Lint = Lint {
    name: "period-unreadable",
    level: Level::Error,
    topic: Topic::Clarity,
    why: "without its first and last day nothing can be said about pace, lateness or overlap",
    page: include_str!("period_unreadable.md"),
    thresholds: &[],
    run: Run::Reading,
};
