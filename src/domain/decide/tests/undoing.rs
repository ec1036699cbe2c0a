//! Taking back: by the inverse, never about a concern, and only while nothing has come of it.

use super::commands::{Full, full, pass_on, propose, raise, samples};
use super::samples::prepare;
use super::*;

fn counters_aside(world: &World) -> World {
    let mut world = world.clone();
    world.apply(&[Change::Put(Counters::default().into())]);
    world
}

#[test]
fn every_command_is_taken_back_without_a_trace_but_its_numbers() {
    let mut tried = 0;
    for n in 0..samples(&full()).len() {
        let mut f = full();
        let command = samples(&f).swap_remove(n).0;
        prepare(&mut f.desk, &command);
        let (before, counted) = (f.desk.world.clone(), f.desk.world.counters().clone());
        let decision = f.desk.ask(&command).unwrap();
        let undo = f.desk.undoable(&command, &decision);
        f.desk.commit(&decision);
        let made = f.desk.world.counters().clone();
        let about_concern = ["take-concern-step", "decide-match-effect"].contains(&command.name());
        if about_concern || command.name().ends_with("-concern") {
            assert!(f.desk.refused(&undo)[0].sentence.starts_with("A concern was recorded"), "{command:?}");
            continue;
        }
        if command.name().contains("allegation") {
            assert!(f.desk.refused(&undo)[0].sentence.contains("about an allegation is kept"), "{command:?}");
            continue;
        }
        if command.name().ends_with("-low-level") {
            assert!(f.desk.refused(&undo)[0].sentence.starts_with("A low-level concern"), "{command:?}");
            continue;
        }
        if command.name().ends_with("-person") {
            assert!(f.desk.refused(&undo)[0].sentence.starts_with("Who opens the file"), "{command:?}");
            continue;
        }
        // Of a status update or a review the ledger only takes note.
        let noted = ["give-update", "feed-review", "give-feedback"].contains(&command.name());
        if !noted && decision.changes.iter().any(|c| c.key().0 == Kind::Release) {
            assert!(f.desk.refused(&undo)[0].sentence.starts_with("What was released"), "{command:?}");
            continue;
        }
        let (after, back) = (f.desk.world.clone(), f.desk.ask(&undo).unwrap());
        let Command::Undo { what } = f.desk.undoable(&undo, &back) else { panic!() };
        f.desk.commit(&back);
        assert!(back.done.starts_with("Taken back: "), "{}", back.done);
        assert!(counters_aside(&f.desk.world) == counters_aside(&before), "{command:?} left something");
        assert!(*f.desk.world.counters() == made, "{command:?} gave a number back");
        assert!(made.last.iter().all(|(p, n)| counted.last.get(p).is_none_or(|before| before <= n)));
        // Done again, it is to the letter what it was; and that is taken back like anything else.
        let redo = Command::Redo { what };
        let again = f.desk.ask(&redo).unwrap();
        let undo = f.desk.undoable(&redo, &again);
        f.desk.commit(&again);
        assert_eq!(again.done, format!("Done again: {}", decision.done));
        assert!(f.desk.world == after, "{command:?} came back as something else");
        f.desk.done(undo);
        assert!(counters_aside(&f.desk.world) == counters_aside(&before), "{command:?} left something");
        // What comes next has a number of its own.
        let again = f.desk.done(command);
        assert!(counted == made || *f.desk.world.counters() != made, "{}", again.done);
        tried += 1;
    }
    let aside = "set-up, undo, redo, the morning, a denial, a passphrase; eight about concerns, three about people, two about \
                 allegations, two of low levels, six releases";
    assert_eq!(tried, Command::NAMES.len() - 6 - 8 - 3 - 2 - 2 - 6, "{aside}");
}

#[test]
fn the_morning_is_taken_back_too() {
    let mut desk = Desk::new();
    for _ in 0..2 {
        let (before, command) = (desk.world.clone(), Command::MarkReviewed {});
        let decision = desk.ask(&command).unwrap();
        let undo = desk.undoable(&command, &decision);
        desk.commit(&decision);
        desk.done(undo);
        assert!(desk.world == before);
        desk.now += chrono::Duration::minutes(1);
        desk.done(Command::MarkReviewed {});
    }
}

