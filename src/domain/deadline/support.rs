//! Support of a match in its first weeks and in trouble: the first check-in (R86a), what the child decides after the
//! first visits (R86d), visits that fall through again and again (H6), and reports that are missing again and again
//! (R97).

use super::build::{COUNTED, Day, Line, plus};
use super::matches::{Pair, owes_report};
use super::{Band, Deadline};
use crate::finding::Cure;
use crate::record::{Ledger, Match, Party, Subject, VisitLine, VisitState, Visitor};
use crate::rule::{ParamId, RuleId};
use crate::status::{self, FellThrough};
use chrono::NaiveDate;

/// Within how many days of the last of the first visits the child's decision is recorded (this program's own).
const TRIAL_DAYS: i64 = 7;

/// R86a: three weeks after the start somebody asks how it is going. A review of the match, formal or not, and a
/// supervision of the visitor each count; from the day of the first formal review on that one is asked for instead.
pub(super) fn check_in(day: &Day, pair: &Pair) -> Option<Deadline> {
    let (world, today, started) = (day.world, day.today, pair.match_.started);
    let reviewed =
        world.reviews_of_match(pair.match_.id).iter().any(|r| r.held >= started && r.held <= today);
    let spoken =
        world.supervisions_of_visitor(pair.visitor.id).iter().any(|s| s.on > started && s.on <= today);
    let over = today >= day.months_after(started, ParamId::ReviewFirstMonths);
    if reviewed || spoken || over {
        return None;
    }
    let due = day.days_after(day.counted_from(started), ParamId::CheckInDays);
    let band = day.band(due)?;
    let line = Line {
        rule: RuleId::R86a,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "First check-in",
        detail: format!("began {}, {}", day.brief(started), day.due(due)),
        why: format!(
            "Within {} of the start somebody asks how it is going: the match of {} began on {}, so by {}, and \
             neither a review nor a supervision is on record since{}.",
            day.policy.say(ParamId::CheckInDays),
            pair.names(),
            day.say(started),
            day.say(due),
            day.before_the_file(started, COUNTED)
        ),
        cure: Cure::HoldMatchReview(pair.match_.id),
    };
    Some(day.deadline(band, line))
}

/// R86d: after three visits the child decides whether to go on. A match that is not to go on is ended.
pub(super) fn trial(day: &Day, pair: &Pair) -> Option<Deadline> {
    let id = pair.match_.id;
    let visits = day.policy.get(ParamId::TrialVisits);
    let (due, what, detail, facts, cure) = if let Some(no) = pair.match_.trial.as_ref().filter(|t| !t.goes_on)
    {
        let facts = format!(
            "it was decided on {} that the match of {} does not go on, and it is still open",
            day.say(no.on),
            pair.names()
        );
        let detail = format!("decided {}", day.brief(no.on));
        (no.on.min(day.today), "Match to be ended", detail, facts, Cure::EndMatch(id))
    } else if pair.match_.is_trial() && !status::confirmed_from_before(day.world, pair.match_, day.today) {
        let nth = usize::try_from(visits).unwrap_or(1).max(1) - 1;
        let mut made = pair.visits.iter().filter(|v| v.state == VisitState::Completed && v.date <= day.today);
        let last = made.nth(nth)?;
        let due = plus(last.date, TRIAL_DAYS);
        let facts = format!(
            "visit {visits} of {} was on {}, and what the child decided is recorded within {TRIAL_DAYS} days, by {}",
            pair.names(),
            day.say(last.date),
            day.say(due)
        );
        let detail = format!("visit {visits} on {}", day.brief(last.date));
        (due, "The child decides", detail, facts, Cure::DecideTrial(id))
    } else {
        return None;
    };
    let band = day.band_from(due, plus(due, -TRIAL_DAYS))?;
    let line = Line {
        rule: RuleId::R86d,
        subject: Subject::Match(id),
        related: pair.people(),
        due,
        what,
        detail,
        why: format!("After the first {visits} visits the child decides whether to go on: {facts}."),
        cure,
    };
    Some(day.deadline(band, line))
}

