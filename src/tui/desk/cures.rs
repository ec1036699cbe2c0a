//! What puts a line right: its form, with what the line knows already filled in, and the cursor on the very field
//! that is asked for.

use super::{Desk, Layer};
use crate::forms::{CARD_FIELDS, Sheet, asked_again};
use crate::keys::{Action, KEYS, Task};
use crate::msg::Effect;
use chrono::NaiveDate;
use domain::calendar::words;
use domain::deadline::Deadline;
use domain::finding::{Cure, Finding};
use domain::id::VisitorId;
use domain::judge;
use domain::record::{CardQuestion, ConcernStep, EighteenStep, EndReason, Module, Subject};
use domain::rule::{PARAMS, ParamId, RuleId};
use domain::world::World;

/// A cure, with what the line that asks for it knows.
#[derive(Clone, Copy)]
pub struct Remedy {
    pub(super) cure: Cure,
    rule: RuleId,
    /// The field that the finding stands beside.
    field: Option<&'static str>,
    /// The day of which the rule speaks.
    day: Option<NaiveDate>,
}

impl Remedy {
    /// What puts a deadline right.
    pub(super) fn of_deadline(d: &Deadline) -> Self {
        let field = (d.rule == RuleId::R38).then_some("risk");
        Self { cure: d.cure, rule: d.rule, field, day: Some(d.due) }
    }

    /// What puts a finding right, where something does.
    pub(super) fn of_finding(f: &Finding) -> Option<Self> {
        f.cure.map(|cure| Self { cure, rule: f.rule, field: f.field, day: None })
    }

    /// The values that follow from it, by field.
    fn known(&self, world: &World, today: NaiveDate) -> Vec<(&'static str, Vec<String>)> {
        if let Cure::RecordTraining(id, named) = self.cure {
            return vec![("modules", modules(world, id, named, today))];
        }
        // The line of a planned move is about the home to come, by its first day.
        if let (Cure::ConfirmContact(id), Some(from)) = (self.cure, self.day.filter(|day| *day > today))
            && world.child(id).is_some_and(|c| c.placements.iter().any(|p| p.from == from))
        {
            return vec![("home", vec![words::numeric(from)])];
        }
        if let Cure::RecordConsent(about, consent) = self.cure {
            let known = asked_again(world, about, consent);
            return known.into_iter().map(|(id, value)| (id, vec![value])).collect();
        }
        self.named().into_iter().map(|(id, value)| (id, vec![value])).collect()
    }

    /// Those that the cure and the rule name by themselves.
    fn named(&self) -> Vec<(&'static str, String)> {
        match self.cure {
            Cure::EighteenStep(_, step) => {
                vec![("step", position(EighteenStep::ALL, |(s, ..)| *s == step))]
            }
            Cure::ConcernStep(_, step) => {
                vec![("step", position(ConcernStep::ALL, |(s, _)| *s == step))]
            }
            Cure::EndMatch(_) => self.ending(),
            Cure::ChangeSetting if self.rule == RuleId::R90 => {
                let workers = PARAMS.iter().find(|p| p.id == ParamId::WorkersTenths);
                workers.map(|p| ("param", p.key.to_owned())).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Why a match ends, and on which day where a rule says it.
    fn ending(&self) -> Vec<(&'static str, String)> {
        let reason = match self.rule {
            RuleId::R6 => EndReason::Eighteen,
            RuleId::R3 => EndReason::NotLookedAfter,
            RuleId::R54 => EndReason::ChildStopped,
            _ => return Vec::new(),
        };
        let reason = ("reason", position(EndReason::ALL, |(r, _)| *r == reason));
        // A match ends by age or by law on a day of its own, whenever it is typed in.
        let on = self.day.filter(|_| self.rule != RuleId::R54).map(|day| ("on", words::numeric(day)));
        std::iter::once(reason).chain(on).collect()
    }

    /// The field to begin at, where it is not the first.
    fn field(&self, sheet: &Sheet, world: &World) -> Option<&'static str> {
        match self.cure {
            Cure::AnswerCard(_) => Some(blank_of_card(sheet, self.rule).unwrap_or("source")),
            Cure::AmendConcern(id) => {
                world.concern(id).and_then(|c| c.missing().first().map(|(field, _)| *field))
            }
            Cure::ConcernStep(..) => Some("with"),
            Cure::AnswerWords(_) => Some("looked"),
            Cure::EndMatch(_) if !self.ending().is_empty() => Some("on"),
            _ => self.field,
        }
    }

    /// Fills in what is known, unless a draft came back, and goes to the field.
    pub(super) fn apply(&self, sheet: &mut Sheet, world: &World, today: NaiveDate) {
        let known = self.known(world, today);
        if !known.is_empty() && !sheet.form.dirty() {
            let mut values = sheet.form.draft();
            known.into_iter().for_each(|(id, value)| {
                values.set_many(id, value);
            });
            sheet.form.set_values(&values);
            sheet.kept = sheet.form.changes();
        }
        if let Some(field) = self.field(sheet, world) {
            sheet.form.focus(field);
        }
    }
}

/// The modules that one course puts right: all that were never done or have run out, and the one that is named.
fn modules(world: &World, id: VisitorId, named: Module, today: NaiveDate) -> Vec<String> {
    let due = world.visitor(id).map(|v| judge::modules_due(v, today)).unwrap_or_default();
    let all = Module::ALL.iter().enumerate().filter(|(_, (m, _))| *m == named || due.contains(m));
    all.map(|(at, _)| at.to_string()).collect()
}

/// The key of a row of a table, as forms have it.
fn position<T>(all: &[T], is: impl Fn(&T) -> bool) -> String {
    all.iter().position(is).unwrap_or(0).to_string()
}

/// The first question of the card without an answer: of those that the rule asks for, before all others.
fn blank_of_card(sheet: &Sheet, rule: RuleId) -> Option<&'static str> {
    let values = sheet.form.draft();
    let blank = || CardQuestion::ALL.iter().zip(CARD_FIELDS).filter(|(_, id)| values.text(id).is_empty());
    let its_own = |question: CardQuestion| match rule {
        RuleId::R10 => question.is_association(),
        RuleId::R11 => !question.is_association(),
        _ => true,
    };
    blank().find(|((question, _), _)| its_own(*question)).or_else(|| blank().next()).map(|(_, id)| id)
}

impl Desk {
    /// Goes to the very form, and the very field, that puts the deadline under the cursor right.
    pub(super) fn cure(&mut self) -> Vec<Effect> {
        self.deadline().map(Remedy::of_deadline).map(|remedy| self.remedy(remedy)).unwrap_or_default()
    }

