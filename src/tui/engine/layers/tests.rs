//! The layers, one by one.

use std::time::{Duration, Instant};

use ratatui::{Frame, Terminal, backend::TestBackend, layout::Rect};

use super::{
    LayerOutcome, Layers,
    confirm::Confirm,
    help::Help,
    message::{Messages, Severity},
    palette::Palette,
    secret::{Secret, SecretOutcome},
    small,
};
use crate::engine::{
    chord::Chord,
    event::Event,
    harness::text_of,
    keytable::{HelpGroup, HelpRow, PaletteRow},
    script,
    theme::Theme,
};

fn drawn(w: u16, h: u16, mut with: impl FnMut(&mut Frame<'_>, Rect)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(w, h)).unwrap();
    terminal.draw(|frame| with(frame, frame.area())).unwrap();
    text_of(terminal.backend().buffer())
}

fn events(text: &str) -> Vec<Event> {
    script::parse(text).unwrap()
}

#[test]
fn the_last_layer_is_asked_first() {
    let mut layers = Layers::default();
    layers.push("below");
    layers.push("above");
    assert_eq!(layers.offer(|layer| Some(*layer)), Some("above"));
    assert_eq!(layers.offer(|layer| (*layer == "below").then_some(1)), Some(1));
    assert_eq!(layers.iter_mut().map(|layer| *layer).collect::<Vec<_>>(), ["below", "above"]);
    layers.clear();
    assert!(layers.is_empty());
}

fn palette() -> Palette<u8> {
    let row = |action, long, why: Option<&str>| PaletteRow {
        also: "",
        action,
        scope: "Match",
        keys: "x".into(),
        short: "do",
        long,
        why_not: why.map(Into::into),
    };
    Palette::new(vec![
        row(1, "File a visit report", None),
        row(2, "End the match", Some("The match has ended already.")),
    ])
}

#[test]
fn the_palette_finds_runs_and_says_why_not() {
    let mut palette = palette();
    let mut last = LayerOutcome::Ignored;
    for event in events("'repotr' Enter") {
        last = palette.event(&event);
    }
    assert_eq!(last, LayerOutcome::Run(1));
    for event in events("Ctrl-u 'end' Enter") {
        last = palette.event(&event);
    }
    assert_eq!(last, LayerOutcome::Refused("The match has ended already.".into()));
    let text = drawn(80, 24, |frame, area| palette.draw(frame, area, Theme::default()));
    assert!(text.contains("✗ The match has ended already."), "{text}");
}

#[test]
fn the_key_that_asked_does_not_confirm() {
    let y = Chord::char('y');
    let mut confirm = Confirm::new("End the match of A. and B.?", vec![], "end the match", Some(y), 7);
    assert_eq!(confirm.event(&Event::Key(y)), LayerOutcome::Handled);
    assert_eq!(confirm.event(&events("Enter")[0]), LayerOutcome::Handled);
    assert_eq!(confirm.event(&events("Esc")[0]), LayerOutcome::Close);
    assert_eq!(confirm.event(&Event::Key(confirm.key())), LayerOutcome::Run(7));
    let mut confirm = Confirm::new("End the match of A. and B.?", vec![], "end the match", None, 7);
    assert_eq!(confirm.event(&Event::Key(y)), LayerOutcome::Run(7));
    let text = drawn(60, 18, |frame, area| confirm.draw(frame, area, Theme::default()));
    assert!(text.contains("End the match of A. and B.?") && text.contains("y end the match"), "{text}");
}

#[test]
fn bad_news_stays_until_the_next_key_and_good_news_goes() {
    let now = Instant::now();
    let mut messages = Messages::default();
    messages.say(Severity::Success, "Saved.", Some(now));
    messages.tick(now + Duration::from_secs(5));
    assert!(messages.shown().is_some());
    messages.tick(messages.wake_at().unwrap());
    assert!(messages.shown().is_none());
    messages.say(Severity::Refusal, "Not yet: the DBS lapses on Thursday.", Some(now));
    messages.tick(now + Duration::from_secs(5000));
    assert_eq!(messages.wake_at(), None);
    let text = drawn(80, 24, |frame, area| messages.draw(frame, area, Theme::default()));
    assert!(text.lines().last().unwrap().starts_with(" ✗ Not yet"), "{text}");
    messages.seen();
    assert!(messages.shown().is_none());
}

#[test]
fn a_passphrase_is_never_on_the_screen() {
    let mut secret = Secret::new("befriend", vec!["The file is locked.".into()], "Passphrase");
    for event in events("'correct' Space paste:' horse\\n' Backspace 'e'") {
        secret.event(event);
    }
    let text = drawn(80, 24, |frame, area| secret.draw(frame, area, Theme::default()));
    assert!(text.contains("Passphrase  •••••••••••••\n"), "{text}");
    let SecretOutcome::Entered(typed) = secret.event(events("Enter").remove(0)) else { panic!("entered") };
    assert_eq!(typed.as_str(), "correct horse");
    assert!(matches!(secret.event(events("Enter").remove(0)), SecretOutcome::Handled));
    secret.refuse("That passphrase opens nothing here.");
    let text = drawn(80, 24, |frame, area| secret.draw(frame, area, Theme::default()));
    assert!(text.contains("✗ That passphrase opens nothing here.") && !text.contains('•'), "{text}");
    secret.busy(Some("Opening".into()));
    secret.event(events("a").remove(0));
    secret.busy(None);
    assert!(matches!(secret.event(events("Enter").remove(0)), SecretOutcome::Handled));
}

#[test]
fn too_small_says_what_is_needed_and_what_there_is() {
    assert!(small::too_small(Rect::new(0, 0, 59, 18)) && small::too_small(Rect::new(0, 0, 60, 17)));
    assert!(!small::too_small(Rect::new(0, 0, 60, 18)));
    let text = drawn(40, 10, |frame, area| small::draw(frame, area, Theme::default()));
    assert!(text.contains("needs 60 x 18, has 40 x 10"), "{text}");
}

#[test]
fn help_scrolls_and_no_layer_minds_any_size() {
    let rows =
        (0..40).map(|_| HelpRow { keys: "Ctrl-s, F2".into(), long: "Save what is typed", why_not: None });
    let group = HelpGroup { title: "Form", rows: rows.collect() };
    let mut help = Help::new("Help", vec!["What this page is for.".into()], vec![group]);
    let top = drawn(80, 24, |frame, area| help.draw(frame, area, Theme::default()));
    assert!(top.contains("What this page"), "{top}");
    assert_eq!(help.event::<u8>(&events("PgDn")[0]), LayerOutcome::Handled);
    let next = drawn(80, 24, |frame, area| help.draw(frame, area, Theme::default()));
    assert!(!next.contains("What this page"), "{next}");
    assert_eq!(help.event::<u8>(&events("?")[0]), LayerOutcome::Close);

    let mut secret = Secret::new("t", vec!["l".into()], "p");
    let mut messages = Messages::default();
    messages.say(Severity::Error, "It went wrong. ".repeat(30), None);
    let mut confirm = Confirm::new("q", vec!["d".repeat(500)], "v", None, ());
    let mut palette = palette();
    for w in (1..130).step_by(3) {
        for h in (1..40).step_by(3) {
            drawn(w, h, |frame, area| {
                let theme = Theme::default();
                help.draw(frame, area, theme);
                secret.draw(frame, area, theme);
                palette.draw(frame, area, theme);
                confirm.draw(frame, area, theme);
                messages.draw(frame, area, theme);
                small::draw(frame, area, theme);
            });
        }
    }
}
