//! Making, unlocking, reopening and closing a file.

use std::path::{Path, PathBuf};

use redb::{Database, ReadableTable, ReadableTableMetadata};

use super::crypto::{Keys, random, random_secret};
use super::error::{Error, Part};
use super::file::{self, Fresh};
use super::head::State;
use super::journal::{Link, genesis};
use super::recovery::RecoveryKey;
use super::rows::{Clear, Digest, Sealing};
use super::slots::{self, Kdf, MAX_SLOTS, NewSlot, Opened, RawSlots, Role, Slot};
use super::tables::{self, DEFERRED, Db, HEAD, JOURNAL, ROWS, SLOTS, begin, lay_out, owned};
use super::{Access, Head, Id, Key};

/// How to come by the database again: the real file, or a stand-in under test.
type Opener = Box<dyn Fn(Access) -> Result<Db, Error> + Send>;

/// What a new file begins with.
#[derive(Clone, Copy)]
pub struct NewFile<'a> {
    /// Who can open it. The first of them is the one at the keyboard.
    pub people: &'a [NewSlot<'a>],
    /// What one try of a passphrase costs.
    pub kdf: Kdf,
}

/// An unlocked file. Dropping it locks it again and wipes the keys; [`Sealed::close`] also says whether
/// closing went well.
pub struct Sealed {
    pub(super) db: Option<Db>,
    opener: Opener,
    /// Where it lies, if it is a real file.
    pub(super) path: Option<PathBuf>,
    pub(super) store: Id,
    pub(super) keys: Keys,
    pub(super) role: Role,
    pub(super) slot: Id,
    pub(super) state: State,
    access: Access,
    /// Set by a failed save: the file may or may not hold it, so nothing more is written until it is
    /// known where the file stands.
    pub(super) latched: bool,
}

impl Sealed {
    /// Makes a new file at `path`, with a fresh recovery key to be printed and typed back.
    ///
    /// It is built under a temporary name beside, and linked into place when it is whole; a folder that is
    /// missing is made, for its owner only.
    ///
    /// # Errors
    /// [`Error::Exists`] if anything lies at `path`; [`Error::NobodyLeft`] without people; whatever the
    /// disk reports.
    pub fn create(path: &Path, new: &NewFile<'_>) -> Result<(Self, RecoveryKey), Error> {
        file::must_be_free(path)?;
        let (fresh, db) = Fresh::begin(path)?;
        let (store, opened, recovery) = fill(&db, new)?;
        db.close()?;
        fresh.settle()?;
        let sealed = Self::with_keys(real_file(path), Some(path), Access::ReadWrite, store, opened)?;
        Ok((sealed, recovery))
    }

    /// Opens a file with a name and a passphrase; the name is empty in a file for one person.
    ///
    /// # Errors
    /// See [`Error`]; a wrong name and a wrong passphrase are indistinguishable, and take equally long.
    pub fn open(path: &Path, name: &str, passphrase: &str, access: Access) -> Result<Self, Error> {
        Self::unlock(real_file(path), Some(path), access, |store, all| by_name(store, all, name, passphrase))
    }

    /// Opens a file with its recovery key.
    ///
    /// # Errors
    /// See [`Error`]; [`Error::WrongRecoveryKey`] if the key is another file's or an older one.
    pub fn open_with_recovery(path: &Path, key: &RecoveryKey, access: Access) -> Result<Self, Error> {
        Self::unlock(real_file(path), Some(path), access, |store, all| by_recovery(store, all, key))
    }

