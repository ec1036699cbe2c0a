//! Who gets in, and what they see.

use super::*;

const OTHER: &str = "pewter thimble walnut moss";

fn two(path: &Path) -> (Sealed, RecoveryKey) {
    let people = [NewSlot::manager("Mo", PHRASE), NewSlot::coordinator("Cass", OTHER)];
    Sealed::create(path, &new_file(&people)).unwrap()
}

fn enter(path: &Path, name: &str, phrase: &str) -> Result<Sealed, Error> {
    Sealed::open(path, name, phrase, Access::ReadWrite)
}

#[test]
fn restricted_rows_stay_shut_for_those_not_entitled() {
    let (_dir, path) = place();
    let (mut manager, _) = two(&path);
    assert!(manager.is_entitled());
    let act = Batch {
        entry_restricted: Some(b"before and after".to_vec()),
        ..batch(
            0,
            vec![
                restricted(key(5, 1), 0, "allegation"),
                Put { restricted: true, ..deferred(key(5, 2), 0, 1, "statement") },
                put(key(1, 1), 0, "plain"),
            ],
        )
    };
    manager.commit(act).unwrap();
    manager.put_draft([1; 32], b"unfinished", true).unwrap();
    assert_eq!(read(&manager, key(5, 1)), "allegation");
    assert_eq!(manager.journal(0, 1).unwrap()[0].restricted, Some(Body::Open(bytes(b"before and after"))));
    manager.close().unwrap();

    let mut cass = enter(&path, "cass", OTHER).unwrap();
    assert!(!cass.is_entitled() && cass.keys.restricted.is_none());
    assert_eq!(cass.role(), Role::Coordinator);
    assert_eq!(cass.get(key(5, 1)).unwrap().unwrap().body, Body::Withheld);
    assert_eq!(cass.get(key(5, 2)).unwrap().unwrap().body, Body::Withheld);
    assert_eq!(cass.scan_open().unwrap().len(), 2);
    assert_eq!(cass.drafts().unwrap()[0].body, Body::Withheld);
    assert_eq!(cass.journal(0, 1).unwrap()[0].restricted, Some(Body::Withheld));
    let report = sound(&cass);
    assert_eq!((report.rows, report.withheld), (3, 2));
    for act in [
        restricted(key(5, 3), 0, "x"),
        put(key(5, 1), 1, "over it"),
        gone(key(5, 1), 1),
        put(key(5, 2), 1, "over it"),
    ] {
        assert_eq!(cass.commit(batch(1, vec![act])), Err(Error::Forbidden));
    }
    let secret_entry = Batch { entry_restricted: Some(vec![]), ..batch(1, vec![]) };
    assert_eq!(cass.commit(secret_entry), Err(Error::Forbidden));
    assert_eq!(cass.drop_draft([1; 32]), Err(Error::Forbidden));
    assert_eq!(cass.put_draft([1; 32], b"x", false), Err(Error::Forbidden));
    assert_eq!(cass.add_slot(&NewSlot::manager("x", OTHER), Kdf::for_tests()), Err(Error::Forbidden));
    assert_eq!(cass.reset_slot(&NewSlot::coordinator("Mo", "x"), Kdf::for_tests()), Err(Error::Forbidden));
    assert!(matches!(cass.renew_recovery(), Err(Error::Forbidden)));
    commit(&mut cass, vec![put(key(1, 1), 1, "plain work goes on")]);
    sound(&cass);
}

#[test]
fn a_reader_changes_nothing_but_the_passphrase() {
    let (_dir, path) = place();
    let (mut sealed, _) = two(&path);
    let reader = NewSlot { name: "Ree", passphrase: "a", role: Role::Reader, restricted: false };
    sealed.add_slot(&reader, Kdf::for_tests()).unwrap();
    assert_eq!(sealed.add_slot(&reader, Kdf::for_tests()), Err(Error::NameTaken));
    sealed.close().unwrap();
    let mut reader = enter(&path, "REE ", "a").unwrap();
    assert_eq!(reader.commit(batch(0, vec![])), Err(Error::Forbidden));
    assert_eq!(reader.put_draft([1; 32], b"", false), Err(Error::Forbidden));
    assert_eq!(reader.remove_slot("Mo"), Err(Error::Forbidden));
    reader.change_passphrase("ree", "a", "b", Kdf::for_tests()).unwrap();
    reader.close().unwrap();
    assert_eq!(enter(&path, "ree", "b").unwrap().role(), Role::Reader);
}

