//! `befriend figures`: counts for management and commissioners, with small numbers hidden.

use super::opening::{check_today, moment, open};
use super::{Failure, Format, Global, Outcome};
use chrono::NaiveDate;
use clap::Args;
use domain::command::Command;
use domain::disclose::{Period, figures};
use std::io::Write as _;
use store::Access;

/// Of which days, how, and to whom.
#[derive(Args)]
pub struct FiguresOf {
    /// The first day counted [default: twelve months before the last]
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The last day counted, as at which the rest stands [default: today]
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// Text for reading, JSON for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// To whom they are given: it is written down as a release before they are printed
    #[arg(long, value_name = "NAME", requires = "purpose")]
    give_to: Option<String>,
    /// For what they are given
    #[arg(long, value_name = "WORDS", requires = "give_to")]
    purpose: Option<String>,
}

pub fn run(global: &Global, of: &FiguresOf) -> Outcome {
    let (today, now) = moment(global);
    let until = of.until.unwrap_or(today);
    let period = Period { from: of.from.unwrap_or(Period::year_to(until).from), until };
    if period.until > today {
        return Err(Failure::Called(
            "The last day lies ahead. Nothing is counted before it has come.".to_owned(),
        ));
    }
    if period.from > period.until {
        return Err(Failure::Called("The first day is after the last. Check --from and --until.".to_owned()));
    }
    let giving = of.give_to.is_some();
    if giving && global.read_only {
        return Err(Failure::Called(
            "Who is given figures is written down. Leave --read-only out, or look at them without --give-to."
                .to_owned(),
        ));
    }
    let mut opened = open(global, if giving { Access::ReadWrite } else { Access::ReadOnly })?;
    if let (Some(recipient), Some(purpose)) = (&of.give_to, &of.purpose) {
        check_today(global, &opened)?;
        let context = opened.file.context(today, now, opened.file.acting(&opened.world))?;
        let Period { from, until } = period;
        let command =
            Command::ReleaseFigures { from, until, recipient: recipient.clone(), purpose: purpose.clone() };
        opened.file.run(&mut opened.world, &command, &context)?;
    }
    let counted = figures(&opened.world, period, opened.file.role());
    let mut out = std::io::stdout().lock();
    match of.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&counted)
                .map_err(|_| Failure::Could("The figures could not be written as JSON.".to_owned()))?;
            writeln!(out, "{text}")?;
        }
        Format::Text => {
            writeln!(out, "Figures from {}", period.words())?;
            for (_, line) in counted.lines() {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}
