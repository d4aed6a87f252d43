//! Front matter that is not YAML: `parse` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `bad-front-matter`.
pub static LINT: Lint = Lint {
    name: "bad-front-matter",
    level: Level::Error,
    topic: Topic::Structure,
    why: "what cannot be read cannot be checked, and a page then says less than its author wrote",
    page: include_str!("bad_front_matter.md"),
    thresholds: &[],
    run: Run::Reading,
};
