//! The two short forms with which somebody is entered: six fields, and behind them, one key away, all the others.

use super::child::{self, child_born_line, edit_fields as child_fields};
use super::fields::{
    as_on_record, chosen, done_on, email_line, line, name_line, one_of, opt, past, phone_line, pick_of,
    postcode_line, worker_line,
};
use super::visitor::{self, edit_fields as visitor_fields, is_decision};
use super::{Amiss, Ground};
use crate::engine::field::{Field, Values};
use crate::keys::Task;
use domain::command::{Command, NewPlacement};
use domain::id::{ChildId, VisitorId};
use domain::record::{
    Card, Child, ChildView, Name, PhotoStatus, PlacementKind, Professional, Stage, Subject, Visitor, Wishes,
};

pub(super) fn fields(task: Task, _: Option<Subject>, g: Ground<'_>) -> Vec<Field> {
    match task {
        Task::AddChild => with_the_rest(for_a_child(g), child_fields(&no_child(g), g)),
        _ => with_the_rest(for_a_visitor(g), visitor_fields(&no_visitor(), g)),
    }
}

pub(super) fn command(task: Task, _: Option<Subject>, v: &Values, g: Ground<'_>) -> Result<Command, Amiss> {
    match task {
        Task::AddChild => add_child(v, g),
        _ => add_visitor(v, g),
    }
}

/// What is asked first, and what all else there is to be asked, each once.
fn with_the_rest(first: Vec<Field>, all: Vec<Field>) -> Vec<Field> {
    let asked: Vec<&'static str> = first.iter().map(Field::id).collect();
    let rest = all.into_iter().filter(|field| !asked.contains(&field.id())).map(Field::rest);
    first.into_iter().chain(rest).collect()
}

/// The authority is asked for only where the scheme names none: then the number of the child with it, which says
/// nothing without it, stands with the rest.
fn for_a_child(g: Ground<'_>) -> Vec<Field> {
    let named = g.world.scheme().is_some_and(|s| !s.authority.trim().is_empty());
    let home = |v: &Values| !v.text("carer").trim().is_empty();
    let number = line("case_number", "Their number").hint("the authority's; finds who is on record");
    let mut fields = vec![
        name_line("first", "First name").required(),
        name_line("last", "Family name").hint("blank for somebody with one name"),
        child_born_line(g).required(),
    ];
    if !named {
        fields.push(line("authority", "Looked after by").required());
    }
    fields.extend([
        worker_line("social_worker", "Social worker", g),
        line("carer", "Lives with").hint("carer or home; blank if not known yet"),
        one_of("kind", "Placement", PlacementKind::ALL).visible(home),
        if named { number } else { number.rest() },
        line("address", "Address").visible(home).rest(),
        postcode_line("postcode", "Postcode").visible(home).rest(),
        phone_line("phone", "Telephone there").visible(home).rest(),
    ]);
    fields
}

fn add_child(v: &Values, g: Ground<'_>) -> Result<Command, Amiss> {
    let mut details = child::details(&no_child(g), v, g)?;
    // Since when the social worker has been theirs was not asked; how to reach them may be known.
    details.social_worker =
        details.social_worker.map(|worker| as_on_record(g, Professional { since: None, ..worker }));
    let placement = opt(v, "carer").map(|carer| {
        let kind = chosen(v, "kind", PlacementKind::ALL).unwrap_or(PlacementKind::Other);
        Box::new(NewPlacement {
            planned: true,
            address: opt(v, "address"),
            postcode: opt(v, "postcode"),
            phone: opt(v, "phone"),
            ..NewPlacement::new(g.today, kind, carer, g.today)
        })
    });
    Ok(Command::AddChild { details: Box::new(details), placement })
}

fn for_a_visitor(g: Ground<'_>) -> Vec<Field> {
    let approved = super::fields::key_of(Stage::ALL, &Stage::Approved);
    vec![
        name_line("first", "First name").required(),
        name_line("last", "Family name").hint("blank for somebody with one name"),
        pick_of("stage", "Stage", Stage::ALL).required().initial("0"),
        done_on("on", "At this stage since", g),
        phone_line("phone", "Telephone"),
        email_line("email", "E-mail"),
        line("by", "Decided by")
            .hint("the panel, or the manager by name")
            .visible(|v| is_decision(v, "stage")),
        line("named_worker", "Named worker").visible(move |v| v.text("stage") == approved),
    ]
}

fn add_visitor(v: &Values, g: Ground<'_>) -> Result<Command, Amiss> {
    Ok(Command::AddVisitor {
        details: Box::new(visitor::details(&no_visitor(), v, g)?),
        stage: chosen(v, "stage", Stage::ALL).unwrap_or(Stage::Enquiry),
        on: past(v, "on", g)?,
        by: opt(v, "by").filter(|_| is_decision(v, "stage")),
    })
}

/// A child of whom nothing is known but the authority of the scheme.
fn no_child(g: Ground<'_>) -> Child {
    Child {
        id: ChildId([0; 16]),
        number: 0,
        name: Name::new("", ""),
        born: g.today,
        gender: None,
        pronouns: None,
        case_number: None,
        looked_after_since: None,
        ceased: None,
        legal_status: None,
        authority: g.world.scheme().map(|s| s.authority.clone()).unwrap_or_default(),
        area_authority: None,
        social_worker: None,
        past_workers: Vec::new(),
        iro: None,
        next_case_review: None,
        case_reviews: Vec::new(),
        ethnicity: None,
        language: None,
        religion: None,
        needs: None,
        school: None,
        family_contact: None,
        placements: Vec::new(),
        card: Card::default(),
        risk: None,
        wishes: Wishes::default(),
        view: ChildView::default(),
        photos: PhotoStatus::default(),
    }
}

/// A visitor of whom nothing is known.
fn no_visitor() -> Visitor {
    Visitor {
        id: VisitorId([0; 16]),
        number: 0,
        name: Name::new("", ""),
        born: None,
        gender: None,
        address: None,
        postcode: None,
        phone: None,
        email: None,
        emergency_contact: None,
        ethnicity: None,
        languages: Vec::new(),
        faith: None,
        interests: Vec::new(),
        availability: None,
        radius_miles: None,
        drives: None,
        household: None,
        source: None,
        stages: Vec::new(),
        references: Vec::new(),
        identity: None,
        identity_document: None,
        dbs: Vec::new(),
        dbs_application: None,
        declaration: None,
        employers: Vec::new(),
        training: Vec::new(),
        interview: None,
        agreement: None,
        agreement_version: None,
        commitment_months: None,
        driver: None,
        named_worker: None,
        pack: None,
        holds: Vec::new(),
        suspensions: Vec::new(),
    }
}
