//! Two files made by the same random commands: one in which a team manager has also kept allegations, one in which
//! nobody ever did. Where an allegation pauses visits or allows them again, the other file holds the ordinary act; where
//! it does nothing that others see, the other file holds a note without content, so that changes and ids are the same.
#![allow(dead_code, reason = "the command line and the screens need different parts of it")]

use chrono::{DateTime, NaiveDate, Utc};
use domain::command::{
    AllegationStep, Command, Context, Decision, Happened, NewAllegation, NewConcern, NewConsent, NewLowLevel,
    NewPlacement, NewReport, ReportConcern, VisitPlan,
};
use domain::decide::decide;
use domain::id::{AllegationId, MatchId, VisitId, VisitorId};
use domain::people::{Role, is_restricted};
use domain::record::{
    AdviceKind, CancelReason, ConsentTo, EndReason, HarmNature, OutcomeWord, Party, Pause, PlacementKind,
    Record, Subject, SupervisionKind,
};
use domain::world::{Change, World};
use std::path::Path;
use store::{Kdf, NewScheme, Person, SchemeFile};

/// Stands in every text of an allegation, with a number of its own, and in nothing else.
pub const MARKER: &str = "Quernstone";
/// Who opens the files, and with what: one of each role.
pub const MANAGER: (&str, &str) = (demo::COORDINATOR, demo::PASSPHRASE);
pub const COORDINATOR: (&str, &str) = ("Bo Lind", "the words of bo");
pub const READER: (&str, &str) = ("Rae Wells", "the words of rae");

/// Numbers by chance, the same for the same seed (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % most as u64).expect("small")
    }

    /// One of several, if there are any.
    fn of<T>(&mut self, all: impl IntoIterator<Item = T>) -> Option<T> {
        let mut all: Vec<T> = all.into_iter().collect();
        if all.is_empty() { None } else { Some(all.swap_remove(self.below(all.len()))) }
    }
}

/// The steps of the two files, and the worlds that they lead to.
pub struct Twins {
    /// What both begin with.
    pub base: Vec<(Command, Context)>,
    pub alleged: Vec<(Command, Context)>,
    pub ordinary: Vec<(Command, Context)>,
    /// As the manager sees the first.
    pub world: World,
    /// As everybody sees the second.
    pub plain: World,
}

/// A small scheme with so many steps by chance after it.
pub fn twins(seed: u64, steps: usize, today: NaiveDate, now: DateTime<Utc>) -> Twins {
    let made = demo::sized(5, 6, 4, 16, today, now);
    let base = made.steps.into_iter().map(|(context, command)| (command, context)).collect();
    let (alleged, ordinary) = (Vec::new(), Vec::new());
    let twins = Twins { base, alleged, ordinary, world: made.world.clone(), plain: made.world };
    let mut making = Making { twins, chance: Chance(seed), marked: 0, today, now };
    for _ in 0..steps {
        if let Some(command) = making.roll() {
            making.take(&command);
        }
    }
    making.twins
}

struct Making {
    twins: Twins,
    chance: Chance,
    marked: u32,
    today: NaiveDate,
    now: DateTime<Utc>,
}

impl Making {
    /// Carries a command out in the one file, and what everybody sees of it in the other.
    fn take(&mut self, command: &Command) {
        let change = next_change(&self.twins.base, &self.twins.alleged);
        let context = Context {
            today: self.today,
            now: self.now,
            by: demo::COORDINATOR.to_owned(),
            role: Role::TeamManager,
            change,
            chance: [9; 10],
            overriding: None,
        };
        let Ok(decision) = decide(&self.twins.world, command, &context) else { return };
        let seen = as_seen(&self.twins.world, command, &decision);
        let other = decide(&self.twins.plain, &seen, &context).expect("what is seen is ordinary");
        self.twins.world.apply(&decision.changes);
        self.twins.plain.apply(&other.changes);
        self.twins.alleged.push((command.clone(), context.clone()));
        self.twins.ordinary.push((seen, context));
    }

    fn mark(&mut self) -> String {
        self.marked += 1;
        format!("{MARKER} {}", self.marked)
    }

    fn some(&mut self) -> Option<String> {
        Some(self.mark())
    }

    fn visitor(&mut self) -> Option<VisitorId> {
        let all: Vec<_> = self.twins.plain.visitors().map(|v| v.id).collect();
        self.chance.of(all)
    }

    fn match_id(&mut self) -> Option<MatchId> {
        let all: Vec<_> = self.twins.plain.matches().map(|m| m.id).collect();
        self.chance.of(all)
    }

