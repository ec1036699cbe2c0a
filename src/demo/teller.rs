//! The teller: takes scenes with their days, puts them in order, and plays each through `decide`, so that a scene can
//! name what an earlier one made.

use crate::{COORDINATOR, Demo, chance, days};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::calendar::{local, to_utc};
use domain::command::{Command, Context, Overriding};
use domain::decide::decide;
use domain::id::{
    ChildId, ConcernId, MatchId, MatchReviewId, NoteId, ProposalId, ReferralId, VisitId, VisitorId,
};
use domain::record::Subject;
use domain::rule::RuleId;
use domain::world::World;
use std::collections::BTreeMap;

type Make = Box<dyn FnOnce(&Cast) -> Command>;

/// Who somebody in the tables is.
#[derive(Clone, Copy)]
enum Role {
    Child(usize),
    Visitor(usize),
}

/// One step to be played on a day.
pub(crate) struct Scene {
    day: NaiveDate,
    make: Make,
    enters: Option<Role>,
    by: &'static str,
    taking_on: Option<(Vec<RuleId>, &'static str)>,
}

impl Scene {
    /// Done by a colleague.
    pub fn by(&mut self, who: &'static str) -> &mut Self {
        self.by = who;
        self
    }

    /// Gone on with in spite of these rules, for a reason.
    pub fn taking_on(&mut self, rules: &[RuleId], reason: &'static str) -> &mut Self {
        self.taking_on = Some((rules.to_vec(), reason));
        self
    }
}

/// A clock time on a day, as an instant.
pub(crate) fn clock(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    to_utc(day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()))
}

/// Everyone who has entered so far, and the world as it stands.
pub(crate) struct Cast {
    pub world: World,
    children: BTreeMap<usize, ChildId>,
    visitors: BTreeMap<usize, VisitorId>,
}

// INVARIANT of the lookups below: a scene plays after those that it rests on; the tests play every scene.
impl Cast {
    pub fn child(&self, who: usize) -> ChildId {
        self.children[&who]
    }

    pub fn visitor(&self, who: usize) -> VisitorId {
        self.visitors[&who]
    }

    /// The child's latest match.
    pub fn match_of(&self, child: usize) -> MatchId {
        let newest = self.world.matches_of_child(self.child(child)).next_back();
        newest.expect("the match has begun").id
    }

    /// The child's latest referral.
    pub fn referral_of(&self, child: usize) -> ReferralId {
        let newest = self.world.referrals_of_child(self.child(child)).next_back();
        newest.expect("the child was referred").id
    }

    /// The proposal for the child that is being pursued.
    pub fn proposal_of(&self, child: usize) -> ProposalId {
        self.world.open_proposal_of_child(self.child(child)).expect("a visitor was proposed").id
    }

    /// The latest review of the child's latest match.
    pub fn review_of(&self, child: usize) -> MatchReviewId {
        self.world.reviews_of_match(self.match_of(child)).last().expect("the match was reviewed").id
    }

    /// The child's latest concern.
    pub fn concern_of(&self, child: usize) -> ConcernId {
        let id = self.child(child);
        self.world.concerns().rev().find(|c| c.child == id).expect("a concern was raised").id
    }

    /// The latest note about the child.
    pub fn note_about(&self, child: usize) -> NoteId {
        self.world.notes_about(Subject::Child(self.child(child))).next().expect("a note was taken").id
    }

    /// The visit of the child's latest match on a day.
    pub fn visit(&self, child: usize, day: NaiveDate) -> VisitId {
        let ledger = self.world.ledger(self.match_of(child));
        let line = ledger.and_then(|l| l.visits.iter().rev().find(|v| v.date == day));
        line.expect("a visit was planned for that day").id
    }
}

/// The scenes of a scheme.
pub(crate) struct Script {
    pub today: NaiveDate,
    /// The day on which the scheme was set up in this program.
    pub since: NaiveDate,
    now: DateTime<Utc>,
    scenes: Vec<Scene>,
}

