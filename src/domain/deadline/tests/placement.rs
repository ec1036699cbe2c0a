//! Contact details, and what follows a move.

use super::world::*;
use crate::finding::Cure;
use crate::record::{Distance, DistanceCheck, Independence, Subject, VisitState};
use crate::rule::RuleId;
use rstest::rstest;

/// Confirmed every 90 days (R25).
#[rstest]
#[case("2027-01-22", "-")]
#[case("2027-01-23", "week 2027-01-30")]
#[case("2027-01-30", "today 2027-01-30")]
#[case("2027-01-31", "overdue 2027-01-30")]
fn contact_details_are_confirmed_again(#[case] today: &str, #[case] line: &str) {
    let scene = quiet(); // confirmed on 1 November 2026
    assert_eq!(scene.line(RuleId::R25, d(today)), expected(line));
    let cure = Some(Cure::ConfirmContact(scene.child.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R25, d(today)), cure);
}

#[test]
fn a_move_leaves_contact_details_unconfirmed_from_that_day() {
    let mut scene = quiet().moved("2026-11-17");
    assert_eq!(scene.line(RuleId::R25, d("2026-11-17")), expected("today 2026-11-17"));
    assert_eq!(scene.line(RuleId::R25, d("2026-11-18")), expected("overdue 2026-11-17"));
    scene.child.placements[1].confirmed = Some(said("2026-11-18"));
    assert_eq!(scene.line(RuleId::R25, d("2026-11-18")), None);
}

/// R25, 5.4: the address of a planned move, a week ahead of it. Confirmed before it, it stands for the visitor at all times.
#[rstest]
#[case("2026-11-27", "-")]
#[case("2026-11-28", "week 2026-12-05")]
#[case("2026-12-04", "week 2026-12-05")]
#[case("2026-12-05", "today 2026-12-05")]
#[case("2026-12-06", "overdue 2026-12-05")]
fn the_address_of_a_planned_move_is_confirmed_before_it(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet().moved("2026-12-05");
    scene.visits.clear(); // of which one would be an outing on that day
    let lines = scene.lines(RuleId::R25, d(today));
    assert_eq!(lines.first().map(|l| (l.band, l.due)), expected(line));
    assert!(lines.len() <= 1, "one line, before the move and after it");
    assert!(lines.iter().all(|l| l.cure == Cure::ConfirmContact(scene.child.id)));
    assert_eq!(scene.line(RuleId::R25, d("2026-12-04")).map(|(_, due)| due), Some(d("2026-12-05")));
    scene.child.placements[1].confirmed = Some(said("2026-11-20"));
    assert_eq!(scene.line(RuleId::R25, d(today)), None);
    // Nobody visits a child without a match.
    let mut alone = quiet().moved("2026-12-05").without_match();
    alone.child.placements[1].confirmed = None;
    assert_eq!(alone.line(RuleId::R25, d("2026-12-04")), None);
}

#[test]
fn without_a_confirmation_or_a_home_they_are_due_since_the_match_began() {
    let mut scene = quiet();
    scene.child.placements[0].confirmed = None;
    assert_eq!(scene.line(RuleId::R25, d(TODAY)), expected("overdue 2026-02-02"));
    scene.child.placements.clear();
    assert_eq!(scene.line(RuleId::R25, d(TODAY)), expected("overdue 2026-02-02"));
    assert_eq!(scene.without_match().line(RuleId::R25, d(TODAY)), None);
}

#[test]
fn a_home_that_was_left_with_no_new_one_recorded() {
    let mut scene = quiet();
    scene.child.placements[0].to = Some(d("2026-11-20"));
    assert_eq!(scene.line(RuleId::R25, d("2026-11-19")), None);
    assert_eq!(scene.line(RuleId::R25, d("2026-11-22")), expected("overdue 2026-11-20"));
}

/// Five working days over Christmas and Easter (R27, R28; 2.H 3).
#[rstest]
#[case("2026-11-18", "2026-11-25")] // no holiday: Wednesday to Wednesday
#[case("2026-12-24", "2027-01-05")] // Christmas on a Friday, the substitute day on the Monday, New Year
#[case("2027-03-24", "2027-04-02")] // Good Friday and Easter Monday
#[case("2026-11-21", "2026-11-27")] // a move on a Saturday
fn a_new_carer_is_told_within_five_working_days(#[case] moved: &str, #[case] due: &str) {
    let scene = quiet().moved(moved);
    for rule in [RuleId::R27, RuleId::R28] {
        assert_eq!(scene.line(rule, d(due)), expected(&format!("today {due}")), "{rule}");
        assert_eq!(scene.line(rule, days(due, 1)), expected(&format!("overdue {due}")), "{rule}");
        assert_eq!(scene.line(rule, days(due, -1)), expected(&format!("week {due}")), "{rule}");
        assert_eq!(scene.cure(rule, d(due)), Some(Cure::TellCarer(scene.child.id)));
    }
}

