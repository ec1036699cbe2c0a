//! What every screen is built on and what knows nothing of the scheme: keys and their table, forms,
//! lists, layers, themes, the terminal and the loop. No name of the domain may appear below here.

pub mod app;
pub mod chord;
#[cfg(test)]
mod demo;
pub mod edit;
pub mod event;
pub mod field;
pub mod form;
mod form_draw;
#[cfg(test)]
mod form_tests;
pub mod fuzzy;
pub mod harness;
pub mod keytable;
pub mod layers;
pub mod layout;
pub mod list;
mod list_draw;
pub mod script;
pub mod shell;
pub mod text;
pub mod theme;

pub use list_draw::{Column, fit_columns};
