//! Who may do what. A role belongs to a person's slot in the sealed file, so nobody can take one on without that
//! person's passphrase; what only a team manager may read is sealed under a key that only theirs opens. What stands
//! here says so before anything is tried, in a sentence.

mod reading;
mod removal;
#[cfg(test)]
mod tests;

pub use reading::{is_kept_from_readers, is_shown, readable, readable_reason};
pub use removal::{end_reason_shown, shown, stage_shown};

use crate::command::{Command, NewRelease};
use crate::finding::Finding;
use crate::id::VisitorId;
use crate::record::{Kind, Staff, Subject};
use crate::rule::RuleId;
use serde::{Deserialize, Serialize};

/// What a person may do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Runs the scheme: reads and writes everything but what belongs to the team manager.
    CoOrdinator,
    /// Does what a co-ordinator does; owns what is restricted, such as allegations; lets others in and out.
    TeamManager,
    /// Looks, and changes nothing; does not see what was said in confidence.
    Reader,
}

impl Role {
    /// Every role and its words.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::CoOrdinator, "co-ordinator"), (Self::TeamManager, "team manager"), (Self::Reader, "reader")];

    /// Its words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::CoOrdinator => "co-ordinator",
            Self::TeamManager => "team manager",
            Self::Reader => "reader",
        }
    }

    /// Whether the person may read and write what is restricted.
    #[must_use]
    pub const fn may_see_restricted(self) -> bool {
        matches!(self, Self::TeamManager)
    }

    /// Whether the person may read what was said in confidence: the words of visit reports.
    #[must_use]
    pub const fn may_read_narrative(self) -> bool {
        !matches!(self, Self::Reader)
    }

    /// Whether the person may write at all.
    #[must_use]
    pub const fn may_write(self) -> bool {
        !matches!(self, Self::Reader)
    }
}

/// Who may issue a command.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Right {
    /// Everybody who can open the file.
    Everybody,
    /// Whoever runs the scheme: co-ordinators and team managers.
    Writers,
    /// Team managers only.
    Managers,
}

impl Right {
    /// Whether a role has it.
    #[must_use]
    pub const fn has(self, role: Role) -> bool {
        match self {
            Self::Everybody => true,
            Self::Writers => role.may_write(),
            Self::Managers => matches!(role, Role::TeamManager),
        }
    }
}

/// Who may issue this command: the table. What it does not name is the work of those who run the scheme.
#[must_use]
pub fn right(command: &Command) -> Right {
    use Command as C;
    match command {
        C::ReceiveAllegation { .. } | C::TakeAllegationStep { .. } | C::NoteAccess { .. } => Right::Managers,
        C::ReleaseInformation { release } | C::RefuseRelease { release, .. } if is_of_allegation(release) => {
            Right::Managers
        }
        C::AddPerson { .. } | C::ChangePerson { .. } | C::RevokePerson { .. } => Right::Managers,
        C::ChangePassphrase {} | C::NoteDenial { .. } => Right::Everybody,
        C::Together { commands } => commands.iter().map(right).max().unwrap_or(Right::Writers),
        C::Undo { what } if what.after.iter().any(|change| change.key().0.is_restricted()) => Right::Managers,
        _ => Right::Writers,
    }
}

/// Whether a command goes together with a change of who can open the file, and so never with another.
#[must_use]
pub const fn changes_people(command: &Command) -> bool {
    matches!(
        command,
        Command::AddPerson { .. }
            | Command::ChangePerson { .. }
            | Command::ChangePassphrase {}
            | Command::RevokePerson { .. }
    )
}

/// Whether a command's journal entry is for team managers only, though it may change nothing.
#[must_use]
pub fn is_restricted(command: &Command) -> bool {
    match command {
        Command::ReceiveAllegation { .. }
        | Command::TakeAllegationStep { .. }
        | Command::NoteAccess { .. } => true,
        Command::ReleaseInformation { release } | Command::RefuseRelease { release, .. } => {
            is_of_allegation(release)
        }
        Command::Together { commands } => commands.iter().any(is_restricted),
        _ => false,
    }
}

