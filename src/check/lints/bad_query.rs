//! A query in a view or a link that cannot be read: who reads the query finds it.

use crate::base::diagnostic::Level;
use crate::check::lint::{Lint, Run, Topic};

/// `bad-query`.
pub static LINT: Lint = Lint {
    name: "bad-query",
    level: Level::Error,
    topic: Topic::Structure,
    why: "a query that cannot be read shows nothing, and nothing looks like an answer",
    page: include_str!("bad_query.md"),
    thresholds: &[],
    run: Run::Reading,
};
