//! The list as a whole: order, snoozes, what is new, and that every clock of the table strikes.

use super::world::*;
use crate::deadline::{Band, Deadline, Harm, Kept, Touched, all, for_subject, harm_of, touched};
use crate::id::{ChildId, ConcernId};
use crate::record::{
    Allegation, AllegationMeeting, AllegationOutcome, CardQuestion, Ceased, ChildView, Concern, ConcernStep,
    Condition, DbsApplication, DbsCheck, Incident, Kind, MatchReview, MeetingOutcome, OutcomeWord, Record,
    ReportState, RiskAnswer, Stage, StepTaken, Subject, UpdateService, VisitState,
};
use crate::rule::{ParamId, RuleId, TABLE};
use crate::world::{Change, World};
use rstest::rstest;
use std::collections::BTreeSet;

/// Seventeen pairs, each with something wrong.
fn kitchen_sink() -> World {
    let mut scenes: Vec<Scene> = (1..=17).map(pair).collect();
    let [outing, moved, unvisited, late, checks, joined, held, young, away, rest @ ..] = &mut scenes[..]
    else {
        unreachable!()
    };
    life_of_a_match(rest);

    outing.visits[2] = visit(1, 3, "2026-11-27", VisitState::Planned);
    outing.child.card.answers.clear();
    outing.visitor.dbs.clear();
    outing.child.risk = Some(RiskAnswer {
        no_match: false,
        said: said("2026-01-05"),
        headline: "risk".to_owned(),
        controls: None,
        home_only: true,
    });
    outing.visitor.suspensions.push(pause("2026-11-20", None));
    // An outing with somebody who has been removed, and whose match nobody has ended.
    outing.visitor.stages.push(stage(Stage::Removed, "2026-11-19"));

    moved.child.placements[0].to = Some(d("2026-10-19"));
    moved.child.placements.push(placement("2026-10-19"));
    moved.child.placements[1].learned = d("2026-11-20");
    moved.visits.truncate(1);

    unvisited.visits.truncate(1);
    unvisited.visits[0].date = d("2026-09-05");
    unvisited.reviews = vec![MatchReview { to_plan: None, ..review(3, 1, "2026-05-02") }];
    unvisited.supervisions.clear();

    late.visits = vec![visit(4, 1, "2026-11-10", VisitState::Planned)];

    checks.visitor.dbs = vec![DbsCheck { update_service: UpdateService::NotRecorded, ..dbs("2026-10-01") }];
    checks.visitor.dbs_application =
        Some(DbsApplication { applied: d("2026-11-02"), reference: None, chased: None });
    checks.visitor.stages = vec![stage(Stage::Approved, "2024-11-01")];
    (checks.annual, checks.visitor.training[6].expires) = (Vec::new(), Some(d("2026-12-20")));

    joined.visitor.dbs =
        vec![DbsCheck { update_service: UpdateService::Joined(d("2024-02-01")), ..dbs("2024-01-29") }];

    joined.visits[2] = visit(6, 3, "2026-11-28", VisitState::Planned);
    joined.child.view = ChildView::Objects { understands: true, said: said("2026-11-20") };
    joined.child.ceased = Some(Ceased { on: d("2026-11-21"), reason: "home".to_owned() });

    held.match_.holds.push(hold("2026-10-01", Some("2026-11-20"), None));
    let runs_out = super::consents::consent(held, 1, "2026-01-08", "2026-11-30");
    held.more.extend([runs_out.into(), super::consents::given(held, 1).into()]);

    young.child.born = d("2009-05-14");
    young.visits.truncate(2);
    young.child.card = card("2026-01-05");

    *away = Scene { referrals: vec![referral(9, "2026-03-02")], ..pair(9) }.without_match();
    away.referrals[0].meetings = vec![meeting("2026-11-24", MeetingOutcome::Booked)];
    away.groups = vec![group(1, "2026-06-01")];
    away.more = super::followed::of_every_kind(9);
    let (fresh, decided) = allegations();
    away.more.extend([concern(9, "2026-11-21 10:00").into(), fresh.into(), decided.into()]);

    let mut records: Vec<Record> = scenes.iter().flat_map(Scene::records).collect();
    records.retain(|r| !matches!(r, Record::SupportGroup(g) if g.held != d("2026-06-01")));
    // The scheme of the last pair holds for all.
    let mut common = scheme();
    common.standards_reviewed = Some(d("2025-06-01"));
    common.settings.insert(ParamId::CapacityAmber, 10);
    common.settings.insert(ParamId::AbuseDuty, 1);
    records.push(common.into());
    World::from_records(records)
}

