//! What a reader sees of a record: nothing of a row of the matrix that is kept in confidence. Whatever is read from the
//! file comes through here, and so do the lists, the searches and the history that are made of it.

use super::Role;
use crate::record::{
    Account, Basis, Concern, Consent, ConsentTo, LowLevel, Match, OverrideTest, Proposal, Record, Release,
    Settled, Thing, VisitLine, VisitReport, Visitor,
};

/// What stands in the place of what a reader is not shown.
const NOT_SHOWN: &str = "Not shown to readers.";

/// The rows of the matrix (section 4) that are not shown to readers: the social worker's risk assessment, what a
/// certificate holds, references and notes, what is said in reports and reviews, concerns and allegations.
#[must_use]
pub const fn is_kept_from_readers(row: u8) -> bool {
    matches!(row, 7 | 16 | 17 | 19..=27)
}

/// A record as a person of that role reads it: what was said in confidence is not shown to readers. Everything that is
/// read from the file goes through here.
#[must_use]
pub fn readable(role: Role, mut record: Record) -> Record {
    if role.may_read_narrative() {
        return record;
    }
    match &mut record {
        Record::Child(c) => {
            hide_all([&mut c.wishes.avoid, &mut c.wishes.own_words]);
            c.risk.iter_mut().for_each(|risk| hide(&mut risk.said.by));
        }
        Record::Visitor(v) => visitor(v),
        Record::Match(m) => match_(m),
        Record::Proposal(p) => proposal(p),
        Record::Ledger(l) => l.visits.iter_mut().for_each(visit),
        Record::VisitReport(r) => report(r),
        Record::MatchReview(r) => {
            hide(&mut r.summary);
            hide_all(r.heard.iter_mut().map(|heard| &mut heard.note));
        }
        Record::AnnualReview(r) => hide(&mut r.summary),
        Record::Supervision(s) => hide(&mut s.summary),
        Record::SupportGroup(g) => hide_all([&mut g.minutes, &mut g.topics]),
        Record::Concern(c) => concern(c),
        Record::LowLevel(l) => low_level(l),
        Record::Note(n) => [&mut n.by, &mut n.text].into_iter().for_each(hide),
        Record::Consent(c) => consent(c),
        Record::Release(r) => release(r),
        _ => {}
    }
    record
}

/// Once its report is in, a visit holds a copy of what the report says was done.
fn visit(line: &mut VisitLine) {
    hide_all([&mut line.note]);
    if line.report.received().is_some() {
        hide_all([&mut line.what]);
    }
}

fn hide(text: &mut String) {
    if !text.is_empty() {
        NOT_SHOWN.clone_into(text);
    }
}

fn hide_all<'a>(texts: impl IntoIterator<Item = &'a mut Option<String>>) {
    texts.into_iter().flatten().for_each(hide);
}

fn visitor(v: &mut Visitor) {
    for step in &mut v.stages {
        hide_all([&mut step.by, &mut step.note]);
        step.conditions.iter_mut().for_each(|condition| hide(&mut condition.what));
    }
    v.references.iter_mut().flat_map(|r| [&mut r.name, &mut r.context]).for_each(hide);
    let said = [&mut v.identity, &mut v.interview, &mut v.agreement];
    said.into_iter().flatten().for_each(|said| hide(&mut said.by));
    v.holds.iter_mut().for_each(|hold| hide(&mut hold.reason));
    v.suspensions.iter_mut().for_each(|suspension| hide(&mut suspension.reason));
}

fn match_(m: &mut Match) {
    hide_all([&mut m.rationale]);
    for pattern in &mut m.patterns {
        hide(&mut pattern.agreed.by);
        hide_all([&mut pattern.reason]);
    }
    m.holds.iter_mut().for_each(|hold| hide(&mut hold.reason));
    m.suspensions.iter_mut().for_each(|suspension| hide(&mut suspension.reason));
    hide_all(m.eighteen.iter_mut().map(|done| &mut done.note));
    hide_all(m.trial.iter_mut().map(|trial| &mut trial.words));
    for talk in &mut m.sanction_talks {
        hide(&mut talk.said.by);
        hide_all([&mut talk.note]);
    }
    if let Some(ended) = &mut m.ended {
        // Of a visitor who was removed the first two tell of an allegation.
        hide_all([&mut ended.note, &mut ended.decided_by, &mut ended.child_words]);
        hide_all(ended.closing.iter_mut().map(|done| &mut done.note));
    }
}

