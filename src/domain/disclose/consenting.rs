//! Which answer of the child, or of the visitor, counts for something that could be told (R30, R86c): the newest one that
//! is about it and about the one who is to hear it. The door and the decisions ask here, and nowhere else.

use crate::id::VisitorId;
use crate::record::{
    CaseMeeting, Child, Consent, ConsentTo, Match, MatchReview, Party, Professional, Reader, Subject, Thing,
};
use crate::world::World;
use chrono::NaiveDate;

/// The row of whether the child wants the visitor at a meeting.
const MEETINGS: u8 = 28;

/// What is asked.
pub(super) struct Question<'a> {
    /// Whose answer: the child's, or the visitor's.
    pub about: Subject,
    /// The row of the matrix.
    pub row: u8,
    /// What could be told.
    pub thing: &'a Thing,
    /// To whom.
    pub to: Reader,
    /// The child of that reader.
    pub child: Option<&'a Child>,
    /// The visitor who is to hear it, where it is one.
    pub visitor: Option<VisitorId>,
    /// What the child answered on the spot, and on which day.
    pub on_the_spot: Option<(bool, NaiveDate)>,
}

/// The answer that counts on a day: yes, no, or none.
pub(super) fn answer(world: &World, q: &Question<'_>, today: NaiveDate) -> Option<bool> {
    let known = world.consents_about(q.about).filter(|c| c.on <= today && fits(world, q, c));
    let said_on =
        |c: &Consent| c.withdrawn.as_ref().map_or(c.on, |w| if w.on <= today { w.on } else { c.on });
    let last = known.max_by_key(|c| (said_on(c), c.id));
    let on_record = last.map(|c| (c.allows(today), said_on(c)));
    let said = q.on_the_spot.filter(|_| matches!(q.row, 26 | MEETINGS) && q.to == Reader::Visitor);
    match (on_record, said) {
        // What was said about one meeting goes before what was said of all of them on the same day.
        (Some((_, on)), Some((then, day))) if on == day && q.row == MEETINGS => Some(then),
        (Some((yes, on)), Some((_, day))) if on > day => Some(yes),
        (Some((yes, on)), Some((then, day))) if on == day => Some(yes && then),
        (one, other) => other.or(one).map(|(yes, _)| yes),
    }
}

/// Whether an answer is about what is asked. A yes is a yes to those who were there on its day; a no is one to whoever
/// comes after them as well.
fn fits(world: &World, q: &Question<'_>, c: &Consent) -> bool {
    match &c.what {
        ConsentTo::Disclosure { row, thing, to } => {
            *row == q.row
                && *to == q.to
                && covers(world, q, thing)
                && (!c.given || is_same_reader(world, q, c.on))
        }
        ConsentTo::Feedback => {
            // What was said at a review in so many words goes before a yes to all of them.
            let said_no = c.given && q.on_the_spot.is_some_and(|(yes, _)| !yes);
            q.row == 26 && q.to == Reader::Visitor && !said_no && (!c.given || is_same_reader(world, q, c.on))
        }
        ConsentTo::Meetings => {
            q.row == MEETINGS && q.to == Reader::Visitor && (!c.given || is_same_reader(world, q, c.on))
        }
        ConsentTo::Photographs => false,
    }
}

/// Whether what was consented to holds what is asked about: the item itself, all of its record, the match that a visit
/// belongs to, or the page of the person, which is about everything of theirs.
fn covers(world: &World, q: &Question<'_>, thing: &Thing) -> bool {
    let of_match =
        |id| matches!(q.thing.subject, Subject::Visit(v) if world.visit(v).is_some_and(|(m, _)| m.id == id));
    let whole = match thing.subject {
        subject if subject == q.about => true,
        Subject::Match(id) => of_match(id),
        _ => false,
    };
    thing.covers(q.thing) || (whole && thing.name.is_none())
}

/// Whether the reader of a day is the one of now: another carer, social worker, reviewing officer or visitor was not
/// meant.
fn is_same_reader(world: &World, q: &Question<'_>, then: NaiveDate) -> bool {
    let Some(child) = q.child else { return true };
    match q.to {
        Reader::Carer => {
            let last = child.placements.iter().filter(|p| p.from > then);
            let carer = child.placement_on(then).map(|p| &p.carer);
            carer.is_some_and(|carer| last.clone().all(|p| p.carer == *carer))
        }
        Reader::SocialWorker => {
            let changed = child.past_workers.iter().any(|w| w.until > then);
            !changed && is_since(child.social_worker.as_ref(), then)
        }
        Reader::Iro => is_since(child.iro.as_ref(), then),
        Reader::Visitor => {
            let mut matches = world.matches_of_child(child.id).filter(|m| Some(m.visitor) == q.visitor);
            let mut ideas = world.proposals_of_child(child.id).filter(|p| Some(p.visitor) == q.visitor);
            matches.any(|m| m.started <= then && m.is_live_after(then))
                || ideas.any(|p| p.proposed.on <= then)
        }
        _ => true,
    }
}

fn is_since(worker: Option<&Professional>, then: NaiveDate) -> bool {
    worker.is_none_or(|w| w.since.is_none_or(|since| since <= then))
}

/// Whether the visitor of a match may hear what the child said at one of its reviews (R86c). `None`: nobody has asked.
#[must_use]
pub fn lets_visitor_hear(world: &World, review: &MatchReview, today: NaiveDate) -> Option<bool> {
    let m = world.match_(review.match_id)?;
    let name = format!("review {} {}", review.held, Party::Child.words());
    let thing = Thing { subject: Subject::Match(m.id), name: Some(name) };
    let question = Question {
        about: Subject::Child(m.child),
        row: 26,
        thing: &thing,
        to: Reader::Visitor,
        child: world.child(m.child),
        visitor: Some(m.visitor),
        on_the_spot: review.child_agrees.map(|yes| (yes, review.held)),
    };
    answer(world, &question, today)
}

/// Whether the child wants the visitor of a match at a meeting on a day (R37): what was said of that very meeting, and on
/// which day, or what is on record about meetings as a whole, whichever is newer. `None`: nobody has asked.
#[must_use]
pub fn wants_visitor_there(
    world: &World,
    m: &Match,
    on: NaiveDate,
    of_this_one: Option<(bool, NaiveDate)>,
) -> Option<bool> {
    let thing = Thing { subject: Subject::Match(m.id), name: Some("meeting".to_owned()) };
    let question = Question {
        about: Subject::Child(m.child),
        row: MEETINGS,
        thing: &thing,
        to: Reader::Visitor,
        child: world.child(m.child),
        visitor: Some(m.visitor),
        on_the_spot: of_this_one,
    };
    answer(world, &question, on)
}

/// The same of a meeting that is on record.
#[must_use]
pub fn wants_visitor_at(world: &World, m: &Match, meeting: &CaseMeeting) -> Option<bool> {
    // An answer from before it was kept who asked, and when, is as old as anything.
    let asked = meeting.asked.as_ref().map_or(NaiveDate::MIN, |said| said.on);
    wants_visitor_there(world, m, meeting.on, meeting.child_wants.map(|yes| (yes, asked)))
}

/// What is asked of the child, or of the visitor, about a thing of a row.
pub(super) fn question<'a>(
    world: &'a World,
    (thing, row): (&'a Thing, u8),
    about: Subject,
    on_the_spot: Option<(bool, NaiveDate)>,
    request: &super::Request<'_>,
) -> Question<'a> {
    Question {
        about,
        row,
        thing,
        to: request.audience.reader(),
        child: request.audience.child.and_then(|id| world.child(id)),
        visitor: request.audience.visitor,
        on_the_spot,
    }
}
