//! The rule table: what the scheme is held to, where each rule comes from, and how sure that is.
//!
//! Functions that judge refer to rows of this table; nothing is judged that has no row. What a source does not
//! say in so many words is never called law on a screen: see [`Confidence`].

mod cite;
mod param;
mod table;
#[cfg(test)]
mod tests;

pub use cite::Origin;
pub use param::{PARAMS, Param, ParamId, Policy, Unit};
pub use table::TABLE;

use serde::{Deserialize, Serialize};
use std::fmt;

// New labels go to the end: what is on file keeps a rule by its place.
macro_rules! rule_ids {
    ($($(#[$doc:meta])* $id:ident = $label:literal),* $(,)?) => {
        /// A rule's label. Labels are stable; they are what `befriend rules` prints and what the journal keeps.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum RuleId { $($(#[$doc])* $id),* }
        impl RuleId {
            /// Every rule.
            pub const ALL: &'static [RuleId] = &[$(RuleId::$id),*];
            /// The label: `R50a`.
            #[must_use]
            pub const fn label(self) -> &'static str { match self { $(Self::$id => $label),* } }
        }
    };
}

rule_ids! {
    /// What must be filled in to make a record at all.
    H1 = "H1",
    /// Dates that contradict each other.
    H2 = "H2",
    /// A step that does not fit the state things are in.
    H3 = "H3",
    /// Clocks of safeguarding cannot be put off.
    H4 = "H4",
    /// Enhanced DBS before approval.
    R2 = "R2",
    /// Looked after at referral.
    R3 = "R3",
    /// Usual ages.
    R4 = "R4",
    /// Ends at eighteen.
    R6 = "R6",
    /// Places, people, religion and culture before an outing.
    R10 = "R10",
    /// Medical facts before an outing.
    R11 = "R11",
    /// The card confirmed again.
    R12 = "R12",
    /// Assessed and trained before being alone with a child.
    R16 = "R16",
    /// One visitor, one child.
    R19 = "R19",
    /// About one visit a month.
    R20 = "R20",
    /// Another pattern by agreement.
    R21 = "R21",
    /// Usual length of a visit.
    R22 = "R22",
    /// Never cancelled as a sanction.
    R24 = "R24",
    /// Contact details up to date.
    R25 = "R25",
    /// Told of a placement change in time.
    R26 = "R26",
    /// New carer knows of the visitor.
    R27 = "R27",
    /// New carer knows the pattern.
    R28 = "R28",
    /// Visited in the new placement.
    R29 = "R29",
    /// Concern passed on the same day.
    R32 = "R32",
    /// Report after a visit.
    R33 = "R33",
    /// Home visits only.
    R38a = "R38a",
    /// Child met within three weeks.
    R39 = "R39",
    /// Status updates.
    R40 = "R40",
    /// Named worker.
    R41 = "R41",
    /// Emergency contacts.
    R42 = "R42",
    /// Support group three times a year.
    R43 = "R43",
    /// Matches reviewed.
    R47 = "R47",
    /// DBS current.
    R48 = "R48",
    /// Training kept up.
    R50 = "R50",
    /// Annual review.
    R50a = "R50a",
    /// Written notice at the end.
    R53 = "R53",
    /// The child's objection.
    R54 = "R54",
    /// Danger now.
    R61 = "R61",
    /// Suspended.
    R74 = "R74",
    /// DBS renewed.
    R82 = "R82",
    /// Update Service joined.
    R83 = "R83",
    /// Update Service looked at.
    R84 = "R84",
    /// DBS application chased.
    R85h = "R85h",
    /// When reviews fall.
    R86 = "R86",
    /// All four heard.
    R86b = "R86b",
    /// Supervision.
    R87 = "R87",
    /// Next visit planned.
    R89 = "R89",
    /// On hold until.
    R95 = "R95",
    /// Waiting too long.
    R98a = "R98a",
    /// The child's own preferences asked.
    R8 = "R8",
    /// The social worker's answer on risk.
    R38 = "R38",
    /// Independence declared.
    R57 = "R57",
    /// The same child is not entered twice.
    H5 = "H5",
    /// A match in trouble is seen to.
    H6 = "H6",
    /// A free visitor hears from the scheme.
    H7 = "H7",
    /// Older teenagers first.
    R5 = "R5",
    /// Why these two.
    R9 = "R9",
    /// Photographs only when allowed.
    R13 = "R13",
    /// A ground for appointing.
    R14 = "R14",
    /// Constant through changes.
    R17 = "R17",
    /// Arranged in advance.
    R23 = "R23",
    /// Contact details not given at first.
    R34 = "R34",
    /// Contact details by three agreements.
    R35 = "R35",
    /// Privacy to be in touch.
    R36 = "R36",
    /// At meetings only if the child wants it.
    R37 = "R37",
    /// Background before the match.
    R44 = "R44",
    /// Talked over with visitor and child.
    R45 = "R45",
    /// Joint matching visit, social worker told.
    R46 = "R46",
    /// The standards themselves reviewed.
    R50b = "R50b",
    /// Evidence for each standard.
    R50c = "R50c",
    /// A new visitor considered after an ending.
    R55 = "R55",
    /// Independent of the home.
    R58 = "R58",
    /// Expenses paid.
    R59 = "R59",
    /// Considered at the case review.
    R60 = "R60",
    /// Still at the same address.
    R60c = "R60c",
    /// Let in to meet privately.
    R60d = "R60d",
    /// Barred list only for regulated activity.
    R81 = "R81",
    /// Grace after a certificate.
    R82a = "R82a",
    /// References.
    R85b = "R85b",
    /// Youngest visitor.
    R85c = "R85c",
    /// Core training.
    R85d = "R85d",
    /// Commitment.
    R85e = "R85e",
    /// Stalled on the way.
    R85f = "R85f",
    /// Driving a child.
    R85g = "R85g",
    /// Back after a long time.
    R85i = "R85i",
    /// First check-in.
    R86a = "R86a",
    /// The child's feedback only by consent.
    R86c = "R86c",
    /// The child decides after a few visits.
    R86d = "R86d",
    /// The child chooses.
    R88 = "R88",
    /// Matches a full-time worker can hold.
    R90 = "R90",
    /// Targets.
    R91 = "R91",
    /// Enquiries answered.
    R96 = "R96",
    /// Reports missing again and again.
    R97 = "R97",
    /// Endings closed.
    R98 = "R98",
    /// Only who may.
    H8 = "H8",
    /// A proposal moves on.
    H9 = "H9",
    /// What is booked is in view.
    H10 = "H10",
    /// Conditions of a decision met.
    H11 = "H11",
    /// What the child says stays with the child.
    R30 = "R30",
    /// Every release is logged.
    R80a = "R80a",
    /// A concern about a visitor told at once.
    R1 = "R1",
    /// A concern told to the co-ordinator at once.
    R31 = "R31",
    /// Low-level concerns recorded.
    R79 = "R79",
    /// The record of a concern complete.
    R80 = "R80",
    /// Sexual abuse reported by law, where that is in force.
    R80b = "R80b",
    /// Missing on an outing.
    R80c = "R80c",
    /// What follows a concern that was passed on.
    H12 = "H12",
    /// Social care does not answer.
    H13 = "H13",
    /// An allegation takes both routes.
    R49 = "R49",
    /// The LADO within a working day and 24 hours.
    R71 = "R71",
    /// Significant harm is told twice.
    R72 = "R72",
    /// Not spoken of with the visitor before the LADO agrees.
    R73 = "R73",
    /// The LADO's form.
    R75 = "R75",
    /// One of five words closes it.
    R76 = "R76",
    /// Whether the DBS is told.
    R77 = "R77",
    /// The summary.
    R78 = "R78",
    /// Classes of data known.
    R102 = "R102",
    /// Small counts suppressed.
    R109 = "R109",
}

impl RuleId {
    /// Its row of the table.
    #[must_use]
    pub fn row(self) -> &'static Rule {
        // INVARIANT: the table has a row for every label; a test holds it.
        TABLE.iter().find(|r| r.id == self).unwrap_or(&TABLE[0])
    }

    /// Reads a label.
    #[must_use]
    pub fn parse(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.label().eq_ignore_ascii_case(label))
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// What a rule does when it is not met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Level {
    /// Says so.
    Info,
    /// Warns, and goes on.
    Warn,
    /// Refuses a forward step; a named person may go on with a recorded reason.
    Override,
    /// Refuses a forward step.
    Block,
}

impl Level {
    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Info => "says so",
            Self::Warn => "warns",
            Self::Override => "refuses unless overridden by name, with a reason",
            Self::Block => "refuses",
        }
    }
}

/// How far the wording of a rule can be trusted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Confidence {
    /// The wording was seen in the named source.
    Quoted,
    /// A paraphrase of text seen.
    Paraphrased,
    /// From memory, not seen.
    Memory,
    /// Inferred for this program; no source states it.
    Design,
}

impl Confidence {
    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Quoted => "quoted",
            Self::Paraphrased => "paraphrased",
            Self::Memory => "from memory, not checked",
            Self::Design => "this program's own, a setting",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Label.
    pub id: RuleId,
    /// What it asks, in one sentence.
    pub title: &'static str,
    /// What happens when it is not met.
    pub level: Level,
    /// Where it stands.
    pub source: &'static str,
    /// How sure the wording is.
    pub confidence: Confidence,
    /// Its parameters, which a scheme may set.
    pub params: &'static [ParamId],
    /// Whether deadlines come from it (rather than only checks of a step).
    pub clock: bool,
}

impl Rule {
    /// Whether any of its numbers is this program's own, though its wording may be quoted.
    #[must_use]
    pub fn own_numbers(&self) -> bool {
        self.params.iter().any(|p| p.row().design)
    }
}
