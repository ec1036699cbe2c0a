//! The sealed head: the change number, the end of the journal's chain, and the digest of all rows.

use super::Id;
use super::crypto::{Keys, Secret, bind, seal, unseal};
use super::error::{Error, Part};
use super::rows::Digest;
use super::words::WORDS;

const VERSION: u8 = 1;
const SIZE: usize = 1 + 8 + 8 + 32 + 32 + 32 + 8 + 8 + 2;

/// Where a file stands. Noted down outside the file, it is the only thing that tells a complete older
/// copy from the present one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The change number: how many commits the file has seen.
    pub seq: u64,
    /// When the last of them was made, in milliseconds since 1970 (UTC), by the caller's clock.
    pub at_ms: i64,
    /// Three words that stand for the whole history up to here.
    pub witness_words: [&'static str; 3],
}

/// The head as kept in memory and, sealed, in the file.
#[derive(Clone)]
pub(super) struct State {
    pub seq: u64,
    pub at_ms: i64,
    pub chain: [u8; 32],
    pub digest: Digest,
    /// Random, and carried into a file with new keys, so that the words stay the same there.
    pub chain_key: Secret,
    /// The number of deferred rows, so that a missing one is noticed without reading them.
    pub deferred: u64,
    /// Entries up to this one name row tags from before the last change of keys.
    pub rekeyed_at: u64,
    pub epoch: u16,
}

impl State {
    pub(super) fn public(&self) -> Head {
        Head { seq: self.seq, at_ms: self.at_ms, witness_words: words(self.seq, &self.chain) }
    }

    pub(super) fn seal(&self, store: &Id, keys: &Keys) -> Result<Vec<u8>, Error> {
        let mut plain = zeroize::Zeroizing::new(Vec::with_capacity(SIZE));
        plain.push(VERSION);
        plain.extend_from_slice(&self.seq.to_le_bytes());
        plain.extend_from_slice(&self.at_ms.to_le_bytes());
        plain.extend_from_slice(&self.chain);
        plain.extend_from_slice(&self.digest.0);
        plain.extend_from_slice(self.chain_key.as_ref());
        plain.extend_from_slice(&self.deferred.to_le_bytes());
        plain.extend_from_slice(&self.rekeyed_at.to_le_bytes());
        plain.extend_from_slice(&self.epoch.to_le_bytes());
        seal(&keys.head, &bind("befriend head 1", store, &[]), &plain)
    }

    pub(super) fn open(store: &Id, keys: &Keys, sealed: &[u8]) -> Result<Self, Error> {
        let damaged = Error::Damaged(Part::Head);
        let Some(plain) = unseal(&keys.head, &bind("befriend head 1", store, &[]), sealed) else {
            return Err(damaged);
        };
        match plain.first() {
            Some(&VERSION) if plain.len() == SIZE => {}
            Some(&later) if later > VERSION => return Err(Error::Newer(later.into())),
            _ => return Err(damaged),
        }
        let eight = |at: usize| *plain[at..].first_chunk::<8>().expect("the length was checked");
        let hash = |at: usize| *plain[at..].first_chunk::<32>().expect("the length was checked");
        Ok(Self {
            seq: u64::from_le_bytes(eight(1)),
            at_ms: i64::from_le_bytes(eight(9)),
            chain: hash(17),
            digest: Digest(hash(49)),
            chain_key: Secret::new(hash(81)),
            deferred: u64::from_le_bytes(eight(113)),
            rekeyed_at: u64::from_le_bytes(eight(121)),
            epoch: u16::from_le_bytes([plain[129], plain[130]]),
        })
    }
}

/// The words for a point in the history. They tell nothing of what is in it.
pub(super) fn words(seq: u64, chain: &[u8; 32]) -> [&'static str; 3] {
    let mut hasher = blake3::Hasher::new_derive_key("befriend witness words 1");
    hasher.update(&seq.to_le_bytes()).update(chain);
    let hash = hasher.finalize();
    let [a, b, c] = *hash.as_bytes().first_chunk().expect("a hash has three bytes");
    [a, b, c].map(|byte| WORDS[usize::from(byte)])
}
