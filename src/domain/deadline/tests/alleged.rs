//! An allegation is never lost: from its turn on, each step of 5.7 that has no day of its own stands under today until it
//! is on record, for the team manager, and nothing of it for anybody else.

use super::world::*;
use crate::deadline::{Band, Deadline, all, for_subject};
use crate::finding::Cure;
use crate::record::{
    AdviceKind, Allegation, AllegationMeeting, AllegationOutcome, AllegationTask as T, ChildSafe, Complaint,
    LadoAdvice, OutcomeWord, Party, PassedOn, PauseTold, Settled, StageStep, Subject, ToldAt,
};
use crate::record::{DbsReferral, Stage};
use crate::rule::RuleId;
use chrono::{DateTime, NaiveDateTime, Utc};
use rstest::rstest;

const RECEIVED: &str = "2026-06-23 09:00";

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap().and_utc()
}

fn passed() -> Option<PassedOn> {
    Some(PassedOn { at: at(RECEIVED), to: "LADO".into(), name: "Ola Grant".into(), reference: None })
}

fn settled() -> Option<Settled> {
    Some(Settled { at: at(RECEIVED), by: "Nora".into(), reason: "answered".into() })
}

fn safe(safe: bool) -> Option<ChildSafe> {
    Some(ChildSafe { safe, by: "Nora".into(), at: at(RECEIVED), note: None })
}

fn outcome(word: OutcomeWord, reinstated: Option<bool>) -> Option<AllegationOutcome> {
    Some(AllegationOutcome { word, by: "Ola Grant".into(), on: d("2026-11-10"), reinstated, note: None })
}

fn advice(kinds: &[AdviceKind]) -> LadoAdvice {
    let (by, words) = ("Ola Grant".to_owned(), "Wait.".to_owned());
    LadoAdvice { at: at(RECEIVED), by, kinds: kinds.to_vec(), threshold: None, words }
}

fn heard(who: &[Party]) -> Vec<PauseTold> {
    who.iter().map(|who| PauseTold { who: *who, said: said("2026-06-24") }).collect()
}

/// Everything of 5.7 that comes before the outcome is on record.
fn looked_into() -> Allegation {
    let told = ToldAt { at: at(RECEIVED), who: "Nora".into(), by: "Maya".into() };
    Allegation {
        child_safe: safe(true),
        manager_told: Some(told),
        lado: passed(),
        advice: vec![advice(&[AdviceKind::Meeting, AdviceKind::Police])],
        police: passed(),
        meetings: vec![AllegationMeeting {
            on: d("2026-06-30"),
            what: "strategy".into(),
            decided: Some("Wait.".into()),
        }],
        pause_told: heard(&[Party::Child, Party::Carer, Party::SocialWorker]),
        may_tell_visitor: Some(said("2026-07-01")),
        visitor_told: Some(said("2026-07-02")),
        complaint: Some(Complaint { opened: said("2026-06-24"), note: None, closed: None }),
        ..allegation(1, RECEIVED)
    }
}

/// And everything after it: nothing is left but to close it.
fn over() -> Allegation {
    let mut a = looked_into();
    a.complaint.as_mut().unwrap().closed = settled();
    Allegation {
        outcome: outcome(OutcomeWord::Substantiated, Some(false)),
        notice: Some(d("2026-11-12")),
        dbs_referral: Some(DbsReferral {
            referred: true,
            on: d("2026-11-12"),
            by: "Nora".into(),
            reason: None,
        }),
        summary_given: Some(said("2026-11-12")),
        child_offered: Some(said("2026-11-12")),
        learned: Some("Ask earlier.".into()),
        ..a
    }
}

/// The visitor's visits are paused.
fn paused(a: Allegation) -> Scene {
    let mut scene = quiet().with(a);
    scene.visitor.suspensions.push(managers_pause("2026-06-23", None));
    scene
}

fn lines(scene: &Scene) -> Vec<Deadline> {
    let subject = scene.world().allegations().next().map(|a| Subject::Allegation(a.id)).unwrap();
    let about = |line: &Deadline| line.subject == subject;
    all(&scene.world(), d(TODAY), at("2026-11-22 12:00")).into_iter().filter(about).collect()
}

