//! Whom the keys are about: what is under the cursor, and everyone that hangs together with it.

use crate::keys::Task;
use chrono::NaiveDate;
use domain::id::{ChildId, ConcernId, MatchId, ProposalId, ReferralId, VisitId, VisitorId};
use domain::record::{ReportState, Subject};
use domain::world::World;

/// The people and records that belong together with the subject under the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Focus {
    /// The subject itself.
    pub subject: Option<Subject>,
    /// Its child.
    pub child: Option<ChildId>,
    /// Its visitor.
    pub visitor: Option<VisitorId>,
    /// Its match: the open one, else the last.
    pub match_id: Option<MatchId>,
    /// The child's referral: the open one, else the last.
    pub referral: Option<ReferralId>,
    /// The visit.
    pub visit: Option<VisitId>,
    /// The concern.
    pub concern: Option<ConcernId>,
    /// The proposal: the open one, else none.
    pub proposal: Option<ProposalId>,
}

impl Focus {
    /// Everything that hangs together with a subject.
    #[must_use]
    pub fn on(world: &World, subject: Subject) -> Self {
        let mut focus = Self { subject: Some(subject), ..Self::default() };
        match subject {
            Subject::Scheme => {}
            Subject::Child(id) => focus.take_child(world, id),
            Subject::Referral(id) => {
                focus.referral = Some(id);
                if let Some(referral) = world.referral(id) {
                    focus.take_child(world, referral.child);
                    focus.referral = Some(id);
                }
            }
            Subject::Visitor(id) => {
                focus.visitor = Some(id);
                let open = world.open_matches_of_visitor(id).last().map(|m| m.id);
                if let Some(m) = open.or_else(|| world.matches_of_visitor(id).last().map(|m| m.id)) {
                    focus.take_match(world, m);
                }
                // Not that of a child whom the visitor saw before: another may be proposed for it by now.
                focus.proposal = world.open_proposal_of_visitor(id).map(|p| p.id);
            }
            Subject::Match(id) => focus.take_match(world, id),
            Subject::Visit(id) => {
                focus.visit = Some(id);
                if let Some((m, _)) = world.visit(id) {
                    focus.take_match(world, m.id);
                }
            }
            Subject::Proposal(id) => {
                if let Some(p) = world.proposal(id) {
                    focus.take_child(world, p.child);
                    focus.visitor = Some(p.visitor);
                    focus.match_id = p.closed.as_ref().and_then(|c| c.matched);
                }
                focus.proposal = Some(id);
            }
            Subject::Allegation(id) => {
                if let Some(allegation) = world.allegation(id) {
                    allegation.match_id.into_iter().for_each(|m| focus.take_match(world, m));
                    focus.visitor = Some(allegation.visitor);
                }
            }
            Subject::Concern(id) => {
                focus.concern = Some(id);
                if let Some(concern) = world.concern(id) {
                    focus.take_child(world, concern.child);
                    focus.visit = concern.visit;
                }
            }
        }
        focus
    }

    fn take_child(&mut self, world: &World, id: ChildId) {
        self.child = Some(id);
        self.proposal = world.open_proposal_of_child(id).map(|p| p.id);
        let open = world.open_referral_of_child(id).map(|r| r.id);
        self.referral = open.or_else(|| world.referrals_of_child(id).last().map(|r| r.id));
        let open = world.open_match_of_child(id);
        if let Some(m) = open.or_else(|| world.matches_of_child(id).last()) {
            self.match_id = Some(m.id);
            self.visitor = Some(m.visitor);
        }
    }

    fn take_match(&mut self, world: &World, id: MatchId) {
        if let Some(m) = world.match_(id) {
            self.take_child(world, m.child);
            self.match_id = Some(id);
            self.visitor = Some(m.visitor);
        }
    }

    /// The people themselves, for whom names may have to be hidden in a sentence.
    #[must_use]
    pub fn people(&self) -> Vec<Subject> {
        let child = self.child.map(Subject::Child);
        child.into_iter().chain(self.visitor.map(Subject::Visitor)).collect()
    }

