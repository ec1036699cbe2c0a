//! `befriend calendar`: the planned visits of a reader, for a calendar program.

use super::giving::{Given, Way, found, give, open_to_give, reader, reference};
use super::opening::moment;
use super::{Failure, Global, Outcome};
use clap::Args;
use domain::command::{Command, NewRelease};
use domain::paper::{Agenda, Told, agenda, calendars, file_name};
use domain::record::{Reader, Subject};

/// Whose calendar, and where to.
#[derive(Args)]
pub struct Calendar {
    /// A visitor, a child or a match: V-0017, C-0042, M-0031; the whole scheme's for co-ordinator and team manager
    reference: Option<String>,
    /// For whom: child, visitor, carer, social-worker, iro, co-ordinator, team-manager
    #[arg(long = "as", value_name = "READER")]
    reader: String,
    #[command(flatten)]
    way: Way,
}

pub fn run(global: &Global, calendar: &Calendar) -> Outcome {
    let reader = reader(&calendar.reader)?;
    let reference = calendar.reference.as_deref().map(reference).transpose()?;
    let opened = open_to_give(global)?;
    let of = match reference {
        Some(reference) => found(&opened, reference)?,
        None => Subject::Scheme,
    };
    let (today, now) = moment(global);
    let told = calendars(&opened.world, reader, of, today).map_err(Failure::Could)?;
    let all: Vec<(Told, Agenda)> = told
        .into_iter()
        .map(|told| {
            let agenda = agenda(&told.disclosure, today);
            (told, agenda)
        })
        .filter(|(_, agenda)| !agenda.entries.is_empty())
        .collect();
    if all.is_empty() {
        let why = format!(
            "No visit is planned that {} is told of, so there is no calendar to write.",
            reader.words()
        );
        return Err(Failure::Could(why));
    }
    let mut entries: Vec<_> = all.iter().flat_map(|(_, agenda)| &agenda.entries).collect();
    entries.sort_by_key(|entry| (entry.on, entry.at));
    let given = Given {
        text: Agenda::ics(entries, now),
        named: file_name("visits", reference.map(|r| r.to_string()).as_deref(), today, "ics"),
        releases: all.iter().map(|(told, agenda)| release(reader, told, agenda)).collect(),
        left_out: None,
    };
    give(global, opened, &calendar.way, &given)
}

fn release(to: Reader, told: &Told, agenda: &Agenda) -> Command {
    Command::ReleaseInformation {
        release: Box::new(NewRelease {
            about: told.subject,
            to,
            recipient: told.recipient.clone().unwrap_or_else(|| to.words().to_owned()),
            purpose: agenda.page.purpose().to_owned(),
            basis: Some(agenda.page.basis().clone()),
            things: agenda.page.things(),
            reports: Vec::new(),
        }),
    }
}
