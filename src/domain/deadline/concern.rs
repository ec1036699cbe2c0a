//! The clocks of a concern: passed to children's social care the same day, danger now, a missing child, the LADO, the
//! duty to report (R32, R61, R80b, R80c; 5.6). What follows when they have stopped is in `followed`.

use super::Horizon;
use super::build::{Day, Line, plus};
use super::{AT_ONCE, Band, Deadline};
use crate::calendar::{local, to_utc, words};
use crate::finding::Cure;
use crate::record::{Concern, ConcernStep, Incident, Subject};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// One concern on one day.
pub(super) struct About<'w> {
    pub day: Day<'w>,
    pub concern: &'w Concern,
    pub now: DateTime<Utc>,
}

/// The deadlines of one concern: its clocks, and what follows until it is closed.
pub fn for_concern(
    world: &World,
    concern: &Concern,
    at: impl Into<Horizon>,
    now: DateTime<Utc>,
    out: &mut Vec<Deadline>,
) {
    if concern.closed.is_some() {
        return;
    }
    let about = About { day: Day::new(world, at.into()), concern, now };
    danger(&about, out);
    if concern.clock_runs() {
        pass_on(&about, out);
    }
    manager(&about, out);
    missing(&about, out);
    lado(&about, out);
    duty(&about, out);
    super::followed::after(&about, out);
}

impl About<'_> {
    /// The child, in a sentence.
    pub fn child(&self) -> String {
        self.day.world.child(self.concern.child).map_or_else(|| "a child".to_owned(), |c| c.name.short())
    }

    /// The day of the place on which the co-ordinator learned of it.
    pub fn learned_on(&self) -> NaiveDate {
        local(self.concern.learned).date()
    }

    /// When it was learned of: `09:30 on Fri 20 Nov`.
    pub fn heard(&self) -> String {
        let learned = local(self.concern.learned);
        format!("{} on {}", words::time(learned.time()), self.day.say(learned.date()))
    }

    /// A line about it.
    pub fn line(&self, rule: RuleId, due: NaiveDate, what: &'static str, cure: Cure) -> Line {
        let c = self.concern;
        let mut related = vec![Subject::Child(c.child)];
        related.extend(c.match_id.map(Subject::Match));
        related.extend(c.visit.map(Subject::Visit));
        let (detail, why) = (String::new(), String::new());
        Line { rule, subject: Subject::Concern(c.id), related, due, what, detail, why, cure }
    }

    /// A running clock that ends at an instant.
    fn clock(&self, line: Line, at: DateTime<Utc>) -> Deadline {
        Deadline { at: Some(at), ..self.day.deadline(Band::Clock, line) }
    }

    /// Something that is to be done at once: its clock ended when it was learned of.
    fn at_once(&self, line: Line) -> Deadline {
        self.clock(Line { detail: AT_ONCE.to_owned(), ..line }, self.concern.learned)
    }

    fn step(&self, step: ConcernStep) -> Cure {
        Cure::ConcernStep(self.concern.id, step)
    }
}

/// R61: before everything else.
fn danger(a: &About<'_>, out: &mut Vec<Deadline>) {
    if !a.concern.danger_uncalled() {
        return;
    }
    let line = a.line(RuleId::R61, a.learned_on(), "Danger now: call 999", a.step(ConcernStep::Called));
    let why = format!(
        "Somebody may be in danger now in the concern about {}, learned of at {}: call 999 or the duty team first, and \
         record the time of the call; the form comes later.",
        a.child(),
        a.heard()
    );
    out.push(a.at_once(Line { why, ..line }));
}

/// R32: the same day.
fn pass_on(a: &About<'_>, out: &mut Vec<Deadline>) {
    let day = &a.day;
    let learned = local(a.concern.learned);
    let close = day_ends(day);
    let in_hours = day.world.working_days().is_working_day(learned.date()) && learned.time() < close;
    let at = if in_hours {
        to_utc(learned.date().and_time(close))
    } else {
        to_utc(learned.date().succ_opt().unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN))
    };
    let due = learned.date();
    let by = if in_hours { words::time(close) } else { "midnight".to_owned() };
    let when = if due == day.today { "today".to_owned() } else { day.say(due) };
    let rule = if in_hours {
        format!("by the end of the working day, {by}")
    } else {
        format!(
            "the same day, and as it came outside the working day (which ends at {}) by midnight",
            words::time(close)
        )
    };
    let danger = if a.concern.danger_now {
        "; somebody may be in danger now, so call 999 or the duty team first"
    } else {
        ""
    };
    let why = format!(
        "The concern about {} was learned of at {}, and what may be a safeguarding concern is passed \
         to children's social care {rule}: {}{danger}.",
        a.child(),
        a.heard(),
        words::left(a.now, at),
    );
    let cure = Cure::PassOnConcern(a.concern.id);
    let line = a.line(RuleId::R32, due, "Concern not passed on", cure);
    out.push(a.clock(Line { detail: format!("by {by} {when}"), why, ..line }, at));
}

