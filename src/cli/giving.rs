//! What leaves by the command line: to a file for its owner alone, or to the output; and never before its release is
//! written down.

use super::opening::{moment, open, open_to_read};
use super::{Failure, Global, Outcome};
use clap::Args;
use domain::command::Command;
use domain::id::{Prefix, Reference, VisitId};
use domain::record::{Reader, Subject, VisitReport};
use std::io::Write as _;
use std::path::PathBuf;
use store::{Access, Opened, Page};

/// Where it goes.
#[derive(Args)]
pub struct Way {
    /// Write it to this file, which only you can read, or into this folder; without it, it is printed
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Take the place of a file of that name
    #[arg(long, requires = "to")]
    replace: bool,
}

/// What is given out.
pub struct Given {
    /// As it leaves.
    pub text: String,
    /// What its file is called in a folder: references, and never a name.
    pub named: String,
    /// What writes the release down; several are several releases.
    pub releases: Vec<Command>,
    /// How much was left out and why.
    pub left_out: Option<String>,
}

/// Opens the file to give something out of it. Who gives out what is written down, so it must be open for writing.
pub fn open_to_give(global: &Global) -> Result<Opened, Failure> {
    if global.read_only {
        return Err(Failure::Called(
            "What leaves is written down. Leave --read-only out, or look at it with befriend preview."
                .to_owned(),
        ));
    }
    open(global, Access::ReadWrite)
}

/// The same, for what goes by a reference: who reads an allegation for it is written down as well, and whoever may not is
/// refused.
pub fn open_to_give_of(global: &Global, reference: Reference) -> Result<Opened, Failure> {
    match reference.prefix {
        Prefix::Allegation => open_to_read(global, reference),
        _ => open_to_give(global),
    }
}

/// Writes the releases down, and then lets it go.
pub fn give(global: &Global, mut opened: Opened, way: &Way, given: &Given) -> Outcome {
    let could = |error: store::PageError| Failure::Could(error.to_string());
    let page =
        way.to.as_ref().map(|to| Page::make(to, &given.named, way.replace)).transpose().map_err(could)?;
    let done = write_down(global, &mut opened, &given.releases)?;
    let beside: Vec<&str> = done.iter().map(String::as_str).chain(given.left_out.as_deref()).collect();
    match page {
        Some(page) => {
            let at = page.fill(&given.text).map_err(|error| {
                Failure::Could(format!("{error} The release is on record, though nothing left."))
            })?;
            let mut out = std::io::stdout().lock();
            writeln!(
                out,
                "Written to {}, which only you can read. Delete it when it is of no more use.",
                at.display()
            )?;
            beside.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(given.text.as_bytes())?;
            out.flush()?;
            let mut err = std::io::stderr().lock();
            beside.iter().try_for_each(|line| writeln!(err, "{line}"))?;
        }
    }
    opened.file.close().map_err(Failure::from)?;
    Ok(())
}

/// So many can be done as one change.
const TOGETHER: usize = 60;

fn write_down(global: &Global, opened: &mut Opened, releases: &[Command]) -> Result<Option<String>, Failure> {
    let (today, now) = moment(global);
    let mut done = None;
    for some in releases.chunks(TOGETHER) {
        let command = match some {
            [one] => one.clone(),
            several => Command::Together { commands: several.to_vec() },
        };
        let context = opened.file.context(today, now, opened.file.acting(&opened.world))?;
        let ran = opened.file.run(&mut opened.world, &command, &context)?;
        done = Some(match some {
            [_] => ran.decision.done,
            several => format!("{} releases were logged.", several.len()),
        });
    }
    Ok(done)
}

/// Reads a reference.
pub fn reference(typed: &str) -> Result<Reference, Failure> {
    Reference::parse(typed).ok_or_else(|| {
        Failure::Called(
            "That is not a reference. They look like C-0042, V-0017, M-0031, VR-0412 or CN-0003.".to_owned(),
        )
    })
}

/// Reads the word for a reader.
pub fn reader(typed: &str) -> Result<Reader, Failure> {
    Reader::parse(typed).ok_or_else(|| {
        let all: Vec<_> = Reader::ALL.iter().map(|(_, key, _)| *key).collect();
        Failure::Called(format!("That is no reader. Choose one of: {}.", all.join(", ")))
    })
}

/// What goes by a reference, but for an allegation: nothing is written or listed by one.
pub fn found(opened: &Opened, reference: Reference) -> Result<Subject, Failure> {
    match on_record(opened, reference)? {
        Subject::Allegation(_) => Err(unknown(reference)),
        subject => Ok(subject),
    }
}

/// What goes by a reference, for whoever may read it.
pub fn on_record(opened: &Opened, reference: Reference) -> Result<Subject, Failure> {
    opened.world.find(reference).ok_or_else(|| unknown(reference))
}

fn unknown(reference: Reference) -> Failure {
    Failure::Could(format!("{reference} is not in this scheme. befriend due prints references."))
}

/// That there is no such reader.
pub fn nobody(reference: Reference, reader: Reader) -> Failure {
    Failure::Could(format!("Of {reference} there is nobody on record who is {}.", reader.words()))
}

/// The narratives of these visits: they stay in the file until they are shown.
pub fn reports(opened: &Opened, visits: Vec<VisitId>) -> Result<Vec<VisitReport>, Failure> {
    let mut reports = Vec::new();
    for visit in visits {
        reports.extend(opened.file.report(visit)?);
    }
    Ok(reports)
}
