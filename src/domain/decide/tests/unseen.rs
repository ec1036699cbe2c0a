//! What a co-ordinator's world holds when there are allegations is, byte for byte, what it holds when the visits were
//! paused by an ordinary act: played by chance on two desks side by side.

use super::allegations::take;
use super::alleged::hers;
use super::dice::{Dice, Roll};
use super::random::{dice, scheme};
use super::*;
use crate::deadline::{all, within};
use crate::id::AllegationId;
use proptest::prelude::*;

/// Stands in every text of an allegation, with a number of its own, and in nothing else.
const MARKER: &str = "Quernstone";

struct Marked(u32);

impl Marked {
    fn next(&mut self) -> String {
        self.0 += 1;
        format!("{MARKER} {}", self.0)
    }

    fn some(&mut self) -> Option<String> {
        Some(self.next())
    }

    fn receive(&mut self, desk: &Desk, (_, a, b, ..): Dice) -> Option<Command> {
        let visitors: Vec<_> = desk.world.visitors().map(|v| v.id).collect();
        let visitor = *visitors.get(usize::from(a) % visitors.len().max(1))?;
        let new = NewAllegation {
            visitor,
            match_id: desk.world.matches_of_visitor(visitor).last().map(|m| m.id),
            children: desk.world.children().take(usize::from(b % 3)).map(|c| c.id).collect(),
            received: desk.now,
            from: self.next(),
            natures: vec![HarmNature::ALL[usize::from(b) % 5].0],
            significant_harm: b % 2 == 0,
            happened: self.some(),
            what: self.next(),
        };
        Some(Command::ReceiveAllegation { allegation: Box::new(new) })
    }

    fn step(&mut self, desk: &Desk, (kind, a, b, _, small, odd): Dice) -> Option<Command> {
        use AllegationStep as S;
        let ids: Vec<AllegationId> = desk.world.allegations().map(|a| a.id).collect();
        let id = *ids.get(usize::from(a) % ids.len().max(1))?;
        let (at, on) = (desk.now, desk.today);
        let step = match kind % 24 {
            0 => S::ChildSafe { safe: odd, by: self.next(), at, note: self.some() },
            1 => S::ManagerTold { at, who: self.next(), by: self.next() },
            2 => S::LadoTold { at, name: self.next(), reference: self.some() },
            3 => S::SocialCareTold { at, to: self.next(), name: self.next(), reference: self.some() },
            4 => S::PoliceTold { at, name: self.next(), reference: self.some() },
            5 => {
                let kinds = vec![AdviceKind::ALL[usize::from(small) % 4].0];
                S::Advised { at, by: self.next(), kinds, threshold: odd.then_some(true), words: self.next() }
            }
            6 => S::FormAsked { at },
            7 => S::FormSent { at },
            8 => S::PauseTold { who: Party::ALL[usize::from(small) % 6].0, by: self.next(), on },
            9 => S::MayTell { by: self.next(), on },
            10 => S::VisitorTold { by: self.next(), on, supporter: self.some() },
            11 => S::Met { on, what: self.next(), decided: self.some().filter(|_| odd) },
            12 => S::ComplaintOpened { by: self.next(), on, note: self.some() },
            13 => S::ComplaintClosed { reason: self.next() },
            14 | 15 => S::Ended { word: OutcomeWord::ALL[usize::from(b) % 5].0, by: self.next(), on },
            16 | 17 => S::Reinstated { on, plan: self.next(), review_by: odd.then_some(on) },
            18 => S::AppointmentEnded { notice: odd.then_some(on), note: self.some() },
            19 => S::DbsAnswered { referred: odd, on, by: self.next(), reason: self.some() },
            20 => S::SummaryGiven { by: self.next(), on },
            21 => S::Learned { words: self.next() },
            22 => S::Closed { reason: self.next() },
            _ => S::Known {
                facts: Box::new(AllegationFacts {
                    natures: vec![HarmNature::Sexual],
                    significant_harm: odd,
                    other_children: self.some(),
                    elsewhere: self.some(),
                    aware: Some(odd),
                }),
            },
        };
        Some(take(id, step))
    }
}

