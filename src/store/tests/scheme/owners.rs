//! A draft belongs to whoever types it: no other person finds it in the same form, and what a team manager types is
//! read with a team manager's keys only.

use std::collections::BTreeMap;

use domain::people::Role;
use domain::record::Subject;
use store::sealed::{Body, Sealed};
use store::{Access, DraftKey};

use crate::desk::{Desk, PERSON, PHRASE, add_child, day};

const MANAGER: &str = "Maya Stone";
const PRIYA: (&str, &str) = ("Priya", "walnut harbour cricket moss");
const BO: (&str, &str) = ("Bo Lind", "seven quiet herons wade");
/// Stands in what the manager types, and nowhere else.
const MARKER: &str = "Quernstone";

fn typed(text: &str) -> BTreeMap<String, Vec<String>> {
    [("what".to_owned(), vec![text.to_owned()])].into()
}

fn keep(desk: &mut Desk, key: &DraftKey, text: &str) {
    desk.file.put_draft(key, &typed(text), desk.now()).unwrap();
}

fn found(desk: &Desk, key: &DraftKey) -> Option<String> {
    let draft = desk.file.get_draft(key).unwrap()?;
    assert_eq!(&draft.key, key);
    Some(draft.fields["what"][0].clone())
}

fn listed(desk: &Desk) -> Vec<String> {
    desk.file.drafts().unwrap().iter().map(|draft| draft.fields["what"][0].clone()).collect()
}

fn three() -> (Desk, DraftKey) {
    let mut desk = Desk::new();
    let visitor = desk.visitor("Tobias");
    desk.let_in(PRIYA.0, PRIYA.1, Role::CoOrdinator);
    desk.let_in(BO.0, BO.1, Role::CoOrdinator);
    (desk, DraftKey::new("note", Some(Subject::Visitor(visitor))))
}

#[test]
fn two_people_type_in_the_same_form_and_each_finds_their_own_words() {
    let (mut desk, note) = three();
    keep(&mut desk, &note, "the manager's words");
    let mut desk = desk.opened_by(PRIYA.0, PRIYA.1);
    assert_eq!((found(&desk, &note), listed(&desk)), (None, vec![]));
    keep(&mut desk, &note, "Priya's words");
    let mut desk = desk.opened_by(BO.0, BO.1);
    assert_eq!((found(&desk, &note), listed(&desk)), (None, vec![]));
    keep(&mut desk, &note, "Bo's words");
    for (name, phrase, words) in [
        (MANAGER, PHRASE, "the manager's words"),
        (PRIYA.0, PRIYA.1, "Priya's words"),
        (BO.0, BO.1, "Bo's words"),
    ] {
        desk = desk.opened_by(name, phrase);
        assert_eq!((found(&desk, &note).as_deref(), listed(&desk)), (Some(words), vec![words.to_owned()]));
    }
    // What one forgets or completes is the other's no less.
    desk.file.drop_draft(&note).unwrap();
    let mut desk = desk.opened_by(PRIYA.0, PRIYA.1);
    assert_eq!(found(&desk, &note).as_deref(), Some("Priya's words"));
    let context = desk.context();
    let child = add_child("Leila", day("2014-01-01"));
    desk.file.run_clearing(&mut desk.world, &child, &context, std::slice::from_ref(&note)).unwrap();
    assert_eq!(found(&desk, &note), None);
    let desk = desk.opened_by(MANAGER, PHRASE);
    assert_eq!(found(&desk, &note).as_deref(), Some("the manager's words"));
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
}

#[test]
fn a_managers_draft_is_not_read_with_a_coordinators_keys_whatever_its_form() {
    let (mut desk, note) = three();
    keep(&mut desk, &note, &format!("The LADO rang about {MARKER}."));
    let (folder, path) = desk.closed();
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes()));
    let hers = Sealed::open(&path, PRIYA.0, PRIYA.1, Access::ReadOnly).unwrap();
    let bodies: Vec<Body> = hers.drafts().unwrap().into_iter().map(|draft| draft.body).collect();
    assert_eq!(bodies, [Body::Withheld]);
    drop(hers);
    let managers = Sealed::open(&path, MANAGER, PHRASE, Access::ReadOnly).unwrap();
    assert!(managers.drafts().unwrap().iter().all(|draft| matches!(draft.body, Body::Open(_))));
    drop(folder);
}

/// The other side: what a co-ordinator types is sealed with the keys that she holds, or she could not read it herself.
#[test]
fn a_coordinators_draft_is_read_with_her_own_keys() {
    let (desk, note) = three();
    let mut desk = desk.opened_by(PRIYA.0, PRIYA.1);
    keep(&mut desk, &note, "half a note");
    let desk = desk.opened_by(PRIYA.0, PRIYA.1);
    assert_eq!(found(&desk, &note).as_deref(), Some("half a note"));
}

#[test]
fn what_was_begun_while_the_file_was_for_one_person_comes_back_to_them_when_there_are_two() {
    let mut desk = Desk::new();
    let key = DraftKey::new("child", None);
    keep(&mut desk, &key, "begun alone");
    let mut desk = desk.opened_by(PERSON, PHRASE);
    assert_eq!(found(&desk, &key).as_deref(), Some("begun alone"));
    desk.let_in(PRIYA.0, PRIYA.1, Role::CoOrdinator);
    assert_eq!(found(&desk, &key).as_deref(), Some("begun alone"), "the same sitting, now with a name");
    let desk = desk.opened_by(PRIYA.0, PRIYA.1);
    assert_eq!((found(&desk, &key), listed(&desk)), (None, vec![]));
    let mut desk = desk.opened_by(MANAGER, PHRASE);
    assert_eq!(listed(&desk), ["begun alone"]);
    // Kept anew it is one draft and not two.
    keep(&mut desk, &key, "gone on with");
    assert_eq!(listed(&desk), ["gone on with"]);
    desk.file.drop_draft(&key).unwrap();
    assert_eq!((found(&desk, &key), listed(&desk)), (None, vec![]));
}

#[test]
fn a_coordinator_who_becomes_a_manager_keeps_what_she_began() {
    let (desk, note) = three();
    let mut desk = desk.opened_by(PRIYA.0, PRIYA.1);
    keep(&mut desk, &note, "begun as a co-ordinator");
    let mut desk = desk.opened_by(MANAGER, PHRASE);
    let priya = desk.world.current_staff().find(|staff| staff.name == PRIYA.0).unwrap().id;
    let (context, phrase) = (desk.context(), "another five words of hers");
    let role = Some(Role::TeamManager);
    desk.file.change_person(&mut desk.world, &context, (priya, role), (phrase, false)).unwrap();
    assert_eq!(found(&desk, &note), None, "the other manager does not find it");
    let mut desk = desk.opened_by(PRIYA.0, phrase);
    assert_eq!(found(&desk, &note).as_deref(), Some("begun as a co-ordinator"));
    assert_eq!(listed(&desk), ["begun as a co-ordinator"]);
    keep(&mut desk, &note, "gone on with as a manager");
    assert_eq!(listed(&desk), ["gone on with as a manager"]);
    desk.file.drop_draft(&note).unwrap();
    assert_eq!(listed(&desk), Vec::<String>::new());
}
