//! `befriend due`: what is due, and why, for reading or for other programs.

use super::opening::{again_for_writing, moment, must_have_chosen, unlock};
use super::{Failure, Format, Global, Outcome};
use clap::Args;
use domain::command::Command;
use domain::deadline::{Band, Deadline};
use domain::record::Subject;
use domain::world::World;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write as _;
use store::{Access, Opened};
use tui::desk::names::Names;

/// How far ahead, and how.
#[derive(Args)]
pub struct Due {
    /// How far ahead to look: 7d, 2w. What is warned of already is always there, however far ahead it is due
    #[arg(long, default_value = "7d", value_parser = days)]
    within: i64,
    /// Text for reading, JSON for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

fn days(text: &str) -> Result<i64, String> {
    let wrong = || "Type a number of days or weeks, such as 7d or 2w.".to_owned();
    let in_days = text.strip_suffix('d').map(|number| (number, 1));
    let (number, each) =
        in_days.or_else(|| text.strip_suffix('w').map(|number| (number, 7))).ok_or_else(wrong)?;
    let number: i64 = number.parse().map_err(|_| wrong())?;
    let days = number.checked_mul(each).filter(|days| (0..=366).contains(days));
    days.ok_or_else(|| "Look at most a year ahead: 366d.".to_owned())
}

/// One line of the list. The names and meanings of these fields are stable.
#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    band: &'a str,
    due: chrono::NaiveDate,
    days: i64,
    subject: Named,
    related: Vec<Named>,
    why: &'a str,
    cure: &'a str,
}

#[derive(Serialize)]
struct Named {
    kind: &'static str,
    reference: Option<String>,
    name: String,
}

fn named(world: &World, subject: Subject) -> Named {
    let kind = match subject {
        Subject::Scheme => "scheme",
        Subject::Child(_) => "child",
        Subject::Visitor(_) => "visitor",
        Subject::Referral(_) => "referral",
        Subject::Match(_) => "match",
        Subject::Visit(_) => "visit",
        Subject::Concern(_) => "concern",
        Subject::Proposal(_) => "proposal",
        Subject::Allegation(_) => "allegation",
    };
    Named {
        kind,
        reference: world.reference(subject).map(|r| r.to_string()),
        name: Names::default().subject(world, subject),
    }
}

/// The file, and what is due. The lines of an allegation name the visitor: who reads them is written down, as whoever
/// opens the allegation is, and with --read-only they are left out.
fn opened(global: &Global, within: i64) -> Result<(World, Vec<Deadline>), Failure> {
    let (today, now) = moment(global);
    let list = |world: &World| -> Vec<Deadline> {
        let all = domain::deadline::within(world, today, now, within);
        all.into_iter().filter(|d| d.snoozed.is_none()).collect()
    };
    let (opened, way) = unlock(global, Access::ReadOnly)?;
    must_have_chosen(&opened)?;
    let restricted = |d: &Deadline| matches!(d.subject, Subject::Allegation(_));
    if !list(&opened.world).iter().any(restricted) {
        let all = list(&opened.world);
        return Ok((opened.world, all));
    }
    if global.read_only {
        let world = opened.world.without_restricted();
        let all = list(&world);
        return Ok((world, all));
    }
    opened.file.close()?;
    let Opened { mut file, mut world, .. } = again_for_writing(global, &way)?;
    let all = list(&world);
    let read: BTreeSet<Subject> = all.iter().filter(|d| restricted(d)).map(|d| d.subject).collect();
    for subject in read {
        let context = file.context(today, now, file.acting(&world))?;
        file.run(&mut world, &Command::NoteAccess { subject }, &context)?;
    }
    file.close()?;
    Ok((world, all))
}

pub fn run(global: &Global, due: &Due) -> Outcome {
    let (world, list) = opened(global, due.within)?;
    let (_, now) = moment(global);
    let world = &world;
    let mut out = std::io::stdout().lock();
    match due.format {
        Format::Json => {
            let rows: Vec<Row<'_>> = list
                .iter()
                .map(|d| Row {
                    rule: d.rule.label(),
                    band: d.band.key(),
                    due: d.due,
                    days: d.days,
                    subject: named(world, d.subject),
                    related: d.related.iter().map(|s| named(world, *s)).collect(),
                    why: &d.why,
                    cure: d.cure.words(),
                })
                .collect();
            let text = serde_json::to_string_pretty(&rows)
                .map_err(|_| Failure::Could("The list could not be written as JSON.".to_owned()))?;
            writeln!(out, "{text}")?;
        }
        Format::Text => text(&mut out, world, &list, now)?,
    }
    Ok(())
}

fn text(
    out: &mut impl std::io::Write,
    world: &World,
    list: &[Deadline],
    now: chrono::DateTime<chrono::Utc>,
) -> std::io::Result<()> {
    if list.is_empty() {
        return writeln!(out, "Nothing is due.");
    }
    for band in Band::ALL {
        let lines: Vec<_> = list.iter().filter(|d| d.band == *band).collect();
        if lines.is_empty() {
            continue;
        }
        writeln!(out, "{} ({})", band.heading(), lines.len())?;
        for d in lines {
            let who = Names::default().subject(world, d.subject);
            let reference = world.reference(d.subject).map(|r| format!(" {r}")).unwrap_or_default();
            writeln!(out, "  {}: {who}{reference}, {}, {}", d.what, d.detail, tui::desk::rows::off(d, now))?;
            writeln!(out, "      {}", d.why)?;
            writeln!(out, "      {}", d.rule.row().cited(&world.policy()))?;
            writeln!(out, "      To put it right: {}.", d.cure.words())?;
        }
    }
    Ok(())
}
