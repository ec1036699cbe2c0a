//! Children matched and waiting, and referrals (5.2, section 7).

use super::Figure;
use super::count::{Counting, many, named};
use crate::calendar::{add_months, age_on};
use crate::id::ChildId;
use crate::record::{Child, Referral, ReferralCloseReason, ReferralOutcome};
use crate::rule::{ParamId, Unit};
use crate::status;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The ages that are counted together: this program's own, with the older teenagers of R5 apart.
const AGES: [(&str, i32); 5] =
    [("under 8", 7), ("8 to 11", 11), ("12 to 14", 14), ("15 to 17", 17), ("18 and over", i32::MAX)];

pub(super) fn all(of: &Counting<'_>) -> Vec<Figure> {
    let matched = matched(of);
    let waiting = waiting(of);
    let with_visitor: Vec<&Child> = matched.iter().filter_map(|id| of.world.child(*id)).collect();
    let who_wait: Vec<&Child> = waiting.iter().filter_map(|r| of.world.child(r.child)).collect();
    let mut out = vec![of.number(
        named("children-matched", "Children matched", &[1]),
        format!("Children of whom a match runs, {}.", of.as_at()),
        many(&with_visitor),
    )];
    out.extend(target(of));
    out.extend(by_age(of, ("matched-by-age", "Children matched, by age"), &with_visitor));
    out.extend(by_answer(of, MATCHED, &with_visitor));
    out.push(by_area(of, &with_visitor));
    out.push(of.number(
        named("children-waiting", "Children waiting", &[11]),
        format!("Children whose referral is accepted and who have no visitor, {}.", of.as_at()),
        many(&who_wait),
    ));
    out.extend(by_age(of, ("waiting-by-age", "Children waiting, by age"), &who_wait));
    out.extend(by_answer(of, WAITING, &who_wait));
    out.extend(how_long(of, &waiting));
    out.extend(referrals(of));
    out
}

/// The children of whom a match runs on the last day.
pub(super) fn matched(of: &Counting<'_>) -> BTreeSet<ChildId> {
    let day = of.period.until;
    of.world.matches().filter(|m| status::runs(of.world, m, day)).map(|m| m.child).collect()
}

/// The referrals on the waiting list on the last day, one for each child.
pub(super) fn waiting<'w>(of: &Counting<'w>) -> Vec<&'w Referral> {
    let day = of.period.until;
    let matched = matched(of);
    let mut seen = BTreeSet::new();
    let waits = |r: &&Referral| {
        let accepted = r.decision.as_ref().is_some_and(|d| d.on <= day && d.outcome.is_accepted());
        let open = r.closed.as_ref().is_none_or(|c| day < c.on);
        r.received <= day && accepted && open && !matched.contains(&r.child)
    };
    of.world.referrals().filter(waits).filter(|r| seen.insert(r.child)).collect()
}

/// R91: how many matches the scheme is to hold, where it has said so.
fn target(of: &Counting<'_>) -> Option<Figure> {
    let target = u32::try_from(of.world.policy().get(ParamId::MatchTarget)).ok().filter(|n| *n > 0)?;
    let definition = "The scheme's own target (R91); 0 is no target, and not shown.".to_owned();
    Some(of.plain(named("match-target", "Matches the scheme is to hold", &[]), definition, target))
}

fn by_age(
    of: &Counting<'_>,
    (key, title): (&'static str, &'static str),
    children: &[&Child],
) -> Option<Figure> {
    let mut parts = AGES.map(|(label, _)| (label, 0));
    for child in children {
        let age = age_on(child.born, of.period.until);
        let at = AGES.iter().position(|(_, oldest)| age <= *oldest)?;
        parts[at].1 += 1;
    }
    let definition = format!("By the age in years, {}.", of.as_at());
    Some(of.parts(named(key, title, &[1]), definition, &parts))
}

const MATCHED: [(&str, &str); 2] = [
    ("matched-by-gender", "Children matched, by gender"),
    ("matched-by-ethnicity", "Children matched, by ethnicity"),
];
const WAITING: [(&str, &str); 2] = [
    ("waiting-by-gender", "Children waiting, by gender"),
    ("waiting-by-ethnicity", "Children waiting, by ethnicity"),
];

/// By gender and by ethnicity, as it is on record.
fn by_answer(
    of: &Counting<'_>,
    names: [(&'static str, &'static str); 2],
    children: &[&Child],
) -> Vec<Figure> {
    let [gender, ethnicity] = names.map(|(key, title)| named(key, title, &[9]));
    let definition = || format!("As it is on record, {}.", of.as_at());
    vec![
        of.answers(gender, definition(), children.iter().map(|c| c.gender.as_deref())),
        of.answers(ethnicity, definition(), children.iter().map(|c| c.ethnicity.as_deref())),
    ]
}

