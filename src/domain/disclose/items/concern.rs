//! Concerns, notes, consents and releases.

use super::{BOTH, CO, Item, P, Page, SC, day, yes_no};
use crate::calendar::{local, words};
use crate::record::{
    Account, Concern, Consent, ConsentTo, Decided, Effect, Incident, LowLevel, Note, PassedOn, Quoted,
    Release, Said, Settled, Signed, StepTaken, Subject,
};
use crate::world::World;
use chrono::{DateTime, NaiveDate, Utc};

/// What the child is told, when it is safe to: what will happen.
const WHAT_HAPPENS: &str = "Somebody will talk with you about what happens next.";
/// What the visitor is told whose report raised it.
const PASSED: &str = "What you reported was passed on.";
/// What the visitor is told of who raised a low-level concern.
const SOMEBODY: &str = "somebody around the child, or in the scheme";

pub(super) fn of(world: &World, concern: &Concern, today: NaiveDate) -> Vec<Item> {
    let Concern {
        id,
        number: _,
        child,
        match_id,
        visit: _,
        learned,
        raised_by,
        danger_now,
        what,
        passed,
        not_a_concern,
        closed,
        heard,
        recorded,
        kind,
        account,
        quoted,
        sexual_abuse,
        decided,
        steps,
        effect,
        by_visitor,
    } = concern;
    let mut p = Page::new(today, Subject::Concern(*id), "Concerns").of_child(*child);
    p.visitor = by_visitor.or_else(|| match_id.and_then(|m| world.match_(m)).map(|m| m.visitor));
    p.facts.passed_on = passed.is_some();
    // Only the visitor who raised it hears of it: another's, and one about a worker, may be about that visitor.
    let about_worker = matches!(kind, Incident::AboutWorker | Incident::AboutVisitor);
    p.facts.about_worker = about_worker;
    p.facts.own_report = by_visitor.is_some() && passed.is_some() && !about_worker;
    let raised = format!("raised by {raised_by}, {}", day(local(*learned).date()));
    p.part((22, P), "state", "Concern", raised, WHAT_HAPPENS);
    p.told_to_visitor(PASSED);
    p.paragraphs((22, BOTH), "what", "What was seen or said", what);
    p.say((22, P), "danger_now", "Danger now", yes_no(*danger_now));
    if let Some(PassedOn { at, to, name, reference }) = passed {
        p.say((22, P), "passed", "Passed on", format!("{to}, {name}, {}", day(local(*at).date())));
        p.may((22, P), "passed.reference", "Reference", reference.as_ref());
    }
    for (name, label, settled) in [("settled", "Settled", not_a_concern), ("closed", "Closed", closed)] {
        if let Some(Settled { at, by, reason }) = settled {
            p.say((22, BOTH), name, label, format!("{reason} ({by}, {})", day(local(*at).date())));
        }
    }
    p.say((22, CO), "kind", "Kind", kind.words());
    if let Some(heard) = heard {
        p.say((22, P), "heard", "First known", moment(*heard));
    }
    if let Some(Signed { at, by }) = recorded {
        p.say((22, P), "recorded", "Recorded by", format!("{by}, {}", moment(*at)));
    }
    if let Some(abuse) = sexual_abuse {
        p.say((22, BOTH), "sexual_abuse", "About sexual abuse", yes_no(*abuse));
    }
    the_account(&mut p, account);
    for Quoted { visit: _, field, paragraph: _, text } in quoted {
        p.say((22, BOTH), "quoted", field.words(), text.as_str());
    }
    what_followed(&mut p, decided.as_ref(), steps, effect.as_ref());
    p.items
}

fn moment(at: DateTime<Utc>) -> String {
    day(local(at).date())
}

fn the_account(p: &mut Page, account: &Account) {
    let Account { on, at, place, by_whom, witnesses, child_words, opinion, injuries, action } = account;
    if let Some(on) = on {
        p.say((22, P), "happened", "Happened on", day(*on));
    }
    if let Some(at) = at {
        p.say((22, P), "happened.at", "At", words::time(*at));
    }
    p.may((22, P), "place", "Where", place.as_ref());
    p.may((22, CO), "by_whom", "By whom", by_whom.as_ref());
    p.may((22, P), "witnesses", "Who else was there", witnesses.as_ref());
    p.may((22, BOTH), "child_words", "In the child's own words", child_words.as_ref());
    p.may((22, BOTH), "opinion", "Opinion", opinion.as_ref());
    p.may((22, SC), "injuries", "Injuries", injuries.as_ref());
    p.may((22, P), "action", "Done at once", action.as_ref());
}