#[test]
fn the_two_things_a_carer_is_told_are_two_lines() {
    let mut scene = quiet().moved("2026-11-10");
    scene.child.placements[1].carer_told = Some(said("2026-11-11"));
    assert_eq!(scene.line(RuleId::R27, d(TODAY)), None);
    assert_eq!(scene.line(RuleId::R28, d(TODAY)), expected("overdue 2026-11-17"));
    scene.child.placements[1].pattern_told = Some(said("2026-11-11"));
    assert_eq!(scene.line(RuleId::R28, d(TODAY)), None);
}

#[test]
fn an_extra_holiday_moves_the_last_day() {
    let mut scene = quiet().moved("2026-11-18");
    scene.scheme.extra_holidays.insert(d("2026-11-20"));
    assert_eq!(scene.line(RuleId::R27, d(TODAY)), expected("week 2026-11-26"));
}

#[test]
fn the_home_at_the_start_of_the_match_is_no_move() {
    // The child moved on the very day on which the match began: told then, like everything else.
    let scene = quiet().moved("2026-02-02");
    for rule in [RuleId::R27, RuleId::R28, RuleId::R29] {
        assert_eq!(scene.line(rule, d("2026-06-01")), None, "{rule}");
        let later = quiet().moved("2026-02-03");
        assert_eq!(later.line(RuleId::R27, d("2026-06-01")), expected("overdue 2026-02-10"));
    }
}

/// Heard of a move within five working days (R26).
#[rstest]
#[case("2027-01-05", "-")]
#[case("2027-01-06", "overdue 2027-01-06")]
fn a_move_heard_of_late_is_shown_with_its_lag(#[case] learned: &str, #[case] line: &str) {
    let mut scene = quiet().moved("2026-12-24");
    scene.child.placements[1].learned = d(learned);
    assert_eq!(scene.line(RuleId::R26, d("2027-01-08")), expected(line));
    let why = scene.why(RuleId::R26, d("2027-01-08"));
    assert_eq!(why.contains("6 working days later"), line != "-", "{why}");
}

#[test]
fn a_move_heard_of_late_is_done_with_once_the_address_is_confirmed() {
    let mut scene = quiet().moved("2026-11-03");
    scene.child.placements[1].learned = d("2026-11-20");
    assert_eq!(scene.line(RuleId::R26, d("2026-11-20")), expected("today 2026-11-20"));
    assert_eq!(scene.cure(RuleId::R26, d(TODAY)), Some(Cure::ConfirmContact(scene.child.id)));
    scene.child.placements[1].confirmed = Some(said("2026-11-21"));
    assert_eq!(scene.line(RuleId::R26, d(TODAY)), None);
}

/// After a move a visit is booked by day 14 and made by day 35 (R29).
#[rstest]
#[case("2026-11-16", "-")]
#[case("2026-11-17", "week 2026-11-24")]
#[case("2026-11-24", "today 2026-11-24")]
#[case("2026-11-25", "overdue 2026-11-24")]
fn a_visit_in_the_new_placement_is_booked(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet().moved("2026-11-10");
    scene.visits.truncate(1); // the last visit was before the move
    assert_eq!(scene.line(RuleId::R29, d(today)), expected(line));
    let cure = Some(Cure::PlanVisit(scene.match_.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R29, d(today)), cure);
}

#[rstest]
#[case("2026-12-07", "-")]
#[case("2026-12-08", "week 2026-12-15")]
#[case("2026-12-15", "today 2026-12-15")]
#[case("2026-12-16", "overdue 2026-12-15")]
fn a_visit_in_the_new_placement_is_made(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet().moved("2026-11-10");
    scene.visits = vec![visit(1, 1, "2026-12-20", VisitState::Planned)];
    assert_eq!(scene.line(RuleId::R29, d(today)), expected(line));
    let cure = Some(Cure::ChangeVisit(visit_id(1, 1))).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R29, d(today)), cure);
}