/// Where those who are matched live.
fn by_area(of: &Counting<'_>, children: &[&Child]) -> Figure {
    let home = |c: &&&Child| c.placement_on(of.period.until).and_then(|p| p.out_of_area);
    let with = |answer| many(children.iter().filter(|c| home(c) == answer));
    let parts = [
        ("in the area", with(Some(false))),
        ("out of the area", with(Some(true))),
        ("not on record", with(None)),
    ];
    let definition = format!("By where the child lives, {}.", of.as_at());
    of.parts(named("matched-by-area", "Children matched, in and out of the area", &[]), definition, &parts)
}

fn how_long(of: &Counting<'_>, waiting: &[&Referral]) -> [Figure; 2] {
    let day = of.period.until;
    let months = of.world.policy().steps(ParamId::WaitingMonths);
    let said = of.world.policy().say(ParamId::WaitingMonths);
    let long = |r: &&Referral| add_months(r.received, months) < day;
    let since = |r: &&Referral| (day - r.received).num_days();
    [
        of.lengths(
            named("days-waiting", "Days that children have waited", &[11]),
            format!("Days from the day on which the referral came, for those who wait, {}.", of.as_at()),
            Unit::Days,
            waiting.iter().map(since).collect(),
        ),
        of.share(
            named("waiting-too-long", "Children who have waited too long", &[11]),
            format!("Of those who wait, those who have waited for more than {said} (R98a), {}.", of.as_at()),
            waiting.iter().map(long),
        ),
    ]
}

fn referrals(of: &Counting<'_>) -> [Figure; 4] {
    let (world, period) = (of.world, of.period);
    let received = || world.referrals().filter(|r| period.holds(r.received));
    let met = |r: &Referral| r.met().filter(|on| period.holds(*on));
    let seen = world.referrals().filter_map(|r| met(r).map(|on| (on - r.received).num_days()));
    let matched = world.matches().filter(|m| period.holds(m.started)).filter_map(|m| {
        let referral = world.referral(m.referral?)?;
        Some((m.started - referral.received).num_days())
    });
    let count = |became| many(received().filter(|r| became_of(r, period.until) == became));
    let parts = Became::ALL.map(|(became, label)| (label, count(became)));
    [
        of.number(
            named("referrals", "Referrals received", &[11]),
            "Referrals that came in the period, by the day on which they came.".to_owned(),
            many(received()),
        ),
        of.parts(
            named("referrals-by-state", "What became of the referrals received", &[11]),
            format!("Referrals that came in the period, by what had become of them {}.", of.as_at()),
            &parts,
        ),
        of.lengths(
            named("days-to-first-seen", "Days from referral to the child first seen", &[11]),
            "Children first met in the period: days from the day on which the referral came.".to_owned(),
            Unit::Days,
            seen.collect(),
        ),
        of.lengths_of(
            many(world.matches().filter(|m| period.holds(m.started))),
            named("days-to-match", "Days from referral to match", &[11]),
            "Matches that began in the period: days from the day on which the referral came.".to_owned(),
            Unit::Days,
            matched.collect(),
        ),
    ]
}

/// What had become of a referral by a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Became {
    Open,
    Waiting,
    Matched,
    Declined,
    ChildSaidNo,
    Closed,
}

impl Became {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Open, "not decided yet"),
        (Self::Waiting, "accepted, waiting"),
        (Self::Matched, "matched"),
        (Self::Declined, "not accepted"),
        (Self::ChildSaidNo, "the child said no"),
        (Self::Closed, "withdrawn or closed for another reason"),
    ];
}

fn became_of(r: &Referral, day: NaiveDate) -> Became {
    if let Some(closed) = r.closed.as_ref().filter(|c| c.on <= day) {
        return if closed.reason == ReferralCloseReason::Matched { Became::Matched } else { Became::Closed };
    }
    match r.decision.as_ref().filter(|d| d.on <= day).map(|d| d.outcome) {
        None => Became::Open,
        Some(ReferralOutcome::Accepted | ReferralOutcome::AcceptedHomeOnly) => Became::Waiting,
        Some(ReferralOutcome::Declined) => Became::Declined,
        Some(ReferralOutcome::ChildSaysNo) => Became::ChildSaidNo,
    }
}
