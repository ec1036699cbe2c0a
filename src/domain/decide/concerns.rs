//! Concerns: raised, completed, passed on the same day, settled, closed (R31, R32, R61, R80; 5.6).

use super::staff::same;
use super::{Draft, Outcome};
use crate::calendar::{local, words};
use crate::command::{ConcernDetails, NewConcern};
use crate::entry::text;
use crate::finding::{Cure, Finding};
use crate::id::{ChildId, ConcernId, Prefix, VisitorId};
use crate::people::Role;
use crate::record::{
    Account, Choice, Concern, ConcernStep, Decided, Incident, PassedOn, Quoted, Settled, Signed, Subject,
    VisitLine,
};
use crate::rule::{Level, ParamId, RuleId};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

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
    let fits = |q: &&Quoted| d.world.visit(q.visit).is_some_and(|(m, _)| m.child == new.child);
    let quoted: Vec<Quoted> = new.quoted.iter().filter(fits).map(tidied).collect();
    let match_id = new.match_id.filter(|id| d.world.match_(*id).is_some_and(|m| m.child == new.child));
    let what = d.long(subject, "concern", &new.what);
    let raised_by = d.line(subject, "raised_by", Some(&new.raised_by)).unwrap_or_else(|| d.ctx.by.clone());
    let by_visitor = new.by_visitor.or_else(|| visitor_called(d, new.child, &raised_by));
    let mut concern = Concern {
        id: ConcernId(d.fresh()),
        number: d.number(Prefix::Concern),
        child: new.child,
        match_id,
        visit: new.visit.or_else(|| quoted.first().map(|q| q.visit)),
        learned: new.learned,
        raised_by,
        danger_now: new.danger_now,
        what,
        passed: None,
        not_a_concern: None,
        closed: None,
        heard: None,
        recorded: Some(Signed { at: d.ctx.now, by: d.ctx.by.clone() }),
        kind: Incident::Concern,
        account: Account::default(),
        quoted,
        sexual_abuse: None,
        decided: None,
        steps: Vec::new(),
        effect: None,
        by_visitor,
    };
    take_details(d, &mut concern, subject, &new.details);
    answer_the_words(d, &concern);
    say_what_is_pressing(d, &concern);
    say_what_is_missing(d, &concern);
    d.put(concern.clone());
    concern
}

/// Words of a report that read like a concern are answered by raising it.
fn answer_the_words(d: &mut Draft<'_>, concern: &Concern) {
    let visits = concern.visit.into_iter().chain(concern.quoted.iter().map(|quoted| quoted.visit));
    for visit in visits.collect::<BTreeSet<_>>() {
        let Some((m, line)) = d.world.visit(visit) else { continue };
        if line.reads_like_concern {
            let (id, line) = (m.id, VisitLine { reads_like_concern: false, ..line.clone() });
            d.put_line(id, line);
        }
    }
}

/// The child's visitor of that name: who rang in is told that it was passed on, like one who wrote it in a report. Two
/// of the same name are not told apart, so neither is told.
fn visitor_called(d: &Draft<'_>, child: ChildId, name: &str) -> Option<VisitorId> {
    let mut visitors: Vec<VisitorId> = d.world.matches_of_child(child).map(|m| m.visitor).collect();
    visitors.sort_unstable();
    visitors.dedup();
    let mut called =
        visitors.into_iter().filter(|v| d.world.visitor(*v).is_some_and(|v| same(&v.name.full(), name)));
    called.next().filter(|_| called.next().is_none())
}

fn tidied(quoted: &Quoted) -> Quoted {
    Quoted { text: text::clean(&quoted.text).unwrap_or_default().trim().to_owned(), ..quoted.clone() }
}

/// Puts what is known beyond the words first used into the record (R80).
fn take_details(d: &mut Draft<'_>, concern: &mut Concern, subject: Subject, new: &ConcernDetails) {
    if let Some(on) = new.account.on {
        d.not_ahead(subject, "happened", on);
    }
    if let Some(heard) = new.heard {
        gap(d, subject, heard, concern.learned);
    }
    let a = &new.account;
    concern.account = Account {
        on: a.on,
        at: a.at.filter(|_| a.on.is_some()),
        place: d.line(subject, "place", a.place.as_deref()),
        by_whom: d.line(subject, "whose", a.by_whom.as_deref()),
        witnesses: d.line(subject, "witnesses", a.witnesses.as_deref()),
        child_words: d.line(subject, "child_words", a.child_words.as_deref()),
        opinion: d.line(subject, "opinion", a.opinion.as_deref()),
        injuries: d.line(subject, "injuries", a.injuries.as_deref()),
        action: d.line(subject, "action", a.action.as_deref()),
    };
    concern.heard = new.heard;
    concern.kind = new.kind;
    concern.sexual_abuse = new.sexual_abuse;
}

