//! One page for the reviewing officer before a review: the match or the waiting, the visits counted, and of the child's
//! views what the child has agreed to.

use super::super::Head;
use super::super::layout::Sheet;
use super::super::reading::{Reading, Told};
use super::{match_line, visits_made, visits_planned, whole_name};
use crate::disclose::{Datum, Shown};
use crate::record::{ReferralState, Subject};

/// More of the child's words than this do not fit the page.
const MOST: usize = 8;

pub(super) fn update(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    let mut sheet = Sheet::new(head, "Independent visitor: update for the review");
    sheet.fact("Reference", reading.reference());
    if let Some(name) = whole_name(reading) {
        sheet.fact("Child", &name);
    }
    if let Some(on) = reading.text(11, "next_case_review") {
        sheet.fact("Next review", on);
    }
    if let Some(view) = reading.text(11, "view") {
        sheet.fact("Is a visitor still wanted? The child", view);
    }
    match reading.current(head.on) {
        Some(told) => matched(&mut sheet, reading, &told, head),
        None => waiting(&mut sheet, reading),
    }
    views(&mut sheet, reading);
    sheet.sign(head);
    Ok(sheet)
}

fn matched(sheet: &mut Sheet, reading: &Reading<'_>, told: &Told, head: &Head) {
    sheet.heading("The match");
    sheet.fact("Match", &match_line(reading, told));
    if let Some(name) = reading.visitor() {
        sheet.fact("Visitor", name);
    }
    let count = reading.count(told, head.on);
    sheet.fact("Visits made", &visits_made(&count));
    sheet.fact("Visits planned", &visits_planned(&count));
    sheet.heading("The visitor at the review");
    let mine = |line: &&Shown| line.thing().thing.subject == told.subject;
    let meetings: Vec<_> = reading.all(28, "meeting").into_iter().filter(mine).collect();
    match meetings.last() {
        Some(line) => sheet.fact("Last asked about", reading.take(line)),
        None => sheet.say(
            "Whether the child wants the visitor there is not on record. Please ask: a visitor comes only if the child \
             wants it.",
        ),
    }
}

fn waiting(sheet: &mut Sheet, reading: &Reading<'_>) {
    sheet.heading("The referral");
    let closed = |line: &&Shown| line.datum() == Some(Datum::State(ReferralState::Closed));
    let all = reading.all(11, "state");
    let Some(state) = all.iter().copied().rev().find(|l| !closed(l)).or_else(|| all.last().copied()) else {
        sheet.say("No referral is on record, and there is no match.");
        return;
    };
    let of: Subject = state.thing().thing.subject;
    sheet.fact("Where it is up to", reading.take(state));
    let told =
        [(11, "received"), (11, "decision"), (10, "decision.reason"), (11, "closed"), (10, "closed.note")];
    for (row, name) in told {
        for line in reading.all(row, name).into_iter().filter(|line| line.thing().thing.subject == of) {
            sheet.fact(line.label(), reading.take(line));
        }
    }
}

/// What the child says, of which the child has agreed that the reviewing officer is told (R30, R86c).
fn views(sheet: &mut Sheet, reading: &Reading<'_>) {
    sheet.heading("What the child says");
    let mut said = reading.row(26);
    said.extend(reading.row(20));
    if said.is_empty() {
        sheet.say("Nothing that the child has agreed to be told here.");
        return;
    }
    for line in said.iter().take(MOST) {
        sheet.item(&format!("{}: {}", line.label(), reading.take(line)));
    }
    if said.len() > MOST {
        sheet.say(&format!("The child has agreed to {} more, which can be asked for.", said.len() - MOST));
    }
}
