//! Reviews, support and capacity: good practice (2.F).

use super::playing::{asked, on, pair, proposed, the_match, the_referral, the_visitor, there, visits};
use super::{Case, Seen, Side, due, found, in_its_place, turns};
use crate::command::Command;
use crate::deadline::Band::{Overdue, Quiet};
use crate::deadline::tests::world::{
    Scene, closed, d, days, hold, match_, proposal, quiet, referral, review, scheme, stage, supervision,
    visit, waiting,
};
use crate::decide::tests::commands::propose;
use crate::decide::tests::desk::Desk;
use crate::decide::tests::{day, file, report};
use crate::id::MatchId;
use crate::record::{
    Heard, Match, Party, ReportState, ReviewOutcome, Stage, Subject, TrialDecision, VisitState,
};
use crate::rule::Level::{Info, Override, Warn};
use crate::rule::ParamId;
use crate::rule::RuleId::{R86, R86a, R86b, R86c, R86d, R87, R88, R89, R90, R91, R95, R96, R97, R98, R98a};
use crate::world::Change;

pub(super) const CASES: &[Case] = &[
    turns(R86, Warn, Overdue, "three months after the start", |side| {
        on(&reviewed("2026-08-14", &[]), side.of("2026-11-15", "2026-11-14"), the_match())
    }),
    turns(R86, Warn, Overdue, "three months after 30 November: the last day of February", |side| {
        on(&reviewed("2026-11-30", &[]), side.of("2027-03-01", "2027-02-28"), the_match())
    }),
    turns(R86, Warn, Overdue, "six months after the start", |side| {
        let scene = reviewed("2026-08-14", &["2026-11-14"]);
        on(&scene, side.of("2027-02-15", "2027-02-14"), the_match())
    }),
    turns(R86, Warn, Overdue, "twelve months after the start", |side| {
        let scene = reviewed("2026-08-14", &["2026-11-14", "2027-02-14"]);
        on(&scene, side.of("2027-08-15", "2027-08-14"), the_match())
    }),
    turns(R86, Warn, Overdue, "held up to 28 days early, the program's own number", |side| {
        on(&reviewed("2026-08-14", &[side.of("2026-10-16", "2026-10-17")]), "2026-11-15", the_match())
    }),
    due(R86, Warn, Overdue, "held", |side| {
        let held: &[&str] = side.of(&[], &["2026-11-10"]);
        on(&reviewed("2026-08-14", held), "2026-11-15", the_match())
    }),
    turns(R86a, Warn, Overdue, "21 days after the start", |side| {
        on(&begun("2026-11-01"), side.of("2026-11-23", "2026-11-22"), the_match())
    }),
    due(R86a, Warn, Overdue, "somebody has asked", |side| {
        let mut scene = begun("2026-11-01");
        scene.supervisions.extend(side.of(None, Some(supervision(1, "2026-11-15"))));
        on(&scene, "2026-11-23", the_match())
    }),
    found(R86b, Warn, "all four are heard", |side| reviewing(side.of(3, 4), None)),
    found(R86b, Warn, "not heard, with the reason", |side| {
        reviewing(3, side.of(None, Some("Off sick; will be rung on Friday.")))
    }),
    found(R86c, Override, "told to the visitor with the child's agreement", |side| {
        telling(side.of(None, Some(true)))
    }),
    found(R86c, Override, "not told where the child says no", |side| {
        telling(side.of(Some(false), Some(true)))
    }),
    found(R86d, Warn, "after three visits the child decides that it goes on, or not", |side| {
        let (mut desk, p) = pair();
        for on in ["2026-08-01", "2026-09-05", "2026-10-03"] {
            desk.done(file(report(p.id, on)));
        }
        let goes_on = side == Side::Within;
        let decide = Command::DecideTrial { match_id: p.id, on: desk.today, goes_on, words: None };
        asked(desk, &decide, Subject::Match(p.id))
    }),
    due(R86d, Warn, Overdue, "after visit three, and not after visit two", |side| {
        let third = side.of(VisitState::Completed, VisitState::Missed { by: Party::Child });
        on(&trial(third, None), "2026-11-22", the_match())
    }),
    due(R86d, Warn, Overdue, "the decision is logged", |side| {
        let decided = TrialDecision { on: d("2026-11-20"), goes_on: true, words: None };
        on(&trial(VisitState::Completed, side.of(None, Some(decided))), "2026-11-22", the_match())
    }),
    turns(R87, Warn, Quiet, "eight weeks after the last", |side| {
        on(&quiet(), side.of("2026-12-29", "2026-12-28"), the_visitor()) // 2 November
    }),
    due(R87, Warn, Quiet, "within eight weeks", |side| {
        let last = side.of("2026-11-02", "2026-11-20");
        let scene = Scene { supervisions: vec![supervision(1, last)], ..quiet() };
        on(&scene, "2026-12-29", the_visitor())
    }),
    found(R88, Info, "the profile was shown", |side| {
        let (desk, _, _, proposal) = proposed(|_| ());
        let (on, profile_shown) = (desk.today, side == Side::Within);
        let talked =
            Command::DiscussWithChild { proposal, on, yes: true, profile_shown, choice_of: 2, note: None };
        asked(desk, &talked, Subject::Proposal(proposal))
    }),
    due(R89, Warn, Overdue, "after a visit the next is planned", |side| {
        let last = visit(1, 1, "2026-11-14", VisitState::Completed);
        let next = visit(1, 2, "2026-12-05", VisitState::Planned);
        on(&visits(side.of(vec![last.clone()], vec![last, next])), "2026-11-22", the_match())
    }),
    due(R90, Warn, Quiet, "amber from 32 matches a worker", |side| {
        on(&holding(side.of(32, 31)), "2026-11-22", Subject::Scheme)
    }),
    turns(R90, Warn, Overdue, "red from 36 matches a worker", |side| {
        on(&holding(side.of(36, 35)), "2026-11-22", Subject::Scheme)
    }),
    found(R90, Warn, "said when another is thought of", |side| {
        let (mut desk, p) = pair();
        let (child, visitor) = newcomers(&mut desk);
        let m = desk.world.match_(p.id).unwrap().clone();
        let copy = |n: u8| Match { id: MatchId([150 + n; 16]), number: 500 + u32::from(n), ..m.clone() };
        desk.write(&(1..side.of(32, 31)).map(|n| Change::Put(copy(n).into())).collect::<Vec<_>>());
        // What is due is asked of the made-up scheme; here only what is said of the proposal.
        let said = desk.findings(&propose(child, visitor, "2026-11-22"));
        let said = said.iter().map(|f| (f.rule, super::Shown::Found(f.level), f.subject)).collect();
        Seen { about: Subject::Scheme, said }
    }),
    in_its_place(
        R91,
        Info,
        "a target of thirty, or none; it is a setting that nothing falls short of, so it is asked of the policy",
        |side| {
            let mut desk = Desk::new();
            let param = ParamId::MatchTarget;
            desk.done(Command::ChangeSetting { param, value: side.of(Some(30), None) });
            there(R91, desk.world.policy().get(param) == 30, Subject::Scheme)
        },
    ),
    turns(R95, Warn, Overdue, "on the day on which the hold ends", |side| {
        let mut scene = quiet();
        scene.visits.pop(); // one planned meanwhile would be another line
        scene.visitor.holds = vec![hold("2026-11-17", Some("2026-12-20"), None)];
        on(&scene, side.of("2026-12-21", "2026-12-20"), the_visitor())
    }),
    due(R95, Warn, Overdue, "back from hold", |side| {
        let mut scene = quiet();
        let ended = side.of(None, Some("2026-12-18"));
        scene.visits.pop();
        scene.visitor.holds = vec![hold("2026-11-17", Some("2026-12-20"), ended)];
        on(&scene, "2026-12-21", the_visitor())
    }),
    turns(R96, Info, Overdue, "three working days, over a weekend", |side| {
        on(&enquired(Stage::Enquiry), side.of("2026-11-25", "2026-11-24"), the_visitor()) // a Thursday
    }),
    due(R96, Info, Overdue, "answered", |side| {
        on(&enquired(side.of(Stage::Enquiry, Stage::PackSent)), "2026-11-25", the_visitor())
    }),
    due(R97, Warn, Overdue, "two reports overdue, and not one", |side| {
        on(&owing(), side.of("2026-11-22", "2026-11-21"), the_visitor())
    }),
    turns(R98, Warn, Overdue, "closed within 28 days", |side| {
        on(&quiet().ended("2026-10-25"), side.of("2026-11-23", "2026-11-22"), the_match())
    }),
    due(R98, Warn, Overdue, "every step of the checklist", |side| {
        let mut scene = quiet().ended("2026-10-25");
        let mut steps = closed("2026-11-01");
        steps.truncate(side.of(steps.len() - 1, steps.len()));
        scene.match_.ended.as_mut().unwrap().closing = steps;
        on(&scene, "2026-11-23", the_match())
    }),
    due(R98a, Warn, Quiet, "waiting for more than six months", |side| {
        on(&waiting(referral(1, "2026-05-22")), side.of("2026-11-23", "2026-11-22"), the_referral())
    }),
    due(R98a, Warn, Quiet, "six months from 31 August: the last day of February", |side| {
        on(&waiting(referral(1, "2025-08-31")), side.of("2026-03-01", "2026-02-28"), the_referral())
    }),
];