/// R31: what lay between somebody learning of it and the co-ordinator being told.
fn gap(d: &mut Draft<'_>, subject: Subject, heard: DateTime<Utc>, learned: DateTime<Utc>) {
    if heard > learned {
        let sentence = "Whoever raised it cannot have learned of it after you did. Check both times.";
        return d.find(Finding::new(RuleId::H2, subject, sentence).at("heard_on"));
    }
    let minutes = u32::try_from((learned - heard).num_minutes()).unwrap_or(u32::MAX);
    if minutes == 0 {
        return;
    }
    let sentence = format!(
        "Between its being known and your being told lay {}. Ask why, if it was long, and remind whom it concerns that \
         a concern is told at once.",
        span(minutes)
    );
    let same_day = local(heard).date() == local(learned).date();
    let level = if same_day { Level::Info } else { Level::Warn };
    d.find(Finding::new(RuleId::R31, subject, sentence).at("heard_on").level(level));
}

/// A length of time in words, in days where there are any.
pub(super) fn span(minutes: u32) -> String {
    match minutes / (24 * 60) {
        0 => words::duration(minutes),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// What has to be done before anything else: danger now (R61), a missing child (R80c), the LADO (5.7), the duty to
/// report (R80b).
fn say_what_is_pressing(d: &mut Draft<'_>, concern: &Concern) {
    let subject = Subject::Concern(concern.id);
    let mut say = |rule, sentence: &str, cure| d.find(Finding::new(rule, subject, sentence).cure(cure));
    if concern.danger_now {
        say(
            RuleId::R61,
            "Somebody may be in danger now: call 999 or the duty team first. The record can wait.",
            Cure::PassOnConcern(concern.id),
        );
    }
    if concern.kind == Incident::Missing {
        say(
            RuleId::R80c,
            "A child is missing: tell the carer and the emergency duty team at once, and the reviewing officer of the \
             episode.",
            Cure::ConcernStep(concern.id, ConcernStep::CarerTold),
        );
    }
    if concern.kind == Incident::AboutWorker {
        let sentence = "It is about a carer or somebody else who works with the child: the LADO is told as well, and \
                        the person is not spoken to about it first.";
        let finding = Finding::new(RuleId::R32, subject, sentence);
        d.find(finding.level(Level::Info).cure(Cure::ConcernStep(concern.id, ConcernStep::LadoTold)));
    }
    if concern.manager_untold() {
        let sentence = "It is about the visitor: tell the team manager at once, who takes it from there. Neither the \
                        visitor nor the child is asked about it.";
        let finding = Finding::new(RuleId::R49, subject, sentence).level(Level::Warn);
        d.find(finding.cure(Cure::ConcernStep(concern.id, ConcernStep::ManagerTold)));
    }
    if concern.sexual_abuse == Some(true) && d.world.policy().get(ParamId::AbuseDuty) == 1 {
        let sentence = format!(
            "Sexual abuse that was told of or seen is reported to police or local authority as soon as can be. It may \
             wait only for a child's safety, and at most {}.",
            d.world.policy().say(ParamId::AbuseDutyDays)
        );
        d.find(Finding::new(RuleId::R80b, subject, sentence).cure(Cure::PassOnConcern(concern.id)));
    }
}

/// R80: what the record still lacks. Said, and never in the way.
pub(super) fn say_what_is_missing(d: &mut Draft<'_>, concern: &Concern) {
    let missing = concern.missing();
    let Some((field, _)) = missing.first() else { return };
    let parts: Vec<&str> = missing.iter().map(|(_, words)| *words).collect();
    let sentence = format!("The record still lacks {}. Complete it when you can.", parts.join(", "));
    let finding = Finding::new(RuleId::R80, Subject::Concern(concern.id), sentence).at(field).unknown();
    d.find(finding.cure(Cure::AmendConcern(concern.id)));
}

pub(super) fn amend(d: &mut Draft<'_>, id: ConcernId, new: &ConcernDetails) -> Outcome {
    let mut concern = d.concern(id)?;
    let subject = Subject::Concern(id);
    let before = concern.kind;
    take_details(d, &mut concern, subject, new);
    if concern.kind != before || concern.sexual_abuse == Some(true) {
        say_what_is_pressing(d, &Concern { danger_now: false, ..concern.clone() });
    }
    say_what_is_missing(d, &concern);
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Record of concern {reference} changed."), subject))
}

pub(super) fn pass_on(d: &mut Draft<'_>, id: ConcernId, passed: &PassedOn, with: Option<&str>) -> Outcome {
    let mut concern = d.concern(id)?;
    let subject = Subject::Concern(id);
    let at = passed.at;
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
        &passed.to,
        "Say to which service it was passed: social worker, front door, duty team, police.",
    );
    d.need(subject, "name", &passed.name, "Say who took it. A name is needed when it is asked about later.");
    in_its_time(d, &concern, at, "It cannot have been passed on before you learned of it. Check the time.");
    let with = d.line(subject, "with", with);
    let decided = concern.decided.take().filter(|c| c.choice == Choice::PassOn && with.is_none());
    let now = Decided { choice: Choice::PassOn, at, by: d.ctx.by.clone(), with, reason: None };
    concern.decided = Some(decided.unwrap_or(now));
    concern.passed = Some(PassedOn {
        at,
        to: d.long(subject, "to", &passed.to),
        name: d.long(subject, "name", &passed.name),
        reference: d.line(subject, "reference", passed.reference.as_deref()),
    });
    if let Some(passed) = &concern.passed {
        super::ledger::passed_on(d, &concern, passed);
    }
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference} passed on."), subject))
}

