//! Drafts: what is being typed, kept under the form, whom it is about *and* who types it, so that what was begun about
//! one child never turns up in the form of another, nor before another person. What a team manager types is sealed
//! under the second key, whatever the form: a note of a call may be about an allegation.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use domain::record::Subject;

use crate::codec;
use crate::schema::draft::{self, SCHEMA};
use crate::sealed;

use super::error::left_open;
use super::{Error, Place, SchemeFile};

/// What names a draft.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftKey {
    /// The form's name.
    pub form: String,
    /// Whom or what it is about; `None` in the form for somebody new.
    pub subject: Option<Subject>,
}

impl DraftKey {
    /// The draft of a form about somebody.
    #[must_use]
    pub fn new(form: impl Into<String>, subject: Option<Subject>) -> Self {
        Self { form: form.into(), subject }
    }

    /// Whether it is for team managers only: what is about an allegation, and every form whose name begins with
    /// `allegation`, as the one for a new allegation does.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        matches!(self.subject, Some(Subject::Allegation(_))) || self.form.starts_with("allegation")
    }
}

/// An unfinished form.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// What names it.
    pub key: DraftKey,
    /// When it was last kept.
    pub saved_at: DateTime<Utc>,
    /// What was typed, by field.
    pub fields: BTreeMap<String, Vec<String>>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({:?}, {} fields)", self.key, self.fields.len())
    }
}

impl SchemeFile {
    /// Keeps a draft in place of the one of the same key.
    ///
    /// # Errors
    /// [`Error::NotSaved`] if the disk failed; the file was opened again and can be used.
    pub fn put_draft(
        &mut self,
        key: &DraftKey,
        fields: &BTreeMap<String, Vec<String>>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let DraftKey { form, subject } = key.clone();
        let draft = draft::Draft { form, subject, saved_ms: now.timestamp_millis(), fields: fields.clone() };
        let payload = codec::encode(SCHEMA, &draft).map_err(|bad| Error::of(bad, Place::Draft))?;
        let payload = zeroize::Zeroizing::new(payload);
        let id = self.own_draft_id(key)?;
        let outcome = self.sealed.put_draft(id, &payload, self.seals_draft(key));
        self.settle_draft(outcome)
    }

    /// The draft of a key.
    ///
    /// # Errors
    /// [`Error::Newer`] if a later version kept it; whatever reading reports.
    pub fn get_draft(&self, key: &DraftKey) -> Result<Option<Draft>, Error> {
        if key.is_restricted() && !self.sealed.is_entitled() {
            return Ok(None);
        }
        let drafts = self.sealed.drafts()?;
        for id in self.draft_ids(key)? {
            let found = drafts.iter().find(|draft| draft.id == id).and_then(|draft| draft.body.bytes());
            // The id is a hash of the key; the key itself has the last word.
            if let Some(draft) = found.map(read).transpose()?.filter(|draft| draft.key == *key) {
                return Ok(Some(draft));
            }
        }
        Ok(None)
    }

    /// All drafts of the person who opened the file, the newest first.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let mut own = BTreeMap::new();
        for kept in self.sealed.drafts()? {
            let Some(Ok(draft)) = kept.body.bytes().map(read) else { continue };
            let ids = self.draft_ids(&draft.key)?;
            let Some(rank) = ids.iter().position(|id| *id == kept.id) else { continue };
            match own.get(&draft.key) {
                Some((first, _)) if *first < rank => {}
                _ => drop(own.insert(draft.key.clone(), (rank, draft))),
            }
        }
        let mut drafts: Vec<Draft> = own.into_values().map(|(_, draft)| draft).collect();
        drafts.sort_by(|a, b| b.saved_at.cmp(&a.saved_at).then_with(|| a.key.cmp(&b.key)));
        Ok(drafts)
    }

    /// Forgets a draft. Forgetting one that is not there is no error.
    ///
    /// # Errors
    /// As [`SchemeFile::put_draft`].
    pub fn drop_draft(&mut self, key: &DraftKey) -> Result<(), Error> {
        for id in self.draft_ids(key)? {
            let outcome = self.sealed.drop_draft(id);
            self.settle_draft(outcome)?;
        }
        Ok(())
    }

    /// After a failure the file is opened again, so that the next keystroke or command finds it usable.
    fn settle_draft(&mut self, outcome: Result<(), sealed::Error>) -> Result<(), Error> {
        let Err(error) = outcome else { return Ok(()) };
        let Some(cause) = left_open(&error) else { return Err(error.into()) };
        Err(if self.sealed.reopen().is_ok() { Error::NotSaved(cause) } else { Error::Unsure(cause) })
    }

    /// Whether only those who are entitled to allegations may read it.
    fn seals_draft(&self, key: &DraftKey) -> bool {
        key.is_restricted() || self.sealed.is_entitled()
    }

    /// Where the draft of a key may lie for the person who opened the file, the likeliest first. What was kept before
    /// there were several people, or before drafts had an owner, comes back to a team manager, and to nobody else.
    pub(super) fn draft_ids(&self, key: &DraftKey) -> Result<Vec<[u8; 32]>, Error> {
        let mut ids = vec![self.own_draft_id(key)?];
        if self.sealed.is_entitled() {
            ids.push(self.sealed.restricted_draft_id(self.owned_id(key, Some(self.sealed.nameless())))?);
            let ownerless = self.owned_id(key, None);
            if key.is_restricted() {
                ids.push(self.sealed.restricted_draft_id(ownerless)?);
            } else {
                // Begun as a co-ordinator, before the manager's role was given.
                ids.push(self.owned_id(key, Some(self.sealed.me())));
                ids.push(ownerless);
            }
            ids.dedup();
        }
        Ok(ids)
    }

    fn own_draft_id(&self, key: &DraftKey) -> Result<[u8; 32], Error> {
        let id = self.owned_id(key, Some(self.sealed.me()));
        Ok(if self.seals_draft(key) { self.sealed.restricted_draft_id(id)? } else { id })
    }

    /// Lies in the clear, so it is bound to this file: the same form has another id in another file.
    fn owned_id(&self, key: &DraftKey, owner: Option<[u8; 16]>) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key("befriend draft id 1");
        hasher.update(&self.sealed.store_id());
        hasher.update(&(key.form.len() as u64).to_le_bytes()).update(key.form.as_bytes());
        let (code, id) = match key.subject {
            None => (0, [0; 16]),
            Some(Subject::Scheme) => (1, [0; 16]),
            Some(Subject::Child(id)) => (2, id.0),
            Some(Subject::Visitor(id)) => (3, id.0),
            Some(Subject::Referral(id)) => (4, id.0),
            Some(Subject::Match(id)) => (5, id.0),
            Some(Subject::Visit(id)) => (6, id.0),
            Some(Subject::Concern(id)) => (7, id.0),
            Some(Subject::Proposal(id)) => (8, id.0),
            Some(Subject::Allegation(id)) => (9, id.0),
        };
        hasher.update(&[code]).update(&id);
        if let Some(owner) = owner {
            hasher.update(&owner);
        }
        *hasher.finalize().as_bytes()
    }
}

fn read(payload: &[u8]) -> Result<Draft, Error> {
    let draft: draft::Draft =
        codec::decode_only(SCHEMA, payload).map_err(|bad| Error::of(bad, Place::Draft))?;
    Ok(Draft {
        key: DraftKey { form: draft.form, subject: draft.subject },
        saved_at: DateTime::from_timestamp_millis(draft.saved_ms).unwrap_or_default(),
        fields: draft.fields,
    })
}
