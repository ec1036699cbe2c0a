//! The whole list at once: for every waiting child the visitor who makes the best of all of it.
//!
//! First as many children as possible get a visitor, then the sum of all points is the greatest. A pair that a rule
//! bars is never proposed; a pair that lacks an answer may be, for less. The points are this program's own.

use super::checks::were_thought_of;
use super::points::{self, Point, total};
use super::waiting::{Waiting, of_child, waiting};
use super::{Candidate, assign, candidate, free_days, wishes};
use crate::id::{ChildId, VisitorId};
use crate::judge;
use crate::record::{Child, Subject, Visitor};
use crate::rule::{Level, ParamId};
use crate::status;
use crate::world::World;
use chrono::NaiveDate;

/// Two who are proposed to each other in the best set.
#[derive(Clone, PartialEq)]
pub struct Pairing {
    /// The child.
    pub child: ChildId,
    /// The visitor.
    pub visitor: VisitorId,
    /// The visitor held against the child.
    pub candidate: Candidate,
    /// The parts of the pair's score: the candidate's, the child's place on the list, answers that are missing, and
    /// whether the two were thought of before.
    pub parts: Vec<Point>,
    /// Their sum.
    pub total: i32,
}

/// The best set of proposals for the whole list.
#[derive(Clone, PartialEq)]
pub struct Assignment {
    /// Who is proposed to whom, in the order of the waiting list.
    pub proposals: Vec<Pairing>,
    /// The children for whom there is nobody, in the order of the list, and why.
    pub left_children: Vec<(ChildId, String)>,
    /// The free visitors for whom there is no child, by reference.
    pub left_visitors: Vec<VisitorId>,
}

crate::record::withheld!(Pairing, Assignment);

impl Assignment {
    /// The points of the whole set.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.proposals.iter().map(|p| i64::from(p.total)).sum()
    }

    /// The proposal for a child.
    #[must_use]
    pub fn of_child(&self, child: ChildId) -> Option<&Pairing> {
        self.proposals.iter().find(|p| p.child == child)
    }

    /// The proposal for a visitor.
    #[must_use]
    pub fn of_visitor(&self, visitor: VisitorId) -> Option<&Pairing> {
        self.proposals.iter().find(|p| p.visitor == visitor)
    }
}

/// The best set: every child on the waiting list, every approved visitor who is free for one.
#[must_use]
pub fn best_set(world: &World, today: NaiveDate) -> Assignment {
    let table = Table::new(world, today);
    let chosen = assign(&table.scores);
    let mut set = Assignment { proposals: Vec::new(), left_children: Vec::new(), left_visitors: Vec::new() };
    for (row, column) in chosen.iter().enumerate() {
        let (child, listed) = (table.children[row], &table.list[row]);
        match column {
            Some(column) => {
                let candidate = candidate(world, child, table.visitors[*column], today);
                let parts = parts(&candidate, listed);
                debug_assert_eq!(table.scores[row][*column], Some(i64::from(total(&parts))));
                set.proposals.push(Pairing {
                    child: child.id,
                    visitor: candidate.visitor,
                    total: total(&parts),
                    candidate,
                    parts,
                });
            }
            None => set.left_children.push((child.id, table.why_left(row))),
        }
    }
    let is_left = |(column, _): &(usize, &&Visitor)| !chosen.contains(&Some(*column));
    set.left_visitors = table.visitors.iter().enumerate().filter(is_left).map(|(_, v)| v.id).collect();
    set
}

/// The parts of a pair's score: those that stand beside the two in any list, and the child's place on this one.
fn parts(c: &Candidate, listed: &Waiting) -> Vec<Point> {
    [c.points(), of_the_place(listed)].concat()
}

/// What the child's place on the list adds.
fn of_the_place(listed: &Waiting) -> Vec<Point> {
    listed.parts.iter().filter(|p| p.points != 0).cloned().collect()
}

/// The sum of [`parts`] without the proofs that nobody will read; `None` when a rule bars the pair.
fn score(
    world: &World,
    (child, listed): (&Child, &Waiting),
    (visitor, free_days): (&Visitor, Option<i64>),
    today: NaiveDate,
) -> Option<i64> {
    let found = judge::propose_two(world, child, visitor, today);
    let stand = found.iter().filter(|f| f.level >= Level::Override);
    let missing = stand.clone().count();
    if stand.into_iter().any(|f| !f.unknown) {
        return None;
    }
    let before = were_thought_of(world, child, visitor, today);
    let own = total(&points::of(&wishes(world, child, visitor, today), free_days, missing, before));
    Some(i64::from(own + total(&of_the_place(listed))))
}

/// Approved, neither paused nor on hold, and with room for a child.
fn is_free(world: &World, visitor: &Visitor, today: NaiveDate) -> bool {
    let allowed = world.policy().get(ParamId::MatchesPerVisitor);
    let proposed = world.proposals_of_visitor(visitor.id).filter(|p| p.is_open()).count();
    let running = crate::status::running_of_visitor(world, visitor.id, today).count();
    visitor.is_approved()
        && !visitor.is_suspended(today)
        && visitor.hold_on(today).is_none()
        && i64::try_from(proposed + running).is_ok_and(|busy| busy < allowed)
}

/// All who wait and all who are free, with the score of each pair; none where a rule bars it.
struct Table<'w> {
    world: &'w World,
    today: NaiveDate,
    list: Vec<Waiting>,
    children: Vec<&'w Child>,
    visitors: Vec<&'w Visitor>,
    scores: Vec<Vec<Option<i64>>>,
}

