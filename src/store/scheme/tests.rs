//! What cannot be brought about from outside: a save that landed although the disk complained, and a file that a
//! later version has written to.

use chrono::NaiveDate;
use domain::command::Command;
use domain::record::ONLY;
use tempfile::TempDir;

use super::*;
use crate::sealed::{Batch, Cause, Put};

const PHRASE: &str = "otter lantern quilt ferry";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn scheme() -> (TempDir, std::path::PathBuf, SchemeFile, World) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme.befriend");
    let new = NewScheme {
        person: "",
        passphrase: PHRASE,
        role: domain::people::Role::CoOrdinator,
        kdf: Kdf::for_tests(),
    };
    let (mut file, _) = SchemeFile::create(&path, &new).unwrap();
    let mut world = World::default();
    run(&mut file, &mut world, &Command::MarkReviewed {});
    (folder, path, file, world)
}

fn run(file: &mut SchemeFile, world: &mut World, command: &Command) {
    let now = today().and_hms_opt(9, 0, 0).unwrap().and_utc();
    let context = file.context(today(), now, "Maya").unwrap();
    file.run(world, command, &context).unwrap();
}

/// Writes a row past everything that this layer checks, as a later version would.
fn plant(file: &mut SchemeFile, key: Key, payload: Vec<u8>) {
    let rev = file.sealed.get(key).unwrap().map_or(0, |row| row.rev);
    let entry = file.sealed.journal(0, 1).unwrap().remove(0).payload.to_vec();
    let head = file.sealed.head().seq;
    let puts = vec![Put::new(key, rev, payload)];
    let batch = Batch { head, puts, entry, entry_restricted: None, at_ms: 0, clear_drafts: Vec::new() };
    file.sealed.commit(batch).unwrap();
}

#[test]
fn a_save_that_landed_after_all_is_found_and_the_world_read_anew() {
    let (_folder, _, mut file, mut world) = scheme();
    let mut behind = world.clone();
    run(&mut file, &mut world, &Command::MarkReviewed {});
    let entry = file.sealed.journal(1, 1).unwrap().remove(0);
    file.seq = 1;
    let unsure = || sealed::Error::Unsure(Cause::Full);
    let error = file.after_failure(&mut behind, 2, &entry.payload, unsure());
    assert_eq!(error, Error::SavedAfterAll { change: 2, cause: Cause::Full });
    assert!(error.to_string().starts_with("It is saved after all, as change 2, although the disk is full."));
    assert!(behind == world);
    assert_eq!(file.seq, 2);
    // And work goes on from there.
    run(&mut file, &mut behind, &Command::MarkReviewed {});
}

#[test]
fn a_save_that_did_not_land_leaves_the_world_alone() {
    let (_folder, _, mut file, mut world) = scheme();
    let before = world.clone();
    let unsure = || sealed::Error::Unsure(Cause::Full);
    let error = file.after_failure(&mut world, 2, b"not in the file", unsure());
    assert_eq!(error, Error::NotSaved(Cause::Full));
    let error = file.after_failure(&mut world, 1, b"another entry stands there", unsure());
    assert_eq!(error, Error::NotSaved(Cause::Full));
    assert!(world == before);
    let error = file.after_failure(&mut world, 2, b"", sealed::Error::Full);
    assert_eq!(error, Error::Sealed(sealed::Error::Full));
    run(&mut file, &mut world, &Command::MarkReviewed {});
}

#[test]
fn a_save_of_which_nothing_can_be_learned_is_neither_claimed_nor_denied() {
    let (folder, path, mut file, mut world) = scheme();
    let before = world.clone();
    let away = folder.path().join("away");
    std::fs::rename(&path, &away).unwrap();
    let error = file.after_failure(&mut world, 2, b"", sealed::Error::NotSaved(Cause::Full));
    assert_eq!(error, Error::Unsure(Cause::Full));
    let context = file.context(today(), DateTime::UNIX_EPOCH, "Maya").unwrap();
    let error = file.run(&mut world, &Command::MarkReviewed {}, &context).unwrap_err();
    assert!(matches!(error, RunError::Store(Error::Sealed(sealed::Error::NeedsReopen))), "{error}");
    assert!(file.reopen().is_err());
    std::fs::rename(&away, &path).unwrap();
    assert!(file.reopen().unwrap() == before);
    run(&mut file, &mut world, &Command::MarkReviewed {});
}

#[test]
fn what_a_later_version_wrote_can_be_looked_past_but_not_written_over() {
    let newer = |kind: u8| Key { kind, id: ONLY };
    for planted in [newer(Kind::MorningReview as u8), newer(200)] {
        let (_folder, path, mut file, mut world) = scheme();
        plant(&mut file, planted, vec![9, 0, 1, 2, 3]);
        file.seq = 2;
        if planted.kind == Kind::MorningReview as u8 {
            let context = file.context(today(), DateTime::UNIX_EPOCH, "Maya").unwrap();
            let error = file.run(&mut world, &Command::MarkReviewed {}, &context).unwrap_err();
            assert_eq!(error, RunError::Store(Error::Newer(Place::Record(planted))));
        }
        file.close().unwrap();
        let error = SchemeFile::open(&path, "", PHRASE, Access::ReadWrite).unwrap_err();
        assert_eq!(error, Error::Newer(Place::Record(planted)));
        assert!(error.to_string().contains("written by a newer version of befriend"), "{error}");
        let opened = SchemeFile::open(&path, "", PHRASE, Access::ReadOnly).unwrap();
        assert_eq!(opened.unread, [error]);
    }
}

#[test]
fn a_record_under_another_ones_id_is_not_taken_for_it() {
    let (_folder, path, mut file, _) = scheme();
    let record = domain::record::Ledger::new(domain::id::MatchId([1; 16])).into();
    let wrong = Key { kind: Kind::Ledger as u8, id: [2; 16] };
    plant(&mut file, wrong, schema::encode(&record).unwrap());
    file.close().unwrap();
    let error = SchemeFile::open(&path, "", PHRASE, Access::ReadWrite).unwrap_err();
    assert_eq!(error, Error::Unreadable(Place::Record(wrong)));
    assert!(error.to_string().starts_with("Record 14-0202"), "{error}");
}
