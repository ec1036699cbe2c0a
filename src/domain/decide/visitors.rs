//! The visitor: details, stages, certificates, training, holds.

use super::children::tidy_name;
use super::{Draft, Outcome};
use crate::calendar::age_on;
use crate::command::VisitorDetails;
use crate::finding::{Cure, Finding};
use crate::id::{Prefix, VisitorId};
use crate::judge;
use crate::record::{
    DbsApplication, DbsCheck, Hold, Module, Said, Stage, StageStep, StatusCheck, Subject, Suspension,
    Training, UpdateService, Visitor,
};
use crate::rule::RuleId;
use chrono::NaiveDate;

pub(super) fn add(d: &mut Draft<'_>, details: &VisitorDetails, stage: Stage, on: NaiveDate) -> Outcome {
    let id = VisitorId(d.fresh());
    let number = d.number(Prefix::Visitor);
    let subject = Subject::Visitor(id);
    let mut visitor = from_details(d, id, number, details);
    d.not_ahead(subject, "on", on);
    if let Some(born) = visitor.born
        && age_on(born, d.ctx.today) < 18
    {
        d.find(
            Finding::new(RuleId::H1, subject, "A visitor is at least 18. Check the date of birth.")
                .at("born"),
        );
    }
    if stage == Stage::Approved {
        d.judge_step(on, judge::approval(d.world, &visitor));
    }
    visitor.stages.push(StageStep { stage, on, by: None, note: None });
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Visitor {reference} entered."), subject))
}

pub(super) fn amend(d: &mut Draft<'_>, id: VisitorId, details: &VisitorDetails) -> Outcome {
    let old = d.visitor(id)?;
    let visitor = Visitor {
        stages: old.stages,
        dbs: old.dbs,
        dbs_application: old.dbs_application,
        training: old.training,
        holds: old.holds,
        suspensions: old.suspensions,
        ..from_details(d, id, old.number, details)
    };
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Details of {reference} changed."), Subject::Visitor(id)))
}

fn from_details(d: &mut Draft<'_>, id: VisitorId, number: u32, new: &VisitorDetails) -> Visitor {
    let subject = Subject::Visitor(id);
    if let Some(born) = new.born {
        d.not_ahead(subject, "born", born);
    }
    Visitor {
        id,
        number,
        name: tidy_name(d, subject, &new.name),
        born: new.born,
        gender: d.line(subject, "gender", new.gender.as_deref()),
        address: d.line(subject, "address", new.address.as_deref()),
        postcode: d.line(subject, "postcode", new.postcode.as_deref()),
        phone: d.line(subject, "phone", new.phone.as_deref()),
        email: d.line(subject, "email", new.email.as_deref()),
        emergency_contact: d.line(subject, "emergency_contact", new.emergency_contact.as_deref()),
        ethnicity: d.line(subject, "ethnicity", new.ethnicity.as_deref()),
        languages: new.languages.clone(),
        faith: d.line(subject, "faith", new.faith.as_deref()),
        interests: new.interests.clone(),
        availability: d.line(subject, "availability", new.availability.as_deref()),
        radius_miles: new.radius_miles,
        drives: new.drives,
        household: d.line(subject, "household", new.household.as_deref()),
        source: d.line(subject, "source", new.source.as_deref()),
        stages: Vec::new(),
        references: new.references.clone(),
        identity: new.identity.clone(),
        dbs: Vec::new(),
        dbs_application: None,
        declaration: new.declaration.clone(),
        training: Vec::new(),
        interview: new.interview.clone(),
        agreement: new.agreement.clone(),
        named_worker: d.line(subject, "named_worker", new.named_worker.as_deref()),
        pack: new.pack.clone(),
        holds: Vec::new(),
        suspensions: Vec::new(),
    }
}