/// One that has just come in, and one in which the visitor was removed.
fn allegations() -> (Allegation, Allegation) {
    let fresh = allegation(9, "2026-11-21 10:00");
    let meeting = AllegationMeeting { on: d("2026-11-23"), what: "strategy".to_owned(), decided: None };
    let asked = Some(fresh.received);
    let fresh = Allegation { significant_harm: true, form_asked: asked, meetings: vec![meeting], ..fresh };
    let outcome = AllegationOutcome {
        word: OutcomeWord::Substantiated,
        by: "Ola Grant".to_owned(),
        on: d("2026-11-20"),
        reinstated: Some(false),
        note: None,
    };
    (fresh, Allegation { outcome: Some(outcome), ..allegation(10, "2026-11-02 10:00") })
}

/// What goes wrong from the first enquiry to the last step of an ending.
fn life_of_a_match(scenes: &mut [Scene]) {
    let [sanction_, begun, ended, enquiry, stalled, free, driving, shaky] = scenes else { unreachable!() };

    sanction_.visits[0].state = sanction(Some(2));
    sanction_.visits[1].claim = claim("2026-10-01");
    sanction_.child.risk = Some(risk("2026-05-01"));
    sanction_.child.next_case_review = Some(d("2026-11-10"));

    begun.match_.started = d("2026-10-31");
    begun.match_.proposal = Some(proposal(11, "2026-10-01").id);
    begun.visits = ["2026-11-02", "2026-11-05", "2026-11-09"]
        .into_iter()
        .zip(1..)
        .map(|(on, n)| visit(11, n, on, VisitState::Completed))
        .collect();
    begun.visits.iter_mut().for_each(|v| v.report = ReportState::Awaited);
    (begun.reviews, begun.supervisions) = (Vec::new(), Vec::new());

    ended.match_.ended = Some(ending("2026-10-01"));
    ended.visits.clear();

    for (scene, n, on) in [(enquiry, 13, "2026-11-16"), (stalled, 14, "2026-10-01")] {
        *scene = pair(n).without_match();
        scene.visitor.stages = vec![stage(Stage::Enquiry, on)];
    }

    *free = pair(15).without_match();
    free.visitor.stages = vec![stage(Stage::Approved, "2024-03-01")];
    (free.supervisions, free.annual) = (Vec::new(), Vec::new());
    free.visitor.declaration = None;

    driving.visitor.driver = Some(driver("2025-11-01"));
    driving.visits[0].date = d("2026-10-10");
    driving.visits.remove(1);
    driving.visits[1].overnight = true;
    driving.child.placements[0].confirmed = Some(said("2026-10-05"));

    driving.visitor.stages[0].conditions = vec![Condition { what: "first aid".to_owned(), met: None }];

    // Thought of for somebody, and not carried on.
    stalled.more = vec![proposal(14, "2026-10-01").into()];

    shaky.visits[0].state = CANCELLED;
    shaky.visits[1].state = CANCELLED;
    shaky.supervisions[0].on = d("2026-10-20");
}

#[test]
fn every_clock_of_the_table_strikes() {
    let found: BTreeSet<RuleId> =
        all(&kitchen_sink(), d(TODAY), noon(d(TODAY))).iter().map(|l| l.rule).collect();
    let clocks: BTreeSet<RuleId> = TABLE.iter().filter(|r| r.clock).map(|r| r.id).collect();
    let silent: Vec<_> = clocks.difference(&found).collect();
    let unnamed: Vec<_> = found.difference(&clocks).collect();
    assert_eq!(silent, Vec::<&RuleId>::new(), "clocks that never strike");
    assert_eq!(unnamed, Vec::<&RuleId>::new(), "deadlines of rules that the table does not call clocks");
}

