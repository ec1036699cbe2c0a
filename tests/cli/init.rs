//! `befriend init` and `befriend demo`. Each file of a real scheme costs a second of key derivation, so few are made.

use super::stage::Place;
use std::os::unix::fs::PermissionsExt;
use store::{Access, RecoveryKey, SchemeFile};

const INIT: [&str; 5] = ["init", "--name", "Made-up Visitors", "--coordinator", "Maya Stone"];
const GOOD: &str = "four words for a test";

/// Nine groups of four letters or digits.
fn recovery_keys(text: &str) -> Vec<&str> {
    let is_key = |line: &&str| {
        let groups: Vec<_> = line.split([' ', '-']).collect();
        groups.len() == 9
            && groups.iter().all(|g| g.len() == 4 && g.chars().all(|c| c.is_ascii_alphanumeric()))
    };
    text.lines().map(str::trim).filter(is_key).collect()
}

#[test]
fn a_new_scheme_without_a_terminal() {
    let mut place = Place::empty(GOOD);
    place.file = place.path("a folder of its own/scheme.befriend");
    let text = place.call(&INIT).done();
    let keys = recovery_keys(&text);
    assert_eq!(keys.len(), 1, "the recovery key stands there once: {text}");
    assert!(text.contains(place.file.to_str().unwrap()), "{text}");
    assert!(!text.contains(GOOD));
    assert_eq!(std::fs::metadata(&place.file).unwrap().permissions().mode() & 0o777, 0o600);

    place.call(&INIT).refused(1, "Nothing was changed");
    assert_eq!(place.call(&["due"]).code, Some(0));
    assert!(place.call(&["verify"]).done().contains("Nothing is wrong."));
    let key = RecoveryKey::parse(keys[0]).expect("what was printed can be typed in");
    let opened = SchemeFile::open_with_recovery(&place.file, &key, Access::ReadOnly).unwrap();
    let scheme = opened.world.scheme().expect("it is set up");
    assert_eq!((scheme.name.as_str(), scheme.demonstration), ("Made-up Visitors", false));
    drop(opened);
    // Whoever made it has a name from the first day: in the list, and beside what is recorded.
    let listed = place.call(&["people", "list"]).done();
    assert!(listed.starts_with("Maya Stone") && listed.contains("team manager"), "{listed}");
    let opened = SchemeFile::open(&place.file, "", GOOD, Access::ReadOnly).unwrap();
    assert!(opened.file.journal(None, 9).unwrap().iter().all(|entry| entry.by == "Maya Stone"));
    assert_eq!(opened.file.acting(&opened.world), "Maya Stone");
}

#[test]
fn the_first_person_of_a_scheme_has_a_name() {
    for nobody in ["", "  "] {
        let place = Place::empty(GOOD);
        place
            .call(&["init", "--name", "Made-up Visitors", "--coordinator", nobody])
            .refused(2, "--coordinator");
        assert!(!place.file.exists());
    }
    let listed = Place::made_up().call(&["people", "list"]).done();
    assert!(listed.starts_with(demo::COORDINATOR), "{listed}");
}

#[test]
fn the_recovery_key_may_go_to_a_file_that_is_not_there_yet() {
    let place = Place::empty(GOOD);
    let paper = place.path("recovery.txt");
    std::fs::write(&paper, "something else\n").unwrap();
    let args = [&INIT[..], &["--recovery-file", paper.to_str().unwrap()]].concat();
    place.call(&args).refused(1, "recovery key");
    assert!(!place.file.exists(), "no scheme without its recovery key");
    assert_eq!(std::fs::read_to_string(&paper).unwrap(), "something else\n");
    std::fs::remove_file(&paper).unwrap();

    let text = place.call(&args).done();
    assert_eq!(recovery_keys(&text), [""; 0]);
    assert_eq!(std::fs::metadata(&paper).unwrap().permissions().mode() & 0o777, 0o600);
    let key = std::fs::read_to_string(&paper).unwrap();
    let key = RecoveryKey::parse(recovery_keys(&key)[0]).expect("a key");
    SchemeFile::open_with_recovery(&place.file, &key, Access::ReadOnly).unwrap();
}

#[test]
fn without_its_recovery_key_no_scheme_is_left_behind() {
    let place = Place::empty(GOOD);
    let nowhere = place.path("no such folder/recovery.txt");
    let args = [&INIT[..], &["--recovery-file", nowhere.to_str().unwrap()]].concat();
    place.call(&args).refused(1, "taken away again");
    assert!(!place.file.exists());
    // The same when the key cannot be shown.
    #[cfg(target_os = "linux")]
    {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let told: super::stage::Told = place.program(&INIT).stdout(full).output().unwrap().into();
        told.refused(1, "could not be shown");
        assert!(!place.file.exists());
    }
    // With a place for it there is one.
    place.call(&INIT).done();
    assert!(place.file.exists());
}

#[test]
fn what_is_missing_or_too_short_is_said_before_anything_is_made() {
    let place = Place::empty("short");
    place.call(&INIT).refused(1, "at least 12 characters");
    let place = Place::empty(GOOD);
    place.call(&["init", "--name", "Made-up Visitors"]).refused(2, "--coordinator");
    place.call(&["init", "--coordinator", "Maya Stone"]).refused(2, "--name");
    place.call(&["init", "--name", " ", "--coordinator", "Maya Stone"]).refused(2, "--name");
    place.call(&["init", "--name", "Made-up Visitors", "--coordinator", ""]).refused(2, "--coordinator");
    std::fs::remove_file(place.phrase()).unwrap();
    place.call(&INIT).refused(1, "The passphrase file cannot be read");
    assert!(!place.file.exists());
}

#[test]
fn a_demonstration_is_written_once() {
    let place = Place::empty(demo::PASSPHRASE);
    let path = place.file.to_str().unwrap();
    let text = place.call(&["demo", "--write", path]).done();
    assert!(text.contains(demo::PASSPHRASE), "{text}");
    assert_eq!(std::fs::metadata(&place.file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(place.call(&["due"]).done().lines().count() > 40);
    let before = std::fs::read(&place.file).unwrap();
    place.call(&["demo", "--write", path]).refused(1, "There is already a file at");
    assert!(std::fs::read(&place.file).unwrap() == before);
}
