//! Telephone numbers, put into one form so that the same number is found again.

use super::{EntryError, short_line};

const EXAMPLES: &str = "a number such as 07700 900123, 0116 496 0123 or +353 1 234 5678";

/// Puts a typed telephone number into the form it is kept in. Spaces, brackets, dots and hyphens are dropped;
/// `+44` and `0044` become the leading 0; then mobiles and most areas print as `07700 900123`, London and
/// the other `02` areas as `020 7946 0018`, the large cities (`011x`, `01x1`) and `03`, `08`, `09` numbers as
/// `0116 496 0123`. Numbers of other countries keep their `+` and their figures together. `ext 12` or `x12`
/// may follow.
///
/// Only the shape is judged; whether anyone answers is not.
///
/// # Errors
/// A sentence that says whether a letter, the start or the count of figures is wrong.
pub fn clean(text: &str) -> Result<String, EntryError> {
    short_line(text, EXAMPLES)?;
    let typed = text.trim().to_lowercase();
    let (number, extension) = split_extension(&typed);
    let plus = number.starts_with('+');
    let body: String = number
        .trim_start_matches('+')
        .chars()
        .filter(|c| !(c.is_whitespace() || matches!(c, '(' | ')' | '-' | '.' | '\u{2011}' | '\u{2013}')))
        .collect();
    let fail = |sentence: String| Err(EntryError::whole(sentence, text));
    if body.is_empty() || !body.bytes().all(|b| b.is_ascii_digit()) {
        return fail(format!("A telephone number is made of figures. Type {EXAMPLES}."));
    }
    if extension.is_some_and(|ext| !(1..=6).contains(&ext.len()) || !ext.bytes().all(|b| b.is_ascii_digit()))
    {
        return fail(
            "The extension is 1 to 6 figures. Type it last, such as 0116 496 0123 ext 12.".to_owned(),
        );
    }
    let tail = extension.map_or_else(String::new, |ext| format!(" ext {ext}"));
    let abroad = if plus { Some(body.as_str()) } else { body.strip_prefix("00") };
    let home = match abroad {
        Some(international) => match international.strip_prefix("44") {
            // "+44 (0)7700 900123" is how letterheads print it.
            Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
            None if (7..=15).contains(&international.len()) => return Ok(format!("+{international}{tail}")),
            None => return fail(format!("That is not the length of a number abroad. Type {EXAMPLES}.")),
        },
        None => body,
    };
    if !home.starts_with('0') {
        return fail(format!("A number in the United Kingdom starts with 0. Type {EXAMPLES}."));
    }
    if !matches!(home.len(), 10 | 11) {
        let figures = home.len();
        return fail(format!(
            "That has {figures} figures; a number here has 11, a few have 10. Type {EXAMPLES}."
        ));
    }
    Ok(format!("{}{tail}", grouped(&home)))
}

/// Splits `ext 12`, `ext. 12` or `x12` from the end.
fn split_extension(typed: &str) -> (&str, Option<&str>) {
    for word in ["extension", "ext.", "ext", "x"] {
        if let Some((number, extension)) = typed.split_once(word) {
            return (number.trim_end(), Some(extension.trim()));
        }
    }
    (typed, None)
}

/// `home` is 10 or 11 ASCII figures.
fn grouped(home: &str) -> String {
    let city = home.starts_with("011") || home.starts_with("01") && home.get(3..4) == Some("1");
    let cuts: &[usize] = match home.get(..2) {
        Some("02") => &[3, 7],
        Some("03" | "08" | "09") => &[4, 7],
        _ if city => &[4, 7],
        _ => &[5],
    };
    let mut out = String::with_capacity(home.len() + 2);
    for (i, c) in home.chars().enumerate() {
        if cuts.contains(&i) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("07700900123", "07700 900123")]
    #[case("07700 900 123", "07700 900123")]
    #[case("+44 7700 900123", "07700 900123")]
    #[case("+44 (0)7700-900123", "07700 900123")]
    #[case("00447700900123", "07700 900123")]
    #[case("(020) 7946 0018", "020 7946 0018")]
    #[case("01164960123", "0116 496 0123")]
    #[case("0121 496 0123", "0121 496 0123")]
    #[case("01632 960001", "01632 960001")]
    #[case("0800 1111 111", "0800 111 1111")]
    #[case("0116 496 0123 x12", "0116 496 0123 ext 12")]
    #[case("0116 496 0123 ext. 12", "0116 496 0123 ext 12")]
    #[case("+353 1 234 5678", "+35312345678")]
    fn numbers_take_one_form(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(clean(typed).as_deref(), Ok(kept));
        assert_eq!(clean(kept).as_deref(), Ok(kept));
    }

    #[rstest]
    #[case("", "Nothing is typed yet.")]
    #[case("ask Ruth", "A telephone number is made of figures.")]
    #[case("7700900123", "A number in the United Kingdom starts with 0.")]
    #[case("077009001", "That has 9 figures;")]
    #[case("077009001234", "That has 12 figures;")]
    #[case("+1234", "That is not the length of a number abroad.")]
    #[case("0116 496 0123 x", "The extension is 1 to 6 figures.")]
    fn numbers_refused(#[case] typed: &str, #[case] start: &str) {
        let error = clean(typed).unwrap_err();
        assert!(error.sentence().starts_with(start), "{error}");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "[0-9+() .x-]{0,20}") {
            if let Ok(kept) = clean(&text) {
                prop_assert_eq!(clean(&kept), Ok(kept.clone()));
            }
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,80}") {
            let _ = clean(&text);
        }
    }
}
