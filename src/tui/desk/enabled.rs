//! Whether something can be done here and now; if not, the sentence that says why, from the domain's own finding
//! where it is a rule that stands against it.

use super::candidates::About;
use super::focus::Focus;
use super::{Desk, Layer};
use crate::engine::form::FormAction;
use crate::keys::{Action, Task};
use domain::command::Command;
use domain::decide::decide;
use domain::record::{ReportState, Subject};
use domain::rule::Level;

impl Desk {
    /// Whether an action can be done now.
    ///
    /// # Errors
    /// A whole sentence: why not.
    pub fn enabled(&self, action: Action) -> Result<(), String> {
        let focus = self.focus();
        let there = |is: bool, what: &str| {
            if is { Ok(()) } else { Err(format!("There is no {what} here to go to.")) }
        };
        if matches!(self.layers.top(), Some(Layer::Candidates(_))) {
            return match action {
                Action::Propose if self.on_nobody() => Ok(()),
                Action::Propose | Action::Cure => self.writable(),
                Action::WholeList if self.on_whole_list() => {
                    Err("This is the whole list already.".to_owned())
                }
                Action::Do(task) => {
                    self.writable()?;
                    self.task_enabled(task, &focus)
                }
                Action::Undo => self.may_undo(),
                Action::Redo | Action::AllSeen => self.writable(),
                Action::WhoCouldVisit => Err("Go back to the list first: this is asked there.".to_owned()),
                Action::GoMatch => there(focus.match_id.is_some(), "match"),
                Action::GoReports => there(focus.match_id.is_some(), "match with visits"),
                Action::GoProposal => there(focus.proposal.is_some(), "open proposal"),
                Action::GoConcern => there(self.last_concern().is_some(), "concern"),
                Action::NextStep | Action::CorrectReport | Action::Wake => {
                    Err("This is not done from this list. Open the record first.".to_owned())
                }
                _ => Ok(()),
            };
        }
        if let Some(preview) = self.preview() {
            return self.enabled_in_preview(action, preview);
        }
        match action {
            Action::GoChild => {
                there(focus.child.is_some() && !matches!(focus.subject, Some(Subject::Child(_))), "child")
            }
            Action::GoVisitor => there(
                focus.visitor.is_some() && !matches!(focus.subject, Some(Subject::Visitor(_))),
                "visitor",
            ),
            Action::GoMatch => {
                there(focus.match_id.is_some() && !matches!(focus.subject, Some(Subject::Match(_))), "match")
            }
            Action::GoProposal => there(focus.proposal.is_some(), "open proposal"),
            Action::NextStep => match focus.proposal.and_then(|id| self.world.proposal(id)) {
                Some(p) if p.is_open() => self.writable(),
                Some(_) => Err("This proposal is closed.".to_owned()),
                None => Err("There is no proposal here.".to_owned()),
            },
            Action::CorrectReport => match focus.visit {
                Some(_) => self.writable(),
                None => Err("There is no visit under the cursor. Go to one first.".to_owned()),
            },
            Action::GoAllegation => there(self.last_allegation().is_some(), "allegation"),
            Action::NextAllegationStep => match self.next_task() {
                Some(task) => self.enabled(Action::Do(Task::Allegation(task))),
                None => Err("This is closed: there is no next step.".to_owned()),
            },
            Action::GoConcern => there(self.last_concern().is_some(), "concern"),
            Action::GoReports => there(focus.match_id.is_some(), "match with visits"),
            Action::Back if self.pages.is_empty() && self.trail.is_empty() => {
                Err("This is where you began.".to_owned())
            }
            Action::Open | Action::Copy | Action::History => match self.subject() {
                None => Err("Nothing is under the cursor.".to_owned()),
                Some(Subject::Scheme) if action == Action::Copy => {
                    Err("This is about the scheme as a whole.".to_owned())
                }
                Some(_) => Ok(()),
            },
            Action::ShowPaper(kind) => self.paper_enabled(kind),
            Action::Preview | Action::ToldToWhom
                if matches!(self.subject(), Some(Subject::Allegation(_))) =>
            {
                Ok(())
            }
            Action::Preview | Action::ToldToWhom | Action::Papers => match self.subject() {
                Some(Subject::Scheme | Subject::Allegation(_)) | None => {
                    Err("Go to a child, a visitor, a match, a visit, a concern or a proposal first."
                        .to_owned())
                }
                Some(_) => Ok(()),
            },
            Action::GiveShown
            | Action::CopyShown
            | Action::CopyNow
            | Action::WriteShown
            | Action::PreviewBefore => {
                Err("Preview a record first: l shows it as another reader would get it.".to_owned())
            }
            Action::ShowCard => match self.subject() {
                Some(Subject::Match(_) | Subject::Proposal(_)) => Ok(()),
                _ => Err("A briefing card belongs to a match or a proposal. Go to one first.".to_owned()),
            },
            Action::WholeList => Ok(()),
            Action::WhoCouldVisit if matches!(focus.subject, Some(Subject::Visitor(_))) => Ok(()),
            Action::WhoCouldVisit => match focus.child {
                None => Err("There is no child under the cursor. Go to one first.".to_owned()),
                Some(id) if self.world.open_match_of_child(id).is_some() => {
                    Err("This child has a visitor already.".to_owned())
                }
                Some(_) => Ok(()),
            },
            Action::Cure => match self.deadline() {
                None => Err("Nothing is due here.".to_owned()),
                Some(_) => self.writable(),
            },
            Action::Wake => match self.deadline() {
                Some(d) if d.snoozed.is_some() => self.writable(),
                _ => Err("This is not put off.".to_owned()),
            },
            Action::Undo => self.may_undo(),
            Action::Redo | Action::UndoOlder | Action::AllSeen => self.writable(),
            Action::Form(FormAction::All) => match self.layers.top() {
                Some(Layer::Sheet(sheet)) if sheet.form.has_more() => Ok(()),
                _ => Err("All fields of this form are shown.".to_owned()),
            },
            Action::DropDraft => match self.layers.top() {
                Some(Layer::Sheet(_)) => Ok(()),
                _ => Err("There is no form here to begin anew.".to_owned()),
            },
            Action::Do(task) => {
                self.writable()?;
                let marked = self.marked();
                if !marked.is_empty() {
                    return self.targets(task, &marked).map(|_| ());
                }
                self.task_enabled(task, &focus)
            }
            _ => Ok(()),
        }
    }

