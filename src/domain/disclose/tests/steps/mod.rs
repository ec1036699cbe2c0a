//! Random schemes made by random commands in which every text is marked: a copy that the program makes carries the mark
//! of its source, and goes to no reader who may not read the source, in no form in which anything leaves.

mod made;

use super::super::{Item, Judge, Judged, Request, judge};
use super::fill::Marker;
use super::leak::{Random, allowed};
use super::leaving::{all_that_leaves, found_in, lets_notes_through};
use super::{Column, column_of, signs};
use crate::cases::cases;
use crate::paper::Kind;
use crate::record::{Reader, Subject};
use crate::world::World;
use made::{Pair, Steps};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

impl Steps {
    /// Where the visitor of a set stands with its child.
    fn standing(&self, set: u8) -> Column {
        let m = self.desk.world.match_(self.pair(set).id).unwrap();
        if m.is_live(self.desk.today) { Column::Matched } else { Column::Former }
    }

    fn subjects(&self, set: u8) -> Vec<Subject> {
        let Pair { child, visitor, id } = self.pair(set);
        let world = &self.desk.world;
        let mut all = vec![Subject::Child(child), Subject::Visitor(visitor), Subject::Match(id)];
        all.extend(world.ledger(id).into_iter().flat_map(|l| &l.visits).map(|v| Subject::Visit(v.id)));
        all.extend(world.concerns_of_child(child).map(|c| Subject::Concern(c.id)));
        all.extend(world.proposals_of_child(child).map(|p| Subject::Proposal(p.id)));
        all.extend(world.allegations().filter(|a| a.visitor == visitor).map(|a| Subject::Allegation(a.id)));
        all
    }

    fn scheme(&self) -> Random {
        let markers = self.source.markers.borrow().clone();
        let subjects = [1, 2].map(|set| self.subjects(set));
        Random { world: self.desk.world.clone(), reports: self.reports(), markers, subjects }
    }

    /// Whether the notes let a reader see a text: what belongs to a concern only whoever may read both.
    fn may_see(&self, marker: &Marker, column: Column) -> bool {
        if self.quoted.contains(&marker.text) {
            return signs(22, column) == ["Y"];
        }
        allowed(marker, column)
    }

    /// The fields of which something reached a reader that should not have, each with the form in which it did.
    fn leaks(&self, judge: Judge<'_>) -> Vec<(&'static str, String)> {
        let scheme = self.scheme();
        let known: HashMap<&str, &Marker> = scheme.markers.iter().map(|m| (m.text.as_str(), m)).collect();
        let mut found = Vec::new();
        for gone in all_that_leaves(&scheme, judge) {
            let column = column_of(gone.reader, self.standing(gone.set));
            let house = [Reader::Coordinator, Reader::TeamManager].contains(&gone.reader);
            for marker in found_in(&gone.text, &known) {
                let of_another = marker.set != gone.set && !house;
                // The LADO's form names the person and every child (3.8).
                let named = gone.alleged
                    && gone.reader == Reader::Lado
                    && ["Child.name.", "Visitor.name."].iter().any(|name| marker.path.starts_with(name));
                if named && gone.what != "refusal" {
                    continue;
                }
                if of_another || gone.what == "refusal" || !self.may_see(marker, column) {
                    found.push((gone.what, format!("{} to {column:?} in {}", marker.path, gone.what)));
                }
            }
        }
        found
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 4, ..cases(12) })]
    #[test]
    fn no_copy_of_what_is_withheld_is_in_what_leaves(seed in any::<u64>()) {
        let found = Steps::random(seed).leaks(&judge);
        prop_assert!(found.is_empty(), "{found:?}");
    }
}

/// The schemes hold what the property is about.
#[test]
fn every_kind_of_step_is_taken() {
    let taken: BTreeSet<&str> = (1..12).flat_map(|seed: u64| Steps::random(seed * 77_777).taken).collect();
    assert_eq!(taken.len(), 26, "{taken:?}");
    let quoted = (1..12).map(|seed: u64| Steps::random(seed * 77_777).quoted.len()).sum::<usize>();
    assert!(quoted > 20, "{quoted}");
}

/// Doors that let through what was let through before: the copy of a report in its visit, and what is quoted; and what
/// somebody agreed to and took back.
#[test]
fn a_door_that_lets_a_copy_through_is_found() {
    type Through = fn(&Item) -> bool;
    let copy: Through = |item| item.thing.name.as_deref() == Some("what");
    let quoted: Through = |item| item.also == Some(22);
    let words: Through = |item| item.row == 20;
    for (through, reader) in
        [(copy, Reader::Carer), (copy, Reader::Child), (quoted, Reader::Visitor), (words, Reader::Carer)]
    {
        let broken = move |world: &World, request: &Request<'_>, item: &Item| {
            if request.audience.reader() == reader && through(item) {
                return Judged::Shown(item.text.clone());
            }
            judge(world, request, item)
        };
        let found = (1..20).any(|seed| !Steps::random(seed * 77_777).leaks(&broken).is_empty());
        assert!(found, "{reader:?}");
    }
}

/// Where a visit is planned is not for the social worker: a door that tells it is found by the calendar alone.
#[test]
fn a_door_that_tells_the_place_is_found_in_a_calendar() {
    let broken = |world: &World, request: &Request<'_>, item: &Item| {
        if request.audience.reader() == Reader::SocialWorker && item.row == 18 {
            return Judged::Shown(item.text.clone());
        }
        judge(world, request, item)
    };
    let found =
        |seed: u64| Steps::random(seed * 77_777).leaks(&broken).iter().any(|(what, _)| *what == "calendar");
    assert!((1..20).any(found));
}

/// And in every form in which it leaves: text, JSON and each paper that is made of these schemes.
#[test]
fn a_broken_door_is_found_in_every_form_of_leaving() {
    let mut forms: BTreeSet<&str> = ["text", "json"].into();
    // These children have their visitor: where a request is up to is asked of the schemes of `leaving`.
    forms.extend(Kind::ALL.into_iter().filter(|kind| *kind != Kind::Request).map(Kind::key));
    for seed in 1..20 {
        let withheld: RefCell<HashMap<Subject, String>> = RefCell::default();
        let broken = lets_notes_through(&withheld);
        let found = Steps::random(seed * 77_777).leaks(&broken);
        forms.retain(|form| !found.iter().any(|(what, _)| what == form));
        if forms.is_empty() {
            return;
        }
    }
    panic!("these hold back what the door let through: {forms:?}");
}
