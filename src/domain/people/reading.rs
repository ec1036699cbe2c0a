//! What a reader sees of a record: nothing of a row of the matrix that is kept in confidence. Whatever is read from the
//! file comes through here, and so do the lists, the searches and the history that are made of it.

use super::{Role, removal};
use crate::record::{
    Account, Basis, Child, ChildView, Concern, ConcernStep, Consent, ConsentTo, ContactRelease, Incident,
    LowLevel, Match, OverrideTest, Placement, Professional, Proposal, Record, Referral, Release, Said,
    Settled, Thing, VisitLine, VisitReport, Visitor,
};

/// What stands in the place of what a reader is not shown.
const NOT_SHOWN: &str = "Not shown to readers.";

/// Whether a text is what was typed, and not the words that stand in its place for a reader: two texts that are both
/// not shown say nothing about each other.
#[must_use]
pub fn is_shown(text: &str) -> bool {
    text != NOT_SHOWN
}

/// The rows of the matrix (section 4) that are not shown to readers. A reader is none of its columns, so what it gives
/// to the co-ordinator and the team manager for their work alone is not theirs: care history (4), the social worker's
/// risk assessment (7), what is kept for monitoring (9), the referral (10), the visitor's home, employer and family
/// (14), what a certificate holds, references and notes, what is said in reports and reviews, concerns and allegations
/// (16, 17, 19 to 27), and of the audit by whom and in which words (33). Days, states and counts stay.
#[must_use]
pub const fn is_kept_from_readers(row: u8) -> bool {
    matches!(row, 4 | 7 | 9 | 10 | 14 | 16 | 17 | 19..=27 | 33)
}

/// A record as a person of that role reads it: what was said in confidence is not shown to readers. Everything that is
/// read from the file goes through here.
#[must_use]
pub fn readable(role: Role, mut record: Record) -> Record {
    if role.may_read_narrative() {
        return record;
    }
    match &mut record {
        Record::Child(c) => child(c),
        Record::Referral(r) => referral(r),
        Record::Visitor(v) => {
            removal::stages(role, v);
            visitor(v);
        }
        Record::Match(m) => {
            removal::ending(role, m);
            match_(m);
        }
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
        Record::AllegationRelease(r) => release(&mut r.0),
        Record::Snooze(s) => [&mut s.reason, &mut s.by].into_iter().for_each(hide),
        _ => {}
    }
    record
}

/// Once its report is in, a visit holds a copy of what the report says was done.
fn visit(line: &mut VisitLine) {
    line.reads_like_concern = false;
    hide_all([&mut line.note]);
    if line.report.received().is_some() {
        hide_all([&mut line.what]);
    }
}

/// Who took a rule upon themselves, or why, or what a finding said, as a person of that role reads it in the journal (33).
#[must_use]
pub fn readable_reason(role: Role, text: &str) -> String {
    let mut text = text.to_owned();
    if !role.may_read_narrative() {
        hide(&mut text);
    }
    text
}

fn hide(text: &mut String) {
    if !text.is_empty() {
        NOT_SHOWN.clone_into(text);
    }
}

fn hide_all<'a>(texts: impl IntoIterator<Item = &'a mut Option<String>>) {
    texts.into_iter().flatten().for_each(hide);
}

fn hide_said<'a>(all: impl IntoIterator<Item = &'a mut Option<Said>>) {
    all.into_iter().flatten().for_each(|said| hide(&mut said.by));
}

fn hide_person(p: &mut Professional) {
    hide(&mut p.name);
    hide_all([&mut p.team, &mut p.phone, &mut p.email]);
}

fn child(c: &mut Child) {
    // Care history and court (4), monitoring (9).
    hide(&mut c.authority);
    hide_all([&mut c.case_number, &mut c.legal_status, &mut c.area_authority, &mut c.family_contact]);
    hide_all([&mut c.gender, &mut c.ethnicity, &mut c.religion, &mut c.wishes.background]);
    c.ceased.iter_mut().for_each(|ceased| hide(&mut ceased.reason));
    c.past_workers.iter_mut().map(|past| &mut past.worker).chain(&mut c.iro).for_each(hide_person);
    c.placements.iter_mut().for_each(placement);
    // What was said, and by whom (7, 10, 20).
    hide_all([&mut c.wishes.avoid, &mut c.wishes.own_words]);
    c.risk.iter_mut().for_each(|risk| hide(&mut risk.said.by));
    c.card.answers.iter_mut().for_each(|answer| hide(&mut answer.said.by));
    hide_said([&mut c.card.confirmed, &mut c.wishes.asked]);
    match &mut c.view {
        ChildView::NotAsked => {}
        ChildView::Wants(said) | ChildView::Accepts(said) | ChildView::ObjectsWithout(said) => {
            hide(&mut said.by);
        }
        ChildView::Objects { said, .. } => hide(&mut said.by),
    }
}

