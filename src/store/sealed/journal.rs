//! The journal: one sealed entry per commit, each naming the hash of the one before.
//!
//! ```text
//! entry = nonce || sealed || tag, bound to store and sequence number; sealed, padded to 256:
//!         at(8) || hash before(32) || rows changed(4, then stamps) || payload(4, then bytes)
//!         || commitment(32) || restricted part(4, then nonce || sealed || tag; empty if none)
//! hash  = keyed(hash before || sequence || at || hash of stamps || hash of payload || commitment)
//! ```
//! The commitment is a salted hash of the restricted part, with the salt inside that part: the chain
//! covers what a reader may not see, and the reader cannot guess it from the chain.

use zeroize::Zeroizing;

use super::crypto::{Bucket, Keys, Secret, bind, pad, random, seal, unpad, unseal};
use super::error::{Error, Part};
use super::rows::{Stamp, read_list, write_list};
use super::{Body, Entry, Id};

/// An entry with everything that the chain needs.
pub(super) struct Link {
    pub seq: u64,
    pub at_ms: i64,
    pub before: [u8; 32],
    pub stamps: Vec<Stamp>,
    pub payload: Zeroizing<Vec<u8>>,
    commitment: [u8; 32],
    secret: Vec<u8>,
}

/// What the first entry names as the hash before it.
pub(super) fn genesis(store: &Id, chain_key: &Secret) -> [u8; 32] {
    *blake3::keyed_hash(chain_key, store).as_bytes()
}

const NO_SECRET: [u8; 32] = [0; 32];

fn secret_aad(store: &Id, seq: u64) -> Vec<u8> {
    bind("befriend restricted entry 1", store, &[&seq.to_le_bytes()])
}

fn entry_aad(store: &Id, seq: u64) -> Vec<u8> {
    bind("befriend entry 1", store, &[&seq.to_le_bytes()])
}

impl Link {
    pub(super) fn new(
        store: &Id,
        keys: &Keys,
        (seq, at_ms, before): (u64, i64, [u8; 32]),
        stamps: Vec<Stamp>,
        payload: Vec<u8>,
        restricted: Option<&[u8]>,
    ) -> Result<Self, Error> {
        let mut link = Self {
            seq,
            at_ms,
            before,
            stamps,
            payload: Zeroizing::new(payload),
            commitment: NO_SECRET,
            secret: Vec::new(),
        };
        if let Some(restricted) = restricted {
            let mut salted = Zeroizing::new(random::<32>()?.to_vec());
            salted.extend_from_slice(restricted);
            link.commitment = *blake3::hash(&salted).as_bytes();
            link.seal_secret(store, keys, &salted)?;
        }
        Ok(link)
    }

    fn seal_secret(&mut self, store: &Id, keys: &Keys, salted: &[u8]) -> Result<(), Error> {
        let plain = pad(Some(salted), Bucket::Text)?;
        self.secret = seal(&keys.restricted()?.journal, &secret_aad(store, self.seq), &plain)?;
        Ok(())
    }

    /// The hash that the next entry, or the head, must name.
    pub(super) fn hash(&self, chain_key: &Secret) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_keyed(chain_key);
        hasher.update(&self.before).update(&self.seq.to_le_bytes()).update(&self.at_ms.to_le_bytes());
        hasher.update(blake3::hash(&write_list(&self.stamps)).as_bytes());
        hasher.update(blake3::hash(&self.payload).as_bytes()).update(&self.commitment);
        *hasher.finalize().as_bytes()
    }

    pub(super) fn seal(&self, store: &Id, keys: &Keys) -> Result<Vec<u8>, Error> {
        let stamps = write_list(&self.stamps);
        let mut plain =
            Zeroizing::new(Vec::with_capacity(128 + stamps.len() + self.payload.len() + self.secret.len()));
        plain.extend_from_slice(&self.at_ms.to_le_bytes());
        plain.extend_from_slice(&self.before);
        write_part(&mut plain, &stamps)?;
        write_part(&mut plain, &self.payload)?;
        plain.extend_from_slice(&self.commitment);
        write_part(&mut plain, &self.secret)?;
        let padded = pad(Some(&plain), Bucket::Text)?;
        seal(&keys.journal, &entry_aad(store, self.seq), &padded)
    }

    pub(super) fn open(store: &Id, keys: &Keys, seq: u64, sealed: &[u8]) -> Result<Self, Error> {
        Self::read(store, keys, seq, sealed).ok_or(Error::Damaged(Part::Entry(seq)))
    }

    fn read(store: &Id, keys: &Keys, seq: u64, sealed: &[u8]) -> Option<Self> {
        let plain = unpad(unseal(&keys.journal, &entry_aad(store, seq), sealed)?)??;
        let (at_ms, rest) = plain.split_first_chunk::<8>()?;
        let (before, mut rest) = rest.split_first_chunk::<32>()?;
        let stamps = read_list(read_part(&mut rest)?)?;
        let payload = Zeroizing::new(read_part(&mut rest)?.to_vec());
        let (commitment, mut rest) = rest.split_first_chunk::<32>()?;
        let secret = read_part(&mut rest)?.to_vec();
        (rest.is_empty() && (*commitment == NO_SECRET) == secret.is_empty()).then_some(Self {
            seq,
            at_ms: i64::from_le_bytes(*at_ms),
            before: *before,
            stamps,
            payload,
            commitment: *commitment,
            secret,
        })
    }

    fn open_secret(&self, store: &Id, keys: &Keys) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let Some(restricted) = keys.restricted.as_ref().filter(|_| !self.secret.is_empty()) else {
            return Ok(None);
        };
        unseal(&restricted.journal, &secret_aad(store, self.seq), &self.secret)
            .and_then(|plain| unpad(plain)?)
            .filter(|salted| salted.len() >= 32 && *blake3::hash(salted).as_bytes() == self.commitment)
            .map(Some)
            .ok_or(Error::Damaged(Part::Entry(self.seq)))
    }

    /// The same entry under other keys. The chain does not change.
    pub(super) fn reseal(mut self, store: &Id, old: &Keys, new: &Keys) -> Result<Vec<u8>, Error> {
        if !self.secret.is_empty() {
            let salted = self.open_secret(store, old)?.ok_or(Error::Forbidden)?;
            self.seal_secret(store, new, &salted)?;
        }
        self.seal(store, new)
    }

    pub(super) fn into_entry(self, store: &Id, keys: &Keys) -> Result<Entry, Error> {
        let restricted = match self.open_secret(store, keys)? {
            Some(mut salted) => {
                salted.drain(..32);
                Some(Body::Open(salted))
            }
            None => (!self.secret.is_empty()).then_some(Body::Withheld),
        };
        Ok(Entry {
            seq: self.seq,
            at_ms: self.at_ms,
            changed: self.stamps.iter().map(|stamp| (stamp.key, stamp.rev)).collect(),
            payload: self.payload,
            restricted,
        })
    }
}

fn write_part(out: &mut Vec<u8>, part: &[u8]) -> Result<(), Error> {
    out.extend_from_slice(&u32::try_from(part.len()).map_err(|_| Error::TooLarge)?.to_le_bytes());
    out.extend_from_slice(part);
    Ok(())
}

fn read_part<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (len, rest) = bytes.split_first_chunk::<4>()?;
    let (part, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*len)).ok()?)?;
    *bytes = rest;
    Some(part)
}