#[test]
fn a_visit_in_the_new_placement_counts_from_the_day_of_the_move() {
    let moved = |visits| Scene { visits, ..quiet().moved("2026-10-17") }.line(RuleId::R29, d(TODAY));
    assert_eq!(moved(vec![visit(1, 1, "2026-10-17", VisitState::Completed)]), None);
    assert_eq!(moved(vec![visit(1, 1, "2026-10-16", VisitState::Completed)]), expected("overdue 2026-10-31"));
    assert_eq!(moved(vec![visit(1, 1, "2026-10-20", CANCELLED)]), expected("overdue 2026-10-31"));
    assert_eq!(moved(vec![visit(1, 1, "2026-10-20", VisitState::Planned)]), expected("overdue 2026-11-21"));
}

#[test]
fn a_hold_pauses_the_visit_in_the_new_placement() {
    let mut scene = quiet().moved("2026-10-20");
    scene.visits.clear();
    assert!(scene.line(RuleId::R29, d(TODAY)).is_some());
    scene.match_.holds.push(hold("2026-10-21", Some("2027-02-01"), None));
    assert_eq!(scene.line(RuleId::R29, d(TODAY)), None);
}

#[test]
fn lines_about_a_home_belong_to_the_child_and_the_visit_there_to_the_match() {
    let mut scene = quiet().moved("2026-10-20");
    scene.child.placements[1].learned = d("2026-11-20");
    scene.visits.clear();
    for rule in [RuleId::R25, RuleId::R26, RuleId::R27, RuleId::R28] {
        assert_eq!(scene.lines(rule, d(TODAY))[0].owner(), Subject::Child(scene.child.id), "{rule}");
    }
    assert_eq!(scene.lines(RuleId::R29, d(TODAY))[0].owner(), Subject::Match(scene.match_.id));
}

/// R58 and the way there (5.4): five working days after the scheme heard of the move.
#[rstest]
#[case("2026-11-18", "2026-11-18", "2026-11-25")]
#[case("2026-11-02", "2026-11-18", "2026-11-25")] // heard of late: counted from then
#[case("2026-12-24", "2026-12-24", "2027-01-05")] // over Christmas
fn a_new_placement_is_looked_at(#[case] moved: &str, #[case] learned: &str, #[case] due: &str) {
    let mut scene = quiet().moved(moved);
    scene.child.placements[1].learned = d(learned);
    assert_eq!(scene.line(RuleId::R58, days(due, -1)), expected(&format!("week {due}")));
    assert_eq!(scene.line(RuleId::R58, d(due)), expected(&format!("today {due}")));
    assert_eq!(scene.line(RuleId::R58, days(due, 1)), expected(&format!("overdue {due}")));
    assert_eq!(scene.cure(RuleId::R58, d(due)), Some(Cure::CheckPlacement(scene.child.id)));
}

#[test]
fn it_says_what_has_not_been_looked_at() {
    let mut scene = quiet().moved("2026-11-02");
    let missing = |scene: &Scene| {
        let why = scene.why(RuleId::R58, d(TODAY));
        why.split_once("not on record is ").map(|(_, missing)| missing.to_owned()).unwrap_or_default()
    };
    assert_eq!(missing(&scene), "independence and distance.");
    scene.visitor.employers = vec!["Ellis".to_owned()];
    assert!(missing(&scene).contains("; Joan B. or somebody at home works"), "{}", missing(&scene));
    scene.child.placements[1].independence =
        Some(Independence { said: said("2026-11-04"), independent: Some(true), visitor: None });
    assert_eq!(missing(&scene), "distance.");
    scene.child.placements[1].distance =
        Some(DistanceCheck { said: said("2026-11-04"), outcome: Distance::Fine });
    assert_eq!(scene.line(RuleId::R58, d(TODAY)), None);
    scene.child.placements[1].independence = None;
    assert!(missing(&scene).starts_with("independence; "));
}

#[test]
fn only_a_move_since_the_match_began_is_looked_at() {
    assert_eq!(quiet().line(RuleId::R58, d(TODAY)), None);
    assert_eq!(quiet().moved("2026-01-20").line(RuleId::R58, d(TODAY)), None);
    assert_eq!(quiet().moved("2026-11-02").without_match().line(RuleId::R58, d(TODAY)), None);
    let mut found = quiet();
    found.child.placements = vec![placement("2026-11-02")];
    assert_eq!(found.line(RuleId::R58, d(TODAY)), None);
}

