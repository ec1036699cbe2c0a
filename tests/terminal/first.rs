//! The first evening: a scheme is made at the terminal.

use crate::sitting::Sitting;
use crate::stage::Place;
use std::path::Path;
use termlens::Key;

const GOOD: &str = "four words for a test";

/// The line with nine groups of four.
fn recovery_key(text: &str) -> Option<&str> {
    let groups = |line: &str| line.split(['-', ' ']).filter(|group| group.len() == 4).count();
    text.lines().map(str::trim).find(|line| groups(line) == 9)
}

#[test]
fn init_asks_twice_shows_the_recovery_key_once_and_has_it_typed_back() {
    let place = Place::empty("not used here");
    let file = place.file.to_str().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_befriend"));
    let args = ["--file", file, "init"];
    let mut slip = Sitting::at(&place, (110, 30), program, &args);
    slip.see("Name of the scheme").type_("Made-up Visitors").press(Key::Enter);
    slip.see("Your name").type_("Maya Stone").press(Key::Enter);
    // Asked again each time the two differ, and given up after the third.
    for asked in 1..=3 {
        slip.see("Passphrase:").type_(GOOD).press(Key::Enter).see("again").type_("another").press(Key::Enter);
        if asked < 3 {
            slip.see("Type it again, twice.");
        }
    }
    assert!(slip.ended(1).contains("The two differed 3 times."));
    assert!(!place.file.exists());

    let mut sitting = Sitting::at(&place, (110, 30), program, &args);
    sitting.see("Name of the scheme").type_("Made-up Visitors").press(Key::Enter);
    sitting.see("Your name").type_("Maya Stone").press(Key::Enter);
    sitting.see("Passphrase:").type_(GOOD).press(Key::Enter).see("again").type_(GOOD).press(Key::Enter);
    sitting.see("Type it back");
    let screen = sitting.rest();
    let key = recovery_key(&screen.text()).expect("the recovery key").to_owned();
    sitting.type_("0000").press(Key::Enter).see("That is not the key");
    sitting.type_(&key.to_lowercase()).press(Key::Enter).see("Right.");
    let all = sitting.ended(0);
    assert!(!all.contains(GOOD), "the passphrase was shown: {all}");
    assert!(all.contains(file), "{all}");

    let mut first_day = Sitting::asked(&place, (80, 24));
    first_day.type_("not the passphrase").press(Key::Enter).see("not open this file");
    first_day.type_(GOOD).press(Key::Enter).see("Opened at change 1");
    first_day.type_("q").ended(0);
}
