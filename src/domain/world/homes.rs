//! By what the homes of the children are known: carers, streets, postcodes, telephones. A text is asked whether it names
//! one of them, and that costs as much as the text is long, however many children there are.

use crate::record::{Child, Placement};
use std::collections::BTreeMap;
use std::ops::Bound;

/// Shorter than this, a carer's name or a street is too common a word to tell anything.
const SHORTEST: usize = 4;

/// The marks of all homes, and of how many children each is one. Names and streets are whole words with a blank around
/// them, so that 12 High Street is not found in 112; postcodes and numbers stand without any, however they were spaced.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Homes(BTreeMap<String, usize>);

impl Homes {
    pub fn add(&mut self, child: &Child) {
        for mark in marks(child) {
            *self.0.entry(mark).or_default() += 1;
        }
    }

    pub fn remove(&mut self, child: &Child) {
        for mark in marks(child) {
            if let Some(n) = self.0.get_mut(&mark) {
                *n -= 1;
                if *n == 0 {
                    self.0.remove(&mark);
                }
            }
        }
    }

    /// Whether a text names a home, other than those of one child.
    pub fn named_in(&self, text: &str, but: Option<&Child>) -> bool {
        let own: Vec<String> = but.into_iter().flat_map(marks).collect();
        let (words, code) = (words(text), plain(text));
        words.match_indices(' ').any(|(at, _)| self.begins(&words[at..], &own))
            || code.char_indices().any(|(at, _)| self.begins(&code[at..], &own))
    }

    /// Whether a text begins with one of the marks, but for these.
    fn begins(&self, text: &str, own: &[String]) -> bool {
        let mut text = text;
        // A mark that the text begins with does not come after it in order. If the last of those is no such mark, one
        // that is can only be as long as what that one and the text have in common.
        while let Some((mark, _)) =
            self.0.range::<str, _>((Bound::Unbounded, Bound::Included(text))).next_back()
        {
            let common: usize =
                mark.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            if common < mark.len() {
                text = &text[..common];
            } else if own.contains(mark) {
                let Some((last, _)) = mark.char_indices().next_back() else { return false };
                text = &text[..last];
            } else {
                return true;
            }
        }
        false
    }
}

/// The texts by which a child's homes are known.
fn marks(child: &Child) -> Vec<String> {
    let of = |p: &Placement| {
        let named = [Some(&p.carer), p.address.as_ref()].into_iter().flatten();
        let codes = [p.postcode.as_ref(), p.phone.as_ref()].into_iter().flatten();
        let named = named.filter(|t| is_telling(t)).map(|t| words(t));
        named.chain(codes.filter(|t| is_telling(t)).map(|t| plain(t))).collect::<Vec<_>>()
    };
    child.placements.iter().flat_map(of).collect()
}

fn is_telling(text: &str) -> bool {
    plain(text).chars().count() >= SHORTEST
}

/// The words in small letters, a blank around each.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |out, word| out + &word.to_lowercase() + " ")
}

/// Small letters and no blanks or points, so that `LE1 5AB` is found as `le15ab`.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The same as looking for each of them.
        #[test]
        fn a_text_names_what_stands_in_it(
            marks in prop::collection::vec("[abé]{4,7}", 0..12),
            own in prop::collection::vec(any::<bool>(), 12),
            text in "[abé]{0,30}",
        ) {
            let homes = Homes(marks.iter().map(|mark| (mark.clone(), 1)).collect());
            let own: Vec<String> = marks.iter().zip(&own).filter(|(_, own)| **own).map(|(m, _)| m.clone()).collect();
            let named = marks.iter().any(|mark| text.contains(mark.as_str()) && !own.contains(mark));
            prop_assert_eq!(text.char_indices().any(|(at, _)| homes.begins(&text[at..], &own)), named);
        }
    }
}
