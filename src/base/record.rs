//! A compact form of bytes for what is kept between two runs: numbers, fingerprints and texts in a row, sealed, so that
//! a file that is cut, damaged or foreign is never taken for one of ours.

mod said;

use std::io;

use xxhash_rust::xxh3::Xxh3;

use crate::base::fingerprint::Fingerprint;

/// So many bytes end what was sealed.
pub const SEAL: usize = 16;

/// Writes values in a row.
#[derive(Debug, Default)]
pub struct Pen(Vec<u8>);

/// Reads values in the order in which they were written; `None` from where the bytes make no sense.
#[derive(Debug, Clone, Copy)]
pub struct Lens<'a>(&'a [u8]);

impl Pen {
    /// A number; small ones take one byte.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }

    /// A length or a position.
    pub fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// A number of which any bit may be set.
    pub fn bits(&mut self, bits: u64) {
        self.0.extend_from_slice(&bits.to_le_bytes());
    }

    /// A fingerprint.
    pub fn print(&mut self, print: Fingerprint) {
        self.0.extend_from_slice(&print.0.to_le_bytes());
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// A value that may be missing.
    pub fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.number(u64::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Several values.
    pub fn list<T>(
        &mut self,
        values: impl ExactSizeIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.count(values.len());
        for value in values {
            write(self, value);
        }
    }

    /// Values that were written elsewhere, as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// What was written, without a name.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Begins anew, in the same room.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// All of it under a name that says what it is, with a fingerprint at the end.
    #[must_use]
    pub fn seal(self, name: &str) -> Vec<u8> {
        let print = sealed(name, &self.0);
        let mut out = self.0;
        // In place: what is kept may be as long as the handbook.
        out.reserve_exact(name.len() + 1 + SEAL);
        out.splice(0..0, name.bytes().chain(std::iter::once(b'\n')));
        out.extend_from_slice(&print.0.to_le_bytes());
        out
    }
}

/// Writes values piece by piece that are sealed at the end, as `Pen::seal` does it with all of them in memory.
pub struct Sealed<W> {
    out: W,
    hashed: Xxh3,
    name: &'static str,
}

impl<W: io::Write> Sealed<W> {
    /// Begins with a name that says what the values are.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(name: &'static str, mut out: W) -> io::Result<Self> {
        out.write_all(name.as_bytes())?;
        out.write_all(b"\n")?;
        Ok(Self { out, hashed: Xxh3::new(), name })
    }

    /// Writes some values.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, values: &[u8]) -> io::Result<()> {
        self.hashed.update(values);
        self.out.write_all(values)
    }

    /// Ends with the seal.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        let print = Fingerprint(self.hashed.digest128()).with(named(self.name));
        self.out.write_all(&print.0.to_le_bytes())?;
        self.out.flush()
    }
}

impl<'a> Lens<'a> {
    /// Opens what was sealed under this name; `None` when anything in it is not as it was written.
    #[must_use]
    pub fn open(name: &str, bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(name.as_bytes())?.strip_prefix(b"\n")?;
        let (values, print) = rest.split_last_chunk::<SEAL>()?;
        (sealed(name, values) == Fingerprint(u128::from_le_bytes(*print))).then_some(Self(values))
    }

    /// Values that were written by a pen of their own; these bytes alone do not tell whether they are whole.
    #[must_use]
    pub const fn over(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// How many bytes are still to be read.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.0.len()
    }

    /// So many bytes, as they are.
    pub fn raw(&mut self, many: usize) -> Option<&'a [u8]> {
        self.take(many)
    }

    /// Whether everything was read.
    #[must_use]
    pub const fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, many: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(many)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        if let [byte @ 0..0x80, rest @ ..] = self.0 {
            self.0 = rest;
            return Some(u64::from(*byte));
        }
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = *self.take(1)? else { return None };
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A length or a position.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// A number that fits 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// A number of which any bit may be set.
    pub fn bits(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// A fingerprint.
    pub fn print(&mut self) -> Option<Fingerprint> {
        Some(Fingerprint(u128::from_le_bytes(self.take(16)?.try_into().ok()?)))
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// A value that may be missing.
    pub fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            1 => read(self).map(Some),
            _ => None,
        }
    }

    /// Several values.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let many = self.count()?;
        // Each value takes a byte at least, so that a wrong length cannot ask for more memory than the file has.
        let mut values = Vec::with_capacity(many.min(self.0.len()));
        for _ in 0..many {
            values.push(read(self)?);
        }
        Some(values)
    }
}

fn sealed(name: &str, values: &[u8]) -> Fingerprint {
    Fingerprint::of(values).with(named(name))
}

fn named(name: &str) -> Fingerprint {
    Fingerprint::of(name.as_bytes())
}
