//! For every command of the life of a match: one that is taken, and one that is refused.

use super::commands::{Full, propose};
use super::*;

/// From the idea of a match to its end.
pub(super) fn samples_of_a_match(f: &Full) -> Vec<(Command, Command)> {
    use Command as C;
    let (today, ahead) = (f.desk.today, day("2026-11-23"));
    let (m, proposal) = (f.pair.id, f.idea);
    let idea = f.desk.world.proposal(proposal).unwrap();
    let s = |text: &str| text.to_owned();
    let child_says =
        |on| C::DiscussWithChild { proposal, on, yes: true, profile_shown: true, choice_of: 2, note: None };
    let met = |on| C::HoldJointVisit {
        proposal,
        on,
        took_place: true,
        present: vec![Party::Carer, Party::Scheme],
        child_yes: Some(true),
        visitor_yes: None,
        note: Some(s("They played table football.")),
    };
    let trial = |on| C::DecideTrial { match_id: m, on, goes_on: true, words: Some(s("I like her.")) };
    let meeting = |child_wants| C::RecordMeetingAboutChild {
        match_id: m,
        on: ahead,
        what: s("review"),
        child_wants,
        attends: Some(true),
    };
    let talk = |visit| C::TalkOverSanction { visit, on: today, with: s("Sal Moss"), note: None };
    let agrees = |who| C::AgreeContact { match_id: m, who, by: s("Sal Moss"), on: today };
    let release = C::ReleaseContact { match_id: m, on: today };
    let withdraw = C::WithdrawContact { match_id: m, by: s("Tobias"), on: today };
    let closing = |steps| C::TakeClosingStep { match_id: m, steps, on: today, note: None };
    vec![
        (propose(idea.child, idea.visitor, "2026-11-22"), propose(f.waiting, idea.visitor, "2026-11-22")),
        (
            C::DiscussWithVisitor { proposal, on: today, yes: true, note: None },
            C::DiscussWithVisitor { proposal, on: ahead, yes: true, note: None },
        ),
        (child_says(today), child_says(day("2026-11-09"))),
        (
            C::HearSocialWorker { proposal, on: today, yes: true, note: None },
            C::HearSocialWorker { proposal, on: ahead, yes: true, note: None },
        ),
        (
            C::IssueBriefing { proposal, on: today, shared: vec![Shared::FirstFacts] },
            C::IssueBriefing { proposal, on: today, shared: vec![Shared::Card] },
        ),
        (C::BookJointVisit { proposal, on: ahead }, C::BookJointVisit { proposal, on: ahead }),
        (met(today), met(ahead)),
        (
            C::CloseProposal { proposal, on: today, note: None },
            C::CloseProposal { proposal, on: ahead, note: None },
        ),
        (trial(today), trial(ahead)),
        (talk(f.sanction), talk(f.reported)),
        (meeting(Some(true)), meeting(Some(false))),
        (agrees(Party::SocialWorker), agrees(Party::Carer)),
        (release.clone(), release),
        (withdraw.clone(), withdraw),
        (closing(vec![ClosingStep::Goodbye, ClosingStep::Thanks]), closing(vec![ClosingStep::Goodbye])),
        (C::GiveFeedback { review: f.told, on: today }, C::GiveFeedback { review: f.review, on: today }),
        (C::PayClaim { visit: f.reported, on: today }, C::PayClaim { visit: f.planned, on: today }),
    ]
}

/// What is known of child, visitor and scheme.
pub(super) fn samples_around_it(f: &Full) -> Vec<(Command, Command)> {
    use Command as C;
    let (today, ahead, ago) = (f.desk.today, day("2026-11-23"), day("2026-11-01"));
    let (referral, c, visitor) = (f.referral, f.pair.child, f.free);
    let s = |text: &str| text.to_owned();
    let chase = |what: &str| C::ChaseInformation { referral, on: today, what: s(what) };
    let worker =
        |name: &str| C::ChangeSocialWorker { child: c, worker: Box::new(Professional::named(name)), on: ago };
    let home =
        |independent| C::CheckPlacement { home: None, child: c, on: today, independent, distance: None };
    let case = |on| C::HoldCaseReview { child: c, on, considered: Some(true), next: Some(day("2027-05-01")) };
    let refers = |received| {
        let given = PersonalReference { received: Some(received), ..referee("Cy Dunn", "school") };
        C::RecordReference { visitor, reference: Box::new(given) }
    };
    let declares = |connected| C::Declare {
        visitor,
        declaration: Box::new(Declaration {
            said: Said::new("Priya", today),
            connected,
            details: None,
            household: None,
        }),
        employers: vec![s("Mill Bakery")],
    };
    let drives = |on| C::RecordDriver { visitor, documents: Box::new(documents(on)) };
    let meets = |what: &str| C::MeetCondition { visitor, what: s(what), on: today };
    let number = |number: String| C::RecordDutyTeam { authority: Some(s("Southshire")), number };
    let place = |text: &str| C::RecordEvidence { rule: RuleId::R43, place: s(text) };
    vec![
        (chase("Allergies, of Sal Moss."), chase("\u{202e}")),
        (worker("Ada Lovell"), worker(" ")),
        (home(Some(true)), home(None)),
        (case(ago), case(ahead)),
        (refers(today), refers(ahead)),
        (declares(false), declares(true)),
        (drives(today), drives(ahead)),
        (meets("first aid"), meets("second aid")),
        (C::ReviewStandards { on: today }, C::ReviewStandards { on: ahead }),
        (number(s("01632 960100")), number("0".repeat(20_001))),
        (place("Shared drive, groups"), place(&"x".repeat(20_001))),
    ]
}

