//! The one error of every reader.

use std::ops::Range;
use thiserror::Error;

/// Why what was typed could not be read: one or two full English sentences, free of the field's name, that
/// say which part is wrong and what to type instead. They go beside the field as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{sentence}")]
pub struct EntryError {
    sentence: String,
    part: Option<Range<usize>>,
}

impl EntryError {
    /// An error about the whole entry, with nothing in particular to point at.
    #[must_use]
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), part: None }
    }

    /// An error about one part: a byte range of the text as it was typed, on character boundaries.
    #[must_use]
    pub fn at(sentence: impl Into<String>, part: Range<usize>) -> Self {
        Self { sentence: sentence.into(), part: Some(part) }
    }

    /// An error about all of `text`.
    #[must_use]
    pub fn whole(sentence: impl Into<String>, text: &str) -> Self {
        Self::at(sentence, 0..text.len())
    }

    /// The sentence, as shown beside the field.
    #[must_use]
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The part of the typed text that is wrong, in bytes, for marking it. `None` when nothing in particular
    /// is.
    #[must_use]
    pub fn part(&self) -> Option<Range<usize>> {
        self.part.clone()
    }
}

/// A piece of typed text for quoting in a sentence: at most twenty characters, and none that a terminal
/// would obey.
pub(super) fn shown(piece: &str) -> String {
    let mut out: String = piece.chars().take(20).map(|c| if c.is_control() { '?' } else { c }).collect();
    if piece.chars().nth(20).is_some() {
        out.push_str("...");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_as_its_sentence() {
        let error = EntryError::at("There is no 31 April. April has 30 days.", 0..2);
        assert_eq!(error.to_string(), error.sentence());
        assert_eq!(error.part(), Some(0..2));
        assert_eq!(EntryError::new("No.").part(), None);
    }

    #[test]
    fn quoted_text_is_short_and_harmless() {
        assert_eq!(shown("frday"), "frday");
        assert_eq!(shown("a\u{1b}[31m"), "a?[31m");
        assert_eq!(shown(&"é".repeat(21)), format!("{}...", "é".repeat(20)));
    }
}
