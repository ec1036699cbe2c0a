//! Postcodes of the United Kingdom, put into one form.

use super::{EntryError, short_line};

const EXAMPLES: &str = "a full postcode such as LE1 5WW";

/// Puts a typed postcode into the form it is kept in: capitals, one space before the last three (`LE1 5WW`).
///
/// Only the shape is judged (Royal Mail's six shapes of the first half, and letters that the second half
/// never has), not whether the postcode exists.
///
/// # Errors
/// A sentence that says which half is wrong.
pub fn clean(text: &str) -> Result<String, EntryError> {
    short_line(text, EXAMPLES)?;
    let typed: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let fail = |sentence: &str| Err(EntryError::whole(format!("{sentence} Type {EXAMPLES}."), text));
    if !typed.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return fail("A postcode is made of letters and figures.");
    }
    if !(5..=7).contains(&typed.len()) {
        return fail("A postcode has 5 to 7 letters and figures.");
    }
    let (outward, inward) = typed.split_at(typed.len() - 3);
    if !is_inward(inward) {
        return fail("The second half of a postcode is one figure and two letters.");
    }
    if !is_outward(outward) {
        return fail("The first half of a postcode is one or two letters and then a figure.");
    }
    Ok(format!("{outward} {inward}"))
}

/// The district of a postcode kept by [`clean`]: `LE1` of `LE1 5WW`. Coarse enough to plan with, and what
/// may be shown where an address may not.
#[must_use]
pub fn district(kept: &str) -> &str {
    kept.split_once(' ').map_or(kept, |(outward, _)| outward)
}

/// The area of a postcode kept by [`clean`]: the letters it starts with, `LE` of `LE1 5WW`.
#[must_use]
pub fn area(kept: &str) -> &str {
    kept.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("")
}

/// `9AA`, without the letters C I K M O V, which are never used there.
fn is_inward(half: &str) -> bool {
    match half.as_bytes() {
        [figure, letters @ ..] => {
            figure.is_ascii_digit()
                && letters.iter().all(|b| b.is_ascii_alphabetic() && !b"CIKMOV".contains(b))
        }
        [] => false,
    }
}

/// `A9`, `A99`, `A9A`, `AA9`, `AA99`, `AA9A`.
fn is_outward(half: &str) -> bool {
    let shape: String = half.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect();
    matches!(shape.as_str(), "A9" | "A99" | "A9A" | "AA9" | "AA99" | "AA9A")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("le15ww", "LE1 5WW", "LE1", "LE")]
    #[case(" LE1  5WW ", "LE1 5WW", "LE1", "LE")]
    #[case("m1 1ae", "M1 1AE", "M1", "M")]
    #[case("b338th", "B33 8TH", "B33", "B")]
    #[case("dn55 1pt", "DN55 1PT", "DN55", "DN")]
    #[case("w1a0ax", "W1A 0AX", "W1A", "W")]
    #[case("ec1a1bb", "EC1A 1BB", "EC1A", "EC")]
    fn postcodes_take_one_form(
        #[case] typed: &str,
        #[case] kept: &str,
        #[case] in_district: &str,
        #[case] in_area: &str,
    ) {
        assert_eq!(clean(typed).as_deref(), Ok(kept));
        assert_eq!((district(kept), area(kept)), (in_district, in_area));
    }

    #[rstest]
    #[case("", "Nothing is typed yet.")]
    #[case("LE1", "A postcode has 5 to 7 letters and figures.")]
    #[case("LE1 5WW1", "The second half")]
    #[case("LE11 15WW", "A postcode has 5 to 7 letters and figures.")]
    #[case("LE1 5WO", "The second half")]
    #[case("LE1 WWW", "The second half")]
    #[case("123 4AB", "The first half")]
    #[case("LE1-5WW", "A postcode is made of letters and figures.")]
    #[case("éE1 5WW", "A postcode is made of letters and figures.")]
    fn postcodes_refused(#[case] typed: &str, #[case] start: &str) {
        let error = clean(typed).unwrap_err();
        assert!(error.sentence().starts_with(start), "{error}");
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in "\\PC{0,80}", near in "[A-Z0-9 ]{5,8}") {
            for text in [text, near] {
                if let Ok(kept) = clean(&text) {
                    prop_assert_eq!(clean(&kept), Ok(kept.clone()));
                }
                let _ = (area(&text), district(&text));
            }
        }
    }
}
