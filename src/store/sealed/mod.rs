//! One encrypted file of rows, a journal and drafts.
//!
//! What it promises: without a passphrase the file is unreadable. Damage and tampering are noticed when
//! the file opens or when the part in question is read, except that a *complete older copy* looks like
//! an older file: compare the change number and its three words ([`Head`]) with those noted elsewhere.
//! Whoever has unlocked the file can copy what they saw. What shows from outside: how many rows there
//! are, of which kinds, how large (in steps), how often each was changed.
//!
//! How it is laid out:
//! - redb keeps the pages and sees ciphertext only; each value is sealed on its own and bound to store,
//!   kind, id and revision, so none can be moved, swapped or edited.
//! - A sealed [`Head`] holds a digest of all open rows, so none can be removed or put back unnoticed.
//!   Rows put with an owner are *deferred*: opening does not read them. A sealed list per owner, itself
//!   an open row, holds their revisions and tags; each is checked against it when read.
//! - Each commit appends a sealed journal entry that names the hash of the one before.
//! - Two random keys: one for everything, one for restricted rows. Each person's slot wraps the first,
//!   or both.

mod backup;
mod commit;
mod commit_many;
mod crypto;
mod drafts;
mod error;
mod file;
mod head;
mod journal;
mod open;
mod people;
mod read;
mod recovery;
mod rekey;
mod rows;
mod slots;
mod staff;
mod tables;
mod verify;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;

use zeroize::Zeroizing;

pub use crypto::MAX_PAYLOAD;
pub use drafts::Draft;
pub use error::{Cause, Error, Part};
pub use file::panic_is_caught;
pub use head::Head;
pub use open::{NewFile, Sealed};
pub use recovery::RecoveryKey;
pub use slots::{Kdf, MAX_PEOPLE, NewSlot, Role};
pub use staff::{SlotChange, invitation};
pub use verify::{Problem, Report};

/// An opaque id, made by the caller.
pub type Id = [u8; 16];

/// Told how much of a long task is done: `(done, total)`.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// What names a row: a kind below 255, and an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The caller's kind; 255 is kept for this layer.
    pub kind: u8,
    /// The caller's id.
    pub id: Id,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {}-", self.kind)?;
        self.id.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// How a file is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To work in it. Refused when others may read the file.
    ReadWrite,
    /// To look only; works in a place that cannot be written, and on a stick that knows no permissions.
    ReadOnly,
    /// To look only, even though the rows taken together do not add up: for rescuing what can be read
    /// from a damaged file, and for [`Sealed::verify`] to say what is wrong with it.
    Rescue,
}

/// What is in a row, a restricted part of an entry, or a draft. No `Debug` shows it.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// The caller's bytes.
    Open(Zeroizing<Vec<u8>>),
    /// There is something, but these keys do not open it.
    Withheld,
    /// Deleted.
    Gone,
}

impl Body {
    /// The bytes, if there are any to be seen.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Open(bytes) => Some(bytes),
            Self::Withheld | Self::Gone => None,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open(_) => "Open(..)",
            Self::Withheld => "Withheld",
            Self::Gone => "Gone",
        })
    }
}

/// The newest version of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub key: Key,
    /// Its revision, from 1.
    pub rev: u64,
    /// Its contents.
    pub body: Body,
}

/// A row to be written.
#[derive(Clone)]
pub struct Put {
    /// Its name.
    pub key: Key,
    /// The revision that it replaces; 0 for a new row. The new one is one higher.
    pub expect: u64,
    /// What to write; `None` leaves a sealed tombstone.
    pub payload: Option<Zeroizing<Vec<u8>>>,
    /// With an owner the row is deferred: not read when the file opens.
    pub owner: Option<Id>,
    /// Sealed so that only those entitled can read it.
    pub restricted: bool,
}

impl Put {
    /// An ordinary row.
    #[must_use]
    pub fn new(key: Key, expect: u64, payload: Vec<u8>) -> Self {
        Self { key, expect, payload: Some(Zeroizing::new(payload)), owner: None, restricted: false }
    }
}

impl fmt::Debug for Put {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Put({} at {})", self.key, self.expect)
    }
}

/// Everything that one act changes, written together or not at all.
#[derive(Clone)]
pub struct Batch {
    /// The change number on which this act rests.
    pub head: u64,
    /// The rows, in order.
    pub puts: Vec<Put>,
    /// The journal entry, for everybody's eyes.
    pub entry: Vec<u8>,
    /// What of the journal entry only the entitled may read, such as a restricted row before and after.
    pub entry_restricted: Option<Vec<u8>>,
    /// Now, by the caller's clock.
    pub at_ms: i64,
    /// Drafts that this act completes.
    pub clear_drafts: Vec<[u8; 32]>,
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("head", &self.head).field("puts", &self.puts).finish_non_exhaustive()
    }
}

/// A journal entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The change number that its commit made.
    pub seq: u64,
    /// When, by the caller's clock.
    pub at_ms: i64,
    /// The rows written, with their new revisions: enough to follow changes from any number on.
    pub changed: Vec<(Key, u64)>,
    /// The part for everybody.
    pub payload: Zeroizing<Vec<u8>>,
    /// The part for the entitled, if the entry has one.
    pub restricted: Option<Body>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("seq", &self.seq)
            .field("at_ms", &self.at_ms)
            .field("changed", &self.changed)
            .finish_non_exhaustive()
    }
}
