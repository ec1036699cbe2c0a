//! The sealed file under test: in use, in the wrong hands, on failing disks.

mod disk;
mod disk_tests;
mod errors;
mod golden;
mod life;
mod people;
mod tamper;

use std::path::{Path, PathBuf};

use redb::{Database, WriteTransaction};
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::*;

pub(super) const PHRASE: &str = "otter lantern quilt ferry";

/// A private folder and a path in it where nothing lies yet.
pub(super) fn place() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("scheme.befriend");
    (dir, path)
}

pub(super) fn new_file<'a>(people: &'a [NewSlot<'a>]) -> NewFile<'a> {
    NewFile { people, kdf: Kdf::for_tests() }
}

/// A file with one co-ordinator, who is not entitled to restricted rows.
pub(super) fn create(path: &Path) -> (Sealed, RecoveryKey) {
    Sealed::create(path, &new_file(&[NewSlot::coordinator("", PHRASE)])).unwrap()
}

/// A file whose one person is entitled to everything.
pub(super) fn create_entitled(path: &Path) -> (Sealed, RecoveryKey) {
    Sealed::create(path, &new_file(&[NewSlot::manager("", PHRASE)])).unwrap()
}

pub(super) fn open(path: &Path) -> Result<Sealed, Error> {
    Sealed::open(path, "", PHRASE, Access::ReadWrite)
}

pub(super) fn key(kind: u8, n: u8) -> Key {
    Key { kind, id: [n; 16] }
}

pub(super) fn text(n: u64) -> Vec<u8> {
    format!("payload {n}").into_bytes()
}

pub(super) fn put(key: Key, expect: u64, what: &str) -> Put {
    Put::new(key, expect, what.as_bytes().to_vec())
}

pub(super) fn deferred(key: Key, expect: u64, owner: u8, what: &str) -> Put {
    Put { owner: Some([owner; 16]), ..put(key, expect, what) }
}

pub(super) fn restricted(key: Key, expect: u64, what: &str) -> Put {
    Put { restricted: true, ..put(key, expect, what) }
}

pub(super) fn batch(head: u64, puts: Vec<Put>) -> Batch {
    let entry = text(head + 1);
    Batch { head, puts, entry, entry_restricted: None, at_ms: 1_000, clear_drafts: Vec::new() }
}

pub(super) fn commit(sealed: &mut Sealed, puts: Vec<Put>) -> u64 {
    sealed.commit(batch(sealed.head().seq, puts)).unwrap()
}

pub(super) fn read(sealed: &Sealed, key: Key) -> String {
    let row = sealed.get(key).unwrap().unwrap();
    String::from_utf8(row.body.bytes().unwrap().to_vec()).unwrap()
}

pub(super) fn verify(sealed: &Sealed) -> Report {
    sealed.verify(&mut |_, _| {}).unwrap()
}

pub(super) fn sound(sealed: &Sealed) -> Report {
    let report = verify(sealed);
    assert_eq!(report.problems, []);
    report
}

pub(super) fn gone(key: Key, expect: u64) -> Put {
    Put { payload: None, ..put(key, expect, "") }
}

pub(super) fn bytes(what: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(what.to_vec())
}

/// What a thief with the file and redb, but without a key, can do.
pub(super) fn with_raw(path: &Path, act: impl FnOnce(&WriteTransaction)) {
    let db = Database::open(path).unwrap();
    let txn = db.begin_write().unwrap();
    act(&txn);
    txn.commit().unwrap();
    db.close().unwrap();
}
