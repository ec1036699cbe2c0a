//! Lists whose rows are kept one by one, and lists too long to be looked through with one key: whatever was done in
//! whatever pieces, what is shown is what a list made anew shows.

use proptest::prelude::*;

use super::{
    list::{Cell, Line, List, ListOutcome, Place, Row},
    list_find::SLICE,
    script,
    theme::Role,
};

const WORDS: &[&str] = &["Leila Hassan", "Leila Hall", "Laila Nasser", "Tom Reid", "Zoë Lele", "Ann Lowe"];

fn row(id: u32, version: u32) -> Row<u32> {
    let word = WORDS[(id + version) as usize % WORDS.len()];
    let number = i64::from((id * 7 + version) % 5);
    let amount = Cell::from(number.to_string());
    Row {
        id,
        place: Place { numbers: [number, 0], words: word.to_owned() },
        group: None,
        cells: vec![
            Cell::from(format!("{word} {version}")),
            // As in a column of days, where some have none.
            if id.is_multiple_of(3) { amount } else { amount.by(number) },
        ],
        find: format!("M-{id:04}"),
    }
}

fn sorted(mut rows: Vec<Row<u32>>) -> Vec<Row<u32>> {
    rows.sort_by(|a, b| (&a.place, a.id).cmp(&(&b.place, b.id)));
    rows
}

fn long(count: u32) -> List<u32> {
    let mut list = List::default();
    list.set_rows(sorted((0..count).map(|id| row(id, 0)).collect()));
    list
}

fn keys(list: &mut List<u32>, keys: &str) -> ListOutcome {
    script::parse(keys).unwrap().iter().map(|event| list.event(event)).last().unwrap()
}

fn shown(list: &List<u32>) -> (Vec<u32>, usize, Option<u32>) {
    (list.ids().copied().collect(), list.counts().1, list.selected().copied())
}

/// The lines with the headings among them, and how many rows each says it has.
fn headings(list: &List<u32>) -> Vec<String> {
    let said = |line: &Line| match line {
        Line::Row(slot) => list.rows.row(*slot).id.to_string(),
        Line::Head(group) => format!("{} {}", list.rows.heading(*group).unwrap(), list.heads[*group]),
    };
    list.lines.iter().map(said).collect()
}

/// A key lays so many lines and no more under their headings too, and one row that comes or goes lays none anew.
#[test]
fn a_long_list_under_headings_is_laid_in_slices_and_kept_row_by_row() {
    let count = 3 * SLICE as u32;
    let under = |id: u32, version| {
        let row = row(id, version);
        Row { group: Some(format!("G{}", row.place.numbers[0])), ..row }
    };
    let mut list = List::default();
    list.set_rows(sorted((0..count).map(|id| under(id, 0)).collect()));
    list.finish();
    list.sort_by(Some(0));
    assert!(list.is_seeking(), "it is not all put in order with one key");
    list.finish();
    assert_eq!(list.lines.len(), count as usize + 5);
    list.patch(&[3], vec![under(5, 1), under(count + 2, 1)]);
    assert!(!list.is_seeking(), "nothing is laid anew");
    let mut rows: Vec<_> = (0..count).filter(|id| ![3, 5].contains(id)).map(|id| under(id, 0)).collect();
    rows.extend([under(5, 1), under(count + 2, 1)]);
    let mut anew = List::default();
    anew.set_rows(sorted(rows));
    anew.sort_by(Some(0));
    anew.finish();
    assert_eq!(headings(&list), headings(&anew));
}

#[test]
fn a_key_looks_at_a_slice_and_the_rest_comes_later() {
    let count = 3 * SLICE as u32;
    let mut list = long(count);
    let before = shown(&list);
    keys(&mut list, "/ 'l'");
    assert!(list.is_seeking());
    assert_eq!(shown(&list), before, "what was shown stays until all is known");
    let mut slices = 1;
    while list.is_seeking() {
        list.go_on();
        slices += 1;
    }
    assert!(slices >= 3, "{slices}");
    assert!(list.counts().1 > SLICE && list.counts().1 < count as usize);
    // The key that comes in between begins anew.
    keys(&mut list, "'zzq'");
    assert!(list.is_seeking());
    keys(&mut list, "Ctrl-u 'M-0042'");
    list.finish();
    assert_eq!(shown(&list), (vec![42], 1, Some(42)));
    keys(&mut list, "Esc");
    assert_eq!((list.is_seeking(), list.counts().1, list.selected()), (false, count as usize, Some(&42)));
}

