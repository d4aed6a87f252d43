//! A file that cannot be read as text: `source` and `site` find it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `unreadable-file`.
pub static LINT: Lint = Lint {
    name: "unreadable-file",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a file that is skipped in silence is missed by nobody until it matters",
    page: include_str!("unreadable_file.md"),
    thresholds: &[],
    run: Run::Site,
};
