//! What was done can be told, and taken back.

use chrono::Days;
use domain::command::{ChildDetails, Command};
use domain::record::{Kind, Name, ONLY, Record, Subject, VisitReport};
use store::{RunError, TakenOn};

use super::desk::{Desk, add_visitor, day, plan, report};

fn undo(desk: &mut Desk) -> Command {
    Command::Undo { what: Box::new(desk.file.last_undoable().unwrap().unwrap()) }
}

#[test]
fn the_history_of_a_child_shows_who_when_and_both_sides() {
    let mut desk = Desk::new();
    let child = desk.child("Leila");
    let other = desk.child("Omar");
    let first = desk.world.child(child).unwrap().clone();
    desk.today = desk.today + Days::new(2);
    desk.by = "Dan Prior".to_owned();
    let mut details = ChildDetails::new(Name::new("Leila", "Rahman"), first.born, "Northshire");
    details.school = Some("Elm School".to_owned());
    desk.run(Command::AmendChild { child, details: Box::new(details) });
    let now = desk.now();

    for again in [false, true] {
        while !desk.file.read_past(1).unwrap() {}
        let history = desk.file.history((Kind::Child, child.0), 10).unwrap();
        assert_eq!(history.len(), 2);
        let amended = &history[0];
        assert_eq!((amended.change, amended.at), (4, now));
        assert_eq!((&amended.by[..], &amended.command[..]), ("Dan Prior", "amend-child"));
        assert_eq!(amended.done, "Details of C-0001 changed.");
        assert_eq!(amended.subject, Subject::Child(child));
        let changed = amended.of((Kind::Child, child.0)).unwrap();
        assert_eq!(changed.before, Some(Record::from(first.clone())));
        assert_eq!(changed.after, Some(Record::from(desk.world.child(child).unwrap().clone())));
        assert_eq!(amended.of((Kind::Child, other.0)), None);
        let entered = &history[1];
        assert_eq!((&entered.by[..], entered.change), ("Maya Stone", 2));
        assert_eq!(entered.of((Kind::Child, child.0)).unwrap().before, None);
        assert!(entered.of((Kind::Counters, ONLY)).is_some());
        assert_eq!(desk.file.history((Kind::Child, child.0), 1).unwrap().len(), 1);
        assert_eq!(desk.file.history((Kind::Child, [9; 16]), 10).unwrap(), []);
        if !again {
            desk = desk.reopened();
        }
    }
    // A history once asked for keeps up with what is done later.
    let details = ChildDetails::new(Name::new("Leila", "Haddad"), first.born, "Northshire");
    desk.run(Command::AmendChild { child, details: Box::new(details) });
    assert_eq!(desk.file.history((Kind::Child, child.0), 10).unwrap()[0].change, 5);
}

#[test]
fn the_past_is_learned_a_piece_at_a_time_from_the_newest_back() {
    let mut desk = Desk::new();
    let child = desk.child("Leila");
    let born = desk.world.child(child).unwrap().born;
    let amend = |desk: &mut Desk, first: &str| {
        let details = ChildDetails::new(Name::new(first, "Rahman"), born, "Northshire");
        desk.run(Command::AmendChild { child, details: Box::new(details) });
    };
    let changes = |desk: &Desk| -> Vec<u64> {
        desk.file.history((Kind::Child, child.0), 10).unwrap().iter().map(|entry| entry.change).collect()
    };
    ["Lola", "Lila", "Leila"].into_iter().for_each(|first| amend(&mut desk, first));
    assert!(desk.file.knows_past(), "a file that was made now has no past but this");
    assert_eq!(changes(&desk), [5, 4, 3, 2]);

    let mut desk = desk.reopened();
    assert!(!desk.file.knows_past());
    assert_eq!(changes(&desk), [0; 0]);
    assert!(!desk.file.read_past(2).unwrap());
    assert_eq!(changes(&desk), [5, 4]);
    // What is written and taken back meanwhile stands in its place.
    amend(&mut desk, "Lena");
    let taken_back = undo(&mut desk);
    desk.run(taken_back);
    assert_eq!(changes(&desk), [7, 6, 5, 4]);
    assert!(!desk.file.read_past(2).unwrap());
    assert!(desk.file.read_past(2).unwrap());
    assert_eq!(changes(&desk), [7, 6, 5, 4, 3, 2]);
    assert!(desk.file.knows_past() && desk.file.read_past(2).unwrap(), "once all is known it stays so");
    assert_eq!(changes(&desk), [7, 6, 5, 4, 3, 2]);
    // A file that is read anew knows nothing, and learns it again.
    desk.world = desk.file.reopen().unwrap();
    assert!(!desk.file.knows_past() && desk.file.read_past(100).unwrap());
    assert_eq!(changes(&desk), [7, 6, 5, 4, 3, 2]);
}

#[test]
fn the_journal_is_told_from_the_newest_back() {
    let mut desk = Desk::new();
    for _ in 0..5 {
        desk.child("Leila");
    }
    let changes = |before, limit| -> Vec<u64> {
        desk.file.journal(before, limit).unwrap().iter().map(|entry| entry.change).collect()
    };
    assert_eq!(changes(None, 3), [6, 5, 4]);
    assert_eq!(changes(Some(4), 10), [3, 2, 1]);
    assert_eq!(changes(Some(1), 10), [0; 0]);
}

