//! Which command records what has happened, and which is a step forward (the principle of section 2): every one is here,
//! so that a new one must say which it is.

use super::*;

/// What a command is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Nature {
    /// Something that has happened: no rule refuses it. It is refused only when it says too little (H1), contradicts
    /// itself (H2), or has nothing to be about (H3).
    Fact,
    /// Something that is to happen, and may be refused. The words say what goes forward.
    Forward(&'static str),
}

use Nature::{Fact, Forward};

/// A step forward when this is so, and otherwise a fact.
const fn forward_if(forward: bool, why: &'static str) -> Nature {
    if forward { Forward(why) } else { Fact }
}

/// What a command is on a day. No arm stands for what is not named.
pub(super) fn nature(command: &Command, today: NaiveDate) -> Nature {
    use Command as C;
    match command {
        C::SetUpScheme { .. } => Forward("makes the file"),
        C::ChangeSetting { .. } => Forward("decides how the rules judge from now on"),
        C::ProclaimHoliday { .. } => Fact,

        C::AddChild { .. } => Forward("opens a record: the same child is not entered twice (H5)"),
        C::AmendChild { .. }
        | C::RecordMove { .. }
        | C::ConfirmContact { .. }
        | C::TellCarer { .. }
        | C::AnswerCard { .. } => Fact,

        C::ReceiveReferral { .. }
        | C::AcknowledgeReferral { .. }
        | C::CancelMeeting { .. }
        | C::RecordMeeting { .. }
        | C::GiveUpdate { .. }
        | C::CloseReferral { .. }
        | C::ChaseInformation { .. }
        | C::ChangeSocialWorker { .. }
        | C::CheckPlacement { .. }
        | C::HoldCaseReview { .. } => Fact,
        C::BookMeeting { .. } => Forward("arranges a meeting"),
        C::DecideReferral { outcome, .. } => {
            forward_if(outcome.is_accepted(), "puts the child on the waiting list")
        }

        C::AddVisitor { stage, .. } => forward_if(*stage == Stage::Approved, "approves a visitor"),
        C::MoveStage { to, .. } => forward_if(*to == Stage::Approved, "approves a visitor"),
        C::AmendVisitor { .. }
        | C::MeetCondition { .. }
        | C::RecordDbs { .. }
        | C::StartDbs { .. }
        | C::RecordUpdateService { .. }
        | C::RecordStatusCheck { .. }
        | C::RecordTraining { .. }
        | C::RecordReference { .. }
        | C::Declare { .. }
        | C::RecordDriver { .. }
        | C::HoldVisitor { .. }
        | C::ResumeVisitor { .. } => Fact,
        C::SuspendVisitor { reason, .. } => forward_if(reason.is_none(), "allows visits again"),

        C::ProposeMatch { .. } => Forward("proposes a match"),
        C::DiscussWithVisitor { .. }
        | C::DiscussWithChild { .. }
        | C::HearSocialWorker { .. }
        | C::HoldJointVisit { .. }
        | C::CloseProposal { .. } => Fact,
        C::IssueBriefing { .. } => Forward("gives out what is known of the child"),
        C::BookJointVisit { .. } => Forward("brings the two together"),
        C::StartMatch { .. } => Forward("begins a match"),

        C::AgreePattern { .. }
        | C::HoldMatch { .. }
        | C::ResumeMatch { .. }
        | C::TakeClosingStep { .. }
        | C::DecideTrial { .. }
        | C::TalkOverSanction { .. }
        | C::AgreeContact { .. }
        | C::WithdrawContact { .. }
        | C::TakeEighteenStep { .. } => Fact,
        C::EndMatch { on, .. } => forward_if(*on > today, "lets the match run on to a day ahead"),
        C::RecordMeetingAboutChild { on, .. } => {
            forward_if(*on > today, "arranges that the visitor comes to a meeting")
        }
        C::ReleaseContact { .. } => Forward("gives out the visitor's contact details"),

        C::PlanVisit { .. } | C::MoveVisit { .. } => Forward("books a visit"),
        C::ConfirmVisit { .. }
        | C::MissVisit { .. }
        | C::PayClaim { .. }
        | C::ReadReport { .. }
        | C::CancelPausedVisits { .. } => Fact,
        C::CancelVisit { instead, .. } => forward_if(instead.is_some(), "books another visit with it"),
        C::FileVisitReport { report } => forward_if(report.next.is_some(), "books the next visit with it"),

        C::HoldMatchReview { .. } | C::FeedReview { .. } => Fact,
        C::GiveFeedback { .. } => Forward("tells the visitor what the child said"),
        C::ReviewStandards { .. }
        | C::RecordEvidence { .. }
        | C::RecordDutyTeam { .. }
        | C::HoldAnnualReview { .. }
        | C::RecordSupervision { .. }
        | C::HoldGroup { .. }
        | C::AmendNote { .. } => Fact,
        C::BookAnnualReview { on, .. } => forward_if(on.is_some(), "arranges a review"),
        C::TakeNote { about, .. } => {
            let alleged = about.iter().any(|s| matches!(s, Subject::Allegation(_)));
            forward_if(alleged, "tells everybody of what is restricted")
        }

        C::RaiseConcern { .. }
        | C::PassOnConcern { .. }
        | C::SettleConcern { .. }
        | C::AmendConcern { .. }
        | C::DecideConcern { .. }
        | C::TakeConcernStep { .. }
        | C::DecideMatchEffect { .. }
        | C::RecordLowLevel { .. }
        | C::LookAtLowLevel { .. } => Fact,
        C::CloseConcern { .. } => Forward("ends what follows a concern"),
        C::AddWord { .. } | C::RemoveWord { .. } => Forward("decides what is pointed out from now on"),

        C::ReceiveAllegation { .. } | C::NoteAccess { .. } | C::NoteDenial { .. } => Fact,
        C::TakeAllegationStep { step, .. } => match &**step {
            AllegationStep::Closed { .. } => Forward("closes an allegation"),
            AllegationStep::Reinstated { .. } => Forward("lets the visitor come back"),
            _ => Fact,
        },

        C::AddPerson { .. } | C::ChangePerson { .. } | C::RevokePerson { .. } | C::ChangePassphrase {} => {
            Forward("decides who opens the file")
        }

        C::RecordConsent { .. } | C::WithdrawConsent { .. } | C::RefuseRelease { .. } => Fact,
        C::ReleaseInformation { .. } | C::ReleaseFigures { .. } | C::IssueCard { .. } => {
            Forward("gives out what is known")
        }

        C::Snooze { .. } => Forward("puts a deadline off"),
        C::Wake { .. } | C::MarkReviewed {} => Fact,
        C::Together { commands } => {
            let forward = commands.iter().map(|c| nature(c, today)).find(|n| *n != Fact);
            forward.unwrap_or(Fact)
        }
        C::Undo { .. } => Forward("takes back what was recorded"),
        C::Redo { .. } => Forward("takes a step again"),
    }
}

/// Every step forward says what goes forward, in words of its own kind.
#[test]
fn a_fact_is_told_from_a_step_by_what_it_does() {
    let today = day("2026-11-22");
    let ahead = day("2026-11-23");
    let end = |on| Command::EndMatch {
        match_id: MatchId([1; 16]),
        on,
        reason: EndReason::TooFar,
        decided_by: None,
        notice: None,
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    };
    assert_eq!(nature(&end(today), today), Fact);
    assert_ne!(nature(&end(ahead), today), Fact);
    let decide =
        |outcome| Command::DecideReferral { referral: ReferralId([1; 16]), on: today, outcome, reason: None };
    assert_eq!(nature(&decide(ReferralOutcome::Declined), today), Fact);
    assert_ne!(nature(&decide(ReferralOutcome::Accepted), today), Fact);
    let both = Command::Together { commands: vec![end(today), decide(ReferralOutcome::Accepted)] };
    assert_eq!(nature(&both, today), nature(&decide(ReferralOutcome::Accepted), today));
}
