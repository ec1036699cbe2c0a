//! The bytes of every kind of record, held against those of the release that brought their version.
//!
//! Golden files are made once, by `BEFRIEND_MAKE_GOLDENS=1 cargo test -p befriend-store schema`, which writes only
//! those that are missing. Until the first release, delete one to have it made anew; from then on, none ever is.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use domain::id::ChildId;
use domain::record::{Kind, Pause, Record, Subject, Suspension};

use super::choices::choices;
use super::samples::{as_in_version_1, as_in_version_2, as_in_version_3, records};
use super::*;

const ADVICE: &str = "freeze the old struct in schema/ and add a From (see schema/mod.rs)";

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|c| c.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// The bytes of version 1, whatever came later.
fn golden(name: &str, made: impl FnOnce() -> String) -> String {
    golden_of(1, name, made)
}

fn golden_of(version: u16, name: &str, made: impl FnOnce() -> String) -> String {
    let folder = format!("tests/golden/records_v{version}");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder).join(name);
    if std::env::var_os("BEFRIEND_MAKE_GOLDENS").is_some() && !path.exists() {
        fs::write(&path, made()).unwrap();
    }
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn name(record: &Record) -> String {
    format!("{:?}.hex", record.kind())
}

fn lines(bytes: &[u8]) -> String {
    hex(bytes).as_bytes().chunks(96).map(|line| format!("{}\n", str::from_utf8(line).unwrap())).collect()
}

#[test]
fn there_is_a_sample_of_every_kind() {
    let kinds: Vec<_> = records().iter().map(Record::kind).collect();
    assert_eq!(kinds, Kind::ALL);
}

#[test]
fn every_kind_is_written_and_read_as_when_its_version_came() {
    for record in records() {
        let name = name(&record);
        let now = encode(&record).unwrap();
        let version = u16::from_le_bytes([now[0], now[1]]);
        let then = unhex(&golden_of(version, &name, || lines(&now)));
        assert_eq!(hex(&now), hex(&then), "{name} is written otherwise than before: {ADVICE}");
        let read = decode(record.kind(), &then);
        assert!(read.as_ref() == Ok(&record), "{name} reads as something else: {ADVICE}");
    }
}

/// What the first release wrote is still read, with what came later as an old record has it.
#[test]
fn every_record_of_the_first_release_still_reads() {
    for record in as_in_version_1() {
        let name = name(&record);
        let then = unhex(&golden(&name, || panic!("{name} of version 1 is never made again")));
        assert_eq!(then[..2], [1, 0], "{name} is of version 1");
        let read = decode(record.kind(), &then);
        assert!(read.as_ref() == Ok(&record), "{name} of version 1 reads as something else: {ADVICE}");
    }
}

/// So is what the second version wrote.
#[test]
fn every_record_of_the_second_version_still_reads() {
    for record in as_in_version_2() {
        let name = name(&record);
        let then = unhex(&golden_of(2, &name, || panic!("{name} of version 2 is never made again")));
        assert_eq!(then[..2], [2, 0], "{name} is of version 2");
        let read = decode(record.kind(), &then);
        assert!(read.as_ref() == Ok(&record), "{name} of version 2 reads as something else: {ADVICE}");
    }
}

/// So is what the third version wrote.
#[test]
fn every_record_of_the_third_version_still_reads() {
    for record in as_in_version_3() {
        let name = name(&record);
        let then = unhex(&golden_of(3, &name, || panic!("{name} of version 3 is never made again")));
        assert_eq!(then[..2], [3, 0], "{name} is of version 3");
        let read = decode(record.kind(), &then);
        assert!(read.as_ref() == Ok(&record), "{name} of version 3 reads as something else: {ADVICE}");
    }
}

/// Until the third version a pause was the team manager's when its words were these: it is from now on by itself.
#[test]
fn an_old_pause_in_the_managers_words_is_still_the_managers() {
    let from = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    for (reason, by_manager) in [(Pause::SEE_MANAGER, true), ("visits are paused; see me", false)] {
        let old = Suspension { from, ended: None, reason: reason.to_owned() };
        let read = v3::pause(old);
        assert!(read == Pause { from, ended: None, reason: reason.to_owned(), by_manager });
    }
}

