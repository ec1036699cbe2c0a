//! What belongs to a concern: the account of it, what was decided, the steps taken, and what it quotes (5.6, R80).

use super::withheld;
use crate::id::VisitId;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// What kind of incident a concern is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Incident {
    /// A concern about the child's safety or welfare.
    #[default]
    Concern,
    /// The child is missing, or was not returned, on an outing (R80c).
    Missing,
    /// About a carer or somebody else who works with the child: it goes to the LADO too (5.6, 5.7).
    AboutWorker,
    /// About the visitor: the team manager is told at once, and makes the record of an allegation from it (R49, 5.7).
    AboutVisitor,
}

impl Incident {
    /// Every kind with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Concern, "a concern about the child"),
        (Self::Missing, "missing or not returned on an outing"),
        (Self::AboutWorker, "about a carer or worker"),
        (Self::AboutVisitor, "about the visitor"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, words)| words)
    }
}

/// The account of what happened, beyond the words first used (R80). `None` is not known yet; "none" is an answer.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Account {
    /// The day it happened.
    pub on: Option<NaiveDate>,
    /// The time of day, where known.
    pub at: Option<NaiveTime>,
    /// Where.
    pub place: Option<String>,
    /// By whom it was said or done.
    pub by_whom: Option<String>,
    /// Who else was there.
    pub witnesses: Option<String>,
    /// The child's own words, kept apart from everybody else's.
    pub child_words: Option<String>,
    /// What somebody thinks of it: opinion, and marked as such.
    pub opinion: Option<String>,
    /// Injuries in words: none, or where they were seen.
    pub injuries: Option<String>,
    /// What was done at once.
    pub action: Option<String>,
}

/// What may be decided about a concern (5.6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Choice {
    /// It is to be passed on.
    PassOn,
    /// Advice was sought first; the clock runs on.
    Advice,
    /// It is not a safeguarding concern.
    NotAConcern,
}

impl Choice {
    /// Every choice with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::PassOn, "pass it on"),
        (Self::Advice, "advice sought first"),
        (Self::NotAConcern, "not a safeguarding concern"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(choice, _)| *choice == self).map_or("", |(_, words)| words)
    }
}

/// A decision about a concern.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What.
    pub choice: Choice,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// With whom: the safeguarding lead or the team manager; `None` while nobody is named.
    pub with: Option<String>,
    /// Why, or what was advised.
    pub reason: Option<String>,
}

/// A step of 5.6 (and of R80c) after a concern is raised.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ConcernStep {
    /// 999 or the duty team was called (R61).
    Called,
    /// The carer was told that the child is missing (R80c).
    CarerTold,
    /// The emergency duty team was told that the child is missing (R80c).
    DutyTeamTold,
    /// The child was found, or came back (R80c).
    Found,
    /// The reviewing officer was told of the missing episode (R80c).
    IroTold,
    /// The LADO was told, as it is about a carer or worker (5.7).
    LadoTold,
    /// The written confirmation was sent.
    Written,
    /// It was asked what came of it.
    FeedbackSought,
    /// It was said what came of it.
    FeedbackReceived,
    /// Taken further, as social care did not answer.
    Escalated,
    /// The visitor was supported, and it was talked over.
    Debriefed,
    /// The visitor was told that it was passed on, and no more.
    VisitorTold,
    /// The child was told what will happen.
    ChildTold,
    /// It was decided not to tell the child, with the reason.
    ChildNotTold,
    /// The team manager was told, as it is about the visitor (R49, 5.7).
    ManagerTold,
}

impl ConcernStep {
    /// Every step with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Called, "999 or duty team called"),
        (Self::CarerTold, "carer told"),
        (Self::DutyTeamTold, "duty team told"),
        (Self::Found, "child found or returned"),
        (Self::IroTold, "reviewing officer told"),
        (Self::LadoTold, "LADO told"),
        (Self::Written, "confirmed in writing"),
        (Self::FeedbackSought, "asked what came of it"),
        (Self::FeedbackReceived, "heard what came of it"),
        (Self::Escalated, "taken further"),
        (Self::Debriefed, "visitor supported"),
        (Self::VisitorTold, "visitor told it was passed on"),
        (Self::ChildTold, "child told"),
        (Self::ChildNotTold, "child not told, with the reason"),
        (Self::ManagerTold, "team manager told"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(step, _)| *step == self).map_or("", |(_, words)| words)
    }

    /// Whether it says nothing without words of its own: what was heard, or why not.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::FeedbackReceived | Self::ChildNotTold | Self::Escalated)
    }
}

/// A step that was taken.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// Which.
    pub step: ConcernStep,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// To or with whom.
    pub with: Option<String>,
    /// What was said.
    pub note: Option<String>,
}

/// What a concern may mean for the match (5.6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum MatchEffect {
    /// Visits go on.
    Continue,
    /// Visits pause.
    Pause,
    /// The match is reviewed.
    Review,
}

impl MatchEffect {
    /// Every effect with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Continue, "visits go on"),
        (Self::Pause, "visits pause"),
        (Self::Review, "the match is reviewed"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(effect, _)| *effect == self).map_or("", |(_, words)| words)
    }
}

/// What was decided for the match.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What.
    pub what: MatchEffect,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Why.
    pub note: Option<String>,
}

/// The parts of a visit report that a concern may quote.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ReportField {
    /// What they did.
    Activity,
    /// The child's own words.
    ChildWords,
    /// The visitor's view.
    VisitorView,
    /// The support that the visitor asks for.
    SupportWanted,
}

impl ReportField {
    /// Every part with the words for it, in the order of the report.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Activity, "what they did"),
        (Self::ChildWords, "child's words"),
        (Self::VisitorView, "visitor's view"),
        (Self::SupportWanted, "support wanted"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, words)| words)
    }
}

/// A paragraph of a visit report as it stood when the concern quoted it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The visit.
    pub visit: VisitId,
    /// Which part of its report.
    pub field: ReportField,
    /// Which paragraph of that part, from 0; brought up to date when the report is corrected.
    pub paragraph: u16,
    /// Its text then.
    pub text: String,
}

withheld!(Account, Decided, StepTaken, Effect, Quoted);