impl<'w> Table<'w> {
    fn new(world: &'w World, today: NaiveDate) -> Self {
        let mut visitors: Vec<&Visitor> = world.visitors().filter(|v| is_free(world, v, today)).collect();
        visitors.sort_by_key(|v| v.number);
        let (list, children): (Vec<_>, Vec<_>) =
            waiting(world, today).into_iter().filter_map(|w| world.child(w.child).map(|c| (w, c))).unzip();
        let free: Vec<Option<i64>> = visitors.iter().map(|v| free_days(world, v, today)).collect();
        let row = |(child, listed): (&&Child, &Waiting)| {
            let each = visitors.iter().zip(&free);
            each.map(|(visitor, free)| score(world, (child, listed), (visitor, *free), today)).collect()
        };
        let scores = children.iter().zip(&list).map(row).collect();
        Self { world, today, list, children, visitors, scores }
    }

    /// Why there is nobody for the child of this row.
    fn why_left(&self, row: usize) -> String {
        if self.visitors.is_empty() {
            return "No visitor is free.".to_owned();
        }
        let could = self.scores[row].iter().flatten().count();
        match could {
            0 => {}
            1 => return "One visitor fits, and serves another child.".to_owned(),
            n => return format!("{n} visitors fit, and all serve others."),
        }
        let child = self.children[row];
        let all: Vec<Candidate> =
            self.visitors.iter().map(|v| candidate(self.world, child, v, self.today)).collect();
        let about_child =
            |c: &Candidate| c.against.iter().find(|f| f.subject == Subject::Child(child.id)).cloned();
        if let Some(bars_all) = all.first().and_then(about_child) {
            return format!("{} ({})", bars_all.sentence, bars_all.rule);
        }
        let nearest = all.iter().min_by_key(|c| c.order()).and_then(|c| c.against.first());
        let nearest =
            nearest.map(|f| format!(" The nearest: {} ({})", f.sentence, f.rule)).unwrap_or_default();
        match self.visitors.len() {
            1 => format!("The one free visitor cannot be proposed.{nearest}"),
            n => format!("None of the {n} free visitors can be proposed.{nearest}"),
        }
    }
}

/// How many pairs a choice makes, and their points.
fn worth(scores: &[Vec<Option<i64>>], chosen: &[Option<usize>]) -> (usize, i64) {
    let pairs = chosen.iter().enumerate().filter_map(|(row, column)| scores[row][(*column)?]);
    pairs.fold((0, 0), |(n, sum), score| (n + 1, sum + score))
}

/// The best that can be had when this row and this column are together; `None` when they cannot be.
fn forced(scores: &[Vec<Option<i64>>], row: usize, column: usize) -> Option<(usize, i64)> {
    let own = scores[row][column]?;
    let mut rest = scores.to_vec();
    rest.iter_mut().for_each(|r| r[column] = None);
    rest[row].fill(None);
    let (pairs, sum) = worth(&rest, &assign(&rest));
    Some((pairs + 1, sum + own))
}

/// What it would cost to put two together: the best set, and the best with them in it.
pub(super) fn loss(scores: &[Vec<Option<i64>>], row: usize, column: usize) -> Option<String> {
    let ((pairs, sum), (with_pairs, with_sum)) =
        (worth(scores, &assign(scores)), forced(scores, row, column)?);
    let children = |n: usize| if n == 1 { "1 child".to_owned() } else { format!("{n} children") };
    Some(if with_pairs < pairs {
        format!("With these two together, {} would have a visitor, not {pairs}.", children(with_pairs))
    } else if with_sum < sum {
        let lost = sum - with_sum;
        let plural = if lost == 1 { "" } else { "s" };
        format!(
            "With these two together, the whole list would lose {lost} point{plural} ({with_sum}, not {sum})."
        )
    } else {
        "A set with these two together is just as good.".to_owned()
    })
}

/// Why these two are not proposed to each other in the best set, in plain sentences: what bars them; or whom each of
/// them serves instead, and how many children or points the whole list would lose if they were put together. Empty
/// when one of them is not on record.
#[must_use]
pub fn why_not(world: &World, child: ChildId, visitor: VisitorId, today: NaiveDate) -> Vec<String> {
    let (Some(child), Some(visitor)) = (world.child(child), world.visitor(visitor)) else {
        return Vec::new();
    };
    let (who, whom) = (child.name.short(), visitor.name.short());
    let mut why = Vec::new();
    if of_child(world, child, today).is_none() {
        let status = status::of_child(world, child, today).words();
        why.push(format!("{who} is not on the waiting list ({status})."));
    }
    let judged = candidate(world, child, visitor, today);
    why.extend(judged.against.iter().map(|f| format!("{} ({})", f.sentence, f.rule)));
    if !why.is_empty() {
        return why;
    }
    let table = Table::new(world, today);
    let row = table.children.iter().position(|c| c.id == child.id);
    let column = table.visitors.iter().position(|v| v.id == visitor.id);
    let (Some(row), Some(column)) = (row, column) else {
        return vec![format!("{whom} is not free for another child.")];
    };
    let chosen = assign(&table.scores);
    if chosen[row] == Some(column) {
        return vec![format!("{who} and {whom} are proposed to each other in this set.")];
    }
    why.push(match chosen[row] {
        Some(other) => format!("{who} is to have {} in this set.", table.visitors[other].name.short()),
        None => format!("{who} has nobody in this set."),
    });
    why.push(match chosen.iter().position(|c| *c == Some(column)) {
        Some(other) => format!("{whom} serves {} in this set.", table.children[other].name.short()),
        None => format!("{whom} has no child in this set."),
    });
    why.extend(loss(&table.scores, row, column));
    why
}
