//! What somebody can do who has the file and redb but no key, and what notices it.

use redb::{ReadableTable, TableDefinition};

use super::*;
use crate::sealed::tables::{DEFERRED, HEAD, JOURNAL, ROWS, SLOTS};

type Bytes = TableDefinition<'static, &'static [u8; 17], &'static [u8]>;

fn take(txn: &WriteTransaction, table: Bytes, key: Key) -> Vec<u8> {
    txn.open_table(table).unwrap().get(&key.raw()).unwrap().unwrap().value().to_vec()
}

fn lay(txn: &WriteTransaction, table: Bytes, key: Key, row: &[u8]) {
    txn.open_table(table).unwrap().insert(&key.raw(), row).unwrap();
}

/// A file with two open rows and two deferred ones, each at revision 2, and what they were at revision 1.
fn specimen(path: &Path) -> [Vec<u8>; 2] {
    let (mut sealed, _) = create(path);
    let both = |rev| {
        vec![
            put(key(1, 1), rev, "one"),
            put(key(1, 2), rev, "two"),
            deferred(key(4, 1), rev, 1, "visit"),
            deferred(key(4, 2), rev, 1, "visit"),
        ]
    };
    commit(&mut sealed, both(0));
    sealed.close().unwrap();
    let mut old = [Vec::new(), Vec::new()];
    with_raw(path, |txn| old = [take(txn, ROWS, key(1, 1)), take(txn, DEFERRED, key(4, 1))]);
    let mut sealed = open(path).unwrap();
    commit(&mut sealed, both(1));
    commit(&mut sealed, vec![]);
    sealed.close().unwrap();
    old
}

/// Tampers, and expects opening to be refused and a rescue to find these problems.
fn refused(act: impl FnOnce(&WriteTransaction, [Vec<u8>; 2]), part: Part, expected: &[Problem]) {
    let (_dir, path) = place();
    let old = specimen(&path);
    with_raw(&path, |txn| act(txn, old));
    assert_eq!(open(&path).err(), Some(Error::Damaged(part)));
    let rescue = Sealed::open(&path, "", PHRASE, Access::Rescue).unwrap();
    let problems = verify(&rescue).problems;
    for problem in expected {
        assert!(problems.contains(problem), "{problem:?} not in {problems:?}");
    }
    assert!(!expected.is_empty());
}

/// Tampers with what opening does not read, and expects reading and checking to notice.
fn noticed(
    act: impl FnOnce(&WriteTransaction, [Vec<u8>; 2]),
    expected: &[Problem],
) -> (tempfile::TempDir, Sealed) {
    let (dir, path) = place();
    let old = specimen(&path);
    with_raw(&path, |txn| act(txn, old));
    let sealed = open(&path).unwrap();
    assert_eq!(verify(&sealed).problems, expected);
    (dir, sealed)
}

#[test]
fn two_rows_swapped() {
    refused(
        |txn, _| {
            let (a, b) = (take(txn, ROWS, key(1, 1)), take(txn, ROWS, key(1, 2)));
            lay(txn, ROWS, key(1, 1), &b);
            lay(txn, ROWS, key(1, 2), &a);
        },
        Part::RowSet,
        &[Problem::RowUnreadable(key(1, 1)), Problem::RowUnreadable(key(1, 2)), Problem::Digest],
    );
}

#[test]
fn a_revision_edited() {
    refused(
        |txn, _| {
            let mut row = take(txn, ROWS, key(1, 1));
            row[3] += 1;
            lay(txn, ROWS, key(1, 1), &row);
        },
        Part::RowSet,
        &[Problem::RowUnreadable(key(1, 1)), Problem::Digest],
    );
}

#[test]
fn an_older_row_put_back() {
    refused(
        |txn, [old, _]| lay(txn, ROWS, key(1, 1), &old),
        Part::RowSet,
        &[Problem::RowNotNewest(key(1, 1)), Problem::Digest],
    );
}

#[test]
fn a_row_deleted() {
    refused(
        |txn, _| drop(txn.open_table(ROWS).unwrap().remove(&key(1, 1).raw()).unwrap()),
        Part::RowSet,
        &[Problem::RowMissing(key(1, 1)), Problem::Digest],
    );
}

#[test]
fn a_row_made_to_look_restricted() {
    refused(
        |txn, _| {
            let mut row = take(txn, ROWS, key(1, 1));
            row[0] |= 0x10;
            lay(txn, ROWS, key(1, 1), &row);
        },
        Part::RowSet,
        &[Problem::RowNotNewest(key(1, 1)), Problem::Digest],
    );
}

