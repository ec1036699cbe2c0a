//! The file on disk: looked at before it is opened, created so that no moment of a crash leaves a
//! half-made file at the real path, and replaced only as a whole.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use redb::backends::FileBackend;
use redb::{Builder, Database};
use tempfile::NamedTempFile;

use super::Access;
use super::error::{Error, Part};
use super::tables::Db;

/// redb's own default is 1 GiB.
const CACHE: usize = 64 << 20;
/// Below this a save is not even tried, so that the failure is a plain one.
const REFUSE_BELOW: u64 = 4 << 20;
/// Below this the user is warned.
const WARN_BELOW: u64 = 200 << 20;
/// Up to this size every page's checksum is verified at each opening, for about 1 ms a MB; beyond it,
/// only after a crash. Rows prove themselves anyway: this finds damage to the pages between them.
const CHECK_UP_TO: u64 = 200 << 20;

const MAGIC: &[u8; 9] = b"redb\x1A\x0A\xA9\x0D\x0A";
/// In the byte after the magic: redb was not closed.
const UNCLEAN: u8 = 2;

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE);
    builder
}

/// Opens an existing file. `private` asks that nobody else may read it.
pub(super) fn open(path: &Path, access: Access, private: bool) -> Result<Db, Error> {
    let seen = look(path)?;
    if access == Access::ReadWrite {
        if private {
            refuse_if_public(path)?;
        }
        return open_to_write(path, &seen).map(Db::Write);
    }
    match guarded(|| Ok(builder().open_read_only(path)?)) {
        Ok(db) => Ok(Db::Read(db)),
        Err(Error::Damaged(Part::Pages)) => repaired_copy(path),
        Err(error) => Err(error),
    }
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic in this thread, now, would be caught here and told as damage to the file. A panic hook asks,
/// so as not to report it as a fault of the program.
#[must_use]
pub fn panic_is_caught() -> bool {
    GUARDED.get()
}

/// redb answers most damage with an error, but some with a panic.
pub(super) fn guarded<T>(job: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let before = GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(job)).unwrap_or(Err(Error::Damaged(Part::Pages)));
    GUARDED.set(before);
    outcome
}

struct Seen {
    identity: Option<(u64, u64)>,
    thorough: bool,
}

/// Judges the first bytes before redb does, for redb would lay out a new database in an empty file.
fn look(path: &Path) -> Result<Seen, Error> {
    let missing = |error: io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Error::Missing(path.to_owned()),
        _ => error.into(),
    };
    let facts = fs::metadata(path).map_err(missing)?;
    if !facts.is_file() {
        return Err(Error::NotOurFile);
    }
    let mut start = Vec::new();
    File::open(path).map_err(missing)?.take(10).read_to_end(&mut start)?;
    match start.strip_prefix(MAGIC) {
        Some([state]) => Ok(Seen {
            identity: identity(&facts),
            thorough: facts.len() <= CHECK_UP_TO || state & UNCLEAN != 0,
        }),
        Some(_) => Err(Error::Truncated),
        None if MAGIC.starts_with(&start) => Err(Error::Truncated),
        None => Err(Error::NotOurFile),
    }
}

fn open_to_write(path: &Path, seen: &Seen) -> Result<Database, Error> {
    let db = guarded(|| Ok(builder().set_check_integrity_on_open(seen.thorough).open(path)?))?;
    // Between looking and locking, somebody who held the file may have put a re-keyed one in its place.
    if fs::metadata(path).map(|facts| identity(&facts))? != seen.identity {
        return Err(Error::AlreadyOpen);
    }
    Ok(db)
}

/// After a crash, redb opens a file only where it can repair it. What is copied is still sealed.
fn repaired_copy(path: &Path) -> Result<Db, Error> {
    let mut builder_of_dir = tempfile::Builder::new();
    builder_of_dir.prefix("befriend-");
    #[cfg(unix)]
    builder_of_dir.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let dir = builder_of_dir.tempdir()?;
    let copy = dir.path().join("copy.befriend");
    let mut fresh = NamedTempFile::new_in(dir.path())?;
    io::copy(&mut File::open(path)?, &mut fresh)?;
    fresh.persist(&copy).map_err(|failed| failed.error)?;
    let seen = Seen { identity: identity(&fs::metadata(&copy)?), thorough: true };
    Ok(Db::Copy(open_to_write(&copy, &seen)?, dir))
}

/// A file under construction, beside the place where it will stand.
pub(super) struct Fresh {
    file: NamedTempFile,
    target: PathBuf,
}

impl Fresh {
    /// An empty database under a temporary name, readable by nobody else.
    pub(super) fn begin(target: &Path) -> Result<(Self, Database), Error> {
        let folder = folder(target);
        make_private_folder(folder)?;
        let file = tempfile::Builder::new().prefix(".befriend-").suffix(".new").tempfile_in(folder)?;
        let db = builder().create_with_backend(FileBackend::new(file.reopen()?)?)?;
        Ok((Self { file, target: target.to_owned() }, db))
    }

    /// Reopens the closed database as a reader would, to be checked before it is shown to the world.
    pub(super) fn reread(&self) -> Result<Db, Error> {
        open(self.file.path(), Access::ReadOnly, false)
    }

    /// Links the file into place, never over another. The database must be closed.
    pub(super) fn settle(self) -> Result<(), Error> {
        self.file.as_file().sync_all()?;
        self.file.persist_noclobber(&self.target).map_err(|failed| match failed.error.kind() {
            ErrorKind::AlreadyExists => Error::Exists(self.target.clone()),
            _ => failed.error.into(),
        })?;
        sync_folder(&self.target)
    }

    /// Puts the file in the place of the old one, in one step.
    pub(super) fn replace(self) -> Result<(), Error> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.target).map_err(|failed| failed.error)?;
        sync_folder(&self.target)
    }
}

/// Refuses early what `settle` would refuse late.
pub(super) fn must_be_free(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(Error::Exists(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn make_private_folder(folder: &Path) -> Result<(), Error> {
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    Ok(maker.create(folder)?)
}

/// A new name is durable only once its folder is. Windows has no such call and needs none.
fn sync_folder(path: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder(path))?.sync_all()?;
    }
    Ok(())
}

#[cfg(unix)]
fn identity(facts: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(unix)]
fn refuse_if_public(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::MetadataExt;
    if fs::metadata(path)?.mode() & 0o077 == 0 { Ok(()) } else { Err(Error::NotPrivate(path.to_owned())) }
}

#[cfg(not(unix))]
fn refuse_if_public(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// Bytes free for an ordinary user where the file lies, if the system says.
fn free_space(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let facts = rustix::fs::statvfs(folder(path)).ok()?;
        Some(facts.f_bavail.saturating_mul(facts.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

pub(super) fn space_is_low(path: &Path) -> bool {
    free_space(path).is_some_and(|free| free < WARN_BELOW)
}

pub(super) fn refuse_without_space(path: &Path) -> Result<(), Error> {
    if free_space(path).is_some_and(|free| free < REFUSE_BELOW) { Err(Error::Full) } else { Ok(()) }
}