/// Each step on both sides: as long as it is not on record there is its line, and no line once it is.
#[rstest]
#[case::child_safe(RuleId::R61, T::ChildSafe, |a: &mut Allegation, done: bool| a.child_safe = safe(true).filter(|_| done))]
#[case::child_not_safe(RuleId::R61, T::ChildSafe, |a: &mut Allegation, done: bool| a.child_safe = safe(done))]
#[case::manager_told(RuleId::R49, T::TellManager, |a: &mut Allegation, done: bool| if !done { a.manager_told = None })]
#[case::advice(RuleId::R73, T::Advice, |a: &mut Allegation, done: bool| if !done { a.advice.clear() })]
#[case::police(RuleId::R72, T::TellPolice, |a: &mut Allegation, done: bool| if !done { a.police = None })]
#[case::meeting(RuleId::R76, T::Meeting, |a: &mut Allegation, done: bool| if !done { a.meetings.clear() })]
#[case::pause_told(RuleId::R74, T::TellPause, |a: &mut Allegation, done: bool| if !done { a.pause_told.clear() })]
#[case::pause_told_to_two(
    RuleId::R74, T::TellPause, |a: &mut Allegation, done: bool| if !done { a.pause_told = heard(&[Party::Child, Party::Carer]) }
)]
#[case::visitor_told(RuleId::R73, T::TellVisitor, |a: &mut Allegation, done: bool| if !done { a.visitor_told = None })]
#[case::outcome(
    RuleId::R76, T::Outcome,
    |a: &mut Allegation, done: bool| a.outcome = outcome(OutcomeWord::Unfounded, Some(true)).filter(|_| done)
)]
fn before_the_outcome(
    #[case] rule: RuleId,
    #[case] task: T,
    #[case] change: fn(&mut Allegation, bool),
    #[values(false, true)] done: bool,
) {
    let mut a = looked_into();
    change(&mut a, done);
    asked(&paused(a), (rule, task), !done);
}

#[rstest]
#[case::decision(
    RuleId::R74, T::Reinstate, |a: &mut Allegation, done: bool| a.outcome = outcome(OutcomeWord::Unfounded, Some(true).filter(|_| done))
)]
#[case::notice(RuleId::R53, T::EndAppointment, |a: &mut Allegation, done: bool| if !done { a.notice = None })]
#[case::dbs(RuleId::R77, T::TellDbs, |a: &mut Allegation, done: bool| if !done { a.dbs_referral = None })]
#[case::complaint(RuleId::R49, T::CloseComplaint, |a: &mut Allegation, done: bool| if !done { a.complaint.as_mut().unwrap().closed = None })]
#[case::summary(RuleId::R78, T::GiveSummary, |a: &mut Allegation, done: bool| if !done { a.summary_given = None })]
#[case::closed(RuleId::R76, T::Close, |a: &mut Allegation, done: bool| a.closed = settled().filter(|_| done))]
fn after_the_outcome(
    #[case] rule: RuleId,
    #[case] task: T,
    #[case] change: fn(&mut Allegation, bool),
    #[values(false, true)] done: bool,
) {
    let mut a = over();
    change(&mut a, done);
    asked(&paused(a), (rule, task), !done);
}

fn asked(scene: &Scene, (rule, task): (RuleId, T), due: bool) {
    let a = scene.world().allegations().next().unwrap().id;
    let found: Vec<_> =
        lines(scene).into_iter().filter(|l| l.cure == Cure::TakeAllegationStep(a, task)).collect();
    let said = found.iter().map(|l| (l.rule, l.band, l.due)).collect::<Vec<_>>();
    let expected = if due { vec![(rule, Band::Today, d(TODAY))] } else { vec![] };
    assert_eq!(said, expected, "{task:?}");
    // A team manager's alone: the record is not in anybody else's world, and neither is the line.
    let others = scene.world().without_restricted();
    let theirs = all(&others, d(TODAY), at("2026-11-22 12:00"));
    assert!(theirs.iter().all(|l| !matches!(l.subject, Subject::Allegation(_))), "{task:?}");
}

