//! The co-ordinator's own desk: the scheme's settings, snoozes, the morning review, the last numbers given out.

use super::{Subject, withheld};
use crate::id::{Prefix, SnoozeId};
use crate::rule::{ParamId, Policy, RuleId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The scheme itself.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Scheme {
    /// Name of the scheme.
    pub name: String,
    /// The co-ordinator's name, which stands beside what is recorded.
    pub coordinator: String,
    /// The authority most children are looked after by, for new records.
    pub authority: String,
    /// Set up on.
    pub since: NaiveDate,
    /// A made-up scheme for demonstrations: only there may today be chosen.
    pub demonstration: bool,
    /// Values that differ from the table's defaults.
    pub settings: BTreeMap<ParamId, i64>,
    /// Bank holidays proclaimed since the program was made.
    pub extra_holidays: BTreeSet<NaiveDate>,
    /// The scheme's own standards last gone through (R50b).
    pub standards_reviewed: Option<NaiveDate>,
    /// Where the evidence for a standard is kept: a file, minutes, a form (R50c).
    pub evidence: BTreeMap<RuleId, String>,
    /// Whom a visitor rings in an emergency, also out of hours: the duty team's number, in words (R42, R61).
    pub duty_team: Option<String>,
    /// The same of an authority that is responsible for children of the scheme, by its name.
    pub duty_teams: BTreeMap<String, String>,
}

impl Scheme {
    /// The policy in force: defaults of the rule table, overlaid by the scheme's settings.
    #[must_use]
    pub const fn policy(&self) -> Policy<'_> {
        Policy::new(&self.settings)
    }
}

/// The last numbers given out, so that no reference is ever used twice, not even after an undo.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Counters {
    /// Last number of each kind of reference.
    pub last: BTreeMap<Prefix, u32>,
}

impl Counters {
    /// The next number of a kind, which is thereby taken.
    pub fn next(&mut self, prefix: Prefix) -> u32 {
        let last = self.last.entry(prefix).or_default();
        *last += 1;
        *last
    }
}

/// When the morning list was last gone through.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MorningReview {
    /// When.
    pub at: DateTime<Utc>,
    /// The day of the place on which it was done.
    pub on: NaiveDate,
}

/// One deadline put off until a day, with the reason.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// Opaque id.
    pub id: SnoozeId,
    /// Which rule's deadline.
    pub rule: RuleId,
    /// About whom.
    pub subject: Subject,
    /// The last day of the deadline that it was made for; of a later one nothing is put off.
    pub due: NaiveDate,
    /// Hidden before this day, shown again from it.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// Put off on.
    pub on: NaiveDate,
}

withheld!(Scheme, Snooze);
