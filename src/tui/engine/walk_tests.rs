//! Any keys at any size: nothing panics, and the frame is always drawn.

use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    chord::{Chord, Key},
    demo::{FormApp, report},
    event::Event,
    harness::Harness,
    list::{List, ListAction, Place, Row},
    list_draw::Column,
    theme::{ASCII, Look, Theme},
};

fn any_chord() -> impl Strategy<Value = Chord> {
    let named = [
        "Enter",
        "Esc",
        "Tab",
        "S-Tab",
        "Backspace",
        "Del",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "PgUp",
        "PgDn",
        "Space",
        "Ctrl-s",
        "F2",
        "Ctrl-z",
        "Ctrl-y",
        "Ctrl-w",
        "Ctrl-u",
        "Ctrl-k",
        "Ctrl-a",
        "Ctrl-Left",
        "Ctrl-Right",
        "S-Left",
        "S-Right",
        "S-Up",
        "S-Down",
        "S-Home",
        "Ctrl-End",
        "Ctrl-Del",
        "/",
        "g",
        "G",
        "j",
        "k",
    ];
    let named: Vec<Chord> = named.iter().map(|name| name.parse().unwrap()).collect();
    prop_oneof![
        4 => prop::sample::select(named),
        2 => prop::sample::select("ayn1!李ëé🙂\u{301}\u{200d}👩ﾞ".chars().collect::<Vec<_>>()).prop_map(Chord::char),
        1 => any::<char>().prop_filter("typed", |c| !c.is_control()).prop_map(|c| Chord::new(Key::Char(c), false, false, false)),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        20 => any_chord().prop_map(Event::Key),
        2 => ".{0,60}".prop_map(Event::Paste),
        1 => "(\\PC|\n){0,60}".prop_map(Event::Paste),
        2 => (0u16..130, 0u16..50).prop_map(|(x, y)| Event::Click { x, y }),
        1 => any::<bool>().prop_map(|up| Event::Wheel { x: 5, y: 5, up }),
        2 => (1u16..130, 1u16..50).prop_map(|(w, h)| Event::Resize { w, h }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_takes_any_keys_at_any_size(
        w in 1u16..130, h in 1u16..50, events in prop::collection::vec(any_event(), 1..120)
    ) {
        let mut harness = Harness::new(FormApp::new(report()), w, h);
        for event in events {
            harness.event(event);
            prop_assert!(!harness.app.form.focused().is_empty());
        }
        let draft = harness.app.form.draft();
        let mut again = report();
        again.set_values(&draft);
        prop_assert!(again.draft() == draft, "what is stored comes back");
    }

    #[test]
    fn a_list_takes_any_keys_at_any_size(
        rows in 0u32..60, groups in 1u32..5, events in prop::collection::vec(any_event(), 1..120)
    ) {
        let make = |from: u32| -> Vec<Row<u32>> {
            (from..rows)
                .map(|id| Row {
                    id,
                    place: Place::default(),
                    group: (groups > 1).then(|| format!("G{}", id % groups)),
                    cells: vec![format!("李 Zoë {id}").into(), "ﾞ👩‍👧".into()],
                    find: String::new(),
                })
                .collect()
        };
        let columns = [Column::new("a", 9).grow(20), Column::new("b", 3).drop(1)];
        let mut list = List::default();
        list.set_rows(make(0));
        let (mut w, mut h) = (60, 18);
        let theme = Theme { look: Look::Mono, signs: &ASCII };
        for (at, event) in events.into_iter().enumerate() {
            if let Event::Resize { w: wide, h: high } = event {
                (w, h) = (wide, high);
            }
            list.event(&event);
            match at % 17 {
                3 => list.set_rows(make(at as u32 % 7)),
                5 => list.act(ListAction::Mark),
                7 => list.sort_by(Some(at % 3)),
                _ => {}
            }
            let area = Rect::new(0, 0, w, h);
            list.render(area, &columns, &mut Buffer::empty(area), theme);
            prop_assert_eq!(list.selected().is_some(), list.counts().1 > 0);
        }
    }
}
