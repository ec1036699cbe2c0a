//! What holds of every scheme, however its records came about.

use super::world::*;
use crate::deadline::{Deadline, Kept, all, touched};
use crate::id::RawId;
use crate::record::{
    Allegation, AllegationMeeting, AllegationOutcome, CaseReview, Child, DbsApplication, Interval, Kind,
    OutcomeWord, Pattern, PlacementKind, ProposalClosed, Record, ReferralOutcome, ReportState, Stage,
    StatusUpdate, Subject, Told, TrialDecision, UpdateService, VisitState, Visitor,
};
use crate::rule::{ParamId, RuleId};
use crate::world::{Change, World};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Numbers from which a pair is made; the same numbers make the same pair.
struct Dice<'a>(std::slice::Iter<'a, u8>);

impl Dice<'_> {
    fn roll(&mut self, sides: u8) -> u8 {
        self.0.next().map_or(0, |n| n % sides)
    }

    fn one_in(&mut self, n: u8) -> bool {
        self.roll(n) == 0
    }

    /// A day in the year and a half around [`TODAY`].
    fn day(&mut self) -> String {
        let back = 2 * i64::from(self.roll(220)) - 20;
        (d(TODAY) - TimeDelta::days(back)).to_string()
    }

    fn maybe_day(&mut self) -> Option<String> {
        self.one_in(2).then(|| self.day())
    }
}

/// The records of the `n`th pair as these numbers have it.
fn random_pair(n: u8, numbers: &[u8]) -> Vec<Record> {
    let mut dice = Dice(numbers.iter());
    let mut s = pair(n);
    s.more.extend(life_of_a_match(n, &mut s.child, &mut s.visitor, &mut dice));
    if dice.one_in(2) {
        s = s.moved(&dice.day());
        s.child.placements[1].learned = d(&dice.day());
        s.child.placements[1].confirmed = dice.maybe_day().map(|on| said(&on));
        s.child.placements[1].carer_told = dice.maybe_day().map(|on| said(&on));
    }
    if dice.one_in(3) {
        s.child.card.answers.truncate(usize::from(dice.roll(7)));
    }
    if dice.one_in(3) {
        s.child.card = card(&dice.day());
    }
    if dice.one_in(3) {
        s.child.born = d("2008-09-01") + TimeDelta::days(5 * i64::from(dice.roll(200)));
    }
    s.match_.started = d(&dice.day());
    s.match_.proposal = dice.one_in(3).then(|| proposal(n, TODAY).id);
    if dice.one_in(4) {
        s.match_.trial = Some(TrialDecision { on: d(&dice.day()), goes_on: dice.one_in(2), words: None });
    }
    if dice.one_in(4) {
        s = s.without_match();
    } else if dice.one_in(4) {
        s.match_.ended = Some(ending(&dice.day()));
    }
    if dice.one_in(4) {
        let ended = dice.maybe_day();
        s.match_.holds.push(hold(&dice.day(), dice.maybe_day().as_deref(), ended.as_deref()));
    }
    if dice.one_in(4) {
        s.visitor.holds.push(hold(&dice.day(), dice.maybe_day().as_deref(), None));
    }
    if dice.one_in(4) {
        s.visitor.suspensions.push(pause(&dice.day(), dice.maybe_day().as_deref()));
    }
    if dice.one_in(3) {
        let every = Interval::Weeks(1 + dice.roll(8));
        s.match_.patterns.push(Pattern { every, agreed: said("2026-02-02"), reason: None });
    }
    if dice.one_in(4) {
        s.visitor.stages.push(stage(if dice.one_in(2) { Stage::Left } else { Stage::Leaving }, "2026-11-02"));
    }
    s.visitor.dbs = vec![dbs(&(d(&dice.day()) - TimeDelta::days(900)).to_string())];
    if dice.one_in(3) {
        s.visitor.dbs[0].update_service = UpdateService::Joined(d(&dice.day()));
    }
    if dice.one_in(3) {
        s.visitor.dbs_application =
            Some(DbsApplication { applied: d(&dice.day()), reference: None, chased: None });
    }
    s.visits = (1..=dice.roll(5))
        .map(|v| {
            let state = [VisitState::Planned, VisitState::Completed, CANCELLED, VisitState::Confirmed]
                [usize::from(dice.roll(4))];
            let mut line =
                visit(n, v, &(d(TODAY) + TimeDelta::days(40 - i64::from(dice.roll(150)))).to_string(), state);
            if dice.one_in(2) {
                line.report = ReportState::Awaited;
            }
            if dice.one_in(4) {
                line.claim = claim(&dice.day());
            }
            if dice.one_in(4) {
                line.overnight = true;
            }
            if state == CANCELLED && dice.one_in(2) {
                line.state = sanction(dice.one_in(2).then_some(3));
            }
            line
        })
        .collect();
    s.reviews = (0..dice.roll(3)).map(|r| review(n, r, &dice.day())).collect();
    s.reviews.iter_mut().for_each(|r| r.to_plan = None);
    s.supervisions.truncate(usize::from(dice.roll(2)));
    s.annual.truncate(usize::from(dice.roll(2)));
    if dice.one_in(2) {
        let mut asked = referral(n, &dice.day());
        let outcome =
            if dice.one_in(2) { ReferralOutcome::Accepted } else { ReferralOutcome::AcceptedHomeOnly };
        asked.decision = dice.maybe_day().map(|on| decision(&on, outcome));
        s.match_.referral = Some(asked.id);
        asked.updates = dice
            .maybe_day()
            .map(|on| StatusUpdate { on: d(&on), to: Told::Child, note: None })
            .into_iter()
            .collect();
        s.referrals.push(asked);
    }
    if dice.one_in(3) {
        s.more.push(concern(n, "2026-11-21 10:00").into());
    }
    if dice.one_in(2) {
        s.more.push(random_allegation(n, &mut dice).into());
    }
    // The snooze of a pair is always about the same thing, so that no two are about one.
    let first = s.visits.first().map_or(d(TODAY), |v| v.date + TimeDelta::days(7));
    let met = s.referrals.first().map_or(d(TODAY), |r| r.received + TimeDelta::days(21));
    let renewed = crate::calendar::add_months(s.visitor.dbs[0].issued, 36);
    let (rule, about, due) = [
        (RuleId::R33, Subject::Visit(visit_id(n, 1)), first),
        (RuleId::R39, Subject::Referral(referral(n, TODAY).id), met),
        (RuleId::R82, Subject::Visitor(s.visitor.id), renewed),
    ][usize::from(n - 1)];
    if dice.one_in(2) {
        let due = if dice.one_in(4) { dice.day() } else { due.to_string() };
        s.more.push(snooze(n, rule, about, &due, &dice.day()).into());
    }
    // Scheme and groups are made once for all pairs.
    s.records().into_iter().filter(|r| !matches!(r.kind(), Kind::Scheme | Kind::SupportGroup)).collect()
}

