//! `befriend rules` and `befriend keys`.

use super::stage::{Place, Told, program};
use serde_json::Value;

fn call(args: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    Told::from(program(home.path()).args(args).output().unwrap()).done()
}

#[test]
fn the_rules_are_the_table_with_source_and_numbers() {
    let json: Value = serde_json::from_str(&call(&["rules", "--format", "json"])).unwrap();
    let rows = json.as_array().unwrap();
    assert_eq!(rows.len(), domain::rule::TABLE.len());
    let text = call(&["rules"]);
    for rule in domain::rule::RuleId::ALL {
        assert!(rows.iter().any(|row| row["rule"] == rule.label()), "{rule} has no row");
    }
    for (row, rule) in rows.iter().zip(domain::rule::TABLE) {
        let fields: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, ["confidence", "level", "own_numbers", "parameters", "rule", "source", "title"]);
        assert_eq!(row["rule"], rule.id.label());
        assert!(text.contains(&format!("{:<5} {}\n", rule.id.label(), rule.title)), "{row}");
        for said in ["title", "level", "source", "confidence"] {
            assert!(!row[said].as_str().unwrap().is_empty(), "{row}");
        }
        assert_eq!(row["parameters"].as_array().unwrap().len(), rule.params.len());
        assert_eq!(row["own_numbers"], rule.own_numbers(), "{row}");
        for parameter in row["parameters"].as_array().unwrap() {
            let fields: Vec<_> = parameter.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(fields, ["default", "name", "origin", "unit", "value"]);
            let units = ["minutes", "hours", "days", "working days", "weeks", "months", "years", "count"];
            assert!(units.contains(&parameter["unit"].as_str().unwrap()), "{parameter}");
            assert_eq!(parameter["value"], parameter["default"], "no scheme was named");
            let own = rule.params.iter().any(|id| id.row().design && id.row().key == parameter["name"]);
            assert_eq!(parameter["origin"], if own { "program" } else { "source" }, "{parameter}");
            let words = if own { "this program's own, a setting" } else { "from the source" };
            let line = text
                .lines()
                .find(|l| l.starts_with(&format!("      {}: ", parameter["name"].as_str().unwrap())));
            assert!(line.unwrap().ends_with(&format!("({words})")), "{line:?}");
        }
    }
}

#[test]
fn with_a_file_the_rules_are_the_schemes_own() {
    use domain::command::Command;
    let place = Place::made_up();
    let param = *domain::rule::TABLE.iter().flat_map(|rule| rule.params).next().expect("a number");
    let default = param.row().default;
    let mut opened =
        store::SchemeFile::open(&place.file, "", demo::PASSPHRASE, store::Access::ReadWrite).unwrap();
    let (today, now) = super::stage::moment();
    let context = opened.file.context(today, now, "Maya").unwrap();
    let command = Command::ChangeSetting { param, value: Some(default + 1) };
    opened.file.run(&mut opened.world, &command, &context).unwrap();
    opened.file.close().unwrap();
    let rules = place.json(&["rules", "--format", "json"]);
    let all = rules.as_array().unwrap().iter().flat_map(|row| row["parameters"].as_array().unwrap());
    let changed: Vec<_> = all.filter(|p| p["name"] == param.row().key).collect();
    assert!(!changed.is_empty());
    assert!(changed.iter().all(|p| p["value"] == default + 1 && p["default"] == default), "{changed:?}");
    assert!(changed.iter().all(|p| p["origin"] == "scheme"), "no source has that number: {changed:?}");
}

#[test]
fn the_keys_are_those_of_the_screens() {
    let keys = call(&["keys"]);
    assert_eq!(keys, tui::keys::markdown());
    for scope in ["### Deadlines\n", "### In a form\n", "### Everywhere\n"] {
        assert!(keys.contains(scope), "{keys}");
    }
    assert!(keys.contains("| `v`"), "the quick visit report has a key: {keys}");
}
