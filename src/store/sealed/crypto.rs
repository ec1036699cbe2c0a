//! Keys, sealing and padding. XChaCha20-Poly1305 under random 24-byte nonces: no counter to keep, so a
//! restored backup cannot repeat one.

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{Key as CipherKey, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Id;
use super::error::Error;

pub(super) const NONCE: usize = 24;
pub(super) const TAG: usize = 16;

/// The largest value that one row, draft or journal entry may hold. A record is at most a long
/// narrative; anything near this is a mistake, and reading it back would cost memory without bound.
pub const MAX_PAYLOAD: usize = 64 << 20;

/// 32 secret bytes, wiped when dropped.
pub(super) type Secret = Zeroizing<[u8; 32]>;

pub(super) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::Io(std::io::ErrorKind::Other))?;
    Ok(bytes)
}

pub(super) fn random_secret() -> Result<Secret, Error> {
    let mut secret = Secret::default();
    getrandom::fill(secret.as_mut()).map_err(|_| Error::Io(std::io::ErrorKind::Other))?;
    Ok(secret)
}

/// Everything that unlocking yields. No `Debug`, no `Clone`: keys stay in one place.
pub(super) struct Keys {
    pub data: Secret,
    pub row: Secret,
    pub head: Secret,
    pub journal: Secret,
    pub draft: Secret,
    pub digest: Secret,
    /// Present only for those entitled to restricted rows.
    pub restricted: Option<Restricted>,
}

/// What opens restricted rows, the restricted half of journal entries, and restricted drafts.
pub(super) struct Restricted {
    pub data: Secret,
    pub row: Secret,
    pub journal: Secret,
    pub draft: Secret,
    pub draft_id: Secret,
}

fn derive(data: &Secret, store: &Id, label: &str) -> Secret {
    let mut key = Secret::default();
    Hkdf::<Sha256>::new(Some(store), data.as_ref())
        .expand(label.as_bytes(), key.as_mut())
        .expect("32 bytes is a valid length for HKDF-SHA256");
    key
}

impl Keys {
    pub(super) fn derive(store: &Id, data: Secret, restricted: Option<Secret>) -> Self {
        let restricted = restricted.map(|data| Restricted {
            row: derive(&data, store, "befriend restricted row 1"),
            journal: derive(&data, store, "befriend restricted journal 1"),
            draft: derive(&data, store, "befriend restricted draft 1"),
            draft_id: derive(&data, store, "befriend restricted draft id 1"),
            data,
        });
        Self {
            row: derive(&data, store, "befriend row 1"),
            head: derive(&data, store, "befriend head 1"),
            journal: derive(&data, store, "befriend journal 1"),
            draft: derive(&data, store, "befriend draft 1"),
            digest: derive(&data, store, "befriend digest 1"),
            data,
            restricted,
        }
    }

    pub(super) fn restricted(&self) -> Result<&Restricted, Error> {
        self.restricted.as_ref().ok_or(Error::Forbidden)
    }
}

/// Associated data: a label for the purpose, the store, and fixed-length parts, so that no two
/// meanings share an encoding.
pub(super) fn bind(label: &str, store: &Id, parts: &[&[u8]]) -> Vec<u8> {
    let mut aad = Vec::with_capacity(label.len() + 16 + 64);
    aad.extend_from_slice(label.as_bytes());
    aad.extend_from_slice(store);
    for part in parts {
        aad.extend_from_slice(part);
    }
    aad
}

/// Appends `nonce || ciphertext || tag` to `out`, encrypting where it lies so that no copy of the
/// plaintext is left behind.
pub(super) fn seal_onto(out: &mut Vec<u8>, key: &Secret, aad: &[u8], plain: &[u8]) -> Result<(), Error> {
    let nonce: [u8; NONCE] = random()?;
    out.reserve(NONCE + plain.len() + TAG);
    out.extend_from_slice(&nonce);
    let start = out.len();
    out.extend_from_slice(plain);
    let tag = XChaCha20Poly1305::new(&CipherKey::from(**key))
        .encrypt_inout_detached(&XNonce::from(nonce), aad, (&mut out[start..]).into())
        .map_err(|_| Error::TooLarge)?;
    out.extend_from_slice(&tag);
    Ok(())
}

