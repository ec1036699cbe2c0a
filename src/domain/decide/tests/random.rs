//! What holds whatever is done: random histories of commands, sensible and not, on a growing scheme.

use super::super::nearby::nearby;
use super::super::undo::{inverse, stands_against};
use super::dice::{Dice, Roll};
use super::*;
use crate::id::Reference;
use proptest::prelude::*;

/// The most matches that run at a time, from today on.
fn most_at_a_time<'m>(matches: impl Iterator<Item = &'m Match> + Clone, today: NaiveDate) -> usize {
    let days = matches.clone().map(|m| m.started.max(today));
    days.map(|day| matches.clone().filter(|m| m.is_live(day)).count()).max().unwrap_or(0)
}

/// The most matches of each visitor that run at a time. What the law has ended does not run, recorded or not (R6, R3).
fn most_of_each(desk: &Desk) -> BTreeMap<VisitorId, usize> {
    let most = |v: &Visitor| {
        let of = || desk.world.matches_of_visitor(v.id);
        let days = of().map(|m| m.started.max(desk.today));
        let running = |day| of().filter(|m| crate::status::runs(&desk.world, m, day)).count();
        days.map(running).max().unwrap_or(0)
    };
    desk.world.visitors().map(|v| (v.id, most(v))).collect()
}

/// What has happened: it is refused only when it says too little, contradicts itself, or has nothing to be about.
fn is_fact(command: &Command, today: NaiveDate) -> bool {
    use Command as C;
    match command {
        C::FileVisitReport { report } => report.next.is_none(),
        C::CancelVisit { instead, .. } => instead.is_none(),
        C::RecordMeetingAboutChild { on, .. } => *on <= today,
        C::RecordStatusCheck { unchanged, .. } => !unchanged,
        C::MoveStage { to, .. } => *to != Stage::Approved,
        C::MeetCondition { .. } => true,
        C::SuspendVisitor { reason: Some(_), .. }
        | C::RecordMove { .. }
        | C::ConfirmContact { .. }
        | C::TellCarer { .. }
        | C::AnswerCard { .. }
        | C::AmendChild { .. }
        | C::AmendVisitor { .. }
        | C::RecordMeeting { .. }
        | C::DecideReferral { .. }
        | C::CloseReferral { .. }
        | C::GiveUpdate { .. }
        | C::ChaseInformation { .. }
        | C::ChangeSocialWorker { .. }
        | C::CheckPlacement { .. }
        | C::HoldCaseReview { .. }
        | C::RecordDbs { .. }
        | C::StartDbs { .. }
        | C::RecordUpdateService { .. }
        | C::RecordTraining { .. }
        | C::RecordReference { .. }
        | C::Declare { .. }
        | C::RecordDriver { .. }
        | C::HoldVisitor { .. }
        | C::ResumeVisitor { .. }
        | C::DiscussWithVisitor { .. }
        | C::DiscussWithChild { .. }
        | C::HearSocialWorker { .. }
        | C::HoldJointVisit { .. }
        | C::CloseProposal { .. }
        | C::HoldMatch { .. }
        | C::EndMatch { .. }
        | C::TakeClosingStep { .. }
        | C::DecideTrial { .. }
        | C::TalkOverSanction { .. }
        | C::AgreeContact { .. }
        | C::WithdrawContact { .. }
        | C::MissVisit { .. }
        | C::PayClaim { .. }
        | C::ReadReport { .. }
        | C::HoldMatchReview { .. }
        | C::FeedReview { .. }
        | C::ReviewStandards { .. }
        | C::RecordEvidence { .. }
        | C::PassOnConcern { .. }
        | C::AmendConcern { .. }
        | C::DecideConcern { .. }
        | C::TakeConcernStep { .. }
        | C::DecideMatchEffect { .. }
        | C::RecordLowLevel { .. }
        | C::LookAtLowLevel { .. }
        | C::RecordConsent { .. }
        | C::WithdrawConsent { .. }
        | C::SettleConcern { .. } => true,
        _ => false,
    }
}

fn references(world: &World) -> Vec<(Reference, crate::id::RawId)> {
    let visits = world.ledgers().flat_map(|l| &l.visits).map(|v| (v.reference(), v.id.0));
    let concerns = world.concerns().map(|c| (c.reference(), c.id.0));
    let people = world.children().map(|c| (c.reference(), c.id.0));
    let people = people.chain(world.visitors().map(|v| (v.reference(), v.id.0)));
    let people = people.chain(world.proposals().map(|p| (p.reference(), p.id.0)));
    people.chain(world.matches().map(|m| (m.reference(), m.id.0))).chain(visits).chain(concerns).collect()
}

/// A scheme in which there is something to choose from at once: two who are matched, two of whom everybody says yes to
/// each other, and a child who waits.
pub(super) fn scheme() -> Desk {
    let mut desk = Desk::new();
    let children = ["Zebulon", "Quillonia", "Yevgenia"].map(|first| child(&mut desk, first));
    let visitors = ["Zebulon", "Quillonia", "Yevgenia"].map(|first| visitor(&mut desk, first));
    let id = begun(&mut desk, children[0], visitors[0], "2026-04-01");
    for on in ["2026-08-01", "2026-09-05"] {
        desk.done(file(report(id, on)));
    }
    planned(&mut desk, id, "2026-11-28");
    agreed(&mut desk, children[1], visitors[1]);
    referral(&mut desk, children[2], "2026-10-30");
    desk
}

pub(super) fn dice(days: impl Strategy<Value = i32>) -> impl Strategy<Value = Dice> {
    (any::<u8>(), any::<u16>(), any::<u16>(), days, any::<u8>(), any::<bool>())
}

