//! Drafts in a file that was written before they had an owner. Their ids are made here once more, as that version made
//! them, and must not be made otherwise.

use chrono::{DateTime, NaiveDate, Utc};
use domain::command::Command;
use domain::id::{AllegationId, VisitorId};
use domain::people::Role;
use domain::record::Subject;
use domain::world::World;
use tempfile::TempDir;

use super::drafts::DraftKey;
use super::people::Person;
use super::{Access, Kdf, NewScheme, SchemeFile};
use crate::codec;
use crate::schema::draft;

const PHRASE: &str = "otter lantern quilt ferry";
const HERS: &str = "walnut harbour cricket moss";
const VISITOR: [u8; 16] = [7; 16];

fn now() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(9, 0, 0).unwrap().and_utc()
}

/// A team manager's file; a co-ordinator comes to it when she is let in.
fn scheme() -> (TempDir, SchemeFile, World) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scheme.befriend");
    let new = NewScheme { person: "", passphrase: PHRASE, role: Role::TeamManager, kdf: Kdf::for_tests() };
    let (mut file, _) = SchemeFile::create(&path, &new).unwrap();
    let mut world = World::default();
    let set_up = Command::SetUpScheme {
        name: "Made-up scheme".to_owned(),
        coordinator: "Maya Stone".to_owned(),
        authority: "Northshire".to_owned(),
        demonstration: true,
    };
    let context = file.context(now().date_naive(), now(), "Maya Stone").unwrap();
    file.run(&mut world, &set_up, &context).unwrap();
    (folder, file, world)
}

fn let_priya_in(file: &mut SchemeFile, world: &mut World) {
    let person = Person { name: "Priya", passphrase: HERS, role: Role::CoOrdinator, invited: false };
    let context = file.context(now().date_naive(), now(), "Maya Stone").unwrap();
    file.let_in(world, &context, &person, PHRASE).unwrap();
}

fn opened(folder: &TempDir, name: &str, phrase: &str) -> SchemeFile {
    let path = folder.path().join("scheme.befriend");
    SchemeFile::open(&path, name, phrase, Access::ReadWrite).unwrap().file
}

/// Keeps a draft as the version before did: under its form and subject alone, and sealed under the second key only
/// where the form was about an allegation.
fn keep_as_before(file: &mut SchemeFile, key: &DraftKey, code: u8, subject: [u8; 16], text: &str) {
    let mut hasher = blake3::Hasher::new_derive_key("befriend draft id 1");
    hasher.update(&file.sealed.store_id());
    hasher.update(&(key.form.len() as u64).to_le_bytes()).update(key.form.as_bytes());
    hasher.update(&[code]).update(&subject);
    let id = *hasher.finalize().as_bytes();
    let restricted = key.is_restricted();
    let id = if restricted { file.sealed.restricted_draft_id(id).unwrap() } else { id };
    let draft = draft::Draft {
        form: key.form.clone(),
        subject: key.subject,
        saved_ms: now().timestamp_millis(),
        fields: [("what".to_owned(), vec![text.to_owned()])].into(),
    };
    let payload = codec::encode(draft::SCHEMA, &draft).unwrap();
    file.sealed.put_draft(id, &payload, restricted).unwrap();
}

fn found(file: &SchemeFile, key: &DraftKey) -> Option<String> {
    file.get_draft(key).unwrap().map(|draft| draft.fields["what"][0].clone())
}

fn count(file: &SchemeFile) -> usize {
    file.drafts().unwrap().len()
}

/// The three sorts that an old file may hold: of a form for somebody new, of one about somebody, of an allegation.
fn old_keys() -> [(DraftKey, u8, [u8; 16]); 3] {
    [
        (DraftKey::new("child", None), 0, [0; 16]),
        (DraftKey::new("note", Some(Subject::Visitor(VisitorId(VISITOR)))), 3, VISITOR),
        (DraftKey::new("step", Some(Subject::Allegation(AllegationId(VISITOR)))), 9, VISITOR),
    ]
}

#[test]
fn a_file_of_one_person_gives_back_every_draft_of_the_version_before() {
    let (folder, mut file, _) = scheme();
    for (key, code, id) in old_keys() {
        keep_as_before(&mut file, &key, code, id, "an old half sentence");
    }
    file.close().unwrap();
    let mut file = opened(&folder, "", PHRASE);
    assert_eq!(count(&file), 3);
    for (key, ..) in old_keys() {
        assert_eq!(found(&file, &key).as_deref(), Some("an old half sentence"), "{key:?}");
        file.drop_draft(&key).unwrap();
        assert_eq!(found(&file, &key), None, "forgotten for good: {key:?}");
    }
    assert_eq!(count(&file), 0);
}

/// Nobody can say whose it was, so it may be about an allegation: it comes back to a team manager only.
#[test]
fn a_file_of_several_people_gives_the_drafts_of_the_version_before_to_a_manager_only() {
    let (folder, mut file, mut world) = scheme();
    let_priya_in(&mut file, &mut world);
    for (key, code, id) in old_keys() {
        keep_as_before(&mut file, &key, code, id, "an old half sentence");
    }
    file.close().unwrap();
    let mut hers = opened(&folder, "Priya", HERS);
    assert_eq!(count(&hers), 0);
    let [(child, ..), (note, ..), (step, ..)] = old_keys();
    for key in [&child, &note, &step] {
        assert_eq!(found(&hers, key), None, "{key:?}");
    }
    // Her own words in the same form do not lie over the old ones, nor take them along when they are forgotten.
    let fields = [("what".to_owned(), vec!["Priya's".to_owned()])].into();
    hers.put_draft(&note, &fields, now()).unwrap();
    assert_eq!((found(&hers, &note).as_deref(), count(&hers)), (Some("Priya's"), 1));
    hers.drop_draft(&note).unwrap();
    hers.close().unwrap();
    let mut managers = opened(&folder, "Maya Stone", PHRASE);
    assert_eq!(count(&managers), 3);
    for key in [&child, &note, &step] {
        assert_eq!(found(&managers, key).as_deref(), Some("an old half sentence"), "{key:?}");
    }
    // Gone on with, it is the manager's own, and one.
    let fields = [("what".to_owned(), vec!["a whole sentence".to_owned()])].into();
    managers.put_draft(&note, &fields, now()).unwrap();
    assert_eq!((found(&managers, &note).as_deref(), count(&managers)), (Some("a whole sentence"), 3));
}