fn what_followed(p: &mut Page, decided: Option<&Decided>, steps: &[StepTaken], effect: Option<&Effect>) {
    if let Some(Decided { choice, at, by, with, reason }) = decided {
        p.say((22, P), "decided", "Decided", format!("{}, {by}, {}", choice.words(), moment(*at)));
        p.may((22, P), "decided.with", "With", with.as_ref());
        p.may((22, BOTH), "decided.reason", "Why", reason.as_ref());
    }
    for StepTaken { step, at, by, with, note } in steps {
        p.say((22, P), "step", step.words(), format!("{by}, {}", moment(*at)));
        p.may((22, P), "step.with", "With", with.as_ref());
        p.may((22, BOTH), "step.note", "What was said", note.as_ref());
    }
    if let Some(Effect { what, at, by, note }) = effect {
        p.say((22, P), "effect", "The match", format!("{}, {by}, {}", what.words(), moment(*at)));
        p.may((22, BOTH), "effect.note", "Why", note.as_ref());
    }
}

/// A concern about a visitor below the threshold of an allegation (R79).
pub(super) fn low_level(world: &World, low_level: &LowLevel, today: NaiveDate) -> Vec<Item> {
    let LowLevel { id: _, visitor, on, heard, told, raised_by, what, done, recorded_by, outcome } = low_level;
    let mut p = Page::new(today, Subject::Visitor(*visitor), "Low-level concerns").of_visitor(*visitor);
    let paused = world.visitor(*visitor).is_none_or(|v| v.is_suspended(today));
    p.facts.safe = outcome.is_some() && !paused;
    p.say((23, P), "low_level", "Raised by", format!("{raised_by}, {}", day(*on)));
    p.told_to_visitor(SOMEBODY);
    if let Some(heard) = heard {
        p.say((23, P), "low_level.heard", "First known", moment(*heard));
    }
    p.say((23, P), "low_level.told", "The scheme was told", moment(*told));
    p.say((23, P), "low_level.what", "What it is about", what.as_str());
    p.may((23, P), "low_level.done", "What was done", done.as_ref());
    p.say((23, P), "low_level.recorded", "Recorded by", recorded_by.as_str());
    if let Some(Settled { at, by, reason }) = outcome {
        p.say((23, P), "low_level.outcome", "Looked at", format!("{reason} ({by}, {})", moment(*at)));
    }
    p.items
}

/// A note of a call: nobody knows what is in it, so it stays with the scheme. A note that touches several people is
/// no child's own.
pub(super) fn note(p: &mut Page, note: &Note) {
    let Note { id: _, on, by, about: _, text } = note;
    p.say((17, P), "note", "Note", format!("{} ({by}, {})", text, day(*on)));
}

pub(super) fn consent(p: &mut Page, consent: &Consent) {
    let Consent { id: _, about: _, what, given, by, how, on, until, withdrawn, recorded_by } = consent;
    let words = match what {
        ConsentTo::Photographs | ConsentTo::Feedback | ConsentTo::Meetings => what.words(),
        ConsentTo::Disclosure { row, thing: _, to: _ } => format!("{} (row {row})", what.words()),
    };
    let answer = if *given { "given" } else { "refused" };
    let until = until.map_or(String::new(), |on| format!(" until {}", day(on)));
    p.say((33, P), "consent", "Consent", format!("{words}: {answer} by {by}, {how}, {}{until}", day(*on)));
    if let Some(Said { by, on }) = withdrawn {
        p.say((33, P), "consent.withdrawn", "Taken back", format!("{by}, {}", day(*on)));
    }
    p.say((33, P), "consent.recorded", "Recorded by", recorded_by.as_str());
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
    // What was told of a concern or an allegation is told again only to those who may know of it.
    let told = |row: &u8| things.iter().any(|t| t.row == *row);
    let of_allegation = release.is_of_allegation().then_some(25);
    p.also = of_allegation.or_else(|| [25, 23, 22, 24].into_iter().find(told));
    let on = day(local(*at).date());
    let left_out: u32 = withheld.iter().map(|(_, n)| n).sum();
    let said = if refused.is_some() { "refused to" } else { "told to" };
    let text = format!(
        "{said} {} ({recipient}) for {purpose}, {} things, {left_out} left out, by {by}, {on}",
        to.words(),
        things.len()
    );
    p.part((33, P), "release", "Release", text, format!("{said} {}, {on}", to.words()));
    p.may((33, P), "release.refused", "Why refused", refused.as_ref());
    p.also = None;
}
