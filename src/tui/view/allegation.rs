//! An allegation, for team managers: nobody else's world holds one. The hold and what is due on top, then the steps in
//! order, then what is known.

use super::lines::Lines;
use crate::desk::Desk;
use crate::engine::theme::Role;
use crate::keys::{Action, KEYS, Task};
use chrono::{DateTime, Utc};
use domain::calendar::{local, words};
use domain::id::AllegationId;
use domain::judge;
use domain::record::{
    AdviceKind, Allegation, AllegationTask as Step, HarmNature, Pause, Said, StepState, Subject,
};

/// An allegation. `None` if there is none of that id.
pub(super) fn allegation(desk: &Desk, id: AllegationId, lines: &mut Lines) -> Option<()> {
    let a = desk.world.allegation(id)?;
    let visitor = desk.world.visitor(a.visitor)?;
    lines.title(&format!("Allegation about {}", desk.names.visitor(visitor)), &a.reference().to_string());
    if a.holds_contact() {
        let hold = "Do not speak to the visitor or the child about it, and do not ask them, until the LADO agrees (R73).";
        lines.sign(desk.theme.signs.bang, hold, Role::Error);
    }
    let people: Vec<Subject> =
        a.children.iter().copied().map(Subject::Child).chain([Subject::Visitor(a.visitor)]).collect();
    lines.fact("alleged", &desk.names.sentence(&desk.world, &people, &a.what));
    lines.fact("from", &format!("{}, {}", a.from, at(desk, a.received)));
    desk.due_lines(lines, &[Subject::Allegation(id)]);
    booked(desk, a, lines);
    steps(desk, a, lines);
    known(desk, a, lines);
    Some(())
}

/// What is booked, and the words for it.
fn booked(desk: &Desk, a: &Allegation, lines: &mut Lines) {
    let booked = judge::booked_while_paused(&desk.world, a.visitor, desk.today);
    let paused = desk.world.visitor(a.visitor).is_some_and(|v| v.is_suspended(desk.today));
    if !paused {
        return;
    }
    lines.fact("everybody sees", Pause::SEE_MANAGER);
    lines.fact("to say", "\u{201c}Visits are paused for now. It is nothing that you have done.\u{201d}");
    let days: Vec<_> = booked.iter().map(|(_, v)| words::short(v.date, desk.today)).collect();
    if !days.is_empty() {
        lines.styled_fact("still booked", &format!("{}  B cancels them", days.join(", ")), Role::Warn);
    }
}

/// Every step in order: done, to do with its key, or not asked for.
fn steps(desk: &Desk, a: &Allegation, lines: &mut Lines) {
    let next = a.next_task();
    lines.heading("Steps");
    for task in Step::ALL.iter().filter(|task| **task != Step::Details) {
        match a.state(*task) {
            StepState::Done => {
                let what = done(desk, a, *task);
                lines.sign(desk.theme.signs.check, &what, Role::Good);
            }
            StepState::ToDo => {
                let key = KEYS.key_of(&Action::Do(Task::Allegation(*task))).unwrap_or_default();
                let (sign, role) = if next == Some(*task) {
                    (desk.theme.signs.cursor, Role::Strong)
                } else {
                    (" ", Role::Normal)
                };
                lines.sign(sign, &format!("{}  {key}", task.words()), role);
            }
            StepState::NotNeeded => {}
        }
    }
}

fn at(desk: &Desk, at: DateTime<Utc>) -> String {
    let at = local(at);
    format!("{} {}", words::short(at.date(), desk.today), words::time(at.time()))
}

fn said(desk: &Desk, said: Option<&Said>) -> String {
    said.map(|s| format!("{}, {}", words::short(s.on, desk.today), s.by)).unwrap_or_default()
}

/// What a step that is done has left.
fn done(desk: &Desk, a: &Allegation, task: Step) -> String {
    let passed = |what: &str, to: &Option<domain::record::PassedOn>| {
        to.as_ref().map_or_else(String::new, |to| {
            let reference = to.reference.as_ref().map(|r| format!(", {r}")).unwrap_or_default();
            format!("{what} {}: {}{reference}", at(desk, to.at), to.name)
        })
    };
    match task {
        Step::ChildSafe => a.child_safe.as_ref().map_or_else(String::new, |safe| {
            let how = safe.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
            format!("child safe {}, {}{how}", at(desk, safe.at), safe.by)
        }),
        Step::TellManager => a.manager_told.as_ref().map_or_else(String::new, |t| {
            format!("team manager told {}: {}, by {}", at(desk, t.at), t.who, t.by)
        }),
        Step::TellLado => passed("LADO told", &a.lado),
        Step::TellSocialCare => passed("social care told", &a.social_care),
        Step::TellPolice => passed("police told", &a.police),
        Step::Advice => advice(desk, a),
        Step::AskForm => format!("form asked for {}", a.form_asked.map(|t| at(desk, t)).unwrap_or_default()),
        Step::SendForm => format!("form sent {}", a.form_sent.map(|t| at(desk, t)).unwrap_or_default()),
        Step::TellPause => {
            let who: Vec<_> = a.pause_told.iter().map(|told| told.who.words()).collect();
            format!("told that visits are paused: {}", who.join(", "))
        }
        Step::MayTell => {
            format!("LADO agrees that the visitor is told {}", said(desk, a.may_tell_visitor.as_ref()))
        }
        Step::TellVisitor => {
            let supporter = a.supporter.as_ref().map(|s| format!("; supported by {s}")).unwrap_or_default();
            format!("visitor told {}{supporter}", said(desk, a.visitor_told.as_ref()))
        }
        Step::Meeting => {
            let all: Vec<_> = a
                .meetings
                .iter()
                .map(|m| {
                    let decided = m.decided.as_ref().map(|d| format!(": {d}")).unwrap_or_default();
                    format!("{} {}{decided}", m.what, words::short(m.on, desk.today))
                })
                .collect();
            format!("meetings: {}", all.join("; "))
        }
        _ => done_later(desk, a, task),
    }
}