#[test]
fn journal_and_drafts_are_written_and_read_as_in_the_first_release() {
    let subject = Subject::Child(ChildId([1; 16]));
    let noted = journal::Noted {
        rule: "R48".to_owned(),
        overridden: true,
        subject,
        field: Some("on".to_owned()),
        sentence: "No certificate.".to_owned(),
    };
    let entry = journal::Entry {
        by: "Maya Stone".to_owned(),
        command: "amend-child".to_owned(),
        done: "Details of C-0042 changed.".to_owned(),
        subject,
        findings: vec![noted],
        taken_on: Some(("Maya Stone".to_owned(), "Seen on paper.".to_owned())),
        changes: vec![
            journal::Changed::new(None, Some(&[1; 40])),
            journal::Changed::new(Some(&[2; 40]), Some(&[&[3][..], &[2; 40], &[4]].concat())),
            journal::Changed::new(Some(&[5; 40]), None),
        ],
    };
    let now = codec::encode(journal::SCHEMA, &entry).unwrap();
    let then = golden("journal.hex", || lines(&now));
    assert_eq!(lines(&now), then, "journal entries are written otherwise than before: {ADVICE}");
    let mut read: journal::Entry = codec::decode_only(journal::SCHEMA, &unhex(&then)).unwrap();
    assert_eq!(read.changes.pop().unwrap().open(), Some((Some(vec![5; 40]), None)));
    for cut in 0..now.len() {
        assert!(codec::decode_only::<journal::Entry>(journal::SCHEMA, &now[..cut]).is_err(), "cut at {cut}");
    }

    let draft = draft::Draft {
        form: "visit-report".to_owned(),
        subject: Some(subject),
        saved_ms: 1_795_343_400_000,
        fields: [("activity".to_owned(), vec!["chess".to_owned()])].into(),
    };
    let now = codec::encode(draft::SCHEMA, &draft).unwrap();
    let then = golden("draft.hex", || lines(&now));
    assert_eq!(lines(&now), then, "drafts are written otherwise than before: {ADVICE}");
    let read: draft::Draft = codec::decode_only(draft::SCHEMA, &unhex(&then)).unwrap();
    assert_eq!((read.form, read.subject), ("visit-report".to_owned(), Some(subject)));
}

/// An enum's variants are numbered, not named: one put between others would silently turn those after it into
/// their neighbours.
#[test]
fn every_choice_has_kept_its_number() {
    let now = choices();
    let then = golden("choices.txt", || now.join("\n") + "\n");
    for line in then.lines() {
        assert!(
            now.iter().any(|other| other == line),
            "no longer so: {line}; put new variants last, or {ADVICE}"
        );
    }
    for line in &now {
        assert!(then.lines().any(|other| other == line), "add to choices.txt the new choice: {line}");
    }
}

#[test]
fn a_record_cut_short_anywhere_or_with_more_behind_it_is_no_record() {
    for record in records() {
        let bytes = encode(&record).unwrap();
        for cut in 0..bytes.len() {
            assert_eq!(decode(record.kind(), &bytes[..cut]), Err(Bad::Unreadable), "{record:?} cut at {cut}");
        }
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(decode(record.kind(), &longer), Err(Bad::Unreadable));
    }
}

#[test]
fn a_later_version_is_left_alone() {
    for record in records() {
        let mut bytes = encode(&record).unwrap();
        bytes[..2].copy_from_slice(&9u16.to_le_bytes());
        assert_eq!(decode(record.kind(), &bytes), Err(Bad::Newer));
        bytes[..2].copy_from_slice(&0u16.to_le_bytes());
        assert_eq!(decode(record.kind(), &bytes), Err(Bad::Unreadable));
    }
}

#[test]
fn changed_bytes_never_do_more_than_fail() {
    for record in records() {
        let bytes = encode(&record).unwrap();
        for at in 2..bytes.len() {
            for other in [0xFB, 0xFC, 0xFD, 0xFF, bytes[at] ^ 1] {
                let mut changed = bytes.clone();
                changed[at] = other;
                // Either it fails, or it is some record: it never takes all memory or panics.
                let _ = decode(record.kind(), &changed);
            }
        }
    }
}

#[test]
fn what_is_too_long_to_be_read_again_is_not_written() {
    let mut long = records().into_iter().find(|r| r.kind() == Kind::Note).expect("a note");
    let mut say = |letters: usize| {
        let Record::Note(note) = &mut long else { panic!("a note") };
        note.text = "a".repeat(letters);
        (encode(&long), long.clone())
    };
    let (bytes, note) = say(codec::LONGEST - 200);
    assert!(decode(Kind::Note, &bytes.unwrap()).as_ref() == Ok(&note));
    assert_eq!(say(codec::LONGEST).0, Err(Bad::TooLong));
}
