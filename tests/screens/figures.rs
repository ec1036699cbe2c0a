//! Figures for management, and what is written down when they are given; the class of a field in the margin.

use crate::ground::{flat, opened, today};
use domain::disclose::{Period, figures};
use domain::people::Role;
use domain::record::{Reader, Subject};

#[test]
fn figures_are_shown_with_what_is_counted_and_are_found_by_their_words() {
    let mut at = opened(100, 40);
    at.keys("Alt-f").says("Figures for management").says("Children matched: ").says("as at 23 November 2026");
    at.says("\"hidden\" is a number of fewer than 5");
    at.keys("G").says("Requests turned down: 0");
    at.keys("Esc").silent("Requests turned down");
    for words in ["figures", "statistics", "commissioner"] {
        at.keys(&format!(": '{words}'")).says("Show the figures for management");
        at.keys("Esc");
    }
    // What stands there is what was counted, line by line.
    let counted = figures(at.world(), Period::year_to(today()), Role::TeamManager);
    let mut seen = String::new();
    at.keys("Alt-f");
    for _ in 0..40 {
        seen.push_str(&flat(&at.screen()));
        at.keys("PgDn");
    }
    for (heading, line) in counted.lines() {
        let begins: String = flat(&line).chars().take(40).collect();
        assert!(heading || seen.contains(begins.trim_end()), "{begins}");
    }
}

#[test]
fn figures_that_are_copied_are_written_down_first() {
    let mut at = opened(100, 40);
    let before = at.world().releases().count();
    at.keys("Alt-m").says("Copy figures for management").says("23/11/2026");
    // Without a name for whom, nothing is given.
    at.keys("F2").says("To whom");
    assert_eq!(at.world().releases().count(), before);
    at.keys("'The panel' Tab 'annual report' F2").moment();
    at.says("Figures for management")
        .says("Children matched")
        .says("given and logged")
        .says("numbers are hidden");
    at.keys("Esc");
    let release = at.world().releases().last().expect("a release");
    assert_eq!((release.about, release.to), (Subject::Scheme, Reader::Management));
    assert_eq!((release.recipient.as_str(), release.purpose.as_str()), ("The panel", "annual report"));
    assert_eq!(at.world().releases().count(), before + 1);
    let copied = at.terminal.copied.last().expect("on the clipboard");
    assert!(copied.starts_with("Figures from 24 November 2025 to 23 November 2026\n"), "{copied}");
    assert!(copied.contains("\n  Children matched: "), "{copied}");
    at.holds_what_was_shown();
}

/// R102: which class of data each line is stands under how carefully it is kept.
#[test]
fn the_margin_of_a_preview_shows_the_class_of_data() {
    let mut at = opened(100, 40);
    let child = at.child_ref("Leila");
    at.keys(&format!("1 / '{child}' Enter l l l l"));
    let screen = (0..12).fold(String::new(), |seen, _| {
        let seen = seen + &at.screen();
        at.keys("PgDn");
        seen
    });
    let margin =
        |words: &str| screen.lines().any(|l| l.trim_start_matches('>').trim_start().starts_with(words));
    assert!(margin("special cat.") && margin("offence data") && margin("need to know"), "{screen}");
}
