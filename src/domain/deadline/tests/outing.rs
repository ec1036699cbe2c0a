//! Outings that should not go ahead as things stand.

use super::world::*;
use crate::deadline::{Band, Deadline, all};
use crate::finding::Cure;
use crate::record::{
    CardQuestion, Ceased, ChildView, EndReason, Ending, Referral, ReferralOutcome, RiskAnswer, Stage,
    Subject, VisitState,
};
use crate::rule::RuleId;
use rstest::rstest;

/// A pair with an outing on Saturday 28 November.
fn outing() -> Scene {
    Scene { visits: vec![visit(1, 1, "2026-11-28", VisitState::Planned)], ..quiet() }
}

fn unsafe_lines(scene: &Scene, today: &str) -> Vec<Deadline> {
    all(&scene.world(), d(today), noon(d(today))).into_iter().filter(|l| l.band == Band::Unsafe).collect()
}

fn rules(scene: &Scene, today: &str) -> Vec<RuleId> {
    unsafe_lines(scene, today).iter().map(|l| l.rule).collect()
}

fn unanswer(scene: &mut Scene, question: CardQuestion) {
    scene.child.card.answers.retain(|a| a.question != question);
}

#[test]
fn an_outing_with_everything_in_order_is_not_mentioned() {
    assert_eq!(rules(&outing(), TODAY), []);
}

/// From seven days ahead to the day itself, planned or confirmed, and not once it is cancelled.
#[rstest]
#[case("2026-11-20", VisitState::Planned, false)]
#[case("2026-11-21", VisitState::Planned, true)]
#[case("2026-11-21", VisitState::Confirmed, true)]
#[case("2026-11-28", VisitState::Planned, true)]
#[case("2026-11-29", VisitState::Planned, false)]
#[case("2026-11-24", CANCELLED, false)]
#[case("2026-11-28", VisitState::Completed, false)]
fn the_coming_week_is_looked_at(#[case] today: &str, #[case] state: VisitState, #[case] shown: bool) {
    let mut scene = outing();
    scene.visits[0].state = state;
    unanswer(&mut scene, CardQuestion::Allergies);
    assert_eq!(rules(&scene, today), if shown { vec![RuleId::R11] } else { vec![] });
}

#[rstest]
#[case(CardQuestion::Places, RuleId::R10)]
#[case(CardQuestion::People, RuleId::R10)]
#[case(CardQuestion::Culture, RuleId::R10)]
#[case(CardQuestion::Allergies, RuleId::R11)]
#[case(CardQuestion::Fears, RuleId::R11)]
#[case(CardQuestion::Diet, RuleId::R11)]
#[case(CardQuestion::Medical, RuleId::R11)]
fn each_of_the_seven_questions_counts(#[case] question: CardQuestion, #[case] rule: RuleId) {
    let mut scene = outing();
    unanswer(&mut scene, question);
    let lines = unsafe_lines(&scene, TODAY);
    assert_eq!(lines.iter().map(|l| l.rule).collect::<Vec<_>>(), [rule]);
    assert_eq!(lines[0].detail, format!("{} not asked", question.words()));
    assert_eq!((lines[0].due, lines[0].days), (d("2026-11-28"), -6));
    assert_eq!(lines[0].cure, Cure::AnswerCard(scene.child.id));
    let (m, c, v) = (scene.match_.id, scene.child.id, scene.visitor.id);
    assert_eq!(lines[0].subject, Subject::Visit(visit_id(1, 1)));
    assert_eq!(lines[0].related, [Subject::Match(m), Subject::Child(c), Subject::Visitor(v)]);
}

/// The certificate is current on the day of the visit, not only today (R48).
#[rstest]
#[case("2023-11-29", false)] // lapses the day after
#[case("2023-11-28", true)] // lapses on the day
#[case("2023-11-26", true)]
#[case("2023-01-01", true)] // lapsed long ago
fn the_certificate_is_current_on_the_day(#[case] issued: &str, #[case] stands: bool) {
    let mut scene = outing();
    scene.visitor.dbs = vec![dbs(issued)];
    assert_eq!(rules(&scene, TODAY), if stands { vec![RuleId::R48] } else { vec![] });
}