/// H6: two visits in a row fell through, or three of the last five: visitor, carer and child are called. A supervision
/// of the visitor or a note about the match, of the day of the visit or later, meets it until another one falls
/// through.
pub(super) fn falling_through(day: &Day, pair: &Pair) -> Option<Deadline> {
    let (world, policy) = (day.world, day.policy);
    let past = status::past_visits(pair.visits, day.today);
    let pattern = status::fell_through(&past, policy)?;
    let heard = world
        .supervisions_of_visitor(pair.visitor.id)
        .into_iter()
        .map(|s| s.on)
        .chain(world.notes_about(Subject::Match(pair.match_.id)).map(|n| n.on))
        .filter(|on| *on <= day.today)
        .max();
    // The first visit that made it so, of those since somebody was called.
    let first = (1..=past.len())
        .rev()
        .map(|n| &past[..n])
        .take_while(|upto| status::fell_through(upto, policy).is_some())
        .filter_map(|upto| upto.last())
        .filter(|v| v.state != VisitState::Completed && heard.is_none_or(|on| on < v.date))
        .last()?;
    let due = first.date;
    let band = day.band(due)?;
    let line = Line {
        rule: RuleId::H6,
        subject: Subject::Match(pair.match_.id),
        related: pair.people(),
        due,
        what: "Visits fall through",
        detail: brief_pattern(&past, pattern),
        why: format!(
            "When {} visits in a row fall through, or {} of five, visitor, carer and child are called: of {}, {}, and \
             the visit of {} made it so; no call is on record since.",
            policy.get(ParamId::FellThroughRow),
            policy.get(ParamId::FellThroughOfFive),
            pair.names(),
            words_of(&past, pattern),
            day.say(due)
        ),
        cure: Cure::CallVisitor(pair.visitor.id),
    };
    Some(day.deadline(band, line))
}

/// Whoever cancelled every one of the last so many visits, if one party did.
fn canceller(past: &[&VisitLine], n: usize) -> Option<Party> {
    let by = |v: &&VisitLine| match v.state {
        VisitState::Cancelled { by, .. } => Some(by),
        _ => None,
    };
    let mut last = past.iter().rev().take(n).map(by);
    let first = last.next()??;
    last.all(|other| other == Some(first)).then_some(first)
}

fn brief_pattern(past: &[&VisitLine], pattern: FellThrough) -> String {
    match pattern {
        FellThrough::Row(n) => match canceller(past, n) {
            Some(party) => format!("{n} in a row, by {}", party.words()),
            None => format!("{n} in a row"),
        },
        FellThrough::OfLast(n, of) => format!("{n} of the last {of}"),
    }
}

fn words_of(past: &[&VisitLine], pattern: FellThrough) -> String {
    match pattern {
        FellThrough::Row(n) => match canceller(past, n) {
            Some(party) => format!("{n} in a row were cancelled by the {}", by(party)),
            None => pattern.words(),
        },
        FellThrough::OfLast(..) => pattern.words(),
    }
}

/// The party as a sentence has it after an article.
fn by(party: Party) -> &'static str {
    if party == Party::Other { "same other side" } else { party.words() }
}

/// R97: two reports overdue and the visitor is called, three and the manager is told.
pub(super) fn late_reports(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let owed_of = |m: &Match| -> Vec<NaiveDate> {
        let visits = day.world.ledger(m.id).map_or(&[][..], |l: &Ledger| &l.visits);
        let owed = visits.iter().filter(|v| owes_report(m, v, day.today));
        owed.map(|v| day.days_after(v.date, ParamId::ReportDays)).filter(|due| *due < day.today).collect()
    };
    let mut late: Vec<NaiveDate> = day.world.matches_of_visitor(visitor.id).flat_map(owed_of).collect();
    late.sort_unstable();
    let count = |param| usize::try_from(day.policy.get(param)).unwrap_or(1).max(1);
    let (call, manager) = (count(ParamId::LateReportsCall), count(ParamId::LateReportsManager));
    let due = *late.get(call - 1)?;
    let n = late.len();
    let (what, next) = if n >= manager {
        ("Reports missing: tell the manager", "the manager is told, and the visitor may be asked to pause")
    } else {
        ("Reports missing: call", "the visitor is called and offered support")
    };
    let line = Line {
        rule: RuleId::R97,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what,
        detail: format!("{n} overdue, oldest {}", day.brief(late[0])),
        why: format!(
            "With {call} reports overdue a visitor is called, with {manager} the manager is told: {} owes {n}, the \
             oldest since {}, so {next}.",
            visitor.name.short(),
            day.say(late[0])
        ),
        cure: Cure::CallVisitor(visitor.id),
    };
    Some(day.deadline(Band::Overdue, line))
}
