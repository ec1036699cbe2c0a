//! Several commands as one: different records only, one change, one undo, and no rule stepped round.

use super::commands::{full, propose};
use super::*;
use rstest::rstest;

fn trained(visitor: VisitorId) -> Command {
    let (modules, on) = (vec![Module::Other], day("2026-11-01"));
    Command::RecordTraining { visitor, modules, on, expires: None, note: None }
}

fn together(commands: Vec<Command>) -> Command {
    Command::Together { commands }
}

#[test]
fn all_of_it_or_nothing_and_one_undo() {
    let mut f = full();
    let both = together(vec![trained(f.free), trained(f.held)]);
    let (before, decision) = (f.desk.world.clone(), f.desk.ask(&both).unwrap());
    assert_eq!(decision.done, "Done for 2 lines.");
    let undo = f.desk.undoable(&both, &decision);
    f.desk.commit(&decision);
    let other = |v: VisitorId, d: &Desk| d.world.visitor(v).unwrap().training.len();
    assert_eq!((other(f.free, &f.desk), other(f.held, &f.desk)), (8, 8));
    f.desk.done(undo);
    assert!(f.desk.world == before);
    // One that cannot be taken refuses all.
    let one_bad = together(vec![trained(f.free), Command::ConfirmVisit { visit: f.reported }]);
    assert_eq!(level(&f.desk.refused(&one_bad), RuleId::H3), Some(Level::Block));
}

#[test]
fn what_is_overridden_stays_with_all_of_it() {
    let mut f = full();
    f.desk.visitor(f.pair.visitor, |v| v.pack = None);
    f.desk.match_(f.pair.id, |m| m.holds.clear());
    f.desk.child(f.pair.child, |c| c.card = Card::default());
    let both = together(vec![plan(f.pair.id, "2026-12-05"), trained(f.free)]);
    f.desk.refused(&both);
    f.desk.override_with(&[RuleId::R10, RuleId::R11, RuleId::R42]);
    let made = f.desk.done(both);
    assert_eq!(level(&made.findings, RuleId::R10), Some(Level::Override));
}

#[rstest]
#[case::nothing(0)]
#[case::too_many(61)]
fn a_number_of_lines_that_makes_sense(#[case] many: usize) {
    let desk = Desk::new();
    let note = Command::TakeNote { on: desk.today, about: vec![], text: "Rang.".to_owned() };
    assert_eq!(rules(&desk.refused(&together(vec![note.clone(); many]))), [RuleId::H3]);
    desk.ask(&together(vec![note; 60])).unwrap();
}

/// Each is judged by the world before all of them, so none may rest on what another makes.
#[test]
fn two_about_the_same_are_refused_also_when_they_only_make_new_records() {
    let mut desk = Desk::new();
    let (a, b) = (child(&mut desk, "Leila"), child(&mut desk, "Mariam"));
    let (v, w) = (visitor(&mut desk, "Tobias"), visitor(&mut desk, "Rosalind"));
    let overlap = |desk: &Desk, commands: Vec<Command>| {
        let found = desk.refused(&together(commands));
        found.iter().any(|f| f.sentence.starts_with("Two of the marked lines"))
    };
    desk.override_with(RuleId::ALL);
    let on = "2026-11-22";
    assert!(overlap(&desk, vec![start(a, v, on), start(b, v, on)]), "one visitor, two children");
    assert!(overlap(&desk, vec![start(a, v, on), start(a, w, on)]), "one child, two visitors");
    assert!(overlap(&desk, vec![propose(a, v, on), propose(b, v, on)]));
    assert!(overlap(&desk, vec![propose(a, v, on), propose(a, w, on)]));
    assert!(overlap(&desk, vec![receive(a, on), receive(a, on)]));
    let pause = |visitor| Command::SuspendVisitor {
        visitor,
        on: day(on),
        reason: Some("a pause".to_owned()),
        by_manager: false,
    };
    assert!(overlap(&desk, vec![pause(v), start(a, v, on)]));
    assert!(overlap(&desk, vec![start(a, v, on), pause(v)]));
    assert!(overlap(&desk, vec![trained(v), trained(v)]));
    let undo = Command::Undo { what: Box::new(undoable()) };
    for inside in [undo, together(vec![trained(v)])] {
        assert_eq!(rules(&desk.refused(&together(vec![inside]))), [RuleId::H3]);
    }
    let made = desk.done(together(vec![start(a, v, on), start(b, w, on)]));
    assert_eq!(made.done, "Done for 2 lines.");
    assert_eq!(desk.world.matches().count(), 2);
}

fn undoable() -> Undoable {
    Undoable {
        change: 1,
        command: "take-note".to_owned(),
        done: "Note taken.".to_owned(),
        before: vec![],
        after: vec![],
        concern: None,
    }
}

#[test]
fn every_number_and_id_is_given_once() {
    let mut desk = Desk::new();
    let people = ["Leila", "Mariamne", "Bo"].map(|first| child(&mut desk, first));
    desk.done(together(people.iter().map(|c| receive(*c, "2026-11-20")).collect()));
    let ids: std::collections::BTreeSet<_> = desk.world.referrals().map(|r| r.id).collect();
    assert_eq!(ids.len(), 3);
    let proposed: Vec<_> = people
        .iter()
        .zip(["Tobias", "Rosalind", "Cornelia"])
        .map(|(c, v)| propose(*c, visitor(&mut desk, v), "2026-11-21"))
        .collect();
    desk.done(together(proposed));
    let numbers: std::collections::BTreeSet<_> = desk.world.proposals().map(|p| p.number).collect();
    assert_eq!(numbers.len(), 3);
}
