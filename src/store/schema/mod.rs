//! What stands in the rows, the journal and the drafts, version by version.
//!
//! A kind's number in the table below is the schema that is written; the types for it are the domain's own.
//! bincode names no fields: a field added, moved or retyped, or a variant put between others, makes old bytes
//! read as something else, silently. The golden bytes under `tests/golden/records_v1` notice it.
//!
//! To change a record after the first release:
//! 1. Copy the struct *as it was*, with everything in it, into `schema/v1.rs` (frozen: it is never edited again).
//! 2. Write `impl From<v1::Child> for domain::record::Child`, which says what the new field is for an old record.
//! 3. Here, turn `Child = 1;` into `Child = 2, 1 => v1::Child;`. Old rows are read through the `From`, and
//!    written as version 2 when they are next saved.
//! 4. Give it golden bytes of its own in the folder of its number, `tests/golden/records_v3` and so on, by the release that introduces it. The old
//!    ones stay as they are, and must go on decoding.
//!
//! Variants may be added at the *end* of an enum without a new version. A version that this release does not
//! know is [`Bad::Newer`]: such a row can be left alone, never rewritten.

#[cfg(test)]
mod choices;
pub(crate) mod draft;
pub(crate) mod journal;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod v1;
mod v1_allegation;
mod v1_concern;
mod v1_release;
mod v1_review;
mod v2;
mod v2_concern;
mod v2_desk;
mod v3;

use domain::record::{self, Kind, Record};

use crate::codec::{self, Bad};

macro_rules! versions {
    ($($kind:ident = $now:literal $(, $old:literal => $frozen:ty)*;)*) => {
        /// The bytes of a record, in the newest schema of its kind.
        pub(crate) fn encode(record: &Record) -> Result<Vec<u8>, Bad> {
            match record { $(Record::$kind(value) => codec::encode($now, &**value),)* }
        }

        /// A record from its bytes, in whichever schema they were written.
        pub(crate) fn decode(kind: Kind, payload: &[u8]) -> Result<Record, Bad> {
            let (schema, body) = codec::split(payload)?;
            match kind {
                $(Kind::$kind => match schema {
                    $now => codec::decode::<record::$kind>(body).map(Record::from),
                    $($old => codec::decode::<$frozen>(body).map(|old| record::$kind::from(old).into()),)*
                    later if later > $now => Err(Bad::Newer),
                    _ => Err(Bad::Unreadable),
                },)*
            }
        }
    };
}

versions! {
    Scheme = 3, 1 => v1::Scheme, 2 => v2_desk::Scheme;
    Counters = 1;
    MorningReview = 1;
    Child = 3, 1 => v1::Child, 2 => v2::Child;
    Visitor = 4, 1 => v1::Visitor, 2 => v2::Visitor, 3 => v3::Visitor;
    Referral = 2, 1 => v1::Referral;
    Match = 2, 1 => v1::Match;
    Ledger = 3, 1 => v1::Ledger, 2 => v2_desk::Ledger;
    VisitReport = 2, 1 => v1_concern::VisitReport;
    MatchReview = 2, 1 => v1::MatchReview;
    AnnualReview = 2, 1 => v1_review::AnnualReview;
    Supervision = 1;
    SupportGroup = 1;
    Concern = 3, 1 => v1_concern::Concern, 2 => v2_concern::Concern;
    Snooze = 1;
    Note = 1;
    Proposal = 1;
    Staff = 1;
    Allegation = 2, 1 => v1_allegation::Allegation;
    Consent = 1;
    Release = 2, 1 => v1_release::Release;
    LowLevel = 1;
    WordList = 1;
    AllegationRelease = 1;
}