pub(super) fn move_stage(
    d: &mut Draft<'_>,
    id: VisitorId,
    to: Stage,
    on: NaiveDate,
    by: Option<&str>,
    note: Option<&str>,
) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    if let Some(since) = visitor.stage_since() {
        d.not_before(subject, "on", on, since, "the day the stage before began");
    }
    if visitor.stage() == to {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            format!("The visitor is at this stage already: {}.", to.words()),
        ));
    }
    if to == Stage::Approved {
        d.judge_step(on, judge::approval(d.world, &visitor));
    }
    if to.is_over() {
        for m in d.world.open_matches_of_visitor(id) {
            d.find(
                Finding::new(
                    RuleId::H3,
                    Subject::Match(m.id),
                    format!("{} is still open. End the match first, with its reason.", m.reference()),
                )
                .cure(Cure::EndMatch(m.id)),
            );
        }
    }
    let (by, note) = (d.line(subject, "by", by), d.line(subject, "note", note));
    visitor.stages.push(StageStep { stage: to, on, by, note });
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("{reference} is now: {}.", to.words()), subject))
}

pub(super) fn record_dbs(d: &mut Draft<'_>, id: VisitorId, check: &DbsCheck) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "issued", check.issued);
    d.need(
        subject,
        "certificate",
        &check.certificate,
        "Type the certificate number. Its contents are not kept.",
    );
    if !judge::enough_for_a_visitor(check.level) {
        d.find(
            Finding::new(
                RuleId::R2,
                subject,
                "A visitor needs an enhanced check. This one is recorded but does not count.",
            )
            .at("level")
            .level(crate::rule::Level::Warn),
        );
    }
    let mut check = check.clone();
    check.certificate = d.long(subject, "certificate", &check.certificate);
    check.eligibility = d.line(subject, "eligibility", check.eligibility.as_deref());
    visitor.dbs.retain(|c| c.certificate != check.certificate);
    visitor.dbs.push(check);
    visitor.dbs.sort_by_key(|c| c.issued);
    visitor.dbs_application = None;
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("DBS certificate of {reference} recorded."), subject))
}

pub(super) fn start_dbs(d: &mut Draft<'_>, id: VisitorId, on: NaiveDate, reference: Option<&str>) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    let reference = d.line(subject, "reference", reference);
    let done = match &mut visitor.dbs_application {
        Some(application) => {
            d.not_before(subject, "on", on, application.applied, "the day it was applied for");
            application.chased = Some(on);
            if reference.is_some() {
                application.reference = reference;
            }
            "chased"
        }
        none => {
            *none = Some(DbsApplication { applied: on, reference, chased: None });
            "begun"
        }
    };
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("DBS application of {reference} {done}."), subject))
}

/// The newest accepted certificate, to which the Update Service belongs.
fn newest(visitor: &mut Visitor) -> Result<&mut DbsCheck, Finding> {
    let subject = Subject::Visitor(visitor.id);
    let id = visitor.id;
    visitor.dbs.iter_mut().filter(|c| c.accepted).max_by_key(|c| c.issued).ok_or_else(|| {
        Finding::new(
            RuleId::H3,
            subject,
            "No accepted certificate is recorded. Record the certificate first.",
        )
        .cure(Cure::RecordDbs(id))
    })
}

pub(super) fn update_service(d: &mut Draft<'_>, id: VisitorId, on: NaiveDate, joined: bool) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    let by = d.ctx.by.clone();
    let check = newest(&mut visitor)?;
    let issued = check.issued;
    check.update_service =
        if joined { UpdateService::Joined(on) } else { UpdateService::NotJoining(Said::new(by, on)) };
    d.not_before(subject, "on", on, issued, "the day the certificate was issued");
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Update Service of {reference} recorded."), subject))
}

pub(super) fn status_check(d: &mut Draft<'_>, id: VisitorId, on: NaiveDate, unchanged: bool) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    let check = newest(&mut visitor)?;
    let joined = matches!(check.update_service, UpdateService::Joined(_));
    check.checks.push(StatusCheck { on, unchanged });
    check.checks.sort_by_key(|c| c.on);
    if !joined {
        d.find(
            Finding::new(
                RuleId::R84,
                subject,
                "A status check needs the Update Service. Record that it was joined first.",
            )
            .level(crate::rule::Level::Block)
            .cure(Cure::UpdateService(id)),
        );
    }
    if !unchanged {
        d.find(
            Finding::new(
                RuleId::R48,
                subject,
                "The status has changed: the certificate does not count until a new one is seen. No new visits until then.",
            )
            .level(crate::rule::Level::Warn)
            .cure(Cure::RecordDbs(id)),
        );
    }
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Status check of {reference} recorded."), subject))
}

