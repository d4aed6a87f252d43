//! The start page: where the strategy stands, and what needs whom. A plain handbook begins with its own first page, and
//! one that has none with a list of its pages.

use crate::kinds::KindTag;
use crate::model::doc::DocId;
use crate::model::reader::Reader;

use super::item::Text;
use super::list;
use super::places::{self, Sheet};
use super::shared;

/// The document that would stand at the root.
#[must_use]
pub fn root(reader: &Reader) -> Option<DocId> {
    places::introduction(reader, "index.html")
}

/// The pages after the first, where the start page is a list.
#[must_use]
pub fn more(reader: &Reader) -> Vec<(Text, Text)> {
    if places::is_strategic(reader) {
        return Vec::new();
    }
    list::more(reader, KindTag::Page, "")
}

/// The start page.
#[must_use]
pub fn make(reader: &Reader, key: Option<&str>) -> Sheet {
    if places::is_strategic(reader) {
        return Sheet { title: Some(shared::title(reader)), ..Sheet::default() };
    }
    Sheet { title: Some(shared::title(reader)), ..list::make(reader, KindTag::Page, "", key) }
}
