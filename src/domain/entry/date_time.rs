//! A day with or without a time, in one field: `28 11 11am`, `sat 14:30`, `fri`.

use super::date::{self, Direction};
use super::{EntryError, short_line, time};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// Reads a typed day and, after it, a time if there is one. `today` is the day in the United Kingdom.
///
/// The day is read by [`date::parse`], the time by [`time::parse`]. `at` or a comma may stand between. What
/// counts as a time is plain to see:
/// - `11am`, `11 am`, `2.30pm`, `14:30`, `noon`, and `14.30` after a day that is complete without it;
/// - four figures that are no year (`1430`), or that follow a full date.
///
/// # Errors
/// As both readers; and a number that could be an hour or part of the date (`28 11 11`, `fri 11`,
/// `28 nov 2030`) is refused with both ways of typing it.
pub fn parse(
    text: &str,
    today: NaiveDate,
    direction: Direction,
) -> Result<(NaiveDate, Option<NaiveTime>), EntryError> {
    short_line(text, "a day and a time such as 28/11 11am or sat 14:30")?;
    let Some((day, clock)) = split(text, today, direction)? else {
        return Ok((date::parse(text, today, direction)?, None));
    };
    if day.trim().is_empty() {
        let sentence = "The day is missing. Type it before the time, such as sat 14:30.";
        return Err(EntryError::whole(sentence, text));
    }
    let date = date::parse(day, today, direction)?;
    let offset = text.len() - clock.len();
    let time = time::parse(clock).map_err(|error| {
        let part = error.part().unwrap_or(0..clock.len());
        EntryError::at(error.sentence(), part.start + offset..part.end + offset)
    })?;
    Ok((date, Some(time)))
}

/// The text before the time and the text of the time, when there is one.
fn split(text: &str, today: NaiveDate, direction: Direction) -> Result<Option<(&str, &str)>, EntryError> {
    let text = text.trim_end();
    let (before, last) = last_word(text);
    let lower = last.to_lowercase();
    if let Some((day, _)) = at_word(before) {
        return Ok(Some((day, last)));
    }
    if matches!(lower.as_str(), "am" | "pm" | "a.m." | "p.m.") {
        let (before, _) = last_word(before.trim_end());
        let day = at_word(before).map_or(before, |(day, _)| day);
        return Ok(Some((without_comma(day), text.get(before.len()..).unwrap_or(last))));
    }
    let marked = lower.contains(':')
        || matches!(lower.as_str(), "noon" | "midday" | "midnight")
        || ["am", "pm", "a.m.", "p.m."].iter().any(|half| {
            lower.strip_suffix(half).is_some_and(|hour| hour.ends_with(|c: char| c.is_ascii_digit()))
        });
    if marked {
        return Ok(Some((without_comma(before), last)));
    }
    let day = without_comma(before);
    let whole_day = !day.trim().is_empty() && date::parse(day, today, direction).is_ok();
    if !whole_day {
        return Ok(None);
    }
    if looks_like_clock(last, '.') {
        return Ok(Some((day, last)));
    }
    bare_number(text, day, last, today)
}

/// A bare number after what is already a day: part of the date, an hour, or not to be told.
fn bare_number<'a>(
    text: &'a str,
    day: &'a str,
    last: &'a str,
    today: NaiveDate,
) -> Result<Option<(&'a str, &'a str)>, EntryError> {
    if !last.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let at = text.len() - last.len()..text.len();
    let value: u32 = last.parse().unwrap_or(u32::MAX);
    match last.len() {
        1 | 2 if value <= 23 => Err(EntryError::at(
            format!(
                "{last} could be an hour or part of the date. Type {value:02}:00 for the hour, or the date \
                 with marks, such as 28/11/2026."
            ),
            at,
        )),
        3 => Ok(Some((day, last))),
        4 if has_year(day) => Ok(Some((day, last))),
        4 => {
            let year = i32::try_from(value).unwrap_or(i32::MAX);
            let clock = time::parse(last).is_ok();
            let likely_year = (today.year() - 1..=today.year() + 2).contains(&year);
            if !clock || likely_year {
                return Ok(None);
            }
            if !date::YEARS.contains(&year) {
                return Ok(Some((day, last)));
            }
            let (hour, minute) = last.split_at(2);
            Err(EntryError::at(
                format!(
                    "{last} could be the year or the time. Type {hour}:{minute} for the time, or the date \
                     with marks, such as 28/11/{last}."
                ),
                at,
            ))
        }
        _ => Ok(None),
    }
}

/// Splits the last word off at white space.
fn last_word(text: &str) -> (&str, &str) {
    match text.char_indices().rev().find(|(_, c)| c.is_whitespace() || *c == ',') {
        Some((i, c)) => text.split_at(i + c.len_utf8()),
        None => ("", text),
    }
}

/// What stands before a closing `at`, if there is one.
fn at_word(before: &str) -> Option<(&str, &str)> {
    let (day, word) = last_word(before.trim_end());
    word.eq_ignore_ascii_case("at").then_some((without_comma(day), word))
}

