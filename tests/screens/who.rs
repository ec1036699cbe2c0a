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
    at.keys("1 n");
    at.says("You may look at the scheme and not change it.");
    at.wait(Duration::from_secs(2));
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

/// Every denial stands in the journal: a greyed key that was pressed, once in a sitting for each key and record.
#[test]
fn a_key_that_the_role_does_not_let_one_use_is_written_down() {
    let mut at = for_three(120, 40);
    enter(&mut at, "Rae Wells", "the words of rae");
    let seq = |at: &At| at.desk().head.seq;
    let before = seq(&at);
    at.keys("1 n").says(READERS);
    assert_eq!(seq(&at), before, "the answer does not wait for the disk");
    at.moment().says(READERS);
    assert_eq!(seq(&at), before + 1);
    at.keys("n n").moment();
    assert_eq!(seq(&at), before + 1, "the same key on the same record");
    at.keys("j n").moment();
    assert_eq!(seq(&at), before + 2, "another record");
    at.keys(": 'support group' Enter").moment().says(READERS);
    assert_eq!(seq(&at), before + 3, "by another way, another key");
    // What is not for the sake of the role is no denial.
    at.keys("Esc 1 Esc").moment();
    at.keys("C").moment();
    let change = seq(&at);
    // Pressed in the last moment, it is written down before the file is closed.
    let hurried = tui::engine::script::parse("u q").unwrap();
    at.batch(hurried.into_iter().map(tui::engine::app::Input::Event));
    assert!(tui::engine::app::App::done(&at.app));
    at.runner.close().unwrap();
    let (file, _) = crate::ground::reread_by(&at.path, "Rae Wells", "the words of rae");
    let told = file.journal(None, 9).unwrap();
    assert_eq!(told[0].change, change + 1);
    assert_eq!(
        (told[0].done.as_str(), told[0].by.as_str()),
        ("Refused to a reader: Take the last change back.", "Rae Wells")
    );
    assert!(told.iter().take(3).all(|entry| entry.command == "note-denial" && entry.changes.is_empty()));
    let about = told[1].subject;
    assert!(matches!(about, domain::record::Subject::Child(_)), "{about:?}");
}

/// The other side: what a key cannot do here, for whoever presses it, is no denial.
#[test]
fn what_is_not_refused_for_the_role_is_no_denial() {
    let mut at = for_three(120, 40);
    enter(&mut at, "Bo Lind", "the words of bo");
    let before = at.desk().head.seq;
    at.keys("1 Z").moment();
    for action in [Action::Do(Task::Snooze), Action::Wake, Action::CorrectReport] {
        at.app.desk_mut().unwrap().act(action);
        at.moment();
    }
    assert_eq!(at.desk().head.seq, before);
}

const READERS: &str = "You may look at the scheme and not change it.";

fn invited(name: &str, given: &str) -> At {
    let mut at = for_three(80, 24);
    let (mut file, mut world) = crate::ground::reread_by(&at.path, demo::COORDINATOR, demo::PASSPHRASE);
    let id = world.current_staff().find(|staff| staff.name == name).unwrap().id;
    let context = file.context(crate::ground::today(), crate::ground::moment(), file.acting(&world)).unwrap();
    file.change_person(&mut world, &context, (id, None), (given, true)).unwrap();
    file.close().unwrap();
    at.keys("");
    at
}

/// A passphrase of somebody else's making opens a page that asks for another, and nothing of the scheme.
#[test]
fn a_passphrase_that_somebody_else_made_is_changed_before_anything_is_shown() {
    let given = "quilt ember saddle prairie";
    let mut at = invited("Bo Lind", given);
    enter(&mut at, "Bo Lind", given);
    at.says("Your passphrase was made by somebody else").says("New passphrase").silent("Deadlines");
    assert!(at.app.desk().is_none());
    at.keys("'too short' Enter").says("at least 12 characters");
    at.keys("'walnut harbour' Enter").says("The same again").silent("walnut");
    at.keys("'walnut harbor' Enter").says("The two differ.").says("New passphrase");
    at.keys(&format!("'{given}' Enter '{given}' Enter")).moment().says("That is the one you were given.");
    assert!(at.app.desk().is_none());
    at.keys("'walnut harbour' Enter 'walnut harbour' Enter").moment();
    assert_eq!(at.desk().acting(), "Bo Lind");
    at.says("Deadlines");
    at.keys("L");
    at.moment();
    enter(&mut at, "Bo Lind", given);
    at.says(WRONG);
    enter(&mut at, "Bo Lind", "walnut harbour");
    assert_eq!(at.desk().role, Role::CoOrdinator);
}

#[test]
fn who_does_not_choose_is_shown_nothing_and_the_file_is_shut() {
    let given = "quilt ember saddle prairie";
    let mut at = invited("Rae Wells", given);
    enter(&mut at, "Rae Wells", given);
    at.keys("Esc").says("Nothing was chosen").says("Your name");
    // It is not left open for whoever comes by.
    enter(&mut at, "Rae Wells", given);
    at.says("New passphrase");
    at.wait(Duration::from_secs(301));
    at.says("Nothing was chosen").says("Your name");
    drop(crate::ground::reread_by(&at.path, "Rae Wells", given));
}