    /// Whether the cursor of the whole list is on somebody who is left over: Enter only looks then.
    fn on_nobody(&self) -> bool {
        matches!(self.layers.top(), Some(Layer::Candidates(layer)) if layer.selected().is_none())
    }

    fn on_whole_list(&self) -> bool {
        matches!(self.layers.top(), Some(Layer::Candidates(layer)) if layer.about == About::WholeList)
    }

    pub(super) fn writable(&self) -> Result<(), String> {
        if let Some(finding) = domain::people::may_not_write(self.role) {
            return Err(finding.sentence);
        }
        if self.read_only {
            return Err(
                "This file is open for looking only. Start befriend without --read-only to change it."
                    .to_owned(),
            );
        }
        Ok(())
    }

    fn task_enabled(&self, task: Task, focus: &Focus) -> Result<(), String> {
        let target = focus.target(&self.world, self.today, task)?;
        // With nothing under the cursor the form asks for whom; without a match there is nobody to choose.
        if task == Task::VisitReport && target.is_none() && self.world.matches().len() == 0 {
            return Err("A report is of a match, and none is entered yet. Enter a child and a visitor, then press n on Matches."
                .to_owned());
        }
        if let (Task::StartMatch | Task::Propose, Some(Subject::Child(id))) = (task, focus.subject)
            && self.world.open_match_of_child(id).is_some()
        {
            return Err("This child has a visitor already.".to_owned());
        }
        if task == Task::Snooze {
            return match self.deadline() {
                Some(d) if d.band == domain::deadline::Band::Clock => Err(
                    "The clock of a concern cannot be put off. Pass the concern on, or record why it is not one."
                        .to_owned(),
                ),
                Some(d) if !d.can_be_put_off() => Err(
                    "What is about the safety of a child cannot be put off. Do what the line asks for."
                        .to_owned(),
                ),
                Some(_) => Ok(()),
                None => Err("Only deadlines can be put off. Go to the Deadlines tab.".to_owned()),
            };
        }
        if let (Task::ReadReport, Some(Subject::Visit(id))) = (task, target)
            && let Some((_, line)) = self.world.visit(id)
            && line.report == ReportState::Awaited
        {
            return Err("No report on this visit has come yet.".to_owned());
        }
        if let (Task::FeedReview | Task::GiveFeedback, Some(Subject::Match(id))) = (task, target)
            && !self.world.reviews_of_match(id).iter().any(|r| r.formal)
        {
            return Err("No review of this match is recorded yet.".to_owned());
        }
        if let (Task::MeetCondition, Some(Subject::Visitor(id))) = (task, target)
            && self.world.visitor(id).is_none_or(|v| v.open_conditions().next().is_none())
        {
            return Err("No condition of a decision is open for this visitor.".to_owned());
        }
        if matches!(task, Task::Release | Task::RefuseRelease | Task::OverrideRelease | Task::WriteOut)
            && self.preview().is_none()
        {
            return Err("Preview a record first: l shows it as another reader would get it.".to_owned());
        }
        if let (Task::WithdrawConsent, Some(subject)) = (task, target)
            && !self.world.consents_about(subject).any(|c| c.given && c.withdrawn.is_none())
        {
            return Err("There is no consent on record here that could be taken back.".to_owned());
        }
        let Some(command) = self.trial(task, target) else { return Ok(()) };
        let Err(refusal) = decide(&self.world, &command, &self.trial_context()) else { return Ok(()) };
        // What stands beside a field can still be typed right; what stands against the step itself cannot.
        match refusal.findings.iter().find(|f| f.level == Level::Block && f.field.is_none()) {
            Some(finding) => Err(self.names.sentence(&self.world, &focus.people(), &finding.sentence)),
            None => Ok(()),
        }
    }

