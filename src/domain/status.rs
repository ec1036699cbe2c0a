//! Where people and matches stand, derived from dated spans; nothing here is stored.

mod concern;
mod matches;
mod photos;
mod since;

pub use concern::{counted_together, paragraphs, quoted_at, quoted_into_concern};
pub use matches::{MatchStatus, of_match, running_of_visitor, runs};
pub(crate) use matches::{confirmed_from_before, ended_by_law, law_ended, law_ends, of_age};
pub use photos::{by_consent, photo_consent, photos};
pub use since::{ended_word, over_since, since_of_match, since_of_visitor};

use crate::calendar::{months_between, words};
use crate::id::{MatchId, ProposalId};
use crate::people::{Role, stage_shown};
use crate::record::{Child, Interval, Match, Proposal, ReferralState, Stage, VisitLine, VisitState, Visitor};
use crate::rule::{ParamId, Policy};
use crate::world::World;
use chrono::{Datelike, NaiveDate};

/// How visits have fallen through again and again (H6).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FellThrough {
    /// So many in a row, up to the last.
    Row(usize),
    /// So many of the last so many: five, unless there are fewer.
    OfLast(usize, usize),
}

impl FellThrough {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Row(n) => format!("{n} visits in a row did not take place"),
            Self::OfLast(n, of) => format!("{n} of the last {of} visits did not take place"),
        }
    }
}

/// The visits up to a day of which it is known what became of them, oldest first.
pub(crate) fn past_visits(visits: &[VisitLine], today: NaiveDate) -> Vec<&VisitLine> {
    visits.iter().filter(|v| v.date <= today && !v.state.is_planned()).collect()
}

/// Whether the last of these visits fell through again and again: so many in a row, or so many of five (H6).
pub(crate) fn fell_through(past: &[&VisitLine], policy: Policy<'_>) -> Option<FellThrough> {
    let enough = |n: usize, param| i64::try_from(n).unwrap_or(i64::MAX) >= policy.get(param);
    let fell = |v: &&&VisitLine| v.state != VisitState::Completed;
    let row = past.iter().rev().take_while(fell).count();
    if enough(row, ParamId::FellThroughRow) {
        return Some(FellThrough::Row(row));
    }
    let of_five = past.iter().rev().take(5).filter(fell).count();
    enough(of_five, ParamId::FellThroughOfFive).then(|| FellThrough::OfLast(of_five, past.len().min(5)))
}

/// Why a match is at risk (5.3): two visits in a row that did not take place or three of the last five, six weeks
/// without one, or two reports overdue. `None` when it is not, or when it or the visitor is on hold, or it is over.
#[must_use]
pub fn at_risk(world: &World, m: &Match, today: NaiveDate) -> Option<String> {
    let lives = [MatchStatus::Trial, MatchStatus::Active, MatchStatus::Confirmed];
    if !lives.contains(&of_match(world, m, today)) {
        return None;
    }
    let visitor = world.visitor(m.visitor).filter(|v| v.hold_on(today).is_none())?;
    let ledger = world.ledger(m.id)?;
    let policy = world.policy();
    if let Some(pattern) = fell_through(&past_visits(&ledger.visits, today), policy) {
        return Some(pattern.words());
    }
    let idle = idle(world, m, visitor, today);
    if idle.elapsed >= idle.overdue {
        return Some(format!("{} days without a visit", idle.elapsed));
    }
    let late = policy.get(ParamId::ReportDays);
    let overdue =
        ledger.visits.iter().filter(|v| v.awaits_report(today) && (today - v.date).num_days() > late).count();
    (overdue >= 2).then(|| format!("{overdue} reports overdue"))
}

/// Whether the visit clocks of a match stand still on a day: on hold or suspended, either of the match or of the
/// visitor (2.H 8).
pub(crate) fn is_away(m: &Match, visitor: &Visitor, day: NaiveDate) -> bool {
    m.hold_on(day).is_some()
        || visitor.hold_on(day).is_some()
        || m.is_suspended(day)
        || visitor.is_suspended(day)
}

