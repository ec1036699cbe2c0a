//! What is recorded of an allegation, as it is typed in (5.7).

use crate::id::{ChildId, MatchId, VisitorId};
use crate::record::{AdviceKind, AllegationTask, HarmNature, OutcomeWord, Party};
use chrono::{DateTime, NaiveDate, Utc};

/// An allegation as it comes in.
#[derive(Clone, PartialEq)]
pub struct NewAllegation {
    /// The visitor.
    pub visitor: VisitorId,
    /// The match in which it arose.
    pub match_id: Option<MatchId>,
    /// The children on record whom it is about.
    pub children: Vec<ChildId>,
    /// When anybody in the scheme learned of it.
    pub received: DateTime<Utc>,
    /// From whom it came, and who that is to the child.
    pub from: String,
    /// What kind of harm, as far as it is said.
    pub natures: Vec<HarmNature>,
    /// Significant harm or injury is said (R72).
    pub significant_harm: bool,
    /// When and where it is said to have happened.
    pub happened: Option<String>,
    /// What was alleged, in the words used.
    pub what: String,
}

/// What is known beyond the first call, for the LADO's form.
#[derive(Clone, PartialEq, Eq)]
pub struct AllegationFacts {
    /// What kind of harm.
    pub natures: Vec<HarmNature>,
    /// Significant harm or injury is said (R72).
    pub significant_harm: bool,
    /// Other children, by name and age.
    pub other_children: Option<String>,
    /// Contact with children elsewhere.
    pub elsewhere: Option<String>,
    /// The visitor knows of it.
    pub aware: Option<bool>,
}

/// A step of an allegation. Each is a fact: it is recorded whenever it is typed in, whatever is missing before it.
#[derive(Clone, PartialEq)]
pub enum AllegationStep {
    /// Whether the child is safe.
    ChildSafe {
        /// Yes, or not yet.
        safe: bool,
        /// Who made sure.
        by: String,
        /// When.
        at: DateTime<Utc>,
        /// How.
        note: Option<String>,
    },
    /// The team manager was told.
    ManagerTold {
        /// When.
        at: DateTime<Utc>,
        /// Which manager.
        who: String,
        /// By whom.
        by: String,
    },
    /// The LADO was contacted (R71).
    LadoTold {
        /// When.
        at: DateTime<Utc>,
        /// Whom one spoke to.
        name: String,
        /// Their reference.
        reference: Option<String>,
    },
    /// Children's social care was told (R72).
    SocialCareTold {
        /// When.
        at: DateTime<Utc>,
        /// To which service.
        to: String,
        /// Whom one spoke to.
        name: String,
        /// Their reference.
        reference: Option<String>,
    },
    /// The police were told.
    PoliceTold {
        /// When.
        at: DateTime<Utc>,
        /// Whom one spoke to.
        name: String,
        /// Their reference.
        reference: Option<String>,
    },
    /// The LADO advised.
    Advised {
        /// When.
        at: DateTime<Utc>,
        /// Who.
        by: String,
        /// What is to follow.
        kinds: Vec<AdviceKind>,
        /// Whether the threshold is met.
        threshold: Option<bool>,
        /// In their words.
        words: String,
    },
    /// The LADO asked for the form (R75).
    FormAsked {
        /// When.
        at: DateTime<Utc>,
    },
    /// The form was sent.
    FormSent {
        /// When.
        at: DateTime<Utc>,
    },
    /// Somebody heard that visits are paused, and no more.
    PauseTold {
        /// Who heard it.
        who: Party,
        /// Who said it.
        by: String,
        /// On which day.
        on: NaiveDate,
    },
    /// The LADO agreed that the visitor may be told (R73).
    MayTell {
        /// With whom it was agreed.
        by: String,
        /// On which day.
        on: NaiveDate,
    },
    /// The visitor was told.
    VisitorTold {
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
        /// Who supports the visitor.
        supporter: Option<String>,
    },
    /// A meeting is arranged, or was held. One of the same day and kind takes the place of the other.
    Met {
        /// The day.
        on: NaiveDate,
        /// Which meeting.
        what: String,
        /// What was decided, and who is to do what.
        decided: Option<String>,
    },
    /// The internal complaint procedure was opened (R49).
    ComplaintOpened {
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
        /// Where it stands.
        note: Option<String>,
    },
    /// It ended.
    ComplaintClosed {
        /// What came of it.
        reason: String,
    },
    /// How the allegation ended (R76).
    Ended {
        /// The word.
        word: OutcomeWord,
        /// Who decided.
        by: String,
        /// On which day.
        on: NaiveDate,
    },
    /// The visitor may visit again from a day.
    Reinstated {
        /// The day.
        on: NaiveDate,
        /// The plan.
        plan: String,
        /// When the match is reviewed afresh.
        review_by: Option<NaiveDate>,
    },
    /// The appointment is ended.
    AppointmentEnded {
        /// The day of the written notice (R53); `None` while it is awaited.
        notice: Option<NaiveDate>,
        /// How.
        note: Option<String>,
    },
    /// Whether the DBS was told (R77).
    DbsAnswered {
        /// It was.
        referred: bool,
        /// On which day told, or decided not to.
        on: NaiveDate,
        /// Who decided.
        by: String,
        /// Why, or their reference.
        reason: Option<String>,
    },
    /// The visitor was given the summary (R78).
    SummaryGiven {
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
    },
    /// It was taken out of the personnel record (R78).
    Cleared {
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
    },
    /// The child was offered a talk about it, and another visitor.
    ChildOffered {
        /// By whom.
        by: String,
        /// On which day.
        on: NaiveDate,
    },
    /// What the scheme learned.
    Learned {
        /// In a few lines.
        words: String,
    },
    /// The allegation is closed. The only step that can be refused for what is missing.
    Closed {
        /// What came of it.
        reason: String,
    },
    /// What is known of it is added to.
    Known {
        /// Everything, old and new.
        facts: Box<AllegationFacts>,
    },
}

impl AllegationStep {
    /// Which step it is.
    #[must_use]
    pub const fn task(&self) -> AllegationTask {
        use AllegationTask as T;
        match self {
            Self::ChildSafe { .. } => T::ChildSafe,
            Self::ManagerTold { .. } => T::TellManager,
            Self::LadoTold { .. } => T::TellLado,
            Self::SocialCareTold { .. } => T::TellSocialCare,
            Self::PoliceTold { .. } => T::TellPolice,
            Self::Advised { .. } => T::Advice,
            Self::FormAsked { .. } => T::AskForm,
            Self::FormSent { .. } => T::SendForm,
            Self::PauseTold { .. } => T::TellPause,
            Self::MayTell { .. } => T::MayTell,
            Self::VisitorTold { .. } => T::TellVisitor,
            Self::Met { .. } => T::Meeting,
            Self::ComplaintOpened { .. } => T::OpenComplaint,
            Self::ComplaintClosed { .. } => T::CloseComplaint,
            Self::Ended { .. } => T::Outcome,
            Self::Reinstated { .. } => T::Reinstate,
            Self::AppointmentEnded { .. } => T::EndAppointment,
            Self::DbsAnswered { .. } => T::TellDbs,
            Self::SummaryGiven { .. } => T::GiveSummary,
            Self::Cleared { .. } => T::ClearRecord,
            Self::ChildOffered { .. } => T::OfferChild,
            Self::Learned { .. } => T::Learn,
            Self::Closed { .. } => T::Close,
            Self::Known { .. } => T::Details,
        }
    }
}