    /// A command that shows whether the state of things allows the task at all.
    fn trial(&self, task: Task, target: Option<Subject>) -> Option<Command> {
        use Task as T;
        let on = self.today;
        Some(match (task, target?) {
            (T::ReceiveReferral, Subject::Child(child)) => {
                self.world.open_referral_of_child(child)?;
                Command::ReceiveReferral {
                    child,
                    referral: Box::new(domain::command::NewReferral {
                        views: None,
                        received: on,
                        how: None,
                        referrer: domain::record::Professional::named("x"),
                        grounds: Vec::new(),
                        child_agrees: None,
                        acknowledged: None,
                    }),
                }
            }
            (
                T::Acknowledge
                | T::BookMeeting
                | T::RecordMeeting
                | T::DecideReferral
                | T::GiveUpdate
                | T::CloseReferral,
                Subject::Referral(referral),
            ) => Command::AcknowledgeReferral { referral, on },
            (T::CancelMeeting, Subject::Referral(referral)) => {
                Command::CancelMeeting { referral, note: None }
            }
            (T::FeedReview, Subject::Match(id)) => {
                let review = self.world.reviews_of_match(id).into_iter().rev().find(|r| r.formal)?.id;
                Command::FeedReview { iro: false, plan: true, review, on }
            }
            (T::ResumeVisitor, Subject::Visitor(visitor)) => Command::ResumeVisitor { visitor, on },
            (T::SuspendVisitor, Subject::Visitor(visitor)) => {
                Command::SuspendVisitor { visitor, on, reason: Some("x".to_owned()), by_manager: false }
            }
            (T::UnsuspendVisitor, Subject::Visitor(visitor)) => {
                Command::SuspendVisitor { visitor, on, reason: None, by_manager: false }
            }
            (T::UpdateService, Subject::Visitor(visitor)) => {
                Command::RecordUpdateService { visitor, on, joined: true }
            }
            (T::StatusCheck, Subject::Visitor(visitor)) => {
                Command::RecordStatusCheck { visitor, on, unchanged: true }
            }
            (T::ResumeMatch, Subject::Match(match_id)) => Command::ResumeMatch { match_id, on },
            (
                T::HoldMatch
                | T::AgreePattern
                | T::EighteenStep
                | T::DecideTrial
                | T::CaseMeeting
                | T::ContactDetails
                | T::PlanVisit,
                Subject::Match(match_id),
            ) => Command::HoldMatch { match_id, from: on, until: None, reason: "x".to_owned() },
            (T::ConfirmVisit | T::MoveVisit | T::CancelVisit | T::MissVisit, Subject::Visit(visit)) => {
                Command::ConfirmVisit { visit }
            }
            (T::ConfirmContact | T::TellCarer, Subject::Child(child)) => Command::TellCarer {
                home: None,
                child,
                by: "x".to_owned(),
                on,
                of_visitor: true,
                of_pattern: true,
            },
            (
                T::AskVisitor
                | T::AskChild
                | T::AskWorker
                | T::Brief
                | T::BookJoint
                | T::HoldJoint
                | T::CloseProposal,
                Subject::Proposal(proposal),
            ) => Command::CloseProposal { proposal, on, note: None },
            (T::CancelPaused, Subject::Visitor(visitor)) => Command::CancelPausedVisits { visitor, told: on },
            (T::Allegation(task), Subject::Allegation(allegation)) => {
                super::allegations::trial(task, allegation)?
            }
            (T::PayClaim, Subject::Visit(visit)) => Command::PayClaim { visit, on },
            (T::SanctionTalk, Subject::Visit(visit)) => {
                Command::TalkOverSanction { visit, on, with: "x".to_owned(), note: None }
            }
            (T::CloseMatch, Subject::Match(match_id)) => Command::TakeClosingStep {
                match_id,
                steps: vec![domain::record::ClosingStep::Thanks],
                on,
                note: None,
            },
            (T::GiveFeedback, Subject::Match(id)) => {
                let review = self.world.reviews_of_match(id).into_iter().rev().find(|r| r.formal)?.id;
                Command::GiveFeedback { review, on }
            }
            (T::PassOnConcern, Subject::Concern(concern)) => {
                let (to, name) = ("x".to_owned(), "x".to_owned());
                Command::PassOnConcern { concern, at: self.now, to, name, reference: None, with: None }
            }
            (T::SettleConcern, Subject::Concern(concern)) => {
                Command::SettleConcern { concern, with: None, reason: "x".to_owned() }
            }
            (T::CloseConcern, Subject::Concern(concern)) => {
                Command::CloseConcern { concern, by: "x".to_owned(), reason: "x".to_owned() }
            }
            _ => return None,
        })
    }
}
