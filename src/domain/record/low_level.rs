//! Concerns about a visitor below the threshold of an allegation (R1, R79), and the scheme's own words on its list of
//! what reads like a concern.

use super::{Settled, withheld};
use crate::id::{LowLevelId, VisitorId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A low-level concern about a visitor.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct LowLevel {
    /// Opaque id.
    pub id: LowLevelId,
    /// About which visitor.
    pub visitor: VisitorId,
    /// The day it happened, or on which it was seen.
    pub on: NaiveDate,
    /// When whoever raised it learned of it (R1); `None` while nobody has asked.
    pub heard: Option<DateTime<Utc>>,
    /// When the co-ordinator was told (R1).
    pub told: DateTime<Utc>,
    /// Who raised it.
    pub raised_by: String,
    /// What it is about, in the words used.
    pub what: String,
    /// What was done.
    pub done: Option<String>,
    /// Who put it on record.
    pub recorded_by: String,
    /// Looked at by the team manager, with what came of it.
    pub outcome: Option<Settled>,
}

/// The scheme's own changes to the list of words that read like a concern.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WordList {
    /// Words and phrases that the scheme has added.
    pub added: BTreeSet<String>,
    /// Words and phrases of the published list that the scheme does without.
    pub removed: BTreeSet<String>,
}

withheld!(LowLevel, WordList);
