//! Every way to be refused, with real files.

use std::io::{ErrorKind, Write};

use redb::ReadableTable;

use super::*;

fn refusal(path: &Path) -> Error {
    open(path).err().expect("it opened")
}

#[test]
fn a_wrong_name_and_a_wrong_passphrase_look_alike() {
    let (_dir, path) = place();
    create(&path).0.close().unwrap();
    for (name, phrase) in [("", "wrong"), ("nobody", PHRASE), ("", ""), ("nobody", "wrong")] {
        let error = Sealed::open(&path, name, phrase, Access::ReadWrite).err();
        assert_eq!(error, Some(Error::WrongPassphrase));
    }
    let other = RecoveryKey::random().unwrap();
    let error = Sealed::open_with_recovery(&path, &other, Access::ReadWrite).err();
    assert_eq!(error, Some(Error::WrongRecoveryKey));
}

#[test]
fn other_files_are_recognised_and_left_alone() {
    let (dir, path) = place();
    let write = |what: &[u8]| {
        std::fs::write(&path, what).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    };
    assert_eq!(refusal(&path), Error::Missing(path.clone()));
    assert_eq!(refusal(dir.path()), Error::NotOurFile);
    for what in [&b"PK\x03\x04 a spreadsheet"[..], b"x", b"redc\x1A\x0A\xA9\x0D\x0A and more"] {
        write(what);
        assert_eq!(refusal(&path), Error::NotOurFile);
        assert_eq!(std::fs::read(&path).unwrap(), what);
    }
    for what in [&b""[..], b"redb", b"redb\x1A\x0A\xA9\x0D\x0A"] {
        write(what);
        assert_eq!(refusal(&path), Error::Truncated);
        assert_eq!(std::fs::read(&path).unwrap(), what, "an empty file is not made into a store");
    }
    std::fs::remove_file(&path).unwrap();
    Database::create(&path).unwrap().close().unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    assert_eq!(refusal(&path), Error::NotOurFile);
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    for n in 0..40 {
        commit(&mut sealed, vec![put(key(1, n), 0, "row"), deferred(key(4, n), 0, 1, "visit")]);
    }
    sealed.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let lengths = (0..320).step_by(13).chain((320..whole.len()).step_by(whole.len() / 60));
    for len in lengths {
        std::fs::write(&path, &whole[..len]).unwrap();
        let error = refusal(&path);
        assert!(matches!(error, Error::Truncated | Error::Damaged(_)), "{len}: {error:?}");
    }
    std::fs::write(&path, &whole).unwrap();
    sound(&open(&path).unwrap());
}

#[test]
fn a_newer_format_is_named() {
    let (_dir, path) = place();
    create(&path).0.close().unwrap();
    with_raw(&path, |txn| {
        txn.open_table(tables::MARKS).unwrap().insert("format", &b"befriend\x07\x00"[..]).unwrap();
    });
    assert_eq!(refusal(&path), Error::Newer(7));
}

#[test]
fn a_second_start_is_refused_and_readers_share() {
    let (_dir, path) = place();
    let (sealed, _) = create(&path);
    assert_eq!(refusal(&path), Error::AlreadyOpen);
    assert_eq!(Sealed::open(&path, "", PHRASE, Access::ReadOnly).err(), Some(Error::AlreadyOpen));
    sealed.close().unwrap();
    let reader = Sealed::open(&path, "", PHRASE, Access::ReadOnly).unwrap();
    let mut second = Sealed::open(&path, "", PHRASE, Access::ReadOnly).unwrap();
    assert_eq!(refusal(&path), Error::AlreadyOpen);
    assert_eq!(second.commit(batch(0, vec![])), Err(Error::ReadOnly));
    assert_eq!(second.put_draft([1; 32], b"x", false), Err(Error::ReadOnly));
    assert_eq!(second.head(), reader.head());
    drop((reader, second));
    open(&path).unwrap();
}

const HELD: &str = "BEFRIEND_TEST_HOLDS";

/// Not a test by itself: what the next test runs in another process.
#[test]
fn child_that_holds_a_file() {
    let Some(path) = std::env::var_os(HELD) else { return };
    let _sealed = open(Path::new(&path)).unwrap();
    println!("held");
    std::io::stdout().flush().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(60));
}

#[test]
fn another_process_holding_the_file_is_noticed_and_its_death_too() {
    use std::io::{BufRead, BufReader};
    let (_dir, path) = place();
    create(&path).0.close().unwrap();
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sealed::tests::errors::child_that_holds_a_file", "--nocapture"])
        .env(HELD, &path)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("held")));
    assert_eq!(refusal(&path), Error::AlreadyOpen);
    child.kill().unwrap();
    child.wait().unwrap();
    // Killed, it left the file unclean: a reader works on a private copy, a writer repairs.
    let before = std::fs::read(&path).unwrap();
    let reader = Sealed::open(&path, "", PHRASE, Access::ReadOnly).unwrap();
    assert!(matches!(reader.db, Some(tables::Db::Copy(..))));
    sound(&reader);
    drop(reader);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    sound(&open(&path).unwrap());
}

