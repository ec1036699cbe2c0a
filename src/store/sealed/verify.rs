//! The full check: everything is decrypted, and the rows are compared with what the journal says of them.

use std::collections::BTreeMap;
use std::fmt;

use redb::{ReadTransaction, ReadableTable, ReadableTableMetadata};

use super::crypto::Keys;
use super::drafts::open_draft;
use super::error::Error;
use super::file;
use super::head::State;
use super::journal::{Link, genesis};
use super::open::Sealed;
use super::rows::{Digest, INDEX, RawKey, Sealing, Stamp, read_list};
use super::tables::{DEFERRED, DRAFTS, Db, HEAD, JOURNAL, ROWS, SLOTS, owned};
use super::{Body, Id, Key, Progress};

/// One thing that is wrong. Says which, never what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A row does not open: changed, moved, or damaged.
    RowUnreadable(Key),
    /// The journal tells of a row that is not there.
    RowMissing(Key),
    /// A row is there that the journal does not tell of.
    RowUnknown(Key),
    /// A row is not the version that was written last.
    RowNotNewest(Key),
    /// The rows taken together do not add up to the head's digest.
    Digest,
    /// An entry is missing.
    EntryMissing(u64),
    /// An entry does not open.
    EntryUnreadable(u64),
    /// An entry is not the one that its successor, or the head, names.
    ChainBroken(u64),
    /// An entry lies beyond the head.
    EntryBeyondHead(u64),
    /// The head in the file is not the one that was read when it opened.
    Head,
    /// A draft does not open.
    DraftUnreadable,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RowUnreadable(key) => write!(f, "{key} cannot be read: it was damaged or changed"),
            Self::RowMissing(key) => write!(f, "{key} is missing"),
            Self::RowUnknown(key) => write!(f, "{key} was added by something other than befriend"),
            Self::RowNotNewest(key) => write!(f, "{key} was replaced by another version"),
            Self::Digest => f.write_str("the records taken together are not what was last saved"),
            Self::EntryMissing(seq) => write!(f, "journal entry {seq} is missing"),
            Self::EntryUnreadable(seq) => write!(f, "journal entry {seq} cannot be read"),
            Self::ChainBroken(seq) => write!(f, "journal entry {seq} is not the one that was written"),
            Self::EntryBeyondHead(seq) => write!(f, "journal entry {seq} lies beyond the last change"),
            Self::Head => f.write_str("the head changed while the file was open"),
            Self::DraftUnreadable => f.write_str("a draft cannot be read"),
        }
    }
}

