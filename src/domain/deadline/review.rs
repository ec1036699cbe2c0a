//! Reviews of a match (R86, R47) and the way to the eighteenth birthday (R6; 5.8). A hold pauses neither (2.H
//! 8).

use super::Deadline;
use super::build::{COUNTED, Day, Line, plus};
use super::matches::Pair;
use crate::calendar::{add_months, born_on_leap_day, months_between};
use crate::finding::Cure;
use crate::record::{EighteenStep, MatchReview, Subject};
use crate::rule::{ParamId, RuleId, Unit};
use chrono::{Datelike, NaiveDate};

/// A step towards the birthday is shown from four weeks before its last day: until then there is time (this program's
/// own).
const EIGHTEEN_WARN_DAYS: i64 = 28;

/// R86: reviewed at 3, 6, 12, 24, 36 … months from the start. A review up to 28 days early meets its point.
pub(super) fn next(day: &Day, pair: &Pair) -> Option<Deadline> {
    let last = last_formal(day, pair).map(|r| r.held);
    let started = pair.match_.started;
    // Points that lie before the file was made are not asked for, where no review is on record at all.
    let file = Some(day.counted_from(started)).filter(|from| last.is_none() && *from > started);
    let met =
        last.map(|held| day.days_after(held, ParamId::ReviewEarlyDays)).or(file.map(|from| plus(from, -1)));
    let (months, due) = next_point(day, started, met);
    let band = day.band(due)?;
    let schedule = format!(
        "after {} and {}, then every {}",
        day.policy.say(ParamId::ReviewFirstMonths),
        day.policy.say(ParamId::ReviewSecondMonths),
        day.policy.say(ParamId::ReviewYearlyMonths)
    );
    let held = match last {
        Some(held) => format!("the last formal review was on {}", day.say(held)),
        None => "no formal review is recorded".to_owned(),
    };
    let line = Line {
        rule: RuleId::R86,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "Match review",
        detail: format!("{months}-month, {}", day.due(due)),
        why: format!(
            "A match is reviewed {schedule}: that of {} began on {}, so the {months}-month review is due by {}; \
             {held}, and one up to {} early would do{}.",
            pair.names(),
            day.say(started),
            day.say(due),
            day.policy.say(ParamId::ReviewEarlyDays),
            file.map_or_else(String::new, |_| day.before_the_file(started, "no earlier one is asked for"))
        ),
        cure: Cure::HoldMatchReview(pair.match_.id),
    };
    Some(day.deadline(band, line))
}

/// R47: the latest formal review is reflected in the child's plan. Shown only once it is late.
pub(super) fn to_plan(day: &Day, pair: &Pair) -> Option<Deadline> {
    let review = last_formal(day, pair)?;
    let held = review.held;
    let due = day.days_after(day.counted_from(held), ParamId::ReviewPlanDays);
    if review.to_plan.is_some() || day.today <= due {
        return None;
    }
    let line = Line {
        rule: RuleId::R47,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "Review to the plan",
        detail: format!("reviewed {}", day.brief(held)),
        why: format!(
            "A match review is reflected in the child's plan within {}: that of {} was \
             held on {}, so by {}, and nothing is recorded{}.",
            day.policy.say(ParamId::ReviewPlanDays),
            pair.names(),
            day.say(held),
            day.say(due),
            day.before_the_file(held, COUNTED)
        ),
        cure: Cure::FeedReview(review.id),
    };
    day.band(due).map(|band| day.deadline(band, line))
}