    /// The record that a task is about, or a sentence that says what is missing. `None` is a task about nobody
    /// in particular, or about somebody who is chosen in its form.
    ///
    /// # Errors
    /// Nothing of that kind is under the cursor.
    pub fn target(&self, world: &World, today: NaiveDate, task: Task) -> Result<Option<Subject>, String> {
        use Task as T;
        let need = |subject: Option<Subject>, what: &str| {
            subject.map(Some).ok_or_else(|| format!("There is no {what} under the cursor. Go to one first."))
        };
        match task {
            T::AddChild
            | T::AddVisitor
            | T::SupportGroup
            | T::ProclaimHoliday
            | T::ChangeSetting
            | T::ReviewStandards
            | T::WordList
            | T::GiveFigures
            | T::DutyTeam
            | T::Evidence => Ok(None),
            T::VisitReport => {
                // A report that is filed is corrected on purpose, with its own key: here a new one begins.
                let unfiled =
                    |id: &VisitId| world.visit(*id).is_some_and(|(_, v)| v.report == ReportState::Awaited);
                let visit = self.visit.filter(unfiled).map(Subject::Visit);
                Ok(visit.or(self.open_match(world).map(Subject::Match)))
            }
            // A visitor may see more than one child, and what is said of the visitor is about nobody in particular.
            T::RaiseConcern if matches!(self.subject, Some(Subject::Visitor(_))) => Ok(None),
            T::HeardOfVisitor if matches!(self.subject, Some(Subject::Visitor(_))) => {
                Ok(self.match_id.map(Subject::Match))
            }
            T::RaiseConcern | T::HeardOfVisitor => {
                Ok(self.visit.map(Subject::Visit).or(self.child.map(Subject::Child)))
            }
            T::TakeNote => need(self.subject.filter(|s| *s != Subject::Scheme), "record"),
            T::StartMatch | T::Propose => Ok(match self.subject {
                Some(Subject::Proposal(id)) if task == T::StartMatch => Some(Subject::Proposal(id)),
                Some(Subject::Visitor(id)) => Some(Subject::Visitor(id)),
                _ => self.child.filter(|c| world.open_match_of_child(*c).is_none()).map(Subject::Child),
            }),
            T::EditChild
            | T::AnswerCard
            | T::RecordMove
            | T::ConfirmContact
            | T::TellCarer
            | T::ChangeWorker
            | T::CheckPlacement
            | T::CaseReview
            | T::ReceiveReferral => need(self.child.map(Subject::Child), "child"),
            T::Acknowledge
            | T::BookMeeting
            | T::CancelMeeting
            | T::RecordMeeting
            | T::DecideReferral
            | T::GiveUpdate
            | T::ChaseInfo
            | T::CloseReferral => match self.referral {
                Some(id) => Ok(Some(Subject::Referral(id))),
                None => Err("This child has no referral. Enter one first.".to_owned()),
            },
            T::RecordConsent | T::WithdrawConsent => match self.subject {
                Some(Subject::Visitor(id)) => Ok(Some(Subject::Visitor(id))),
                _ => need(self.child.map(Subject::Child), "child"),
            },
            T::Release | T::RefuseRelease | T::OverrideRelease | T::WriteOut => {
                need(self.subject.filter(|s| *s != Subject::Scheme), "record")
            }
            T::IssueCard => need(self.match_id.map(Subject::Match), "match"),
            T::EditVisitor
            | T::MoveStage
            | T::MeetCondition
            | T::RecordDbs
            | T::StartDbs
            | T::UpdateService
            | T::StatusCheck
            | T::Train
            | T::HoldVisitor
            | T::ResumeVisitor
            | T::SuspendVisitor
            | T::UnsuspendVisitor
            | T::AnnualReview
            | T::Reference
            | T::Declare
            | T::Driving
            | T::LowLevel
            | T::LookAtLowLevel
            | T::CancelPaused
            | T::Supervision => need(self.visitor.map(Subject::Visitor), "visitor"),
            T::AgreePattern
            | T::HoldMatch
            | T::ResumeMatch
            | T::EndMatch
            | T::EighteenStep
            | T::MatchReview
            | T::FeedReview
            | T::DecideTrial
            | T::CaseMeeting
            | T::ContactDetails
            | T::GiveFeedback
            | T::CloseMatch
            | T::PlanVisit => need(self.match_id.map(Subject::Match), "match"),
            T::ConfirmVisit | T::MoveVisit | T::CancelVisit => self.planned_visit(world, Some(today)),
            T::MissVisit => self.planned_visit(world, None),
            T::ReadReport | T::PayClaim | T::SanctionTalk => need(self.visit.map(Subject::Visit), "visit"),
            T::AskVisitor
            | T::AskChild
            | T::AskWorker
            | T::Brief
            | T::BookJoint
            | T::HoldJoint
            | T::CloseProposal => need(self.proposal.map(Subject::Proposal), "proposal"),
            T::PassOnConcern
            | T::SettleConcern
            | T::AmendConcern
            | T::DecideConcern
            | T::ConcernStep
            | T::MatchEffect
            | T::CloseConcern => need(self.concern.map(Subject::Concern), "concern"),
            // Who does not know of one is told of none.
            T::Allegation(_) => match self.subject {
                Some(subject @ Subject::Allegation(_)) => Ok(Some(subject)),
                _ => Err("There is nothing of that kind under the cursor.".to_owned()),
            },
            T::ReceiveAllegation => Ok(match self.subject {
                Some(subject @ Subject::Concern(_)) => Some(subject),
                _ => self.visitor.map(Subject::Visitor),
            }),
            T::Snooze => need(self.subject, "deadline"),
        }
    }

    /// The match, as long as reports on it are still to be expected.
    fn open_match(&self, world: &World) -> Option<MatchId> {
        self.match_id.filter(|id| world.match_(*id).is_some_and(domain::record::Match::is_open))
    }

    /// The visit under the cursor, or the next that is planned in the match under it: from a day on if there is one,
    /// else the earliest of which nobody has said what became of it.
    fn planned_visit(&self, world: &World, from: Option<NaiveDate>) -> Result<Option<Subject>, String> {
        if let Some(id) = self.visit {
            return Ok(Some(Subject::Visit(id)));
        }
        let ledger = self.match_id.and_then(|id| world.ledger(id));
        let next = || from.and_then(|day| ledger?.next_planned(day));
        let line = next().or_else(|| ledger?.visits.iter().find(|v| v.state.is_planned()));
        line.map(|v| Some(Subject::Visit(v.id)))
            .ok_or_else(|| "No visit is planned here. Plan one first.".to_owned())
    }
}
