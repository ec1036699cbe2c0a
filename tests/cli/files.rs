//! Files that cannot be opened: each a plain sentence, and the file as it was.

use super::stage::{PHRASE, Place, Told};
use std::os::unix::fs::PermissionsExt;
use store::{Access, SchemeFile};

/// What is asked of a file that does not open; the screens are asked in a terminal.
const LOOKING: [&[&str]; 4] =
    [&["due"], &["verify"], &["show", "C-0001"], &["backup", "another-copy.befriend"]];

#[track_caller]
fn all_refuse(place: &Place, part: &str) {
    let before = std::fs::read(&place.file).ok();
    for args in LOOKING {
        place.call(args).refused(1, part);
    }
    assert!(std::fs::read(&place.file).ok() == before, "the file was changed");
    assert!(!place.path("another-copy.befriend").exists());
}

#[test]
fn a_wrong_passphrase() {
    let place = Place::real();
    std::fs::write(place.phrase(), "not the passphrase\n").unwrap();
    all_refuse(&place, "not open this file");
}

#[test]
fn a_passphrase_file_that_is_missing_empty_or_not_text() {
    let place = Place::real();
    std::fs::write(place.phrase(), b"\n\n").unwrap();
    all_refuse(&place, "The passphrase file is empty");
    std::fs::write(place.phrase(), b"\xff\xfe\x00").unwrap();
    all_refuse(&place, "The passphrase file cannot be read");
    std::fs::remove_file(place.phrase()).unwrap();
    all_refuse(&place, "The passphrase file cannot be read");
    std::fs::create_dir(place.phrase()).unwrap();
    all_refuse(&place, "The passphrase file cannot be read");
}

#[test]
fn the_passphrase_file_may_stand_in_the_environment_and_may_come_from_windows() {
    let place = Place::real();
    std::fs::write(place.phrase(), format!("{PHRASE}\r\n")).unwrap();
    let mut program = super::stage::program(place.folder.path());
    program.arg("--file").arg(&place.file).arg("verify").env("BEFRIEND_PASSPHRASE_FILE", place.phrase());
    Told::from(program.output().unwrap()).done();
}

#[test]
fn without_a_terminal_a_passphrase_must_come_from_a_file() {
    let place = Place::real();
    let mut program = super::stage::program(place.folder.path());
    program.arg("--file").arg(&place.file).arg("due");
    Told::from(program.output().unwrap()).refused(2, "--passphrase-file");
}

#[test]
fn something_that_is_not_ours() {
    let place = Place::empty(PHRASE);
    std::fs::write(&place.file, "Dear Sir or Madam, this is a letter and not a scheme.\n").unwrap();
    all_refuse(&place, "This is not a befriend file");
    std::fs::remove_file(&place.file).unwrap();
    std::fs::create_dir(&place.file).unwrap();
    all_refuse(&place, "This is not a befriend file");
}

#[test]
fn a_file_cut_short_anywhere() {
    let place = Place::real();
    let whole = std::fs::read(&place.file).unwrap();
    for length in [0, 5, 10, 511, 4096, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&place.file, &whole[..length]).unwrap();
        all_refuse(&place, "restore the latest backup");
    }
}

#[test]
fn a_file_that_is_open_already() {
    let place = Place::real();
    let held = SchemeFile::open(&place.file, "", PHRASE, Access::ReadWrite).unwrap();
    all_refuse(&place, "already open in another window");
    held.file.close().unwrap();
    place.call(&["due"]).done();
}

#[test]
fn a_place_that_cannot_be_written_is_good_enough_for_looking() {
    let place = Place::made_up();
    let mode = |path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(place.file.as_path(), 0o400);
    mode(place.folder.path(), 0o500);
    for args in [&["due"][..], &["verify"], &["show", "C-0001"]] {
        place.call(args).done();
    }
    if rustix::process::geteuid().is_root() {
        eprintln!("run as root, for whom every place can be written: the refusal is not seen");
    } else {
        let copy = place.path("copy.befriend");
        place.call(&["backup", copy.to_str().unwrap()]).refused(1, "This place cannot be written to");
    }
    mode(place.folder.path(), 0o700);
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_where_nothing_can_be_made() {
    let mut place = Place::empty(PHRASE);
    place.file = "/sys/scheme.befriend".into();
    place.call(&["demo", "--write", "/sys/scheme.befriend"]).refused(1, "cannot be written");
    let made_up = Place::made_up();
    made_up.call(&["backup", "/sys/scheme.befriend"]).refused(1, "cannot be written");
}

#[test]
fn a_file_that_is_not_a_whole_scheme_yet() {
    let place = Place::empty(PHRASE);
    let new = store::NewScheme {
        person: "",
        passphrase: PHRASE,
        role: domain::people::Role::TeamManager,
        kdf: store::Kdf::for_tests(),
    };
    SchemeFile::create(&place.file, &new).unwrap().0.close().unwrap();
    assert_eq!(place.call(&["due"]).done(), "Nothing is due.\n");
    place.call(&["show", "C-0001"]).refused(1, "is not in this scheme");
}

/// A record of a kind that this version does not know: what can be read is given only to whoever asked to look only, and
/// with the word that it is not all.
#[test]
fn a_file_that_a_newer_version_has_written_to() {
    use store::sealed::{Batch, Key, Put, Sealed};
    let place = Place::real();
    let mut sealed = Sealed::open(&place.file, "", PHRASE, Access::ReadWrite).unwrap();
    let (head, entry) = (sealed.head().seq, sealed.journal(0, 1).unwrap().remove(0).payload.to_vec());
    let put = Put::new(Key { kind: 200, id: [7; 16] }, 0, vec![9, 0, 1, 2, 3]);
    let batch =
        Batch { head, puts: vec![put], entry, entry_restricted: None, at_ms: 0, clear_drafts: Vec::new() };
    sealed.commit(batch).unwrap();
    sealed.close().unwrap();
    let before = std::fs::read(&place.file).unwrap();
    for args in [
        &["due"][..],
        &["due", "--format", "json"],
        &["show", "C-0001"],
        &["preview", "C-0001", "--as", "carer"],
    ] {
        let out = place.call(args).refused(1, "written by a newer version of befriend");
        assert_eq!(out, "", "{args:?}");
        let told = place.call(&[&["--read-only"], args].concat());
        assert_eq!(told.code, Some(0), "{}", told.err);
        assert!(told.err.contains("1 record is left out") && told.err.lines().count() == 1, "{}", told.err);
        assert!(!told.out.is_empty(), "{args:?}");
    }
    let told = place.call(&["verify"]).refused(1, "Nothing is damaged");
    assert!(told.contains("was written by a newer version"), "{told}");
    assert!(std::fs::read(&place.file).unwrap() == before, "nothing was written over");
}
