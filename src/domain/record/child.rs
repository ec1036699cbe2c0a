//! The child: who they are, where they live, what keeps an outing safe, what they wish.

use super::{Name, Professional, Said, withheld};
use crate::id::{ChildId, Prefix, Reference, VisitorId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A looked-after child known to the scheme (domain 3.1).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Child {
    /// Opaque id.
    pub id: ChildId,
    /// The number in `C-0042`.
    pub number: u32,
    /// Name.
    pub name: Name,
    /// Date of birth.
    pub born: NaiveDate,
    /// Gender as the child describes it.
    pub gender: Option<String>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// The authority's own case number (Mosaic, LCS).
    pub case_number: Option<String>,
    /// Since when looked after, where known.
    pub looked_after_since: Option<NaiveDate>,
    /// When and why the child ceased to be looked after (R52).
    pub ceased: Option<Ceased>,
    /// Legal status as free text or code.
    pub legal_status: Option<String>,
    /// The authority that looks after the child.
    pub authority: String,
    /// The authority for the area where the child lives, when another.
    pub area_authority: Option<String>,
    /// The child's social worker (CSW).
    pub social_worker: Option<Professional>,
    /// The social workers before, oldest first; a change of social worker changes nothing about the match (R17).
    pub past_workers: Vec<PastWorker>,
    /// The independent reviewing officer.
    pub iro: Option<Professional>,
    /// Next review of the child's case, where known (R60).
    pub next_case_review: Option<NaiveDate>,
    /// Reviews of the child's case that were held, oldest first (R60).
    pub case_reviews: Vec<CaseReview>,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// First language; interpreter.
    pub language: Option<String>,
    /// Religion.
    pub religion: Option<String>,
    /// Disability and communication needs.
    pub needs: Option<String>,
    /// School or college.
    pub school: Option<String>,
    /// Contact with the family: infrequent, none, who (R14).
    pub family_contact: Option<String>,
    /// Where the child has lived, oldest first. A move closes one span and opens the next.
    pub placements: Vec<Placement>,
    /// What must be known before an outing.
    pub card: Card,
    /// The social worker's answer on risk (R38).
    pub risk: Option<RiskAnswer>,
    /// What the child would like.
    pub wishes: Wishes,
    /// Whether the child wants a visitor (R54).
    pub view: ChildView,
    /// Whether photographs may be taken (R13).
    pub photos: PhotoStatus,
}

impl Child {
    /// `C-0042`.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        Reference::new(Prefix::Child, self.number)
    }

    /// Where the child lives on a day.
    #[must_use]
    pub fn placement_on(&self, day: NaiveDate) -> Option<&Placement> {
        self.placements.iter().rev().find(|p| p.covers(day))
    }

    /// The place in the list of where the child lives on a day.
    #[must_use]
    pub fn placement_index_on(&self, day: NaiveDate) -> Option<usize> {
        self.placements.iter().rposition(|p| p.covers(day))
    }

    /// The home that is asked about on a day: that of the day, unless it is settled and the child is to move to one that
    /// is not. With no home on that day, the last. What `settled` asks is whether what is to be recorded stands already.
    #[must_use]
    pub fn home_in_question(&self, day: NaiveDate, settled: impl Fn(&Placement) -> bool) -> Option<usize> {
        let Some(at) = self.placement_index_on(day) else { return self.placements.len().checked_sub(1) };
        let to_come = || self.placements.iter().position(|p| p.from > day && !settled(p));
        let now = self.placements.get(at)?;
        Some(if settled(now) { to_come().unwrap_or(at) } else { at })
    }

    /// The next home that is planned: the first in which the child does not live yet.
    #[must_use]
    pub fn next_placement(&self, today: NaiveDate) -> Option<&Placement> {
        self.placements.iter().filter(|p| p.from > today).min_by_key(|p| p.from)
    }

    /// Where the child lives today or, when that is not recorded, lived last: what a screen shows as home. A
    /// move that lies ahead does not hide it.
    #[must_use]
    pub fn home(&self, today: NaiveDate) -> Option<&Placement> {
        self.placement_on(today).or_else(|| self.last_placement())
    }

    /// The placement that was entered for the latest days: with a move ahead, the home to come.
    #[must_use]
    pub fn last_placement(&self) -> Option<&Placement> {
        self.placements.last()
    }

    /// Whether the child is looked after on a day.
    #[must_use]
    pub fn is_looked_after(&self, day: NaiveDate) -> bool {
        self.ceased.as_ref().is_none_or(|c| day < c.on)
    }
}

/// A social worker whom another has followed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastWorker {
    /// Who.
    pub worker: Professional,
    /// First day on which another was the child's social worker.
    pub until: NaiveDate,
}

