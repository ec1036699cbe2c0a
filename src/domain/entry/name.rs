//! Names of people and places: how they are kept, and how they are found again.
//!
//! A name is what a person says it is. Nothing is refused for its alphabet, its length of one letter or one
//! word, its case or its marks; only what cannot be seen is.

use super::{EntryError, shown, text::is_bidi_control};
use unicode_normalization::UnicodeNormalization;

/// The longest name, in characters.
pub const LONGEST: usize = 100;

/// Puts a typed name into the form it is kept in: composed characters (NFC), so that one name has one
/// spelling; no white space at the ends; single spaces between words. Line ends and tabs from a paste count
/// as spaces. The case and every visible mark stay as typed.
///
/// # Errors
/// A sentence when nothing is typed, no letter is, it is longer than [`LONGEST`] characters, or it holds a
/// character that cannot be seen.
pub fn clean(text: &str) -> Result<String, EntryError> {
    if let Some((at, hidden)) = text.char_indices().find(|(_, c)| is_hidden(*c)) {
        let sentence = "The name holds a character that cannot be seen, perhaps from a paste. Delete it and \
                        type the name by hand.";
        return Err(EntryError::at(sentence, at..at + hidden.len_utf8()));
    }
    let composed: String = text.nfc().collect();
    let name = composed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(EntryError::new("Nothing is typed yet. Type the name."));
    }
    if !name.chars().any(char::is_alphabetic) {
        let sentence = format!("'{}' has no letter in it. Type the name.", shown(&name));
        return Err(EntryError::whole(sentence, text));
    }
    let length = name.chars().count();
    if length > LONGEST {
        let sentence = format!(
            "That is {length} characters. A name is kept up to {LONGEST}: type the form that is used."
        );
        return Err(EntryError::whole(sentence, text));
    }
    Ok(name)
}

/// Control characters, marks that turn the direction of writing, and spaces without width: two names that
/// look the same must be the same. The joiners of Persian and Indian writing (U+200C, U+200D) are part of
/// the spelling and stay.
fn is_hidden(c: char) -> bool {
    let blank = c.is_whitespace();
    c.is_control() && !blank
        || is_bidi_control(c)
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The key under which a name is sought: plain lower-case Latin letters and figures with single spaces.
/// Accents go (`Zoë` zoe, `Łukasz` lukasz), other alphabets are spelt out (`李` li), apostrophes and dots
/// vanish (`O'Brien` obrien), hyphens part words (`Anne-Marie` anne marie). Never shown, never kept instead
/// of the name. Empty for a text without letters or figures.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = deunicode::deunicode(text);
    let mut key = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        } else if c.is_whitespace() || matches!(c, '-' | '_' | '/' | ',') {
            key.push(' ');
        }
    }
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The initials of a name in capitals without dots: `Leila Haddad` LH, `Zoë O'Brien` ZO, `李` 李. A word
/// without a letter gives none; a hyphened word gives its first.
#[must_use]
pub fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .flat_map(char::to_uppercase)
        .collect()
}

/// The first word and the initial of the last: `Leila Haddad` is `Leila H.`, a single name stays as it is.
/// For lists, where the whole name says more than is needed.
#[must_use]
pub fn short(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or("");
    let initial = words.next_back().and_then(|last| last.chars().find(|c| c.is_alphabetic()));
    match initial {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Sinéad O'Brien", "Sinéad O'Brien")]
    #[case("Zoe\u{308}", "Zo\u{eb}")]
    #[case("  Anne-Marie \t  Lowe\n", "Anne-Marie Lowe")]
    #[case("李", "李")]
    #[case("X", "X")]
    #[case("de la Cruz", "de la Cruz")]
    #[case("Ann\r\nLowe", "Ann Lowe")]
    #[case("می\u{200c}نا", "می\u{200c}نا")]
    fn names_are_kept_as_given(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(clean(typed).as_deref(), Ok(kept));
    }

    #[rstest]
    #[case("", "Nothing is typed yet. Type the name.")]
    #[case(" \t ", "Nothing is typed yet. Type the name.")]
    #[case("123 -", "'123 -' has no letter in it. Type the name.")]
    #[case("Ann\u{7}", "The name holds a character that cannot be seen")]
    #[case("Ann\u{1b}[31m", "The name holds a character that cannot be seen")]
    #[case("Ann\u{202e}eoL", "The name holds a character that cannot be seen")]
    #[case("Ann\u{200b}", "The name holds a character that cannot be seen")]
    fn names_refused(#[case] typed: &str, #[case] start: &str) {
        let error = clean(typed).unwrap_err();
        assert!(error.sentence().starts_with(start), "{error}");
    }

    #[test]
    fn a_hundred_characters_fit_and_one_more_does_not() {
        assert!(clean(&"é".repeat(LONGEST)).is_ok());
        assert_eq!(
            clean(&"é".repeat(LONGEST + 1)).unwrap_err().sentence(),
            "That is 101 characters. A name is kept up to 100: type the form that is used."
        );
        // Two code points a letter as typed, one as kept.
        assert!(clean(&"e\u{301}".repeat(LONGEST)).is_ok());
    }

    #[rstest]
    #[case("Sinéad O'Brien", "sinead obrien")]
    #[case("Sinéad O\u{2019}Brien", "sinead obrien")]
    #[case("Łukasz", "lukasz")]
    #[case("Zoe\u{308}", "zoe")]
    #[case("Anne-Marie", "anne marie")]
    #[case("李", "li")]
    #[case("St. John", "st john")]
    #[case("...", "")]
    fn keys_for_finding(#[case] name: &str, #[case] key: &str) {
        assert_eq!(fold(name), key);
    }

    #[rstest]
    #[case("Leila Haddad", "LH", "Leila H.")]
    #[case("zoë o'brien", "ZO", "zoë O.")]
    #[case("Anne-Marie de la Cruz", "ADLC", "Anne-Marie C.")]
    #[case("李", "李", "李")]
    #[case("Leila (Lei) 'Haddad'", "LLH", "Leila H.")]
    #[case("", "", "")]
    fn initials_and_short_names(#[case] name: &str, #[case] two: &str, #[case] listed: &str) {
        assert_eq!((initials(name).as_str(), short(name).as_str()), (two, listed));
    }

    proptest! {
        #[test]
        fn cleaning_and_folding_twice_change_nothing(text in any::<String>()) {
            if let Ok(name) = clean(&text) {
                prop_assert_eq!(clean(&name), Ok(name.clone()));
            }
            let key = fold(&text);
            prop_assert_eq!(fold(&key), key.clone());
            let _ = (initials(&text), short(&text));
        }
    }
}
