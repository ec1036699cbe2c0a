//! A change of who can open the file, in one transaction with the record and the journal entry that tell of it.

use redb::{ReadableTable, ReadableTableMetadata};
use zeroize::Zeroizing;

use super::Batch;
use super::crypto::random;
use super::error::Error;
use super::open::Sealed;
use super::slots::{self, Kdf, MAX_SLOTS, NewSlot, Role, Slot};
use super::tables::{SLOTS, owned};
use super::words::WORDS;

/// How many words a made-up passphrase has: 64 bits, behind the same derivation as every other.
const INVITATION: usize = 8;

/// What becomes of the ways in.
#[derive(Clone, Copy, Default)]
pub struct SlotChange<'a> {
    /// The name whose slot goes.
    pub remove: Option<&'a str>,
    /// New slots, for names that have none.
    pub add: &'a [NewSlot<'a>],
    /// A slot in the place of the one of that name.
    pub replace: Option<NewSlot<'a>>,
    /// The name that the person who unlocked the file goes by from now on, if it changes.
    pub now_called: Option<&'a str>,
}

/// A passphrase for somebody who is to choose their own: words by chance.
///
/// # Errors
/// If the system gives no chance.
pub fn invitation() -> Result<Zeroizing<String>, Error> {
    let chance: [u8; INVITATION] = random()?;
    let words: Vec<&str> = chance.iter().map(|byte| WORDS[usize::from(*byte)]).collect();
    Ok(Zeroizing::new(words.join(" ")))
}

impl Sealed {
    /// Writes a batch and changes the slots, both or neither.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is not entitled to restricted rows, except for a new passphrase of their own;
    /// [`Error::NameTaken`], [`Error::NoSuchName`], [`Error::NobodyLeft`], [`Error::TooManyPeople`]; otherwise as
    /// [`Sealed::commit`].
    pub fn commit_with_slots(
        &mut self,
        batch: Batch,
        change: &SlotChange<'_>,
        kdf: Kdf,
    ) -> Result<u64, Error> {
        if self.latched {
            return Err(Error::NeedsReopen);
        }
        if !self.is_own_passphrase(change) {
            self.may_write()?;
            self.keys.restricted()?;
        }
        let made = |person: &NewSlot<'_>| slots::for_person(&self.store, &self.keys, person, kdf);
        let added = change.add.iter().map(made).collect::<Result<Vec<_>, _>>()?;
        let replaced = change.replace.as_ref().map(made).transpose()?;
        let removed = change.remove.map(|name| slots::slot_id(&self.store, name));
        let change_number = self.transact(|sealed, txn| {
            let mut state = sealed.state.clone();
            sealed.lay(txn, &mut state, batch)?;
            let mut table = txn.open_table(SLOTS)?;
            if let Some(id) = removed {
                let old = owned(&table, &id)?.ok_or(Error::NoSuchName)?;
                state.digest.toggle_slot(&sealed.keys, &id, &old);
                table.remove(&id)?;
            }
            for (replaces, (id, slot)) in
                added.iter().map(|one| (false, one)).chain(replaced.iter().map(|one| (true, one)))
            {
                match owned(&table, id)? {
                    Some(_) if !replaces => return Err(Error::NameTaken),
                    None if replaces => return Err(Error::NoSuchName),
                    Some(old) => state.digest.toggle_slot(&sealed.keys, id, &old),
                    None if table.len()? >= MAX_SLOTS => return Err(Error::TooManyPeople),
                    None => {}
                }
                state.digest.toggle_slot(&sealed.keys, id, slot);
                table.insert(id, &slot[..])?;
            }
            let mut anybody = false;
            for item in table.iter()? {
                anybody |= Slot::read(item?.1.value())?.is_passphrase();
            }
            if anybody { Ok((state.seq, Some(state))) } else { Err(Error::NobodyLeft) }
        })?;
        if let Some(person) = change.replace.filter(|person| self.is_me(person.name)) {
            self.role = person.role;
            if !person.restricted {
                self.keys.restricted = None;
            }
        }
        if let Some(name) = change.now_called {
            self.slot = slots::slot_id(&self.store, name);
        }
        Ok(change_number)
    }

    /// Everybody may choose another passphrase for themselves, readers too, but take on nothing with it.
    fn is_own_passphrase(&self, change: &SlotChange<'_>) -> bool {
        let own = change.replace.is_some_and(|person| {
            self.is_me(person.name)
                && person.role == self.role
                && person.restricted == self.keys.restricted.is_some()
        });
        own && change.remove.is_none() && change.add.is_empty()
    }

    /// Writes a journal entry that changes nothing. Readers may too: what they were refused is written down.
    ///
    /// # Errors
    /// [`Error::Forbidden`] if the batch changes anything; otherwise as [`Sealed::commit`].
    pub fn commit_note(&mut self, batch: Batch) -> Result<u64, Error> {
        if self.role == Role::Reader && !(batch.puts.is_empty() && batch.clear_drafts.is_empty()) {
            return Err(Error::Forbidden);
        }
        if self.latched {
            return Err(Error::NeedsReopen);
        }
        self.transact(|sealed, txn| {
            let mut state = sealed.state.clone();
            sealed.lay(txn, &mut state, batch)?;
            Ok((state.seq, Some(state)))
        })
    }

    /// What one try of the passphrase costs that unlocked the file, so that another is no cheaper to guess; the
    /// standard after the recovery key.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn cost(&self) -> Result<Kdf, Error> {
        let slot = owned(&self.db()?.read()?.open_table(SLOTS)?, &self.slot)?;
        let slot = slot.as_deref().map(Slot::read).transpose()?.filter(Slot::is_passphrase);
        Ok(slot.map_or_else(Kdf::standard, |slot| slot.kdf))
    }

    /// Whether a passphrase is the one of the person who unlocked the file.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn knows(&self, passphrase: &str) -> Result<bool, Error> {
        let slot = owned(&self.db()?.read()?.open_table(SLOTS)?, &self.slot)?;
        let Some(slot) = slot else { return Ok(false) };
        Ok(Slot::read(&slot)?.try_passphrase(&self.store, self.slot, passphrase)?.is_some())
    }

    /// Whether the file was unlocked with its recovery key.
    #[must_use]
    pub fn by_recovery_key(&self) -> bool {
        self.slot == slots::recovery_id(&self.store)
    }
}
