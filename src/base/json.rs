//! JSON as `serde_json` writes it, without some fields, or so that a script may hold it.
//!
//! Beside each page there is one, so that it is written straight: most texts hold nothing that has to be said otherwise, and
//! names of fields never do.

use serde::ser::{self, Error as _, Serialize, Serializer};
use serde_json::Error;

use crate::base::text::any_byte;

/// By the name of a type, the fields that are not written.
pub type LeftOut = fn(&'static str) -> &'static [&'static str];

/// Appends a value without some fields.
///
/// # Errors
/// When the value says so itself, or a key of a map is no text. What was appended until then stays.
pub fn write_without(
    out: &mut Vec<u8>,
    value: &impl Serialize,
    left_out: LeftOut,
) -> Result<(), Error> {
    value.serialize(&mut Writer { out, left_out, tagless: false })
}

/// Appends a value so that it holds no `<`, and no tag can begin or end in it.
///
/// # Errors
/// As `write_without`.
pub fn write_tagless(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    value.serialize(&mut Writer { out, left_out: |_| &[], tagless: true })
}

/// Writes one value.
struct Writer<'o> {
    out: &'o mut Vec<u8>,
    left_out: LeftOut,
    tagless: bool,
}

/// A list, map or struct under way.
struct Parts<'w, 'o> {
    writer: &'w mut Writer<'o>,
    any: bool,
    /// What closes it.
    end: &'static str,
    /// The fields that are not written.
    names: &'static [&'static str],
}

impl<'o> Writer<'o> {
    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// The name of a field or variant, which needs no other signs.
    fn name(&mut self, name: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        self.out.push(b'"');
        if self.is_plain(text) {
            self.put(text);
        } else {
            // Of a long text most lines hold nothing but themselves.
            for (n, line) in text.split('\n').enumerate() {
                self.put(if n > 0 { "\\n" } else { "" });
                self.line(line)?;
            }
        }
        self.out.push(b'"');
        Ok(())
    }

    fn is_plain(&self, text: &str) -> bool {
        let is_sign = |byte| byte < b' ' || matches!(byte, b'"' | b'\\');
        !(any_byte(text, is_sign) || self.tagless && any_byte(text, |byte| byte == b'<'))
    }

    fn line(&mut self, line: &str) -> Result<(), Error> {
        if self.is_plain(line) {
            self.put(line);
            return Ok(());
        }
        let written = serde_json::to_string(line)?;
        let written = written.get(1..written.len() - 1).unwrap_or_default();
        if !self.tagless {
            self.put(written);
            return Ok(());
        }
        for (n, part) in written.split('<').enumerate() {
            self.put(if n > 0 { "\\u003c" } else { "" });
            self.put(part);
        }
        Ok(())
    }

    fn parts<'w>(&'w mut self, begin: &str, end: &'static str) -> Parts<'w, 'o> {
        self.put(begin);
        Parts { writer: self, any: false, end, names: &[] }
    }
}

macro_rules! whole {
    ($($name:ident($type:ty),)+) => {
        $(fn $name(self, it: $type) -> Result<(), Error> {
            self.put(itoa::Buffer::new().format(it));
            Ok(())
        })+
    };
}

impl<'w, 'o> Serializer for &'w mut Writer<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'w, 'o>;
    type SerializeTuple = Parts<'w, 'o>;
    type SerializeTupleStruct = Parts<'w, 'o>;
    type SerializeTupleVariant = Parts<'w, 'o>;
    type SerializeMap = Parts<'w, 'o>;
    type SerializeStruct = Parts<'w, 'o>;
    type SerializeStructVariant = Parts<'w, 'o>;

    whole! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64),
    }

    fn serialize_bool(self, it: bool) -> Result<(), Error> {
        self.put(if it { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, it: f32) -> Result<(), Error> {
        serde_json::to_writer(&mut *self.out, &it)
    }

    fn serialize_f64(self, it: f64) -> Result<(), Error> {
        serde_json::to_writer(&mut *self.out, &it)
    }

    fn serialize_char(self, it: char) -> Result<(), Error> {
        self.text(it.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, it: &str) -> Result<(), Error> {
        self.text(it)
    }

    fn serialize_bytes(self, it: &[u8]) -> Result<(), Error> {
        it.serialize(self)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.put("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Result<(), Error> {
        it.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.put("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.put("null");
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<(), Error> {
        self.text(name)
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
        name: &'static str,
        it: &T,
    ) -> Result<(), Error> {
        self.put("{");
        self.name(name);
        it.serialize(&mut *self)?;
        self.put("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'w, 'o>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'w, 'o>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'w, 'o>, Error> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Parts<'w, 'o>, Error> {
        self.put("{");
        self.name(name);
        Ok(self.parts("[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'w, 'o>, Error> {
        Ok(self.parts("{", "}"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts<'w, 'o>, Error> {
        let names = (self.left_out)(name);
        Ok(Parts { names, ..self.parts("{", "}") })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Parts<'w, 'o>, Error> {
        self.put("{");
        self.name(name);
        Ok(self.parts("{", "}}"))
    }
}

impl Parts<'_, '_> {
    fn comma(&mut self) {
        if self.any {
            self.writer.out.push(b',');
        }
        self.any = true;
    }

    fn item<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Error> {
        self.comma();
        it.serialize(&mut *self.writer)
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, it: &T) -> Result<(), Error> {
        if self.names.contains(&name) {
            return Ok(());
        }
        self.comma();
        self.writer.name(name);
        it.serialize(&mut *self.writer)
    }
}

macro_rules! parts {
    ($($shape:ident $name:ident($($key:ident)?) $by:ident;)+) => {
        $(impl ser::$shape for Parts<'_, '_> {
            type Ok = ();
            type Error = Error;

            fn $name<T: Serialize + ?Sized>(
                &mut self,
                $($key: &'static str,)?
                it: &T,
            ) -> Result<(), Error> {
                self.$by($($key,)? it)
            }

            fn end(self) -> Result<(), Error> {
                self.writer.put(self.end);
                Ok(())
            }
        })+
    };
}

parts! {
    SerializeSeq serialize_element() item;
    SerializeTuple serialize_element() item;
    SerializeTupleStruct serialize_field() item;
    SerializeTupleVariant serialize_field() item;
    SerializeStruct serialize_field(name) field;
    SerializeStructVariant serialize_field(name) field;
}

impl ser::SerializeMap for Parts<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Error> {
        self.comma();
        let begin = self.writer.out.len();
        it.serialize(&mut *self.writer)?;
        if self.writer.out.get(begin) != Some(&b'"') {
            return Err(Error::custom("a key that is no text"));
        }
        self.writer.put(":");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, it: &T) -> Result<(), Error> {
        it.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.writer.put(self.end);
        Ok(())
    }
}
