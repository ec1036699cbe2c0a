//! Saving: rows, owners' lists, journal entry and head in one transaction.

use std::collections::BTreeMap;

use redb::{Table, WriteTransaction};
use zeroize::Zeroizing;

use super::crypto::Keys;
use super::error::{Error, Part};
use super::file;
use super::head::State;
use super::journal::Link;
use super::open::Sealed;
use super::read::owner_list;
use super::rows::{Clear, Draw, INDEX, RawKey, Sealing, Stamp, write_list};
use super::slots::Role;
use super::tables::{DEFERRED, DRAFTS, HEAD, JOURNAL, ROWS, owned};
use super::{Batch, Id, Key, Put};

type Rows<'t> = Table<'t, &'static RawKey, &'static [u8]>;

impl Sealed {
    /// Writes a batch, all of it or none, and answers with the new change number once it is on the disk.
    ///
    /// # Errors
    /// [`Error::Conflict`] and [`Error::Stale`] when the caller's view is out of date, [`Error::Forbidden`]
    /// and [`Error::Full`]: nothing was tried, and the file can be used as before. [`Error::NotSaved`] and
    /// [`Error::Unsure`]: the disk failed; only [`Sealed::reopen`] leads on.
    pub fn commit(&mut self, batch: Batch) -> Result<u64, Error> {
        self.commit_many(vec![batch])
    }

    /// Writes one batch into an open transaction, and takes the state on to what it becomes.
    pub(super) fn lay(&self, txn: &WriteTransaction, state: &mut State, batch: Batch) -> Result<(), Error> {
        lay(&self.store, &self.keys, txn, state, batch)
    }

    pub(super) fn may_write(&self) -> Result<(), Error> {
        if self.latched || self.db.is_none() {
            return Err(Error::NeedsReopen);
        }
        if self.role == Role::Reader { Err(Error::Forbidden) } else { Ok(()) }
    }

    /// One durable transaction. A new state is written as the head; without one, the head stays.
    pub(super) fn transact<T>(
        &mut self,
        job: impl FnOnce(&Self, &WriteTransaction) -> Result<(T, Option<State>), Error>,
    ) -> Result<T, Error> {
        if let Some(path) = &self.path {
            file::refuse_without_space(path)?;
        }
        // Panics come only from pages damaged since the file was opened.
        match file::guarded(|| self.attempt(job)) {
            Ok((value, state)) => {
                self.state = state.unwrap_or_else(|| self.state.clone());
                Ok(value)
            }
            Err(error) => {
                let error = error.into_unsure();
                self.latched |= matches!(error, Error::NotSaved(_) | Error::Unsure(_) | Error::NeedsReopen);
                Err(error)
            }
        }
    }

    fn attempt<T>(
        &self,
        job: impl FnOnce(&Self, &WriteTransaction) -> Result<(T, Option<State>), Error>,
    ) -> Result<(T, Option<State>), Error> {
        let txn = self.db()?.write().map_err(Error::into_not_saved)?;
        // Dropped on the way out of an error, the transaction leaves no trace.
        let (value, state) = job(self, &txn).map_err(Error::into_not_saved)?;
        if let Some(state) = &state {
            let head = state.seal(&self.store, &self.keys)?;
            let mut table = txn.open_table(HEAD).map_err(|e| Error::from(e).into_not_saved())?;
            table.insert(0, &head[..]).map_err(|e| Error::from(e).into_not_saved())?;
        }
        txn.commit().map_err(|e| Error::from(e).into_unsure())?;
        Ok((value, state))
    }
}

/// Writes one batch under these keys into an open transaction, and takes the state on to what it becomes.
pub(super) fn lay(
    store: &Id,
    keys: &Keys,
    txn: &WriteTransaction,
    state: &mut State,
    batch: Batch,
) -> Result<(), Error> {
    if batch.head != state.seq {
        return Err(Error::Stale { head: state.seq });
    }
    let restricted = batch.entry_restricted.map(Zeroizing::new);
    let mut work = Work {
        sealing: Sealing { store, keys, epoch: state.epoch },
        rows: txn.open_table(ROWS)?,
        deferred: txn.open_table(DEFERRED)?,
        owners: BTreeMap::new(),
        state,
    };
    let stamps = batch.puts.iter().map(|put| work.put(put)).collect::<Result<Vec<_>, _>>()?;
    work.write_owners()?;
    drop(work);
    let mut drafts = txn.open_table(DRAFTS)?;
    for id in &batch.clear_drafts {
        drafts.remove(id)?;
    }
    state.seq += 1;
    state.at_ms = batch.at_ms;
    let link = Link::new(
        store,
        keys,
        (state.seq, state.at_ms, state.chain),
        stamps,
        batch.entry,
        restricted.as_deref().map(Vec::as_slice),
    )?;
    let entry = link.seal(store, keys)?;
    txn.open_table(JOURNAL)?.insert(state.seq, &entry[..])?;
    state.chain = link.hash(&state.chain_key);
    Ok(())
}