    /// Whether opening it needs a name beside the passphrase. That can be told without either, and is: the file shows
    /// how many slots it has.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn needs_name(path: &Path) -> Result<bool, Error> {
        let db = match file::open(path, Access::ReadOnly, false) {
            // What is wrong with it the opening itself finds out, and says.
            Err(Error::Damaged(_)) => return Ok(false),
            opened => opened?,
        };
        let read = file::guarded(|| read_slots(&db));
        drop(db.close());
        let Ok((store, all)) = read else { return Ok(false) };
        let nameless = slots::slot_id(&store, "");
        Ok(!all.iter().any(|(id, _)| *id == nameless))
    }

    pub(super) fn unlock(
        opener: Opener,
        path: Option<&Path>,
        access: Access,
        way_in: impl FnOnce(&Id, &RawSlots) -> Result<Opened, Error>,
    ) -> Result<Self, Error> {
        let db = opener(access)?;
        let (store, all) = file::guarded(|| read_slots(&db))?;
        let opened = way_in(&store, &all)?;
        Self::assemble(db, opener, path, access, store, opened)
    }

    pub(super) fn with_keys(
        opener: Opener,
        path: Option<&Path>,
        access: Access,
        store: Id,
        opened: Opened,
    ) -> Result<Self, Error> {
        let db = opener(access)?;
        Self::assemble(db, opener, path, access, store, opened)
    }

    fn assemble(
        db: Db,
        opener: Opener,
        path: Option<&Path>,
        access: Access,
        store: Id,
        Opened { keys, role, slot }: Opened,
    ) -> Result<Self, Error> {
        let state = file::guarded(|| load(&db, &store, &keys, access != Access::Rescue))?;
        let path = path.map(Path::to_owned);
        Ok(Self { db: Some(db), opener, path, store, keys, role, slot, state, access, latched: false })
    }

    /// Where the file stands.
    #[must_use]
    pub fn head(&self) -> Head {
        self.state.public()
    }

    /// What the person who unlocked the file may do.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether that person can read restricted rows.
    #[must_use]
    pub fn is_entitled(&self) -> bool {
        self.keys.restricted.is_some()
    }

    /// How the file was opened.
    #[must_use]
    pub fn access(&self) -> Access {
        self.access
    }

    /// The random id of this file, the same in every copy of it.
    #[must_use]
    pub fn store_id(&self) -> Id {
        self.store
    }

    /// Whether less than 200 MB are free where the file lies.
    #[must_use]
    pub fn low_space(&self) -> bool {
        self.path.as_deref().is_some_and(file::space_is_low)
    }

    /// Closes the database and opens it again with the keys in hand. After a failed save this is the only
    /// way on, and its answer tells whether the save is in the file: compare the change number.
    ///
    /// # Errors
    /// Whatever opening reports; it can be tried again.
    pub fn reopen(&mut self) -> Result<Head, Error> {
        self.latched = true;
        if let Some(db) = self.db.take() {
            // What closing reports is what the failed save reported already.
            let _ = db.close();
        }
        let db = (self.opener)(self.access)?;
        let strict = self.access != Access::Rescue;
        self.state = file::guarded(|| load(&db, &self.store, &self.keys, strict))?;
        self.db = Some(db);
        self.latched = false;
        Ok(self.head())
    }

    /// Closes the file and wipes the keys.
    ///
    /// # Errors
    /// What the disk reports. Everything committed is safe even then.
    pub fn close(mut self) -> Result<(), Error> {
        self.db.take().map_or(Ok(()), Db::close)
    }

    pub(super) fn db(&self) -> Result<&Db, Error> {
        self.db.as_ref().ok_or(Error::NeedsReopen)
    }

    pub(super) fn sealing(&self) -> Sealing<'_> {
        Sealing { store: &self.store, keys: &self.keys, epoch: self.state.epoch }
    }
}

fn real_file(path: &Path) -> Opener {
    let path = path.to_owned();
    Box::new(move |access| file::open(&path, access, true))
}

fn read_slots(db: &Db) -> Result<(Id, RawSlots), Error> {
    let txn = db.read()?;
    let store = tables::read_marks(&txn)?;
    let table = txn.open_table(SLOTS)?;
    if table.len()? > MAX_SLOTS {
        return Err(Error::Damaged(Part::Slots));
    }
    let mut all = Vec::new();
    for item in table.iter()? {
        let (id, slot) = item?;
        all.push((*id.value(), slot.value().to_vec()));
    }
    Ok((store, all))
}

