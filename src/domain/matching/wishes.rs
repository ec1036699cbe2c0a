//! The child's wishes against what is known of a visitor. Nothing is guessed: what is not recorded is not known.

use crate::entry::{name::fold, postcode};
use crate::record::{CardQuestion, Child, Visitor};

/// Whether a visitor agrees with a wish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Accord {
    /// Yes.
    Agrees,
    /// No.
    Differs,
    /// Nobody has recorded it.
    NotKnown,
}

/// One wish, held against one visitor.
#[derive(Clone, PartialEq, Eq)]
pub struct Wish {
    /// What it is about: `gender`, `interests`.
    pub about: &'static str,
    /// Whether the visitor agrees.
    pub accord: Accord,
    /// In a few words: `both football`.
    pub words: String,
}

/// The wishes that the child has, in the order in which they are shown. A child who wishes nothing about something
/// has no line about it.
#[must_use]
pub fn wishes(child: &Child, visitor: &Visitor) -> Vec<Wish> {
    [
        gender(child, visitor),
        interests(child, visitor),
        background(child, visitor),
        animals(child, visitor),
        near(child, visitor),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn wish(about: &'static str, accord: Accord, words: impl Into<String>) -> Option<Wish> {
    Some(Wish { about, accord, words: words.into() })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Woman,
    Man,
}

/// Reads `a woman`, `female`, `young man`; anything else is left to people.
fn read_gender(text: &str) -> Option<Gender> {
    fold(text).split_whitespace().find_map(|word| match word {
        "woman" | "women" | "female" | "lady" => Some(Gender::Woman),
        "man" | "men" | "male" => Some(Gender::Man),
        _ => None,
    })
}

fn gender(child: &Child, visitor: &Visitor) -> Option<Wish> {
    let wished = read_gender(child.wishes.visitor_gender.as_deref()?)?;
    let words = if wished == Gender::Woman { "a woman" } else { "a man" };
    let accord = match visitor.gender.as_deref().and_then(read_gender) {
        Some(is) if is == wished => Accord::Agrees,
        Some(_) => Accord::Differs,
        None => Accord::NotKnown,
    };
    wish("gender", accord, words)
}

fn interests(child: &Child, visitor: &Visitor) -> Option<Wish> {
    if child.wishes.interests.is_empty() {
        return None;
    }
    if visitor.interests.is_empty() {
        return wish("interests", Accord::NotKnown, child.wishes.interests.join(", "));
    }
    let theirs: Vec<String> = visitor.interests.iter().map(|i| fold(i)).collect();
    let shared: Vec<&str> =
        child.wishes.interests.iter().filter(|i| theirs.contains(&fold(i))).map(String::as_str).collect();
    if shared.is_empty() {
        wish("interests", Accord::Differs, format!("none of {}", child.wishes.interests.join(", ")))
    } else {
        wish("interests", Accord::Agrees, format!("both {}", shared.join(", ")))
    }
}

fn background(child: &Child, visitor: &Visitor) -> Option<Wish> {
    let wished = child.wishes.background.as_deref()?;
    let known: Vec<String> =
        visitor.languages.iter().chain(&visitor.faith).chain(&visitor.ethnicity).map(|t| fold(t)).collect();
    if known.is_empty() {
        return wish("background", Accord::NotKnown, wished);
    }
    let folded = fold(wished);
    let shares = known.iter().any(|k| {
        !k.is_empty() && folded.split_whitespace().any(|word| k.split_whitespace().any(|w| w == word))
    });
    wish("background", if shares { Accord::Agrees } else { Accord::Differs }, wished)
}

/// Animals at the visitor's home that the child is allergic to or afraid of.
fn animals(child: &Child, visitor: &Visitor) -> Option<Wish> {
    const ANIMALS: &[&str] = &["dog", "cat", "rabbit", "horse", "bird", "hamster"];
    let answers =
        [CardQuestion::Allergies, CardQuestion::Fears].into_iter().filter_map(|q| child.card.answer(q));
    let shunned: String = answers.map(|a| fold(&a.text) + " ").collect();
    let named = |text: &str, animal: &str| {
        text.split_whitespace().any(|w| w == animal || w.strip_suffix('s') == Some(animal))
    };
    let animal = ANIMALS.iter().find(|a| named(&shunned, a))?;
    match visitor.household.as_deref().map(fold) {
        None => wish("animals", Accord::NotKnown, format!("no {animal}s")),
        Some(home) if named(&home, animal) => wish("animals", Accord::Differs, format!("a {animal} at home")),
        Some(_) => wish("animals", Accord::Agrees, format!("no {animal}s")),
    }
}

/// By postcode: the same district is near, the same area is not far.
fn near(child: &Child, visitor: &Visitor) -> Option<Wish> {
    let home = child.last_placement().and_then(|p| p.postcode.as_deref())?;
    let Some(theirs) = visitor.postcode.as_deref() else {
        return wish("distance", Accord::NotKnown, "no postcode");
    };
    if postcode::district(home) == postcode::district(theirs) {
        wish("distance", Accord::Agrees, format!("both in {}", postcode::district(home)))
    } else if postcode::area(home) == postcode::area(theirs) {
        wish("distance", Accord::Agrees, format!("both in {}", postcode::area(home)))
    } else {
        wish(
            "distance",
            Accord::Differs,
            format!("{} and {}", postcode::district(home), postcode::district(theirs)),
        )
    }
}
