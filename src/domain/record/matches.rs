//! The match: one child and one visitor over a span of time. (`match` is Rust's own word, hence the plural.)

use super::{Hold, Said, Suspension, withheld};
use crate::id::{ChildId, MatchId, Prefix, ProposalId, Reference, ReferralId, VisitId, VisitorId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A match as a dated span (domain 3.4). A change of social worker or placement never ends or resets it (R17).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// Opaque id.
    pub id: MatchId,
    /// The number in `M-0031`.
    pub number: u32,
    /// The child.
    pub child: ChildId,
    /// The visitor.
    pub visitor: VisitorId,
    /// The referral it answers.
    pub referral: Option<ReferralId>,
    /// The day visiting began; reviews count from here.
    pub started: NaiveDate,
    /// Why these two (R9).
    pub rationale: Option<String>,
    /// The agreed visiting patterns, oldest first; the last holds.
    pub patterns: Vec<Pattern>,
    /// Periods on hold; they pause the visit clocks only (2.H 8).
    pub holds: Vec<Hold>,
    /// Periods in which no visits may happen.
    pub suspensions: Vec<Suspension>,
    /// The steps towards the eighteenth birthday that were taken (5.8).
    pub eighteen: Vec<EighteenDone>,
    /// How it ended.
    pub ended: Option<Ending>,
    /// The proposal that it came from; `None` for one entered with its past.
    pub proposal: Option<ProposalId>,
    /// What the child decided after the first visits (R86d).
    pub trial: Option<TrialDecision>,
    /// With whom visits cancelled as a sanction were talked over (R24).
    pub sanction_talks: Vec<SanctionTalk>,
    /// Meetings about the child that the visitor might attend (R37).
    pub meetings: Vec<CaseMeeting>,
    /// The visitor's contact details for the child (R34, R35).
    pub contact: ContactRelease,
}

impl Match {
    /// `M-0031`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Match, self.number)
    }

    /// Whether the match lives on a day: begun, and not ended by then.
    #[must_use]
    pub fn is_live(&self, day: NaiveDate) -> bool {
        self.started <= day && self.ended.as_ref().is_none_or(|e| day < e.on)
    }

    /// Whether it lives on any day from this one on: what begins on that day would run beside it.
    #[must_use]
    pub fn is_live_after(&self, day: NaiveDate) -> bool {
        self.ended.as_ref().is_none_or(|e| day < e.on)
    }

    /// Whether it has not been ended at all (a start in the future counts as open).
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// The hold that covers a day.
    #[must_use]
    pub fn hold_on(&self, day: NaiveDate) -> Option<&Hold> {
        self.holds.iter().rev().find(|h| h.covers(day))
    }

    /// Whether suspended on a day.
    #[must_use]
    pub fn is_suspended(&self, day: NaiveDate) -> bool {
        self.suspensions.iter().any(|s| s.covers(day))
    }

    /// Whether the child has still to decide, after the first visits, if it goes on (5.3, R86d).
    #[must_use]
    pub const fn is_trial(&self) -> bool {
        self.proposal.is_some() && self.trial.is_none()
    }

    /// How long it has lasted by a day, or lasted in all, in days.
    #[must_use]
    pub fn days(&self, today: NaiveDate) -> i64 {
        let until = self.ended.as_ref().map_or(today, |e| e.on.min(today));
        (until - self.started).num_days().max(0)
    }

    /// The pattern agreed, monthly when nothing else was (R20, R21).
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.patterns.last().map_or(Interval::Monthly, |p| p.every)
    }
}

/// How often visits are to take place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Interval {
    /// Once a month, the norm (R20).
    Monthly,
    /// Every so many weeks, by agreement (R21, R94).
    Weeks(u8),
}

impl Interval {
    /// The length in days; a month counts as four weeks, so that day 35 is one week late and day 42 is two.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Self::Monthly => 28,
            Self::Weeks(weeks) => weeks as i64 * 7,
        }
    }

    /// In words: `monthly`, `every 2 weeks`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Monthly => "monthly".to_owned(),
            Self::Weeks(1) => "weekly".to_owned(),
            Self::Weeks(weeks) => format!("every {weeks} weeks"),
        }
    }
}

/// An agreed visiting pattern: how often, agreed with whom, when and why (R21).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// How often.
    pub every: Interval,
    /// With whom it was agreed, and when.
    pub agreed: Said,
    /// Why, when not monthly.
    pub reason: Option<String>,
}

/// The steps before an eighteenth birthday, in months ahead (5.8).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum EighteenStep {
    /// Twelve months ahead: raise it at the review.
    RaiseAtReview,
    /// Six months ahead: ask the child and the visitor what they want after.
    AskBoth,
    /// Three months ahead: make the plan.
    Plan,
    /// One month ahead: final formal visit, confirmed in writing.
    FinalVisit,
}

impl EighteenStep {
    /// The four, first to last, with months ahead and the words for them.
    pub const ALL: &'static [(Self, i32, &'static str)] = &[
        (Self::RaiseAtReview, 12, "raise the eighteenth birthday at the review"),
        (Self::AskBoth, 6, "ask the child and the visitor what they want after it"),
        (Self::Plan, 3, "make the plan for after it"),
        (Self::FinalVisit, 1, "arrange the final formal visit and confirm in writing"),
    ];
}

/// A step towards eighteen that was taken.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EighteenDone {
    /// Which.
    pub step: EighteenStep,
    /// On which day.
    pub on: NaiveDate,
    /// In a line.
    pub note: Option<String>,
}

