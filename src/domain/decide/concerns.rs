//! Concerns: raised, passed on the same day, settled, closed (R31, R32, R61; 5.6).

use super::{Draft, Outcome};
use crate::calendar::{local, words};
use crate::command::NewConcern;
use crate::finding::{Cure, Finding};
use crate::id::{ConcernId, Prefix};
use crate::record::{Concern, PassedOn, Settled, Subject};
use crate::rule::RuleId;
use chrono::{DateTime, Utc};

pub(super) fn raise(d: &mut Draft<'_>, new: &NewConcern) -> Outcome {
    d.child(new.child)?;
    let concern = open(d, new);
    Ok((
        format!("Concern {} raised. Its clock is running.", concern.reference()),
        Subject::Concern(concern.id),
    ))
}

/// Puts a new concern into the draft; a visit report opens one the same way.
pub(super) fn open(d: &mut Draft<'_>, new: &NewConcern) -> Concern {
    let subject = Subject::Child(new.child);
    d.need(subject, "concern", &new.what, "Write what was seen or said, in the words used.");
    if new.learned > d.ctx.now {
        d.find(
            Finding::new(RuleId::H2, subject, "The time you learned of it lies ahead. Check it.")
                .at("learned"),
        );
    }
    // A link that does not fit never keeps a concern from being recorded.
    let match_id = new.match_id.filter(|id| d.world.match_(*id).is_some_and(|m| m.child == new.child));
    let what = d.long(subject, "concern", &new.what);
    let raised_by = d.line(subject, "raised_by", Some(&new.raised_by)).unwrap_or_else(|| d.ctx.by.clone());
    let concern = Concern {
        id: ConcernId(d.fresh()),
        number: d.number(Prefix::Concern),
        child: new.child,
        match_id,
        visit: new.visit,
        learned: new.learned,
        raised_by,
        danger_now: new.danger_now,
        what,
        passed: None,
        not_a_concern: None,
        closed: None,
    };
    if new.danger_now {
        d.find(
            Finding::new(
                RuleId::R61,
                Subject::Concern(concern.id),
                "Somebody may be in danger now: call 999 or the duty team first. The record can wait.",
            )
            .cure(Cure::PassOnConcern(concern.id)),
        );
    }
    d.put(concern.clone());
    concern
}

pub(super) fn pass_on(
    d: &mut Draft<'_>,
    id: ConcernId,
    at: DateTime<Utc>,
    to: &str,
    name: &str,
    reference: Option<&str>,
) -> Outcome {
    let mut concern = d.concern(id)?;
    let subject = Subject::Concern(id);
    if concern.closed.is_some() {
        let sentence = "This concern is closed. Raise a new one if there is more to pass on.";
        return Err(Finding::new(RuleId::H3, subject, sentence));
    }
    if let Some(before) = &concern.passed {
        let sentence = format!(
            "It was passed on already, on {}; this entry takes the place of that one. Write further calls as a note.",
            words::short(local(before.at).date(), d.ctx.today)
        );
        d.find(Finding::new(RuleId::R32, subject, sentence).at("at"));
    }
    d.need(
        subject,
        "to",
        to,
        "Say to which service it was passed: social worker, front door, duty team, police.",
    );
    d.need(subject, "name", name, "Say who took it. A name is needed when it is asked about later.");
    if at > d.ctx.now {
        d.find(Finding::new(RuleId::H2, subject, "The time it was passed on lies ahead. Check it.").at("at"));
    }
    if at < concern.learned {
        d.find(
            Finding::new(
                RuleId::H2,
                subject,
                "It cannot have been passed on before you learned of it. Check the time.",
            )
            .at("at"),
        );
    }
    concern.passed = Some(PassedOn {
        at,
        to: d.long(subject, "to", to),
        name: d.long(subject, "name", name),
        reference: d.line(subject, "reference", reference),
    });
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference} passed on."), subject))
}

fn settled(d: &mut Draft<'_>, subject: Subject, reason: &str, ask: &str) -> Settled {
    d.need(subject, "reason", reason, ask);
    Settled { at: d.ctx.now, by: d.ctx.by.clone(), reason: d.long(subject, "reason", reason) }
}

pub(super) fn settle(d: &mut Draft<'_>, id: ConcernId, reason: &str) -> Outcome {
    let mut concern = d.concern(id)?;
    let subject = Subject::Concern(id);
    if !concern.clock_runs() {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "This concern is passed on or settled already. Close it when it is known what came of it.",
        ));
    }
    concern.not_a_concern =
        Some(settled(d, subject, reason, "Say why it is not a safeguarding concern, and who was asked."));
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference} settled: not a safeguarding concern."), subject))
}

pub(super) fn close(d: &mut Draft<'_>, id: ConcernId, reason: &str) -> Outcome {
    let mut concern = d.concern(id)?;
    let subject = Subject::Concern(id);
    if concern.clock_runs() {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "A concern is closed only after it was passed on, or settled with a reason.",
        )
        .cure(Cure::PassOnConcern(id)));
    }
    if concern.closed.is_some() {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "This concern is closed already. Raise a new one if there is more.",
        ));
    }
    concern.closed = Some(settled(d, subject, reason, "Say what came of it."));
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference} closed."), subject))
}
