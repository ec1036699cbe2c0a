//! From what a date says to which day it is.

use super::phrase::{Part, Phrase, Side};
use super::token::Unit;
use super::{Direction, YEARS};
use crate::calendar::{month_of, words};
use crate::entry::EntryError;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use std::ops::Range;

pub(super) fn resolve(
    phrase: &Phrase,
    today: NaiveDate,
    direction: Direction,
) -> Result<NaiveDate, EntryError> {
    let day = match phrase {
        Phrase::Day(0) => Some(today),
        Phrase::Day(n) if *n < 0 => today.pred_opt(),
        Phrase::Day(_) => today.succ_opt(),
        Phrase::Weekday { day, side } => weekday(*day, *side, today, direction),
        Phrase::Span { count, unit, side } => span(count, *unit, *side, today, direction),
        Phrase::Date { weekday, day, month, year, side } => {
            return date(weekday.as_ref(), day, month, year.as_ref(), *side, today, direction);
        }
    };
    let day = day.ok_or_else(|| too_far(None))?;
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(too_far(Some(day.year()))) }
}

fn too_far(year: Option<i32>) -> EntryError {
    let which = year.map_or_else(|| "too far away".to_owned(), |year| format!("in the year {year}"));
    EntryError::new(format!(
        "That is {which}. Dates here lie between {} and {}: type fewer days, weeks, months or years.",
        YEARS.start(),
        YEARS.end()
    ))
}

/// Asks `interim` which day a phrase of ours means. It compares the time of day for weekdays, so the base is
/// always midnight: a bare weekday is then today or the first one ahead.
fn ask(phrase: &str, today: NaiveDate) -> Option<NaiveDate> {
    let midnight: DateTime<Utc> = today.and_time(NaiveTime::MIN).and_utc();
    interim::parse_date_string(phrase, midnight, interim::Dialect::Uk).ok().map(|at| at.date_naive())
}

fn weekday(day: Weekday, side: Side, today: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    let week = Days::new(7);
    // Its "last sat" on a Saturday is today and its "next tue" on a Friday eleven days off, so only the bare
    // weekday is asked for and moved by weeks here.
    let coming = ask(words::weekday_name(day), today)?;
    let before = coming.checked_sub_days(week)?;
    let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
    let this_week = monday.checked_add_days(Days::new(day.num_days_from_monday().into()))?;
    match (side, direction) {
        (Side::Before, _) => Some(before),
        (Side::This, _) => Some(this_week),
        (Side::After, _) => this_week.checked_add_days(week),
        (Side::Unsaid, _) if coming == today => Some(today),
        (Side::Unsaid, Direction::Past) => Some(before),
        (Side::Unsaid, Direction::Future) => Some(coming),
        (Side::Unsaid, Direction::Nearest) => Some(nearest([before, coming], today)),
    }
}

fn span(count: &Part, unit: Unit, side: Side, today: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    // 300 years in days; interim multiplies unchecked, and reads numbers of up to four figures as one.
    if count.value > 110_000 {
        return None;
    }
    let (times, unit) = match unit {
        Unit::Day => (1, "days"),
        Unit::Week => (7, "days"),
        Unit::Fortnight => (14, "days"),
        Unit::Month => (1, "months"),
        Unit::Year => (12, "months"),
    };
    let back = side == Side::Before || side == Side::Unsaid && direction == Direction::Past;
    let mut left = count.value * times;
    let mut day = today;
    // Days may be taken in pieces; months may not (31 January and two months), and 9,999 of them are enough.
    while left > 9_999 && unit == "days" {
        day = step(9_999, unit, back, day)?;
        left -= 9_999;
    }
    if left > 9_999 { None } else { step(left, unit, back, day) }
}

fn step(count: u32, unit: &str, back: bool, day: NaiveDate) -> Option<NaiveDate> {
    ask(&format!("{count} {unit}{}", if back { " ago" } else { "" }), day)
}

/// The nearest of the days given; of two equally near, the later.
fn nearest<const N: usize>(days: [NaiveDate; N], today: NaiveDate) -> NaiveDate {
    let far = |day: NaiveDate| day.signed_duration_since(today).num_days();
    days.into_iter().min_by_key(|day| (far(*day).abs(), -far(*day))).unwrap_or(today)
}

fn date(
    weekday: Option<&(Weekday, Range<usize>)>,
    day: &Part,
    month: &Part,
    year: Option<&Part>,
    side: Side,
    today: NaiveDate,
    direction: Direction,
) -> Result<NaiveDate, EntryError> {
    check_month(day, month)?;
    let found = match year {
        Some(year) => {
            let year = full_year(day, month, year, today, direction)?;
            existing(day, month, year)?
        }
        None => {
            // A day no year has is wrong whichever year is meant; 2024 was a leap year.
            existing(day, month, 2024)?;
            yearless(weekday.map(|(name, _)| *name), day, month, side, today, direction)?
        }
    };
    if !YEARS.contains(&found.year()) {
        return Err(too_far(Some(found.year())));
    }
    match weekday {
        Some((name, at)) if found.weekday() != *name => Err(EntryError::at(
            format!(
                "{} is a {}, not a {}. Correct one of the two.",
                words::day_month_year(found),
                words::weekday_name(found.weekday()),
                words::weekday_name(*name)
            ),
            at.clone(),
        )),
        _ => Ok(found),
    }
}

