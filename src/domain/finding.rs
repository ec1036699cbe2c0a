//! A finding: one rule, judged about one subject, with what it rests on and what would cure it. The same value
//! greys a key, stands beside a form field, fills the panel of reasons, goes into the journal when overridden,
//! and is asserted in tests.

use crate::id::{
    AllegationId, ChildId, ConcernId, ConsentId, MatchId, MatchReviewId, ProposalId, ReferralId, VisitId,
    VisitorId,
};
use crate::record::{AllegationTask, ConcernStep, EighteenStep, Module, Subject};
use crate::rule::{Level, RuleId};

/// What would put a finding or a deadline right: the screens lead to the very form, the command line names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cure {
    /// File the report on a visit.
    FileReport(VisitId),
    /// Plan the next visit of a match.
    PlanVisit(MatchId),
    /// Change or cancel a planned visit.
    ChangeVisit(VisitId),
    /// Arrange or record the first meeting with a child.
    RecordMeeting(ReferralId),
    /// Tell the child and the social worker where the referral is up to.
    GiveUpdate(ReferralId),
    /// Decide about a referral.
    DecideReferral(ReferralId),
    /// Look for a visitor and begin a match.
    StartMatch(ChildId),
    /// Hold a review of a match.
    HoldMatchReview(MatchId),
    /// Record that a review was fed into the child's plan.
    FeedReview(MatchReviewId),
    /// Hold the annual review of a visitor.
    HoldAnnualReview(VisitorId),
    /// Hold a support group.
    HoldGroup,
    /// Record a supervision.
    RecordSupervision(VisitorId),
    /// Record that a DBS renewal has begun, or that it was chased.
    StartDbs(VisitorId),
    /// Record a DBS certificate.
    RecordDbs(VisitorId),
    /// Record that the Update Service was joined, or will not be.
    UpdateService(VisitorId),
    /// Record a look at the Update Service.
    StatusCheck(VisitorId),
    /// Record training.
    RecordTraining(VisitorId, Module),
    /// Answer or confirm the safe-outing card.
    AnswerCard(ChildId),
    /// Confirm address and telephone of the carer.
    ConfirmContact(ChildId),
    /// Tell the new carer of the visitor and the pattern.
    TellCarer(ChildId),
    /// Record a step towards the eighteenth birthday.
    EighteenStep(MatchId, EighteenStep),
    /// End a match.
    EndMatch(MatchId),
    /// Take a match off hold, or extend the hold.
    MatchHold(MatchId),
    /// Take a visitor off hold, or extend the hold.
    VisitorHold(VisitorId),
    /// Pass a concern on, or settle it.
    PassOnConcern(ConcernId),
    /// Complete the record of a concern, from this field of its form on.
    AmendConcern(ConcernId),
    /// Record a step after a concern was raised.
    ConcernStep(ConcernId, ConcernStep),
    /// Close a concern.
    CloseConcern(ConcernId),
    /// Look at the low-level concerns about a visitor.
    LookAtLowLevel(VisitorId),
    /// Fill in a visitor's details.
    AmendVisitor(VisitorId),
    /// Fill in a child's details.
    AmendChild(ChildId),
    /// Record a reference.
    RecordReference(VisitorId),
    /// Record a declaration of independence.
    Declare(VisitorId),
    /// Record a driver's documents.
    RecordDriver(VisitorId),
    /// Move to another stage of recruitment.
    MoveStage(VisitorId),
    /// Call a visitor, and note it.
    CallVisitor(VisitorId),
    /// Carry a proposal on: its next step.
    CarryOn(ProposalId),
    /// Look at what a move means for independence and distance.
    CheckPlacement(ChildId),
    /// Record the review of the child's case.
    HoldCaseReview(ChildId),
    /// Ask for missing information.
    ChaseInformation(ReferralId),
    /// Record what the child decided after the first visits.
    DecideTrial(MatchId),
    /// Talk a cancellation over.
    TalkOverSanction(VisitId),
    /// Close what ended.
    Close(MatchId),
    /// Record that a claim was paid.
    PayClaim(VisitId),
    /// Enter a referral.
    ReceiveReferral(ChildId),
    /// Go through the scheme's standards.
    ReviewStandards,
    /// Change a number of the rules.
    ChangeSetting,
    /// Record that a condition of a decision is met.
    MeetCondition(VisitorId),
    /// Record a meeting about the child.
    RecordCaseMeeting(MatchId),
    /// Ask a child or a visitor for a consent again.
    RecordConsent(Subject, ConsentId),
    /// Answer whether words of a report are a concern.
    AnswerWords(VisitId),
    /// Give the visitor of a match the card as it stands.
    IssueCard(MatchId),
    /// Take a step of an allegation.
    TakeAllegationStep(AllegationId, AllegationTask),
    /// Cancel the booked visits of a visitor whose visits are paused.
    CancelPaused(VisitorId),
}