/// How many of the days after `since`, up to and including `until`, the visit clocks stood still.
pub(crate) fn days_away(m: &Match, visitor: &Visitor, since: NaiveDate, until: NaiveDate) -> i64 {
    if is_never_away(m, visitor) {
        return 0;
    }
    let away = since.iter_days().skip(1).take_while(|d| *d <= until).filter(|d| is_away(m, visitor, *d));
    i64::try_from(away.count()).unwrap_or(i64::MAX)
}

/// The last day of so many after `since` on which the visit clocks ran. Whoever is away today is taken to be
/// back tomorrow.
pub(crate) fn after_days_there(
    m: &Match,
    visitor: &Visitor,
    since: NaiveDate,
    days: i64,
    today: NaiveDate,
) -> NaiveDate {
    let (mut day, mut left) = (since, days);
    if !is_never_away(m, visitor) {
        while left > 0 && day < today {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            left -= i64::from(!is_away(m, visitor, day));
        }
    }
    chrono::TimeDelta::try_days(left).and_then(|d| day.checked_add_signed(d)).unwrap_or(NaiveDate::MAX)
}

fn is_never_away(m: &Match, visitor: &Visitor) -> bool {
    m.holds.is_empty()
        && visitor.holds.is_empty()
        && m.suspensions.is_empty()
        && visitor.suspensions.is_empty()
}

/// How long a match has gone without a visit (R20).
pub(crate) struct Idle<'w> {
    /// The last visit that took place.
    pub last: Option<&'w VisitLine>,
    /// Counted from: that visit, or the start of the match.
    pub since: NaiveDate,
    /// Days since then that do not count.
    pub away: i64,
    /// Days since then that count.
    pub elapsed: i64,
    /// Quiet from this day on.
    pub quiet: i64,
    /// Overdue from this day on.
    pub overdue: i64,
}

/// From which day a clock counts that began on a day and of which nothing is recorded since: from that day, or from
/// the day on which the scheme's file was made, as nothing before that can be on record.
pub(crate) fn counted_from(world: &World, began: NaiveDate) -> NaiveDate {
    world.scheme().map_or(began, |scheme| began.max(scheme.since))
}

/// How long a match has gone without a visit. Another agreed interval moves both edges by as much as it differs
/// from four weeks.
pub(crate) fn idle<'w>(world: &'w World, m: &Match, visitor: &Visitor, today: NaiveDate) -> Idle<'w> {
    let last = world.ledger(m.id).and_then(|l| l.last_completed(today));
    let since = last.map_or_else(|| counted_from(world, m.started), |v| v.date);
    let away = days_away(m, visitor, since, today);
    let longer = m.interval().days() - Interval::Monthly.days();
    let edge = |param| world.policy().get(param).saturating_add(longer);
    Idle {
        last,
        since,
        away,
        elapsed: (today - since).num_days() - away,
        quiet: edge(ParamId::VisitQuietDays),
        overdue: edge(ParamId::VisitOverdueDays),
    }
}

/// Where a child stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChildStatus {
    /// Has a visitor.
    Matched(MatchId),
    /// Had one until the day on which the law ended it: the end is still to be recorded.
    EndedByLaw(MatchId),
    /// A visitor is proposed.
    Proposed(ProposalId),
    /// Accepted, waiting so many days since the referral came.
    Waiting(i64),
    /// Referred; not on the waiting list yet.
    Referred(ReferralState),
    /// A match has ended, or the referral was closed; nothing is open.
    Past,
    /// Entered, never referred.
    Known,
}

