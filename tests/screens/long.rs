//! A scheme of so many visits that a letter does not look through all of them at once.

use crate::ground::{At, long};
use domain::record::Subject;
use tui::engine::app::Input;
use tui::engine::script;
use tui::keys::Tab;

/// Everything is typed before the first frame is drawn.
fn ahead(at: &mut At, keys: &str) {
    let events = script::parse(keys).unwrap();
    at.batch(events.into_iter().map(Input::Event));
}

/// A name with two letters swapped, so that no row has it to the letter.
fn slipped(at: &At) -> String {
    assert!(at.world().visits_by_date().len() > 600);
    let names =
        at.world().matches().filter_map(|m| at.world().child(m.child)).map(|c| c.name.first.to_lowercase());
    let name = names.max_by_key(String::len).unwrap();
    let mut letters: Vec<char> = name.chars().collect();
    letters.swap(2, 3);
    letters.into_iter().collect()
}

#[test]
fn what_is_typed_ahead_means_the_row_that_was_typed_for() {
    let mut at = long(100, 30);
    let name = slipped(&at);
    let keys = format!("4 / '{name}' Enter Enter");
    for event in script::parse(&keys).unwrap() {
        at.event(event).settle();
    }
    let slowly = at.desk().pages.last().map(|p| p.subject);
    assert!(matches!(slowly, Some(Subject::Visit(_))), "{name}");
    at.keys("Esc Esc 4 g");
    ahead(&mut at, &keys);
    assert!(at.desk().pages.is_empty(), "what is looked for is not found yet");
    at.settle();
    assert_eq!(at.desk().pages.last().map(|p| p.subject), slowly);
}

#[test]
fn the_way_to_the_reports_of_a_match_and_back_again() {
    let mut at = long(100, 30);
    at.keys("3 j j");
    let m = at.desk().focus().match_id.unwrap();
    let reference = at.world().reference(Subject::Match(m)).unwrap().to_string();
    at.keys("R").settle();
    assert_eq!(at.desk().tab, Tab::Reports);
    at.says(&reference);
    let first = at.desk().subject();
    let Some(Subject::Visit(visit)) = first else { panic!("{first:?}") };
    assert_eq!(at.world().visit(visit).map(|(of, _)| of.id), Some(m));
    at.keys("Esc").settle();
    assert_eq!((at.desk().tab, at.desk().focus().match_id), (Tab::Matches, Some(m)));
}

#[test]
fn when_nothing_is_left_to_look_through_nobody_is_woken_for_it() {
    use tui::engine::app::App as _;
    let mut at = long(100, 30);
    at.keys("4 / 'zqzqzq'");
    assert_eq!(at.app.wake_at(), Some(at.now().instant), "there is more to look through");
    at.settle();
    at.says("Nothing fits the filter.");
    assert!(at.app.wake_at() > Some(at.now().instant));
}
