//! Whether a child may be photographed (R13): one answer, from the consents on record where there are any, and from
//! what was written on the child's page where nobody has recorded one.

use crate::id::ChildId;
use crate::record::{Child, Consent, ConsentTo, PhotoStatus, Subject};
use crate::world::World;
use chrono::NaiveDate;

/// Whether a child may be photographed on a day.
#[must_use]
pub fn photos(world: &World, child: &Child, day: NaiveDate) -> PhotoStatus {
    match photo_consent(world, child.id, day) {
        Some(consent) => by_consent(consent, child.photos, day),
        None => child.photos,
    }
}

/// The consent to photographs, or its refusal, that counts for a child on a day: the one given last.
#[must_use]
pub fn photo_consent(world: &World, child: ChildId, day: NaiveDate) -> Option<&Consent> {
    let about = world.consents_about(Subject::Child(child));
    about.filter(|c| c.what == ConsentTo::Photographs && c.on <= day).max_by_key(|c| (c.on, c.id))
}

/// What a consent says of photographs on a day. `noted` is what stands on the child's page: a consent that holds leaves
/// the limits that were noted there as they are. One that has run out is to be asked for again, and until then none
/// may be taken.
#[must_use]
pub fn by_consent(consent: &Consent, noted: PhotoStatus, day: NaiveDate) -> PhotoStatus {
    let taken_back = consent.withdrawn.as_ref().is_some_and(|said| said.on <= day);
    match (consent.allows(day), noted) {
        (true, PhotoStatus::Limited) => PhotoStatus::Limited,
        (true, _) => PhotoStatus::Allowed,
        (false, _) if !consent.given || taken_back => PhotoStatus::NotAllowed,
        (false, _) => PhotoStatus::NotAsked,
    }
}
