//! Recording a fact is never refused (the principle of section 2): it is taken, and what it shows is said.

use super::*;
use rstest::rstest;

use Level::{Block, Info, Warn};

#[rstest]
#[case::within_a_day("2026-11-21", "2026-11-22")]
#[case::long_ago("2026-05-02", "2026-05-04")]
#[case::very_late("2026-05-02", "2026-11-22")]
fn a_report_is_taken_however_late(#[case] on: &str, #[case] received: &str) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let late = NewReport { received: day(received), ..report(p.id, on) };
    assert_eq!(rules(&desk.done(file(late)).findings), [RuleId::R23], "only that nobody had planned it");
}

#[rstest]
#[case::lapsed_long_before("2023-01-01", Some(Warn))]
#[case::first_day_lapsed("2023-11-08", Some(Warn))]
#[case::last_day_that_counts("2023-11-09", None)]
fn a_visit_without_a_current_certificate_is_taken(#[case] issued: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.visitor(p.visitor, |v| v.dbs[0].issued = day(issued));
    // A certificate that came since does not make the day good.
    desk.visitor(p.visitor, |v| v.dbs.push(certificate("002", "2026-11-15")));
    let made = desk.done(file(report(p.id, "2026-11-08")));
    assert_eq!(level(&made.findings, RuleId::R48), expected);
}

#[test]
fn a_visit_in_every_kind_of_trouble_is_taken_and_each_is_said() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.visitor(p.visitor, |v| {
        v.dbs.clear();
        v.suspensions.push(Pause {
            from: day("2026-11-01"),
            ended: None,
            reason: "a pause".to_owned(),
            by_manager: false,
        });
    });
    desk.child(p.child, |c| {
        c.card = Card::default();
        c.placements.clear();
        c.born = day("2008-01-01");
        c.view = ChildView::Objects { understands: true, said: Said::new("Sal", day("2026-11-01")) };
        c.ceased = Some(Ceased { on: day("2026-10-01"), reason: "went home".to_owned() });
    });
    let made = desk.done(file(report(p.id, "2026-11-08")));
    let expected = [
        RuleId::R3,
        RuleId::R6,
        RuleId::R10,
        RuleId::R11,
        RuleId::R25,
        RuleId::R48,
        RuleId::R54,
        RuleId::R74,
        RuleId::R23,
    ];
    assert_eq!(rules(&made.findings), expected);
    let warns = |f: &Finding| f.level == if f.rule == RuleId::R23 { Info } else { Warn };
    assert!(made.findings.iter().all(|f| warns(f) && f.field == Some("date")));
}

#[rstest]
#[case::shorter(59, Some(Info))]
#[case::an_hour(60, None)]
#[case::ten_hours(600, None)]
#[case::longer(601, Some(Info))]
fn the_usual_length(#[case] minutes: u16, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let made = desk.done(file(NewReport { minutes: Some(minutes), ..report(p.id, "2026-11-08") }));
    assert_eq!(level(&made.findings, RuleId::R22), expected);
}

#[test]
fn what_belongs_to_an_ended_match_is_still_taken() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    let ended = Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id: p.id,
        on: day("2026-11-01"),
        reason: EndReason::TooFar,
        decided_by: None,
        notice: None,
        note: None,
    };
    let made = desk.done(ended.clone());
    assert_eq!(level(&made.findings, RuleId::R53), Some(Warn));
    assert!(made.done.contains("One planned visit was cancelled"), "{}", made.done);
    assert!(!desk.world.visit(visit).unwrap().1.state.is_planned());
    // A report from before its end, and one from after, which is worth a look.
    assert_eq!(rules(&desk.done(file(report(p.id, "2026-10-31"))).findings), [RuleId::R23]);
    let after = desk.done(file(report(p.id, "2026-11-01")));
    assert_eq!(level(&after.findings, RuleId::H2), Some(Warn));
    desk.done(review(p.id, "2026-10-30", true));
    // The written notice that R53 asked for can be given afterwards.
    let Command::EndMatch { match_id, on, reason, .. } = ended else { panic!() };
    let notice = Some(day("2026-11-20"));
    let made = desk.done(Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id,
        on,
        reason,
        decided_by: None,
        notice,
        note: None,
    });
    assert_eq!(rules(&made.findings), [RuleId::R85e], "before the year was out");
    assert_eq!(desk.world.match_(p.id).unwrap().ended.as_ref().unwrap().notice, notice);
}

