//! `befriend show`.

use super::stage::Place;
use domain::record::ReportState;
use serde_json::Value;

#[test]
fn each_kind_of_reference_shows_its_record() {
    let place = Place::made_up();
    let (today, now) = super::stage::moment();
    let world = demo::build(today, now).world;
    let child = world.children().next().unwrap();
    let visitor = world.visitors().next().unwrap();
    let concern = world.concerns().next().unwrap();
    let reported = world
        .matches()
        .filter_map(|m| world.ledger(m.id))
        .flat_map(|ledger| &ledger.visits)
        .find(|visit| matches!(visit.report, ReportState::Received(_)))
        .expect("some visit was reported");
    let references = [
        (child.reference().to_string(), child.name.first.clone()),
        (visitor.reference().to_string(), visitor.name.first.clone()),
        (world.matches().next().unwrap().reference().to_string(), String::new()),
        (concern.reference().to_string(), String::new()),
        (reported.reference().to_string(), String::new()),
    ];
    for (reference, name) in references {
        let text = place.call(&["show", &reference]).done();
        assert!(text.lines().count() > 3, "{reference}: {text}");
        assert!(text.contains(&name), "{reference}: {text}");
        assert!(!text.contains('\x1b'), "{text}");
        let json = place.json(&["show", &reference.to_lowercase(), "--format", "json"]);
        assert_eq!(json["reference"], reference.as_str());
        assert!(json["record"].as_object().is_some_and(|record| record.len() > 1), "{json}");
        assert!(json["record"].to_string().contains(&name), "{json}");
        assert!(!has_an_opaque_id(&json), "{json}");
        if reference.starts_with("VR") {
            assert!(json["record"]["report"].is_object(), "{json}");
        }
    }
}

/// Ids are of no use outside the file: references stand for them.
fn has_an_opaque_id(value: &Value) -> bool {
    match value {
        Value::Array(all) => {
            all.len() == 16 && all.iter().all(Value::is_u64) || all.iter().any(has_an_opaque_id)
        }
        Value::Object(map) => map.values().any(has_an_opaque_id),
        _ => false,
    }
}

#[test]
fn what_is_not_there_and_what_is_no_reference_are_told_apart() {
    let place = Place::made_up();
    for unknown in ["C-9999", "v9999", "M-9999", "VR-999999", "CN-9999"] {
        place.call(&["show", unknown]).refused(1, "is not in this scheme");
    }
    for wrong in ["Leila", "C-", "42", "", "C-0042x", "é-1"] {
        place.call(&["show", wrong]).refused(2, "That is not a reference");
    }
}
