//! Thousands of keys, pastes, clicks and sizes by chance: nothing stops the program, and what it then shows is what
//! is in the file. The seed and the number come from the environment: `BEFRIEND_CHANCE=seed:events`.

use crate::ground::{At, opened, reread, verified};
use std::time::Duration;
use tui::engine::app::App as _;
use tui::engine::chord::{Chord, Key};
use tui::engine::event::Event;

/// Numbers by chance, the same for the same seed (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

const NAMED: &[&str] = &[
    "Enter",
    "Enter",
    "Enter",
    "Esc",
    "Esc",
    "Tab",
    "Tab",
    "S-Tab",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PgUp",
    "PgDn",
    "Backspace",
    "Del",
    "F1",
    "F2",
    "F2",
    "F2",
    "F3",
    "F4",
    "F5",
    "F7",
    "F8",
    "F9",
    "F10",
    "F12",
    "Ctrl-s",
    "Ctrl-d",
    "Ctrl-p",
    "Ctrl-l",
    "Ctrl-u",
    "Ctrl-w",
    "Ctrl-z",
    "Ctrl-PgDn",
    "Ctrl-PgUp",
    "Alt-g",
    "Alt-h",
    "Alt-s",
    "Ctrl-c",
];
const TEXTS: &[&str] = &[
    "fri",
    "12 3",
    "today",
    "-2d",
    "+6w",
    "2h30",
    "12.40",
    "a few words",
    "Zoë O'Brien",
    "李",
    "\u{1b}[2J",
    "x\ny\r\nz",
    "👩‍👩‍👧",
    "e\u{301}\u{302}",
    "\u{202e}abc",
    "99999999999",
    "M-0003",
    "",
];
const SIZES: &[(u16, u16)] =
    &[(80, 24), (80, 24), (60, 18), (120, 40), (100, 30), (1, 1), (59, 18), (140, 50), (61, 19), (200, 18)];

pub fn event(chance: &mut Chance) -> Event {
    match chance.below(100) {
        0..=54 => Event::Key(Chord::char(char::from(b' ' + chance.below(95) as u8))),
        55..=84 => Event::Key(chance.of(NAMED).parse().unwrap()),
        85..=87 => Event::Key(Chord::char(chance.of(&['ë', '李', 'ß', '€', '\u{301}', '�']))),
        88..=92 => Event::Paste(chance.of(TEXTS).to_owned()),
        93..=96 => Event::Click { x: chance.below(310) as u16, y: chance.below(105) as u16 },
        97 => {
            Event::Wheel { x: chance.below(80) as u16, y: chance.below(24) as u16, up: chance.below(2) == 0 }
        }
        98 => {
            let (w, h) = chance.of(SIZES);
            Event::Resize { w, h }
        }
        _ => Event::Key(Chord::plain(Key::F(chance.below(12) as u8 + 1))),
    }
}

/// The file holds what the screen shows, and is sound.
fn hold_against_the_file(at: &mut At, what: &str) {
    if at.app.desk().is_none() {
        at.keys("Ctrl-u 'demonstration' Enter").moment();
    }
    let world = at.world().clone();
    at.runner.close().unwrap();
    let (file, read) = reread(&at.path);
    assert!(read == world, "{what}: the file and the screen tell two stories");
    verified(&file);
    file.close().unwrap();
    at.again();
}

fn run(seed: u64, events: u64) {
    let mut chance = Chance(seed);
    let mut at = opened(80, 24);
    let from = at.world().clone();
    for n in 0..events {
        let next = event(&mut chance);
        let before = at.app.desk().map(|desk| desk.head.seq);
        at.event(next);
        if at.app.desk().is_some_and(|desk| before.is_some_and(|seq| seq != desk.head.seq)) {
            at.is_kept_as_if_made_anew();
        }
        if chance.below(40) == 0 {
            at.wait(Duration::from_millis(chance.below(2000)));
        }
        if at.app.done() {
            at.again();
        } else if at.app.desk().is_none() && chance.below(8) == 0 {
            at.keys("Ctrl-u 'demonstration' Enter").moment();
        }
        if n % 1500 == 1499 {
            hold_against_the_file(&mut at, &format!("seed {seed}, after {n}"));
        }
    }
    hold_against_the_file(&mut at, &format!("seed {seed}"));
    assert!(*at.world() != from, "the keys changed something");
}

#[test]
fn keys_by_chance_stop_nothing_and_lose_nothing() {
    let wanted = std::env::var("BEFRIEND_CHANCE").unwrap_or_default();
    let (seed, events) = wanted.split_once(':').unwrap_or(("7", "3000"));
    run(seed.parse().unwrap(), events.parse().unwrap());
}

#[test]
fn forms_filled_by_chance_stop_nothing_and_lose_nothing() {
    // Begins forms on purpose, for chance alone seldom saves one.
    let mut chance = Chance(11);
    let mut at = opened(100, 30);
    for _ in 0..60 {
        at.keys("Esc Esc Esc").keys(chance.of(&["1 g", "2 g", "3 g", "4 g", "5 g"]));
        for _ in 0..chance.below(12) {
            at.keys("j");
        }
        let begin = b"neafbwdtxPKTsSUcrhWpKoEDAvN!"[chance.below(28) as usize];
        at.event(Event::Key(Chord::char(char::from(begin))));
        for _ in 0..chance.below(14) {
            match chance.below(4) {
                0 => at.keys("Space"),
                1 => {
                    let text = chance.of(TEXTS).to_owned();
                    at.event(Event::Paste(text));
                    &mut at
                }
                _ => at.keys("Tab"),
            };
        }
        at.keys("F2").moment();
        // What was done is taken back now and then, and what was taken back was touched too.
        if at.app.desk().is_some() {
            at.is_kept_as_if_made_anew();
            if chance.below(3) == 0 {
                at.keys("Esc Esc Esc u").moment();
                at.is_kept_as_if_made_anew();
            }
        }
        if at.app.done() || at.app.desk().is_none() {
            at.again();
        }
    }
    hold_against_the_file(&mut at, "forms");
}
