//! What is due of a visitor whose visits the team manager has paused (R73, R74).

use super::consents::{given, shown};
use super::world::*;
use crate::deadline::all;
use crate::record::{Concern, ConcernStep, ReportState, Subject, VisitState};
use crate::rule::RuleId;
use rstest::rstest;

const LEAVE: &str = "leave contact to the team manager";

/// A pair of which each of these is due: what asks somebody to speak to the visitor, and what does not.
fn due() -> Scene {
    let mut s = pair(1);
    s.match_.started = d("2026-08-01");
    s.visitor.dbs[0].issued = d("2023-12-20");
    s.child.card = card("2025-09-01");
    s.visits = vec![visit(1, 1, "2026-11-07", VisitState::Completed)];
    s.visits[0].report = ReportState::Awaited;
    let concern = Concern { match_id: Some(s.match_.id), ..concern(1, "2026-11-20 10:00") };
    s.with(concern)
}

/// Rule, and whether the line is left to the team manager while her pause runs.
#[rstest]
#[case::match_review(RuleId::R86, true)]
#[case::report(RuleId::R33, true)]
#[case::certificate(RuleId::R82, true)]
#[case::card_of_the_child(RuleId::R12, false)]
#[case::concern(RuleId::R32, false)]
fn what_is_done_by_speaking_to_the_visitor_is_left_to_the_manager(#[case] rule: RuleId, #[case] left: bool) {
    let today = d(TODAY);
    let said = |s: &Scene| {
        let lines = s.lines(rule, today);
        assert!(!lines.is_empty(), "{rule} is due");
        let of_it = |text: &str| text.contains(LEAVE);
        lines
            .iter()
            .map(|l| (of_it(&l.detail), l.why.contains("leave contact with the visitor")))
            .collect::<Vec<_>>()
    };
    let mut s = due();
    assert!(said(&s).iter().all(|line| *line == (false, false)), "without a pause");
    for ordinary in [pause("2026-11-20", None), managers_pause("2026-11-01", Some("2026-11-22"))] {
        s.visitor.suspensions = vec![ordinary];
        assert!(said(&s).iter().all(|line| *line == (false, false)), "another pause, or one that is over");
    }
    s.visitor.suspensions = vec![managers_pause("2026-11-20", None)];
    assert!(said(&s).iter().all(|line| *line == (left, left)));
    // Neutral: nothing of why.
    let why =
        all(&s.world(), today, noon(today)).into_iter().map(|l| l.why.to_lowercase()).collect::<String>();
    assert!(!why.contains("allegation"));
}

/// The record of a debrief is asked for, and it is not the co-ordinator who holds it.
#[test]
fn talking_it_over_with_the_visitor_is_left_to_the_manager() {
    let s = pair(1);
    let concern = Concern { match_id: Some(s.match_.id), ..super::followed::passed(1, "2026-11-20 10:00") };
    let mut s = s.with(concern);
    let debrief = |s: &Scene| {
        let cure = |l: &crate::deadline::Deadline| {
            matches!(l.cure, crate::finding::Cure::ConcernStep(_, ConcernStep::Debriefed))
        };
        let line = all(&s.world(), d("2026-11-27"), noon(d("2026-11-27"))).into_iter().find(cure);
        line.expect("a debrief is due").detail
    };
    assert!(!debrief(&s).contains(LEAVE));
    s.visitor.suspensions = vec![managers_pause("2026-11-20", None)];
    assert!(debrief(&s).contains(LEAVE));
}

/// R44, R74: a card that has changed is not to be given before the visits are allowed again.
#[test]
fn no_card_is_asked_for_while_the_managers_pause_runs() {
    let s = pair(1);
    let issued = given(&s, shown(&s));
    let mut s = s.with(issued);
    let asked = |s: &Scene| s.line(RuleId::R44, d(TODAY)).is_some();
    s.child.placements[0].address = Some("4 New Road".to_owned());
    assert!(asked(&s), "the home is another");
    s.visitor.suspensions = vec![managers_pause("2026-11-20", None)];
    assert!(!asked(&s));
    s.visitor.suspensions = vec![managers_pause("2026-11-20", Some(TODAY))];
    assert!(asked(&s), "allowed again");
    // That the home is not on the card meanwhile asks for no new one either.
    let mut same = pair(1);
    let issued = given(&same, shown(&same));
    same.visitor.suspensions = vec![managers_pause("2026-11-20", None)];
    let same = same.with(issued);
    assert!(!asked(&same));
    assert!(same.lines(RuleId::R44, d(TODAY)).iter().all(|l| l.subject != Subject::Match(same.match_.id)));
}