/// A review of the child's case, as far as it concerns the scheme (R60).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReview {
    /// Held on.
    pub on: NaiveDate,
    /// Whether a visitor was considered there; `None` while nobody has said.
    pub considered: Option<bool>,
}

/// Why and when the child stopped being looked after.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceased {
    /// First day no longer looked after.
    pub on: NaiveDate,
    /// Reason: home, adoption, special guardianship, eighteen, other.
    pub reason: String,
}

/// Where and with whom a child lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PlacementKind {
    /// Foster care.
    Foster,
    /// Children's home.
    Residential,
    /// Kinship or connected carers.
    Kinship,
    /// With parents.
    Parents,
    /// Supported accommodation.
    Supported,
    /// Secure.
    Secure,
    /// Another kind.
    Other,
}

impl PlacementKind {
    /// Every kind with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Foster, "foster care"),
        (Self::Residential, "children's home"),
        (Self::Kinship, "kinship carer"),
        (Self::Parents, "with parents"),
        (Self::Supported, "supported accommodation"),
        (Self::Secure, "secure"),
        (Self::Other, "other"),
    ];
}

/// One placement as a dated span (domain 3.9).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    /// First day there.
    pub from: NaiveDate,
    /// First day no longer there.
    pub to: Option<NaiveDate>,
    /// Kind of placement.
    pub kind: PlacementKind,
    /// Carer or home.
    pub carer: String,
    /// Provider or agency.
    pub provider: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Carer's telephone.
    pub phone: Option<String>,
    /// Whether the move there was planned; an emergency otherwise.
    pub planned: bool,
    /// Outside the responsible authority's area.
    pub out_of_area: Option<bool>,
    /// When the scheme learned of it (R26).
    pub learned: NaiveDate,
    /// From whom.
    pub learned_from: Option<String>,
    /// Address and telephone last confirmed, with whom (R25).
    pub confirmed: Option<Said>,
    /// The carer told that the child has a visitor and that it is statutory (R27).
    pub carer_told: Option<Said>,
    /// The carer told the visiting pattern and given the leaflet (R28).
    pub pattern_told: Option<Said>,
    /// Whether anyone of the visitor's works for this home or provider (R58): the last answer.
    pub independence: Option<Independence>,
    /// How far it is for the visitor, and what follows from it (5.4).
    pub distance: Option<DistanceCheck>,
}

/// Whether a visitor is independent of where the child lives (R58). The answer stands until another takes its place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Independence {
    /// Looked at by whom, and when.
    pub said: Said,
    /// Whether nobody of the visitor's works there; `None` where the answer was not kept.
    pub independent: Option<bool>,
    /// Of which visitor it was said; `None` where the child had none, or it was not kept.
    pub visitor: Option<VisitorId>,
}

/// What a move means for the visitor's way (5.4).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistanceCheck {
    /// By whom, and when.
    pub said: Said,
    /// What follows.
    pub outcome: Distance,
}

/// What follows from the distance to a new home (5.4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Distance {
    /// It goes on as before.
    Fine,
    /// More expenses, or another pattern, is agreed.
    Adjusted,
    /// Handed over to another scheme.
    HandedOver,
    /// Another visitor is to be found.
    Rematch,
}

impl Distance {
    /// Every outcome with the words for it.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Fine, "goes on as before"),
        (Self::Adjusted, "more expenses or another pattern agreed"),
        (Self::HandedOver, "handed over to another scheme"),
        (Self::Rematch, "another visitor to be found"),
    ];
}

impl Placement {
    /// Until when, in a few words: a date, or `now`; of a home that is only planned, that it is.
    #[must_use]
    pub fn until_words(&self, today: NaiveDate) -> String {
        match self.to {
            Some(to) => format!("to {}", crate::calendar::words::short(to, today)),
            None if self.from > today => "planned".to_owned(),
            None => "to now".to_owned(),
        }
    }

    /// Whether the child lives there on a day.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// The seven questions that must be answered before a first outing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum CardQuestion {
    /// Places to avoid (R10).
    Places,
    /// People not to contact (R10).
    People,
    /// Limits of religion or culture (R10).
    Culture,
    /// Allergies (R11).
    Allergies,
    /// Phobias and fears (R11).
    Fears,
    /// Restricted diet (R11).
    Diet,
    /// Other medical conditions (R11).
    Medical,
}

