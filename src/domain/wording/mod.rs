//! Words that read like a concern: a published list, which a scheme may add to and take from. Whole words and simple
//! inflections of them are found (`threaten`, `threatened`), and nothing is guessed beyond that. What is found is
//! pointed out, and never decides anything.

mod list;

pub use list::PUBLISHED;

use crate::command::NewReport;
use crate::id::{ChildId, VisitId};
use crate::record::WordList;
use crate::world::World;
use std::collections::BTreeSet;

/// The list in force, in the order of the alphabet: the published one with the scheme's own changes.
#[must_use]
pub fn in_force(own: Option<&WordList>) -> BTreeSet<String> {
    let removed = |word: &str| own.is_some_and(|own| own.removed.contains(word));
    let published = PUBLISHED.iter().filter(|word| !removed(word)).map(|word| (*word).to_owned());
    published.chain(own.into_iter().flat_map(|own| own.added.iter().cloned())).collect()
}

/// A word or phrase as it is kept in the list: small letters, single spaces, no marks. Empty when nothing is left.
#[must_use]
pub fn kept(typed: &str) -> String {
    tokens(typed).join(" ")
}

/// The words and phrases of the list that stand in a text, in the order in which they first appear, each once.
#[must_use]
pub fn found(text: &str, own: Option<&WordList>) -> Vec<String> {
    let text = tokens(text);
    let list = in_force(own);
    let list: Vec<(&String, Vec<&str>)> =
        list.iter().map(|entry| (entry, entry.split(' ').collect())).collect();
    let mut found: Vec<String> = Vec::new();
    for at in 0..text.len() {
        for (entry, words) in &list {
            if stands_at(&text[at..], words) && !found.contains(entry) {
                found.push((*entry).clone());
            }
        }
    }
    found
}

/// The words and phrases of the list in several texts, each once.
pub fn found_in<'a>(texts: impl IntoIterator<Item = &'a str>, own: Option<&WordList>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in texts.into_iter().flat_map(|text| found(text, own)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// What is pointed out before a report is saved: the words in it that read like a concern, where the answer was that
/// nothing worries, nobody has said that they were looked at, and no concern about the visit is on record.
#[must_use]
pub fn unanswered(world: &World, new: &NewReport) -> Vec<String> {
    let visit = new.visit.and_then(|id| world.visit(id).map(|(m, _)| (m.child, id)));
    let raised = visit.is_some_and(|(child, id)| is_raised(world, child, id));
    if new.concern.is_some() || new.looked_at || raised {
        return Vec::new();
    }
    let support = new.support_wanted.as_deref().unwrap_or_default();
    found_in([&new.activity, &new.child_words, &new.visitor_view, support], world.word_list())
}

/// Whether a concern about a visit is on record: raised from its report, or quoting it.
#[must_use]
pub fn is_raised(world: &World, child: ChildId, visit: VisitId) -> bool {
    world
        .concerns_of_child(child)
        .any(|c| c.visit == Some(visit) || c.quoted.iter().any(|quoted| quoted.visit == visit))
}

/// Whether a phrase stands at the beginning of these words.
fn stands_at(text: &[String], phrase: &[&str]) -> bool {
    text.len() >= phrase.len() && phrase.iter().zip(text).all(|(word, written)| is_form_of(written, word))
}

/// The words of a text in small letters; an apostrophe ends a word, so that `dad's` is `dad`.
fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}')));
    let bare = words.map(|word| word.split(['\'', '\u{2019}']).next().unwrap_or_default());
    bare.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether a written word is the listed one or a simple inflection of it: -s, -es, -d, -ed, -ing, -y to -ies and
/// -ied, a silent e that falls away, a last consonant that doubles.
fn is_form_of(written: &str, listed: &str) -> bool {
    if written == listed {
        return true;
    }
    if listed.chars().count() < 3 {
        return false;
    }
    let ending = |stem: &str, endings: &[&str]| {
        written.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
    };
    if ending(listed, &["s", "es", "ed", "ing"]) {
        return true;
    }
    if let Some(stem) = listed.strip_suffix('e') {
        return ending(stem, &["ed", "ing"]);
    }
    if let Some(stem) = listed.strip_suffix('y') {
        return ending(stem, &["ies", "ied"]);
    }
    let last = listed.chars().last().filter(|c| c.is_alphabetic() && !"aeiouwxy".contains(*c));
    last.is_some_and(|last| ending(&format!("{listed}{last}"), &["ed", "ing"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("He threatened her again.", &["threaten"])]
    #[case("THREATENS", &["threaten"])]
    #[case("She said dad\u{2019}s friend hits her.", &["hit her"])]
    #[case("he was hitting me", &["hit me"])]
    #[case("They bullied him at school.", &["bully"])]
    #[case("abusing, abused, abuse", &["abuse"])]
    #[case("a  black\neye", &["black eye"])]
    #[case("self-harm", &["self harm"])]
    #[case("She wants to die", &["want to die"])]
    #[case("I was hungry and he had bruises, hungry still", &["hungry", "bruise"])]
    fn whole_words_and_simple_inflections_are_found(#[case] text: &str, #[case] words: &[&str]) {
        assert_eq!(found(text, None), words);
    }

    #[rstest]
    #[case("")]
    #[case("We kicked a ball and he won at chess.")]
    #[case("Sussex is where the cruise begins.")] // neither sex nor bruise stands there as a word
    #[case("a hit song")]
    #[case("drunkenness of spelling is not guessed at: thretened")]
    fn what_is_not_on_the_list_is_not_guessed_at(#[case] text: &str) {
        assert_eq!(found(text, None), Vec::<String>::new());
    }

    #[test]
    fn a_scheme_adds_and_takes_away() {
        let own = WordList {
            added: BTreeSet::from(["spice".to_owned()]),
            removed: BTreeSet::from(["hungry".to_owned()]),
        };
        assert_eq!(found("Hungry, and he smoked spice.", Some(&own)), ["spice"]);
        assert_eq!(found("Hungry, and he smoked spice.", None), ["hungry"]);
    }

    #[test]
    fn the_published_list_is_kept_as_it_is_matched() {
        for word in PUBLISHED {
            assert_eq!(&kept(word), word);
            assert!(found(word, None).iter().any(|f| f == word), "{word}");
        }
        let set: BTreeSet<_> = PUBLISHED.iter().collect();
        assert_eq!(set.len(), PUBLISHED.len(), "a word stands twice");
    }

    proptest! {
        #[test]
        fn what_is_found_is_on_the_list_and_each_only_once(text in "[a-z' ]{0,80}") {
            let found = found(&text, None);
            let once: BTreeSet<_> = found.iter().collect();
            prop_assert_eq!(once.len(), found.len());
            prop_assert!(found.iter().all(|word| PUBLISHED.contains(&word.as_str())));
        }
    }
}
