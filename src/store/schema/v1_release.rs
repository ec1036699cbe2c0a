//! Releases as the first version had them. Frozen: never edited again.

use chrono::{DateTime, Utc};
use domain::id::ReleaseId;
use domain::record::{self, CardIssued, Reader, Released, Subject};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Release {
    id: ReleaseId,
    about: Subject,
    to: Reader,
    recipient: String,
    purpose: String,
    basis: Option<Basis>,
    things: Vec<Released>,
    withheld: Vec<(u8, u32)>,
    by: String,
    at: DateTime<Utc>,
    refused: Option<String>,
    card: Option<CardIssued>,
}

#[derive(Deserialize)]
pub(crate) enum Basis {
    Matrix,
    ChildConsent,
    VisitorConsent,
    ThreeAgreements,
    Safeguarding(OverrideTest),
}

#[derive(Deserialize)]
pub(crate) struct OverrideTest {
    risk: String,
    necessary: String,
    proportionate: String,
    relevant: String,
    decided_by: String,
    child_told: bool,
    why_not_told: Option<String>,
}

impl From<Release> for record::Release {
    fn from(old: Release) -> Self {
        Self {
            id: old.id,
            about: old.about,
            to: old.to,
            recipient: old.recipient,
            purpose: old.purpose,
            basis: old.basis.map(Into::into),
            things: old.things,
            withheld: old.withheld,
            by: old.by,
            at: old.at,
            refused: old.refused,
            card: old.card,
        }
    }
}

impl From<Basis> for record::Basis {
    fn from(old: Basis) -> Self {
        match old {
            Basis::Matrix => Self::Matrix,
            Basis::ChildConsent => Self::ChildConsent,
            Basis::VisitorConsent => Self::VisitorConsent,
            Basis::ThreeAgreements => Self::ThreeAgreements,
            Basis::Safeguarding(test) => Self::Safeguarding(test.into()),
        }
    }
}

/// Whether it was accurate, timely and secure was not asked then, and is not made up.
impl From<OverrideTest> for record::OverrideTest {
    fn from(old: OverrideTest) -> Self {
        Self {
            risk: old.risk,
            necessary: old.necessary,
            proportionate: old.proportionate,
            relevant: old.relevant,
            accurate: None,
            timely: None,
            secure: None,
            decided_by: old.decided_by,
            child_told: old.child_told,
            why_not_told: old.why_not_told,
        }
    }
}
