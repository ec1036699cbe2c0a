//! What is done is in the file, and nothing else is.

use chrono::Days;
use domain::command::{Command, NewConcern};
use domain::id::{ChildId, VisitId};
use domain::people::Role;
use domain::record::{Kind, Subject};
use domain::world::World;
use store::{Access, Error, Kdf, NewScheme, RunError, SchemeFile, sealed};

use super::desk::{Desk, PERSON, PHRASE, add_child, day, plan, referral, report};

#[test]
fn a_days_work_is_there_when_the_file_opens_again() {
    let mut desk = Desk::new();
    let child = desk.child("Leila");
    desk.run(referral(child, day("2026-01-05")));
    let visitor = desk.visitor("Ann");
    let m = desk.start(child, visitor);
    let visit = desk.planned(m);
    desk.run(Command::ConfirmVisit { visit });
    let yesterday = desk.today - Days::new(1);
    desk.run(report(m, None, yesterday, "I won twice."));
    desk.run(Command::HoldGroup {
        held: yesterday,
        attended: vec![visitor],
        minutes: None,
        topics: Some("summer".to_owned()),
    });
    desk.run(Command::RaiseConcern {
        concern: Box::new(NewConcern {
            match_id: Some(m),
            ..NewConcern::new(child, desk.now(), "Ann", "A bruise.")
        }),
    });
    desk.run(Command::MarkReviewed {});
    let filed = desk.world.visits_by_date().next().unwrap().1;
    let desk = desk.reopened();
    let report = desk.file.report(filed).unwrap().unwrap();
    assert_eq!(report.child_words, "I won twice.");
    assert_eq!(desk.file.report(VisitId([9; 16])).unwrap(), None);
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().is_sound());
    assert_eq!(desk.file.record(Kind::VisitReport, filed.0).unwrap(), Some(report.into()));
}

#[test]
fn a_refused_command_writes_nothing() {
    let mut desk = Desk::new();
    let head = desk.file.head();
    let before = desk.world.clone();
    let refused = desk.try_run(&add_child("Leila", day("2031-01-01"))).unwrap_err();
    assert!(matches!(&refused, RunError::Refused(refusal) if refusal.findings[0].field == Some("born")));
    assert_eq!(desk.file.head(), head);
    assert!(desk.world == before);
    desk.reopened();
}

#[test]
fn a_command_judged_at_another_moment_is_not_taken() {
    let mut desk = Desk::new();
    let old = desk.context();
    desk.child("Leila");
    let head = desk.file.head();
    let error = desk.file.run(&mut desk.world, &add_child("Omar", day("2015-01-01")), &old).unwrap_err();
    assert_eq!(error, RunError::Store(Error::Sealed(sealed::Error::Stale { head: 2 })));
    assert_eq!(desk.file.head(), head);
}

#[test]
fn what_was_taken_away_can_be_put_back() {
    let mut desk = Desk::new();
    let undo = |desk: &mut Desk| {
        let what = Box::new(desk.file.last_undoable().unwrap().unwrap());
        desk.run(Command::Undo { what });
    };
    desk.run(Command::MarkReviewed {});
    undo(&mut desk);
    assert_eq!(desk.world.morning(), None);
    desk.run(Command::MarkReviewed {});
    let m = desk.a_match();
    let visit = desk.planned(m);
    desk.today = desk.today + Days::new(4);
    let filing = report(m, Some(visit), day("2026-11-25"), "It rained.");
    desk.run(filing.clone());
    undo(&mut desk);
    assert_eq!(desk.file.report(visit).unwrap(), None);
    // Also when the file was opened since, and knows nothing of what is no longer there.
    let mut desk = desk.reopened();
    desk.run(filing);
    undo(&mut desk);
    desk.run(Command::MarkReviewed {});
    undo(&mut desk);
    let mut desk = desk.reopened();
    desk.run(Command::MarkReviewed {});
    assert!(desk.reopened().file.verify(&mut |_, _| {}).unwrap().is_sound());
}

#[test]
fn what_was_taken_back_can_be_done_again_with_its_words() {
    let mut desk = Desk::new();
    let m = desk.a_match();
    let visit = desk.planned(m);
    desk.today = desk.today + Days::new(4);
    desk.run(report(m, Some(visit), day("2026-11-25"), "It rained."));
    let last = |desk: &Desk| Box::new(desk.file.last_undoable().unwrap().unwrap());
    for reopened in [false, true] {
        let (world, filed) = (desk.world.clone(), desk.file.report(visit).unwrap());
        assert!(filed.is_some());
        desk.run(Command::Undo { what: last(&desk) });
        assert_eq!(desk.file.report(visit).unwrap(), None);
        if reopened {
            desk = desk.reopened();
        }
        desk.run(Command::Redo { what: last(&desk) });
        assert!(desk.world == world);
        assert_eq!(desk.file.report(visit).unwrap(), filed);
    }
    assert_eq!(desk.file.journal(None, 1).unwrap()[0].command, "redo");
    // An undo that is not the last change any more stands.
    desk.run(Command::Undo { what: last(&desk) });
    let old = last(&desk);
    desk.run(report(m, Some(visit), day("2026-11-25"), "It did not rain."));
    assert!(desk.try_run(&Command::Redo { what: old }).is_err());
    assert!(desk.reopened().file.verify(&mut |_, _| {}).unwrap().is_sound());
}

