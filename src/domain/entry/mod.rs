//! What people type, read: dates, times, lengths, money, names, telephone numbers, long text.
//!
//! Each reader takes the text of one field as typed and gives the value or an [`EntryError`], a sentence that
//! says which part is wrong and what to type instead. None of them guesses silently: what could mean two
//! things is refused by name. Whether a value is *allowed* is not asked here; that is for the rules.

pub mod date;
pub mod date_time;
pub mod duration;
mod error;
pub mod expenses;
pub mod money;
pub mod name;
pub mod phone;
pub mod postcode;
pub mod text;
pub mod time;
pub mod yes_no;

pub use error::EntryError;

use error::shown;

/// The longest text, in characters, that a one-line reader looks at: nothing it accepts is longer, and a
/// pasted page should be refused at once.
pub const LINE_MAX: usize = 64;

/// Refuses what is empty or too long for a reader of short forms. `example` finishes "Type ...".
fn short_line(text: &str, example: &str) -> Result<(), EntryError> {
    let length = text.chars().count();
    if length > LINE_MAX {
        let sentence = format!("That is {length} characters, far more than is needed. Type {example}.");
        return Err(EntryError::whole(sentence, text));
    }
    if text.trim().is_empty() {
        return Err(EntryError::new(format!("Nothing is typed yet. Type {example}.")));
    }
    Ok(())
}
