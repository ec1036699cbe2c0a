//! A safeguarding concern about a child, and the clock that runs until it is passed on (R31, R32; 5.6).

use super::withheld;
use crate::id::{ChildId, ConcernId, MatchId, Prefix, Reference, VisitId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A concern about a child.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// Opaque id.
    pub id: ConcernId,
    /// The number in `CN-0003`.
    pub number: u32,
    /// The child.
    pub child: ChildId,
    /// The match in which it arose.
    pub match_id: Option<MatchId>,
    /// The visit whose report opened it.
    pub visit: Option<VisitId>,
    /// When the co-ordinator learned of it: the clock of R32 starts here.
    pub learned: DateTime<Utc>,
    /// Who raised it.
    pub raised_by: String,
    /// Somebody may be in danger now (R61).
    pub danger_now: bool,
    /// What was seen or said, in the words used.
    pub what: String,
    /// Passed to children's social care.
    pub passed: Option<PassedOn>,
    /// Decided that it was not a safeguarding concern, with the reason.
    pub not_a_concern: Option<Settled>,
    /// Closed, with what came of it.
    pub closed: Option<Settled>,
}

impl Concern {
    /// `CN-0003`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Concern, self.number)
    }

    /// Whether the clock still runs: neither passed on nor decided.
    #[must_use]
    pub const fn clock_runs(&self) -> bool {
        self.passed.is_none() && self.not_a_concern.is_none() && self.closed.is_none()
    }
}

/// To whom a concern was passed, and when (R32).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOn {
    /// When.
    pub at: DateTime<Utc>,
    /// Social worker, front door, emergency duty team, police.
    pub to: String,
    /// The person's name.
    pub name: String,
    /// Their reference, where they gave one.
    pub reference: Option<String>,
}

/// A decision that settles a concern.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Why, or what came of it.
    pub reason: String,
}

withheld!(Concern, PassedOn, Settled);
