//! What free text may give away beside what it is about: where another child lives (domain section 4), and how the
//! visitor is reached (R34, R35).

use super::Item;
use crate::id::ChildId;
use crate::record::{Subject, Visitor};
use crate::world::World;

/// The digits at the end of a telephone number that are the same however it is written.
const DIGITS: usize = 7;

/// Whether an item names where another child on record lives or lived, or with whom. Where both live at the same place,
/// that place is the child's own; so are the child's homes and school.
pub(super) fn names_another_home(world: &World, child: ChildId, item: &Item, text: &str) -> bool {
    if is_own_place(child, item) {
        return false;
    }
    world.names_a_home(text, world.child(child))
}

fn is_own_place(child: ChildId, item: &Item) -> bool {
    let name = item.thing.name.as_deref().unwrap_or_default();
    item.thing.subject == Subject::Child(child) && (name.starts_with("home.") || name == "school")
}

/// Whether a text holds a visitor's telephone number or e-mail address.
pub(super) fn names_contact(visitor: &Visitor, text: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let phone = visitor.phone.as_deref().map(digits).filter(|d| d.len() >= DIGITS);
    // With or without the country's code, in whatever groups.
    let by_phone = phone.is_some_and(|d| joined_numbers(text).contains(&d[d.len() - d.len().min(9)..]));
    let email = visitor.email.as_deref().map(|e| e.trim().to_lowercase()).filter(|e| e.contains('@'));
    by_phone || email.is_some_and(|email| text.to_lowercase().contains(&email))
}

/// The numbers of a text without what stands between their groups; a word between two keeps them apart.
fn joined_numbers(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_ascii_digit() || c.is_alphabetic());
    kept.map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect()
}
