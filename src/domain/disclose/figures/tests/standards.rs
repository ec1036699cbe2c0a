//! How far the standards of seed 2 are met: each counted on both sides of its edge (2.B).

use super::super::{Period, figures};
use super::{of_pairs, pairs, says, year};
use crate::deadline::tests::world::{
    Scene, allegation, annual_review, d, decision, meeting, pair, proposal, referral, review, said, stage,
    training,
};
use crate::people::Role;
use crate::record::{
    Answer, Briefing, ChildAnswer, Complaint, Heard, JointOutcome, JointVisit, Match, MeetingOutcome, Module,
    Pack, Party, PassedOn, Proposal, Referral, ReferralOutcome, Stage, StatusUpdate, Told,
};
use crate::world::World;
use rstest::rstest;

const ALL: &str = "100% (6 of 6)";
const NONE: &str = "0% (0 of 6)";

/// The share of six pairs, each of them so.
fn six(change: impl Fn(&mut Scene), key: &str) -> String {
    of_pairs(6, |_, s| change(s), key)
}

/// The visitors of the made-up scenes have a worker, a certificate to January 2028, all modules, a review of February
/// 2026 and a declaration of August.
#[rstest]
#[case("named-worker", Box::new(|s: &mut Scene| s.visitor.named_worker = None))]
#[case("dbs-current", Box::new(|s: &mut Scene| s.visitor.dbs[0].issued = d("2023-11-22")))]
#[case("training-current", Box::new(|s: &mut Scene| s.visitor.training[0] = training(Module::Safeguarding, Some("2026-11-21"))))]
#[case("annual-reviews", Box::new(|s: &mut Scene| s.annual[0].held = d("2025-11-21")))]
#[case("declared", Box::new(|s: &mut Scene| s.visitor.declaration = None))]
fn a_standard_of_visitors_is_met_or_not(#[case] key: &str, #[case] amiss: Box<dyn Fn(&mut Scene)>) {
    assert_eq!(six(|_| {}, key), ALL);
    assert_eq!(six(&*amiss, key), NONE);
    // Whoever has left is asked for nothing any more, and whoever is not approved not yet.
    assert_eq!(six(|s| s.visitor.stages.push(stage(Stage::Left, "2026-11-22")), key), "none to count");
    assert_eq!(six(|s| s.visitor.stages = vec![stage(Stage::Checks, "2026-01-01")], key), "none to count");
}

/// The other side of the same edges, a day away.
#[rstest]
#[case("dbs-current", Box::new(|s: &mut Scene| s.visitor.dbs[0].issued = d("2023-11-23")))]
#[case("training-current", Box::new(|s: &mut Scene| s.visitor.training[0] = training(Module::Safeguarding, Some("2026-11-22"))))]
#[case("annual-reviews", Box::new(|s: &mut Scene| s.annual[0].held = d("2025-11-22")))]
fn and_is_met_on_its_last_day(#[case] key: &str, #[case] just: Box<dyn Fn(&mut Scene)>) {
    assert_eq!(six(&*just, key), ALL);
}

#[test]
fn an_annual_review_counts_from_the_approval_and_one_that_is_still_to_come_does_not() {
    let with = |held: &[&str]| {
        six(
            |s| {
                s.annual =
                    held.iter().map(|on| annual_review(u8::try_from(s.visitor.number).unwrap(), on)).collect()
            },
            "annual-reviews",
        )
    };
    // Approved on 3 February 2025.
    assert_eq!(with(&[]), NONE);
    assert_eq!(with(&["2026-11-23"]), NONE);
    assert_eq!(with(&["2026-11-22"]), ALL);
}

#[test]
fn a_pack_that_was_given_by_the_day_counts() {
    let given =
        |on| six(|s| s.visitor.pack = Some(Pack { version: "3".to_owned(), on: d(on) }), "emergency-pack");
    assert_eq!((given("2026-11-22"), given("2026-11-23")), (ALL.into(), NONE.into()));
    assert_eq!(six(|_| {}, "emergency-pack"), NONE);
}

/// Three were held in the year; a number of groups is nobody's number, and never hidden.
#[test]
fn support_groups_of_the_last_twelve_months_are_counted() {
    assert_eq!(six(|_| {}, "support-groups"), "3");
    let first = |on| six(|s| s.groups[0].held = d(on), "support-groups");
    assert_eq!((first("2025-11-23"), first("2025-11-22")), ("3".into(), "2".into()));
}

