//! What belongs to the team manager: whoever holds a co-ordinator's keys finds nothing of it, whichever way they look.

use domain::command::{Command, NewAllegation, Undoable};
use domain::disclose::{Audience, Request, disclose};
use domain::id::VisitorId;
use domain::people::Role;
use domain::record::{HarmNature, Kind, Reader, Record, Subject, SupervisionKind};
use domain::rule::RuleId;
use domain::world::World;
use store::sealed::{Body, Sealed};
use store::{Access, DraftKey, RunError, SchemeFile};

use crate::desk::{Desk, PHRASE, day};

/// Stands in everything that is restricted, and in nothing else.
const MARKER: &str = "Quernstone";
/// Who made the file, once there are two.
const MANAGER: &str = "Maya Stone";
const OTHER: &str = "Priya";
const HER_PHRASE: &str = "walnut harbour cricket moss";

fn allegation(visitor: VisitorId, desk: &Desk) -> Command {
    Command::ReceiveAllegation {
        allegation: Box::new(NewAllegation {
            visitor,
            match_id: None,
            children: Vec::new(),
            received: desk.now(),
            from: format!("{MARKER}, the carer"),
            natures: vec![HarmNature::Emotional],
            significant_harm: true,
            happened: Some(format!("at {MARKER} Road")),
            what: format!("He said {MARKER}."),
        }),
    }
}

/// A manager's file with a visitor, a second person, an allegation, and a form for another begun.
fn scheme() -> (Desk, VisitorId) {
    let mut desk = Desk::new();
    let visitor = desk.visitor("Tobias");
    desk.let_in(OTHER, HER_PHRASE, Role::CoOrdinator);
    let command = allegation(visitor, &desk);
    let done = desk.run(command);
    let Subject::Allegation(_) = done.decision.subject else { panic!("no allegation") };
    let key = DraftKey::new("allegation", Some(Subject::Visitor(visitor)));
    let fields = [("what".to_owned(), vec![format!("And {MARKER}.")])].into();
    desk.file.put_draft(&key, &fields, desk.now()).unwrap();
    (desk, visitor)
}

/// The file as the co-ordinator opens it.
fn hers(desk: Desk) -> Desk {
    desk.opened_by(OTHER, HER_PHRASE)
}

fn managers(desk: Desk) -> Desk {
    desk.opened_by(MANAGER, PHRASE)
}

fn holds(bytes: &[u8]) -> bool {
    bytes.windows(MARKER.len()).any(|window| window.eq_ignore_ascii_case(MARKER.as_bytes()))
}

#[test]
fn the_manager_finds_an_allegation_again_with_its_past() {
    let (desk, _) = scheme();
    let mut desk = managers(desk);
    while !desk.file.read_past(100).unwrap() {}
    let found = desk.world.allegations().next().expect("an allegation").clone();
    assert!(holds(found.what.as_bytes()));
    assert_eq!(found.reference().to_string(), "AL-0001");
    assert_eq!(desk.world.find(found.reference()), Some(Subject::Allegation(found.id)));
    let mut desk = desk;
    assert!(desk.file.read_past(usize::MAX).unwrap());
    let past = desk.file.history((Kind::Allegation, found.id.0), 9).unwrap();
    assert_eq!(past.len(), 1);
    assert_eq!((past[0].command.as_str(), past[0].by.as_str()), ("receive-allegation", "Maya Stone"));
    // The visits were paused with it, in one change.
    let kinds: Vec<_> = past[0].changes.iter().map(|changed| changed.kind).collect();
    assert_eq!(kinds, [Kind::Visitor, Kind::Allegation]);
    let own = past[0].of((Kind::Allegation, found.id.0)).unwrap();
    assert!(own.after == Some(Record::from(found)));
    assert_eq!(desk.file.drafts().unwrap().len(), 1);
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
}