fn reviewed(started: &str, held: &[&str]) -> Scene {
    let reviews = held.iter().zip(1..).map(|(on, n)| review(1, n, on)).collect();
    let mut scene = Scene { reviews, ..quiet() };
    scene.match_.started = d(started);
    scene
}

/// A match that began on a day, and of which nothing is known since.
fn begun(started: &str) -> Scene {
    let mut scene = reviewed(started, &[]);
    (scene.supervisions, scene.visits) = (Vec::new(), Vec::new());
    scene
}

/// A proposed match with two visits made, what became of the third, and what the child has decided.
fn trial(third: VisitState, decided: Option<TrialDecision>) -> Scene {
    let mut scene = begun("2026-09-01");
    (scene.match_.proposal, scene.match_.trial) = (Some(proposal(1, "2026-08-01").id), decided);
    let made = |n, on| visit(1, n, on, VisitState::Completed);
    scene.visits = vec![made(1, "2026-09-05"), made(2, "2026-10-03"), visit(1, 3, "2026-11-14", third)];
    scene
}

/// A formal review at which so many of the four were heard, and what is noted of the others.
fn reviewing(voices: usize, note: Option<&str>) -> Seen {
    let (desk, p) = pair();
    asked(desk, &held(p.id, voices, note, Some(true)), Subject::Match(p.id))
}