fn random_allegation(n: u8, dice: &mut Dice) -> Allegation {
    let mut a = allegation(n, &format!("{} 10:00", dice.day()));
    a.significant_harm = dice.one_in(2);
    a.form_asked = dice.one_in(2).then_some(a.received);
    if dice.one_in(2) {
        let (by, on) = ("Ola Grant".to_owned(), d(&dice.day()));
        let reinstated = [None, Some(true), Some(false)][usize::from(dice.roll(3))];
        a.outcome = Some(AllegationOutcome { word: OutcomeWord::False, by, on, reinstated, note: None });
        a.review_by = dice.maybe_day().map(|on| d(&on));
    }
    for _ in 0..dice.roll(3) {
        let (on, what) = (d(&dice.day()), "strategy".to_owned());
        a.meetings.push(AllegationMeeting { on, what, decided: None });
    }
    a
}

/// What else the life of a match brings: proposals, notes, and what is asked of the child's side and the visitor.
fn life_of_a_match(n: u8, child: &mut Child, visitor: &mut Visitor, dice: &mut Dice) -> Vec<Record> {
    child.risk = dice.maybe_day().map(|on| risk(&on));
    child.next_case_review = dice.maybe_day().map(|on| d(&on));
    child.case_reviews =
        dice.maybe_day().map(|on| CaseReview { on: d(&on), considered: None }).into_iter().collect();
    if dice.one_in(3) {
        child.placements[0].kind = PlacementKind::Residential;
    }
    if dice.one_in(3) {
        visitor.employers.push("Ellis".to_owned());
    }
    visitor.declaration = dice.maybe_day().map(|on| declaration(&on));
    visitor.driver = dice.maybe_day().map(|on| driver(&on));
    if dice.one_in(5) {
        let at = [Stage::Enquiry, Stage::PackSent, Stage::Checks][usize::from(dice.roll(3))];
        visitor.stages = vec![stage(at, &dice.day())];
    }
    let mut more = Vec::new();
    if dice.one_in(4) {
        let mut proposed = proposal(n, &dice.day());
        let closed = dice.one_in(2).then(|| ProposalClosed { on: d(TODAY), matched: None, note: None });
        proposed.closed = closed;
        more.push(proposed.into());
    }
    let about = [Subject::Visitor(visitor.id), Subject::Match(match_(n, TODAY).id), Subject::Child(child.id)];
    for (k, about) in (0..).zip(about) {
        if dice.one_in(3) {
            more.push(note(3 * n + k, &dice.day(), about).into());
        }
    }
    more
}

