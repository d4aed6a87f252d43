//! JSON in which each finding stands in a line of its own: short for programs, and readable line by line.

use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

use crate::base::text::any_byte;

use super::BUFFER;

/// Writes a value whose list of findings lies so deep in lists and objects, and a line break.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize, depth: usize) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    let lines = Lines { depth, at: 0 };
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, lines))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// A text that is mostly free of signs that JSON writes otherwise. That is seen of many bytes at once, and such a text is
/// handed on as bytes, which are none of them numbers here.
pub(super) struct Words<T>(pub T);

impl<T: AsRef<str>> Serialize for Words<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_other = |byte| byte < b' ' || byte == b'"' || byte == b'\\';
        let text = self.0.as_ref();
        if any_byte(text, is_other) {
            serializer.serialize_str(text)
        } else {
            serializer.serialize_bytes(text.as_bytes())
        }
    }
}

struct Lines {
    /// How deep the lists are whose items begin lines.
    depth: usize,
    /// How deep in lists and objects we are.
    at: usize,
}

impl Formatter for Lines {
    /// The only bytes of a report are `Words`.
    fn write_byte_array<W: Write + ?Sized>(&mut self, out: &mut W, text: &[u8]) -> io::Result<()> {
        out.write_all(b"\"")?;
        out.write_all(text)?;
        out.write_all(b"\"")
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.at += 1;
        out.write_all(b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        let end: &[u8] = if self.at == self.depth { b"\n]" } else { b"]" };
        self.at -= 1;
        out.write_all(end)
    }

    fn begin_array_value<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        is_first: bool,
    ) -> io::Result<()> {
        out.write_all(if is_first { b"" } else { b"," })?;
        out.write_all(if self.at == self.depth { b"\n" } else { b"" })
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.at += 1;
        out.write_all(b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.at -= 1;
        out.write_all(b"}")
    }
}
