//! The child's wishes against what is known of a visitor. Nothing is guessed: what is not recorded, or cannot be read
//! with certainty, is not known. What each is worth is this program's own (see [`super::points`]).

use super::points::{GENDER, SAME_AREA, SAME_DISTRICT, WISH, of_accord};
use super::when;
use crate::entry::{name::fold, postcode};
use crate::judge;
use crate::people::is_shown;
use crate::record::{CardQuestion, Child, EndReason, Visitor};
use crate::world::World;
use chrono::NaiveDate;

/// Whether a visitor agrees with a wish.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Accord {
    /// Yes.
    Agrees,
    /// No.
    Differs,
    /// Nobody has recorded it, or only people can tell.
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
    /// What it is worth in the order of candidates: nothing when it is not known.
    pub points: i32,
}

crate::record::withheld!(Wish);

/// The wishes that the child has, in the order in which they are shown: gender (R8), interests, languages, faith or
/// culture, when both are free, distance, animals at home, driving, and what would make a bad match, which only
/// people can judge. A child who wishes nothing about something has no line about it.
#[must_use]
pub fn wishes(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> Vec<Wish> {
    let lines = [
        gender(child, visitor),
        interests(child, visitor),
        languages(child, visitor),
        background(child, visitor),
        availability(child, visitor),
        Some(was_too_far(world, child, visitor).unwrap_or_else(|| distance(child, visitor))),
        animals(child, visitor),
        driving(world, child, visitor, today),
        avoid(child),
    ];
    lines.into_iter().flatten().collect()
}

fn wish(about: &'static str, accord: Accord, words: impl Into<String>) -> Option<Wish> {
    let worth = if about == "gender" { GENDER } else { WISH };
    Some(Wish { about, accord, words: words.into(), points: of_accord(accord, worth) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Woman,
    Man,
}

/// What a few words say of a woman or a man: neither, one of them, or more than can be told (both, or a "not").
fn read_gender(text: &str) -> Result<Option<Gender>, ()> {
    let folded = fold(text);
    let one = |word: &str| match word {
        "woman" | "women" | "female" | "females" | "lady" | "ladies" => Some(Gender::Woman),
        "man" | "men" | "male" | "males" => Some(Gender::Man),
        _ => None,
    };
    let mut named = folded.split_whitespace().filter_map(one);
    let Some(first) = named.next() else { return Ok(None) };
    let negated = ["not", "no", "never", "but", "except", "than", "isnt", "nor", "if"];
    let unclear = named.any(|g| g != first) || folded.split_whitespace().any(|w| negated.contains(&w));
    if unclear { Err(()) } else { Ok(Some(first)) }
}

/// The words of one who does not mind.
const NO_PREFERENCE: &[&str] = &[
    "no preference",
    "none",
    "either",
    "any",
    "anyone",
    "anybody",
    "dont mind",
    "does not mind",
    "not bothered",
];

fn gender(child: &Child, visitor: &Visitor) -> Option<Wish> {
    let asked = child.wishes.visitor_gender.as_deref()?;
    let wished = match read_gender(asked) {
        Ok(Some(gender)) => gender,
        Ok(None) if NO_PREFERENCE.iter().any(|n| fold(asked).contains(n)) || fold(asked).is_empty() => {
            return None;
        }
        _ => return wish("gender", Accord::NotKnown, asked),
    };
    let words = if wished == Gender::Woman { "a woman" } else { "a man" };
    match (visitor.gender.as_deref(), visitor.gender.as_deref().map(read_gender)) {
        (_, Some(Ok(Some(is)))) if is == wished => wish("gender", Accord::Agrees, words),
        (_, Some(Ok(Some(_)))) => wish("gender", Accord::Differs, format!("not {words}")),
        (Some(own), _) => wish("gender", Accord::NotKnown, format!("{words}; recorded: {own}")),
        (None, _) => wish("gender", Accord::NotKnown, words),
    }
}

/// All words of one text stand in the other: `football` and `playing football`.
fn same_words(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let within =
        |a: &str, b: &str| !a.is_empty() && a.split(' ').all(|w| b.split(' ').any(|other| other == w));
    within(&a, &b) || within(&b, &a)
}

/// A list of wishes against a list of what is known; one in common is enough.
fn shared(about: &'static str, wished: &[String], known: &[String]) -> Option<Wish> {
    if wished.is_empty() {
        return None;
    }
    if known.is_empty() {
        return wish(about, Accord::NotKnown, wished.join(", "));
    }
    let both: Vec<&str> =
        wished.iter().filter(|w| known.iter().any(|k| same_words(w, k))).map(String::as_str).collect();
    if both.is_empty() {
        wish(about, Accord::Differs, format!("none of {}", wished.join(", ")))
    } else {
        wish(about, Accord::Agrees, format!("both {}", both.join(", ")))
    }
}

fn interests(child: &Child, visitor: &Visitor) -> Option<Wish> {
    shared("interests", &child.wishes.interests, &visitor.interests)
}

fn languages(child: &Child, visitor: &Visitor) -> Option<Wish> {
    shared("languages", &child.wishes.languages, &visitor.languages)
}

/// Faiths by the names of what belongs to them, so far as they are plain.
const FAITHS: &[(&str, &[&str])] = &[
    (
        "christian",
        &[
            "church of england",
            "c of e",
            "anglican",
            "catholic",
            "methodist",
            "baptist",
            "pentecostal",
            "orthodox christian",
            "protestant",
        ],
    ),
    ("muslim", &["islam", "sunni", "shia"]),
];

/// Faith or culture. It differs only when the visitor's faith and ethnicity are both recorded, and neither is it.
fn background(child: &Child, visitor: &Visitor) -> Option<Wish> {
    let wished = child.wishes.background.as_deref()?;
    if !is_shown(wished) {
        return wish("background", Accord::NotKnown, wished);
    }
    let known: Vec<&String> = visitor
        .faith
        .iter()
        .chain(&visitor.ethnicity)
        .chain(&visitor.languages)
        .filter(|k| !fold(k).is_empty())
        .collect();
    let belongs = |known: &str, one: &str| {
        FAITHS.iter().any(|(faith, names)| {
            fold(one).split(' ').any(|w| w == *faith) && names.iter().any(|n| fold(known).contains(n))
        })
    };
    let parts = wished.split([',', ';', '/']).flat_map(|p| p.split(" or ")).filter(|p| !fold(p).is_empty());
    let mut parts = parts.flat_map(|one| known.iter().map(move |k| (one, k.as_str())));
    if parts.any(|(one, k)| same_words(one, k) || belongs(k, one)) {
        return wish("background", Accord::Agrees, wished);
    }
    let all_known = visitor.faith.is_some() && visitor.ethnicity.is_some();
    wish("background", if all_known { Accord::Differs } else { Accord::NotKnown }, wished)
}

/// When the child is free against when the visitor is.
fn availability(child: &Child, visitor: &Visitor) -> Option<Wish> {
    let wished = child.wishes.when.as_deref()?;
    let Some(theirs) = visitor.availability.as_deref() else {
        return wish("availability", Accord::NotKnown, wished);
    };
    let (accord, only) = when::compare(wished, theirs);
    wish("availability", accord, format!("{wished}; visitor: {theirs}{only}"))
}

/// Animals by all their names.
const ANIMALS: &[(&str, &[&str])] = &[
    ("dogs", &["dog", "dogs", "puppy", "puppies"]),
    ("cats", &["cat", "cats", "kitten", "kittens"]),
    ("rabbits", &["rabbit", "rabbits"]),
    ("horses", &["horse", "horses", "pony", "ponies"]),
    ("birds", &["bird", "birds", "parrot", "parrots", "budgie", "budgies", "chickens", "hens"]),
    ("hamsters", &["hamster", "hamsters", "guinea", "gerbil", "gerbils"]),
    ("snakes", &["snake", "snakes", "reptile", "reptiles"]),
    ("spiders", &["spider", "spiders"]),
];
/// Words for any of them.
const ANY_ANIMAL: &[&str] = &["pet", "pets", "animal", "animals", "fur"];

/// The animals that a text names, and those that it says are not there: `no dogs`, `a cat, no dogs`.
fn animals_in(text: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut named, mut denied) = (Vec::new(), Vec::new());
    for part in
        text.split([',', ';', '.', '\n']).flat_map(|p| p.split(" but ")).flat_map(|p| p.split(" and "))
    {
        let folded = fold(part);
        let mut not = false;
        for word in folded.split(' ') {
            not |= matches!(word, "no" | "not" | "none" | "without" | "never" | "nor");
            let any = ANY_ANIMAL.contains(&word).then_some("animals");
            let one = ANIMALS.iter().find(|(_, names)| names.contains(&word)).map(|(name, _)| *name);
            let found = one.or(any);
            if not { denied.extend(found) } else { named.extend(found) }
        }
    }
    (named, denied)
}

/// Animals at the visitor's home that the child is allergic to or afraid of. What is recorded of the home without a
/// word on animals is no answer.
fn animals(child: &Child, visitor: &Visitor) -> Option<Wish> {
    let answers =
        [CardQuestion::Allergies, CardQuestion::Fears].into_iter().filter_map(|q| child.card.answer(q));
    let shunned: Vec<&str> = answers.flat_map(|a| animals_in(&a.text).0).collect();
    let first = shunned.first()?;
    let none = format!("no {first}");
    let Some(home) = visitor.household.as_deref() else { return wish("animals", Accord::NotKnown, none) };
    let (kept, denied) = animals_in(home);
    let meets = |one: &&&str| kept.contains(*one) || **one == "animals" && !kept.is_empty();
    if let Some(there) = shunned.iter().find(meets) {
        return wish("animals", Accord::Differs, format!("{there} at home"));
    }
    // `a pet` may be any; a list that names others, or that says "none", answers.
    let nothing_there = fold(home) == "none" || denied.contains(&"animals");
    let each_denied = shunned.iter().all(|one| denied.contains(one));
    let others_named = !kept.is_empty() && !kept.contains(&"animals");
    let answered = nothing_there || each_denied || others_named;
    wish("animals", if answered { Accord::Agrees } else { Accord::NotKnown }, none)
}

/// By postcode: the same district is near, the same area is not far, any other is not near. No miles are invented: how
/// far the visitor goes is said beside it, and where that could make another area near enough, only people can tell.
fn distance(child: &Child, visitor: &Visitor) -> Wish {
    let goes = visitor.radius_miles.map(|miles| format!(", travels up to {miles} miles")).unwrap_or_default();
    let line =
        |accord, points, words: String| Wish { about: "distance", accord, words: words + &goes, points };
    let home = child.last_placement().and_then(|p| p.postcode.as_deref());
    let (Some(home), Some(theirs)) = (home, visitor.postcode.as_deref()) else {
        let whose = if home.is_none() { "the child's" } else { "the visitor's" };
        return line(Accord::NotKnown, 0, format!("{whose} postcode is not recorded"));
    };
    if ![home, theirs].into_iter().all(is_shown) {
        return line(Accord::NotKnown, 0, "not shown to readers".to_owned());
    }
    let (one, other) = (postcode::district(home), postcode::district(theirs));
    if one == other {
        line(Accord::Agrees, SAME_DISTRICT, format!("both in {one}"))
    } else if postcode::area(home) == postcode::area(theirs) {
        line(Accord::Agrees, SAME_AREA, format!("{one} and {other}, both {}", postcode::area(home)))
    } else if visitor.radius_miles.is_some() {
        line(Accord::NotKnown, 0, format!("{one} and {other}, not the same area"))
    } else {
        line(Accord::Differs, 0, format!("{one} and {other}, not the same area"))
    }
}

/// The last match of these two ended because this home was too far: that is known better than by postcode.
fn was_too_far(world: &World, child: &Child, visitor: &Visitor) -> Option<Wish> {
    let of_these = world.matches_of_child(child.id).filter(|m| m.visitor == visitor.id);
    let (m, end) = of_these.filter_map(|m| Some((m, m.ended.as_ref()?))).max_by_key(|(_, end)| end.on)?;
    let now = child.last_placement()?;
    let then = child.placement_on(end.on);
    let same_place = then.is_some_and(|p| p.postcode.is_some() && p.postcode == now.postcode);
    if end.reason != EndReason::TooFar || now.from > end.on && !same_place {
        return None;
    }
    let words = format!("this home was too far when {} ended", m.reference());
    Some(Wish { about: "distance", accord: Accord::Differs, words, points: 0 })
}

/// A child who is to be fetched by car. That the visitor may drive a child is not known before the papers are in order
/// (R85g).
fn driving(world: &World, child: &Child, visitor: &Visitor, today: NaiveDate) -> Option<Wish> {
    if child.wishes.driver != Some(true) {
        return None;
    }
    match visitor.drives {
        Some(true) if visitor.driver.is_none() => {
            wish("driving", Accord::NotKnown, "drives; licence and insurance not seen")
        }
        Some(true) if judge::driving(world, visitor, today).is_some() => {
            wish("driving", Accord::NotKnown, "drives; papers not in order")
        }
        Some(true) => wish("driving", Accord::Agrees, "drives"),
        Some(false) => wish("driving", Accord::Differs, "does not drive"),
        None => wish("driving", Accord::NotKnown, "to be fetched by car"),
    }
}

/// What would make a bad match, in the child's own words: shown beside every visitor, judged by people.
fn avoid(child: &Child) -> Option<Wish> {
    let words = child.wishes.avoid.as_deref().filter(|w| !fold(w).is_empty() && fold(w) != "none")?;
    wish("to avoid", Accord::NotKnown, words)
}