    fn planned(&mut self) -> Option<VisitId> {
        let visits = self.twins.plain.ledgers().flat_map(|l| &l.visits);
        let all: Vec<_> = visits.filter(|v| v.state.is_planned()).map(|v| v.id).collect();
        self.chance.of(all)
    }

    fn roll(&mut self) -> Option<Command> {
        match self.chance.below(10) {
            0 => self.receive(),
            1..=4 => self.step(),
            5 => self.about_a_visitor(),
            6 => self.about_a_child(),
            _ => self.about_a_match(),
        }
    }

    fn receive(&mut self) -> Option<Command> {
        let visitor = self.visitor()?;
        let open = self.twins.plain.matches_of_visitor(visitor).last();
        let (match_id, children) = (open.map(|m| m.id), open.map(|m| m.child).into_iter().collect());
        let allegation = NewAllegation {
            visitor,
            match_id,
            children,
            received: self.now,
            from: self.mark(),
            natures: vec![HarmNature::Physical],
            significant_harm: self.chance.below(2) == 0,
            happened: self.some(),
            what: self.mark(),
        };
        Some(Command::ReceiveAllegation { allegation: Box::new(allegation) })
    }

    fn step(&mut self) -> Option<Command> {
        use AllegationStep as S;
        let open: Vec<AllegationId> = self.twins.world.allegations().map(|a| a.id).collect();
        let allegation = self.chance.of(open)?;
        let (at, on, odd) = (self.now, self.today, self.chance.below(2) == 0);
        let step = match self.chance.below(16) {
            0 => return Some(Command::NoteAccess { subject: Subject::Allegation(allegation) }),
            1 => S::ChildSafe { safe: odd, by: self.mark(), at, note: self.some() },
            2 => S::ManagerTold { at, who: self.mark(), by: self.mark() },
            3 => S::LadoTold { at, name: self.mark(), reference: self.some() },
            4 => S::PoliceTold { at, name: self.mark(), reference: self.some() },
            5 => {
                let kinds = vec![AdviceKind::Meeting];
                S::Advised { at, by: self.mark(), kinds, threshold: Some(odd), words: self.mark() }
            }
            6 => S::PauseTold { who: Party::Child, by: self.mark(), on },
            7 => S::MayTell { by: self.mark(), on },
            8 => S::VisitorTold { by: self.mark(), on, supporter: self.some() },
            9 => S::Met { on, what: self.mark(), decided: self.some() },
            10 => S::ComplaintOpened { by: self.mark(), on, note: self.some() },
            11 => S::ComplaintClosed { reason: self.mark() },
            12 => S::Ended { word: OutcomeWord::Unfounded, by: self.mark(), on },
            13 => S::Reinstated { on, plan: self.mark(), review_by: odd.then_some(on) },
            14 => S::Learned { words: self.mark() },
            _ => S::Closed { reason: self.mark() },
        };
        Some(Command::TakeAllegationStep { allegation, step: Box::new(step) })
    }

    fn about_a_visitor(&mut self) -> Option<Command> {
        let (visitor, on) = (self.visitor()?, self.today);
        Some(match self.chance.below(5) {
            0 => {
                let reason = Some("the certificate is looked at".to_owned());
                Command::SuspendVisitor { visitor, on, reason, by_manager: false }
            }
            1 => Command::SuspendVisitor { visitor, on, reason: None, by_manager: false },
            2 => Command::CancelPausedVisits { visitor, told: on },
            3 => {
                let (how, summary) = (SupervisionKind::Call, "All is well.".to_owned());
                Command::RecordSupervision { visitor, on, how, summary }
            }
            _ => {
                let low_level = NewLowLevel {
                    visitor,
                    on,
                    heard: None,
                    told: self.now,
                    raised_by: "The carer".to_owned(),
                    what: "Late without a word.".to_owned(),
                    done: None,
                };
                Command::RecordLowLevel { low_level: Box::new(low_level) }
            }
        })
    }

    fn about_a_child(&mut self) -> Option<Command> {
        let all: Vec<_> = self.twins.plain.children().map(|c| c.id).collect();
        let (child, on) = (self.chance.of(all)?, self.today);
        Some(match self.chance.below(4) {
            0 => {
                let concern = NewConcern::new(child, self.now, "The school", "A bruise was seen.");
                Command::RaiseConcern { concern: Box::new(concern) }
            }
            1 => {
                let home = NewPlacement::new(on, PlacementKind::Foster, "Pat Marsh", on);
                Command::RecordMove { child, placement: Box::new(home) }
            }
            2 => {
                let consent = NewConsent {
                    about: Subject::Child(child),
                    what: ConsentTo::Photographs,
                    given: self.chance.below(2) == 0,
                    by: "The child".to_owned(),
                    how: "said it".to_owned(),
                    on,
                    until: None,
                };
                Command::RecordConsent { consent: Box::new(consent) }
            }
            _ => {
                let about = vec![Subject::Child(child)];
                Command::TakeNote { on, about, text: "Rang the carer.".to_owned() }
            }
        })
    }

