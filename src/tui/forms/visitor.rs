//! The visitor: what is known of them, completed as more is known; stages, certificates, training, holds.

use super::child::born_line;
use super::fields::{
    a_name, chosen, day, done_on, email_line, line, list_line, long, must_choose, name_line, one_of, opt,
    opt_day, opt_said, past, phone_line, pick_of, postcode_line, said_yes, several, shown, some_of, ticked,
    yes_no,
};
use super::{Amiss, Ground, gone};
use crate::engine::field::{Field, PickRow, Values};
use crate::keys::Task;
use domain::calendar::add_months;
use domain::command::{Command, VisitorDetails};
use domain::entry::date::Direction;
use domain::id::VisitorId;
use domain::record::{
    DbsCheck, DbsLevel, Module, Pack, Said, Stage, Subject, UpdateService, Visitor, Workforce,
};
use domain::rule::ParamId;

fn visitor_of<'a>(subject: Option<Subject>, g: Ground<'a>) -> Option<&'a Visitor> {
    match subject {
        Some(Subject::Visitor(id)) => g.world.visitor(id),
        _ => None,
    }
}

pub(super) fn fields(task: Task, subject: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    let visitor = visitor_of(subject, g);
    match task {
        Task::EditVisitor => visitor.map(|v| edit_fields(v, g)).unwrap_or_default(),
        Task::MoveStage => stage_fields(g),
        Task::MeetCondition => condition_fields(visitor, g),
        Task::RecordDbs => dbs_fields(g),
        Task::StartDbs => {
            vec![done_on("on", "Applied or chased on", g), line("reference", "Reference of the application")]
        }
        Task::UpdateService => {
            vec![yes_no("joined", "Joined the Update Service?").required(), done_on("on", "On", g)]
        }
        Task::StatusCheck => vec![
            Field::choice("result", "Result", [("unchanged", "no new information"), ("changed", "changed")])
                .required(),
            done_on("on", "Looked at on", g),
        ],
        Task::Train => vec![
            some_of("modules", "Modules", Module::ALL).required(),
            done_on("on", "Done on", g),
            day("expires", "To be refreshed by", g, Direction::Future),
            line("note", "Title or trainer"),
        ],
        Task::HoldVisitor => hold_fields(g),
        Task::ResumeVisitor => hold_over_fields(g),
        Task::SuspendVisitor => pause_fields(g),
        _ => vec![done_on("on", "From", g)],
    }
}

/// The value of a pause that only a team manager takes away.
const MANAGERS: &str = "manager";

/// Only a team manager is asked whose the pause is: everybody else's is an ordinary one.
fn pause_fields(g: Ground<'_>) -> Vec<Field> {
    let mut fields = vec![
        done_on("on", "From", g),
        line("reason", "Neutral reason").required().hint("what anybody may read: visits are paused"),
    ];
    if g.role.may_see_restricted() {
        let who = [("scheme", "whoever runs the scheme"), (MANAGERS, "team managers only")];
        fields.push(Field::choice("whose", "Who allows them again", who).required().initial("scheme"));
    }
    fields
}

/// A decision names who took it, and on what conditions; any other step may name who took it.
fn stage_fields(g: Ground<'_>) -> Vec<Field> {
    let decision = |v: &Values| is_decision(v, "to");
    vec![
        pick_of("to", "Now at", Stage::ALL).required().hint("type to find"),
        done_on("on", "Since", g),
        line("by", "Decided by").hint("the panel, or the manager by name; needed for a decision"),
        long("conditions", "On what conditions").rows(2).visible(decision).help(
            "One to a line, blank for none. Each stays open on the visitor's page until it is recorded as met.",
        ),
        line("note", "Note").hint("factual and neutral"),
    ]
}

pub(super) fn is_decision(v: &Values, id: &'static str) -> bool {
    chosen(v, id, Stage::ALL).is_some_and(Stage::is_decision)
}

