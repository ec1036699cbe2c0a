//! However the program ends, the terminal is given back, and nothing about anybody stays on it.

#[path = "../../src/cli/process.rs"]
mod process;

use crate::sitting::{Sitting, names_in, overdue};
use crate::stage::{CANARY, PHRASE, Place, moment};
use rustix::process::Signal;
use std::path::Path;
use termlens::Key;
use tui::app::{Model, Start};
use tui::engine::app::Screen;
use tui::engine::shell::{Inputs, Shell};
use tui::engine::theme::{Locale, Theme};
use tui::msg::{Effect, Msg};

#[test]
fn nothing_stays_on_the_terminal_and_its_title_names_nobody() {
    let place = Place::made_up();
    let (today, now) = moment();
    let world = demo::build(today, now).world;
    let mut sitting = Sitting::open(&place, (80, 24));
    assert_eq!(sitting.rest().title(), "befriend");
    assert!(!names_in(&world, &sitting.rest().text()).is_empty(), "it does show names");
    sitting.report_on(&overdue(&world).0);
    let screen = sitting.rest();
    assert_eq!(screen.title(), "befriend");
    // The emulator does not know SGR 59, which takes the colour from an underline.
    let unknown: Vec<_> =
        screen.unsupported().iter().filter(|sequence| !sequence.ends_with("[59m")).collect();
    assert_eq!(unknown, [""; 0]);
    // Nor does anything of what was shown of a record to others, or of a card.
    sitting.press(Key::Esc).see("the year").type_("l").see("Preview: what the child would get");
    sitting.type_("l").see("Preview: what the visitor would get");
    assert!(!names_in(&world, &sitting.rest().text()).is_empty(), "a preview shows names");
    assert_eq!(sitting.rest().title(), "befriend");
    sitting.press(Key::Esc).see("the year").type_("B").see("briefing card");
    assert_eq!(sitting.rest().title(), "befriend");
    sitting.press(Key::Esc).see("the year").type_("q");
    let all = sitting.ended(0);
    assert_eq!(names_in(&world, &all), [""; 0], "{all}");
    assert_eq!(sitting.rest().title(), "befriend");
}

#[test]
fn a_signal_from_outside_keeps_the_draft_and_gives_the_terminal_back() {
    let (today, now) = moment();
    let world = demo::build(today, now).world;
    let (reference, _) = overdue(&world);
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let place = Place::made_up();
        let mut sitting = Sitting::open(&place, (80, 24));
        sitting.report_on(&reference);
        for _ in 0..5 {
            sitting.press(Key::Tab);
        }
        sitting.type_("Cut off in the middle of a heron").see("of a heron").signal(signal);
        let all = sitting.ended(0);
        assert_eq!(names_in(&world, &all), [""; 0], "{signal:?}: {all}");
        let mut again = Sitting::open(&place, (80, 24));
        again.report_on(&reference).see("Cut off in the middle of a heron").signal(Signal::TERM).ended(0);
    }
    let place = Place::made_up();
    let mut asked = Sitting::asked(&place, (80, 24));
    asked.signal(Signal::TERM).ended(0);
}

#[test]
fn a_program_that_is_stopped_gives_the_terminal_back_and_takes_it_again() {
    let (today, now) = moment();
    let world = demo::build(today, now).world;
    let place = Place::made_up();
    let mut sitting = Sitting::open(&place, (80, 24));
    sitting.type_("3").see("the year").type_("/heron").see("/heron");
    for _ in 0..2 {
        sitting.signal(Signal::TSTP).until(|screen| !screen.alternate_screen());
        let stopped = sitting.rest();
        assert!(!stopped.bracketed_paste() && stopped.cursor_visible());
        assert_eq!(stopped.mouse_mode(), termlens::MouseMode::None);
        assert_eq!(names_in(&world, &stopped.full_text()), [""; 0]);
        sitting.signal(Signal::CONT).see("/heron");
        let again = sitting.rest();
        assert!(again.alternate_screen() && again.bracketed_paste());
        assert_ne!(again.mouse_mode(), termlens::MouseMode::None);
    }
    // It hears keys as before.
    sitting.press(Key::Esc).until(|screen| !screen.contains("/heron"));
    sitting.type_("1").see("social worker").type_("q").ended(0);
    // At the page that asks for the passphrase too.
    let mut asked = Sitting::asked(&place, (80, 24));
    asked.signal(Signal::TSTP).until(|screen| !screen.alternate_screen());
    asked
        .signal(Signal::CONT)
        .see("Passphrase")
        .type_(demo::PASSPHRASE)
        .press(Key::Enter)
        .see("Last reviewed");
    asked.type_("q").ended(0);
}

