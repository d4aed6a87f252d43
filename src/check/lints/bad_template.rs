//! A template of the theme that cannot be used: `theme` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `bad-template`.
pub static LINT: Lint = Lint {
    name: "bad-template",
    level: Level::Error,
    topic: Topic::Structure,
    why: "one broken template can take every page of its kind with it",
    page: include_str!("bad_template.md"),
    thresholds: &[],
    run: Run::Site,
};
