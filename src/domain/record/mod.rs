//! The records of a scheme: plain values. What they mean is here; what may be done with them is in
//! [`crate::decide`], and what is due because of them is in [`crate::deadline`].
//!
//! A record never prints what it holds: `Debug` shows the kind and the reference, so that no panic, log or
//! failed assertion can carry a name.

mod allegation;
mod allegation_task;
mod child;
mod concern;
mod consent;
mod dbs;
mod desk;
mod incident;
mod low_level;
mod matches;
mod person;
mod proposal;
mod referral;
mod release;
mod review;
mod staff;
mod visit;
mod visitor;

pub use allegation::*;
pub use allegation_task::*;
pub use child::*;
pub use concern::*;
pub use consent::*;
pub use dbs::*;
pub use desk::*;
pub use incident::*;
pub use low_level::*;
pub use matches::*;
pub use person::*;
pub use proposal::*;
pub use referral::*;
pub use release::*;
pub use review::*;
pub use staff::*;
pub use visit::*;
pub use visitor::*;

use crate::id::{self, RawId};
use serde::{Deserialize, Serialize};

/// `Debug` without contents, for whatever holds words about people.
macro_rules! withheld {
    ($($name:ty),* $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(withheld)"))
            }
        }
    )*};
}
pub(crate) use withheld;

macro_rules! records {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $type:ty, $key:expr;)*) => {
        /// What kind of record. The number is the kind's byte in the sealed file and never changes.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $variant = $code,)* }

        impl Kind {
            /// Every kind, in the order of their numbers.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];
            /// The kind with this number.
            #[must_use]
            pub const fn from_code(code: u8) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }

        /// One record of any kind, as it goes into the sealed file and comes out of it.
        #[derive(Clone, PartialEq, Serialize, Deserialize)]
        pub enum Record { $($(#[$doc])* $variant(Box<$type>),)* }

        impl Record {
            /// Its kind.
            #[must_use]
            pub const fn kind(&self) -> Kind { match self { $(Self::$variant(_) => Kind::$variant,)* } }
            /// Its opaque id.
            #[must_use]
            pub fn raw_id(&self) -> RawId {
                match self { $(Self::$variant(record) => { let key: fn(&$type) -> RawId = $key; key(record) })* }
            }
        }

        $(impl From<$type> for Record { fn from(record: $type) -> Self { Self::$variant(Box::new(record)) } })*
    };
}

/// The id of the records of which there is one only.
pub const ONLY: RawId = [0; 16];

records! {
    /// The scheme itself: its name, settings and extra holidays.
    Scheme = 1, Scheme, |_| ONLY;
    /// The last numbers given out.
    Counters = 2, Counters, |_| ONLY;
    /// When the morning list was last gone through.
    MorningReview = 3, MorningReview, |_| ONLY;
    /// A child.
    Child = 10, Child, |r| r.id.0;
    /// A visitor.
    Visitor = 11, Visitor, |r| r.id.0;
    /// A referral.
    Referral = 12, Referral, |r| r.id.0;
    /// A match.
    Match = 13, Match, |r| r.id.0;
    /// The dates and outcomes of all visits of one match.
    Ledger = 14, Ledger, |r| r.match_id.0;
    /// The report on one visit, under the visit's id.
    VisitReport = 15, VisitReport, |r| r.visit.0;
    /// A review of a match.
    MatchReview = 16, MatchReview, |r| r.id.0;
    /// An annual review of a visitor.
    AnnualReview = 17, AnnualReview, |r| r.id.0;
    /// A supervision of a visitor.
    Supervision = 18, Supervision, |r| r.id.0;
    /// A support group meeting.
    SupportGroup = 19, SupportGroup, |r| r.id.0;
    /// A concern about a child.
    Concern = 20, Concern, |r| r.id.0;
    /// A deadline put off, with its reason.
    Snooze = 21, Snooze, |r| r.id.0;
    /// A note of a call, letter or meeting.
    Note = 22, Note, |r| r.id.0;
    /// A visitor proposed for a child.
    Proposal = 23, Proposal, |r| r.id.0;
    /// Somebody who can open the file.
    Staff = 24, Staff, |r| r.id.0;
    /// An allegation against a visitor. For team managers only.
    Allegation = 25, Allegation, |r| r.id.0;
    /// A consent, or a refusal.
    Consent = 26, Consent, |r| r.id.0;
    /// A release of information, or a refusal of one.
    Release = 27, Release, |r| r.id.0;
    /// A low-level concern about a visitor.
    LowLevel = 28, LowLevel, |r| r.id.0;
    /// The scheme's own words that read like a concern.
    WordList = 29, WordList, |_| ONLY;
    /// A release of what belongs to an allegation. For team managers only.
    AllegationRelease = 30, AllegationRelease, |r| r.0.id.0;
}

impl Record {
    /// For what is read only when it is shown (visit reports): the id of the record it belongs to. `None` for
    /// everything that opening needs.
    #[must_use]
    pub fn owner(&self) -> Option<RawId> {
        match self {
            Self::VisitReport(report) => Some(report.match_id.0),
            _ => None,
        }
    }

    /// Whether it is for team managers only: sealed under the second key of the file.
    #[must_use]
    pub const fn restricted(&self) -> bool {
        self.kind().is_restricted()
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} ", self.kind())?;
        self.raw_id().iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

/// Whom or what a finding, a deadline or a note is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Subject {
    /// The scheme as a whole.
    Scheme,
    /// A child.
    Child(id::ChildId),
    /// A visitor.
    Visitor(id::VisitorId),
    /// A referral (shown under its child).
    Referral(id::ReferralId),
    /// A match.
    Match(id::MatchId),
    /// A visit.
    Visit(id::VisitId),
    /// A concern.
    Concern(id::ConcernId),
    /// A proposal.
    Proposal(id::ProposalId),
    /// An allegation. Nothing open is ever about one.
    Allegation(id::AllegationId),
}
