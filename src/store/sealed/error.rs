//! What can go wrong, each with one plain sentence that says what to do next.
//!
//! No sentence holds anything from inside the file: rows are named by kind and id only, and paths
//! appear as the user gave them.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::Key;

/// Anything that this module can refuse or fail at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Wrong name, wrong passphrase, or both: which of them is never said.
    #[error("That name and passphrase do not open this file; check both and try again.")]
    WrongPassphrase,
    /// A well-formed recovery key that belongs to another file or was renewed since.
    #[error("That recovery key does not open this file; use the key printed most recently for it.")]
    WrongRecoveryKey,
    /// The typed recovery key fails its own checksum.
    #[error(
        "That recovery key is mistyped: it has 36 letters and digits in nine groups of four; check it and type it again."
    )]
    RecoveryKeyMistyped,
    /// Something else lies at that path.
    #[error("This is not a befriend file; choose another file.")]
    NotOurFile,
    /// The file is shorter than it was.
    #[error("The file is cut short, so part of it is missing; restore the latest backup.")]
    Truncated,
    /// The file was changed by something other than this program, or the disk is failing.
    #[error("The file is damaged ({0}); restore the latest backup and keep this file for inspection.")]
    Damaged(Part),
    /// Written by a newer release.
    #[error("The file was written by a newer version of befriend (format {0}); update befriend to open it.")]
    Newer(u16),
    /// Another process, or another window of this one, holds the file.
    #[error("This scheme is already open in another window or on this computer; close it there first.")]
    AlreadyOpen,
    /// The folder or the file cannot be written.
    #[error("This place cannot be written to; open the file read-only, or move it to a folder of your own.")]
    ReadOnlyPlace,
    /// The handle was opened for reading only.
    #[error("The file is open read-only, so nothing can be saved; open it again for writing.")]
    ReadOnly,
    /// No room, noticed before anything was tried.
    #[error("The disk is full; free some space and save again.")]
    Full,
    /// Creating would overwrite.
    #[error("There is already a file at {}; choose another name.", .0.display())]
    Exists(PathBuf),
    /// Nothing at that path.
    #[error("There is no file at {}; check the path.", .0.display())]
    Missing(PathBuf),
    /// Others on this computer may read the file.
    #[error("Other people on this computer can read the file; run: chmod 600 '{}'", .0.display())]
    NotPrivate(PathBuf),
    /// The row was changed since the caller read it. Nothing was written.
    #[error(
        "{key} was changed in the meantime (it is at revision {found}); look at it again and redo the change."
    )]
    Conflict {
        /// The row in question.
        key: Key,
        /// Its present revision; 0 when there is no such row.
        found: u64,
    },
    /// The file is at another change number than the caller believes. Nothing was written.
    #[error("The file is at change {head}, not where this change began; read it again and redo the change.")]
    Stale {
        /// The present sequence number.
        head: u64,
    },
    /// The person who unlocked the file may not do this.
    #[error("Your access does not allow this; ask the team manager, or use the recovery key.")]
    Forbidden,
    /// A person of that name has a passphrase already.
    #[error("That name already has a passphrase; choose another name, or reset theirs.")]
    NameTaken,
    /// No person of that name has a passphrase.
    #[error("No passphrase belongs to that name; check the spelling.")]
    NoSuchName,
    /// The last way in would have been removed, or a file would have begun with none.
    #[error("At least one person must be able to open the file; add another passphrase first.")]
    NobodyLeft,
    /// More people than a file can hold.
    #[error("The file holds passphrases for {max} people at most; remove one first.", max = super::slots::MAX_PEOPLE)]
    TooManyPeople,
    /// One value is larger than any record should be.
    #[error("This is too large to save (over {} MiB); shorten it.", super::crypto::MAX_PAYLOAD >> 20)]
    TooLarge,
    /// The caller used a kind that this layer keeps for itself.
    #[error("Kind {0} is reserved; this is a fault in befriend, please report it.")]
    ReservedKind(u8),
    /// A passphrase cost that no file may ask for, so a file made with it would never open.
    #[error("That passphrase cost is outside what a file may ask for; choose the standard one.")]
    Unbearable,
    /// Not enough memory for the key derivation.
    #[error("There is not enough free memory to unlock the file; close other programs and try again.")]
    Memory,
    /// The save failed before it was handed to the disk: nothing of it is in the file.
    #[error(
        "NOT SAVED: {0}. Nothing of this change reached the file; put that right, reopen and save again."
    )]
    NotSaved(Cause),
    /// The save failed while the disk had it: it may or may not be there. `reopen` tells.
    #[error("NOT CERTAIN TO BE SAVED: {0}. Reopen the file to see whether the change is in it.")]
    Unsure(Cause),
    /// An earlier save failed, so nothing is written until `reopen` has succeeded.
    #[error("NOT SAVED: an earlier save failed; reopen the file and then save again.")]
    NeedsReopen,
    /// A backup or copy did not pass its own check, and was discarded.
    #[error("The copy was discarded because {0} problems were found in it; run a full check of the file.")]
    CopyUnsound(usize),
    /// Anything else the operating system reports.
    #[error("The file could not be used ({0}); check the disk and try again.")]
    Io(ErrorKind),
}

