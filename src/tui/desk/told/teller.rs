//! Walks a record as a file format would, and makes of each value what it says.

use super::{Told, answer, named, pounds, tenths, text, unless_usual};
use serde::ser::{self, Serialize};
use std::fmt::Display;

/// Walks a value.
pub(super) struct Teller;

/// What cannot happen: a value that cannot be told.
#[derive(Debug)]
pub(super) struct Never;

impl Display for Never {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cannot be told")
    }
}
impl std::error::Error for Never {}
impl ser::Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// The parts of a value, as they come.
pub(super) struct Parts {
    /// The kind of record whose fields they are.
    kind: &'static str,
    answer: Option<String>,
    fields: Vec<(String, Told)>,
    list: Vec<Told>,
    key: String,
}

impl Parts {
    const fn new(answer: Option<String>) -> Self {
        Self { kind: "", answer, fields: Vec::new(), list: Vec::new(), key: String::new() }
    }

    fn done(self) -> Told {
        let told = if self.list.is_empty() { Told::Fields(self.fields) } else { Told::List(self.list) };
        match self.answer {
            Some(words) => Told::Answer(words, Box::new(told)),
            None => told,
        }
    }
}

macro_rules! numbers {
    ($($name:ident: $type:ty),*) => {$(
        fn $name(self, v: $type) -> Result<Told, Never> {
            Ok(Told::Words(v.to_string()))
        }
    )*};
}

impl ser::Serializer for Teller {
    type Ok = Told;
    type Error = Never;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Parts;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Parts;

    numbers!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8);
    numbers!(serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32, serialize_f64: f64);
    numbers!(serialize_char: char);

    fn serialize_bool(self, v: bool) -> Result<Told, Never> {
        Ok(Told::Words(if v { "yes" } else { "no" }.to_owned()))
    }
    fn serialize_str(self, v: &str) -> Result<Told, Never> {
        Ok(Told::Words(text(v)))
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<Told, Never> {
        Ok(Told::Nothing)
    }
    fn serialize_none(self) -> Result<Told, Never> {
        Ok(Told::Nothing)
    }
    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Told, Never> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Told, Never> {
        Ok(Told::Nothing)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Told, Never> {
        Ok(Told::Nothing)
    }
    fn serialize_unit_variant(self, name: &'static str, _: u32, v: &'static str) -> Result<Told, Never> {
        let words = answer(name, v);
        Ok(if matches!(v, "NotAsked" | "NotRecorded") { Told::Unsaid(words) } else { Told::Words(words) })
    }
    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Told, Never> {
        if name.ends_with("Id") {
            return Ok(Told::Nothing);
        }
        let told = value.serialize(Self)?;
        Ok(if name == "Pence" { Told::Words(pounds(&told.line())) } else { told })
    }
    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        _: u32,
        v: &'static str,
        value: &T,
    ) -> Result<Told, Never> {
        let told = value.serialize(Self)?;
        // A record of any kind is told as what it is.
        Ok(if name == "Record" { told } else { Told::Answer(answer(name, v), Box::new(told)) })
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Never> {
        Ok(Parts::new(None))
    }
    fn serialize_tuple(self, _: usize) -> Result<Parts, Never> {
        Ok(Parts::new(None))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts, Never> {
        Ok(Parts::new(None))
    }
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        v: &'static str,
        _: usize,
    ) -> Result<Parts, Never> {
        Ok(Parts::new(Some(answer(name, v))))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Never> {
        Ok(Parts::new(None))
    }
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Parts, Never> {
        Ok(Parts { kind: name, ..Parts::new(None) })
    }
    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        v: &'static str,
        _: usize,
    ) -> Result<Parts, Never> {
        Ok(Parts { kind: name, ..Parts::new(Some(answer(name, v))) })
    }
}

macro_rules! listed {
    ($($kind:ident $add:ident),*) => {$(
        impl ser::$kind for Parts {
            type Ok = Told;
            type Error = Never;
            fn $add<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Never> {
                self.list.push(value.serialize(Teller)?);
                Ok(())
            }
            fn end(self) -> Result<Told, Never> {
                // An empty list is not a record without fields.
                Ok(if self.list.is_empty() { Told::List(Vec::new()) } else { self.done() })
            }
        }
    )*};
}
listed!(SerializeSeq serialize_element, SerializeTuple serialize_element);
listed!(SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

macro_rules! fielded {
    ($($kind:ident),*) => {$(
        impl ser::$kind for Parts {
            type Ok = Told;
            type Error = Never;
            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                let told = value.serialize(Teller)?;
                let told = if key.starts_with("tenths") { tenths(told) } else { told };
                self.fields.push((named(self.kind, key), unless_usual(self.kind, key, told)));
                Ok(())
            }
            fn end(self) -> Result<Told, Never> {
                Ok(self.done())
            }
        }
    )*};
}
fielded!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Parts {
    type Ok = Told;
    type Error = Never;
    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Never> {
        self.key = key.serialize(Teller)?.line();
        Ok(())
    }
    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Never> {
        let key = std::mem::take(&mut self.key);
        self.fields.push((key, value.serialize(Teller)?));
        Ok(())
    }
    fn end(self) -> Result<Told, Never> {
        Ok(self.done())
    }
}
