//! `befriend show`: one record by its reference.

use super::giving::{on_record, reference};
use super::opening::{moment, open_to_read};
use super::{Failure, Format, Global, Outcome};
use chrono::NaiveDate;
use clap::Args;
use domain::id::Reference;
use domain::record::{Child, Record, Subject};
use domain::world::World;
use serde_json::{Value, json};
use std::io::Write as _;
use store::Opened;

/// Which record, and how.
#[derive(Args)]
pub struct Show {
    /// The reference: C-0042, V-0017, M-0031, VR-0412, CN-0003
    reference: String,
    /// Text for reading, JSON for other programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(global: &Global, show: &Show) -> Outcome {
    let reference = reference(&show.reference)?;
    let opened = open_to_read(global, reference)?;
    let subject = on_record(&opened, reference)?;
    let (today, now) = moment(global);
    let role = opened.file.role();
    let report = match subject {
        Subject::Visit(id) => opened.file.report(id)?,
        _ => None,
    };
    let mut out = std::io::stdout().lock();
    match show.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&as_json(&opened, today, reference, subject, report)?)
                .map_err(|_| Failure::Could("The record could not be written as JSON.".to_owned()))?;
            writeln!(out, "{text}")?;
        }
        Format::Text => {
            for line in tui::describe(opened.world, today, now, subject, report, role) {
                writeln!(out, "{line}")?;
            }
        }
    }
    Ok(())
}

/// A child as on record, with what the consents say of photographs today (R13).
fn photographed(world: &World, child: &Child, today: NaiveDate) -> Record {
    Child { photos: domain::status::photos(world, child, today), ..child.clone() }.into()
}

fn as_json(
    opened: &Opened,
    today: NaiveDate,
    reference: Reference,
    subject: Subject,
    report: Option<domain::record::VisitReport>,
) -> Result<Value, Failure> {
    let world = &opened.world;
    let role = opened.file.role();
    let value = |record: Option<Record>| -> Value {
        let record = record.map(|record| domain::people::shown(role, record));
        let value = record.and_then(|r| serde_json::to_value(r).ok());
        let inner = value.and_then(|v| match v {
            Value::Object(map) => map.into_iter().next().map(|(_, v)| v),
            _ => None,
        });
        inner.map_or(Value::Null, |v| referenced(world, v))
    };
    let record = match subject {
        Subject::Child(id) => value(world.child(id).map(|c| photographed(world, c, today))),
        Subject::Visitor(id) => value(world.visitor(id).cloned().map(Record::from)),
        Subject::Match(id) => value(world.match_(id).cloned().map(Record::from)),
        Subject::Concern(id) => value(world.concern(id).cloned().map(Record::from)),
        Subject::Proposal(id) => value(world.proposal(id).cloned().map(Record::from)),
        Subject::Allegation(id) => value(world.allegation(id).cloned().map(Record::from)),
        Subject::Visit(id) => {
            let line = world.visit(id).and_then(|(_, line)| serde_json::to_value(line).ok());
            let line = line.map_or(Value::Null, |v| referenced(world, v));
            json!({ "visit": line, "report": value(report.map(Record::from)) })
        }
        Subject::Scheme | Subject::Referral(_) => Value::Null,
    };
    Ok(json!({ "reference": reference.to_string(), "record": record }))
}

/// Opaque ids become the references that they stand for; those of things without one are left out.
fn referenced(world: &World, value: Value) -> Value {
    match value {
        Value::Array(all) if is_id(&all) => {
            let mut id = [0u8; 16];
            for (byte, n) in id.iter_mut().zip(&all) {
                *byte = n.as_u64().and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
            }
            let subjects = [
                Subject::Child(domain::id::ChildId(id)),
                Subject::Visitor(domain::id::VisitorId(id)),
                Subject::Match(domain::id::MatchId(id)),
                Subject::Visit(domain::id::VisitId(id)),
                Subject::Concern(domain::id::ConcernId(id)),
                Subject::Proposal(domain::id::ProposalId(id)),
                Subject::Allegation(domain::id::AllegationId(id)),
            ];
            let found = subjects.into_iter().find_map(|s| world.reference(s));
            found.map_or(Value::Null, |r| Value::String(r.to_string()))
        }
        Value::Array(all) => Value::Array(all.into_iter().map(|v| referenced(world, v)).collect()),
        Value::Object(map) => Value::Object(
            map.into_iter().map(|(k, v)| (k, referenced(world, v))).filter(|(k, _)| k != "id").collect(),
        ),
        other => other,
    }
}

fn is_id(all: &[Value]) -> bool {
    all.len() == 16 && all.iter().all(|v| v.as_u64().is_some_and(|n| n < 256))
}
