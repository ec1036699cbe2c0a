//! The scheme itself, the morning list, and notes.

use super::{Draft, Outcome};
use crate::calendar::words;
use crate::entry::name;
use crate::finding::Finding;
use crate::id::{NoteId, SnoozeId};
use crate::record::{MorningReview, Note, Scheme, Snooze, Subject};
use crate::rule::{ParamId, RuleId};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn set_up(
    d: &mut Draft<'_>,
    scheme: &str,
    by: &str,
    authority: &str,
    demonstration: bool,
) -> Outcome {
    if d.world.scheme().is_some() {
        return Err(Finding::new(
            RuleId::H3,
            Subject::Scheme,
            "This file already holds a scheme. Choose another place for a new one.",
        ));
    }
    let named = d.tidy(Subject::Scheme, "name", name::clean(scheme));
    let coordinator = d.tidy(Subject::Scheme, "coordinator", name::clean(by));
    let authority = d.line(Subject::Scheme, "authority", Some(authority)).unwrap_or_default();
    d.put(Scheme {
        name: named,
        coordinator,
        authority,
        since: d.ctx.today,
        demonstration,
        settings: BTreeMap::new(),
        extra_holidays: BTreeSet::new(),
        standards_reviewed: None,
        evidence: BTreeMap::new(),
        duty_team: None,
        duty_teams: BTreeMap::new(),
    });
    Ok(("Scheme set up.".to_owned(), Subject::Scheme))
}

fn scheme(d: &Draft<'_>) -> Result<Scheme, Finding> {
    d.world.scheme().cloned().ok_or_else(|| {
        Finding::new(
            RuleId::H3,
            Subject::Scheme,
            "This file holds no scheme yet. Set it up first with befriend init.",
        )
    })
}

pub(super) fn change_setting(d: &mut Draft<'_>, param: ParamId, value: Option<i64>) -> Outcome {
    let mut scheme = scheme(d)?;
    let row = param.row();
    match value {
        Some(value) if !(row.min..=row.max).contains(&value) => d.find(
            Finding::new(
                RuleId::H1,
                Subject::Scheme,
                format!("Choose {} to {}. What was typed is {value}.", row.min, row.unit.say(row.max)),
            )
            .at("value"),
        ),
        Some(value) if value != row.default => {
            scheme.settings.insert(param, value);
        }
        _ => {
            scheme.settings.remove(&param);
        }
    }
    contradictions(d, &scheme, param);
    d.put(scheme);
    Ok((format!("Setting {} changed.", row.key), Subject::Scheme))
}

/// Settings of which the first must stay below the second.
const ORDERED: [(ParamId, ParamId); 9] = [
    (ParamId::ChildAgeMin, ParamId::ChildAgeMax),
    (ParamId::VisitQuietDays, ParamId::VisitOverdueDays),
    (ParamId::VisitHoursMin, ParamId::VisitHoursMax),
    (ParamId::MoveBookedDays, ParamId::MoveVisitedDays),
    (ParamId::AnnualReviewWarnMonths, ParamId::AnnualReviewMonths),
    (ParamId::UpdateServiceWarnDays, ParamId::UpdateServiceDays),
    (ParamId::ReviewFirstMonths, ParamId::ReviewSecondMonths),
    (ParamId::CapacityAmber, ParamId::CapacityRed),
    (ParamId::LateReportsCall, ParamId::LateReportsManager),
];

/// H3: a warning that comes after its deadline, or a least that is more than the most, would judge nothing.
fn contradictions(d: &mut Draft<'_>, scheme: &Scheme, param: ParamId) {
    let policy = scheme.policy();
    for (low, high) in ORDERED.into_iter().filter(|(low, high)| *low == param || *high == param) {
        if policy.get(low) >= policy.get(high) {
            let sentence = format!(
                "Setting {} would be {}, and {} {}. The first has to stay below the second.",
                low.row().key,
                policy.say(low),
                high.row().key,
                policy.say(high)
            );
            d.find(Finding::new(RuleId::H3, Subject::Scheme, sentence).at("value"));
        }
    }
}

/// R50b: the scheme's own standards were gone through.
pub(super) fn review_standards(d: &mut Draft<'_>, on: NaiveDate) -> Outcome {
    let mut scheme = scheme(d)?;
    d.not_ahead(Subject::Scheme, "on", on);
    scheme.standards_reviewed = Some(on);
    d.put(scheme);
    Ok(("The standards were gone through.".to_owned(), Subject::Scheme))
}

/// R50c: where the evidence for a standard is kept.
pub(super) fn evidence(d: &mut Draft<'_>, rule: RuleId, place: &str) -> Outcome {
    let mut scheme = scheme(d)?;
    match d.line(Subject::Scheme, "place", Some(place)) {
        Some(place) => scheme.evidence.insert(rule, place),
        None => scheme.evidence.remove(&rule),
    };
    d.put(scheme);
    Ok((format!("Where the evidence for {rule} is kept is recorded."), Subject::Scheme))
}

