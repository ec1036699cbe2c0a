//! Who may do what: every command for every role, from the words of the roles. A co-ordinator runs the scheme, a team
//! manager does so too and owns what is restricted, a reader looks.

use super::allegations::receive_allegation;
use super::commands::{Full, full, samples};
use super::samples::prepare;
use super::*;
use crate::id::{AllegationId, StaffId};
use crate::people::{Role, may_not_write};

/// What a co-ordinator and a team manager do, and a reader does not.
const WRITERS: &str = "
    set-up-scheme change-setting proclaim-holiday add-child amend-child record-move confirm-contact
    tell-carer answer-card receive-referral acknowledge-referral book-meeting cancel-meeting record-meeting
    decide-referral give-update close-referral chase-information change-social-worker check-placement
    hold-case-review add-visitor amend-visitor move-stage record-dbs start-dbs record-update-service
    record-status-check record-training record-reference declare record-driver hold-visitor resume-visitor
    suspend-visitor propose-match discuss-with-visitor discuss-with-child hear-social-worker issue-briefing
    book-joint-visit hold-joint-visit close-proposal start-match agree-pattern hold-match resume-match
    end-match take-closing-step decide-trial talk-over-sanction record-meeting-about-child agree-contact
    release-contact withdraw-contact take-eighteen-step plan-visit confirm-visit move-visit cancel-visit
    miss-visit file-visit-report pay-claim read-report hold-match-review feed-review give-feedback
     review-standards record-evidence record-duty-team book-annual-review hold-annual-review record-supervision hold-group take-note amend-note
     raise-concern pass-on-concern settle-concern close-concern snooze wake together mark-reviewed meet-condition undo redo
     record-consent withdraw-consent release-information refuse-release issue-card release-figures
    add-word remove-word amend-concern decide-concern take-concern-step decide-match-effect
    record-low-level look-at-low-level cancel-paused-visits";

/// What only a team manager does.
const MANAGERS: &str =
    "receive-allegation take-allegation-step note-access add-person change-person revoke-person";

/// What everybody does who can open the file.
const EVERYBODY: &str = "change-passphrase note-denial";

fn may(role: Role, name: &str) -> bool {
    let among = |list: &str| list.split_whitespace().any(|other| other == name);
    let found: Vec<_> =
        [(EVERYBODY, true), (WRITERS, role != Role::Reader), (MANAGERS, role == Role::TeamManager)]
            .into_iter()
            .filter(|(list, _)| among(list))
            .collect();
    assert_eq!(found.len(), 1, "{name} stands in the table once");
    found[0].1
}

/// An allegation on record, and a second team manager beside the first.
pub(super) fn prepared(desk: &mut Desk, visitor: VisitorId) -> (AllegationId, StaffId) {
    // It stands in no way: nothing is paused for it.
    let received = desk.ask(&receive_allegation(visitor, "2026-11-22T08:00:00Z")).unwrap();
    let Subject::Allegation(allegation) = received.subject else { panic!("no allegation") };
    desk.write(&received.changes.into_iter().filter(|c| c.key().0.is_restricted()).collect::<Vec<_>>());
    desk.done(Command::AddPerson { name: "Bo Lind".to_owned(), role: Role::TeamManager, invited: false });
    (allegation, member(desk, "Bo Lind"))
}

fn member(desk: &Desk, name: &str) -> StaffId {
    desk.world.current_staff().find(|staff| staff.name == name).expect("on record").id
}

pub(super) fn samples_of_people(f: &Full) -> Vec<(Command, Command)> {
    use Command as C;
    let receive = |received| receive_allegation(f.free, received);
    let (allegation, told) = (f.allegation, f.desk.today);
    let learned = |words: &str| {
        let step = Box::new(AllegationStep::Learned { words: words.to_owned() });
        C::TakeAllegationStep { allegation, step }
    };
    let cancel = |visitor| C::CancelPausedVisits { visitor, told };
    let add = |name: &str| C::AddPerson { name: name.to_owned(), role: Role::Reader, invited: false };
    let change = |person| C::ChangePerson { person, role: Some(Role::Reader), invited: true };
    let me = member(&f.desk, COORDINATOR);
    vec![
        (receive("2026-11-22T09:00:00Z"), receive("2026-11-22T11:01:00Z")),
        (
            C::NoteAccess { subject: Subject::Allegation(f.allegation) },
            C::NoteAccess { subject: Subject::Concern(f.concern) },
        ),
        (add("Rae Wells"), add(" priya NANDAKUMAR")),
        (change(f.second), change(StaffId([9; 16]))),
        (C::RevokePerson { person: f.second }, C::RevokePerson { person: me }),
        (learned("Lifts are agreed beforehand."), learned(" ")),
        (cancel(f.pair.visitor), cancel(f.free)),
    ]
}

