//! What every derivation shares: the day, the policy, the bands, and the finished line.

use super::{Band, Deadline};
use crate::calendar::{add_months, words};
use crate::finding::Cure;
use crate::record::Subject;
use crate::rule::{ParamId, Policy, RuleId};
use crate::status;
use crate::world::World;
use chrono::{NaiveDate, TimeDelta};

/// How many days ahead "this week" reaches, and from when an outing is looked at (section 6).
pub(super) const WEEK_DAYS: i64 = 7;

/// What follows where nothing can be on record from before the file was made.
pub(super) const COUNTED: &str = "it is counted from there";

/// A day, and how far ahead of it to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Horizon {
    /// The day.
    pub today: NaiveDate,
    /// How many days ahead something is shown though its warning has not begun: a week, unless asked otherwise.
    pub ahead: i64,
}

impl From<NaiveDate> for Horizon {
    fn from(today: NaiveDate) -> Self {
        Self { today, ahead: WEEK_DAYS }
    }
}

/// The world on one day.
#[derive(Clone, Copy)]
pub(super) struct Day<'w> {
    pub world: &'w World,
    pub policy: Policy<'w>,
    pub today: NaiveDate,
    ahead: i64,
}

/// A deadline but for what follows from the day: band, days and snooze.
pub(super) struct Line {
    pub rule: RuleId,
    pub subject: Subject,
    pub related: Vec<Subject>,
    pub due: NaiveDate,
    pub what: &'static str,
    pub detail: String,
    pub why: String,
    pub cure: Cure,
}

impl<'w> Day<'w> {
    pub fn new(world: &'w World, at: Horizon) -> Self {
        Self { world, policy: world.policy(), today: at.today, ahead: at.ahead }
    }

    /// A parameter's number of days after a day: the last day in time (2.H 1).
    pub fn days_after(&self, from: NaiveDate, param: ParamId) -> NaiveDate {
        plus(from, self.policy.get(param))
    }

    /// A parameter's number of months after a day (2.H 5).
    pub fn months_after(&self, from: NaiveDate, param: ParamId) -> NaiveDate {
        add_months(from, self.policy.steps(param))
    }

    /// A parameter's number of working days after a day (2.H 3).
    pub fn working_days_after(&self, from: NaiveDate, param: ParamId) -> NaiveDate {
        let days = u16::try_from(self.policy.get(param)).unwrap_or(u16::MAX);
        self.world.working_days().add(from, days)
    }

    /// The band of something that is shown as far ahead as is asked for, usually a week. `None` while it lies
    /// further off.
    pub fn band(&self, due: NaiveDate) -> Option<Band> {
        self.band_from(due, due)
    }

    /// The band of something whose warning begins on a day of its own, or a week ahead if that is earlier.
    pub fn band_from(&self, due: NaiveDate, warn: NaiveDate) -> Option<Band> {
        if self.today > due {
            Some(Band::Overdue)
        } else if self.today == due {
            Some(Band::Today)
        } else if self.today >= warn.min(plus(due, -self.ahead)) {
            Some(Band::Week)
        } else {
            None
        }
    }

    /// The band of something that has only gone quiet once its last day has passed.
    pub fn quietly(&self, due: NaiveDate) -> Option<Band> {
        self.band(due).map(|band| if band == Band::Overdue { Band::Quiet } else { band })
    }

    /// The finished deadline. A clock is never put off.
    pub fn deadline(&self, band: Band, mut line: Line) -> Deadline {
        if self.is_left_to_manager(&line) {
            leave_to_manager(&mut line);
        }
        // A reason why one visit can wait is no reason why the next can.
        let snooze = self.world.snooze_of(line.rule, line.subject).filter(|s| s.due == line.due);
        let snoozed = snooze.map(|s| s.until).filter(|until| *until > self.today && band != Band::Clock);
        Deadline {
            rule: line.rule,
            band,
            due: line.due,
            at: None,
            days: between(line.due, self.today),
            subject: line.subject,
            related: line.related,
            what: line.what,
            detail: line.detail,
            // A short name ends in a full stop of its own.
            why: line.why.replace("..", "."),
            cure: line.cure,
            snoozed,
        }
    }

