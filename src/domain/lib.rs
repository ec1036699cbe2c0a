//! Under construction.
pub mod calendar;
pub mod entry;
