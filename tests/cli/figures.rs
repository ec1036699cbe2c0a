//! `befriend figures`.

use super::stage::{PHRASE, Place, moment};
use serde_json::Value;
use store::{Access, SchemeFile};

fn figure<'v>(json: &'v Value, key: &str) -> &'v Value {
    let groups = json["groups"].as_array().expect("groups");
    let all = groups.iter().flat_map(|g| g["figures"].as_array().expect("figures"));
    all.into_iter().find(|f| f["key"] == key).unwrap_or_else(|| panic!("no figure {key}"))
}

#[test]
fn they_are_counted_as_at_the_day_and_hold_no_name() {
    let place = Place::made_up();
    let (today, now) = moment();
    let world = demo::build(today, now).world;
    let json = place.json(&["figures", "--format", "json"]);
    assert_eq!(
        (&json["period"]["until"], &json["least"]),
        (&Value::from(today.to_string()), &Value::from(5))
    );
    let running = world.matches().filter(|m| domain::status::runs(&world, m, today)).count();
    assert!(running >= 5, "the demonstration has enough matches to be told");
    assert_eq!(figure(&json, "matches-running")["lines"][0]["number"], running);
    let text = place.call(&["figures"]).done();
    assert!(text.starts_with("Figures from ") && text.contains("(R109)"), "{text}");
    assert!(text.contains(&format!("\n  Matches that run: {running}\n")), "{text}");
    // Names of days and months aside, none of the made-up names is in it.
    for name in world.children().map(|c| &c.name).chain(world.visitors().map(|v| &v.name)) {
        for part in [&name.first, &name.last].into_iter().filter(|part| part.len() > 4) {
            let word = |text: &str| text.split(|c: char| !c.is_alphabetic()).any(|w| w == part);
            assert!(!word(&text) && !word(&json.to_string()), "{part}");
        }
    }
    // No small number of anybody: what is printed as a number is none, or five and more.
    for group in json["groups"].as_array().unwrap() {
        for figure in group["figures"].as_array().unwrap().iter().filter(|f| f["key"] != "support-groups") {
            for line in figure["lines"].as_array().unwrap() {
                let counted = line["kind"] == "number";
                let small = line["number"].as_i64().is_some_and(|n| (1..5).contains(&n));
                assert!(!counted || !small, "{figure}");
            }
        }
    }
}

#[test]
fn of_other_days_other_figures() {
    let place = Place::made_up();
    let (today, _) = moment();
    let day = |days: u64| (today - chrono::Days::new(days)).to_string();
    let of = |from: u64, until: u64| {
        let (from, until) = (day(from), day(until));
        place.json(&["figures", "--from", &from, "--until", &until, "--format", "json"])
    };
    let planned = |json: &Value| figure(json, "visits")["lines"][0]["number"].as_i64().unwrap_or(0);
    assert!(planned(&of(300, 0)) > planned(&of(60, 0)));
    assert_eq!(of(60, 30)["period"]["from"], day(60));
    let ahead = (today + chrono::Days::new(1)).to_string();
    place.call(&["figures", "--until", &ahead]).refused(2, "lies ahead");
    place.call(&["figures", "--from", &day(1), "--until", &day(2)]).refused(2, "after the last");
}

/// R80a: what is given stands in the release ledger before it is printed.
#[test]
fn what_is_given_is_written_down_and_what_is_looked_at_is_not() {
    let place = Place::real();
    let releases = || {
        let opened = SchemeFile::open(&place.file, "", PHRASE, Access::ReadOnly).unwrap();
        opened.world.releases().map(|r| (r.recipient.clone(), r.purpose.clone(), r.to)).collect::<Vec<_>>()
    };
    place.call(&["figures"]).done();
    assert_eq!(releases().len(), 0);
    let give = ["figures", "--give-to", "The panel", "--purpose", "annual report"];
    let told = place.call(&give).done();
    assert!(told.starts_with("Figures from "), "{told}");
    let expected = ("The panel".to_owned(), "annual report".to_owned(), domain::record::Reader::Management);
    assert!(releases() == [expected]);
    place.call(&["figures", "--give-to", "The panel"]).refused(2, "--purpose");
    place.call(&["figures", "--give-to", " ", "--purpose", "x"]).refused(1, "Say by name");
    place.call(&[&["--read-only"], &give[..]].concat()).refused(2, "written down");
    assert_eq!(releases().len(), 1);
}
