//! An allegation against a visitor (5.7, R71 to R78). It belongs to the team manager: the file seals it under a key
//! that nobody else holds, and nothing outside it says that it exists.

use super::{PassedOn, Said, Settled, withheld};
use crate::id::{AllegationId, ChildId, MatchId, Prefix, Reference, VisitorId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// An allegation against a visitor.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Allegation {
    /// Opaque id.
    pub id: AllegationId,
    /// The number in `AL-0002`.
    pub number: u32,
    /// The visitor.
    pub visitor: VisitorId,
    /// The match in which it arose.
    pub match_id: Option<MatchId>,
    /// The children on record whom it is about.
    pub children: Vec<ChildId>,
    /// Other children, by name and age.
    pub other_children: Option<String>,
    /// When it reached the scheme: the clock of R71 starts here.
    pub received: DateTime<Utc>,
    /// Who took it.
    pub received_by: String,
    /// From whom it came, and who that is to the child.
    pub from: String,
    /// What kind of harm, as far as it is said.
    pub natures: Vec<HarmNature>,
    /// When and where it is said to have happened.
    pub happened: Option<String>,
    /// What was alleged, in the words used.
    pub what: String,
    /// Contact of the visitor with children elsewhere: work, own children (LADO form).
    pub elsewhere: Option<String>,
    /// The visitor knows of it; `None` while that is not known.
    pub aware: Option<bool>,
    /// Whether the child is safe, and who made sure.
    pub child_safe: Option<ChildSafe>,
    /// When the team manager was told, and by whom.
    pub manager_told: Option<ToldAt>,
    /// The LADO was told (R71).
    pub lado: Option<PassedOn>,
    /// What the LADO advised, the oldest first.
    pub advice: Vec<LadoAdvice>,
    /// When the LADO asked for the form (R75).
    pub form_asked: Option<DateTime<Utc>>,
    /// When the form was sent.
    pub form_sent: Option<DateTime<Utc>>,
    /// The LADO agreed that the visitor may be told, and with whom that was agreed (R73).
    pub may_tell_visitor: Option<Said>,
    /// The visitor was told.
    pub visitor_told: Option<Said>,
    /// The person who supports the visitor meanwhile.
    pub supporter: Option<String>,
    /// Who has heard that visits are paused, and no more.
    pub pause_told: Vec<PauseTold>,
    /// Significant harm or injury is said: children's social care is told as well (R72).
    pub significant_harm: bool,
    /// Children's social care was told (R72).
    pub social_care: Option<PassedOn>,
    /// The police were told.
    pub police: Option<PassedOn>,
    /// Strategy and evaluation meetings.
    pub meetings: Vec<AllegationMeeting>,
    /// The scheme's own complaint procedure, beside the LADO's route.
    pub complaint: Option<Complaint>,
    /// How it ended (R76).
    pub outcome: Option<AllegationOutcome>,
    /// Whether the DBS is told (R77).
    pub dbs_referral: Option<DbsReferral>,
    /// The visitor was given the summary (R78).
    pub summary_given: Option<Said>,
    /// The child was offered a talk about it, and another visitor.
    pub child_offered: Option<Said>,
    /// What the scheme learned from it.
    pub learned: Option<String>,
    /// Closed, with what came of it.
    pub closed: Option<Settled>,
    /// One found malicious or false was taken out of the visitor's personnel record (R78).
    pub removed_from_record: Option<Said>,
    /// The day of the written notice that ended the appointment (R53).
    pub notice: Option<NaiveDate>,
    /// When the match is reviewed afresh after the visitor was reinstated.
    pub review_by: Option<NaiveDate>,
}

impl Allegation {
    /// An allegation of which nothing is known but about whom, when it came in, and who took it.
    #[must_use]
    pub fn new(
        id: AllegationId,
        number: u32,
        visitor: VisitorId,
        (received, received_by): (DateTime<Utc>, String),
    ) -> Self {
        Self {
            id,
            number,
            visitor,
            match_id: None,
            children: Vec::new(),
            other_children: None,
            received,
            received_by,
            from: String::new(),
            natures: Vec::new(),
            happened: None,
            what: String::new(),
            elsewhere: None,
            aware: None,
            child_safe: None,
            manager_told: None,
            lado: None,
            advice: Vec::new(),
            form_asked: None,
            form_sent: None,
            may_tell_visitor: None,
            visitor_told: None,
            supporter: None,
            pause_told: Vec::new(),
            significant_harm: false,
            social_care: None,
            police: None,
            meetings: Vec::new(),
            complaint: None,
            outcome: None,
            dbs_referral: None,
            summary_given: None,
            child_offered: None,
            learned: None,
            closed: None,
            removed_from_record: None,
            notice: None,
            review_by: None,
        }
    }

