//! Lists: window, selection, filter, columns.

use std::time::Instant;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    event::Event,
    harness::text_of,
    list::{Cell, List, ListOutcome, Place, Row},
    list_draw::{Column, fit_columns},
    script,
    theme::{Role, Theme},
};

const COLUMNS: &[Column] = &[
    Column::new("visitor", 10).grow(30),
    Column::new("ref", 6).drop(2),
    Column::new("km", 4).right().drop(1),
];

fn rows(count: u32) -> Vec<Row<u32>> {
    (0..count)
        .map(|id| Row {
            id,
            place: Place::default(),
            group: None,
            cells: vec![
                if id == 7 { "Leila Hassan".into() } else { format!("Visitor {id}").into() },
                format!("V-{id:04}").into(),
                Cell::from(format!("{}", 1000 - id)).by(1000 - i64::from(id)),
            ],
            find: String::new(),
        })
        .collect()
}

fn list(count: u32) -> List<u32> {
    let mut list = List::default();
    list.set_rows(rows(count));
    list
}

fn draw(list: &mut List<u32>, w: u16, h: u16) -> String {
    let area = Rect::new(0, 0, w, h);
    let mut buf = Buffer::empty(area);
    list.render(area, COLUMNS, &mut buf, Theme::default());
    text_of(&buf)
}

fn keys(list: &mut List<u32>, keys: &str) -> ListOutcome {
    script::parse(keys).unwrap().iter().map(|event| list.event(event)).last().unwrap()
}

#[test]
fn the_window_follows_the_selection() {
    let mut list = list(300);
    draw(&mut list, 40, 11);
    keys(&mut list, "PgDn PgDn j");
    assert_eq!(list.selected(), Some(&19));
    let text = draw(&mut list, 40, 11);
    assert!(text.contains(">Visitor 19") && !text.contains("Visitor 9 "), "{text}");
    keys(&mut list, "G");
    assert!(draw(&mut list, 40, 11).contains(">Visitor 299"));
    keys(&mut list, "g");
    assert!(draw(&mut list, 40, 11).contains(">Visitor 0"));
}

#[test]
fn the_selection_stays_on_its_row_when_rows_come_and_go() {
    let mut list = list(20);
    keys(&mut list, "j j j");
    let mut fewer = rows(20);
    fewer.remove(0);
    list.set_rows(fewer);
    assert_eq!(list.selected(), Some(&3));
    list.set_rows(rows(20).into_iter().filter(|row| row.id != 0 && row.id != 3).collect());
    assert_eq!(list.selected(), Some(&4), "the row that took its place");
    list.set_rows(Vec::new());
    assert_eq!(list.selected(), None);
}

#[test]
fn a_filter_forgives_a_slip_and_esc_ends_it() {
    let mut list = list(300);
    keys(&mut list, "/ 'leial'");
    assert_eq!((list.counts(), list.selected()), ((300, 1), Some(&7)));
    assert!(draw(&mut list, 40, 11).contains("/leial"), "{}", draw(&mut list, 40, 11));
    keys(&mut list, "Enter j");
    assert_eq!(list.counts().1, 1);
    assert_eq!(keys(&mut list, "Esc"), ListOutcome::Handled);
    assert_eq!((list.counts().1, list.selected()), (300, Some(&7)));
    assert_eq!(keys(&mut list, "Esc"), ListOutcome::Ignored);
    keys(&mut list, "/ 'zzzzqq'");
    assert_eq!(list.selected(), None);
    draw(&mut list, 40, 11);
}

#[test]
fn filtering_three_hundred_rows_is_quick() {
    let mut list = list(300);
    list.set_query("leial");
    let begun = Instant::now();
    for _ in 0..10 {
        list.set_query("leial h");
    }
    // A millisecond each; generous where the build is unoptimised and the machine busy.
    let most = if cfg!(debug_assertions) { 500 } else { 10 };
    assert!(begun.elapsed().as_millis() < most, "{:?}", begun.elapsed() / 10);
}