fn advice(desk: &Desk, a: &Allegation) -> String {
    let all: Vec<_> = a
        .advice
        .iter()
        .map(|advice| {
            let kinds = AdviceKind::ALL.iter().filter(|(kind, _)| advice.kinds.contains(kind));
            let kinds: Vec<_> = kinds.map(|(_, words)| *words).collect();
            let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
            format!("{} {}{kinds}: {}", at(desk, advice.at), advice.by, advice.words)
        })
        .collect();
    format!("LADO advised {}", all.join("; "))
}

fn done_later(desk: &Desk, a: &Allegation, task: Step) -> String {
    let outcome = a.outcome.as_ref();
    let note = outcome.and_then(|o| o.note.clone()).map(|note| format!(": {note}")).unwrap_or_default();
    match task {
        Step::OpenComplaint => {
            format!("complaint procedure opened {}", said(desk, a.complaint.as_ref().map(|c| &c.opened)))
        }
        Step::CloseComplaint => {
            let reason = a.complaint.as_ref().and_then(|c| c.closed.as_ref()).map(|c| c.reason.clone());
            format!("complaint procedure ended: {}", reason.unwrap_or_default())
        }
        Step::Outcome => outcome.map_or_else(String::new, |o| {
            format!("outcome: {}, {}, {}", o.word.words(), words::short(o.on, desk.today), o.by)
        }),
        Step::Reinstate => {
            let review = a.review_by.map(|day| format!("; reviewed by {}", words::short(day, desk.today)));
            format!("visits allowed again{note}{}", review.unwrap_or_default())
        }
        Step::EndAppointment => {
            let notice = a.notice.map(|day| words::short(day, desk.today)).unwrap_or_default();
            format!("appointment ended, notice {notice}{note}")
        }
        Step::TellDbs => a.dbs_referral.as_ref().map_or_else(String::new, |dbs| {
            let told = if dbs.referred { "DBS told" } else { "DBS not told" };
            let reason = dbs.reason.as_ref().map(|r| format!(": {r}")).unwrap_or_default();
            format!("{told} {}, {}{reason}", words::short(dbs.on, desk.today), dbs.by)
        }),
        Step::GiveSummary => format!("summary given {}", said(desk, a.summary_given.as_ref())),
        Step::ClearRecord => {
            format!("out of the personnel record {}", said(desk, a.removed_from_record.as_ref()))
        }
        Step::OfferChild => {
            format!("child offered a talk and another visitor {}", said(desk, a.child_offered.as_ref()))
        }
        Step::Learn => format!("learned: {}", a.learned.clone().unwrap_or_default()),
        Step::Close => a.closed.as_ref().map_or_else(String::new, |closed| {
            format!("closed {} by {}: {}", at(desk, closed.at), closed.by, closed.reason)
        }),
        _ => String::new(),
    }
}

fn known(desk: &Desk, a: &Allegation, lines: &mut Lines) {
    lines.heading("What is known");
    lines.fact("received by", &a.received_by);
    let natures = HarmNature::ALL.iter().filter(|(n, _)| a.natures.contains(n));
    let natures: Vec<_> = natures.map(|(_, words)| *words).collect();
    lines.known("harm", Some(&natures.join(", ")));
    if a.significant_harm {
        lines.styled_fact("", "significant harm or injury is said", Role::Warn);
    }
    lines.known("happened", a.happened.as_deref());
    for child in a.children.iter().filter_map(|id| desk.world.child(*id)) {
        lines.fact("child", &format!("{}  {}", desk.names.child(child), child.reference()));
    }
    lines.known("other children", a.other_children.as_deref());
    lines.known("elsewhere", a.elsewhere.as_deref());
    lines.known("visitor knows", a.aware.map(|yes| if yes { "yes" } else { "no" }));
}
