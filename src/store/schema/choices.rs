//! Every choice that a record may hold, with the number it is written as.

use chrono::NaiveDate;
use domain::id::*;
use domain::people::Role;
use domain::record::*;
use domain::rule::{PARAMS, RuleId};

use crate::codec;

fn said() -> Said {
    Said::new("Maya Stone", day())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 2).unwrap()
}

fn hex(value: &impl serde::Serialize) -> String {
    super::tests::hex(&codec::encode(0, value).unwrap()[2..])
}

/// The number of a choice with what its first release kept behind it: what is kept there since has a version of its own.
fn begins(basis: &Basis) -> String {
    let mut first = hex(basis);
    first.truncate(16);
    first
}

/// Every choice with the bytes it is written as, one to a line: `Party::Carer 02`.
pub(super) fn choices() -> Vec<String> {
    let mut lines = Vec::new();
    macro_rules! list {
        ($($name:literal: $all:expr;)*) => {$(
            for choice in $all {
                lines.push(format!("{}::{choice:?} {}", $name, hex(&choice)));
            }
        )*};
        }
    fn leading<T: Copy, U>(all: &[(T, U)]) -> Vec<T> {
        all.iter().map(|(choice, _)| *choice).collect()
    }
    list! {
        "Prefix": [
            Prefix::Child, Prefix::Visitor, Prefix::Match, Prefix::Visit, Prefix::Concern, Prefix::Proposal,
            Prefix::Allegation,
        ];
        "Reader": Reader::ALL.iter().chain(Reader::OTHERS).map(|(reader, ..)| *reader);
        "Distance": leading(Distance::ALL);
        "Workforce": leading(Workforce::ALL);
        "Transport": leading(Transport::ALL);
        "ClosingStep": leading(ClosingStep::ALL);
        "Shared": leading(Shared::ALL);
        "PlacementKind": leading(PlacementKind::ALL);
        "CardQuestion": leading(CardQuestion::ALL);
        "PhotoStatus": [PhotoStatus::NotAsked, PhotoStatus::Allowed, PhotoStatus::Limited, PhotoStatus::NotAllowed];
        "Stage": leading(Stage::ALL);
        "DbsLevel": leading(DbsLevel::ALL);
        "Module": leading(Module::ALL);
        "Ground": leading(Ground::ALL);
        "MeetingOutcome": [MeetingOutcome::Booked, MeetingOutcome::Held, MeetingOutcome::Cancelled];
        "ReferralOutcome": leading(ReferralOutcome::ALL);
        "Told": [Told::Child, Told::SocialWorker];
        "ReferralCloseReason": leading(ReferralCloseReason::ALL);
        "Interval": [Interval::Monthly, Interval::Weeks(3)];
        "EighteenStep": EighteenStep::ALL.iter().map(|(step, ..)| *step);
        "EndReason": leading(EndReason::ALL);
        "Party": leading(Party::ALL);
        "CancelReason": leading(CancelReason::ALL);
        "ReviewOutcome": leading(ReviewOutcome::ALL);
        "SupervisionKind": leading(SupervisionKind::ALL);
        "ChosenBy": leading(ChosenBy::ALL);
        "VisitState": [
            VisitState::Planned, VisitState::Confirmed, VisitState::Completed,
            VisitState::Cancelled {
                by: Party::Child, reason: CancelReason::School, notice_days: None, rearranged: false,
            },
            VisitState::Missed { by: Party::Other },
        ];
        "ReportState": [ReportState::Awaited, ReportState::Received(day())];
        "Subject": [
            Subject::Scheme, Subject::Child(ChildId([1; 16])), Subject::Visitor(VisitorId([1; 16])),
            Subject::Referral(ReferralId([1; 16])), Subject::Match(MatchId([1; 16])), Subject::Visit(VisitId([1; 16])),
            Subject::Concern(ConcernId([1; 16])), Subject::Proposal(ProposalId([1; 16])),
            Subject::Allegation(AllegationId([1; 16])),
        ];
        "Role": leading(Role::ALL);
        "HarmNature": leading(HarmNature::ALL);
        "AdviceKind": leading(AdviceKind::ALL);
        "OutcomeWord": leading(OutcomeWord::ALL);
        "Incident": leading(Incident::ALL);
        "Choice": leading(Choice::ALL);
        "ConcernStep": leading(ConcernStep::ALL);
        "MatchEffect": leading(MatchEffect::ALL);
        "ReportField": leading(ReportField::ALL);
        "ParamId": PARAMS.iter().map(|param| param.id);
        "RuleId": RuleId::ALL;
    }
    for (name, bytes) in [
        ("NotAsked", hex(&ChildView::NotAsked)),
        ("Wants", hex(&ChildView::Wants(said()))),
        ("Accepts", hex(&ChildView::Accepts(said()))),
        ("Objects", hex(&ChildView::Objects { understands: false, said: said() })),
        ("ObjectsWithout", hex(&ChildView::ObjectsWithout(said()))),
    ] {
        lines.push(format!("ChildView::{name} {bytes}"));
    }
    let thing = || Thing { subject: Subject::Scheme, name: None };
    for (name, bytes) in [
        ("ConsentTo::Photographs", hex(&ConsentTo::Photographs)),
        ("ConsentTo::Feedback", hex(&ConsentTo::Feedback)),
        ("ConsentTo::Meetings", hex(&ConsentTo::Meetings)),
        ("ConsentTo::Disclosure", hex(&ConsentTo::Disclosure { row: 20, thing: thing(), to: Reader::Iro })),
        ("Basis::Matrix", hex(&Basis::Matrix)),
        ("Basis::ChildConsent", hex(&Basis::ChildConsent)),
        ("Basis::VisitorConsent", hex(&Basis::VisitorConsent)),
        ("Basis::ThreeAgreements", hex(&Basis::ThreeAgreements)),
        ("Basis::Safeguarding", begins(&Basis::Safeguarding(OverrideTest::default()))),
        ("Basis::Procedure", hex(&Basis::Procedure)),
        ("Basis::TakenOn", hex(&Basis::TakenOn { by: String::new(), reason: String::new() })),
    ] {
        lines.push(format!("{name} {bytes}"));
    }
    for (name, bytes) in [
        ("NotRecorded", hex(&UpdateService::NotRecorded)),
        ("Joined", hex(&UpdateService::Joined(day()))),
        ("NotJoining", hex(&UpdateService::NotJoining(said()))),
    ] {
        lines.push(format!("UpdateService::{name} {bytes}"));
    }
    lines
}