#[test]
fn creating_overwrites_nothing_and_keeps_others_out() {
    let (dir, path) = place();
    let nested = dir.path().join("a").join("b").join("scheme.befriend");
    create(&nested).0.close().unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&nested), 0o600);
        assert_eq!(mode(nested.parent().unwrap()), 0o700);
        std::fs::set_permissions(&nested, PermissionsExt::from_mode(0o640)).unwrap();
        assert_eq!(refusal(&nested), Error::NotPrivate(nested.clone()));
        assert!(refusal(&nested).to_string().contains(&format!("chmod 600 '{}'", nested.display())));
        Sealed::open(&nested, "", PHRASE, Access::ReadOnly).unwrap();
        std::os::unix::fs::symlink("nowhere", &path).unwrap();
    }
    #[cfg(not(unix))]
    std::fs::write(&path, "mine").unwrap();
    let people = [NewSlot::coordinator("", PHRASE)];
    assert_eq!(Sealed::create(&path, &new_file(&people)).err(), Some(Error::Exists(path.clone())));
    assert_eq!(std::fs::read_dir(nested.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_file_may_not_ask_for_more_than_is_bearable() {
    let (_dir, path) = place();
    create(&path).0.close().unwrap();
    let honest = {
        let mut found = None;
        with_raw(&path, |txn| {
            let table = txn.open_table(tables::SLOTS).unwrap();
            for item in table.iter().unwrap() {
                let (id, slot) = item.unwrap();
                if slot.value()[1] == 0 {
                    found = Some((*id.value(), slot.value().to_vec()));
                }
            }
        });
        found.unwrap()
    };
    let change = |at: usize, with: &[u8]| {
        let mut slot = honest.1.clone();
        slot[at..at + with.len()].copy_from_slice(with);
        slot
    };
    let number = |at: usize, n: u32| change(at, &n.to_le_bytes());
    let hostile = [
        number(2, (1 << 20) + 1),
        number(2, u32::MAX),
        number(2, 0),
        number(2, 7),
        number(6, 17),
        number(6, 0),
        number(10, 9),
        number(10, 0),
        change(1, &[1]),
        change(1, &[9]),
        change(0, &[0]),
        honest.1[..honest.1.len() - 1].to_vec(),
        Vec::new(),
        [honest.1.clone(), vec![0]].concat(),
    ];
    for slot in hostile {
        with_raw(&path, |txn| {
            txn.open_table(tables::SLOTS).unwrap().insert(&honest.0, &slot[..]).unwrap();
        });
        let begun = std::time::Instant::now();
        assert_eq!(refusal(&path), Error::Damaged(Part::Slots));
        assert!(begun.elapsed().as_secs() < 5);
    }
    with_raw(&path, |txn| {
        txn.open_table(tables::SLOTS).unwrap().insert(&honest.0, &change(0, &[2])[..]).unwrap();
    });
    assert_eq!(refusal(&path), Error::Newer(2));
    with_raw(&path, |txn| {
        let mut table = txn.open_table(tables::SLOTS).unwrap();
        for n in 0..40 {
            table.insert(&[n; 16], &honest.1[..]).unwrap();
        }
    });
    assert_eq!(refusal(&path), Error::Damaged(Part::Slots));
}

#[test]
fn what_the_system_reports_becomes_a_plain_case() {
    for (kind, error) in [
        (ErrorKind::StorageFull, Error::Full),
        (ErrorKind::QuotaExceeded, Error::Full),
        (ErrorKind::ReadOnlyFilesystem, Error::ReadOnlyPlace),
        (ErrorKind::PermissionDenied, Error::ReadOnlyPlace),
        (ErrorKind::UnexpectedEof, Error::Truncated),
        (ErrorKind::TimedOut, Error::Io(ErrorKind::TimedOut)),
    ] {
        assert_eq!(Error::from(std::io::Error::from(kind)), error);
        assert_eq!(Error::from(redb::StorageError::Io(kind.into())), error);
    }
}

#[test]
fn every_message_is_one_plain_sentence() {
    let key = key(3, 1);
    for error in [
        Error::WrongPassphrase,
        Error::WrongRecoveryKey,
        Error::RecoveryKeyMistyped,
        Error::NotOurFile,
        Error::Truncated,
        Error::Damaged(Part::Row(key)),
        Error::Damaged(Part::RowSet),
        Error::Newer(2),
        Error::AlreadyOpen,
        Error::ReadOnlyPlace,
        Error::ReadOnly,
        Error::Full,
        Error::Exists("x".into()),
        Error::Missing("x".into()),
        Error::Conflict { key, found: 2 },
        Error::Stale { head: 2 },
        Error::Forbidden,
        Error::NameTaken,
        Error::TooManyPeople,
        Error::TooLarge,
        Error::Unbearable,
        Error::NotSaved(Cause::Full),
        Error::Unsure(Cause::Io(ErrorKind::TimedOut)),
        Error::NeedsReopen,
        Error::CopyUnsound(2),
        Error::Io(ErrorKind::TimedOut),
    ] {
        let said = error.to_string();
        assert!(said.ends_with('.') && said.len() < 160, "{said}");
        assert!(!said.contains("redb") && !said.contains("::") && !said.contains('\n'), "{said}");
    }
}

#[test]
fn a_value_too_large_is_refused_and_nothing_is_written() {
    let (_dir, path) = place();
    let (mut sealed, _) = create(&path);
    let huge = Put::new(key(1, 1), 0, vec![0; MAX_PAYLOAD + 1]);
    assert_eq!(sealed.commit(batch(0, vec![huge])), Err(Error::TooLarge));
    commit(&mut sealed, vec![put(key(1, 1), 0, "small")]);
    sound(&sealed);
    assert!(!sealed.low_space() || cfg!(unix));
}