pub(super) fn train(
    d: &mut Draft<'_>,
    id: VisitorId,
    modules: &[Module],
    on: NaiveDate,
    expires: Option<NaiveDate>,
    note: Option<&str>,
) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    if modules.is_empty() {
        d.find(Finding::new(RuleId::H1, subject, "Say which modules were done.").at("modules"));
    }
    if let Some(day) = expires {
        d.not_before(subject, "expires", day, on, "the day the training was done");
    }
    let note = d.line(subject, "note", note);
    visitor.training.extend(modules.iter().map(|m| Training { module: *m, on, expires, note: note.clone() }));
    visitor.training.sort_by_key(|t| t.on);
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Training of {reference} recorded."), subject))
}

/// What every hold needs: a reason, and an end that comes after its beginning.
pub(super) fn new_hold(
    d: &mut Draft<'_>,
    subject: Subject,
    from: NaiveDate,
    until: Option<NaiveDate>,
    reason: &str,
) -> Hold {
    d.need(subject, "reason", reason, "Say why: the reason stands in the record.");
    if let Some(until) = until {
        d.not_before(subject, "until", until, from, "the day the hold begins");
    }
    Hold { from, until, reason: d.long(subject, "reason", reason), ended: None }
}

/// Puts a hold among the others; one that is running is carried on from there, with its past kept.
pub(super) fn lay_hold(holds: &mut Vec<Hold>, hold: Hold) {
    for running in holds.iter_mut().filter(|h| h.ended.is_none()) {
        running.ended = Some(hold.from.max(running.from));
    }
    holds.push(hold);
}

/// Ends the running hold, or says that there is none.
pub(super) fn end_hold(
    d: &mut Draft<'_>,
    subject: Subject,
    holds: &mut [Hold],
    on: NaiveDate,
) -> Result<(), Finding> {
    let Some(hold) = holds.iter_mut().rev().find(|h| h.ended.is_none()) else {
        return Err(Finding::new(RuleId::H3, subject, "This is not on hold."));
    };
    d.not_before(subject, "on", on, hold.from, "the day the hold began");
    hold.ended = Some(on);
    Ok(())
}

pub(super) fn hold(
    d: &mut Draft<'_>,
    id: VisitorId,
    from: NaiveDate,
    until: Option<NaiveDate>,
    reason: &str,
) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    let hold = new_hold(d, subject, from, until, reason);
    lay_hold(&mut visitor.holds, hold);
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("{reference} put on hold."), subject))
}

pub(super) fn resume(d: &mut Draft<'_>, id: VisitorId, on: NaiveDate) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    end_hold(d, subject, &mut visitor.holds, on)?;
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("{reference} taken off hold."), subject))
}

pub(super) fn suspend(d: &mut Draft<'_>, id: VisitorId, on: NaiveDate, reason: Option<&str>) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", on);
    let running = visitor.suspensions.iter_mut().rev().find(|s| s.ended.is_none());
    let reference = visitor.number;
    let reference = crate::id::Reference::new(Prefix::Visitor, reference);
    match (reason, running) {
        (Some(_), Some(_)) => {
            return Err(Finding::new(RuleId::H3, subject, "Visits by this visitor are paused already."));
        }
        (None, None) => {
            return Err(Finding::new(RuleId::H3, subject, "Visits by this visitor are not paused."));
        }
        (None, Some(suspension)) => suspension.ended = Some(on),
        (Some(reason), None) => {
            d.need(subject, "reason", reason, "Give the neutral reason that may be shown.");
            let reason = d.long(subject, "reason", reason);
            visitor.suspensions.push(Suspension { from: on, ended: None, reason });
        }
    }
    d.put(visitor);
    let done = if reason.is_some() { "paused" } else { "allowed again" };
    Ok((format!("Visits by {reference} {done}."), subject))
}
