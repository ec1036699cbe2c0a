//! How far the standards are met, and whether reviews and checks are in time (2.B, section 7).

use super::Figure;
use super::count::{Counting, Named, many, named};
use super::{children, visitors};
use crate::calendar::add_months;
use crate::judge;
use crate::record::{Match, MatchReview, Party, Proposal, Referral, Told, Visitor};
use crate::rule::ParamId;
use crate::status;
use chrono::{Days, NaiveDate};

pub(super) fn all(of: &Counting<'_>) -> Vec<Figure> {
    let mut out = of_visitors(of);
    out.extend(of_referrals(of));
    out.extend(of_proposals(of));
    out.extend(of_reviews(of));
    out
}

/// A share of the visitors who serve on the last day.
fn serving(of: &Counting<'_>, name: Named, what: &str, is: &dyn Fn(&Visitor) -> bool) -> Figure {
    let day = of.period.until;
    let all = of.world.visitors().filter(|v| visitors::serves(v, day));
    let definition = format!("Of the approved visitors who have not left, those {what}, {}.", of.as_at());
    of.share(name, definition, all.map(is))
}

/// What every visitor has: worker, pack, certificate, training, annual review, declaration.
fn of_visitors(of: &Counting<'_>) -> Vec<Figure> {
    let (world, day) = (of.world, of.period.until);
    let months = |param| world.policy().say(param);
    let worker = |v: &Visitor| v.named_worker.is_some();
    let pack = |v: &Visitor| v.pack.as_ref().is_some_and(|p| p.on <= day);
    let dbs = |v: &Visitor| judge::dbs_on(world, v, day).is_none();
    let trained = |v: &Visitor| judge::modules_due(v, day).is_empty();
    let reviewed = |v: &Visitor| day <= annual_review_due(of, v);
    let declared = |v: &Visitor| judge::declared(world, v, day).is_none();
    let held = world.groups().filter(|g| add_months(day, -12) < g.held && g.held <= day);
    vec![
        serving(of, named("named-worker", "Visitors with a named worker", &[]), "with one (R41)", &worker),
        serving(
            of,
            named("emergency-pack", "Visitors with emergency contacts", &[]),
            "who have them (R42)",
            &pack,
        ),
        of.plain(
            named("support-groups", "Support groups held", &[]),
            format!(
                "Held in the twelve months up to the last day; {} are asked for (R43).",
                world.policy().get(ParamId::GroupsPerYear)
            ),
            many(held),
        ),
        serving(
            of,
            named("dbs-current", "Visitors with a current DBS certificate", &[15]),
            "with one (R48)",
            &dbs,
        ),
        serving(
            of,
            named("training-current", "Visitors trained", &[]),
            "whose core modules are current (R50)",
            &trained,
        ),
        serving(
            of,
            named("annual-reviews", "Annual reviews in time", &[]),
            &format!("reviewed, or approved, within the last {} (R50a)", months(ParamId::AnnualReviewMonths)),
            &reviewed,
        ),
        serving(
            of,
            named("declared", "Visitors whose independence is declared", &[]),
            "whose declaration is current (R57)",
            &declared,
        ),
    ]
}

/// The last day on which a visitor's annual review is in time.
fn annual_review_due(of: &Counting<'_>, visitor: &Visitor) -> NaiveDate {
    let day = of.period.until;
    let reviews = of.world.reviews_of_visitor(visitor.id).into_iter();
    let last = reviews.map(|r| r.held).filter(|held| *held <= day).max();
    let approved = || visitor.approved_on().map(|on| status::counted_from(of.world, on));
    let since = last.or_else(approved).unwrap_or(NaiveDate::MIN);
    add_months(since, of.world.policy().steps(ParamId::AnnualReviewMonths))
}

/// R39, R40: children met in time, and kept up to date.
fn of_referrals(of: &Counting<'_>) -> [Figure; 2] {
    let (period, policy) = (of.period, of.world.policy());
    let days = |param| Days::new(u64::try_from(policy.get(param)).unwrap_or(0));
    let due = |r: &Referral| r.received.checked_add_days(days(ParamId::MeetDays)).unwrap_or(NaiveDate::MAX);
    let met = |r: &Referral| r.met().is_some_and(|on| on <= due(r));
    // One that was closed or declined before its time had run out, or of a child who was known, asks for no meeting.
    let over = |r: &Referral| {
        let closed = r.closed.as_ref().map(|c| c.on);
        let declined = r.decision.as_ref().filter(|d| !d.outcome.is_accepted()).map(|d| d.on);
        closed.into_iter().chain(declined).min().is_some_and(|on| on <= due(r))
    };
    let asked = |r: &&Referral| period.holds(due(r)) && (met(r) || !(over(r) || r.rematch_priority));
    let told = |r: &Referral| {
        let latest = |whom: Told| {
            let told = r.updates.iter().filter(|u| u.to == whom && u.on <= period.until).map(|u| u.on);
            told.max().unwrap_or(r.received).max(status::counted_from(of.world, r.received))
        };
        let oldest = latest(Told::Child).min(latest(Told::SocialWorker));
        oldest.checked_add_days(days(ParamId::UpdateDays)).is_none_or(|last| period.until <= last)
    };
    [
        of.share(
            named("met-in-time", "Children met in time after the referral", &[11]),
            format!(
                "Of the referrals whose {} ran out in the period, those where the child was met by then (R39).",
                policy.say(ParamId::MeetDays)
            ),
            of.world.referrals().filter(asked).map(met),
        ),
        of.share(
            named("kept-up-to-date", "Children and social workers kept up to date", &[11]),
            format!(
                "Of those who wait, those where both were told within the last {} (R40), {}.",
                policy.say(ParamId::UpdateDays),
                of.as_at()
            ),
            children::waiting(of).into_iter().map(told),
        ),
    ]
}