/// R60c: thirty-one days after the last visit or the last word.
#[rstest]
#[case("2026-12-15", "-")]
#[case("2026-12-16", "quiet 2026-12-15")]
fn it_is_asked_whether_the_child_still_lives_there(#[case] today: &str, #[case] line: &str) {
    let mut scene = quiet(); // confirmed on 1 November, visited on the 14th
    assert_eq!(scene.line(RuleId::R60c, d(today)), expected(line));
    let cure = Some(Cure::ConfirmContact(scene.child.id)).filter(|_| line != "-");
    assert_eq!(scene.cure(RuleId::R60c, d(today)), cure);
    scene.visits[1].state = CANCELLED;
    assert_eq!(scene.line(RuleId::R60c, d("2026-12-02")), None);
    assert_eq!(scene.line(RuleId::R60c, d("2026-12-03")), expected("quiet 2026-12-02"));
    scene.child.placements[0].confirmed = Some(said("2026-12-01"));
    assert_eq!(scene.line(RuleId::R60c, d("2027-01-01")), None);
    assert_eq!(scene.line(RuleId::R60c, d("2027-01-02")), expected("quiet 2027-01-01"));
}

#[test]
fn one_of_the_two_asks_for_the_address() {
    let mut scene = quiet();
    scene.visits.truncate(2);
    scene.visitor.stages.truncate(1);
    // R25 is due on 30 January: from its week on the other is left out.
    assert!(
        scene.line(RuleId::R60c, d("2027-01-22")).is_some()
            && scene.line(RuleId::R25, d("2027-01-22")).is_none()
    );
    assert!(
        scene.line(RuleId::R60c, d("2027-01-23")).is_none()
            && scene.line(RuleId::R25, d("2027-01-23")).is_some()
    );
    assert!(scene.line(RuleId::R60c, d("2027-03-01")).is_none());
    let mut held = quiet();
    held.match_.holds = vec![hold("2026-12-01", None, None)];
    assert_eq!(held.line(RuleId::R60c, d("2026-12-20")), None);
    let mut file = quiet();
    file.scheme.since = d("2026-11-20");
    assert_eq!(file.line(RuleId::R60c, d("2026-12-21")), None);
    assert_eq!(file.line(RuleId::R60c, d("2026-12-22")), expected("quiet 2026-12-21"));
    assert!(file.why(RuleId::R60c, d("2026-12-22")).contains("the day this file was made"));
}

/// R58: an answer that visitor and home are not independent stands, and is talked over, until there is another.
#[rstest]
#[case(Some(false), None, "2026-11-04", "week 2026-11-11")]
#[case(Some(false), None, "2026-11-11", "today 2026-11-11")]
#[case(Some(false), None, "2026-11-12", "overdue 2026-11-11")]
#[case(Some(false), Some(1), "2026-11-12", "overdue 2026-11-11")]
#[case(Some(false), Some(2), "2026-11-12", "-")]
#[case(Some(true), None, "2026-11-12", "-")]
#[case(None, None, "2026-11-12", "-")]
fn that_home_and_visitor_are_not_independent_stands(
    #[case] independent: Option<bool>,
    #[case] of: Option<u8>,
    #[case] today: &str,
    #[case] line: &str,
) {
    let mut scene = quiet().moved("2026-11-02");
    let visitor = of.map(|n| pair(n).visitor.id);
    scene.child.placements[1].independence =
        Some(Independence { said: said("2026-11-04"), independent, visitor });
    scene.child.placements[1].distance =
        Some(DistanceCheck { said: said("2026-11-04"), outcome: Distance::Fine });
    assert_eq!(scene.line(RuleId::R58, d(today)), expected(line));
}

/// A move that is planned is prepared: what the new home is told, and whether it is looked at, is asked for before the
/// day. Five working days after Monday 23 November are Monday 30 November.
#[rstest]
#[case("2026-11-20", "-", true)]
#[case("2026-11-23", "week 2026-11-30", true)]
#[case("2026-11-22", "-", true)]
#[case("2026-11-22", "-", false)]
fn a_planned_move_is_prepared(#[case] today: &str, #[case] told: &str, #[case] stays: bool) {
    let mut scene = quiet().moved("2026-11-23");
    scene.child.placements[1].learned = d("2026-11-02");
    if !stays {
        scene.match_.ended = Some(ending("2026-11-23"));
    }
    assert_eq!(scene.line(RuleId::R27, d(today)), expected(told));
    // Heard of on Monday 2 November: looked at by Monday 9.
    let looked = scene.line(RuleId::R58, d(today));
    assert_eq!(looked, expected("overdue 2026-11-09").filter(|_| stays));
    let why = scene.why(RuleId::R58, d(today));
    assert!(!stays || why.contains("heard of on Mon 2 Nov"), "{why}");
}