/// R39: on day 21 in time. Referred on 1 October: the day is 22 October.
#[rstest]
#[case(Box::new(|r: &mut Referral| r.meetings = vec![meeting("2026-10-22", MeetingOutcome::Held)]), ALL)]
#[case(Box::new(|r: &mut Referral| r.meetings = vec![meeting("2026-10-23", MeetingOutcome::Held)]), NONE)]
#[case(Box::new(|r: &mut Referral| r.meetings = vec![meeting("2026-10-20", MeetingOutcome::Booked)]), NONE)]
#[case(Box::new(|_: &mut Referral| {}), NONE)]
// Turned down before its time had run out, or after.
#[case(Box::new(|r: &mut Referral| r.decision = Some(decision("2026-10-22", ReferralOutcome::Declined))), "none to count")]
#[case(Box::new(|r: &mut Referral| r.decision = Some(decision("2026-10-23", ReferralOutcome::Declined))), NONE)]
// Its time runs out on the last day of the period, or on the day after.
#[case(Box::new(|r: &mut Referral| r.received = d("2026-11-01")), NONE)]
#[case(Box::new(|r: &mut Referral| r.received = d("2026-11-02")), "none to count")]
fn a_child_is_met_in_time_on_the_twenty_first_day(
    #[case] change: Box<dyn Fn(&mut Referral)>,
    #[case] share: &str,
) {
    let asked = |n: u8, s: &mut Scene| {
        let mut asked = referral(n, "2026-10-01");
        change(&mut asked);
        *s = pair(n).without_match();
        s.referrals = vec![asked];
    };
    assert_eq!(of_pairs(6, asked, "met-in-time"), share);
}

/// R40: both, within 28 days.
#[test]
fn both_are_kept_up_to_date() {
    let told = |child: &str, worker: &str| {
        let asked = |n: u8, s: &mut Scene| {
            let mut asked = referral(n, "2026-06-01");
            asked.decision = Some(decision("2026-06-20", ReferralOutcome::Accepted));
            let update = |to, on| StatusUpdate { on: d(on), to, note: None };
            asked.updates = vec![update(Told::Child, child), update(Told::SocialWorker, worker)];
            *s = pair(n).without_match();
            s.referrals = vec![asked];
        };
        of_pairs(6, asked, "kept-up-to-date")
    };
    assert_eq!(told("2026-10-25", "2026-10-25"), ALL);
    assert_eq!(told("2026-10-24", "2026-11-20"), NONE);
    assert_eq!(told("2026-11-20", "2026-10-24"), NONE);
    assert_eq!(told("2026-11-20", "2026-11-23"), NONE, "told after the last day");
}

fn answered(on: &str) -> Answer {
    Answer { said: said(on), yes: true, note: None }
}

/// A proposal as it should be: talked over on 2 and 3 January, the visitor briefed on the 4th, all together on the 10th.
fn in_order(n: u8) -> Proposal {
    let outcome = JointOutcome {
        took_place: true,
        present: Vec::new(),
        child_yes: Some(true),
        visitor_yes: Some(true),
        note: None,
    };
    Proposal {
        visitor_answer: Some(answered("2026-01-02")),
        child_answer: Some(ChildAnswer { answer: answered("2026-01-03"), profile_shown: true, choice_of: 1 }),
        worker_answer: Some(answered("2026-01-03")),
        briefings: vec![Briefing { version: 1, said: said("2026-01-04"), shared: Vec::new() }],
        joint: vec![JointVisit { on: d("2026-01-10"), held: Some(outcome) }],
        ..proposal(n, "2026-01-01")
    }
}

#[rstest]
#[case("briefed", Box::new(|p: &mut Proposal| p.briefings[0].said = said("2026-01-11")))]
#[case("talked-over", Box::new(|p: &mut Proposal| p.visitor_answer = None))]
#[case("talked-over", Box::new(|p: &mut Proposal| p.child_answer.as_mut().unwrap().answer.said = said("2026-01-11")))]
#[case("joint-visit", Box::new(|p: &mut Proposal| p.joint[0].held.as_mut().unwrap().took_place = false))]
#[case("joint-visit", Box::new(|p: &mut Proposal| p.worker_answer = None))]
fn what_goes_before_a_match_is_met_or_not(#[case] key: &str, #[case] amiss: Box<dyn Fn(&mut Proposal)>) {
    let with = |change: &dyn Fn(&mut Proposal), began: &str| {
        let scene = |n: u8, s: &mut Scene| {
            let mut p = in_order(n);
            change(&mut p);
            s.match_ = Match { proposal: Some(p.id), started: d(began), ..s.match_.clone() };
            s.more.push(p.into());
        };
        of_pairs(6, scene, key)
    };
    assert_eq!(with(&|_| {}, "2026-02-02"), ALL);
    assert_eq!(with(&*amiss, "2026-02-02"), NONE);
    assert_eq!(with(&*amiss, "2025-11-22"), "none to count", "it began before the period");
    assert_eq!(six(|_| {}, key), NONE, "without a proposal nothing is on record");
}