impl ChildStatus {
    /// In a few words: `waiting 24 days`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Matched(_) => "matched".to_owned(),
            Self::EndedByLaw(_) => "match ended by law".to_owned(),
            Self::Proposed(_) => "visitor proposed".to_owned(),
            Self::Waiting(1) => "waiting 1 day".to_owned(),
            Self::Waiting(days) => format!("waiting {days} days"),
            Self::Referred(state) => state.words().to_owned(),
            Self::Past => "nothing open".to_owned(),
            Self::Known => "not referred".to_owned(),
        }
    }

    /// For sorting: those who wait before those who are matched.
    #[must_use]
    pub const fn order(self) -> i64 {
        match self {
            Self::Referred(_) => 0,
            Self::Waiting(days) => 1_000_000 - days,
            Self::Proposed(_) => 1_500_000,
            Self::Matched(_) | Self::EndedByLaw(_) => 2_000_000,
            Self::Known => 3_000_000,
            Self::Past => 4_000_000,
        }
    }
}

/// Whether a proposal was pursued on a day.
fn is_pursued(proposal: &Proposal, day: NaiveDate) -> bool {
    proposal.proposed.on <= day && proposal.closed.as_ref().is_none_or(|c| day < c.on)
}

/// Where a child stands today.
#[must_use]
pub fn of_child(world: &World, child: &Child, today: NaiveDate) -> ChildStatus {
    // A match that ends on a day ahead runs until then.
    if let Some(m) = world.live_match_of_child(child.id, today) {
        return match ended_by_law(world, m, today) {
            Some(_) => ChildStatus::EndedByLaw(m.id),
            None => ChildStatus::Matched(m.id),
        };
    }
    if let Some(proposal) = world.proposals_of_child(child.id).rev().find(|p| is_pursued(p, today)) {
        return ChildStatus::Proposed(proposal.id);
    }
    if let Some(referral) = world.open_referral_of_child(child.id) {
        return match referral.state() {
            ReferralState::Waiting => ChildStatus::Waiting((today - referral.received).num_days()),
            state => ChildStatus::Referred(state),
        };
    }
    if world.matches_of_child(child.id).next().is_some()
        || world.referrals_of_child(child.id).next().is_some()
    {
        ChildStatus::Past
    } else {
        ChildStatus::Known
    }
}

/// Why a waiting child is worked before others: a match of theirs ended, or they are older (R5, 5.8).
#[must_use]
pub fn works_first(world: &World, child: &Child, today: NaiveDate) -> Option<&'static str> {
    let referral = world.open_referral_of_child(child.id)?;
    if referral.rematch_priority {
        return Some("rematch");
    }
    let older = world.policy().steps(ParamId::OlderTeenAge);
    (crate::calendar::age_on(child.born, today) >= older).then_some("older")
}

/// Whether somebody on the way to becoming a visitor has been at one stage for too long (R85f, 5.1).
#[must_use]
pub fn stalled(world: &World, visitor: &Visitor, today: NaiveDate) -> bool {
    let policy = world.policy();
    let most = match visitor.stage() {
        Stage::PackSent => policy.get(ParamId::LapseDays),
        Stage::Enquiry
        | Stage::Applied
        | Stage::Interviewed
        | Stage::InTraining
        | Stage::Checks
        | Stage::Ready
        | Stage::Deferred => policy.get(ParamId::StalledDays),
        _ => return false,
    };
    visitor.stage_since().is_some_and(|since| (today - since).num_days() > most)
}

/// Where a visitor stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum VisitorStatus {
    /// Visits are paused.
    Suspended,
    /// On hold.
    OnHold,
    /// Approved and without a child.
    Free,
    /// Proposed for a child.
    Proposed,
    /// Visits a child.
    Matched,
    /// On the way, or gone: the stage says it.
    At(Stage),
}

impl VisitorStatus {
    /// The same as a person of that role is told it (row 25).
    #[must_use]
    pub const fn told(self, role: Role) -> Self {
        match self {
            Self::At(stage) => Self::At(stage_shown(role, stage)),
            other => other,
        }
    }

    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Suspended => "visits paused",
            Self::OnHold => "on hold",
            Self::Free => "free",
            Self::Proposed => "proposed",
            Self::Matched => "matched",
            Self::At(stage) => stage.words(),
        }
    }
}

