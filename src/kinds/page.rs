//! A page: anything else that is written down.

use crate::kinds::edges::Edges;
use crate::kinds::status::Status;
use crate::kinds::{Kind, kind_of};
use crate::parse::fields::Fields;

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Position in the sidebar, where `order` is not used.
    pub weight: Option<f64>,
}

impl Kind for Page {
    const NAME: &'static str = "page";
    const HOMES: &'static [&'static str] = &[];
    const STATUSES: &'static [&'static str] = &[];
    const DEFAULT_STATUS: Option<Status> = None;

    fn read(f: &mut Fields<'_>) -> Self {
        Self { weight: f.field("weight", "Position in the sidebar, lightest first.").number() }
    }

    fn edges(&self, _: &mut Edges) {}

    kind_of!(Page);
}
