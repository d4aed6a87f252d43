//! Changes of a text as bytes. Reports tell them, `publish::edit` carries them out.

use serde::Serialize;

/// Some bytes of a text, and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edit {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What stands there afterwards.
    pub text: String,
}
