//! A site that wants a newer program: `config` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `requires-newer`.
pub static LINT: Lint = Lint {
    name: "requires-newer",
    level: Level::Error,
    topic: Topic::Structure,
    why: "an older program may read settings and documents differently from what their authors saw",
    page: include_str!("requires_newer.md"),
    thresholds: &[],
    run: Run::Reading,
};
