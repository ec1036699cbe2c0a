//! Names hidden: while somebody stands behind her, no name of a child or a visitor can be read anywhere.

use crate::ground::{At, opened};
use crate::names::{found, of};
use crate::sizes::{begin, tasks};
use tui::keys::Task;

/// Everything that leaked, with where it stood; empty if nothing did.
struct Watch {
    names: Vec<String>,
    leaks: Vec<String>,
}

impl Watch {
    fn look(&mut self, at: &At, place: &str) {
        for line in at.screen().lines() {
            if let Some(name) = found(&self.names, line) {
                self.leaks.push(format!("{place}: {name:?} in {:?}", line.trim()));
            }
        }
    }

    #[track_caller]
    fn nothing(mut self) {
        self.leaks.sort_unstable();
        self.leaks.dedup();
        assert!(self.leaks.is_empty(), "{} leaks\n{}", self.leaks.len(), self.leaks.join("\n"));
    }
}

fn hidden() -> (At, Watch) {
    let mut at = opened(120, 60);
    // Whoever bears the name of somebody on the staff is not told apart by a name.
    let staff: Vec<String> = at
        .world()
        .children()
        .flat_map(|c| c.social_worker.iter().chain(c.iro.iter()))
        .map(|w| w.name.clone())
        .chain([demo::COORDINATOR.to_owned(), demo::COLLEAGUE.to_owned()])
        .collect();
    let mut names = of(at.world());
    names.retain(|name| !staff.iter().any(|s| s.split(' ').any(|word| word == name)));
    at.keys("i").says("Initials and references only.");
    (at, Watch { names, leaks: Vec::new() })
}

/// Every row of a tab, and the page behind it.
fn walk(tab: &str, place: &str) {
    let (mut at, mut watch) = hidden();
    at.keys(tab).keys("g");
    let mut last = None;
    let mut opened = 0;
    for _ in 0..1_000 {
        watch.look(&at, place);
        let row = (at.desk().subject(), at.desk().deadline().map(|d| (d.rule, d.due)));
        if last == Some(row) {
            break;
        }
        last = Some(row);
        // Of the many visits every third is opened; their rows are all read.
        opened += 1;
        if tab == "4" && opened % 3 != 0 {
            at.keys("j");
            continue;
        }
        at.keys(if tab == "5" { "o" } else { "Enter" });
        loop {
            let before = at.screen();
            watch.look(&at, &format!("{place}, opened"));
            at.keys("PgDn");
            if at.screen() == before {
                break;
            }
        }
        at.keys("Esc j");
    }
    watch.nothing();
}

#[test]
fn no_name_stands_on_children() {
    walk("1", "children");
}

#[test]
fn no_name_stands_on_visitors() {
    walk("2", "visitors");
}

#[test]
fn no_name_stands_on_matches() {
    walk("3", "matches");
}

#[test]
fn no_name_stands_on_reports() {
    walk("4", "reports");
}

#[test]
fn no_name_stands_on_deadlines() {
    walk("5", "deadlines");
}

#[test]
fn no_name_stands_on_any_form_help_or_palette() {
    let (mut at, mut watch) = hidden();
    for tab in ["1", "2", "3", "4", "5"] {
        for keys in ["?", "PgDn", "Esc", ":", "PgDn", "PgDn", "Esc", "H", "Esc"] {
            at.keys(if keys == "?" { tab } else { "" });
            at.keys(keys);
            watch.look(&at, "help, palette, past");
        }
    }
    for (scope, task, chord) in tasks() {
        // What is edited has to be seen.
        let edited = matches!(task, Task::EditChild | Task::EditVisitor);
        if !edited && begin(&mut at, scope, task, chord) {
            watch.look(&at, &format!("{task:?}"));
            at.keys("F2");
            watch.look(&at, &format!("{task:?} refused"));
            at.keys("Esc Esc");
        }
    }
    for keys in [
        "3 / 'tia' Enter p 'sat' F2",
        "3 / 'jordan' Enter p 'sat' F2",
        "1 / 'freddie' Enter v 'jo'",
        "2 / 'joan' Enter s 'left' Enter F2",
        "1 / 'freddie' Enter s 'a' Down Down F2",
        "3 n 'a' Tab 'a'",
    ] {
        at.keys(keys);
        watch.look(&at, keys);
        at.keys("Esc Esc Esc Esc 1 Esc 2 Esc 3 Esc");
    }
    watch.nothing();
}

#[test]
fn no_name_stands_on_any_preview_card_or_ledger() {
    let (mut at, mut watch) = hidden();
    at.keys("resize:120x700");
    for keys in [
        "1 / 'leila' Enter",
        "3 / 'leila' Enter",
        "2 / 'joan' Enter",
        "3 / 'marnie' Enter",
        "1 / 'bella' Enter",
    ] {
        at.keys(keys);
        for _ in 0..9 {
            at.keys("l");
            watch.look(&at, &format!("{keys} {}", at.row(2).trim()));
        }
        at.keys("J");
        watch.look(&at, &format!("{keys} told"));
        at.keys("Esc Esc");
        if at.desk().enabled(tui::keys::Action::ShowCard).is_ok() {
            at.keys("B").says("briefing card");
            watch.look(&at, &format!("{keys} card"));
            at.keys("Esc");
        }
        // The key works on the preview itself as well.
        at.keys("l i").says("Names are shown.");
        at.keys("i Esc Esc");
    }
    watch.nothing();
}

#[test]
fn a_word_that_begins_like_a_name_stays_whole() {
    let (mut at, _) = hidden();
    let lowe = format!("A.L. {}", at.visitor_ref("Lowe"));
    at.keys("2 / 'lowe' Enter Enter").says(&lowe).says("Annual reviews").silent("Ann Lowe");
}

#[test]
fn names_come_back_with_the_same_key() {
    let (mut at, _) = hidden();
    let freddie = at.child_ref("Freddie");
    at.keys("1").silent("Freddie Akande").says(&freddie);
    at.keys("i").says("Names are shown.").says("Freddie Akande");
}

#[test]
fn somebody_is_still_found_by_a_name_that_is_not_shown() {
    let (mut at, mut watch) = hidden();
    at.keys("1 / 'haddad' Enter");
    assert_eq!(at.desk().subject(), Some(at.child("Haddad")));
    let leila = at.match_ref("Leila");
    at.keys("Esc 1 / 'freddie' Enter v 'haddad'").says(&leila);
    at.keys("Enter");
    watch.look(&at, "the picked match");
    watch.nothing();
}
