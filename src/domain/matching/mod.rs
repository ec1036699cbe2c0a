//! Who could visit this child, and why not: every visitor held against the rules and against the child's wishes.
//!
//! The rules come first and are the same findings that judge the beginning of a match; wishes never outweigh one.
//! There is no score: the order follows from parts that are all shown.

mod wishes;

use crate::finding::{Cure, Finding};
use crate::id::VisitorId;
use crate::judge;
use crate::record::{Child, Stage, Subject, Visitor};
use crate::rule::{Level, RuleId};
use crate::status;
use crate::world::World;
use chrono::NaiveDate;
pub use wishes::{Accord, Wish, wishes};

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

/// One visitor as a candidate for one child.
#[derive(Clone, PartialEq)]
pub struct Candidate {
    /// The visitor.
    pub visitor: VisitorId,
    /// Whether the two could be proposed.
    pub standing: Standing,
    /// The rules that stand against it, the gravest first.
    pub against: Vec<Finding>,
    /// The answers that nobody has given.
    pub missing: Vec<Finding>,
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
}

impl std::fmt::Debug for Candidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.visitor, self.standing)
    }
}

/// Every visitor who has come as far as a decision and has not left, held against one child. The order: who can be
/// proposed, then who lacks an answer, then who cannot; among them the fewest rules against, the most wishes agreed
/// with, the fewest not, the longest free, and at last the reference.
#[must_use]
pub fn candidates(world: &World, child: &Child, today: NaiveDate) -> Vec<Candidate> {
    let mut all: Vec<(u32, Candidate)> = world
        .visitors()
        .filter(|v| v.stage() >= Stage::Ready && !v.stage().is_over())
        .map(|v| (v.number, candidate(world, child, v, today)))
        .collect();
    all.sort_by_key(|(number, c)| {
        let (agrees, differs) = c.accord();
        (
            c.standing,
            c.against.len(),
            std::cmp::Reverse(agrees),
            differs,
            std::cmp::Reverse(c.free_days),
            *number,
        )
    });
    all.into_iter().map(|(_, c)| c).collect()
}

/// One visitor held against one child.
#[must_use]
pub fn candidate(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> Candidate {
    let mut missing = unanswered(child, visitor);
    let mut against = Vec::new();
    for finding in judge::start_match(world, child, visitor, today, today) {
        if finding.level < Level::Override {
            continue;
        }
        // Nobody having asked is an answer that is missing, not one that stands against it.
        if finding.rule == RuleId::R54 && finding.level == Level::Override {
            missing.push(finding);
        } else {
            against.push(finding);
        }
    }
    against.sort_by_key(|f| (std::cmp::Reverse(f.level), f.rule));
    let standing = match (against.is_empty(), missing.is_empty()) {
        (true, true) => Standing::Yes,
        (true, false) => Standing::Missing,
        (false, _) => Standing::No,
    };
    let free = status::of_visitor(world, visitor, today) == status::VisitorStatus::Free;
    Candidate {
        visitor: visitor.id,
        standing,
        against,
        missing,
        wishes: wishes(child, visitor),
        free_days: free.then(|| free_since(world, visitor)).flatten().map(|since| (today - since).num_days()),
    }
}

/// Since when a free visitor has been free: approved, or the end of the last match.
fn free_since(world: &World, visitor: &Visitor) -> Option<NaiveDate> {
    let ended = world.matches_of_visitor(visitor.id).filter_map(|m| m.ended.as_ref()).map(|e| e.on).max();
    visitor.approved_on().into_iter().chain(ended).max()
}

/// What has to be asked before a proposal: the child's wishes (R8), the social worker's answer on risk (R38) and the
/// visitor's independence (R57).
fn unanswered(child: &Child, visitor: &Visitor) -> Vec<Finding> {
    let (cs, vs) = (Subject::Child(child.id), Subject::Visitor(visitor.id));
    let (who, whom) = (child.name.short(), visitor.name.short());
    let mut missing = Vec::new();
    if child.wishes.asked.is_none() {
        let sentence = format!("Nobody has asked {who} what they would like. Ask, and record it.");
        missing.push(Finding::new(RuleId::R8, cs, sentence).cure(Cure::AmendChild(child.id)));
    }
    if child.risk.is_none() {
        let sentence =
            format!("The social worker has not said what risk there is with {who}. Ask, and record it.");
        missing.push(Finding::new(RuleId::R38, cs, sentence).at("risk").cure(Cure::AmendChild(child.id)));
    }
    if visitor.declaration.is_none() {
        let sentence =
            format!("{whom} has not declared independence of the authority. Ask, and record the day.");
        let finding = Finding::new(RuleId::R57, vs, sentence).at("declaration_on");
        missing.push(finding.cure(Cure::AmendVisitor(visitor.id)));
    }
    missing
}

#[cfg(test)]
mod tests;