#[test]
fn slips_are_looked_for_only_where_nothing_is_found_to_the_letter() {
    let mut list = long(2 * SLICE as u32);
    list.set_query("leial");
    list.finish();
    let some = list.counts().1;
    assert!(some > 0);
    list.set_query("leila h");
    list.finish();
    assert!(list.ids().all(|id| row(*id, 0).cells[0].text.starts_with("Leila Ha")));
}

#[test]
fn a_selection_that_is_set_while_it_is_looked_for_holds_if_it_fits() {
    let mut list = long(2 * SLICE as u32);
    list.set_query("leila");
    let id = (0..).find(|id| row(*id, 0).cells[0].text.starts_with("Leila Hall")).unwrap() + 6 * 100;
    list.select(&id);
    list.finish();
    assert_eq!(list.selected(), Some(&id));
}

#[test]
fn a_row_that_goes_while_it_is_looked_for_is_not_shown() {
    let mut list = long(2 * SLICE as u32);
    keys(&mut list, "/ 'l'");
    let first = *list.ids().next().unwrap();
    list.patch(&[first], Vec::new());
    assert!(list.is_seeking() && !list.ids().any(|id| *id == first));
    list.finish();
    assert!(!list.ids().any(|id| *id == first));
}

/// By a column, and where that is the same in the usual order, as one sort of all rows has it.
fn in_order(rows: &[Row<u32>], column: usize, down: bool) -> Vec<u32> {
    let key = |row: &Row<u32>| {
        let cell = &row.cells[column];
        (cell.order.is_none(), cell.order, super::fuzzy::fold(&cell.text))
    };
    let mut rows: Vec<&Row<u32>> = rows.iter().collect();
    rows.sort_by(|a, b| if down { key(b).cmp(&key(a)) } else { key(a).cmp(&key(b)) });
    rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn a_key_puts_a_slice_in_order_and_the_rest_comes_later() {
    let count = 2 * SLICE as u32 + 17;
    let rows = sorted((0..count).map(|id| row(id, 0)).collect());
    let mut list = long(count);
    list.select(&77);
    let usual = shown(&list);
    for (column, down) in [(0, false), (0, true), (1, false), (1, true)] {
        let before = shown(&list);
        list.sort_by(Some(column));
        assert!(list.is_seeking());
        assert_eq!(shown(&list), before, "what was shown stays until all are in order");
        let mut slices = 1;
        while list.is_seeking() {
            list.go_on();
            slices += 1;
        }
        assert!(slices >= 4, "{slices}");
        assert_eq!(list.sorted_by(), Some((column, down)));
        assert_eq!(shown(&list), (in_order(&rows, column, down), count as usize, Some(77)));
        assert_eq!(list.selected_line(), list.ids().position(|id| *id == 77));
    }
    list.sort_by(None);
    list.finish();
    assert_eq!(shown(&list), usual);
}

#[test]
fn a_row_that_comes_while_rows_are_put_in_order_finds_its_place() {
    let count = 2 * SLICE as u32;
    let mut list = long(count);
    list.sort_by(Some(0));
    assert!(list.is_seeking());
    list.patch(&[5, 6], vec![row(count + 1, 3), row(9, 4)]);
    list.finish();
    let mut rows: Vec<_> = (0..count).filter(|id| ![5, 6, 9].contains(id)).map(|id| row(id, 0)).collect();
    rows.extend([row(count + 1, 3), row(9, 4)]);
    assert_eq!(list.ids().copied().collect::<Vec<_>>(), in_order(&sorted(rows), 0, false));
}

/// What can be done to a list.
#[derive(Clone, Debug)]
enum Step {
    Put(u32, u32),
    Take(u32),
    Group(u32),
    Keys(&'static str),
    Sort(Option<usize>),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let key = prop::sample::select(vec![
        "j",
        "k",
        "G",
        "g",
        "/ 'l' Enter",
        "/ 'le' Enter",
        "/ 'leila' Enter",
        "/ 'leial' Enter",
        "/ 'M-00' Enter",
        "Esc",
        "/ 'Backspace' Enter",
        "/ 'zzzzqq' Enter",
    ]);
    let step = prop_oneof![
        4 => (0u32..40, 0u32..9).prop_map(|(id, version)| Step::Put(id, version)),
        2 => (0u32..40).prop_map(Step::Take),
        1 => (0u32..40).prop_map(Step::Group),
        3 => key.prop_map(Step::Keys),
        1 => prop::option::of(0usize..3).prop_map(Step::Sort),
    ];
    prop::collection::vec(step, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn rows_kept_one_by_one_show_what_rows_made_anew_show(steps in steps()) {
        let mut rows: Vec<Row<u32>> = sorted((0..20).map(|id| row(id, 0)).collect());
        let (mut kept, mut anew) = (List::default(), List::default());
        kept.set_rows(rows.clone());
        anew.set_rows(rows.clone());
        for step in steps {
            let (gone, put) = match step {
                Step::Put(id, version) => (Vec::new(), vec![row(id, version)]),
                Step::Take(id) => (vec![id], Vec::new()),
                Step::Group(id) => (Vec::new(), vec![Row { group: Some("OVERDUE".to_owned()), ..row(id, 0) }]),
                Step::Keys(script) => {
                    keys(&mut kept, script);
                    keys(&mut anew, script);
                    continue;
                }
                Step::Sort(column) => {
                    kept.sort_by(column);
                    anew.sort_by(column);
                    continue;
                }
            };
            rows.retain(|r| !gone.contains(&r.id) && !put.iter().any(|p| p.id == r.id));
            rows.extend(put.clone());
            rows = sorted(rows);
            kept.patch(&gone, put);
            anew.set_rows(rows.clone());
            prop_assert_eq!(shown(&kept), shown(&anew));
        }
    }

    /// The same where rows stand under headings, each group in one piece: the headings and their counts as well.
    #[test]
    fn rows_under_headings_kept_one_by_one_show_what_rows_made_anew_show(steps in steps(), few in any::<bool>()) {
        let groups = if few { 2 } else { 5 };
        let under = |id, version| {
            let row = row(id, version);
            Row { group: Some(format!("G{}", row.place.numbers[0] * groups / 5)), ..row }
        };
        let mut rows: Vec<Row<u32>> = sorted((0..20).map(|id| under(id, 0)).collect());
        let (mut kept, mut anew) = (List::default(), List::default());
        kept.set_rows(rows.clone());
        anew.set_rows(rows.clone());
        for step in steps {
            let (gone, put) = match step {
                Step::Put(id, version) => (Vec::new(), vec![under(id, version), under((id + 7) % 40, version + 1)]),
                Step::Take(id) | Step::Group(id) => (vec![id], Vec::new()),
                Step::Keys(script) => {
                    keys(&mut kept, script);
                    keys(&mut anew, script);
                    continue;
                }
                Step::Sort(column) => {
                    kept.sort_by(column);
                    anew.sort_by(column);
                    continue;
                }
            };
            rows.retain(|r| !gone.contains(&r.id) && !put.iter().any(|p| p.id == r.id));
            rows.extend(put.clone());
            rows = sorted(rows);
            kept.patch(&gone, put);
            anew.set_rows(rows.clone());
            prop_assert!(!kept.rows.groups_are_mixed() && !anew.rows.groups_are_mixed());
            prop_assert_eq!(shown(&kept), shown(&anew));
            prop_assert_eq!(headings(&kept), headings(&anew));
        }
    }

    #[test]
    fn letter_by_letter_finds_what_the_whole_text_finds(text in "[lmeiatnzo0-4 -]{1,8}", more in "[leia4 ]{0,3}") {
        let mut typed = long(60);
        let script: String = text.chars().chain(more.chars()).map(|c| format!(" '{c}'")).collect();
        keys(&mut typed, &format!("/{script}"));
        let mut whole = long(60);
        whole.seek(&format!("{text}{more}"));
        prop_assert_eq!(shown(&typed), shown(&whole));
    }
}

#[test]
fn a_row_says_how_it_looks_too() {
    let mut list = long(3);
    let mut changed = row(1, 0);
    changed.cells[0].role = Role::Error;
    list.patch(&[], vec![changed.clone()]);
    assert_eq!(list.rows.row(list.rows.slot_of(&1).unwrap()), &changed);
}
