//! Who could visit this child, and why not: every visitor held against the rules and against the child's wishes; the
//! waiting list; and the best set of proposals for all of it at once.
//!
//! The rules come first and are the same findings that refuse a proposal; wishes never outweigh one. Every number by
//! which people are put in order is this program's own and is shown in its parts (see [`points`]).

mod assign;
mod checks;
mod compare;
pub mod points;
mod together;
mod waiting;
mod when;
mod wishes;

pub use assign::{MOST_SCORE, assign};
use checks::checks_with;
pub use checks::{Check, Verdict, checks};
pub use compare::{Part, Row, compare};
pub use points::Point;
pub use together::{Assignment, Pairing, best_set, why_not};
pub use waiting::{Waiting, waiting};
pub use wishes::{Accord, Wish, wishes};

use crate::finding::Finding;
use crate::id::{ChildId, VisitorId};
use crate::judge;
use crate::record::{Child, Stage, Visitor};
use crate::rule::Level;
use crate::status;
use crate::world::World;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// Whether these two could be proposed to each other today.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Nothing stands against it.
    Yes,
    /// Answers are missing; nothing known stands against it.
    Missing,
    /// At least one rule stands against it.
    No,
}

/// One visitor as a candidate for one child, or one child for one visitor.
#[derive(Clone, PartialEq)]
pub struct Candidate {
    /// The child.
    pub child: ChildId,
    /// The visitor.
    pub visitor: VisitorId,
    /// Whether the two could be proposed.
    pub standing: Standing,
    /// Every rule, met or not, in a fixed order. The three lists below are taken from it.
    pub checks: Vec<Check>,
    /// The rules that stand against it, the gravest first.
    pub against: Vec<Finding>,
    /// The answers that nobody has given and that stand in the way.
    pub missing: Vec<Finding>,
    /// What only warns, questions of such rules that nobody has answered among it.
    pub notes: Vec<Finding>,
    /// The child's wishes, each agreed with, not, or not known.
    pub wishes: Vec<Wish>,
    /// For how many days the visitor has been approved and free; `None` for one who is neither.
    pub free_days: Option<i64>,
}

impl Candidate {
    /// How many wishes the visitor agrees with, and how many not.
    #[must_use]
    pub fn accord(&self) -> (usize, usize) {
        let count = |accord| self.wishes.iter().filter(|w| w.accord == accord).count();
        (count(Accord::Agrees), count(Accord::Differs))
    }

    /// The parts of the score, those worth nothing left out. The numbers are this program's own.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        let before = self.check(checks::TOGETHER_BEFORE).is_some();
        points::of(&self.wishes, self.free_days, self.missing.len(), before)
    }

    /// The sum of [`Candidate::points`].
    #[must_use]
    pub fn total(&self) -> i32 {
        points::total(&self.points())
    }

    /// The check of this name.
    #[must_use]
    pub fn check(&self, what: &str) -> Option<&Check> {
        self.checks.iter().find(|c| c.what == what)
    }

    /// What orders candidates: who can be proposed, then who lacks an answer, then who cannot; among them the fewest
    /// rules against, the greatest total, the longest free.
    fn order(&self) -> (Standing, usize, Reverse<i32>, Reverse<Option<i64>>) {
        (self.standing, self.against.len(), Reverse(self.total()), Reverse(self.free_days))
    }
}

impl std::fmt::Debug for Candidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} {:?}", self.child, self.visitor, self.standing)
    }
}

/// Every visitor who has come as far as a decision and has not left, held against one child. The order: who can be
/// proposed, then who lacks an answer, then who cannot; among them the fewest rules against, the greatest total of
/// points, the longest free, and at last the reference.
#[must_use]
pub fn candidates(world: &World, child: &Child, today: NaiveDate) -> Vec<Candidate> {
    let of_the_scheme = judge::capacity(world, today);
    let mut all: Vec<(u32, Candidate)> = world
        .visitors()
        .filter(|v| is_held_against(v))
        .map(|v| (v.number, held(world, child, v, today, of_the_scheme.clone())))
        .collect();
    all.sort_by_cached_key(|(number, c)| (c.order(), *number));
    all.into_iter().map(|(_, c)| c).collect()
}

/// How many visitors are on record that [`candidates`] holds against nobody: not yet as far as a decision, or gone.
#[must_use]
pub fn left_out(world: &World) -> usize {
    world.visitors().filter(|v| !is_held_against(v)).count()
}

fn is_held_against(visitor: &Visitor) -> bool {
    visitor.stage() >= Stage::Ready && !visitor.stage().is_over()
}

/// From the visitor's side: every child on the waiting list, held against one visitor by the same rules and wishes. The
/// order is that of [`candidates`]; where nothing else parts two children, that of the waiting list.
#[must_use]
pub fn children_for(world: &World, visitor: &Visitor, today: NaiveDate) -> Vec<Candidate> {
    let children = waiting(world, today).into_iter().filter_map(|w| world.child(w.child));
    let of_the_scheme = judge::capacity(world, today);
    let held = |child| held(world, child, visitor, today, of_the_scheme.clone());
    let mut all: Vec<Candidate> = children.map(held).collect();
    all.sort_by_cached_key(Candidate::order); // keeps the order of the list among equals
    all
}

/// One visitor held against one child.
#[must_use]
pub fn candidate(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> Candidate {
    held(world, child, visitor, today, judge::capacity(world, today))
}

fn held(
    world: &World,
    child: &Child,
    visitor: &Visitor,
    today: NaiveDate,
    of_the_scheme: Option<Finding>,
) -> Candidate {
    let checks = checks_with(world, child, visitor, today, of_the_scheme);
    let (mut against, mut missing, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for check in &checks {
        match &check.verdict {
            Verdict::Pass(_) => {}
            Verdict::Fail(f) => against.push(f.clone()),
            Verdict::Unknown(f) if f.level >= Level::Override => missing.push(f.clone()),
            Verdict::Note(f) | Verdict::Unknown(f) => notes.push(f.clone()),
        }
    }
    against.sort_by_key(|f| (Reverse(f.level), f.rule));
    let standing = match (against.is_empty(), missing.is_empty()) {
        (true, true) => Standing::Yes,
        (true, false) => Standing::Missing,
        (false, _) => Standing::No,
    };
    Candidate {
        child: child.id,
        visitor: visitor.id,
        standing,
        checks,
        against,
        missing,
        notes,
        wishes: wishes(world, child, visitor, today),
        free_days: free_days(world, visitor, today),
    }
}

/// For how many days a free visitor has been free: since they were approved, or since their last match was over, by
/// record or by law.
fn free_days(world: &World, visitor: &Visitor, today: NaiveDate) -> Option<i64> {
    if status::of_visitor(world, visitor, today) != status::VisitorStatus::Free {
        return None;
    }
    status::since_of_visitor(world, visitor, today).map(|since| (today - since).num_days())
}

#[cfg(test)]
mod tests;
