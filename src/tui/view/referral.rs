//! The referrals of a child: why a visitor is asked for, everything that was done about each, and what was decided.

use super::lines::Lines;
use super::person::{referral_words, worker};
use crate::desk::Desk;
use domain::calendar::words;
use domain::record::{
    Child, Ground, MeetingOutcome, Referral, ReferralCloseReason, ReferralOutcome, Subject, Told,
};

/// Every referral, with what belongs to it.
pub(super) fn referrals(desk: &Desk, c: &Child, lines: &mut Lines) {
    let today = desk.today;
    let say = |text: &str| desk.names.sentence(&desk.world, &[Subject::Child(c.id)], text);
    let noted = |note: &Option<String>| note.as_ref().map(|n| format!(": {}", say(n))).unwrap_or_default();
    for r in desk.world.referrals_of_child(c.id) {
        lines.heading("Referral");
        lines.fact("", &referral_words(desk, r)).fact("from", &worker(desk.names, &r.referrer));
        asked_for(r, &say, lines);
        for m in &r.meetings {
            let what = match m.outcome {
                MeetingOutcome::Booked => "meeting booked",
                MeetingOutcome::Held => "met",
                MeetingOutcome::Cancelled => "meeting cancelled",
            };
            lines.fact(&words::short(m.on, today), &format!("{what}{}", noted(&m.note)));
        }
        for x in &r.chases {
            lines.fact(&words::short(x.on, today), &format!("asked for: {}", x.what));
        }
        for u in &r.updates {
            let to = if u.to == Told::Child { "child told" } else { "social worker told" };
            lines.fact(&words::short(u.on, today), &format!("{to}{}", noted(&u.note)));
        }
        if let Some(d) = &r.decision {
            let what = words_of(ReferralOutcome::ALL, d.outcome);
            lines.fact(&words::short(d.on, today), &format!("decided: {what}{}", noted(&d.reason)));
        }
        if let Some(x) = &r.closed {
            let why = words_of(ReferralCloseReason::ALL, x.reason);
            lines.fact(&words::short(x.on, today), &format!("closed: {why}{}", noted(&x.note)));
        }
    }
}

/// Why a visitor is asked for, and what child and others say of it.
fn asked_for(r: &Referral, say: &dyn Fn(&str) -> String, lines: &mut Lines) {
    let grounds: Vec<&str> = r.grounds.iter().map(|ground| words_of(Ground::ALL, *ground)).collect();
    lines.known("grounds", Some(&grounds.join(", ")));
    let agrees =
        r.child_agrees.map(|yes| if yes { "knows and agrees" } else { "does not agree, or does not know" });
    lines.known("child", agrees).known("others say", r.views.as_deref().map(say).as_deref());
}

fn words_of<T: PartialEq>(all: &[(T, &'static str)], one: T) -> &'static str {
    all.iter().find(|(value, _)| *value == one).map_or("", |(_, words)| words)
}
