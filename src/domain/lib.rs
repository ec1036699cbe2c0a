//! Records, rules and decisions of an Independent Visitor scheme.
//!
//! Pure: no input or output, no clock, no chance, no terminal. What is true of today is passed in. Everything
//! that the program decides is decided here, by functions that refer to rows of one [rule table](rule::TABLE):
//!
//! ```text
//! Command -> decide(&World, Command, &Context) -> Decision | Refusal
//! World, today -> deadlines
//! ```
#![warn(missing_docs)]

pub mod alike;
pub mod calendar;
#[cfg(test)]
mod cases;
pub mod command;
pub mod deadline;
pub mod decide;
pub mod disclose;
pub mod entry;
pub mod finding;
pub mod id;
pub mod judge;
pub mod matching;
pub mod paper;
pub mod people;
pub mod record;
pub mod rule;
pub mod status;
pub mod wording;
pub mod world;
