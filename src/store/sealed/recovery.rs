//! The recovery key: 160 random bits on paper, for the day when every passphrase is out of reach.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::crypto::random;
use super::error::Error;

/// Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand survives.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEY: usize = 20;
/// 20 bits of hash: a slip of the pen passes once in a million.
const CHECK: usize = 4;

/// Opens the file when no passphrase does. Shown once, never stored.
pub struct RecoveryKey(Zeroizing<[u8; KEY]>);

impl RecoveryKey {
    pub(super) fn random() -> Result<Self, Error> {
        Ok(Self(Zeroizing::new(random()?)))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_ref()
    }

    /// Nine groups of four, to print or write down.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(44));
        for (n, symbol) in symbols(&self.0).iter().enumerate() {
            if n > 0 && n % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*symbol)]));
        }
        text
    }

    /// Reads a typed key, whatever its case, spaces and hyphens, and with O for 0 and I or L for 1.
    ///
    /// # Errors
    /// [`Error::RecoveryKeyMistyped`] when letters are missing, foreign, or fail the checksum.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let mut read = Zeroizing::new(Vec::with_capacity(40));
        for c in typed.chars() {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '_' | '.') => continue,
                c => c,
            };
            let value = ALPHABET.iter().position(|a| char::from(*a) == c);
            read.push(u8::try_from(value.ok_or(Error::RecoveryKeyMistyped)?).unwrap_or_default());
        }
        if read.len() != KEY * 8 / 5 + CHECK {
            return Err(Error::RecoveryKeyMistyped);
        }
        let mut key = Zeroizing::new([0u8; KEY]);
        for (n, symbol) in read[..KEY * 8 / 5].iter().enumerate() {
            for bit in 0..5 {
                if symbol & (16 >> bit) != 0 {
                    let at = n * 5 + bit;
                    key[at / 8] |= 128 >> (at % 8);
                }
            }
        }
        if *symbols(&key) == **read { Ok(Self(key)) } else { Err(Error::RecoveryKeyMistyped) }
    }

    /// Whether what was typed back is this very key: the proof that it was written down.
    #[must_use]
    pub fn matches(&self, typed: &str) -> bool {
        Self::parse(typed).is_ok_and(|other| other.0.ct_eq(&*self.0).into())
    }
}

fn symbols(key: &[u8; KEY]) -> Zeroizing<Vec<u8>> {
    let five = |bytes: &[u8], n: usize| {
        (0..5).fold(0, |acc, bit| {
            let at = n * 5 + bit;
            acc << 1 | (bytes[at / 8] >> (7 - at % 8) & 1)
        })
    };
    let check = blake3::derive_key("befriend recovery key checksum 1", key);
    let mut out = Zeroizing::new(Vec::with_capacity(KEY * 8 / 5 + CHECK));
    out.extend((0..KEY * 8 / 5).map(|n| five(key, n)));
    out.extend((0..CHECK).map(|n| five(&check, n)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_forgiving_of_hands_and_not_of_errors() {
        let key = RecoveryKey::random().unwrap();
        let text = key.text();
        assert_eq!(text.len(), 44);
        assert!(key.matches(&text));
        assert!(key.matches(&text.to_lowercase().replace('-', "  ")));
        assert!(key.matches(&text.replace('0', "o").replace('1', "l")));
        assert!(key.matches(&text.replace('1', "I")));
        assert!(!key.matches(&RecoveryKey::random().unwrap().text()));
        for wrong in ["", "U", &text[..43], &format!("{}0", *text)] {
            assert!(matches!(RecoveryKey::parse(wrong), Err(Error::RecoveryKeyMistyped)));
        }
        let mut slips = 0;
        for (at, was) in text.char_indices().filter(|(_, c)| *c != '-') {
            let other = if was == 'Z' { 'Y' } else { 'Z' };
            let mut slip = text.to_string();
            slip.replace_range(at..=at, &other.to_string());
            slips += usize::from(RecoveryKey::parse(&slip).is_ok());
        }
        assert_eq!(slips, 0);
    }
}