impl Script {
    pub fn new(today: NaiveDate, since: NaiveDate, now: DateTime<Utc>) -> Self {
        Self { today, since, now, scenes: Vec::new() }
    }

    /// So many days ago.
    pub fn ago(&self, days: i64) -> NaiveDate {
        days::plus(self.today, -days)
    }

    /// A working day at or after a day, but never after today. What is history is typed in on the first day.
    pub fn office(&self, day: NaiveDate) -> NaiveDate {
        if day <= self.since { self.since } else { days::office(day).min(self.today) }
    }

    /// Plays on a day. What was before the scheme was set up is typed in on that day.
    pub fn on(&mut self, day: NaiveDate, make: impl FnOnce(&Cast) -> Command + 'static) -> &mut Scene {
        self.add(day, None, Box::new(make))
    }

    /// A child of the tables enters.
    pub fn child(&mut self, who: usize, day: NaiveDate, command: Command) {
        self.add(day, Some(Role::Child(who)), Box::new(|_| command));
    }

    /// A visitor of the tables enters.
    pub fn visitor(&mut self, who: usize, day: NaiveDate, command: Command) {
        self.add(day, Some(Role::Visitor(who)), Box::new(|_| command));
    }

    /// Whoever enters is somebody else than those who are there, whatever the names and birthdays: among thousands some
    /// are bound to be like.
    pub fn nobody_is_there_already(&mut self) {
        for scene in self.scenes.iter_mut().filter(|scene| scene.enters.is_some()) {
            scene.taking_on(&[RuleId::H5], "This is somebody else.");
        }
    }

    fn add(&mut self, day: NaiveDate, enters: Option<Role>, make: Make) -> &mut Scene {
        let day = day.clamp(self.since, self.today);
        self.scenes.push(Scene { day, make, enters, by: COORDINATOR, taking_on: None });
        let last = self.scenes.len() - 1;
        &mut self.scenes[last]
    }

    /// About two hours ago, but not yesterday: when today's steps were done.
    fn this_morning(&self) -> DateTime<Utc> {
        let midnight = to_utc(self.today.and_time(NaiveTime::MIN));
        (self.now - TimeDelta::hours(2)).max(midnight).min(self.now)
    }

    /// Plays every scene in order.
    ///
    /// # Panics
    /// When a step is refused.
    pub fn run(mut self) -> Demo {
        // Stable: what was written first plays first on the same day.
        self.scenes.sort_by_key(|s| s.day);
        let this_morning = self.this_morning();
        let mut cast = Cast { world: World::default(), children: BTreeMap::new(), visitors: BTreeMap::new() };
        let mut steps = Vec::with_capacity(self.scenes.len());
        let (mut change, mut day, mut of_day) = (0, NaiveDate::MIN, 0);
        for scene in self.scenes {
            change += 1;
            of_day = if scene.day == day { of_day + 1 } else { 0 };
            day = scene.day;
            let nine = clock(day, 9, 0);
            let now = if day == self.today { this_morning } else { nine + TimeDelta::seconds(of_day * 20) };
            let context = Context {
                today: day,
                now,
                by: scene.by.to_owned(),
                role: domain::people::Role::TeamManager,
                change,
                chance: chance::ten_bytes(change),
                overriding: scene.taking_on.map(|(rules, reason)| Overriding {
                    rules,
                    by: scene.by.to_owned(),
                    reason: reason.to_owned(),
                }),
            };
            let command = (scene.make)(&cast);
            let decision = decide(&cast.world, &command, &context).unwrap_or_else(|refusal| {
                panic!(
                    "step {change}, {} on {day} ({}): {:?}: {refusal}",
                    command.name(),
                    local(now),
                    refusal.findings
                )
            });
            cast.world.apply(&decision.changes);
            match (scene.enters, decision.subject) {
                (Some(Role::Child(who)), Subject::Child(id)) => _ = cast.children.insert(who, id),
                (Some(Role::Visitor(who)), Subject::Visitor(id)) => _ = cast.visitors.insert(who, id),
                _ => {}
            }
            steps.push((context, command));
        }
        Demo { steps, world: cast.world }
    }
}
