//! What the documents amount to: the formulas of `measure` over what documents say.
//!
//! Everything goes through `Reader`, so that a page or a finding knows on which documents its numbers rest. Nothing
//! is kept: a number is as old as the question. Where a document lacks what a formula needs, the number is not
//! known, which is never 0.
//!
//! What takes an id reads that document and its neighbours, and suits every page; what takes none reads all
//! documents of a kind, and suits the few pages that show the whole.

pub mod readings;

pub mod alignment;
pub mod goals;
pub mod thread;
pub mod work;

pub mod bets;
pub mod flow;
pub mod learning;
pub mod results;
pub mod stars;
pub mod teams;
pub mod upkeep;
pub mod voices;