/// R44 to R46: what went before a match that began in the period. Of one without a proposal nothing of it is on record.
fn of_proposals(of: &Counting<'_>) -> [Figure; 3] {
    let world = of.world;
    let began = world.matches().filter(|m| of.period.holds(m.started));
    let made: Vec<(&Match, Option<&Proposal>)> =
        began.map(|m| (m, m.proposal.and_then(|id| world.proposal(id)))).collect();
    let share = |name, what: &str, is: fn(&Match, &Proposal) -> bool| {
        let definition =
            format!("Of the matches that began in the period, those of which it is on record that {what}.");
        of.share(name, definition, made.iter().map(|(m, p)| p.is_some_and(|p| is(m, p))))
    };
    [
        share(
            named("briefed", "Visitors told about the child beforehand", &[]),
            "a briefing was given before the first visit together (R44)",
            |m, p| p.briefings.iter().any(|b| b.said.on <= together_on(m, p)),
        ),
        share(
            named("talked-over", "Matches talked over with both", &[]),
            "they were talked over with visitor and child before the first visit together (R45)",
            |m, p| {
                let visitor = p.visitor_answer.as_ref().map(|a| a.said.on);
                let child = p.child_answer.as_ref().map(|a| a.answer.said.on);
                [visitor, child].iter().all(|on| on.is_some_and(|on| on <= together_on(m, p)))
            },
        ),
        share(
            named("joint-visit", "Matches begun with a joint visit", &[]),
            "there was a joint visit and the social worker was informed (R46)",
            |_, p| held_together(p).next().is_some() && p.worker_answer.is_some(),
        ),
    ]
}

/// The days on which child and visitor met together with the scheme.
fn held_together(p: &Proposal) -> impl Iterator<Item = NaiveDate> {
    p.joint.iter().filter(|j| j.held.as_ref().is_some_and(|o| o.took_place)).map(|j| j.on)
}

/// The first of them; without one, the day on which the match began.
fn together_on(m: &Match, p: &Proposal) -> NaiveDate {
    held_together(p).min().unwrap_or(m.started)
}

/// R86, R47: reviews in time, and who was heard in them.
fn of_reviews(of: &Counting<'_>) -> [Figure; 3] {
    let period = of.period;
    let early = Days::new(u64::try_from(of.world.policy().get(ParamId::ReviewEarlyDays)).unwrap_or(0));
    let points = of.world.matches().flat_map(|m| points(of, m).into_iter().map(move |point| (m, point)));
    let met = |(m, point): (&Match, NaiveDate)| {
        let first = point.checked_sub_days(early).unwrap_or(point);
        of.world.reviews_of_match(m.id).iter().any(|r| r.formal && first <= r.held && r.held <= point)
    };
    let held: Vec<&MatchReview> =
        of.world.match_reviews().filter(|r| r.formal && period.holds(r.held)).collect();
    let heard = |r: &MatchReview, who: Party| r.heard.iter().any(|h| h.who == who && h.heard);
    let others = [Party::Visitor, Party::Carer, Party::SocialWorker];
    [
        of.share(
            named("reviews-on-time", "Match reviews on time", &[]),
            format!(
                "Of the reviews that fell due in the period, those held by their day, or up to {} before (R86).",
                of.world.policy().say(ParamId::ReviewEarlyDays)
            ),
            points.map(met),
        ),
        of.share(
            named("child-heard", "Reviews in which the child was heard", &[26]),
            "Of the formal reviews held in the period, those in which the child was heard.".to_owned(),
            held.iter().map(|r| heard(r, Party::Child)),
        ),
        of.share(
            named("others-heard", "Reviews in which the others were heard", &[27]),
            "Of the formal reviews held in the period, those that heard visitor, carer and social worker.".to_owned(),
            held.iter().map(|r| others.iter().all(|who| heard(r, *who))),
        ),
    ]
}

/// The days in the period by which a match was to be reviewed, while it ran.
fn points(of: &Counting<'_>, m: &Match) -> Vec<NaiveDate> {
    let policy = of.world.policy();
    let yearly = policy.steps(ParamId::ReviewYearlyMonths).max(1);
    let first = [ParamId::ReviewFirstMonths, ParamId::ReviewSecondMonths].map(|param| policy.steps(param));
    let mut all: Vec<NaiveDate> = (1..)
        .map(|n: i32| add_months(m.started, n.saturating_mul(yearly)))
        .take_while(|point| *point <= of.period.until)
        .chain(first.map(|months| add_months(m.started, months)))
        .collect();
    all.sort_unstable();
    all.dedup();
    // Nothing before the file was made is asked for.
    let from = status::counted_from(of.world, m.started);
    all.retain(|point| *point >= from && of.period.holds(*point) && status::runs(of.world, m, *point));
    all
}