/// R42, R61: whom a visitor rings in an emergency, also out of hours.
pub(super) fn duty_team(d: &mut Draft<'_>, authority: Option<&str>, number: &str) -> Outcome {
    let mut scheme = scheme(d)?;
    let number = d.line(Subject::Scheme, "number", Some(number));
    let authority = d.line(Subject::Scheme, "authority", authority);
    match (authority, number) {
        (None, number) => scheme.duty_team = number,
        (Some(authority), Some(number)) => _ = scheme.duty_teams.insert(authority, number),
        (Some(authority), None) => _ = scheme.duty_teams.remove(&authority),
    }
    d.put(scheme);
    Ok(("Number of the duty team recorded.".to_owned(), Subject::Scheme))
}

pub(super) fn proclaim_holiday(d: &mut Draft<'_>, day: NaiveDate) -> Outcome {
    let mut scheme = scheme(d)?;
    scheme.extra_holidays.insert(day);
    d.put(scheme);
    Ok((format!("Bank holiday on {} added.", words::long(day)), Subject::Scheme))
}

pub(super) fn take_note(d: &mut Draft<'_>, on: NaiveDate, about: &[Subject], text: &str) -> Outcome {
    if about.iter().any(|s| matches!(s, Subject::Allegation(_))) {
        let sentence = "A note can be read by everybody. Write it into the allegation itself.";
        return Err(Finding::new(RuleId::H8, Subject::Scheme, sentence));
    }
    let subject = about.first().copied().unwrap_or(Subject::Scheme);
    d.not_ahead(subject, "on", on);
    d.need(subject, "text", text, "A note needs its words. Type what was said, or leave with Esc.");
    let text = d.long(subject, "text", text);
    let note = Note { id: NoteId(d.fresh()), on, by: d.ctx.by.clone(), about: about.to_vec(), text };
    d.put(note);
    Ok(("Note taken.".to_owned(), subject))
}

pub(super) fn amend_note(d: &mut Draft<'_>, id: NoteId, text: &str) -> Outcome {
    let mut note = d.world.note(id).cloned().ok_or_else(|| {
        Finding::new(RuleId::H3, Subject::Scheme, "This note is not in the scheme any more. Take a new one.")
    })?;
    let subject = note.about.first().copied().unwrap_or(Subject::Scheme);
    d.need(subject, "text", text, "A note needs its words. Type what was said, or leave with Esc.");
    note.text = d.long(subject, "text", text);
    d.put(note);
    Ok(("Note corrected.".to_owned(), subject))
}

pub(super) fn snooze(
    d: &mut Draft<'_>,
    rule: RuleId,
    subject: Subject,
    due: NaiveDate,
    until: NaiveDate,
    reason: &str,
) -> Outcome {
    if matches!(subject, Subject::Allegation(_)) {
        let sentence = "The clocks of an allegation cannot be put off. Do what is due, or close it.";
        return Err(Finding::new(RuleId::H4, subject, sentence));
    }
    if rule == RuleId::R32 && matches!(subject, Subject::Visit(_)) {
        let sentence = "Words that read like a concern cannot be put off. Look at the report, and answer.";
        d.find(Finding::new(RuleId::H4, subject, sentence));
    } else if rule == RuleId::R32 {
        d.find(Finding::new(
            RuleId::H4,
            subject,
            "The clock of a concern cannot be put off. Pass the concern on, or record why it is not one.",
        ));
    } else if matches!(subject, Subject::Concern(_)) || rule == RuleId::R79 {
        let sentence = "What follows a concern cannot be put off. Record the step when it is taken.";
        d.find(Finding::new(RuleId::H4, subject, sentence));
    }
    if until <= d.ctx.today {
        d.find(
            Finding::new(RuleId::H2, subject, "Choose a day after today on which to see it again.")
                .at("until"),
        );
    }
    if let Subject::Visit(id) = subject
        && let Some((_, line)) = d.world.visit(id)
        && line.state.is_planned()
        && line.date >= d.ctx.today
        && until > line.date
    {
        d.find(
            Finding::new(
                RuleId::H4,
                subject,
                "A warning about an outing cannot be put off beyond the outing. Choose its day or an earlier one.",
            )
            .at("until"),
        );
    }
    d.need(subject, "reason", reason, "Say in a few words why it can wait.");
    let reason = d.long(subject, "reason", reason);
    // One snooze a deadline: a new one takes the place of the old.
    let id = d.world.snooze_of(rule, subject).map(|s| s.id);
    let id = id.unwrap_or_else(|| SnoozeId(d.fresh()));
    d.put(Snooze { id, rule, subject, due, until, reason, by: d.ctx.by.clone(), on: d.ctx.today });
    // The scheme has no reference, and nobody but itself to be told from.
    let about = d.world.reference(subject).map(|r| format!(" about {r}")).unwrap_or_default();
    Ok((format!("Deadline of {rule}{about} put off until {}.", words::long(until)), subject))
}

pub(super) fn wake(d: &mut Draft<'_>, id: SnoozeId) -> Outcome {
    let mut snooze = d.world.snooze(id).cloned().ok_or_else(|| {
        Finding::new(
            RuleId::H3,
            Subject::Scheme,
            "This deadline is not put off any more. Look for it on the list.",
        )
    })?;
    let subject = snooze.subject;
    snooze.until = d.ctx.today;
    d.put(snooze);
    Ok(("Deadline back on the list.".to_owned(), subject))
}

pub(super) fn mark_reviewed(d: &mut Draft<'_>) -> Outcome {
    d.put(MorningReview { at: d.ctx.now, on: d.ctx.today });
    Ok(("Morning list gone through.".to_owned(), Subject::Scheme))
}