#[rstest]
#[case::eighteen(EndReason::Eighteen, None)]
#[case::not_looked_after(EndReason::NotLookedAfter, None)]
#[case::death(EndReason::Death, None)]
#[case::resigned(EndReason::VisitorResigned, Some(Warn))]
#[case::child_stopped(EndReason::ChildStopped, Some(Warn))]
fn an_ending_needs_written_notice_unless_by_law(#[case] reason: EndReason, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let end = |notice| Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id: p.id,
        on: day("2026-11-22"),
        reason,
        decided_by: None,
        notice,
        note: None,
    };
    assert_eq!(level(&desk.findings(&end(None)), RuleId::R53), expected);
    assert_eq!(level(&desk.findings(&end(Some(day("2026-11-20")))), RuleId::R53), None);
}

/// What was done while the match lived, and is entered after its end, is a fact of it.
#[rstest]
#[case::the_day_before_the_end("2026-11-09", true)]
#[case::the_day_of_the_end("2026-11-10", false)]
fn what_was_done_before_the_end_is_taken_after_it(#[case] on: &str, #[case] taken: bool) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.match_(p.id, |m| m.ended = Some(crate::deadline::tests::world::ending("2026-11-10")));
    let (match_id, on, text) = (p.id, day(on), || "exams".to_owned());
    let every = Interval::Monthly;
    for command in [
        Command::AgreePattern { match_id, every, with: text(), on, reason: None },
        Command::TakeEighteenStep { match_id, step: EighteenStep::Plan, on, note: None },
        Command::HoldMatch { match_id, from: on, until: None, reason: text() },
        Command::AgreeContact { match_id, who: Party::Visitor, by: text(), on },
    ] {
        assert_eq!(desk.ask(&command).is_ok(), taken, "{command:?}");
    }
}

fn review(match_id: MatchId, held: &str, formal: bool) -> Command {
    let heard = [Party::Child, Party::Visitor, Party::Carer, Party::SocialWorker];
    Command::HoldMatchReview {
        child_agrees: None,
        private: None,
        match_id,
        held: day(held),
        formal,
        heard: heard.map(|who| Heard { who, heard: true, note: None }).to_vec(),
        outcome: ReviewOutcome::GoesOn,
        summary: "All well.".to_owned(),
        to_plan: None,
    }
}

#[rstest]
#[case::all_four(true, true, None, None)]
#[case::one_silent(true, false, None, Some(Warn))]
#[case::silent_with_a_reason(true, false, Some("chose not to"), None)]
#[case::a_blank_is_no_reason(true, false, Some(" \u{202e} "), Some(Warn))]
#[case::a_check_in_need_not(false, false, None, None)]
fn a_review_hears_all_four(
    #[case] formal: bool,
    #[case] heard: bool,
    #[case] note: Option<&str>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let mut command = review(p.id, "2026-05-01", formal);
    let Command::HoldMatchReview { heard: voices, .. } = &mut command else { panic!() };
    voices[0] = Heard { who: Party::Child, heard, note: note.map(str::to_owned) };
    let made = desk.done(command);
    assert_eq!(level(&made.findings, RuleId::R86b), expected, "a review of long ago is taken");
}

#[rstest]
#[case::five_working_days("2026-11-13", "2026-11-20", None)]
#[case::six("2026-11-13", "2026-11-23", Some(Warn))]
#[case::over_christmas("2026-12-24", "2027-01-04", None)]
#[case::before_it("2026-12-01", "2026-11-20", None)]
fn a_move_learned_late_is_taken(#[case] from: &str, #[case] learned: &str, #[case] expected: Option<Level>) {
    let mut desk = Desk::new();
    desk.today = day("2027-01-05");
    let id = child(&mut desk, "Leila");
    let home = NewPlacement::new(day(from), PlacementKind::Foster, "Ada Lyle", day(learned));
    let made = desk.done(Command::RecordMove { child: id, placement: Box::new(home) });
    assert_eq!(level(&made.findings, RuleId::R26), expected);
}