#[test]
fn a_deferred_row_deleted_or_copied() {
    refused(
        |txn, _| drop(txn.open_table(DEFERRED).unwrap().remove(&key(4, 1).raw()).unwrap()),
        Part::RowSet,
        &[Problem::RowMissing(key(4, 1))],
    );
    refused(
        |txn, [_, old]| lay(txn, DEFERRED, key(4, 9), &old),
        Part::RowSet,
        &[Problem::RowUnreadable(key(4, 9))],
    );
}

#[test]
fn an_older_deferred_row_put_back_is_noticed_when_read_and_when_written_over() {
    let (_dir, mut sealed) =
        noticed(|txn, [_, old]| lay(txn, DEFERRED, key(4, 1), &old), &[Problem::RowNotNewest(key(4, 1))]);
    assert_eq!(sealed.get(key(4, 1)), Err(Error::Damaged(Part::Row(key(4, 1)))));
    assert_eq!(read(&sealed, key(4, 2)), "visit");
    for expect in [1, 2] {
        let over = sealed.commit(batch(3, vec![deferred(key(4, 1), expect, 1, "x")]));
        assert_eq!(over, Err(Error::Damaged(Part::Row(key(4, 1)))));
    }
    let dir = tempfile::tempdir().unwrap();
    let copy = dir.path().join("copy");
    assert_eq!(sealed.copy_to(&copy, &mut |_, _| {}), Err(Error::CopyUnsound(1)));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "an unsound copy is not left behind");
}

#[test]
fn deferred_rows_swapped() {
    let (_dir, sealed) = noticed(
        |txn, _| {
            let (a, b) = (take(txn, DEFERRED, key(4, 1)), take(txn, DEFERRED, key(4, 2)));
            lay(txn, DEFERRED, key(4, 1), &b);
            lay(txn, DEFERRED, key(4, 2), &a);
        },
        &[Problem::RowUnreadable(key(4, 1)), Problem::RowUnreadable(key(4, 2))],
    );
    assert_eq!(sealed.get(key(4, 1)), Err(Error::Damaged(Part::Row(key(4, 1)))));
}

#[test]
fn journal_entries_dropped_or_added_at_the_end() {
    let entry = |txn: &WriteTransaction, seq: u64| {
        txn.open_table(JOURNAL).unwrap().get(seq).unwrap().unwrap().value().to_vec()
    };
    refused(
        |txn, _| drop(txn.open_table(JOURNAL).unwrap().remove(3).unwrap()),
        Part::Journal,
        &[Problem::EntryMissing(3)],
    );
    refused(
        |txn, _| drop(txn.open_table(JOURNAL).unwrap().remove(2).unwrap()),
        Part::Journal,
        &[Problem::EntryMissing(2)],
    );
    refused(
        |txn, _| {
            let last = entry(txn, 3);
            txn.open_table(JOURNAL).unwrap().insert(4, &last[..]).unwrap();
        },
        Part::Journal,
        &[Problem::EntryBeyondHead(4)],
    );
}

#[test]
fn journal_entries_swapped_or_damaged_in_the_middle() {
    let (_dir, sealed) = noticed(
        |txn, _| {
            let mut journal = txn.open_table(JOURNAL).unwrap();
            let first = journal.get(1).unwrap().unwrap().value().to_vec();
            let second = journal.insert(2, &first[..]).unwrap().unwrap().value().to_vec();
            journal.insert(1, &second[..]).unwrap();
        },
        // The rows at their last revision are told of by entry 2 alone, which does not open.
        &[
            Problem::EntryUnreadable(1),
            Problem::EntryUnreadable(2),
            Problem::RowUnknown(key(1, 1)),
            Problem::RowUnknown(key(1, 2)),
            Problem::RowUnknown(key(4, 1)),
            Problem::RowUnknown(key(4, 2)),
        ],
    );
    assert_eq!(sealed.journal(0, 9), Err(Error::Damaged(Part::Entry(1))));
    assert_eq!(sealed.journal(2, 9).unwrap().len(), 1);
}

