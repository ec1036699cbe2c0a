//! The sealed file: the only crate that names redb, bincode or a cipher.
//!
//! [`sealed`] keeps rows of bytes, a hash-chained journal and drafts in one encrypted file. It knows
//! nothing of children or visitors: kinds, ids and payloads are the caller's.

pub mod sealed;
