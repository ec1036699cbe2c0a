//! Who may do what: every command for every role, from the words of the roles. A co-ordinator runs the scheme, a team
//! manager does so too and owns what is restricted, a reader looks.

use super::allegations::receive_allegation;
use super::commands::{Full, full, samples};
use super::samples::prepare;
use super::*;
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
    review-standards record-evidence hold-annual-review record-supervision hold-group take-note amend-note
    raise-concern pass-on-concern settle-concern close-concern cancel-paused-visits snooze wake together mark-reviewed undo";

/// What only a team manager does.
const MANAGERS: &str = "receive-allegation take-allegation-step";

/// What everybody does who can open the file.
const EVERYBODY: &str = "";

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

pub(super) fn samples_of_people(f: &Full) -> Vec<(Command, Command)> {
    let receive = |received| receive_allegation(f.free, received);
    let allegation = f.desk.world.allegations().next().expect("an allegation").id;
    let learned = |words: &str| {
        let step = Box::new(AllegationStep::Learned { words: words.to_owned() });
        Command::TakeAllegationStep { allegation, step }
    };
    let told = f.desk.today;
    let cancel = |visitor| Command::CancelPausedVisits { visitor, told };
    vec![
        (receive("2026-11-22T09:00:00Z"), receive("2026-11-22T11:01:00Z")),
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
    let set_up = Command::SetUpScheme {
        name: "N".to_owned(),
        coordinator: "P".to_owned(),
        authority: String::new(),
        demonstration: false,
    };
    let rest = [undo, Command::MarkReviewed {}, set_up];
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

#[test]
fn only_a_team_manager_takes_an_allegation_back() {
    let mut f = full();
    let (receive, _) = samples_of_people(&f).swap_remove(0);
    let decision = f.desk.ask(&receive).unwrap();
    let undo = f.desk.undoable(&receive, &decision);
    f.desk.commit(&decision);
    assert_eq!(f.desk.world.allegations_of_visitor(f.free).count(), 1);
    f.desk.role = Role::CoOrdinator;
    assert!(refused_for_the_role(&f.desk.refused(&undo)));
    f.desk.role = Role::TeamManager;
    f.desk.done(undo);
    assert_eq!(f.desk.world.allegations_of_visitor(f.free).count(), 0);
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
    for n in 1..3 {
        let (receive, _) = samples_of_people(&f).swap_remove(0);
        prepare(&mut f.desk, &receive);
        let done = f.desk.done(receive);
        let told = |change: &Change| matches!(change.key().0, Kind::Allegation | Kind::Visitor);
        assert!(done.changes.iter().all(told), "{done:?}");
        assert_eq!(f.desk.world.allegations().map(|a| a.number).max(), Some(n + 1));
    }
}
