//! What single visits bring with them: one cancelled as a sanction (R24), a claim (R59), words of a report that read like
//! a concern (R32; 8.7), and outings ahead that may make the role regulated activity (R81).

use super::Deadline;
use super::build::{Day, Line, as_part, plus};
use super::matches::Pair;
use crate::finding::Cure;
use crate::judge;
use crate::record::{CancelReason, Subject, VisitLine, VisitState, Visitor};
use crate::rule::{ParamId, RuleId};

/// How far ahead planned visits are looked at for regulated activity (this program's own).
const REGULATED_AHEAD: i64 = 60;

/// R24: a visit cancelled as a sanction is talked over on the day on which word of it came.
pub(super) fn sanction(day: &Day, pair: &Pair, visit: &VisitLine) -> Option<Deadline> {
    let VisitState::Cancelled { reason: CancelReason::Sanction, notice_days, .. } = visit.state else {
        return None;
    };
    let due = plus(visit.date, -i64::from(notice_days.unwrap_or(0)));
    let before_the_file = day.counted_from(due) > due;
    if before_the_file || pair.match_.sanction_talks.iter().any(|t| t.visit == visit.id) {
        return None;
    }
    let band = day.band_from(due, day.today)?;
    let line = Line {
        rule: RuleId::R24,
        subject: Subject::Visit(visit.id),
        related: pair.related(),
        due,
        what: "Visit as a sanction",
        detail: format!("visit {}", day.say(visit.date)),
        why: format!(
            "The visit of {} on {} was cancelled as a sanction, and word of it came by {}; visits are not cancelled for \
             behaviour, so it is talked over at once with the carer's side and the social worker, and no talk is on record.",
            pair.names(),
            day.say(visit.date),
            day.say(due)
        ),
        cure: Cure::TalkOverSanction(visit.id),
    };
    Some(day.deadline(band, line))
}

/// R59: a claim is paid within 30 days.
pub(super) fn claim(day: &Day, pair: &Pair, visit: &VisitLine) -> Option<Deadline> {
    let claim = visit.claim.filter(|c| c.paid.is_none())?;
    let due = day.days_after(claim.filed, ParamId::ClaimDays);
    let band = day.band(due)?;
    let line = Line {
        rule: RuleId::R59,
        subject: Subject::Visit(visit.id),
        related: pair.related(),
        due,
        what: "Expenses to be paid",
        detail: format!("claimed {}, {}", day.brief(claim.filed), day.due(due)),
        why: format!(
            "A visitor's reasonable expenses are paid, within {} of the claim: {} claimed on {} for the visit of {}, so by \
             {}, and no payment is on record.",
            day.policy.say(ParamId::ClaimDays),
            pair.visitor.name.short(),
            day.say(claim.filed),
            day.say(visit.date),
            day.say(due)
        ),
        cure: Cure::PayClaim(visit.id),
    };
    Some(day.deadline(band, line))
}

/// R32, domain 8.7: a report says that nothing worries, and its words read like a concern. The line stays, after the end
/// of the match as well, until somebody has answered; it names none of the words.
pub(super) fn words(day: &Day, pair: &Pair, visit: &VisitLine) -> Option<Deadline> {
    let due = visit.report.received().filter(|_| visit.reads_like_concern)?;
    let band = day.band_from(due, day.today)?;
    let line = Line {
        rule: RuleId::R32,
        subject: Subject::Visit(visit.id),
        related: pair.related(),
        due,
        what: "Reads like a concern",
        detail: format!("report on {}", day.brief(visit.date)),
        why: format!(
            "The report on the visit of {} on {} came on {} and says that nothing worries, and some of its words read like \
             a concern, which is asked about every time and answered on the day on which the report comes; nobody has \
             answered whether it is one.",
            pair.names(),
            day.say(visit.date),
            day.say(due)
        ),
        cure: Cure::AnswerWords(visit.id),
    };
    Some(day.deadline(band, line))
}

/// R81: what may make the role regulated activity is looked at before it happens. One line, about the first of the
/// planned visits that may; shown from the day on which it is planned.
pub(super) fn regulated(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let until = plus(day.today, REGULATED_AHEAD);
    let (m, visit, finding) = day
        .world
        .matches_of_visitor(visitor.id)
        .filter_map(|m| Some((m, day.world.ledger(m.id)?)))
        .flat_map(|(m, ledger)| ledger.visits.iter().map(move |v| (m, v)))
        .filter(|(m, v)| {
            v.state.is_planned() && v.date >= day.today && v.date <= until && m.is_live_after(v.date)
        })
        .filter_map(|(m, v)| Some((m, v, judge::regulated(day.world, m, visitor, v.into())?)))
        .min_by_key(|(_, v, _)| (v.date, v.number))?;
    let child = day.world.child(m.child)?;
    let due = plus(visit.date, -1);
    let band = day.band_from(due, day.today)?;
    let line = Line {
        rule: RuleId::R81,
        subject: Subject::Visitor(visitor.id),
        related: vec![Subject::Child(m.child), Subject::Match(m.id), Subject::Visit(visit.id)],
        due,
        what: "Regulated activity?",
        detail: format!("visit {}", day.say(visit.date)),
        why: format!(
            "A night away, {} visit days within thirty, and visits inside a children's home are looked at before they \
             happen: {} is to see {} on {}, and {}.",
            day.policy.get(ParamId::RegulatedDays),
            visitor.name.short(),
            child.name.short(),
            day.say(visit.date),
            as_part(&finding.sentence)
        ),
        cure: Cure::ChangeVisit(visit.id),
    };
    Some(day.deadline(band, line))
}
