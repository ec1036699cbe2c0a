//! `befriend verify` and `befriend backup`.

use super::stage::Place;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_sound_file_is_said_to_be_sound() {
    let place = Place::made_up();
    let before = std::fs::read(&place.file).unwrap();
    let text = place.call(&["verify"]).done();
    assert!(text.contains("Nothing is wrong."), "{text}");
    let change = text.lines().find(|line| line.starts_with("Change ")).expect("the change number");
    assert_eq!(change.split_once(": ").unwrap().1.split('-').count(), 3, "and its three words: {change}");
    assert!(std::fs::read(&place.file).unwrap() == before, "looking changes nothing");
}

#[test]
fn a_copy_opens_and_is_sound_and_nothing_is_overwritten() {
    let place = Place::made_up();
    let report = place.call(&["show", "VR-0001"]).done();
    let copy = place.path("copy.befriend");
    let text = place.call(&["backup", copy.to_str().unwrap()]).done();
    assert!(text.contains("each one read back"), "{text}");
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    let first = std::fs::read(&copy).unwrap();
    place.call(&["backup", copy.to_str().unwrap()]).refused(1, "There is already a file at");
    let itself = place.file.to_str().unwrap();
    place.call(&["backup", itself]).refused(1, "There is already a file at");
    assert!(std::fs::read(&copy).unwrap() == first);
    let other = Place { file: copy, ..Place::empty(demo::PASSPHRASE) };
    assert!(other.call(&["verify"]).done().contains("Nothing is wrong."));
    assert_eq!(other.call(&["show", "VR-0001"]).done(), report);
}

#[test]
fn damage_is_found_and_said_in_one_sentence() {
    let place = Place::real();
    let whole = std::fs::read(&place.file).unwrap();
    let mut found = 0;
    // Every page of the file in turn. Some hold nothing any more: those may say that all is well.
    for at in (0..whole.len()).step_by(4096) {
        let mut damaged = whole.clone();
        for byte in damaged.iter_mut().skip(at + 64).step_by(97).take(30) {
            *byte ^= 0x55;
        }
        std::fs::write(&place.file, &damaged).unwrap();
        for command in ["verify", "due"] {
            let told = place.call(&[command]);
            if told.code == Some(0) {
                told.done();
            } else {
                told.refused(1, "");
                found += 1;
            }
        }
        assert!(
            std::fs::read(&place.file).unwrap() == damaged,
            "a damaged file is evidence: it is left alone"
        );
    }
    assert!(found > 10, "{found}");
}
