//! A disk that is really full: a small one of its own, mounted where only the program sees it. Where that is not
//! allowed nothing is shown, and says so; what the file itself does then, the tests of the store hold.
#![cfg(target_os = "linux")]

use crate::sitting::{Sitting, overdue};
use crate::stage::{Place, moment};
use std::path::Path;
use std::time::Duration;
use termlens::Key;

/// Runs the program ($0) on a copy of the file on a disk of 24 MB, in the folder $1. The disk is filled to the
/// last 2 MB when `fill` appears, and emptied again when `room` does. What is in the file at the end is put beside.
const ON_A_SMALL_DISK: &str = r#"
    mkdir "$1/disk" && mount -t tmpfs -o size=24m,mode=700 befriend-test "$1/disk" || exit 77
    cp -p "$1/scheme.befriend" "$1/disk/" || exit 77
    (
        until test -e "$1/fill"; do sleep 0.05; done
        free=$(df -k --output=avail "$1/disk" | tail -n 1)
        head -c $(((free - 2048) * 1024)) /dev/zero > "$1/disk/ballast"
        touch "$1/filled"
        until test -e "$1/room"; do sleep 0.05; done
        rm "$1/disk/ballast"
        touch "$1/roomy"
    ) > /dev/null 2>&1 &
    "$0" --file "$1/disk/scheme.befriend"
    code=$?
    cp -p "$1/disk/scheme.befriend" "$1/after.befriend"
    exit $code
"#;

/// Asks for something and waits until it is done.
fn ask(place: &Place, what: &str, done: &str) {
    std::fs::write(place.path(what), "").unwrap();
    let start = std::time::Instant::now();
    while !place.path(done).exists() {
        assert!(start.elapsed() < Duration::from_secs(60), "nobody did {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn on_a_full_disk_nothing_is_lost_and_with_room_work_goes_on() {
    let mut place = Place::made_up();
    let (today, now) = moment();
    let (reference, visit) = overdue(&demo::build(today, now).world);
    let how = if rustix::process::geteuid().is_root() { "-m" } else { "-rm" };
    let program = env!("CARGO_BIN_EXE_befriend");
    let folder = place.folder.path().to_str().unwrap().to_owned();
    let args = [how, "sh", "-c", ON_A_SMALL_DISK, program, &folder];
    let mut sitting = Sitting::at(&place, (80, 24), Path::new("unshare"), &args);
    sitting.until(|screen| screen.contains("Passphrase") || screen.contains("ended with"));
    if sitting.rest().contains("ended with") {
        eprintln!("no disk can be mounted here, so none was filled");
        return;
    }
    sitting.type_(demo::PASSPHRASE).press(Key::Enter).see("Last reviewed").report_on(&reference);
    sitting.press(Key::Tab).press(Key::Tab).type_("2h").press(Key::Tab).press(Key::Tab).press(Key::Tab);
    sitting.type_("Before the flood.").see("Before the flood.").see("Draft kept.");
    ask(&place, "fill", "filled");
    sitting.type_(" And after.").press(Key::Tab).press(Key::Tab).type_("n").press(Key::F(2));
    sitting.see("The disk is full");
    let screen = sitting.rest();
    assert!(screen.contains("Before the flood. And after."), "the form stands: {}", screen.text());
    ask(&place, "room", "roomy");
    sitting.press(Key::F(2)).see(&format!("Visit report {visit} filed."));
    sitting.type_("q").ended(0);
    drop(sitting);

    place.file = place.path("after.befriend");
    assert!(place.call(&["verify"]).done().contains("Nothing is wrong."));
    assert!(place.call(&["show", &visit]).done().contains("Before the flood. And after."));
}
