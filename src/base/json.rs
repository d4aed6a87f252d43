//! JSON as `serde_json` writes it, without some fields, or so that a script may hold it.

use std::io::{self, Write};

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;
use serde_json::ser::Formatter;

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
    Without { inner: value, left_out }.serialize(&mut serde_json::Serializer::new(out))
}

/// Appends a value so that it holds no `<`, and no tag can begin or end in it.
///
/// # Errors
/// As `write_without`.
pub fn write_tagless(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Tagless))
}

struct Tagless;

impl Formatter for Tagless {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for (n, part) in fragment.split('<').enumerate() {
            writer.write_all(if n > 0 { b"\\u003c" } else { b"" })?;
            writer.write_all(part.as_bytes())?;
        }
        Ok(())
    }
}

/// A value, a serializer or a part of one that leaves fields out.
struct Without<T> {
    inner: T,
    left_out: LeftOut,
}

/// A struct under way, whose fields of these names are not written.
struct Fields<S> {
    inner: S,
    left_out: LeftOut,
    names: &'static [&'static str],
}

impl<T: Serialize + ?Sized> Serialize for Without<&T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.inner.serialize(Without { inner: serializer, left_out: self.left_out })
    }
}

impl<S> Without<S> {
    /// Another in the place of this one.
    fn with<T>(&self, inner: T) -> Without<T> {
        Without { inner, left_out: self.left_out }
    }
}

/// What holds no fields is handed on as it is.
macro_rules! plain {
    ($($name:ident($($it:ident: $type:ty),*),)+) => {
        $(fn $name(self, $($it: $type),*) -> Result<S::Ok, S::Error> {
            self.inner.$name($($it),*)
        })+
    };
}

/// What holds other values hands them on one by one.
macro_rules! begin {
    ($($name:ident($($it:ident: $type:ty),*) -> $shape:ident,)+) => {
        $(fn $name(self, $($it: $type),*) -> Result<Self::$shape, S::Error> {
            let left_out = self.left_out;
            Ok(Without { inner: self.inner.$name($($it),*)?, left_out })
        })+
    };
}

impl<S: Serializer> Serializer for Without<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Without<S::SerializeSeq>;
    type SerializeTuple = Without<S::SerializeTuple>;
    type SerializeTupleStruct = Without<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Without<S::SerializeTupleVariant>;
    type SerializeMap = Without<S::SerializeMap>;
    type SerializeStruct = Fields<S::SerializeStruct>;
    type SerializeStructVariant = Without<S::SerializeStructVariant>;

    plain! {
        serialize_bool(it: bool),
        serialize_i8(it: i8), serialize_i16(it: i16), serialize_i32(it: i32), serialize_i64(it: i64),
        serialize_u8(it: u8), serialize_u16(it: u16), serialize_u32(it: u32), serialize_u64(it: u64),
        serialize_f32(it: f32), serialize_f64(it: f64), serialize_char(it: char),
        serialize_str(it: &str), serialize_bytes(it: &[u8]), serialize_none(), serialize_unit(),
        serialize_unit_struct(name: &'static str),
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str),
    }

    begin! {
        serialize_seq(len: Option<usize>) -> SerializeSeq,
        serialize_tuple(len: usize) -> SerializeTuple,
        serialize_tuple_struct(name: &'static str, len: usize) -> SerializeTupleStruct,
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, len: usize)
            -> SerializeTupleVariant,
        serialize_map(len: Option<usize>) -> SerializeMap,
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, len: usize)
            -> SerializeStructVariant,
    }

    fn serialize_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        let left_out = self.left_out;
        let inner = self.inner.serialize_struct(name, len)?;
        Ok(Fields { inner, left_out, names: left_out(name) })
    }

    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Result<S::Ok, S::Error> {
        let it = self.with(it);
        self.inner.serialize_some(&it)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        it: &T,
    ) -> Result<S::Ok, S::Error> {
        let it = self.with(it);
        self.inner.serialize_newtype_struct(name, &it)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        it: &T,
    ) -> Result<S::Ok, S::Error> {
        let it = self.with(it);
        self.inner.serialize_newtype_variant(name, index, variant, &it)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! parts {
    ($($shape:ident $($name:ident($($key:ident)?),)+;)+) => {
        $(impl<S: $shape> $shape for Without<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            $(fn $name<T: Serialize + ?Sized>(
                &mut self,
                $($key: &'static str,)?
                it: &T,
            ) -> Result<(), S::Error> {
                let it = self.with(it);
                self.inner.$name($($key,)? &it)
            })+

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })+
    };
}

parts! {
    SerializeSeq serialize_element(),;
    SerializeTuple serialize_element(),;
    SerializeTupleStruct serialize_field(),;
    SerializeTupleVariant serialize_field(),;
    SerializeMap serialize_key(), serialize_value(),;
    SerializeStructVariant serialize_field(name),;
}

impl<S: SerializeStruct> SerializeStruct for Fields<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        it: &T,
    ) -> Result<(), S::Error> {
        if self.names.contains(&name) {
            return self.inner.skip_field(name);
        }
        self.inner.serialize_field(name, &Without { inner: it, left_out: self.left_out })
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}
