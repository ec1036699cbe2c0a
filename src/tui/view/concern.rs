//! A concern: what is pressing, what was said, what is done and what comes next (5.6).

use super::lines::Lines;
use super::person::notes;
use crate::desk::Desk;
use crate::engine::theme::Role;
use chrono::{DateTime, Utc};
use domain::calendar::{local, words};
use domain::id::ConcernId;
use domain::record::{Concern, ConcernStep, Incident, StepTaken, Subject};

/// A concern. `None` if there is none of that id.
pub(super) fn concern(desk: &Desk, id: ConcernId, lines: &mut Lines) -> Option<()> {
    let c = desk.world.concern(id)?;
    let child = desk.world.child(c.child)?;
    lines.title(&format!("Concern about {}", desk.names.child(child)), &c.reference().to_string());
    if c.danger_uncalled() {
        lines.sign(
            desk.theme.signs.bang,
            "Somebody may be in danger: call 999 or the duty team first.",
            Role::Error,
        );
    }
    if c.manager_untold() {
        let sentence = "Tell the team manager at once. Do not ask the visitor or the child about it.";
        lines.sign(desk.theme.signs.bang, sentence, Role::Error);
    }
    desk.due_lines(lines, &[Subject::Concern(id)]);
    said(desk, c, lines);
    decided(desk, c, lines);
    steps(desk, c, lines);
    if let Some(s) = &c.closed {
        lines.fact("closed", &format!("{}, {}: {}", when(desk, s.at), s.by, s.reason));
    }
    notes(desk, Subject::Concern(id), lines);
    Some(())
}

fn when(desk: &Desk, at: DateTime<Utc>) -> String {
    let at = local(at);
    format!("{} {}", words::short(at.date(), desk.today), words::time(at.time()))
}

/// The account of it, each voice apart (R80).
fn said(desk: &Desk, c: &Concern, lines: &mut Lines) {
    let hide = |text: &str| desk.names.sentence(&desk.world, &[Subject::Child(c.child)], text);
    if c.kind != Incident::Concern {
        lines.styled_fact("about", c.kind.words(), Role::Warn);
    }
    lines.fact("learned", &format!("{}, raised by {}", when(desk, c.learned), c.raised_by));
    if let Some(heard) = c.heard {
        lines.fact("first known", &when(desk, heard));
    }
    lines.fact("what", &hide(&c.what));
    for quoted in &c.quoted {
        let visit = desk.world.visit(quoted.visit).map(|(_, v)| v.reference().to_string());
        let from = format!("{}, {}", visit.unwrap_or_default(), quoted.field.words());
        lines.fact("quoted from", &format!("{from}: {}", hide(&quoted.text)));
    }
    let a = &c.account;
    if let Some(on) = a.on {
        let at = a.at.map(|at| format!(" {}", words::time(at))).unwrap_or_default();
        lines.fact("happened", &format!("{}{at}", words::short(on, desk.today)));
    }
    let facts = [
        ("where", &a.place),
        ("by whom", &a.by_whom),
        ("who was there", &a.witnesses),
        ("child's words", &a.child_words),
        ("opinion", &a.opinion),
        ("injuries", &a.injuries),
        ("done at once", &a.action),
    ];
    for (label, value) in facts {
        lines.known(label, value.as_deref().map(hide).as_deref());
    }
    let missing: Vec<&str> = c.missing().into_iter().map(|(_, words)| words).collect();
    if !missing.is_empty() && c.closed.is_none() {
        lines.styled_fact("still lacks", &format!("{}; e completes it", missing.join(", ")), Role::Warn);
    }
}

/// What was decided, and to whom it was passed.
fn decided(desk: &Desk, c: &Concern, lines: &mut Lines) {
    if let Some(d) = &c.decided {
        let with = d.with.as_ref().map(|w| format!(" with {w}")).unwrap_or_default();
        let why = d.reason.as_ref().map(|r| format!(": {r}")).unwrap_or_default();
        let text = format!("{}, {}{with}, {}{why}", d.choice.words(), d.by, when(desk, d.at));
        lines.fact("decided", &text);
    }
    match &c.passed {
        Some(p) => {
            let reference = p.reference.as_ref().map(|r| format!(", {r}")).unwrap_or_default();
            lines.fact("passed on", &format!("{}: {}, {}{reference}", when(desk, p.at), p.to, p.name));
        }
        None if c.clock_runs() => {
            lines.styled_fact("passed on", "not yet; p records it", Role::Error);
        }
        None => {}
    }
    if let Some(s) = &c.not_a_concern {
        lines.fact("not one", &format!("{}, {}: {}", when(desk, s.at), s.by, s.reason));
    }
}

/// What is done, in the order of 5.6, and what comes next.
fn steps(desk: &Desk, c: &Concern, lines: &mut Lines) {
    lines.heading("Steps  (n records the next)");
    let step = |s: &StepTaken| {
        let with = s.with.as_ref().map(|w| format!(", {w}")).unwrap_or_default();
        let note = s.note.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
        format!("{}, {}{with}{note}", s.step.words(), when(desk, s.at))
    };
    for (which, _) in ConcernStep::ALL {
        for taken in c.steps.iter().filter(|s| s.step == *which) {
            lines.sign(desk.theme.signs.check, &step(taken), Role::Normal);
        }
    }
    if c.closed.is_none() {
        let next = crate::forms::step_after(c);
        lines.sign(desk.theme.signs.dot, &format!("next: {}", next.words()), Role::Strong);
    }
    if let Some(e) = &c.effect {
        let why = e.note.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
        lines.fact("for the match", &format!("{}, {}{why}", e.what.words(), when(desk, e.at)));
    }
    lines.gap();
}
