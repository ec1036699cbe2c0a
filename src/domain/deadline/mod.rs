//! Deadlines: derived from the records at the moment they are asked for, never stored and never scheduled, so
//! none can be lost by a program that was not running.
//!
//! The functions here are called one subject at a time, so that a change costs what it touches and not what the scheme
//! holds. What the lines of a subject rest on beside its own record is said at each `for_` function and in [`touched`],
//! which names the subjects to be derived anew after a change. Two things bear upon every line: the day, and the
//! scheme's own record with its settings and bank holidays.

mod allegation;
mod alleged;
mod booked;
mod build;
mod care;
mod child;
mod concern;
mod consents;
mod dbs;
mod endings;
mod followed;
mod harm;
mod kept;
mod list;
mod matches;
mod outing;
mod placement;
mod recruiting;
mod review;
mod running;
mod scheme;
mod support;
#[cfg(test)]
pub(crate) mod tests;
mod touched;
mod visitor;
mod visits;

pub use allegation::for_allegation;
pub use build::Horizon;
pub use child::for_child;
pub use concern::for_concern;
pub use harm::{Harm, harm_of};
pub use kept::{Altered, Kept, Name};
pub use list::{Place, all, for_subject, within};
pub use matches::for_match;
pub use running::Running;
pub use scheme::for_scheme;
pub use touched::{Touched, touched};
pub use visitor::for_visitor;

use crate::finding::Cure;
use crate::record::Subject;
use crate::rule::RuleId;
use chrono::{DateTime, NaiveDate, Utc};

/// How urgent: the order of the Deadlines tab and of `befriend due`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Band {
    /// A safeguarding or legal clock is running.
    Clock,
    /// An outing in the next seven days that should not go ahead as things stand.
    Unsafe,
    /// Its last day has passed.
    Overdue,
    /// Its last day is today.
    Today,
    /// Its last day is within the week, or its warning has begun.
    Week,
    /// Nothing is wrong on paper, but nobody has heard.
    Quiet,
}

impl Band {
    /// All six, most urgent first.
    pub const ALL: &'static [Self] =
        &[Self::Clock, Self::Unsafe, Self::Overdue, Self::Today, Self::Week, Self::Quiet];

    /// Its name in `befriend due --format json`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Unsafe => "unsafe",
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
            Self::Quiet => "quiet",
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Clock => "CLOCK RUNNING",
            Self::Unsafe => "UNSAFE OUTINGS",
            Self::Overdue => "OVERDUE",
            Self::Today => "TODAY",
            Self::Week => "THIS WEEK AND COMING UP",
            Self::Quiet => "GONE QUIET",
        }
    }
}

/// The detail of a line of which the clock ended when it was learned of.
const AT_ONCE: &str = "at once";

/// One thing that is due, and why.
#[derive(Clone, PartialEq)]
pub struct Deadline {
    /// The rule that made it.
    pub rule: RuleId,
    /// How urgent.
    pub band: Band,
    /// The last day in time.
    pub due: NaiveDate,
    /// The instant, where hours count.
    pub at: Option<DateTime<Utc>>,
    /// Days past the last day; negative when it lies ahead.
    pub days: i64,
    /// About whom or what.
    pub subject: Subject,
    /// Who else is concerned: child, visitor, match.
    pub related: Vec<Subject>,
    /// What is due, in a few words without names: `Visit report`.
    pub what: &'static str,
    /// The detail that the list shows beside it: `visit Sat 7 Nov`, `3-month, due 14 Nov`.
    pub detail: String,
    /// Rule, parameter, facts and sum, in one readable sentence.
    pub why: String,
    /// What cures it.
    pub cure: Cure,
    /// Put off until this day.
    pub snoozed: Option<NaiveDate>,
}

impl Deadline {
    /// Whether it is to be done at once, however long ago it was learned of: it is never too late for it.
    #[must_use]
    pub fn is_at_once(&self) -> bool {
        self.at.is_some() && self.detail == AT_ONCE
    }

    /// Whether it can be put off: neither a clock, nor what follows a concern or an allegation, nor words that read like a
    /// concern (section 6: safeguarding lines cannot be snoozed).
    #[must_use]
    pub fn can_be_put_off(&self) -> bool {
        let of_concern = matches!(self.subject, Subject::Concern(_) | Subject::Allegation(_));
        self.band != Band::Clock && !of_concern && !matches!(self.rule, RuleId::R32 | RuleId::R79)
    }

    /// The subject whose derivation made it: the match of a visit, the child of a referral, otherwise the
    /// subject itself. What [`touched`] names, and what [`Kept::refresh`] replaces.
    #[must_use]
    pub fn owner(&self) -> Subject {
        let owner = self.related.iter().find(|r| match self.subject {
            Subject::Visit(_) => matches!(r, Subject::Match(_)),
            Subject::Referral(_) | Subject::Proposal(_) => matches!(r, Subject::Child(_)),
            _ => false,
        });
        owner.copied().unwrap_or(self.subject)
    }
}

impl std::fmt::Debug for Deadline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} due {} about {:?}", self.rule, self.band.key(), self.due, self.subject)
    }
}