fn any_day() -> impl Strategy<Value = i32> {
    prop_oneof![5 => -30i32..=0, 3 => 0i32..40, 1 => -900i32..900]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done(steps in prop::collection::vec((dice(any_day()), 0u8..10), 1..130)) {
        let mut desk = scheme();
        let mut given: BTreeMap<Reference, crate::id::RawId> = BTreeMap::new();
        let mut ever: BTreeMap<VisitorId, usize> = BTreeMap::new();
        let mut last = None;
        for (dice, manner) in steps {
            // Sometimes everything is overridden, sometimes without a reason; sometimes the last change is undone.
            desk.override_with(if manner < 4 { RuleId::ALL } else { &[] });
            if let (Some(o), 3) = (&mut desk.overriding, manner) {
                o.reason.clear();
            }
            let roll = Roll { world: &desk.world, today: desk.today, dice };
            let command = if manner == 9 { last.take().unwrap_or_else(|| roll.command()) } else { roll.command() };
            let before = most_of_each(&desk);
            let decision = match desk.ask(&command) {
                Ok(decision) => decision,
                Err(refusal) => {
                    let by_house_rule = |f: &Finding| matches!(f.rule, RuleId::H1 | RuleId::H2 | RuleId::H3);
                    let refusing = refusal.findings.iter().filter(|f| f.level >= Level::Override);
                    let fair = !is_fact(&command, desk.today) || refusing.clone().all(by_house_rule);
                    prop_assert!(fair, "{command:?} is a fact, and was refused for {:?}", rules(&refusal.findings));
                    continue;
                }
            };
            // Whatever was gone on with stands there with a name, a reason, and the rule that was named.
            for taken_on in decision.findings.iter().filter(|f| f.level == Level::Override) {
                let over = desk.overriding.as_ref().unwrap();
                prop_assert!(!over.by.trim().is_empty() && !over.reason.trim().is_empty());
                prop_assert!(over.rules.contains(&taken_on.rule));
            }
            if manner >= 3 {
                prop_assert!(decision.findings.iter().all(|f| f.level <= Level::Warn), "{:?}", decision.findings);
            }
            prop_assert!(decision.findings.iter().all(|f| f.level < Level::Block));
            last = Some(desk.undoable(&command, &decision));
            // Records, the journal and the index are compared as it is written.
            desk.commit(&decision);
            for child in desk.world.children() {
                let open = desk.world.matches_of_child(child.id).filter(|m| m.is_open()).count();
                prop_assert!(open <= 1, "{open} matches at a time");
                let of: Vec<_> = desk.world.matches_of_child(child.id).collect();
                prop_assert!(most_at_a_time(of.into_iter(), desk.today) <= 1, "two matches of a child at a time");
                let proposed = desk.world.proposals_of_child(child.id).filter(|p| p.is_open()).count();
                prop_assert!(proposed <= 1, "{proposed} open proposals");
                let referred = desk.world.referrals_of_child(child.id).filter(|r| r.is_open()).count();
                prop_assert!(referred <= 1, "{referred} open referrals");
            }
            for (visitor, open) in most_of_each(&desk) {
                let most = ever.entry(visitor).or_insert(1);
                let more = open > *most && open > before.get(&visitor).copied().unwrap_or(0);
                prop_assert!(
                    !more || level(&decision.findings, RuleId::R19).is_some(),
                    "more than allowed, and nobody said so: {}",
                    command.name()
                );
                // What was once taken on by name may come back by an undo.
                *most = open.max(*most);
            }
            for (reference, id) in references(&desk.world) {
                prop_assert_eq!(*given.entry(reference).or_insert(id), id, "a reference was given twice");
            }
        }
    }

    #[test]
    fn an_undo_at_once_leaves_nothing_behind(steps in prop::collection::vec(dice(any_day()), 1..60)) {
        let mut desk = scheme();
        desk.override_with(RuleId::ALL);
        for dice in steps {
            let command = Roll { world: &desk.world, today: desk.today, dice }.command();
            let Ok(decision) = desk.ask(&command) else { continue };
            let (before, undo) = (desk.world.clone(), desk.undoable(&command, &decision));
            desk.commit(&decision);
            // What is recorded of a concern, what was released, and who opens the file are not taken back.
            let kept = [Kind::Concern, Kind::Release, Kind::Staff];
            let stays = decision.changes.iter().any(|c| kept.contains(&c.key().0));
            match desk.ask(&undo) {
                Err(_) => prop_assert!(stays, "{command:?} cannot be taken back"),
                Ok(back) => {
                    prop_assert!(!stays);
                    let mut after = desk.world.clone();
                    after.apply(&back.changes);
                    after.apply(&[Change::Put(before.counters().clone().into())]);
                    prop_assert!(after == before, "{command:?} left something behind");
                }
            }
        }
    }

    #[test]
    fn what_is_near_an_undo_says_of_it_what_the_whole_world_says(steps in prop::collection::vec(dice(any_day()), 1..60)) {
        let mut desk = scheme();
        desk.override_with(RuleId::ALL);
        let mut done = Vec::new();
        for dice in steps {
            let command = Roll { world: &desk.world, today: desk.today, dice }.command();
            let Ok(decision) = desk.ask(&command) else { continue };
            done.push(desk.undoable(&command, &decision));
            desk.commit(&decision);
        }
        // Not only the last: the older a change is, the more has been built upon it.
        for undo in done {
            let Command::Undo { what } = undo else { continue };
            let back: Vec<_> = what.before.iter().filter(|(kind, ..)| *kind != Kind::Counters).map(inverse).collect();
            let whole = stands_against(&desk.world, &back, what.change);
            let near = nearby(&desk.world, &back);
            prop_assert_eq!(stands_against(&near, &back, what.change), whole, "{}", what.command);
        }
    }
}
