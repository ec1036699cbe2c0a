//! The moment of a decision, and what it comes to: changes, or everything that stands against them.

use crate::finding::Finding;
use crate::id::RawId;
use crate::people::Role;
use crate::record::Subject;
use crate::rule::RuleId;
use crate::world::Change;
use chrono::{DateTime, NaiveDate, Utc};

/// What is known about the moment of a decision. Nothing else comes from outside.
#[derive(Clone, PartialEq)]
pub struct Context {
    /// The day of the place.
    pub today: NaiveDate,
    /// The instant.
    pub now: DateTime<Utc>,
    /// Who is acting; stands in the records and in the journal.
    pub by: String,
    /// What the person acting may do.
    pub role: Role,
    /// The number of the change that this decision would become.
    pub change: u64,
    /// Ten bytes of chance for new ids, drawn by the caller.
    pub chance: [u8; 10],
    /// Rules that the acting person takes upon themselves, with the reason.
    pub overriding: Option<Overriding>,
}

/// Findings gone on with by a named person, for a recorded reason.
#[derive(Clone, PartialEq, Eq)]
pub struct Overriding {
    /// Which rules.
    pub rules: Vec<RuleId>,
    /// Who takes it upon themselves.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Context {
    /// The `n`th new id of this decision: five bytes of the change number, one of `n`, ten of chance.
    #[must_use]
    pub fn fresh(&self, n: u8) -> RawId {
        let mut id = [0; 16];
        id[..5].copy_from_slice(&self.change.to_be_bytes()[3..]);
        id[5] = n;
        id[6..].copy_from_slice(&self.chance);
        id
    }
}

/// What follows from a command: the changes to be written in one transaction.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    /// The changes.
    pub changes: Vec<Change>,
    /// What was warned of, or overridden; goes into the journal.
    pub findings: Vec<Finding>,
    /// What was done, in a sentence with references and no names: `Visit report VR-0412 filed.`
    pub done: String,
    /// What was made or changed above all, so that a screen can go there.
    pub subject: Subject,
    /// What of a command that is for team managers only everybody may read, as the ordinary command that it looks like.
    pub open: Option<Box<Open>>,
}

/// A part of a decision that stands in the open.
#[derive(Clone, PartialEq, Debug)]
pub struct Open {
    /// The ordinary command's name.
    pub command: &'static str,
    /// What that command says it has done.
    pub done: String,
    /// What it is about.
    pub subject: Subject,
    /// What it warns of.
    pub findings: Vec<Finding>,
}

/// Why a command was not carried out: everything that stands against it, not only the first thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Refusal {
    /// At least one finding at `Override` or `Block`.
    pub findings: Vec<Finding>,
}

impl Refusal {
    /// Whether a named person may go on with a recorded reason: nothing stands against it that only `Block`s.
    #[must_use]
    pub fn can_be_overridden(&self) -> bool {
        !self.findings.iter().any(|f| f.level == crate::rule::Level::Block)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, finding) in self.findings.iter().enumerate() {
            write!(f, "{}{}", if n > 0 { " " } else { "" }, finding.sentence)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
