//! An allegation from the first call to its closing (5.7), step by step.

use super::*;
use crate::id::AllegationId;
use rstest::rstest;

/// An allegation against a visitor, learned of at an instant.
pub(crate) fn new_allegation(visitor: VisitorId, received: &str) -> NewAllegation {
    NewAllegation {
        visitor,
        match_id: None,
        children: Vec::new(),
        received: at(received),
        from: "The carer".to_owned(),
        natures: vec![HarmNature::Conduct],
        significant_harm: false,
        happened: None,
        what: "He shouted.".to_owned(),
    }
}

pub(crate) fn receive_allegation(visitor: VisitorId, received: &str) -> Command {
    Command::ReceiveAllegation { allegation: Box::new(new_allegation(visitor, received)) }
}

pub(crate) fn take(allegation: AllegationId, step: AllegationStep) -> Command {
    Command::TakeAllegationStep { allegation, step: Box::new(step) }
}

/// A match in order and an allegation against its visitor, of nine in the morning.
pub(crate) fn alleged() -> (Desk, Pair, AllegationId) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let id = receive(&mut desk, &p);
    (desk, p, id)
}

/// The same of a pair that is at the desk already.
pub(crate) fn receive(desk: &mut Desk, p: &Pair) -> AllegationId {
    let new = NewAllegation {
        match_id: Some(p.id),
        children: vec![p.child],
        ..new_allegation(p.visitor, "2026-11-22T09:00:00Z")
    };
    let made = desk.done(Command::ReceiveAllegation { allegation: Box::new(new) });
    let Subject::Allegation(id) = made.subject else { panic!("no allegation") };
    id
}

fn s(text: &str) -> String {
    text.to_owned()
}

/// Every step but the last, in order, with what it leaves on record.
pub(crate) fn steps() -> Vec<AllegationStep> {
    use AllegationStep as S;
    let (on, by) = (day("2026-11-22"), || s("Maya Stone"));
    let at = at("2026-11-22T10:00:00Z");
    let name = || s("Ola Grant");
    vec![
        S::ChildSafe { safe: true, by: s("Sal Moss"), at, note: Some(s("seen at home")) },
        S::ManagerTold { at, who: by(), by: s("Priya") },
        S::LadoTold { at, name: name(), reference: Some(s("L-7")) },
        S::SocialCareTold { at, to: s("front door"), name: name(), reference: None },
        S::PoliceTold { at, name: name(), reference: None },
        S::Advised {
            at,
            by: name(),
            kinds: vec![AdviceKind::Meeting],
            threshold: Some(true),
            words: s("Do not speak to him yet."),
        },
        S::FormAsked { at },
        S::FormSent { at },
        S::PauseTold { who: Party::Child, by: by(), on },
        S::PauseTold { who: Party::Carer, by: by(), on },
        S::PauseTold { who: Party::SocialWorker, by: by(), on },
        S::MayTell { by: name(), on },
        S::VisitorTold { by: by(), on, supporter: Some(s("Bo Lind")) },
        S::Met { on, what: s("strategy"), decided: Some(s("Ola rings the school.")) },
        S::ComplaintOpened { by: by(), on, note: None },
        S::Ended { word: OutcomeWord::Unfounded, by: name(), on },
        S::Reinstated { on, plan: s("Lifts are agreed."), review_by: Some(day("2026-12-20")) },
        S::DbsAnswered { referred: false, on, by: by(), reason: Some(s("unfounded")) },
        S::ComplaintClosed { reason: s("answered") },
        S::SummaryGiven { by: by(), on },
        S::Cleared { by: by(), on },
        S::ChildOffered { by: by(), on },
        S::Learned { words: s("Lifts are agreed beforehand.") },
    ]
}

fn close(id: AllegationId) -> Command {
    take(id, AllegationStep::Closed { reason: s("reinstated") })
}

