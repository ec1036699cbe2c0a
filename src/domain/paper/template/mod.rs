//! The templates: one function for each kind of paper, over what its reader was told.

mod carer;
mod child;
mod iro;
mod visitor;
mod worker;

use super::reading::{Count, Reading, Told};
use super::{Kind, Template};
use crate::calendar::words;
use chrono::NaiveDate;

pub(super) const fn of(kind: Kind) -> Template {
    match kind {
        Kind::Profile => child::profile,
        Kind::Request => child::request,
        Kind::Briefing => visitor::briefing,
        Kind::Leaflet => carer::leaflet,
        Kind::Status => worker::status,
        Kind::MatchNotice => worker::match_notice,
        Kind::IroUpdate => iro::update,
        Kind::Ending => child::ending,
    }
}

fn day(on: NaiveDate) -> String {
    words::day_month_year(on)
}

/// The child's whole name, as far as it is told.
fn whole_name(reading: &Reading<'_>) -> Option<String> {
    let first = reading.text(1, "first")?;
    let last = reading.text(2, "last").map(|last| format!(" {last}")).unwrap_or_default();
    Some(format!("{first}{last}"))
}

/// The name of the visitor, as far as it is told.
fn visitor_name(reading: &Reading<'_>) -> Option<String> {
    let first = reading.visitor()?;
    let last = reading.text(13, "last").map(|last| format!(" {last}")).unwrap_or_default();
    Some(format!("{first}{last}"))
}

/// How many visits there were: counted, and not told of.
fn visits_made(count: &Count) -> String {
    let last = count.last.map(|on| format!(", the last on {}", day(on))).unwrap_or_default();
    let fell = match (count.cancelled, count.missed) {
        (0, 0) => String::new(),
        (cancelled, missed) => format!("; cancelled: {cancelled}; did not take place: {missed}"),
    };
    format!("{}{last}{fell}", count.made)
}

/// How many are planned.
fn visits_planned(count: &Count) -> String {
    let next = count.next.map(|on| format!(", the next on {}", day(on))).unwrap_or_default();
    format!("{}{next}", count.planned)
}

/// A match in a line: `M-0031, since 2 February 2026, visits monthly`.
fn match_line(reading: &Reading<'_>, told: &Told) -> String {
    let began = reading.began(told).map(|on| format!(", since {on}")).unwrap_or_default();
    // R20: once a month, where nothing else was agreed.
    let pattern = reading.pattern(told).unwrap_or("monthly");
    format!("{}{began}, visits {pattern}", told.reference)
}
