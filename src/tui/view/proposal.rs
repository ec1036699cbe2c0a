//! A proposal: its seven steps, each done, next or still to come.

use super::lines::Lines;
use super::person::{notes, said};
use crate::desk::Desk;
use crate::engine::theme::Role;
use domain::calendar::{age_on, words};
use domain::id::ProposalId;
use domain::record::{Answer, Proposal, ProposalState, Shared, Subject};

/// A proposal. `None` if there is none of that id.
pub(super) fn proposal(desk: &Desk, id: ProposalId, lines: &mut Lines, short: bool) -> Option<()> {
    let p = desk.world.proposal(id)?;
    let (child, visitor) = (desk.world.child(p.child)?, desk.world.visitor(p.visitor)?);
    let today = desk.today;
    lines.title(
        &format!(
            "{} ({}) and {}, proposed",
            desk.names.child(child),
            age_on(child.born, today),
            desk.names.visitor(visitor)
        ),
        &p.reference().to_string(),
    );
    let state = p.state();
    lines.text(&format!("{}, proposed {}", state.words(), said(desk, &p.proposed)), Role::Dim);
    if state == ProposalState::NotToBe && p.is_open() {
        lines.sign(
            desk.theme.signs.bang,
            "Somebody said no. Close it with x: both are as free as before, and no fault is recorded.",
            Role::Warn,
        );
    }
    lines.known("why", p.rationale.as_deref());
    if !short {
        lines.gap();
    }
    steps(desk, p, lines);
    if let Some(closed) = &p.closed {
        let end = match closed.matched.and_then(|id| desk.world.match_(id)) {
            Some(m) => format!("{}: {} began", words::short(closed.on, today), m.reference()),
            None => format!("{}: not going ahead", words::short(closed.on, today)),
        };
        lines.fact("closed", &end);
        lines.known("", closed.note.as_deref());
    }
    if !short {
        notes(desk, Subject::Proposal(id), lines);
    }
    Some(())
}

fn steps(desk: &Desk, p: &Proposal, lines: &mut Lines) {
    let signs = desk.theme.signs;
    let mut step = |done: Option<(bool, String)>, what: &str, key: &str| match done {
        Some((true, text)) => {
            lines.sign(signs.check, &format!("{what}: {text}"), Role::Good);
        }
        Some((false, text)) => {
            lines.sign(signs.cross, &format!("{what}: {text}"), Role::Warn);
        }
        None => {
            lines.sign(signs.dot, &format!("{what}: not yet  ({key})"), Role::Normal);
        }
    };
    let answer = |a: &Answer| {
        let note = a.note.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
        (a.yes, format!("{}, {}{note}", if a.yes { "yes" } else { "no" }, said(desk, &a.said)))
    };
    step(p.visitor_answer.as_ref().map(answer), "talked over with the visitor", "a");
    let child = p.child_answer.as_ref().map(|c| {
        let (yes, text) = answer(&c.answer);
        let shown = if c.profile_shown { "profile shown" } else { "profile not shown" };
        (yes, format!("{text} ({shown}, choice of {})", c.choice_of))
    });
    step(child, "talked over with the child", "c");
    step(p.worker_answer.as_ref().map(answer), "social worker informed", "w");
    let briefing = p.briefings.last().map(|b| {
        let shared: Vec<_> =
            Shared::ALL.iter().filter(|(s, _)| b.shared.contains(s)).map(|(_, words)| *words).collect();
        (true, format!("version {}, {}: {}", b.version, said(desk, &b.said), shared.join(", ")))
    });
    step(briefing, "visitor briefed", "b");
    let today = desk.today;
    let joint = match (p.met(), p.booked()) {
        (Some((on, met)), _) => {
            let say = |who: &str, yes: Option<bool>| match yes {
                Some(true) => format!("{who} says yes"),
                Some(false) => format!("{who} says no"),
                None => format!("{who} has not said"),
            };
            let yes = met.child_yes != Some(false) && met.visitor_yes != Some(false);
            let both = [say("child", met.child_yes), say("visitor", met.visitor_yes)].join(", ");
            Some((yes, format!("{}, {both}", words::short(on, today))))
        }
        (None, Some(booked)) => Some((true, format!("arranged for {}", words::short(booked.on, today)))),
        (None, None) => None,
    };
    step(joint, "joint matching visit", "t");
}
