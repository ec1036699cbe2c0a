//! What every screen is built on and what knows nothing of the scheme: keys and their table, forms,
//! lists, layers, themes, the terminal and the loop. No name of the domain may appear below here.

pub mod app;
pub mod chord;
pub mod event;
pub mod harness;
pub mod keytable;
pub mod script;
pub mod shell;
pub mod text;
pub mod theme;
