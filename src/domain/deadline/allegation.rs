//! What is due of an allegation (5.7, R49, R53, R71 to R78). It is derived from records that only a team manager's world
//! holds, so nobody else has any of it.
//!
//! Two kinds: clocks, which run out at an instant; and what no source gives a day for, which stands under today until it
//! is done (in `alleged`). Neither is ever put off.

use super::build::{Day, Horizon, Line};
use super::{Band, Deadline};
use crate::calendar::{local, local_date, words};
use crate::finding::Cure;
use crate::judge;
use crate::record::{Allegation, AllegationTask as Task, StepState, Subject};
use crate::rule::{ParamId, RuleId};
use crate::world::World;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The deadlines of one allegation, until it is closed.
pub fn for_allegation(
    world: &World,
    allegation: &Allegation,
    at: impl Into<Horizon>,
    now: DateTime<Utc>,
    out: &mut Vec<Deadline>,
) {
    let (day, a) = (Day::new(world, at.into()), allegation);
    if !a.is_open() {
        return;
    }
    let about = About { day, a, now };
    about.lado(out);
    about.social_care(out);
    about.form(out);
    about.hold(out);
    about.booked(out);
    about.meetings(out);
    super::alleged::undated(&about, out);
}

/// One allegation on one day.
pub(super) struct About<'w> {
    pub day: Day<'w>,
    pub a: &'w Allegation,
    now: DateTime<Utc>,
}

