//! Rows: what lies in the clear, what is sealed, and what goes into the digest.
//!
//! ```text
//! row = format(1) || epoch(2) || revision(8) || owner(16, only if deferred) || nonce || sealed || tag
//! ```
//! The low half of the format byte is the version; the high half says which key seals the row and
//! whether it is deferred. All of the clear part is bound to the sealed part.

use super::crypto::{Bucket, Keys, NONCE, TAG, bind, pad, seal_onto, unpad, unseal};
use super::error::{Error, Part};
use super::{Body, Id, Key, Row};

const VERSION: u8 = 1;
const RESTRICTED: u8 = 0x10;
const DEFERRED: u8 = 0x20;
/// The kind of the lists of deferred rows, one per owner.
pub(super) const INDEX: u8 = 0xFF;

pub(super) type RawKey = [u8; 17];

impl Key {
    pub(super) fn raw(self) -> RawKey {
        let mut raw = [self.kind; 17];
        raw[1..].copy_from_slice(&self.id);
        raw
    }

    pub(super) fn from_raw(raw: &RawKey) -> Self {
        let (kind, id) = raw.split_first().expect("a key is not empty");
        Self { kind: *kind, id: *id.first_chunk().expect("an id follows the kind") }
    }
}

/// What is needed to seal rows, wherever they go.
pub(super) struct Sealing<'a> {
    pub store: &'a Id,
    pub keys: &'a Keys,
    pub epoch: u16,
}

/// A row's version, as the digest, the owner's list and the journal know it. The tag stands for the
/// contents: nobody without the key can make another row with the same one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub key: Key,
    pub format: u8,
    pub rev: u64,
    pub tag: [u8; TAG],
}

impl Stamp {
    pub(super) const SIZE: usize = 17 + 1 + 8 + TAG;

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.key.raw());
        out.push(self.format);
        out.extend_from_slice(&self.rev.to_le_bytes());
        out.extend_from_slice(&self.tag);
    }

    pub(super) fn read(bytes: &[u8; Self::SIZE]) -> Self {
        Self {
            key: Key::from_raw(bytes[..17].first_chunk().expect("17 bytes")),
            format: bytes[17],
            rev: u64::from_le_bytes(*bytes[18..26].first_chunk().expect("8 bytes")),
            tag: *bytes[26..].first_chunk().expect("16 bytes"),
        }
    }
}

/// A list of stamps: the payload of an owner's row.
pub(super) fn write_list(stamps: &[Stamp]) -> Vec<u8> {
    let mut out = Vec::with_capacity(stamps.len() * Stamp::SIZE);
    stamps.iter().for_each(|stamp| stamp.write(&mut out));
    out
}

pub(super) fn read_list(bytes: &[u8]) -> Option<Vec<Stamp>> {
    let (stamps, rest) = bytes.as_chunks::<{ Stamp::SIZE }>();
    rest.is_empty().then(|| stamps.iter().map(Stamp::read).collect())
}

/// The part of a row that can be read without a key.
#[derive(Clone, Copy)]
pub(super) struct Clear {
    pub stamp: Stamp,
    pub epoch: u16,
    pub owner: Option<Id>,
    len: usize,
}

impl Clear {
    pub(super) fn read(key: Key, bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(key, bytes).ok_or(Error::Damaged(Part::Row(key)))
    }

    fn parse(key: Key, bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<11>()?;
        let format = head[0];
        if format & 0x0F != VERSION || format & !(0x0F | RESTRICTED | DEFERRED) != 0 {
            return None;
        }
        let owner = if format & DEFERRED == 0 { None } else { Some(*rest.first_chunk::<16>()?) };
        let len = if owner.is_some() { 27 } else { 11 };
        if bytes.len() < len + NONCE + 32 + TAG {
            return None;
        }
        let stamp = Stamp {
            key,
            format,
            rev: u64::from_le_bytes(*head[3..].first_chunk()?),
            tag: *bytes.last_chunk()?,
        };
        Some(Self { stamp, epoch: u16::from_le_bytes([head[1], head[2]]), owner, len })
    }

