//! The ground: names, dates, places, diagnostics and fingerprints that every floor above speaks of.

pub mod address;
pub mod chart;
pub mod date;
pub mod diagnostic;
pub mod edit;
pub mod error;
pub mod fingerprint;
pub mod json;
pub mod link;
pub mod names;
pub mod place;
pub mod record;
pub mod suggest;
pub mod text;
