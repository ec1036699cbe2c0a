//! People who may be on record already: looked for before somebody is entered (5.2), so that no child stands there
//! twice. Nothing is ever merged: a person looks, and decides.

use crate::entry::name::fold;
use crate::id::{ChildId, VisitorId};
use crate::record::Name;
use crate::rule::Level;
use crate::world::World;
use chrono::NaiveDate;
use rphonetic::{DoubleMetaphone, Encoder};

/// Names this much alike are taken for one name in two spellings.
const SAME: f64 = 0.9;
/// Names this much alike are, when they also sound alike or the date of birth is the same.
const NEAR: f64 = 0.8;

/// Why somebody on record may be the one who is about to be entered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Alike {
    /// The authority's case number is the same.
    CaseNumber,
    /// The name is alike, and the date of birth is the same.
    NameAndBirth,
    /// The name is alike.
    Name,
    /// The date of birth and one of the names are the same.
    Birth,
    /// The name is alike, and another date of birth is recorded: one of the two may be a slip.
    NameOtherBirth,
}

impl Alike {
    /// How much it weighs (H5): another date of birth is pointed out and refuses nothing.
    #[must_use]
    pub const fn level(self, rule: Level) -> Level {
        if matches!(self, Self::NameOtherBirth) { Level::Warn } else { rule }
    }

    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::CaseNumber => "same case number",
            Self::NameAndBirth => "same date of birth, like name",
            Self::Name => "like name",
            Self::Birth => "same date of birth",
            Self::NameOtherBirth => "like name, another date of birth",
        }
    }
}

/// The children who may be the one about to be entered, the likeliest first.
#[must_use]
pub fn children(
    world: &World,
    name: &Name,
    born: Option<NaiveDate>,
    case_number: Option<&str>,
) -> Vec<(ChildId, Alike)> {
    let number = case_number.map(plain).filter(|n| !n.is_empty());
    let mut found: Vec<(Alike, u32, ChildId)> = world
        .children()
        .filter_map(|c| {
            let same_number = number.is_some() && c.case_number.as_deref().map(plain) == number;
            let alike = if same_number {
                Some(Alike::CaseNumber)
            } else {
                alike(name, &c.name, born.map(|born| born == c.born))
            };
            alike.map(|alike| (alike, c.number, c.id))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(alike, _, id)| (id, alike)).collect()
}

/// The visitors who may be the one about to be entered, the likeliest first.
#[must_use]
pub fn visitors(world: &World, name: &Name, born: Option<NaiveDate>) -> Vec<(VisitorId, Alike)> {
    let mut found: Vec<(Alike, u32, VisitorId)> = world
        .visitors()
        .filter_map(|v| {
            let same_birth = born.zip(v.born).map(|(a, b)| a == b);
            alike(name, &v.name, same_birth).map(|alike| (alike, v.number, v.id))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(alike, _, id)| (id, alike)).collect()
}

fn plain(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How alike two people are. Another date of birth speaks against it, and is itself easily mistyped: it is said.
fn alike(a: &Name, b: &Name, same_birth: Option<bool>) -> Option<Alike> {
    let (full, other) = (fold(&a.full()), fold(&b.full()));
    if full.is_empty() || other.is_empty() {
        return None;
    }
    // Family name first is how some forms have it.
    let turned = fold(&b.sort_key());
    let likeness = strsim::jaro_winkler(&full, &other).max(strsim::jaro_winkler(&full, &turned));
    let sounds = || {
        let metaphone = DoubleMetaphone::default();
        let encode = |name: &str| name.split(' ').map(|word| metaphone.encode(word)).collect::<Vec<_>>();
        encode(&full) == encode(&other)
    };
    let like = likeness >= SAME || (likeness >= NEAR && sounds());
    match same_birth {
        Some(true) if likeness >= NEAR || shares_a_name(a, b) => {
            Some(if like || likeness >= NEAR { Alike::NameAndBirth } else { Alike::Birth })
        }
        Some(false) if full == other || full == turned => Some(Alike::Name),
        Some(false) => like.then_some(Alike::NameOtherBirth),
        _ => like.then_some(Alike::Name),
    }
}

fn shares_a_name(a: &Name, b: &Name) -> bool {
    let same = |x: &str, y: &str| !x.is_empty() && fold(x) == fold(y);
    same(&a.last, &b.last) || same(&a.first, &b.first) || same(a.called(), b.called())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn name(text: &str) -> Name {
        let (first, last) = text.split_once(' ').unwrap_or((text, ""));
        Name::new(first, last)
    }

    #[rstest]
    #[case::a_slip("Leila Hadad", "Leila Haddad", None, Some(Alike::Name))]
    #[case::another_spelling("Mohammed Khan", "Muhammad Khan", None, Some(Alike::Name))]
    #[case::accents("Zoe Miller", "Zo\u{eb} Miller", None, Some(Alike::Name))]
    #[case::turned_round("Haddad Leila", "Leila Haddad", None, Some(Alike::Name))]
    #[case::another_person("Sam Turner", "Priya Shah", None, None)]
    #[case::siblings("Kofi Asante", "Ama Asante", Some(false), None)]
    #[case::twins("Kofi Asante", "Ama Asante", Some(true), Some(Alike::Birth))]
    #[case::one_name_only("\u{674e}", "\u{674e}", None, Some(Alike::Name))]
    #[case::same_birth_near("Sean Obrien", "Shaun O'Brien", Some(true), Some(Alike::NameAndBirth))]
    #[case::same_birth_only("Sam Turner", "Priya Shah", Some(true), None)]
    #[case::same_name_other_birth("Sam Turner", "Sam Turner", Some(false), Some(Alike::Name))]
    #[case::like_name_other_birth("Sam Turner", "Sam Turnet", Some(false), Some(Alike::NameOtherBirth))]
    #[case::a_slip_in_both("Leila Hadad", "Leila Haddad", Some(false), Some(Alike::NameOtherBirth))]
    #[case::another_person_other_birth("Sam Turner", "Priya Shah", Some(false), None)]
    fn two_names_are_alike(
        #[case] a: &str,
        #[case] b: &str,
        #[case] same_birth: Option<bool>,
        #[case] expected: Option<Alike>,
    ) {
        assert_eq!(alike(&name(a), &name(b), same_birth), expected, "{a} / {b}");
        assert_eq!(alike(&name(b), &name(a), same_birth), expected, "{b} / {a}");
    }

    /// H5: pointed out, and refuses nothing.
    #[test]
    fn another_date_of_birth_only_warns() {
        assert_eq!(Alike::NameOtherBirth.level(Level::Override), Level::Warn);
        assert_eq!(Alike::Name.level(Level::Override), Level::Override);
    }

    #[test]
    fn a_case_number_is_the_same_however_it_is_written() {
        assert_eq!(plain("AB-12 34"), plain("ab1234"));
        assert_ne!(plain("AB-12 34"), plain("ab1235"));
    }
}
