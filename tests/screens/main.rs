//! The screens, driven by keys as a co-ordinator drives them, on a real sealed file: what can be read, and what is
//! in the file afterwards.

mod about;
mod allegations;
mod bulk;
mod chance;
mod counts;
mod cures;
mod day;
mod ground;
mod hide;
mod kept;
mod lock;
mod long;
mod looking;
mod looks;
mod matching;
mod midnight;
mod names;
mod odd;
mod pictures;
mod report;
mod scenes;
mod sizes;
mod standards;
mod stories;
mod taking_on;
mod whole;