#[test]
fn a_file_so_damaged_that_the_database_panics_is_a_sentence() {
    let place = Place::real();
    damage(&place.file);
    let mut sitting = Sitting::asked(&place, (80, 24));
    sitting.type_(PHRASE).press(Key::Enter);
    let all = sitting.ended(1).replace('\n', " ");
    assert!(all.contains("The file is damaged"), "{all}");
    assert!(!all.contains("fault in") && !all.contains(CANARY), "{all}");
}

/// Damages a page that makes the database panic at opening, if there is one, else some page without which it
/// does not open.
fn damage(path: &Path) {
    use std::sync::atomic::{AtomicBool, Ordering};
    static PANICKED: AtomicBool = AtomicBool::new(false);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if store::panic_is_caught() {
            PANICKED.store(true, Ordering::SeqCst);
        } else {
            before(info);
        }
    }));
    let whole = std::fs::read(path).unwrap();
    let mut fallback = None;
    for at in (0..whole.len()).step_by(4096) {
        let mut damaged = whole.clone();
        for byte in damaged.iter_mut().skip(at + 64).step_by(97).take(30) {
            *byte ^= 0x55;
        }
        std::fs::write(path, &damaged).unwrap();
        if store::SchemeFile::open(path, "", PHRASE, store::Access::ReadWrite).is_err() {
            std::fs::write(path, &damaged).unwrap();
            if PANICKED.swap(false, Ordering::SeqCst) {
                return;
            }
            fallback = Some(damaged);
        }
    }
    eprintln!("no page made the database panic; another damage is shown");
    std::fs::write(path, fallback.expect("some damage is noticed")).unwrap();
}

#[test]
fn a_panic_gives_the_terminal_back_and_quotes_nothing() {
    let place = Place::empty(PHRASE);
    let me = std::env::current_exe().unwrap();
    let args = ["--exact", "leaving::panics", "--ignored", "--nocapture", "--test-threads=1"];
    let mut sitting = Sitting::at(&place, (80, 24), &me, &args);
    sitting.see("Passphrase");
    assert!(sitting.rest().alternate_screen());
    sitting.type_(PHRASE).press(Key::Enter);
    let all = sitting.ended(101);
    assert!(all.contains("befriend stopped because of a fault in the program."), "{all}");
    assert!(all.contains("leaving.rs:"), "{all}");
    assert!(all.contains("What was saved is safe"), "{all}");
    assert!(!all.contains(CANARY), "{all}");
    assert_eq!(all.matches("befriend stopped").count(), 1, "{all}");
}

/// The real terminal, the real hooks and the page that asks, around a file that panics when it is to be opened.
#[test]
#[ignore = "panics: run by the test above in a terminal of its own"]
fn panics() {
    process::harden();
    process::install_panic_report();
    let theme = Theme::choose(None, None, Locale::default());
    let mut model = Model::new(Start {
        theme,
        notes: Vec::new(),
        passphrase: None,
        asks_name: false,
        person: None,
        today: None,
    });
    let mut shell = Shell::enter(store::panic_is_caught).unwrap();
    let mut inputs = Inputs::start(domain::calendar::local).unwrap();
    let mut faulty = |_: Effect, _: &mut dyn Screen| -> Vec<Msg> { panic!("a fault that quotes {CANARY}") };
    tui::engine::app::run(&mut model, &mut shell, &mut inputs, &mut faulty).unwrap();
}
