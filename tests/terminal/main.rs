//! The screens in a real pseudo-terminal: what a test in memory cannot see. Unix only.
#![cfg(unix)]

mod day;
mod disk;
mod first;
mod leaving;
mod sitting;
#[path = "../stage/mod.rs"]
mod stage;
