//! The sealed file: the only crate that names redb, bincode or a cipher.
//!
//! [`SchemeFile`] keeps a scheme: it is the one way in, from a command to a change on the disk, and the way back
//! to what was recorded and why. Beneath it, [`sealed`] keeps rows of bytes, a hash-chained journal and drafts in
//! one encrypted file, and knows nothing of children or visitors.

mod codec;
mod page;
mod schema;
mod scheme;
pub mod sealed;

pub use page::{Page, PageError};
pub use scheme::{
    Changed, Done, Draft, DraftKey, Error, HistoryEntry, NewScheme, Noted, Opened, Person, Place, Renewed,
    RunError, SchemeFile, TakenOn,
};
pub use sealed::{Access, Head, Kdf, Progress, RecoveryKey, Report, invitation, panic_is_caught};