#[test]
fn every_line_explains_itself_and_fits() {
    for line in all(&kitchen_sink(), d(TODAY), noon(d(TODAY))) {
        assert!(line.why.ends_with('.') && line.why.len() > 60, "{line:?}: {}", line.why);
        assert!(!line.why.contains("  ") && !line.why.contains(".."), "{line:?}: {}", line.why);
        assert!(is_one_sentence(&line.why), "{line:?}: {}", line.why);
        assert!(!line.detail.is_empty() && line.detail.chars().count() <= 40, "{line:?}: {}", line.detail);
        for name in ["Leila", "Joan", "Haddad", "Barker"] {
            assert!(!line.what.contains(name) && !line.detail.contains(name), "{line:?}");
        }
    }
}

#[rstest]
#[case("A match is reviewed: that of Leila H. and Joan B. began on Sun 1 Nov, so by Mon 1 Feb.", true)]
#[case("A report is sent within 7 days. None has come.", false)]
#[case("a report is sent.", false)]
#[case("A report is sent", false)]
#[case("A report is sent (within 7 days.) None has come.", false)]
fn one_sentence_is_told_from_two(#[case] why: &str, #[case] one: bool) {
    assert_eq!(is_one_sentence(why), one);
}

/// One of the parameters of its rule stands in every explanation, so that a setting can be told from a fact.
#[test]
fn every_line_names_its_parameter() {
    let world = kitchen_sink();
    for line in all(&world, d(TODAY), noon(d(TODAY))) {
        let params = line.rule.row().params;
        let named = params.iter().any(|p| line.why.contains(&world.policy().get(*p).to_string()));
        // With no certificate at all there is nothing to count from.
        let nothing_to_count = ["none recorded", "no DBS certificate"].contains(&line.detail.as_str());
        assert!(named || params.is_empty() || nothing_to_count, "{line:?}: {}", line.why);
    }
}

#[test]
fn the_list_is_ordered_by_band_then_harm_then_age_then_rule_then_reference() {
    let world = kitchen_sink();
    let list = all(&world, d(TODAY), noon(d(TODAY)));
    let key = |l: &Deadline| (l.band, harm_of(l.rule), l.due, l.rule, world.reference(l.subject));
    let keys: Vec<_> = list.iter().map(key).collect();
    assert!(keys.is_sorted());
    assert_eq!(keys[0].0, Band::Clock);
    assert!(Band::ALL.iter().all(|band| keys.iter().any(|k| k.0 == *band) || *band == Band::Today));
}

/// A child who went missing is told of to three: each is a line of its own under one rule, and comes and goes alone.
#[test]
fn what_one_rule_asks_about_one_concern_is_kept_line_by_line() {
    let missing = Concern { kind: Incident::Missing, ..concern(1, "2026-11-21 10:00") };
    let mut world = Scene { more: vec![missing.clone().into()], ..quiet() }.world();
    let at = (d(TODAY), noon(d(TODAY)));
    let mut kept = Kept::new(&world, at.0, at.1);
    let asked = |kept: &Kept| kept.iter().filter(|l| l.rule == RuleId::R80c).count();
    assert_eq!(asked(&kept), 3);
    let (step, by) = (ConcernStep::CarerTold, "Sal Moss".to_owned());
    let steps = vec![StepTaken { step, at: missing.learned, by, with: None, note: None }];
    let changes = [Change::Put(Concern { steps, ..missing }.into())];
    let subjects = touched(&world, &changes);
    world.apply(&changes);
    kept.refresh(&world, &subjects, at.0, at.1);
    assert_eq!(asked(&kept), 2);
    assert!(kept.iter().eq(&all(&world, at.0, at.1)));
    assert_eq!(
        Band::ALL.iter().map(|b| kept.in_band(*b)).sum::<usize>() + kept.put_off(),
        kept.iter().count()
    );
}

#[test]
fn safety_comes_before_contact_and_money_last() {
    use RuleId as R;
    let order = [R::R32, R::R39, R::R50, R::R50b, R::R59].map(harm_of);
    assert_eq!(order, [Harm::Safety, Harm::Contact, Harm::Duty, Harm::Scheme, Harm::Money]);
    // A report that is late and a child who is not seen stand above expenses, however long those wait.
    for rule in [R::R33, R::R20, R::R86, R::R48, R::R25, R::R10, R::R47, R::R87] {
        assert!(harm_of(rule) < harm_of(R::R59), "{rule}");
    }
}

