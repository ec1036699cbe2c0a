//! The clock of a concern: passed to children's social care the same day (R32, R61; 5.6).

use super::Horizon;
use super::build::{Day, Line};
use super::{Band, Deadline};
use crate::calendar::{local, to_utc, words};
use crate::finding::Cure;
use crate::record::{Concern, Subject};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The deadlines of one concern: its clock, for as long as it is neither passed on nor settled.
pub fn for_concern(
    world: &World,
    concern: &Concern,
    at: impl Into<Horizon>,
    now: DateTime<Utc>,
    out: &mut Vec<Deadline>,
) {
    if !concern.clock_runs() {
        return;
    }
    let day = Day::new(world, at.into());
    let today = day.today;
    let learned = local(concern.learned);
    let close = day_ends(&day);
    let in_hours = world.working_days().is_working_day(learned.date()) && learned.time() < close;
    let at = if in_hours {
        to_utc(learned.date().and_time(close))
    } else {
        to_utc(learned.date().succ_opt().unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN))
    };
    let due = learned.date();
    let by = if in_hours { words::time(close) } else { "midnight".to_owned() };
    let when = if due == today { "today".to_owned() } else { day.say(due) };
    let child = world.child(concern.child).map_or_else(|| "a child".to_owned(), |c| c.name.short());
    let heard = format!("{} on {}", words::time(learned.time()), day.say(due));
    let rule = if in_hours {
        format!("by the end of the working day, {by}")
    } else {
        format!(
            "the same day, and as it came outside the working day (which ends at {}) by midnight",
            words::time(close)
        )
    };
    let mut why = format!(
        "The concern about {child} was learned of at {heard}. What may be a safeguarding concern is passed \
         to children's social care {rule}: {}.",
        words::left(now, at),
    );
    if concern.danger_now {
        why.push_str(" Somebody may be in danger now. Call 999 or the duty team first.");
    }
    let mut related = vec![Subject::Child(concern.child)];
    related.extend(concern.match_id.map(Subject::Match));
    related.extend(concern.visit.map(Subject::Visit));
    let line = Line {
        rule: RuleId::R32,
        subject: Subject::Concern(concern.id),
        related,
        due,
        what: "Concern not passed on",
        detail: format!("by {by} {when}"),
        why,
        cure: Cure::PassOnConcern(concern.id),
    };
    out.push(Deadline { at: Some(at), ..day.deadline(Band::Clock, line) });
}

/// The clock time at which the working day ends.
fn day_ends(day: &Day) -> NaiveTime {
    let hour = u32::try_from(day.policy.get(ParamId::DayEndsHour)).unwrap_or_default();
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}