/// What was found lost: five months open, the LADO told, the complaint open, the LADO agreed long ago.
#[test]
fn one_that_has_been_open_for_months_stands_there() {
    let a = Allegation { child_safe: None, manager_told: None, visitor_told: None, ..looked_into() };
    let what: Vec<_> = lines(&paused(a)).iter().map(|l| l.what).collect();
    let expected =
        ["Child's safety not recorded", "Outcome awaited", "Team manager not told", "Visitor not told"];
    let mut sorted = what.clone();
    sorted.retain(|w| *w != "Visits still booked");
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
}

#[test]
fn the_pause_is_told_only_while_there_is_one_and_a_match() {
    let untold = Allegation { pause_told: Vec::new(), ..looked_into() };
    let asks = |scene: &Scene| lines(scene).iter().any(|l| l.what == "Pause not told");
    assert!(asks(&paused(untold.clone())));
    assert!(!asks(&quiet().with(untold.clone())), "visits are not paused");
    assert!(!asks(&paused(Allegation { match_id: None, ..untold })), "nobody is visited");
}

#[test]
fn whoever_has_left_comes_back_by_no_decision() {
    let undecided = Allegation { outcome: outcome(OutcomeWord::Unfounded, None), notice: None, ..over() };
    let mut scene = paused(undecided);
    let what = |scene: &Scene| lines(scene).iter().map(|l| l.what).collect::<Vec<_>>();
    assert!(what(&scene).contains(&"Return not decided"));
    let left =
        StageStep { stage: Stage::Left, on: d("2026-11-11"), by: None, note: None, conditions: Vec::new() };
    scene.visitor.stages.push(left);
    assert!(!what(&scene).contains(&"Return not decided"));
    assert!(what(&scene).contains(&"Allegation not closed"));
}

#[test]
fn before_it_is_closed_the_child_is_heard_and_something_is_learned() {
    let why = |a: Allegation| {
        lines(&paused(a)).into_iter().find(|l| l.what == "Allegation not closed").unwrap().why
    };
    let bare = Allegation { child_offered: None, learned: None, ..over() };
    assert_eq!(
        why(bare),
        "The outcome and what comes of it are decided: offer the child a talk and another visitor, and record what was \
         learned, and then close the allegation."
    );
    assert_eq!(
        why(over()),
        "The outcome and what comes of it are decided, and the allegation is not closed."
    );
}

/// Whatever of it is on record and whatever is not: as long as it is open there is a line, none of them is put off, and
/// the line that is there can be done; once it is closed there is none.
#[test]
fn an_open_one_always_has_a_line() {
    let outcomes = [
        None,
        outcome(OutcomeWord::Unfounded, None),
        outcome(OutcomeWord::Malicious, Some(true)),
        outcome(OutcomeWord::Substantiated, Some(false)),
    ];
    let mut tried = 0;
    for bits in 0..1u32 << 12 {
        let bit = |n: u32| bits & 1 << n != 0;
        for outcome in &outcomes {
            let mut a = over();
            a.outcome.clone_from(outcome);
            let drops: [fn(&mut Allegation); 12] = [
                |a| a.child_safe = None,
                |a| a.manager_told = None,
                |a| a.lado = None,
                |a| a.advice.clear(),
                |a| a.pause_told.clear(),
                |a| a.may_tell_visitor = None,
                |a| a.visitor_told = None,
                |a| a.complaint = None,
                |a| a.notice = None,
                |a| a.dbs_referral = None,
                |a| a.summary_given = None,
                |a| a.police = None,
            ];
            for (n, drop) in drops.iter().enumerate() {
                if bit(n as u32) {
                    drop(&mut a);
                }
            }
            let subject = Subject::Allegation(a.id);
            let closed = Allegation { closed: settled(), ..a.clone() };
            let of = |a: Allegation| {
                let world = crate::world::World::from_records([a.into()]);
                for_subject(&world, subject, d(TODAY), at("2026-11-22 12:00"))
            };
            let due = of(a);
            assert!(!due.is_empty(), "{bits:b} is lost");
            assert!(due.iter().all(|l| l.snoozed.is_none() && l.subject == subject));
            assert!(of(closed).is_empty());
            tried += 1;
        }
    }
    assert_eq!(tried, 4 << 12);
}