#[test]
fn visits_are_paused_in_the_same_change_with_the_neutral_words_and_nothing_else() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let visit = planned(&mut desk, p.id, "2026-11-28");
    let new = Command::ReceiveAllegation {
        allegation: Box::new(new_allegation(p.visitor, "2026-11-22T09:00:00Z")),
    };
    let done = desk.done(new);
    let visitor = desk.world.visitor(p.visitor).unwrap();
    assert_eq!(visitor.suspensions.len(), 1);
    let pause = &visitor.suspensions[0];
    assert_eq!(pause.reason, "visits are paused; see team manager");
    assert_eq!((pause.from, pause.ended), (desk.today, None));
    // What everybody reads of it is what an ordinary pause says, the booked visit with it.
    let open = done.open.expect("an open part");
    assert_eq!(open.command, "suspend-visitor");
    assert_eq!(open.done, format!("Visits by {} paused.", visitor.reference()));
    assert_eq!(open.subject, Subject::Visitor(p.visitor));
    assert_eq!(rules(&open.findings), [RuleId::R74]);
    assert_eq!(open.findings[0].subject, Subject::Visit(visit));
}

#[test]
fn every_step_leaves_its_mark_and_the_next_one_follows() {
    let (mut desk, p, id) = alleged();
    let a = |desk: &Desk| desk.world.allegation(id).unwrap().clone();
    assert_eq!(a(&desk).next_task(), Some(AllegationTask::ChildSafe));
    for step in steps() {
        let task = step.task();
        desk.done(take(id, step.clone()));
        let whom = matches!(step, AllegationStep::PauseTold { who, .. } if who != Party::SocialWorker);
        let expected = if whom { StepState::ToDo } else { StepState::Done };
        assert_eq!(a(&desk).state(task), expected, "{task:?}");
    }
    let left: Vec<_> =
        AllegationTask::ALL.iter().filter(|task| a(&desk).state(**task) == StepState::ToDo).collect();
    assert_eq!(left, [&AllegationTask::Close]);
    assert!(desk.findings(&close(id)).is_empty());
    desk.done(close(id));
    assert!(!a(&desk).is_open() && a(&desk).next_task().is_none());
    assert!(!desk.world.visitor(p.visitor).unwrap().is_suspended(desk.today));
    assert_eq!(rules(&desk.refused(&close(id))), [RuleId::H3]);
}

/// Recording a fact is never refused, whatever is missing before it: in any order, only what rests on the outcome waits.
#[test]
fn facts_are_recorded_in_any_order() {
    for (n, step) in steps().into_iter().enumerate() {
        let (desk, _, id) = alleged();
        let waits = matches!(
            step.task(),
            AllegationTask::Reinstate | AllegationTask::EndAppointment | AllegationTask::CloseComplaint
        );
        assert_eq!(desk.ask(&take(id, step)).is_err(), waits, "step {n}");
    }
}

#[rstest]
#[case(OutcomeWord::Substantiated)]
#[case(OutcomeWord::Unsubstantiated)]
#[case(OutcomeWord::Unfounded)]
#[case(OutcomeWord::False)]
#[case(OutcomeWord::Malicious)]
fn each_of_the_five_words_closes_it(#[case] word: OutcomeWord) {
    let (mut desk, _, id) = alleged();
    assert!(rules(&desk.refused(&close(id))).contains(&RuleId::R76));
    for step in steps() {
        desk.done(take(id, step));
    }
    desk.done(take(id, AllegationStep::Ended { word, by: s("Ola Grant"), on: desk.today }));
    desk.done(close(id));
}

