//! Finding by typing: folded keys, fuzzy, and forgiving of one slip of the finger.

use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Folds a text for finding: lower case, without accents, in Latin letters (`Łukasz` -> `lukasz`).
pub fn fold(text: &str) -> String {
    deunicode::deunicode_with_tofu(text, "").to_lowercase()
}

/// Scores folded keys against what was typed. Made once and kept: it owns the matcher's memory.
pub struct Finder {
    matcher: Matcher,
    key: Vec<char>,
    needle: Vec<char>,
}

impl Default for Finder {
    fn default() -> Self {
        Self { matcher: Matcher::new(Config::DEFAULT), key: Vec::new(), needle: Vec::new() }
    }
}

impl Finder {
    /// How well a key (already folded) fits what was typed (already folded); `None` if it does not.
    /// Every word typed must fit. Nothing typed fits everything.
    pub fn score(&mut self, key: &str, typed: &str) -> Option<u32> {
        typed.split_whitespace().map(|word| self.word(key, word)).sum()
    }

    fn word(&mut self, key: &str, word: &str) -> Option<u32> {
        let mut parts = key.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        if parts.clone().any(|part| part == word) {
            return Some(4000);
        }
        if parts.clone().any(|part| part.starts_with(word)) {
            return Some(3000);
        }
        if key.contains(word) {
            return Some(2000);
        }
        let found = self
            .matcher
            .fuzzy_match(Utf32Str::new(key, &mut self.key), Utf32Str::new(word, &mut self.needle));
        // 16 a letter is what the matcher gives for letters in a row; what falls below has wide gaps
        // and would be found by chance in any long key.
        if let Some(score) = found.filter(|score| usize::from(*score) >= 16 * word.chars().count()) {
            return Some(1000 + u32::from(score).min(900));
        }
        parts.any(|part| slipped(part, word)).then_some(500)
    }
}

/// True if `word` is `part`, or the beginning of it, with one slip (two in a long word): a letter
/// wrong, missing, too many, or two swapped.
fn slipped(part: &str, word: &str) -> bool {
    let length = word.chars().count();
    let allowed = match length {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    let letters = part.chars().count();
    // Most words share too few letters: told by two numbers, before any distance is reckoned.
    let lacking = (letters_of(word) & !letters_of(part)).count_ones() as usize;
    if letters + allowed < length || lacking > allowed {
        return false;
    }
    let shortest = length.saturating_sub(allowed);
    (shortest..=(length + allowed).min(letters)).any(|cut| {
        let end = part.char_indices().nth(cut).map_or(part.len(), |(at, _)| at);
        strsim::osa_distance(&part[..end], word) <= allowed
    })
}

/// The letters and digits of a folded word, one bit each.
fn letters_of(word: &str) -> u64 {
    word.bytes().fold(0, |all, byte| match byte {
        b'a'..=b'z' => all | 1 << (byte - b'a'),
        b'0'..=b'9' => all | 1 << (26 + byte - b'0'),
        _ => all,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_chance_is_not() {
        let mut finder = Finder::default();
        let mut finds = |key: &str, typed: &str| finder.score(&fold(key), &fold(typed)).is_some();
        assert!(finds("Leila Hassan", "leial"));
        assert!(finds("Leila Hassan", "lela"));
        assert!(finds("Leila Hassan", "lh"));
        assert!(finds("Łukasz Nowak", "lukasz"));
        assert!(finds("Zoë M.", "zoe"));
        assert!(finds("M-0031 Leila and Joan", "0031"));
        assert!(finds("M-0031 Leila and Joan", "joan lei"));
        assert!(finds("anything", ""));
        assert!(!finds("Leila Hassan", "tom"));
        assert!(!finds("Leila Hassan of Market Harborough", "lmo x"));
        assert!(!finds("Ann", "anx"));
    }

    #[test]
    fn the_better_fit_scores_more() {
        let mut finder = Finder::default();
        let mut score = |key: &str| finder.score(key, "ann").unwrap_or(0);
        assert!(score("ann lowe") > score("anna reid"));
        assert!(score("anna reid") > score("joanne"));
    }
}
