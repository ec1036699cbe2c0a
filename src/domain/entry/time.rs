//! Times of day as typed: `11`, `11am`, `1430`, `14:30`, `2.30pm`, `noon`.

use super::{EntryError, short_line};
use chrono::NaiveTime;

const EXAMPLES: &str = "a time such as 14:30, 2.30pm or 11am";

/// Reads a typed time of day, in whole minutes.
///
/// `11` is 11:00; `1430`, `14:30`, `14.30` are the 24-hour clock; `am` and `pm` may follow; `noon` and
/// `midday` are 12:00, `midnight` is 00:00. **A bare 1 to 7 (`2`, `2:30`) is refused**, because nobody can
/// tell morning from afternoon: `2pm`, `14:00` or `02:00` say it. `12am` and `12pm` are refused too, since
/// people mean either by both. 24:00 is not a time of any day.
///
/// # Errors
/// A sentence that says whether the hour, the minutes or the shape is wrong.
pub fn parse(text: &str) -> Result<NaiveTime, EntryError> {
    short_line(text, EXAMPLES)?;
    let typed = text.trim().to_lowercase();
    match typed.as_str() {
        "noon" | "midday" | "12 noon" => return clock(12, 0, text),
        "midnight" => return clock(0, 0, text),
        _ => {}
    }
    let (figures, half) = half_of_day(&typed);
    let (hour, minute, written_hour) = hour_minute(figures, text)?;
    match half {
        None if (1..=7).contains(&hour) && written_hour.len() == 1 => {
            let shown = format!("{hour}:{minute:02}");
            Err(EntryError::whole(
                format!(
                    "{shown} could be morning or afternoon. Type {shown}am or {}:{minute:02}.",
                    hour + 12
                ),
                text,
            ))
        }
        None => clock(hour, minute, text),
        Some(_) if hour == 12 => {
            let sentence = "12am and 12pm are read both ways. Type 12:00 for noon or 00:00 for midnight.";
            Err(EntryError::whole(sentence, text))
        }
        Some(_) if !(1..=11).contains(&hour) => Err(EntryError::whole(
            format!("An hour of {hour} does not go with am or pm. Type {hour}:{minute:02} alone."),
            text,
        )),
        Some(Half::Morning) => clock(hour, minute, text),
        Some(Half::Afternoon) => clock(hour + 12, minute, text),
    }
}

enum Half {
    Morning,
    Afternoon,
}

/// Splits `am` or `pm` from the end (`a.m.` too).
fn half_of_day(typed: &str) -> (&str, Option<Half>) {
    for (ending, half) in
        [("am", Half::Morning), ("a.m.", Half::Morning), ("pm", Half::Afternoon), ("p.m.", Half::Afternoon)]
    {
        if let Some(figures) = typed.strip_suffix(ending) {
            return (figures.trim_end(), Some(half));
        }
    }
    (typed, None)
}

/// Hour, minute, and the hour as it was written, for its leading nought.
fn hour_minute<'a>(figures: &'a str, text: &str) -> Result<(u32, u32, &'a str), EntryError> {
    let unclear = || EntryError::whole(format!("That is not a time. Type {EXAMPLES}."), text);
    let (hour, minute) = match figures.split_once([':', '.']) {
        Some((_, minute)) if minute.len() != 2 => {
            let sentence = format!("Minutes take two figures. Type {EXAMPLES}.");
            return Err(EntryError::whole(sentence, text));
        }
        Some(both) => both,
        None if figures.is_ascii() && matches!(figures.len(), 3 | 4) => figures.split_at(figures.len() - 2),
        None => (figures, "00"),
    };
    let number = |piece: &str| {
        let plain = matches!(piece.len(), 1 | 2) && piece.bytes().all(|b| b.is_ascii_digit());
        if plain { piece.parse::<u32>().ok() } else { None }
    };
    match (number(hour), number(minute)) {
        (Some(h), Some(m)) => Ok((h, m, hour)),
        _ => Err(unclear()),
    }
}

fn clock(hour: u32, minute: u32, text: &str) -> Result<NaiveTime, EntryError> {
    if minute > 59 {
        let sentence = format!("There is no minute {minute}: minutes go from 00 to 59.");
        return Err(EntryError::whole(sentence, text));
    }
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(|| {
        EntryError::whole(format!("There is no hour {hour}: hours go from 0 to 23. Type {EXAMPLES}."), text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::words;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("11", "11:00")]
    #[case("11am", "11:00")]
    #[case("11 AM", "11:00")]
    #[case("8", "08:00")]
    #[case("0800", "08:00")]
    #[case("1430", "14:30")]
    #[case("930", "09:30")]
    #[case("14:30", "14:30")]
    #[case("14.30", "14:30")]
    #[case("2.30pm", "14:30")]
    #[case("2:30 p.m.", "14:30")]
    #[case("7pm", "19:00")]
    #[case("02:30", "02:30")]
    #[case("00:00", "00:00")]
    #[case("0", "00:00")]
    #[case("23:59", "23:59")]
    #[case("12", "12:00")]
    #[case(" noon ", "12:00")]
    #[case("midnight", "00:00")]
    fn times_read(#[case] typed: &str, #[case] shown: &str) {
        assert_eq!(words::time(parse(typed).unwrap()), shown);
    }

    #[rstest]
    #[case("", "Nothing is typed yet. Type a time such as 14:30, 2.30pm or 11am.")]
    #[case("2", "2:00 could be morning or afternoon. Type 2:00am or 14:00.")]
    #[case("7:15", "7:15 could be morning or afternoon. Type 7:15am or 19:15.")]
    #[case("12pm", "12am and 12pm are read both ways. Type 12:00 for noon or 00:00 for midnight.")]
    #[case("14pm", "An hour of 14 does not go with am or pm. Type 14:00 alone.")]
    #[case("24:00", "There is no hour 24: hours go from 0 to 23. Type a time such as 14:30, 2.30pm or 11am.")]
    #[case("14:60", "There is no minute 60: minutes go from 00 to 59.")]
    #[case("14:3", "Minutes take two figures. Type a time such as 14:30, 2.30pm or 11am.")]
    #[case("half 2", "That is not a time. Type a time such as 14:30, 2.30pm or 11am.")]
    #[case("14:30:00", "Minutes take two figures. Type a time such as 14:30, 2.30pm or 11am.")]
    #[case("-1", "That is not a time. Type a time such as 14:30, 2.30pm or 11am.")]
    #[case("١٤", "That is not a time. Type a time such as 14:30, 2.30pm or 11am.")]
    fn times_refused(#[case] typed: &str, #[case] sentence: &str) {
        assert_eq!(parse(typed).unwrap_err().sentence(), sentence);
    }

    proptest! {
        #[test]
        fn every_minute_shown_reads_back(minute in 0u32..24 * 60) {
            let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            prop_assert_eq!(parse(&words::time(time)), Ok(time));
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,80}") {
            let _ = parse(&text);
        }

        #[test]
        fn near_times_do_not_panic(text in "[0-9:. apm-]{0,8}") {
            let _ = parse(&text);
        }
    }
}
