//! The Checks page: what is wrong, by whom it is mended.

use crate::model::reader::Reader;

use super::item::Text;
use super::places::Sheet;

/// The pages after the first.
#[must_use]
pub fn more(_: &Reader) -> Vec<(Text, Text)> {
    Vec::new()
}

/// A page of it.
#[must_use]
pub fn make(_: &Reader, _: Option<&str>) -> Sheet {
    Sheet::default()
}