#[test]
fn no_certificate_or_a_changed_one_stands_against_an_outing() {
    let mut scene = outing();
    scene.visitor.dbs[0].checks = vec![crate::record::StatusCheck { on: d("2026-11-20"), unchanged: false }];
    assert_eq!(unsafe_lines(&scene, TODAY)[0].detail, "DBS lapsed Fri 20 Nov");
    scene.visitor.dbs.clear();
    assert_eq!(unsafe_lines(&scene, TODAY)[0].detail, "no DBS certificate");
    assert_eq!(unsafe_lines(&scene, TODAY)[0].cure, Cure::RecordDbs(scene.visitor.id));
}

#[test]
fn what_is_said_of_a_certificate_that_lapses_before_the_outing() {
    let mut scene = outing();
    scene.visitor.dbs = vec![dbs("2023-11-26")];
    let line = unsafe_lines(&scene, TODAY).remove(0);
    assert_eq!((line.what, line.detail.as_str()), ("Outing", "DBS lapses Thu 26 Nov"));
    assert_eq!(
        line.why,
        "Leila H. and Joan B. are to meet on Sat 28 Nov; a visitor has a current DBS certificate at every \
         visit, and Joan B.'s certificate was issued on Sun 26 Nov 2023, and 36 months after that, on Thu 26 Nov, it \
         lapses."
    );
}

#[test]
fn an_address_not_confirmed_since_the_move_stands_against_an_outing() {
    let mut scene = outing().moved("2026-11-20");
    scene.child.card.confirmed = Some(said("2026-11-21"));
    assert_eq!(rules(&scene, TODAY), [RuleId::R25]);
    scene.child.placements[1].confirmed = Some(said("2026-11-21"));
    assert_eq!(rules(&scene, TODAY), []);
    // A move still to come, before the outing.
    assert_eq!(rules(&outing().moved("2026-11-27"), TODAY), [RuleId::R25]);
    assert_eq!(rules(&outing().moved("2026-11-29"), TODAY), []);
    // The home in which the match began.
    let mut first = outing();
    first.child.placements[0].confirmed = None;
    assert_eq!(rules(&first, TODAY), []);
    first.child.placements.clear();
    assert_eq!(rules(&first, TODAY), [RuleId::R25]);
}

#[test]
fn suspensions_and_holds_stand_against_an_outing() {
    let changed = |change: fn(&mut Scene)| {
        let mut scene = outing();
        change(&mut scene);
        let lines = unsafe_lines(&scene, TODAY);
        assert!(lines.iter().all(|l| l.cure == Cure::ChangeVisit(visit_id(1, 1))));
        lines.iter().map(|l| l.rule).collect::<Vec<_>>()
    };
    assert_eq!(changed(|s| s.visitor.suspensions.push(pause("2026-11-16", None))), [RuleId::R74]);
    assert_eq!(changed(|s| s.match_.suspensions.push(suspension("2026-11-16", None))), [RuleId::R74]);
    assert_eq!(changed(|s| s.match_.suspensions.push(suspension("2026-11-28", None))), [RuleId::R74]);
    // R16: not with somebody who has been removed; somebody who is leaving still goes.
    assert_eq!(changed(|s| s.visitor.stages.push(stage(Stage::Removed, "2026-11-16"))), [RuleId::R16]);
    assert_eq!(changed(|s| s.visitor.stages.push(stage(Stage::Leaving, "2026-11-16"))), []);
    assert_eq!(changed(|s| s.match_.suspensions.push(suspension("2026-11-29", None))), []);
    assert_eq!(changed(|s| s.match_.suspensions.push(suspension("2026-11-16", Some("2026-11-28")))), []);
    assert_eq!(changed(|s| s.visitor.holds.push(hold("2026-11-16", None, None))), [RuleId::R95]);
    assert_eq!(changed(|s| s.match_.holds.push(hold("2026-11-16", None, None))), [RuleId::R95]);
    assert_eq!(changed(|s| s.visitor.holds.push(hold("2026-11-16", None, Some("2026-11-28")))), []);
}

