//! What a template may read: the lines of one disclosure. Whatever it takes is noted, because that is what stands on the
//! paper and goes into the release ledger.

use crate::disclose::{Became, Datum, Disclosure, Section, Shown};
use crate::record::{Released, Subject};
use chrono::NaiveDate;
use std::cell::RefCell;

pub(super) struct Reading<'d> {
    disclosure: &'d Disclosure,
    used: RefCell<Vec<Released>>,
}

/// A match, as far as it is told.
pub(super) struct Told {
    /// `M-0031`.
    pub reference: String,
    pub subject: Subject,
    /// The first day on which it no longer lives.
    pub ended: Option<NaiveDate>,
}

impl Told {
    pub fn lives_on(&self, day: NaiveDate) -> bool {
        self.ended.is_none_or(|on| day < on)
    }
}

/// The visits of a match, as far as they are told.
#[derive(Default)]
pub(super) struct Count {
    pub made: usize,
    pub last: Option<NaiveDate>,
    pub cancelled: usize,
    pub missed: usize,
    pub planned: usize,
    pub next: Option<NaiveDate>,
}

impl<'d> Reading<'d> {
    pub const fn new(disclosure: &'d Disclosure) -> Self {
        Self { disclosure, used: RefCell::new(Vec::new()) }
    }

    /// What was taken.
    pub fn used(&self) -> Vec<Released> {
        self.used.borrow().clone()
    }

    pub fn reference(&self) -> &'d str {
        self.disclosure.reference().unwrap_or_default()
    }

    pub fn sections(&self) -> &'d [Section] {
        self.disclosure.sections()
    }

    /// Looks without taking.
    fn lines(&self) -> impl Iterator<Item = &'d Shown> {
        self.disclosure.sections().iter().flat_map(Section::lines)
    }

    pub fn take(&self, line: &'d Shown) -> &'d str {
        let mut used = self.used.borrow_mut();
        if !used.contains(line.thing()) {
            used.push(line.thing().clone());
        }
        line.text()
    }

    /// The lines of a row and a name, in the order in which they stand.
    pub fn all(&self, row: u8, name: &str) -> Vec<&'d Shown> {
        self.lines().filter(|line| line.row() == row && line.name() == name).collect()
    }

    /// Every line of a row.
    pub fn row(&self, row: u8) -> Vec<&'d Shown> {
        self.lines().filter(|line| line.row() == row).collect()
    }

    /// The text of the first line of that name; of several people's, of the first.
    pub fn text(&self, row: u8, name: &str) -> Option<&'d str> {
        self.lines().find(|line| line.row() == row && line.name() == name).map(|line| self.take(line))
    }

    /// How somebody is called: by the name they go by, or their first name. Row 1 is a child's, row 12 a visitor's.
    pub fn called(&self, row: u8) -> Option<&'d str> {
        self.text(row, "known_as").or_else(|| self.text(row, "first"))
    }

    /// How the visitor of a match is called, when no other visitor could be meant.
    pub fn visitor(&self) -> Option<&'d str> {
        let mut subjects: Vec<Subject> =
            self.all(12, "first").iter().map(|l| l.thing().thing.subject).collect();
        subjects.dedup();
        (subjects.len() == 1).then(|| self.called(12)).flatten()
    }

    /// The matches that are told, oldest first.
    pub fn matches(&self) -> Vec<Told> {
        let ended = |subject: Subject| {
            self.lines().filter(|line| line.thing().thing.subject == subject).find_map(|line| {
                match line.datum() {
                    Some(Datum::Ended { on, .. }) => Some(on),
                    _ => None,
                }
            })
        };
        self.all(18, "started")
            .into_iter()
            .filter_map(|line| match line.datum() {
                Some(Datum::Began { of, .. }) => Some((line.thing().thing.subject, of)),
                _ => None,
            })
            .map(|(subject, of)| Told { reference: of.to_string(), subject, ended: ended(subject) })
            .collect()
    }

    /// The match of today, or the one that is still to begin.
    pub fn current(&self, today: NaiveDate) -> Option<Told> {
        self.matches().into_iter().rev().find(|told| told.lives_on(today))
    }

    /// Takes the day on which a match began.
    pub fn began(&self, told: &Told) -> Option<&'d str> {
        let line = self.all(18, "started").into_iter().find(|l| l.thing().thing.subject == told.subject)?;
        Some(self.take(line))
    }

    /// The pattern agreed last for a match.
    pub fn pattern(&self, told: &Told) -> Option<&'d str> {
        let mine = |line: &&&Shown| line.thing().thing.subject == told.subject;
        self.all(18, "pattern").iter().rfind(mine).map(|line| self.take(line))
    }

    /// The visits of a match, counted.
    pub fn count(&self, told: &Told, today: NaiveDate) -> Count {
        let mut count = Count::default();
        for line in self.all(18, "date") {
            let Some(Datum::Visit { of, on, became, .. }) = line.datum() else { continue };
            if of.to_string() != told.reference || (became.is_to_come() && on < today) {
                continue;
            }
            self.take(line);
            match became {
                Became::TookPlace => {
                    count.made += 1;
                    count.last = count.last.max(Some(on));
                }
                Became::Cancelled => count.cancelled += 1,
                Became::Missed => count.missed += 1,
                Became::Planned | Became::Confirmed => {
                    count.planned += 1;
                    count.next = Some(count.next.map_or(on, |next| next.min(on)));
                }
            }
        }
        count
    }
}
