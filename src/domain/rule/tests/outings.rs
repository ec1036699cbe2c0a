//! What Coram Voice's guidance asks before, at and after an outing, and of what a child tells (2.A).

use super::playing::{asked, made, on, outing, pair, proposed, the_child, the_match, the_visit, visits};
use super::{Case, Seen, Side, due, found, turns};
use crate::command::{Command, NewReport, VisitPlan};
use crate::deadline::Band::{Clock, Overdue, Quiet, Today, Unsafe};
use crate::deadline::tests::world::{CANCELLED, card, concern, d, hold, quiet, risk, said, sanction, visit};
use crate::decide::tests::commands::{pass_on, raise};
use crate::decide::tests::{day, file, plan, planned, report};
use crate::record::{
    CancelReason, Card, CardQuestion, Heard, Interval, Party, PassedOn, PhotoStatus, ReportState,
    ReviewOutcome, SanctionTalk, Shared, Subject, VisitState,
};
use crate::rule::Level::{Block, Info, Override, Warn};
use crate::rule::RuleId::{R10, R11, R12, R13, R20, R21, R22, R23, R24, R32, R33, R34, R35, R36, R37, R38a};

pub(super) const CASES: &[Case] = &[
    found(R10, Override, "places: \"none\" is an answer, a blank is not", |s| {
        planning(s, CardQuestion::Places)
    }),
    found(R10, Override, "people not to contact", |s| planning(s, CardQuestion::People)),
    found(R10, Override, "religion and culture", |s| planning(s, CardQuestion::Culture)),
    due(R10, Override, Unsafe, "an outing of the coming week", |s| going(s, CardQuestion::People)),
    found(R11, Override, "allergies", |s| planning(s, CardQuestion::Allergies)),
    found(R11, Override, "phobias and fears", |s| planning(s, CardQuestion::Fears)),
    found(R11, Override, "diet", |s| planning(s, CardQuestion::Diet)),
    found(R11, Override, "other medical conditions", |s| planning(s, CardQuestion::Medical)),
    due(R11, Override, Unsafe, "an outing of the coming week", |s| going(s, CardQuestion::Medical)),
    turns(R12, Warn, Overdue, "every six months, to the last day of February", |side| {
        let mut scene = quiet();
        scene.child.card = card("2025-08-31");
        on(&scene, side.of("2026-03-01", "2026-02-28"), the_child())
    }),
    due(R12, Warn, Overdue, "confirmed again within six months", |side| {
        let mut scene = quiet();
        let confirmed = side.of(None, Some(said("2026-09-01")));
        scene.child.card = Card { confirmed, ..card("2026-05-21") };
        on(&scene, "2026-11-22", the_child())
    }),
    due(R12, Warn, Today, "at each placement change", |side| {
        on(&quiet().moved("2026-11-10"), side.of("2026-11-10", "2026-11-09"), the_child())
    }),
    found(R13, Warn, "the briefing: not asked is not known, not allowed is", |side| {
        let (mut desk, child, _, proposal) = proposed(|_| ());
        desk.child(child, |c| c.photos = side.of(PhotoStatus::NotAsked, PhotoStatus::NotAllowed));
        let shared = vec![Shared::FirstFacts];
        let brief = Command::IssueBriefing { proposal, on: desk.today, shared };
        asked(desk, &brief, Subject::Proposal(proposal))
    }),
    due(R20, Warn, Quiet, "day 35 since the last completed visit", |side| {
        let scene = visits(vec![visit(1, 1, "2026-10-10", VisitState::Completed)]);
        on(&scene, side.of("2026-11-14", "2026-11-13"), the_match())
    }),
    turns(R20, Warn, Overdue, "day 42 since the last completed visit", |side| {
        let scene = visits(vec![visit(1, 1, "2026-10-10", VisitState::Completed)]);
        on(&scene, side.of("2026-11-21", "2026-11-20"), the_match())
    }),
    due(R20, Warn, Overdue, "only a completed visit moves the day", |side| {
        let later = visit(1, 2, "2026-11-07", side.of(CANCELLED, VisitState::Completed));
        let scene = visits(vec![visit(1, 1, "2026-10-10", VisitState::Completed), later]);
        on(&scene, "2026-11-21", the_match())
    }),
    due(R20, Warn, Overdue, "on hold the clock of visits stands still", |side| {
        let mut scene = visits(vec![visit(1, 1, "2026-10-10", VisitState::Completed)]);
        scene.match_.holds = side.of(vec![], vec![hold("2026-10-20", Some("2027-02-01"), None)]);
        on(&scene, "2026-11-21", the_match())
    }),
    found(R21, Warn, "another pattern than monthly", |side| {
        agreeing(side.of(Interval::Weeks(2), Interval::Monthly), None)
    }),
    found(R21, Warn, "another pattern, with its reason", |side| {
        agreeing(Interval::Weeks(2), side.of(None, Some("The child asked for it.".to_owned())))
    }),
    found(R22, Info, "less than one hour", |side| lasting(side.of(59, 60))),
    found(R22, Info, "more than ten hours", |side| lasting(side.of(601, 600))),
    found(R23, Info, "booked before the day of the visit", |side| {
        let (mut desk, p) = pair();
        desk.today = day(side.of("2026-11-21", "2026-11-20"));
        let visit = planned(&mut desk, p.id, "2026-11-21");
        desk.today = day("2026-11-22");
        let told = file(NewReport { visit: Some(visit), ..report(p.id, "2026-11-21") });
        asked(desk, &told, Subject::Match(p.id))
    }),
    found(R23, Info, "booked at all", |side| {
        let (mut desk, p) = pair();
        desk.today = day("2026-11-20");
        let booked = (side == Side::Within).then(|| planned(&mut desk, p.id, "2026-11-21"));
        desk.today = day("2026-11-22");
        let told = file(NewReport { visit: booked, ..report(p.id, "2026-11-21") });
        asked(desk, &told, Subject::Match(p.id))
    }),
    found(R24, Warn, "cancelled as a sanction, or for another reason", |side| {
        let (mut desk, p) = pair();
        let visit = planned(&mut desk, p.id, "2026-11-28");
        let reason = side.of(CancelReason::Sanction, CancelReason::Illness);
        let (by, told) = (Party::Carer, day("2026-11-21"));
        let cancel = Command::CancelVisit { visit, by, reason, told, note: None, instead: None };
        asked(desk, &cancel, Subject::Match(p.id))
    }),
    due(R24, Warn, Overdue, "spoken about with the social worker", |side| {
        let mut scene = quiet();
        scene.visits[1].state = sanction(Some(3));
        let talk = SanctionTalk { visit: scene.visits[1].id, said: said("2026-11-12"), note: None };
        scene.match_.sanction_talks = side.of(vec![], vec![talk]);
        on(&scene, "2026-11-22", the_visit(2))
    }),
    due(R32, Warn, Clock, "passed to children's social care the same working day", |side| {
        let mut one = concern(1, "2026-11-20 09:30");
        let (to, name) = ("front door".to_owned(), "Mr Moss".to_owned());
        let passed = PassedOn { at: one.learned, to, name, reference: None };
        one.passed = side.of(None, Some(passed));
        let about = Subject::Concern(one.id);
        on(&quiet().with(one), "2026-11-20", about)
    }),
    found(R32, Warn, "passed on once, or once more", |side| {
        let (mut desk, p) = pair();
        desk.done(raise(p.child, "2026-11-22T09:00:00Z"));
        let id = desk.world.concerns().next().unwrap().id;
        if side == Side::Over {
            desk.done(pass_on(id, "2026-11-22T09:30:00Z"));
        }
        asked(desk, &pass_on(id, "2026-11-22T10:00:00Z"), Subject::Concern(id))
    }),
    turns(R33, Warn, Overdue, "seven days after the visit", |side| {
        let scene = visits(vec![visit(1, 1, "2026-11-07", VisitState::Planned)]);
        on(&scene, side.of("2026-11-15", "2026-11-14"), the_visit(1))
    }),
    due(R33, Warn, Overdue, "the report has come", |side| {
        let mut made = visit(1, 1, "2026-11-07", VisitState::Completed);
        made.report = side.of(ReportState::Awaited, ReportState::Received(d("2026-11-10")));
        on(&visits(vec![made]), "2026-11-15", the_visit(1))
    }),
    found(R34, Block, "at first not given: nobody has agreed, or all three have", |side| {
        released(side.of(0, 3), 3)
    }),
    found(R35, Block, "three agreements and not two", |side| released(side.of(2, 3), 3)),
    found(R35, Block, "three completed visits and not two", |side| released(3, side.of(2, 3))),
    found(R36, Info, "asked at the review, and in private", |side| {
        let (desk, p) = pair();
        let heard = [Party::Child, Party::Visitor, Party::Carer, Party::SocialWorker];
        let review = Command::HoldMatchReview {
            match_id: p.id,
            held: day("2026-11-10"),
            formal: true,
            heard: heard.map(|who| Heard { who, heard: true, note: None }).to_vec(),
            outcome: ReviewOutcome::GoesOn,
            summary: "All well.".to_owned(),
            to_plan: Some(day("2026-11-12")),
            private: side.of(Some(false), Some(true)),
            child_agrees: Some(true),
        };
        asked(desk, &review, Subject::Match(p.id))
    }),
    found(R37, Override, "the child wants it, or does not", |side| {
        attending(side.of(Some(false), Some(true)))
    }),
    found(R37, Override, "the child was asked, or was not", |side| attending(side.of(None, Some(true)))),
    found(R38a, Override, "at home only: an outing, and a visit at home", |side| {
        let (mut desk, p) = pair();
        desk.child(p.child, |c| c.risk.as_mut().unwrap().home_only = true);
        let plan = VisitPlan { at_home: side.of(false, true), ..VisitPlan::on(day("2026-11-28"), None) };
        let plan = Command::PlanVisit { match_id: p.id, plan: Box::new(plan) };
        asked(desk, &plan, Subject::Child(p.child))
    }),
    due(R38a, Override, Unsafe, "at home only, on the list of the coming week", |side| {
        let scene = outing(|s| {
            s.child.risk = Some(risk("2026-11-01"));
            s.child.risk.as_mut().unwrap().home_only = true;
            s.visits[0].at_home = side.of(false, true);
        });
        on(&scene, "2026-11-22", the_visit(1))
    }),
];