/// What is consented to and what is told.
pub(super) fn samples_of_the_door(f: &Full) -> Vec<(Command, Command)> {
    use Command as C;
    let (today, ahead) = (f.desk.today, day("2026-11-23"));
    let child = Subject::Child(f.pair.child);
    let s = |text: &str| text.to_owned();
    let consent = |on| C::RecordConsent {
        consent: Box::new(NewConsent {
            about: child,
            what: ConsentTo::Photographs,
            given: true,
            by: s("Leila"),
            how: s("said to Priya"),
            on,
            until: None,
        }),
    };
    let given = f.desk.world.consents().next().map_or(crate::id::ConsentId([1; 16]), |c| c.id);
    let withdraw = |on| C::WithdrawConsent { consent: given, by: s("Leila"), on };
    let telling = |row: u8, basis| NewRelease {
        about: child,
        to: Reader::Carer,
        recipient: s("Jo Barker"),
        purpose: s("an outing"),
        basis,
        things: vec![Released { row, thing: Thing { subject: child, name: None } }],
        reports: Vec::new(),
    };
    let release = |row, basis| C::ReleaseInformation { release: Box::new(telling(row, basis)) };
    let refuse = |reason| C::RefuseRelease { release: Box::new(telling(20, None)), reason };
    let ended = C::IssueCard { match_id: MatchId([9; 16]) };
    let figures = |until| C::ReleaseFigures {
        from: day("2026-01-01"),
        until,
        recipient: s("Corporate Parenting Panel"),
        purpose: s("annual report"),
    };
    vec![
        (consent(today), consent(ahead)),
        (withdraw(today), withdraw(ahead)),
        (release(5, Some(Basis::Matrix)), release(5, None)),
        (refuse(s("No need to know.")), refuse(s(" "))),
        (C::IssueCard { match_id: f.pair.id }, ended),
        (figures(today), figures(ahead)),
    ]
}

/// What must come before the good one of a pair, where the scheme does not hold it.
pub(super) fn prepare(desk: &mut Desk, command: &Command) {
    match command {
        Command::LookAtLowLevel { visitor, .. } => {
            let said = super::concerns::low_level(*visitor, day("2026-11-01"), "Late again.");
            desk.done(Command::RecordLowLevel { low_level: Box::new(said) });
        }
        Command::ResumeMatch { match_id, .. } => {
            let (from, reason) = (day("2026-11-15"), "exams".to_owned());
            desk.done(Command::HoldMatch { match_id: *match_id, from, until: None, reason });
        }
        Command::MeetCondition { visitor, .. } => desk.visitor(*visitor, |v| {
            let condition = Condition { what: "first aid".to_owned(), met: None };
            v.stages.last_mut().unwrap().conditions.push(condition);
        }),
        Command::CancelPausedVisits { visitor, .. } => {
            let (visitor, on, reason) = (*visitor, desk.today, Some("a pause".to_owned()));
            desk.done(Command::SuspendVisitor { visitor, on, reason, by_manager: false });
        }
        Command::CancelMeeting { referral, .. } => {
            let on = day("2026-11-25");
            desk.done(Command::BookMeeting { referral: *referral, on, note: None });
        }
        Command::ProposeMatch { .. } => {
            let idea = desk.world.proposals().find(|p| p.number < 900).unwrap().id;
            desk.done(Command::CloseProposal { proposal: idea, on: desk.today, note: None });
        }
        Command::BookJointVisit { proposal, .. } => {
            let (proposal, on, yes) = (*proposal, desk.today, true);
            desk.done(Command::DiscussWithVisitor { proposal, on, yes, note: None });
            let (profile_shown, choice_of) = (true, 1);
            desk.done(Command::DiscussWithChild { proposal, on, yes, profile_shown, choice_of, note: None });
            desk.done(Command::IssueBriefing { proposal, on, shared: vec![Shared::Card] });
        }
        Command::TakeClosingStep { match_id, .. } => {
            desk.done(Command::EndMatch {
                child_words: None,
                informal_after: None,
                rematch: None,
                match_id: *match_id,
                on: desk.today,
                reason: EndReason::TooFar,
                decided_by: None,
                notice: None,
                note: None,
            });
        }
        Command::ReleaseContact { match_id, .. } => {
            for on in ["2026-09-05", "2026-10-03"] {
                desk.done(file(report(*match_id, on)));
            }
            for who in [Party::Scheme, Party::SocialWorker, Party::Visitor] {
                let (by, on) = ("Somebody".to_owned(), desk.today);
                desk.done(Command::AgreeContact { match_id: *match_id, who, by, on });
            }
        }
        Command::WithdrawContact { match_id, .. } => {
            let (by, on) = ("Tobias".to_owned(), desk.today);
            desk.done(Command::AgreeContact { match_id: *match_id, who: Party::Visitor, by, on });
        }
        Command::MissVisit { visit, .. } => {
            let (_, line) = desk.world.visit(*visit).unwrap();
            assert!(line.date > desk.today);
            desk.today = line.date;
        }
        _ => {}
    }
}
