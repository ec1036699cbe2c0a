//! Consents: given or refused, by whom, how, for what and until when (R13, R30, R37, R86c; domain 3.10).

use super::{Said, Subject, withheld};
use crate::id::ConsentId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who reads: the columns of the confidentiality matrix (domain section 4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Reader {
    /// The child.
    Child,
    /// The visitor.
    Visitor,
    /// The carer or the home.
    Carer,
    /// The child's social worker.
    SocialWorker,
    /// The independent reviewing officer.
    Iro,
    /// The co-ordinator.
    Coordinator,
    /// The team manager.
    TeamManager,
    /// The designated officer for allegations.
    Lado,
    /// Senior management and commissioners.
    Management,
    /// Children's social care beside the child's own social worker: the front door, the duty team. No column of the
    /// matrix.
    SocialCare,
    /// The police. No column of the matrix.
    Police,
    /// The Disclosure and Barring Service. No column of the matrix.
    Dbs,
}

impl Reader {
    /// Every reader with the word used on the command line, and the words for it.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Child, "child", "the child"),
        (Self::Visitor, "visitor", "the visitor"),
        (Self::Carer, "carer", "the carer"),
        (Self::SocialWorker, "social-worker", "the social worker"),
        (Self::Iro, "iro", "the reviewing officer"),
        (Self::Coordinator, "co-ordinator", "the co-ordinator"),
        (Self::TeamManager, "team-manager", "the team manager"),
        (Self::Lado, "lado", "the LADO"),
        (Self::Management, "management", "management"),
    ];

    /// Those to whom something is passed on by a duty, and who are no column of the matrix: nothing is previewed for them,
    /// nor chosen for them. With the word for other programs, and the words.
    pub const OTHERS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::SocialCare, "social-care", "children's social care"),
        (Self::Police, "police", "the police"),
        (Self::Dbs, "dbs", "the DBS"),
    ];

    fn named(self) -> (&'static str, &'static str) {
        let all = Self::ALL.iter().chain(Self::OTHERS);
        all.filter(|(r, ..)| *r == self).map(|(_, key, words)| (*key, *words)).next().unwrap_or_default()
    }

    /// The words for it: `the social worker`.
    #[must_use]
    pub fn words(self) -> &'static str {
        self.named().1
    }

    /// The word for it on the command line: `social-worker`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.named().0
    }

    /// Reads the word of the command line.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, k, _)| k.eq_ignore_ascii_case(key)).map(|(r, ..)| *r)
    }
}

/// Something on record that can be shown: what it stands under, and its name there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Thing {
    /// The child, visitor, match, visit or concern that it stands under.
    pub subject: Subject,
    /// Its name there, such as `child_words.2` for the second paragraph; `None` for all of its row.
    pub name: Option<String>,
}

impl Thing {
    /// Whether it is that item, or all of the row under that subject.
    #[must_use]
    pub fn covers(&self, item: &Self) -> bool {
        self.subject == item.subject && (self.name.is_none() || self.name == item.name)
    }
}

/// What is consented to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsentTo {
    /// Photographs (R13).
    Photographs,
    /// That the visitor hears what the child says in reviews (R86c).
    Feedback,
    /// That the visitor comes to meetings about the child (R37).
    Meetings,
    /// That something is told to somebody (R30; of a visitor's own details, the visitor's consent).
    Disclosure {
        /// The row of the confidentiality matrix.
        row: u8,
        /// What.
        thing: Thing,
        /// To whom.
        to: Reader,
    },
}

impl ConsentTo {
    /// The words for it, without names: `photographs`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Photographs => "photographs".to_owned(),
            Self::Feedback => "review feedback for the visitor".to_owned(),
            Self::Meetings => "the visitor at meetings".to_owned(),
            Self::Disclosure { to, .. } => format!("telling {}", to.words()),
        }
    }
}

/// A consent, or a refusal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Opaque id.
    pub id: ConsentId,
    /// Whose information it is: the child, or the visitor.
    pub about: Subject,
    /// What it is for.
    pub what: ConsentTo,
    /// Given; refused otherwise.
    pub given: bool,
    /// By whom.
    pub by: String,
    /// How: in writing, said to the co-ordinator.
    pub how: String,
    /// On which day.
    pub on: NaiveDate,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
    /// Taken back, by whom and on which day.
    pub withdrawn: Option<Said>,
    /// Who put it on record.
    pub recorded_by: String,
}

impl Consent {
    /// Whether it allows what it is for on a day: given by then, not run out, and not taken back.
    #[must_use]
    pub fn allows(&self, day: NaiveDate) -> bool {
        self.given
            && self.on <= day
            && self.until.is_none_or(|until| day <= until)
            && self.withdrawn.as_ref().is_none_or(|w| day < w.on)
    }
}

withheld!(Thing, ConsentTo, Consent);