/// R86: by the day, or up to 28 days early. The match began on 2 February: due on 2 May, 2 August.
#[rstest]
#[case(&["2026-05-02", "2026-08-02"], "100% (12 of 12)")]
#[case(&["2026-04-04", "2026-07-05"], "100% (12 of 12)")]
#[case(&["2026-04-03", "2026-08-02"], "50% (6 of 12)")]
#[case(&["2026-05-03", "2026-08-02"], "50% (6 of 12)")]
#[case(&[], "0% (0 of 12)")]
fn a_review_is_on_time_by_its_day(#[case] held: &[&str], #[case] share: &str) {
    let reviewed = |n: u8, s: &mut Scene| {
        s.reviews = held.iter().zip(1..).map(|(on, at)| review(n, at, on)).collect();
    };
    assert_eq!(of_pairs(6, reviewed, "reviews-on-time"), share);
}

#[test]
fn a_check_in_meets_no_review_and_none_is_due_after_the_end() {
    let informal = six(|s| s.reviews.iter_mut().for_each(|r| r.formal = false), "reviews-on-time");
    assert_eq!(informal, "0% (0 of 12)");
    let over =
        |on| six(|s| s.match_.ended = Some(crate::deadline::tests::world::ending(on)), "reviews-on-time");
    assert_eq!((over("2026-08-02"), over("2026-08-03")), (ALL.into(), "100% (12 of 12)".into()));
}

#[test]
fn who_was_heard_is_counted_of_the_formal_reviews_of_the_period() {
    let heard = |who: &[Party], key| {
        let all = |r: &mut crate::record::MatchReview| {
            r.heard = who.iter().map(|who| Heard { who: *who, heard: true, note: None }).collect();
        };
        six(|s| s.reviews.iter_mut().for_each(all), key)
    };
    let others = [Party::Visitor, Party::Carer, Party::SocialWorker];
    assert_eq!(heard(&[Party::Child], "child-heard"), "100% (12 of 12)");
    assert_eq!(heard(&others, "child-heard"), "0% (0 of 12)");
    assert_eq!(heard(&others, "others-heard"), "100% (12 of 12)");
    assert_eq!(heard(&others[..2], "others-heard"), "0% (0 of 12)");
}

/// R49: the LADO and the complaint procedure, for whoever may see that there are allegations at all.
#[test]
fn an_allegation_takes_both_routes() {
    let with = |lado: bool, complaint: bool| {
        let mut records = pairs(6, |_, _| {});
        for n in 1..=6 {
            let mut a = allegation(n, "2026-11-02 10:00");
            let (to, name) = ("the LADO".to_owned(), "Ola Grant".to_owned());
            a.lado = lado.then_some(PassedOn { at: a.received, to, name, reference: None });
            a.complaint =
                complaint.then(|| Complaint { opened: said("2026-11-02"), note: None, closed: None });
            records.push(a.into());
        }
        let world = World::from_records(records);
        says(&figures(&world, year(), Role::TeamManager), "allegations-both-routes")
    };
    assert_eq!(with(true, true), ALL);
    assert_eq!((with(true, false), with(false, true)), (NONE.into(), NONE.into()));
}

/// Each standard of the seed that can be counted from records has a figure that names its rule.
#[test]
fn each_standard_of_the_seed_has_a_figure() {
    let all = figures(&World::default(), Period::year_to(d("2026-11-22")), Role::TeamManager);
    // Its eleven rows: worker, emergencies, group, background, visited and kept up to date, discussed, joint visit,
    // reviewed, certificate, allegations, training, annual review.
    for rule in ["R41", "R42", "R43", "R44", "R39", "R40", "R45", "R46", "R86", "R48", "R49", "R50", "R50a"] {
        let naming = all.all().filter(|f| f.definition.contains(&format!("({rule})")));
        assert_eq!(naming.count(), 1, "{rule}");
    }
}