#[test]
fn many_at_once_are_as_many_one_by_one() {
    let make = || {
        let mut desk = Desk::new();
        let m = desk.a_match();
        let steps: Vec<_> = (0..25u64)
            .map(|n| {
                let mut context = desk.context();
                context.change += n;
                context.chance = [n as u8; 10];
                (plan(m, desk.today + Days::new(n + 1)), context)
            })
            .collect();
        (desk, steps)
    };
    let (mut slow, steps) = make();
    for (command, context) in &steps {
        slow.file.run(&mut slow.world, command, context).unwrap();
    }
    for batch in [0, 1, 7, 25, 1000] {
        let (mut fast, steps) = make();
        let last = fast.file.run_many(&mut fast.world, steps, batch).unwrap();
        assert_eq!(last, slow.file.head().seq);
        assert_eq!(fast.world.visits_by_date().len(), 25);
        assert_eq!(fast.file.journal(None, 100).unwrap().len(), slow.file.journal(None, 100).unwrap().len());
        let fast = fast.reopened();
        assert!(fast.file.verify(&mut |_, _| {}).unwrap().is_sound());
    }
}

#[test]
fn when_one_of_many_is_refused_those_before_it_stand() {
    let mut desk = Desk::new();
    let born = [day("2014-01-01"), day("2015-01-01"), day("2031-01-01"), day("2016-01-01")];
    let contexts: Vec<_> = (0..4)
        .map(|n| {
            let mut context = desk.context();
            context.change += n;
            context
        })
        .collect();
    let commands = born.map(|born| add_child("Leila", born)).into_iter().zip(contexts);
    let error = desk.file.run_many(&mut desk.world, commands, 100).unwrap_err();
    assert!(matches!(error, RunError::Refused(_)));
    assert_eq!(desk.world.children().len(), 2);
    assert_eq!(desk.file.head().seq, 3);
    desk.reopened();
}

#[test]
fn who_opens_it_may_do_what_their_role_says() {
    let mut desk = Desk::new();
    desk.let_in("Rae", PHRASE, Role::Reader);
    let (_folder, path) = desk.closed();
    let mut opened = SchemeFile::open(&path, "rae", PHRASE, Access::ReadWrite).unwrap();
    assert_eq!(opened.file.role(), Role::Reader);
    let context = opened.file.context(day("2026-11-22"), Default::default(), "Rae").unwrap();
    let error = opened.file.run(&mut opened.world, &Command::MarkReviewed {}, &context).unwrap_err();
    let RunError::Refused(refusal) = error else { panic!("{error}") };
    assert_eq!(refusal.findings[0].rule, domain::rule::RuleId::H8);
    opened.file.close().unwrap();
    let wrong = SchemeFile::open(&path, PERSON, "no such phrase", Access::ReadWrite).unwrap_err();
    assert_eq!(wrong, Error::Sealed(sealed::Error::WrongPassphrase));
}

/// Another passphrase.
const OTHER: &str = "walnut harbour cricket moss";

#[test]
fn the_recovery_key_opens_it_and_sets_another_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.befriend");
    let kdf = Kdf::for_tests();
    let new = NewScheme { person: PERSON, passphrase: PHRASE, role: Role::TeamManager, kdf };
    let (mut file, recovery) = SchemeFile::create(&path, &new).unwrap();
    let mut world = World::default();
    let context = file.context(day("2026-11-22"), Default::default(), "Maya").unwrap();
    file.run(&mut world, &Command::MarkReviewed {}, &context).unwrap();
    file.close().unwrap();
    let mut opened = SchemeFile::open_with_recovery(&path, &recovery, Access::ReadWrite).unwrap();
    assert!(opened.world == world);
    let by = opened.file.acting(&opened.world);
    let context = opened.file.context(day("2026-11-23"), Default::default(), by).unwrap();
    opened.file.change_passphrase(&mut opened.world, &context, OTHER).unwrap();
    let context = opened.file.context(day("2026-11-23"), Default::default(), "Maya").unwrap();
    opened.file.run(&mut opened.world, &Command::MarkReviewed {}, &context).unwrap();
    while !opened.file.read_past(10).unwrap() {}
    assert_eq!(opened.file.history((Kind::MorningReview, [0; 16]), 9).unwrap().len(), 2);
    opened.file.close().unwrap();
    let again = SchemeFile::open(&path, PERSON, OTHER, Access::ReadWrite).unwrap();
    assert!(again.world == opened.world);
    drop(again);
    let old = SchemeFile::open(&path, PERSON, PHRASE, Access::ReadWrite).unwrap_err();
    assert_eq!(old, Error::Sealed(sealed::Error::WrongPassphrase));
}

#[test]
fn nothing_that_is_printed_names_anybody() {
    let mut desk = Desk::new();
    let child = desk.child("Canary");
    let done = desk.run(Command::TakeNote {
        on: desk.today,
        about: vec![Subject::Child(child)],
        text: "Canary sang".to_owned(),
    });
    let fields = [("what".to_owned(), vec!["Canary".to_owned()])].into();
    let key = store::DraftKey::new("note", Some(Subject::Child(child)));
    let now = desk.now();
    desk.file.put_draft(&key, &fields, now).unwrap();
    let undoable = desk.file.last_undoable().unwrap();
    let journal = desk.file.journal(None, 9).unwrap();
    let refused = desk.try_run(&Command::ConfirmContact {
        home: None,
        child: ChildId([7; 16]),
        with: "Canary".to_owned(),
        on: desk.today,
        address: None,
        phone: None,
    });
    let printed = format!(
        "{done:?} {:?} {journal:?} {:?} {:?} {:?} {refused:?}",
        desk.file,
        journal[0].changes,
        desk.file.drafts().unwrap(),
        undoable.map(|what| what.before),
    );
    assert!(!printed.contains("Canary"), "{printed}");
}
