//! A scheme in its file, from outside: what was done is there when the file opens again, and can be told.

mod desk;
mod drafts;
mod failing;
mod keeping;
mod overriding;
mod owners;
mod past;
mod people;
mod random;
mod restricted;
mod speed;