#[test]
fn where_visits_are_at_home_only_an_outing_is_not() {
    let mut scene = outing();
    scene.child.risk = Some(RiskAnswer {
        no_match: false,
        said: said("2026-02-01"),
        headline: "has run off".to_owned(),
        controls: None,
        home_only: true,
    });
    assert_eq!(rules(&scene, TODAY), [RuleId::R38a]);
    scene.visits[0].at_home = true;
    assert_eq!(rules(&scene, TODAY), []);
    scene.visits[0].at_home = false;
    scene.child.risk.as_mut().unwrap().home_only = false;
    assert_eq!(rules(&scene, TODAY), []);
}

#[test]
fn a_referral_accepted_for_home_visits_only_binds_its_match() {
    let mut scene = outing();
    let decision = decision("2026-01-20", ReferralOutcome::AcceptedHomeOnly);
    scene.referrals = vec![Referral { decision: Some(decision), ..referral(1, "2026-01-05") }];
    assert_eq!(rules(&scene, TODAY), []);
    scene.match_.referral = Some(scene.referrals[0].id);
    assert_eq!(rules(&scene, TODAY), [RuleId::R38a]);
}

#[test]
fn an_outing_of_a_child_who_objects_or_is_no_longer_looked_after() {
    let mut scene = outing();
    scene.child.view = ChildView::Objects { understands: true, said: said("2026-11-20") };
    assert_eq!(rules(&scene, TODAY), [RuleId::R54]);
    assert_eq!(unsafe_lines(&scene, TODAY)[0].detail, "the child objects");
    let mut scene = outing();
    scene.child.ceased = Some(Ceased { on: d("2026-11-29"), reason: "home".to_owned() });
    assert_eq!(rules(&scene, TODAY), []);
    scene.child.ceased = Some(Ceased { on: d("2026-11-28"), reason: "home".to_owned() });
    assert_eq!(rules(&scene, TODAY), [RuleId::R3]);
    assert_eq!(unsafe_lines(&scene, TODAY)[0].detail, "no longer looked after");
}

#[rstest]
#[case("2008-11-28", true)] // eighteen on the day
#[case("2008-11-29", false)]
fn an_outing_on_or_after_the_eighteenth_birthday(#[case] born: &str, #[case] stands: bool) {
    let mut scene = outing();
    scene.child.born = d(born);
    assert_eq!(rules(&scene, TODAY), if stands { vec![RuleId::R6] } else { vec![] });
}

#[test]
fn a_visit_of_an_ended_match_is_not_an_outing() {
    let mut scene = outing();
    unanswer(&mut scene, CardQuestion::Diet);
    let ending = |on: &str| {
        Some(Ending {
            rematch: None,
            child_words: None,
            closing: Vec::new(),
            informal_after: None,
            on: d(on),
            reason: EndReason::TooFar,
            decided_by: None,
            notice: None,
            note: None,
        })
    };
    scene.match_.ended = ending("2026-11-28");
    assert_eq!(rules(&scene, TODAY), []);
    scene.match_.ended = ending("2026-11-29");
    assert_eq!(rules(&scene, TODAY), [RuleId::R11]);
}

#[test]
fn every_outing_and_every_rule_has_a_line_of_its_own() {
    let mut scene = outing();
    scene.visits.push(visit(1, 2, "2026-11-29", VisitState::Confirmed));
    scene.child.card.answers.clear();
    let lines: Vec<_> = unsafe_lines(&scene, TODAY).iter().map(|l| (l.due, l.rule)).collect();
    let (sat, sun) = (d("2026-11-28"), d("2026-11-29"));
    assert_eq!(lines, [(sat, RuleId::R10), (sat, RuleId::R11), (sun, RuleId::R10), (sun, RuleId::R11)]);
    assert_eq!(unsafe_lines(&scene, TODAY)[1].detail, "allergies, 3 more not asked");
}
