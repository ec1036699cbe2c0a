//! Concerns, notes, consents and releases.

use super::{Item, Page, day, yes_no};
use crate::calendar::local;
use crate::record::{Concern, Consent, ConsentTo, Note, PassedOn, Release, Said, Settled, Subject};
use crate::world::World;
use chrono::NaiveDate;

/// What the child is told, when it is safe to: what will happen.
const WHAT_HAPPENS: &str = "Somebody will talk with you about what happens next.";
/// What the visitor is told whose report raised it.
const PASSED: &str = "What you reported was passed on.";

pub(super) fn of(world: &World, concern: &Concern, today: NaiveDate) -> Vec<Item> {
    let Concern {
        id,
        number: _,
        child,
        match_id,
        visit,
        learned,
        raised_by,
        danger_now,
        what,
        passed,
        not_a_concern,
        closed,
    } = concern;
    let mut p = Page::new(today, Subject::Concern(*id), "Concerns").of_child(*child);
    p.visitor = match_id.and_then(|m| world.match_(m)).map(|m| m.visitor);
    p.facts.passed_on = passed.is_some();
    // Only a visitor whose own report opened it hears of it: of another it may be about that visitor.
    p.facts.own_report = visit.is_some() && passed.is_some();
    let by_report = if visit.is_some() { PASSED } else { WHAT_HAPPENS };
    p.part(
        22,
        "state",
        "Concern",
        format!("raised by {raised_by}, {}", day(local(*learned).date())),
        by_report,
    );
    p.paragraphs(22, "what", "What was seen or said", what);
    p.say(22, "danger_now", "Danger now", yes_no(*danger_now));
    if let Some(PassedOn { at, to, name, reference }) = passed {
        p.say(22, "passed", "Passed on", format!("{to}, {name}, {}", day(local(*at).date())));
        p.may(22, "passed.reference", "Reference", reference.as_ref());
    }
    for (name, label, settled) in [("settled", "Settled", not_a_concern), ("closed", "Closed", closed)] {
        if let Some(Settled { at, by, reason }) = settled {
            p.say(22, name, label, format!("{reason} ({by}, {})", day(local(*at).date())));
        }
    }
    p.items
}

/// A note of a call: nobody knows what is in it, so it stays with the scheme. A note that touches several people is
/// no child's own.
pub(super) fn note(p: &mut Page, note: &Note) {
    let Note { id: _, on, by, about: _, text } = note;
    p.say(17, "note", "Note", format!("{} ({by}, {})", text, day(*on)));
}

pub(super) fn consent(p: &mut Page, consent: &Consent) {
    let Consent { id: _, about: _, what, given, by, how, on, until, withdrawn, recorded_by } = consent;
    let words = match what {
        ConsentTo::Photographs | ConsentTo::Feedback | ConsentTo::Meetings => what.words(),
        ConsentTo::Disclosure { row, thing: _, to: _ } => format!("{} (row {row})", what.words()),
    };
    let answer = if *given { "given" } else { "refused" };
    let until = until.map_or(String::new(), |on| format!(" until {}", day(on)));
    p.say(33, "consent", "Consent", format!("{words}: {answer} by {by}, {how}, {}{until}", day(*on)));
    if let Some(Said { by, on }) = withdrawn {
        p.say(33, "consent.withdrawn", "Taken back", format!("{by}, {}", day(*on)));
    }
    p.say(33, "consent.recorded", "Recorded by", recorded_by.as_str());
}

pub(super) fn release(p: &mut Page, release: &Release) {
    let Release {
        id: _,
        about: _,
        to,
        recipient,
        purpose,
        basis: _,
        things,
        withheld,
        by,
        at,
        refused,
        card: _,
    } = release;
    let on = day(local(*at).date());
    let left_out: u32 = withheld.iter().map(|(_, n)| n).sum();
    let said = if refused.is_some() { "refused to" } else { "told to" };
    let text = format!(
        "{said} {} ({recipient}) for {purpose}, {} things, {left_out} left out, by {by}, {on}",
        to.words(),
        things.len()
    );
    p.part(33, "release", "Release", text, format!("{said} {}, {on}", to.words()));
    p.may(33, "release.refused", "Why refused", refused.as_ref());
}
