//! The visitor: details, stages, certificates, training, holds.

use super::{Draft, Outcome, stages};
use crate::alike;
use crate::command::VisitorDetails;
use crate::entry::name;
use crate::finding::Finding;
use crate::id::{Prefix, VisitorId};
use crate::judge;
use crate::record::{
    AtHome, Declaration, DriverDocuments, Hold, Module, Pack, PersonalReference, Stage, StageStep, Subject,
    Training, Visitor,
};
use crate::rule::{Level, RuleId};
use chrono::NaiveDate;

pub(super) fn add(
    d: &mut Draft<'_>,
    details: &VisitorDetails,
    stage: Stage,
    on: NaiveDate,
    by: Option<&str>,
) -> Outcome {
    let id = VisitorId(d.fresh());
    let number = d.number(Prefix::Visitor);
    let subject = Subject::Visitor(id);
    let mut visitor = from_details(d, id, number, details);
    d.not_ahead(subject, "on", on);
    already_there(d, &visitor);
    if stage == Stage::Approved {
        d.judge_step(on, judge::approval(d.world, &visitor, on));
    } else {
        young(d, &visitor);
    }
    stages::decided(d, subject, (stage, on), by);
    let by = d.line(subject, "by", by);
    visitor.stages.push(StageStep { stage, on, by, note: None, conditions: Vec::new() });
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Visitor {reference} entered."), subject))
}

/// H5: somebody very like this visitor is on record. Said, and no more: two people may share a name.
fn already_there(d: &mut Draft<'_>, visitor: &Visitor) {
    let found = alike::visitors(d.world, &visitor.name, visitor.born);
    let Some((id, why)) = found.first() else { return };
    let Some(other) = d.world.visitor(*id) else { return };
    let sentence = format!(
        "{} is on record already ({}: {}). If it is the same person, take this one back and open that one.",
        other.name.short(),
        other.reference(),
        why.words()
    );
    d.find(Finding::new(RuleId::H5, Subject::Visitor(*id), sentence).at("first").level(Level::Warn));
}

pub(super) fn amend(d: &mut Draft<'_>, id: VisitorId, details: &VisitorDetails) -> Outcome {
    let old = d.visitor(id)?;
    let visitor = Visitor {
        stages: old.stages,
        dbs: old.dbs,
        driver: old.driver,
        dbs_application: old.dbs_application,
        training: old.training,
        holds: old.holds,
        suspensions: old.suspensions,
        ..from_details(d, id, old.number, details)
    };
    if visitor.born != old.born {
        young(d, &visitor);
    }
    // R57: a connection is said at once, by whatever form it comes in.
    if visitor.declaration != old.declaration
        && visitor.declaration.as_ref().is_some_and(Declaration::is_connected)
    {
        d.find_all(judge::declared(d.world, &visitor, d.ctx.today).map(|f| f.level(Level::Warn)));
    }
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Details of {reference} changed."), Subject::Visitor(id)))
}

/// R85c: somebody too young may enquire, and is told; approval is where it is refused.
fn young(d: &mut Draft<'_>, visitor: &Visitor) {
    d.find_all(judge::too_young(d.world, visitor, d.ctx.today).map(|f| f.level(Level::Warn)));
}

fn from_details(d: &mut Draft<'_>, id: VisitorId, number: u32, new: &VisitorDetails) -> Visitor {
    let subject = Subject::Visitor(id);
    if let Some(born) = new.born {
        d.not_ahead(subject, "born", born);
    }
    Visitor {
        id,
        number,
        name: d.name(subject, &new.name),
        born: new.born,
        gender: d.line(subject, "gender", new.gender.as_deref()),
        address: d.line(subject, "address", new.address.as_deref()),
        postcode: d.line(subject, "postcode", new.postcode.as_deref()),
        phone: d.line(subject, "phone", new.phone.as_deref()),
        email: d.line(subject, "email", new.email.as_deref()),
        emergency_contact: d.line(subject, "emergency_contact", new.emergency_contact.as_deref()),
        ethnicity: d.line(subject, "ethnicity", new.ethnicity.as_deref()),
        languages: d.each(subject, "languages", &new.languages),
        faith: d.line(subject, "faith", new.faith.as_deref()),
        interests: d.each(subject, "interests", &new.interests),
        availability: d.line(subject, "availability", new.availability.as_deref()),
        radius_miles: new.radius_miles,
        drives: new.drives,
        household: d.line(subject, "household", new.household.as_deref()),
        source: d.line(subject, "source", new.source.as_deref()),
        stages: Vec::new(),
        references: new.references.iter().map(|r| reference(d, subject, r)).collect(),
        identity: d.said_so(subject, "identity", new.identity.as_ref()),
        identity_document: d.line(subject, "identity", new.identity_document.as_deref()),
        dbs: Vec::new(),
        dbs_application: None,
        declaration: new.declaration.as_ref().map(|made| declaration(d, subject, made)),
        employers: d.each(subject, "employers", &new.employers),
        training: Vec::new(),
        interview: d.said_so(subject, "interview", new.interview.as_ref()),
        agreement: d.said_so(subject, "agreement", new.agreement.as_ref()),
        agreement_version: d.line(subject, "agreement", new.agreement_version.as_deref()),
        commitment_months: new.commitment_months,
        driver: None,
        named_worker: d.line(subject, "named_worker", new.named_worker.as_deref()),
        pack: new.pack.as_ref().map(|p| Pack { version: d.long(subject, "pack", &p.version), on: p.on }),
        holds: Vec::new(),
        suspensions: Vec::new(),
    }
}