#[test]
fn moves_heard_of_out_of_order_still_form_one_line_of_placements() {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    for (from, carer) in [("2026-11-01", "Third"), ("2026-09-01", "Second"), ("2024-06-01", "Earliest")] {
        let home = NewPlacement::new(day(from), PlacementKind::Foster, carer, day("2026-11-20"));
        desk.done(Command::RecordMove { child: id, placement: Box::new(home) });
    }
    let homes = &desk.world.child(id).unwrap().placements;
    let spans: Vec<_> = homes.iter().map(|p| (p.carer.as_str(), p.from, p.to)).collect();
    assert_eq!(
        spans,
        [
            ("Earliest", day("2024-06-01"), Some(day("2025-01-10"))),
            ("Jo Barker", day("2025-01-10"), Some(day("2026-09-01"))),
            ("Second", day("2026-09-01"), Some(day("2026-11-01"))),
            ("Third", day("2026-11-01"), None),
        ]
    );
}

#[test]
fn a_move_neither_ends_nor_resets_the_match_and_names_the_visits_to_come() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let before = desk.world.match_(p.id).unwrap().clone();
    planned(&mut desk, p.id, "2026-11-28");
    planned(&mut desk, p.id, "2026-12-19");
    let home = NewPlacement::new(day("2026-12-01"), PlacementKind::Foster, "Ada Lyle", day("2026-11-20"));
    let made = desk.done(Command::RecordMove { child: p.child, placement: Box::new(home) });
    assert!(*desk.world.match_(p.id).unwrap() == before);
    let named: Vec<_> = made.findings.iter().filter(|f| f.rule == RuleId::R25).collect();
    assert_eq!(named.len(), 1, "only the visit after the move");
    assert_eq!(named[0].level, Warn);
}

#[rstest]
#[case::sanction(CancelReason::Sanction, Some(Warn))]
#[case::illness(CancelReason::Illness, None)]
fn a_cancellation_as_a_sanction_is_taken_and_said(
    #[case] reason: CancelReason,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    let (by, told) = (Party::Carer, day("2026-11-21"));
    let cancel = Command::CancelVisit { visit, by, reason, told, note: None, instead: None };
    let made = desk.done(cancel);
    assert_eq!(level(&made.findings, RuleId::R24), expected);
    let state = desk.world.visit(visit).unwrap().1.state;
    assert_eq!(state, VisitState::Cancelled { by, reason, notice_days: Some(7), rearranged: false });
    let told = NewReport { happened: Happened::Cancelled { by, reason }, ..report(p.id, "2026-11-08") };
    assert_eq!(level(&desk.done(file(told)).findings, RuleId::R24), expected);
}

#[rstest]
#[case::monthly(Interval::Monthly, None, None)]
#[case::other_with_a_reason(Interval::Weeks(2), Some("far away"), None)]
#[case::other_without(Interval::Weeks(2), None, Some(Warn))]
#[case::other_with_a_blank(Interval::Weeks(6), Some("  "), Some(Warn))]
fn another_pattern_is_agreed_with_a_reason(
    #[case] every: Interval,
    #[case] reason: Option<&str>,
    #[case] expected: Option<Level>,
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let reason = reason.map(str::to_owned);
    let with = "Jo Barker".to_owned();
    let made =
        desk.done(Command::AgreePattern { match_id: p.id, every, with, on: day("2026-11-01"), reason });
    assert_eq!(level(&made.findings, RuleId::R21), expected);
}

#[test]
fn what_has_happened_cannot_lie_ahead() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    for (on, expected) in [("2026-11-22", None), ("2026-11-23", Some(Block))] {
        for command in [
            file(report(p.id, on)),
            review(p.id, on, true),
            Command::RecordSupervision {
                visitor: p.visitor,
                on: day(on),
                how: SupervisionKind::Call,
                summary: String::new(),
            },
            Command::TakeNote { on: day(on), about: vec![], text: "Rang.".to_owned() },
            receive(p.child, on),
            Command::SuspendVisitor {
                visitor: p.visitor,
                on: day(on),
                reason: Some("a pause".to_owned()),
                by_manager: false,
            },
        ] {
            assert_eq!(level(&desk.findings(&command), RuleId::H2), expected, "{command:?} on {on}");
        }
    }
}

