//! Fingerprints: 128 bits that stand for a text or a fact, so that equality costs one comparison.

use std::cell::Cell;
use std::fmt;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// Stands for some bytes; two fingerprints are equal when the bytes were.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// The fingerprint of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The fingerprint of anything that can be hashed.
    #[must_use]
    pub fn of_value<T: Hash + ?Sized>(value: &T) -> Self {
        let mut said = Said(ROOM.take());
        said.0.clear();
        value.hash(&mut said);
        let print = Self(xxh3_128(&said.0));
        ROOM.set(said.0);
        print
    }

    /// One fingerprint for two, in order.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let mut both = [0u8; 32];
        both[..16].copy_from_slice(&self.0.to_le_bytes());
        both[16..].copy_from_slice(&other.0.to_le_bytes());
        Self(xxh3_128(&both))
    }

    /// The first `digits` hexadecimal digits, for names of files.
    #[must_use]
    pub fn short(self, digits: usize) -> String {
        let mut hex = format!("{:032x}", self.0);
        hex.truncate(digits);
        hex
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A 64-bit key of a name, for tables that are looked up often.
#[must_use]
pub fn key64(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

thread_local! {
    /// Room in which values say themselves, kept from one to the next.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// What a value says of itself, gathered first: many small pieces cost more to hash than to copy.
struct Said(Vec<u8>);

impl Hasher for Said {
    fn finish(&self) -> u64 {
        xxh3_64(&self.0)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}
