//! A day's work: start, file a report, leave, come back; pasting; another size of window; the plug pulled.

use crate::sitting::{Sitting, overdue};
use crate::stage::{Place, moment};
use domain::world::World;
use rustix::process::Signal;
use termlens::Key;

fn world() -> World {
    let (today, now) = moment();
    demo::build(today, now).world
}

#[test]
fn a_report_filed_today_is_there_tomorrow() {
    let place = Place::made_up();
    let (reference, visit) = overdue(&world());
    let mut sitting = Sitting::open(&place, (80, 24));
    sitting.see("OVERDUE").report_on(&reference);
    // Length, what they did and who chose it; the child's own words; the question that must be answered.
    sitting.press(Key::Tab).press(Key::Tab).type_("2h").press(Key::Tab).press(Key::Tab).press(Key::Tab);
    sitting.type_("We fed the quacking ducks.").see("quacking ducks");
    sitting.press(Key::Tab).press(Key::Tab).type_("n").press(Key::F(2));
    sitting.see(&format!("Visit report {visit} filed."));
    sitting.type_("q").ended(0);

    let shown = place.call(&["show", &visit]).done();
    assert!(shown.contains("quacking ducks"), "{shown}");
    let mut again = Sitting::open(&place, (80, 24));
    again.type_("4").see("visit  ").type_("/").type_(&visit).see(&format!("/{visit}")).press(Key::Enter);
    again.press(Key::Enter).see("quacking ducks").type_("q").ended(0);
    assert!(place.call(&["verify"]).done().contains("Nothing is wrong."));
}

#[test]
fn what_is_pasted_is_text_and_never_a_command() {
    let place = Place::made_up();
    let (reference, _) = overdue(&world());
    let head = change_number(&place);
    let mut sitting = Sitting::asked(&place, (80, 24));
    sitting.paste(demo::PASSPHRASE).press(Key::Enter).see("Last reviewed");
    // On a list nothing takes text: what was meant for somewhere else must not be run as keys.
    let before = sitting.rest();
    sitting.paste("q\nm\nx\nv\nq");
    let after = sitting.rest();
    assert!(after.contains("UNSAFE OUTINGS") && !after.contains("Visit report   "), "{}", after.text());
    assert_eq!(before.row_text(0), after.row_text(0));

    sitting.report_on(&reference);
    for _ in 0..5 {
        sitting.press(Key::Tab);
    }
    sitting.paste("First line of what was said\r\nq 2 v ! x\r\nlast line").see("last line");
    let screen = sitting.rest();
    assert!(screen.contains("First line of what was said") && screen.contains("q 2 v ! x"));
    assert!(screen.contains("own words"), "the form is still there: {}", screen.text());
    sitting.press(Key::Esc).see("the year").type_("q").ended(0);
    assert_eq!(change_number(&place), head, "nothing was changed");
}

/// As `verify` prints it, with its three words.
fn change_number(place: &Place) -> String {
    let told = place.call(&["verify"]).done();
    told.lines().find(|line| line.starts_with("Change ")).expect("it stands there").to_owned()
}

#[test]
fn the_window_may_change_its_size_at_any_time() {
    let place = Place::made_up();
    let mut sitting = Sitting::open(&place, (80, 24));
    for stage in ["a list", "a form"] {
        for (w, h) in [(60, 18), (120, 40), (80, 24), (30, 6), (200, 60), (60, 18), (80, 24)] {
            sitting.terminal.resize(w, h).unwrap();
            sitting.until(|screen| screen.size() == (w, h));
            let screen = sitting.rest();
            if h == 6 {
                assert!(screen.text().split_whitespace().count() > 3, "it says that it is too small");
                continue;
            }
            assert!(screen.row_text(0).contains("Deadlines"), "{stage} at {w}x{h}:\n{}", screen.text());
            assert!(screen.row_text(h - 1).contains("  "), "{stage} at {w}x{h}, no keys:\n{}", screen.text());
        }
        if stage == "a list" {
            sitting.type_("v").see("own words");
        }
    }
    sitting.press(Key::Esc).see("Last reviewed").type_("q").ended(0);
}

#[test]
fn what_was_typed_when_the_plug_was_pulled_is_there_again() {
    let place = Place::made_up();
    let (reference, _) = overdue(&world());
    let mut sitting = Sitting::open(&place, (80, 24));
    sitting.report_on(&reference);
    for _ in 0..5 {
        sitting.press(Key::Tab);
    }
    sitting.type_("Half a sentence about the heron").see("heron").see("Draft kept.");
    sitting.signal(Signal::KILL).see("ended with 137");
    drop(sitting);

    let mut again = Sitting::open(&place, (80, 24));
    again.report_on(&reference).see("Half a sentence about the heron");
    again.press(Key::Esc).see("the year").type_("q").ended(0);
    assert!(place.call(&["verify"]).done().contains("1 draft were"), "it is still a draft");
}

#[test]
fn a_second_window_is_told_that_the_first_is_open() {
    let place = Place::made_up();
    let mut first = Sitting::open(&place, (80, 24));
    place.call(&["due"]).refused(1, "already open in another window");
    // Told at once, before a passphrase is typed for nothing.
    let mut second = Sitting::started(&place, (80, 24));
    let all = second.ended(1);
    assert!(all.replace('\n', " ").contains("already open in another window"), "{all}");
    first.type_("q").ended(0);
}
