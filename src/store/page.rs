//! A page that leaves: a plain file that only its owner can read, and that never takes the place of another unless it is
//! to. It is made in two steps, so that a release is written down between them: when the name is free, and before the
//! first word is outside.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// What a sealed file begins with: a page never takes the place of one.
const SEALED: &[u8] = b"redb";

/// Why a page cannot be written. The sentences name no path: it may hold a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Something has that name.
    #[error("There is a file of that name already, and it was left as it is. Choose another name.")]
    Exists,
    /// A scheme has that name.
    #[error("That is the file of a scheme, and it was left as it is. Choose another name.")]
    Scheme,
    /// A folder has that name, or there is none.
    #[error("That is not the name of a file. Write the folder and the name of the file.")]
    NoName,
    /// The folder is not there.
    #[error("There is no such folder. Make it first, or choose another.")]
    NoFolder,
    /// Anything else that the disk reports.
    #[error("The file could not be written: {0}. Choose another place.")]
    Disk(ErrorKind),
}

impl PageError {
    fn of(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::AlreadyExists => Self::Exists,
            ErrorKind::NotFound => Self::NoFolder,
            kind => Self::Disk(kind),
        }
    }
}

/// A page that has its place, and no words yet. Dropped, it leaves nothing behind.
pub struct Page {
    path: PathBuf,
    file: NamedTempFile,
    replace: bool,
}

impl Page {
    /// Finds the place for a page; a folder is given a file of the name `named`. The file is made beside its place, for
    /// its owner alone.
    ///
    /// # Errors
    /// There is something of that name, unless it is to be replaced; a scheme's file is never replaced.
    pub fn make(path: &Path, named: &str, replace: bool) -> Result<Self, PageError> {
        let path = if path.is_dir() { path.join(named) } else { path.to_owned() };
        let folder = match path.parent() {
            Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
            Some(folder) => folder,
            None => return Err(PageError::NoName),
        };
        if path.file_name().is_none() || path.is_dir() {
            return Err(PageError::NoName);
        }
        if fs::symlink_metadata(&path).is_ok() {
            may_be_replaced(&path, replace)?;
        }
        let file = NamedTempFile::new_in(folder).map_err(|error| PageError::of(error.kind()))?;
        Ok(Self { path, file, replace })
    }

    /// Writes the words and gives the file its name. Answers with where it is.
    ///
    /// # Errors
    /// What the disk reports; then nothing is left behind.
    pub fn fill(mut self, text: &str) -> Result<PathBuf, PageError> {
        self.file.write_all(text.as_bytes()).map_err(|error| PageError::of(error.kind()))?;
        self.file.as_file().sync_all().map_err(|error| PageError::of(error.kind()))?;
        let kept = if self.replace {
            self.file.persist(&self.path)
        } else {
            self.file.persist_noclobber(&self.path)
        };
        kept.map_err(|error| PageError::of(error.error.kind()))?;
        Ok(self.path)
    }
}

fn may_be_replaced(path: &Path, replace: bool) -> Result<(), PageError> {
    let mut begins = [0; SEALED.len()];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut begins));
    if read.is_ok() && begins == SEALED {
        return Err(PageError::Scheme);
    }
    if replace { Ok(()) } else { Err(PageError::Exists) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let all =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
        let mut all: Vec<_> = all.collect();
        all.sort();
        all
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let at = Page::make(folder.path(), "status-C-0042.txt", false).unwrap().fill("words\n").unwrap();
        assert_eq!(at, folder.path().join("status-C-0042.txt"));
        assert_eq!(fs::metadata(&at).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&at).unwrap(), "words\n");
    }

    #[test]
    fn nothing_is_overwritten_unless_it_is_to_be_and_a_scheme_never() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("a.txt");
        fs::write(&at, "before").unwrap();
        assert_eq!(Page::make(&at, "x", false).err(), Some(PageError::Exists));
        // Something that came between the two steps is left as well.
        let late = folder.path().join("b.txt");
        let page = Page::make(&late, "x", false).unwrap();
        fs::write(&late, "came first").unwrap();
        assert_eq!(page.fill("after").err(), Some(PageError::Exists));
        assert_eq!(fs::read_to_string(&late).unwrap(), "came first");
        assert_eq!(fs::read_to_string(&at).unwrap(), "before");
        Page::make(&at, "x", true).unwrap().fill("after").unwrap();
        assert_eq!(fs::read_to_string(&at).unwrap(), "after");
        let scheme = folder.path().join("scheme.befriend");
        fs::write(&scheme, b"redb and so on").unwrap();
        for replace in [false, true] {
            assert_eq!(Page::make(&scheme, "x", replace).err(), Some(PageError::Scheme));
        }
        assert_eq!(names(folder.path()), ["a.txt", "b.txt", "scheme.befriend"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (other, link) = (folder.path().join("other.txt"), folder.path().join("link.txt"));
        fs::write(&other, "other").unwrap();
        std::os::unix::fs::symlink(&other, &link).unwrap();
        assert_eq!(Page::make(&link, "x", false).err(), Some(PageError::Exists));
        Page::make(&link, "x", true).unwrap().fill("page").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "other");
        assert_eq!(fs::read_to_string(&link).unwrap(), "page");
    }

    #[test]
    fn one_that_is_given_up_leaves_nothing_and_what_is_no_place_is_said() {
        let folder = tempfile::tempdir().unwrap();
        drop(Page::make(&folder.path().join("a.txt"), "x", false).unwrap());
        assert!(names(folder.path()).is_empty());
        let nowhere = folder.path().join("no/such/a.txt");
        assert_eq!(Page::make(&nowhere, "x", false).err(), Some(PageError::NoFolder));
        assert_eq!(Page::make(Path::new("/"), "", false).err(), Some(PageError::NoName));
    }
}
