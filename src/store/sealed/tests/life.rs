//! A file in ordinary use.

use redb::ReadableTable;

use super::*;

#[test]
fn what_was_committed_is_there_after_reopening() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    assert_eq!(sealed.head().seq, 0);
    assert_eq!(commit(&mut sealed, vec![put(key(1, 1), 0, "one"), put(key(2, 2), 0, "two")]), 1);
    assert_eq!(commit(&mut sealed, vec![put(key(1, 1), 1, "one again")]), 2);
    let head = sealed.head();
    sealed.close().unwrap();

    let sealed = open(&path).unwrap();
    assert_eq!(sealed.head(), head);
    assert_eq!(read(&sealed, key(1, 1)), "one again");
    assert_eq!(sealed.get(key(1, 1)).unwrap().unwrap().rev, 2);
    assert_eq!(sealed.get(key(9, 9)).unwrap(), None);
    assert_eq!(sealed.scan_open().unwrap().len(), 2);
    let report = sound(&sealed);
    assert_eq!((report.rows, report.entries), (2, 2));
}

#[test]
fn a_batch_is_written_whole_or_not_at_all() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    commit(&mut sealed, vec![put(key(1, 1), 0, "one")]);
    let head = sealed.head();
    for (expect, found) in [(0, 1), (2, 1)] {
        let refused = sealed.commit(batch(1, vec![put(key(3, 3), 0, "new"), put(key(1, 1), expect, "x")]));
        assert_eq!(refused, Err(Error::Conflict { key: key(1, 1), found }));
    }
    assert_eq!(
        sealed.commit(batch(1, vec![put(key(8, 8), 4, "x")])),
        Err(Error::Conflict { key: key(8, 8), found: 0 })
    );
    assert_eq!(sealed.commit(batch(0, vec![])), Err(Error::Stale { head: 1 }));
    assert_eq!(sealed.commit(batch(1, vec![put(key(255, 1), 0, "x")])), Err(Error::ReservedKind(255)));
    assert_eq!(sealed.head(), head);
    assert_eq!(sealed.get(key(3, 3)).unwrap(), None);
    commit(&mut sealed, vec![put(key(1, 1), 1, "two")]);
    sound(&sealed);
}

#[test]
fn one_batch_may_write_a_row_twice() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    commit(&mut sealed, vec![put(key(1, 1), 0, "a"), put(key(1, 1), 1, "b"), deferred(key(1, 1), 2, 5, "c")]);
    assert_eq!(read(&sealed, key(1, 1)), "c");
    assert!(sealed.scan_open().unwrap().is_empty());
    sound(&sealed);
}

#[test]
fn deferred_rows_are_read_when_asked_for() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    commit(&mut sealed, vec![put(key(1, 1), 0, "open"), deferred(key(4, 4), 0, 1, "a visit")]);
    commit(&mut sealed, vec![deferred(key(4, 5), 0, 1, "another")]);
    commit(&mut sealed, vec![deferred(key(4, 4), 1, 1, "a visit, mended")]);
    assert_eq!(sealed.scan_open().unwrap().len(), 1);
    sealed.close().unwrap();
    let mut sealed = open(&path).unwrap();
    assert_eq!(read(&sealed, key(4, 4)), "a visit, mended");
    assert_eq!(sealed.deferred_of([1; 16]).unwrap(), [(key(4, 5), 1), (key(4, 4), 2)]);
    assert_eq!(sealed.deferred_of([2; 16]).unwrap(), []);

    // to another owner, out of the deferred rows, and deleted among them
    commit(&mut sealed, vec![deferred(key(4, 4), 2, 2, "moved")]);
    assert_eq!(sealed.deferred_of([1; 16]).unwrap(), [(key(4, 5), 1)]);
    assert_eq!(sealed.deferred_of([2; 16]).unwrap(), [(key(4, 4), 3)]);
    commit(&mut sealed, vec![put(key(4, 4), 3, "open now")]);
    commit(&mut sealed, vec![Put { payload: None, ..deferred(key(4, 5), 1, 1, "") }]);
    assert_eq!(sealed.scan_open().unwrap().len(), 2);
    assert_eq!(sealed.get(key(4, 5)).unwrap().unwrap().body, Body::Gone);
    sound(&sealed);
    sealed.close().unwrap();
    sound(&open(&path).unwrap());
}

