//! What the social worker is owed: where things are up to, with visits counted and not told of, and that a match began.

use super::super::Head;
use super::super::layout::Sheet;
use super::super::reading::Reading;
use super::{match_line, visitor_name, visits_made, visits_planned, whole_name};
use crate::disclose::{Datum, Shown};
use crate::record::{ReferralState, Subject};

/// R40: where the referral is up to; of a match, how many visits there were.
pub(super) fn status(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    let mut sheet = Sheet::new(head, "Independent visitor: where things are up to");
    sheet.fact("Reference", reading.reference());
    if let Some(name) = whole_name(reading) {
        sheet.fact("Child", &name);
    }
    if let Some(view) = reading.text(11, "view") {
        sheet.fact("The child", view);
    }
    let current = reading.current(head.on);
    if let Some(state) = latest_referral(reading, current.is_some()) {
        sheet.heading("The referral");
        referral(&mut sheet, reading, state);
    }
    sheet.heading("The match");
    match current {
        None => sheet.say("There is no match at present."),
        Some(told) => {
            sheet.fact("Match", &match_line(reading, &told));
            if let Some(name) = visitor_name(reading) {
                sheet.fact("Visitor", &name);
            }
            let count = reading.count(&told, head.on);
            sheet.fact("Visits made", &visits_made(&count));
            sheet.fact("Visits planned", &visits_planned(&count));
        }
    }
    sheet.say(
        "Please tell us of any change of placement, of risk, or of who is to be told what. What the child says on visits \
         is confidential and is not reported here; what may be a safeguarding concern is passed on at once.",
    );
    sheet.sign(head);
    Ok(sheet)
}

/// Where the referral is up to that counts; with a match, one that is closed is no news any more.
fn latest_referral<'d>(reading: &Reading<'d>, matched: bool) -> Option<&'d Shown> {
    let closed = |line: &&Shown| line.datum() == Some(Datum::State(ReferralState::Closed));
    let all = reading.all(11, "state");
    let open = all.iter().copied().rev().find(|line| !closed(line));
    open.or_else(|| all.last().copied().filter(|_| !matched))
}

fn referral(sheet: &mut Sheet, reading: &Reading<'_>, state: &Shown) {
    let of: Subject = state.thing().thing.subject;
    sheet.fact("Where it is up to", reading.take(state));
    for name in ["received", "acknowledged", "meeting", "decision", "closed"] {
        for line in reading.all(11, name).into_iter().filter(|line| line.thing().thing.subject == of) {
            sheet.fact(line.label(), reading.take(line));
        }
    }
}

/// R46: that a match began, with whom, and what the social worker does now (R27).
pub(super) fn match_notice(reading: &Reading<'_>, head: &Head) -> Result<Sheet, &'static str> {
    let told = reading.current(head.on).ok_or("This paper needs a match that has not ended.")?;
    let mut sheet = Sheet::new(head, "Notice of a match");
    sheet.fact("Match", &match_line(reading, &told));
    if let Some(name) = whole_name(reading) {
        sheet.fact("Child", &name);
    }
    if let Some(name) = visitor_name(reading) {
        sheet.fact("Independent visitor", &name);
    }
    if let Some(checked) = reading.text(15, "dbs.issued") {
        sheet.fact("Enhanced DBS", checked);
    }
    sheet.heading("What we ask of you");
    sheet.item("Tell the carer or the home that the child has an independent visitor, and that the appointment is statutory (section 23ZB of the Children Act 1989). Do so again at every move.");
    sheet.item("Put the visitor into the child's plan, and tell the reviewing officer.");
    sheet.item("Tell us of a change of placement before it happens, or at once.");
    sheet.item("Tell us when the risk changes: the assessment is yours, and visits rest on it.");
    sheet.sign(head);
    Ok(sheet)
}
