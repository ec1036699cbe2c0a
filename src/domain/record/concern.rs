//! A safeguarding concern about a child, and the clock that runs until it is passed on (R31, R32; 5.6).

use super::{Account, ConcernStep, Decided, Effect, Incident, Quoted, StepTaken, withheld};
use crate::id::{ChildId, ConcernId, MatchId, Prefix, Reference, VisitId, VisitorId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A concern about a child.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// Opaque id.
    pub id: ConcernId,
    /// The number in `CN-0003`.
    pub number: u32,
    /// The child.
    pub child: ChildId,
    /// The match in which it arose.
    pub match_id: Option<MatchId>,
    /// The visit whose report opened it.
    pub visit: Option<VisitId>,
    /// When the co-ordinator learned of it: the clock of R32 starts here.
    pub learned: DateTime<Utc>,
    /// Who raised it.
    pub raised_by: String,
    /// Somebody may be in danger now (R61).
    pub danger_now: bool,
    /// What was seen or said, in the words used.
    pub what: String,
    /// Passed to children's social care.
    pub passed: Option<PassedOn>,
    /// Decided that it was not a safeguarding concern, with the reason.
    pub not_a_concern: Option<Settled>,
    /// Closed, with what came of it.
    pub closed: Option<Settled>,
    /// When whoever raised it learned of it themselves (R31); `None` while nobody has asked.
    pub heard: Option<DateTime<Utc>>,
    /// Who put it on record, and when; `None` for one from before that was kept.
    pub recorded: Option<Signed>,
    /// What kind of incident it is.
    pub kind: Incident,
    /// What makes the record complete (R80).
    pub account: Account,
    /// The paragraphs of visit reports that it quotes.
    pub quoted: Vec<Quoted>,
    /// Whether it is about sexual abuse that was told of or seen (R80b); `None` while nobody has said.
    pub sexual_abuse: Option<bool>,
    /// What was decided last, and with whom.
    pub decided: Option<Decided>,
    /// The steps of 5.6 that were taken, in the order in which they were recorded.
    pub steps: Vec<StepTaken>,
    /// What it means for the match.
    pub effect: Option<Effect>,
    /// The visitor who raised it, in a report or by word: of visitors, only that one is told that it was passed on
    /// (row 22). `None` when somebody else did, or while it is not known.
    pub by_visitor: Option<VisitorId>,
}

impl Concern {
    /// `CN-0003`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Concern, self.number)
    }

    /// Whether the clock still runs: neither passed on nor decided.
    #[must_use]
    pub const fn clock_runs(&self) -> bool {
        self.passed.is_none() && self.not_a_concern.is_none() && self.closed.is_none()
    }

    /// The last time that a step was taken.
    #[must_use]
    pub fn step(&self, step: ConcernStep) -> Option<&StepTaken> {
        self.steps.iter().filter(|s| s.step == step).max_by_key(|s| s.at)
    }

    /// Whether somebody may be in danger and nobody has yet been called (R61). Police or duty team that it was passed
    /// on to have been called.
    #[must_use]
    pub fn danger_uncalled(&self) -> bool {
        self.danger_now && self.clock_runs() && self.step(ConcernStep::Called).is_none()
    }

    /// Whether it is about the visitor, and the team manager, who owns what follows, is not known to have been told (R49).
    #[must_use]
    pub fn manager_untold(&self) -> bool {
        let open = self.closed.is_none() && self.not_a_concern.is_none();
        self.kind == Incident::AboutVisitor && open && self.step(ConcernStep::ManagerTold).is_none()
    }

    /// Those who are to be told at once of a child who is missing, and are not known to be (R80c).
    #[must_use]
    pub fn untold_of_missing(&self) -> Vec<ConcernStep> {
        let at_once = [ConcernStep::CarerTold, ConcernStep::DutyTeamTold];
        let untold = at_once.into_iter().filter(|step| self.step(*step).is_none());
        if self.kind == Incident::Missing { untold.collect() } else { Vec::new() }
    }

    /// What the record still lacks to be complete (R80): the form's field and the words for it, in the order of the
    /// form. An answer of "none" is an answer.
    #[must_use]
    pub fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let a = &self.account;
        let parts = [
            ("heard_on", "when it was first known", self.heard.is_some()),
            ("happened", "the day it happened", a.on.is_some()),
            ("place", "where it happened", a.place.is_some()),
            ("whose", "by whom it was", a.by_whom.is_some()),
            ("witnesses", "who else was there", a.witnesses.is_some()),
            ("child_words", "the child's own words", a.child_words.is_some()),
            ("injuries", "whether anybody was hurt", a.injuries.is_some()),
            ("action", "what was done at once", a.action.is_some()),
        ];
        parts.into_iter().filter(|(.., known)| !known).map(|(field, words, _)| (field, words)).collect()
    }
}

/// Who recorded something, and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
}

/// To whom a concern was passed, and when (R32).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOn {
    /// When.
    pub at: DateTime<Utc>,
    /// Social worker, front door, emergency duty team, police.
    pub to: String,
    /// The person's name.
    pub name: String,
    /// Their reference, where they gave one.
    pub reference: Option<String>,
}

/// A decision that settles a concern.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Why, or what came of it.
    pub reason: String,
}

withheld!(Concern, PassedOn, Settled, Signed);
