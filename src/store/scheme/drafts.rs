//! Drafts: what is being typed, kept under the form *and* whom it is about, so that what was begun about one child
//! never turns up in the form of another.

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
        let outcome = self.sealed.put_draft(self.draft_id(key)?, &payload, key.is_restricted());
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
        let id = self.draft_id(key)?;
        let found = self.sealed.drafts()?.into_iter().find(|draft| draft.id == id);
        let Some(payload) = found.as_ref().and_then(|draft| draft.body.bytes()) else { return Ok(None) };
        let draft = read(payload)?;
        // The id is a hash of the key; the key itself has the last word.
        Ok(Some(draft).filter(|draft| draft.key == *key))
    }

    /// All drafts that can be read, the newest first.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let all = self.sealed.drafts()?;
        let mut drafts: Vec<_> =
            all.iter().filter_map(|draft| draft.body.bytes()).filter_map(|bytes| read(bytes).ok()).collect();
        drafts.sort_by(|a, b| b.saved_at.cmp(&a.saved_at).then_with(|| a.key.cmp(&b.key)));
        Ok(drafts)
    }

    /// Forgets a draft. Forgetting one that is not there is no error.
    ///
    /// # Errors
    /// As [`SchemeFile::put_draft`].
    pub fn drop_draft(&mut self, key: &DraftKey) -> Result<(), Error> {
        let outcome = self.sealed.drop_draft(self.draft_id(key)?);
        self.settle_draft(outcome)
    }

    /// After a failure the file is opened again, so that the next keystroke or command finds it usable.
    fn settle_draft(&mut self, outcome: Result<(), sealed::Error>) -> Result<(), Error> {
        let Err(error) = outcome else { return Ok(()) };
        let Some(cause) = left_open(&error) else { return Err(error.into()) };
        Err(if self.sealed.reopen().is_ok() { Error::NotSaved(cause) } else { Error::Unsure(cause) })
    }

    /// Lies in the clear, so it is bound to this file: the same form has another id in another file.
    pub(super) fn draft_id(&self, key: &DraftKey) -> Result<[u8; 32], Error> {
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
        let id = *hasher.finalize().as_bytes();
        Ok(if key.is_restricted() { self.sealed.restricted_draft_id(id)? } else { id })
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
