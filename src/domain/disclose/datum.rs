//! What a line tells as a value, so that counts, calendars and letters need not read its words. It never says more than
//! the words of the line do: where only a part is told, only the part's value is there.

use crate::id::Reference;
use crate::record::{EndReason, ReferralOutcome, ReferralState, VisitState};
use chrono::{NaiveDate, NaiveTime};

/// What became of a visit, without why and by whom, which belong to another row of the matrix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Became {
    /// Planned.
    Planned,
    /// Confirmed with carer and child.
    Confirmed,
    /// It took place.
    TookPlace,
    /// Cancelled beforehand.
    Cancelled,
    /// Somebody did not come.
    Missed,
}

impl Became {
    pub(super) const fn of(state: VisitState) -> Self {
        match state {
            VisitState::Planned => Self::Planned,
            VisitState::Confirmed => Self::Confirmed,
            VisitState::Completed => Self::TookPlace,
            VisitState::Cancelled { .. } => Self::Cancelled,
            VisitState::Missed { .. } => Self::Missed,
        }
    }

    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Confirmed => "confirmed",
            Self::TookPlace => "took place",
            Self::Cancelled => "cancelled",
            Self::Missed => "did not take place",
        }
    }

    /// Whether it is still to come.
    #[must_use]
    pub const fn is_to_come(self) -> bool {
        matches!(self, Self::Planned | Self::Confirmed)
    }
}

/// The value of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Datum {
    /// A day, such as that of a meeting that is arranged.
    Day(NaiveDate),
    /// Where a referral is up to.
    State(ReferralState),
    /// What was decided about a referral, and when.
    Decided {
        /// What.
        outcome: ReferralOutcome,
        /// When.
        on: NaiveDate,
    },
    /// A match began.
    Began {
        /// `M-0031`.
        of: Reference,
        /// On which day.
        on: NaiveDate,
    },
    /// A match ended.
    Ended {
        /// `M-0031`.
        of: Reference,
        /// The first day on which it no longer lives.
        on: NaiveDate,
        /// Why, where the reason is told as well.
        why: Option<EndReason>,
    },
    /// A visit.
    Visit {
        /// `VR-0412`.
        visit: Reference,
        /// `M-0031`.
        of: Reference,
        /// The day.
        on: NaiveDate,
        /// The time of day, where it is known and told.
        at: Option<NaiveTime>,
        /// What became of it.
        became: Became,
    },
}

impl Datum {
    /// What is left of it where only the shorter form of its line is told.
    pub(super) const fn part(self) -> Option<Self> {
        match self {
            Self::Visit { visit, of, on, at: _, became } => {
                Some(Self::Visit { visit, of, on, at: None, became })
            }
            Self::Ended { of, on, why: _ } => Some(Self::Ended { of, on, why: None }),
            Self::Day(_) | Self::State(_) | Self::Decided { .. } | Self::Began { .. } => None,
        }
    }
}
