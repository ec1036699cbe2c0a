//! Reviews of matches and of visitors, supervision, support groups, and notes of calls.

use super::{Party, Subject, withheld};
use crate::id::{AnnualReviewId, GroupId, MatchId, MatchReviewId, NoteId, SupervisionId, VisitorId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A review of a match (R47, R86; domain 3.7).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchReview {
    /// Opaque id.
    pub id: MatchReviewId,
    /// The match.
    pub match_id: MatchId,
    /// Held on.
    pub held: NaiveDate,
    /// Formal reviews meet the schedule; informal ones are check-ins.
    pub formal: bool,
    /// Who was heard: all four, or why not (R86b).
    pub heard: Vec<Heard>,
    /// What came of it.
    pub outcome: ReviewOutcome,
    /// In a few lines.
    pub summary: String,
    /// Fed into the child's plan on (R47).
    pub to_plan: Option<NaiveDate>,
    /// Sent to the independent reviewing officer on (R47).
    pub to_iro: Option<NaiveDate>,
    /// Whether the child can get in touch with the visitor in private (R36); `None` while nobody has asked.
    pub private: Option<bool>,
    /// Whether the child agrees that the visitor hears what the child said (R86c).
    pub child_agrees: Option<bool>,
    /// The visitor was told how the match is going (R86c).
    pub feedback_given: Option<NaiveDate>,
}

/// One of the four voices of a review.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Child, visitor, carer or social worker.
    pub who: Party,
    /// Was heard.
    pub heard: bool,
    /// What they said, or why they were not heard.
    pub note: Option<String>,
}

/// What came of a review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReviewOutcome {
    /// It goes on.
    GoesOn,
    /// It goes on with changes.
    Changes,
    /// It is to end.
    ToEnd,
}

impl ReviewOutcome {
    /// Every outcome with the words for it.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::GoesOn, "goes on"), (Self::Changes, "goes on, with changes"), (Self::ToEnd, "to end")];
}

/// The yearly review of a visitor (R50a).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct AnnualReview {
    /// Opaque id.
    pub id: AnnualReviewId,
    /// The visitor.
    pub visitor: VisitorId,
    /// Held on, or booked for.
    pub held: NaiveDate,
    /// Wishes to go on.
    pub wishes_to_go_on: Option<bool>,
    /// In a few lines, with agreed actions.
    pub summary: String,
    /// Only arranged so far: it counts for nothing until it is held.
    pub booked: bool,
}

/// One-to-one support of a visitor (R87).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Supervision {
    /// Opaque id.
    pub id: SupervisionId,
    /// The visitor.
    pub visitor: VisitorId,
    /// On which day.
    pub on: NaiveDate,
    /// Meeting, telephone, drop-in.
    pub how: SupervisionKind,
    /// In a few lines.
    pub summary: String,
}

/// How a supervision was held.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SupervisionKind {
    /// Face to face.
    Meeting,
    /// By telephone or video.
    Call,
    /// Drop-in.
    DropIn,
}

impl SupervisionKind {
    /// Every kind with the words for it.
    pub const ALL: &'static [(Self, &'static str)] =
        &[(Self::Meeting, "meeting"), (Self::Call, "call"), (Self::DropIn, "drop-in")];
}

/// A support group meeting (R43).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SupportGroup {
    /// Opaque id.
    pub id: GroupId,
    /// Held on.
    pub held: NaiveDate,
    /// Who came.
    pub attended: Vec<VisitorId>,
    /// Where the minutes are.
    pub minutes: Option<String>,
    /// Topics, in a line.
    pub topics: Option<String>,
}

/// A note of a call, e-mail or meeting, against everyone it touches at once.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Opaque id.
    pub id: NoteId,
    /// On which day.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// Whom it is about: child, visitor, match.
    pub about: Vec<Subject>,
    /// What was said.
    pub text: String,
}

withheld!(MatchReview, Heard, AnnualReview, Supervision, SupportGroup, Note);