    fn about_a_match(&mut self) -> Option<Command> {
        let (match_id, on) = (self.match_id()?, self.today);
        Some(match self.chance.below(6) {
            0 | 1 => {
                let ahead = 2 + self.chance.below(30);
                let plan = VisitPlan::on(on + chrono::Days::new(ahead as u64), None);
                Command::PlanVisit { match_id, plan: Box::new(plan) }
            }
            2 => {
                let (by, reason) = (Party::Carer, CancelReason::Illness);
                Command::CancelVisit {
                    visit: self.planned()?,
                    by,
                    reason,
                    told: on,
                    note: None,
                    instead: None,
                }
            }
            3 => Command::HoldMatch { match_id, from: on, until: None, reason: "exams".to_owned() },
            4 if self.chance.below(4) == 0 => Command::EndMatch {
                match_id,
                on,
                reason: EndReason::TooFar,
                decided_by: None,
                notice: None,
                note: None,
                child_words: None,
                rematch: None,
                informal_after: None,
            },
            _ => Command::FileVisitReport { report: Box::new(self.report(match_id)) },
        })
    }

    fn report(&mut self, match_id: MatchId) -> NewReport {
        let what = "The child was afraid to go home.".to_owned();
        let worry = ReportConcern { what, danger_now: false, learned: None, heard: None };
        NewReport {
            match_id,
            visit: None,
            date: self.today,
            received: self.today,
            happened: Happened::Yes,
            minutes: Some(120),
            activity: "Bowling".to_owned(),
            chosen_by: None,
            child_words: "Best one yet".to_owned(),
            visitor_view: "A good day.".to_owned(),
            concern: (self.chance.below(3) == 0).then_some(worry),
            next: None,
            expenses: None,
            support_wanted: None,
            looked_at: true,
        }
    }
}

/// What everybody sees of a command: itself, the ordinary pause or its end, or nothing.
fn as_seen(world: &World, command: &Command, decision: &Decision) -> Command {
    if !is_restricted(command) {
        return command.clone();
    }
    let unseen = Command::NoteDenial { asked: None, subject: Subject::Scheme };
    decision.changes.iter().find_map(|change| pause_in(world, change)).unwrap_or(unseen)
}

/// The pause that a change of a visitor begins or ends.
fn pause_in(world: &World, change: &Change) -> Option<Command> {
    let Change::Put(Record::Visitor(after)) = change else { return None };
    let before = &world.visitor(after.id)?.suspensions;
    let altered: &Pause = after.suspensions.iter().find(|s| !before.contains(s))?;
    let on = altered.ended.unwrap_or(altered.from);
    let reason = altered.ended.is_none().then(|| altered.reason.clone());
    Some(Command::SuspendVisitor { visitor: after.id, on, reason, by_manager: altered.by_manager })
}

/// The number of the change after these steps: the two people are let in after the first of them.
pub fn next_change(base: &[(Command, Context)], steps: &[(Command, Context)]) -> u64 {
    (base.len() + OTHERS.len() + steps.len()) as u64 + 1
}

const OTHERS: [((&str, &str), Role); 2] = [(COORDINATOR, Role::CoOrdinator), (READER, Role::Reader)];

/// Seals the steps into a file that a manager, a co-ordinator and a reader open.
pub fn seal(
    path: &Path,
    base: &[(Command, Context)],
    steps: &[(Command, Context)],
    (today, now): (NaiveDate, DateTime<Utc>),
) {
    let new = NewScheme { person: "", passphrase: MANAGER.1, role: Role::TeamManager, kdf: Kdf::for_tests() };
    let (mut file, _) = SchemeFile::create(path, &new).expect("made");
    let mut world = World::default();
    file.run_many(&mut world, base.iter().cloned(), 500).expect("a scheme");
    for ((name, passphrase), role) in OTHERS {
        let mut context = file.context(today, now, file.acting(&world)).expect("a context");
        context.chance = [8; 10];
        let person = Person { name, passphrase, role, invited: false };
        file.let_in(&mut world, &context, &person, MANAGER.1).expect("let in");
    }
    file.run_many(&mut world, steps.iter().cloned(), 500).expect("every step is accepted again");
    file.close().expect("closed");
}