/// Where the child lives is no history (3); where they lived is, and from the day on which the home is known to end it
/// is withheld: this knows of no today.
fn placement(p: &mut Placement) {
    if p.to.is_some() {
        hide(&mut p.carer);
        hide_all([&mut p.address, &mut p.postcode, &mut p.phone]);
    }
    hide_all([&mut p.provider, &mut p.learned_from]);
    hide_said([&mut p.confirmed, &mut p.carer_told, &mut p.pattern_told]);
    p.independence.iter_mut().for_each(|answer| hide(&mut answer.said.by));
    p.distance.iter_mut().for_each(|check| hide(&mut check.said.by));
}

/// Where it is up to is shown (11), and nothing of what was written in it (10).
fn referral(r: &mut Referral) {
    hide_all([&mut r.how, &mut r.views]);
    hide_person(&mut r.referrer);
    r.grounds.clear();
    r.child_agrees = None;
    r.chases.iter_mut().for_each(|chase| hide(&mut chase.what));
    hide_all(r.meetings.iter_mut().map(|meeting| &mut meeting.note));
    hide_all(r.decision.iter_mut().map(|decision| &mut decision.reason));
    hide_all(r.updates.iter_mut().map(|update| &mut update.note));
    hide_all(r.closed.iter_mut().map(|closed| &mut closed.note));
}

fn visitor(v: &mut Visitor) {
    home_and_work(v);
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

/// Home, employer, family, and whatever else is on file for the scheme alone (14).
fn home_and_work(v: &mut Visitor) {
    hide_all([&mut v.gender, &mut v.address, &mut v.postcode, &mut v.emergency_contact, &mut v.ethnicity]);
    hide_all([&mut v.faith, &mut v.availability, &mut v.household, &mut v.source, &mut v.named_worker]);
    hide_all([&mut v.identity_document, &mut v.agreement_version]);
    v.employers.iter_mut().for_each(hide);
    hide_all(v.training.iter_mut().map(|training| &mut training.note));
    v.pack.iter_mut().for_each(|pack| hide(&mut pack.version));
    if let Some(declared) = &mut v.declaration {
        hide(&mut declared.said.by);
        hide_all([&mut declared.details]);
        hide_all(declared.household.iter_mut().map(|home| &mut home.details));
    }
    if let Some(driver) = &mut v.driver {
        hide(&mut driver.said.by);
        hide_all([&mut driver.evidence]);
    }
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
    hide_said(m.meetings.iter_mut().map(|meeting| &mut meeting.asked));
    let ContactRelease { coordinator, social_worker, visitor, released, withdrawn } = &mut m.contact;
    hide_said([coordinator, social_worker, visitor, released, withdrawn]);
    if let Some(ended) = &mut m.ended {
        hide_said([&mut ended.informal_after]);
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
    for answer in answers {
        hide(&mut answer.said.by);
        hide_all([&mut answer.note]);
    }
    p.briefings.iter_mut().for_each(|briefing| hide(&mut briefing.said.by));
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
    // That it is about the visitor is as little for readers as an allegation is (24).
    if c.kind == Incident::AboutVisitor {
        c.kind = Incident::Concern;
        c.steps.retain(|taken| taken.step != ConcernStep::ManagerTold);
    }
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

/// That there is a consent, to what and until when, is shown; not by whom and how (33).
fn consent(c: &mut Consent) {
    if let ConsentTo::Disclosure { thing: told, .. } = &mut c.what {
        thing(told);
    }
    [&mut c.by, &mut c.how, &mut c.recorded_by].into_iter().for_each(hide);
    hide_said([&mut c.withdrawn]);
}

/// That something left, of which rows and to which reader, is shown; not for what, by whom and on which reasons (33).
fn release(r: &mut Release) {
    [&mut r.recipient, &mut r.purpose, &mut r.by].into_iter().for_each(hide);
    hide_all([&mut r.refused]);
    r.things.iter_mut().for_each(|released| thing(&mut released.thing));
    match &mut r.basis {
        Some(Basis::Safeguarding(test)) => override_test(test),
        Some(Basis::TakenOn { by, reason }) => [by, reason].into_iter().for_each(hide),
        _ => {}
    }
}

fn override_test(test: &mut OverrideTest) {
    let texts = [&mut test.risk, &mut test.necessary, &mut test.proportionate, &mut test.relevant];
    texts.into_iter().for_each(hide);
    hide(&mut test.decided_by);
    hide_all([&mut test.accurate, &mut test.timely, &mut test.secure, &mut test.why_not_told]);
}