impl Cure {
    /// Whether somebody speaks to a visitor for it, or asks one for something (R73).
    #[must_use]
    pub const fn asks_visitor(self) -> bool {
        matches!(
            self,
            Self::FileReport(_)
                | Self::PlanVisit(_)
                | Self::HoldMatchReview(_)
                | Self::HoldAnnualReview(_)
                | Self::RecordSupervision(_)
                | Self::StartDbs(_)
                | Self::RecordDbs(_)
                | Self::UpdateService(_)
                | Self::RecordTraining(..)
                | Self::EighteenStep(_, EighteenStep::AskBoth | EighteenStep::FinalVisit)
                | Self::ConcernStep(_, ConcernStep::Debriefed | ConcernStep::VisitorTold)
                | Self::VisitorHold(_)
                | Self::MatchHold(_)
                | Self::AmendVisitor(_)
                | Self::Declare(_)
                | Self::RecordDriver(_)
                | Self::CallVisitor(_)
                | Self::CarryOn(_)
                | Self::Close(_)
                | Self::MeetCondition(_)
                | Self::IssueCard(_)
        )
    }

    /// What to do, as words for a button or a list: `file the visit report`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FileReport(_) => "file the visit report",
            Self::PlanVisit(_) => "plan a visit",
            Self::ChangeVisit(_) => "cancel or move the visit",
            Self::RecordMeeting(_) => "arrange the meeting, or record that it took place",
            Self::GiveUpdate(_) => "tell them where it is up to",
            Self::DecideReferral(_) => "decide about the referral",
            Self::StartMatch(_) => "look for a visitor",
            Self::HoldMatchReview(_) => "record the match review",
            Self::FeedReview(_) => "record that it is in the child's plan",
            Self::HoldAnnualReview(_) => "record the annual review",
            Self::HoldGroup => "record the support group",
            Self::RecordSupervision(_) => "record a supervision",
            Self::StartDbs(_) => "record that renewal was begun or chased",
            Self::RecordDbs(_) => "record the DBS certificate",
            Self::UpdateService(_) => "record the Update Service",
            Self::StatusCheck(_) => "record a status check",
            Self::RecordTraining(..) => "record the training",
            Self::AnswerCard(_) => "answer or confirm the card",
            Self::ConfirmContact(_) => "confirm the contact details",
            Self::TellCarer(_) => "record that the carer was told",
            Self::EighteenStep(..) => "record the step as done",
            Self::EndMatch(_) => "end the match",
            Self::MatchHold(_) | Self::VisitorHold(_) => "end or extend the hold",
            Self::PassOnConcern(_) => "pass the concern on",
            Self::AmendConcern(..) => "complete the record",
            Self::ConcernStep(..) => "record the step as taken",
            Self::CloseConcern(_) => "close the concern",
            Self::LookAtLowLevel(_) => "record what the team manager found",
            Self::AmendVisitor(_) => "fill in the visitor's details",
            Self::AmendChild(_) => "fill in the child's details",
            Self::RecordReference(_) => "record the reference",
            Self::Declare(_) => "record the declaration",
            Self::RecordDriver(_) => "record the driver's documents",
            Self::MoveStage(_) => "move to the next stage",
            Self::CallVisitor(_) => "call, and record the supervision",
            Self::CarryOn(_) => "record the next step",
            Self::CheckPlacement(_) => "look at independence and distance",
            Self::HoldCaseReview(_) => "record the case review",
            Self::ChaseInformation(_) => "ask for it, and record that",
            Self::MeetCondition(_) => "record that the condition is met",
            Self::RecordCaseMeeting(_) => "record the meeting",
            Self::DecideTrial(_) => "record what the child decided",
            Self::TalkOverSanction(_) => "talk it over, and record that",
            Self::Close(_) => "record what was closed",
            Self::PayClaim(_) => "record that it was paid",
            Self::ReceiveReferral(_) => "enter a new referral",
            Self::ReviewStandards => "record that the standards were gone through",
            Self::ChangeSetting => "change the number",
            Self::RecordConsent(..) => "ask again, and record the answer",
            Self::AnswerWords(_) => "look at the report, and answer",
            Self::IssueCard(_) => "give the visitor the new card",
            Self::TakeAllegationStep(_, task) => task.words(),
            Self::CancelPaused(_) => "cancel the booked visits",
        }
    }
}

/// One rule judged about one subject.
#[derive(Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// What it does here: usually the level of its row.
    pub level: Level,
    /// About whom or what.
    pub subject: Subject,
    /// The form field it concerns, by its name.
    pub field: Option<&'static str>,
    /// One plain sentence, or two: what is wrong and what to do next.
    pub sentence: String,
    /// The facts it rests on, by name.
    pub facts: Vec<(&'static str, String)>,
    /// What would cure it.
    pub cure: Option<Cure>,
    /// It stands here because nobody has answered, not because the answer speaks against it.
    pub unknown: bool,
}

impl Finding {
    /// A finding at the level of its rule's row.
    #[must_use]
    pub fn new(rule: RuleId, subject: Subject, sentence: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.row().level,
            subject,
            field: None,
            sentence: sentence.into(),
            facts: Vec::new(),
            cure: None,
            unknown: false,
        }
    }

    /// The form field it stands beside.
    #[must_use]
    pub const fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// A fact it rests on.
    #[must_use]
    pub fn fact(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }

    /// What would cure it.
    #[must_use]
    pub const fn cure(mut self, cure: Cure) -> Self {
        self.cure = Some(cure);
        self
    }

    /// Nobody has answered: not known, rather than not met.
    #[must_use]
    pub const fn unknown(mut self) -> Self {
        self.unknown = true;
        self
    }

    /// Another level than the row's, where a rule warns in one place and refuses in another.
    #[must_use]
    pub const fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

impl std::fmt::Debug for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} about {:?}", self.rule, self.level, self.subject)
    }
}
