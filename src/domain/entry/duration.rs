//! Lengths of time as typed: `3h`, `2h30`, `2.5h`, `90m`, `1:30`.

use super::{EntryError, short_line};

/// The longest length read, in minutes: a week. Longer is a slip of the keys.
pub const LONGEST: u32 = 7 * 24 * 60;

const EXAMPLES: &str = "a length such as 3h, 2h30 or 90m";

/// Reads a typed length in **minutes**, 1 to [`LONGEST`].
///
/// `3h`, `3 hours`, `2h30`, `2h 30m`, `2 h 30 min`, `2.5h` (to the nearest minute), `90m`, `90 min`, `1:30`.
/// A bare number is refused because it could be hours or minutes, and so is `all day`, which is no length.
///
/// # Errors
/// A sentence that says what is missing, or that the length is nothing or longer than a week.
pub fn parse(text: &str) -> Result<u32, EntryError> {
    short_line(text, EXAMPLES)?;
    let typed = text.trim().to_lowercase();
    if typed == "all day" {
        let sentence = "All day is not a length. Type the hours, such as 7h.";
        return Err(EntryError::whole(sentence, text));
    }
    let minutes = match typed.split_once(':') {
        Some((hours, minutes)) => clock_form(hours, minutes),
        None => spans(&typed, text)?,
    };
    let minutes = minutes.ok_or_else(|| unclear(text))?;
    match minutes {
        0 => Err(EntryError::whole(format!("That is no time at all. Type {EXAMPLES}."), text)),
        1..=LONGEST => Ok(minutes),
        _ => Err(EntryError::whole(format!("That is longer than a week. Type {EXAMPLES}."), text)),
    }
}

fn unclear(text: &str) -> EntryError {
    EntryError::whole(format!("That is not a length of time. Type {EXAMPLES}."), text)
}

fn clock_form(hours: &str, minutes: &str) -> Option<u32> {
    let minutes = figures(minutes).filter(|m| *m < 60 && minutes.len() == 2)?;
    Some(figures(hours)? * 60 + minutes)
}

/// Up to four figures, so that no sum of them can overflow.
fn figures(piece: &str) -> Option<u32> {
    let plain = (1..=4).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
    if plain { piece.parse().ok() } else { None }
}

/// `2h30`, `2.5 h`, `90 min`. `Ok(None)` when it has no such shape.
fn spans(typed: &str, text: &str) -> Result<Option<u32>, EntryError> {
    let (amount, rest) = number_then(typed);
    let (unit, rest) = word_then(rest);
    if unit.is_empty() && rest.is_empty() && figures(amount).is_some() {
        let sentence = format!("{amount} could be hours or minutes. Type {amount}h or {amount}m.");
        return Err(EntryError::whole(sentence, text));
    }
    if is_minutes(unit) && rest.is_empty() {
        return Ok(figures(amount));
    }
    if !is_hours(unit) {
        return Ok(None);
    }
    if rest.is_empty() {
        return Ok(hours(amount));
    }
    let (more, rest) = number_then(rest);
    let (unit, rest) = word_then(rest);
    if !(unit.is_empty() || is_minutes(unit)) || !rest.is_empty() {
        return Ok(None);
    }
    if figures(more).is_some_and(|minutes| minutes > 59) {
        let sentence = "Beside hours, minutes go up to 59. Type it in hours or in minutes alone.";
        return Err(EntryError::whole(sentence, text));
    }
    Ok(figures(amount).zip(figures(more)).map(|(hours, minutes)| hours * 60 + minutes))
}

fn is_hours(unit: &str) -> bool {
    matches!(unit, "h" | "hr" | "hrs" | "hour" | "hours")
}

fn is_minutes(unit: &str) -> bool {
    matches!(unit, "m" | "min" | "mins" | "minute" | "minutes")
}

/// Whole hours or decimal ones of up to two places, to the nearest minute.
fn hours(amount: &str) -> Option<u32> {
    let Some((whole, part)) = amount.split_once('.') else { return Some(figures(amount)? * 60) };
    let hundredths = match part.len() {
        1 => figures(part)? * 10,
        2 => figures(part)?,
        _ => return None,
    };
    Some(figures(whole)? * 60 + (hundredths * 60 + 50) / 100)
}

fn number_then(text: &str) -> (&str, &str) {
    split(text, |c| c.is_ascii_digit() || c == '.')
}

fn word_then(text: &str) -> (&str, &str) {
    split(text, char::is_alphabetic)
}

fn split(text: &str, same: impl Fn(char) -> bool) -> (&str, &str) {
    let (piece, rest) = text.split_at(text.find(|c| !same(c)).unwrap_or(text.len()));
    (piece, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::words;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("3h", 180)]
    #[case("3 hours", 180)]
    #[case("2h30", 150)]
    #[case("2h 30m", 150)]
    #[case("2 H 30 MIN", 150)]
    #[case("2.5h", 150)]
    #[case("2.25 hrs", 135)]
    #[case("1.33h", 80)]
    #[case("90m", 90)]
    #[case("90 min", 90)]
    #[case("1:30", 90)]
    #[case("0:45", 45)]
    #[case("1 hour 5 minutes", 65)]
    #[case("1m", 1)]
    #[case("168h", LONGEST)]
    fn lengths_read(#[case] typed: &str, #[case] minutes: u32) {
        assert_eq!(parse(typed), Ok(minutes));
    }

    #[rstest]
    #[case("3", "3 could be hours or minutes. Type 3h or 3m.")]
    #[case("all day", "All day is not a length. Type the hours, such as 7h.")]
    #[case("0h", "That is no time at all. Type a length such as 3h, 2h30 or 90m.")]
    #[case("168h1", "That is longer than a week. Type a length such as 3h, 2h30 or 90m.")]
    #[case("2h60", "Beside hours, minutes go up to 59. Type it in hours or in minutes alone.")]
    #[case("1:60", "That is not a length of time. Type a length such as 3h, 2h30 or 90m.")]
    #[case("2.5.5h", "That is not a length of time. Type a length such as 3h, 2h30 or 90m.")]
    #[case("99999h", "That is not a length of time. Type a length such as 3h, 2h30 or 90m.")]
    #[case("3 days", "That is not a length of time. Type a length such as 3h, 2h30 or 90m.")]
    #[case("-3h", "That is not a length of time. Type a length such as 3h, 2h30 or 90m.")]
    fn lengths_refused(#[case] typed: &str, #[case] sentence: &str) {
        assert_eq!(parse(typed).unwrap_err().sentence(), sentence);
    }

    proptest! {
        #[test]
        fn every_length_shown_reads_back(minutes in 1..=LONGEST) {
            prop_assert_eq!(parse(&words::duration(minutes)), Ok(minutes));
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,80}", near in "[0-9:.hm ]{0,12}") {
            let _ = (parse(&text), parse(&near));
        }
    }
}
