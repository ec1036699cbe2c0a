//! The tables, and the one handle that can be read whichever way the file was opened.

use redb::{
    Database, Durability, ReadOnlyDatabase, ReadTransaction, ReadableDatabase, ReadableTable,
    TableDefinition, WriteTransaction,
};

use super::Id;
use super::error::{Error, Part};
use super::rows::RawKey;

pub(super) type Table<K, V> = TableDefinition<'static, K, V>;

/// `format` and `store`, both in the clear.
pub(super) const MARKS: Table<&str, &[u8]> = Table::new("m");
pub(super) const SLOTS: Table<&Id, &[u8]> = Table::new("k");
/// Rows that are read when the file opens.
pub(super) const ROWS: Table<&RawKey, &[u8]> = Table::new("r");
/// Rows that are read when they are shown. Apart, so that opening does not touch their pages.
pub(super) const DEFERRED: Table<&RawKey, &[u8]> = Table::new("t");
pub(super) const HEAD: Table<u8, &[u8]> = Table::new("h");
pub(super) const JOURNAL: Table<u64, &[u8]> = Table::new("a");
pub(super) const DRAFTS: Table<&[u8; 32], &[u8]> = Table::new("d");

const FORMAT: &str = "format";
const STORE: &str = "store";
const MAGIC: &[u8; 8] = b"befriend";
const VERSION: u16 = 1;

/// An open database. Never handed out: no transaction or guard outlives a call.
pub(super) enum Db {
    Write(Database),
    Read(ReadOnlyDatabase),
    /// A private copy of a file that needed repair in a place that cannot be written.
    Copy(Database, #[expect(dead_code, reason = "deletes the copy when dropped")] tempfile::TempDir),
}

impl Db {
    pub(super) fn read(&self) -> Result<ReadTransaction, Error> {
        Ok(match self {
            Self::Write(db) | Self::Copy(db, _) => db.begin_read()?,
            Self::Read(db) => db.begin_read()?,
        })
    }

    pub(super) fn write(&self) -> Result<WriteTransaction, Error> {
        match self {
            Self::Write(db) => begin(db),
            _ => Err(Error::ReadOnly),
        }
    }

    pub(super) fn close(self) -> Result<(), Error> {
        match self {
            Self::Write(db) | Self::Copy(db, _) => db.close()?,
            Self::Read(db) => db.close()?,
        }
        Ok(())
    }
}

/// Durable when `commit` returns, and repaired in milliseconds after a crash.
pub(super) fn begin(db: &Database) -> Result<WriteTransaction, Error> {
    let mut txn = db.begin_write()?;
    txn.set_durability(Durability::Immediate)?;
    txn.set_quick_repair(true);
    Ok(txn)
}

/// Writes the marks and makes every table, so that reading one never finds it absent.
pub(super) fn lay_out(txn: &WriteTransaction, store: &Id) -> Result<(), Error> {
    let mut marks = txn.open_table(MARKS)?;
    let mut format = MAGIC.to_vec();
    format.extend_from_slice(&VERSION.to_le_bytes());
    marks.insert(FORMAT, &format[..])?;
    marks.insert(STORE, &store[..])?;
    txn.open_table(SLOTS)?;
    txn.open_table(ROWS)?;
    txn.open_table(DEFERRED)?;
    txn.open_table(HEAD)?;
    txn.open_table(JOURNAL)?;
    txn.open_table(DRAFTS)?;
    Ok(())
}

/// The store's id, once it is plain that this is our file and of a version known here.
pub(super) fn read_marks(txn: &ReadTransaction) -> Result<Id, Error> {
    let marks = txn.open_table(MARKS)?;
    let format = marks.get(FORMAT)?.ok_or(Error::NotOurFile)?;
    let version = format.value().strip_prefix(MAGIC).ok_or(Error::NotOurFile)?;
    match <[u8; 2]>::try_from(version).map(u16::from_le_bytes) {
        Ok(VERSION) => {}
        Ok(later) if later > VERSION => return Err(Error::Newer(later)),
        _ => return Err(Error::Damaged(Part::Marks)),
    }
    let store = marks.get(STORE)?.ok_or(Error::Damaged(Part::Marks))?;
    Id::try_from(store.value()).map_err(|_| Error::Damaged(Part::Marks))
}

/// The value of a key, owned.
pub(super) fn owned<K: redb::Key + 'static>(
    table: &impl ReadableTable<K, &'static [u8]>,
    key: K::SelfType<'_>,
) -> Result<Option<Vec<u8>>, Error> {
    Ok(table.get(key)?.map(|guard| guard.value().to_vec()))
}
