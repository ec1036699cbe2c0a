//! Candidates held against the field notes: R8, R16, R19, R38, R48, R54, R57; wishes agree, differ, or are not known.

mod assign;
mod checks;
mod ranking;
mod together;
mod waiting;
mod wishes;

use super::*;
use crate::deadline::tests::world::{TODAY, card, d, decision, id, quiet, referral, said};
use crate::id::ProposalId;
use crate::record::{
    ChildView, Declaration, Proposal, Record, Referral, ReferralOutcome, RiskAnswer, StageStep, Wishes,
};
use crate::rule::RuleId;

/// A child whom everything is known of, and an approved visitor who is free.
fn pair() -> (Child, Visitor) {
    let mut scene = quiet();
    scene.child.card = card("2026-11-02");
    scene.child.view = ChildView::Wants(said("2026-11-02"));
    scene.child.wishes = Wishes {
        when: None,
        avoid: None,
        driver: None,
        languages: Vec::new(),
        visitor_gender: Some("a woman".to_owned()),
        interests: vec!["football".to_owned(), "baking".to_owned()],
        background: Some("Somali".to_owned()),
        own_words: None,
        asked: Some(said("2026-11-02")),
    };
    let none = "none known".to_owned();
    scene.child.risk = Some(RiskAnswer {
        no_match: false,
        said: said("2026-11-02"),
        headline: none,
        controls: None,
        home_only: false,
    });
    scene.visitor.declaration =
        Some(Declaration { said: said("2026-01-05"), connected: false, details: None, household: None });
    scene.visitor.pack = Some(crate::record::Pack { version: "3".to_owned(), on: d("2026-01-05") });
    (scene.child, scene.visitor)
}

fn judged(change: impl Fn(&mut Child, &mut Visitor)) -> Candidate {
    let (mut child, mut visitor) = pair();
    change(&mut child, &mut visitor);
    let world = World::from_records([child.clone().into(), visitor.clone().into()]);
    candidate(&world, &child, &visitor, d(TODAY))
}

fn rules(findings: &[Finding]) -> Vec<RuleId> {
    findings.iter().map(|f| f.rule).collect()
}

#[test]
fn with_everything_known_and_nothing_against_it_they_can_be_proposed() {
    let c = judged(|_, _| {});
    assert_eq!((c.standing, rules(&c.against), rules(&c.missing)), (Standing::Yes, vec![], vec![]));
}

#[test]
fn a_missing_answer_is_no_refusal_and_names_its_rule() {
    let c = judged(|c, _| c.wishes.asked = None);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R8]));
    let c = judged(|c, _| c.risk = None);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R38]));
    let c = judged(|_, v| v.declaration = None);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R57]));
    let c = judged(|c, _| c.view = ChildView::NotAsked);
    assert_eq!((c.standing, rules(&c.missing)), (Standing::Missing, vec![RuleId::R54]));
}

#[test]
fn a_rule_against_it_stands_whatever_the_wishes_say() {
    let c = judged(|_, v| v.dbs.clear());
    assert_eq!((c.standing, rules(&c.against)), (Standing::No, vec![RuleId::R48]));
    let ready =
        StageStep { stage: Stage::Ready, on: d("2026-11-02"), by: None, note: None, conditions: Vec::new() };
    let c = judged(|_, v| v.stages = vec![ready.clone()]);
    assert_eq!((c.standing, rules(&c.against)), (Standing::No, vec![RuleId::R16]));
    let objects = ChildView::Objects { understands: true, said: said("2026-11-02") };
    let c = judged(|c, _| c.view = objects.clone());
    assert_eq!((c.standing, rules(&c.against)), (Standing::No, vec![RuleId::R54]));
}

#[test]
fn a_visitor_with_a_child_is_not_proposed_to_another() {
    let world = quiet().world();
    let visitor = world.visitors().next().unwrap().clone();
    let (mut child, _) = pair();
    child.id = crate::id::ChildId([77; 16]);
    let c = candidate(&world, &child, &visitor, d(TODAY));
    assert!(rules(&c.against).contains(&RuleId::R19), "{:?}", c.against);
    assert_eq!(c.free_days, None);
}

