//! Dates as they are typed: day first, in few keys, in any of the ways people write them.
//!
//! `token` cuts the text into words of a closed list, so that nothing unknown is ever passed over; `phrase`
//! reads their order; `resolve` turns the phrase into a day. Weekdays and spans of time are worked out by
//! `interim`, which is only ever shown phrases written here.

mod phrase;
mod resolve;
#[cfg(test)]
mod tests;
mod token;

use super::{EntryError, short_line};
use chrono::NaiveDate;

/// Years that any date may have, both included. Nobody a scheme writes about was born earlier, and no date
/// it sets lies later; a year outside is a slip of the keys.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

const EXAMPLES: &str = "a date such as 24/10, 24 oct 2026, fri, last sat, -2d or today";

/// The side of today to which a field leans when what was typed does not say: a bare weekday (`fri`), a day
/// and month (`12/3`), or a bare span (`2d`). **Today itself is on every side.** A direction never refuses:
/// a full date, or a word that says its side (`last`, `next`, `ago`, `in`, `+`, `-`), is taken as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Today or the latest such day before: visits held, certificates issued, dates of birth.
    Past,
    /// Today or the first such day after: planned visits, deadlines.
    Future,
    /// Whichever such day is nearest to today; of two equally near, the one ahead.
    Nearest,
}

/// Reads a typed date. `today` is the day it is in the United Kingdom.
///
/// Understood, in any case, day before month:
/// - `12 3`, `12/3`, `12.3.26`, `12-3-2026`, `12 mar`, `12th of March 2026`, `mar 12`, `2026-03-12`, each
///   with the weekday before it if wished (`Sat 24 Oct`), which must then agree;
/// - `today` `t`, `yesterday` `y`, `tomorrow`;
/// - `fri`: today or the nearest Friday on the field's side. `last sat`: the latest Saturday before today
///   (on a Saturday, seven days ago). `this fri`: the Friday of this week. `next tue`: the Tuesday of next
///   week. Weeks start on Monday;
/// - `last 12/3`, `next 12/3`: strictly before, strictly after today;
/// - `-2d`, `+6w`, `2d`, `3 weeks ago`, `in 3 weeks`, `a week ago`, `fortnight`, `last week`, `next month`.
///   Month steps go to the same day or the last of the month (2.H 5).
///
/// Years of two figures: under [`Direction::Past`] the latest that is not in the future, so `12/3/41` is
/// 1941 (a date of birth); under the others, the one nearest to today. A date that would be in the future
/// by ten years or less is refused under `Past`, because both readings are likely slips.
///
/// # Errors
/// A sentence that names the wrong part: an unknown word, a month that does not exist, a day its month does
/// not have, a weekday that does not agree, a year outside [`YEARS`], more than 64 characters.
pub fn parse(text: &str, today: NaiveDate, direction: Direction) -> Result<NaiveDate, EntryError> {
    short_line(text, EXAMPLES)?;
    let tokens = token::cut(text)?;
    let phrase = phrase::read(&tokens)?;
    resolve::resolve(&phrase, today, direction)
}
