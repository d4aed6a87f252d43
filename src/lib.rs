//! Throughline: a compiler for product strategy.
//!
//! The source is a building: a floor imports only from floors below it, and modules on one floor are
//! strangers. Read it from the bottom up; `ARCHITECTURE.md` draws it and `tests/it/tidy.rs` holds it.

// Floor 0: names, dates, places, diagnostics, fingerprints.
pub mod base;

// Floor 1: one text alone; the formulas; where bytes come from.
pub mod measure;
pub mod parse;
pub mod source;

// Floor 3: all documents as one.
pub mod model;
// Floor 4: documents judged.
pub mod check;

// Floor 5: documents to the data of pages.
pub mod views;

// Floor 6: page data to HTML, numbers to drawings.
pub mod theme;
// Floor 2: the vocabulary, foreign front matter brought to it, the settings.
pub mod kinds;
// Floor 8: what leaves.
pub mod diff;
pub mod export;
pub mod import;
pub mod publish;
pub mod report;
// Floor 2: foreign front matter brought to the vocabulary, and the settings, which hold the rules.
pub mod config;
pub mod mapping;
// Floor 9: the doors.
pub mod serve;

// Floor 7: the whole, lazily.
pub mod site;

// Floor 9: the doors.
pub mod cli;
