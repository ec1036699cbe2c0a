//! The briefing for a visitor (R44): what is needed to know on an outing. For a visitor who is only thought of, first
//! name, age and interests; after the match nothing but a note to give everything back.

use super::items::{Class, Facts, Item};
use super::{Audience, Disclosure, Judge, Request, gather, items, judge};
use crate::id::{ChildId, VisitorId};
use crate::record::{Subject, Thing};
use crate::world::World;
use chrono::NaiveDate;

/// The rows that make the card.
const CARD: [u8; 6] = [1, 2, 3, 5, 6, 8];

/// The card of one child for one visitor, as it is today.
#[must_use]
pub fn briefing(world: &World, child: ChildId, visitor: VisitorId, today: NaiveDate) -> Disclosure {
    briefing_by(world, (child, visitor), today, &judge)
}

pub(crate) fn briefing_by(
    world: &World,
    (child, visitor): (ChildId, VisitorId),
    today: NaiveDate,
    judge: Judge<'_>,
) -> Disclosure {
    let subject = Subject::Child(child);
    let request = Request {
        audience: Audience::visitor(visitor, Some(child)),
        subject,
        purpose: "briefing",
        reports: &[],
        today,
        release: None,
    };
    let mut card: Vec<Item> = items(world, subject, &[], today);
    card.retain(|item| item.child == Some(child) && CARD.contains(&item.row));
    let mine = || world.matches_of_child(child).filter(|m| m.visitor == visitor);
    let over = mine().next().is_some() && !mine().any(|m| m.is_live_after(today));
    let proposed = world.proposals_of_child(child).any(|p| p.visitor == visitor && p.is_open());
    if over && !proposed {
        card.clear();
        card.push(to_be_returned(visitor));
    }
    gather(world, &request, card, judge)
}

/// What a visitor gets when the match has ended.
fn to_be_returned(visitor: VisitorId) -> Item {
    let text = "The match has ended. Please return the briefing, and delete address, telephone and notes.";
    Item {
        row: 12,
        class: Class::Ordinary,
        also: None,
        thing: Thing { subject: Subject::Visitor(visitor), name: Some("return".to_owned()) },
        section: "Return",
        label: "To do",
        text: text.to_owned(),
        part: None,
        for_visitor: None,
        child: None,
        visitor: Some(visitor),
        own: None,
        facts: Facts::default(),
        datum: None,
    }
}

/// A sum over everything that a card shows: the same card has the same sum, a changed one another (FNV-1a).
#[must_use]
pub fn fingerprint(card: &Disclosure) -> u64 {
    let shown = card.sections().iter().flat_map(|s| s.lines());
    let texts = shown.flat_map(|line| [line.label(), "\u{1f}", line.text(), "\u{1e}"]);
    texts
        .flat_map(str::bytes)
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
