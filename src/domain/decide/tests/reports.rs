//! Filing a report (5.5, R33) and what it opens: a concern, the next visit.

use super::*;
use rstest::rstest;

fn lines(desk: &Desk, id: MatchId) -> Vec<VisitLine> {
    desk.world.ledger(id).unwrap().visits.clone()
}

#[test]
fn a_report_finds_its_visit() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.today = day("2026-11-10");
    let (named, same_day) = (planned(&mut desk, p.id, "2026-11-14"), planned(&mut desk, p.id, "2026-11-15"));
    desk.today = day("2026-11-22");
    // Named: also when it took place on another day.
    let made = desk.done(file(NewReport { visit: Some(named), ..report(p.id, "2026-11-16") }));
    assert_eq!(made.subject, Subject::Visit(named));
    // Planned for that very day.
    let made = desk.done(file(report(p.id, "2026-11-15")));
    assert_eq!(made.subject, Subject::Visit(same_day));
    // Nobody had planned it; a second one that day is another visit.
    desk.done(file(report(p.id, "2026-11-15")));
    desk.done(file(report(p.id, "2026-11-01")));
    let lines = lines(&desk, p.id);
    let dates: Vec<_> = lines.iter().map(|l| (l.date, l.booked.is_some())).collect();
    assert_eq!(
        dates,
        [
            (day("2026-11-01"), false),
            (day("2026-11-15"), true),
            (day("2026-11-15"), false),
            (day("2026-11-16"), true),
        ]
    );
    assert!(lines.iter().all(|l| l.state == VisitState::Completed && l.report.received().is_some()));
}

#[test]
fn a_visit_of_another_match_is_not_taken_for_this_one() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let (c, v) = (child(&mut desk, "Mariam"), visitor(&mut desk, "Rosalind"));
    let other = begun(&mut desk, c, v, "2026-04-01");
    let visit = planned(&mut desk, other, "2026-11-28");
    let found = desk.refused(&file(NewReport { visit: Some(visit), ..report(p.id, "2026-11-20") }));
    assert_eq!(rules(&found), [RuleId::H3]);
}

#[rstest]
#[case::the_coordinator(COORDINATOR, true)]
#[case::somebody_else("Somebody Else", false)]
fn who_types_it_in_has_read_it_if_she_is_the_coordinator(#[case] by: &str, #[case] read: bool) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.by = by.to_owned();
    let Subject::Visit(visit) = desk.done(file(report(p.id, "2026-11-20"))).subject else { panic!() };
    let state = desk.world.visit(visit).unwrap().1.report;
    assert_eq!(matches!(state, ReportState::Read { acted: false, .. }), read);
    desk.by = COORDINATOR.to_owned();
    desk.done(Command::ReadReport { visit, acted: Some("Rang the visitor.".to_owned()) });
    // A correction forgets neither that it was read nor what was done.
    desk.done(file(NewReport { visit: Some(visit), minutes: Some(90), ..report(p.id, "2026-11-20") }));
    assert!(matches!(desk.world.visit(visit).unwrap().1.report, ReportState::Read { acted: true, .. }));
    assert_eq!(desk.world.notes_about(Subject::Visit(visit)).count(), 1);
}

fn worry(words: &str) -> Option<ReportConcern> {
    Some(ReportConcern { learned: None, heard: None, what: words.to_owned(), danger_now: false })
}

#[test]
fn a_yes_opens_exactly_one_concern_and_corrections_keep_it() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let first = NewReport { concern: worry("He said he was hungry."), ..report(p.id, "2026-11-20") };
    let made = desk.done(file(first.clone()));
    assert!(made.done.contains("A concern is open"), "{}", made.done);
    let Subject::Visit(visit) = made.subject else { panic!() };
    let concern = desk.world.concerns().next().unwrap().clone();
    assert_eq!((concern.child, concern.match_id, concern.visit), (p.child, Some(p.id), Some(visit)));
    assert_eq!(concern.raised_by, "Tobias Okafor", "the visitor raised it, whoever typed it in");
    assert!(concern.clock_runs());

    let filed = |desk: &Desk| match desk.kept(Kind::VisitReport, visit.0) {
        Some(Record::VisitReport(r)) => (r.concern, r.concern_id),
        _ => panic!("no report"),
    };
    // The same words, none, or a no: the concern stands.
    for answer in [worry("He said he was hungry."), worry("  "), None] {
        let made = desk.done(file(NewReport { visit: Some(visit), concern: answer, ..first.clone() }));
        assert!(!made.done.contains("concern"), "{}", made.done);
        assert_eq!(filed(&desk), (true, Some(concern.id)));
    }
    // Other words are not dropped in silence.
    let other = NewReport { visit: Some(visit), concern: worry("And he was cold."), ..first };
    let found = desk.refused(&file(other));
    let found: Vec<_> = found.iter().filter(|f| f.level == Level::Block).map(|f| (f.rule, f.field)).collect();
    assert_eq!(found, [(RuleId::H3, Some("concern"))]);
    assert_eq!(desk.world.concerns().count(), 1);
    assert!(*desk.world.concerns().next().unwrap() == concern);
    // A first yes on a correction opens it.
    let Subject::Visit(quiet) = desk.done(file(report(p.id, "2026-11-01"))).subject else { panic!() };
    desk.done(file(NewReport {
        visit: Some(quiet),
        concern: worry("A bruise."),
        ..report(p.id, "2026-11-01")
    }));
    assert_eq!(desk.world.concerns().count(), 2);
}