pub(super) fn seal(key: &Secret, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    seal_onto(&mut out, key, aad, plain)?;
    Ok(out)
}

/// The plaintext of `nonce || ciphertext || tag`, or nothing if a single bit of it, of the associated
/// data or of the key differs.
pub(super) fn unseal(key: &Secret, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
    let (cipher, tag) = rest.split_last_chunk::<TAG>()?;
    let mut plain = Zeroizing::new(cipher.to_vec());
    XChaCha20Poly1305::new(&CipherKey::from(**key))
        .decrypt_inout_detached(&XNonce::from(*nonce), aad, plain.as_mut_slice().into(), &Tag::from(*tag))
        .ok()?;
    Some(plain)
}

/// How finely a padded length tells the true one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bucket {
    /// 32 bytes up to 512, then 256.
    Small,
    /// Always 256: narratives, journal entries.
    Text,
}

const GONE: u32 = 1 << 31;

/// `length || payload || zeros`, up to the next bucket. `None` is a tombstone, whose mark lies in the
/// length and is therefore sealed too.
pub(super) fn pad(payload: Option<&[u8]>, bucket: Bucket) -> Result<Zeroizing<Vec<u8>>, Error> {
    let body = payload.unwrap_or_default();
    if body.len() > MAX_PAYLOAD {
        return Err(Error::TooLarge);
    }
    let len = u32::try_from(body.len()).map_err(|_| Error::TooLarge)?;
    let mark = if payload.is_none() { GONE } else { len };
    let step = if bucket == Bucket::Small && body.len() + 4 <= 512 { 32 } else { 256 };
    let total = (body.len() + 4).next_multiple_of(step);
    let mut plain = Zeroizing::new(Vec::with_capacity(total));
    plain.extend_from_slice(&mark.to_le_bytes());
    plain.extend_from_slice(body);
    plain.resize(total, 0);
    Ok(plain)
}

/// Undoes [`pad`]: outer `None` if it is malformed, inner `None` for a tombstone.
pub(super) fn unpad(mut plain: Zeroizing<Vec<u8>>) -> Option<Option<Zeroizing<Vec<u8>>>> {
    let mark = u32::from_le_bytes(*plain.first_chunk::<4>()?);
    if mark == GONE {
        return Some(None);
    }
    let len = usize::try_from(mark).ok()?;
    if len > plain.len() - 4 {
        return None;
    }
    plain.drain(..4);
    plain.truncate(len);
    Some(Some(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_unambiguous_and_hides_lengths() {
        for bucket in [Bucket::Small, Bucket::Text] {
            for len in 0..1_100 {
                let payload = vec![7; len];
                let padded = pad(Some(&payload), bucket).unwrap();
                assert_eq!(*unpad(padded).unwrap().unwrap(), payload);
            }
        }
        let sizes = |from: usize, to: usize, bucket| {
            (from..=to).map(|n| pad(Some(&vec![0; n]), bucket).unwrap().len()).collect::<Vec<_>>()
        };
        assert!(sizes(0, 28, Bucket::Small).iter().all(|n| *n == 32));
        assert!(sizes(29, 60, Bucket::Small).iter().all(|n| *n == 64));
        assert!(sizes(509, 764, Bucket::Small).iter().all(|n| *n == 768));
        assert!(sizes(0, 252, Bucket::Text).iter().all(|n| *n == 256));
        assert!(unpad(pad(None, Bucket::Small).unwrap()).unwrap().is_none());
        assert_eq!(
            pad(None, Bucket::Small).unwrap().len(),
            pad(Some(&[1; 20]), Bucket::Small).unwrap().len()
        );
    }

    #[test]
    fn one_flipped_bit_anywhere_is_refused() {
        let key = random_secret().unwrap();
        let sealed = seal(&key, b"where", b"what").unwrap();
        assert_eq!(**unseal(&key, b"where", &sealed).unwrap(), *b"what");
        for byte in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[byte] ^= 1;
            assert!(unseal(&key, b"where", &bad).is_none());
        }
        assert!(unseal(&key, b"there", &sealed).is_none());
        assert!((0..sealed.len()).all(|n| unseal(&key, b"where", &sealed[..n]).is_none()));
    }
}
