//! One text alone: front matter as a tree with places, the outline of the body, tables of data.
//!
//! Parsing cannot fail: it returns what it understood and the problems that it met. Nothing here knows the file's path.

pub mod fields;
pub mod front;
pub mod outline;
pub mod schema;

use crate::base::diagnostic::Problem;
use crate::base::fingerprint::Fingerprint;

use front::Front;
use outline::Outline;

/// One document's text, read.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The front matter, empty when there is none.
    pub front: Front,
    /// What the body holds: headings, links, the first paragraph.
    pub outline: Outline,
    /// What could not be understood.
    pub problems: Vec<Problem>,
    /// Stands for front matter and outline: equal while an edit touches prose only.
    pub meaning: Fingerprint,
}
