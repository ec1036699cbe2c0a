//! What could open something that is withheld, and on what something is told.

use super::Section;
use super::matrix::{Cell, When};
use crate::record::Basis;

/// The exact test of a safeguarding override (domain section 4), to stand before whoever decides on one.
pub const OVERRIDE_TEST: &[&str] = &[
    "Someone may be at risk of harm, or a crime; sharing is necessary, proportionate, relevant, accurate, timely, \
     secure; record what, to whom, why; tell the child unless that raises risk.",
    "Data law does not prevent it; DPA 2018 has a safeguarding condition for sharing without consent.",
];

/// Whose consent opens something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consenting {
    /// The child's.
    Child,
    /// The visitor's.
    Visitor,
}

/// What could open something that is withheld.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Opens {
    /// Somebody's consent.
    pub consent: Option<Consenting>,
    /// The safeguarding override, with its whole test.
    pub by_override: bool,
}

impl Opens {
    pub(super) const fn of(cell: Cell) -> Self {
        let consent = match cell.when {
            When::ChildConsents => Some(Consenting::Child),
            When::VisitorConsents => Some(Consenting::Visitor),
            _ => None,
        };
        Self { consent, by_override: cell.by_override }
    }
}

/// On what the matrix gives what is shown: the strictest condition that any of it was under.
pub(super) fn basis(sections: &[Section]) -> Basis {
    let any = |when: When| sections.iter().flat_map(|s| &s.lines).any(|line| line.when == when);
    if any(When::ChildConsents) {
        Basis::ChildConsent
    } else if any(When::ThreeAgree) {
        Basis::ThreeAgreements
    } else if any(When::VisitorConsents) {
        Basis::VisitorConsent
    } else {
        Basis::Matrix
    }
}
