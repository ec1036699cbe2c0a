//! `befriend preview`: what another reader would get to see of a record, and how much is left out.

use super::opening::{moment, open};
use super::{Failure, Format, Global, Outcome};
use clap::Args;
use domain::disclose::{Audience, Request, disclose, visits};
use domain::id::Reference;
use domain::record::{Reader, Subject, VisitReport};
use std::io::Write as _;
use store::{Access, Opened};

/// Which record, for whom, and how.
#[derive(Args)]
pub struct Preview {
    /// The reference: C-0042, V-0017, M-0031, VR-0412, CN-0003, P-0007
    reference: String,
    /// For whom: child, visitor, carer, social-worker, iro, co-ordinator, team-manager, lado, management
    #[arg(long = "as", value_name = "READER")]
    reader: String,
    /// Text for reading, JSON for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(global: &Global, preview: &Preview) -> Outcome {
    let reference = Reference::parse(&preview.reference).ok_or_else(|| {
        Failure::Called(
            "That is not a reference. They look like C-0042, V-0017, M-0031 or VR-0412.".to_owned(),
        )
    })?;
    let reader = Reader::parse(&preview.reader).ok_or_else(|| {
        let all: Vec<_> = Reader::ALL.iter().map(|(_, key, _)| *key).collect();
        Failure::Called(format!("That is no reader. Choose one of: {}.", all.join(", ")))
    })?;
    let opened = open(global, Access::ReadOnly)?;
    let subject = opened.world.find(reference).ok_or_else(|| {
        Failure::Could(format!("{reference} is not in this scheme. befriend due prints references."))
    })?;
    let (today, _) = moment(global);
    let audience = Audience::of(&opened.world, reader, subject, today).ok_or_else(|| {
        Failure::Could(format!("Of {reference} there is nobody on record who is {}.", reader.words()))
    })?;
    let reports = reports(&opened, subject)?;
    let purpose = "preview";
    let request = Request { audience, subject, purpose, reports: &reports, today, release: None };
    let disclosure = disclose(&opened.world, &request);
    let mut out = std::io::stdout().lock();
    match preview.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&disclosure)
                .map_err(|_| Failure::Could("The preview could not be written as JSON.".to_owned()))?;
            writeln!(out, "{text}")?;
        }
        Format::Text => {
            writeln!(out, "{reference} as {} would get it", reader.words())?;
            for line in disclosure.lines() {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

/// The narratives of the visits that belong to a record: they stay in the file until they are shown.
fn reports(opened: &Opened, subject: Subject) -> Result<Vec<VisitReport>, Failure> {
    let mut reports = Vec::new();
    for visit in visits(&opened.world, subject) {
        reports.extend(opened.file.report(visit)?);
    }
    Ok(reports)
}
