//! What can go wrong between the scheme and its file. Every sentence says what to do next; none holds anything
//! from inside a record.

use std::fmt;
use std::io::ErrorKind;

use domain::command::Refusal;

use crate::codec::Bad;
use crate::sealed::{self, Cause, Key};

/// Anything that the scheme's file can refuse or fail at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The sealed file's own.
    #[error(transparent)]
    Sealed(sealed::Error),
    /// The save failed, and the file was opened again and does not hold it. The world is as it was.
    #[error("It was not saved: {0}. Your words are kept; put that right and save again.")]
    NotSaved(Cause),
    /// The disk reported a failure, but the file was opened again and holds it. The world was read anew.
    #[error(
        "It is saved after all, as change {change}, although {cause}. Make a backup on another disk now."
    )]
    SavedAfterAll {
        /// The change number it became.
        change: u64,
        /// What the disk reported.
        cause: Cause,
    },
    /// The save failed, and the file cannot be opened again to see whether it holds it.
    #[error(
        "It is not known whether it was saved: {0}, and the file does not open again. Your words are kept; put that right, open the file again and look for the change before repeating it."
    )]
    Unsure(Cause),
    /// Written by a later release: never read by guessing, never rewritten.
    #[error(
        "{0} was written by a newer version of befriend; update befriend, or open the file read-only to look at the rest."
    )]
    Newer(Place),
    /// Genuine, but not what its place says it is.
    #[error(
        "{0} cannot be understood; keep this file, restore the latest backup, and report it as a fault in befriend."
    )]
    Unreadable(Place),
    /// More text than any record should hold.
    #[error("This is too long to save (over 500,000 letters); shorten it and save again.")]
    TooLong,
}

impl From<sealed::Error> for Error {
    fn from(error: sealed::Error) -> Self {
        Self::Sealed(error)
    }
}

impl Error {
    pub(super) fn of(bad: Bad, place: Place) -> Self {
        match bad {
            Bad::Newer => Self::Newer(place),
            Bad::Unreadable => Self::Unreadable(place),
            Bad::TooLong => Self::TooLong,
        }
    }
}

/// Where in the file something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A record.
    Record(Key),
    /// A journal entry.
    Entry(u64),
    /// A draft.
    Draft,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record(key) => {
                let mut name = key.to_string();
                name[..1].make_ascii_uppercase();
                f.write_str(&name)
            }
            Self::Entry(seq) => write!(f, "Journal entry {seq}"),
            Self::Draft => f.write_str("A draft"),
        }
    }
}

/// What the disk said, if the failure leaves the file to be opened again.
pub(super) fn left_open(error: &sealed::Error) -> Option<Cause> {
    match error {
        sealed::Error::NotSaved(cause) | sealed::Error::Unsure(cause) => Some(*cause),
        sealed::Error::NeedsReopen => Some(Cause::Io(ErrorKind::Other)),
        _ => None,
    }
}

/// Why a command did not become a change.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum RunError {
    /// A rule stands against it. Nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file stands against it. Whether anything was written, the sentence says.
    #[error(transparent)]
    Store(Error),
}

impl From<Error> for RunError {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<sealed::Error> for RunError {
    fn from(error: sealed::Error) -> Self {
        Self::Store(error.into())
    }
}
