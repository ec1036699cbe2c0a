//! A disk that takes no more. Unix only: a limit on the size of files stands for the full disk.
#![cfg(unix)]

use std::process::Command as Process;

use chrono::Days;
use domain::command::Command;
use domain::record::Subject;
use store::{Access, DraftKey, Error, RunError, SchemeFile};

use super::desk::{Desk, PERSON, PHRASE};

/// Runs the test below in a process whose files may not grow beyond 1.5 MB or so, which is more than a new file has.
#[test]
fn a_save_that_fails_changes_nothing_and_the_next_one_works() {
    let me = std::env::current_exe().unwrap();
    // Blocks are of 512 bytes in some shells and of 1,024 in others: either way there is an end.
    let limited = "trap '' XFSZ; ulimit -f 3000; exec \"$0\" --exact failing::full --ignored --nocapture";
    let output = Process::new("sh").args(["-c", limited]).arg(me).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "fills its disk: run by the test above, under a limit"]
fn full() {
    let mut desk = Desk::new();
    let child = desk.child("Leila");
    let key = DraftKey::new("note", Some(Subject::Child(child)));
    let now = desk.now();
    desk.file.put_draft(&key, &[("text".to_owned(), vec!["mine".to_owned()])].into(), now).unwrap();
    let note = |size: usize| Command::TakeNote {
        on: desk.today,
        about: vec![Subject::Child(child)],
        text: "long ".repeat(size),
    };
    let (small, large) = (note(1), note(4_000));
    let mut failed = 0;
    for _ in 0..400 {
        let (head, before) = (desk.file.head(), desk.world.clone());
        let context = desk.context();
        match desk.file.run_clearing(&mut desk.world, &large, &context, &[]) {
            Ok(_) => continue,
            Err(RunError::Store(error @ Error::NotSaved(_))) => {
                assert!(error.to_string().starts_with("It was not saved: "), "{error}");
                assert!(desk.world == before, "the world changed");
                assert_eq!(desk.file.head(), head);
                assert!(desk.file.get_draft(&key).unwrap().is_some(), "the draft is gone");
                failed += 1;
            }
            Err(other) => panic!("{other}"),
        }
        if failed == 3 {
            break;
        }
    }
    assert_eq!(failed, 3, "the disk never filled up");
    // A small one still finds room, in the file as it was opened again.
    desk.today = desk.today + Days::new(1);
    desk.run(small);
    let (world, head) = (desk.world.clone(), desk.file.head());
    let (_folder, path) = desk.closed();
    let opened = SchemeFile::open(&path, PERSON, PHRASE, Access::ReadWrite).unwrap();
    assert!(opened.world == world);
    assert_eq!(opened.file.head(), head);
    assert!(opened.file.verify(&mut |_, _| {}).unwrap().is_sound());
}