#[test]
fn a_report_that_follows_a_call_about_the_same_visit_loses_nothing() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-22");
    let learned = at("2026-11-22T10:00:00Z");
    let call = NewConcern {
        match_id: Some(p.id),
        visit: Some(visit),
        ..NewConcern::new(p.child, learned, "Jo Barker", "Rang: upset after the visit.")
    };
    desk.done(Command::RaiseConcern { concern: Box::new(call) });
    let told = NewReport { concern: worry("He cried on the bus."), ..report(p.id, "2026-11-22") };
    desk.done(file(told));
    assert_eq!(desk.world.concerns().count(), 2);
}

#[rstest]
#[case::came_today("2026-11-22", false, &[RuleId::R23, RuleId::R80])]
#[case::had_lain("2026-11-20", false, &[RuleId::R32, RuleId::R23, RuleId::R80])]
#[case::danger_now("2026-11-22", true, &[RuleId::R61, RuleId::R23, RuleId::R80])]
fn what_is_said_when_a_concern_opens(
    #[case] received: &str,
    #[case] danger_now: bool,
    #[case] said: &[RuleId],
) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let concern =
        Some(ReportConcern { learned: None, heard: None, what: "He was hungry.".to_owned(), danger_now });
    let made = desk.done(file(NewReport { received: day(received), concern, ..report(p.id, "2026-11-15") }));
    assert_eq!(rules(&made.findings), said);
}

#[test]
fn a_yes_without_words_is_asked_for_them() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let found = desk.refused(&file(NewReport { concern: worry(" "), ..report(p.id, "2026-11-20") }));
    let found: Vec<_> = found.iter().map(|f| (f.rule, f.field)).collect();
    // Besides, nobody had planned the visit.
    let asked = [
        (RuleId::R23, Some("date")),
        (RuleId::H1, Some("concern")),
        // And what else the record of it lacks (R80).
        (RuleId::R80, Some("heard_on")),
    ];
    assert_eq!(found, asked);
}

#[test]
fn a_next_visit_that_is_refused_refuses_the_whole_and_says_how_to_go_on() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let (before, bad) = (desk.world.clone(), report(p.id, "2026-11-20"));
    desk.child(p.child, |c| c.card = Card::default());
    let bad = NewReport { next: Some(VisitPlan::on(day("2026-11-21"), None)), ..bad };
    let found = desk.refused(&file(bad.clone()));
    let next: Vec<_> = found.iter().filter(|f| f.field == Some("next")).collect();
    assert_eq!(next.iter().map(|f| f.rule).collect::<Vec<_>>(), [RuleId::H2, RuleId::R10, RuleId::R11]);
    let way_out = "Leave the next visit blank to save the report without it.";
    assert!(next[2].sentence.ends_with(way_out), "{}", next[2].sentence);
    assert!(!next[..2].iter().any(|f| f.sentence.contains(way_out)), "said once");
    assert_eq!(desk.world.ledgers().count(), before.ledgers().count());
    // What stands beside other fields alone says nothing of it.
    let found = desk.refused(&file(NewReport { date: day("2026-03-31"), next: None, ..bad.clone() }));
    assert!(found.iter().all(|f| !f.sentence.contains(way_out)));
    // Without it, and with the card taken on by name, it goes in.
    desk.done(file(NewReport { next: None, ..bad.clone() }));
    desk.override_with(&[RuleId::R10, RuleId::R11]);
    let good = NewReport { next: Some(VisitPlan::on(day("2026-12-05"), None)), ..bad };
    let made = desk.done(file(good));
    assert!(made.findings.iter().all(|f| !f.sentence.contains(way_out)));
    assert_eq!(lines(&desk, p.id).last().unwrap().date, day("2026-12-05"));
}

#[test]
fn a_cancellation_can_bring_another_day_with_it() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    let cancel = |instead: &str| Command::CancelVisit {
        visit,
        by: Party::Visitor,
        reason: CancelReason::Transport,
        told: day("2026-11-22"),
        note: Some("The car broke down.".to_owned()),
        instead: Some(Box::new(VisitPlan::on(day(instead), None))),
    };
    let found = desk.refused(&cancel("2026-11-21"));
    assert_eq!(found[0].field, Some("instead"));
    assert!(
        found
            .last()
            .unwrap()
            .sentence
            .ends_with("Leave the other day blank to record the cancellation without it.")
    );
    assert!(desk.world.visit(visit).unwrap().1.state.is_planned());
    desk.done(cancel("2026-12-05"));
    let kept = VisitState::Cancelled {
        by: Party::Visitor,
        reason: CancelReason::Transport,
        notice_days: Some(6),
        rearranged: true,
    };
    assert_eq!(desk.world.visit(visit).unwrap().1.state, kept);
    assert_eq!(lines(&desk, p.id).len(), 2);
    // A report on it changes neither the notice nor that another day was found.
    let happened = Happened::Cancelled { by: Party::Visitor, reason: CancelReason::Transport };
    desk.today = day("2026-12-01");
    desk.done(file(NewReport { visit: Some(visit), happened, ..report(p.id, "2026-11-28") }));
    assert_eq!(desk.world.visit(visit).unwrap().1.state, kept);
}
