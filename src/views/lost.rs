//! The page of what is not there.

use crate::model::reader::Reader;

use super::places::Sheet;

/// The page.
#[must_use]
pub fn make(_: &Reader) -> Sheet {
    Sheet { template: "404.html", ..Sheet::default() }
}
