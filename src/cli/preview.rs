//! `befriend preview`: what another reader would get to see of a record, and how much is left out.

use super::giving::{nobody, on_record, reader, reference, reports};
use super::opening::{moment, open_to_read};
use super::{Failure, Format, Global, Outcome};
use clap::Args;
use domain::disclose::{Audience, Request, disclose, visits};
use std::io::Write as _;

/// Which record, for whom, and how.
#[derive(Args)]
pub struct Preview {
    /// The reference: C-0042, V-0017, M-0031, VR-0412, CN-0003, P-0007; for a team manager also AL-0002
    reference: String,
    /// For whom: child, visitor, carer, social-worker, iro, co-ordinator, team-manager, lado, management
    #[arg(long = "as", value_name = "READER")]
    reader: String,
    /// Text for reading, JSON for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(global: &Global, preview: &Preview) -> Outcome {
    let (reference, reader) = (reference(&preview.reference)?, reader(&preview.reader)?);
    let opened = open_to_read(global, reference)?;
    let subject = on_record(&opened, reference)?;
    let (today, _) = moment(global);
    let audience =
        Audience::of(&opened.world, reader, subject, today).ok_or_else(|| nobody(reference, reader))?;
    let reports = reports(&opened, visits(&opened.world, subject))?;
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
