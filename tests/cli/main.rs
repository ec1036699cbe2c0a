//! The command line, called as a person or a script would call it: the program itself, in a process of its own.
#![cfg(unix)]

mod backup;
mod called;
mod due;
mod figures;
mod files;
mod giving;
mod init;
mod leaks;
mod people;
mod preview;
mod recover;
mod roles;
mod secrets;
mod show;
#[path = "../stage/mod.rs"]
mod stage;
mod states;
mod tables;
#[path = "../stage/told.rs"]
mod told;
#[path = "../stage/twins.rs"]
mod twins;
mod unseen;