impl CardQuestion {
    /// All seven with the words for them, in the order of the card.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Places, "places to avoid"),
        (Self::People, "people not to contact"),
        (Self::Culture, "religion and culture"),
        (Self::Allergies, "allergies"),
        (Self::Fears, "phobias and fears"),
        (Self::Diet, "diet"),
        (Self::Medical, "other medical"),
    ];

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(q, _)| *q == self).map_or("", |(_, words)| words)
    }

    /// Whether R10 asks it (places, people, culture); R11 asks the other four.
    #[must_use]
    pub const fn is_association(self) -> bool {
        matches!(self, Self::Places | Self::People | Self::Culture)
    }
}

/// One answer on the card. "None" is an answer; blank is not.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAnswer {
    /// Which question.
    pub question: CardQuestion,
    /// What was answered.
    pub text: String,
    /// Who answered, and when.
    pub said: Said,
}

/// The safe-outing card: seven answers, and when the whole was last confirmed (R10, R11, R12).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Card {
    /// The answers so far, at most one for each question.
    pub answers: Vec<CardAnswer>,
    /// The whole card last gone through and confirmed.
    pub confirmed: Option<Said>,
    /// Anything else: medication on outings, swimming, what helps when upset.
    pub other: Option<String>,
}

impl Card {
    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, question: CardQuestion) -> Option<&CardAnswer> {
        self.answers.iter().find(|a| a.question == question)
    }

    /// The questions that nobody has answered.
    #[must_use]
    pub fn unanswered(&self) -> Vec<CardQuestion> {
        CardQuestion::ALL.iter().map(|(q, _)| *q).filter(|q| self.answer(*q).is_none()).collect()
    }

    /// The day since which everything on the card has stood unconfirmed: the oldest answer, or the last time
    /// the whole was confirmed if that is later. `None` while the card is empty.
    #[must_use]
    pub fn stands_since(&self) -> Option<NaiveDate> {
        let oldest = self.answers.iter().map(|a| a.said.on).min()?;
        Some(self.confirmed.as_ref().map_or(oldest, |c| c.on.max(oldest)))
    }
}

/// What the social worker says about risk; the assessment is the social worker's, not the scheme's (R38).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAnswer {
    /// Who assessed, and when.
    pub said: Said,
    /// In one line; "none known" is an answer.
    pub headline: String,
    /// What the visitor must do or avoid.
    pub controls: Option<String>,
    /// Visits only at home, no outings (R38a).
    pub home_only: bool,
    /// The social worker advises against any match for now (R38a).
    pub no_match: bool,
}

/// What the child would like (R8). What nobody has asked stays `None`.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wishes {
    /// A woman, a man, no preference.
    pub visitor_gender: Option<String>,
    /// Interests.
    pub interests: Vec<String>,
    /// Faith or culture wished for.
    pub background: Option<String>,
    /// Languages wished for.
    pub languages: Vec<String>,
    /// When the child is free: weekdays, evenings, Saturdays.
    pub when: Option<String>,
    /// Needs to be fetched by car; `None` while nobody has asked.
    pub driver: Option<bool>,
    /// What would make a bad match, in the child's own words.
    pub avoid: Option<String>,
    /// In the child's own words.
    pub own_words: Option<String>,
    /// Who asked, and when.
    pub asked: Option<Said>,
}

impl Wishes {
    /// Whether nothing is written down of what the child would like.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let words = [&self.visitor_gender, &self.background, &self.when, &self.avoid, &self.own_words];
        let lists = [&self.interests, &self.languages];
        words.into_iter().all(Option::is_none)
            && lists.into_iter().all(Vec::is_empty)
            && self.driver.is_none()
    }
}

/// Whether the child wants a visitor (R54).
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ChildView {
    /// Nobody has asked.
    #[default]
    NotAsked,
    /// Wants one.
    Wants(Said),
    /// Goes along with it.
    Accepts(Said),
    /// Objects, and is judged to have sufficient understanding (R54) or, where not, has not been judged yet.
    Objects {
        /// Judged by the authority to have sufficient understanding; otherwise the judgement is still to be had.
        understands: bool,
        /// Who recorded it, and when.
        said: Said,
    },
    /// Objects, and is judged by the authority not to have sufficient understanding (R54).
    ObjectsWithout(Said),
}

/// Whether photographs may be taken (R13). Not asked counts as not allowed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub enum PhotoStatus {
    /// Nobody has asked.
    #[default]
    NotAsked,
    /// Allowed.
    Allowed,
    /// Allowed within limits.
    Limited,
    /// Not allowed.
    NotAllowed,
}

withheld!(
    PastWorker,
    Independence,
    CaseReview,
    DistanceCheck,
    Child,
    Ceased,
    Placement,
    CardAnswer,
    Card,
    RiskAnswer,
    Wishes,
    ChildView
);