fn refused_for_the_role(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.rule == RuleId::H8)
}

#[test]
fn every_command_is_for_the_roles_that_the_table_names() {
    let names: std::collections::BTreeSet<_> =
        [WRITERS, MANAGERS, EVERYBODY].iter().flat_map(|list| list.split_whitespace()).collect();
    assert_eq!(names, Command::NAMES.iter().copied().collect(), "the table names every command");
    let mut tried = std::collections::BTreeSet::new();
    let mut f = full();
    let all = samples(&f);
    let undo = {
        let command = Command::MarkReviewed {};
        let decision = f.desk.ask(&command).unwrap();
        f.desk.undoable(&command, &decision)
    };
    let Command::Undo { what } = undo.clone() else { panic!("an undo") };
    let set_up = Command::SetUpScheme {
        name: "N".to_owned(),
        coordinator: "P".to_owned(),
        authority: String::new(),
        demonstration: false,
    };
    let redo = Command::Redo { what };
    let rest = [
        undo,
        redo,
        Command::MarkReviewed {},
        set_up,
        Command::NoteDenial { asked: None, subject: Subject::Scheme },
        Command::ChangePassphrase {},
    ];
    for command in all.into_iter().map(|(good, _)| good).chain(rest) {
        tried.insert(command.name());
        for (role, words) in Role::ALL {
            f.desk.role = *role;
            let findings = f.desk.findings(&command);
            let expected = may(*role, command.name());
            assert_eq!(!refused_for_the_role(&findings), expected, "{command:?} by a {words}");
            if !expected {
                assert_eq!(findings.len(), 1, "who may not do it is told that and no more");
                assert_eq!(findings[0].level, Level::Block);
                let who =
                    if may(Role::CoOrdinator, command.name()) { "co-ordinator" } else { "team manager" };
                assert!(findings[0].sentence.contains(&format!("Ask a {who}")), "{}", findings[0].sentence);
            }
        }
    }
    assert_eq!(tried, Command::NAMES.iter().copied().collect());
}

/// No person takes a role upon themselves by name.
#[test]
fn the_role_is_not_overridden() {
    let mut f = full();
    f.desk.override_with(RuleId::ALL);
    f.desk.role = Role::Reader;
    assert!(refused_for_the_role(&f.desk.refused(&Command::MarkReviewed {})));
    f.desk.role = Role::CoOrdinator;
    let (good, _) = samples_of_people(&f).swap_remove(0);
    assert!(refused_for_the_role(&f.desk.refused(&good)));
}

#[test]
fn several_at_once_need_the_right_of_each() {
    let mut f = full();
    let (receive, _) = samples_of_people(&f).swap_remove(0);
    let both = Command::Together { commands: vec![receive, Command::MarkReviewed {}] };
    f.desk.role = Role::CoOrdinator;
    assert!(refused_for_the_role(&f.desk.refused(&both)));
    f.desk.role = Role::TeamManager;
    f.desk.done(both);
}

/// R104: nobody takes an allegation back; whoever may not know of it is refused for the role, and the team manager is
/// told why.
#[test]
fn nobody_takes_an_allegation_back() {
    let mut f = full();
    let (receive, _) = samples_of_people(&f).swap_remove(0);
    let decision = f.desk.ask(&receive).unwrap();
    let undo = f.desk.undoable(&receive, &decision);
    f.desk.commit(&decision);
    f.desk.role = Role::CoOrdinator;
    assert!(refused_for_the_role(&f.desk.refused(&undo)));
    f.desk.role = Role::TeamManager;
    let why = f.desk.refused(&undo);
    assert!(!refused_for_the_role(&why) && why[0].sentence.contains("allegation is kept"), "{why:?}");
    assert_eq!(f.desk.world.allegations_of_visitor(f.free).count(), 1);
}

/// What greys a reader's keys is what the command would be refused with.
#[test]
fn a_reader_is_told_why_beforehand() {
    let mut desk = Desk::new();
    desk.role = Role::Reader;
    let told = may_not_write(Role::Reader).expect("a reason");
    assert!(desk.refused(&Command::MarkReviewed {}) == [told]);
    assert!(may_not_write(Role::CoOrdinator).is_none() && may_not_write(Role::TeamManager).is_none());
}