fn held(match_id: MatchId, voices: usize, note: Option<&str>, child_agrees: Option<bool>) -> Command {
    let four = [Party::Child, Party::Visitor, Party::Carer, Party::SocialWorker];
    let heard = |(n, who)| Heard { who, heard: n < voices, note: note.map(str::to_owned) };
    Command::HoldMatchReview {
        match_id,
        held: day("2026-11-10"),
        formal: true,
        heard: four.into_iter().enumerate().map(heard).collect(),
        outcome: ReviewOutcome::GoesOn,
        summary: "All well.".to_owned(),
        to_plan: Some(day("2026-11-12")),
        private: Some(true),
        child_agrees,
    }
}

/// What the child said at a review is told to the visitor.
fn telling(child_agrees: Option<bool>) -> Seen {
    let (mut desk, p) = pair();
    desk.done(held(p.id, 4, None, child_agrees));
    let review = desk.world.match_reviews().next().unwrap().id;
    let on = desk.today;
    asked(desk, &Command::GiveFeedback { review, on }, Subject::Match(p.id))
}

/// A scheme with one worker and so many matches.
fn holding(matches: u8) -> Scene {
    let mut scene = quiet();
    scene.scheme = scheme();
    scene.more =
        (2..=matches).map(|n| match_(n, &days("2026-03-01", i64::from(n)).to_string()).into()).collect();
    scene
}

/// A child and a visitor more.
fn newcomers(desk: &mut Desk) -> (crate::id::ChildId, crate::id::VisitorId) {
    use crate::decide::tests::{child, visitor};
    (child(desk, "Mariam"), visitor(desk, "Rosalind"))
}

fn enquired(at: Stage) -> Scene {
    let mut scene = quiet().without_match();
    scene.visitor.stages = vec![stage(at, "2026-11-19")];
    scene
}

/// Two visits whose reports are overdue from 10 and from 22 November on.
fn owing() -> Scene {
    let made = |n, on| {
        let mut line = visit(1, n, on, VisitState::Completed);
        line.report = ReportState::Awaited;
        line
    };
    visits(vec![made(1, "2026-11-02"), made(2, "2026-11-14")])
}
