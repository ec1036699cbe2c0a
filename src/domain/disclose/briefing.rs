//! The briefing for a visitor (R44): what is needed to know on an outing. For a visitor who is only thought of, first
//! name, age and interests; after the match nothing but a note to give everything back.

use super::items::{Class, Facts, Item};
use super::{Audience, Disclosure, Judge, Request, Shown, gather, items, judge};
use crate::id::{ChildId, VisitorId};
use crate::record::{Reader, Subject, Thing};
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
    if mine().any(|m| m.is_live(today)) {
        card.extend(emergency(world, request.audience));
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

/// What a card says in the place of a number that is not on record.
const NO_NUMBER: &str = "not on record yet; ask the co-ordinator for it before the first outing";

/// Whom to ring in an emergency (R42, R61): the police, and the duty team of the scheme and of the authority that is
/// responsible for the child. A card without a number says so.
pub(crate) fn emergency(world: &World, audience: Audience) -> Vec<Item> {
    let child = Some(audience).filter(|a| a.reader == Reader::Visitor).and_then(|a| a.child);
    let (Some(scheme), Some(child)) = (world.scheme(), child) else { return Vec::new() };
    let responsible = world.child(child).map_or("", |c| c.authority.trim());
    let theirs = scheme.duty_teams.iter().find(|(name, _)| name.trim().eq_ignore_ascii_case(responsible));
    let mut items = Vec::new();
    if scheme.duty_team.is_some() || theirs.is_some() {
        items.push(number(child, "danger", "In danger", "999 first".to_owned()));
    }
    items.extend(scheme.duty_team.clone().map(|text| number(child, "duty", "Duty team", text)));
    items.extend(theirs.map(|(authority, text)| {
        number(child, "authority", "Duty team of the authority", format!("{text} ({authority})"))
    }));
    if items.is_empty() {
        items.push(number(child, MISSING, "Duty team", NO_NUMBER.to_owned()));
    }
    items
}

/// The name of what is said in the place of a number.
const MISSING: &str = "missing";

/// A number is kept as the address and the telephone of the home are (row 3): for the visitor of the match, up to date.
fn number(child: ChildId, name: &str, label: &'static str, text: String) -> Item {
    Item {
        row: 3,
        class: Class::Ordinary,
        also: None,
        thing: Thing { subject: Subject::Child(child), name: Some(format!("emergency.{name}")) },
        section: "Emergency numbers",
        label,
        text,
        part: None,
        for_visitor: None,
        child: Some(child),
        visitor: None,
        own: None,
        facts: Facts { lives_there: true, ..Facts::default() },
        datum: None,
    }
}

/// Whether a card has a number of a duty team on it, where its reader is to have one.
#[must_use]
pub fn lacks_number(card: &Disclosure) -> bool {
    card.sections().iter().flat_map(|s| s.lines()).any(is_missing)
}

fn is_missing(line: &Shown) -> bool {
    line.name().strip_prefix("emergency.") == Some(MISSING)
}

/// A sum over everything that a card shows: the same card has the same sum, a changed one another (FNV-1a). That a number
/// is missing is no part of the card.
#[must_use]
pub fn fingerprint(card: &Disclosure) -> u64 {
    let shown = card.sections().iter().flat_map(|s| s.lines()).filter(|line| !is_missing(line));
    let texts = shown.flat_map(|line| [line.label(), "\u{1f}", line.text(), "\u{1e}"]);
    texts
        .flat_map(str::bytes)
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