    /// Goes to the form and the field of a cure.
    pub(super) fn remedy(&mut self, remedy: Remedy) -> Vec<Effect> {
        let (task, mut subject) = task_of(remedy.cure);
        if let Cure::FeedReview(id) = remedy.cure {
            subject = self.world.match_review(id).map(|r| Subject::Match(r.match_id));
        }
        // Nothing has taken place yet that could be recorded: book first.
        if let Cure::RecordMeeting(id) = remedy.cure
            && self.world.referral(id).is_some_and(|r| r.booked().is_none_or(|m| m.on > self.today))
        {
            return self.begin(Task::BookMeeting, subject);
        }
        // There is no address yet that could be confirmed: where the child lives is recorded first.
        if let Cure::ConfirmContact(id) = remedy.cure
            && self.world.child(id).is_some_and(|c| c.last_placement().is_none())
        {
            return self.begin(Task::RecordMove, subject);
        }
        if task == Task::StartMatch {
            return match remedy.cure {
                Cure::StartMatch(id) => self.show_candidates(super::candidates::About::Child(id)),
                _ => self.who_could_visit(),
            };
        }
        // A proposal is carried on by whatever step is next.
        let task = match remedy.cure {
            Cure::CarryOn(id) => {
                self.world.proposal(id).map_or(task, |p| crate::forms::next_step(p, self.today))
            }
            // A child who has not been seen for too long is seen sooner, not less.
            Cure::ChangeVisit(_) if remedy.rule == RuleId::R20 => Task::MoveVisit,
            _ => task,
        };
        let effects = self.begin(task, subject);
        if let Some(Layer::Sheet(sheet)) = self.layers.top_mut() {
            remedy.apply(sheet, &self.world, self.today);
            sheet.remedy = Some(remedy);
        } else if self.awaiting.is_some() {
            self.remedying = Some(remedy);
        }
        effects
    }
}

/// The key that begins what cures something, on the record that it is about.
#[must_use]
pub fn key_of(cure: Cure) -> Option<&'static str> {
    let (task, _) = task_of(cure);
    KEYS.key_of(&Action::Do(task))
}

