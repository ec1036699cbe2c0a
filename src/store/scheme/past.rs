//! Which changes touched which record. The journal names the records of each change, but not the changes of each
//! record: that is gathered from it, the newest first and a piece at a time, so that nobody has to wait for the whole.

use std::collections::{BTreeMap, VecDeque};

use crate::sealed::Key;

/// The changes of each record, as far back as is known.
pub(super) struct Past {
    of: BTreeMap<Key, VecDeque<u64>>,
    /// All changes from this one on are known.
    from: u64,
}

impl Past {
    /// Nothing is known of the changes up to `seq`.
    pub const fn unknown(seq: u64) -> Self {
        Self { of: BTreeMap::new(), from: seq + 1 }
    }

    /// The oldest change that is known.
    pub const fn from(&self) -> u64 {
        self.from
    }

    /// True if all changes are known.
    pub const fn is_whole(&self) -> bool {
        self.from <= 1
    }

    /// Learns what the change before all that are known touched.
    pub fn before(&mut self, change: u64, touched: impl Iterator<Item = Key>) {
        for key in touched {
            self.of.entry(key).or_default().push_front(change);
        }
        self.from = change;
    }

    /// Learns that the change after all others touched a record.
    pub fn after(&mut self, change: u64, key: Key) {
        self.of.entry(key).or_default().push_back(change);
    }

    /// The known changes of a record, newest first.
    pub fn of(&self, key: Key) -> impl Iterator<Item = u64> {
        self.of.get(&key).into_iter().flatten().rev().copied()
    }
}