/// The open counters say nothing of allegations: their number is worked out from themselves.
#[test]
fn no_counter_tells_of_an_allegation() {
    let mut f = full();
    for n in 2..4 {
        let (receive, _) = samples_of_people(&f).swap_remove(0);
        prepare(&mut f.desk, &receive);
        let done = f.desk.done(receive);
        let told = |change: &Change| matches!(change.key().0, Kind::Allegation | Kind::Visitor);
        assert!(done.changes.iter().all(told), "{done:?}");
        assert_eq!(f.desk.world.allegations().map(|a| a.number).max(), Some(n));
    }
}

#[test]
fn the_first_person_has_a_name_from_when_there_are_two() {
    let mut desk = Desk::new();
    assert_eq!(desk.world.current_staff().count(), 0);
    let done =
        desk.done(Command::AddPerson { name: "Rae Wells".to_owned(), role: Role::Reader, invited: true });
    assert_eq!(done.changes.len(), 2, "both in one change");
    let mut all: Vec<_> =
        desk.world.current_staff().map(|s| (s.name.as_str(), s.role, s.since, s.invited)).collect();
    all.sort_unstable();
    let expected = [
        (COORDINATOR, Role::TeamManager, day("2026-01-05"), false),
        ("Rae Wells", Role::Reader, desk.today, true),
    ];
    assert_eq!(all, expected);
    desk.done(Command::AddPerson { name: "Bo Lind".to_owned(), role: Role::Reader, invited: true });
    assert_eq!(desk.world.current_staff().count(), 3);
}

#[test]
fn the_last_team_manager_keeps_the_role() {
    let mut f = full();
    let me = member(&f.desk, COORDINATOR);
    let to = |person, role| Command::ChangePerson { person, role: Some(role), invited: false };
    f.desk.done(to(f.second, Role::CoOrdinator));
    for role in [Role::CoOrdinator, Role::Reader] {
        assert!(refused_for_the_role(&f.desk.refused(&to(me, role))), "{role:?}");
    }
    f.desk.done(to(me, Role::TeamManager));
    f.desk.done(to(f.second, Role::TeamManager));
    // The new keys pass through the hands of whoever takes a role away: never of the one who loses it.
    assert_eq!(rules(&f.desk.refused(&to(me, Role::Reader))), [RuleId::H3]);
    f.desk.by = "Bo Lind".to_owned();
    f.desk.done(to(me, Role::Reader));
    // The other one is the last now, and may not be shut out, whoever asks.
    f.desk.by = "Somebody Else".to_owned();
    assert!(refused_for_the_role(&f.desk.refused(&Command::RevokePerson { person: f.second })));
}

#[test]
fn shutting_somebody_out_asks_the_others_to_choose_a_passphrase() {
    let mut f = full();
    f.desk.done(Command::AddPerson { name: "Rae Wells".to_owned(), role: Role::Reader, invited: false });
    f.desk.done(Command::RevokePerson { person: f.second });
    let gone = f.desk.world.member(f.second).unwrap();
    assert_eq!((gone.until, gone.invited), (Some(f.desk.today), false));
    let invited = |desk: &Desk, name| desk.world.member(member(desk, name)).unwrap().invited;
    assert!(invited(&f.desk, "Rae Wells") && !invited(&f.desk, COORDINATOR));
    // Whoever is out is nobody any more: the name is free, the person cannot be changed.
    let again = Command::ChangePerson { person: f.second, role: None, invited: false };
    assert_eq!(rules(&f.desk.refused(&again)), [RuleId::H3]);
    f.desk.done(Command::AddPerson { name: "Bo Lind".to_owned(), role: Role::Reader, invited: false });
    // Their own choice ends it.
    f.desk.by = "rae wells".to_owned();
    f.desk.role = Role::Reader;
    f.desk.done(Command::ChangePassphrase {});
    assert!(!invited(&f.desk, "Rae Wells"));
    assert_eq!(f.desk.done(Command::ChangePassphrase {}).changes, [], "nothing else is kept of it");
}

/// Taking the team manager's role away makes every key new, as shutting somebody out does; no other change does.
#[test]
fn taking_the_managers_role_away_asks_the_others_to_choose_a_passphrase() {
    let invited = |desk: &Desk, name| desk.world.member(member(desk, name)).unwrap().invited;
    let mut f = full();
    f.desk.done(Command::AddPerson { name: "Rae Wells".to_owned(), role: Role::Reader, invited: false });
    let rae = member(&f.desk, "Rae Wells");
    let to = |person, role| Command::ChangePerson { person, role: Some(role), invited: false };
    for role in [Role::CoOrdinator, Role::TeamManager, Role::TeamManager] {
        f.desk.done(to(rae, role));
        assert_eq!(["Rae Wells", "Bo Lind", COORDINATOR].map(|name| invited(&f.desk, name)), [false; 3]);
    }
    let done = f.desk.done(to(f.second, Role::CoOrdinator));
    assert_eq!(done.done, "A role was changed from team manager to co-ordinator, and the keys are new.");
    assert_eq!(["Rae Wells", "Bo Lind", COORDINATOR].map(|name| invited(&f.desk, name)), [true, true, false]);
}

