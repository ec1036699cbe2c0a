//! The steps of an allegation in the order in which they are taken (5.7), and which of them are done.

use super::{Allegation, Party};

/// One step.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AllegationTask {
    /// The child is safe.
    ChildSafe,
    /// The team manager was told.
    TellManager,
    /// The LADO was contacted (R71).
    TellLado,
    /// Children's social care was told (R72).
    TellSocialCare,
    /// The police were told.
    TellPolice,
    /// What the LADO advised.
    Advice,
    /// The LADO asked for the form (R75).
    AskForm,
    /// The form was sent.
    SendForm,
    /// Somebody heard that visits are paused.
    TellPause,
    /// The LADO agreed that the visitor may be told (R73).
    MayTell,
    /// The visitor was told.
    TellVisitor,
    /// A meeting.
    Meeting,
    /// The internal complaint procedure was opened (R49).
    OpenComplaint,
    /// How it ended (R76).
    Outcome,
    /// The visitor may visit again.
    Reinstate,
    /// The appointment was ended in writing (R53).
    EndAppointment,
    /// Whether the DBS is told (R77).
    TellDbs,
    /// The complaint procedure ended.
    CloseComplaint,
    /// The summary was given (R78).
    GiveSummary,
    /// Taken out of the personnel record (R78).
    ClearRecord,
    /// The child was offered a talk and another visitor.
    OfferChild,
    /// What was learned.
    Learn,
    /// Closed.
    Close,
    /// What is known of it was added to.
    Details,
}

/// Where a step stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepState {
    /// Done.
    Done,
    /// To be done.
    ToDo,
    /// Not asked for, as things stand.
    NotNeeded,
}

impl AllegationTask {
    /// Every step, in order.
    pub const ALL: &'static [Self] = &[
        Self::ChildSafe,
        Self::TellManager,
        Self::TellLado,
        Self::TellSocialCare,
        Self::TellPolice,
        Self::Advice,
        Self::AskForm,
        Self::SendForm,
        Self::TellPause,
        Self::MayTell,
        Self::TellVisitor,
        Self::Meeting,
        Self::OpenComplaint,
        Self::Outcome,
        Self::Reinstate,
        Self::EndAppointment,
        Self::TellDbs,
        Self::CloseComplaint,
        Self::GiveSummary,
        Self::ClearRecord,
        Self::OfferChild,
        Self::Learn,
        Self::Close,
        Self::Details,
    ];

    /// What to do, in a few words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ChildSafe => "make sure that the child is safe",
            Self::TellManager => "record when the team manager was told",
            Self::TellLado => "call the LADO, and record that",
            Self::TellSocialCare => "tell children's social care, and record that",
            Self::TellPolice => "tell the police, and record that",
            Self::Advice => "record what the LADO advised",
            Self::AskForm => "record that the LADO asked for the form",
            Self::SendForm => "send the form, and record that",
            Self::TellPause => "say that visits are paused, and record that",
            Self::MayTell => "record that the LADO agrees that the visitor is told",
            Self::TellVisitor => "tell the visitor, and record that",
            Self::Meeting => "record a meeting and its actions",
            Self::OpenComplaint => "open the internal complaint procedure",
            Self::Outcome => "record the outcome",
            Self::Reinstate => "allow visits again, with a plan",
            Self::EndAppointment => "end the appointment in writing",
            Self::TellDbs => "answer whether the DBS is told",
            Self::CloseComplaint => "end the internal complaint procedure",
            Self::GiveSummary => "give the summary, and record that",
            Self::ClearRecord => "take it out of the personnel record",
            Self::OfferChild => "offer the child a talk and another visitor",
            Self::Learn => "record what was learned",
            Self::Close => "close the allegation",
            Self::Details => "add to what is known",
        }
    }
}

impl Allegation {
    /// Where a step stands.
    #[must_use]
    pub fn state(&self, task: AllegationTask) -> StepState {
        use AllegationTask as T;
        let decided = self.outcome.as_ref().and_then(|o| o.reinstated);
        let when = |needed: bool| if needed { StepState::ToDo } else { StepState::NotNeeded };
        let (done, otherwise) = match task {
            T::ChildSafe => (self.child_safe.as_ref().is_some_and(|c| c.safe), StepState::ToDo),
            T::TellManager => (self.manager_told.is_some(), StepState::ToDo),
            T::TellLado => (self.lado.is_some(), StepState::ToDo),
            T::TellSocialCare => (self.social_care.is_some(), when(self.significant_harm)),
            T::TellPolice => (self.police.is_some(), when(self.advises(super::AdviceKind::Police))),
            T::Advice => (!self.advice.is_empty(), StepState::ToDo),
            T::AskForm => (self.form_asked.is_some(), StepState::NotNeeded),
            T::SendForm => (self.form_sent.is_some(), when(self.form_asked.is_some())),
            T::TellPause => {
                let heard = |who| self.pause_told.iter().any(|told| told.who == who);
                let all = heard(Party::Child) && heard(Party::Carer) && heard(Party::SocialWorker);
                (all, when(self.match_id.is_some()))
            }
            T::MayTell => (self.may_tell_visitor.is_some(), StepState::ToDo),
            T::TellVisitor => (self.visitor_told.is_some(), StepState::ToDo),
            T::Meeting => {
                let asked = self.advises(super::AdviceKind::Meeting);
                (!self.meetings.is_empty(), when(asked && self.outcome.is_none()))
            }
            T::OpenComplaint => (self.complaint.is_some(), StepState::ToDo),
            T::Outcome => (self.outcome.is_some(), StepState::ToDo),
            T::Reinstate => (decided == Some(true), when(decided.is_none())),
            T::EndAppointment => (
                decided == Some(false) && self.notice.is_some(),
                when(decided != Some(true) && self.outcome.is_some()),
            ),
            T::TellDbs => (self.dbs_referral.is_some(), when(self.removes())),
            T::CloseComplaint => {
                (self.complaint.as_ref().is_some_and(|c| c.closed.is_some()), when(self.complaint.is_some()))
            }
            T::GiveSummary => (self.summary_given.is_some(), StepState::ToDo),
            T::ClearRecord => (self.removed_from_record.is_some(), when(self.is_cleared())),
            T::OfferChild => (self.child_offered.is_some(), StepState::ToDo),
            T::Learn => (self.learned.is_some(), StepState::ToDo),
            T::Close => (self.closed.is_some(), StepState::ToDo),
            T::Details => (false, StepState::NotNeeded),
        };
        if done { StepState::Done } else { otherwise }
    }

    /// The next step to be taken; `None` when it is closed.
    #[must_use]
    pub fn next_task(&self) -> Option<AllegationTask> {
        let to_do = |task: &&AllegationTask| self.state(**task) == StepState::ToDo;
        AllegationTask::ALL.iter().find(to_do).copied().filter(|_| self.is_open())
    }

    /// Whether the LADO has ever advised this.
    #[must_use]
    pub fn advises(&self, kind: super::AdviceKind) -> bool {
        self.advice.iter().any(|advice| advice.kinds.contains(&kind))
    }
}
