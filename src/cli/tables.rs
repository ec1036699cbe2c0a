//! `befriend rules` and `befriend keys`: the two tables the program is made of.

use super::opening::{open, path};
use super::{Failure, Format, Global, Outcome};
use domain::rule::{Origin, Policy, TABLE, Unit};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write as _;
use store::Access;

/// One rule. The names and meanings of these fields are stable.
#[derive(Serialize)]
struct Rule {
    rule: &'static str,
    title: &'static str,
    level: &'static str,
    source: &'static str,
    confidence: &'static str,
    own_numbers: bool,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
struct Parameter {
    name: &'static str,
    value: i64,
    default: i64,
    unit: &'static str,
    origin: &'static str,
}

/// The list of words that read like a concern. With a file named and a passphrase at hand, with the scheme's changes.
pub fn words(global: &Global) -> Outcome {
    let own = match (&global.file, &global.passphrase_file) {
        (Some(_), Some(_)) => {
            path(global)?;
            open(global, Access::ReadOnly)?.world.word_list().cloned()
        }
        _ => None,
    };
    let mut out = std::io::stdout().lock();
    for word in domain::wording::in_force(own.as_ref()) {
        writeln!(out, "{word}")?;
    }
    Ok(())
}

/// The rules. With a file named and a passphrase at hand, the numbers are the scheme's own; otherwise the defaults.
pub fn rules(global: &Global, format: Format) -> Outcome {
    let own = match (&global.file, &global.passphrase_file) {
        (Some(_), Some(_)) => {
            path(global)?;
            open(global, Access::ReadOnly)?.world.scheme().map(|s| s.settings.clone()).unwrap_or_default()
        }
        _ => BTreeMap::new(),
    };
    let policy = Policy::new(&own);
    let rows: Vec<Rule> = TABLE
        .iter()
        .map(|row| Rule {
            rule: row.id.label(),
            title: row.title,
            level: row.level.words(),
            source: row.source,
            confidence: row.confidence.words(),
            own_numbers: row.params.iter().any(|id| policy.origin(*id) != Origin::Source),
            parameters: row
                .params
                .iter()
                .map(|id| Parameter {
                    name: id.row().key,
                    value: policy.get(*id),
                    default: id.row().default,
                    unit: unit(id.row().unit),
                    origin: policy.origin(*id).key(),
                })
                .collect(),
        })
        .collect();
    let mut out = std::io::stdout().lock();
    match format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&rows)
                .map_err(|_| Failure::Could("The rules could not be written as JSON.".to_owned()))?;
            writeln!(out, "{text}")?;
        }
        Format::Text => {
            for (rule, row) in rows.iter().zip(TABLE) {
                writeln!(out, "{:<5} {}", rule.rule, rule.title)?;
                writeln!(
                    out,
                    "      {}. Source: {} ({}).",
                    capital(rule.level),
                    rule.source,
                    rule.confidence
                )?;
                for id in row.params {
                    let origin = policy.origin(*id).words();
                    writeln!(out, "      {}: {} ({origin})", id.row().key, policy.say(*id))?;
                }
            }
        }
    }
    Ok(())
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Minutes => "minutes",
        Unit::Hours => "hours",
        Unit::Days => "days",
        Unit::WorkingDays => "working days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Years => "years",
        Unit::Count => "count",
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The key table, as it stands in the README.
pub fn keys() -> Outcome {
    write!(std::io::stdout().lock(), "{}", tui::keys::markdown())?;
    Ok(())
}