/// How a match ended (5.8).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// First day on which it no longer lives.
    pub on: NaiveDate,
    /// Why.
    pub reason: EndReason,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Date of the written notice (R53).
    pub notice: Option<NaiveDate>,
    /// Factual and neutral.
    pub note: Option<String>,
    /// In the child's own words.
    pub child_words: Option<String>,
    /// Another visitor is wanted; `None` while nobody has asked.
    pub rematch: Option<bool>,
    /// That contact after eighteen is outside the scheme was explained and acknowledged.
    pub informal_after: Option<Said>,
    /// What was done to close it (R98).
    pub closing: Vec<ClosingDone>,
}

/// What closes a match kindly and completely (5.8, R98).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ClosingStep {
    /// A last meeting, or why there was none.
    Goodbye,
    /// The child was talked with, by somebody other than the visitor.
    ChildTold,
    /// The visitor was debriefed.
    VisitorDebrief,
    /// The social worker and the reviewing officer were told.
    WorkersTold,
    /// The carers were told.
    CarersTold,
    /// Address and briefing came back, and shared details were withdrawn.
    PackReturned,
    /// Expenses are settled.
    ExpensesClosed,
    /// Child and visitor were asked how it was.
    Survey,
    /// The visitor was thanked.
    Thanks,
}

impl ClosingStep {
    /// Every step with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Goodbye, "last meeting held, or why not"),
        (Self::ChildTold, "child talked with"),
        (Self::VisitorDebrief, "visitor debriefed"),
        (Self::WorkersTold, "social worker and IRO told"),
        (Self::CarersTold, "carers told"),
        (Self::PackReturned, "address and briefing returned"),
        (Self::ExpensesClosed, "expenses closed"),
        (Self::Survey, "both asked how it was"),
        (Self::Thanks, "visitor thanked"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(s, _)| *s == self).map_or("", |(_, words)| words)
    }
}

/// A closing step that was taken.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingDone {
    /// Which.
    pub step: ClosingStep,
    /// On which day.
    pub on: NaiveDate,
    /// In a line.
    pub note: Option<String>,
}

impl Ending {
    /// Whether the written notice that ends an appointment (R53) is not on record by a day. What ends by law needs none.
    #[must_use]
    pub fn awaits_notice(&self, day: NaiveDate) -> bool {
        !self.reason.is_by_law() && self.notice.is_none_or(|on| day < on)
    }

    /// The closing steps that nobody has recorded.
    #[must_use]
    pub fn outstanding(&self) -> Vec<ClosingStep> {
        let done = |step| self.closing.iter().any(|c| c.step == step);
        ClosingStep::ALL.iter().map(|(step, _)| *step).filter(|step| !done(*step)).collect()
    }
}

/// What the child decided after the first visits: no fault is recorded against either side (R86d).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialDecision {
    /// On which day.
    pub on: NaiveDate,
    /// It goes on.
    pub goes_on: bool,
    /// In the child's own words.
    pub words: Option<String>,
}

/// A visit cancelled as a sanction was talked over (R24).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SanctionTalk {
    /// Which visit.
    pub visit: VisitId,
    /// With whom, and when.
    pub said: Said,
    /// What was said.
    pub note: Option<String>,
}

/// A meeting about the child (R37): the visitor comes only if the child wants it, to help the child be heard.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseMeeting {
    /// The day of the meeting.
    pub on: NaiveDate,
    /// What meeting.
    pub what: String,
    /// Whether the child wants the visitor there; `None` while nobody has asked.
    pub child_wants: Option<bool>,
    /// Who asked, and when.
    pub asked: Option<Said>,
    /// Whether the visitor was there.
    pub attended: Option<bool>,
}

/// The visitor's telephone and e-mail for the child: not at first, and only when all three agree (R34, R35).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactRelease {
    /// The co-ordinator agrees.
    pub coordinator: Option<Said>,
    /// The social worker agrees.
    pub social_worker: Option<Said>,
    /// The visitor agrees.
    pub visitor: Option<Said>,
    /// Given to the child.
    pub released: Option<Said>,
    /// Withdrawn by one of the three.
    pub withdrawn: Option<Said>,
}

/// The reasons of 3.4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum EndReason {
    /// Turned eighteen (R6).
    Eighteen,
    /// No longer looked after (R52).
    NotLookedAfter,
    /// The child chose to stop (R18).
    ChildStopped,
    /// The child declined after one or two visits.
    ChildDeclinedEarly,
    /// The visitor resigned.
    VisitorResigned,
    /// The visitor was removed.
    VisitorRemoved,
    /// The placement is too far.
    TooFar,
    /// The scheme ended it.
    SchemeEnded,
    /// Rematched.
    Rematched,
    /// The contract ended.
    ContractEnded,
    /// Death of either.
    Death,
}

impl EndReason {
    /// Whether the appointment ends by law or with a death, without anybody's notice (R6, R52).
    #[must_use]
    pub const fn is_by_law(self) -> bool {
        matches!(self, Self::Eighteen | Self::NotLookedAfter | Self::Death)
    }

    /// Every reason with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Eighteen, "turned eighteen"),
        (Self::NotLookedAfter, "no longer looked after"),
        (Self::ChildStopped, "the child chose to stop"),
        (Self::ChildDeclinedEarly, "the child declined after one or two visits"),
        (Self::VisitorResigned, "the visitor resigned"),
        (Self::VisitorRemoved, "the visitor was removed"),
        (Self::TooFar, "the placement is too far"),
        (Self::SchemeEnded, "the scheme ended it"),
        (Self::Rematched, "rematched"),
        (Self::ContractEnded, "the contract ended"),
        (Self::Death, "death"),
    ];
}

withheld!(
    TrialDecision,
    SanctionTalk,
    CaseMeeting,
    ContactRelease,
    ClosingDone,
    Match,
    Pattern,
    EighteenDone,
    Ending
);
