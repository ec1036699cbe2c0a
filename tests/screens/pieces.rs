//! What is made in pieces: the past of a record while the journal is still being read, and the lists while their rows
//! are still being made. A key never waits for the whole, and nothing wrong is shown meanwhile.

use crate::ground::{At, opened};
use std::time::Duration;
use tui::engine::app::App as _;
use tui::keys::Tab;

/// Longer than a message stays.
const MESSAGES: Duration = Duration::from_secs(20);
const READING: &str = "is still being read";

/// The past under the cursor, once nothing is left to be read.
fn past(at: &mut At) -> String {
    at.settle().keys("H");
    let shown = at.screen();
    at.keys("Esc");
    shown
}

#[test]
fn a_past_that_is_asked_for_at_once_is_shown_in_part_and_filled_in() {
    let whole = past(opened(120, 40).keys("1 / 'leila' Enter"));
    let leila = opened(120, 40).child_ref("Leila");
    assert!(!whole.contains(READING) && whole.contains(&leila), "{whole}");

    let mut at = opened(120, 40);
    at.keys("1 / 'leila' Enter H").says(READING);
    assert!(at.app.wake_at() <= Some(at.now().instant), "it goes on by itself");
    at.settle();
    assert_eq!(at.screen(), whole);
    assert!(at.app.wake_at() > Some(at.now().instant), "and ends");
}

#[test]
fn a_past_that_is_left_before_it_was_read_does_not_come_back() {
    let mut at = opened(120, 40);
    at.keys("1 / 'leila' Enter H").says(READING);
    at.keys("Esc").settle();
    at.silent("Who changed what").silent(READING);
    // Another panel of lines is not mistaken for it either.
    let mut at = opened(120, 40);
    at.keys("1 H Esc ?").settle();
    at.says("Help for here");
}

#[test]
fn what_is_done_and_taken_back_while_the_past_is_read_stands_in_it() {
    let mut at = opened(120, 40);
    at.keys("1 / 'leila' Enter e Ctrl-u 'Lola' F2 u H").says("Taken back").says(READING);
    at.settle();
    let shown = at.screen();
    at.keys("Esc");
    assert_eq!(past(&mut at), shown);
    assert!(shown.contains("Taken back"));
    // Locked and opened again, it is read again.
    let leila = at.child_ref("Leila");
    at.keys("L").keys("'demonstration' Enter").batch([]);
    assert_eq!(past(at.keys(&format!("1 / '{leila}' Enter"))), shown);
}

#[test]
fn the_past_of_a_visit_is_found_behind_the_many_others_of_its_match() {
    let mut at = crate::ground::long(120, 40);
    // The first visit of a match of seventy.
    let ledger = at.world().ledgers().max_by_key(|l| l.visits.len()).unwrap();
    assert!(ledger.visits.len() > 65);
    let first = ledger.visits.first().unwrap().reference().to_string();
    at.keys(&format!("4 / '{first}' Enter")).settle();
    let shown = past(&mut at);
    assert!(!shown.contains("Nothing is recorded") && shown.contains(&first), "{shown}");
}

/// The names of everybody who could stand in the list.
fn names(at: &At) -> Vec<String> {
    let people = at.world().matches().filter_map(|m| at.world().child(m.child)).map(|c| c.name.short());
    people.filter(|name| name.len() > 6).collect()
}

#[test]
fn no_name_is_shown_from_the_key_on_that_hides_them() {
    let mut at = crate::ground::long(120, 40);
    at.keys("4").settle();
    let names = names(&at);
    let shown = |at: &At| names.iter().any(|name| at.screen().contains(name.as_str()));
    assert!(shown(&at));
    at.keys("i");
    assert!(!shown(&at), "{}", at.screen());
    assert!(at.app.wake_at() <= Some(at.now().instant), "the rows that are not on the screen come later");
    // A larger screen shows more rows, and keys wait for what they mean.
    at.keys("resize:120x60");
    assert!(!shown(&at), "{}", at.screen());
    for key in ["G", "PgUp", "k", "3", "4", "g", "j"] {
        at.keys(key);
        assert!(!shown(&at), "after {key}: {}", at.screen());
    }
    let hidden = at.wait(MESSAGES).screen();
    assert!(!shown(&at));
    assert_eq!(at.keys("i i").wait(MESSAGES).screen(), hidden);
    at.is_kept_as_if_made_anew();
}

#[test]
fn a_tab_that_is_not_made_yet_says_so_and_is_there_a_moment_later() {
    let mut at = crate::ground::long(120, 40);
    at.keys("4");
    assert_eq!(at.desk().tab, Tab::Reports);
    // The first key on it waits for the rows and then means the row that it was pressed for.
    at.keys("j").settle();
    let mut waited = crate::ground::long(120, 40);
    waited.keys("4").settle();
    let first = waited.desk().subject();
    waited.keys("j");
    assert_ne!(waited.desk().subject(), first);
    assert_eq!(at.desk().subject(), waited.desk().subject());
    at.is_kept_as_if_made_anew();
}

#[test]
fn the_cursor_stays_on_its_row_while_a_long_list_is_sorted() {
    let mut at = crate::ground::long(120, 40);
    at.keys("4 j j j j").settle();
    let subject = at.desk().subject();
    for _ in 0..6 {
        at.keys("F8").settle();
        assert_eq!(at.desk().subject(), subject);
        assert!(at.cursor().len() > 10, "{}", at.screen());
    }
}