fn check_month(day: &Part, month: &Part) -> Result<(), EntryError> {
    if (1..=12).contains(&month.value) {
        return Ok(());
    }
    let hint = if (1..=12).contains(&day.value) && (13..=31).contains(&month.value) {
        format!("The day comes first: type {}/{}.", month.value, day.value)
    } else {
        "Months go from 1 to 12, after the day: type 24/10 for 24 October.".to_owned()
    };
    Err(EntryError::at(format!("{} is not a month. {hint}", month.value), month.at.clone()))
}

/// The day itself, or a sentence that says how many days the month has.
fn existing(day: &Part, month: &Part, year: i32) -> Result<NaiveDate, EntryError> {
    let Some(first) = NaiveDate::from_ymd_opt(year, month.value, 1) else {
        return Err(too_far(Some(year)));
    };
    let days = month_of(first).days();
    let name = words::month_name(month.value);
    if let Some(found) = first.with_day(day.value) {
        return Ok(found);
    }
    let count = if month.value == 2 && day.value == 29 {
        format!("February {year} has 28 days.")
    } else if month.value == 2 {
        "February has 28 days, or 29 in a leap year.".to_owned()
    } else {
        format!("{name} has {days} days.")
    };
    Err(EntryError::at(
        format!("There is no {} {name}. {count} Type another day or month.", day.value),
        day.at.clone(),
    ))
}

/// The year as typed, with its century worked out when it has two figures.
fn full_year(
    day: &Part,
    month: &Part,
    year: &Part,
    today: NaiveDate,
    direction: Direction,
) -> Result<i32, EntryError> {
    let value = i32::try_from(year.value).unwrap_or(i32::MAX);
    match year.figures {
        4 if YEARS.contains(&value) => Ok(value),
        2 if direction == Direction::Past => year_gone_by(day, month, value, year, today),
        2 => {
            let far = |full: i32| (full - today.year()).abs();
            let century = [1900, 2000, 2100].into_iter().map(|century| century + value);
            let near = century.filter(|full| YEARS.contains(full)).min_by_key(|full| (far(*full), -full));
            Ok(near.unwrap_or(2000 + value))
        }
        1 | 3 => Err(EntryError::at(
            format!("{} is not a whole year. Type it in full, such as 2026.", year.value),
            year.at.clone(),
        )),
        _ => Err(EntryError::at(
            format!(
                "The year {} is out of reach. Type a year from {} to {}.",
                year.value,
                YEARS.start(),
                YEARS.end()
            ),
            year.at.clone(),
        )),
    }
}

/// A year of two figures in a field that looks back: this century unless that lies ahead.
fn year_gone_by(
    day: &Part,
    month: &Part,
    value: i32,
    year: &Part,
    today: NaiveDate,
) -> Result<i32, EntryError> {
    let recent = 2000 + value;
    if (recent, month.value, day.value) <= (today.year(), today.month(), today.day()) {
        return Ok(recent);
    }
    // 24/12/26 typed in November 2026 is a wrong month or a plan, hardly a birth in 1926.
    if recent <= today.year() + 10 {
        return Err(EntryError::at(
            format!("That is still to come in {recent}. Type the year in full if {} is meant.", recent - 100),
            year.at.clone(),
        ));
    }
    Ok(recent - 100)
}

/// A day and month without a year, on the side that was named or that the field leans to.
fn yearless(
    weekday: Option<Weekday>,
    day: &Part,
    month: &Part,
    side: Side,
    today: NaiveDate,
    direction: Direction,
) -> Result<NaiveDate, EntryError> {
    let this = today.year();
    let now = (today.month(), today.day());
    let then = (month.value, day.value);
    // Compared as month and day, so that 29 February has a year even where it does not exist, and is refused
    // there rather than moved to another year.
    let year = match (side, direction) {
        (Side::Before, _) => this - i32::from(then >= now),
        (Side::After, _) => this + i32::from(then <= now),
        (_, Direction::Past) => this - i32::from(then > now),
        (_, Direction::Future) => this + i32::from(then < now),
        (_, Direction::Nearest) => {
            let years = [this - 1, this, this + 1];
            let existing_days = years.map(|year| existing(day, month, year).ok());
            // The weekday says which year is meant: neighbouring years never share it.
            let named = weekday.and_then(|name| {
                existing_days.iter().flatten().copied().find(|found| found.weekday() == name)
            });
            if let Some(found) = named {
                return Ok(found);
            }
            let on = |year, day| NaiveDate::from_ymd_opt(year, month.value, day);
            // Only 29 February can be missing here, and 28 is near enough to tell the year.
            let stand_in = years.map(|year| on(year, day.value).or_else(|| on(year, 28)).unwrap_or(today));
            nearest(stand_in, today).year()
        }
    };
    existing(day, month, year)
}
