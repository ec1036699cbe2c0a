//! What holds whatever is done: random histories of commands, sensible and not, on a growing scheme.

use super::super::nearby::nearby;
use super::super::undo::{inverse, stands_against};
use super::*;
use crate::id::Reference;
use proptest::prelude::*;

const FIRST: [&str; 8] = ["Zebulon", "Quillonia", "Sin\u{e9}ad", "李", "Yevgenia", "", "Bell\u{7}", "123"];
const LAST: [&str; 6] =
    ["O'Brienovic", "Haddadian", "", "de la Cruzado", "Lowestoftian", "Turned\u{202e}about"];
const TEXT: [&str; 6] =
    ["All well.", "", "  ", "\u{7}\u{202e}", "Said \u{1b}[31mno", "A longer text\nof two lines."];

/// One step, before it is known what there is to choose from.
type Dice = (u8, u16, u16, i32, u8, bool);

struct Roll<'w> {
    world: &'w World,
    today: NaiveDate,
    dice: Dice,
}

impl Roll<'_> {
    fn one<T>(&self, n: u16, mut all: impl ExactSizeIterator<Item = T>, gone: T) -> T {
        let len = all.len();
        // Now and then something that is not there.
        if len == 0 || n.is_multiple_of(23) { gone } else { all.nth(usize::from(n) % len).unwrap() }
    }

    fn child(&self, n: u16) -> ChildId {
        self.one(n, self.world.children().map(|c| c.id), ChildId([1; 16]))
    }

    fn visitor(&self, n: u16) -> VisitorId {
        self.one(n, self.world.visitors().map(|v| v.id), VisitorId([1; 16]))
    }

    fn match_id(&self, n: u16) -> MatchId {
        self.one(n, self.world.matches().map(|m| m.id), MatchId([1; 16]))
    }

    fn visit(&self, n: u16) -> VisitId {
        let visits: Vec<_> = self.world.visits_by_date().map(|(_, id)| id).collect();
        self.one(n, visits.into_iter(), VisitId([1; 16]))
    }

    fn referral(&self, n: u16) -> ReferralId {
        self.one(n, self.world.referrals().map(|r| r.id), ReferralId([1; 16]))
    }

    fn concern(&self, n: u16) -> crate::id::ConcernId {
        self.one(n, self.world.concerns().map(|c| c.id), crate::id::ConcernId([1; 16]))
    }

    fn day(&self) -> NaiveDate {
        self.today + chrono::Duration::days(i64::from(self.dice.3))
    }

    fn flag(&self, bit: u8) -> bool {
        self.dice.4 & (1 << bit) != 0
    }

    fn text(&self) -> String {
        TEXT[usize::from(self.dice.4) % TEXT.len()].to_owned()
    }

    fn said(&self) -> Said {
        Said::new(self.text(), self.day())
    }

    fn name(&self) -> Name {
        Name::new(FIRST[usize::from(self.dice.1) % FIRST.len()], LAST[usize::from(self.dice.2) % LAST.len()])
    }

    fn child_details(&self) -> Box<ChildDetails> {
        let years = chrono::Duration::days(365 * (i64::from(self.dice.1) % 20));
        let mut details = ChildDetails::new(self.name(), self.day() - years, "Northshire");
        details.view = match self.dice.4 % 5 {
            0 => ChildView::NotAsked,
            1 => ChildView::Objects { understands: self.flag(4), said: self.said() },
            _ => ChildView::Wants(self.said()),
        };
        if self.dice.4.is_multiple_of(11) {
            details.ceased = Some(Ceased { on: self.day(), reason: self.text() });
        }
        Box::new(details)
    }

    fn plan(&self) -> VisitPlan {
        VisitPlan { at_home: self.flag(1), what: Some(self.text()), ..VisitPlan::on(self.day(), None) }
    }

    fn report(&self) -> NewReport {
        let (_, a, b, _, _, odd) = self.dice;
        let visit = self.flag(2).then(|| self.visit(b));
        let of = visit.and_then(|v| self.world.visit(v)).map(|(m, _)| m.id);
        let concern =
            (a % 7 == 0).then(|| ReportConcern { learned: None, what: self.text(), danger_now: odd });
        let next = (b % 3 == 0).then(|| VisitPlan::on(self.day() + chrono::Duration::days(30), None));
        let happened = match a % 4 {
            0 => Happened::Missed { by: Party::Carer },
            1 => Happened::Cancelled { by: Party::Carer, reason: CancelReason::Sanction },
            _ => Happened::Yes,
        };
        let match_id = of.unwrap_or_else(|| self.match_id(a));
        NewReport {
            received: self.today.min(self.day().max(day("2020-01-01"))),
            visit,
            concern,
            next,
            happened,
            child_words: self.text(),
            minutes: Some(b % 900),
            date: self.day(),
            ..report(match_id, "2026-11-20")
        }
    }

    fn command(&self) -> Command {
        use Command as C;
        let (kind, a, b, _, small, odd) = self.dice;
        let (on, text) = (self.day(), self.text());
        let later = on + chrono::Duration::days(i64::from(small));
        match kind % 34 {
            0 => C::AddChild { details: self.child_details(), placement: None },
            1 => C::AmendChild { child: self.child(a), details: self.child_details() },
            2 => {
                let home = NewPlacement::new(on, PlacementKind::Foster, text, self.today);
                C::RecordMove { child: self.child(a), placement: Box::new(home) }
            }
            3 => C::ConfirmContact { child: self.child(a), with: text, on, address: None, phone: None },
            4 => {
                let answers = CardQuestion::ALL.iter().map(|(q, _)| (*q, "none".to_owned())).collect();
                C::AnswerCard { child: self.child(a), answers, source: text, on, all_confirmed: odd }
            }
            5 => receive(self.child(a), &on.to_string()),
            6 => C::DecideReferral {
                referral: self.referral(a),
                on,
                outcome: ReferralOutcome::ALL[usize::from(small) % 4].0,
                reason: Some(text),
            },
            7 => C::CloseReferral {
                referral: self.referral(a),
                on,
                reason: ReferralCloseReason::ALL[usize::from(small) % 6].0,
                note: None,
            },
            8 => C::RecordMeeting {
                referral: self.referral(a),
                on,
                wishes: None,
                view: None,
                note: Some(text),
            },
            9 => C::AddVisitor {
                details: Box::new(VisitorDetails { name: self.name(), ..VisitorDetails::default() }),
                stage: Stage::ALL[usize::from(small) % 9].0,
                on,
            },
            10 | 11 => {
                let to = if odd { Stage::ALL[usize::from(small) % 16].0 } else { Stage::Approved };
                C::MoveStage { visitor: self.visitor(a), to, on, by: None, note: None }
            }
            12 => {
                let check = certificate(&format!("0{}", b % 3), &on.to_string());
                let check =
                    DbsCheck { accepted: odd, level: DbsLevel::ALL[usize::from(small) % 4].0, ..check };
                C::RecordDbs { visitor: self.visitor(a), check: Box::new(check) }
            }
            13 => C::RecordStatusCheck { visitor: self.visitor(a), on, unchanged: odd },
            14 => C::RecordUpdateService { visitor: self.visitor(a), on, joined: odd },
            15 => C::RecordTraining {
                visitor: self.visitor(a),
                modules: Module::CORE.to_vec(),
                on,
                expires: odd.then_some(later),
                note: None,
            },
            16 => C::HoldVisitor {
                visitor: self.visitor(a),
                from: on,
                until: odd.then_some(later),
                reason: text,
            },
            17 => C::ResumeVisitor { visitor: self.visitor(a), on },
            18 => C::SuspendVisitor { visitor: self.visitor(a), on, reason: odd.then_some(text) },
            19..=21 => start(self.child(a), self.visitor(b), &on.to_string()),
            22 => C::EndMatch {
                child_words: None,
                informal_after: None,
                rematch: None,
                match_id: self.match_id(a),
                on,
                reason: EndReason::ALL[usize::from(small) % 11].0,
                decided_by: None,
                notice: odd.then_some(on),
                note: None,
            },
            23 => C::HoldMatch { match_id: self.match_id(a), from: on, until: None, reason: text },
            24 => C::PlanVisit { match_id: self.match_id(a), plan: Box::new(self.plan()) },
            25 => C::MoveVisit { visit: self.visit(a), date: on, start: None },
            26 => C::CancelVisit {
                visit: self.visit(a),
                by: Party::Child,
                reason: CancelReason::ALL[usize::from(small) % 10].0,
                told: self.today,
                note: None,
                instead: odd.then(|| Box::new(self.plan())),
            },
            27..=29 => file(self.report()),
            30 => C::ReadReport { visit: self.visit(a), acted: odd.then_some(text) },
            31 => C::PassOnConcern {
                concern: self.concern(a),
                at: at("2026-11-22T11:00:00Z"),
                to: text.clone(),
                name: text,
                reference: None,
            },
            32 => C::SettleConcern { concern: self.concern(a), reason: text },
            _ => C::Snooze {
                rule: RuleId::ALL[usize::from(a) % RuleId::ALL.len()],
                subject: Subject::Visit(self.visit(b)),
                due: self.today,
                until: later,
                reason: text,
            },
        }
    }
}