/// Whether what is released, or refused, belongs to an allegation.
fn is_of_allegation(release: &NewRelease) -> bool {
    let of_it = |subject| matches!(subject, Subject::Allegation(_));
    of_it(release.about) || release.things.iter().any(|told| of_it(told.thing.subject))
}

/// What stands against a person of that role issuing the command (H8).
#[must_use]
pub fn refusal(role: Role, command: &Command) -> Option<Finding> {
    let right = right(command);
    if right.has(role) {
        return None;
    }
    Some(Finding::new(RuleId::H8, Subject::Scheme, no_right(role, right)))
}

/// Whether a change takes the team manager's role from somebody. What that person could open before they must not be
/// able to open with a key that they may have kept: the keys become new, as when somebody is shut out.
#[must_use]
pub fn takes_restricted_away(staff: &Staff, role: Option<Role>) -> bool {
    staff.role.may_see_restricted() && role.is_some_and(|role| !role.may_see_restricted())
}

/// Shorter passphrases than this are guessed.
const SHORTEST: usize = 12;

/// What is wrong with a new passphrase, if it is too short to keep anybody out.
#[must_use]
pub fn passphrase_is_too_short(typed: &str) -> Option<String> {
    (typed.chars().count() < SHORTEST).then(|| {
        format!(
            "A passphrase needs at least {SHORTEST} characters: four or five words are easy to remember and hard to guess."
        )
    })
}

/// Whether a sentence, as a greyed key gives it, refuses for the sake of the role (H8): such a refusal stands in the
/// journal.
#[must_use]
pub fn is_denial(sentence: &str) -> bool {
    [READERS_LOOK, MANAGERS_ONLY, STAYS_PAUSED].contains(&sentence)
}

/// What stands against a person of that role writing anything at all (H8): what greys a reader's keys.
#[must_use]
pub fn may_not_write(role: Role) -> Option<Finding> {
    (!role.may_write()).then(|| Finding::new(RuleId::H8, Subject::Scheme, no_right(role, Right::Writers)))
}

const READERS_LOOK: &str =
    "You may look at the scheme and not change it. Ask a co-ordinator or a team manager to do this.";
const MANAGERS_ONLY: &str = "Only a team manager may do this. Ask a team manager to do it.";
const STAYS_PAUSED: &str = "Visits are paused; see team manager. Only a team manager allows them again.";

const fn no_right(role: Role, needed: Right) -> &'static str {
    match (role, needed) {
        (Role::Reader, Right::Writers) => READERS_LOOK,
        _ => MANAGERS_ONLY,
    }
}

/// What stands against a person of that role taking a team manager's pause away (H8). It says nothing of why.
#[must_use]
pub fn may_not_lift(role: Role, visitor: VisitorId) -> Option<Finding> {
    let right = matches!(role, Role::TeamManager);
    (!right).then(|| Finding::new(RuleId::H8, Subject::Visitor(visitor), STAYS_PAUSED))
}

/// What stands against a person of that role pausing visits in the name of the team manager (H8).
#[must_use]
pub fn may_not_pause_as_manager(role: Role, visitor: VisitorId) -> Option<Finding> {
    let right = matches!(role, Role::TeamManager);
    let sentence = no_right(role, Right::Managers);
    (!right).then(|| Finding::new(RuleId::H8, Subject::Visitor(visitor), sentence).at("by_manager"))
}

impl Finding {
    /// Whether it says something that is for team managers only.
    #[must_use]
    pub const fn is_restricted(&self) -> bool {
        matches!(self.subject, Subject::Allegation(_))
    }
}

impl Kind {
    /// Whether records of this kind are for team managers only: sealed under the second key of the file.
    #[must_use]
    pub const fn is_restricted(self) -> bool {
        matches!(self, Self::Allegation | Self::AllegationRelease)
    }
}
