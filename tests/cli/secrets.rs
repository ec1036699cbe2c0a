//! Nothing of the scheme's people on the disk in the clear, and none of it in what is said when something fails.

use super::stage::{CANARY, PHRASE, Place};

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn the_file_and_its_copy_hold_no_name() {
    let place = Place::real();
    let copy = place.path("copy.befriend");
    place.call(&["backup", copy.to_str().unwrap()]).done();
    for path in [&place.file, &copy] {
        let bytes = std::fs::read(path).unwrap();
        for never in [CANARY, "Leila", PHRASE] {
            assert!(!holds(&bytes, never), "{never} is in {}", path.display());
        }
    }
    assert!(place.call(&["show", "C-0001"]).done().contains(CANARY), "asked for, it is shown");
}

#[test]
fn no_copy_is_left_in_the_temporary_folder() {
    let place = Place::real();
    let temporary = place.path("temporary");
    std::fs::create_dir(&temporary).unwrap();
    for args in [&["due"][..], &["verify"], &["show", "V-0001"]] {
        let output = place.program(args).env("TMPDIR", &temporary).output().unwrap();
        assert!(output.status.success());
    }
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
}
