//! What a visitor claims for an outing, as typed in one field: `14mi 12.40`.

use super::money::{self, Pence};
use super::{EntryError, short_line};
use std::fmt;

/// Miles driven and money spent, before any rate is applied (R112).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Expenses {
    /// Miles driven, in **tenths** of a mile: 145 is 14.5 miles.
    pub tenths_of_a_mile: u32,
    /// Money spent.
    pub spent: Pence,
}

/// The longest journey that can be typed, in tenths of a mile: 999.9 miles.
pub const FARTHEST: u32 = 9_999;

const EXAMPLES: &str = "miles and money such as 14mi 12.40, either alone, or none";

/// "14 mi £12.40", "14.5 mi", "£12.40", or "none". Reads back through [`parse`].
impl fmt::Display for Expenses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, tenth) = (self.tenths_of_a_mile / 10, self.tenths_of_a_mile % 10);
        let miles = match (whole, tenth) {
            (0, 0) => None,
            (whole, 0) => Some(format!("{whole} mi")),
            (whole, tenth) => Some(format!("{whole}.{tenth} mi")),
        };
        match (miles, self.spent) {
            (None, Pence::ZERO) => f.write_str("none"),
            (None, spent) => write!(f, "{spent}"),
            (Some(miles), Pence::ZERO) => f.write_str(&miles),
            (Some(miles), spent) => write!(f, "{miles} {spent}"),
        }
    }
}

/// Reads typed expenses: miles (`14mi`, `14.5 miles`), money (`12.40`, `£12.40`, `90p`), both in either
/// order with or without `+` or `and` between, or `none`. A number alone is money.
///
/// # Errors
/// A sentence that says which of the two is wrong, is there twice, or is missing its `mi`.
pub fn parse(text: &str) -> Result<Expenses, EntryError> {
    short_line(text, EXAMPLES)?;
    let typed = text.trim().to_lowercase();
    if matches!(typed.as_str(), "none" | "nil" | "no" | "-") {
        return Ok(Expenses::default());
    }
    let mut miles: Option<u32> = None;
    let mut spent: Option<Pence> = None;
    let mut pieces = pieces(&typed).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let figures = piece.trim_end_matches(char::is_alphabetic);
        let mut unit = piece.strip_prefix(figures).unwrap_or("").to_owned();
        let alone = unit.is_empty();
        if alone && pieces.peek().is_some_and(|next| is_miles(next)) {
            unit = pieces.next().unwrap_or_default();
        } else if piece == "£" {
            // "£ 12.40" with a space: the sign says nothing that the number does not.
            continue;
        }
        if is_miles(&unit) {
            once(&mut miles, read_miles(figures, text)?, "Miles are", text)?;
        } else if matches!(unit.as_str(), "km" | "k" | "kms") {
            return Err(EntryError::whole("Journeys are claimed in miles. Type 14mi for 14 miles.", text));
        } else {
            let amount = money::parse(&piece).map_err(|error| EntryError::whole(error.sentence(), text))?;
            once(&mut spent, amount, "Money is", text)?;
        }
    }
    if miles.is_none() && spent.is_none() {
        return Err(EntryError::whole(format!("There is nothing to claim here. Type {EXAMPLES}."), text));
    }
    Ok(Expenses { tenths_of_a_mile: miles.unwrap_or(0), spent: spent.unwrap_or(Pence::ZERO) })
}

/// The words between spaces and plus signs, without `and`.
fn pieces(typed: &str) -> Vec<String> {
    let words = typed.split(|c: char| c.is_whitespace() || c == '+' || c == '&');
    words.filter(|word| !word.is_empty() && *word != "and").map(str::to_owned).collect()
}

fn is_miles(unit: &str) -> bool {
    matches!(unit, "mi" | "mile" | "miles" | "mls")
}

fn once<T>(slot: &mut Option<T>, value: T, what: &str, text: &str) -> Result<(), EntryError> {
    if slot.is_some() {
        let sentence = format!("{what} here twice. Type {EXAMPLES}.");
        return Err(EntryError::whole(sentence, text));
    }
    *slot = Some(value);
    Ok(())
}

fn read_miles(figures: &str, text: &str) -> Result<u32, EntryError> {
    let plain = |piece: &str| {
        let fits = (1..=6).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
        if fits { piece.parse::<u32>().ok() } else { None }
    };
    let tenths = match figures.split_once('.') {
        None => plain(figures).map(|miles| miles * 10),
        Some((miles, tenth)) if tenth.len() == 1 => plain(miles).zip(plain(tenth)).map(|(m, t)| m * 10 + t),
        Some(_) => None,
    };
    match tenths {
        Some(tenths) if tenths > FARTHEST => {
            Err(EntryError::whole("That is 1,000 miles or more. Type the miles of this outing.", text))
        }
        Some(tenths) => Ok(tenths),
        None => {
            let sentence =
                "Miles are a whole number or have one figure after the point. Type 14mi or 14.5mi.";
            Err(EntryError::whole(sentence, text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("14mi 12.40", 140, 1240)]
    #[case("14 mi 12.40", 140, 1240)]
    #[case("£12.40 14.5 miles", 145, 1240)]
    #[case("£ 12.40 + 14mi", 140, 1240)]
    #[case("14 Miles and 90p", 140, 90)]
    #[case("12.40", 0, 1240)]
    #[case("14mi", 140, 0)]
    #[case("999.9mi", FARTHEST, 0)]
    #[case("0", 0, 0)]
    #[case("none", 0, 0)]
    fn expenses_read(#[case] typed: &str, #[case] tenths_of_a_mile: u32, #[case] pence: i64) {
        assert_eq!(parse(typed), Ok(Expenses { tenths_of_a_mile, spent: Pence(pence) }));
    }

    #[rstest]
    #[case("14 12.40", "Money is here twice.")]
    #[case("14mi 3mi", "Miles are here twice.")]
    #[case("14km", "Journeys are claimed in miles.")]
    #[case("14.55mi", "Miles are a whole number")]
    #[case("mi", "Miles are a whole number")]
    #[case("1000mi", "That is 1,000 miles or more.")]
    #[case("14mi 12.4", "Pence take two figures")]
    #[case("lunch", "That is not an amount of money.")]
    #[case("+", "There is nothing to claim here.")]
    #[case("£", "There is nothing to claim here.")]
    fn expenses_refused(#[case] typed: &str, #[case] start: &str) {
        let error = parse(typed).unwrap_err();
        assert!(error.sentence().starts_with(start), "{error}");
    }

    proptest! {
        #[test]
        fn every_claim_shown_reads_back(tenths_of_a_mile in 0..=FARTHEST, pence in 0..=money::LARGEST.0) {
            let claim = Expenses { tenths_of_a_mile, spent: Pence(pence) };
            prop_assert_eq!(parse(&claim.to_string()), Ok(claim));
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,80}", near in "[0-9.£pmi +]{0,16}") {
            let _ = (parse(&text), parse(&near));
        }
    }
}