/// The task that a cure names, and whom it is about.
#[must_use]
pub const fn task_of(cure: Cure) -> (Task, Option<Subject>) {
    use Subject as S;
    match cure {
        Cure::FileReport(id) => (Task::VisitReport, Some(S::Visit(id))),
        Cure::PlanVisit(id) => (Task::PlanVisit, Some(S::Match(id))),
        Cure::ChangeVisit(id) => (Task::CancelVisit, Some(S::Visit(id))),
        Cure::RecordMeeting(id) => (Task::RecordMeeting, Some(S::Referral(id))),
        Cure::GiveUpdate(id) => (Task::GiveUpdate, Some(S::Referral(id))),
        Cure::DecideReferral(id) => (Task::DecideReferral, Some(S::Referral(id))),
        Cure::StartMatch(id) => (Task::StartMatch, Some(S::Child(id))),
        Cure::HoldMatchReview(id) => (Task::MatchReview, Some(S::Match(id))),
        Cure::FeedReview(_) => (Task::FeedReview, None),
        Cure::HoldAnnualReview(id) => (Task::AnnualReview, Some(S::Visitor(id))),
        Cure::HoldGroup => (Task::SupportGroup, None),
        Cure::RecordSupervision(id) => (Task::Supervision, Some(S::Visitor(id))),
        Cure::StartDbs(id) => (Task::StartDbs, Some(S::Visitor(id))),
        Cure::RecordDbs(id) => (Task::RecordDbs, Some(S::Visitor(id))),
        Cure::UpdateService(id) => (Task::UpdateService, Some(S::Visitor(id))),
        Cure::StatusCheck(id) => (Task::StatusCheck, Some(S::Visitor(id))),
        Cure::RecordTraining(id, _) => (Task::Train, Some(S::Visitor(id))),
        Cure::AnswerCard(id) => (Task::AnswerCard, Some(S::Child(id))),
        Cure::ConfirmContact(id) => (Task::ConfirmContact, Some(S::Child(id))),
        Cure::TellCarer(id) => (Task::TellCarer, Some(S::Child(id))),
        Cure::EighteenStep(id, _) => (Task::EighteenStep, Some(S::Match(id))),
        Cure::EndMatch(id) => (Task::EndMatch, Some(S::Match(id))),
        Cure::MatchHold(id) => (Task::ResumeMatch, Some(S::Match(id))),
        Cure::VisitorHold(id) => (Task::ResumeVisitor, Some(S::Visitor(id))),
        Cure::PassOnConcern(id) => (Task::PassOnConcern, Some(S::Concern(id))),
        Cure::AmendConcern(id) => (Task::AmendConcern, Some(S::Concern(id))),
        Cure::ConcernStep(id, _) => (Task::ConcernStep, Some(S::Concern(id))),
        Cure::CloseConcern(id) => (Task::CloseConcern, Some(S::Concern(id))),
        Cure::LookAtLowLevel(id) => (Task::LookAtLowLevel, Some(S::Visitor(id))),
        Cure::AmendVisitor(id) => (Task::EditVisitor, Some(S::Visitor(id))),
        Cure::AmendChild(id) => (Task::EditChild, Some(S::Child(id))),
        Cure::RecordReference(id) => (Task::Reference, Some(S::Visitor(id))),
        Cure::Declare(id) => (Task::Declare, Some(S::Visitor(id))),
        Cure::RecordDriver(id) => (Task::Driving, Some(S::Visitor(id))),
        Cure::MoveStage(id) => (Task::MoveStage, Some(S::Visitor(id))),
        Cure::MeetCondition(id) => (Task::MeetCondition, Some(S::Visitor(id))),
        Cure::RecordCaseMeeting(id) => (Task::CaseMeeting, Some(S::Match(id))),
        Cure::CallVisitor(id) => (Task::Supervision, Some(S::Visitor(id))),
        Cure::CarryOn(id) => (Task::AskVisitor, Some(S::Proposal(id))),
        Cure::CheckPlacement(id) => (Task::CheckPlacement, Some(S::Child(id))),
        Cure::HoldCaseReview(id) => (Task::CaseReview, Some(S::Child(id))),
        Cure::ChaseInformation(id) => (Task::ChaseInfo, Some(S::Referral(id))),
        Cure::DecideTrial(id) => (Task::DecideTrial, Some(S::Match(id))),
        Cure::TalkOverSanction(id) => (Task::SanctionTalk, Some(S::Visit(id))),
        Cure::Close(id) => (Task::CloseMatch, Some(S::Match(id))),
        Cure::PayClaim(id) => (Task::PayClaim, Some(S::Visit(id))),
        Cure::ReceiveReferral(id) => (Task::ReceiveReferral, Some(S::Child(id))),
        Cure::ReviewStandards => (Task::ReviewStandards, None),
        Cure::ChangeSetting => (Task::ChangeSetting, None),
        Cure::TakeAllegationStep(id, task) => (Task::Allegation(task), Some(S::Allegation(id))),
        Cure::CancelPaused(id) => (Task::CancelPaused, Some(S::Visitor(id))),
        Cure::RecordConsent(about, _) => (Task::RecordConsent, Some(about)),
        Cure::AnswerWords(id) => (Task::VisitReport, Some(S::Visit(id))),
        Cure::IssueCard(id) => (Task::IssueCard, Some(S::Match(id))),
    }
}
