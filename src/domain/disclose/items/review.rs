//! Reviews of a match and of a visitor, supervision, support groups.

use super::{Item, P, Page, choice, day, yes_no};
use crate::id::VisitorId;
use crate::record::{
    AnnualReview, Heard, Match, MatchReview, Party, Reader, ReviewOutcome, Subject, Supervision,
    SupervisionKind, SupportGroup,
};
use chrono::NaiveDate;

pub(super) fn of(review: &MatchReview, m: &Match, today: NaiveDate) -> Vec<Item> {
    let MatchReview {
        id: _,
        match_id,
        held,
        formal,
        heard,
        outcome,
        summary,
        to_plan,
        to_iro,
        private,
        child_agrees,
        feedback_given,
    } = review;
    let mut p =
        Page::new(today, Subject::Match(*match_id), "Reviews").of_child(m.child).of_visitor(m.visitor);
    let name = |part: &str| format!("review {held} {part}");
    let kind = if *formal { "formal" } else { "check-in" };
    p.whole((18, P), name("held"), "Review held", format!("{}, {kind}", day(*held)));
    p.say((27, P), name("outcome"), "What came of it", choice(ReviewOutcome::ALL, outcome));
    p.facts.child_agrees = child_agrees.map(|yes| (yes, *held));
    for Heard { who, heard, note } in heard {
        let row = if *who == Party::Child { 26 } else { 27 };
        let text = match (note, heard) {
            (Some(note), true) => note.clone(),
            (Some(note), false) => format!("not heard: {note}"),
            (None, heard) => format!("heard: {}", yes_no(*heard)),
        };
        if let Some(item) = p.say((row, P), name(who.words()), said_by(*who), text) {
            item.own = reader(*who);
        }
    }
    // It gathers what all of them have said, so whoever reads it may read all of them.
    p.also = Some(27);
    p.say((26, P), name("summary"), "In a few lines", summary.as_str());
    p.also = None;
    if let Some(yes) = private {
        p.say((26, P), name("private"), "Can be in touch in private", yes_no(*yes));
    }
    p.facts.child_agrees = None;
    if let Some(yes) = child_agrees {
        p.say((33, P), name("child_agrees"), "The child agrees that the visitor hears", yes_no(*yes));
    }
    for (part, label, on) in [
        ("to_plan", "Into the child's plan", to_plan),
        ("to_iro", "To the reviewing officer", to_iro),
        ("feedback", "The visitor was told", feedback_given),
    ] {
        if let Some(on) = on {
            p.say((33, P), name(part), label, day(*on));
        }
    }
    p.items
}

const fn reader(who: Party) -> Option<Reader> {
    match who {
        Party::Child => Some(Reader::Child),
        Party::Visitor => Some(Reader::Visitor),
        Party::Carer => Some(Reader::Carer),
        Party::SocialWorker => Some(Reader::SocialWorker),
        Party::Scheme | Party::Other => None,
    }
}

const fn said_by(who: Party) -> &'static str {
    match who {
        Party::Child => "The child",
        Party::Visitor => "The visitor",
        Party::Carer => "The carer",
        Party::SocialWorker => "The social worker",
        Party::Scheme => "The scheme",
        Party::Other => "Somebody else",
    }
}

pub(super) fn annual(review: &AnnualReview, today: NaiveDate) -> Vec<Item> {
    let AnnualReview { id: _, visitor, held, wishes_to_go_on, summary, booked } = review;
    let mut p = Page::new(today, Subject::Visitor(*visitor), "Annual reviews").of_visitor(*visitor);
    p.say((21, P), "annual", if *booked { "Arranged for" } else { "Held" }, day(*held));
    if let Some(yes) = wishes_to_go_on {
        p.say((21, P), "annual.wishes", "Wishes to go on", yes_no(*yes));
    }
    p.say((21, P), "annual.summary", "In a few lines", summary.as_str());
    p.items
}

pub(super) fn supervision(supervision: &Supervision, today: NaiveDate) -> Vec<Item> {
    let Supervision { id: _, visitor, on, how, summary } = supervision;
    let mut p = Page::new(today, Subject::Visitor(*visitor), "Supervision").of_visitor(*visitor);
    p.say((21, P), "supervision", choice(SupervisionKind::ALL, how), day(*on));
    p.say((21, P), "supervision.summary", "In a few lines", summary.as_str());
    p.items
}

/// A support group, for one of those who came: who else came stays out.
pub(super) fn group(group: &SupportGroup, visitor: VisitorId, today: NaiveDate) -> Vec<Item> {
    let SupportGroup { id: _, held, attended: _, minutes, topics } = group;
    let mut p = Page::new(today, Subject::Visitor(visitor), "Support groups").of_visitor(visitor);
    p.say((21, P), "group", "Came on", day(*held));
    p.may((21, P), "group.minutes", "Minutes", minutes.as_ref());
    p.may((21, P), "group.topics", "Topics", topics.as_ref());
    p.items
}
