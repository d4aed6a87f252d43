//! Where reports of many findings are put together: text in one buffer, handed on in large pieces.
//!
//! Most words of a finding hold nothing that a format has to escape; they are looked over at once and copied.

use std::io;

use serde::Serialize;

use super::BUFFER;

/// Text on its way out.
pub(super) struct Sink<'w> {
    out: &'w mut dyn io::Write,
    held: Vec<u8>,
}

impl<'w> Sink<'w> {
    pub fn new(out: &'w mut dyn io::Write) -> Self {
        Self { out, held: Vec::with_capacity(BUFFER + BUFFER / 4) }
    }

    /// Some texts as they are.
    pub fn put(&mut self, texts: &[&str]) {
        for text in texts {
            self.held.extend_from_slice(text.as_bytes());
        }
    }

    /// A number.
    pub fn number(&mut self, number: u32) {
        let mut digits = [b'0'; 10];
        let (mut rest, mut from) = (number, digits.len());
        for (at, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0' + (rest % 10).to_le_bytes()[0];
            (rest, from) = (rest / 10, at);
            if rest == 0 {
                break;
            }
        }
        self.held.extend_from_slice(digits.get(from..).unwrap_or_default());
    }

    /// A text as JSON says it, in quotes.
    pub fn quoted(&mut self, text: &str) -> io::Result<()> {
        if any(text, |byte| byte < b' ' || byte == b'"' || byte == b'\\') {
            return self.json(text);
        }
        self.put(&["\"", text, "\""]);
        Ok(())
    }

    /// A text that may be missing, as JSON.
    pub fn maybe(&mut self, text: Option<&str>) -> io::Result<()> {
        match text {
            Some(text) => self.quoted(text),
            None => {
                self.put(&["null"]);
                Ok(())
            }
        }
    }

    /// Any value as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> io::Result<()> {
        Ok(serde_json::to_writer(&mut self.held, value)?)
    }

    /// A text in which some signs are written otherwise. `is_special` looks at bytes and may be too careful; `other` gives
    /// what stands for a sign, if it is not itself.
    pub fn escaped(
        &mut self,
        text: &str,
        is_special: impl Fn(u8) -> bool,
        other: impl Fn(char) -> Option<&'static str>,
    ) {
        if !any(text, is_special) {
            return self.put(&[text]);
        }
        let mut from = 0;
        for (at, sign) in text.char_indices() {
            if let Some(other) = other(sign) {
                self.put(&[text.get(from..at).unwrap_or_default(), other]);
                from = at + sign.len_utf8();
            }
        }
        self.put(&[text.get(from..).unwrap_or_default()]);
    }

    /// Hands on what is held, once it is much.
    pub fn rest(&mut self) -> io::Result<()> {
        if self.held.len() >= BUFFER { self.hand_on() } else { Ok(()) }
    }

    /// Hands on everything.
    pub fn end(mut self) -> io::Result<()> {
        self.hand_on()?;
        self.out.flush()
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(&self.held)?;
        self.held.clear();
        Ok(())
    }
}

/// Whether any byte of a text is such. All are looked at, which a machine does many at a time.
fn any(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | is_such(byte))
}