/// What was done about a concern lies neither ahead nor before it was learned of.
pub(super) fn in_its_time(d: &mut Draft<'_>, concern: &Concern, at: DateTime<Utc>, too_early: &str) {
    let subject = Subject::Concern(concern.id);
    let sentence = match at {
        at if at > d.ctx.now => "That time lies ahead. Check it.",
        at if at < concern.learned => too_early,
        _ => return,
    };
    d.find(Finding::new(RuleId::H2, subject, sentence).at("at"));
}

pub(super) fn settle(d: &mut Draft<'_>, id: ConcernId, with: Option<&str>, reason: &str) -> Outcome {
    let mut concern = d.concern(id)?;
    let subject = Subject::Concern(id);
    if !concern.clock_runs() {
        return Err(Finding::new(
            RuleId::H3,
            subject,
            "This concern is passed on or settled already. Close it when it is known what came of it.",
        ));
    }
    d.need(subject, "reason", reason, "Say why it is not a safeguarding concern, and who was asked.");
    let (by, at) = (d.ctx.by.clone(), d.ctx.now);
    let settled = Settled { at, by: by.clone(), reason: d.long(subject, "reason", reason) };
    let with = d.line(subject, "with", with);
    let reason = Some(settled.reason.clone());
    concern.decided = Some(Decided { choice: Choice::NotAConcern, at, by, with, reason });
    concern.not_a_concern = Some(settled);
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference} settled: not a safeguarding concern."), subject))
}

pub(super) fn close(d: &mut Draft<'_>, id: ConcernId, by: &str, reason: &str) -> Outcome {
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
    d.need(subject, "by", by, "Say who closes it: that is the team manager.");
    d.need(subject, "reason", reason, "Say what came of it.");
    by_the_team_manager(d, RuleId::H12, subject, by);
    super::concern_steps::say_what_is_undone(d, &concern);
    say_what_is_missing(d, &concern);
    concern.closed = Some(Settled {
        at: d.ctx.now,
        by: d.long(subject, "by", by),
        reason: d.long(subject, "reason", reason),
    });
    let reference = concern.reference();
    d.put(concern);
    Ok((format!("Concern {reference} closed."), subject))
}

/// What only the team manager decides (5.6, R79) may be written down by others, by the team manager's name. Where the
/// file knows its team managers, a name that is none of theirs is pointed out: it may be a manager who does not open
/// this file, and what was decided is recorded all the same.
pub(super) fn by_the_team_manager(d: &mut Draft<'_>, rule: RuleId, subject: Subject, by: &str) {
    let managers = || d.world.current_staff().filter(|staff| staff.role == Role::TeamManager);
    if by.trim().is_empty() || managers().next().is_none() || managers().any(|staff| same(&staff.name, by)) {
        return;
    }
    let sentence = "This is for the team manager, and no team manager of that name opens this file. Check who decided \
                    it, or ask the team manager to.";
    d.find(Finding::new(rule, subject, sentence).at("by"));
}
