//! What was done: who, when, which command, every record before and after, and which findings were gone on with.

use std::fmt;

use chrono::{DateTime, Utc};
use domain::command::Undoable;
use domain::id::{ConcernId, RawId};
use domain::people::{readable_reason, shown};
use domain::record::{Kind, Record, Subject};
use domain::world::Change;

use crate::codec;
use crate::schema::journal::{self, Entry, SCHEMA};
use crate::sealed::{self, Body, Key};

use super::{Error, Place, SchemeFile, decode, key};

/// One change.
#[derive(Clone, PartialEq)]
pub struct HistoryEntry {
    /// Its number.
    pub change: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who acted.
    pub by: String,
    /// The command's name.
    pub command: String,
    /// What was done, with references and without names.
    pub done: String,
    /// What it was about above all.
    pub subject: Subject,
    /// What was warned of, and what was overridden.
    pub findings: Vec<Noted>,
    /// Who took the overridden findings upon themselves, and why.
    pub taken_on: Option<TakenOn>,
    /// Every record that it changed.
    pub changes: Vec<Changed>,
}

impl HistoryEntry {
    /// What it did to one record.
    #[must_use]
    pub fn of(&self, (kind, id): (Kind, RawId)) -> Option<&Changed> {
        self.changes.iter().find(|changed| (changed.kind, changed.id) == (kind, id))
    }

    /// Whether all of it may be seen: of what belongs to team managers, others see who changed which open record, and
    /// neither the command nor the reason.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.command.is_empty()
    }

    /// The findings that were overridden.
    pub fn overridden(&self) -> impl Iterator<Item = &Noted> {
        self.findings.iter().filter(|noted| noted.overridden)
    }
}

/// A finding as it was gone on with.
#[derive(Clone, PartialEq, Eq)]
pub struct Noted {
    /// The rule's label: `R48`.
    pub rule: String,
    /// It would have refused, and was overridden by name; otherwise it only warned.
    pub overridden: bool,
    /// About whom or what.
    pub subject: Subject,
    /// The form field it stood beside.
    pub field: Option<String>,
    /// What it said.
    pub sentence: String,
}

/// Who overrode findings, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct TakenOn {
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// One record before and after.
#[derive(Clone, PartialEq)]
pub struct Changed {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: RawId,
    /// As it was; `None` if it was new.
    pub before: Option<Record>,
    /// As it became; `None` if it was taken away.
    pub after: Option<Record>,
}

impl fmt::Debug for HistoryEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Change {} ({})", self.change, self.command)
    }
}

impl fmt::Debug for Noted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Noted({}, {:?})", self.rule, self.subject)
    }
}

impl fmt::Debug for TakenOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TakenOn(withheld)")
    }
}

impl fmt::Debug for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Changed({})", key(self.kind, self.id))
    }
}

impl SchemeFile {
    /// The changes of one record, newest first, as far back as the journal was gone through
    /// ([`SchemeFile::read_past`]). The records in them are as they were then.
    ///
    /// # Errors
    /// Whatever reading reports; [`Error::Newer`] if a later version wrote one of them.
    pub fn history(&self, (kind, id): (Kind, RawId), limit: usize) -> Result<Vec<HistoryEntry>, Error> {
        let mut found = Vec::new();
        for change in self.past.of(key(kind, id)).take(limit) {
            for entry in &self.sealed.journal(change - 1, 1)? {
                found.extend(read(entry)?);
            }
        }
        Ok(self.readable(found))
    }

    /// The entries as the person who unlocked the file reads them.
    fn readable(&self, mut entries: Vec<HistoryEntry>) -> Vec<HistoryEntry> {
        let role = self.role();
        for taken in entries.iter_mut().filter_map(|entry| entry.taken_on.as_mut()) {
            (taken.by, taken.reason) =
                (readable_reason(role, &taken.by), readable_reason(role, &taken.reason));
        }
        // What was warned of may name what was said in confidence; which rule it was, and whether it was gone on with, stays.
        for noted in entries.iter_mut().flat_map(|entry| &mut entry.findings) {
            noted.sentence = readable_reason(role, &noted.sentence);
        }
        for changed in entries.iter_mut().flat_map(|entry| &mut entry.changes) {
            for side in [&mut changed.before, &mut changed.after] {
                *side = side.take().map(|record| shown(role, record));
            }
        }
        entries
    }

    /// Goes through so many more entries of the journal, from the newest back, to learn which changes touched which
    /// record. Answers with true once all of it is known. What is written meanwhile is known without it.
    ///
    /// # Errors
    /// Whatever reading reports. It can be tried again, and goes on where it was.
    pub fn read_past(&mut self, entries: usize) -> Result<bool, Error> {
        if !self.past.is_whole() {
            for entry in self.sealed.journal_back(self.past.from(), entries)? {
                self.past.before(entry.seq, entry.changed.iter().map(|(key, _)| *key));
            }
        }
        Ok(self.past.is_whole())
    }

    /// True if the histories go back to the beginning.
    #[must_use]
    pub const fn knows_past(&self) -> bool {
        self.past.is_whole()
    }