/// R6: the steps towards the birthday that are to be taken by now, and after it the end of the match. It is one line: of
/// several steps the oldest leads, and all are named.
pub(super) fn eighteen(day: &Day, pair: &Pair) -> Option<Deadline> {
    let due = pair.of_age;
    let id = pair.match_.id;
    let years = day.policy.get(ParamId::ChildAgeMax);
    let leap = if born_on_leap_day(pair.child.born) && due.day() != pair.child.born.day() {
        "; born on 29 February, the birthday is counted as 1 March, which a person should check"
    } else {
        ""
    };
    let birthday = format!("{} becomes {years} on {}", pair.child.name.short(), day.say(due));
    let (due, what, detail, why, cure) = if day.today >= due {
        let why = format!(
            "A match formally ends on the day on which the child becomes {years}, and this one is still open: {} became \
             {years} on {}{leap}.",
            pair.child.name.short(),
            day.say(due)
        );
        (due, "Match ended by age", format!("{years} on {}", day.say(due)), why, Cure::EndMatch(id))
    } else {
        let steps = undone(day, pair);
        let &(step, until, ..) = steps.first()?;
        let named: Vec<_> = steps
            .iter()
            .map(|(_, until, months, words)| {
                format!(
                    "{} ahead, from {} and due by {}, {words}",
                    Unit::Months.say(i64::from(*months)),
                    day.say(add_months(due, -months)),
                    day.say(*until)
                )
            })
            .collect();
        let undone = if steps.len() == 1 { "this is not recorded" } else { "none of these is recorded" };
        let why = format!(
            "{birthday}, when the match formally ends: {}; {undone} as done{leap}.",
            named.join("; ")
        );
        let more = match steps.len() {
            1 => String::new(),
            n => format!(", {n} steps open"),
        };
        let detail = format!("{years} on {}{more}", day.say(due));
        (until, step_what(step), detail, why, Cure::EighteenStep(id, step))
    };
    let band = day.band_from(due, plus(due, -EIGHTEEN_WARN_DAYS))?;
    let line = Line {
        rule: RuleId::R6,
        subject: Subject::Match(id),
        related: pair.people(),
        due,
        what,
        detail,
        why,
        cure,
    };
    Some(day.deadline(band, line))
}

/// The steps of which the time has come and that nobody took, oldest first: with the last day on which each is in time,
/// the day before the next one's begins. What was over before the match, or before the file was made, is not asked for.
fn undone(day: &Day, pair: &Pair) -> Vec<(EighteenStep, NaiveDate, i32, &'static str)> {
    let begins = |months: i32| add_months(pair.of_age, -months);
    let counted = day.counted_from(pair.match_.started);
    let ends = EighteenStep::ALL.iter().skip(1).map(|(_, months, _)| begins(*months)).chain([pair.of_age]);
    EighteenStep::ALL
        .iter()
        .zip(ends)
        .map(|((step, months, words), end)| (*step, plus(end, -1), *months, *words))
        .filter(|(step, until, months, _)| {
            let taken = pair.match_.eighteen.iter().any(|done| done.step == *step);
            // Somebody who looks further ahead sees those whose time has not come yet as well.
            let in_view = begins(*months) <= day.today || day.band(*until).is_some();
            in_view && counted <= *until && !taken
        })
        .collect()
}

/// What is to be done at a step, without names.
const fn step_what(step: EighteenStep) -> &'static str {
    match step {
        EighteenStep::RaiseAtReview => "Raise the birthday at the review",
        EighteenStep::AskBoth => "Ask both what they want after it",
        EighteenStep::Plan => "Plan for after the birthday",
        EighteenStep::FinalVisit => "Final formal visit",
    }
}

/// The latest formal review held by today: when, and when it was fed into the plan.
fn last_formal<'w>(day: &Day<'w>, pair: &Pair) -> Option<&'w MatchReview> {
    let reviews = day.world.reviews_of_match(pair.match_.id);
    reviews.into_iter().rev().find(|r| r.formal && r.held <= day.today)
}

/// The next review point, in months from the start and as a day: the first after the day up to which points are met.
fn next_point(day: &Day, started: NaiveDate, met: Option<NaiveDate>) -> (i32, NaiveDate) {
    let yearly = day.policy.steps(ParamId::ReviewYearlyMonths).max(1);
    // The yearly points around the day up to which points are met; one of them is the next.
    let near = met.map_or(0, |met| months_between(started, met).max(0) / yearly);
    let points =
        [day.policy.steps(ParamId::ReviewFirstMonths), day.policy.steps(ParamId::ReviewSecondMonths)]
            .into_iter()
            .chain((near.max(1)..=near.saturating_add(2)).map(|n| n.saturating_mul(yearly)))
            .map(|months| (months, add_months(started, months)));
    points
        .filter(|(_, point)| met.is_none_or(|met| *point > met))
        .min_by_key(|(_, point)| *point)
        .unwrap_or((yearly, NaiveDate::MAX))
}
