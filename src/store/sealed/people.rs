//! Who can open the file. Changing a passphrase rewrites one slot; nothing else has to be sealed anew.

use redb::{ReadableTable, ReadableTableMetadata};
use subtle::ConstantTimeEq;

use super::Id;
use super::error::{Error, Part};
use super::head::State;
use super::open::Sealed;
use super::recovery::RecoveryKey;
use super::slots::{self, Kdf, MAX_SLOTS, NewSlot, Slot};
use super::tables::{SLOTS, owned};

impl Sealed {
    /// Gives the person who unlocked the file another passphrase. Copies made earlier still open with the
    /// old one.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] if `name` and `current` are not those of the one who unlocked the file;
    /// otherwise as [`Sealed::commit`].
    pub fn change_passphrase(&mut self, name: &str, current: &str, new: &str, kdf: Kdf) -> Result<(), Error> {
        // Readers too may choose their own passphrase, so this is not `may_write`.
        if self.latched {
            return Err(Error::NeedsReopen);
        }
        if slots::slot_id(&self.store, name) != self.slot {
            return Err(Error::WrongPassphrase);
        }
        let old = self.slot_bytes(&self.slot)?.ok_or(Error::WrongPassphrase)?;
        let opened = Slot::read(&old)?.try_passphrase(&self.store, self.slot, current)?;
        let opened = opened.ok_or(Error::WrongPassphrase)?;
        if !bool::from(opened.keys.data.ct_eq(self.keys.data.as_ref())) {
            return Err(Error::Damaged(Part::Slots));
        }
        let restricted = self.keys.restricted.is_some();
        self.write_slot(&NewSlot { name, passphrase: new, role: self.role, restricted }, kdf, true)
    }

    /// Lets another person in.
    ///
    /// # Errors
    /// [`Error::NameTaken`]; [`Error::TooManyPeople`]; [`Error::Forbidden`] for readers, and for whoever
    /// would give more than they hold.
    pub fn add_slot(&mut self, person: &NewSlot<'_>, kdf: Kdf) -> Result<(), Error> {
        self.may_write()?;
        self.write_slot(person, kdf, false)
    }

    /// Gives a person who has forgotten theirs a new passphrase, or lets them in for the first time. For
    /// whoever is entitled to restricted rows, as the holder of the recovery key is.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody else; otherwise as [`Sealed::commit`].
    pub fn reset_slot(&mut self, person: &NewSlot<'_>, kdf: Kdf) -> Result<(), Error> {
        self.may_write()?;
        self.keys.restricted()?;
        self.write_slot(person, kdf, true)
    }

    /// Takes away a person's passphrase. It does not take away what they saw, nor copies of the file, nor
    /// the data key if they kept it: when somebody leaves, use [`Sealed::rekey`].
    ///
    /// # Errors
    /// [`Error::NoSuchName`]; [`Error::NobodyLeft`] for the last person; otherwise as [`Sealed::commit`].
    pub fn remove_slot(&mut self, name: &str) -> Result<(), Error> {
        self.may_write()?;
        let id = slots::slot_id(&self.store, name);
        let old = self.slot_bytes(&id)?.ok_or(Error::NoSuchName)?;
        self.transact(|sealed, txn| {
            let mut table = txn.open_table(SLOTS)?;
            table.remove(&id)?;
            let mut anybody = false;
            for item in table.iter()? {
                anybody |= Slot::read(item?.1.value())?.is_passphrase();
            }
            if !anybody {
                return Err(Error::NobodyLeft);
            }
            let mut state = sealed.state.clone();
            state.digest.toggle_slot(&sealed.keys, &id, &old);
            Ok(((), Some(state)))
        })
    }

    /// Whether a person of that name can open the file. The file itself does not list names.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn has_slot(&self, name: &str) -> Result<bool, Error> {
        Ok(self.slot_bytes(&slots::slot_id(&self.store, name))?.is_some())
    }

    /// How many people can open the file, not counting the recovery key.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn people(&self) -> Result<usize, Error> {
        let txn = self.db()?.read()?;
        let mut people = 0;
        for item in txn.open_table(SLOTS)?.iter()? {
            people += usize::from(Slot::read(item?.1.value())?.is_passphrase());
        }
        Ok(people)
    }

    /// Makes a new recovery key; the old one no longer opens this file.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is not entitled to all that it opens; otherwise as
    /// [`Sealed::commit`].
    pub fn renew_recovery(&mut self) -> Result<RecoveryKey, Error> {
        self.may_write()?;
        let key = RecoveryKey::random()?;
        let (id, slot) = slots::for_recovery(&self.store, &self.keys, &key)?;
        self.put_slot(id, slot, true)?;
        Ok(key)
    }

    /// Whether the file was unlocked by the person of that name.
    #[must_use]
    pub fn is_me(&self, name: &str) -> bool {
        slots::slot_id(&self.store, name) == self.slot
    }

    /// The id of the slot that unlocked the file.
    #[must_use]
    pub const fn me(&self) -> Id {
        self.slot
    }

    /// The id of the slot of somebody without a name: the first person, while there is no other.
    #[must_use]
    pub fn nameless(&self) -> Id {
        slots::slot_id(&self.store, "")
    }

    fn slot_bytes(&self, id: &Id) -> Result<Option<Vec<u8>>, Error> {
        owned(&self.db()?.read()?.open_table(SLOTS)?, id)
    }

    fn write_slot(&mut self, person: &NewSlot<'_>, kdf: Kdf, replace: bool) -> Result<(), Error> {
        let (id, slot) = slots::for_person(&self.store, &self.keys, person, kdf)?;
        self.put_slot(id, slot, replace)
    }

    fn put_slot(&mut self, id: Id, slot: Vec<u8>, replace: bool) -> Result<(), Error> {
        self.transact(|sealed, txn| {
            let mut table = txn.open_table(SLOTS)?;
            let mut state: State = sealed.state.clone();
            if let Some(old) = owned(&table, &id)? {
                if !replace {
                    return Err(Error::NameTaken);
                }
                state.digest.toggle_slot(&sealed.keys, &id, &old);
            } else if table.len()? >= MAX_SLOTS {
                return Err(Error::TooManyPeople);
            }
            state.digest.toggle_slot(&sealed.keys, &id, &slot);
            table.insert(&id, &slot[..])?;
            Ok(((), Some(state)))
        })
    }
}
