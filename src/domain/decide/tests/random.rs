//! What holds whatever is done: random histories of commands, sensible and not, on a growing scheme.

use super::super::nearby::nearby;
use super::super::undo::{inverse, stands_against};
use super::dice::{Dice, KINDS, Roll};
use super::nature::{Nature, nature};
use super::*;
use crate::id::Reference;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

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

/// The rules of the house about what is typed: too little (H1), against itself (H2), about nothing that is there (H3).
fn is_about_what_is_typed(finding: &Finding) -> bool {
    matches!(finding.rule, RuleId::H1 | RuleId::H2 | RuleId::H3)
}

/// For each visitor, how many matches were let run at a time: as many as the setting allowed, and one more for each that
/// was taken on by name (R19) or was entered from before the file was made, and said.
struct Allowed {
    by_setting: i64,
    by_name: BTreeMap<VisitorId, i64>,
}

impl Allowed {
    fn note(&mut self, desk: &Desk, command: &Command, findings: &[Finding]) {
        self.by_setting = self.by_setting.max(desk.world.policy().get(ParamId::MatchesPerVisitor));
        let since = desk.world.scheme().unwrap().since;
        for finding in findings.iter().filter(|f| f.rule == RuleId::R19) {
            let visitor = match finding.subject {
                Subject::Visitor(id) => id,
                Subject::Match(id) => desk.world.match_(id).unwrap().visitor,
                other => panic!("R19 about {other:?}"),
            };
            if finding.level == Level::Override || began_before(command, since) {
                *self.by_name.entry(visitor).or_default() += 1;
            }
        }
    }

    fn of(&self, visitor: VisitorId) -> usize {
        let most = self.by_setting + self.by_name.get(&visitor).copied().unwrap_or(0);
        usize::try_from(most).unwrap()
    }
}

/// Whether a match is entered that began before the file was made.
fn began_before(command: &Command, since: NaiveDate) -> bool {
    match command {
        Command::StartMatch { on, .. } => *on < since,
        Command::Together { commands } => commands.iter().any(|c| began_before(c, since)),
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
    let what = "Two outings with the named worker.".to_owned();
    desk.visitor(visitors[2], |v| {
        v.stages.last_mut().unwrap().conditions = vec![Condition { what, met: None }]
    });
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
    #![proptest_config(crate::cases::cases(160))]

    #[test]
    fn whatever_is_done(steps in prop::collection::vec((dice(any_day()), 0u8..10), 1..130)) {
        let mut desk = scheme();
        let mut given: BTreeMap<Reference, crate::id::RawId> = BTreeMap::new();
        let mut allowed = Allowed { by_setting: 1, by_name: BTreeMap::new() };
        let mut last = None;
        for (dice, manner) in steps {
            // Sometimes everything is overridden, sometimes without a reason; sometimes the last change is undone.
            desk.override_with(if manner < 4 { RuleId::ALL } else { &[] });
            if let (Some(o), 3) = (&mut desk.overriding, manner) {
                o.reason.clear();
            }
            let roll = Roll { world: &desk.world, today: desk.today, dice };
            let command = if manner == 9 { last.take().unwrap_or_else(|| roll.command()) } else { roll.command() };
            let decision = match desk.ask(&command) {
                Ok(decision) => decision,
                Err(refusal) => {
                    let mut refusing = refusal.findings.iter().filter(|f| f.level >= Level::Override);
                    let fair = nature(&command, desk.today) != Nature::Fact || refusing.all(is_about_what_is_typed);
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
            // What was taken back is done again at the next turn.
            last = match (&command, desk.undoable(&command, &decision)) {
                (Command::Undo { .. }, Command::Undo { what }) => Some(Command::Redo { what }),
                (_, undo) => Some(undo),
            };
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
            allowed.note(&desk, &command, &decision.findings);
            for (visitor, running) in most_of_each(&desk) {
                let most = allowed.of(visitor);
                prop_assert!(
                    running <= most,
                    "{running} matches of a visitor at a time, {most} allowed, after {}",
                    command.name()
                );
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
            // What is recorded of a concern or an allegation, what was released, and who opens the file are not taken back.
            let kept = [Kind::Concern, Kind::LowLevel, Kind::Allegation, Kind::Release, Kind::Staff];
            let noted = is_noted(&command);
            let stays = decision
                .changes
                .iter()
                .any(|c| kept.contains(&c.key().0) && !(noted && c.key().0 == Kind::Release));
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

/// Of a status update or a review that was told the ledger only takes note.
fn is_noted(command: &Command) -> bool {
    match command {
        Command::Together { commands } => commands.iter().any(is_noted),
        other => ["give-update", "feed-review", "give-feedback"].contains(&other.name()),
    }
}

/// No command is left out of the histories.
#[test]
fn every_command_is_rolled() {
    let desk = scheme();
    let rolled = (0..KINDS).flat_map(|kind| (0..=255u8).map(move |small| (kind, small)));
    let rolled = rolled.flat_map(|(kind, small)| [false, true].map(|odd| (kind, 7u16, 9u16, -3, small, odd)));
    let rolled = rolled.map(|dice| Roll { world: &desk.world, today: desk.today, dice }.command().name());
    // The last change is taken back, and done again, as the histories go.
    let mut names: BTreeSet<&str> = rolled.chain(["undo", "redo"]).collect();
    for name in Command::NAMES {
        assert!(names.remove(name), "{name} is never rolled");
    }
    assert!(names.is_empty(), "{names:?}");
}

/// That no fact is refused by a rule says something only where each is also taken.
#[test]
fn every_fact_is_taken_in_some_history() {
    let mut runner = TestRunner::deterministic();
    let (mut asked, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..40 {
        let steps = prop::collection::vec(dice(any_day()), 250).new_tree(&mut runner).unwrap().current();
        let mut desk = scheme();
        desk.override_with(RuleId::ALL);
        for dice in steps {
            let command = Roll { world: &desk.world, today: desk.today, dice }.command();
            let fact = nature(&command, desk.today) == Nature::Fact;
            asked.extend(fact.then_some(command.name()));
            if let Ok(decision) = desk.ask(&command) {
                taken.extend(fact.then_some(command.name()));
                desk.commit(&decision);
            }
        }
        if asked == taken {
            break;
        }
    }
    let never: Vec<_> = asked.difference(&taken).collect();
    assert!(never.is_empty(), "{never:?}");
}
