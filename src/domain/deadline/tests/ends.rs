//! What ends an appointment while its match is still open (R3 with R52, R54): on the list until it is ended.

use super::world::*;
use crate::finding::Cure;
use crate::record::{Ceased, ChildView};
use crate::rule::RuleId;

#[test]
fn a_child_who_ceased_to_be_looked_after_has_no_open_match_for_long() {
    let mut scene = quiet();
    scene.child.ceased = Some(Ceased { on: d("2026-11-21"), reason: "home".to_owned() });
    // The appointment ends by law on the very day (R52).
    assert_eq!(scene.line(RuleId::R3, d("2026-11-20")), None);
    assert_eq!(scene.line(RuleId::R3, d("2026-11-21")), expected("today 2026-11-21"));
    assert_eq!(scene.line(RuleId::R3, d("2026-11-22")), expected("overdue 2026-11-21"));
    assert_eq!(scene.cure(RuleId::R3, d("2026-11-22")), Some(Cure::EndMatch(scene.match_.id)));
}

#[test]
fn an_objection_with_understanding_ends_it_and_one_without_does_not() {
    let mut scene = quiet();
    scene.child.view = ChildView::Objects { understands: true, said: said("2026-11-16") };
    assert_eq!(scene.line(RuleId::R54, d("2026-11-16")), expected("today 2026-11-16"));
    assert_eq!(scene.line(RuleId::R54, d("2026-11-17")), expected("overdue 2026-11-16"));
    assert_eq!(scene.cure(RuleId::R54, d("2026-11-17")), Some(Cure::EndMatch(scene.match_.id)));
    assert_eq!(scene.lines(RuleId::R54, d("2026-11-17"))[0].what, "Match to be ended");
    // Not judged to understand: the match does not end with it, and the judgement is asked for.
    scene.child.view = ChildView::Objects { understands: false, said: said("2026-11-16") };
    assert_eq!(scene.line(RuleId::R54, d("2026-11-17")), expected("overdue 2026-11-16"));
    assert_eq!(scene.cure(RuleId::R54, d("2026-11-17")), Some(Cure::AmendChild(scene.child.id)));
    assert_eq!(scene.lines(RuleId::R54, d("2026-11-17"))[0].what, "Objection to be judged");
    // Judged not to understand: neither ends the match nor waits for anything more (R54).
    scene.child.view = ChildView::ObjectsWithout(said("2026-11-16"));
    assert_eq!(scene.line(RuleId::R54, d("2026-11-17")), None);
    scene.child.view = ChildView::Wants(said("2026-11-16"));
    assert_eq!(scene.line(RuleId::R54, d("2026-11-17")), None);
}
