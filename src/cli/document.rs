//! `befriend document`: a letter or a paper for the reader that its kind fixes.

use super::giving::{Given, Way, found, give, open_to_give, reference, reports};
use super::opening::moment;
use super::{Failure, Global, Outcome};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use domain::command::{Command, NewRelease};
use domain::paper::{Asked, Head, Kind, Paper, ask, left_out, reports_for, write};
use domain::record::{Subject, VisitReport};

/// Which paper, about which record, and where to.
#[derive(Args)]
pub struct Document {
    /// Which paper
    #[arg(value_parser = kinds())]
    kind: Kind,
    /// The reference of a child, a match or a proposal: C-0042, M-0031, P-0007
    reference: String,
    #[command(flatten)]
    way: Way,
}

/// The kinds by their words, each with what it is, for the help.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let all = Kind::ALL.map(|kind| PossibleValue::new(kind.key()).help(kind.title()));
    PossibleValuesParser::new(all).try_map(|word| Kind::parse(&word).ok_or("There is no such paper."))
}

pub fn run(global: &Global, document: &Document) -> Outcome {
    let reference = reference(&document.reference)?;
    let opened = open_to_give(global)?;
    let named = found(&opened, reference)?;
    let (today, _) = moment(global);
    let (kind, world) = (document.kind, &opened.world);
    let subject = kind.subject(world, named, today).map_err(Failure::Could)?;
    let reports = reports(&opened, reports_for(world, kind, subject))?;
    let asked = ask(world, kind, subject, &reports, today).map_err(Failure::Could)?;
    let head = Head::new(world, opened.file.acting(world), today);
    let paper = write(kind, &asked.disclosure, &head).map_err(Failure::Could)?;
    let given = Given {
        text: paper.text().to_owned(),
        named: paper.file_name(today),
        releases: vec![release(&asked, &paper, reports)],
        left_out: left_out(&asked.disclosure),
    };
    give(global, opened, &document.way, &given)
}

/// What writes the paper down: the briefing of a match by its version (R44), any other as what stands on it.
fn release(asked: &Asked, paper: &Paper, reports: Vec<VisitReport>) -> Command {
    if let (Kind::Briefing, Subject::Match(match_id)) = (asked.kind, asked.subject) {
        return Command::IssueCard { match_id };
    }
    let to = paper.reader();
    Command::ReleaseInformation {
        release: Box::new(NewRelease {
            about: asked.subject,
            to,
            recipient: asked.recipient.clone().unwrap_or_else(|| to.words().to_owned()),
            purpose: asked.kind.title().to_owned(),
            basis: Some(paper.basis().clone()),
            things: paper.things(),
            reports,
        }),
    }
}
