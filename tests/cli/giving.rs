//! `befriend document`, `export` and `calendar`: what leaves is what its reader may see, it is written down first, and
//! nothing takes the place of another file.

use super::stage::{Place, Told};
use domain::record::Match;
use std::os::unix::fs::PermissionsExt;

/// A match that lives, whose visitor has a telephone that nobody has agreed to share, and with a visit to come.
fn matched() -> Match {
    let (today, now) = super::stage::moment();
    let world = demo::build(today, now).world;
    let planned = |m: &&Match| world.ledger(m.id).is_some_and(|l| l.next_planned(today).is_some());
    let found = world.matches().filter(planned).find(|m| m.is_live(today) && m.contact.visitor.is_none());
    found.expect("a match").clone()
}

/// It did what was asked, and said beside it what was left out.
#[track_caller]
fn printed(told: Told) -> (String, String) {
    assert_eq!(told.code, Some(0), "{}", told.err);
    (told.out, told.err)
}

fn names(of: &Match) -> [String; 4] {
    let (today, now) = super::stage::moment();
    let world = demo::build(today, now).world;
    let (child, visitor) =
        (world.child(of.child).expect("a child"), world.visitor(of.visitor).expect("a visitor"));
    let phone = visitor.phone.clone().expect("a telephone");
    [child.name.first.clone(), child.name.last.clone(), visitor.name.last.clone(), phone]
}

#[test]
fn a_paper_is_printed_with_what_was_left_out_beside_it_and_stands_in_the_ledger() {
    let (place, m) = (Place::made_up(), matched());
    let reference = m.reference().to_string();
    let [first, _, _, phone] = names(&m);
    let (text, beside) = printed(place.call(&["document", "status", &reference]));
    assert!(
        text.contains(&first) && text.contains("Visits made: ") && text.contains("Left out of what"),
        "{text}"
    );
    assert!(
        beside.contains("Released to the social worker and logged.") && beside.contains("Left out: "),
        "{beside}"
    );
    let (letter, beside) = printed(place.call(&["document", "leaflet", &reference]));
    assert!(!letter.contains(&phone) && !letter.contains("Left out"), "{letter}");
    assert!(beside.contains("Left out: "), "{beside}");
    let ledger = place.call(&["show", &m.reference().to_string()]).done();
    assert!(ledger.contains("told to the carer"), "{ledger}");
}

#[test]
fn a_file_is_for_its_owner_alone_is_named_by_reference_and_is_not_overwritten() {
    let (place, m) = (Place::made_up(), matched());
    let reference = m.reference().to_string();
    let folder = place.path("out");
    std::fs::create_dir(&folder).unwrap();
    let to = folder.to_str().unwrap();
    let done = place.call(&["document", "match-notice", &reference, "--to", to]).done();
    assert!(done.starts_with("Written to ") && done.contains("Left out: "), "{done}");
    let written: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    let [path] = written.as_slice() else { panic!("{written:?}") };
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with(&format!("match-notice-{reference}-")), "{name}");
    assert!(names(&m).iter().all(|n| !name.contains(n.as_str())), "{name}");
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    let before = std::fs::read(path).unwrap();
    let again = ["document", "match-notice", &reference, "--to", to];
    let ledger = || place.call(&["show", &reference]).done();
    let told = ledger();
    place.call(&again).refused(1, "There is a file of that name already");
    assert_eq!(ledger(), told, "what did not leave is no release");
    assert!(std::fs::read(path).unwrap() == before);
    place.call(&[&again[..], &["--replace"]].concat()).done();
    assert_ne!(ledger(), told);
    let itself = place.file.to_str().unwrap();
    let over = ["document", "match-notice", &reference, "--to", itself, "--replace"];
    place.call(&over).refused(1, "That is the file of a scheme");
    place.call(&["verify"]).done();
}

#[test]
fn an_export_wants_a_purpose_and_says_the_same_as_the_preview() {
    let (place, m) = (Place::made_up(), matched());
    let reference = m.reference().to_string();
    place.call(&["export", &reference, "--as", "carer"]).refused(2, "--purpose");
    let shown = place.json(&["preview", &reference, "--as", "carer", "--format", "json"]);
    let args = ["export", &reference, "--as", "carer", "--purpose", "planning", "--format", "json"];
    let (text, beside) = printed(place.call(&args));
    let given: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(given["sections"], shown["sections"]);
    assert_eq!(given["withheld"], shown["withheld"]);
    assert_eq!(given["purpose"], "planning");
    assert!(beside.contains("Released to the carer and logged."), "{beside}");
    let phone = &names(&m)[3];
    assert!(!text.contains(phone), "{text}");
}

#[test]
fn a_calendar_names_nobody_and_only_the_house_has_all_of_it() {
    let (place, m) = (Place::made_up(), matched());
    let reference = m.reference().to_string();
    for (reader, place_told) in [("visitor", true), ("social-worker", false)] {
        let (text, _) = printed(place.call(&["calendar", &reference, "--as", reader]));
        assert!(text.contains(&format!("SUMMARY:Visit {reference}\r\n")), "{text}");
        assert!(names(&m).iter().all(|name| !text.contains(name.as_str())), "{text}");
        assert_eq!(text.contains("VALUE=DATE"), !place_told, "{text}");
    }
    let (all, beside) = printed(place.call(&["calendar", "--as", "co-ordinator"]));
    assert!(
        all.matches("BEGIN:VEVENT").count() > 3 && beside.contains("releases were logged"),
        "{all}{beside}"
    );
    place.call(&["calendar", "--as", "carer"]).refused(1, "Name a visitor, a child or a match");
}

#[test]
fn nothing_is_given_out_of_a_file_that_is_only_looked_at() {
    let (place, m) = (Place::made_up(), matched());
    let reference = m.reference().to_string();
    for args in [
        &["document", "status", &reference][..],
        &["export", &reference, "--as", "carer", "--purpose", "x"],
        &["calendar", &reference, "--as", "visitor"],
    ] {
        place.call(&[args, &["--read-only"]].concat()).refused(2, "What leaves is written down");
    }
    place.call(&["document", "letter", &reference]).refused(2, "profile");
    place.call(&["document", "ending", &reference]).refused(1, "No ending is on record here");
}
