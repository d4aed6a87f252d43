//! JSON for files of which there are many: names of fields are not looked through, texts eight bytes at a time. What is
//! written is what `serde_json` writes, byte for byte.

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

/// By the name of a type, the fields that are not written.
pub type LeftOut = fn(&'static str) -> &'static [&'static str];

/// Appends a value.
///
/// # Errors
/// When the value says so itself, or a key of a map is no text. What was appended until then stays.
pub fn write(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    value.serialize(&mut Json { out, tags: false, left_out: |_| &[] })
}

/// As `write`, without some fields.
///
/// # Errors
/// As `write`.
pub fn write_without(
    out: &mut Vec<u8>,
    value: &impl Serialize,
    left_out: LeftOut,
) -> Result<(), Error> {
    value.serialize(&mut Json { out, tags: false, left_out })
}

/// As `write`, so that it holds no `<` and no tag can begin or end in it.
///
/// # Errors
/// As `write`.
pub fn write_tagless(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    value.serialize(&mut Json { out, tags: true, left_out: |_| &[] })
}

struct Json<'o> {
    out: &'o mut Vec<u8>,
    /// Whether `<` is escaped.
    tags: bool,
    left_out: LeftOut,
}

/// A list or a map under way.
struct Open<'j, 'o> {
    json: &'j mut Json<'o>,
    is_first: bool,
    left_out: &'static [&'static str],
    close: &'static [u8],
}

const ONES: u64 = u64::MAX / 0xff;
const HIGHS: u64 = ONES * 0x80;

/// Whether one of eight bytes is this one. Exact for all of them together, which is all that is asked.
const fn has(word: u64, byte: u8) -> bool {
    let zero = word ^ (ONES * byte as u64);
    zero.wrapping_sub(ONES) & !zero & HIGHS != 0
}

/// Whether one of eight bytes is a sign of control.
const fn has_control(word: u64) -> bool {
    word.wrapping_sub(ONES * 0x20) & !word & HIGHS != 0
}

impl Json<'_> {
    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        self.out.reserve(bytes.len() + 2);
        self.out.push(b'"');
        let (mut from, mut at) = (0, 0);
        while let Some(byte) = bytes.get(at).copied() {
            if let Some(Ok(eight)) = bytes.get(at..at + 8).map(<[u8; 8]>::try_from) {
                let word = u64::from_le_bytes(eight);
                let is_tag = self.tags && has(word, b'<');
                if !(is_tag || has(word, b'"') || has(word, b'\\') || has_control(word)) {
                    at += 8;
                    continue;
                }
            }
            if byte < 0x20 || matches!(byte, b'"' | b'\\') || (byte == b'<' && self.tags) {
                self.out.extend_from_slice(bytes.get(from..at).unwrap_or_default());
                self.escape(byte);
                from = at + 1;
            }
            at += 1;
        }
        self.out.extend_from_slice(bytes.get(from..).unwrap_or_default());
        self.out.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            _ => {
                self.out.extend_from_slice(b"\\u00");
                let digit = |n: u8| if n < 10 { b'0' + n } else { b'a' + n - 10 };
                self.out.extend_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
                return;
            }
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }

    fn number(&mut self, number: u64) {
        let mut digits = [0; 20];
        let (mut rest, mut len) = (number, 0);
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            len += 1;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(digits.get(digits.len() - len..).unwrap_or_default());
    }

    fn signed(&mut self, number: i64) {
        if number < 0 {
            self.out.push(b'-');
        }
        self.number(number.unsigned_abs());
    }

    /// A name that the program gave, which needs no escape.
    fn name(&mut self, name: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }
}

impl<'j, 'o> Json<'o> {
    fn open(&'j mut self, open: u8, close: &'static [u8]) -> Open<'j, 'o> {
        self.out.push(open);
        Open { json: self, is_first: true, left_out: &[], close }
    }

    /// Opens what stands under the name of a variant.
    fn variant(&'j mut self, name: &str, open: u8, close: &'static [u8]) -> Open<'j, 'o> {
        self.out.push(b'{');
        self.name(name);
        self.open(open, close)
    }
}

impl Open<'_, '_> {
    fn comma(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.json.out.push(b',');
        }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        value.serialize(&mut *self.json)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if self.left_out.contains(&name) {
            return Ok(());
        }
        self.comma();
        self.json.name(name);
        value.serialize(&mut *self.json)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the shape that serde asks for")]
    fn close(self) -> Result<(), Error> {
        self.json.out.extend_from_slice(self.close);
        Ok(())
    }
}

/// Writes numbers as `serde_json` does.
macro_rules! numbers {
    ($($name:ident $type:ty: $write:ident,)+) => {
        $(fn $name(self, it: $type) -> Result<(), Error> {
            self.$write(it.into());
            Ok(())
        })+
    };
}

impl<'j, 'o> Serializer for &'j mut Json<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'j, 'o>;
    type SerializeTuple = Open<'j, 'o>;
    type SerializeTupleStruct = Open<'j, 'o>;
    type SerializeTupleVariant = Open<'j, 'o>;
    type SerializeMap = Open<'j, 'o>;
    type SerializeStruct = Open<'j, 'o>;
    type SerializeStructVariant = Open<'j, 'o>;

    numbers! {
        serialize_u8 u8: number, serialize_u16 u16: number, serialize_u32 u32: number, serialize_u64 u64: number,
        serialize_i8 i8: signed, serialize_i16 i16: signed, serialize_i32 i32: signed, serialize_i64 i64: signed,
    }

    fn serialize_bool(self, it: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if it { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, it: f32) -> Result<(), Error> {
        serde_json::to_writer(&mut *self.out, &it)
    }

    fn serialize_f64(self, it: f64) -> Result<(), Error> {
        serde_json::to_writer(&mut *self.out, &it)
    }

    fn serialize_char(self, it: char) -> Result<(), Error> {
        self.text(it.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, it: &str) -> Result<(), Error> {
        self.text(it);
        Ok(())
    }

    fn serialize_bytes(self, it: &[u8]) -> Result<(), Error> {
        self.collect_seq(it)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Result<(), Error> {
        it.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        it: &T,
    ) -> Result<(), Error> {
        it.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        it: &T,
    ) -> Result<(), Error> {
        let mut open = self.open(b'{', b"}");
        open.field(variant, it)?;
        open.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'j, 'o>, Error> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'j, 'o>, Error> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'j, 'o>, Error> {
        Ok(self.open(b'[', b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'j, 'o>, Error> {
        Ok(self.variant(variant, b'[', b"]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'j, 'o>, Error> {
        Ok(self.open(b'{', b"}"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Open<'j, 'o>, Error> {
        let left_out = (self.left_out)(name);
        Ok(Open { left_out, ..self.open(b'{', b"}") })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'j, 'o>, Error> {
        Ok(self.variant(variant, b'{', b"}}"))
    }
}

/// Lists are all alike, and so are fields.
macro_rules! opened {
    ($($shape:ident $name:ident,)+) => {
        $(impl $shape for Open<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $name<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Error> {
                self.element(it)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })+
    };
    (fields: $($shape:ident,)+) => {
        $(impl $shape for Open<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                it: &T,
            ) -> Result<(), Error> {
                self.field(name, it)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        })+
    };
}

opened! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}
opened! { fields: SerializeStruct, SerializeStructVariant, }

impl SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.comma();
        let begin = self.json.out.len();
        key.serialize(&mut *self.json)?;
        if self.json.out.get(begin) != Some(&b'"') {
            return Err(Error::custom("a key is no text"));
        }
        self.json.out.push(b':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Error> {
        it.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}
