//! Values to bytes and back: the only place that names bincode.
//!
//! ```text
//! payload = schema number (2, little endian) || bincode
//! ```
//! The settings below are part of the file format and never change. What reaches `decode` was sealed by
//! this program and is authentic; the limit and the refusal of leftover bytes are the second fence, against a
//! value read as the wrong type.

use bincode::config::{self, Config};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// No value says that it is longer than this, so a wrong length cannot ask for all memory.
const LIMIT: usize = 4 << 20;

/// Nothing longer is written. A number may count eightfold against the limit, and what was written must be read.
pub(crate) const LONGEST: usize = LIMIT / 8;

/// Why a payload cannot be read, or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bad {
    /// Its schema number is of a later release.
    Newer,
    /// It is not what its place says it is.
    Unreadable,
    /// It would be longer than anything may be.
    TooLong,
}

fn settings() -> impl Config {
    config::standard().with_limit::<LIMIT>()
}

/// The bytes of a value, behind its schema number.
pub(crate) fn encode(schema: u16, value: &impl Serialize) -> Result<Vec<u8>, Bad> {
    let mut bytes = schema.to_le_bytes().to_vec();
    bincode::serde::encode_into_std_write(value, &mut bytes, settings()).map_err(|_| Bad::Unreadable)?;
    if bytes.len() > LONGEST { Err(Bad::TooLong) } else { Ok(bytes) }
}

/// The schema number, and what stands behind it.
pub(crate) fn split(payload: &[u8]) -> Result<(u16, &[u8]), Bad> {
    let (schema, body) = payload.split_first_chunk::<2>().ok_or(Bad::Unreadable)?;
    Ok((u16::from_le_bytes(*schema), body))
}

/// A value from what stands behind its schema number, all of it.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, Bad> {
    match bincode::serde::decode_from_slice(body, settings()) {
        Ok((value, read)) if read == body.len() => Ok(value),
        _ => Err(Bad::Unreadable),
    }
}

/// A payload of which there has only ever been one schema.
pub(crate) fn decode_only<T: DeserializeOwned>(schema: u16, payload: &[u8]) -> Result<T, Bad> {
    match split(payload)? {
        (found, body) if found == schema => decode(body),
        (found, _) if found > schema => Err(Bad::Newer),
        _ => Err(Bad::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_reads_back_and_nothing_may_be_left_over_or_missing() {
        let bytes = encode(1, &("Leila".to_owned(), 7u64, Some(true))).unwrap();
        assert_eq!(bytes[..2], [1, 0]);
        let back: (String, u64, Option<bool>) = decode_only(1, &bytes).unwrap();
        assert_eq!(back, ("Leila".to_owned(), 7, Some(true)));
        for cut in 0..bytes.len() {
            assert!(decode_only::<(String, u64, Option<bool>)>(1, &bytes[..cut]).is_err(), "cut at {cut}");
        }
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(decode_only::<(String, u64, Option<bool>)>(1, &longer), Err(Bad::Unreadable));
        assert_eq!(decode_only::<(String, u64, Option<bool>)>(0, &bytes), Err(Bad::Newer));
        assert_eq!(decode_only::<(String, u64, Option<bool>)>(2, &bytes), Err(Bad::Unreadable));
    }

    #[test]
    fn a_hostile_length_asks_for_no_memory() {
        // A length of 2^63 in front of nothing, read as text, as bytes, as a list.
        let hostile = [&[0xFD][..], &(1u64 << 63).to_le_bytes()].concat();
        assert_eq!(decode::<String>(&hostile), Err(Bad::Unreadable));
        assert_eq!(decode::<Vec<u8>>(&hostile), Err(Bad::Unreadable));
        assert_eq!(decode::<Vec<(u64, String)>>(&hostile), Err(Bad::Unreadable));
    }
}
