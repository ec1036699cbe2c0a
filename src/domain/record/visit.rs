//! Visits: the compact ledger that every rule reads, and the reports that are fetched only when shown.

use super::{ReportField, withheld};
use crate::entry::expenses::Expenses;
use crate::id::{ConcernId, MatchId, Prefix, Reference, VisitId};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// All visits of one match in short, by date: what opening the scheme needs.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// The match.
    pub match_id: MatchId,
    /// INVARIANT: ordered by date, then by number; kept so by [`Ledger::put`].
    pub visits: Vec<VisitLine>,
}

impl Ledger {
    /// An empty ledger.
    #[must_use]
    pub const fn new(match_id: MatchId) -> Self {
        Self { match_id, visits: Vec::new() }
    }

    /// Puts a line in, or in place of the older line of the same visit.
    pub fn put(&mut self, line: VisitLine) {
        self.visits.retain(|v| v.id != line.id);
        let at = self.visits.partition_point(|v| (v.date, v.number) < (line.date, line.number));
        self.visits.insert(at, line);
    }

    /// The line of a visit.
    #[must_use]
    pub fn line(&self, id: VisitId) -> Option<&VisitLine> {
        self.visits.iter().find(|v| v.id == id)
    }

    /// The last visit that took place by `day`. Only completed visits count (2.H 7).
    #[must_use]
    pub fn last_completed(&self, day: NaiveDate) -> Option<&VisitLine> {
        self.visits.iter().rev().find(|v| v.date <= day && v.state == VisitState::Completed)
    }

    /// The next visit planned for `day` or later.
    #[must_use]
    pub fn next_planned(&self, day: NaiveDate) -> Option<&VisitLine> {
        self.visits.iter().find(|v| v.date >= day && v.state.is_planned())
    }
}

/// One visit in short.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitLine {
    /// The visit.
    pub id: VisitId,
    /// The number in `VR-0412`.
    pub number: u32,
    /// The day planned, or on which it took place.
    pub date: NaiveDate,
    /// Time of day, where known.
    pub start: Option<NaiveTime>,
    /// What became of it.
    pub state: VisitState,
    /// Where its report is up to.
    pub report: ReportState,
    /// The day on which it was planned; `None` when it was only heard of afterwards (R23).
    pub booked: Option<NaiveDate>,
    /// At the child's home rather than out (R38a).
    pub at_home: bool,
    /// With a night away (R81).
    pub overnight: bool,
    /// Place or activity in a few words: planned, or what it was.
    pub what: Option<String>,
    /// Why it was cancelled or missed, in a few words.
    pub note: Option<String>,
    /// How child and visitor get about (R85g).
    pub transport: Option<Transport>,
    /// What the visitor has claimed for it, and when it was paid (R59).
    pub claim: Option<Claim>,
    /// Its report says that nothing worries, has words that read like a concern, and nobody has answered yet whether
    /// they are one (domain 8.7).
    pub reads_like_concern: bool,
}

/// How child and visitor get about on a visit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Transport {
    /// In the visitor's car (R85g).
    Car,
    /// By bus, train or taxi.
    Public,
    /// On foot or by bicycle.
    OnFoot,
    /// Brought and fetched by the carer.
    Carer,
}

impl Transport {
    /// Every way with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Car, "visitor's car"),
        (Self::Public, "bus or train"),
        (Self::OnFoot, "on foot"),
        (Self::Carer, "carer brings"),
    ];
}

/// A claim for expenses: the amounts stand in the report, the payment is finance's (R59).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Claimed on.
    pub filed: NaiveDate,
    /// Paid on.
    pub paid: Option<NaiveDate>,
}

impl VisitLine {
    /// `VR-0412`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Visit, self.number)
    }

    /// Whether a report on it is still to come: it took place, or its day has passed and nobody has said what
    /// became of it (R33).
    #[must_use]
    pub fn awaits_report(&self, today: NaiveDate) -> bool {
        self.report == ReportState::Awaited
            && (self.state == VisitState::Completed || (self.state.is_planned() && self.date < today))
    }
}

/// The states of 5.5.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum VisitState {
    /// Planned.
    Planned,
    /// Confirmed with carer and child.
    Confirmed,
    /// It took place.
    Completed,
    /// Cancelled beforehand.
    Cancelled {
        /// By whom.
        by: Party,
        /// Why.
        reason: CancelReason,
        /// Whole days between the word and the visit.
        notice_days: Option<u16>,
        /// Another day was found.
        rearranged: bool,
    },
    /// Somebody did not come.
    Missed {
        /// Who.
        by: Party,
    },
}

