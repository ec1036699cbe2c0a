//! A scheme in its sealed file: from commands to rows, and from rows to the world.

#[cfg(test)]
mod draft_tests;
mod drafts;
mod error;
mod history;
mod past;
mod people;
mod run;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use domain::command::Context;
use domain::id::{RawId, VisitId};
use domain::people::{Role, readable};
use domain::record::{Kind, Record, VisitReport};
use domain::world::World;

use crate::codec::Bad;
use crate::schema;
use crate::sealed::{self, Access, Head, Kdf, Key, NewFile, NewSlot, Progress, RecoveryKey, Report, Sealed};

pub use drafts::{Draft, DraftKey};
pub use error::{Error, Place, RunError};
pub use history::{Changed, HistoryEntry, Noted, TakenOn};
use past::Past;
pub use people::{Person, Renewed};
pub use run::Done;

/// What a new scheme's file begins with: the first person who can open it.
#[derive(Clone, Copy)]
pub struct NewScheme<'a> {
    /// The person's name, asked for at every opening; empty in a file for one person.
    pub person: &'a str,
    /// Judging it is the caller's part.
    pub passphrase: &'a str,
    /// What the person may do; a team manager may also let others in, and holds both keys.
    pub role: Role,
    /// What one try of a passphrase costs.
    pub kdf: Kdf,
}

/// A scheme's file, unlocked.
///
/// The world that goes with it is the caller's: given out at opening, and changed by [`SchemeFile::run`] once a
/// change is on the disk. Each call must be given that same world.
pub struct SchemeFile {
    sealed: Sealed,
    /// The revisions of the rows on which the world rests. Deferred rows are not among them.
    revs: BTreeMap<Key, u64>,
    /// The change number up to which the world goes.
    seq: u64,
    /// In which changes each row was written.
    past: Past,
}

/// A scheme as it was found.
pub struct Opened {
    /// Its file.
    pub file: SchemeFile,
    /// Everything that opening reads.
    pub world: World,
    /// Records that were left out because this version cannot read them. Always empty when the file is open for
    /// writing: then the first of them is an error.
    pub unread: Vec<Error>,
}

impl SchemeFile {
    /// Makes a new, empty file. The recovery key is to be printed and typed back; the first command to run is
    /// `SetUpScheme`.
    ///
    /// # Errors
    /// [`sealed::Error::Exists`] if anything lies at `path`; whatever the disk reports.
    pub fn create(path: &Path, new: &NewScheme<'_>) -> Result<(Self, RecoveryKey), Error> {
        let person = NewSlot {
            name: new.person,
            passphrase: new.passphrase,
            role: people::slot_role(new.role),
            restricted: new.role.may_see_restricted(),
        };
        let (sealed, recovery) = Sealed::create(path, &NewFile { people: &[person], kdf: new.kdf })?;
        Ok((Self::around(sealed), recovery))
    }

    /// Opens a file with a name and a passphrase.
    ///
    /// # Errors
    /// See [`sealed::Error`]; [`Error::Newer`] and [`Error::Unreadable`] if it is to be written to and holds a
    /// record that this version cannot read.
    pub fn open(path: &Path, person: &str, passphrase: &str, access: Access) -> Result<Opened, Error> {
        Self::read(Sealed::open(path, person, passphrase, access)?)
    }

    /// Opens a file with its recovery key.
    ///
    /// # Errors
    /// As [`SchemeFile::open`].
    pub fn open_with_recovery(path: &Path, key: &RecoveryKey, access: Access) -> Result<Opened, Error> {
        Self::read(Sealed::open_with_recovery(path, key, access)?)
    }

    fn around(sealed: Sealed) -> Self {
        Self { sealed, revs: BTreeMap::new(), seq: 0, past: Past::unknown(0) }
    }

    fn read(sealed: Sealed) -> Result<Opened, Error> {
        let mut file = Self::around(sealed);
        let (world, unread) = file.read_world()?;
        Ok(Opened { file, world, unread })
    }

