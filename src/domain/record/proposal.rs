//! A proposal: one visitor thought of for one child, from the idea to the first visit together (R44-R46; 5.2).
//!
//! When one of them says no, the proposal closes and both are as free as before: no fault is recorded against
//! either.

use super::{Party, Said, withheld};
use crate::id::{ChildId, MatchId, Prefix, ProposalId, Reference, ReferralId, VisitorId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A visitor proposed for a child.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// Opaque id.
    pub id: ProposalId,
    /// The number in `P-0007`.
    pub number: u32,
    /// The child.
    pub child: ChildId,
    /// The visitor.
    pub visitor: VisitorId,
    /// The referral it answers.
    pub referral: Option<ReferralId>,
    /// By whom, and when.
    pub proposed: Said,
    /// Why these two: the child's wishes and what the social worker has said (R9).
    pub rationale: Option<String>,
    /// Talked over with the visitor, who knows first name, age and interests only (R45).
    pub visitor_answer: Option<Answer>,
    /// Talked over with the child (R45, R88).
    pub child_answer: Option<ChildAnswer>,
    /// The social worker was told, and agrees or not (R46).
    pub worker_answer: Option<Answer>,
    /// What the visitor was told of the child before they met (R44), oldest first.
    pub briefings: Vec<Briefing>,
    /// The visit that brings them together (R46); the last is the live one.
    pub joint: Vec<JointVisit>,
    /// How it ended.
    pub closed: Option<ProposalClosed>,
}

/// What somebody said to a proposal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who spoke with them, and when.
    pub said: Said,
    /// Yes, or no.
    pub yes: bool,
    /// In a line.
    pub note: Option<String>,
}

/// What the child said to a proposal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildAnswer {
    /// Yes, or no; who spoke with the child, and when.
    pub answer: Answer,
    /// The child was shown the visitor's profile (R88).
    pub profile_shown: bool,
    /// Between how many visitors the child could choose (R88).
    pub choice_of: u8,
}

/// What can be shared of a child before the first meeting (rows 1 to 8 of the confidentiality matrix).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Shared {
    /// First name, age and interests.
    FirstFacts,
    /// The safe-outing card.
    Card,
    /// The headline of the risk assessment, and its controls.
    Risk,
    /// Whether photographs may be taken.
    Photos,
    /// Carer, address and telephone.
    Home,
    /// Surname and date of birth.
    FullName,
    /// What the child would like.
    Wishes,
}

impl Shared {
    /// Everything that can be shared, with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::FirstFacts, "first name, age, interests"),
        (Self::Wishes, "what the child would like"),
        (Self::Card, "safe-outing card"),
        (Self::Risk, "risk headline and controls"),
        (Self::Photos, "photographs"),
        (Self::Home, "carer, address, telephone"),
        (Self::FullName, "surname, date of birth"),
    ];
}

/// A briefing given to a visitor (R44).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Briefing {
    /// 1 for the first, and so on.
    pub version: u16,
    /// By whom, and when.
    pub said: Said,
    /// What it held.
    pub shared: Vec<Shared>,
}

/// A joint matching visit (R46).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointVisit {
    /// The day.
    pub on: NaiveDate,
    /// What became of it; `None` while it lies ahead.
    pub held: Option<JointOutcome>,
}

/// What became of a joint matching visit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointOutcome {
    /// It took place.
    pub took_place: bool,
    /// Who was there besides child and visitor.
    pub present: Vec<Party>,
    /// The child wants to go on.
    pub child_yes: Option<bool>,
    /// The visitor wants to go on.
    pub visitor_yes: Option<bool>,
    /// In a line.
    pub note: Option<String>,
}

/// How a proposal ended.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalClosed {
    /// On which day.
    pub on: NaiveDate,
    /// The match that came of it; `None` when it does not go ahead.
    pub matched: Option<MatchId>,
    /// Neutral, in a line.
    pub note: Option<String>,
}

/// Where a proposal is up to (5.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ProposalState {
    /// Thought of; to be talked over with visitor and child.
    Proposed,
    /// Talked over with both; the social worker is to be asked.
    BothAsked,
    /// The social worker agrees; the visitor is to be briefed.
    Agreed,
    /// Briefed; the joint visit is to be arranged.
    Briefed,
    /// The joint visit is arranged.
    JointBooked,
    /// They have met and both say yes; the match can begin.
    BothYes,
    /// Somebody says no, or it is otherwise not to be.
    NotToBe,
    /// A match came of it.
    Matched,
}

impl ProposalState {
    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Proposed => "to be talked over",
            Self::BothAsked => "social worker to be asked",
            Self::Agreed => "visitor to be briefed",
            Self::Briefed => "joint visit to be arranged",
            Self::JointBooked => "joint visit arranged",
            Self::BothYes => "both say yes",
            Self::NotToBe => "not going ahead",
            Self::Matched => "matched",
        }
    }
}

impl ProposalState {
    /// In a word or two, for a list.
    #[must_use]
    pub const fn brief(self) -> &'static str {
        match self {
            Self::Proposed => "to talk over",
            Self::BothAsked => "ask worker",
            Self::Agreed => "to brief",
            Self::Briefed => "book joint",
            Self::JointBooked => "joint booked",
            Self::BothYes => "both yes",
            Self::NotToBe => "said no",
            Self::Matched => "matched",
        }
    }
}

impl Proposal {
    /// `P-0007`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Proposal, self.number)
    }

    /// Whether it is still being pursued.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// The joint visit that took place last.
    #[must_use]
    pub fn met(&self) -> Option<(NaiveDate, &JointOutcome)> {
        let held = self.joint.iter().rev().filter_map(|j| j.held.as_ref().map(|h| (j.on, h)));
        held.into_iter().find(|(_, h)| h.took_place)
    }

    /// The joint visit that is still to come.
    #[must_use]
    pub fn booked(&self) -> Option<&JointVisit> {
        self.joint.iter().rev().find(|j| j.held.is_none())
    }

    /// Whether anybody has said no. It is nobody's fault.
    #[must_use]
    pub fn anyone_said_no(&self) -> bool {
        let no = |answer: Option<bool>| answer == Some(false);
        no(self.visitor_answer.as_ref().map(|a| a.yes))
            || no(self.child_answer.as_ref().map(|a| a.answer.yes))
            || no(self.worker_answer.as_ref().map(|a| a.yes))
            || self.met().is_some_and(|(_, met)| no(met.child_yes) || no(met.visitor_yes))
    }

    /// Where it is up to.
    #[must_use]
    pub fn state(&self) -> ProposalState {
        match &self.closed {
            Some(closed) if closed.matched.is_some() => return ProposalState::Matched,
            Some(_) => return ProposalState::NotToBe,
            None => {}
        }
        if self.anyone_said_no() {
            return ProposalState::NotToBe;
        }
        if self.met().is_some_and(|(_, m)| m.child_yes == Some(true) && m.visitor_yes == Some(true)) {
            return ProposalState::BothYes;
        }
        if self.booked().is_some() {
            return ProposalState::JointBooked;
        }
        match (&self.visitor_answer, &self.child_answer, &self.worker_answer) {
            (Some(_), Some(_), Some(_)) if self.briefings.is_empty() => ProposalState::Agreed,
            (Some(_), Some(_), Some(_)) => ProposalState::Briefed,
            (Some(_), Some(_), None) => ProposalState::BothAsked,
            _ => ProposalState::Proposed,
        }
    }
}

withheld!(Proposal, Answer, ChildAnswer, Briefing, JointVisit, JointOutcome, ProposalClosed,);
