//! What carries meaning is a sign or a word: without colour nothing has one, in ASCII no sign of ours is anything else.

use crate::ground::{At, themed};
use crate::scenes::SCENES;
use tui::engine::theme::{ASCII, Locale, Look, Theme};

/// Every character that stands in the records themselves: names and narratives may hold any.
fn of_the_records(at: &At) -> String {
    let all: String = crate::names::of(at.world()).concat();
    // The pound is no sign but a letter of the money.
    all.chars().chain(['£']).filter(|c| !c.is_ascii()).collect()
}

#[test]
fn without_colour_and_in_ascii_no_cell_has_a_colour_and_no_sign_is_anything_else() {
    let theme =
        Theme::choose(Some(Look::Default), Some("1"), Locale { lang: Some("C"), ..Locale::default() });
    assert_eq!((theme.look, theme.signs), (Look::Mono, &ASCII));
    for (w, h) in [(60, 18), (120, 40)] {
        for (name, keys) in SCENES {
            let mut at = themed(w, h, theme);
            let known = of_the_records(&at);
            at.keys(keys);
            for line in at.screen().lines() {
                let strange: String = line.chars().filter(|c| !c.is_ascii() && !known.contains(*c)).collect();
                assert!(strange.is_empty(), "{name} at {w} x {h} shows {strange:?} in: {line}");
            }
            for (x, y) in (0..h).flat_map(|y| (0..w).map(move |x| (x, y))) {
                let style = format!("{:?}", at.cell_style(x, y));
                let plain = style.replace("Color::Reset", "");
                assert!(!plain.contains("Color::"), "{name} has a colour at {x}, {y}: {style}");
            }
        }
    }
}

#[test]
fn the_row_under_the_cursor_is_marked_without_colour() {
    let theme = Theme::choose(None, Some("1"), Locale::default());
    let mut at = themed(80, 24, theme);
    at.keys("1 j j");
    let (x, y) = at.find(">").expect("a sign marks the row");
    let style = format!("{:?}", at.cell_style(x + 2, y));
    assert!(style.contains("reversed"), "{style}");
}

#[test]
fn the_theme_changes_on_f3_and_says_its_name() {
    let mut at = themed(80, 24, Theme::default());
    at.keys("F3").says("Theme: high-contrast.");
    at.keys("F3").says("Theme: mono.");
    at.keys("F3").says("Theme: default.");
}

#[test]
fn in_ascii_no_sign_is_taken_for_a_letter_of_the_year_of_visits() {
    let theme = Theme { signs: &ASCII, ..Theme::default() };
    let mut at = themed(80, 24, theme);
    // More lines below, behind years that end at the edge of the screen.
    at.keys("3");
    let screen = at.screen();
    let last = screen.lines().rfind(|line| line.contains("M-00")).expect("a match");
    assert!(last.ends_with('V'), "{last}");
    // Small letters there say who cancelled; what was done has a sign that is none of them.
    assert!(!"ckvsoCKVSO".contains(ASCII.check) && !"ckvso".contains(ASCII.down));
    // What is counted above the list is told apart by a comma that stands where commas stand.
    let counts = at.keys("5").row(2);
    assert!(counts.contains(" unsafe, ") && !counts.contains(" ,"), "{counts}");
}
