//! An Override always leaves name and reason in the journal: in every history, for every command that was gone on with,
//! and as it is read back from the file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::command::{Command, NewAllegation, Overriding, VisitPlan};
use domain::id::VisitId;
use domain::record::{
    CancelReason, Ceased, EndReason, Heard, Party, ReferralOutcome, ReviewOutcome, Shared, Stage,
};
use domain::rule::{Level, RuleId};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store::{Done, HistoryEntry};

use super::desk::{Desk, add_child, add_visitor, plan, report};
use super::random::{self, nth};

/// Every command that a rule may refuse, and that a named person may go on with all the same.
const OVERRIDABLE: [&str; 16] = [
    "add-child",
    "add-visitor",
    "book-joint-visit",
    "cancel-visit",
    "decide-referral",
    "end-match",
    "file-visit-report",
    "give-feedback",
    "issue-briefing",
    "move-stage",
    "move-visit",
    "plan-visit",
    "propose-match",
    "record-meeting-about-child",
    "start-match",
    "suspend-visitor",
];

/// One act, and how much of it is taken on: by whom and why there is a number.
type Act = (u8, usize, i64, String, u8);

fn acts(most: usize) -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec((any::<u8>(), 0usize..60, -40i64..20, "[A-Za-zé]{1,8}", any::<u8>()), 1..most)
}

/// A step forward, if there is anything to take it with.
fn forward(desk: &Desk, (which, n, days, word): (u8, usize, i64, &str)) -> Option<Command> {
    let (world, today) = (&desk.world, desk.today);
    let ahead = today + Days::new(days.unsigned_abs() + 1);
    let child = nth(world.children(), n)?;
    let visitor = nth(world.visitors(), n)?.id;
    let a_match = nth(world.matches(), n).map(|m| m.id);
    let to_come = |id: &VisitId| world.visit(*id).is_some_and(|(_, line)| line.state.is_planned());
    let visits: Vec<_> = world.visits_by_date().map(|(_, visit)| visit).filter(to_come).collect();
    let visit = nth(visits.into_iter(), n);
    let proposal = nth(world.proposals(), n).map(|p| p.id);
    let review = nth(world.match_reviews(), n).map(|r| r.id);
    Some(match which % 21 {
        0 => add_child(&child.name.first, child.born),
        1 => add_visitor(word, today),
        2 => {
            let by = Some("the panel".to_owned());
            let (to, on) = (if n % 2 == 0 { Stage::Approved } else { Stage::Leaving }, today);
            Command::MoveStage { visitor, to, on, by, note: None, conditions: Vec::new() }
        }
        3 | 4 => {
            Command::ProposeMatch { child: child.id, visitor, on: today, rationale: Some(word.to_owned()) }
        }
        5 => Command::BookJointVisit { proposal: proposal?, on: ahead },
        6 => Command::IssueBriefing { proposal: proposal?, on: today, shared: vec![Shared::Home] },
        7 => Command::StartMatch { child: child.id, visitor, on: today, rationale: None },
        8 => plan(a_match?, ahead),
        9 => Command::MoveVisit { visit: visit?, date: ahead, start: None },
        10 => Command::CancelVisit {
            visit: visit?,
            by: Party::Carer,
            reason: CancelReason::Illness,
            told: today,
            note: None,
            instead: Some(Box::new(VisitPlan::on(ahead, None))),
        },
        11 => {
            let mut filing = report(a_match?, None, today - Days::new(1), word);
            let Command::FileVisitReport { report } = &mut filing else { panic!("a report") };
            report.next = Some(VisitPlan::on(ahead, None));
            filing
        }
        12 => Command::GiveFeedback { review: review?, on: today },
        13 => Command::RecordMeetingAboutChild {
            match_id: a_match?,
            on: ahead,
            what: word.to_owned(),
            child_wants: None,
            attends: Some(true),
        },
        // An end is put off: the visitor may have another child by then.
        14 | 19 => match world.matches().find(|m| m.ended.is_some()).filter(|_| n % 2 == 0) {
            Some(over) => ending(over.id, ahead),
            None => ending(a_match?, today),
        },
        20 => Command::HoldMatchReview {
            match_id: a_match?,
            held: today,
            formal: true,
            heard: vec![Heard { who: Party::Child, heard: true, note: None }],
            outcome: ReviewOutcome::GoesOn,
            summary: word.to_owned(),
            to_plan: None,
            private: None,
            child_agrees: (n % 2 == 0).then_some(false),
        },
        15 => {
            let mut details =
                domain::command::ChildDetails::new(child.name.clone(), child.born, "Northshire");
            let on = today - Days::new(2);
            details.ceased = (n % 2 == 0).then(|| Ceased { on, reason: word.to_owned() });
            Command::AmendChild { child: child.id, details: Box::new(details) }
        }
        16 => {
            let referral = nth(world.referrals(), n)?.id;
            let outcome = ReferralOutcome::Accepted;
            Command::DecideReferral { referral, on: today, outcome, reason: None }
        }
        17 => Command::ReceiveAllegation { allegation: Box::new(alleged(visitor, desk.now(), word)) },
        _ => Command::SuspendVisitor { visitor, on: today, reason: None, by_manager: false },
    })
}