/// An owner's list while its batch is being written.
struct Owned {
    rev: u64,
    list: Vec<Stamp>,
}

/// What one commit has open.
struct Work<'t, 's> {
    sealing: Sealing<'s>,
    rows: Rows<'t>,
    deferred: Rows<'t>,
    owners: BTreeMap<Id, Owned>,
    state: &'s mut State,
}

impl Work<'_, '_> {
    fn put(&mut self, put: &Put) -> Result<Stamp, Error> {
        if put.key.kind == INDEX {
            return Err(Error::ReservedKind(INDEX));
        }
        let old = self.present(put.key)?;
        let found = old.map_or(0, |old| old.stamp.rev);
        if found != put.expect {
            return Err(Error::Conflict { key: put.key, found });
        }
        if old.is_some_and(|old| old.is_restricted()) {
            // Overwriting unseen would be deleting.
            self.sealing.keys.restricted()?;
        }
        let (row, stamp) = self.sealing.row(&Draw {
            key: put.key,
            rev: put.expect + 1,
            owner: put.owner,
            restricted: put.restricted,
            payload: put.payload.as_deref().map(Vec::as_slice),
        })?;
        if let Some(old) = old {
            self.take_out(&old)?;
        }
        match put.owner {
            None => {
                self.state.digest.toggle_row(self.sealing.keys, &stamp);
                self.rows.insert(&put.key.raw(), &row[..])?;
            }
            Some(owner) => {
                self.state.deferred += 1;
                self.owner(owner)?.list.push(stamp);
                self.deferred.insert(&put.key.raw(), &row[..])?;
            }
        }
        Ok(stamp)
    }

    /// The clear part of the row as it is. A deferred one must be the newest, or the expected revision
    /// would be compared with an old copy put back.
    fn present(&mut self, key: Key) -> Result<Option<Clear>, Error> {
        if let Some(bytes) = owned(&self.rows, &key.raw())? {
            return Clear::read(key, &bytes).map(Some);
        }
        let Some(bytes) = owned(&self.deferred, &key.raw())? else { return Ok(None) };
        let clear = Clear::read(key, &bytes)?;
        let owner = clear.owner.ok_or(Error::Damaged(Part::Row(key)))?;
        if self.owner(owner)?.list.contains(&clear.stamp) {
            Ok(Some(clear))
        } else {
            Err(Error::Damaged(Part::Row(key)))
        }
    }

    fn take_out(&mut self, old: &Clear) -> Result<(), Error> {
        let raw = old.stamp.key.raw();
        match old.owner {
            None => {
                self.state.digest.toggle_row(self.sealing.keys, &old.stamp);
                self.rows.remove(&raw)?;
            }
            Some(owner) => {
                self.state.deferred -= 1;
                self.owner(owner)?.list.retain(|stamp| stamp.key != old.stamp.key);
                self.deferred.remove(&raw)?;
            }
        }
        Ok(())
    }

    fn owner(&mut self, owner: Id) -> Result<&mut Owned, Error> {
        match self.owners.entry(owner) {
            std::collections::btree_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::btree_map::Entry::Vacant(new) => {
                let (rev, list) = owner_list(&self.rows, &self.sealing, owner)?;
                Ok(new.insert(Owned { rev, list }))
            }
        }
    }

    fn write_owners(&mut self) -> Result<(), Error> {
        for (owner, Owned { rev, list }) in std::mem::take(&mut self.owners) {
            let key = Key { kind: INDEX, id: owner };
            if let Some(old) = owned(&self.rows, &key.raw())? {
                self.state.digest.toggle_row(self.sealing.keys, &Clear::read(key, &old)?.stamp);
            }
            let payload = write_list(&list);
            let (row, stamp) = self.sealing.row(&Draw {
                key,
                rev: rev + 1,
                owner: None,
                restricted: false,
                payload: Some(&payload),
            })?;
            self.state.digest.toggle_row(self.sealing.keys, &stamp);
            self.rows.insert(&key.raw(), &row[..])?;
        }
        Ok(())
    }
}
