//! Certificates: renewal (R82), the Update Service (R83, R84) and applications under way (R85h); 5.9.

use super::Deadline;
use super::build::{Day, Line, plus};
use crate::calendar::add_months;
use crate::finding::Cure;
use crate::judge;
use crate::record::{DbsCheck, Subject, UpdateService, Visitor};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;

/// A certificate older than this is not asked about the Update Service any more: the chance has gone.
const JOIN_ASKED_MONTHS: i32 = 12;

/// The certificate that counts on a day, and the first day on which it no longer does.
pub(super) fn counting<'v>(
    day: &Day,
    visitor: &'v Visitor,
    on: NaiveDate,
) -> Option<(&'v DbsCheck, NaiveDate)> {
    visitor.dbs_on(on).zip(judge::dbs_lapses_as_of(day.world, visitor, on))
}

/// `lapses`, or `lapsed` from the day on which it no longer counts.
pub(super) fn lapse_verb(day: &Day, lapse: NaiveDate) -> &'static str {
    if lapse <= day.today { "lapsed" } else { "lapses" }
}

/// Why a certificate lapses when it does, as a part of a sentence.
pub(super) fn lapse_words(day: &Day, visitor: &Visitor, check: &DbsCheck, lapse: NaiveDate) -> String {
    let name = visitor.name.short();
    let issued = day.say(check.issued);
    if let Some(changed) = changed(check).filter(|on| *on == lapse) {
        return format!(
            "{name}'s certificate of {issued} stopped counting on {}, when a status check showed a change",
            day.say(changed)
        );
    }
    let verb = lapse_verb(day, lapse);
    // With the grace that the scheme may give, as it is judged (R82a).
    let (months, grace) = (day.policy.steps(ParamId::DbsMonths), day.policy.steps(ParamId::DbsGraceMonths));
    let by_policy = add_months(check.issued, months.saturating_add(grace));
    let grace = match grace {
        0 => String::new(),
        _ => format!(" and {} of grace", day.policy.say(ParamId::DbsGraceMonths)),
    };
    match check.checks.iter().rev().find(|c| c.unchanged) {
        Some(look) if lapse > by_policy => format!(
            "{name}'s certificate of {issued} was carried on for {} by the unchanged status check of {}, and \
             {verb} on {}",
            day.policy.say(ParamId::StatusCheckMonths),
            day.say(look.on),
            day.say(lapse)
        ),
        _ => format!(
            "{name}'s certificate was issued on {issued}, and {}{grace} after that, on {}, it {verb}",
            day.policy.say(ParamId::DbsMonths),
            day.say(lapse)
        ),
    }
}

/// R82: renewal is begun 120 days before a certificate lapses. Once it is under way the line comes back a
/// week before the lapse, to record what came.
pub(super) fn renewal(day: &Day, visitor: &Visitor, approved: NaiveDate) -> Option<Deadline> {
    let id = visitor.id;
    let every = day.policy.say(ParamId::DbsMonths);
    let applied = visitor.dbs_application.as_ref();
    let (due, band, what, detail, why, cure) = match counting(day, visitor, day.today) {
        None => {
            let why = format!(
                "A visitor has a current DBS certificate at all times, and {} was approved on {}, and no \
                 accepted certificate is recorded.",
                visitor.name.short(),
                day.say(approved)
            );
            (
                approved,
                day.band(approved)?,
                "DBS certificate",
                "none recorded".to_owned(),
                why,
                Cure::RecordDbs(id),
            )
        }
        Some((check, lapse)) => {
            let due = plus(lapse, -1);
            let late = lapse <= day.today;
            let what = if late { "DBS lapsed" } else { "DBS renewal" };
            let detail = format!("{} {}", lapse_verb(day, lapse), day.say(lapse));
            let facts = lapse_words(day, visitor, check, lapse);
            if let Some(application) = applied {
                let why = format!(
                    "A DBS certificate is renewed every {every}: {facts}; a new one was applied for on {} and \
                     has not been seen.",
                    day.say(application.applied)
                );
                (due, day.band(due)?, what, detail, why, Cure::RecordDbs(id))
            } else {
                let warn = plus(lapse, day.policy.get(ParamId::DbsWarnDays).saturating_neg());
                let carried =
                    matches!(check.update_service, UpdateService::Joined(_)) && changed(check).is_none();
                let (how, cure) = if carried {
                    ("an unchanged status check carries it on", Cure::StatusCheck(id))
                } else {
                    ("no application is recorded", Cure::StartDbs(id))
                };
                let why = format!(
                    "A DBS certificate is renewed every {every}, and renewal is begun {} before it lapses, \
                     from {}: {facts}; {how}.",
                    day.policy.say(ParamId::DbsWarnDays),
                    day.say(warn)
                );
                (due, day.band_from(due, warn)?, what, detail, why, cure)
            }
        }
    };
    let line = Line {
        rule: RuleId::R82,
        subject: Subject::Visitor(id),
        related: Vec::new(),
        due,
        what,
        detail,
        why,
        cure,
    };
    Some(day.deadline(band, line))
}

