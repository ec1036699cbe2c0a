//! Outings of the coming week that should not go ahead as things stand (section 6, "cannot wait").

use super::build::{Day, Line, WEEK_DAYS, as_part, plus};
use super::matches::Pair;
use super::{Band, Deadline, dbs};
use crate::finding::{Cure, Finding};
use crate::judge;
use crate::record::{Subject, VisitLine};
use crate::rule::{ParamId, RuleId};

/// One line for each rule that stands against each visit planned from today to a week ahead. What stands
/// against an outing is judged where planning one is judged, so that both always agree.
pub(super) fn push(day: &Day, pair: &Pair, out: &mut Vec<Deadline>) {
    let until = plus(day.today, WEEK_DAYS);
    for visit in pair.visits.iter().filter(|v| v.state.is_planned() && v.date >= day.today && v.date <= until)
    {
        if pair.match_.ended.as_ref().is_some_and(|e| e.on <= visit.date) {
            continue;
        }
        for finding in judge::outing(day.world, pair.match_, visit.into()) {
            let line = Line {
                rule: finding.rule,
                subject: Subject::Visit(visit.id),
                related: pair.related(),
                due: visit.date,
                what: if visit.at_home { "Visit at home" } else { "Outing" },
                detail: detail(day, pair, visit, finding.rule),
                why: why(day, pair, visit, &finding),
                cure: match finding.cure {
                    Some(cure) if finding.rule != RuleId::R95 => cure,
                    _ => Cure::ChangeVisit(visit.id),
                },
            };
            out.push(day.deadline(Band::Unsafe, line));
        }
    }
}

/// Who is to meet when, what the rule asks, and what stands against it.
fn why(day: &Day, pair: &Pair, visit: &VisitLine, finding: &Finding) -> String {
    let facts = match (finding.rule, dbs::counting(day, pair.visitor, visit.date)) {
        (RuleId::R48, Some((check, lapse))) => dbs::lapse_words(day, pair.visitor, check, lapse),
        _ => as_part(&finding.sentence),
    };
    let rule = as_part(finding.rule.row().title);
    format!("{} are to meet on {}; {rule}, and {facts}.", pair.names(), day.say(visit.date))
}

/// In a few words, what stands against it.
fn detail(day: &Day, pair: &Pair, visit: &VisitLine, rule: RuleId) -> String {
    match rule {
        RuleId::R10 | RuleId::R11 => {
            let mut blank = pair.child.card.unanswered();
            blank.retain(|question| question.is_association() == (rule == RuleId::R10));
            let first = blank.first().map_or("", |question| question.words());
            match blank.len() {
                0 | 1 => format!("{first} not asked"),
                n => format!("{first}, {} more not asked", n - 1),
            }
        }
        RuleId::R48 => match dbs::counting(day, pair.visitor, visit.date) {
            Some((_, lapse)) => format!("DBS {} {}", dbs::lapse_verb(day, lapse), day.say(lapse)),
            None => "no DBS certificate".to_owned(),
        },
        RuleId::R25 => match pair.child.placement_on(visit.date) {
            Some(home) if pair.child.placements.first() == Some(home) => "address not confirmed".to_owned(),
            Some(_) => "address not confirmed since move".to_owned(),
            None => "address not known".to_owned(),
        },
        RuleId::R74 => "visits are paused".to_owned(),
        RuleId::R95 => match (pair.visitor.hold_on(visit.date), pair.match_.hold_on(visit.date)) {
            (Some(hold), _) => format!("visitor on hold since {}", day.brief(hold.from)),
            (_, Some(hold)) => format!("match on hold since {}", day.brief(hold.from)),
            _ => "on hold".to_owned(),
        },
        RuleId::R38a => "visits at home only".to_owned(),
        RuleId::R6 => format!("{} on {}", day.policy.get(ParamId::ChildAgeMax), day.say(pair.of_age)),
        RuleId::R3 => "no longer looked after".to_owned(),
        RuleId::R54 => "the child objects".to_owned(),
        RuleId::R85g => "driver's documents".to_owned(),
        _ => "not allowed as it stands".to_owned(),
    }
}
