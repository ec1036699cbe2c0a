//! Nothing of a record is in the figures, an allegation is the team manager's, and each cell `A` of the matrix is counted.

use super::super::{Figures, Period, figures};
use super::{pairs, says, year};
use crate::deadline::tests::world::{allegation, d};
use crate::disclose::tests::leak::random;
use crate::disclose::{Column, MATRIX, Shows};
use crate::people::Role;
use crate::record::Record;
use crate::world::World;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn printed(figures: &Figures) -> String {
    let lines: Vec<String> = figures.lines().into_iter().map(|(_, line)| line).collect();
    let json = serde_json::to_string_pretty(figures).unwrap();
    format!("{}\n{json}\n{figures:?}", lines.join("\n"))
}

proptest! {
    #![proptest_config(crate::cases::cases(16))]
    #[test]
    fn no_text_of_a_record_is_in_the_figures(seed in any::<u64>()) {
        let random = random(seed);
        let period = Period { from: d("2000-01-01"), until: d("2026-11-22") };
        for (role, _) in Role::ALL {
            let text = printed(&figures(&random.world, period, *role));
            let found: Vec<_> = random.markers.iter().filter(|m| text.contains(&m.text)).map(|m| &m.path).collect();
            prop_assert!(found.is_empty(), "{found:?}");
        }
    }
}

/// The test of the test: an answer that five children gave is named, and one that four gave is not.
#[test]
fn an_answer_is_named_when_so_many_gave_it_that_it_is_nobodys_own() {
    let by = |n: u8| {
        let records = pairs(12, |who, scene| {
            scene.child.ethnicity =
                Some(if who <= n { " Quern  Stone " } else { "white British" }.to_owned());
        });
        says(&figures(&World::from_records(records), year(), Role::CoOrdinator), "matched-by-ethnicity")
    };
    assert_eq!(by(5), "all: 12; quern stone: 5; white british: 7; other answers: 0; not on record: 0");
    assert_eq!(by(4), "all: 12; white british: hidden; other answers: hidden; not on record: 0");
}

#[test]
fn an_allegation_is_counted_for_team_managers_and_is_not_to_be_told_by_anybody_else() {
    let with = |n: u8, role| {
        let mut records = pairs(9, |_, _| {});
        records.extend((1..=n).map(|n| Record::from(allegation(n, "2026-11-02 10:00"))));
        figures(&World::from_records(records), year(), role)
    };
    for role in [Role::CoOrdinator, Role::Reader] {
        let without = with(0, role);
        assert!((1..=9).all(|n| with(n, role) == without), "{role:?}");
        assert_eq!(says(&without, "allegations"), "counted for team managers only");
        assert_eq!(says(&without, "allegations-closed"), "counted for team managers only");
        assert_eq!(says(&without, "allegations-both-routes"), "counted for team managers only");
    }
    let managers = |n| says(&with(n, Role::TeamManager), "allegations");
    assert_eq!([0, 1, 4, 5].map(managers), ["0", "hidden", "hidden", "5"]);
    // What stands in the release ledger of a manager's figures is read by everybody.
    let of = |n| (with(n, Role::TeamManager).rows(), with(n, Role::TeamManager).hidden());
    assert!((1..=9).all(|n| of(n) == of(0)));
    assert_eq!(of(0).0, with(0, Role::CoOrdinator).rows());
}

/// Section 4: what management gets counted is counted here, and nothing of another row is.
#[test]
fn each_row_that_management_gets_counted_has_a_figure() {
    let counted = |row: &&crate::disclose::Row| row.cell(Column::Management).shows == Shows::Aggregate;
    let expected: BTreeSet<u8> = MATRIX.iter().filter(counted).map(|row| row.number).collect();
    let all = figures(&World::default(), year(), Role::TeamManager);
    assert_eq!(all.rows(), expected.into_iter().collect::<Vec<_>>());
    let by_hand = [1, 9, 11, 15, 18, 19, 22, 23, 24, 25, 26, 27, 30, 31, 33];
    assert_eq!(all.rows(), by_hand);
}

#[test]
fn every_figure_says_what_is_counted_under_a_name_of_its_own() {
    let all = figures(&World::default(), year(), Role::TeamManager);
    let keys: BTreeSet<_> = all.all().map(|f| f.key).collect();
    assert_eq!(keys.len(), all.all().count(), "a name stands twice");
    for figure in all.all() {
        let says = &figure.definition;
        assert!(says.ends_with('.') && says.len() > 25 && !says.contains("  "), "{}: {says}", figure.key);
        let dated =
            says.contains("as at 22 November 2026") || says.contains("period") || says.contains("last day");
        assert!(dated, "{} does not say as at when: {says}", figure.key);
    }
}
