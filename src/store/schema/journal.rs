//! What stands in a journal entry. When it was written, and which rows, the sealed layer keeps beside it.

use std::fmt;

use domain::record::Subject;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The number written in front of an entry.
pub(crate) const SCHEMA: u16 = 1;

/// One act, and what it changed.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entry {
    pub by: String,
    pub command: String,
    pub done: String,
    pub subject: Subject,
    pub findings: Vec<Noted>,
    /// Who took the overridden ones upon themselves, and why.
    pub taken_on: Option<(String, String)>,
    /// In the order of the rows that the sealed layer lists.
    pub changes: Vec<Changed>,
}

/// A finding that was gone on with.
#[derive(Serialize, Deserialize)]
pub(crate) struct Noted {
    /// The rule's label: labels are stable, the order of rules is not.
    pub rule: String,
    pub overridden: bool,
    pub subject: Subject,
    pub field: Option<String>,
    pub sentence: String,
}

/// One record before and after, as its payload.
#[derive(Serialize, Deserialize)]
pub(crate) struct Changed {
    pub before: Option<Bytes>,
    pub after: Option<Patch>,
}

/// What follows from the bytes before: so many kept at the front and at the back, and these between. A ledger
/// grows by a line at a time, so this keeps an entry at half the size.
#[derive(Serialize, Deserialize)]
pub(crate) struct Patch {
    front: u32,
    back: u32,
    middle: Bytes,
}

impl Changed {
    pub(crate) fn new(before: Option<&[u8]>, after: Option<&[u8]>) -> Self {
        Self {
            before: before.map(|bytes| Bytes(bytes.to_vec())),
            after: after.map(|after| Patch::between(before.unwrap_or_default(), after)),
        }
    }

    /// The bytes before and after; `None` if the patch does not fit.
    pub(crate) fn open(self) -> Option<(Option<Vec<u8>>, Option<Vec<u8>>)> {
        let after = match self.after {
            Some(patch) => Some(patch.apply(self.before.as_ref().map_or(&[], |bytes| &bytes.0))?),
            None => None,
        };
        Some((self.before.map(|bytes| bytes.0), after))
    }
}

impl Patch {
    fn between(before: &[u8], after: &[u8]) -> Self {
        let front = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        let (rest_before, rest_after) = (&before[front..], &after[front..]);
        let back = rest_before.iter().rev().zip(rest_after.iter().rev()).take_while(|(a, b)| a == b).count();
        let middle = Bytes(rest_after[..rest_after.len() - back].to_vec());
        // A payload is far shorter than four gigabytes.
        Self { front: front as u32, back: back as u32, middle }
    }

    fn apply(self, before: &[u8]) -> Option<Vec<u8>> {
        let (front, back) = (self.front as usize, self.back as usize);
        let from = before.len().checked_sub(back).filter(|from| *from >= front)?;
        Some([&before[..front], &self.middle.0, &before[from..]].concat())
    }
}

/// Bytes written and read in one piece.
pub(crate) struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(Whole)
    }
}

struct Whole;

impl<'de> Visitor<'de> for Whole {
    type Value = Bytes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes(bytes.to_vec()))
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
        Ok(Bytes(bytes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Bytes, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = seq.next_element()? {
            bytes.push(byte);
        }
        Ok(Bytes(bytes))
    }
}