#[test]
fn a_subject_brings_its_own_lines() {
    let world = kitchen_sink();
    let list = all(&world, d(TODAY), noon(d(TODAY)));
    let mut subjects: BTreeSet<Subject> = list.iter().map(|l| l.owner()).collect();
    assert!(subjects.len() > 8);
    for subject in &subjects {
        let own: Vec<_> = list.iter().filter(|l| l.owner() == *subject).cloned().collect();
        assert!(for_subject(&world, *subject, d(TODAY), noon(d(TODAY))) == own, "{subject:?}");
    }
    subjects = list
        .iter()
        .map(|l| l.subject)
        .filter(|s| matches!(s, Subject::Visit(_) | Subject::Referral(_)))
        .collect();
    assert!(subjects.len() >= 3);
    for subject in subjects {
        let own: Vec<_> = list.iter().filter(|l| l.subject == subject).cloned().collect();
        assert!(for_subject(&world, subject, d(TODAY), noon(d(TODAY))) == own, "{subject:?}");
    }
    assert!(
        for_subject(&world, Subject::Concern(ConcernId(id(10, 99))), d(TODAY), noon(d(TODAY))).is_empty()
    );
}

/// Hidden before its day, shown again from it; another rule or another subject is not hidden by it.
#[rstest]
#[case("2026-11-22", None)]
#[case("2026-11-23", Some("2026-11-23"))]
#[case("2026-12-20", Some("2026-12-20"))]
fn a_snooze_lasts_until_its_day(#[case] until: &str, #[case] snoozed: Option<&str>) {
    let scene = waiting(referral(1, "2026-10-30"));
    let subject = Subject::Referral(scene.referrals[0].id);
    let more = vec![snooze(1, RuleId::R39, subject, "2026-11-20", until).into()];
    let scene = Scene { more, ..scene };
    let line = scene.lines(RuleId::R39, d(TODAY)).remove(0);
    assert_eq!(line.snoozed, snoozed.map(d));
    assert_eq!((line.band, line.due), (Band::Overdue, d("2026-11-20")));
    let elsewhere = [
        snooze(1, RuleId::R40, subject, "2026-11-20", until),
        snooze(1, RuleId::R39, Subject::Child(ChildId(id(1, 1))), "2026-11-20", until),
    ];
    for other in elsewhere {
        let scene = Scene { more: vec![other.into()], ..waiting(referral(1, "2026-10-30")) };
        assert_eq!(scene.lines(RuleId::R39, d(TODAY))[0].snoozed, None);
    }
}

/// A visit put off until after a holiday, then made: the next that falls behind is shown.
#[test]
fn a_snooze_does_not_outlive_what_it_was_made_for() {
    let mut scene = quiet();
    let about = Subject::Match(scene.match_.id);
    scene.visits = vec![visit(1, 1, "2026-10-10", VisitState::Completed)];
    scene.more = vec![snooze(1, RuleId::R20, about, "2026-11-20", "2027-06-01").into()];
    assert_eq!(scene.lines(RuleId::R20, d("2026-12-01"))[0].snoozed, Some(d("2027-06-01")));
    scene.visits.push(visit(1, 2, "2026-12-05", VisitState::Completed));
    let next = scene.lines(RuleId::R20, d("2027-01-20")).remove(0);
    assert_eq!((next.due, next.snoozed), (d("2027-01-15"), None));
}

#[test]
fn while_you_were_away_counts_what_fell_due_after_the_last_look() {
    let mut scene = waiting(referral(1, "2026-10-30")); // due on 20 November, and an update on 27 November
    let count = |scene: &Scene, last: &str, today: &str| {
        Kept::new(&scene.world(), d(today), noon(d(today))).fell_due_since(d(last), d(today))
    };
    assert_eq!(count(&scene, "2026-11-19", "2026-11-20"), 1);
    assert_eq!(count(&scene, "2026-11-20", "2026-11-22"), 0);
    assert_eq!(count(&scene, "2026-11-19", "2026-11-19"), 0);
    assert_eq!(count(&scene, "2026-11-19", "2026-11-27"), 2);
    let subject = Subject::Referral(scene.referrals[0].id);
    scene.more = vec![snooze(1, RuleId::R39, subject, "2026-11-20", "2026-12-20").into()];
    assert_eq!(count(&scene, "2026-11-19", "2026-11-27"), 1);
}