#[test]
fn sorting_goes_by_the_number_and_turns_round() {
    let mut list = list(20);
    list.sort_by(Some(2));
    assert_eq!(list.ids().next(), Some(&19));
    list.sort_by(Some(2));
    assert_eq!(list.ids().next(), Some(&0));
    list.sort_by(None);
    assert_eq!(list.ids().nth(3), Some(&3));
}

#[test]
fn columns_give_way_by_rank() {
    let fit = |cells| fit_columns(COLUMNS, cells).iter().map(|(at, ..)| *at).collect::<Vec<_>>();
    assert_eq!(fit(40), [0, 1, 2]);
    assert_eq!(fit(20), [0, 2]);
    assert_eq!(fit(12), [0]);
    assert_eq!(fit_columns(COLUMNS, 3), [(0, 0, 3)]);
    assert_eq!(fit_columns(COLUMNS, 40), [(0, 0, 28), (1, 29, 6), (2, 36, 4)]);
}

#[test]
fn headings_count_their_rows_and_are_not_selected() {
    let mut list = list(4);
    let mut grouped = rows(4);
    for row in &mut grouped {
        row.group = Some(if row.id % 2 == 0 { "OVERDUE" } else { "THIS WEEK" }.into());
    }
    list.set_rows(grouped);
    let text = draw(&mut list, 40, 9);
    assert!(text.contains(" OVERDUE 2\n>Visitor 0"), "{text}");
    assert!(text.contains(" THIS WEEK 2\n"), "{text}");
    keys(&mut list, "j j");
    assert_eq!(list.selected(), Some(&1));
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut list = list(20);
    draw(&mut list, 40, 11);
    let click = Event::Click { x: 5, y: 4 };
    assert_eq!(list.event(&click), ListOutcome::Handled);
    assert_eq!(list.selected(), Some(&3));
    assert_eq!(list.event(&click), ListOutcome::Open);
    assert_eq!(list.event(&Event::Wheel { x: 5, y: 4, up: false }), ListOutcome::Handled);
    assert!(!draw(&mut list, 40, 11).contains("Visitor 0 "));
}

#[test]
fn marks_show_and_go_with_their_rows() {
    let mut list = list(5);
    list.act(super::list::ListAction::Mark);
    assert_eq!(list.marks().len(), 1);
    assert!(draw(&mut list, 40, 9).contains(" ✓ Visitor 0"), "{}", draw(&mut list, 40, 9));
    list.set_rows(rows(5).split_off(1));
    assert!(list.marks().is_empty());
}

#[test]
fn the_selected_row_is_reversed() {
    let mut list = list(5);
    let area = Rect::new(0, 0, 40, 9);
    let mut buf = Buffer::empty(area);
    list.render(area, COLUMNS, &mut buf, Theme::default());
    let reversed = Theme::default().style(Role::Selected).add_modifier;
    assert!(buf[(30, 1)].style().add_modifier.contains(reversed));
    assert!(!buf[(30, 2)].style().add_modifier.contains(reversed));
}

#[test]
fn under_headings_the_cursor_goes_to_the_row_that_fits_best() {
    let named = |id: u32, group: &str, name: &str| Row {
        id,
        place: Place::default(),
        group: Some(group.to_owned()),
        cells: vec![name.into()],
        find: String::new(),
    };
    let mut list = List::default();
    list.set_rows(vec![
        named(1, "OVERDUE", "Samira Yilmaz"),
        named(2, "OVERDUE", "Tom Reid"),
        named(3, "TODAY", "Amira Khalid"),
        named(4, "TODAY", "Amira Lund"),
    ]);
    keys(&mut list, "/ 'amira'");
    assert_eq!((list.counts().1, list.selected()), (3, Some(&3)), "a word of its own before a part of one");
    // With the filter ended the cursor stays where it is.
    keys(&mut list, "Esc");
    assert_eq!((list.counts().1, list.selected()), (4, Some(&3)));
}
