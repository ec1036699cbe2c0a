//! The screens. The only crate that names ratatui or crossterm.

pub mod engine;
