//! What Coram Voice's guidance asks of a match and of what is known for it (2.A).

use super::playing::{
    applicant, asked, on, outing, pair, proposed, the_child, the_match, the_visit, two, visits,
};
use super::{Case, due, found, found_less, found_lower, turns};
use crate::command::{ChildDetails, Command, NewPlacement};
use crate::deadline::Band::{Overdue, Today, Unsafe, Week};
use crate::deadline::tests::world::{
    Scene, concern, d, days, meeting, noon, quiet, referral, risk, said, stage, visit, waiting,
};
use crate::decide::tests::commands::{propose, raise};
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{
    Pair, approve, begun, certificate, child, day, plan, planned, receive, start, visitor,
};
use crate::id::MatchId;
use crate::record::{
    CancelReason, Ceased, Concern, DbsLevel, EighteenDone, EighteenStep, EndReason, Ground, Incident, Match,
    MeetingOutcome, Name, Party, PlacementKind, Professional, ReferralOutcome, Settled, Stage, Subject,
    VisitState,
};
use crate::rule::Level::{Block, Info, Override, Warn};
use crate::rule::RuleId::{R2, R3, R4, R5, R6, R8, R9, R14, R16, R17, R19, R25, R26, R27, R28, R29, R38};

pub(super) const CASES: &[Case] = &[
    found(R2, Override, "approved with an enhanced DBS and not with a standard one", |side| {
        let (mut desk, visitor) = applicant();
        let level = side.of(DbsLevel::Standard, DbsLevel::Enhanced);
        desk.visitor(visitor, |v| v.dbs[0].level = level);
        asked(desk, &approve(visitor, "2026-11-20"), Subject::Visitor(visitor))
    }),
    found(R2, Override, "a certificate counts from its day of issue", |side| {
        let (mut desk, visitor) = applicant();
        desk.visitor(visitor, |v| v.dbs = vec![certificate("7", side.of("2026-11-21", "2026-11-20"))]);
        asked(desk, &approve(visitor, "2026-11-20"), Subject::Visitor(visitor))
    }),
    found(R3, Override, "looked after when the referral is accepted, on that day", |side| {
        let (mut desk, child, _) = two();
        let referral = crate::decide::tests::referral(&mut desk, child, "2026-11-02");
        desk.child(child, |c| c.ceased = ceased(side.of("2026-11-20", "2026-11-21")));
        let (on, outcome) = (day("2026-11-20"), ReferralOutcome::Accepted);
        let accept = Command::DecideReferral { referral, on, outcome, reason: None };
        asked(desk, &accept, Subject::Child(child))
    }),
    // That a referral has come is a fact, which the notes let nothing refuse.
    found_lower(R3, (Override, Warn), "looked after on the day on which the referral came", |side| {
        let (mut desk, child, _) = two();
        desk.child(child, |c| c.ceased = ceased(side.of("2026-11-20", "2026-11-21")));
        asked(desk, &receive(child, "2026-11-20"), Subject::Child(child))
    }),
    due(R3, Override, Today, "while matched: from the day on which looked-after status ends", |side| {
        let mut scene = quiet();
        scene.child.ceased = ceased("2026-11-21");
        on(&scene, side.of("2026-11-21", "2026-11-20"), the_match())
    }),
    found(R4, Warn, "from the eighth birthday on", |side| {
        of_age(side.of("2018-11-21", "2018-11-20"), "2026-11-20")
    }),
    found(R4, Warn, "until the eighteenth birthday", |side| {
        of_age(side.of("2008-11-20", "2008-11-21"), "2026-11-20")
    }),
    found(R5, Info, "flagged at fifteen", |side| of_age(side.of("2011-11-20", "2011-11-21"), "2026-11-20")),
    found(R6, Block, "no statutory visit from the eighteenth birthday on", |side| {
        let (mut desk, p) = pair();
        desk.child(p.child, |c| c.born = day(side.of("2008-11-28", "2008-11-29")));
        desk.match_(p.id, |m| m.eighteen = prepared());
        asked(desk, &plan(p.id, "2026-11-28"), Subject::Child(p.child))
    }),
    found(R6, Block, "born on 29 February: eighteen on 1 March of a common year", |side| {
        let (mut desk, p) = pair();
        desk.today = day("2030-02-20");
        desk.child(p.child, |c| c.born = day("2012-02-29"));
        asked(desk, &plan(p.id, side.of("2030-03-01", "2030-02-28")), Subject::Child(p.child))
    }),
    due(R6, Block, Today, "the match has ended from 00:00 on the birthday", |side| {
        let mut scene = quiet();
        scene.child.born = d("2009-05-14");
        scene.match_.eighteen = prepared();
        on(&scene, side.of("2027-05-14", "2027-05-13"), the_match())
    }),
    found(R8, Override, "asked before a match is proposed; \"no preference\" is an answer", |side| {
        let (mut desk, child, visitor) = two();
        let preference = side.of(None, Some("no preference".to_owned()));
        desk.child(child, |c| c.wishes.visitor_gender = preference);
        asked(desk, &propose(child, visitor, "2026-11-22"), Subject::Child(child))
    }),
    found(R9, Warn, "the rationale is there", |side| {
        let (desk, child, visitor) = two();
        let rationale = side.of(None, Some("Both like football, says the social worker.".to_owned()));
        let command = Command::ProposeMatch { child, visitor, on: desk.today, rationale };
        asked(desk, &command, Subject::Child(child))
    }),
    found(R14, Warn, "one ground", |side| {
        let (desk, child, _) = two();
        let Command::ReceiveReferral { mut referral, .. } = receive(child, "2026-11-20") else { panic!() };
        referral.grounds = side.of(vec![], vec![Ground::LittleContact]);
        asked(desk, &Command::ReceiveReferral { child, referral }, Subject::Child(child))
    }),
    found(R16, Override, "assessed before approval", |side| {
        let (mut desk, visitor) = applicant();
        desk.visitor(visitor, |v| {
            v.interview.as_mut().unwrap().on = day(side.of("2026-11-21", "2026-11-20"))
        });
        asked(desk, &approve(visitor, "2026-11-20"), Subject::Visitor(visitor))
    }),
    found(R16, Override, "approved before being alone with a child", |side| {
        let (mut desk, child, visitor, _) = proposed(|_| ());
        let stage = side.of(Stage::Ready, Stage::Approved);
        desk.visitor(visitor, |v| v.stages.last_mut().unwrap().stage = stage);
        asked(desk, &start(child, visitor, "2026-11-22"), Subject::Visitor(visitor))
    }),
    due(R16, Override, Unsafe, "an outing with somebody who is no visitor any more", |side| {
        let last = side.of(Stage::Removed, Stage::Leaving);
        let scene = outing(|s| s.visitor.stages.push(stage(last, "2026-11-16")));
        on(&scene, "2026-11-22", the_visit(1))
    }),
    found(R17, Info, "another social worker while there is a match, and while there is none", |side| {
        let (mut desk, p) = pair();
        let other = child(&mut desk, "Mariam");
        let worker = Box::new(Professional::named("Ada Lovell"));
        let child = side.of(p.child, other);
        let command = Command::ChangeSocialWorker { child, worker, on: day("2026-11-15") };
        asked(desk, &command, Subject::Match(p.id))
    }),
    found(R17, Info, "a move of a child with a match, and of one without", |side| {
        let (mut desk, p) = pair();
        let other = child(&mut desk, "Mariam");
        let child = side.of(p.child, other);
        asked(desk, &moves(child, "2026-11-16", "2026-11-16"), Subject::Match(p.id))
    }),
    found(R19, Override, "one child: the other match has ended by the day of the proposal", |side| {
        let (mut desk, one, visitor) = two();
        let other = child(&mut desk, "Mariam");
        let id = begun(&mut desk, other, visitor, "2026-04-01");
        desk.match_(id, |m| {
            let end = side.of("2026-11-23", "2026-11-22");
            m.ended = Some(crate::deadline::tests::world::ending(end));
        });
        asked(desk, &propose(one, visitor, "2026-11-22"), Subject::Visitor(visitor))
    }),
    // That it lasted until today is a fact, which is said; that it goes on is a step forward.
    found_less(R19, Override, "the end put off beyond today, beside the visitor's next child", |side| {
        let (desk, p) = followed_by_another();
        let later = side.of("2026-11-23", "2026-11-22");
        asked(desk, &ends(p.id, later), Subject::Match(p.id))
    }),
    // What is corrected is a fact; a match that the law had ended runs again by it.
    found_lower(R19, (Override, Warn), "one child: another match has begun since the birthday", |side| {
        let (mut desk, p) = pair();
        let other = child(&mut desk, "Mariam");
        desk.child(p.child, |c| c.born = day("2008-11-01"));
        let visitor = side.of(p.visitor, visitor(&mut desk, "Rosalind"));
        // As it may be in a file of an earlier version, which did not ask for the end to be recorded first.
        let before = desk.world.match_(p.id).unwrap().clone();
        let id = MatchId([77; 16]);
        desk.put(Match { id, number: 77, child: other, visitor, started: desk.today, ..before });
        let details = ChildDetails::new(Name::new("Leila", "Haddad"), day("2009-11-01"), "Northshire");
        let amend = Command::AmendChild { child: p.child, details: Box::new(details) };
        asked(desk, &amend, Subject::Match(p.id))
    }),
    found(R25, Warn, "a visit is planned for the new address, or comes before the move", |side| {
        let (mut desk, p) = pair();
        let visit = planned(&mut desk, p.id, "2026-12-05");
        let moved = moves(p.child, side.of("2026-12-05", "2026-12-06"), "2026-11-22");
        asked(desk, &moved, Subject::Visit(visit))
    }),
    turns(R25, Warn, Overdue, "90 days after the carer confirmed it", |side| {
        on(&quiet(), side.of("2027-01-31", "2027-01-30"), the_child()) // confirmed on 1 November
    }),
    due(R25, Warn, Week, "the address of a planned move, from a week ahead of it", |side| {
        on(&visits(vec![]).moved("2026-12-05"), side.of("2026-11-28", "2026-11-27"), the_child())
    }),
    due(R25, Warn, Week, "confirmed before the move", |side| {
        let mut scene = visits(vec![]).moved("2026-12-05");
        scene.child.placements[1].confirmed = side.of(None, Some(said("2026-11-20")));
        on(&scene, "2026-12-04", the_child())
    }),
    due(R25, Warn, Overdue, "confirmed within the last 90 days", |side| {
        let mut scene = quiet();
        scene.child.placements[0].confirmed = Some(said(side.of("2026-11-01", "2026-12-01")));
        on(&scene, "2027-01-31", the_child())
    }),
    found(R26, Warn, "heard of within five working days, over a weekend", |side| {
        let (desk, p) = pair();
        let moved = moves(p.child, "2026-11-06", side.of("2026-11-16", "2026-11-13"));
        asked(desk, &moved, Subject::Child(p.child))
    }),
    due(R26, Warn, Overdue, "heard of within five working days, over Christmas and New Year", |side| {
        let mut scene = quiet().moved("2026-12-24");
        scene.child.placements[1].learned = d(side.of("2027-01-06", "2027-01-05"));
        on(&scene, "2027-01-08", the_child())
    }),
    turns(R27, Warn, Overdue, "five working days after the move", |side| {
        on(&quiet().moved("2026-12-24"), side.of("2027-01-06", "2027-01-05"), the_child())
    }),
    due(R27, Warn, Overdue, "the new carer was told of the visitor", |side| {
        let mut scene = quiet().moved("2026-11-10");
        scene.child.placements[1].carer_told = side.of(None, Some(said("2026-11-12")));
        on(&scene, "2026-11-18", the_child())
    }),
    turns(R28, Warn, Overdue, "five working days after the move", |side| {
        on(&quiet().moved("2026-12-24"), side.of("2027-01-06", "2027-01-05"), the_child())
    }),
    due(R28, Warn, Overdue, "the new carer was told of the pattern", |side| {
        let mut scene = quiet().moved("2026-11-10");
        scene.child.placements[1].pattern_told = side.of(None, Some(said("2026-11-12")));
        on(&scene, "2026-11-18", the_child())
    }),
    turns(R29, Warn, Overdue, "booked within 14 days of the move", |side| {
        let mut scene = quiet().moved("2026-11-10");
        scene.visits.truncate(1); // none since the move
        on(&scene, side.of("2026-11-25", "2026-11-24"), the_match())
    }),
    due(R29, Warn, Overdue, "a visit in the new placement is booked", |side| {
        let mut scene = quiet().moved("2026-11-10");
        let booked = visit(1, 2, "2026-12-01", VisitState::Planned);
        scene.visits = side.of(vec![], vec![booked]);
        on(&scene, "2026-11-25", the_match())
    }),
    turns(R29, Warn, Overdue, "made within 35 days of the move", |side| {
        let mut scene = visits(vec![visit(1, 1, "2027-02-20", VisitState::Planned)]);
        scene = scene.moved("2026-11-10");
        on(&scene, side.of("2026-12-16", "2026-12-15"), the_match())
    }),
    found(R38, Override, "no proposal without the social worker's answer on risk", |side| {
        let (mut desk, child, visitor) = two();
        desk.child(child, |c| c.risk = side.of(None, Some(risk("2026-11-01"))));
        asked(desk, &propose(child, visitor, "2026-11-22"), Subject::Child(child))
    }),
    turns(R38, Override, Overdue, "asked again after six months, to the last day of February", |side| {
        let mut scene = quiet();
        scene.child.risk = Some(risk("2026-08-31"));
        on(&scene, side.of("2027-03-01", "2027-02-28"), the_child())
    }),
    due(R38, Override, Overdue, "the answer is there once the child was met", |side| {
        let mut scene = waiting(referral(1, "2026-11-02"));
        scene.referrals[0].meetings = vec![meeting("2026-11-10", MeetingOutcome::Held)];
        scene.child.risk = side.of(None, Some(risk("2026-11-10")));
        on(&scene, "2026-11-11", the_child())
    }),
    due(
        R38,
        Override,
        Overdue,
        "asked anew after a concern, and not after what turned out to be none",
        |side| {
            let mut raised = concern(1, "2026-11-10 09:00");
            raised.not_a_concern = side.of(None, Some(settled()));
            on(&answered().with(raised), "2026-11-11", the_child())
        },
    ),
    due(R38, Override, Overdue, "on any incident: missing, whatever was decided about it since", |side| {
        let kind = side.of(Incident::Missing, Incident::AboutWorker);
        let raised = Concern { kind, not_a_concern: Some(settled()), ..concern(1, "2026-11-10 09:00") };
        on(&answered().with(raised), "2026-11-11", the_child())
    }),
    due(R38, Override, Overdue, "on any incident: the home refused access, which R60d calls one", |side| {
        let reason = side.of(CancelReason::AccessRefused, CancelReason::NotHome);
        on(&refused_on("2026-11-10", reason), "2026-11-11", the_child())
    }),
    due(R38, Override, Overdue, "an incident after the day of the answer", |side| {
        let day = side.of("2026-11-02", "2026-11-01");
        on(&refused_on(day, CancelReason::AccessRefused), "2026-11-11", the_child())
    }),
    found_lower(R38, (Override, Warn), "proposed after a missing episode", |side| {
        let (mut desk, child, visitor) = two();
        let mut raised = raise(child, "2026-11-21T09:00:00Z");
        let Command::RaiseConcern { concern } = &mut raised else { panic!() };
        concern.details.kind = Incident::Missing;
        desk.done(raised);
        let concern = desk.world.concerns().next().unwrap().id;
        let reason = "She was at the bus stop.".to_owned();
        desk.done(Command::SettleConcern { concern, with: None, reason });
        desk.child(child, |c| c.risk = Some(risk(side.of("2026-11-20", "2026-11-21"))));
        asked(desk, &propose(child, visitor, "2026-11-22"), Subject::Child(child))
    }),
    due(R38, Override, Week, "asked again a week before six months have passed", |side| {
        let mut scene = quiet();
        scene.child.risk = Some(risk("2026-05-29"));
        on(&scene, &days("2026-11-22", side.of(0, -1)).to_string(), the_child())
    }),
];

