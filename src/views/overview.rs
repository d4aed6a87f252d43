//! The start page: where the strategy stands, and what needs whom. A plain handbook begins with its own first page.

use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::places::{self, Sheet};

/// The document that would stand at the root.
#[must_use]
pub fn root(reader: &Reader) -> Option<DocId> {
    places::introduction(reader, "index.html")
}

/// The start page.
#[must_use]
pub fn make(_: &Reader) -> Sheet {
    Sheet::default()
}