fn most_open(world: &World) -> BTreeMap<VisitorId, usize> {
    world.visitors().map(|v| (v.id, world.open_matches_of_visitor(v.id).count())).collect()
}

fn references(world: &World) -> Vec<(Reference, crate::id::RawId)> {
    let visits = world.ledgers().flat_map(|l| &l.visits).map(|v| (v.reference(), v.id.0));
    let concerns = world.concerns().map(|c| (c.reference(), c.id.0));
    let people = world.children().map(|c| (c.reference(), c.id.0));
    let people = people.chain(world.visitors().map(|v| (v.reference(), v.id.0)));
    people.chain(world.matches().map(|m| (m.reference(), m.id.0))).chain(visits).chain(concerns).collect()
}

/// A scheme in which there is something to choose from at once.
fn begun() -> Desk {
    let mut desk = Desk::new();
    for first in ["Zebulon", "Quillonia", "Yevgenia"] {
        child(&mut desk, first);
        visitor(&mut desk, first);
    }
    desk
}

fn dice() -> impl Strategy<Value = Dice> {
    let days = prop_oneof![5 => -30i32..=0, 2 => 0i32..40, 1 => -900i32..900];
    (any::<u8>(), any::<u16>(), any::<u16>(), days, any::<u8>(), any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done(steps in prop::collection::vec((dice(), 0u8..10), 1..70)) {
        let mut desk = begun();
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
            let before = most_open(&desk.world);
            let Ok(decision) = desk.ask(&command) else { continue };
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
                let referred = desk.world.referrals_of_child(child.id).filter(|r| r.is_open()).count();
                prop_assert!(referred <= 1, "{referred} open referrals");
            }
            for (visitor, open) in most_open(&desk.world) {
                let most = ever.entry(visitor).or_insert(1);
                let more = open > *most && open > before.get(&visitor).copied().unwrap_or(0);
                prop_assert!(!more || level(&decision.findings, RuleId::R19).is_some(), "more than allowed, and nobody said so");
                // What was once taken on by name may come back by an undo.
                *most = open.max(*most);
            }
            for (reference, id) in references(&desk.world) {
                prop_assert_eq!(*given.entry(reference).or_insert(id), id, "a reference was given twice");
            }
        }
    }

    #[test]
    fn an_undo_at_once_leaves_nothing_behind(steps in prop::collection::vec(dice(), 1..40)) {
        let mut desk = begun();
        desk.override_with(RuleId::ALL);
        for dice in steps {
            let command = Roll { world: &desk.world, today: desk.today, dice }.command();
            let Ok(decision) = desk.ask(&command) else { continue };
            let (before, undo) = (desk.world.clone(), desk.undoable(&command, &decision));
            desk.commit(&decision);
            let about_concern = decision.changes.iter().any(|c| c.key().0 == Kind::Concern);
            match desk.ask(&undo) {
                Err(_) => prop_assert!(about_concern, "{command:?} cannot be taken back"),
                Ok(back) => {
                    prop_assert!(!about_concern);
                    let mut after = desk.world.clone();
                    after.apply(&back.changes);
                    after.apply(&[Change::Put(before.counters().clone().into())]);
                    prop_assert!(after == before, "{command:?} left something behind");
                }
            }
        }
    }

    #[test]
    fn what_is_near_an_undo_says_of_it_what_the_whole_world_says(steps in prop::collection::vec(dice(), 1..60)) {
        let mut desk = begun();
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