    /// R73: whether it is done by speaking to a visitor whose visits the team manager has paused.
    fn is_left_to_manager(&self, line: &Line) -> bool {
        let of_match = |id| self.world.match_(id).map(|m| m.visitor);
        let visitor = |subject: &Subject| match *subject {
            Subject::Visitor(id) => Some(id),
            Subject::Match(id) => of_match(id),
            Subject::Proposal(id) => self.world.proposal(id).map(|p| p.visitor),
            _ => None,
        };
        let concerned = std::iter::once(&line.subject).chain(&line.related).filter_map(visitor);
        let mut people = concerned.filter_map(|id| self.world.visitor(id));
        line.cure.asks_visitor() && people.any(|v| v.is_paused_by_manager(self.today))
    }

    /// From which day a clock counts that began on a day and of which nothing is recorded since.
    pub fn counted_from(&self, began: NaiveDate) -> NaiveDate {
        status::counted_from(self.world, began)
    }

    /// That it is not counted from the day on which it began, to follow a sentence without its full stop; nothing where
    /// it is. `so` says what follows: `it is counted from there`.
    pub fn before_the_file(&self, began: NaiveDate, so: &str) -> String {
        let from = self.counted_from(began);
        if from == began {
            return String::new();
        }
        let made = words::short_with_year(from);
        let made = made.split_once(' ').map_or(made.as_str(), |(_, rest)| rest);
        format!("; nothing before {made}, the day this file was made, is on record, so {so}")
    }

    /// A date in a sentence: `Sat 24 Oct`.
    pub fn say(&self, date: NaiveDate) -> String {
        words::short(date, self.today)
    }

    /// A date where there is little room: `24 Oct`.
    pub fn brief(&self, date: NaiveDate) -> String {
        let said = self.say(date);
        said.split_once(' ').map_or_else(|| said.clone(), |(_, rest)| rest.to_owned())
    }

    /// What the list shows beside most lines: `due 14 Nov`.
    pub fn due(&self, date: NaiveDate) -> String {
        format!("due {}", self.brief(date))
    }
}

/// Says, and no more than that, that others do not speak to the visitor.
fn leave_to_manager(line: &mut Line) {
    line.detail = format!("leave contact to the team manager; {}", line.detail);
    let why = line.why.trim_end_matches('.');
    line.why =
        format!("{why}; visits are paused, so leave contact with the visitor to the team manager meanwhile.");
    // What was said to the visitor is recorded all the same; that she is called is not asked.
    if let Cure::CallVisitor(id) = line.cure {
        line.cure = Cure::RecordSupervision(id);
    }
}

/// Sentences that stand on their own where something is judged, as a part of the one that a deadline says.
pub(super) fn as_part(sentences: &str) -> String {
    let mut part = String::new();
    let sentences = sentences.replace("..", ".");
    let mut words = sentences.split(' ').peekable();
    let mut begins = true;
    while let Some(word) = words.next() {
        // A short name ends in a full stop of its own.
        let initial = word.len() == 2 && word.starts_with(char::is_uppercase);
        let ends = word.ends_with('.') && !initial;
        let said = if ends { word.trim_end_matches('.') } else { word };
        let plain = BEGINNINGS.iter().find(|(capital, _)| begins && *capital == said);
        part.push_str(plain.map_or(said, |(_, small)| small));
        if words.peek().is_some() {
            part.push_str(if ends { "; " } else { " " });
        }
        begins = ends;
    }
    part
}

/// The words that such sentences begin with, where it is not a name.
const BEGINNINGS: [(&str, &str); 20] = [
    ("A", "a"),
    ("An", "an"),
    ("Ask", "ask"),
    ("Before", "before"),
    ("Call", "call"),
    ("Confirm", "confirm"),
    ("End", "end"),
    ("Have", "have"),
    ("Hear", "hear"),
    ("It", "it"),
    ("No", "no"),
    ("Nobody", "nobody"),
    ("Record", "record"),
    ("Talk", "talk"),
    ("The", "the"),
    ("There", "there"),
    ("Visits", "visits"),
    ("What", "what"),
    ("Where", "where"),
    ("Who", "who"),
];

/// A number of days after a day (before, when negative), stopping at the ends of the calendar.
pub(super) fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    TimeDelta::try_days(days).and_then(|d| day.checked_add_signed(d)).unwrap_or(end)
}

/// Days from one day to another.
pub(super) fn between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// `1 day`, `3 days`.
pub(super) fn days(n: i64) -> String {
    crate::rule::Unit::Days.say(n)
}
