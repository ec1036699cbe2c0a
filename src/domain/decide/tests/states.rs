//! The negative table for roles, by the state of the record: role, record, state, action, row by row. Written from the
//! field notes: who owns what (sections 2.D, 4, 5.6, 5.7), what is never blocked, and which step a state closes.

use super::allegations::{alleged, receive_allegation, steps, take};
use super::alleged::hers;
use super::commands::{pass_on, raise};
use super::releases::{ask, telling, words};
use super::*;
use crate::people::Role;
use rstest::rstest;

/// What a team manager, a co-ordinator and a reader get: it is done, or the rule by which it is refused. H8 is the
/// role's; any other rule is the state's.
type Gets = [&'static str; 3];

const DONE: Gets = ["done", "done", "H8"];
const MANAGERS: Gets = ["done", "H8", "H8"];

/// A refusal by the state is the same for those who may at all.
const fn closed(rule: &'static str) -> Gets {
    [rule, rule, "H8"]
}

/// A desk with a record in a state, and the actions that can be asked of it.
type Scene = fn() -> (Desk, Vec<(&'static str, Command)>);

fn lift(visitor: VisitorId, on: NaiveDate) -> Command {
    Command::SuspendVisitor { visitor, on, reason: None, by_manager: false }
}

fn pause(visitor: VisitorId, on: NaiveDate) -> Command {
    Command::SuspendVisitor {
        visitor,
        on,
        reason: Some("a certificate is looked at".to_owned()),
        by_manager: false,
    }
}

/// How far a concern has come (5.6).
#[derive(Clone, Copy, PartialEq)]
enum Come {
    Open,
    PassedOn,
    Closed,
}

fn of_a_concern(come: Come) -> (Desk, Vec<(&'static str, Command)>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let raising = raise(p.child, "2026-11-22T09:00:00Z");
    let decision = desk.ask(&raising).unwrap();
    let undo = desk.undoable(&raising, &decision);
    desk.commit(&decision);
    let concern = desk.world.concerns().last().unwrap().id;
    let reason = || "Talked over.".to_owned();
    let close = Command::CloseConcern { concern, by: "Tess Lead".to_owned(), reason: reason() };
    if come != Come::Open {
        desk.done(pass_on(concern, "2026-11-22T10:00:00Z"));
    }
    if come == Come::Closed {
        desk.done(close.clone());
    }
    let details = super::concerns::complete();
    let actions = vec![
        ("pass on", pass_on(concern, "2026-11-22T10:30:00Z")),
        ("settle", Command::SettleConcern { concern, with: None, reason: reason() }),
        ("correct", Command::AmendConcern { concern, details: Box::new(details) }),
        ("close", close),
        ("take back", undo),
        ("raise another", raise(p.child, "2026-11-22T10:00:00Z")),
    ];
    (desk, actions)
}

fn of_an_allegation(is_closed: bool) -> (Desk, Vec<(&'static str, Command)>) {
    let (mut desk, p, id) = alleged();
    let closing = take(id, AllegationStep::Closed { reason: "reinstated".to_owned() });
    if is_closed {
        steps().into_iter().for_each(|step| drop(desk.done(take(id, step))));
        desk.done(closing.clone());
    }
    let subject = Subject::Allegation(id);
    let actions = vec![
        ("read", Command::NoteAccess { subject }),
        ("take a step", take(id, AllegationStep::Learned { words: "Lifts.".to_owned() })),
        ("close", closing),
        ("receive another", receive_allegation(p.visitor, "2026-11-22T10:00:00Z")),
        ("allow visits again", lift(p.visitor, desk.today)),
        ("plan a visit", plan(p.id, "2026-11-28")),
        ("file a report", file(report(p.id, "2026-11-20"))),
    ];
    (desk, actions)
}

fn of_a_pause(is_over: bool) -> (Desk, Vec<(&'static str, Command)>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let today = desk.today;
    desk.done(pause(p.visitor, today));
    if is_over {
        desk.done(lift(p.visitor, today));
    }
    let actions = vec![
        ("allow visits again", lift(p.visitor, today)),
        ("pause", pause(p.visitor, today)),
        ("plan a visit", plan(p.id, "2026-11-28")),
        ("file a report", file(report(p.id, "2026-11-20"))),
    ];
    (desk, actions)
}

fn of_a_report(is_read: bool) -> (Desk, Vec<(&'static str, Command)>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    desk.by = "Somebody Else".to_owned();
    let Subject::Visit(visit) = desk.done(file(report(p.id, "2026-11-08"))).subject else { panic!() };
    desk.by = COORDINATOR.to_owned();
    let read = Command::ReadReport { visit, acted: None };
    if is_read {
        desk.done(read.clone());
    }
    let again = NewReport { visit: Some(visit), ..report(p.id, "2026-11-08") };
    let actions = vec![
        ("read", read),
        ("correct", file(again)),
        ("take a note", note(Subject::Visit(visit))),
        ("raise a concern", raise(p.child, "2026-11-22T09:00:00Z")),
    ];
    (desk, actions)
}

fn note(about: Subject) -> Command {
    Command::TakeNote { on: day("2026-11-22"), about: vec![about], text: "Rang the carer.".to_owned() }
}

fn of_a_match(is_ended: bool) -> (Desk, Vec<(&'static str, Command)>) {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let today = desk.today;
    let end = Command::EndMatch {
        child_words: None,
        informal_after: None,
        rematch: None,
        match_id: p.id,
        on: today,
        reason: EndReason::TooFar,
        decided_by: Some("Tess Lead".to_owned()),
        notice: Some(today),
        note: None,
    };
    if is_ended {
        desk.done(end.clone());
    }
    let hold = Command::HoldMatch { match_id: p.id, from: today, until: None, reason: "exams".to_owned() };
    let actions = vec![
        ("plan a visit", plan(p.id, "2026-11-28")),
        ("file a report", file(report(p.id, "2026-11-20"))),
        ("hold", hold),
        ("end", end),
        ("give the card", Command::IssueCard { match_id: p.id }),
        ("take a note", note(Subject::Match(p.id))),
    ];
    (desk, actions)
}

fn of_a_consent(is_withdrawn: bool) -> (Desk, Vec<(&'static str, Command)>) {
    let mut desk = Desk::new();
    let (p, visit, report) = words(&mut desk);
    let thing = Thing { subject: Subject::Visit(visit), name: Some("child_words.1".to_owned()) };
    let new = |given| {
        let what = ConsentTo::Disclosure { row: 20, thing: thing.clone(), to: Reader::Carer };
        let (by, how) = ("Leila".to_owned(), "said to Priya".to_owned());
        let about = Subject::Child(p.child);
        let consent = NewConsent { about, what, given, by, how, on: day("2026-11-22"), until: None };
        Command::RecordConsent { consent: Box::new(consent) }
    };
    desk.done(new(true));
    let consent = desk.world.consents().last().unwrap().id;
    let withdraw = Command::WithdrawConsent { consent, by: "Leila".to_owned(), on: desk.today };
    if is_withdrawn {
        desk.done(withdraw.clone());
    }
    let release = telling(visit, &report, Reader::Carer);
    let refused = Command::RefuseRelease {
        release: Box::new(telling(visit, &report, Reader::Carer)),
        reason: "The child said no.".to_owned(),
    };
    let actions = vec![
        ("tell the carer", ask(release)),
        ("tell the worker", ask(telling(visit, &report, Reader::SocialWorker))),
        ("refuse to tell", refused),
        ("withdraw", withdraw),
        ("consent anew", new(true)),
        ("refuse", new(false)),
    ];
    (desk, actions)
}

#[rstest]
// 5.6: passed on or settled first, closed then; what is recorded of a concern is not taken back, and a new worry is a
// new concern.
#[case("concern open", || of_a_concern(Come::Open), &[
    ("pass on", DONE), ("settle", DONE), ("correct", DONE), ("close", closed("H3")),
    ("take back", closed("H3")), ("raise another", DONE),
])]
#[case("concern passed on", || of_a_concern(Come::PassedOn), &[
    ("correct", DONE), ("close", DONE), ("take back", closed("H3")), ("raise another", DONE),
])]
#[case("concern closed", || of_a_concern(Come::Closed), &[
    ("pass on", closed("H3")), ("settle", closed("H3")), ("correct", DONE), ("close", closed("H3")),
    ("take back", closed("H3")), ("raise another", DONE),
])]
// 5.7: the team manager's. Meanwhile no visit is planned (R74), what took place can be told, and nothing is closed without
// its outcome (R76) and the record of both routes (R49).
#[case("allegation open", || of_an_allegation(false), &[
    ("read", MANAGERS), ("take a step", MANAGERS), ("close", ["R49 R76", "H8", "H8"]), ("receive another", MANAGERS),
    ("allow visits again", ["R74", "H8", "H8"]), ("plan a visit", closed("R74")), ("file a report", DONE),
])]
#[case("allegation closed", || of_an_allegation(true), &[
    ("read", MANAGERS), ("take a step", ["H3", "H8", "H8"]), ("close", ["H3", "H8", "H8"]),
    ("receive another", MANAGERS), ("allow visits again", closed("H3")), ("plan a visit", DONE),
    ("file a report", DONE),
])]
// A pause that a co-ordinator made is hers to end.
#[case("pause running", || of_a_pause(false), &[
    ("allow visits again", DONE), ("pause", closed("H3")), ("plan a visit", closed("R74")), ("file a report", DONE),
])]
#[case("pause over", || of_a_pause(true), &[
    ("allow visits again", closed("H3")), ("pause", DONE), ("plan a visit", DONE), ("file a report", DONE),
])]
#[case("report unread", || of_a_report(false), &[
    ("read", DONE), ("correct", DONE), ("take a note", DONE), ("raise a concern", DONE),
])]
#[case("report read", || of_a_report(true), &[
    ("correct", DONE), ("take a note", DONE), ("raise a concern", DONE),
])]
// 5.8: over is over for what lies ahead; what took place before, and how it ended, can still be told.
#[case("match live", || of_a_match(false), &[
    ("plan a visit", DONE), ("file a report", DONE), ("hold", DONE), ("end", DONE), ("give the card", DONE),
    ("take a note", DONE),
])]
#[case("match ended", || of_a_match(true), &[
    ("plan a visit", closed("H3")), ("file a report", DONE), ("hold", closed("H3")), ("end", DONE),
    ("give the card", closed("H3")), ("take a note", DONE),
])]
// R30: told with the child's consent, to whom it was given, while it holds.
#[case("consent given", || of_a_consent(false), &[
    ("tell the carer", DONE), ("tell the worker", closed("R30")), ("refuse to tell", DONE), ("withdraw", DONE),
    ("consent anew", DONE), ("refuse", DONE),
])]
#[case("consent withdrawn", || of_a_consent(true), &[
    ("tell the carer", closed("R30")), ("tell the worker", closed("R30")), ("refuse to tell", DONE),
    ("withdraw", closed("H3")), ("consent anew", DONE), ("refuse", DONE),
])]
fn who_may_do_what_to_a_record_in_a_state(
    #[case] state: &str,
    #[case] scene: Scene,
    #[case] table: &[(&str, Gets)],
) {
    let (mut desk, actions) = scene();
    let mut wrong = Vec::new();
    for (action, gets) in table {
        let (_, command) = actions.iter().find(|(name, _)| name == action).expect("an action");
        for (role, gets) in [Role::TeamManager, Role::CoOrdinator, Role::Reader].into_iter().zip(gets) {
            desk.role = role;
            let got = answer(&desk, &desk.world, command);
            if got != *gets {
                wrong.push(format!("{state}, {action}, {role:?}: {got} and not {gets}"));
            }
            // By the world that the role's keys open the answer is the same, and says nothing of what is restricted.
            if role != Role::TeamManager {
                assert_eq!(answer(&desk, &hers(&desk), command), got, "{state}, {action}, {role:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn answer(desk: &Desk, world: &World, command: &Command) -> String {
    let answer = decide(world, command, &desk.context());
    if desk.role != Role::TeamManager {
        let said = match &answer {
            Ok(d) => format!("{} {:?}", d.done, d.findings),
            Err(refusal) => refusal.to_string(),
        };
        assert!(!said.to_lowercase().contains("allegation"), "{said}");
    }
    let Err(refusal) = answer else { return "done".to_owned() };
    let standing = refusal.findings.iter().filter(|f| f.level >= Level::Override);
    let mut stands: Vec<&str> = standing.map(|f| f.rule.label()).collect();
    stands.sort_unstable();
    stands.dedup();
    stands.join(" ")
}