    pub(super) fn is_restricted(&self) -> bool {
        self.stamp.format & RESTRICTED != 0
    }
}

/// What a row is to become.
pub(super) struct Draw<'a> {
    pub key: Key,
    pub rev: u64,
    pub owner: Option<Id>,
    pub restricted: bool,
    pub payload: Option<&'a [u8]>,
}

impl Sealing<'_> {
    pub(super) fn row(&self, draw: &Draw<'_>) -> Result<(Vec<u8>, Stamp), Error> {
        let seal_key = if draw.restricted { &self.keys.restricted()?.row } else { &self.keys.row };
        let mut format = VERSION;
        format |= if draw.restricted { RESTRICTED } else { 0 };
        format |= if draw.owner.is_some() { DEFERRED } else { 0 };
        let mut row = vec![format];
        row.extend_from_slice(&self.epoch.to_le_bytes());
        row.extend_from_slice(&draw.rev.to_le_bytes());
        row.extend_from_slice(draw.owner.as_ref().map_or(&[][..], |owner| &owner[..]));
        let bucket = if draw.owner.is_some() { Bucket::Text } else { Bucket::Small };
        let plain = pad(draw.payload, bucket)?;
        let aad = bind("befriend row 1", self.store, &[&draw.key.raw(), &row]);
        seal_onto(&mut row, seal_key, &aad, &plain)?;
        let tag = *row.last_chunk().expect("a sealed row ends in its tag");
        Ok((row, Stamp { key: draw.key, format, rev: draw.rev, tag }))
    }

    /// Opens a row. One that these keys are not entitled to is withheld, which is not an error.
    pub(super) fn open(&self, key: Key, bytes: &[u8]) -> Result<(Clear, Row), Error> {
        let clear = Clear::read(key, bytes)?;
        let damaged = || Error::Damaged(Part::Row(key));
        if clear.epoch != self.epoch {
            return Err(damaged());
        }
        let row = |body| Row { key, rev: clear.stamp.rev, body };
        let seal_key = match (clear.is_restricted(), &self.keys.restricted) {
            (false, _) => &self.keys.row,
            (true, Some(restricted)) => &restricted.row,
            (true, None) => return Ok((clear, row(Body::Withheld))),
        };
        let (open, sealed) = bytes.split_at(clear.len);
        let aad = bind("befriend row 1", self.store, &[&key.raw(), open]);
        let plain = unseal(seal_key, &aad, sealed).ok_or_else(damaged)?;
        let body = unpad(plain).ok_or_else(damaged)?.map_or(Body::Gone, Body::Open);
        Ok((clear, row(body)))
    }
}

/// A keyed hash of every row (and slot), combined with XOR so that a save costs a few hashes however
/// large the file is. XOR is safe because the result is only ever stored sealed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Digest(pub [u8; 32]);

impl Digest {
    pub(super) const EMPTY: Self = Self([0; 32]);

    fn toggle(&mut self, hash: &blake3::Hash) {
        self.0.iter_mut().zip(hash.as_bytes()).for_each(|(mine, theirs)| *mine ^= theirs);
    }

    /// Adds a row that was not there, or takes out one that was.
    pub(super) fn toggle_row(&mut self, keys: &Keys, stamp: &Stamp) {
        let mut bytes = Vec::with_capacity(1 + Stamp::SIZE);
        bytes.push(b'r');
        stamp.write(&mut bytes);
        self.toggle(&blake3::keyed_hash(&keys.digest, &bytes));
    }

    /// The same for a slot: otherwise the slot of somebody removed could be put back.
    pub(super) fn toggle_slot(&mut self, keys: &Keys, id: &Id, slot: &[u8]) {
        let mut bytes = Vec::with_capacity(17 + slot.len());
        bytes.push(b's');
        bytes.extend_from_slice(id);
        bytes.extend_from_slice(slot);
        self.toggle(&blake3::keyed_hash(&keys.digest, &bytes));
    }
}
