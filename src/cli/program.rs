//! Which program this is: what is kept was made by a program, and another one may make other things of the same texts.

use crate::base::fingerprint::Fingerprint;

/// Stands for what the program is made from, which `build.rs` works out: reading its own bytes at each start would take
/// longer than many a check.
pub fn program() -> Fingerprint {
    Fingerprint::of(env!("THROUGHLINE_SOURCES").as_bytes())
}
