//! A verified copy: the sealed values as they are, in a fresh file, checked before it gets its name.

use std::path::Path;

use redb::{Database, ReadTransaction, ReadableTable, ReadableTableMetadata, WriteTransaction};

use super::error::{Error, Part};
use super::file::{self, Fresh};
use super::head::State;
use super::open::{Sealed, load};
use super::tables::{DEFERRED, DRAFTS, HEAD, JOURNAL, ROWS, SLOTS, Table, begin, lay_out, owned};
use super::verify::{self, Report};
use super::{Id, Progress};

/// How many values are written in one transaction, so that a large file needs no large memory.
const CHUNK: u64 = 20_000;

impl Sealed {
    /// Copies the file to `path`, decrypts every value of the copy, and only then gives it its name. The
    /// copy opens with the passphrases and the recovery key of today. What cannot be read by the person
    /// who makes it is in it all the same.
    ///
    /// # Errors
    /// [`Error::Exists`]; [`Error::CopyUnsound`] if the check finds anything, in which case nothing is
    /// left behind; whatever the disk reports.
    pub fn copy_to(&self, path: &Path, progress: Progress<'_>) -> Result<Report, Error> {
        file::must_be_free(path)?;
        let (fresh, db) = Fresh::begin(path)?;
        let txn = self.db()?.read()?;
        let mut out = Output::begin(&db, &self.store, total(&txn, &self.state)?, progress)?;
        copy(&txn, SLOTS, &mut out)?;
        copy(&txn, ROWS, &mut out)?;
        copy(&txn, DEFERRED, &mut out)?;
        copy(&txn, JOURNAL, &mut out)?;
        copy(&txn, DRAFTS, &mut out)?;
        let head = owned(&txn.open_table(HEAD)?, 0)?.ok_or(Error::Damaged(Part::Head))?;
        out.put(HEAD, 0, &head)?;
        let progress = out.finish()?;
        drop(txn);
        db.close()?;
        let report = check(&fresh, self, &self.keys, &self.state, progress)?;
        fresh.settle()?;
        Ok(report)
    }
}

/// Reads a fresh file back and checks all of it.
pub(super) fn check(
    fresh: &Fresh,
    of: &Sealed,
    keys: &super::crypto::Keys,
    expected: &State,
    progress: Progress<'_>,
) -> Result<Report, Error> {
    let db = fresh.reread()?;
    let state = load(&db, &of.store, keys, true)?;
    if state.seq != expected.seq || state.chain != expected.chain || state.digest != expected.digest {
        return Err(Error::Damaged(Part::Head));
    }
    let report = verify::run(&db, &of.store, keys, &state, progress)?;
    db.close()?;
    if report.is_sound() { Ok(report) } else { Err(Error::CopyUnsound(report.problems.len())) }
}

/// How many steps a copy takes: each value is written and read back once.
pub(super) fn total(txn: &ReadTransaction, state: &State) -> Result<u64, Error> {
    Ok(2 * (txn.open_table(ROWS)?.len()? + txn.open_table(DEFERRED)?.len()? + state.seq))
}

fn copy<K: redb::Key + 'static>(
    txn: &ReadTransaction,
    table: Table<K, &'static [u8]>,
    out: &mut Output<'_, '_>,
) -> Result<(), Error> {
    for item in txn.open_table(table)?.iter()? {
        let (key, value) = item?;
        out.put(table, key.value(), value.value())?;
    }
    Ok(())
}

/// A fresh database being filled, a transaction at a time.
pub(super) struct Output<'a, 'p> {
    db: &'a Database,
    txn: Option<WriteTransaction>,
    done: u64,
    total: u64,
    progress: Progress<'p>,
}

impl<'a, 'p> Output<'a, 'p> {
    pub(super) fn begin(
        db: &'a Database,
        store: &Id,
        total: u64,
        progress: Progress<'p>,
    ) -> Result<Self, Error> {
        let txn = begin(db)?;
        lay_out(&txn, store)?;
        Ok(Self { db, txn: Some(txn), done: 0, total, progress })
    }

    pub(super) fn txn(&mut self) -> Result<&WriteTransaction, Error> {
        if self.txn.is_none() {
            self.txn = Some(begin(self.db)?);
        }
        self.txn.as_ref().ok_or(Error::NeedsReopen)
    }

    pub(super) fn put<K: redb::Key + 'static>(
        &mut self,
        table: Table<K, &'static [u8]>,
        key: K::SelfType<'_>,
        value: &[u8],
    ) -> Result<(), Error> {
        self.txn()?.open_table(table)?.insert(key, value)?;
        self.done += 1;
        if self.done.is_multiple_of(256) {
            (self.progress)(self.done.min(self.total), self.total);
        }
        if self.done.is_multiple_of(CHUNK)
            && let Some(txn) = self.txn.take()
        {
            txn.commit()?;
        }
        Ok(())
    }

    /// Commits the rest, and gives the progress back for the second half.
    pub(super) fn finish(mut self) -> Result<Progress<'p>, Error> {
        if let Some(txn) = self.txn.take() {
            txn.commit()?;
        }
        Ok(self.progress)
    }
}
