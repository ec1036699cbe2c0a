//! What grows with the scheme and what does not: `cargo bench --bench growth`. The same keys on the same tabs, each with
//! the redraw that follows it, on one scheme and on one ten times as large. Beside each stands the longest of the pieces
//! of work that are done after it, because a key that is pressed meanwhile waits for one of them.
//!
//! Making the large scheme takes minutes. The saves wait for the disk.

mod made;

use made::{scheme, screens};
use std::time::{Duration, Instant};
use tui::app::Model;
use tui::engine::app::App as _;
use tui::engine::harness::Harness;
use tui::runner::FileRunner;

/// What leads there, the key that is timed, and what leads back.
type Case = (&'static str, &'static str, &'static str);

/// How often each is pressed.
const TIMES: usize = 15;

const EVERY_TAB: &[Case] = &[
    ("", "Down", "Up"),
    ("", "PgDn", "PgUp"),
    ("", "End", "Home"),
    ("", "F8", ""),
    ("", "Space", "Space Up Up"),
    ("", "i", "i"),
    ("", "/", "Esc"),
    ("/", "e", "Backspace"),
    ("/ e", "Esc", "/ e"),
    ("", "?", "Esc"),
    ("", ":", "Esc"),
    (":", "c", "Backspace"),
    ("", "H", "Esc"),
    ("", "l", "Esc"),
    ("", "v", "Esc"),
    ("", "N", "Esc"),
    ("N Tab Tab", "h", "Backspace"),
    ("", "!", "Esc"),
    ("", "C", "Esc"),
    ("", "V", "Esc"),
    ("", "M", "Esc"),
    ("", "R", "Esc"),
    ("", "Tab", "Left"),
];

const ON_ONE_TAB: &[(&str, Case)] = &[
    ("1", ("", "Enter", "Esc")),
    ("1", ("", "n", "Esc")),
    ("1", ("n A d Tab B u", "Tab", "S-Tab")),
    ("1", ("", "m", "Esc")),
    ("1", ("m", "Down", "Up")),
    ("1", ("", "W", "Esc")),
    ("1", ("W", "Down", "Up")),
    ("1", ("", "f", "Esc")),
    ("2", ("", "Enter", "Esc")),
    ("2", ("", "B", "B")),
    ("2", ("B", "Down", "Up")),
    ("2", ("B", "F8", "")),
    ("2", ("", "m", "Esc")),
    ("3", ("", "Enter", "Esc")),
    ("3", ("", "n", "Esc")),
    ("4", ("", "Enter", "Esc")),
    ("5", ("", "Enter", "Esc")),
    ("5", ("", "z", "z")),
    ("5", ("", "s", "Esc")),
    ("5", ("", "Alt-o", "Esc")),
    ("5", ("", "Alt-s", "Esc")),
];

/// What is saved: a note, on each tab; the morning's list gone through; a visit planned; a child's record.
const SAVES: &[(&str, Case)] = &[
    ("1", ("N c a l l", "Ctrl-s", "N c a l l")),
    ("2", ("N c a l l", "Ctrl-s", "N c a l l")),
    ("3", ("N c a l l", "Ctrl-s", "N c a l l")),
    ("4", ("N c a l l", "Ctrl-s", "N c a l l")),
    ("5", ("N c a l l", "Ctrl-s", "N c a l l")),
    ("5", ("", "m", "")),
    ("5", ("Alt-g", "Ctrl-s", "Alt-g")),
    ("2", ("w", "Ctrl-s", "w")),
    ("2", ("B w", "Ctrl-s", "w")),
    ("1", ("a", "Ctrl-s", "a")),
    ("1", ("K", "Ctrl-s", "K")),
];

struct Took {
    key: Duration,
    piece: Duration,
}

fn press(at: &mut Harness<Model, FileRunner>, keys: &str) -> Took {
    let began = Instant::now();
    at.keys(keys);
    let key = began.elapsed();
    let mut piece = Duration::ZERO;
    for _ in 0..20_000 {
        if at.app.wake_at().is_none_or(|wake| wake > at.now().instant) {
            break;
        }
        let began = Instant::now();
        at.batch([]);
        piece = piece.max(began.elapsed());
    }
    Took { key, piece }
}

fn median(mut all: Vec<Duration>) -> f64 {
    all.sort_unstable();
    all[all.len() / 2].as_secs_f64() * 1e3
}

fn measure(at: &mut Harness<Model, FileRunner>, tab: &str, (before, key, back): Case) -> (f64, f64) {
    at.keys("Esc Esc Esc Esc Esc").settle().keys(tab).keys("Home").settle().keys(before);
    press(at, "");
    let (mut keys, mut pieces) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let took = press(at, key);
        keys.push(took.key);
        pieces.push(took.piece);
        press(at, back);
    }
    if std::env::var_os("SHOW").is_some() {
        println!("{}", at.screen());
    }
    (median(keys), median(pieces))
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let times = 10;
    let mut schemes = [1, times].map(|times| screens(&scheme(times)));
    for at in &mut schemes {
        press(at, "");
    }
    let everywhere =
        ["1", "2", "3", "4", "5"].into_iter().flat_map(|tab| EVERY_TAB.iter().map(move |c| (tab, *c)));
    let all = everywhere.chain(ON_ONE_TAB.iter().copied()).chain(SAVES.iter().copied());
    println!("tab  before, key           key, ms    x {times}   piece, ms    x {times}");
    for (tab, case) in all {
        let name = format!("{tab}  {} [{}]", case.0, case.1);
        if !wanted.is_empty() && !wanted.iter().any(|w| name.contains(w.as_str())) {
            continue;
        }
        let [(key, piece), (key_more, piece_more)] = schemes.each_mut().map(|at| measure(at, tab, case));
        let grows = if key_more > 2.0 * key && key_more > 0.5 { "  key grows" } else { "" };
        let long = if piece_more > 8.0 { "  long piece" } else { "" };
        println!("{name:24} {key:8.2} {key_more:8.2} {piece:8.2} {piece_more:8.2}{grows}{long}");
    }
}
