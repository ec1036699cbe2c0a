//! Narrow lists: where somebody or something stands can be read on the smallest screen, in words that are not cut off.

use crate::ground::opened;
use std::collections::BTreeSet;

/// Every row of a list, as the cursor comes to it.
fn rows(keys: &str, (w, h): (u16, u16)) -> Vec<String> {
    let mut at = opened(w, h);
    at.keys(keys).keys("g");
    let mut all: Vec<String> = Vec::new();
    loop {
        let row = at.cursor();
        let row = row.trim_end_matches(['↓', '↑', ' ']).to_owned();
        if all.last() == Some(&row) {
            return all;
        }
        all.push(row);
        at.keys("j");
    }
}

const SIZES: [(u16, u16); 2] = [(60, 18), (80, 24)];

#[test]
fn no_name_and_no_state_is_cut_off_among_children_visitors_and_matches() {
    for size in SIZES {
        for keys in ["1", "2", "3"] {
            let all = rows(keys, size);
            assert!(all.len() > 20, "{}", all.len());
            for row in all {
                assert!(!row.contains('…'), "{keys} at {size:?}: {row}");
            }
        }
    }
}

#[test]
fn each_match_says_where_it_stands() {
    let states = [
        "proposed",
        "visits paused",
        "paused",
        "! at risk",
        "confirmed",
        "active",
        "trial",
        "on hold",
        "to begin",
        "ending",
        "ended",
        "over, age",
        "ended by age",
        "over, law",
        "ended by law",
        "no notice",
        "stopped, notice awaited",
    ];
    for size in SIZES {
        let mut seen = BTreeSet::new();
        for row in rows("3", size) {
            let said = states.iter().find(|state| row.contains(*state));
            seen.insert(*said.unwrap_or_else(|| panic!("no state at {size:?}: {row}")));
        }
        assert!(seen.len() > 5, "{seen:?}");
        assert!(!seen.contains("visits paused"), "the column is too narrow for it: {seen:?}");
    }
}

#[test]
fn each_report_says_what_became_of_the_visit() {
    let whole = ["planned", "confirmed", "to read", "read", "read, acted on"];
    let begun = ["awaited ", "canc. ", "missed, ", "cancelled, "];
    for size in SIZES {
        for row in rows("4", size).into_iter().take(120) {
            let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let last = cells.last().copied().unwrap_or_default();
            let is_said = whole.iter().any(|state| last.ends_with(state))
                || begun.iter().any(|state| last.contains(state));
            assert!(is_said && !last.ends_with('…'), "{size:?}: {row}");
        }
    }
}

#[test]
fn what_is_due_and_whom_it_is_about_are_not_cut_off() {
    for size in SIZES {
        let all = rows("5", size);
        assert!(all.len() > 50, "{}", all.len());
        // The words of a condition are the panel's own, and nobody can say them shorter.
        let cut: Vec<String> =
            all.into_iter().filter(|row| row.contains('…') && !row.contains(" Condition ")).collect();
        assert!(cut.is_empty(), "{size:?}\n{}", cut.join("\n"));
    }
}

#[test]
fn the_counts_above_the_list_fit_on_sixty_columns() {
    let at = opened(60, 18);
    let counts = at.row(2);
    assert!(counts.contains(" quiet") && !counts.contains('…'), "{counts}");
}

#[test]
fn who_could_visit_says_why_not_in_a_few_words() {
    for size in SIZES {
        for row in rows("1 / 'tomek' Enter m", size) {
            assert!(!row.contains('…'), "{size:?}: {row}");
        }
    }
}

#[test]
fn the_order_of_what_is_overdue_is_said_beside_its_heading() {
    for size in SIZES {
        let mut at = opened(size.0, size.1);
        at.keys("5 / 'overdue' Enter g");
        let heading = at.screen().lines().find(|l| l.starts_with(" OVERDUE")).map(str::to_owned);
        assert!(heading.is_some_and(|l| l.contains("most harm first, then days")), "{}", at.screen());
    }
}
