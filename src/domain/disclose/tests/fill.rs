//! Records made up field by field: every text is a marker of its own, everything else comes by chance. A field that is
//! new is filled as well, because nothing here names one.

use serde::de::value::Error;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, IntoDeserializer, SeqAccess,
    VariantAccess, Visitor,
};
use std::cell::RefCell;

/// One text that was put in: the field it stands in, and which set of people it is about.
#[derive(Clone)]
pub struct Marker {
    pub path: String,
    pub text: String,
    pub set: u8,
}

/// What all records of a world share.
pub struct Source {
    dice: RefCell<u64>,
    pub markers: RefCell<Vec<Marker>>,
}

impl Source {
    pub fn new(seed: u64) -> Self {
        Self { dice: RefCell::new(seed | 1), markers: RefCell::new(Vec::new()) }
    }

    pub fn roll(&self, sides: u64) -> u64 {
        let mut x = self.dice.borrow_mut();
        *x ^= *x << 13;
        *x ^= *x >> 7;
        *x ^= *x << 17;
        (*x >> 11) % sides
    }

    /// One text for a field, about the people of a set.
    pub fn text(&self, path: &str, set: u8) -> String {
        Fill { path: path.to_owned(), source: self, set }.marker()
    }

    /// A record of a kind, about the people of a set.
    pub fn record<T: for<'de> serde::Deserialize<'de>>(&self, kind: &str, set: u8) -> T {
        T::deserialize(Fill { path: kind.to_owned(), source: self, set }).expect(kind)
    }
}

#[derive(Clone)]
struct Fill<'a> {
    path: String,
    source: &'a Source,
    set: u8,
}

impl Fill<'_> {
    fn at(&self, field: &str) -> Self {
        Self { path: format!("{}.{field}", self.path), source: self.source, set: self.set }
    }

    fn marker(&self) -> String {
        let mut all = self.source.markers.borrow_mut();
        let text = format!("Mark{}q{:05}z", self.set, all.len());
        all.push(Marker { path: self.path.clone(), text: text.clone(), set: self.set });
        text
    }

    /// A day within some years of the one asked about.
    fn day(&self) -> String {
        let day = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        (day + chrono::Duration::days(self.source.roll(1200) as i64)).to_string()
    }
}

/// So many values after each other, each under a name or none.
struct Values<'a> {
    fill: Fill<'a>,
    names: Vec<Option<&'static str>>,
}

impl<'de> SeqAccess<'de> for Values<'_> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(name) = self.names.pop() else { return Ok(None) };
        seed.deserialize(name.map_or_else(|| self.fill.clone(), |name| self.fill.at(name))).map(Some)
    }
}

fn fields<'a>(fill: Fill<'a>, names: &'static [&'static str]) -> Values<'a> {
    Values { fill, names: names.iter().rev().map(|n| Some(*n)).collect() }
}

fn some<'a>(fill: Fill<'a>, n: usize) -> Values<'a> {
    Values { fill, names: vec![None; n] }
}

struct Variant<'a> {
    fill: Fill<'a>,
    at: u32,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Error;
    type Variant = Fill<'a>;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Fill<'a>), Error> {
        Ok((seed.deserialize(self.at.into_deserializer())?, self.fill))
    }
}

impl<'de> VariantAccess<'de> for Fill<'_> {
    type Error = Error;
    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }
    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(some(self, len))
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(fields(self, names))
    }
}

macro_rules! numbers {
    ($($name:ident => $visit:ident: $type:ty),*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            // The numbers of references must differ between the two sets.
            let n = if self.path.ends_with("number") { u64::from(self.set) } else { self.source.roll(20) };
            visitor.$visit(<$type>::try_from(n).unwrap())
        }
    )*};
}

macro_rules! never {
    ($($name:ident),*) => {$(
        fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            Err(Error::custom(concat!("no record holds one: ", stringify!($name))))
        }
    )*};
}

impl<'de> Deserializer<'de> for Fill<'_> {
    type Error = Error;

    numbers! {
        deserialize_u8 => visit_u8: u8, deserialize_u16 => visit_u16: u16, deserialize_u32 => visit_u32: u32,
        deserialize_u64 => visit_u64: u64, deserialize_i8 => visit_i8: i8, deserialize_i16 => visit_i16: i16,
        deserialize_i32 => visit_i32: i32, deserialize_i64 => visit_i64: i64
    }
    never! {
        deserialize_any, deserialize_f32, deserialize_f64, deserialize_char, deserialize_bytes,
        deserialize_byte_buf, deserialize_unit, deserialize_map, deserialize_identifier, deserialize_ignored_any
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.source.roll(2) == 0)
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.marker())
    }
    /// Only days and times are read from borrowed text; which of them, says what is expected.
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let expected = (&visitor as &dyn Expected).to_string();
        let text = match expected.as_str() {
            e if e.contains("date and time") => format!("{}T10:30:00Z", self.day()),
            e if e.contains("date") => self.day(),
            e if e.contains("time") => "10:30:00".to_owned(),
            _ => self.marker(),
        };
        visitor.visit_str(&text)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.source.roll(5) == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let n = self.source.roll(3) as usize;
        visitor.visit_seq(some(self, n))
    }
    /// The only rows of numbers are ids: everything of one set is about the same child, visitor and match.
    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Error> {
        let bytes = vec![self.set; len];
        visitor.visit_seq(serde::de::value::SeqDeserializer::new(bytes.into_iter()))
    }
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_tuple(len, visitor)
    }
    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(fields(self, names))
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let at = self.source.roll(variants.len() as u64) as u32;
        visitor.visit_enum(Variant { fill: self, at })
    }
}