fn proposal(p: &mut Proposal) {
    hide(&mut p.proposed.by);
    hide_all([&mut p.rationale]);
    let child = p.child_answer.iter_mut().map(|child| &mut child.answer);
    let answers = p.visitor_answer.iter_mut().chain(&mut p.worker_answer).chain(child);
    hide_all(answers.map(|answer| &mut answer.note));
    hide_all(p.joint.iter_mut().filter_map(|joint| joint.held.as_mut()).map(|held| &mut held.note));
    hide_all(p.closed.iter_mut().map(|closed| &mut closed.note));
}

fn report(r: &mut VisitReport) {
    let texts = [&mut r.filed_by, &mut r.activity, &mut r.child_words, &mut r.visitor_view];
    texts.into_iter().for_each(hide);
    hide_all([&mut r.support_wanted]);
    // That its words read like a concern is as little for readers as the concern itself.
    r.looked_at = None;
}

fn concern(c: &mut Concern) {
    [&mut c.raised_by, &mut c.what].into_iter().for_each(hide);
    c.not_a_concern.iter_mut().chain(&mut c.closed).for_each(settled);
    c.recorded.iter_mut().for_each(|signed| hide(&mut signed.by));
    if let Some(passed) = &mut c.passed {
        [&mut passed.to, &mut passed.name].into_iter().for_each(hide);
        hide_all([&mut passed.reference]);
    }
    account(&mut c.account);
    c.quoted.iter_mut().for_each(|quoted| hide(&mut quoted.text));
    if let Some(decided) = &mut c.decided {
        hide(&mut decided.by);
        hide_all([&mut decided.with, &mut decided.reason]);
    }
    for step in &mut c.steps {
        hide(&mut step.by);
        hide_all([&mut step.with, &mut step.note]);
    }
    if let Some(effect) = &mut c.effect {
        hide(&mut effect.by);
        hide_all([&mut effect.note]);
    }
}

fn account(a: &mut Account) {
    hide_all([&mut a.place, &mut a.by_whom, &mut a.witnesses, &mut a.child_words]);
    hide_all([&mut a.opinion, &mut a.injuries, &mut a.action]);
}

fn settled(settled: &mut Settled) {
    [&mut settled.by, &mut settled.reason].into_iter().for_each(hide);
}

fn low_level(l: &mut LowLevel) {
    [&mut l.raised_by, &mut l.what, &mut l.recorded_by].into_iter().for_each(hide);
    hide_all([&mut l.done]);
    l.outcome.iter_mut().for_each(settled);
}

fn thing(thing: &mut Thing) {
    hide_all([&mut thing.name]);
}

/// A consent to telling what is kept from readers says by its words what that is.
fn consent(c: &mut Consent) {
    let ConsentTo::Disclosure { row, thing: told, .. } = &mut c.what else { return };
    if !is_kept_from_readers(*row) {
        return;
    }
    thing(told);
    [&mut c.by, &mut c.how, &mut c.recorded_by].into_iter().for_each(hide);
    c.withdrawn.iter_mut().for_each(|said| hide(&mut said.by));
}

/// So does a release, or one that was refused.
fn release(r: &mut Release) {
    let told = r.things.iter().map(|released| released.row);
    let touches = told.chain(r.withheld.iter().map(|(row, _)| *row)).any(is_kept_from_readers);
    if !touches && !matches!(r.basis, Some(Basis::Safeguarding(_))) {
        return;
    }
    [&mut r.recipient, &mut r.purpose, &mut r.by].into_iter().for_each(hide);
    hide_all([&mut r.refused]);
    r.things.iter_mut().for_each(|released| thing(&mut released.thing));
    if let Some(Basis::Safeguarding(test)) = &mut r.basis {
        override_test(test);
    }
}

fn override_test(test: &mut OverrideTest) {
    let texts = [&mut test.risk, &mut test.necessary, &mut test.proportionate, &mut test.relevant];
    texts.into_iter().for_each(hide);
    hide(&mut test.decided_by);
    hide_all([&mut test.why_not_told]);
}
