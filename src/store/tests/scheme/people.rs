//! Who opens the file: every change of a slot stands in the records and in the journal, and in the same change.

use domain::command::Command;
use domain::id::StaffId;
use domain::people::Role;
use domain::record::Kind;
use domain::rule::RuleId;
use domain::world::World;
use store::{Access, Error, Person, RunError, SchemeFile, sealed};

use crate::desk::{Desk, PERSON, PHRASE};

const FIRST: &str = "Maya Stone";
const NEW: &str = "walnut harbour cricket moss";
const OTHER: &str = "pebble orchard violin tram";

fn id(world: &World, name: &str) -> StaffId {
    world.current_staff().find(|staff| staff.name == name).expect("on record").id
}

fn rules<T>(outcome: Result<T, RunError>) -> Vec<RuleId> {
    match outcome {
        Err(RunError::Refused(refusal)) => refusal.findings.iter().map(|f| f.rule).collect(),
        Err(RunError::Store(error)) => panic!("{error}"),
        Ok(_) => Vec::new(),
    }
}

fn person(name: &'static str, role: Role) -> Person<'static> {
    Person { name, passphrase: NEW, role, invited: false }
}

#[test]
fn letting_somebody_in_gives_the_first_person_their_name() {
    let (_folder, path) = Desk::new().closed();
    assert!(!SchemeFile::needs_name(&path).unwrap());
    let mut desk = Desk::new();
    let before = desk.file.head().seq;
    desk.let_in("  Priya   Nandakumar ", NEW, Role::CoOrdinator);
    assert_eq!(desk.file.head().seq, before + 1, "slots, records and entry are one change");
    let told = &desk.file.journal(None, 1).unwrap()[0];
    assert_eq!((told.command.as_str(), told.by.as_str(), told.changes.len()), ("add-person", FIRST, 2));
    let mut staff: Vec<_> = desk.world.current_staff().map(|s| (s.name.as_str(), s.role)).collect();
    staff.sort_unstable();
    assert_eq!(staff, [(FIRST, Role::TeamManager), ("Priya Nandakumar", Role::CoOrdinator)]);
    assert!(desk.file.is_me(FIRST) && desk.file.acting(&desk.world) == FIRST);
    let desk = desk.opens_for(&[
        (PERSON, PHRASE, false),
        (FIRST, NEW, false),
        ("priya nandakumar", PHRASE, false),
        ("maya stone", PHRASE, true),
        (" PRIYA Nandakumar", NEW, true),
    ]);
    assert_eq!(desk.file.role(), Role::CoOrdinator);
    assert_eq!(desk.file.acting(&desk.world), "Priya Nandakumar");
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
    let (_folder, path) = desk.closed();
    assert!(SchemeFile::needs_name(&path).unwrap());
}

#[test]
fn what_is_refused_changes_neither_slots_nor_records() {
    let mut desk = Desk::new();
    let world = desk.world.clone();
    let context = desk.context();
    for name in [FIRST, " maya STONE "] {
        let tried = desk.file.let_in(&mut desk.world, &context, &person(name, Role::Reader), PHRASE);
        assert_eq!(rules(tried), [RuleId::H3], "{name}");
    }
    let tried = desk.file.let_in(&mut desk.world, &context, &person("", Role::Reader), PHRASE);
    assert_eq!(rules(tried), [RuleId::H1]);
    let tried = desk.file.let_in(&mut desk.world, &context, &person("Rae", Role::Reader), OTHER);
    let Err(RunError::Store(Error::Sealed(error))) = tried else { panic!("another's passphrase") };
    assert_eq!(error, sealed::Error::WrongPassphrase);
    let plain = Command::AddPerson { name: "Rae".to_owned(), role: Role::Reader, invited: false };
    assert_eq!(rules(desk.try_run(&plain)), [RuleId::H3], "no slot comes from a command alone");
    assert!(desk.world == world);
    desk.opens_for(&[("Rae", NEW, false), (PERSON, PHRASE, true)]);
}

#[test]
fn only_a_team_manager_changes_who_opens_it_and_a_denial_is_written_down() {
    let mut desk = Desk::new();
    desk.let_in("Priya", NEW, Role::CoOrdinator);
    desk.let_in("Rae", OTHER, Role::Reader);
    let mut desk = desk.opened_by("Priya", NEW);
    desk.by = "Priya".to_owned();
    let (context, rae) = (desk.context(), id(&desk.world, "Rae"));
    let world = desk.world.clone();
    let tried = desk.file.let_in(&mut desk.world, &context, &person("Bo", Role::Reader), NEW);
    assert_eq!(rules(tried), [RuleId::H8]);
    let context = desk.context();
    let tried = desk.file.shut_out(&mut desk.world, &context, rae, NEW, &mut |_, _| {});
    assert_eq!(rules(tried), [RuleId::H8]);
    let context = desk.context();
    let promoted = (id(&desk.world, "Priya"), Some(Role::TeamManager));
    let tried = desk.file.change_person(&mut desk.world, &context, promoted, (NEW, false));
    assert_eq!(rules(tried), [RuleId::H8]);
    assert!(desk.world == world);
    let told = desk.file.journal(None, 3).unwrap();
    assert!(told.iter().all(|entry| entry.command == "note-denial" && entry.by == "Priya"));
    assert_eq!(told[0].done, "Refused something that only a team manager may do.");

    // A reader is refused by word, and that too is written down, though nothing else of theirs is.
    let mut desk = desk.opened_by("Rae", OTHER);
    desk.by = "Rae".to_owned();
    assert_eq!(rules(desk.try_run(&Command::MarkReviewed {})), [RuleId::H8]);
    let told = &desk.file.journal(None, 1).unwrap()[0];
    assert_eq!((told.command.as_str(), told.by.as_str()), ("note-denial", "Rae"));
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
}

#[test]
fn a_note_of_a_denial_does_not_stand_in_the_way_of_an_undo() {
    let mut desk = Desk::new();
    desk.let_in("Priya", NEW, Role::CoOrdinator);
    let mut desk = desk.opened_by("Priya", NEW);
    desk.by = "Priya".to_owned();
    let child = desk.child("Leila");
    let bo = Command::NoteAccess { subject: domain::record::Subject::Child(child) };
    assert_eq!(rules(desk.try_run(&bo)), [RuleId::H8]);
    let undo = desk.file.last_undoable().unwrap().expect("the child");
    assert_eq!(undo.command, "add-child");
    desk.run(Command::Undo { what: Box::new(undo) });
    assert!(desk.world.child(child).is_none());
}

#[test]
fn a_passphrase_is_changed_by_its_owner_or_set_anew_by_a_manager() {
    let mut desk = Desk::new();
    desk.let_in("Rae", OTHER, Role::Reader);
    let mut desk = desk.opened_by("Rae", OTHER);
    desk.by = "Rae".to_owned();
    let context = desk.context();
    desk.file.change_passphrase(&mut desk.world, &context, NEW).unwrap();
    let mut desk = desk.opens_for(&[("Rae", OTHER, false), ("Rae", NEW, true), (FIRST, PHRASE, true)]);
    assert_eq!(desk.file.journal(None, 1).unwrap()[0].by, "Rae");
    // Forgotten: a manager sets one, which is to be changed.
    let (context, rae) = (desk.context(), id(&desk.world, "Rae"));
    desk.file.change_person(&mut desk.world, &context, (rae, None), (OTHER, true)).unwrap();
    let mut desk = desk.opens_for(&[("Rae", NEW, false), ("Rae", OTHER, true)]);
    assert!(desk.file.must_choose_passphrase(&desk.world));
    desk.by = "Rae".to_owned();
    let context = desk.context();
    desk.file.change_passphrase(&mut desk.world, &context, NEW).unwrap();
    assert!(!desk.file.must_choose_passphrase(&desk.world));
    // Another role needs another passphrase, and gives its keys.
    let mut desk = desk.opened_by(FIRST, PHRASE);
    let context = desk.context();
    desk.file
        .change_person(&mut desk.world, &context, (rae, Some(Role::TeamManager)), (OTHER, false))
        .unwrap();
    let mut desk = desk.opened_by("Rae", OTHER);
    assert_eq!(desk.file.role(), Role::TeamManager);
    while !desk.file.read_past(100).unwrap() {}
    assert_eq!(desk.file.history((Kind::Staff, rae.0), 9).unwrap().len(), 4);
}

#[test]
fn the_last_manager_keeps_the_role_and_cannot_be_shut_out() {
    let mut desk = Desk::new();
    desk.let_in("Priya", NEW, Role::CoOrdinator);
    let (maya, priya) = (id(&desk.world, FIRST), id(&desk.world, "Priya"));
    for role in [Role::CoOrdinator, Role::Reader] {
        let context = desk.context();
        let tried = desk.file.step_down(&mut desk.world, &context, (maya, role), PHRASE, &mut |_, _| {});
        assert_eq!(rules(tried), [RuleId::H8, RuleId::H3], "{role:?}: the last one, and their own");
    }
    let context = desk.context();
    let tried = desk.file.shut_out(&mut desk.world, &context, maya, PHRASE, &mut |_, _| {});
    assert_eq!(rules(tried), [RuleId::H3], "nobody shuts themselves out");
    let context = desk.context();
    let second = (priya, Some(Role::TeamManager));
    desk.file.change_person(&mut desk.world, &context, second, (NEW, false)).unwrap();
    let context = desk.context();
    let tried = desk.file.step_down(&mut desk.world, &context, (maya, Role::Reader), PHRASE, &mut |_, _| {});
    assert_eq!(rules(tried), [RuleId::H3], "nor takes the role from themselves");
    let mut desk = desk.opened_by("Priya", NEW);
    desk.by = "Priya".to_owned();
    let context = desk.context();
    desk.file.shut_out(&mut desk.world, &context, maya, NEW, &mut |_, _| {}).unwrap();
    desk.opens_for(&[(FIRST, PHRASE, false), ("Priya", NEW, true)]);
}

#[test]
fn shutting_somebody_out_makes_every_key_new() {
    let mut desk = Desk::bare();
    let set_up = Command::SetUpScheme {
        name: "Made-up scheme".to_owned(),
        coordinator: desk.by.clone(),
        authority: "Northshire".to_owned(),
        demonstration: true,
    };
    desk.run(set_up);
    desk.let_in("Priya", NEW, Role::CoOrdinator);
    desk.let_in("Rae", OTHER, Role::Reader);
    let child = desk.child("Leila");
    let backup = desk.path.with_extension("backup");
    desk.file.copy_to(&backup, &mut |_, _| {}).unwrap();
    let old = sealed::Sealed::open(&backup, "Rae", OTHER, Access::ReadOnly).unwrap();
    let (seq, rae) = (desk.file.head().seq, id(&desk.world, "Rae"));
    let context = desk.context();
    let mut steps = 0;
    let out = desk.file.shut_out(&mut desk.world, &context, rae, PHRASE, &mut |_, _| steps += 1).unwrap();
    assert!(steps > 0, "it says how far it is");
    assert_eq!(desk.file.head().seq, seq + 1);
    let told = &desk.file.journal(None, 1).unwrap()[0];
    assert_eq!(told.command, "revoke-person");
    assert_eq!(desk.world.member(rae).unwrap().until, Some(desk.today));
    let [(name, phrase)] = &out.invitations[..] else { panic!("one other person") };
    assert_eq!((name.as_str(), phrase.split(' ').count()), ("Priya", 8));
    let mut desk = desk.opens_for(&[
        ("Rae", OTHER, false),
        ("Priya", NEW, false),
        (FIRST, PHRASE, true),
        ("Priya", phrase, true),
    ]);
    assert!(desk.file.must_choose_passphrase(&desk.world));
    assert!(desk.world.child(child).is_some());
    desk.by = "Priya".to_owned();
    let context = desk.context();
    desk.file.change_passphrase(&mut desk.world, &context, NEW).unwrap();
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
    let (_folder, path) = desk.closed();
    // What was copied before opens as before; that is said.
    assert!(old.head().seq == seq);
    let recovered = SchemeFile::open_with_recovery(&path, &out.recovery, Access::ReadWrite).unwrap();
    assert_eq!(recovered.file.acting(&recovered.world), "Recovery key");
}

/// Taking the team manager's role away is a change like any other to the reader of the journal, and new keys to the
/// file; giving it is a passphrase for the one who gets it.
#[test]
fn a_manager_steps_down_with_new_keys_and_another_is_made_with_none() {
    let mut desk = Desk::new();
    desk.let_in("Priya", NEW, Role::CoOrdinator);
    desk.let_in("Rae", OTHER, Role::Reader);
    let (priya, rae) = (id(&desk.world, "Priya"), id(&desk.world, "Rae"));
    let (context, role) = (desk.context(), Some(Role::TeamManager));
    desk.file.change_person(&mut desk.world, &context, (priya, role), ("made up for her", true)).unwrap();
    let mut desk =
        desk.opens_for(&[("Rae", OTHER, true), ("Priya", NEW, false), ("Priya", "made up for her", true)]);
    assert_eq!((desk.file.role(), desk.file.must_choose_passphrase(&desk.world)), (Role::TeamManager, true));
    desk.by = "Priya".to_owned();
    let context = desk.context();
    desk.file.change_passphrase(&mut desk.world, &context, NEW).unwrap();

    // By a mere change of the slot the old key would still open what is restricted.
    let first = id(&desk.world, FIRST);
    let (context, world, role) = (desk.context(), desk.world.clone(), Some(Role::CoOrdinator));
    let tried = desk.file.change_person(&mut desk.world, &context, (first, role), (OTHER, true));
    assert_eq!(rules(tried), [RuleId::H3]);
    let down = |desk: &mut Desk, who, mine| {
        let (context, mut steps) = (desk.context(), 0);
        let done =
            desk.file
                .step_down(&mut desk.world, &context, (who, Role::CoOrdinator), mine, &mut |_, _| steps += 1);
        (done, steps)
    };
    assert_eq!(rules(down(&mut desk, priya, NEW).0), [RuleId::H3], "never of themselves");
    assert!(down(&mut desk, first, PHRASE).0.is_err(), "with another's passphrase");
    assert!(desk.world == world);
    let seq = desk.file.head().seq;
    let (done, steps) = down(&mut desk, first, NEW);
    let renewed = done.unwrap_or_else(|error| panic!("{error}"));
    assert!(steps > 0, "it says how far it is");
    assert_eq!(desk.file.head().seq, seq + 1);
    assert_eq!(desk.file.journal(None, 1).unwrap()[0].command, "change-person");
    assert_eq!(desk.world.member(rae).map(|staff| (staff.role, staff.invited)), Some((Role::Reader, true)));
    let mut made: Vec<_> = renewed.invitations.iter().map(|(name, phrase)| (name.as_str(), phrase)).collect();
    made.sort_unstable_by_key(|(name, _)| *name);
    let [(FIRST, firsts), ("Rae", raes)] = made[..] else { panic!("one for each of the others") };
    let desk = desk.opens_for(&[
        (FIRST, PHRASE, false),
        ("Rae", OTHER, false),
        ("Rae", raes, true),
        ("Priya", NEW, true),
        (FIRST, firsts, true),
    ]);
    assert_eq!((desk.file.role(), desk.file.must_choose_passphrase(&desk.world)), (Role::CoOrdinator, true));
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
    // The team manager who is left is the last.
    let desk = &mut desk.opened_by("Priya", NEW);
    desk.by = "Somebody Else".to_owned();
    assert!(rules(down(desk, priya, NEW).0).contains(&RuleId::H8));
}

/// A greyed key of a reader, written down though a reader writes nothing.
#[test]
fn a_reader_writes_a_denial_and_nothing_else() {
    let mut desk = Desk::new();
    let child = domain::record::Subject::Child(desk.child("Leila"));
    desk.let_in("Rae", OTHER, Role::Reader);
    let mut desk = desk.opened_by("Rae", OTHER);
    desk.by = "Rae".to_owned();
    let asked = Some("Take a note".to_owned());
    desk.run(Command::NoteDenial { asked, subject: child });
    let told = &desk.file.journal(None, 1).unwrap()[0];
    assert_eq!(
        (told.done.as_str(), told.subject, told.by.as_str()),
        ("Refused to a reader: Take a note.", child, "Rae")
    );
    assert_eq!(rules(desk.try_run(&Command::MarkReviewed {})), [RuleId::H8]);
}

#[test]
fn who_opens_it_is_not_taken_back_by_an_undo() {
    let mut desk = Desk::new();
    desk.let_in("Priya", NEW, Role::CoOrdinator);
    let undo = desk.file.last_undoable().unwrap().expect("the change");
    let tried = desk.try_run(&Command::Undo { what: Box::new(undo) });
    assert_eq!(rules(tried), [RuleId::H3]);
}