/// The keys of a co-ordinator in hand, and every way in that the sealed layer has.
#[test]
fn with_a_coordinators_keys_nothing_restricted_is_had_from_any_row_entry_or_draft() {
    let (desk, visitor) = scheme();
    let (folder, path) = desk.closed();
    let sealed = Sealed::open(&path, OTHER, HER_PHRASE, Access::ReadOnly).unwrap();
    assert!(!sealed.is_entitled());
    let mut withheld = 0;
    for row in sealed.scan_open().unwrap() {
        assert_ne!(row.key.kind, Kind::Allegation as u8, "the kind shows");
        match &row.body {
            Body::Open(bytes) => assert!(!holds(bytes), "{}", row.key),
            Body::Withheld => withheld += 1,
            Body::Gone => panic!("a deleted row among the others"),
        }
        for (key, _) in sealed.deferred_of(row.key.id).unwrap() {
            let deferred = sealed.get(key).unwrap().unwrap();
            assert!(deferred.body.bytes().is_some_and(|bytes| !holds(bytes)), "{key}");
        }
    }
    assert_eq!(withheld, 1, "the marker was written, and is not seen");
    let entries = sealed.journal(0, 1_000).unwrap();
    for entry in &entries {
        assert!(!holds(&entry.payload));
        assert!(entry.restricted.as_ref().is_none_or(|part| *part == Body::Withheld));
        for name in ["allegation", "AL-0001", "LADO"] {
            let says = entry.payload.windows(name.len()).any(|window| window == name.as_bytes());
            assert!(!says, "entry {} says {name}", entry.seq);
        }
    }
    assert_eq!(entries.iter().filter(|entry| entry.restricted.is_some()).count(), 1);
    for draft in sealed.drafts().unwrap() {
        assert_eq!(draft.body, Body::Withheld);
    }
    drop(sealed);
    assert!(!holds(&std::fs::read(&path).unwrap()));
    let opened = SchemeFile::open(&path, OTHER, HER_PHRASE, Access::ReadOnly).unwrap();
    assert_eq!(opened.world.allegations().count(), 0);
    assert_eq!(opened.world.allegations_of_visitor(visitor).count(), 0);
    assert!(opened.world.counters().last.keys().all(|prefix| prefix.letters() != "AL"));
    for entry in opened.file.journal(None, 1_000).unwrap() {
        assert!(entry.is_whole(), "change {} is for others", entry.change);
    }
    let key = DraftKey::new("allegation", Some(Subject::Visitor(visitor)));
    assert_eq!(opened.file.get_draft(&key).unwrap(), None);
    assert_eq!(opened.file.drafts().unwrap(), []);
    drop(folder);
}

#[test]
fn a_coordinator_goes_on_working_beside_what_she_does_not_see() {
    let (desk, visitor) = scheme();
    let mut desk = hers(desk);
    assert_eq!(desk.file.role(), Role::CoOrdinator);
    let child = desk.child("Leila");
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
    // What she does herself can be taken back.
    let undo = desk.file.last_undoable().unwrap().expect("her own change");
    desk.run(Command::Undo { what: Box::new(undo) });
    assert!(desk.world.child(child).is_none());
    // Whatever the caller believes of her role, the file knows better.
    let command = allegation(visitor, &desk);
    let mut context = desk.context();
    context.role = Role::TeamManager;
    let refused = desk.file.run(&mut desk.world, &command, &context);
    let Err(RunError::Refused(refusal)) = refused else { panic!("it was not refused") };
    assert_eq!(refusal.findings[0].rule, RuleId::H8);
    let desk = managers(desk);
    assert_eq!(desk.world.allegations().count(), 1);
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
}

/// R104: an allegation stays on record. To a co-ordinator its change is an ordinary pause, which is not hers to lift.
#[test]
fn nobody_takes_back_what_is_restricted() {
    let (desk, _) = scheme();
    let undo = desk.file.last_undoable().unwrap().expect("her own change");
    let mut desk = hers(desk);
    let seen = desk.file.last_undoable().unwrap().expect("a pause");
    assert_eq!((seen.command.as_str(), seen.done.as_str()), ("suspend-visitor", "Visits by V-0001 paused."));
    let what: Box<Undoable> = Box::new(undo);
    let refused = |desk: &mut Desk, what: Box<Undoable>| {
        let Err(RunError::Refused(refusal)) = desk.try_run(&Command::Undo { what }) else {
            panic!("it was taken back")
        };
        refusal.findings[0].rule
    };
    for undo in [what.clone(), Box::new(seen)] {
        assert_eq!(refused(&mut desk, undo), RuleId::H8);
    }
    let mut desk = managers(desk);
    assert_eq!(refused(&mut desk, what), RuleId::H3);
    assert_eq!(desk.world.allegations().count(), 1);
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
}

