//! The figures, held against sections 4 and 7 of the field notes: what is counted, as at when, what of it is hidden, and
//! that nothing of a record is in them.

mod counted;
mod hidden;
mod kept;
mod standards;

use super::{Figures, Period, figures};
use crate::deadline::tests::world::{Scene, d, pair};
use crate::people::Role;
use crate::record::Record;
use crate::world::World;

/// The year up to the Sunday of the made-up scenes.
fn year() -> Period {
    Period::year_to(d("2026-11-22"))
}

/// So many pairs of visitor and child, each changed in some respect.
fn pairs(n: u8, change: impl Fn(u8, &mut Scene)) -> Vec<Record> {
    (1..=n)
        .flat_map(|n| {
            let mut scene = pair(n);
            change(n, &mut scene);
            scene.records()
        })
        .collect()
}

fn counted(records: Vec<Record>, period: Period) -> Figures {
    figures(&World::from_records(records), period, Role::CoOrdinator)
}

/// What a figure says: its lines, one after the other.
#[track_caller]
fn says(figures: &Figures, key: &str) -> String {
    let figure = figures.all().find(|f| f.key == key).unwrap_or_else(|| panic!("no figure {key}"));
    let line = |line: &super::FigureLine| match line.label.as_str() {
        "" => line.value.words(figures.least()),
        label => format!("{label}: {}", line.value.words(figures.least())),
    };
    figure.lines.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// The same of some pairs in the year.
#[track_caller]
fn of_pairs(n: u8, change: impl Fn(u8, &mut Scene), key: &str) -> String {
    says(&counted(pairs(n, change), year()), key)
}