fn without_comma(day: &str) -> &str {
    day.trim_end().trim_end_matches(',')
}

/// `14.30`: one or two figures, the mark, two figures.
fn looks_like_clock(word: &str, mark: char) -> bool {
    let figures = |piece: &str| piece.bytes().all(|b| b.is_ascii_digit());
    word.split_once(mark).is_some_and(|(hour, minute)| {
        matches!(hour.len(), 1 | 2) && minute.len() == 2 && figures(hour) && figures(minute)
    })
}

/// Whether four figures together already stand in the day.
fn has_year(day: &str) -> bool {
    day.split(|c: char| !c.is_ascii_digit()).any(|figures| figures.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::words;
    use proptest::prelude::*;
    use rstest::rstest;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn read(text: &str) -> Result<String, EntryError> {
        let (day, clock) = parse(text, today(), Direction::Future)?;
        Ok(match clock {
            Some(clock) => format!("{day} {}", words::time(clock)),
            None => day.to_string(),
        })
    }

    #[rstest]
    #[case("28 11 11am", "2026-11-28 11:00")]
    #[case("28 11 11 am", "2026-11-28 11:00")]
    #[case("sat 14:30", "2026-11-28 14:30")]
    #[case("28/11 2.30pm", "2026-11-28 14:30")]
    #[case("28/11 2.30 PM", "2026-11-28 14:30")]
    #[case("28/11 14.30", "2026-11-28 14:30")]
    #[case("fri", "2026-11-27")]
    #[case("28 11", "2026-11-28")]
    #[case("28.11", "2026-11-28")]
    #[case("28 11 26", "2026-11-28")]
    #[case("28 nov 1430", "2026-11-28 14:30")]
    #[case("28 nov 2026", "2026-11-28")]
    #[case("28 nov 2026 1930", "2026-11-28 19:30")]
    #[case("28/11/11", "2011-11-28")]
    #[case("fri at 11", "2026-11-27 11:00")]
    #[case("fri at 11 am", "2026-11-27 11:00")]
    #[case("Sat 28 Nov, 11:00", "2026-11-28 11:00")]
    #[case("Saturday 28 November 2026,11:00", "2026-11-28 11:00")]
    #[case("tomorrow noon", "2026-11-23 12:00")]
    #[case("+6w 10:15", "2027-01-03 10:15")]
    #[case("sat 930", "2026-11-28 09:30")]
    fn days_and_times_read(#[case] typed: &str, #[case] shown: &str) {
        assert_eq!(read(typed).as_deref(), Ok(shown));
    }

    #[rstest]
    #[case("28 11 11", "11 could be an hour or part of the date.")]
    #[case("fri 11", "11 could be an hour or part of the date.")]
    #[case("28 nov 9", "9 could be an hour or part of the date.")]
    #[case("28 nov 1930", "1930 could be the year or the time.")]
    #[case("28 nov 2030", "2030 could be the year or the time.")]
    #[case("28 nov 1830", "")]
    #[case("11am", "The day is missing.")]
    #[case("14:30", "The day is missing.")]
    #[case("fri 25:00", "There is no hour 25")]
    #[case("fri 2:30", "2:30 could be morning or afternoon.")]
    #[case("fri 2.30", "2:30 could be morning or afternoon.")]
    #[case("frday 11am", "'frday' is not a word used in dates.")]
    #[case("31/4 11am", "There is no 31 April.")]
    #[case("fri at", "'at' is not a word used in dates.")]
    fn days_and_times_refused(#[case] typed: &str, #[case] start: &str) {
        match read(typed) {
            Err(error) => assert!(!start.is_empty() && error.sentence().starts_with(start), "{error}"),
            // 1830 is before any year that is kept, so it can only be the time.
            Ok(shown) => assert_eq!((start, shown.as_str()), ("", "2026-11-28 18:30")),
        }
    }

    #[test]
    fn the_wrong_part_is_marked_in_the_whole_text() {
        let text = "sat 25:00";
        let error = parse(text, today(), Direction::Future).unwrap_err();
        assert_eq!(&text[error.part().unwrap()], "25:00");
    }

    proptest! {
        #[test]
        fn every_day_and_time_shown_reads_back(days in -300i64..300, minute in 0u32..24 * 60) {
            let day = today() + chrono::TimeDelta::days(days);
            let clock = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
            for shown in [words::short(day, today()), words::long(day), words::numeric(day)] {
                let text = format!("{shown}, {}", words::time(clock));
                prop_assert_eq!(parse(&text, today(), Direction::Nearest), Ok((day, Some(clock))), "{}", text);
                prop_assert_eq!(parse(&shown, today(), Direction::Nearest), Ok((day, None)), "{}", shown);
            }
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,80}", near in "[0-9:./, apmtfri]{0,20}") {
            for text in [&text, &near] {
                if let Err(error) = parse(text, today(), Direction::Past) {
                    prop_assert!(error.part().is_none_or(|part| text.get(part).is_some()));
                }
            }
        }
    }
}