    /// `AL-0002`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Allegation, self.number)
    }

    /// Whether it is still being dealt with.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Whether nobody may speak to the visitor about it yet: the LADO has not agreed (R73).
    #[must_use]
    pub const fn holds_contact(&self) -> bool {
        self.is_open() && self.may_tell_visitor.is_none() && self.visitor_told.is_none()
    }

    /// Whether the visitor was removed, or would have been (R77).
    #[must_use]
    pub fn removes(&self) -> bool {
        self.outcome.as_ref().is_some_and(|o| match o.reinstated {
            Some(back) => !back,
            None => o.word == OutcomeWord::Substantiated,
        })
    }

    /// Whether it was found malicious or false, so that it leaves the personnel record (R78).
    #[must_use]
    pub fn is_cleared(&self) -> bool {
        self.outcome.as_ref().is_some_and(|o| matches!(o.word, OutcomeWord::False | OutcomeWord::Malicious))
    }
}

/// The kinds of harm on the LADO's form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum HarmNature {
    /// Physical.
    Physical,
    /// Emotional.
    Emotional,
    /// Sexual.
    Sexual,
    /// Neglect.
    Neglect,
    /// Conduct that makes somebody unsuitable to be with children.
    Conduct,
}

impl HarmNature {
    /// Every kind and its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Physical, "physical"),
        (Self::Emotional, "emotional"),
        (Self::Sexual, "sexual"),
        (Self::Neglect, "neglect"),
        (Self::Conduct, "conduct"),
    ];
}

/// Whether the child is safe.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildSafe {
    /// Yes, or not yet.
    pub safe: bool,
    /// Who made sure.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How.
    pub note: Option<String>,
}

/// Somebody was told at an instant.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldAt {
    /// When.
    pub at: DateTime<Utc>,
    /// Who was told.
    pub who: String,
    /// By whom.
    pub by: String,
}

/// What the LADO advised at one time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadoAdvice {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// What is to follow.
    pub kinds: Vec<AdviceKind>,
    /// The threshold is met; `None` while that is not decided.
    pub threshold: Option<bool>,
    /// In their words.
    pub words: String,
}

/// What may follow from the LADO's advice (5.7).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum AdviceKind {
    /// Nothing further.
    NoFurther,
    /// A low-level matter, dealt with by the scheme.
    LowLevel,
    /// A strategy or evaluation meeting.
    Meeting,
    /// The police.
    Police,
}

impl AdviceKind {
    /// Every kind and its words.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::NoFurther, "no further action"),
        (Self::LowLevel, "low-level, for the scheme itself"),
        (Self::Meeting, "strategy or evaluation meeting"),
        (Self::Police, "police"),
    ];
}

/// Somebody heard that visits are paused.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseTold {
    /// Who heard it.
    pub who: super::Party,
    /// Who said it, and when.
    pub said: Said,
}

/// A meeting about the allegation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllegationMeeting {
    /// On which day.
    pub on: NaiveDate,
    /// Which meeting: strategy, evaluation, review.
    pub what: String,
    /// What was decided, and who is to do what.
    pub decided: Option<String>,
}

/// The scheme's own complaint procedure about the same matter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Begun, by whom and when.
    pub opened: Said,
    /// Where it stands.
    pub note: Option<String>,
    /// Ended, with what came of it.
    pub closed: Option<Settled>,
}

/// How an allegation ended.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllegationOutcome {
    /// The word.
    pub word: OutcomeWord,
    /// Who decided.
    pub by: String,
    /// On which day.
    pub on: NaiveDate,
    /// The visitor may visit again; `None` while that is not decided.
    pub reinstated: Option<bool>,
    /// The plan for that, or how the appointment was ended.
    pub note: Option<String>,
}

/// The five words for an outcome (R76).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum OutcomeWord {
    /// Enough evidence that it happened.
    Substantiated,
    /// Not enough evidence either way.
    Unsubstantiated,
    /// No evidence, or a mistaken reading of what happened.
    Unfounded,
    /// Enough evidence that it did not happen.
    False,
    /// Enough evidence that it did not happen, and that somebody meant to deceive.
    Malicious,
}

impl OutcomeWord {
    /// Every word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Substantiated, "substantiated"),
        (Self::Unsubstantiated, "unsubstantiated"),
        (Self::Unfounded, "unfounded"),
        (Self::False, "false"),
        (Self::Malicious, "malicious"),
    ];

    /// The word.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(word, _)| *word == self).map_or("", |(_, words)| words)
    }
}

/// Whether the DBS was told (R77).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DbsReferral {
    /// It was told.
    pub referred: bool,
    /// On which day told, or decided not to.
    pub on: NaiveDate,
    /// Who decided.
    pub by: String,
    /// Why, or their reference.
    pub reason: Option<String>,
}

withheld!(
    Allegation,
    ChildSafe,
    ToldAt,
    LadoAdvice,
    PauseTold,
    AllegationMeeting,
    Complaint,
    AllegationOutcome,
    DbsReferral,
);