/// The open conditions of a visitor, to choose from.
fn condition_fields(visitor: Option<&Visitor>, g: Ground<'_>) -> Vec<Field> {
    let open: Vec<&str> =
        visitor.into_iter().flat_map(Visitor::open_conditions).map(|(_, c)| c.what.as_str()).collect();
    let only = open.first().filter(|_| open.len() == 1).copied();
    let rows = open.iter().map(|what| PickRow {
        key: (*what).to_owned(),
        label: (*what).to_owned(),
        // The field itself has room for a few words.
        detail: if what.chars().count() > 24 { (*what).to_owned() } else { String::new() },
        find: String::new(),
    });
    let mut what = Field::pick("what", "Condition", rows.collect()).required();
    if let Some(only) = only {
        what = what.initial(only);
    }
    vec![what, done_on("on", "Met on", g)]
}

/// What a hold asks, of a visitor or a match.
pub(super) fn hold_fields(g: Ground<'_>) -> Vec<Field> {
    vec![
        line("reason", "Why").required(),
        day("until", "To be looked at on", g, Direction::Future).required(),
        day("from", "From", g, Direction::Nearest)
            .required()
            .initial(&domain::calendar::words::numeric(g.today)),
    ]
}

/// Back, or on hold a while longer: what the end of a hold asks.
pub(super) fn hold_over_fields(g: Ground<'_>) -> Vec<Field> {
    let longer = |v: &Values| v.text("now") == "longer";
    vec![
        Field::choice("now", "What now", [("back", "goes on"), ("longer", "stays on hold")])
            .required()
            .initial("back"),
        done_on("on", "Since", g).visible(move |v| !longer(v)),
        line("reason", "Why").required().visible(longer),
        day("until", "To be looked at on", g, Direction::Future).required().visible(longer),
    ]
}

