//! The referral: a request that a child be given a visitor, and where it is up to (5.2).

use super::{Professional, withheld};
use crate::id::{ChildId, ReferralId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One referral of one child (domain 3.3). Where it is up to is derived from its dates: see [`Referral::state`].
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    /// Opaque id.
    pub id: ReferralId,
    /// The child.
    pub child: ChildId,
    /// The day it came: clocks start here (2.H 2).
    pub received: NaiveDate,
    /// The day it was typed in.
    pub entered: NaiveDate,
    /// Letter, e-mail, telephone, portal.
    pub how: Option<String>,
    /// Who referred.
    pub referrer: Professional,
    /// Grounds (R14, R51).
    pub grounds: Vec<Ground>,
    /// The child knows of it and agrees.
    pub child_agrees: Option<bool>,
    /// What carer, parents and reviewing officer think of it.
    pub views: Option<String>,
    /// Missing information that was asked for, oldest first (5.2).
    pub chases: Vec<Chase>,
    /// Receipt acknowledged.
    pub acknowledged: Option<NaiveDate>,
    /// Meetings with the child arranged; the last is the live one.
    pub meetings: Vec<Meeting>,
    /// Accepted, declined, the child says no.
    pub decision: Option<ReferralDecision>,
    /// What the child and the social worker were told, oldest first (R40).
    pub updates: Vec<StatusUpdate>,
    /// Taken off the list without a match.
    pub closed: Option<ReferralClosed>,
    /// To be matched before others, because a match of theirs ended (5.8).
    pub rematch_priority: bool,
}

/// Where a referral is up to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ReferralState {
    /// Come in, nothing done.
    Received,
    /// Receipt acknowledged.
    Acknowledged,
    /// A meeting with the child is arranged.
    MeetingBooked,
    /// The child was met; a decision is to be made.
    Met,
    /// Accepted; waiting for a visitor.
    Waiting,
    /// Declined, or the child says no.
    Declined,
    /// Withdrawn, duplicate, no longer looked after, or matched.
    Closed,
}

impl ReferralState {
    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Acknowledged => "acknowledged",
            Self::MeetingBooked => "meeting booked",
            Self::Met => "met, to decide",
            Self::Waiting => "waiting",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }
}

impl Referral {
    /// The day on which the child was met, the first time (R39).
    #[must_use]
    pub fn met(&self) -> Option<NaiveDate> {
        self.meetings.iter().filter(|m| m.outcome == MeetingOutcome::Held).map(|m| m.on).min()
    }

    /// Whether the clock for meeting the child runs (R39): nobody has met them, and somebody still waits for it. A
    /// rematch is accepted with the end of the match before: the scheme has met the child.
    #[must_use]
    pub fn awaits_first_meeting(&self) -> bool {
        let known = self.rematch_priority && self.state() == ReferralState::Waiting;
        self.is_open() && self.met().is_none() && !known
    }

    /// The meeting that is still to come.
    #[must_use]
    pub fn booked(&self) -> Option<&Meeting> {
        self.meetings.iter().rev().find(|m| m.outcome == MeetingOutcome::Booked)
    }

    /// Where it is up to.
    #[must_use]
    pub fn state(&self) -> ReferralState {
        if self.closed.is_some() {
            return ReferralState::Closed;
        }
        match &self.decision {
            Some(d) if d.outcome.is_accepted() => ReferralState::Waiting,
            Some(_) => ReferralState::Declined,
            None if self.met().is_some() => ReferralState::Met,
            None if self.booked().is_some() => ReferralState::MeetingBooked,
            None if self.acknowledged.is_some() => ReferralState::Acknowledged,
            None => ReferralState::Received,
        }
    }

    /// Whether somebody still waits for it: neither closed nor declined.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.state(), ReferralState::Declined | ReferralState::Closed)
    }

    /// When this person was last told where it is up to; the day it came in, if never (R40).
    #[must_use]
    pub fn last_told(&self, whom: Told) -> NaiveDate {
        self.updates.iter().filter(|u| u.to == whom).map(|u| u.on).max().unwrap_or(self.received)
    }
}