#[test]
fn passphrases_change_and_names_fold() {
    let (_dir, path) = place();
    let (mut sealed, _) = Sealed::create(
        &path,
        &new_file(&[
            NewSlot::coordinator("Zoë Ångström", "caf\u{e9} au lait"),
            NewSlot::coordinator("b", "b"),
        ]),
    )
    .unwrap();
    assert_eq!(sealed.people().unwrap(), 2);
    assert!(sealed.has_slot("zoë ångström").unwrap() && !sealed.has_slot("zoe").unwrap());
    let kdf = Kdf::for_tests();
    assert_eq!(sealed.change_passphrase("b", "b", "c", kdf), Err(Error::WrongPassphrase));
    assert_eq!(sealed.change_passphrase("zoë ångström", "wrong", "c", kdf), Err(Error::WrongPassphrase));
    sealed.close().unwrap();
    // decomposed accents and other case are the same name and passphrase
    let mut sealed = enter(&path, " ZOE\u{308} A\u{30a}NGSTRO\u{308}M", "cafe\u{301} au lait").unwrap();
    sealed.change_passphrase("Zoë Ångström", "caf\u{e9} au lait", "new", kdf).unwrap();
    sound(&sealed);
    sealed.remove_slot("B").unwrap();
    assert_eq!(sealed.remove_slot("b"), Err(Error::NoSuchName));
    assert_eq!(sealed.remove_slot("zoë ångström"), Err(Error::NobodyLeft));
    sealed.close().unwrap();
    for (name, phrase) in [("zoë ångström", "caf\u{e9} au lait"), ("b", "b"), ("", ""), ("zoë ångström", "")]
    {
        assert_eq!(enter(&path, name, phrase).err(), Some(Error::WrongPassphrase));
    }
    enter(&path, "zoë ångström", "new").unwrap();
}

#[test]
fn the_recovery_key_lets_people_in_again() {
    let (_dir, path) = place();
    let (sealed, recovery) = create(&path);
    sealed.close().unwrap();
    let typed = RecoveryKey::parse(&recovery.text().to_lowercase()).unwrap();
    let mut sealed = Sealed::open_with_recovery(&path, &typed, Access::ReadWrite).unwrap();
    assert!(sealed.is_entitled());
    assert_eq!(sealed.people().unwrap(), 1);
    sealed.reset_slot(&NewSlot::coordinator("", "new phrase"), Kdf::for_tests()).unwrap();
    let newer = sealed.renew_recovery().unwrap();
    sealed.close().unwrap();
    assert_eq!(open(&path).err(), Some(Error::WrongPassphrase));
    let old = Sealed::open_with_recovery(&path, &recovery, Access::ReadOnly).err();
    assert_eq!(old, Some(Error::WrongRecoveryKey));
    Sealed::open_with_recovery(&path, &newer, Access::ReadOnly).unwrap().close().unwrap();
    sound(&Sealed::open(&path, "", "new phrase", Access::ReadWrite).unwrap());
}

#[test]
fn new_keys_shut_out_whoever_had_the_old() {
    let (dir, path) = place();
    let (mut sealed, recovery) = two(&path);
    for n in 0..20 {
        commit(
            &mut sealed,
            vec![
                put(key(1, n), 0, "row"),
                deferred(key(4, n), 0, n % 3, "visit"),
                restricted(key(5, n), 0, "allegation"),
            ],
        );
    }
    let act = Batch { entry_restricted: Some(b"secret".to_vec()), ..batch(20, vec![gone(key(1, 3), 1)]) };
    sealed.commit(act).unwrap();
    commit(&mut sealed, vec![Put { payload: None, ..deferred(key(4, 3), 1, 0, "") }]);
    sealed.put_draft([1; 32], b"draft", false).unwrap();
    sealed.put_draft([2; 32], b"secret draft", true).unwrap();
    let head = sealed.head();
    let cass = {
        let id = slots::slot_id(&sealed.store_id(), "Cass");
        let table = sealed.db().unwrap().read().unwrap().open_table(tables::SLOTS).unwrap();
        (id, tables::owned(&table, &id).unwrap().unwrap())
    };

    let stays = [NewSlot::manager("Mo", "fresh phrase")];
    let newer = sealed.rekey(&new_file(&stays), None, &mut |_, _| {}).unwrap();
    assert_eq!(sealed.head(), head);
    assert!(sealed.words_at(7).unwrap().is_some());
    let report = sound(&sealed);
    assert_eq!((report.rows, report.entries, report.drafts, report.withheld), (60, 22, 2, 0));
    assert_eq!(read(&sealed, key(5, 1)), "allegation");
    assert_eq!(sealed.get(key(4, 3)).unwrap().unwrap().body, Body::Gone);
    assert_eq!(sealed.journal(20, 1).unwrap()[0].restricted, Some(Body::Open(bytes(b"secret"))));
    commit(&mut sealed, vec![put(key(1, 1), 1, "afterwards"), deferred(key(4, 1), 1, 1, "afterwards")]);
    assert_eq!(enter(&path, "Mo", "fresh phrase").err(), Some(Error::AlreadyOpen));
    sealed.close().unwrap();
    for (name, phrase) in [("Mo", PHRASE), ("Cass", OTHER)] {
        assert_eq!(enter(&path, name, phrase).err(), Some(Error::WrongPassphrase));
    }
    assert!(Sealed::open_with_recovery(&path, &recovery, Access::ReadOnly).is_err());
    Sealed::open_with_recovery(&path, &newer, Access::ReadOnly).unwrap();
    let sealed = enter(&path, "mo", "fresh phrase").unwrap();
    assert_eq!(sound(&sealed).entries, 23);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);

    drop(sealed);

    // Cass puts her old slot back: it still yields the old keys, which open nothing any more.
    with_raw(&path, |txn| {
        drop(txn.open_table(tables::SLOTS).unwrap().insert(&cass.0, &cass.1[..]).unwrap());
    });
    assert_eq!(enter(&path, "Cass", OTHER).err(), Some(Error::Damaged(Part::Head)));
}

