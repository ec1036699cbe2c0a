//! The screens, driven by keys as a co-ordinator drives them, on a real sealed file: what can be read, and what is
//! in the file afterwards.

mod about;
mod again;
mod allegations;
mod arranged;
mod bulk;
mod chance;
mod concern;
mod counts;
mod cures;
mod day;
mod decisions;
mod drafts;
mod entering;
mod figures;
mod ground;
mod heard;
mod hide;
mod hurried;
mod kept;
mod known;
mod lock;
mod long;
mod looking;
mod looks;
mod marked;
mod matching;
mod midnight;
mod names;
mod narrow;
mod numbers;
mod odd;
mod papers;
mod pasts;
mod pictures;
mod pieces;
mod pointed;
mod preview;
mod removed;
mod report;
mod roles;
mod scenes;
mod sizes;
mod smooth;
mod standards;
mod states;
mod stories;
mod taking_on;
#[path = "../stage/told.rs"]
mod told;
#[path = "../stage/twins.rs"]
mod twins;
mod unseen;
mod who;
mod whole;