/// Where a visitor stands on a day.
#[must_use]
pub fn of_visitor(world: &World, visitor: &Visitor, day: NaiveDate) -> VisitorStatus {
    // What was so on a day rests on what is dated by then; before the first step, on that.
    let stage =
        visitor.stage_on(day).or_else(|| visitor.stages.first().map(|s| s.stage)).unwrap_or(Stage::Enquiry);
    if stage.is_over() {
        return VisitorStatus::At(stage);
    }
    if visitor.is_suspended(day) {
        return VisitorStatus::Suspended;
    }
    if visitor.hold_on(day).is_some() {
        return VisitorStatus::OnHold;
    }
    if running_of_visitor(world, visitor.id, day).next().is_some() {
        return VisitorStatus::Matched;
    }
    if world.proposals_of_visitor(visitor.id).any(|p| is_pursued(p, day)) {
        return VisitorStatus::Proposed;
    }
    if stage == Stage::Approved { VisitorStatus::Free } else { VisitorStatus::At(stage) }
}

/// What became of the visits of one month, the best first: what the strip of a year shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MonthOfVisits {
    /// So many took place.
    Done(usize),
    /// One is planned.
    Planned,
    /// The last was cancelled.
    Cancelled(crate::record::Party),
    /// Somebody did not come.
    Missed,
    /// None at all.
    None,
    /// No visit could have been: the match had not begun before that day, or was over.
    Outside,
}

/// The twelve months up to and including today's, oldest first: the first of the month, and what became of it.
#[must_use]
pub fn year_of_visits(world: &World, m: &Match, today: NaiveDate) -> Vec<(NaiveDate, MonthOfVisits)> {
    let mut months: Vec<(NaiveDate, MonthOfVisits)> = (0..12)
        .rev()
        .map(|back| {
            let first = crate::calendar::month_of(today).plus(-back).first();
            (first, MonthOfVisits::None)
        })
        .collect();
    let same = |a: NaiveDate, b: NaiveDate| (a.year(), a.month()) == (b.year(), b.month());
    let over = over_since(world, m, today);
    for (first, outcome) in &mut months {
        let begins = crate::calendar::month_of(m.started).first();
        // In the month in which it begins there is none to miss before a day has gone by.
        let no_day_yet = *first == begins && m.started >= today;
        if *first < begins || no_day_yet || over.is_some_and(|end| *first >= end) {
            *outcome = MonthOfVisits::Outside;
        }
        for line in world.ledger(m.id).into_iter().flat_map(|l| &l.visits).filter(|v| same(v.date, *first)) {
            *outcome = match (*outcome, line.state) {
                (MonthOfVisits::Done(n), VisitState::Completed) => MonthOfVisits::Done(n + 1),
                (done @ MonthOfVisits::Done(_), _) => done,
                (_, VisitState::Completed) => MonthOfVisits::Done(1),
                (_, VisitState::Planned | VisitState::Confirmed) => MonthOfVisits::Planned,
                (MonthOfVisits::Planned, _) => MonthOfVisits::Planned,
                (_, VisitState::Cancelled { by, .. }) => MonthOfVisits::Cancelled(by),
                (_, VisitState::Missed { .. }) => MonthOfVisits::Missed,
            };
        }
    }
    months
}

/// The day on which the match formally ends by age, and how far it is off in words.
#[must_use]
pub fn eighteenth_words(world: &World, child: &Child, today: NaiveDate) -> String {
    let limit = world.policy().steps(ParamId::ChildAgeMax);
    let day = of_age(world, child);
    let off = match months_between(today, day) {
        months if months >= 24 => format!("in {} years", months / 12),
        months if months >= 3 => format!("in {months} months"),
        _ => words::relative(day, today),
    };
    format!("{limit} on {}, {off}", words::short_with_year(day))
}