/// Why a save failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The disk has no room left.
    Full,
    /// The place stopped being writable.
    ReadOnlyPlace,
    /// The pages under the rows are inconsistent.
    Damaged,
    /// Anything else the operating system reports.
    Io(ErrorKind),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("the disk is full"),
            Self::ReadOnlyPlace => f.write_str("the file can no longer be written to"),
            Self::Damaged => f.write_str("the file is damaged"),
            Self::Io(kind) => write!(f, "the disk reported an error ({kind})"),
        }
    }
}

/// Which part of a file is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The database's own pages.
    Pages,
    /// The marks at the start: format and store id.
    Marks,
    /// The sealed head, which holds change number, chain and digest.
    Head,
    /// The list of passphrases.
    Slots,
    /// One row.
    Row(Key),
    /// The rows taken together: one is missing, added, or an older copy.
    RowSet,
    /// The journal's length or its last link.
    Journal,
    /// One journal entry, or the link from it to the next.
    Entry(u64),
    /// A draft.
    Draft,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages => f.write_str("its pages"),
            Self::Marks => f.write_str("its first marks"),
            Self::Head => f.write_str("its head"),
            Self::Slots => f.write_str("its passphrase list"),
            Self::Row(key) => write!(f, "{key}"),
            Self::RowSet => f.write_str("a record is missing, added or replaced by an older copy"),
            Self::Journal => f.write_str("the end of its journal"),
            Self::Entry(seq) => write!(f, "journal entry {seq}"),
            Self::Draft => f.write_str("a draft"),
        }
    }
}

impl Error {
    /// The same failure, seen from a save that had not yet been handed to the disk.
    pub(super) fn into_not_saved(self) -> Self {
        match self.cause() {
            Some(cause) => Self::NotSaved(cause),
            None => self,
        }
    }

    /// The same failure, seen from a save that the disk already had.
    pub(super) fn into_unsure(self) -> Self {
        match self.cause() {
            Some(cause) => Self::Unsure(cause),
            None => self,
        }
    }

    fn cause(&self) -> Option<Cause> {
        match self {
            Self::Full => Some(Cause::Full),
            Self::ReadOnlyPlace => Some(Cause::ReadOnlyPlace),
            Self::Io(kind) => Some(Cause::Io(*kind)),
            Self::Truncated | Self::Damaged(Part::Pages) => Some(Cause::Damaged),
            _ => None,
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnlyPlace,
            ErrorKind::UnexpectedEof => Self::Truncated,
            ErrorKind::InvalidData => Self::Damaged(Part::Pages),
            kind => Self::Io(kind),
        }
    }
}

impl From<redb::Error> for Error {
    fn from(error: redb::Error) -> Self {
        match error {
            redb::Error::Io(error) => error.into(),
            redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => Self::AlreadyOpen,
            redb::Error::PreviousIo => Self::NeedsReopen,
            // redb names a short file only in its message
            redb::Error::Corrupted(message) if message.contains("truncated") => Self::Truncated,
            redb::Error::TableDoesNotExist(_)
            | redb::Error::TableTypeMismatch { .. }
            | redb::Error::TypeDefinitionChanged { .. }
            | redb::Error::TableIsMultimap(_)
            | redb::Error::TableIsNotMultimap(_) => Self::NotOurFile,
            redb::Error::UpgradeRequired(found) => Self::Newer(found.into()),
            redb::Error::ValueTooLarge(_) => Self::TooLarge,
            _ => Self::Damaged(Part::Pages),
        }
    }
}

macro_rules! through_redb {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Error {
            fn from(error: $kind) -> Self {
                redb::Error::from(error).into()
            }
        })*
    };
}
through_redb!(
    redb::DatabaseError,
    redb::TransactionError,
    redb::TableError,
    redb::StorageError,
    redb::CommitError,
    redb::SetDurabilityError
);
