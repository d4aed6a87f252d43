//! What a refresh or a build did, as counts: speed is asserted in work, not in seconds.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts of work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Files whose bytes were read.
    pub read: usize,
    /// Texts that were parsed.
    pub parsed: usize,
    /// Texts that an earlier run had parsed, and kept.
    pub reused: usize,
    /// Texts of the past that were parsed.
    pub recalled: usize,
    /// Models that were built: one, or none where no meaning changed.
    pub modelled: usize,
    /// Documents that were judged.
    pub linted: usize,
}

/// A count that several threads add to.
#[derive(Debug, Default)]
pub struct Tally(AtomicUsize);

impl Tally {
    /// Adds one.
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// The count.
    #[must_use]
    pub fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}
