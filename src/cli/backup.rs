//! `befriend backup`: a checked copy.

use super::opening::open;
use super::{Global, Outcome};
use std::io::Write as _;
use std::path::Path;
use store::Access;

pub fn run(global: &Global, path: &Path) -> Outcome {
    let opened = open(global, Access::ReadOnly)?;
    let report = opened.file.copy_to(path, &mut |_, _| {})?;
    let head = opened.file.head();
    writeln!(
        std::io::stdout().lock(),
        "{} rows and {} journal entries are in {}, each one read back. Change {}: {}. It opens with today's passphrase.",
        report.readable_rows(),
        report.entries,
        path.display(),
        head.seq,
        head.witness_words.join("-")
    )?;
    Ok(())
}
