//! How pages look: page data becomes HTML, numbers become drawings.
//!
//! Nothing here sees the model; what a page shows was worked out by `views`.

pub mod chart;
pub mod code;
mod fingerprints;
pub mod html;
pub mod icons;
pub mod markdown;
pub mod navigation;
pub mod templates;
pub mod words;

pub use templates::Theme;