/// A team manager who is one no more: her old key opens nothing of the file as it is now, and the new one nothing that
/// is restricted, whether it was written before or after.
#[test]
fn whoever_is_a_manager_no_more_opens_nothing_restricted_with_the_old_key_or_the_new() {
    let (_dir, path) = place();
    let people = [NewSlot::manager("Mo", PHRASE), NewSlot::manager("Cass", OTHER)];
    let (mut mo, _) = Sealed::create(&path, &new_file(&people)).unwrap();
    commit(&mut mo, vec![restricted(key(5, 1), 0, "before")]);
    mo.close().unwrap();
    let mut cass = enter(&path, "Cass", OTHER).unwrap();
    assert_eq!(read(&cass, key(5, 1)), "before");
    let slot = {
        let id = slots::slot_id(&cass.store_id(), "Cass");
        let table = cass.db().unwrap().read().unwrap().open_table(tables::SLOTS).unwrap();
        (id, tables::owned(&table, &id).unwrap().unwrap())
    };
    let old = cass.keys.restricted.take().unwrap();
    cass.close().unwrap();

    let mut mo = enter(&path, "Mo", PHRASE).unwrap();
    let stay = [NewSlot::manager("Mo", PHRASE), NewSlot::coordinator("Cass", "one time only")];
    mo.rekey(&new_file(&stay), None, &mut |_, _| {}).unwrap();
    let at = mo.head().seq;
    mo.commit(batch(at, vec![restricted(key(5, 2), 0, "after")])).unwrap();
    mo.close().unwrap();

    assert_eq!(enter(&path, "Cass", OTHER).err(), Some(Error::WrongPassphrase));
    let mut cass = enter(&path, "Cass", "one time only").unwrap();
    assert!(!cass.is_entitled());
    for n in [1, 2] {
        assert_eq!(cass.get(key(5, n)).unwrap().unwrap().body, Body::Withheld);
    }
    // With the restricted key that she kept, beside the data key of today.
    cass.keys.restricted = Some(old);
    for n in [1, 2] {
        assert!(cass.get(key(5, n)).is_err(), "row {n} opens with the old key");
    }
    drop(cass);
    with_raw(&path, |txn| {
        drop(txn.open_table(tables::SLOTS).unwrap().insert(&slot.0, &slot.1[..]).unwrap());
    });
    assert_eq!(enter(&path, "Cass", OTHER).err(), Some(Error::Damaged(Part::Head)));
}

#[test]
fn keys_are_not_changed_by_those_who_cannot_seal_everything() {
    let (_dir, path) = place();
    let (sealed, _) = two(&path);
    sealed.close().unwrap();
    let mut cass = enter(&path, "Cass", OTHER).unwrap();
    let refused = cass.rekey(&new_file(&[NewSlot::coordinator("Cass", "x")]), None, &mut |_, _| {}).err();
    assert_eq!(refused, Some(Error::Forbidden));
    drop(cass);
    let mut mo = enter(&path, "Mo", PHRASE).unwrap();
    assert_eq!(mo.rekey(&new_file(&[]), None, &mut |_, _| {}).err(), Some(Error::NobodyLeft));
    commit(&mut mo, vec![put(key(1, 1), 0, "as it was")]);
}

#[test]
fn there_is_room_for_a_team_but_not_for_a_crowd() {
    let (_dir, path) = place();
    assert_eq!(Sealed::create(&path, &new_file(&[])).err(), Some(Error::NobodyLeft));
    assert!(!path.exists());
    let (mut sealed, _) = create(&path);
    for n in 1..MAX_PEOPLE {
        sealed.add_slot(&NewSlot::coordinator(&n.to_string(), "x"), Kdf::for_tests()).unwrap();
    }
    let one_more = sealed.add_slot(&NewSlot::coordinator("last", "x"), Kdf::for_tests());
    assert_eq!(one_more, Err(Error::TooManyPeople));
    sealed.close().unwrap();
    let dear = NewFile { people: &[NewSlot::coordinator("", "x")], kdf: Kdf { m_kib: 2 << 20, t: 3, p: 1 } };
    assert_eq!(Sealed::create(&path.with_extension("dear"), &dear).err(), Some(Error::Unbearable));
    let two_of_a_name = [NewSlot::coordinator("A", "x"), NewSlot::coordinator("a ", "y")];
    let other = path.with_extension("two");
    assert_eq!(Sealed::create(&other, &new_file(&two_of_a_name)).err(), Some(Error::NameTaken));
    assert!(!other.exists());
    Sealed::open(&path, "17", "x", Access::ReadOnly).unwrap();
}