fn random_scheme(numbers: &[Vec<u8>]) -> Vec<Record> {
    let mut dice = Dice(numbers[0].iter());
    let mut common = scheme();
    if dice.one_in(3) {
        common.settings.insert(ParamId::ReportDays, 3);
        common.extra_holidays.insert(d("2026-11-23"));
        common.standards_reviewed = dice.maybe_day().map(|on| d(&on));
        common.settings.insert(ParamId::CapacityRed, i64::from(1 + dice.roll(3)));
    }
    if dice.one_in(3) {
        common.settings.insert(ParamId::TrialVisits, 1);
        common.since = d(&dice.day());
    }
    let groups = (0..dice.roll(5)).map(|g| group(g, &dice.day()).into());
    let pairs = (1..).zip(numbers).flat_map(|(n, numbers)| random_pair(n, numbers));
    std::iter::once(common.into()).chain(groups).chain(pairs).collect()
}

fn numbers() -> impl Strategy<Value = Vec<Vec<u8>>> {
    proptest::collection::vec(proptest::collection::vec(any::<u8>(), 140), 3)
}

fn keyed(records: Vec<Record>) -> BTreeMap<(Kind, RawId), Record> {
    records.into_iter().map(|r| ((r.kind(), r.raw_id()), r)).collect()
}

fn today() -> NaiveDate {
    d(TODAY)
}

fn is_of_first_pair(subject: Subject) -> bool {
    let raw = match subject {
        Subject::Child(id) => id.0,
        Subject::Visitor(id) => id.0,
        Subject::Match(id) => id.0,
        Subject::Concern(id) => id.0,
        Subject::Allegation(id) => id.0,
        _ => return false,
    };
    raw[1] == 1
}

proptest! {
    #![proptest_config(crate::cases::cases(300))]

    /// However the records were read, the deadlines are the same.
    #[test]
    fn the_order_of_the_records_does_not_matter(
        (in_order, shuffled) in numbers().prop_flat_map(|n| {
            let records = random_scheme(&n);
            (Just(records.clone()), Just(records).prop_shuffle())
        })
    ) {
        let of = |records| all(&World::from_records(records), today(), noon(today()));
        prop_assert!(of(in_order) == of(shuffled));
    }

    /// Deriving anew what a change touched gives the same list as deriving everything anew: whatever is put
    /// in, replaced or taken away, together.
    #[test]
    fn what_a_change_touches_is_all_it_alters(
        old in numbers(),
        new in numbers(),
        which in proptest::collection::vec(0u8..8, 120),
    ) {
        let (old, new) = (keyed(random_scheme(&old)), keyed(random_scheme(&new)));
        let mut which = which.iter();
        let mut changes = Vec::new();
        for (key, record) in &new {
            if which.next().is_some_and(|n| *n == 0) {
                changes.push(Change::Put(record.clone()));
            } else if which.next().is_some_and(|n| *n == 0) && old.contains_key(key) {
                changes.push(Change::Remove(key.0, key.1));
            }
        }
        let mut world = World::from_records(old.into_values());
        let mut kept = Kept::new(&world, today(), noon(today()));
        let subjects = touched(&world, &changes);
        world.apply(&changes);
        kept.refresh(&world, &subjects, today(), noon(today()));
        while kept.go_on(&world, today(), noon(today()), 50) {}
        let list: Vec<_> = kept.iter().cloned().collect();
        let anew = all(&world, today(), noon(today()));
        prop_assert!(list == anew, "{changes:?}\n touched {subjects:?}\n kept {list:?}\n anew {anew:?}");
    }

    /// What happens to one pair alters no line of another.
    #[test]
    fn an_unrelated_change_alters_nothing(
        old in numbers(),
        new in proptest::collection::vec(any::<u8>(), 140),
    ) {
        let others = |records: Vec<Record>| {
            let mut list = all(&World::from_records(records), today(), noon(today()));
            // How many matches run is the scheme's.
            list.retain(|l| !is_of_first_pair(l.owner()) && l.rule != RuleId::R90);
            list
        };
        let records = random_scheme(&old);
        let replaced = keyed(random_pair(1, &old[0]));
        let mut changed = records.clone();
        changed.retain(|r| !replaced.contains_key(&(r.kind(), r.raw_id())));
        changed.extend(random_pair(1, &new));
        prop_assert!(others(records) == others(changed));
    }

    /// One rule has one line about one subject, or a snooze would not know which it means. What an allegation asks is
    /// never put off, and each of its lines has words of its own.
    #[test]
    fn a_rule_and_a_subject_name_one_line(numbers in numbers(), ahead in -200i64..400) {
        let today = d(TODAY) + TimeDelta::days(ahead);
        let list = all(&World::from_records(random_scheme(&numbers)), today, noon(today));
        let own_words = |l: &Deadline| matches!(l.subject, Subject::Allegation(_)).then_some(l.what);
        prop_assert!(list.iter().all(|l| own_words(l).is_none() || l.snoozed.is_none()));
        let mut keys: Vec<_> = list.iter().map(|l| (l.rule, l.subject, own_words(l))).collect();
        let lines = keys.len();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), lines);
        for line in &list {
            prop_assert!(line.detail.chars().count() <= 40, "{:?}: {}", line, line.detail);
            prop_assert_eq!(line.days, (today - line.due).num_days());
        }
    }
}
