//! A `type` that is none of the twelve kinds: `mapping` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `unknown-kind`.
pub static LINT: Lint = Lint {
    name: "unknown-kind",
    level: Level::Error,
    topic: Topic::Structure,
    why: "the kind decides which fields a document has and which checks look at it",
    page: include_str!("unknown_kind.md"),
    thresholds: &[],
    run: Run::Reading,
};