#[test]
fn a_deleted_row_leaves_a_tombstone_that_can_be_written_over() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    commit(&mut sealed, vec![put(key(1, 1), 0, "one")]);
    commit(&mut sealed, vec![gone(key(1, 1), 1)]);
    assert!(sealed.scan_open().unwrap().is_empty());
    let row = sealed.get(key(1, 1)).unwrap().unwrap();
    assert_eq!((row.rev, row.body), (2, Body::Gone));
    assert!(matches!(
        sealed.commit(batch(2, vec![put(key(1, 1), 0, "again")])),
        Err(Error::Conflict { found: 2, .. })
    ));
    commit(&mut sealed, vec![put(key(1, 1), 2, "again")]);
    assert_eq!(read(&sealed, key(1, 1)), "again");
}

#[test]
fn the_journal_is_read_both_ways() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    for n in 0..7 {
        commit(&mut sealed, vec![put(key(1, 1), n, "x")]);
    }
    let seqs = |entries: Vec<Entry>| entries.iter().map(|e| e.seq).collect::<Vec<_>>();
    assert_eq!(seqs(sealed.journal(0, 3).unwrap()), [1, 2, 3]);
    assert_eq!(seqs(sealed.journal(5, 9).unwrap()), [6, 7]);
    assert_eq!(seqs(sealed.journal(7, 9).unwrap()), []);
    assert_eq!(seqs(sealed.journal_back(u64::MAX, 2).unwrap()), [7, 6]);
    assert_eq!(seqs(sealed.journal_back(3, 9).unwrap()), [2, 1]);
    assert_eq!(seqs(sealed.journal_back(1, 9).unwrap()), []);
    assert_eq!(seqs(sealed.journal(0, 0).unwrap()), []);
    let entry = &sealed.journal(3, 1).unwrap()[0];
    assert_eq!((entry.at_ms, entry.payload.as_slice()), (1_000, &text(4)[..]));
    assert_eq!(entry.changed, [(key(1, 1), 4)]);
    assert_eq!(entry.restricted, None);
}

#[test]
fn the_words_tell_one_history_from_another() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    let mut noted = vec![sealed.head()];
    for n in 0..4 {
        commit(&mut sealed, vec![put(key(1, 1), n, "x")]);
        noted.push(sealed.head());
    }
    for head in &noted {
        assert_eq!(sealed.words_at(head.seq).unwrap(), Some(head.witness_words));
    }
    assert_eq!(sealed.words_at(5).unwrap(), None);
    assert_ne!(noted[3].witness_words, noted[4].witness_words);
}

#[test]
fn drafts_survive_and_are_cleared_with_the_act_they_lead_to() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    sealed.put_draft([1; 32], b"half a sen", false).unwrap();
    sealed.put_draft([1; 32], b"half a sentence", false).unwrap();
    sealed.put_draft([2; 32], b"other", false).unwrap();
    sealed.put_draft([3; 32], b"third", false).unwrap();
    sealed.drop_draft([3; 32]).unwrap();
    sealed.drop_draft([9; 32]).unwrap();
    assert_eq!(sealed.put_draft([4; 32], b"x", true), Err(Error::Forbidden));
    assert_eq!(sealed.head().seq, 0);
    sealed.close().unwrap();
    let mut sealed = open(&path).unwrap();
    let drafts = sealed.drafts().unwrap();
    assert_eq!(drafts.len(), 2);
    assert_eq!(drafts[0], Draft { id: [1; 32], body: Body::Open(bytes(b"half a sentence")) });
    sealed.commit(Batch { clear_drafts: vec![[1; 32]], ..batch(0, vec![]) }).unwrap();
    assert_eq!(sealed.drafts().unwrap().len(), 1);
    assert_eq!(sound(&sealed).drafts, 1);
}