#[test]
fn only_an_undo_is_done_again_and_only_while_nothing_has_changed_since() {
    let mut f = full();
    let command = samples(&f).remove(0).0;
    let decision = f.desk.ask(&command).unwrap();
    let undo = f.desk.undoable(&command, &decision);
    let Command::Undo { what } = &undo else { panic!() };
    let no_undo = Command::Redo { what: what.clone() };
    f.desk.commit(&decision);
    assert!(f.desk.refused(&no_undo)[0].sentence.contains("was no undo"));
    let back = f.desk.ask(&undo).unwrap();
    let Command::Undo { what } = f.desk.undoable(&undo, &back) else { panic!() };
    f.desk.commit(&back);
    // The same once more, so that the record is another than the undo left.
    f.desk.done(command);
    assert!(
        f.desk.refused(&Command::Redo { what })[0].sentence.starts_with("It has been changed again since")
    );
}

#[test]
fn an_undo_and_the_setting_up_are_not_taken_back() {
    let mut f = full();
    let command = samples(&f).remove(0).0;
    let decision = f.desk.ask(&command).unwrap();
    let undo = f.desk.undoable(&command, &decision);
    f.desk.commit(&decision);
    let back = f.desk.ask(&undo).unwrap();
    let twice = f.desk.undoable(&undo, &back);
    f.desk.commit(&back);
    assert!(f.desk.refused(&twice)[0].sentence.contains("itself an undo"));

    let mut desk = Desk::new();
    let setup = Command::SetUpScheme {
        name: "Other".to_owned(),
        coordinator: COORDINATOR.to_owned(),
        authority: String::new(),
        demonstration: false,
    };
    assert_eq!(rules(&desk.refused(&setup)), [RuleId::H3], "a file holds one scheme");
    desk.world = World::default();
    let decision = desk.ask(&setup).unwrap();
    let undo = desk.undoable(&setup, &decision);
    desk.commit(&decision);
    assert!(desk.refused(&undo)[0].sentence.contains("cannot be taken back"));
}

/// Carries out a command and gives what takes it back.
fn then_undo(desk: &mut Desk, command: Command) -> Command {
    let decision = desk.ask(&command).unwrap();
    let undo = desk.undoable(&command, &decision);
    desk.commit(&decision);
    undo
}

#[test]
fn what_was_changed_again_is_not_taken_back() {
    let mut f = full();
    let m = f.pair.id;
    let undo = then_undo(&mut f.desk, plan(m, "2026-12-05"));
    f.desk.done(plan(m, "2026-12-12"));
    assert!(f.desk.refused(&undo)[0].sentence.contains("changed again since"));
}

#[test]
fn what_others_refer_to_by_now_is_not_taken_back() {
    let mut f = full();
    let made = samples(&f).into_iter().map(|(good, _)| good);
    let (mut add_child, mut add_visitor) = (None, None);
    for command in made {
        match command.name() {
            "add-child" => add_child = Some(command),
            "add-visitor" => add_visitor = Some(command),
            _ => {}
        }
    }
    let undo_child = then_undo(&mut f.desk, add_child.unwrap());
    let newest = f.desk.world.children().last().unwrap().id;
    f.desk.done(receive(newest, "2026-11-20"));
    let undo_visitor = then_undo(&mut f.desk, add_visitor.unwrap());
    let newest = f.desk.world.visitors().last().unwrap().id;
    f.desk.done(Command::HoldGroup {
        held: f.desk.today,
        attended: vec![newest],
        minutes: None,
        topics: None,
    });
    let undo_visit = then_undo(&mut f.desk, plan(f.pair.id, "2026-12-05"));
    let visit = f.desk.world.ledger(f.pair.id).unwrap().visits.last().unwrap().id;
    let about = vec![Subject::Visit(visit)];
    f.desk.done(Command::TakeNote { on: f.desk.today, about, text: "A train is booked.".to_owned() });
    for undo in [undo_child, undo_visitor, undo_visit] {
        assert!(f.desk.refused(&undo)[0].sentence.contains("refers to it"));
    }
}

