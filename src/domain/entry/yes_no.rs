//! Yes or no, as typed.

use super::{EntryError, short_line};

/// Reads `y`, `yes`, `n` or `no`, in any case: true for yes.
///
/// # Errors
/// A sentence for anything else; an answer is never assumed from silence.
pub fn parse(text: &str) -> Result<bool, EntryError> {
    short_line(text, "y for yes or n for no")?;
    match text.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err(EntryError::whole("The answer is yes or no. Type y for yes or n for no.", text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("y", Some(true))]
    #[case(" YES ", Some(true))]
    #[case("n", Some(false))]
    #[case("No", Some(false))]
    #[case("", None)]
    #[case("maybe", None)]
    #[case("1", None)]
    fn answers(#[case] typed: &str, #[case] answer: Option<bool>) {
        assert_eq!(parse(typed).ok(), answer);
    }
}
