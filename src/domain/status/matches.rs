//! Where a match stands (5.3, 5.8).

use crate::calendar::{add_months, birthday};
use crate::id::VisitorId;
use crate::record::{Child, EndReason, Match, ReviewOutcome};
use crate::rule::ParamId;
use crate::world::World;
use chrono::{Days, NaiveDate};

/// Where a match stands (5.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MatchStatus {
    /// Agreed, and still to begin.
    ToBegin,
    /// Begun; the child has still to decide, after the first visits, if it goes on (R86d).
    Trial,
    /// Begun; not yet confirmed by a review.
    Active,
    /// Confirmed by its three-month review (R86).
    Confirmed,
    /// On hold.
    OnHold,
    /// Visits are paused.
    Suspended,
    /// It ends on a day that lies ahead, or is to end: the child has decided so (R86d).
    Ending,
    /// The law ended it, by age (R6) or with the child's being looked after (R52); the end is still to be recorded.
    EndedByLaw(EndReason),
    /// Stopped; the written notice that ends the appointment is not on record (R53).
    NoticeAwaited,
    /// Ended.
    Ended(EndReason),
}

impl MatchStatus {
    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ToBegin => "to begin",
            Self::Trial => "trial",
            Self::Ending => "ending",
            Self::Active => "active",
            Self::Confirmed => "confirmed",
            Self::OnHold => "on hold",
            Self::Suspended => "visits paused",
            Self::EndedByLaw(EndReason::Eighteen) => "ended by age",
            Self::EndedByLaw(_) => "ended by law",
            Self::NoticeAwaited => "stopped, notice awaited",
            Self::Ended(_) => "ended",
        }
    }
}

/// Where a match stands on a day.
#[must_use]
pub fn of_match(world: &World, m: &Match, day: NaiveDate) -> MatchStatus {
    if let Some(end) = m.ended.as_ref().filter(|e| e.on <= day) {
        // Of an ending before the file was made no notice is asked for.
        let awaited = end.awaits_notice(day) && super::counted_from(world, end.on) == end.on;
        return if awaited { MatchStatus::NoticeAwaited } else { MatchStatus::Ended(end.reason) };
    }
    if let Some(reason) = ended_by_law(world, m, day) {
        return MatchStatus::EndedByLaw(reason);
    }
    let visitor = world.visitor(m.visitor);
    // A match from before the file was made has its past as it was entered.
    let history = super::counted_from(world, m.started) > m.started;
    let undecided = m.proposal.is_some() && m.trial.as_ref().is_none_or(|t| day < t.on);
    if m.is_suspended(day) || visitor.is_some_and(|v| v.is_suspended(day)) {
        MatchStatus::Suspended
    } else if m.hold_on(day).is_some() {
        MatchStatus::OnHold
    } else if m.ended.is_some() || m.trial.as_ref().is_some_and(|t| !t.goes_on && t.on <= day) {
        MatchStatus::Ending
    } else if day < m.started {
        MatchStatus::ToBegin
    } else if undecided && !history {
        MatchStatus::Trial
    } else if is_confirmed(world, m, day, history) {
        MatchStatus::Confirmed
    } else if undecided {
        MatchStatus::Trial
    } else {
        MatchStatus::Active
    }
}

/// R86: the review at three months confirms a match, and so does a later one; an earlier one does not, but for the days
/// by which a review may come early.
fn is_confirmed(world: &World, m: &Match, day: NaiveDate, history: bool) -> bool {
    confirming(world, m, day, history).is_some()
}

/// The day of the review that confirmed a match by a day.
pub(super) fn confirmed_on(world: &World, m: &Match, day: NaiveDate) -> Option<NaiveDate> {
    confirming(world, m, day, super::counted_from(world, m.started) > m.started)
}

fn confirming(world: &World, m: &Match, day: NaiveDate, history: bool) -> Option<NaiveDate> {
    let policy = world.policy();
    let early = u64::try_from(policy.get(ParamId::ReviewEarlyDays)).unwrap_or(0);
    let point = add_months(m.started, policy.steps(ParamId::ReviewFirstMonths));
    let first =
        if history { NaiveDate::MIN } else { point.checked_sub_days(Days::new(early)).unwrap_or(point) };
    let reviews = world.reviews_of_match(m.id).into_iter();
    let confirm =
        reviews.filter(|r| r.formal && r.held >= first && r.held <= day && r.outcome != ReviewOutcome::ToEnd);
    confirm.map(|r| r.held).min()
}

/// The birthday on which a match formally ends (R6): the eighteenth, unless the scheme goes on for care leavers.
pub(crate) fn of_age(world: &World, child: &Child) -> NaiveDate {
    birthday(child.born, world.policy().steps(ParamId::ChildAgeMax))
}

/// Why the appointment has ended without anybody's doing by a day: by age (R6), or because the child is no longer looked
/// after (R52). That the end is recorded, with all that closes it, stays for the co-ordinator.
pub(crate) fn ended_by_law(world: &World, m: &Match, day: NaiveDate) -> Option<EndReason> {
    law_ended(world, m, day).map(|(_, reason)| reason)
}

/// The same, with the day on which it ended.
pub(crate) fn law_ended(world: &World, m: &Match, day: NaiveDate) -> Option<(NaiveDate, EndReason)> {
    law_ends(world, world.child(m.child)?, day)
}

/// From which day the law lets no visitor be appointed to a child, if that is so by a day, and why.
pub(crate) fn law_ends(world: &World, child: &Child, day: NaiveDate) -> Option<(NaiveDate, EndReason)> {
    let age = (of_age(world, child), EndReason::Eighteen);
    let ceased = child.ceased.as_ref().map(|c| (c.on, EndReason::NotLookedAfter));
    let first = ceased.into_iter().chain([age]).min_by_key(|(on, _)| *on)?;
    (first.0 <= day).then_some(first)
}

/// Whether a match runs on a day: it has begun, and neither a recorded end nor the law has ended it (R6, R52). That the
/// end is still to be recorded makes no difference.
#[must_use]
pub fn runs(world: &World, m: &Match, day: NaiveDate) -> bool {
    m.is_live(day) && ended_by_law(world, m, day).is_none()
}

/// The matches of a visitor that run on a day or are still to begin.
pub fn running_of_visitor(world: &World, visitor: VisitorId, day: NaiveDate) -> impl Iterator<Item = &Match> {
    let lives = move |m: &&Match| m.is_live_after(day) && ended_by_law(world, m, day).is_none();
    world.matches_of_visitor(visitor).filter(lives)
}

/// Whether a match from before the file was made has been confirmed by a review: the child's decision about its first
/// visits is not asked for then.
pub(crate) fn confirmed_from_before(world: &World, m: &Match, day: NaiveDate) -> bool {
    super::counted_from(world, m.started) > m.started && is_confirmed(world, m, day, true)
}
