//! Who can open the file.

use std::path::Path;

use domain::command::{Command, Context, Refusal};
use domain::entry::name::clean;
use domain::finding::Finding;
use domain::id::StaffId;
use domain::people::{Role, takes_restricted_away};
use domain::record::{Staff, Subject};
use domain::rule::RuleId;
use domain::world::World;
use zeroize::Zeroizing;

use crate::sealed::{self, Access, NewFile, NewSlot, Progress, RecoveryKey, Sealed, SlotChange};

use super::{Done, Error, RunError, SchemeFile};

/// Somebody to let in.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    /// The name, which is asked for with the passphrase.
    pub name: &'a str,
    /// Judging it is the caller's part.
    pub passphrase: &'a str,
    /// What the person may do.
    pub role: Role,
    /// The passphrase is to be changed at the first opening.
    pub invited: bool,
}

/// What new keys leave to be handed over.
pub struct Renewed {
    /// The new recovery key; the old one opens this file no more.
    pub recovery: RecoveryKey,
    /// The names of the others, and the passphrase with which each opens the file once.
    pub invitations: Vec<(String, Zeroizing<String>)>,
}

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

    /// Whether opening the file at `path` needs a name beside the passphrase: not while it is for one person.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn needs_name(path: &Path) -> Result<bool, Error> {
        Ok(Sealed::needs_name(path)?)
    }

    /// Whether the file was unlocked with its recovery key.
    #[must_use]
    pub fn by_recovery_key(&self) -> bool {
        self.sealed.by_recovery_key()
    }

    /// Whether the person who unlocked the file still has a passphrase of somebody else's making, and is to choose
    /// their own before anything else.
    #[must_use]
    pub fn must_choose_passphrase(&self, world: &World) -> bool {
        world.current_staff().any(|staff| staff.invited && self.is_me(&staff.name))
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
        if self.by_recovery_key() {
            return "Recovery key".to_owned();
        }
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

    /// Lets somebody in, with the record and the journal entry that tell of it. When the file was for one person until
    /// now, that one's slot is given the name on record in the same transaction: `mine` is the passphrase that
    /// unlocked it.
    ///
    /// # Errors
    /// [`RunError::Refused`] if the domain says no; [`sealed::Error::WrongPassphrase`] if `mine` is another; otherwise
    /// as [`SchemeFile::run`].
    pub fn let_in(
        &mut self,
        world: &mut World,
        context: &Context,
        person: &Person<'_>,
        mine: &str,
    ) -> Result<Done, RunError> {
        let command =
            Command::AddPerson { name: person.name.to_owned(), role: person.role, invited: person.invited };
        // The slot goes by the name as it is kept.
        let name = clean(person.name).unwrap_or_else(|_| person.name.to_owned());
        let first = self.acting(world);
        let both = [slot(&name, person.passphrase, person.role), slot(&first, mine, self.role())];
        let alone = self.is_me("");
        if alone && !self.sealed.knows(mine)? {
            return Err(sealed::Error::WrongPassphrase.into());
        }
        let change = SlotChange {
            remove: alone.then_some(""),
            add: if alone { &both } else { &both[..1] },
            replace: None,
            now_called: alone.then_some(&first),
        };
        self.run_with_slots(world, &command, context, &change)
    }

    /// Gives somebody another role, or a passphrase in the place of a forgotten one. A slot is opened by its
    /// passphrase and by nothing else, so another role needs a passphrase as well: one that the person has chosen, or
    /// one made up, to be changed at the next opening.
    ///
    /// # Errors
    /// As [`SchemeFile::let_in`]. Taking the team manager's role away is refused: the old keys would still open what is
    /// restricted. See [`SchemeFile::step_down`].
    pub fn change_person(
        &mut self,
        world: &mut World,
        context: &Context,
        (id, role): (StaffId, Option<Role>),
        (passphrase, invited): (&str, bool),
    ) -> Result<Done, RunError> {
        let command = Command::ChangePerson { person: id, role, invited };
        let staff = world.member(id).cloned();
        if staff.as_ref().is_some_and(|staff| takes_restricted_away(staff, role))
            && self.role() == Role::TeamManager
        {
            let sentence =
                "With the team manager's role the keys change as well. Use befriend people change.";
            let findings = vec![Finding::new(RuleId::H3, Subject::Scheme, sentence)];
            return Err(Refusal { findings }.into());
        }
        let slot = staff.as_ref().map(|staff| slot(&staff.name, passphrase, role.unwrap_or(staff.role)));
        self.run_with_slots(world, &command, context, &SlotChange { replace: slot, ..SlotChange::default() })
    }

    /// Gives the person who unlocked the file another passphrase. With the recovery key, that is whoever has the file
    /// to themselves.
    ///
    /// # Errors
    /// As [`SchemeFile::run`].
    pub fn change_passphrase(
        &mut self,
        world: &mut World,
        context: &Context,
        new: &str,
    ) -> Result<Done, RunError> {
        let mine = world.current_staff().find(|staff| self.is_me(&staff.name));
        let name = mine.map_or_else(String::new, |staff| staff.name.clone());
        let change = SlotChange { replace: Some(slot(&name, new, self.role())), ..SlotChange::default() };
        self.run_with_slots(world, &Command::ChangePassphrase {}, context, &change)
    }

    /// Shuts somebody out: everything is sealed anew under new keys, into a fresh file that takes the place of this
    /// one. Nothing in the file yields the passphrases of the others, so each gets one made up, to be changed at the
    /// next opening.
    ///
    /// # Errors
    /// [`RunError::Refused`] if the domain says no; see [`crate::sealed::Sealed::rekey`]. The file is then as it was.
    pub fn shut_out(
        &mut self,
        world: &mut World,
        context: &Context,
        id: StaffId,
        mine: &str,
        progress: Progress<'_>,
    ) -> Result<Renewed, RunError> {
        let stay = world.current_staff().filter(|staff| staff.id != id).cloned().collect();
        self.renew(world, context, (Command::RevokePerson { person: id }, stay), mine, progress)
    }

    /// Takes the team manager's role from somebody, who stays as `role`. Whoever was a team manager may have kept a copy
    /// of the key that opens what is restricted: as when somebody is shut out, everything is sealed anew under new keys,
    /// and everybody else gets a passphrase made up.
    ///
    /// # Errors
    /// As [`SchemeFile::shut_out`].
    pub fn step_down(
        &mut self,
        world: &mut World,
        context: &Context,
        (id, role): (StaffId, Role),
        mine: &str,
        progress: Progress<'_>,
    ) -> Result<Renewed, RunError> {
        let mut stay: Vec<Staff> = world.current_staff().cloned().collect();
        stay.iter_mut().filter(|staff| staff.id == id).for_each(|staff| staff.role = role);
        let command = Command::ChangePerson { person: id, role: Some(role), invited: true };
        self.renew(world, context, (command, stay), mine, progress)
    }

    /// Carries out a command that goes with new keys for everything, for those who stay.
    fn renew(
        &mut self,
        world: &mut World,
        context: &Context,
        (command, stay): (Command, Vec<Staff>),
        mine: &str,
        progress: Progress<'_>,
    ) -> Result<Renewed, RunError> {
        if !self.sealed.knows(mine)? {
            return Err(sealed::Error::WrongPassphrase.into());
        }
        let (me, others): (Vec<Staff>, Vec<Staff>) =
            stay.into_iter().partition(|staff| self.is_me(&staff.name));
        let mut invitations = Vec::new();
        for other in &others {
            invitations.push((other.name.clone(), sealed::invitation()?));
        }
        let mut people: Vec<_> = me.iter().map(|staff| slot(&staff.name, mine, staff.role)).collect();
        people.extend(
            others.iter().zip(&invitations).map(|(staff, (name, phrase))| slot(name, phrase, staff.role)),
        );
        let new = NewFile { people: &people, kdf: self.sealed.cost()? };
        let (_, recovery) =
            self.run_by(world, &command, context, |sealed, batch| sealed.rekey(&new, Some(batch), progress))?;
        Ok(Renewed { recovery, invitations })
    }

    fn run_with_slots(
        &mut self,
        world: &mut World,
        command: &Command,
        context: &Context,
        change: &SlotChange<'_>,
    ) -> Result<Done, RunError> {
        let cost = self.sealed.cost()?;
        let (done, _) = self
            .run_by(world, command, context, |sealed, batch| sealed.commit_with_slots(batch, change, cost))?;
        Ok(done)
    }
}

fn slot<'a>(name: &'a str, passphrase: &'a str, role: Role) -> NewSlot<'a> {
    NewSlot { name, passphrase, role: slot_role(role), restricted: role.may_see_restricted() }
}
