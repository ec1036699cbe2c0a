//! What stands in a journal entry. When it was written, and which rows, the sealed layer keeps beside it.

use std::collections::HashMap;
use std::fmt;

use domain::record::Subject;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::codec::LONGEST;

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

impl Entry {
    /// What stands in the open part of an entry that is for team managers only: who, and the open records that it
    /// changed. When, the sealed layer keeps.
    pub(crate) fn neutral(by: String, changes: Vec<Changed>) -> Self {
        let (command, done) = (String::new(), String::new());
        Self { by, command, done, subject: Subject::Scheme, findings: Vec::new(), taken_on: None, changes }
    }
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
    pub after: Option<Delta>,
}

/// The bytes after, told by those before. A ledger grows by a line at a time, so this halves its entries.
#[derive(Serialize, Deserialize)]
pub(crate) struct Delta(Vec<Piece>);

/// New bytes, then some of those before.
#[derive(Serialize, Deserialize)]
struct Piece {
    new: Bytes,
    from: u32,
    len: u32,
}

/// Bytes before are recognised by this many.
const BLOCK: usize = 16;

/// A record's bytes before and after.
type Sides = (Option<Vec<u8>>, Option<Vec<u8>>);

impl Changed {
    pub(crate) fn new(before: Option<&[u8]>, after: Option<&[u8]>) -> Self {
        Self {
            before: before.map(|bytes| Bytes(bytes.to_vec())),
            after: after.map(|after| Delta::between(before.unwrap_or_default(), after)),
        }
    }

    /// The bytes before and after; `None` if the one does not follow from the other.
    pub(crate) fn open(self) -> Option<Sides> {
        let after = match self.after {
            Some(delta) => Some(delta.apply(self.before.as_ref().map_or(&[], |bytes| &bytes.0))?),
            None => None,
        };
        Some((self.before.map(|bytes| bytes.0), after))
    }
}

impl Delta {
    fn between(before: &[u8], after: &[u8]) -> Self {
        let mut blocks = HashMap::new();
        for (n, block) in before.chunks_exact(BLOCK).enumerate() {
            blocks.entry(block).or_insert(n * BLOCK);
        }
        let mut pieces = Vec::new();
        let (mut done, mut at) = (0, 0);
        while at < after.len() {
            let Some(from) = after.get(at..at + BLOCK).and_then(|block| blocks.get(block)) else {
                at += 1;
                continue;
            };
            let alike = |(a, b): &(&u8, &u8)| a == b;
            let back =
                after[done..at].iter().rev().zip(before[..*from].iter().rev()).take_while(alike).count();
            let on = after[at..].iter().zip(&before[*from..]).take_while(alike).count();
            // A payload is far shorter than four gigabytes.
            let (start, len) = ((from - back) as u32, (back + on) as u32);
            pieces.push(Piece { new: Bytes(after[done..at - back].to_vec()), from: start, len });
            at += on;
            done = at;
        }
        if done < after.len() {
            pieces.push(Piece { new: Bytes(after[done..].to_vec()), from: 0, len: 0 });
        }
        Self(pieces)
    }

    fn apply(self, before: &[u8]) -> Option<Vec<u8>> {
        let mut after = Vec::new();
        for Piece { new, from, len } in self.0 {
            after.extend_from_slice(&new.0);
            let from = from as usize;
            after.extend_from_slice(before.get(from..from.checked_add(len as usize)?)?);
            if after.len() > LONGEST {
                return None;
            }
        }
        Some(after)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Few different bytes, so that much repeats.
    fn some() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0u8..3, 0..200)
    }

    proptest! {
        #[test]
        fn what_came_after_follows_from_what_was_before(
            before in prop::option::of(some()),
            after in prop::option::of(some()),
        ) {
            let changed = Changed::new(before.as_deref(), after.as_deref());
            prop_assert!(changed.open() == Some((before, after)));
        }

        #[test]
        fn an_edit_costs_what_is_new_in_it(front in some(), back in some(), new in some()) {
            let whole = |middle: &[u8]| [&[9], &front[..], middle, &back[..]].concat();
            let (before, after) = (whole(&[]), whole(&new));
            let bytes: usize =
                Delta::between(&before, &after).0.iter().map(|piece| piece.new.0.len()).sum();
            prop_assert!(bytes <= new.len() + 2 * BLOCK, "{bytes} for {}", new.len());
            prop_assert!(Delta::between(&before, &after).apply(&before) == Some(after));
        }
    }

    #[test]
    fn a_delta_of_other_bytes_is_no_delta() {
        let before = [7; 64];
        let delta = Delta::between(&before, &before);
        assert_eq!(delta.0.len(), 1);
        assert!(delta.apply(&before[..63]).is_none());
        let beyond = Delta(vec![Piece { new: Bytes(Vec::new()), from: u32::MAX, len: u32::MAX }]);
        assert!(beyond.apply(&before).is_none());
    }
}