#[test]
fn an_answer_on_the_card_takes_the_outing_off_the_list() {
    let mut scene = quiet();
    scene.visits[2] = visit(1, 3, "2026-11-27", VisitState::Planned);
    scene.child.card.answers.retain(|a| a.question != CardQuestion::Diet);
    assert_eq!(all(&scene.world(), d(TODAY), noon(d(TODAY))).len(), 1);
    scene.child.card = card("2026-11-22");
    assert_eq!(all(&scene.world(), d(TODAY), noon(d(TODAY))).len(), 0);
}

/// Lines that rest on the record of somebody else: each change alters its line, and only what it touches is derived
/// anew.
#[test]
fn what_rests_on_the_records_of_others_is_derived_anew() {
    let scene = || {
        let mut scene = quiet().moved("2026-11-02");
        scene.supervisions.clear();
        scene.visits = [CANCELLED, CANCELLED, VisitState::Planned]
            .into_iter()
            .zip(["2026-10-17", "2026-11-14", "2026-12-05"])
            .zip(1..)
            .map(|((state, on), n)| visit(1, n, on, state))
            .collect();
        scene
    };
    let changed = |rule, change: &dyn Fn(&mut Scene), what: Kind| {
        let (mut world, mut after) = (scene().world(), scene());
        change(&mut after);
        let records = after.records().into_iter().filter(|r| r.kind() == what);
        let changes: Vec<_> = records.map(Change::Put).collect();
        let mut kept = Kept::new(&world, d(TODAY), noon(d(TODAY)));
        let line = |kept: &Kept| kept.iter().find(|l| l.rule == rule).map(|l| l.why.clone());
        let before = line(&kept);
        let subjects = touched(&world, &changes);
        world.apply(&changes);
        kept.refresh(&world, &subjects, d(TODAY), noon(d(TODAY)));
        while kept.go_on(&world, d(TODAY), noon(d(TODAY)), 50) {}
        assert!(kept.iter().eq(&all(&world, d(TODAY), noon(d(TODAY)))), "{rule} {what:?}");
        assert_ne!(before, line(&kept), "{rule} {what:?}");
    };
    changed(RuleId::R58, &|s| s.visitor.employers.push("Ellis".to_owned()), Kind::Visitor);
    changed(RuleId::R81, &|s| s.visits[2].overnight = true, Kind::Ledger);
    changed(RuleId::H6, &|s| s.more.push(note(1, TODAY, Subject::Match(s.match_.id)).into()), Kind::Note);
    changed(RuleId::H6, &|s| s.supervisions.push(supervision(1, TODAY)), Kind::Supervision);
    changed(RuleId::R55, &|s| s.match_.ended = Some(ending("2026-10-01")), Kind::Match);
    changed(RuleId::R90, &|s| s.scheme.settings.extend([(ParamId::CapacityRed, 1)]), Kind::Scheme);
    changed(RuleId::R38, &|s| s.child.risk = Some(risk("2026-01-05")), Kind::Child);
}

#[test]
fn putting_off_and_waking_alter_the_line_and_nothing_else() {
    let mut scene = waiting(referral(1, "2026-10-30"));
    scene.visits = vec![visit(1, 1, "2026-01-10", VisitState::Completed)];
    scene.visits[0].report = ReportState::Awaited;
    let (asked, owed) = (Subject::Referral(scene.referrals[0].id), Subject::Visit(visit_id(1, 1)));
    for (rule, subject, owner, due) in [
        (RuleId::R39, asked, Subject::Child(scene.child.id), "2026-11-20"),
        (RuleId::R33, owed, Subject::Match(scene.match_.id), "2026-01-17"),
    ] {
        let mut world = scene.world();
        let mut kept = Kept::new(&world, d(TODAY), noon(d(TODAY)));
        let awake = all(&world, d(TODAY), noon(d(TODAY)));
        let put_off = snooze(1, rule, subject, due, "2026-12-20");
        for change in [Change::Put(put_off.clone().into()), Change::Remove(Kind::Snooze, put_off.id.0)] {
            let subjects = touched(&world, std::slice::from_ref(&change));
            assert_eq!(subjects, Touched::These(BTreeSet::from([owner])));
            world.apply(std::slice::from_ref(&change));
            kept.refresh(&world, &subjects, d(TODAY), noon(d(TODAY)));
            let line = kept.iter().find(|l| (l.rule, l.subject) == (rule, subject)).unwrap();
            assert_eq!(line.snoozed.is_some(), matches!(change, Change::Put(_)));
        }
        assert!(kept.iter().eq(&awake));
    }
}