impl About<'_> {
    pub fn to_do(&self, task: Task) -> bool {
        self.a.state(task) == StepState::ToDo
    }

    fn line(&self, rule: RuleId, due: NaiveDate, task: Task, what: &'static str) -> Line {
        let related = [Subject::Visitor(self.a.visitor)].into_iter();
        let related = related.chain(self.a.match_id.map(Subject::Match));
        Line {
            rule,
            subject: Subject::Allegation(self.a.id),
            related: related.chain(self.a.children.iter().copied().map(Subject::Child)).collect(),
            due,
            what,
            detail: String::new(),
            why: String::new(),
            cure: Cure::TakeAllegationStep(self.a.id, task),
        }
    }

    /// A clock that runs out at an instant.
    fn clock(&self, at: DateTime<Utc>, line: Line) -> Deadline {
        let end = local(at);
        // Midnight ends the day before it.
        let midnight = end.date().pred_opt().filter(|_| end.time() == NaiveTime::MIN);
        let (due, time) = match midnight {
            Some(before) => (before, "midnight".to_owned()),
            None => (end.date(), words::time(end.time())),
        };
        let detail = format!("by {time} {}", self.day_said(due));
        let line = Line { due, detail, ..line };
        Deadline { at: Some(at), ..self.day.deadline(Band::Clock, line) }
    }

    fn day_said(&self, date: NaiveDate) -> String {
        if date == self.day.today { "today".to_owned() } else { self.day.say(date) }
    }

    /// What stands under today until it is done.
    pub fn under_today(
        &self,
        rule: RuleId,
        task: Task,
        what: &'static str,
        detail: &str,
        why: String,
    ) -> Deadline {
        let line = self.line(rule, self.day.today, task, what);
        // No reason puts it off, whatever a file may hold.
        Deadline {
            snoozed: None,
            ..self.day.deadline(Band::Today, Line { detail: detail.to_owned(), why, ..line })
        }
    }

    /// When it was learned of, in words.
    fn learned(&self) -> String {
        let at = local(self.a.received);
        format!("{} on {}", words::time(at.time()), self.day.say(at.date()))
    }

    /// R71: the earlier of one working day and 24 hours.
    fn lado(&self, out: &mut Vec<Deadline>) {
        if self.a.lado.is_some() {
            return;
        }
        let (at, by_working_day) = judge::lado_by(self.day.world, self.a);
        let hours = self.day.policy.say(ParamId::LadoHours);
        let days = self.day.policy.say(ParamId::LadoWorkingDays);
        let earlier = if by_working_day {
            format!("the end of {days} comes before {hours}")
        } else {
            format!("{hours} come before the end of {days}")
        };
        let grave =
            if self.a.significant_harm { "; significant harm is said, so call straight away" } else { "" };
        let why = format!(
            "It was learned of at {}, so the LADO is told within {days} and within {hours} of that minute; {earlier}: {}{grave}.",
            self.learned(),
            words::left(self.now, at)
        );
        let line = self.line(RuleId::R71, at.date_naive(), Task::TellLado, "LADO not told");
        out.push(self.clock(at, Line { why, ..line }));
    }

    /// R72: the second clock.
    fn social_care(&self, out: &mut Vec<Deadline>) {
        if !self.to_do(Task::TellSocialCare) {
            return;
        }
        let at = judge::social_care_by(self.day.world, self.a);
        let ends = self.day.policy.get(ParamId::DayEndsHour);
        let why = format!(
            "Significant harm is said, and it was learned of at {}, so children's social care is told as well, and a \
             meeting with the LADO does not take its place: the same working day, which ends at {ends}:00, or by midnight outside \
             it: {}.",
            self.learned(),
            words::left(self.now, at)
        );
        let line = self.line(RuleId::R72, at.date_naive(), Task::TellSocialCare, "Social care not told");
        out.push(self.clock(at, Line { why, ..line }));
    }

    /// R75: the form, from the minute it was asked for.
    fn form(&self, out: &mut Vec<Deadline>) {
        let Some(asked) = self.a.form_asked.filter(|_| self.a.form_sent.is_none()) else { return };
        let at = judge::hours_after(asked, self.day.policy.get(ParamId::LadoFormHours));
        let when = local(asked);
        let why = format!(
            "The LADO asked for the form at {} on {}, and it is sent within {}: {}.",
            words::time(when.time()),
            self.day.say(when.date()),
            self.day.policy.say(ParamId::LadoFormHours),
            words::left(self.now, at)
        );
        let line = self.line(RuleId::R75, at.date_naive(), Task::SendForm, "LADO's form not sent");
        out.push(self.clock(at, Line { why, ..line }));
    }

    /// R73: as long as the LADO has not agreed, nobody speaks to the visitor about it.
    fn hold(&self, out: &mut Vec<Deadline>) {
        if !self.a.holds_contact() {
            return;
        }
        let since = self.day.brief(local_date(self.a.received));
        let (task, detail) = if self.a.lado.is_some() && self.a.advice.is_empty() {
            (Task::Advice, "LADO's advice awaited")
        } else {
            (Task::MayTell, "until the LADO agrees")
        };
        let why = format!(
            "Since {since} nobody speaks to the visitor or the child about it, and nobody asks them; the visitor is told when \
             the LADO agrees, and not before."
        );
        out.push(self.under_today(RuleId::R73, task, "Do not speak to the visitor", detail, why));
    }

    /// R74: what is booked although visits are paused.
    fn booked(&self, out: &mut Vec<Deadline>) {
        let paused = self.day.world.visitor(self.a.visitor).is_some_and(|v| v.is_suspended(self.day.today));
        let booked = judge::booked_while_paused(self.day.world, self.a.visitor, self.day.today);
        let (true, Some((_, first))) = (paused, booked.first()) else { return };
        let n = booked.len();
        let detail = if n == 1 {
            format!("1 visit, {}", self.day.brief(first.date))
        } else {
            format!("{n} visits, the first {}", self.day.brief(first.date))
        };
        let why = format!(
            "Visits are paused, and the next one booked is on {}: what is booked is cancelled with a neutral reason for the child.",
            self.day.say(first.date)
        );
        let line = self.line(RuleId::R74, first.date, Task::Details, "Visits still booked");
        let line = Line { detail, why, cure: Cure::CancelPaused(self.a.visitor), ..line };
        out.push(self.day.deadline(Band::Unsafe, line));
    }

    /// The day on which the next meeting falls, and what the one before it decided: the earliest that is not written up.
    fn meetings(&self, out: &mut Vec<Deadline>) {
        let next = self.a.meetings.iter().find(|m| m.decided.is_none());
        if let Some((meeting, band)) = next.and_then(|m| Some((m, self.day.band(m.on)?))) {
            let ahead = meeting.on >= self.day.today;
            let what = if ahead { "Meeting on an allegation" } else { "Meeting not written up" };
            let why = format!(
                "A meeting on the allegation {} for {}; what it decides, and who is to do what, is recorded.",
                if ahead { "is arranged" } else { "was arranged" },
                self.day.say(meeting.on)
            );
            let line = self.line(RuleId::R76, meeting.on, Task::Meeting, what);
            out.push(self.day.deadline(band, Line { detail: self.day.due(meeting.on), why, ..line }));
        }
        self.fresh_review(out);
    }

    /// The review that goes with being reinstated.
    fn fresh_review(&self, out: &mut Vec<Deadline>) {
        let Some(by) = self.a.review_by else { return };
        let Some(decided) = self.a.outcome.as_ref().map(|o| o.on) else { return };
        let held = self
            .a
            .match_id
            .is_some_and(|id| self.day.world.reviews_of_match(id).iter().any(|r| r.held >= decided));
        let (Some(match_id), false, Some(band)) = (self.a.match_id, held, self.day.band(by)) else { return };
        let why =
            format!("The visitor was reinstated, and the match is reviewed afresh by {}.", self.day.say(by));
        let line = self.line(RuleId::R86, by, Task::Details, "Fresh review");
        let line = Line { detail: self.day.due(by), why, cure: Cure::HoldMatchReview(match_id), ..line };
        out.push(self.day.deadline(band, line));
    }
}