/// The appointment is ended: the visits stay paused, and whether the DBS is told is asked for (R77) with its day.
#[rstest]
#[case(false, "a power and no duty")]
#[case(true, "a legal duty")]
fn removal_asks_for_the_dbs(#[case] overnight: bool, #[case] words: &str) {
    let (mut desk, p, id) = alleged();
    if overnight {
        let mut ledger = Ledger::new(p.id);
        let mut line = crate::deadline::tests::world::visit(1, 1, "2026-10-03", VisitState::Completed);
        line.overnight = true;
        ledger.put(line);
        desk.put(ledger);
    }
    let dbs = |step: &AllegationStep| step.task() == AllegationTask::TellDbs;
    for step in steps().into_iter().filter(|step| !dbs(step)) {
        desk.done(take(id, step));
    }
    let end = AllegationStep::AppointmentEnded { notice: Some(desk.today), note: None };
    desk.done(Command::SuspendVisitor {
        visitor: p.visitor,
        on: desk.today,
        reason: Some(Pause::SEE_MANAGER.to_owned()),
        by_manager: true,
    });
    desk.done(take(id, end));
    let found = desk.findings(&close(id));
    assert_eq!(level(&found, RuleId::R77), Some(Level::Warn));
    assert!(found.iter().any(|f| f.sentence.contains(words)), "{found:?}");
    for step in steps().into_iter().filter(dbs) {
        desk.done(take(id, step));
    }
    assert_eq!(level(&desk.findings(&close(id)), RuleId::R77), None);
    assert!(desk.world.visitor(p.visitor).unwrap().is_suspended(desk.today));
}

#[test]
fn a_notice_that_is_awaited_is_said() {
    let (mut desk, _, id) = alleged();
    for step in steps() {
        desk.done(take(id, step));
    }
    let ends = |notice| take(id, AllegationStep::AppointmentEnded { notice, note: None });
    assert_eq!(rules(&desk.findings(&ends(None))), [RuleId::R53]);
    assert_eq!(rules(&desk.findings(&ends(Some(desk.today)))), []);
}

#[test]
fn what_is_malicious_or_false_leaves_the_personnel_record() {
    let (mut desk, _, id) = alleged();
    let clear = |step: &AllegationStep| step.task() == AllegationTask::ClearRecord;
    for step in steps().into_iter().filter(|step| !clear(step)) {
        desk.done(take(id, step));
    }
    assert_eq!(level(&desk.findings(&close(id)), RuleId::R78), None);
    desk.done(take(id, AllegationStep::Ended { word: OutcomeWord::False, by: s("Ola"), on: desk.today }));
    assert_eq!(level(&desk.findings(&close(id)), RuleId::R78), Some(Level::Info));
    for step in steps().into_iter().filter(clear) {
        desk.done(take(id, step));
    }
    assert_eq!(level(&desk.findings(&close(id)), RuleId::R78), None);
}

/// 24 hours to the minute: in time at the last one, late from the next.
#[rstest]
#[case("2026-11-23T09:00:00Z", false)]
#[case("2026-11-23T09:00:01Z", true)]
fn the_lado_told_late_is_recorded_and_said(#[case] when: &str, #[case] late: bool) {
    let (mut desk, _, id) = alleged();
    (desk.now, desk.today) = (at("2026-11-25T09:00:00Z"), day("2026-11-25"));
    let told = take(id, AllegationStep::LadoTold { at: at(when), name: s("Ola"), reference: None });
    assert_eq!(level(&desk.findings(&told), RuleId::R71), late.then_some(Level::Warn));
    desk.done(told);
}

#[test]
fn two_allegations_are_one_pause_and_both_stand_against_its_end() {
    let (mut desk, p, first) = alleged();
    let second = desk.done(receive_allegation(p.visitor, "2026-11-22T10:00:00Z"));
    assert!(second.open.is_none(), "nothing more is seen");
    for step in steps() {
        if step.task() == AllegationTask::Reinstate {
            assert!(rules(&desk.refused(&take(first, step))).contains(&RuleId::R74));
            continue;
        }
        desk.done(take(first, step));
    }
    assert_eq!(desk.world.visitor(p.visitor).unwrap().suspensions.len(), 1);
}