/// What is refused is told by role, and what a greyed key would have done; of an allegation not even which.
#[test]
fn a_denial_says_to_whom_and_what_was_asked_for() {
    let mut f = full();
    let child = Subject::Child(f.pair.child);
    let asked = || Some("Take a note".to_owned());
    let told = |desk: &mut Desk, role, asked, subject| {
        desk.role = role;
        let done = desk.done(Command::NoteDenial { asked, subject });
        assert_eq!(done.changes, []);
        (done.done, done.subject)
    };
    assert_eq!(told(&mut f.desk, Role::Reader, asked(), child).0, "Refused to a reader: Take a note.");
    assert_eq!(told(&mut f.desk, Role::CoOrdinator, asked(), child).1, child);
    let about = Subject::Allegation(f.allegation);
    assert_eq!(told(&mut f.desk, Role::CoOrdinator, None, about).1, Subject::Scheme);
    let none = told(&mut f.desk, Role::Reader, None, Subject::Scheme).0;
    assert_eq!(none, "Refused something that a reader may not do.");
}

/// What a greyed key says is known for a denial by its sentence, and nothing else is.
#[test]
fn every_refusal_for_the_role_is_known_as_one() {
    let mut f = full();
    let all = samples(&f).into_iter().map(|(good, _)| good);
    for command in all.collect::<Vec<_>>() {
        for (role, _) in Role::ALL {
            f.desk.role = *role;
            for finding in f.desk.findings(&command) {
                let for_the_role = finding.rule == RuleId::H8 && finding.field.is_none();
                assert_eq!(crate::people::is_denial(&finding.sentence), for_the_role, "{}", finding.sentence);
            }
        }
    }
    let paused = crate::people::may_not_lift(Role::CoOrdinator, f.free).unwrap();
    assert!(crate::people::is_denial(&paused.sentence));
    assert!(!crate::people::is_denial("This is not put off."));
}

#[test]
fn changes_of_people_are_never_done_with_others() {
    let f = full();
    for (good, _) in samples_of_people(&f).into_iter().filter(|(good, _)| good.name().ends_with("-person")) {
        let both = Command::Together { commands: vec![Command::MarkReviewed {}, good] };
        assert_eq!(rules(&f.desk.findings(&both)), [RuleId::H3]);
    }
}

/// 5.6 and R79: the team manager closes a concern and looks at what is said of a visitor. A co-ordinator writes that
/// down by the team manager's name; where the file knows its team managers, another name is pointed out.
#[test]
fn what_the_team_manager_decides_is_recorded_by_a_name_that_is_hers() {
    let said = |desk: &mut Desk, visitor: VisitorId, by: &str| -> Vec<RuleId> {
        let by_name = |f: &Finding| f.field == Some("by");
        let concern = desk.world.concerns().last().unwrap().id;
        let (named, reason) = (by.to_owned(), "Talked over.".to_owned());
        let close = Command::CloseConcern { concern, by: named.clone(), reason: reason.clone() };
        let look = Command::LookAtLowLevel { visitor, by: named, outcome: reason };
        let found = [close, look].map(|command| desk.ask(&command).expect("recorded all the same").findings);
        found.iter().flatten().filter(|f| by_name(f)).map(|f| f.rule).collect()
    };
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.done(super::commands::raise(p.child, "2026-11-22T09:00:00Z"));
    let concern = desk.world.concerns().last().unwrap().id;
    desk.done(super::commands::pass_on(concern, "2026-11-22T10:00:00Z"));
    let new = super::concerns::low_level(p.visitor, day("2026-11-20"), "Late again.");
    desk.done(Command::RecordLowLevel { low_level: Box::new(new) });
    // One person alone: who the team manager is, the file does not know.
    assert_eq!(said(&mut desk, p.visitor, "Tess Lead"), []);
    desk.done(Command::AddPerson { name: "Bo Lind".to_owned(), role: Role::CoOrdinator, invited: false });
    desk.role = Role::CoOrdinator;
    let told = [RuleId::H12, RuleId::R79];
    assert_eq!(said(&mut desk, p.visitor, "Tess Lead"), told);
    assert_eq!(said(&mut desk, p.visitor, "Bo Lind"), told, "a co-ordinator is no team manager");
    assert_eq!(said(&mut desk, p.visitor, &COORDINATOR.to_uppercase()), []);
}
