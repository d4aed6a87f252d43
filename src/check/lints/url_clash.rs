//! Two files for one address: `site` finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `url-clash`.
pub static LINT: Lint = Lint {
    name: "url-clash",
    level: Level::Error,
    topic: Topic::Structure,
    why: "one of the two pages would overwrite the other, and which one is chance",
    page: include_str!("url_clash.md"),
    thresholds: &[],
    run: Run::Site,
};
