//! `befriend recover`: the passphrase is forgotten, the envelope is opened.

use super::stage::{CANARY, PHRASE, Place};

const NEW: &str = "a new one for the new year";

#[test]
fn the_recovery_key_gives_the_file_a_new_passphrase() {
    let (place, key) = Place::real_with_recovery();
    let paper = place.path("recovery.txt");
    let args = ["recover", "--recovery-file", paper.to_str().unwrap()];
    std::fs::write(place.phrase(), NEW).unwrap();
    place.call(&args).refused(1, "recovery key");
    std::fs::write(&paper, "not a key at all\n").unwrap();
    place.call(&args).refused(1, "mistyped");
    let (_, anothers) = Place::real_with_recovery();
    std::fs::write(&paper, anothers).unwrap();
    place.call(&args).refused(1, "does not open this file");
    std::fs::write(&paper, format!("  {}\n", key.to_lowercase().replace('-', " "))).unwrap();
    std::fs::write(place.phrase(), "short").unwrap();
    place.call(&args).refused(1, "at least 12 characters");
    std::fs::write(place.phrase(), PHRASE).unwrap();
    place.call(&["verify"]).done();

    std::fs::write(place.phrase(), NEW).unwrap();
    place.call(&[&["--read-only"], &args[..]].concat()).refused(2, "--read-only");
    place.call(&["recover"]).refused(2, "--recovery-file");
    place.call(&args).done();
    assert!(place.call(&["verify"]).done().contains("Nothing is wrong."));
    assert!(place.call(&["show", "C-0001"]).done().contains(CANARY), "everything is still there");
    std::fs::write(place.phrase(), PHRASE).unwrap();
    place.call(&["due"]).refused(1, "not open this file");
}
