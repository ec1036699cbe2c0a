//! Long text, such as a visit report, and single lines of it.

use super::EntryError;
use unicode_normalization::UnicodeNormalization;

/// The longest narrative, in characters: about seven closely typed pages.
pub const LONGEST: usize = 20_000;

/// Puts typed or pasted text into the form it is kept in: composed characters (NFC); every kind of line end
/// a line feed; no control characters but line feed and tab, and none that turn the direction of writing, so
/// that the text shows what it says. Blank lines at its start and white space at its end go. May be empty.
///
/// # Errors
/// A sentence that says how long the text was, when it is longer than [`LONGEST`] characters.
pub fn clean(text: &str) -> Result<String, EntryError> {
    // Refused before any work: no cleaning halves a pasted book, and composing one would take long.
    if text.len() > LONGEST * 16 {
        return Err(too_long(text.chars().count(), LONGEST));
    }
    let lines = text.replace("\r\n", "\n");
    let kept: String = lines
        .chars()
        .map(|c| if is_line_end(c) { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || is_bidi_control(*c) || *c == '\u{feff}'))
        .nfc()
        .collect();
    let kept = kept.trim_end().trim_start_matches('\n');
    let length = kept.chars().count();
    if length > LONGEST { Err(too_long(length, LONGEST)) } else { Ok(kept.to_owned()) }
}

/// As [`clean`], for a field of one line of up to `longest` characters: line ends and tabs become spaces,
/// and runs of spaces one. May be empty.
///
/// # Errors
/// A sentence that says how long the text was, when it is longer.
pub fn line(text: &str, longest: usize) -> Result<String, EntryError> {
    let kept = clean(text)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = kept.chars().count();
    if length > longest { Err(too_long(length, longest)) } else { Ok(kept) }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Marks that override or isolate the direction of writing, with which a text can show other than it says.
/// The plain marks (U+200E, U+200F, U+061C) only settle punctuation in Arabic and Hebrew and are not among
/// them.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn too_long(length: usize, longest: usize) -> EntryError {
    EntryError::new(format!(
        "That is {} characters, and {} fit here. Shorten it by {}, or put part of it in another note.",
        thousands(length),
        thousands(longest),
        thousands(length - longest)
    ))
}

/// 20413 as "20,413".
fn thousands(n: usize) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", thousands(n / 1000), n % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("", "")]
    #[case("Said \"brilliant\".", "Said \"brilliant\".")]
    #[case("one\r\ntwo\rthree\n", "one\ntwo\nthree")]
    #[case("\n\n  indented\n\nlast \t\n", "  indented\n\nlast")]
    #[case("a\tb", "a\tb")]
    #[case("Zoe\u{308}", "Zo\u{eb}")]
    #[case("bell\u{7} and \u{1b}[31mcolour", "bell and [31mcolour")]
    #[case("in\u{202e}verted\u{2066}", "inverted")]
    #[case("page\u{2028}break", "page\nbreak")]
    #[case("👩\u{200d}👧", "👩\u{200d}👧")]
    #[case("\u{feff}mark", "mark")]
    fn text_is_kept_clean(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(clean(typed).as_deref(), Ok(kept));
    }

    #[test]
    fn twenty_thousand_characters_fit_and_one_more_does_not() {
        assert!(clean(&"é".repeat(LONGEST)).is_ok());
        assert!(clean(&format!("{}\n\n", "e".repeat(LONGEST))).is_ok());
        assert_eq!(
            clean(&"é".repeat(LONGEST + 413)).unwrap_err().sentence(),
            "That is 20,413 characters, and 20,000 fit here. Shorten it by 413, or put part of it in another \
             note."
        );
        assert!(clean(&"e".repeat(LONGEST * 16 + 1)).unwrap_err().sentence().contains("320,001"));
    }

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(line("Abbey\r\nPark \t cafe ", 20).as_deref(), Ok("Abbey Park cafe"));
        assert!(line("12345", 5).is_ok());
        assert!(
            line("123456", 5).unwrap_err().sentence().starts_with("That is 6 characters, and 5 fit here.")
        );
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let kept = clean(&text).unwrap();
            prop_assert_eq!(clean(&kept), Ok(kept.clone()));
            prop_assert!(!kept.contains('\r'));
            let one = line(&text, LONGEST).unwrap();
            prop_assert_eq!(line(&one, LONGEST), Ok(one.clone()));
        }
    }
}
