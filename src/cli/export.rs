//! `befriend export`: what a reader may see of a record, given out. `preview` shows the same without giving it out.

use super::giving::{Given, Way, give, nobody, on_record, open_to_give_of, reader, reference, reports};
use super::opening::moment;
use super::{Failure, Format, Global, Outcome};
use clap::Args;
use domain::command::{Command, NewRelease};
use domain::disclose::{Audience, Disclosure, Request, disclose, visits};
use domain::paper::{file_name, left_out};

/// Which record, for whom, for what, and how.
#[derive(Args)]
pub struct Export {
    /// The reference: C-0042, V-0017, M-0031, VR-0412, CN-0003, P-0007; for a team manager also AL-0002
    reference: String,
    /// For whom: child, visitor, carer, social-worker, iro, co-ordinator, team-manager, lado, management
    #[arg(long = "as", value_name = "READER")]
    reader: String,
    /// For what; it stands in the release ledger
    #[arg(long, value_name = "TEXT")]
    purpose: String,
    /// To whom by name, where it is not whoever is on record as that reader
    #[arg(long, value_name = "NAME")]
    recipient: Option<String>,
    /// Text for reading, JSON for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    way: Way,
}

pub fn run(global: &Global, export: &Export) -> Outcome {
    let (reference, reader) = (reference(&export.reference)?, reader(&export.reader)?);
    let opened = open_to_give_of(global, reference)?;
    let subject = on_record(&opened, reference)?;
    let (today, _) = moment(global);
    let audience =
        Audience::of(&opened.world, reader, subject, today).ok_or_else(|| nobody(reference, reader))?;
    let reports = reports(&opened, visits(&opened.world, subject))?;
    let purpose = export.purpose.as_str();
    let request = Request { audience, subject, purpose, reports: &reports, today, release: None };
    let disclosure = disclose(&opened.world, &request);
    if disclosure.shown() == 0 {
        let why =
            format!("Of {reference} nothing is for {}, so there is nothing to give out.", reader.words());
        return Err(Failure::Could(why));
    }
    let by_name = export.recipient.clone().or_else(|| audience.by_name(&opened.world, today));
    let release = NewRelease {
        about: subject,
        to: reader,
        recipient: by_name.unwrap_or_else(|| reader.words().to_owned()),
        purpose: purpose.to_owned(),
        basis: Some(disclosure.basis().clone()),
        things: disclosure.things(),
        reports,
    };
    let ending = if export.format == Format::Json { "json" } else { "txt" };
    let given = Given {
        text: written(&disclosure, export.format)?,
        named: file_name("export", disclosure.reference(), today, ending),
        releases: vec![Command::ReleaseInformation { release: Box::new(release) }],
        left_out: left_out(&disclosure),
    };
    give(global, opened, &export.way, &given)
}

/// As it leaves. In JSON what was withheld is named by its row; in text it is counted.
fn written(disclosure: &Disclosure, format: Format) -> Result<String, Failure> {
    if format == Format::Json {
        let text = serde_json::to_string_pretty(disclosure);
        let text = text.map_err(|_| Failure::Could("It could not be written as JSON.".to_owned()))?;
        return Ok(text + "\n");
    }
    let mut text = format!("{}\n", disclosure.reference().unwrap_or_default());
    for section in disclosure.sections() {
        text.push_str(&format!("{}\n", section.title()));
        for line in section.lines() {
            text.push_str(&format!("  {}: {}\n", line.label(), line.text()));
        }
    }
    if disclosure.left_out() > 0 {
        text.push_str(&format!("Left out: {}.\n", disclosure.left_out()));
    }
    Ok(text)
}
