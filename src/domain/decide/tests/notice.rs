//! A match in its notice period lives until its last day (5.8): visits, a goodbye among them, and what a move asks for.

use super::*;
use crate::status::{self, ChildStatus, MatchStatus};
use rstest::rstest;

use Level::{Block, Info, Warn};

const LAST: &str = "2026-12-20";

fn given_notice() -> (Desk, Pair) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(ends(p.id, LAST));
    (desk, p)
}

fn ends(match_id: MatchId, on: &str) -> Command {
    Command::EndMatch {
        match_id,
        on: day(on),
        reason: EndReason::VisitorResigned,
        decided_by: None,
        notice: Some(day("2026-11-20")),
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    }
}

#[rstest]
#[case::the_day_before_the_end("2026-12-19", None)]
#[case::the_end("2026-12-20", Some(Block))]
fn a_goodbye_visit_is_planned_before_the_end(#[case] on: &str, #[case] expected: Option<Level>) {
    let (desk, p) = given_notice();
    assert_eq!(level(&desk.findings(&plan(p.id, on)), RuleId::H3), expected);
}

#[test]
fn what_is_asked_of_a_match_is_taken_until_its_last_day() {
    let (mut desk, p) = given_notice();
    let hold = |from: &str| Command::HoldMatch {
        match_id: p.id,
        from: day(from),
        until: None,
        reason: "exams".to_owned(),
    };
    let agree =
        |on| Command::AgreeContact { match_id: p.id, who: Party::Visitor, by: "Tobias".to_owned(), on };
    let meeting = |on: &str| Command::RecordMeetingAboutChild {
        match_id: p.id,
        on: day(on),
        what: "review".to_owned(),
        child_wants: None,
        attends: None,
    };
    desk.today = day("2026-12-19");
    assert_eq!(level(&desk.findings(&hold("2026-12-19")), RuleId::H3), None);
    assert_eq!(level(&desk.findings(&agree(desk.today)), RuleId::H3), None);
    assert_eq!(level(&desk.findings(&meeting("2026-12-19")), RuleId::H3), None);
    assert_eq!(level(&desk.refused(&meeting("2026-12-20")), RuleId::H3), Some(Block));
    desk.today = day("2026-12-20");
    assert_eq!(level(&desk.refused(&hold("2026-12-20")), RuleId::H3), Some(Block));
    assert_eq!(level(&desk.refused(&agree(desk.today)), RuleId::H3), Some(Block));
}

#[rstest]
#[case::the_day_before_the_end("2026-12-19", Some(Info), Some(Warn))]
#[case::the_end("2026-12-20", None, None)]
fn a_move_in_that_time_is_a_move_of_a_matched_child(
    #[case] today: &str,
    #[case] constant: Option<Level>,
    #[case] employed: Option<Level>,
) {
    let (mut desk, p) = given_notice();
    desk.visitor(p.visitor, |v| v.employers = vec!["Elm House".to_owned()]);
    desk.today = day(today);
    let home = NewPlacement::new(desk.today, PlacementKind::Residential, "Elm House", desk.today);
    let made = desk.done(Command::RecordMove { child: p.child, placement: Box::new(home) });
    assert_eq!(
        (level(&made.findings, RuleId::R17), level(&made.findings, RuleId::R58)),
        (constant, employed)
    );
}

#[test]
fn the_child_has_a_visitor_until_the_end_and_never_two() {
    let (mut desk, p) = given_notice();
    let leila = desk.world.child(p.child).unwrap().clone();
    let visitor_of = |desk: &Desk, on: &str| desk.world.live_match_of_child(p.child, day(on)).map(|m| m.id);
    assert_eq!((visitor_of(&desk, "2026-12-19"), visitor_of(&desk, LAST)), (Some(p.id), None));
    let second = visitor(&mut desk, "Rosalind");
    agreed(&mut desk, p.child, second);
    desk.refused(&start(p.child, second, "2026-12-19"));
    let Subject::Match(next) = desk.done(start(p.child, second, LAST)).subject else { panic!("no match") };
    // Until then the child is the first visitor's, though the next match is agreed.
    let stands = |on| status::of_child(&desk.world, &leila, day(on));
    assert_eq!(stands("2026-12-19"), ChildStatus::Matched(p.id));
    assert_eq!(stands(LAST), ChildStatus::Matched(next));
    assert_eq!(
        status::of_match(&desk.world, desk.world.match_(p.id).unwrap(), day("2026-12-19")),
        MatchStatus::Ending
    );
}

#[test]
fn a_visitor_leaves_after_the_last_day() {
    let (mut desk, p) = given_notice();
    let leaves = |on| Command::MoveStage {
        visitor: p.visitor,
        to: Stage::Left,
        on,
        by: None,
        note: None,
        conditions: Vec::new(),
    };
    desk.today = day("2026-12-19");
    assert_eq!(level(&desk.refused(&leaves(desk.today)), RuleId::H3), Some(Block));
    desk.today = day(LAST);
    desk.done(leaves(desk.today));
}
