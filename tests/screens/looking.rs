//! Open for looking only: every key that would change something says why not, and not a byte of the file changes.

use crate::ground::looking_only;
use tui::keys::{Action, KEYS, Scope};

const WHY: &str = "This file is open for looking only. Start befriend without --read-only to change it.";

#[test]
fn every_changing_key_says_why_and_not_a_byte_is_written() {
    let mut at = looking_only(100, 30);
    let before = std::fs::read(&at.path).unwrap();
    assert!(at.row(0).contains("looking only"), "{}", at.row(0));
    let tabs = [
        (Scope::Child, "1 g"),
        (Scope::Visitor, "2 g"),
        (Scope::Match, "3 Esc / 'leila' Enter"),
        (Scope::Proposal, "3 Esc g"),
        (Scope::Report, "4 g"),
        (Scope::Deadlines, "5 g"),
        (Scope::Concern, "5 g o"),
        (Scope::Everywhere, "3 Esc / 'leila' Enter"),
    ];
    let mut tried = 0;
    for row in KEYS.rows() {
        let changes = matches!(
            row.action,
            Action::Do(_)
                | Action::Undo
                | Action::Redo
                | Action::AllSeen
                | Action::Cure
                | Action::NextStep
                | Action::CorrectReport
        );
        let Some((_, way)) = tabs.iter().find(|(scope, _)| *scope == row.scope).filter(|_| changes) else {
            continue;
        };
        at.keys(way).keys(row.chords[0]);
        at.says(WHY);
        at.silent("F2 save");
        tried += 1;
    }
    assert!(tried >= 85, "{tried}");
    at.keys("5 g : 'plan a visit' Enter").says(WHY);
    at.keys("Esc 1 Enter M V R Enter H Esc i i ? Esc z L").says("Passphrase");
    at.keys("'demonstration' Enter").moment();
    at.says("looking only");
    at.keys("q");
    at.runner.close().unwrap();
    assert!(std::fs::read(&at.path).unwrap() == before, "the file is another");
}

#[test]
fn two_may_look_at_once() {
    let mut at = looking_only(80, 24);
    let opened = store::SchemeFile::open(&at.path, "", demo::PASSPHRASE, store::Access::ReadOnly);
    assert!(opened.is_ok());
    at.keys("1 Enter").says("Freddie Akande");
}