/// Everything that is said of a world that is not about single records, and about what each of it is.
fn derived(world: &World, desk: &Desk) -> Vec<(Subject, String)> {
    let mut said = Vec::new();
    let ahead = within(world, desk.today, desk.now, 200);
    for line in all(world, desk.today, desk.now).iter().chain(&ahead) {
        let parts =
            [line.rule.label(), line.band.key(), line.what, &line.detail, &line.why, line.cure.words()];
        said.push((line.subject, format!("{} {:?}", parts.join("|"), line.related)));
    }
    for visitor in world.visitors() {
        let words = crate::status::of_visitor(world, visitor, desk.today).words();
        said.push((Subject::Visitor(visitor.id), words.to_owned()));
    }
    for m in world.matches() {
        let words = crate::status::of_match(world, m, desk.today).words();
        said.push((Subject::Match(m.id), words.to_owned()));
    }
    said
}

proptest! {
    #![proptest_config(crate::cases::cases(48))]

    #[test]
    fn a_coordinator_sees_an_ordinary_pause_and_nothing_else(
        steps in prop::collection::vec((dice(-30i32..40), 0u8..6), 1..70),
    ) {
        let (mut desk, mut twin) = (scheme(), scheme());
        let mut marked = Marked(0);
        for (dice, manner) in steps {
            desk.override_with(if manner == 0 { RuleId::ALL } else { &[] });
            let command = match manner {
                0 | 1 => marked.step(&desk, dice),
                2 => marked.receive(&desk, dice),
                _ => Some(Roll { world: &desk.world, today: desk.today, dice }.command()),
            };
            let Some(Ok((command, decision))) = command.map(|c| desk.ask(&c).map(|d| (c, d))) else { continue };
            desk.commit(&decision);
            // What is seen of it is what the ordinary command says and does.
            twin.overriding = desk.overriding.clone();
            let ordinary = match (&command, &decision.open) {
                (_, Some(open)) => {
                    let Subject::Visitor(visitor) = open.subject else { panic!("about somebody else") };
                    let from = decision.changes.iter().find_map(|c| match c {
                        Change::Put(Record::Visitor(v)) => v.suspensions.last().cloned(),
                        _ => None,
                    });
                    let pause = from.expect("a pause");
                    let on = pause.ended.unwrap_or(pause.from);
                    let reason = pause.ended.is_none().then_some(pause.reason);
                    Some(Command::SuspendVisitor { visitor, on, reason, by_manager: pause.by_manager })
                }
                _ if crate::people::is_restricted(&command) => None,
                _ => Some(command.clone()),
            };
            match ordinary {
                Some(ordinary) => {
                    let seen = twin.ask(&ordinary).unwrap();
                    if let Some(open) = &decision.open {
                        prop_assert_eq!(open.command, ordinary.name());
                        prop_assert_eq!(&open.done, &seen.done);
                        prop_assert_eq!(open.subject, seen.subject);
                        prop_assert!(open.findings == seen.findings);
                    }
                    twin.commit_as(&seen, &desk);
                }
                None => twin.skip(),
            }
            let hers = hers(&desk);
            prop_assert!(hers == twin.world, "{command:?} is seen");
            let said = derived(&hers, &desk);
            // The LADO is spoken of in the open as well: of a concern about a worker, of a consent that somebody is told.
            // What the twin says, in whose scheme there never was an allegation, is that and nothing else.
            let unsaid = said.iter().find(|(_, line)| line.contains(MARKER) || line.contains("llegation"));
            prop_assert!(unsaid.is_none(), "{unsaid:?}");
            prop_assert_eq!(said, derived(&twin.world, &twin));
        }
    }
}

/// The test of the test: a pause whose reason tells is seen.
#[test]
fn a_pause_that_says_why_would_be_seen() {
    let mut desk = scheme();
    let visitor = desk.world.visitors().next().unwrap().id;
    let command = Marked(0).receive(&desk, (0, 0, 0, 0, 0, false)).unwrap();
    desk.done(command);
    assert!(desk.world.allegations().any(|a| a.what.contains(MARKER)));
    let mut twin = hers(&desk);
    let mut person = twin.visitor(visitor).unwrap().clone();
    person.suspensions[0].reason = format!("{MARKER} 1");
    twin.apply(&[Change::Put(person.into())]);
    assert!(twin != hers(&desk));
}

/// What once failed by chance: a consent that the LADO is told, which ends soon, has a line of its own, and is no
/// allegation.
#[test]
fn an_ordinary_line_may_speak_of_the_lado() {
    let mut desk = scheme();
    let dice = (194, 1956, 33784, 0, 155, true);
    let command = Roll { world: &desk.world, today: desk.today, dice }.command();
    desk.done(command);
    let said = derived(&hers(&desk), &desk);
    assert!(said.iter().any(|(subject, line)| {
        matches!(subject, Subject::Child(_)) && line.contains("LADO") && !line.contains("llegation")
    }));
}