    /// Changes, newest first: the newest of all, or those before a change number.
    ///
    /// # Errors
    /// As [`SchemeFile::history`].
    pub fn journal(&self, before: Option<u64>, limit: usize) -> Result<Vec<HistoryEntry>, Error> {
        let mut before = before.unwrap_or(u64::MAX);
        let mut found = Vec::new();
        // What is for others to see is left out, and the ones before it take its place.
        while found.len() < limit {
            let entries = self.sealed.journal_back(before, limit - found.len())?;
            let Some(last) = entries.last() else { break };
            before = last.seq;
            for entry in &entries {
                found.extend(read(entry)?);
            }
        }
        Ok(self.readable(found))
    }

    /// The newest change, made ready to be taken back. Whether it may be, `decide` judges, and says why not.
    ///
    /// # Errors
    /// As [`SchemeFile::history`].
    pub fn last_undoable(&self) -> Result<Option<Undoable>, Error> {
        // Entries that are for others to see are passed over, as if they were not there. Only what made something new is
        // left standing before them: what is hidden may rest on it.
        let (mut before, mut is_hidden) = (u64::MAX, false);
        loop {
            let Some(newest) = self.sealed.journal_back(before, 1)?.pop() else { return Ok(None) };
            before = newest.seq;
            let Some(entry) = read(&newest)? else {
                is_hidden = true;
                continue;
            };
            // A mere note, of what was read or refused, stands in nobody's way. To whoever does not see all, a note of
            // somebody else's is like what is hidden: otherwise what cannot be taken back would tell the two apart.
            if newest.changed.is_empty() && entry.command.starts_with("note-") {
                is_hidden |= !self.role().may_see_restricted() && !self.is_me(&entry.by);
                continue;
            }
            let made_anew = |changed: &Changed| changed.before.is_none() && changed.kind != Kind::Counters;
            let stands = is_hidden && entry.changes.iter().any(made_anew);
            return Ok(Some(entry).filter(|entry| entry.is_whole() && !stands).map(undoable));
        }
    }
}

fn undoable(entry: HistoryEntry) -> Undoable {
    let HistoryEntry { change, command, done, changes, .. } = entry;
    let raised = changes.iter().find(|changed| changed.kind == Kind::Concern && changed.before.is_none());
    let concern = raised.map(|changed| ConcernId(changed.id));
    let after = |Changed { kind, id, after, .. }: &Changed| match after {
        Some(record) => Change::Put(record.clone()),
        None => Change::Remove(*kind, *id),
    };
    Undoable {
        change,
        command,
        done,
        after: changes.iter().map(after).collect(),
        before: changes.into_iter().map(|changed| (changed.kind, changed.id, changed.before)).collect(),
        concern,
    }
}

/// An entry as far as these keys may read it; `None` if that is nothing.
fn read(sealed: &sealed::Entry) -> Result<Option<HistoryEntry>, Error> {
    let place = Place::Entry(sealed.seq);
    let decode = |bytes: &[u8]| -> Result<Entry, Error> {
        codec::decode_only(SCHEMA, bytes).map_err(|bad| Error::of(bad, place))
    };
    let mut entry = decode(&sealed.payload)?;
    let is_hidden = |key: &Key| key.kind == super::RESTRICTED;
    let open = sealed.changed.iter().map(|(key, _)| *key).filter(|key| !is_hidden(key));
    let mut changes = each(place, open, std::mem::take(&mut entry.changes))?;
    match &sealed.restricted {
        None => {}
        Some(Body::Open(bytes)) => {
            entry = decode(bytes)?;
            let hidden = sealed.changed.iter().map(|(key, _)| *key).filter(is_hidden);
            changes.extend(each(place, hidden, std::mem::take(&mut entry.changes))?);
        }
        Some(_) if changes.is_empty() && entry.command.is_empty() => return Ok(None),
        Some(_) => {}
    }
    let findings = entry.findings.into_iter().map(|noted| Noted {
        rule: noted.rule,
        overridden: noted.overridden,
        subject: noted.subject,
        field: noted.field,
        sentence: noted.sentence,
    });
    Ok(Some(HistoryEntry {
        change: sealed.seq,
        at: DateTime::from_timestamp_millis(sealed.at_ms).unwrap_or_default(),
        by: entry.by,
        command: entry.command,
        done: entry.done,
        subject: entry.subject,
        findings: findings.collect(),
        taken_on: entry.taken_on.map(|(by, reason)| TakenOn { by, reason }),
        changes,
    }))
}

/// What became of each of those rows.
fn each(
    place: Place,
    keys: impl Iterator<Item = Key>,
    changes: Vec<journal::Changed>,
) -> Result<Vec<Changed>, Error> {
    let keys: Vec<Key> = keys.collect();
    if keys.len() != changes.len() {
        return Err(Error::Unreadable(place));
    }
    let changes = changes.into_iter().zip(keys).map(|(changed, key)| {
        let (before, after) = changed.open().ok_or(Error::Unreadable(place))?;
        let (before, after) = (record(key, before)?, record(key, after)?);
        let kind = before.as_ref().or(after.as_ref()).map(Record::kind).or(Kind::from_code(key.kind));
        Ok(Changed { kind: kind.ok_or(Error::Newer(place))?, id: key.id, before, after })
    });
    changes.collect()
}

fn record(key: Key, payload: Option<Vec<u8>>) -> Result<Option<Record>, Error> {
    payload.map(|payload| decode(key, &payload)).transpose()
}
