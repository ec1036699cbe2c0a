//! Matches made, running and ended, and what became of visits (5.3, 5.5, section 7).

use super::Figure;
use super::count::{Counting, many, named};
use crate::calendar::{add_months, months_between};
use crate::record::{EndReason, Match, Party, VisitLine, VisitState};
use crate::rule::{ParamId, Unit};
use crate::status;
use chrono::{Days, NaiveDate};

/// A match is long from here on, as published figures have it (two years).
const LONG_MONTHS: i32 = 24;

pub(super) fn all(of: &Counting<'_>) -> Vec<Figure> {
    let (world, period) = (of.world, of.period);
    let running: Vec<&Match> = world.matches().filter(|m| status::runs(world, m, period.until)).collect();
    let mut out = vec![
        of.number(
            named("matches-running", "Matches that run", &[18]),
            format!("Matches that have begun and neither ended nor were ended by law, {}.", of.as_at()),
            many(&running),
        ),
        of.number(
            named("matches-made", "Matches made", &[18]),
            "Matches that began in the period.".to_owned(),
            many(world.matches().filter(|m| period.holds(m.started))),
        ),
    ];
    let ended: Vec<(&Match, NaiveDate, EndReason)> = world.matches().filter_map(|m| over(of, m)).collect();
    out.push(by_reason(of, &ended));
    out.extend(lengths(of, &running, &ended));
    out.extend(visits(of));
    out
}

/// When and why a match ended, where that was in the period: as recorded, or by law (R6, R52), whichever came first.
fn over<'m>(of: &Counting<'_>, m: &'m Match) -> Option<(&'m Match, NaiveDate, EndReason)> {
    let until = of.period.until;
    let recorded = m.ended.as_ref().map(|e| (e.on, e.reason));
    let law = status::law_ended(of.world, m, until);
    let (on, reason) = recorded.into_iter().chain(law).min_by_key(|(on, _)| *on)?;
    of.period.holds(on).then_some((m, on, reason))
}

fn by_reason(of: &Counting<'_>, ended: &[(&Match, NaiveDate, EndReason)]) -> Figure {
    let with = |reason| many(ended.iter().filter(|(.., why)| *why == reason));
    let parts: Vec<(&str, u32)> =
        EndReason::ALL.iter().map(|(reason, words)| (*words, with(*reason))).collect();
    of.parts(
        named("matches-ended", "Matches ended, by reason", &[31]),
        "Matches that ended in the period, as recorded or by law.".to_owned(),
        &parts,
    )
}

fn lengths(of: &Counting<'_>, running: &[&Match], ended: &[(&Match, NaiveDate, EndReason)]) -> [Figure; 3] {
    let until = of.period.until;
    let so_far = |m: &&Match| i64::from(months_between(m.started, until));
    [
        of.lengths(
            named("length-of-running", "How long running matches have lasted", &[18]),
            format!("Whole months since they began, {}.", of.as_at()),
            Unit::Months,
            running.iter().map(so_far).collect(),
        ),
        of.share(
            named("running-over-two-years", "Running matches that have lasted over two years", &[18]),
            format!("Of the matches that run, those that began more than two years before, {}.", of.as_at()),
            running.iter().map(|m| add_months(m.started, LONG_MONTHS) < until),
        ),
        of.lengths(
            named("length-of-ended", "How long ended matches had lasted", &[31]),
            "Matches that ended in the period: whole months from the first day to the last.".to_owned(),
            Unit::Months,
            ended.iter().map(|(m, on, _)| i64::from(months_between(m.started, *on).max(0))).collect(),
        ),
    ]
}

/// What a visit came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    To,
    Cancelled(Party),
    Missed,
    NotSaid,
}

fn came(line: &VisitLine) -> Came {
    match line.state {
        VisitState::Completed => Came::To,
        VisitState::Cancelled { by, .. } => Came::Cancelled(by),
        VisitState::Missed { .. } => Came::Missed,
        VisitState::Planned | VisitState::Confirmed => Came::NotSaid,
    }
}

const CAME: [(Came, &str); 9] = [
    (Came::To, "took place"),
    (Came::Cancelled(Party::Child), "cancelled by the child"),
    (Came::Cancelled(Party::Visitor), "cancelled by the visitor"),
    (Came::Cancelled(Party::Carer), "cancelled by the carer"),
    (Came::Cancelled(Party::SocialWorker), "cancelled by the social worker"),
    (Came::Cancelled(Party::Scheme), "cancelled by the scheme"),
    (Came::Cancelled(Party::Other), "cancelled by somebody else"),
    (Came::Missed, "somebody did not come"),
    (Came::NotSaid, "not recorded yet"),
];

fn visits(of: &Counting<'_>) -> [Figure; 3] {
    let (period, policy) = (of.period, of.world.policy());
    let lines = || of.world.ledgers().flat_map(|l| &l.visits);
    let planned = || lines().filter(|v| period.holds(v.date));
    let parts = CAME.map(|(what, label)| (label, many(planned().filter(|v| came(v) == what))));
    let within = |days| Days::new(u64::try_from(policy.get(days)).unwrap_or(0));
    let due = |v: &VisitLine| v.date.checked_add_days(within(ParamId::ReportDays)).unwrap_or(NaiveDate::MAX);
    let reports = lines().filter(|v| v.state == VisitState::Completed && period.holds(due(v)));
    let in_time = reports.map(|v| v.report.received().is_some_and(|on| on <= due(v)));
    let last =
        |filed: NaiveDate| filed.checked_add_days(within(ParamId::ClaimDays)).unwrap_or(NaiveDate::MAX);
    let claims = lines().filter_map(|v| v.claim).filter(|claim| period.holds(last(claim.filed)));
    let paid = claims.map(|claim| claim.paid.is_some_and(|on| on <= last(claim.filed)));
    [
        of.parts(
            named("visits", "Visits planned, and what became of them", &[18, 19]),
            "Visits of which the day was in the period.".to_owned(),
            &parts,
        ),
        of.share(
            named("reports-on-time", "Visit reports on time", &[19]),
            format!(
                "Of the reports that fell due in the period, those in within {} of the visit (R33).",
                policy.say(ParamId::ReportDays)
            ),
            in_time,
        ),
        of.share(
            named("claims-paid", "Expenses paid on time", &[30]),
            format!(
                "Of the claims whose time ran out in the period, those paid within {} (R59).",
                policy.say(ParamId::ClaimDays)
            ),
            paid,
        ),
    ]
}
