//! Who can open the file.

use domain::people::Role;
use domain::world::World;

use crate::sealed::{self, Access, Kdf, NewFile, NewSlot, Progress, RecoveryKey};

use super::{Error, SchemeFile};

pub(super) const fn slot_role(role: Role) -> sealed::Role {
    match role {
        Role::CoOrdinator => sealed::Role::Coordinator,
        Role::TeamManager => sealed::Role::TeamManager,
        Role::Reader => sealed::Role::Reader,
    }
}

impl SchemeFile {
    /// What the person who unlocked the file may do.
    #[must_use]
    pub fn role(&self) -> Role {
        match self.sealed.role() {
            sealed::Role::Coordinator => Role::CoOrdinator,
            sealed::Role::TeamManager => Role::TeamManager,
            sealed::Role::Reader => Role::Reader,
        }
    }

    /// Whether the file was unlocked by the person of that name.
    #[must_use]
    pub fn is_me(&self, name: &str) -> bool {
        self.sealed.is_me(name)
    }

    /// The name of the person who unlocked the file, as it stands in what is recorded: in a file for one person the
    /// co-ordinator's.
    #[must_use]
    pub fn acting(&self, world: &World) -> String {
        let named = world.current_staff().find(|staff| self.is_me(&staff.name));
        let only = || world.scheme().map(|scheme| scheme.coordinator.clone());
        named.map(|staff| staff.name.clone()).or_else(only).unwrap_or_default()
    }

    /// How the file was opened.
    #[must_use]
    pub fn access(&self) -> Access {
        self.sealed.access()
    }

    /// How many people can open the file, not counting the recovery key.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn people(&self) -> Result<usize, Error> {
        Ok(self.sealed.people()?)
    }

    /// Whether a person of that name can open the file.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn has_person(&self, name: &str) -> Result<bool, Error> {
        Ok(self.sealed.has_slot(name)?)
    }

    /// Gives the person who unlocked the file another passphrase.
    ///
    /// # Errors
    /// See [`crate::sealed::Sealed::change_passphrase`].
    pub fn change_passphrase(&mut self, name: &str, current: &str, new: &str, kdf: Kdf) -> Result<(), Error> {
        Ok(self.sealed.change_passphrase(name, current, new, kdf)?)
    }

    /// Lets another person in.
    ///
    /// # Errors
    /// See [`crate::sealed::Sealed::add_slot`].
    pub fn add_person(&mut self, person: &NewSlot<'_>, kdf: Kdf) -> Result<(), Error> {
        Ok(self.sealed.add_slot(person, kdf)?)
    }

    /// Gives a person who has forgotten theirs a new passphrase.
    ///
    /// # Errors
    /// See [`crate::sealed::Sealed::reset_slot`].
    pub fn reset_person(&mut self, person: &NewSlot<'_>, kdf: Kdf) -> Result<(), Error> {
        Ok(self.sealed.reset_slot(person, kdf)?)
    }

    /// Takes away a person's passphrase; see [`SchemeFile::rekey`] for when somebody leaves.
    ///
    /// # Errors
    /// See [`crate::sealed::Sealed::remove_slot`].
    pub fn remove_person(&mut self, name: &str) -> Result<(), Error> {
        Ok(self.sealed.remove_slot(name)?)
    }

    /// Makes a new recovery key; the old one no longer opens this file.
    ///
    /// # Errors
    /// See [`crate::sealed::Sealed::renew_recovery`].
    pub fn renew_recovery(&mut self) -> Result<RecoveryKey, Error> {
        Ok(self.sealed.renew_recovery()?)
    }

    /// Seals everything anew under new keys for these people.
    ///
    /// # Errors
    /// See [`crate::sealed::Sealed::rekey`].
    pub fn rekey(&mut self, new: &NewFile<'_>, progress: Progress<'_>) -> Result<RecoveryKey, Error> {
        Ok(self.sealed.rekey(new, progress)?)
    }
}