#[test]
fn an_undo_puts_back_every_record_and_leaves_both_entries() {
    let mut desk = Desk::new();
    let child = desk.child("Leila");
    let before = desk.world.child(child).unwrap().clone();
    let details = ChildDetails::new(Name::new("Lola", "Haddad"), before.born, "Southshire");
    desk.run(Command::AmendChild { child, details: Box::new(details) });
    let undone = undo(&mut desk);
    let done = desk.run(undone);
    assert_eq!(done.decision.done, "Taken back: Details of C-0001 changed.");
    assert_eq!(desk.world.child(child), Some(&before));
    let history = desk.file.history((Kind::Child, child.0), 10).unwrap();
    assert_eq!(
        history.iter().map(|entry| &entry.command[..]).collect::<Vec<_>>(),
        ["undo", "amend-child", "add-child"]
    );
    assert_eq!(history[0].changes[0].before, history[1].changes[0].after);
    assert_eq!(history[0].changes[0].after, history[1].changes[0].before);

    let m = desk.a_match();
    let undone = undo(&mut desk);
    desk.run(undone);
    assert!(desk.world.match_(m).is_none() && desk.world.ledger(m).is_none());
    // The number of the match is not given out again.
    let (child, visitor) =
        (desk.world.children().next().unwrap().id, desk.world.visitors().next().unwrap().id);
    let m = desk.start(child, visitor);
    assert_eq!(desk.world.match_(m).unwrap().number, 2);
    desk.reopened();
}

#[test]
fn what_was_changed_since_is_not_taken_back() {
    let mut desk = Desk::new();
    let m = desk.a_match();
    let date = desk.today - Days::new(1);
    desk.run(report(m, None, date, "I won twice."));
    let visit = desk.world.visits_by_date().next().unwrap().1;
    let first = undo(&mut desk);
    // Only the child's words differ: nothing of that is in memory.
    desk.run(report(m, Some(visit), date, "I lost twice."));
    let head = desk.file.head();
    let refused = desk.try_run(&first).unwrap_err();
    assert!(matches!(&refused, RunError::Refused(refusal) if !refusal.can_be_overridden()), "{refused}");
    assert!(refused.to_string().starts_with("It has been changed again since"));
    assert_eq!(desk.file.head(), head);
    let words = |report: Option<VisitReport>| report.unwrap().child_words;
    assert_eq!(words(desk.file.report(visit).unwrap()), "I lost twice.");
    let second = undo(&mut desk);
    desk.run(second);
    assert_eq!(words(desk.file.report(visit).unwrap()), "I won twice.");
    // An undo is not undone, and decide says so.
    let third = undo(&mut desk);
    assert!(matches!(desk.try_run(&third).unwrap_err(), RunError::Refused(_)));

    let child = desk.child("Omar");
    let added = undo(&mut desk);
    let details = ChildDetails::new(Name::new("Omar", "Haddad"), day("2014-05-01"), "Southshire");
    desk.run(Command::AmendChild { child, details: Box::new(details) });
    assert!(matches!(desk.try_run(&added).unwrap_err(), RunError::Refused(_)));
}

#[test]
fn a_concern_is_named_in_what_could_be_taken_back() {
    let mut desk = Desk::new();
    let m = desk.a_match();
    let mut filing = report(m, None, desk.today, "He shouts at me.");
    if let Command::FileVisitReport { report } = &mut filing {
        report.concern = Some(domain::command::ReportConcern {
            learned: None,
            heard: None,
            what: "Shouting".to_owned(),
            danger_now: false,
        });
    }
    desk.run(filing);
    let what = desk.file.last_undoable().unwrap().unwrap();
    assert_eq!(what.concern, Some(desk.world.concerns().next().unwrap().id));
    assert!(matches!(desk.try_run(&Command::Undo { what: Box::new(what) }), Err(RunError::Refused(_))));
    assert!(Desk::bare().file.last_undoable().unwrap().is_none());
}

#[test]
fn what_was_overridden_stands_in_the_journal_with_name_and_reason() {
    let mut desk = Desk::new();
    desk.reason = None;
    let adding = add_visitor("Ann", desk.today);
    assert!(matches!(desk.try_run(&adding), Err(RunError::Refused(_))));
    desk.reason = Some("Certificate seen at the partner agency.".to_owned());
    desk.run(adding);
    let desk = desk.reopened();
    let entry = desk.file.journal(None, 1).unwrap().remove(0);
    let taken =
        TakenOn { by: "Maya Stone".to_owned(), reason: "Certificate seen at the partner agency.".to_owned() };
    assert_eq!(entry.taken_on, Some(taken));
    let overridden: Vec<_> = entry.overridden().collect();
    assert!(!overridden.is_empty());
    assert!(overridden.iter().all(|noted| !noted.sentence.is_empty() && noted.rule.starts_with('R')));
    assert!(entry.done.contains("V-0001") && !entry.done.contains("Ann"));
}

#[test]
fn a_warning_is_kept_but_nobody_is_named_for_it() {
    let mut desk = Desk::new();
    let born = desk.today - Days::new(365 * 6);
    desk.run(super::desk::add_child("Leila", born));
    let entry = desk.file.journal(None, 1).unwrap().remove(0);
    assert_eq!(entry.findings.len(), 1);
    assert_eq!((&entry.findings[0].rule[..], entry.findings[0].overridden), ("R4", false));
    assert_eq!(entry.findings[0].field.as_deref(), Some("born"));
    assert_eq!(entry.taken_on, None);
}

#[test]
fn a_ledger_grows_in_the_journal_by_what_is_new() {
    let mut desk = Desk::new();
    let m = desk.a_match();
    for n in 1..40 {
        desk.run(plan(m, desk.today + Days::new(n)));
    }
    let history = desk.file.history((Kind::Ledger, m.0), 100).unwrap();
    assert_eq!(history.len(), 40);
    for (n, entry) in history.iter().enumerate() {
        let Some(Record::Ledger(ledger)) = &entry.of((Kind::Ledger, m.0)).unwrap().after else { panic!() };
        assert_eq!(ledger.visits.len(), 39 - n);
    }
}
