//! Names and texts as they come: letters of every script, a megabyte, nonsense.

use crate::ground::{At, opened};
use std::time::Instant;
use tui::engine::event::Event;

/// A new child through its form.
fn enter_child(at: &mut At, first: &str, last: &str) {
    at.keys("1 Esc n");
    for text in [first, last, "3 2 2014"] {
        at.event(Event::Paste(text.to_owned()));
        at.keys("Tab");
    }
    at.keys("F2");
}

#[test]
fn names_of_every_kind_are_entered_and_found_again() {
    let names = [
        ("Siobhán", "O'Brien-Ó Súilleabháin", "suilleabhain"),
        ("Chloë", "", "chloe"),
        ("林", "", "林"),
        ("Bathsheba", "", "bathsheba"),
        ("Ðorđe", "Łukaszewicz", "lukaszewicz"),
        ("محمد", "", "محمد"),
        ("Nguyễn", "Thị Ánh", "thi anh"),
    ];
    let mut at = opened(100, 30);
    let before = at.world().children().len();
    for (first, last, _) in names {
        enter_child(&mut at, first, last);
        at.says("C-00");
        assert!(!at.desk().pages.is_empty(), "the new child's page is open: {}", at.screen());
        at.keys("Esc");
    }
    assert_eq!(at.world().children().len(), before + names.len());
    at.again();
    for (first, last, typed) in names {
        let full = format!("{first} {last}").trim().to_owned();
        at.keys(&format!("1 Esc / '{typed}'"));
        assert!(at.screen().contains(full.as_str()), "{typed}\n{}", at.screen());
        at.keys("Esc");
    }
    at.holds_what_was_shown();
}

#[test]
fn a_letter_with_its_accent_apart_is_the_same_name() {
    let mut at = opened(100, 30);
    enter_child(&mut at, "Zoe\u{308}", "Miller");
    // It is the name of a child on record, so it is asked whether this is another.
    at.says("Zoë M. is on record already").says("(H5)");
    at.keys("'another girl of that name' F2").says(" ✓ ");
    let found = at.world().children().filter(|c| c.name.first == "Zoë").count();
    assert_eq!(found, 2, "{}", at.screen());
}

#[test]
fn a_megabyte_is_refused_with_a_sentence_and_at_once() {
    let mut at = opened(80, 24);
    at.keys("1 / 'zoe' Enter N 'before '");
    let start = Instant::now();
    at.event(Event::Paste("All the same. ".repeat(75_000)));
    assert!(start.elapsed().as_secs() < 5);
    at.says("Nothing was pasted: the text has 1050000 characters, this field holds");
    at.says("before");
    at.keys("'and after' F2").says(" ✓ ");
    at.holds_what_was_shown();
}

#[test]
fn control_characters_never_reach_the_records() {
    let mut at = opened(80, 24);
    at.keys("1 / 'zoe' Enter N");
    at.event(Event::Paste("one\u{1b}[31m two\u{7}\u{0} three\u{9b}\r\nnext line\u{202e}".to_owned()));
    at.keys("F2").says(" ✓ ");
    let note = at.world().notes().max_by_key(|n| n.id).unwrap().text.clone();
    assert!(!note.chars().any(|c| c.is_control() && c != '\n'), "{note:?}");
    assert!(note.contains("next line"));
    at.keys("Enter").silent("\u{1b}");
    at.holds_what_was_shown();
}

#[test]
fn a_date_that_is_none_is_refused_with_a_sentence_and_nothing_is_lost() {
    for (typed, why) in [
        ("31 2", "31"),
        ("yesterdat", "yesterdat"),
        ("13/13/26", "13"),
        ("1 1 20000", "20000"),
        ("0", "0"),
        ("fri fri", "fri"),
    ] {
        let mut at = opened(100, 30);
        let notes = at.world().notes().len();
        at.keys("1 / 'zoe' Enter N 'a call' Tab Ctrl-u");
        at.keys(&format!("'{typed}' F2"));
        at.says("Not saved.");
        let said = crate::ground::flat(&at.screen());
        let sentence = said.split('✗').nth(1).unwrap_or_default();
        assert!(sentence.contains(why), "{typed}: {}", at.screen());
        at.says("a call").says(typed);
        assert_eq!(at.world().notes().len(), notes);
        at.keys("Ctrl-u 'today' F2").says(" ✓ ");
        assert_eq!(at.world().notes().len(), notes + 1);
    }
}

#[test]
fn what_has_not_happened_yet_is_no_note_of_a_day() {
    let mut at = opened(100, 30);
    at.keys("1 / 'zoe' Enter N 'a call' Tab Ctrl-u '+2d' F2");
    at.says("✗");
    at.says("a call");
}