#[test]
fn an_ending_is_not_taken_back_into_a_second_match() {
    let mut f = full();
    let end = Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id: f.pair.id,
        on: f.desk.today,
        reason: EndReason::TooFar,
        decided_by: None,
        notice: None,
        note: None,
    };
    let undo = then_undo(&mut f.desk, end.clone());
    agreed(&mut f.desk, f.waiting, f.pair.visitor);
    f.desk.done(start(f.waiting, f.pair.visitor, "2026-11-22"));
    assert!(
        f.desk.refused(&undo)[0].sentence.contains("stands in its place"),
        "the visitor has another child"
    );

    let mut f = full();
    let undo = then_undo(&mut f.desk, end);
    f.desk.done(Command::CloseProposal { proposal: f.agreed, on: f.desk.today, note: None });
    agreed(&mut f.desk, f.pair.child, f.free);
    f.desk.done(start(f.pair.child, f.free, "2026-11-22"));
    assert!(
        f.desk.refused(&undo)[0].sentence.contains("stands in its place"),
        "the child has another visitor"
    );

    let mut f = full();
    let (referral, on, reason) = (f.referral, f.desk.today, ReferralCloseReason::Withdrawn);
    let undo = then_undo(&mut f.desk, Command::CloseReferral { referral, on, reason, note: None });
    f.desk.done(receive(f.waiting, "2026-11-22"));
    assert!(f.desk.refused(&undo)[0].sentence.contains("stands in its place"), "the child is referred again");
}

#[test]
fn a_beginning_taken_back_opens_its_proposal_again() {
    let mut f = full();
    let undo = then_undo(&mut f.desk, start(f.waiting, f.free, "2026-11-22"));
    assert!(!f.desk.world.proposal(f.agreed).unwrap().is_open());
    f.desk.done(undo);
    assert!(f.desk.world.proposal(f.agreed).unwrap().is_open());
    assert!(f.desk.world.open_referral_of_child(f.waiting).is_some());
}

#[test]
fn a_closing_is_not_taken_back_into_a_second_proposal() {
    let two = |f: &Full| {
        let idea = f.desk.world.proposal(f.idea).unwrap();
        (idea.child, idea.visitor)
    };
    let close = |f: &mut Full| {
        let (proposal, on) = (f.idea, f.desk.today);
        then_undo(&mut f.desk, Command::CloseProposal { proposal, on, note: None })
    };
    // Of the child.
    let mut f = full();
    let (undo, (child, _)) = (close(&mut f), two(&f));
    let other = visitor(&mut f.desk, "Ottoline");
    f.desk.done(propose(child, other, "2026-11-22"));
    assert!(f.desk.refused(&undo)[0].sentence.contains("stands in its place"));
    // Of the visitor, unless a visitor may have several.
    let mut f = full();
    let (undo, (_, visitor)) = (close(&mut f), two(&f));
    let other = child_of(&mut f.desk);
    f.desk.done(propose(other, visitor, "2026-11-22"));
    assert!(f.desk.refused(&undo)[0].sentence.contains("stands in its place"));
    f.desk.settings(ParamId::MatchesPerVisitor, 2);
    f.desk.done(undo);
}

fn child_of(desk: &mut Desk) -> ChildId {
    child(desk, "Maximiliane")
}

#[test]
fn nothing_about_a_concern_is_taken_back_even_when_only_the_undo_knows_of_it() {
    let mut f = full();
    let mut undo = then_undo(&mut f.desk, plan(f.pair.id, "2026-12-05"));
    let Command::Undo { what } = &mut undo else { panic!() };
    what.concern = Some(f.concern);
    f.desk.refused(&undo);
    for command in [raise(f.pair.child, "2026-11-22T10:00:00Z"), pass_on(f.concern, "2026-11-22T10:30:00Z")] {
        let undo = then_undo(&mut f.desk, command);
        f.desk.refused(&undo);
    }
    let concern = Some(ReportConcern {
        learned: None,
        heard: None,
        what: "He was hungry.".to_owned(),
        danger_now: false,
    });
    let undo = then_undo(&mut f.desk, file(NewReport { concern, ..report(f.pair.id, "2026-11-15") }));
    f.desk.refused(&undo);
}

