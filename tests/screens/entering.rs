//! Entering somebody in six fields, with all the others one key away; and what no form answers before it is read.

use crate::ground::{At, moment, opened, today, told};
use domain::command::{Command, Context};
use domain::people::Role;
use domain::record::{DbsLevel, Subject, Workforce};

/// The fields of the form that is shown, as Tab goes round them.
fn fields(at: &mut At) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    loop {
        let screen = at.screen();
        let line =
            screen.lines().find_map(|l| l.strip_prefix(" > ")).expect("a field has the focus").to_owned();
        let label = line.split("  ").next().unwrap_or_default().trim_end_matches(" │").to_owned();
        if all.contains(&label) {
            return all;
        }
        all.push(label);
        at.keys("Tab");
    }
}

/// A scheme that says nothing of an authority.
fn no_authority() -> At {
    let context = Context {
        today: today(),
        now: moment(),
        by: "Nora Fielding".to_owned(),
        role: Role::TeamManager,
        change: 1,
        chance: [1; 10],
        overriding: None,
    };
    let set_up = Command::SetUpScheme {
        name: "A scheme".to_owned(),
        coordinator: "Nora Fielding".to_owned(),
        authority: String::new(),
        demonstration: true,
    };
    told(vec![(context, set_up)], 80, 24)
}

#[test]
fn a_child_is_six_fields_and_a_visitor_too() {
    let mut at = opened(80, 24);
    at.keys("1 n").silent("Looked after by");
    assert_eq!(
        fields(&mut at),
        ["First name", "Family name", "Born", "Social worker", "Lives with", "Their number"]
    );
    at.keys("Esc 2 n");
    assert_eq!(
        fields(&mut at).iter().map(|l| l.trim_end_matches(" 23/11/2026")).collect::<Vec<_>>(),
        ["First name", "Family name", "Stage", "At this stage since", "Telephone", "E-mail"]
    );
    let mut at = no_authority();
    at.keys("1 n");
    assert_eq!(
        fields(&mut at),
        ["First name", "Family name", "Born", "Looked after by", "Social worker", "Lives with"]
    );
}

#[test]
fn the_authority_of_the_scheme_is_the_childs_unless_another_is_typed() {
    let mut at = opened(80, 30);
    let known = at.world().scheme().unwrap().authority.clone();
    at.keys("1 n 'Ada' Tab 'Birch' Tab '3 2 2013' F2").moment();
    let authority = |at: &At| {
        let Some(Subject::Child(id)) = at.desk().subject() else { panic!("{}", at.screen()) };
        at.world().child(id).unwrap().authority.clone()
    };
    assert_eq!(authority(&at), known);
    at.keys("Esc 1 n 'Quentin' Tab 'Zhao' Tab '9 9 2012' F6");
    while !at.screen().lines().any(|l| l.starts_with(" > Looked after by")) {
        at.keys("Tab");
    }
    at.says(&known);
    at.keys("Ctrl-u 'Northshire' F2").moment();
    assert_eq!(authority(&at), "Northshire");
    at.holds_what_was_shown();
}

#[test]
fn all_fields_are_one_key_away_and_named_once() {
    let mut at = opened(80, 24);
    at.keys("1 n").says("F6 all fields");
    at.keys("'Ada' Tab 'Birch' Tab '3 2 2013' F6").silent("F6 all fields");
    let all = fields(&mut at);
    for label in ["First name", "Gender", "Looked after by", "School", "Interests", "Photographs"] {
        assert_eq!(all.iter().filter(|l| *l == label).count(), 1, "{label}: {all:?}");
    }
    // The home is asked for in full with its carer.
    at.keys("F6");
    while !at.screen().lines().any(|l| l.starts_with(" > Lives with")) {
        at.keys("Tab");
    }
    at.keys("'Mrs Bell' Tab 'f' Tab Tab '9 Weir Row'");
    while !at.screen().lines().any(|l| l.starts_with(" > School")) {
        at.keys("Tab");
    }
    at.keys("'Elm School' F2").moment();
    let Some(Subject::Child(id)) = at.desk().subject() else { panic!("{}", at.screen()) };
    let child = at.world().child(id).unwrap();
    assert_eq!(child.school.as_deref(), Some("Elm School"));
    assert_eq!(child.placements[0].address.as_deref(), Some("9 Weir Row"));
    at.keys("Esc 2 n 'Maud' Tab 'Frost' F6");
    while !at.screen().lines().any(|l| l.starts_with(" > Interests")) {
        at.keys("Tab");
    }
    at.keys("'baking' F2").moment();
    let Some(Subject::Visitor(id)) = at.desk().subject() else { panic!("{}", at.screen()) };
    assert_eq!(at.world().visitor(id).unwrap().interests, ["baking"]);
    // A form without more fields has no key for them.
    at.keys("d").silent("all fields");
    at.keys("F6").says("DBS certificate");
    at.keys("Esc");
    at.holds_what_was_shown();
}

#[test]
fn a_draft_of_the_rest_is_not_out_of_sight() {
    let mut at = opened(80, 24);
    at.keys("1 n 'Ada' F6");
    while !at.screen().lines().any(|l| l.starts_with(" > School")) {
        at.keys("Tab");
    }
    at.keys("'Elm School' Esc n").says("Your draft was put back.");
    while !at.screen().lines().any(|l| l.starts_with(" > School")) {
        at.keys("Tab");
    }
    at.says("Elm School");
}

#[test]
fn level_and_workforce_are_read_from_the_certificate_and_not_taken_for_granted() {
    let mut at = opened(80, 24);
    let head = at.desk().head.seq;
    at.keys("2 / 'joan' Enter d").silent("●");
    at.keys("'001' Tab 'yesterday' F2").says("Not saved, 3 fields are not right yet. Level: must be said");
    at.keys("'standard' F2").says("Not saved, 2 fields are not right yet. Workforce: must be said");
    assert_eq!(at.desk().head.seq, head);
    at.keys("'adult' F2").says("Accepted: must be said");
    at.keys("'y' F2").moment();
    let Subject::Visitor(id) = at.visitor("Joan") else { unreachable!() };
    let check = at.world().visitor(id).unwrap().dbs.last().unwrap();
    assert_eq!((check.level, check.workforce), (DbsLevel::Standard, Some(Workforce::Adult)));
}