/// The made-up pair, whose social worker answered on 1 November.
fn answered() -> Scene {
    let mut scene = quiet();
    scene.child.risk = Some(risk("2026-11-01"));
    scene
}

/// The same, with one visit that was cancelled for a reason.
fn refused_on(day: &str, reason: CancelReason) -> Scene {
    let state = VisitState::Cancelled { by: Party::Carer, reason, notice_days: None, rearranged: false };
    Scene { visits: vec![visit(1, 1, day, state)], ..answered() }
}

fn settled() -> Settled {
    Settled { at: noon(d("2026-11-10")), by: "Ruth Dale".to_owned(), reason: "a football knock".to_owned() }
}

/// A match that has ended on 10 November, and the next of the same visitor, begun on that day.
fn followed_by_another() -> (Desk, Pair) {
    let (mut desk, p) = pair();
    desk.done(ends(p.id, "2026-11-10"));
    let other = child(&mut desk, "Mariam");
    begun(&mut desk, other, p.visitor, "2026-11-10");
    (desk, p)
}

fn ends(match_id: MatchId, on: &str) -> Command {
    Command::EndMatch {
        match_id,
        on: day(on),
        reason: EndReason::TooFar,
        decided_by: None,
        notice: Some(day("2026-11-02")),
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    }
}

/// Every step towards the eighteenth birthday, taken.
fn prepared() -> Vec<EighteenDone> {
    let taken = |step| EighteenDone { step, on: d("2026-05-14"), note: None };
    EighteenStep::ALL.iter().map(|(step, ..)| taken(*step)).collect()
}

fn ceased(on: &str) -> Option<Ceased> {
    Some(Ceased { on: day(on), reason: "went home".to_owned() })
}

/// A referral that came on a day, of a child born on another.
fn of_age(born: &str, received: &str) -> super::Seen {
    let (mut desk, child, _) = two();
    desk.child(child, |c| c.born = day(born));
    asked(desk, &receive(child, received), Subject::Child(child))
}

fn moves(child: crate::id::ChildId, from: &str, learned: &str) -> Command {
    let home = NewPlacement::new(day(from), PlacementKind::Foster, "Ada Lyle", day(learned));
    Command::RecordMove { child, placement: Box::new(home) }
}
