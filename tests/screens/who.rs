//! Who is at the keyboard: a file for several people asks for a name first, and a reader changes nothing.

use crate::ground::{At, for_three};
use domain::people::Role;
use std::time::Duration;
use tui::keys::{Action, Task};

const WRONG: &str = "That name and passphrase do not open this file. Check both and try again.";

fn enter(at: &mut At, name: &str, phrase: &str) {
    at.keys(&format!("'{name}' Enter '{phrase}' Enter"));
    at.moment();
}

#[test]
fn the_name_is_asked_for_first_and_both_wrongs_are_one() {
    let mut at = for_three(80, 24);
    at.says("Your name").silent("Passphrase");
    at.keys("'Rae W'");
    at.says("Rae W");
    at.keys("Ctrl-u");
    enter(&mut at, "Rae Wells", "demonstration");
    at.says(WRONG).says("Your name").silent("Rae");
    let told = at.screen();
    enter(&mut at, "Nobody", "demonstration");
    assert_eq!(at.screen(), told, "the same for a name that there is not");
    enter(&mut at, "rae wells", "the words of rae");
    assert_eq!((at.desk().role, at.desk().by.as_str()), (Role::Reader, "Rae Wells"));
    // It is remembered nowhere.
    at.keys("L");
    at.moment();
    at.says("Your name").silent("Rae");
}

#[test]
fn esc_goes_back_to_the_name_and_from_there_leaves() {
    let mut at = for_three(80, 24);
    at.keys("'Rae' Enter 'abc'");
    at.says("Name: Rae").says("Passphrase").silent("abc");
    at.keys("Esc");
    at.says("Your name").silent("Rae");
    at.keys("Esc");
    assert!(tui::engine::app::App::done(&at.app));
}

#[test]
fn a_reader_looks_at_everything_and_writes_nothing() {
    let mut at = for_three(120, 40);
    enter(&mut at, "Rae Wells", "the words of rae");
    let why =
        "You may look at the scheme and not change it. Ask a co-ordinator or a team manager to do this.";
    for action in [
        Action::Do(Task::AddChild),
        Action::Do(Task::RaiseConcern),
        Action::Undo,
        Action::Redo,
        Action::AllSeen,
    ] {
        assert_eq!(at.desk().enabled(action), Err(why.to_owned()), "{action:?}");
    }
    let seq = at.desk().head.seq;
    at.keys("1 n");
    at.says("You may look at the scheme and not change it.");
    at.wait(Duration::from_secs(2));
    assert_eq!(at.desk().head.seq, seq);
    // What was said in confidence is not there to be shown.
    let concern = at.world().concerns().next().expect("a concern");
    assert_eq!(concern.what, "Not shown to readers.");
}

#[test]
fn a_coordinator_works_under_the_name_they_unlocked_with() {
    let mut at = for_three(120, 40);
    enter(&mut at, "Bo Lind", "the words of bo");
    assert_eq!(at.desk().role, Role::CoOrdinator);
    at.keys("1");
    assert_eq!(at.desk().enabled(Action::Do(Task::RaiseConcern)), Ok(()));
    assert_eq!(at.desk().acting(), "Bo Lind");
}