#[test]
fn what_is_confirmed_or_told_is_about_the_home_of_that_day() {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    let home = NewPlacement::new(day("2026-12-01"), PlacementKind::Foster, "Ada Lyle", day("2026-11-20"));
    desk.done(Command::RecordMove { child: id, placement: Box::new(home) });
    let with = |carer: &str, on| Command::ConfirmContact {
        home: None,
        child: id,
        with: carer.to_owned(),
        on: day(on),
        address: None,
        phone: Some("01632 960001".to_owned()),
    };
    let told = |on| Command::TellCarer {
        home: None,
        child: id,
        by: "Sal Moss".to_owned(),
        on: day(on),
        of_visitor: true,
        of_pattern: true,
    };
    desk.done(with("Jo Barker", "2026-11-22"));
    desk.done(told("2026-11-22"));
    let leila = desk.world.child(id).unwrap();
    assert_eq!(leila.home(desk.today).unwrap().carer, "Jo Barker");
    assert_eq!(leila.home(day("2026-12-01")).unwrap().carer, "Ada Lyle");
    let homes = leila.placements.clone();
    assert_eq!(homes[0].confirmed.as_ref().unwrap().on, day("2026-11-22"), "today's home");
    assert!(homes[0].phone.is_some() && homes[0].carer_told.is_some() && homes[0].pattern_told.is_some());
    assert!(homes[1].phone.is_none() && homes[1].confirmed.is_none(), "the home to come is untouched");
    assert!(homes[1].carer_told.is_none() && homes[1].pattern_told.is_none());
    // From the day of the move on it is about the new home.
    desk.today = day("2026-12-01");
    desk.done(with("Ada Lyle", "2026-12-01"));
    desk.done(told("2026-12-01"));
    let homes = &desk.world.child(id).unwrap().placements;
    assert!(homes[1].confirmed.is_some() && homes[1].carer_told.is_some());
    assert_eq!(homes[0].confirmed.as_ref().unwrap().by, "Jo Barker");
}

#[test]
fn a_home_that_the_child_is_to_move_to_is_confirmed_before_the_move() {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    let home = NewPlacement::new(day("2026-12-01"), PlacementKind::Foster, "Ada Lyle", day("2026-11-20"));
    desk.done(Command::RecordMove { child: id, placement: Box::new(home) });
    let confirm = |home: &str| Command::ConfirmContact {
        child: id,
        with: "Ada Lyle".to_owned(),
        on: day("2026-11-22"),
        address: Some("9 New Road".to_owned()),
        phone: None,
        home: Some(day(home)),
    };
    let old = desk.world.child(id).unwrap().placements[0].address.clone();
    assert!(desk.done(confirm("2026-12-01")).done.contains("for the home from"));
    let homes = desk.world.child(id).unwrap().placements.clone();
    assert_eq!(homes[1].address.as_deref(), Some("9 New Road"));
    assert_eq!(homes[1].confirmed.as_ref().unwrap().on, day("2026-11-22"));
    assert_eq!(homes[0].address, old, "today's home stays as it is");
    assert_eq!(level(&desk.refused(&confirm("2026-12-02")), RuleId::H3), Some(Block));
}

#[test]
fn without_a_home_on_that_day_the_last_is_confirmed() {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila");
    desk.child(id, |c| c.placements[0].to = Some(day("2026-11-01")));
    assert_eq!(desk.world.child(id).unwrap().home(desk.today).unwrap().carer, "Jo Barker");
    let (with, on) = ("Jo Barker".to_owned(), day("2026-11-22"));
    desk.done(Command::ConfirmContact { home: None, child: id, with, on, address: None, phone: None });
    assert_eq!(desk.world.child(id).unwrap().placements[0].confirmed.as_ref().unwrap().on, on);
}

#[test]
fn confirming_the_card_leaves_who_gave_an_answer_and_when() {
    let mut desk = Desk::new();
    let id = child(&mut desk, "Leila"); // answered by Jo Barker on 20 October
    let confirm = |diet: &str| Command::AnswerCard {
        child: id,
        answers: vec![(CardQuestion::Allergies, "none".to_owned()), (CardQuestion::Diet, diet.to_owned())],
        source: "Sal Moss".to_owned(),
        on: day("2026-11-22"),
        all_confirmed: true,
    };
    desk.done(confirm("none"));
    let card = desk.world.child(id).unwrap().card.clone();
    let old = Said::new("Jo Barker", day("2026-10-20"));
    assert!(card.answers.iter().all(|a| a.said == old), "nothing was answered anew");
    assert!(card.confirmed == Some(Said::new("Sal Moss", day("2026-11-22"))));
    assert_eq!(card.stands_since(), Some(day("2026-11-22")));
    // What is changed while the whole is confirmed has the new source and day.
    desk.done(confirm("no nuts"));
    let card = &desk.world.child(id).unwrap().card;
    assert!(card.answer(CardQuestion::Diet).unwrap().said == Said::new("Sal Moss", day("2026-11-22")));
    assert!(card.answer(CardQuestion::Allergies).unwrap().said == old);
}