    /// Reads everything but what is deferred.
    fn read_world(&mut self) -> Result<(World, Vec<Error>), Error> {
        let writing = self.sealed.access() == Access::ReadWrite;
        let rows = self.sealed.scan_open()?;
        let mut revs = BTreeMap::new();
        let mut unread = Vec::new();
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            revs.insert(row.key, row.rev);
            // Withheld rows are left out: they are another person's to see.
            let Some(payload) = row.body.bytes() else { continue };
            match decode(row.key, payload) {
                Ok(record) => records.push(readable(self.role(), record)),
                Err(error) if writing => return Err(error),
                Err(error) => unread.push(error),
            }
        }
        self.revs = revs;
        self.seq = self.sealed.head().seq;
        self.past = Past::unknown(self.seq);
        Ok((World::from_records(records), unread))
    }

    /// Where the file stands: change number, time, three words.
    #[must_use]
    pub fn head(&self) -> Head {
        self.sealed.head()
    }

    /// The moment of the next decision, with the change number that it would become.
    ///
    /// # Errors
    /// If the system gives no chance for new ids.
    pub fn context(
        &self,
        today: NaiveDate,
        now: DateTime<Utc>,
        by: impl Into<String>,
    ) -> Result<Context, Error> {
        let mut chance = [0; 10];
        getrandom::fill(&mut chance).map_err(|_| sealed::Error::Io(std::io::ErrorKind::Other))?;
        let (by, role) = (by.into(), self.role());
        Ok(Context { today, now, by, role, change: self.seq + 1, chance, overriding: None })
    }

    /// The report on a visit, which opening does not read.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn report(&self, visit: VisitId) -> Result<Option<VisitReport>, Error> {
        match self.record(Kind::VisitReport, visit.0)? {
            Some(Record::VisitReport(report)) => Ok(Some(*report)),
            _ => Ok(None),
        }
    }

    /// Any record as it stands in the file.
    ///
    /// # Errors
    /// Whatever reading reports.
    pub fn record(&self, kind: Kind, id: RawId) -> Result<Option<Record>, Error> {
        let key = key(kind, id);
        let row = self.sealed.get(key)?;
        let found = row.as_ref().and_then(|row| row.body.bytes());
        let record = found.map(|payload| decode(key, payload)).transpose()?;
        Ok(record.map(|record| readable(self.role(), record)))
    }

    /// Decrypts everything in the file and compares it with the journal.
    ///
    /// # Errors
    /// Only if the file cannot be read at all; what is wrong with it is in the report.
    pub fn verify(&self, progress: Progress<'_>) -> Result<Report, Error> {
        Ok(self.sealed.verify(progress)?)
    }

    /// Makes a verified copy, which opens with the passphrases and the recovery key of today.
    ///
    /// # Errors
    /// See [`Sealed::copy_to`].
    pub fn copy_to(&self, path: &Path, progress: Progress<'_>) -> Result<Report, Error> {
        Ok(self.sealed.copy_to(path, progress)?)
    }

    /// Closes the database, opens it again with the keys in hand, and reads the world anew. After
    /// [`Error::Unsure`] this is the way on.
    ///
    /// # Errors
    /// Whatever opening reports; it can be tried again.
    pub fn reopen(&mut self) -> Result<World, Error> {
        self.sealed.reopen()?;
        Ok(self.read_world()?.0)
    }

    /// Whether less than 200 MB are free where the file lies.
    #[must_use]
    pub fn low_space(&self) -> bool {
        self.sealed.low_space()
    }

    /// Closes the file and wipes the keys.
    ///
    /// # Errors
    /// What the disk reports. Every change made is safe even then.
    pub fn close(self) -> Result<(), Error> {
        Ok(self.sealed.close()?)
    }
}

impl fmt::Debug for SchemeFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SchemeFile(change {})", self.seq)
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opened({:?}, {:?}, {} unread)", self.file, self.world, self.unread.len())
    }
}

/// The kind under which all restricted rows lie, so that the file does not show what they are. Their own kind is the
/// first byte of what is sealed.
const RESTRICTED: u8 = 254;

fn key(kind: Kind, id: RawId) -> Key {
    Key { kind: if kind.is_restricted() { RESTRICTED } else { kind as u8 }, id }
}

fn decode(key: Key, payload: &[u8]) -> Result<Record, Error> {
    let place = Place::Record(key);
    let (code, payload) = if key.kind == RESTRICTED {
        let (code, rest) = payload.split_first().ok_or(Error::Unreadable(place))?;
        (*code, rest)
    } else {
        (key.kind, payload)
    };
    // A kind that this release does not have was made by a later one.
    let kind = Kind::from_code(code).ok_or(Error::Newer(place))?;
    if kind.is_restricted() != (key.kind == RESTRICTED) {
        return Err(Error::Unreadable(place));
    }
    let record = schema::decode(kind, payload).map_err(|bad| Error::of(bad, place))?;
    let is_its_own = record.raw_id() == key.id;
    if is_its_own { Ok(record) } else { Err(Error::of(Bad::Unreadable, place)) }
}
