//! Opaque ids, and the references that people say aloud.
//!
//! An id says nothing about the person: a thief of the file learns only in which order records were made.
//! A reference (`C-0042`) is what stands on screens and paper instead of a name.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Sixteen bytes: five of the change number, one counting within the change, ten of chance given by the caller.
pub type RawId = [u8; 16];

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub RawId);
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), " "))?;
                self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
            }
        }
    )*};
}

ids! {
    /// One child.
    ChildId,
    /// One visitor, from enquiry to long after leaving.
    VisitorId,
    /// One referral of one child.
    ReferralId,
    /// One match: a child and a visitor over a span of time.
    MatchId,
    /// One visit, planned or made.
    VisitId,
    /// One review of a match.
    MatchReviewId,
    /// One annual review of a visitor.
    AnnualReviewId,
    /// One supervision of a visitor.
    SupervisionId,
    /// One support group meeting.
    GroupId,
    /// One concern about a child.
    ConcernId,
    /// One snooze of one deadline.
    SnoozeId,
    /// One note of a call, letter or meeting.
    NoteId,
    /// One proposal of a visitor for a child.
    ProposalId,
    /// One member of staff who can open the file.
    StaffId,
    /// One allegation against a visitor.
    AllegationId,
    /// One consent, or refusal.
    ConsentId,
    /// One release of information.
    ReleaseId,
    /// One low-level concern about a visitor.
    LowLevelId,
}

/// The letters in front of a reference: what kind of thing it names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Prefix {
    /// `C-0042`, a child.
    Child,
    /// `V-0017`, a visitor.
    Visitor,
    /// `M-0031`, a match.
    Match,
    /// `VR-0412`, a visit and its report.
    Visit,
    /// `CN-0003`, a concern.
    Concern,
    /// `P-0007`, a proposal of a visitor for a child.
    Proposal,
    /// `AL-0002`, an allegation against a visitor.
    Allegation,
}

impl Prefix {
    /// The letters themselves.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::Child => "C",
            Self::Visitor => "V",
            Self::Match => "M",
            Self::Visit => "VR",
            Self::Concern => "CN",
            Self::Proposal => "P",
            Self::Allegation => "AL",
        }
    }
}

/// A human reference such as `C-0042`. Numbers start at 1 and are never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reference {
    /// What kind of thing.
    pub prefix: Prefix,
    /// Its number within the kind.
    pub number: u32,
}

impl Reference {
    /// The reference of the `number`th thing of a kind.
    #[must_use]
    pub const fn new(prefix: Prefix, number: u32) -> Self {
        Self { prefix, number }
    }

    /// Reads `C-0042`, `c42`, `vr 412`. `None` when it is not a reference.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let split = text.find(|c: char| !c.is_ascii_alphabetic())?;
        let (letters, rest) = text.split_at(split);
        let digits = rest.trim_start_matches(['-', ' ']);
        if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let prefix = match letters.to_ascii_uppercase().as_str() {
            "C" => Prefix::Child,
            "V" => Prefix::Visitor,
            "M" => Prefix::Match,
            "VR" => Prefix::Visit,
            "CN" => Prefix::Concern,
            "P" => Prefix::Proposal,
            "AL" => Prefix::Allegation,
            _ => return None,
        };
        digits.parse().ok().filter(|n| *n > 0).map(|number| Self { prefix, number })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:04}", self.prefix.letters(), self.number))
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_back_however_it_is_typed() {
        let leila = Reference::new(Prefix::Child, 42);
        assert_eq!(leila.to_string(), "C-0042");
        for typed in ["C-0042", "c-42", "C42", " c 0042 "] {
            assert_eq!(Reference::parse(typed), Some(leila), "{typed}");
        }
        for not in ["", "C", "42", "C-", "C-0", "X-1", "C-4x", "C-99999999999", "VR"] {
            assert_eq!(Reference::parse(not), None, "{not}");
        }
    }
}