fn alleged(visitor: domain::id::VisitorId, received: DateTime<Utc>, what: &str) -> NewAllegation {
    NewAllegation {
        visitor,
        match_id: None,
        children: Vec::new(),
        received,
        from: "The carer".to_owned(),
        natures: Vec::new(),
        significant_harm: false,
        happened: None,
        what: what.to_owned(),
    }
}

fn ending(match_id: domain::id::MatchId, on: NaiveDate) -> Command {
    Command::EndMatch {
        match_id,
        on,
        reason: EndReason::TooFar,
        decided_by: None,
        notice: None,
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    }
}

/// Who takes it on and why: nobody, somebody with all that is needed, or without a name or a reason.
fn taken_on(manner: u8, n: usize) -> Option<Overriding> {
    let by = format!("Dana Whitlock {n}");
    let reason = format!("Agreed on the telephone, call {n}.");
    let rules = RuleId::ALL.to_vec();
    match manner % 8 {
        0 => None,
        1 => Some(Overriding { rules, by: " ".to_owned(), reason }),
        2 => Some(Overriding { rules, by, reason: "\u{200b} ".to_owned() }),
        3 => Some(Overriding { rules: rules.into_iter().filter(|r| *r < RuleId::R48).collect(), by, reason }),
        _ => Some(Overriding { rules, by, reason }),
    }
}

/// The rules of a decision that would have refused.
fn gone_on_with(done: &Done) -> BTreeSet<String> {
    let refusing = done.decision.findings.iter().filter(|f| f.level == Level::Override);
    refusing.map(|f| f.rule.label().to_owned()).collect()
}

/// What was taken on with a change: by whom, why, and which rules.
type Taken = (String, String, BTreeSet<String>);

/// What an entry says of it.
fn said(entry: &HistoryEntry) -> Option<Taken> {
    let rules: BTreeSet<String> = entry.overridden().map(|noted| noted.rule.clone()).collect();
    match &entry.taken_on {
        Some(taken) => Some((taken.by.clone(), taken.reason.clone(), rules)),
        None => {
            assert!(rules.is_empty(), "overridden by nobody: {rules:?}");
            None
        }
    }
}

/// Takes the acts, and holds what was gone on with against the journal, at once and when the file opens again. Answers
/// with the commands that were.
fn lived(acts: &[Act]) -> BTreeSet<String> {
    let mut desk = Desk::new();
    desk.a_match();
    let begun = desk.file.head().seq;
    let mut expected: BTreeMap<u64, Option<Taken>> = BTreeMap::new();
    let mut commands = BTreeSet::new();
    for (n, (which, at, days, word, manner)) in acts.iter().enumerate() {
        let command = if manner & 0x80 == 0 {
            forward(&desk, (*which, *at, *days, word))
        } else {
            random::command(&desk, &(*which, *at, *days, word.clone()))
        };
        let Some(command) = command else { continue };
        let mut context = desk.file.context(desk.today, desk.now(), &desk.by).unwrap();
        context.overriding = taken_on(*manner, n);
        let Ok(done) = desk.file.run(&mut desk.world, &command, &context) else { continue };
        let rules = gone_on_with(&done);
        let taken = (!rules.is_empty()).then(|| {
            commands.insert(command.name().to_owned());
            let over = context.overriding.clone().expect("nobody took it on");
            assert!(over.by.starts_with("Dana") && over.reason.starts_with("Agreed"), "{command:?}");
            (over.by, over.reason, rules)
        });
        let entry = desk.file.journal(None, 1).unwrap().remove(0);
        assert_eq!((entry.change, &entry.command[..]), (done.change, command.name()));
        assert_eq!(said(&entry), taken, "{command:?}");
        expected.insert(done.change, taken);
    }
    let desk = desk.reopened();
    let entries = desk.file.journal(None, usize::MAX).unwrap();
    let told: BTreeMap<_, _> =
        entries.iter().filter(|e| e.change > begun).map(|e| (e.change, said(e))).collect();
    assert_eq!(told, expected, "the file tells of other names and reasons");
    commands
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_gone_on_with_leaves_name_and_reason_in_the_file(acts in acts(50)) {
        lived(&acts);
    }
}

/// And no command is left out of that.
#[test]
fn every_command_that_can_be_overridden_is_seen_in_the_journal() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..60 {
        let acts = acts(120).new_tree(&mut runner).unwrap().current();
        seen.extend(lived(&acts));
        if OVERRIDABLE.iter().all(|name| seen.contains(*name)) {
            break;
        }
    }
    assert_eq!(seen, OVERRIDABLE.map(str::to_owned).into());
}
