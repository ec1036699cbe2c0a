//! What free text may give away beside what it is about: where another child lives (domain section 4), and how the
//! visitor is reached (R34, R35).

use super::Item;
use crate::id::ChildId;
use crate::record::{Child, Placement, Subject, Visitor};
use crate::world::World;

/// Shorter than this, a carer's name, a street or a number is too common to tell anything.
const SHORTEST: usize = 4;

/// The digits at the end of a telephone number that are the same however it is written.
const DIGITS: usize = 7;

/// Whether an item names where another child on record lives or lived, or with whom. Where both live at the same place,
/// that place is the child's own; so are the child's homes and school.
pub(super) fn names_another_home(world: &World, child: ChildId, item: &Item, text: &str) -> bool {
    if is_own_place(child, item) {
        return false;
    }
    let (words, code) = (words(text), plain(text));
    let own: Vec<Mark> = world.child(child).into_iter().flat_map(marks).collect();
    let others = world.children().filter(|c| c.id != child).flat_map(marks);
    others.into_iter().any(|mark| mark.stands_in(&words, &code) && !own.contains(&mark))
}

fn is_own_place(child: ChildId, item: &Item) -> bool {
    let name = item.thing.name.as_deref().unwrap_or_default();
    item.thing.subject == Subject::Child(child) && (name.starts_with("home.") || name == "school")
}

/// A text by which a home is known.
#[derive(PartialEq)]
enum Mark {
    /// A carer's name or an address: whole words after each other, so that 12 High Street is not found in 112.
    Words(Vec<String>),
    /// A postcode or a number, however it is spaced.
    Code(String),
}

impl Mark {
    fn stands_in(&self, words: &[String], code: &str) -> bool {
        match self {
            Self::Words(mark) => words.windows(mark.len()).any(|part| part == mark),
            Self::Code(mark) => code.contains(mark.as_str()),
        }
    }
}

fn marks(child: &Child) -> Vec<Mark> {
    let of = |p: &Placement| {
        let named = [Some(&p.carer), p.address.as_ref()].into_iter().flatten();
        let codes = [p.postcode.as_ref(), p.phone.as_ref()].into_iter().flatten();
        let named = named.filter(|t| is_telling(t)).map(|t| Mark::Words(words(t)));
        named.chain(codes.filter(|t| is_telling(t)).map(|t| Mark::Code(plain(t)))).collect::<Vec<_>>()
    };
    child.placements.iter().flat_map(of).collect()
}

fn is_telling(text: &str) -> bool {
    plain(text).chars().count() >= SHORTEST
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

/// Small letters and no blanks or points, so that `LE1 5AB` is found as `le15ab`.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words in small letters, without what stands between them.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}
