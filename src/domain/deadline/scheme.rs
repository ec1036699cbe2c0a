//! What is due for the scheme as a whole: support groups (R43).

use super::Deadline;
use super::Horizon;
use super::build::{Day, Line, plus};
use crate::calendar::add_months;
use crate::finding::Cure;
use crate::record::Subject;
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;

/// A group is arranged with everybody, so it is called for four weeks ahead (this program's own).
const GROUP_WARN_DAYS: i64 = 28;

/// The deadlines of the scheme itself.
pub fn for_scheme(world: &World, at: impl Into<Horizon>, out: &mut Vec<Deadline>) {
    let Some(scheme) = world.scheme() else { return };
    let day = Day::new(world, at.into());
    let today = day.today;
    let needed = usize::try_from(day.policy.get(ParamId::GroupsPerYear)).unwrap_or(1).max(1);
    let recent: Vec<NaiveDate> = world
        .groups_since(NaiveDate::MIN)
        .rev()
        .map(|g| g.held)
        .filter(|held| *held <= today)
        .take(needed)
        .collect();
    let since = recent.first().copied().unwrap_or(scheme.since);
    let by_gap = day.months_after(since, ParamId::GroupMonths);
    // The last day on which the oldest of the groups needed still lies within the twelve months.
    let by_count = recent.get(needed - 1).map(|oldest| plus(add_months(*oldest, 12), -1));
    let due = by_count.map_or(by_gap, |count| count.min(by_gap));
    let Some(band) = day.band_from(due, plus(due, -GROUP_WARN_DAYS)) else { return };

    let last = match recent.first() {
        Some(held) => format!("The last was held on {}", day.say(*held)),
        None => format!("None is recorded since the scheme was set up on {}", day.say(since)),
    };
    let sum = match by_count {
        Some(count) if count == due && count != by_gap => format!(
            "that of {} is the {} and counts for twelve months, until {}",
            recent.last().map_or_else(String::new, |held| day.say(*held)),
            from_the_end(needed),
            day.say(due)
        ),
        _ => format!(
            "the next is called for after {}: by {}",
            day.policy.say(ParamId::GroupMonths),
            day.say(due)
        ),
    };
    out.push(day.deadline(
        band,
        Line {
            rule: RuleId::R43,
            subject: Subject::Scheme,
            related: Vec::new(),
            due,
            what: "Support group",
            detail: format!("{}, {} in 12 months", day.due(due), in_last_year(&recent, today)),
            why: format!(
                "A support group for all visitors meets {needed} times in any twelve months. {last}; {sum}."
            ),
            cure: Cure::HoldGroup,
        },
    ));
}

/// `last`, `2nd last`, `11th last`.
fn from_the_end(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        _ if n == 1 => return "last".to_owned(),
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending} last")
}

/// How many of these days lie in the twelve months up to today.
fn in_last_year(held: &[NaiveDate], today: NaiveDate) -> usize {
    let start = add_months(today, -12);
    held.iter().filter(|day| **day > start).count()
}
