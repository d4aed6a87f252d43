//! An id that is not plain: `mapping` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `bad-id`.
pub static LINT: Lint = Lint {
    name: "bad-id",
    level: Level::Warning,
    topic: Topic::Structure,
    why: "an id stands in addresses, links and commands, where blanks and capitals go wrong",
    page: include_str!("bad_id.md"),
    thresholds: &[],
    run: Run::Reading,
};
