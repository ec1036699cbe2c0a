//! The deadlines that are kept change by change, held against those derived anew.

use super::dice::Roll;
use super::random::{dice, scheme};
use super::*;
use crate::deadline::{Band, Deadline, Kept, all, touched};
use crate::status::runs;
use proptest::prelude::*;

/// Holds all that is kept against what a full derivation says.
fn as_derived_anew(kept: &Kept, desk: &Desk) -> Result<(), TestCaseError> {
    let anew = all(&desk.world, desk.today, desk.now);
    let told = |d: &Deadline| format!("{d:?}: {} {}", d.detail, d.why);
    if !kept.iter().eq(&anew) {
        let (kept, anew): (Vec<_>, Vec<_>) =
            (kept.iter().map(told).collect(), anew.iter().map(told).collect());
        let only = |here: &[String], there: &[String]| -> Vec<String> {
            here.iter().filter(|line| !there.contains(line)).cloned().collect()
        };
        let (more, less) = (only(&kept, &anew), only(&anew, &kept));
        return Err(TestCaseError::fail(format!("kept only: {more:#?}\nderived only: {less:#?}")));
    }
    for band in Band::ALL {
        let stand = anew.iter().filter(|d| d.band == *band && d.snoozed.is_none()).count();
        prop_assert_eq!(kept.in_band(*band), stand, "{}", band.key());
    }
    prop_assert_eq!(kept.put_off(), anew.iter().filter(|d| d.snoozed.is_some()).count());
    let last = desk.today - chrono::Duration::days(30);
    let fell_due = anew.iter().filter(|d| d.due > last && d.due <= desk.today && d.snoozed.is_none()).count();
    prop_assert_eq!(kept.fell_due_since(last, desk.today), fell_due);
    prop_assert!(kept.clocks().map(|(d, _)| d).eq(anew.iter().filter(|d| d.at.is_some())));
    let running = desk.world.matches().filter(|m| runs(&desk.world, m, desk.today));
    let mut starts: Vec<_> = running.map(|m| m.started).collect();
    starts.sort_unstable();
    let counted: Vec<_> = (1..=kept.running().len()).filter_map(|n| kept.running().nth_start(n)).collect();
    prop_assert_eq!(counted, starts);
    for child in desk.world.children().map(|c| Subject::Child(c.id)) {
        let of_it = |d: &&Deadline| d.subject == child || d.owner() == child;
        prop_assert!(kept.about(&[child]).eq(anew.iter().filter(of_it)));
        let names = |d: &&Deadline| d.subject == child || d.related.contains(&child);
        prop_assert!(kept.naming([child]).map(|(_, d)| d).eq(anew.iter().filter(names)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::cases::cases(160))]

    /// After every command, sensible or not, overridden or not, and after every undo; from one day to the next; and while
    /// a change of the settings is followed piece by piece, with more changes in between.
    #[test]
    fn after_every_command_they_are_as_derived_anew(steps in prop::collection::vec((dice(-400i32..60), 0u8..12), 1..90)) {
        let mut desk = scheme();
        desk.override_with(RuleId::ALL);
        let mut kept = Kept::new(&desk.world, desk.today, desk.now);
        let mut last = None;
        for (dice, manner) in steps {
            let roll = Roll { world: &desk.world, today: desk.today, dice };
            let command = if manner == 9 { last.take().unwrap_or_else(|| roll.command()) } else { roll.command() };
            if manner == 10 {
                desk.today += chrono::Duration::days(1);
                desk.now += chrono::Duration::days(1);
                kept.await_all();
                kept.go_on(&desk.world, desk.today, desk.now, 3);
            }
            let Ok(decision) = desk.ask(&command) else { continue };
            last = Some(desk.undoable(&command, &decision));
            let touched = touched(&desk.world, &decision.changes);
            desk.commit(&decision);
            kept.refresh(&desk.world, &touched, desk.today, desk.now);
            // Now and then more is done before all is derived that was to be.
            if manner < 8 {
                while kept.go_on(&desk.world, desk.today, desk.now, 5) {}
            }
            if !kept.is_stale() {
                as_derived_anew(&kept, &desk)?;
            }
        }
        while kept.go_on(&desk.world, desk.today, desk.now, 5) {}
        as_derived_anew(&kept, &desk)?;
    }
}