impl VisitState {
    /// Whether it is still to come.
    #[must_use]
    pub const fn is_planned(self) -> bool {
        matches!(self, Self::Planned | Self::Confirmed)
    }
}

/// Who cancelled, missed or chose.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Party {
    /// The child.
    Child,
    /// The visitor.
    Visitor,
    /// The carer or the home.
    Carer,
    /// The social worker.
    SocialWorker,
    /// The scheme.
    Scheme,
    /// Somebody else.
    Other,
}

impl Party {
    /// Every party with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Child, "child"),
        (Self::Visitor, "visitor"),
        (Self::Carer, "carer"),
        (Self::SocialWorker, "social worker"),
        (Self::Scheme, "scheme"),
        (Self::Other, "other"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(p, _)| *p == self).map_or("", |(_, words)| words)
    }
}

/// Why a visit was cancelled (3.5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum CancelReason {
    /// Illness.
    Illness,
    /// Transport.
    Transport,
    /// Clash with family contact.
    ContactClash,
    /// School.
    School,
    /// Weather.
    Weather,
    /// As a sanction for behaviour: not allowed (R24).
    Sanction,
    /// Forgotten.
    Forgot,
    /// Nobody at home.
    NotHome,
    /// Placement move.
    PlacementMove,
    /// Another reason.
    Other,
    /// The home did not let them meet (R60d).
    AccessRefused,
}

impl CancelReason {
    /// Every reason with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Illness, "illness"),
        (Self::Transport, "transport"),
        (Self::ContactClash, "clash with family contact"),
        (Self::School, "school"),
        (Self::Weather, "weather"),
        (Self::Sanction, "as a sanction"),
        (Self::Forgot, "forgotten"),
        (Self::NotHome, "not at home"),
        (Self::PlacementMove, "placement move"),
        (Self::AccessRefused, "access refused"),
        (Self::Other, "other"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(r, _)| *r == self).map_or("", |(_, words)| words)
    }
}

/// Where the report on a visit is up to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReportState {
    /// None has come.
    Awaited,
    /// It came on this day.
    Received(NaiveDate),
    /// It came, and the co-ordinator has read it.
    Read {
        /// Came on.
        received: NaiveDate,
        /// Read on.
        read: NaiveDate,
        /// Something was done about it.
        acted: bool,
    },
}

impl ReportState {
    /// The day it came.
    #[must_use]
    pub const fn received(self) -> Option<NaiveDate> {
        match self {
            Self::Awaited => None,
            Self::Received(on) | Self::Read { received: on, .. } => Some(on),
        }
    }
}

/// Who chose what was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ChosenBy {
    /// The child.
    Child,
    /// The visitor.
    Visitor,
    /// Both together.
    Both,
}

impl ChosenBy {
    /// Every answer with the words for it.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Child, "child"), (Self::Visitor, "IV"), (Self::Both, "both")];
}

/// A visit report (domain 3.6). The child's own words and the visitor's view are kept apart. It stays in the file
/// until it is shown.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitReport {
    /// The visit it is about.
    pub visit: VisitId,
    /// Its match.
    pub match_id: MatchId,
    /// When it was filed.
    pub filed: DateTime<Utc>,
    /// By whom it was typed in.
    pub filed_by: String,
    /// How long, in minutes.
    pub minutes: Option<u16>,
    /// What they did, and where.
    pub activity: String,
    /// Who chose.
    pub chosen_by: Option<ChosenBy>,
    /// The child's own words: confidential to child, visitor and co-ordinator (R30).
    pub child_words: String,
    /// The visitor's view.
    pub visitor_view: String,
    /// The answer to "anything that worries you?", which has no default.
    pub concern: bool,
    /// The concern that the answer opened.
    pub concern_id: Option<ConcernId>,
    /// Expenses claimed.
    pub expenses: Option<Expenses>,
    /// Support the visitor asks for.
    pub support_wanted: Option<String>,
    /// The answer was "no" though it has words that read like a concern: who looked at them and found none.
    pub looked_at: Option<LookedAt>,
}

impl VisitReport {
    /// The words of one part.
    #[must_use]
    pub fn part(&self, field: ReportField) -> &str {
        match field {
            ReportField::Activity => &self.activity,
            ReportField::ChildWords => &self.child_words,
            ReportField::VisitorView => &self.visitor_view,
            ReportField::SupportWanted => self.support_wanted.as_deref().unwrap_or_default(),
        }
    }

    /// All its words, part by part.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        ReportField::ALL.iter().map(|(field, _)| self.part(*field))
    }
}

/// "Looked at, no concern": the answer to words that read like one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAt {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// The words of the list that stood there.
    pub words: Vec<String>,
}

withheld!(Claim, Ledger, LookedAt, VisitLine, VisitReport);
