//! `befriend preview`.

use super::stage::Place;
use domain::record::Reader;

#[test]
fn each_reader_gets_their_own_part_and_how_much_is_left_out() {
    let place = Place::made_up();
    let (today, now) = super::stage::moment();
    let world = demo::build(today, now).world;
    let matched = world
        .matches()
        .find(|m| m.is_live(today) && m.contact.visitor.is_none())
        .expect("a match that lives, whose visitor has not agreed to be called");
    let child = world.child(matched.child).expect("its child");
    let visitor = world.visitor(matched.visitor).expect("its visitor");
    let phone = visitor.phone.as_deref().expect("a telephone");
    let reference = matched.reference().to_string();
    for (reader, key, _) in Reader::ALL {
        let text = place.call(&["preview", &reference, "--as", key]).done();
        assert!(text.starts_with(&format!("{reference} as ")), "{text}");
        assert!(!text.contains('\x1b'), "{text}");
        let json = place.json(&["preview", &reference, "--as", key, "--format", "json"]);
        assert_eq!(json["reader"], *key);
        assert_eq!(json["reference"], reference.as_str());
        let told = matches!(
            reader,
            Reader::Visitor | Reader::SocialWorker | Reader::Coordinator | Reader::TeamManager
        );
        assert_eq!(json.to_string().contains(phone), told, "{key}");
        assert_eq!(text.contains(phone), told, "{key}");
        let outside = matches!(reader, Reader::Management | Reader::Lado);
        assert_eq!(json["sections"].to_string().contains(&child.name.first), !outside, "{key}");
        for withheld in json["withheld"].as_array().expect("a list") {
            let row = withheld["row"].as_u64().expect("a row");
            assert!((1..=33).contains(&row) && !(22..=25).contains(&row), "{withheld}");
            assert!(withheld["count"].as_u64() > Some(0), "{withheld}");
            assert!(withheld["why"].as_str().is_some_and(|why| why.ends_with('.')), "{withheld}");
            assert_eq!(withheld.as_object().map(serde_json::Map::len), Some(4), "{withheld}");
        }
    }
}

#[test]
fn a_reader_that_there_is_not_is_refused_and_those_that_there_are_named() {
    let place = Place::made_up();
    let told = place.call(&["preview", "C-0001", "--as", "neighbour"]);
    told.refused(2, "social-worker, iro, co-ordinator, team-manager, lado, management");
}