#[test]
fn the_head_removed_or_an_older_one_put_back() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    commit(&mut sealed, vec![put(key(1, 1), 0, "one")]);
    sealed.close().unwrap();
    let mut old = Vec::new();
    with_raw(&path, |txn| {
        old = txn.open_table(HEAD).unwrap().get(0).unwrap().unwrap().value().to_vec();
    });
    let mut sealed = open(&path).unwrap();
    commit(&mut sealed, vec![put(key(1, 2), 0, "two")]);
    sealed.close().unwrap();
    with_raw(&path, |txn| drop(txn.open_table(HEAD).unwrap().insert(0, &old[..]).unwrap()));
    assert_eq!(open(&path).err(), Some(Error::Damaged(Part::RowSet)));
    with_raw(&path, |txn| drop(txn.open_table(HEAD).unwrap().remove(0).unwrap()));
    assert_eq!(open(&path).err(), Some(Error::Damaged(Part::Head)));
}

#[test]
fn the_slot_of_somebody_removed_is_put_back() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    sealed.add_slot(&NewSlot::coordinator("gone", "x"), Kdf::for_tests()).unwrap();
    let id = slots::slot_id(&sealed.store_id(), "gone");
    sealed.close().unwrap();
    let mut slot = Vec::new();
    with_raw(&path, |txn| {
        slot = txn.open_table(SLOTS).unwrap().get(&id).unwrap().unwrap().value().to_vec();
    });
    let mut sealed = open(&path).unwrap();
    sealed.remove_slot("gone").unwrap();
    sealed.close().unwrap();
    with_raw(&path, |txn| drop(txn.open_table(SLOTS).unwrap().insert(&id, &slot[..]).unwrap()));
    let error = Sealed::open(&path, "gone", "x", Access::ReadWrite).err();
    assert_eq!(error, Some(Error::Damaged(Part::RowSet)));
}

#[test]
fn a_draft_that_does_not_open_is_left_out_and_reported() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    sealed.put_draft([1; 32], b"one", false).unwrap();
    sealed.put_draft([2; 32], b"two", false).unwrap();
    sealed.close().unwrap();
    with_raw(&path, |txn| {
        let mut drafts = txn.open_table(tables::DRAFTS).unwrap();
        let one = drafts.get(&[1; 32]).unwrap().unwrap().value().to_vec();
        drafts.insert(&[2; 32], &one[..]).unwrap();
    });
    let sealed = open(&path).unwrap();
    assert_eq!(sealed.drafts().unwrap().len(), 1);
    assert_eq!(verify(&sealed).problems, [Problem::DraftUnreadable]);
}

/// A complete older copy is indistinguishable from inside; the number and words noted outside tell.
#[test]
fn a_complete_older_copy_is_told_by_its_words_only() {
    let (dir, path) = place();
    let (mut sealed, _) = create(&path);
    commit(&mut sealed, vec![put(key(1, 1), 0, "one")]);
    let copy = dir.path().join("older.befriend");
    sealed.copy_to(&copy, &mut |_, _| {}).unwrap();
    commit(&mut sealed, vec![put(key(1, 1), 1, "two")]);
    let noted = sealed.head();
    sealed.close().unwrap();
    std::fs::rename(&copy, &path).unwrap();
    let mut older = open(&path).unwrap();
    sound(&older);
    assert_eq!(older.words_at(noted.seq).unwrap(), None);
    commit(&mut older, vec![put(key(1, 1), 1, "another two")]);
    assert_ne!(older.words_at(noted.seq).unwrap(), Some(noted.witness_words));
}

#[test]
fn a_flipped_bit_anywhere_is_never_silently_wrong() {
    let (_dir, path) = place();
    specimen(&path);
    let whole = std::fs::read(&path).unwrap();
    let written: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] != 0).collect();
    let mut refused = 0;
    let tries = 600;
    for n in 0..tries {
        let at = written[n * (written.len() / tries)];
        let mut bad = whole.clone();
        bad[at] ^= 1 << (n % 8);
        std::fs::write(&path, &bad).unwrap();
        let Ok(sealed) = open(&path) else {
            refused += 1;
            continue;
        };
        // Whatever still opens must read as it was, or say that it does not.
        let fine = verify(&sealed).is_sound();
        for (key, text) in
            [(key(1, 1), "one"), (key(1, 2), "two"), (key(4, 1), "visit"), (key(4, 2), "visit")]
        {
            match sealed.get(key) {
                Ok(Some(row)) => assert_eq!(row.body.bytes(), Some(text.as_bytes()), "at {at}"),
                Ok(None) | Err(_) => assert!(!fine, "at {at}"),
            }
        }
    }
    // Most of what is not zero lies in pages that are free again.
    assert!(refused > tries / 20, "{refused}");
}