#[test]
fn whoever_is_not_yet_ready_or_gone_is_left_out_and_counted() {
    let at = |n, stage| free_visitor(n, |v| v.stages[0].stage = stage);
    let all = [
        at(1, Stage::Enquiry),
        at(2, Stage::Checks),
        at(3, Stage::Ready),
        at(4, Stage::Approved),
        at(5, Stage::Leaving),
        at(6, Stage::Left),
    ];
    let child = waiting_child(1, "2026-10-01", |_, _| {});
    let world = World::from_records(child.into_iter().chain(all));
    let child = world.children().next().unwrap();
    let held = candidates(&world, child, d(TODAY)).len();
    assert_eq!((held, left_out(&world)), (3, 3));
    assert_eq!(left_out(&World::from_records([at(4, Stage::Approved)])), 0);
}

#[test]
fn a_visitor_is_free_since_the_match_was_over_by_law() {
    let mut scene = quiet();
    scene.child.born = d("2008-11-18");
    let world = scene.world();
    let (mut child, _) = pair();
    child.id = crate::id::ChildId([77; 16]);
    assert_eq!(candidate(&world, &child, &scene.visitor, d(TODAY)).free_days, Some(4));
}

#[test]
fn who_can_be_proposed_stands_before_who_lacks_an_answer_and_who_cannot() {
    let (child, base) = pair();
    let person = |n: u8, change: &dyn Fn(&mut Visitor)| {
        let mut v = base.clone();
        (v.id, v.number) = (VisitorId([n; 16]), u32::from(n));
        change(&mut v);
        v
    };
    let all = [
        person(1, &|v| v.dbs.clear()),
        person(2, &|v| v.declaration = None),
        person(3, &|v| v.interests = vec!["chess".to_owned()]),
        person(4, &|v| v.interests = vec!["football".to_owned()]),
    ];
    let world = World::from_records(all.map(Into::into).into_iter().chain([child.clone().into()]));
    let order: Vec<u8> = candidates(&world, &child, d(TODAY)).iter().map(|c| c.visitor.0[0]).collect();
    assert_eq!(order, [4, 3, 2, 1]);
}

/// The `n`th child of whom everything is known, who was referred on a day and accepted.
fn waiting_child(n: u8, received: &str, change: impl Fn(&mut Child, &mut Referral)) -> [Record; 2] {
    let (mut child, _) = pair();
    (child.id, child.number) = (ChildId(id(1, n)), u32::from(n));
    let own_words = Some("Anybody kind.".to_owned());
    child.wishes = Wishes { asked: Some(said("2026-11-02")), own_words, ..Wishes::default() };
    let mut referral = referral(n, received);
    referral.decision = Some(decision(received, ReferralOutcome::Accepted));
    change(&mut child, &mut referral);
    [child.into(), referral.into()]
}

/// The `n`th visitor, approved and free, of whom everything is known.
fn free_visitor(n: u8, change: impl Fn(&mut Visitor)) -> Record {
    let (_, mut visitor) = pair();
    (visitor.id, visitor.number) = (VisitorId(id(2, n)), u32::from(n));
    visitor.stages = vec![StageStep {
        stage: Stage::Approved,
        on: d(TODAY),
        by: None,
        note: None,
        conditions: Vec::new(),
    }];
    change(&mut visitor);
    visitor.into()
}

/// The `n`th proposal, for a child and a visitor by their numbers.
fn proposal(n: u8, child: u8, visitor: u8) -> Proposal {
    Proposal {
        id: ProposalId(id(12, n)),
        number: u32::from(n),
        child: ChildId(id(1, child)),
        visitor: VisitorId(id(2, visitor)),
        referral: None,
        proposed: said("2026-11-02"),
        rationale: None,
        visitor_answer: None,
        child_answer: None,
        worker_answer: None,
        briefings: Vec::new(),
        joint: Vec::new(),
        closed: None,
    }
}
