//! Incidents after which the social worker is asked about risk anew (R38).

use crate::calendar::local;
use crate::record::{CancelReason, Child, Concern, Incident, VisitState};
use crate::world::World;
use chrono::NaiveDate;

/// An incident since the social worker's last answer on risk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SinceAnswered {
    /// The day on which it was learned of, or on which it was.
    pub on: NaiveDate,
    what: What,
}

/// What the program records as an incident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum What {
    Concern,
    Missing,
    Access,
}

impl SinceAnswered {
    /// What it was, to be followed by the day: `a concern was learned of`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self.what {
            What::Concern => "a concern was learned of",
            What::Missing => "the child was missing or not returned on an outing, as was learned",
            What::Access => "the home did not let the visitor in",
        }
    }

    /// The same at the beginning of a sentence.
    #[must_use]
    pub const fn begins_a_sentence(self) -> &'static str {
        match self.what {
            What::Concern => "A concern was learned of",
            What::Missing => "The child was missing or not returned on an outing, as was learned",
            What::Access => "The home did not let the visitor in",
        }
    }
}

/// The first incident with a child after a day, up to today: a concern, a missing episode (R80c), or access that the
/// home refused (R60d). A concern that turned out to be none says nothing about risk; that a child was missing does,
/// whatever was decided about it since. What is alleged about a visitor is no incident of the child's.
#[must_use]
pub fn incident_since(
    world: &World,
    child: &Child,
    day: NaiveDate,
    today: NaiveDate,
) -> Option<SinceAnswered> {
    let concerns = world.concerns_of_child(child.id).filter_map(|c| {
        let on = local(c.learned).date();
        Some(SinceAnswered { on, what: said_of(c)? })
    });
    let visits = world.matches_of_child(child.id).filter_map(|m| world.ledger(m.id)).flat_map(|ledger| {
        // Visits stand in the order of their days.
        ledger.visits.iter().rev().take_while(|v| v.date > day)
    });
    let refused = visits
        .filter(|v| matches!(v.state, VisitState::Cancelled { reason: CancelReason::AccessRefused, .. }));
    let refused = refused.map(|v| SinceAnswered { on: v.date, what: What::Access });
    concerns.chain(refused).filter(|i| i.on > day && i.on <= today).min()
}

fn said_of(concern: &Concern) -> Option<What> {
    match concern.kind {
        Incident::Missing => Some(What::Missing),
        Incident::Concern | Incident::AboutWorker | Incident::AboutVisitor => {
            concern.not_a_concern.is_none().then_some(What::Concern)
        }
    }
}
