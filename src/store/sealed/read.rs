//! Reading rows and the journal. Each call has its own short read transaction: one held open across a
//! keypress would keep the file growing.

use redb::{ReadTransaction, ReadableTable};

use super::error::{Error, Part};
use super::head::words;
use super::journal::Link;
use super::open::Sealed;
use super::rows::{INDEX, RawKey, Sealing, Stamp, read_list};
use super::tables::{DEFERRED, JOURNAL, ROWS, owned};
use super::{Body, Entry, Id, Key, Row};

/// The list of an owner's deferred rows, and the revision of that list (0 if there is none yet).
pub(super) fn owner_list(
    rows: &impl ReadableTable<&'static RawKey, &'static [u8]>,
    sealing: &Sealing<'_>,
    owner: Id,
) -> Result<(u64, Vec<Stamp>), Error> {
    let key = Key { kind: INDEX, id: owner };
    let Some(bytes) = owned(rows, &key.raw())? else { return Ok((0, Vec::new())) };
    let (_, row) = sealing.open(key, &bytes)?;
    let list = row.body.bytes().and_then(read_list).ok_or(Error::Damaged(Part::Row(key)))?;
    Ok((row.rev, list))
}

impl Sealed {
    /// The newest version of a row, deferred or not.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it was tampered with or, if deferred, is not the newest version.
    pub fn get(&self, key: Key) -> Result<Option<Row>, Error> {
        if key.kind == INDEX {
            return Ok(None);
        }
        let txn = self.db()?.read()?;
        let rows = txn.open_table(ROWS)?;
        let sealing = self.sealing();
        if let Some(bytes) = owned(&rows, &key.raw())? {
            return Ok(Some(sealing.open(key, &bytes)?.1));
        }
        let Some(bytes) = owned(&txn.open_table(DEFERRED)?, &key.raw())? else { return Ok(None) };
        let (clear, row) = sealing.open(key, &bytes)?;
        let owner = clear.owner.ok_or(Error::Damaged(Part::Row(key)))?;
        let (_, list) = owner_list(&rows, &sealing, owner)?;
        if list.contains(&clear.stamp) { Ok(Some(row)) } else { Err(Error::Damaged(Part::Row(key))) }
    }

    /// Every row that is neither deferred nor deleted, in order of kind and id. Rows that these keys do
    /// not open are among them, withheld.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the first row that does not open.
    pub fn scan_open(&self) -> Result<Vec<Row>, Error> {
        let txn = self.db()?.read()?;
        let sealing = self.sealing();
        let mut found = Vec::new();
        for item in txn.open_table(ROWS)?.iter()? {
            let (raw, bytes) = item?;
            let key = Key::from_raw(raw.value());
            if key.kind == INDEX {
                continue;
            }
            let (_, row) = sealing.open(key, bytes.value())?;
            if row.body != Body::Gone {
                found.push(row);
            }
        }
        Ok(found)
    }

    /// The deferred rows of an owner, by key and revision, without reading them.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the owner's list does not open.
    pub fn deferred_of(&self, owner: Id) -> Result<Vec<(Key, u64)>, Error> {
        let txn = self.db()?.read()?;
        let (_, list) = owner_list(&txn.open_table(ROWS)?, &self.sealing(), owner)?;
        Ok(list.iter().map(|stamp| (stamp.key, stamp.rev)).collect())
    }

    /// Up to `limit` journal entries after number `after`, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the first entry that is missing, does not open, or is not followed by the
    /// one that names its hash.
    pub fn journal(&self, after: u64, limit: usize) -> Result<Vec<Entry>, Error> {
        let first = after.saturating_add(1);
        let last = after.saturating_add(limit as u64).min(self.state.seq);
        self.entries(first, last)
    }

    /// Up to `limit` journal entries before number `before`, newest first.
    ///
    /// # Errors
    /// As [`Sealed::journal`].
    pub fn journal_back(&self, before: u64, limit: usize) -> Result<Vec<Entry>, Error> {
        let last = before.saturating_sub(1).min(self.state.seq);
        let first = (last + 1).saturating_sub(limit as u64).max(1);
        let mut entries = self.entries(first, last)?;
        entries.reverse();
        Ok(entries)
    }

    fn entries(&self, first: u64, last: u64) -> Result<Vec<Entry>, Error> {
        let txn = self.db()?.read()?;
        let mut entries = Vec::new();
        let mut named = None;
        for seq in first..=last {
            let link = self.link(&txn, seq)?;
            if named.is_some_and(|hash| hash != link.before) {
                return Err(Error::Damaged(Part::Entry(seq - 1)));
            }
            named = Some(link.hash(&self.state.chain_key));
            entries.push(link.into_entry(&self.store, &self.keys)?);
        }
        if let Some(hash) = named
            && hash != self.named_after(&txn, last)?
        {
            return Err(Error::Damaged(Part::Entry(last)));
        }
        Ok(entries)
    }

    /// The words that the head showed at an earlier change number: what was noted elsewhere then must
    /// still be part of this file's history. `None` if the file has not come that far, which after such a
    /// note means that it is an older copy.
    ///
    /// # Errors
    /// [`Error::Damaged`] if the entry that holds the answer does not open.
    pub fn words_at(&self, seq: u64) -> Result<Option<[&'static str; 3]>, Error> {
        if seq > self.state.seq {
            return Ok(None);
        }
        let txn = self.db()?.read()?;
        Ok(Some(words(seq, &self.named_after(&txn, seq)?)))
    }

    /// The hash of entry `seq`, as its successor or the head names it.
    fn named_after(&self, txn: &ReadTransaction, seq: u64) -> Result<[u8; 32], Error> {
        if seq == self.state.seq { Ok(self.state.chain) } else { Ok(self.link(txn, seq + 1)?.before) }
    }

    fn link(&self, txn: &ReadTransaction, seq: u64) -> Result<Link, Error> {
        let entry = owned(&txn.open_table(JOURNAL)?, seq)?.ok_or(Error::Damaged(Part::Entry(seq)))?;
        Link::open(&self.store, &self.keys, seq, &entry)
    }
}