#[test]
fn a_copy_and_new_keys_keep_both_halves() {
    let (mut desk, _) = scheme();
    let copy = desk.path.with_extension("copy");
    desk.file.copy_to(&copy, &mut |_, _| {}).unwrap();
    for (name, phrase, seen) in [(MANAGER, PHRASE, 1), (OTHER, HER_PHRASE, 0)] {
        let opened = SchemeFile::open(&copy, name, phrase, Access::ReadOnly).unwrap();
        assert_eq!(opened.world.allegations().count(), seen);
        assert!(opened.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
    }
    let rae = {
        desk.let_in("Rae", "some other words for rae", Role::Reader);
        desk.world.current_staff().find(|staff| staff.name == "Rae").unwrap().id
    };
    let context = desk.context();
    let out = desk.file.shut_out(&mut desk.world, &context, rae, PHRASE, &mut |_, _| {}).unwrap();
    let [(name, phrase)] = &out.invitations[..] else { panic!("one other") };
    assert_eq!(name, OTHER);
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
    let desk = managers(desk);
    assert_eq!(desk.world.allegations().count(), 1);
    let desk = desk.opened_by(OTHER, phrase);
    assert_eq!(desk.world.allegations().count(), 0);
    assert!(desk.file.verify(&mut |_, _| {}).unwrap().problems.is_empty());
}

#[test]
fn a_note_that_everybody_reads_is_never_about_an_allegation() {
    let (mut desk, _) = scheme();
    let id = desk.world.allegations().next().unwrap().id;
    let about = vec![Subject::Allegation(id)];
    let note = Command::TakeNote { on: day("2026-11-22"), about, text: "Rang.".to_owned() };
    let Err(RunError::Refused(refusal)) = desk.try_run(&note) else { panic!("it was taken") };
    assert_eq!(refusal.findings[0].rule, RuleId::H8);
}

/// What everybody reads of one change; ids are by chance, so whom it is about is told by reference.
fn read_of(entry: &store::HistoryEntry, world: &World) -> String {
    let about = |subject| world.reference(subject).map(|r| r.to_string()).unwrap_or_default();
    let findings: Vec<_> =
        entry.findings.iter().map(|f| format!("{} {} {}", f.rule, about(f.subject), f.sentence)).collect();
    let kinds: Vec<_> = entry.changes.iter().map(|changed| changed.kind).collect();
    let (by, command, done) = (&entry.by, &entry.command, &entry.done);
    format!("{by} | {command} | {done} | {} | {findings:?} | {kinds:?}", about(entry.subject))
}

/// What she gets when she looks at the visitor as any reader would, and what it says is left out.
fn previews(desk: &Desk, visitor: VisitorId) -> Vec<(&'static str, Vec<String>)> {
    let subject = Subject::Visitor(visitor);
    let seen = |(reader, key, _): &(Reader, &'static str, &str)| {
        let audience = Audience::of(&desk.world, *reader, subject, desk.today)?;
        let (purpose, today) = ("preview", desk.today);
        let request = Request { audience, subject, purpose, reports: &[], today, release: None };
        Some((*key, disclose(&desk.world, &request).lines()))
    };
    Reader::ALL.iter().filter_map(seen).collect()
}

/// How long each entry of the journal is to somebody who holds her keys and counts.
fn lengths(desk: &Desk) -> Vec<usize> {
    // The file is open, so a copy of it is counted.
    let copy = desk.path.with_extension("counted");
    std::fs::copy(&desk.path, &copy).unwrap();
    let sealed = Sealed::open(&copy, OTHER, HER_PHRASE, Access::ReadOnly).unwrap();
    sealed.journal(0, 1_000).unwrap().iter().map(|entry| entry.payload.len()).collect()
}

/// The same scheme twice, once with an allegation and once with an ordinary pause in the same words: opened by the
/// co-ordinator, world and history are the same.
#[test]
fn she_reads_an_ordinary_pause_and_nothing_else() {
    let seen = [true, false].map(|is_alleged| {
        let mut desk = Desk::new();
        let visitor = desk.visitor("Tobias");
        desk.let_in(OTHER, HER_PHRASE, Role::CoOrdinator);
        let pause = Command::SuspendVisitor {
            visitor,
            on: desk.today,
            reason: Some("visits are paused; see team manager".to_owned()),
            by_manager: true,
        };
        desk.run(if is_alleged { allegation(visitor, &desk) } else { pause });
        let (on, how, summary) = (desk.today, SupervisionKind::Call, "Well.".to_owned());
        let done = desk.run(Command::RecordSupervision { visitor, on, how, summary });
        let reminded = done.decision.findings.iter().any(|f| f.rule == RuleId::R73);
        assert_eq!(reminded, is_alleged, "the manager is reminded, and only then");
        let managers_own = desk.file.journal(None, 1).unwrap().remove(0);
        assert_eq!(managers_own.findings.iter().any(|f| f.rule == "R73"), is_alleged);
        let desk = hers(desk);
        let journal = desk.file.journal(None, 99).unwrap();
        let history: Vec<_> = journal.iter().map(|entry| read_of(entry, &desk.world)).collect();
        let paused = desk.world.visitor(visitor).unwrap().suspensions.clone();
        let due = domain::deadline::within(&desk.world, desk.today, desk.now(), 365);
        let due: Vec<_> =
            due.iter().map(|line| format!("{} {} {}", line.what, line.detail, line.why)).collect();
        (history, paused, due, previews(&desk, visitor), lengths(&desk))
    });
    let [alleged, ordinary] = seen;
    let paused =
        alleged.3.iter().filter(|(.., lines)| lines.iter().any(|line| line.contains("see team manager")));
    assert!(paused.count() >= 2, "a pause is told to some");
    assert_eq!(alleged.3, ordinary.3, "to no reader is it another pause");
    assert_eq!(alleged.4, ordinary.4, "nor by its length");
    assert!(alleged.0.iter().all(|line| !line.contains("llegation") && !line.contains("LADO")));
    assert_eq!(alleged.0, ordinary.0);
    assert!(alleged.1 == ordinary.1);
    assert_eq!(alleged.2, ordinary.2);
}
