//! Drafts: what is being typed, kept safe but not yet part of the record. Not journalled and not in the
//! digest, so that saving one every second stays cheap; each is still sealed and bound to its id.

use std::fmt;

use redb::ReadableTable;
use zeroize::Zeroizing;

use super::crypto::{Bucket, Keys, bind, pad, seal_onto, unpad, unseal};
use super::error::{Error, Part};
use super::open::Sealed;
use super::tables::{DRAFTS, owned};
use super::{Body, Id};

const PLAIN: u8 = 1;
const RESTRICTED: u8 = 0x11;

/// An unfinished form.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Made by the caller from the form and its subject.
    pub id: [u8; 32],
    /// What was typed so far.
    pub body: Body,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, ..] = self.id;
        write!(f, "Draft({a:02x}{b:02x}.., {:?})", self.body)
    }
}

pub(super) fn seal_draft(
    store: &Id,
    keys: &Keys,
    id: &[u8; 32],
    payload: &[u8],
    restricted: bool,
) -> Result<Vec<u8>, Error> {
    let (format, key) =
        if restricted { (RESTRICTED, &keys.restricted()?.draft) } else { (PLAIN, &keys.draft) };
    let mut sealed = vec![format];
    let aad = bind("befriend draft 1", store, &[id, &[format]]);
    seal_onto(&mut sealed, key, &aad, &pad(Some(payload), Bucket::Text)?)?;
    Ok(sealed)
}

/// The draft, and whether it is a restricted one.
pub(super) fn open_draft(
    store: &Id,
    keys: &Keys,
    id: &[u8; 32],
    bytes: &[u8],
) -> Result<(Body, bool), Error> {
    let damaged = || Error::Damaged(Part::Draft);
    let (format, sealed) = bytes.split_first().ok_or_else(damaged)?;
    let (key, restricted) = match (*format, &keys.restricted) {
        (PLAIN, _) => (&keys.draft, false),
        (RESTRICTED, Some(restricted)) => (&restricted.draft, true),
        (RESTRICTED, None) => return Ok((Body::Withheld, true)),
        _ => return Err(damaged()),
    };
    let aad = bind("befriend draft 1", store, &[id, &[*format]]);
    let body: Option<Option<Zeroizing<Vec<u8>>>> = unseal(key, &aad, sealed).and_then(unpad);
    Ok((body.flatten().map(Body::Open).ok_or_else(damaged)?, restricted))
}

impl Sealed {
    /// The id under which a restricted draft is kept. Ids lie in the clear, and one that anybody can work out from the
    /// form and its subject would show that this form was begun.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever is not entitled to restricted drafts.
    pub fn restricted_draft_id(&self, id: [u8; 32]) -> Result<[u8; 32], Error> {
        Ok(*blake3::keyed_hash(&self.keys.restricted()?.draft_id, &id).as_bytes())
    }

    /// Keeps a draft, replacing the one of the same id.
    ///
    /// # Errors
    /// As [`Sealed::commit`]; [`Error::Forbidden`] when it would replace a restricted draft unseen.
    pub fn put_draft(&mut self, id: [u8; 32], payload: &[u8], restricted: bool) -> Result<(), Error> {
        self.may_write()?;
        self.transact(|sealed, txn| {
            let mut drafts = txn.open_table(DRAFTS)?;
            if owned(&drafts, &id)?.is_some_and(|old| old.first() == Some(&RESTRICTED)) {
                sealed.keys.restricted()?;
            }
            let draft = seal_draft(&sealed.store, &sealed.keys, &id, payload, restricted)?;
            drafts.insert(&id, &draft[..])?;
            Ok(((), None))
        })
    }

    /// Every draft. One that does not open any more is left out: a lost draft must not lock anybody out
    /// of the record, and [`Sealed::verify`] reports it.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let txn = self.db()?.read()?;
        let mut found = Vec::new();
        for item in txn.open_table(DRAFTS)?.iter()? {
            let (id, bytes) = item?;
            if let Ok((body, _)) = open_draft(&self.store, &self.keys, id.value(), bytes.value()) {
                found.push(Draft { id: *id.value(), body });
            }
        }
        Ok(found)
    }

    /// Forgets a draft. Forgetting one that is not there is no error.
    ///
    /// # Errors
    /// As [`Sealed::put_draft`].
    pub fn drop_draft(&mut self, id: [u8; 32]) -> Result<(), Error> {
        self.may_write()?;
        self.transact(|sealed, txn| {
            let mut drafts = txn.open_table(DRAFTS)?;
            if owned(&drafts, &id)?.is_some_and(|old| old.first() == Some(&RESTRICTED)) {
                sealed.keys.restricted()?;
            }
            drafts.remove(&id)?;
            Ok(((), None))
        })
    }
}