pub(super) fn by_name(store: &Id, all: &RawSlots, name: &str, passphrase: &str) -> Result<Opened, Error> {
    let id = slots::slot_id(store, name);
    // For an unknown name another person's slot is tried, so that the answer takes as long.
    let mine = all.iter().find(|(other, _)| *other == id);
    let slots = all.iter().map(|(_, slot)| Slot::read(slot)).collect::<Result<Vec<_>, _>>()?;
    let slot = match mine {
        Some((_, slot)) => Slot::read(slot)?,
        None => slots.into_iter().find(Slot::is_passphrase).ok_or(Error::WrongPassphrase)?,
    };
    let opened = slot.try_passphrase(store, id, passphrase);
    if mine.is_some() { opened?.ok_or(Error::WrongPassphrase) } else { Err(Error::WrongPassphrase) }
}

pub(super) fn by_recovery(store: &Id, all: &RawSlots, key: &RecoveryKey) -> Result<Opened, Error> {
    let id = slots::recovery_id(store);
    let (_, slot) = all.iter().find(|(other, _)| *other == id).ok_or(Error::WrongRecoveryKey)?;
    Slot::read(slot)?.try_recovery(store, id, key)?.ok_or(Error::WrongRecoveryKey)
}

/// Writes a whole new file in one transaction.
pub(super) fn fill(db: &Database, new: &NewFile<'_>) -> Result<(Id, Opened, RecoveryKey), Error> {
    let store: Id = random()?;
    let mut keys = Keys::derive(&store, random_secret()?, Some(random_secret()?));
    let chain_key = random_secret()?;
    let mut state = State {
        seq: 0,
        at_ms: 0,
        chain: genesis(&store, &chain_key),
        digest: Digest::EMPTY,
        chain_key,
        deferred: 0,
        rekeyed_at: 0,
        epoch: 1,
    };
    let txn = begin(db)?;
    lay_out(&txn, &store)?;
    let recovery = slots::write_all(&txn, &store, &keys, &mut state.digest, new)?;
    txn.open_table(HEAD)?.insert(0, &state.seal(&store, &keys)?[..])?;
    txn.commit()?;
    let first = &new.people[0];
    if !first.restricted {
        keys.restricted = None;
    }
    let opened = Opened { keys, role: first.role, slot: slots::slot_id(&store, first.name) };
    Ok((store, opened, recovery))
}

/// Reads the head and, if `strict`, checks everything that can be checked without reading more than the
/// clear parts of open rows and the last journal entry.
pub(super) fn load(db: &Db, store: &Id, keys: &Keys, strict: bool) -> Result<State, Error> {
    let txn = db.read()?;
    if tables::read_marks(&txn)? != *store {
        return Err(Error::NotOurFile);
    }
    let head = owned(&txn.open_table(HEAD)?, 0)?.ok_or(Error::Damaged(Part::Head))?;
    let state = State::open(store, keys, &head)?;
    if !strict {
        return Ok(state);
    }
    let mut digest = Digest::EMPTY;
    for item in txn.open_table(SLOTS)?.iter()? {
        let (id, slot) = item?;
        digest.toggle_slot(keys, id.value(), slot.value());
    }
    for item in txn.open_table(ROWS)?.iter()? {
        let (raw, row) = item?;
        digest.toggle_row(keys, &Clear::read(Key::from_raw(raw.value()), row.value())?.stamp);
    }
    if digest != state.digest || txn.open_table(DEFERRED)?.len()? != state.deferred {
        return Err(Error::Damaged(Part::RowSet));
    }
    let journal = txn.open_table(JOURNAL)?;
    if journal.len()? != state.seq {
        return Err(Error::Damaged(Part::Journal));
    }
    let end = match owned(&journal, state.seq)? {
        Some(entry) => Link::open(store, keys, state.seq, &entry)?.hash(&state.chain_key),
        None => genesis(store, &state.chain_key),
    };
    if end == state.chain { Ok(state) } else { Err(Error::Damaged(Part::Journal)) }
}