#[test]
fn every_id_is_new() {
    let mut f = full();
    let mut seen = std::collections::BTreeSet::new();
    let mut ids = |changes: &[Change]| {
        for change in changes {
            let Change::Put(record) = change else { continue };
            if let Record::Ledger(ledger) = record {
                seen.extend(ledger.visits.iter().map(|v| v.id.0));
            }
            seen.insert(record.raw_id());
        }
        seen.len()
    };
    let concern = Some(ReportConcern {
        learned: None,
        heard: None,
        what: "He was hungry.".to_owned(),
        danger_now: true,
    });
    let next = Some(VisitPlan::on(day("2026-12-12"), None));
    let busy = |on| file(NewReport { concern: concern.clone(), next: next.clone(), ..report(f.pair.id, on) });
    let first = f.desk.done(busy("2026-11-14"));
    let before = ids(&first.changes);
    let second = f.desk.done(busy("2026-11-15"));
    // The visit, the concern, and the next visit; the report has its visit's id.
    assert_eq!(ids(&second.changes), before + 3);
}

/// R19: an end that was brought forward is not put back while the visitor has another child by then.
#[test]
fn the_undo_of_an_ending_lets_no_visitor_have_two() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let end = |on| Command::EndMatch {
        match_id: p.id,
        on: day(on),
        reason: EndReason::TooFar,
        decided_by: None,
        notice: Some(day("2026-11-10")),
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    };
    desk.done(end("2027-01-31"));
    let sooner = end("2026-11-22");
    let decision = desk.ask(&sooner).unwrap();
    let undo = desk.undoable(&sooner, &decision);
    desk.commit(&decision);
    let other = child(&mut desk, "Mariam");
    begun(&mut desk, other, p.visitor, "2026-11-22");
    assert_eq!(rules(&desk.refused(&undo)), [RuleId::H3]);
    // Nor is it put off again, but by name.
    let found = desk.refused(&end("2027-01-31"));
    assert_eq!(level(&found, RuleId::R19), Some(Level::Override));
    desk.override_with(&[RuleId::R19]);
    desk.done(end("2027-01-31"));
}

/// R104, and what holds of concerns: an allegation, each of its steps, a low-level concern and what came of it stay on
/// record. Neither the undo nor the redo goes back over them, whoever asks.
#[test]
fn what_is_kept_for_good_is_neither_taken_back_nor_done_again() {
    let mut f = full();
    let kept = [
        "receive-allegation",
        "take-allegation-step",
        "record-low-level",
        "look-at-low-level",
        "raise-concern",
        "release-information",
    ];
    let mut tried = 0;
    for (command, _) in samples(&f) {
        if !kept.contains(&command.name()) {
            continue;
        }
        prepare(&mut f.desk, &command);
        let Command::Undo { what } = then_undo(&mut f.desk, command.clone()) else { panic!() };
        let why = f.desk.refused(&Command::Undo { what: what.clone() });
        assert_eq!(rules(&why), [RuleId::H3], "{command:?}");
        // As an undo of an older release may have left it.
        let (before, after) = (what.before.clone(), what.after.clone());
        let redo = Undoable { command: "undo".to_owned(), before, after, ..*what };
        assert!(f.desk.refused(&Command::Redo { what: Box::new(redo) }) == why, "{command:?}");
        tried += 1;
    }
    assert_eq!(tried, kept.len());
    for kind in Kind::ALL {
        let stays = matches!(
            kind,
            Kind::Concern | Kind::Allegation | Kind::LowLevel | Kind::Release | Kind::AllegationRelease
        );
        assert_eq!(super::super::stays_on_record([*kind]).is_some(), stays, "{kind:?}");
    }
    // What was told with a record of its own is taken back with it; what left by itself is not.
    for (with, stays) in [(Kind::Referral, false), (Kind::MatchReview, false), (Kind::Match, true)] {
        assert_eq!(super::super::stays_on_record([with, Kind::Release]).is_some(), stays, "{with:?}");
    }
}
