//! The screens, driven by keys as a co-ordinator drives them, on a real sealed file: what can be read, and what is
//! in the file afterwards.

mod about;
mod allegations;
mod bulk;
mod chance;
mod concern;
mod counts;
mod cures;
mod day;
mod decisions;
mod figures;
mod ground;
mod hide;
mod hurried;
mod kept;
mod lock;
mod long;
mod looking;
mod looks;
mod marked;
mod matching;
mod midnight;
mod names;
mod odd;
mod pictures;
mod pieces;
mod preview;
mod report;
mod scenes;
mod sizes;
mod standards;
mod stories;
mod taking_on;
mod who;
mod whole;