/// Why a visitor is asked for (the list of T1; R14, R51).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Ground {
    /// Little or no contact with parents.
    LittleContact,
    /// Placed at a distance, out of area.
    Distance,
    /// Cannot go out alone.
    CannotGoOutAlone,
    /// Finds relationships hard.
    Relationships,
    /// At risk through peers or older people.
    PeerRisk,
    /// In residential care and wants a person of their own.
    Residential,
    /// Education or health would gain.
    EducationOrHealth,
    /// The child asked.
    ChildAsked,
}

impl Ground {
    /// Every ground with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::LittleContact, "little contact with parents"),
        (Self::Distance, "placed at a distance"),
        (Self::CannotGoOutAlone, "cannot go out alone"),
        (Self::Relationships, "finds relationships hard"),
        (Self::PeerRisk, "risk through peers or older people"),
        (Self::Residential, "residential, wants a person of their own"),
        (Self::EducationOrHealth, "education or health would gain"),
        (Self::ChildAsked, "the child asked"),
    ];
}

/// A meeting with the child before matching (R7, R39).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The day arranged or held.
    pub on: NaiveDate,
    /// What became of it.
    pub outcome: MeetingOutcome,
    /// Reason it did not take place, or a short note.
    pub note: Option<String>,
}

/// What became of a meeting.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MeetingOutcome {
    /// Still to come.
    Booked,
    /// The child was met.
    Held,
    /// It did not take place.
    Cancelled,
}

/// What was decided about a referral.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralDecision {
    /// On which day.
    pub on: NaiveDate,
    /// What.
    pub outcome: ReferralOutcome,
    /// Why, when it was not simply accepted.
    pub reason: Option<String>,
}

/// The outcomes of 5.2.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReferralOutcome {
    /// Accepted, waiting for a visitor.
    Accepted,
    /// Accepted for visits at home only (R38a).
    AcceptedHomeOnly,
    /// Not accepted.
    Declined,
    /// The child does not want a visitor (R54).
    ChildSaysNo,
}

impl ReferralOutcome {
    /// Every outcome with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Accepted, "accepted, waiting"),
        (Self::AcceptedHomeOnly, "accepted, home visits only"),
        (Self::Declined, "not accepted"),
        (Self::ChildSaysNo, "the child says no"),
    ];

    /// Whether the child goes onto the waiting list.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::AcceptedHomeOnly)
    }
}

/// Whom a status update went to (R40 asks for both).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Told {
    /// The young person.
    Child,
    /// The child's social worker.
    SocialWorker,
}

/// Missing information asked for (5.2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chase {
    /// On which day.
    pub on: NaiveDate,
    /// What, and of whom.
    pub what: String,
}

/// One status update.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusUpdate {
    /// On which day.
    pub on: NaiveDate,
    /// To whom.
    pub to: Told,
    /// How, and what was said, in a line.
    pub note: Option<String>,
}

/// Why a referral was closed without or with a match.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralClosed {
    /// On which day.
    pub on: NaiveDate,
    /// Reason.
    pub reason: ReferralCloseReason,
    /// A line more, where it helps.
    pub note: Option<String>,
}

/// The side exits of 5.2, and the good one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReferralCloseReason {
    /// A match began.
    Matched,
    /// Withdrawn by the referrer or the child.
    Withdrawn,
    /// No longer looked after.
    NotLookedAfter,
    /// Turned eighteen.
    Eighteen,
    /// Moved away.
    MovedAway,
    /// Entered twice.
    Duplicate,
}

impl ReferralCloseReason {
    /// Every reason that a person may give, with the words for it; `Matched` comes from the match itself.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Withdrawn, "withdrawn"),
        (Self::NotLookedAfter, "no longer looked after"),
        (Self::Eighteen, "turned eighteen"),
        (Self::MovedAway, "moved away"),
        (Self::Duplicate, "entered twice"),
        (Self::Matched, "matched"),
    ];
}

withheld!(Chase, Referral, Meeting, ReferralDecision, StatusUpdate, ReferralClosed);