fn unanswer(card: &mut Card, side: Side, question: CardQuestion) {
    if side == Side::Over {
        card.answers.retain(|a| a.question != question);
    }
}

/// A visit planned, with one question of the card blank or answered.
fn planning(side: Side, question: CardQuestion) -> Seen {
    let (mut desk, p) = pair();
    desk.child(p.child, |c| unanswer(&mut c.card, side, question));
    asked(desk, &plan(p.id, "2026-11-28"), Subject::Child(p.child))
}

/// An outing of the coming week, with one question of the card blank or answered.
fn going(side: Side, question: CardQuestion) -> Seen {
    let scene = outing(|s| unanswer(&mut s.child.card, side, question));
    on(&scene, "2026-11-22", the_visit(1))
}

fn agreeing(every: Interval, reason: Option<String>) -> Seen {
    let (desk, p) = pair();
    let on = desk.today;
    let agree = Command::AgreePattern { match_id: p.id, every, with: "Jo Barker".to_owned(), on, reason };
    made(desk, &agree)
}

fn lasting(minutes: u16) -> Seen {
    let (desk, p) = pair();
    let told = file(NewReport { minutes: Some(minutes), ..report(p.id, "2026-11-21") });
    asked(desk, &told, Subject::Match(p.id))
}

/// The visitor's contact details given to the child, after so many agreements and visits.
fn released(agreements: usize, visits: usize) -> Seen {
    let (mut desk, p) = pair();
    for on in ["2026-08-01", "2026-09-05", "2026-10-03"].iter().take(visits) {
        desk.done(file(report(p.id, on)));
    }
    let on = desk.today;
    for who in [Party::Scheme, Party::SocialWorker, Party::Visitor].into_iter().take(agreements) {
        desk.done(Command::AgreeContact { match_id: p.id, who, by: "By name".to_owned(), on });
    }
    asked(desk, &Command::ReleaseContact { match_id: p.id, on }, Subject::Match(p.id))
}

/// The visitor is to come to a meeting about the child.
fn attending(child_wants: Option<bool>) -> Seen {
    let (desk, p) = pair();
    let (on, what) = (day("2026-11-23"), "review of the child's case".to_owned());
    let attends = Some(true);
    let meeting = Command::RecordMeetingAboutChild { match_id: p.id, on, what, child_wants, attends };
    asked(desk, &meeting, Subject::Match(p.id))
}