/// The outcome of a full check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows read, lists of deferred rows not counted.
    pub rows: u64,
    /// Those among them that these keys do not open; their place in the whole was still checked.
    pub withheld: u64,
    /// Journal entries read.
    pub entries: u64,
    /// Drafts that these keys open; the others were checked, too.
    pub drafts: u64,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The rows that these keys open. What is said to a person counts no others: how many rows there are for somebody
    /// else's eyes would tell that there are any.
    #[must_use]
    pub const fn readable_rows(&self) -> u64 {
        self.rows - self.withheld
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Sealed {
    /// Decrypts every row, entry and draft and compares them with each other. Takes about as long as
    /// reading the whole file.
    ///
    /// # Errors
    /// Only if the file cannot be read at all; what is wrong with it is in the report.
    pub fn verify(&self, progress: Progress<'_>) -> Result<Report, Error> {
        run(self.db()?, &self.store, &self.keys, &self.state, progress)
    }
}

pub(super) fn run(
    db: &Db,
    store: &Id,
    keys: &Keys,
    state: &State,
    progress: Progress<'_>,
) -> Result<Report, Error> {
    file::guarded(|| {
        let txn = db.read()?;
        let total = txn.open_table(ROWS)?.len()? + txn.open_table(DEFERRED)?.len()? + state.seq;
        let mut check = Check {
            txn: &txn,
            sealing: Sealing { store, keys, epoch: state.epoch },
            state,
            report: Report::default(),
            present: BTreeMap::new(),
            listed: BTreeMap::new(),
            done: 0,
            total,
            progress,
        };
        check.head()?;
        check.open_rows()?;
        check.deferred_rows()?;
        let told = check.journal()?;
        check.compare(&told);
        check.drafts()?;
        Ok(check.report)
    })
}

struct Check<'a, 'p> {
    txn: &'a ReadTransaction,
    sealing: Sealing<'a>,
    state: &'a State,
    report: Report,
    present: BTreeMap<Key, Stamp>,
    /// Deferred rows, as their owners' lists have them.
    listed: BTreeMap<Key, (Id, Stamp)>,
    done: u64,
    total: u64,
    progress: Progress<'p>,
}

impl Check<'_, '_> {
    fn problem(&mut self, problem: Problem) {
        if !self.report.problems.contains(&problem) {
            self.report.problems.push(problem);
        }
    }

    fn step(&mut self) {
        self.done += 1;
        if self.done.is_multiple_of(256) || self.done == self.total {
            (self.progress)(self.done, self.total);
        }
    }

    fn head(&mut self) -> Result<(), Error> {
        let head = owned(&self.txn.open_table(HEAD)?, 0)?;
        let same = head
            .and_then(|head| State::open(self.sealing.store, self.sealing.keys, &head).ok())
            .is_some_and(|head| head.seq == self.state.seq && head.digest == self.state.digest);
        if !same {
            self.problem(Problem::Head);
        }
        Ok(())
    }

    fn open_rows(&mut self) -> Result<(), Error> {
        let mut digest = Digest::EMPTY;
        for item in self.txn.open_table(SLOTS)?.iter()? {
            let (id, slot) = item?;
            digest.toggle_slot(self.sealing.keys, id.value(), slot.value());
        }
        for item in self.txn.open_table(ROWS)?.iter()? {
            let (raw, bytes) = item?;
            let key = Key::from_raw(raw.value());
            self.step();
            match self.sealing.open(key, bytes.value()) {
                Ok((clear, row)) if clear.owner.is_none() => {
                    digest.toggle_row(self.sealing.keys, &clear.stamp);
                    if key.kind == INDEX {
                        self.owner_list(key, &row.body);
                    } else {
                        self.seen(clear.stamp, &row.body);
                    }
                }
                _ => self.problem(Problem::RowUnreadable(key)),
            }
        }
        if digest != self.state.digest {
            self.problem(Problem::Digest);
        }
        Ok(())
    }

    fn owner_list(&mut self, key: Key, body: &Body) {
        match body.bytes().and_then(read_list) {
            Some(list) => {
                self.listed.extend(list.into_iter().map(|stamp| (stamp.key, (key.id, stamp))));
            }
            None => self.problem(Problem::RowUnreadable(key)),
        }
    }

    fn seen(&mut self, stamp: Stamp, body: &Body) {
        self.report.rows += 1;
        self.report.withheld += u64::from(*body == Body::Withheld);
        if self.present.insert(stamp.key, stamp).is_some() {
            self.problem(Problem::RowUnknown(stamp.key));
        }
    }

    fn deferred_rows(&mut self) -> Result<(), Error> {
        for item in self.txn.open_table(DEFERRED)?.iter()? {
            let (raw, bytes) = item?;
            let raw: &RawKey = raw.value();
            let key = Key::from_raw(raw);
            self.step();
            let listed = self.listed.remove(&key);
            match self.sealing.open(key, bytes.value()) {
                Ok((clear, row)) => {
                    self.seen(clear.stamp, &row.body);
                    match (listed, clear.owner) {
                        (Some((owner, stamp)), Some(named)) if owner == named && stamp == clear.stamp => {}
                        (Some(_), _) => self.problem(Problem::RowNotNewest(key)),
                        (None, _) => self.problem(Problem::RowUnknown(key)),
                    }
                }
                Err(_) => self.problem(Problem::RowUnreadable(key)),
            }
        }
        for key in std::mem::take(&mut self.listed).into_keys() {
            self.problem(Problem::RowMissing(key));
        }
        Ok(())
    }

    /// Walks the chain and answers with the last that it tells of each row, and in which entry.
    fn journal(&mut self) -> Result<BTreeMap<Key, (u64, Stamp)>, Error> {
        let (store, keys) = (self.sealing.store, self.sealing.keys);
        let table = self.txn.open_table(JOURNAL)?;
        let mut told = BTreeMap::new();
        let mut hash = Some(genesis(store, &self.state.chain_key));
        for seq in 1..=self.state.seq {
            self.step();
            let Some(bytes) = owned(&table, seq)? else {
                self.problem(Problem::EntryMissing(seq));
                hash = None;
                continue;
            };
            let Ok(link) = Link::open(store, keys, seq, &bytes) else {
                self.problem(Problem::EntryUnreadable(seq));
                hash = None;
                continue;
            };
            self.report.entries += 1;
            if hash.is_some_and(|hash| hash != link.before) {
                self.problem(Problem::ChainBroken(seq - 1));
            }
            hash = Some(link.hash(&self.state.chain_key));
            told.extend(link.stamps.iter().map(|stamp| (stamp.key, (seq, *stamp))));
            if link.into_entry(store, keys).is_err() {
                self.problem(Problem::EntryUnreadable(seq));
            }
        }
        if hash.is_some_and(|hash| hash != self.state.chain) {
            self.problem(Problem::ChainBroken(self.state.seq));
        }
        for item in table.range(self.state.seq + 1..)? {
            self.problem(Problem::EntryBeyondHead(item?.0.value()));
        }
        Ok(told)
    }

    fn compare(&mut self, told: &BTreeMap<Key, (u64, Stamp)>) {
        for (key, (seq, stamp)) in told {
            let unreadable = Problem::RowUnreadable(*key);
            match self.present.remove(key) {
                None if self.report.problems.contains(&unreadable) => {}
                None => self.problem(Problem::RowMissing(*key)),
                Some(now) if now.rev != stamp.rev || now.format != stamp.format => {
                    self.problem(Problem::RowNotNewest(*key));
                }
                // A change of keys seals every row anew, so older entries name other tags.
                Some(now) if *seq > self.state.rekeyed_at && now.tag != stamp.tag => {
                    self.problem(Problem::RowNotNewest(*key));
                }
                Some(_) => {}
            }
        }
        for key in std::mem::take(&mut self.present).into_keys() {
            self.problem(Problem::RowUnknown(key));
        }
    }

    fn drafts(&mut self) -> Result<(), Error> {
        for item in self.txn.open_table(DRAFTS)?.iter()? {
            let (id, bytes) = item?;
            match open_draft(self.sealing.store, self.sealing.keys, id.value(), bytes.value()) {
                Ok((body, _)) => self.report.drafts += u64::from(body != Body::Withheld),
                Err(_) => self.problem(Problem::DraftUnreadable),
            }
        }
        Ok(())
    }
}
