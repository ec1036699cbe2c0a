//! New keys for everything: the one way to shut out somebody who has had the old ones.

use std::collections::BTreeMap;

use redb::ReadableTable;

use super::backup::{Output, check, total};
use super::commit::lay;
use super::crypto::{Keys, random_secret};
use super::drafts::{open_draft, seal_draft};
use super::error::{Error, Part};
use super::file::{self, Fresh};
use super::head::State;
use super::journal::Link;
use super::open::{NewFile, Sealed};
use super::recovery::RecoveryKey;
use super::rows::{Digest, Draw, INDEX, Sealing, Stamp, write_list};
use super::slots;
use super::tables::{DEFERRED, DRAFTS, Db, HEAD, JOURNAL, ROWS};
use super::{Access, Batch, Id, Key, Progress};

impl Sealed {
    /// Seals everything anew under new keys, for the people of `new` only, and puts the checked result in
    /// the place of the file. The first of `new.people` is the one at the keyboard. Change number and words
    /// stay, unless a batch tells of it, which is written with the new keys; a new recovery key is made.
    ///
    /// The others need their passphrases typed in again, for nothing in the file yields them. Backups made
    /// before still open for whoever could open them then.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is not entitled to restricted rows, since they could not be sealed
    /// anew; [`Error::Damaged`] or [`Error::CopyUnsound`] if anything does not open. The file is then as it
    /// was. After an error in the very last step, [`Sealed::reopen`] or opening anew shows which it is.
    pub fn rekey(
        &mut self,
        new: &NewFile<'_>,
        batch: Option<Batch>,
        progress: Progress<'_>,
    ) -> Result<RecoveryKey, Error> {
        self.may_write()?;
        self.keys.restricted()?;
        let path = self.path.clone().ok_or(Error::ReadOnly)?;
        if self.access() != Access::ReadWrite {
            return Err(Error::ReadOnly);
        }
        let (fresh, db) = Fresh::begin(&path)?;
        let keys = Keys::derive(&self.store, random_secret()?, Some(random_secret()?));
        let steps = total(&self.db()?.read()?, &self.state)?;
        let out = Output::begin(&db, &self.store, steps, progress)?;
        let (state, recovery, progress) = self.reseal_all(&keys, out, new, batch)?;
        db.close()?;
        check(&fresh, self, &keys, &state, progress)?;
        // The old file stays locked until the new one has its name, so nobody slips in between.
        self.latched = true;
        fresh.replace()?;
        let old = self.db.take();
        let first = &new.people[0];
        self.keys = keys;
        self.role = first.role;
        self.slot = slots::slot_id(&self.store, first.name);
        let fresh_db = file::open(&path, Access::ReadWrite, true)?;
        if let Some(old) = old {
            // It no longer has a name; nothing depends on how its closing goes.
            let _ = old.close();
        }
        if !first.restricted {
            self.keys.restricted = None;
        }
        self.state = state;
        self.db = Some(fresh_db);
        self.latched = false;
        Ok(recovery)
    }

    fn reseal_all<'p>(
        &self,
        keys: &Keys,
        mut out: Output<'_, 'p>,
        new: &NewFile<'_>,
        batch: Option<Batch>,
    ) -> Result<(State, RecoveryKey, Progress<'p>), Error> {
        let mut state = self.state.clone();
        state.epoch = state.epoch.checked_add(1).ok_or(Error::Damaged(Part::Head))?;
        state.rekeyed_at = state.seq;
        state.digest = Digest::EMPTY;
        let recovery = slots::write_all(out.txn()?, &self.store, keys, &mut state.digest, new)?;
        let mut turn = Turn {
            from: self.sealing(),
            to: Sealing { store: &self.store, keys, epoch: state.epoch },
            lists: BTreeMap::new(),
        };
        turn.rows(self.db()?, &mut out, &mut state.digest)?;
        let txn = self.db()?.read()?;
        for item in txn.open_table(JOURNAL)?.iter()? {
            let (seq, entry) = item?;
            let link = Link::open(&self.store, &self.keys, seq.value(), entry.value())?;
            out.put(JOURNAL, seq.value(), &link.reseal(&self.store, &self.keys, keys)?)?;
        }
        for item in txn.open_table(DRAFTS)?.iter()? {
            let (id, bytes) = item?;
            let id = id.value();
            // A draft that does not open is no reason to leave everybody's keys as they were.
            if let Ok((body, restricted)) = open_draft(&self.store, &self.keys, id, bytes.value())
                && let Some(payload) = body.bytes()
            {
                out.put(DRAFTS, id, &seal_draft(&self.store, keys, id, payload, restricted)?)?;
            }
        }
        if let Some(batch) = batch {
            lay(&self.store, keys, out.txn()?, &mut state, batch)?;
        }
        out.put(HEAD, 0, &state.seal(&self.store, keys)?)?;
        Ok((state, recovery, out.finish()?))
    }
}

/// Rows on their way from the old keys to the new.
struct Turn<'a> {
    from: Sealing<'a>,
    to: Sealing<'a>,
    lists: BTreeMap<Id, Vec<Stamp>>,
}

impl Turn<'_> {
    fn row(&self, key: Key, bytes: &[u8]) -> Result<(Vec<u8>, Stamp, Option<Id>), Error> {
        let (clear, row) = self.from.open(key, bytes)?;
        let (row, stamp) = self.to.row(&Draw {
            key,
            rev: row.rev,
            owner: clear.owner,
            restricted: clear.is_restricted(),
            payload: row.body.bytes(),
        })?;
        Ok((row, stamp, clear.owner))
    }

    fn rows(&mut self, db: &Db, out: &mut Output<'_, '_>, digest: &mut Digest) -> Result<(), Error> {
        let txn = db.read()?;
        for item in txn.open_table(DEFERRED)?.iter()? {
            let (raw, bytes) = item?;
            let key = Key::from_raw(raw.value());
            let (row, stamp, owner) = self.row(key, bytes.value())?;
            self.lists.entry(owner.ok_or(Error::Damaged(Part::Row(key)))?).or_default().push(stamp);
            out.put(DEFERRED, raw.value(), &row)?;
        }
        for item in txn.open_table(ROWS)?.iter()? {
            let (raw, bytes) = item?;
            let key = Key::from_raw(raw.value());
            let (row, stamp) = if key.kind == INDEX {
                self.list(key, bytes.value())?
            } else {
                let (row, stamp, _) = self.row(key, bytes.value())?;
                (row, stamp)
            };
            digest.toggle_row(self.to.keys, &stamp);
            out.put(ROWS, raw.value(), &row)?;
        }
        if self.lists.is_empty() { Ok(()) } else { Err(Error::Damaged(Part::RowSet)) }
    }

    /// An owner's list, with the new tags. It must name the very rows that were found.
    fn list(&mut self, key: Key, bytes: &[u8]) -> Result<(Vec<u8>, Stamp), Error> {
        let damaged = Error::Damaged(Part::Row(key));
        let (_, old) = self.from.open(key, bytes)?;
        let old_list = old.body.bytes().and_then(super::rows::read_list).ok_or(damaged.clone())?;
        let list = self.lists.remove(&key.id).unwrap_or_default();
        let names = |list: &[Stamp]| {
            list.iter().map(|stamp| (stamp.key, stamp.rev)).collect::<std::collections::BTreeSet<_>>()
        };
        if names(&old_list) != names(&list) {
            return Err(damaged);
        }
        self.to.row(&Draw {
            key,
            rev: old.rev,
            owner: None,
            restricted: false,
            payload: Some(&write_list(&list)),
        })
    }
}