fn reference(d: &mut Draft<'_>, subject: Subject, new: &PersonalReference) -> PersonalReference {
    PersonalReference {
        name: d.long(subject, "references", &new.name),
        context: d.long(subject, "references", &new.context),
        ..new.clone()
    }
}

fn declaration(d: &mut Draft<'_>, subject: Subject, new: &Declaration) -> Declaration {
    Declaration {
        said: d.said(subject, "declaration", &new.said),
        connected: new.connected,
        details: d.line(subject, "details", new.details.as_deref()),
        household: new.household.as_ref().map(|home| AtHome {
            connected: home.connected,
            details: d.line(subject, "home_details", home.details.as_deref()),
        }),
    }
}

/// R85b: a reference, brought up to date when one of the same name is there.
pub(super) fn add_reference(d: &mut Draft<'_>, id: VisitorId, new: &PersonalReference) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.need(subject, "name", &new.name, "Say who gives the reference.");
    for (field, day) in [("requested", new.requested), ("received", new.received)] {
        if let Some(day) = day {
            d.not_ahead(subject, field, day);
        }
    }
    if let (Some(requested), Some(received)) = (new.requested, new.received) {
        d.not_before(subject, "received", received, requested, "the day it was asked for");
    }
    let new = reference(d, subject, new);
    let same = |old: &PersonalReference| name::fold(&old.name) == name::fold(&new.name);
    visitor.references.retain(|old| !same(old));
    visitor.references.push(new);
    let whose = visitor.reference();
    d.put(visitor);
    Ok((format!("Reference of {whose} recorded."), subject))
}

/// R57: independence declared; a connection is said at once, whatever the stage.
pub(super) fn declare(d: &mut Draft<'_>, id: VisitorId, new: &Declaration, employers: &[String]) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", new.said.on);
    if new.connected {
        d.need(subject, "details", new.details.as_deref().unwrap_or_default(), "Say what the connection is.");
    }
    if let Some(home) = new.household.as_ref().filter(|home| home.connected) {
        let how = home.details.as_deref().unwrap_or_default();
        d.need(subject, "home_details", how, "Say who at home is connected, and how.");
    }
    visitor.declaration = Some(declaration(d, subject, new));
    visitor.employers = d.each(subject, "employers", employers);
    if new.is_connected() {
        d.find_all(judge::declared(d.world, &visitor, new.said.on).map(|f| f.level(Level::Warn)));
    }
    for m in d.world.live_matches_of_visitor(id, d.ctx.today) {
        let child = d.world.child(m.child);
        let there = child.and_then(|c| judge::employed_there(c, &visitor, new.said.on));
        d.find_all(there);
    }
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Declaration of {reference} recorded."), subject))
}

/// R85g: a driver's documents were seen; nothing is copied.
pub(super) fn driver(d: &mut Draft<'_>, id: VisitorId, new: &DriverDocuments) -> Outcome {
    let mut visitor = d.visitor(id)?;
    let subject = Subject::Visitor(id);
    d.not_ahead(subject, "on", new.said.on);
    let said = d.said(subject, "on", &new.said);
    let evidence = d.line(subject, "evidence", new.evidence.as_deref());
    visitor.driver = Some(DriverDocuments { said, evidence, ..new.clone() });
    visitor.drives = Some(true);
    d.find_all(judge::driving(d.world, &visitor, new.said.on).map(|f| f.level(Level::Warn)));
    let reference = visitor.reference();
    d.put(visitor);
    Ok((format!("Driving documents of {reference} recorded."), subject))
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
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "This is not on hold, so there is nothing to take off hold.",
        ));
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