pub(super) fn edit_fields(visitor: &Visitor, g: Ground<'_>) -> Vec<Field> {
    let set = |field: Field, value: Option<&str>| match value {
        Some(value) if !value.is_empty() => field.initial(value),
        _ => field,
    };
    let on = |said: &Option<Said>| shown(said.as_ref().map(|s| s.on));
    let drives = match visitor.drives {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    vec![
        set(name_line("first", "First name").required(), Some(&visitor.name.first)),
        set(name_line("last", "Family name"), Some(&visitor.name.last)),
        set(name_line("known_as", "Known as"), visitor.name.known_as.as_deref()),
        set(born_line(g), Some(&shown(visitor.born))),
        set(line("gender", "Gender"), visitor.gender.as_deref()),
        set(phone_line("phone", "Telephone"), visitor.phone.as_deref()),
        set(email_line("email", "E-mail"), visitor.email.as_deref()),
        set(line("address", "Address"), visitor.address.as_deref()),
        set(postcode_line("postcode", "Postcode"), visitor.postcode.as_deref()),
        set(line("emergency_contact", "In an emergency call"), visitor.emergency_contact.as_deref()),
        set(line("named_worker", "Named worker"), visitor.named_worker.as_deref()),
        set(
            day("pack_on", "Emergency contacts given on", g, Direction::Past),
            Some(&shown(visitor.pack.as_ref().map(|p| p.on))),
        ),
        set(
            line("pack_version", "Version").visible(|v| !v.text("pack_on").is_empty()).required(),
            visitor.pack.as_ref().map(|p| p.version.as_str()),
        ),
        set(list_line("interests", "Interests"), Some(&visitor.interests.join(", "))),
        set(list_line("languages", "Languages"), Some(&visitor.languages.join(", "))),
        set(line("faith", "Faith"), visitor.faith.as_deref()),
        set(line("ethnicity", "Ethnicity"), visitor.ethnicity.as_deref()),
        set(line("availability", "Free"), visitor.availability.as_deref()),
        set(line("radius", "Travels up to, miles"), visitor.radius_miles.map(|m| m.to_string()).as_deref()),
        set(yes_no("drives", "Drives?"), Some(drives)),
        set(line("household", "At home").hint("pets, smoking"), visitor.household.as_deref()),
        set(line("source", "Heard of the scheme by"), visitor.source.as_deref()),
        set(day("interview_on", "Interview passed on", g, Direction::Past), Some(&on(&visitor.interview))),
        set(day("identity_on", "Identity seen on", g, Direction::Past), Some(&on(&visitor.identity))),
        set(
            line("identity_document", "Which document").hint("passport, licence; no copy is kept"),
            visitor.identity_document.as_deref(),
        ),
        set(day("agreement_on", "Agreement signed on", g, Direction::Past), Some(&on(&visitor.agreement))),
        set(line("agreement_version", "Version of the agreement"), visitor.agreement_version.as_deref()),
        set(
            line("commitment", "Commits for, months").width(6).check(|text, _| match text.parse::<u16>() {
                Ok(_) => Ok(crate::engine::field::Echo::none()),
                Err(_) => Err("Type the months as a whole number, such as 12.".to_owned()),
            }),
            visitor.commitment_months.map(|m| m.to_string()).as_deref(),
        ),
    ]
}

fn dbs_fields(g: Ground<'_>) -> Vec<Field> {
    let months = g.world.policy().steps(ParamId::DbsMonths);
    let today = g.today;
    vec![
        line("certificate", "Certificate number")
            .required()
            .help("The number only. Its contents are never kept."),
        Field::line("issued", "Issued on").width(16).required().check(move |text, _| {
            let issued =
                domain::entry::date::parse(text, today, Direction::Past).map_err(|e| e.to_string())?;
            let until = add_months(issued, months);
            let words = domain::calendar::words::short_with_year;
            Ok(format!("{}, counts until {}", words(issued), words(until.pred_opt().unwrap_or(until))).into())
        }),
        // Read off the certificate, and not recorded because it usually says so (R81).
        one_of("level", "Level", DbsLevel::ALL).required(),
        one_of("workforce", "Workforce", Workforce::ALL).required(),
        line("eligibility", "Why a barred-list check was lawful")
            .visible(|v| v.text("level") == "1")
            .hint("regulated activity only"),
        // What nobody has looked at yet is not answered before (R85).
        day("seen_on", "Original seen on", g, Direction::Past)
            .hint(format!("blank if not seen; today is {}", domain::calendar::words::numeric(today))),
        yes_no("accepted", "Accepted?").required(),
        day("joined", "Update Service joined on", g, Direction::Past).hint("blank if not, or not yet"),
    ]
}

fn id_of(subject: Option<Subject>) -> Result<VisitorId, Amiss> {
    match subject {
        Some(Subject::Visitor(id)) => Ok(id),
        _ => Err(gone("on")),
    }
}

pub(super) fn command(
    task: Task,
    subject: Option<Subject>,
    v: &Values,
    g: Ground<'_>,
) -> Result<Command, Amiss> {
    let visitor = id_of(subject)?;
    Ok(match task {
        Task::EditVisitor => {
            let old = visitor_of(subject, g).ok_or_else(|| gone("first"))?;
            Command::AmendVisitor { visitor, details: Box::new(details(old, v, g)?) }
        }
        Task::MoveStage => Command::MoveStage {
            visitor,
            to: must_choose(v, "to", Stage::ALL)?,
            on: past(v, "on", g)?,
            by: opt(v, "by"),
            note: opt(v, "note"),
            conditions: if is_decision(v, "to") { one_a_line(v, "conditions") } else { Vec::new() },
        },
        Task::MeetCondition => {
            Command::MeetCondition { visitor, what: v.text("what").to_owned(), on: past(v, "on", g)? }
        }
        Task::RecordDbs => Command::RecordDbs { visitor, check: Box::new(certificate(v, g)?) },
        Task::StartDbs => {
            Command::StartDbs { visitor, on: past(v, "on", g)?, reference: opt(v, "reference") }
        }
        Task::UpdateService => Command::RecordUpdateService {
            visitor,
            on: past(v, "on", g)?,
            joined: said_yes(v, "joined") == Some(true),
        },
        Task::StatusCheck => Command::RecordStatusCheck {
            visitor,
            on: past(v, "on", g)?,
            unchanged: v.text("result") == "unchanged",
        },
        Task::Train => Command::RecordTraining {
            visitor,
            modules: ticked(v, "modules", Module::ALL),
            on: past(v, "on", g)?,
            expires: opt_day(v, "expires", g, Direction::Future)?,
            note: opt(v, "note"),
        },
        Task::HoldVisitor => Command::HoldVisitor {
            visitor,
            from: super::fields::a_day(v, "from", g, Direction::Nearest)?,
            until: opt_day(v, "until", g, Direction::Future)?,
            reason: v.text("reason").to_owned(),
        },
        Task::ResumeVisitor if v.text("now") == "longer" => Command::HoldVisitor {
            visitor,
            from: g.today,
            until: opt_day(v, "until", g, Direction::Future)?,
            reason: v.text("reason").to_owned(),
        },
        Task::ResumeVisitor => Command::ResumeVisitor { visitor, on: past(v, "on", g)? },
        Task::SuspendVisitor => Command::SuspendVisitor {
            visitor,
            on: past(v, "on", g)?,
            reason: opt(v, "reason"),
            by_manager: v.text("whose") == MANAGERS,
        },
        _ => Command::SuspendVisitor { visitor, on: past(v, "on", g)?, reason: None, by_manager: false },
    })
}

/// Each line of a text that is not blank.
fn one_a_line(v: &Values, id: &'static str) -> Vec<String> {
    v.text(id).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn certificate(v: &Values, g: Ground<'_>) -> Result<DbsCheck, Amiss> {
    let by = g.by.to_owned();
    let joined = opt_day(v, "joined", g, Direction::Past)?;
    Ok(DbsCheck {
        workforce: chosen(v, "workforce", Workforce::ALL),
        certificate: v.text("certificate").to_owned(),
        issued: past(v, "issued", g)?,
        level: must_choose(v, "level", DbsLevel::ALL)?,
        eligibility: opt(v, "eligibility"),
        seen: opt_said(v, "seen_on", &by, g)?,
        accepted: said_yes(v, "accepted") == Some(true),
        update_service: joined.map_or(UpdateService::NotRecorded, UpdateService::Joined),
        checks: Vec::new(),
    })
}

pub(super) fn details(old: &Visitor, v: &Values, g: Ground<'_>) -> Result<VisitorDetails, Amiss> {
    let by = g.by.to_owned();
    // A date that did not change keeps who saw it.
    let said = |id: &'static str, old: &Option<Said>| -> Result<Option<Said>, Amiss> {
        let on = opt_day(v, id, g, Direction::Past)?;
        Ok(match (on, old) {
            (Some(on), Some(old)) if old.on == on => Some(old.clone()),
            (Some(on), _) => Some(Said::new(by.clone(), on)),
            (None, _) => None,
        })
    };
    let radius = match v.text("radius") {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_| ("radius", "Type the miles as a whole number, such as 15.".to_owned()))?,
        ),
    };
    Ok(VisitorDetails {
        identity_document: opt(v, "identity_document"),
        agreement_version: opt(v, "agreement_version"),
        commitment_months: v.text("commitment").parse().ok(),
        employers: old.employers.clone(),
        name: a_name(v),
        born: opt_day(v, "born", g, Direction::Past)?,
        gender: opt(v, "gender"),
        address: opt(v, "address"),
        postcode: opt(v, "postcode"),
        phone: opt(v, "phone"),
        email: opt(v, "email"),
        emergency_contact: opt(v, "emergency_contact"),
        ethnicity: opt(v, "ethnicity"),
        languages: several(v, "languages"),
        faith: opt(v, "faith"),
        interests: several(v, "interests"),
        availability: opt(v, "availability"),
        radius_miles: radius,
        drives: said_yes(v, "drives"),
        household: opt(v, "household"),
        source: opt(v, "source"),
        references: old.references.clone(),
        identity: said("identity_on", &old.identity)?,
        // Declared with all that it asks in a form of its own.
        declaration: old.declaration.clone(),
        interview: said("interview_on", &old.interview)?,
        agreement: said("agreement_on", &old.agreement)?,
        named_worker: opt(v, "named_worker"),
        pack: opt_day(v, "pack_on", g, Direction::Past)?
            .map(|on| Pack { version: v.text("pack_version").to_owned(), on }),
    })
}
