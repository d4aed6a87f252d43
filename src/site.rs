//! The whole site, lazily: a map from address to page. `build` asks for every page, `serve` for the one that a browser
//! wants, `check` for none.

pub mod work;

mod around;
mod intake;
mod judge;
mod memo;
pub mod past;
mod sight;
mod spoken;
mod state;
pub mod store;

pub mod again;
pub mod changes;
pub mod engine;
pub mod inputs;
pub mod looks;
pub mod outputs;
pub mod places;
pub mod press;
pub mod search;
pub mod traces;
pub mod why;
