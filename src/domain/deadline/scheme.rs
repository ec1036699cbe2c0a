//! What is due for the scheme as a whole: support groups (R43), its own standards (R50b), and how many matches its
//! workers hold (R90).

use super::Horizon;
use super::build::{Day, Line, plus};
use super::running::Running;
use super::{Band, Deadline};
use crate::calendar::add_months;
use crate::finding::Cure;
use crate::record::{Scheme, Subject};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::NaiveDate;

/// A group is arranged with everybody, so it is called for four weeks ahead (this program's own).
const GROUP_WARN_DAYS: i64 = 28;

/// The deadlines of the scheme itself. They rest on the scheme, its support groups, its matches
/// and the children of those.
pub fn for_scheme(world: &World, at: impl Into<Horizon>, out: &mut Vec<Deadline>) {
    let at = at.into();
    of_scheme(world, &Running::of(world, at.today), at, out);
}

/// The same, with the matches that run counted already.
pub(super) fn of_scheme(world: &World, running: &Running, at: Horizon, out: &mut Vec<Deadline>) {
    let Some(scheme) = world.scheme() else { return };
    let day = Day::new(world, at);
    out.extend(group(&day, scheme));
    out.extend(standards(&day, scheme));
    out.extend(capacity(&day, running));
}

/// R43: three groups in any twelve months, and the next within five months of the last.
fn group(day: &Day, scheme: &Scheme) -> Option<Deadline> {
    let (world, today) = (day.world, day.today);
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
    let band = day.band_from(due, plus(due, -GROUP_WARN_DAYS))?;

    let last = match recent.first() {
        Some(held) => format!("the last was held on {}", day.say(*held)),
        None => format!("none is recorded since the scheme was set up on {}", day.say(since)),
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
    Some(day.deadline(
        band,
        Line {
            rule: RuleId::R43,
            subject: Subject::Scheme,
            related: Vec::new(),
            due,
            what: "Support group",
            detail: format!("{}, {} in 12 months", day.due(due), in_last_year(&recent, today)),
            why: format!(
                "A support group for all visitors meets {needed} times in any twelve months: {last}, and {sum}."
            ),
            cure: Cure::HoldGroup,
        },
    ))
}

/// R50b: the scheme's own standards are gone through every twelve months.
fn standards(day: &Day, scheme: &Scheme) -> Option<Deadline> {
    let since = scheme.standards_reviewed.unwrap_or(scheme.since);
    let due = day.months_after(since, ParamId::StandardsMonths);
    let band = day.quietly(due)?;
    let last = match scheme.standards_reviewed {
        Some(on) => format!("they last were on {}", day.say(on)),
        None => format!("that they were is not on record since the scheme was set up on {}", day.say(since)),
    };
    let line = Line {
        rule: RuleId::R50b,
        subject: Subject::Scheme,
        related: Vec::new(),
        due,
        what: "The scheme's standards",
        detail: day.due(due),
        why: format!(
            "The scheme's own standards are gone through every {}: {last}, so by {}.",
            day.policy.say(ParamId::StandardsMonths),
            day.say(due)
        ),
        cure: Cure::ReviewStandards,
    };
    Some(day.deadline(band, line))
}

/// R90: how many matches the workers hold. Its day is the one on which the match began that made it so, and stays
/// the same from day to day.
fn capacity(day: &Day, running: &Running) -> Option<Deadline> {
    let (amber, red) = (day.policy.get(ParamId::CapacityAmber), day.policy.get(ParamId::CapacityRed));
    let workers = day.policy.get(ParamId::WorkersTenths).max(1);
    // The first match with which so many for each worker are reached.
    let reached = |each: i64| {
        let needed = usize::try_from((each.saturating_mul(workers) + 9) / 10).unwrap_or(usize::MAX);
        running.nth_start(needed.max(1))
    };
    let (due, band, words) = match (reached(red), reached(amber)) {
        (Some(due), _) => (due, day.band(due)?, "the most that can be held well"),
        (None, Some(due)) => (due, Band::Quiet, "close to the most that can be held well"),
        (None, None) => return None,
    };
    let n = running.len();
    let for_whom = match (workers / 10, workers % 10) {
        (1, 0) => "one full-time worker".to_owned(),
        (whole, 0) => format!("{whole} full-time workers"),
        (whole, tenth) => format!("{whole}.{tenth} full-time workers"),
    };
    let line = Line {
        rule: RuleId::R90,
        subject: Subject::Scheme,
        related: Vec::new(),
        due,
        what: if band == Band::Quiet { "Nearly at capacity" } else { "At capacity" },
        detail: format!("{n} matches, {red} each at most"),
        why: format!(
            "One full-time worker holds at most {red} matches, and it is said from {amber} on: {n} run for {for_whom}, \
             {words}, since {}.",
            day.say(due)
        ),
        cure: Cure::ChangeSetting,
    };
    Some(day.deadline(band, line))
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