/// R85h: an application under way is chased every week, whether or not the visitor is approved yet.
pub(super) fn application(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let application = visitor.dbs_application.as_ref()?;
    let last = application.chased.map_or(application.applied, |on| on.max(application.applied));
    let due = day.days_after(last, ParamId::DbsChaseDays);
    // Shown from the day on which it is to be chased: a week ahead of a weekly step would be always.
    let band = if day.today < due { None } else { day.band(due) }?;
    let chased = match application.chased {
        Some(on) => format!("and last chased on {}", day.say(on)),
        None => "and not chased since".to_owned(),
    };
    let line = Line {
        rule: RuleId::R85h,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Chase the DBS check",
        detail: match application.chased {
            Some(on) => format!("last chased {}", day.brief(on)),
            None => format!("applied {}", day.brief(application.applied)),
        },
        why: format!(
            "A DBS application under way is chased every {}: {}'s was made on {} {chased}, so the next is on \
             {}.",
            day.policy.say(ParamId::DbsChaseDays),
            visitor.name.short(),
            day.say(application.applied),
            day.say(due)
        ),
        cure: Cure::StartDbs(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// R83: the Update Service is joined within 30 days of issue, chased from day 14.
pub(super) fn update_service(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let (check, _) =
        counting(day, visitor, day.today).filter(|(c, _)| c.update_service == UpdateService::NotRecorded)?;
    if day.today > add_months(check.issued, JOIN_ASKED_MONTHS) {
        return None;
    }
    let due = day.days_after(check.issued, ParamId::UpdateServiceDays);
    let band = day.band_from(due, day.days_after(check.issued, ParamId::UpdateServiceWarnDays))?;
    let line = Line {
        rule: RuleId::R83,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "Update Service",
        detail: format!("issued {}, {}", day.brief(check.issued), day.due(due)),
        why: format!(
            "The Update Service is joined within {} of the issue of a certificate: {}'s was issued on {}, so by \
             {}, and nothing is recorded.",
            day.policy.say(ParamId::UpdateServiceDays),
            visitor.name.short(),
            day.say(check.issued),
            day.say(due)
        ),
        cure: Cure::UpdateService(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// R84: the Update Service is looked at every twelve months, for as long as nothing has changed there.
pub(super) fn status_check(day: &Day, visitor: &Visitor) -> Option<Deadline> {
    let (check, _) = counting(day, visitor, day.today)?;
    let UpdateService::Joined(joined) = check.update_service else { return None };
    if changed(check).is_some() {
        return None;
    }
    let looked = check.checks.iter().map(|c| c.on).max();
    let since = looked.map_or(joined, |on| on.max(joined));
    let due = day.months_after(since, ParamId::StatusCheckMonths);
    let band = day.band(due)?;
    let facts = match looked {
        Some(on) if on == since => {
            format!("{}'s status was last looked at on {}", visitor.name.short(), day.say(on))
        }
        _ => format!("{} joined on {}, and nobody has looked since", visitor.name.short(), day.say(joined)),
    };
    let line = Line {
        rule: RuleId::R84,
        subject: Subject::Visitor(visitor.id),
        related: Vec::new(),
        due,
        what: "DBS status check",
        detail: day.due(due),
        why: format!(
            "The DBS Update Service is looked at every {}: {facts}, so by {}.",
            day.policy.say(ParamId::StatusCheckMonths),
            day.say(due)
        ),
        cure: Cure::StatusCheck(visitor.id),
    };
    Some(day.deadline(band, line))
}

/// The day on which a look at the Update Service showed a change: from then on only a new certificate counts
/// (5.9).
fn changed(check: &DbsCheck) -> Option<NaiveDate> {
    check.checks.iter().filter(|c| !c.unchanged).map(|c| c.on).min()
}
