//! What every screen is built on and what knows nothing of the scheme: keys and their table, forms,
//! lists, layers, themes, the terminal and the loop. No name of the domain may appear below here.

pub mod alarm;
pub mod app;
pub mod chord;
#[cfg(test)]
mod demo;
pub mod edit;
pub mod event;
pub mod field;
pub mod form;
mod form_draw;
mod form_keys;
mod form_pen;
#[cfg(test)]
mod form_tests;
pub mod fuzzy;
pub mod harness;
pub mod keytable;
#[cfg(test)]
mod keytable_tests;
pub mod layers;
pub mod layout;
pub mod list;
mod list_cells;
mod list_draw;
mod list_find;
mod list_groups;
#[cfg(test)]
mod list_kept_tests;
mod list_lines;
mod list_order;
mod list_rows;
#[cfg(test)]
mod list_tests;
pub mod script;
pub mod shell;
mod signals;
pub mod text;
pub mod theme;
#[cfg(test)]
mod walk_tests;

pub use list_draw::{Column, fit_columns};