/// R80c: carer and duty team at once; the reviewing officer of the episode.
fn missing(a: &About<'_>, out: &mut Vec<Deadline>) {
    if a.concern.kind != Incident::Missing {
        return;
    }
    for step in a.concern.untold_of_missing() {
        let (what, whom) = match step {
            ConcernStep::CarerTold => ("Missing child: tell the carer", "the carer"),
            _ => ("Missing child: tell the duty team", "the emergency duty team"),
        };
        let why = format!(
            "{} was missing or not returned on an outing, which you learned of at {}: {whom} is told at once, and it \
             is not on record that this was done.",
            a.child(),
            a.heard()
        );
        let line = a.line(RuleId::R80c, a.learned_on(), what, a.step(step));
        out.push(a.at_once(Line { why, ..line }));
    }
    if a.concern.step(ConcernStep::IroTold).is_some() {
        return;
    }
    let due = a.learned_on();
    let why = format!(
        "{} was missing or not returned on an outing, which you learned of at {}, and the reviewing officer is told \
         of missing episodes.",
        a.child(),
        a.heard()
    );
    let step = a.step(ConcernStep::IroTold);
    let line = a.line(RuleId::R80c, due, "Missing child: tell the IRO", step);
    super::followed::push(a, Line { why, detail: a.day.due(due), ..line }, out);
}

/// R49, R73: about the visitor: the team manager at once, and nobody is asked about it before that.
fn manager(a: &About<'_>, out: &mut Vec<Deadline>) {
    if !a.concern.manager_untold() {
        return;
    }
    let why = format!(
        "The concern about {}, learned of at {}, is about the visitor: the team manager is told at once and takes it from \
         there, and until then neither the visitor nor the child is asked about it; it is not on record that this was \
         done.",
        a.child(),
        a.heard()
    );
    let line = a.line(RuleId::R49, a.learned_on(), "Tell the team manager", a.step(ConcernStep::ManagerTold));
    out.push(a.at_once(Line { why, ..line }));
}

/// About a carer or worker: the LADO too, by the earlier of 24 hours and one working day (5.6, 5.7).
fn lado(a: &About<'_>, out: &mut Vec<Deadline>) {
    let c = a.concern;
    if c.kind != Incident::AboutWorker || c.step(ConcernStep::LadoTold).is_some() || c.not_a_concern.is_some()
    {
        return;
    }
    let next = a.day.world.working_days().add(a.learned_on(), 1);
    let at = (c.learned + TimeDelta::hours(24)).min(to_utc(next.and_time(day_ends(&a.day))));
    let by = local(at);
    let (time, day) = (words::time(by.time()), a.day.say(by.date()));
    let why = format!(
        "The concern about {} was learned of at {}, and is about a carer or somebody else who works with the child, so \
         the LADO is told by the end of the next working day, {}, or within 24 hours, whichever is earlier: {}.",
        a.child(),
        a.heard(),
        words::time(day_ends(&a.day)),
        words::left(a.now, at)
    );
    let line = a.line(RuleId::R32, by.date(), "LADO not told", a.step(ConcernStep::LadoTold));
    out.push(a.clock(Line { detail: format!("by {time} {day}"), why, ..line }, at));
}

/// R80b, where the scheme has turned it on: reported as soon as can be.
fn duty(a: &About<'_>, out: &mut Vec<Deadline>) {
    let c = a.concern;
    let on = a.day.policy.get(ParamId::AbuseDuty) == 1;
    if !on || c.sexual_abuse != Some(true) || c.passed.is_some() {
        return;
    }
    let last = plus(a.learned_on(), a.day.policy.get(ParamId::AbuseDutyDays));
    let why = format!(
        "The concern about {} was learned of at {} and is about sexual abuse that was told of or seen, which is \
         reported to police or local authority as soon as can be; only a child's safety may put it off, for {} at most, to {}.",
        a.child(),
        a.heard(),
        a.day.policy.say(ParamId::AbuseDutyDays),
        a.day.say(last)
    );
    let line = a.line(RuleId::R80b, a.learned_on(), "Report of sexual abuse", Cure::PassOnConcern(c.id));
    out.push(a.at_once(Line { why, ..line }));
}

/// The clock time at which the working day ends.
fn day_ends(day: &Day) -> NaiveTime {
    let hour = u32::try_from(day.policy.get(ParamId::DayEndsHour)).unwrap_or_default();
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}
