//! DBS certificates and the Update Service (R82 to R85h; 5.9).

use super::{Draft, Outcome};
use crate::calendar::add_months;
use crate::finding::{Cure, Finding};
use crate::id::VisitorId;
use crate::record::{DbsApplication, DbsCheck, DbsLevel, Said, StatusCheck, Subject, UpdateService, Visitor};
use crate::rule::{Level, RuleId};
use chrono::NaiveDate;

pub(super) fn record(d: &mut Draft<'_>, id: VisitorId, check: &DbsCheck) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "issued", check.issued);
    d.need(
        subject,
        "certificate",
        &check.certificate,
        "Type the certificate number. Its contents are not kept.",
    );
    if !check.level.is_enough() {
        d.find(
            Finding::new(
                RuleId::R2,
                subject,
                "A visitor needs an enhanced check. This one is recorded but does not count.",
            )
            .at("level")
            .level(Level::Warn),
        );
    }
    if check.workforce.is_some_and(|w| !w.covers_children()) {
        let sentence =
            "A visitor needs a check for the child workforce. This one is recorded but does not count.";
        d.find(Finding::new(RuleId::R84, subject, sentence).at("workforce").level(Level::Warn));
    }
    let barred = check.level == DbsLevel::EnhancedBarred;
    if barred && check.eligibility.as_deref().is_none_or(|e| e.trim().is_empty()) {
        let sentence = "A check of the barred list is lawful only where the role is regulated activity. Say what makes \
                        it so: how often, overnight, or the setting.";
        d.find(Finding::new(RuleId::R81, subject, sentence).at("eligibility").level(Level::Warn));
    }
    let mut check = check.clone();
    check.certificate = d.long(subject, "certificate", &check.certificate);
    check.eligibility = d.line(subject, "eligibility", check.eligibility.as_deref());
    check.seen = d.said_so(subject, "seen", check.seen.as_ref());
    // The same certificate typed again is a correction: looks at the Update Service stay with it, so that one
    // that showed a change is not forgotten (5.9).
    for same in visitor.dbs.iter().filter(|c| c.certificate == check.certificate) {
        let kept = same.checks.iter().filter(|c| !check.checks.contains(c)).cloned().collect::<Vec<_>>();
        check.checks.extend(kept);
        if check.update_service == UpdateService::NotRecorded {
            check.update_service = same.update_service.clone();
        }
    }
    check.checks.sort_by_key(|c| c.on);
    // An old certificate entered for the record does not answer the application under way.
    let answers = |a: &DbsApplication| check.is_for_a_visitor() && check.issued >= add_months(a.applied, -1);
    if visitor.dbs_application.as_ref().is_some_and(answers) {
        visitor.dbs_application = None;
    }
    visitor.dbs.retain(|c| c.certificate != check.certificate);
    visitor.dbs.push(check);
    visitor.dbs.sort_by_key(|c| c.issued);
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("DBS certificate of {reference} recorded."), subject))
}

pub(super) fn start(d: &mut Draft<'_>, id: VisitorId, on: NaiveDate, reference: Option<&str>) -> Outcome {
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

/// The newest accepted certificate of a sufficient level, to which the Update Service belongs.
fn newest(visitor: &mut Visitor) -> Result<&mut DbsCheck, Finding> {
    let subject = Subject::Visitor(visitor.id);
    let id = visitor.id;
    visitor.dbs.iter_mut().filter(|c| c.accepted && c.level.is_enough()).max_by_key(|c| c.issued).ok_or_else(
        || {
            Finding::new(
                RuleId::H3,
                subject,
                "No accepted certificate is recorded. Record the certificate first.",
            )
            .cure(Cure::RecordDbs(id))
        },
    )
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
    let (service, issued) = (check.update_service.clone(), check.issued);
    check.checks.push(StatusCheck { on, unchanged });
    check.checks.sort_by_key(|c| c.on);
    d.not_before(subject, "on", on, issued, "the day the certificate was issued");
    // That somebody looked is a fact. Until it is recorded that the service was joined it carries nothing on.
    match service {
        UpdateService::Joined(_) => {}
        UpdateService::NotRecorded => {
            let sentence = "A status check needs the Update Service. Record that it was joined: until then the check does \
                            not carry the certificate on.";
            d.find(Finding::new(RuleId::R84, subject, sentence).cure(Cure::UpdateService(id)));
        }
        UpdateService::NotJoining(_) if unchanged => {
            let sentence = "It is recorded that the Update Service is not joined. Record first that it was.";
            d.find(Finding::new(RuleId::H3, subject, sentence).cure(Cure::UpdateService(id)));
        }
        UpdateService::NotJoining(_) => {
            let sentence = "A status check needs the Update Service. Record that it was joined.";
            d.find(Finding::new(RuleId::R84, subject, sentence).cure(Cure::UpdateService(id)));
        }
    }
    if !unchanged {
        d.find(
            Finding::new(
                RuleId::R48,
                subject,
                "The status has changed: the certificate does not count until a new one is seen. No new visits until then.",
            )
            .level(Level::Warn)
            .cure(Cure::RecordDbs(id)),
        );
    }
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Status check of {reference} recorded."), subject))
}