#[test]
fn lengths_within_a_bucket_cannot_be_told_apart() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    let long = "n".repeat(250);
    commit(&mut sealed, vec![put(key(1, 1), 0, "Al"), put(key(1, 2), 0, "Bartholomew Featherstone")]);
    commit(&mut sealed, vec![deferred(key(4, 1), 0, 1, "ok"), deferred(key(4, 2), 0, 1, &long)]);
    commit(&mut sealed, vec![gone(key(1, 2), 1)]);
    sealed.close().unwrap();
    with_raw(&path, |txn| {
        let rows = txn.open_table(tables::ROWS).unwrap();
        let len = |key: Key| rows.get(&key.raw()).unwrap().unwrap().value().len();
        assert_eq!(len(key(1, 1)), len(key(1, 2)));
        let rows = txn.open_table(tables::DEFERRED).unwrap();
        let len = |key: Key| rows.get(&key.raw()).unwrap().unwrap().value().len();
        assert_eq!(len(key(4, 1)), len(key(4, 2)));
    });
}

#[test]
fn nothing_readable_is_in_the_file_or_in_debug_output() {
    let (dir, path) = place();
    let (mut sealed, recovery) = create_entitled(&path);
    let secret = "Canary Quillfeather";
    let act =
        vec![put(key(1, 1), 0, secret), deferred(key(4, 1), 0, 1, secret), restricted(key(5, 5), 0, secret)];
    let shown = format!("{act:?}");
    let whole = Batch { entry: secret.into(), entry_restricted: Some(secret.into()), ..batch(0, act) };
    let shown = shown + &format!("{whole:?}");
    sealed.commit(whole).unwrap();
    sealed.put_draft([1; 32], secret.as_bytes(), false).unwrap();
    let shown = shown + &format!("{:?}{:?}", sealed.scan_open().unwrap(), sealed.drafts().unwrap());
    let shown = shown + &format!("{:?}", sealed.journal(0, 9).unwrap());
    assert!(!shown.contains("Canary") && !shown.contains("67, 97, 110"), "{shown}");
    let copy = dir.path().join("copy.befriend");
    sealed.copy_to(&copy, &mut |_, _| {}).unwrap();
    sealed.close().unwrap();
    for file in [path, copy] {
        let file = std::fs::read(file).unwrap();
        let holds = |what: &[u8]| file.windows(what.len()).any(|at| at == what);
        assert!(holds(b"befriend"));
        assert!(!holds(b"Canary") && !holds(b"otter") && !holds(recovery.bytes()));
    }
}

#[test]
fn a_copy_opens_with_the_same_passphrase_and_holds_everything() {
    let (dir, path) = place();
    let (mut sealed, recovery) = create(&path);
    for n in 0..50 {
        commit(&mut sealed, vec![put(key(1, n), 0, "row"), deferred(key(4, n), 0, n % 3, "visit")]);
    }
    sealed.put_draft([1; 32], b"draft", false).unwrap();
    let copy = dir.path().join("new folder").join("copy.befriend");
    let mut last = (0, 0);
    let mut calls = 0;
    let report = sealed
        .copy_to(&copy, &mut |done, total| {
            last = (done, total);
            calls += 1;
        })
        .unwrap();
    assert_eq!((report.rows, report.entries, report.drafts), (100, 50, 1));
    assert!(calls > 0 && last.0 <= last.1);
    assert_eq!(sealed.copy_to(&copy, &mut |_, _| {}).unwrap_err(), Error::Exists(copy.clone()));
    let other = Sealed::open_with_recovery(&copy, &recovery, Access::ReadOnly).unwrap();
    assert_eq!(other.head(), sealed.head());
    assert_eq!(other.drafts().unwrap().len(), 1);
    sound(&other);
    assert_eq!(std::fs::read_dir(copy.parent().unwrap()).unwrap().count(), 1);
}
