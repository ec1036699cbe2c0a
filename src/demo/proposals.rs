//! Proposals: a visitor thought of for a child, talked over, briefed and brought together, and what comes of it.

use crate::days::plus;
use crate::teller::Script;
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{Party, Shared};

/// How far a proposal has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Upto {
    /// Talked over with the visitor.
    Visitor,
    /// Talked over with the child as well.
    Both,
    /// The social worker agrees.
    Agreed,
    /// The visitor knows what must be known of the child.
    Briefed,
    /// A day is found to meet.
    Booked,
    /// They have met.
    Met,
}

/// Days from the idea to the day on which they meet, and from that to the first day of a match.
pub(crate) const TO_MEETING: i64 = 18;
const TO_START: i64 = 6;

const REASONS: &[&str] = &[
    "They like the same things, and live twenty minutes apart. Social worker: somebody calm, and no rush.",
    "The child asked for somebody patient; the references say so of this visitor.",
    "Both are free on the same days. Social worker: a person outside home and school is what is missing.",
    "Chosen by the child from two profiles; nothing in the answer on risk stands against it.",
    "The child asked for somebody who shares an interest; the social worker says that trust comes by doing things.",
];
const VISITORS: &[&str] = &[
    "Would like to. Asks what to bring on the first day.",
    "Yes, gladly. Wants to know how the child likes to be greeted.",
    "Yes; a little nervous, and says so.",
    "Thought about it overnight and said yes.",
];
const CHILDREN: &[&str] = &[
    "\"She looks all right. Can I meet her first?\"",
    "Read the profile twice. \"That one.\"",
    "\"Does it have to be a whole day? Then yes.\"",
    "\"OK. But I choose where we go.\"",
    "Nodded, and asked whether the photograph was old.",
];
const WORKERS: &[&str] = &[
    "Agrees; will tell the carer and the reviewing officer.",
    "Agrees, nothing new on risk.",
    "Agrees. Asks for the first visits to be in the daytime.",
];
const MEETINGS: &[&str] = &[
    "An hour in the kitchen. They ended up on the floor with the dog.",
    "Shy for ten minutes, then a card game. Both asked when the next one is.",
    "They walked to the park and back; the carer stayed at home after the first corner.",
    "Tea, biscuits, and a long talk about music.",
];

fn one(of: &'static [&'static str], n: usize) -> Option<String> {
    Some(of[n % of.len()].to_owned())
}

/// A proposal from the day of the idea on, as far as it goes.
pub(crate) fn way(
    s: &mut Script,
    child: usize,
    visitor: usize,
    (from, why): (NaiveDate, Option<&'static str>),
    upto: Upto,
) {
    proposed(s, child, visitor, from, why);
    with_visitor(s, child, plus(from, 2), true, VISITORS[visitor % VISITORS.len()]);
    if upto >= Upto::Both {
        with_child(s, child, plus(from, 4), true, CHILDREN[child % CHILDREN.len()]);
    }
    if upto >= Upto::Agreed {
        let on = plus(from, 7);
        s.on(s.office(on), move |t| Command::HearSocialWorker {
            proposal: t.proposal_of(child),
            on,
            yes: true,
            note: one(WORKERS, child),
        });
    }
    if upto >= Upto::Briefed {
        let on = plus(from, 12);
        s.on(s.office(on), move |t| Command::IssueBriefing {
            proposal: t.proposal_of(child),
            on,
            shared: Shared::ALL.iter().map(|(what, _)| *what).collect(),
        });
    }
    if upto >= Upto::Booked {
        let (day, on) = (plus(from, 13), plus(from, TO_MEETING));
        s.on(s.office(day), move |t| Command::BookJointVisit { proposal: t.proposal_of(child), on });
    }
    if upto >= Upto::Met {
        met(s, child, plus(from, TO_MEETING), (true, true), MEETINGS[child % MEETINGS.len()]);
    }
}

/// What comes before a match that begins on a day: the idea three and a half weeks ahead, a meeting in the week before.
pub(crate) fn before(s: &mut Script, child: usize, visitor: usize, start: NaiveDate) {
    let from = plus(start, -(TO_MEETING + TO_START));
    way(s, child, visitor, (from, None), Upto::Met);
}

/// The idea, with the reason for it.
pub(crate) fn proposed(
    s: &mut Script,
    child: usize,
    visitor: usize,
    on: NaiveDate,
    why: Option<&'static str>,
) {
    let rationale = why.map(str::to_owned).or(one(REASONS, child));
    s.on(s.office(on), move |t| Command::ProposeMatch {
        child: t.child(child),
        visitor: t.visitor(visitor),
        on,
        rationale,
    });
}

/// Talked over with the visitor.
pub(crate) fn with_visitor(s: &mut Script, child: usize, on: NaiveDate, yes: bool, note: &'static str) {
    s.on(s.office(on), move |t| Command::DiscussWithVisitor {
        proposal: t.proposal_of(child),
        on,
        yes,
        note: Some(note.to_owned()),
    });
}

/// Talked over with the child, who saw the profile, and sometimes two.
pub(crate) fn with_child(s: &mut Script, child: usize, on: NaiveDate, yes: bool, note: &'static str) {
    s.on(s.office(on), move |t| Command::DiscussWithChild {
        proposal: t.proposal_of(child),
        on,
        yes,
        profile_shown: true,
        choice_of: 1 + u8::from(child % 3 != 1),
        note: Some(note.to_owned()),
    });
}

/// They have met, and each says whether to go on.
pub(crate) fn met(
    s: &mut Script,
    child: usize,
    on: NaiveDate,
    (child_yes, visitor_yes): (bool, bool),
    note: &'static str,
) {
    s.on(s.office(on), move |t| Command::HoldJointVisit {
        proposal: t.proposal_of(child),
        on,
        took_place: true,
        present: if child.is_multiple_of(2) {
            vec![Party::Carer, Party::Scheme]
        } else {
            vec![Party::Scheme]
        },
        child_yes: Some(child_yes),
        visitor_yes: Some(visitor_yes),
        note: Some(note.to_owned()),
    });
}

/// It is not to be; both are as free as before.
pub(crate) fn closed(s: &mut Script, child: usize, on: NaiveDate, note: &'static str) {
    s.on(s.office(on), move |t| Command::CloseProposal {
        proposal: t.proposal_of(child),
        on,
        note: Some(note.to_owned()),
    });
}
