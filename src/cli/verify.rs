//! `befriend verify`: every row read and checked.

use super::opening::{counted, open};
use super::{Failure, Global, Outcome};
use std::io::Write as _;
use store::Access;

pub fn run(global: &Global) -> Outcome {
    let opened = open(global, Access::Rescue)?;
    let report = opened.file.verify(&mut |_, _| {})?;
    let head = opened.file.head();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}, {} and {} were read.",
        counted(report.readable_rows(), "row", "rows"),
        counted(report.entries, "journal entry", "journal entries"),
        counted(report.drafts, "draft", "drafts")
    )?;
    writeln!(out, "Change {}: {}.", head.seq, head.witness_words.join("-"))?;
    if report.is_sound() && opened.unread.is_empty() {
        writeln!(
            out,
            "Nothing is wrong. Compare the change number and the three words with those you noted last."
        )?;
        return Ok(());
    }
    for problem in &report.problems {
        writeln!(out, "  {problem}")?;
    }
    for problem in &opened.unread {
        writeln!(out, "  {problem}")?;
    }
    let is_newer = |problem: &store::Error| matches!(problem, store::Error::Newer(_));
    if report.is_sound() && opened.unread.iter().all(is_newer) {
        return Err(Failure::Could(
            "Nothing is damaged, but a newer version of befriend has written to this file. Go on with that version."
                .to_owned(),
        ));
    }
    Err(Failure::Could(
        "The file is damaged or was changed by something else. Keep it, and go on with the latest backup."
            .to_owned(),
    ))
}
