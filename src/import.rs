//! Documents of other tools and habits on their way in: nothing is read or written here.
//!
//! An export of a tool becomes records, one a row; the map of the tool, in the words of the setting `kinds`, brings each
//! record to a kind and its fields; and the plan says which documents that makes or changes.

pub mod map;
pub mod plan;
pub mod propose;

mod record;
mod update;
mod write;

use crate::base::suggest::no_such;

pub use record::{Record, records};

/// A tool whose exports can be read.
#[derive(Debug)]
pub struct Tool {
    /// Its name: `jira`.
    pub name: &'static str,
    /// What is read of it, in a few words.
    pub about: &'static str,
    /// How its exports are read where nothing else is said.
    pub map: &'static str,
}

/// Every tool.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "jira",
        about: "issues as CSV with all fields, or as JSON of its search",
        map: include_str!("import/maps/jira.yml"),
    },
    Tool { name: "linear", about: "issues as CSV", map: include_str!("import/maps/linear.yml") },
    Tool {
        name: "github",
        about: "issues, milestones or the items of a project as JSON",
        map: include_str!("import/maps/github.yml"),
    },
    Tool { name: "asana", about: "tasks as CSV", map: include_str!("import/maps/asana.yml") },
    Tool {
        name: "notion",
        about: "the rows of a database: its `_all.csv`",
        map: include_str!("import/maps/notion.yml"),
    },
    Tool {
        name: "productboard",
        about: "features as CSV",
        map: include_str!("import/maps/productboard.yml"),
    },
    Tool {
        name: "csv",
        about: "any table with a column `title`",
        map: include_str!("import/maps/csv.yml"),
    },
];

/// The tool of this name.
///
/// # Errors
/// With what could have been meant, when there is none.
pub fn tool(name: &str) -> Result<&'static Tool, String> {
    let found = TOOLS.iter().find(|tool| tool.name.eq_ignore_ascii_case(name));
    found.ok_or_else(|| no_such("tool", name, TOOLS.iter().map(|tool| tool.name)))
}
