//! The release ledger: what left, about whom, to whom, for what, on which basis, by whom and when; refusals too (R80a).

use super::{Reader, Record, Subject, Thing, withheld};
use crate::id::ReleaseId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// On what something is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// The confidentiality matrix gives it to that reader.
    Matrix,
    /// The child consents (R30).
    ChildConsent,
    /// The visitor consents.
    VisitorConsent,
    /// Co-ordinator, social worker and visitor have agreed (R35).
    ThreeAgreements,
    /// Somebody may be at risk: with its test.
    Safeguarding(OverrideTest),
    /// It is passed on as safeguarding asks of everybody, and no consent is needed for it (R32, R71, R72; I5).
    Procedure,
    /// Somebody took upon themselves what stood against it.
    TakenOn {
        /// Who.
        by: String,
        /// Why.
        reason: String,
    },
}

/// The test of a safeguarding override: somebody may be at risk of harm, or a crime; sharing is necessary,
/// proportionate, relevant, accurate, timely and secure; the child is told unless that raises the risk.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OverrideTest {
    /// Who may be at risk, and of what.
    pub risk: String,
    /// Why it is necessary.
    pub necessary: String,
    /// Why it is proportionate.
    pub proportionate: String,
    /// Why what is told is relevant.
    pub relevant: String,
    /// How it is known that what is told is accurate. `None` on a release from before this was asked, as with the two
    /// that follow.
    pub accurate: Option<String>,
    /// Why it is told now.
    pub timely: Option<String>,
    /// How it is told securely.
    pub secure: Option<String>,
    /// Who decided.
    pub decided_by: String,
    /// Whether the child was told.
    pub child_told: bool,
    /// Why the child was not told.
    pub why_not_told: Option<String>,
}

impl OverrideTest {
    /// The parts that nobody has answered: the form's field, and the words for it.
    #[must_use]
    pub fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let blank = |text: &str| text.trim().is_empty();
        let unsaid = |text: &Option<String>| text.as_deref().is_none_or(blank);
        let untold = !self.child_told && self.why_not_told.as_deref().is_none_or(blank);
        [
            ("risk", "who may be at risk", blank(&self.risk)),
            ("necessary", "why it is necessary", blank(&self.necessary)),
            ("proportionate", "why it is proportionate", blank(&self.proportionate)),
            ("relevant", "why it is relevant", blank(&self.relevant)),
            ("accurate", "how it is known to be accurate", unsaid(&self.accurate)),
            ("timely", "why it is told now", unsaid(&self.timely)),
            ("secure", "how it is told securely", unsaid(&self.secure)),
            ("decided_by", "who decided", blank(&self.decided_by)),
            ("why_not_told", "whether the child was told, or why not", untold),
        ]
        .into_iter()
        .filter(|(.., missing)| *missing)
        .map(|(field, words, _)| (field, words))
        .collect()
    }

    /// Whether every part was answered that was asked for when it was recorded: an override of earlier days goes on
    /// standing for what it opened then.
    #[must_use]
    pub fn was_whole(&self) -> bool {
        let asked = |field: &str| match field {
            "accurate" => self.accurate.is_some(),
            "timely" => self.timely.is_some(),
            "secure" => self.secure.is_some(),
            _ => true,
        };
        !self.missing().iter().any(|(field, _)| asked(field))
    }
}

/// One thing that was released, and its row of the matrix.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// The row of the confidentiality matrix.
    pub row: u8,
    /// What.
    pub thing: Thing,
}

/// The briefing card that was handed out with a release (R44).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardIssued {
    /// 1 for the first of a match, and so on.
    pub version: u16,
    /// A sum over what it showed: another sum is another card.
    pub fingerprint: u64,
}

/// One release, or one refusal to release.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Opaque id.
    pub id: ReleaseId,
    /// About whom or what.
    pub about: Subject,
    /// To whom: the reader.
    pub to: Reader,
    /// To whom by name.
    pub recipient: String,
    /// For what.
    pub purpose: String,
    /// On which basis; `None` for a refusal.
    pub basis: Option<Basis>,
    /// What.
    pub things: Vec<Released>,
    /// What was left out: the row, and how many.
    pub withheld: Vec<(u8, u32)>,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why it was refused.
    pub refused: Option<String>,
    /// The briefing card that it was.
    pub card: Option<CardIssued>,
}

/// A release of what belongs to an allegation, kept like the allegation itself: sealed under the key that only team
/// managers hold. What it is about is always the allegation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllegationRelease(pub Release);

impl Release {
    /// Whether it tells of an allegation.
    #[must_use]
    pub fn is_of_allegation(&self) -> bool {
        let of_it = |subject| matches!(subject, Subject::Allegation(_));
        of_it(self.about) || self.things.iter().any(|told| of_it(told.thing.subject))
    }

    /// The record that it is kept as: what is told of an allegation is kept with it.
    #[must_use]
    pub fn kept(self) -> Record {
        if self.is_of_allegation() { AllegationRelease(self).into() } else { self.into() }
    }
}

withheld!(Basis, OverrideTest, Released, CardIssued, Release, AllegationRelease);
