//! What shows that a visitor is safe and independent: references, the declaration, a driver's documents.

use super::fields::{day, done_on, line, list_line, opt, opt_day, past, said_yes, several, shown, yes_no};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Echo, Field, Values};
use crate::keys::Task;
use domain::command::Command;
use domain::entry::date::Direction;
use domain::record::{AtHome, Declaration, DriverDocuments, PersonalReference, Said, Subject, Visitor};

fn visitor_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a Visitor> {
    match subject {
        Some(Subject::Visitor(id)) => g.world.visitor(id),
        _ => None,
    }
}

fn set(field: Field, value: Option<&str>) -> Field {
    match value {
        Some(value) if !value.is_empty() => field.initial(value),
        _ => field,
    }
}

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let visitor = visitor_of(subject, g);
    match task {
        Task::Reference => reference_fields(visitor, g),
        Task::Declare => declare_fields(visitor, g),
        _ => driver_fields(visitor, g),
    }
}

/// What is asked of a reference beside the name.
pub const REFERENCE_FIELDS: [&str; 6] = ["context", "years", "relative", "requested", "received", "good"];

/// The values of those fields for a reference on record; of none, how the form begins.
#[must_use]
pub fn of_reference(reference: Option<&PersonalReference>) -> Values {
    let mut values = Values::default();
    let Some(r) = reference else {
        values.set("relative", "no");
        return values;
    };
    let yes = |is: bool| if is { "yes" } else { "no" };
    values
        .set("context", r.context.as_str())
        .set("years", r.years_known.map(|y| y.to_string()).unwrap_or_default())
        .set("relative", yes(r.relative))
        .set("requested", shown(r.requested))
        .set("received", shown(r.received))
        .set("good", r.satisfactory.map(yes).unwrap_or_default());
    values
}

/// The reference that has not come yet, to be completed; a new one otherwise.
fn reference_fields(visitor: Option<&Visitor>, g: Ground<'_>) -> Vec<Field> {
    let open = visitor.and_then(|v| v.references.iter().find(|r| r.received.is_none()));
    let known = of_reference(open);
    let begun = |field: Field| match known.text(field.id()) {
        "" => field,
        value => field.initial(value),
    };
    let received = |v: &Values| !v.text("received").trim().is_empty();
    let mut name = line("name", "Who").required();
    let on_record: Vec<&str> = visitor.iter().flat_map(|v| &v.references).map(|r| r.name.as_str()).collect();
    if !on_record.is_empty() && !g.names.hidden {
        name = name
            .help(format!("On record: {}. The same name completes that reference.", on_record.join(", ")));
    }
    vec![
        set(name, open.map(|r| r.name.as_str())),
        begun(line("context", "Knows them from").required().hint("work, choir, neighbour")),
        begun(line("years", "For how many years").width(6).check(|text, _| match text.parse::<u8>() {
            Ok(_) => Ok(Echo::none()),
            Err(_) => Err("Type the years as a whole number, such as 4.".to_owned()),
        })),
        begun(yes_no("relative", "A relative?")),
        begun(day("requested", "Asked for on", g, Direction::Past)),
        begun(day("received", "Came on", g, Direction::Past).hint("blank while it has not")),
        begun(yes_no("good", "Good enough?").visible(received).required()),
    ]
}

fn declare_fields(visitor: Option<&Visitor>, g: Ground<'_>) -> Vec<Field> {
    let employers = visitor.map(|v| v.employers.join(", ")).unwrap_or_default();
    vec![
        yes_no("connected", "Visitor connected?")
            .required()
            .help("With the authority: a councillor, a co-opted member, or an officer of it."),
        line("details", "How").visible(|v| v.text("connected") == "yes").required(),
        yes_no("home_connected", "Anybody at home connected?")
            .required()
            .help("The same of a husband, wife or partner and whoever else lives there. No for somebody who lives alone."),
        line("home_details", "Who, and how").visible(|v| v.text("home_connected") == "yes").required(),
        set(
            list_line("employers", "They and theirs work for")
                .help("Held against the child's home and its provider. Leave blank for nobody."),
            Some(&employers),
        ),
        done_on("on", "Declared on", g),
    ]
}

fn driver_fields(visitor: Option<&Visitor>, g: Ground<'_>) -> Vec<Field> {
    let old = visitor.and_then(|v| v.driver.as_ref());
    let yes = |is: Option<bool>| match is {
        Some(true) => "yes",
        _ => "",
    };
    let until = |id, label, day: Option<chrono::NaiveDate>| {
        set(self::day(id, label, g, Direction::Future), Some(&shown(day)))
    };
    vec![
        set(yes_no("licence", "Licence seen?").required(), Some(yes(old.map(|d| d.licence)))),
        set(
            yes_no("insurer_told", "Insurer told?")
                .required()
                .help("The visitor's insurer has been told that a child is driven as a volunteer."),
            Some(yes(old.map(|d| d.insurer_told))),
        ),
        set(
            line("evidence", "What shows it").hint("letter, reference; nothing is copied"),
            old.and_then(|d| d.evidence.as_deref()),
        ),
        until("insured_until", "Insured until", old.and_then(|d| d.insured_until)),
        until("mot_until", "MOT until", old.and_then(|d| d.mot_until)),
        until("tax_until", "Tax until", old.and_then(|d| d.tax_until)),
        done_on("on", "Seen on", g),
    ]
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    let visitor = visitor_of(subject, g).ok_or_else(|| gone("on"))?.id;
    let by = g.by.to_owned();
    let yes = |id| said_yes(v, id) == Some(true);
    Ok(match task {
        Task::Reference => {
            let received = opt_day(v, "received", g, Direction::Past)?;
            let reference = PersonalReference {
                name: v.text("name").to_owned(),
                context: v.text("context").to_owned(),
                years_known: v.text("years").parse().ok(),
                relative: yes("relative"),
                requested: opt_day(v, "requested", g, Direction::Past)?,
                received,
                satisfactory: said_yes(v, "good").filter(|_| received.is_some()),
            };
            Command::RecordReference { visitor, reference: Box::new(reference) }
        }
        Task::Declare => {
            let declaration = Declaration {
                said: Said::new(by, past(v, "on", g)?),
                connected: yes("connected"),
                details: opt(v, "details").filter(|_| yes("connected")),
                household: Some(AtHome {
                    connected: yes("home_connected"),
                    details: opt(v, "home_details").filter(|_| yes("home_connected")),
                }),
            };
            Command::Declare {
                visitor,
                declaration: Box::new(declaration),
                employers: several(v, "employers"),
            }
        }
        _ => {
            let until = |id| opt_day(v, id, g, Direction::Future);
            let documents = DriverDocuments {
                said: Said::new(by, past(v, "on", g)?),
                licence: yes("licence"),
                insurer_told: yes("insurer_told"),
                evidence: opt(v, "evidence"),
                insured_until: until("insured_until")?,
                mot_until: until("mot_until")?,
                tax_until: until("tax_until")?,
            };
            Command::RecordDriver { visitor, documents: Box::new(documents) }
        }
    })
}
