//! Whatever is done in whatever order, the world in memory is the one that the file holds.

use chrono::Days;
use domain::command::{ChildDetails, Command, Happened, NewConcern, VisitPlan};
use domain::record::{
    CancelReason, CardQuestion, EndReason, Interval, Name, Party, ReferralOutcome, ReviewOutcome, Subject,
    SupervisionKind,
};
use domain::rule::{ParamId, RuleId};
use domain::world::World;
use proptest::prelude::*;

use super::desk::{Desk, add_child, add_visitor, day, plan, referral, report};

/// One act: which, on which of those that there are, on which day, and a word.
pub(super) type Act = (u8, usize, i64, String);

pub(super) fn nth<T>(mut all: impl ExactSizeIterator<Item = T>, n: usize) -> Option<T> {
    let len = all.len();
    if len == 0 { None } else { all.nth(n % len) }
}

/// The command for an act, if there is anything to do it to.
pub(super) fn command(desk: &Desk, (which, n, days, word): &Act) -> Option<Command> {
    let (world, n) = (&desk.world, *n);
    let on = if *days < 0 {
        desk.today - Days::new(days.unsigned_abs())
    } else {
        desk.today + Days::new(*days as u64)
    };
    let child = nth(world.children(), n).map(|child| child.id);
    let visitor = nth(world.visitors(), n).map(|visitor| visitor.id);
    let a_match = nth(world.matches(), n).map(|m| m.id);
    let visit = nth(world.visits_by_date(), n).map(|(_, visit)| visit);
    let referred = nth(world.referrals(), n).map(|referral| referral.id);
    let concern = nth(world.concerns(), n).map(|concern| concern.id);
    let word = word.clone();
    Some(match which % 26 {
        0 => add_child(&word, day("2014-01-01") + Days::new(n as u64 % 900)),
        1 => add_visitor(&word, on),
        2 => {
            let details = ChildDetails::new(Name::new(word, "Haddad"), day("2014-05-01"), "Southshire");
            Command::AmendChild { child: child?, details: Box::new(details) }
        }
        3 => referral(child?, on),
        4 => Command::DecideReferral {
            referral: referred?,
            on,
            outcome: ReferralOutcome::Accepted,
            reason: None,
        },
        5 | 6 => Command::StartMatch { child: child?, visitor: visitor?, on, rationale: Some(word) },
        7..=9 => plan(a_match?, on),
        10 => Command::MoveVisit { visit: visit?, date: on, start: None },
        11 => Command::CancelVisit {
            visit: visit?,
            by: Party::Carer,
            reason: CancelReason::Weather,
            told: on,
            note: Some(word),
            instead: (n % 2 == 0).then(|| Box::new(VisitPlan::on(on + Days::new(7), None))),
        },
        12..=14 => {
            let mut filing = report(a_match?, visit.filter(|_| n % 2 == 0), on, &word);
            if let Command::FileVisitReport { report } = &mut filing
                && n % 3 == 0
            {
                report.happened = Happened::Missed { by: Party::Visitor };
            }
            filing
        }
        15 => Command::ReadReport { visit: visit?, acted: (n % 2 == 0).then_some(word) },
        16 => Command::TakeNote {
            on,
            about: child.map(Subject::Child).into_iter().chain(visitor.map(Subject::Visitor)).collect(),
            text: word,
        },
        17 => Command::RaiseConcern {
            concern: Box::new(NewConcern {
                match_id: a_match,
                visit,
                danger_now: n % 2 == 0,
                ..NewConcern::new(child?, desk.now(), "", word)
            }),
        },
        18 => Command::SettleConcern { concern: concern?, with: None, reason: word },
        19 => {
            let subject = Subject::Match(a_match?);
            Command::Snooze { rule: RuleId::R47, subject, due: on, until: on, reason: word }
        }
        20 => Command::HoldMatchReview {
            child_agrees: None,
            private: None,
            match_id: a_match?,
            held: on,
            formal: true,
            heard: Vec::new(),
            outcome: ReviewOutcome::GoesOn,
            summary: word,
            to_plan: None,
        },
        21 => Command::RecordSupervision { visitor: visitor?, on, how: SupervisionKind::Call, summary: word },
        22 => Command::ChangeSetting { param: ParamId::ReportDays, value: Some(days.abs() + 1) },
        23 => match n % 3 {
            0 => Command::MarkReviewed {},
            1 => Command::AnswerCard {
                child: child?,
                answers: vec![(CardQuestion::Diet, word)],
                source: "Sam".to_owned(),
                on,
                all_confirmed: false,
            },
            _ => Command::AgreePattern {
                match_id: a_match?,
                every: Interval::Weeks(2),
                with: word,
                on,
                reason: Some("wished".to_owned()),
            },
        },
        24 => Command::EndMatch {
            child_words: None,
            informal_after: None,
            rematch: None,
            match_id: a_match?,
            on,
            reason: EndReason::Rematched,
            decided_by: None,
            notice: None,
            note: Some(word),
        },
        _ => Command::Undo { what: Box::new(desk.file.last_undoable().unwrap()?) },
    })
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec((any::<u8>(), 0usize..60, -40i64..20, "[A-Za-zé]{1,8}"), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_world_is_what_the_file_holds(acts in acts()) {
        let mut desk = Desk::new();
        // Something to begin with, so that most acts find somebody.
        desk.a_match();
        let (mut done, mut last) = (0, desk.world.clone());
        for act in &acts {
            let Some(command) = command(&desk, act) else { continue };
            let head = desk.file.head();
            match desk.try_run(&command) {
                Ok(outcome) => {
                    prop_assert_eq!(outcome.change, head.seq + 1);
                    done += 1;
                    last = desk.world.clone();
                }
                Err(store::RunError::Refused(_)) => prop_assert_eq!(desk.file.head(), head),
                Err(error) => panic!("{command:?}: {error}"),
            }
            prop_assert!(desk.world == last);
        }
        // The same world follows from the journal alone, from the first change on.
        let mut told = World::default();
        let mut entries = desk.file.journal(None, usize::MAX).unwrap();
        entries.reverse();
        for entry in &entries {
            for changed in &entry.changes {
                told.apply(&[match &changed.after {
                    Some(record) => domain::world::Change::Put(record.clone()),
                    None => domain::world::Change::Remove(changed.kind, changed.id),
                }]);
            }
        }
        prop_assert!(told == desk.world, "the journal tells of another world");
        prop_assert_eq!(entries.len(), done + 4);
        let report = desk.file.verify(&mut |_, _| {}).unwrap();
        prop_assert!(report.is_sound(), "{:?}", report.problems);
        desk.reopened();
    }

    #[test]
    fn an_undo_leaves_what_was_there_before(acts in acts()) {
        let mut desk = Desk::new();
        desk.a_match();
        for act in &acts {
            let before = desk.world.clone();
            let Some(command) = command(&desk, act) else { continue };
            if desk.try_run(&command).is_err() { continue }
            let what = Box::new(desk.file.last_undoable().unwrap().unwrap());
            // Every other change stays, so that there is something to go on from.
            if desk.file.head().seq.is_multiple_of(2) && desk.try_run(&Command::Undo { what }).is_ok() {
                // Numbers given out stay given out; all else is as it was.
                let mut after = desk.world.clone();
                after.apply(&[domain::world::Change::Put(before.counters().clone().into())]);
                prop_assert!(after == before, "{command:?} was not taken back whole");
            }
        }
        desk.reopened();
    }
}
