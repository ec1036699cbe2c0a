//! `befriend due`.

use super::stage::{Place, moment};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeSet;

const BANDS: [&str; 6] = ["clock", "unsafe", "overdue", "today", "week", "quiet"];

fn rows(place: &Place, within: &str) -> Vec<Value> {
    match place.json(&["due", "--within", within, "--format", "json"]) {
        Value::Array(rows) => rows,
        other => panic!("not a list: {other}"),
    }
}

fn fields(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[track_caller]
fn is_somebody(value: &Value) {
    assert_eq!(fields(value), ["kind", "name", "reference"]);
    let kinds = ["scheme", "child", "visitor", "referral", "match", "visit", "concern", "proposal"];
    let kind = value["kind"].as_str().unwrap();
    assert!(kinds.contains(&kind), "{kind}");
    assert!(value["name"].as_str().is_some_and(|name| !name.is_empty()), "{value}");
    let prefix = match kind {
        "child" => Some("C-"),
        "visitor" => Some("V-"),
        "match" => Some("M-"),
        "visit" => Some("VR-"),
        "concern" => Some("CN-"),
        "proposal" => Some("P-"),
        _ => None,
    };
    match (prefix, value["reference"].as_str()) {
        (Some(prefix), Some(reference)) => assert!(reference.starts_with(prefix), "{value}"),
        (None, None) => assert!(value["reference"].is_null(), "{value}"),
        // A referral is referred to by its child.
        (None, Some(_)) if kind == "referral" => {}
        _ => panic!("{value}"),
    }
}

#[test]
fn the_json_is_the_documented_list() {
    let place = Place::made_up();
    let (today, _) = moment();
    let rules = place.json(&["rules", "--format", "json"]);
    let rules: BTreeSet<_> = rules.as_array().unwrap().iter().map(|r| r["rule"].as_str().unwrap()).collect();
    let rows = rows(&place, "7d");
    assert!(rows.len() > 20, "{}", rows.len());
    let mut before = 0;
    for row in &rows {
        assert_eq!(fields(row), ["band", "cure", "days", "due", "related", "rule", "subject", "why"]);
        assert!(rules.contains(row["rule"].as_str().unwrap()), "{row}");
        let band = BANDS.iter().position(|band| row["band"] == *band).expect("a documented band");
        assert!(band >= before, "the bands are out of order at {row}");
        before = band;
        let due: NaiveDate = row["due"].as_str().unwrap().parse().expect("a date as 2026-11-23");
        assert_eq!(row["days"].as_i64().unwrap(), (today - due).num_days(), "{row}");
        is_somebody(&row["subject"]);
        row["related"].as_array().unwrap().iter().for_each(is_somebody);
        assert!(row["why"].as_str().unwrap().ends_with('.'), "{row}");
        assert!(!row["cure"].as_str().unwrap().is_empty(), "{row}");
    }
    let seen: BTreeSet<_> = rows.iter().map(|row| row["band"].as_str().unwrap()).collect();
    for band in BANDS.iter().filter(|band| **band != "today") {
        assert!(
            seen.contains(band),
            "the demonstration has a case of each, but on some days of that one: {band}"
        );
    }
    assert!(rows.iter().any(|row| row["days"].as_i64().unwrap() < 0), "something lies ahead");
    assert!(rows.iter().any(|row| row["days"].as_i64().unwrap() > 0), "something is overdue");
}

#[test]
fn looking_further_ahead_shows_more_and_hides_nothing() {
    let place = Place::made_up();
    let about = |within| -> BTreeSet<String> {
        rows(&place, within)
            .iter()
            .map(|row| format!("{} {} {}", row["rule"], row["subject"], row["due"]))
            .collect()
    };
    let (now, week, weeks, month) = (about("0d"), about("7d"), about("1w"), about("30d"));
    assert!(now.is_subset(&week) && week.is_subset(&month));
    assert!(now.len() < week.len() && week.len() < month.len());
    assert_eq!(week, weeks);
}

#[test]
fn the_text_has_the_same_lines_under_their_headings() {
    let place = Place::made_up();
    let text = place.call(&["due"]).done();
    let rows = rows(&place, "7d");
    let headings: Vec<_> = text.lines().filter(|line| !line.starts_with(' ')).collect();
    assert!((5..=6).contains(&headings.len()), "{text}");
    let counted: usize = headings
        .iter()
        .map(|line| line.rsplit_once(" (").unwrap().1.trim_end_matches(')').parse::<usize>().unwrap())
        .sum();
    assert_eq!(counted, rows.len());
    // A clock says how much time is left, which may have gone down by a minute in between.
    for row in rows.iter().filter(|row| row["band"] != "clock") {
        let why = row["why"].as_str().unwrap();
        let rule = domain::rule::RuleId::parse(row["rule"].as_str().unwrap()).expect("a rule").row();
        let sourced = format!("{why}\n      {} {}", rule.id, rule.source);
        assert!(text.contains(&sourced), "{row}");
    }
    assert!(!text.contains('\x1b'), "colours have no place in a pipe");
}

#[test]
fn what_was_put_off_is_not_due() {
    let place = Place::made_up();
    let (today, now) = moment();
    let world = demo::build(today, now).world;
    let all = domain::deadline::within(&world, today, now, 7);
    let (off, on): (Vec<_>, Vec<_>) = all.iter().partition(|deadline| deadline.snoozed.is_some());
    assert!(!off.is_empty(), "the demonstration has put something off");
    assert_eq!(rows(&place, "7d").len(), on.len());
}

#[test]
fn a_scheme_in_which_nothing_is_due_says_so() {
    let place = Place::real();
    let json = place.json(&["due", "--within", "0d", "--format", "json", "--read-only"]);
    let text = place.call(&["due", "--within", "0d"]).done();
    assert_eq!(json.as_array().unwrap().is_empty(), text == "Nothing is due.\n", "{text}");
}

#[test]
fn another_day_is_for_made_up_schemes_and_for_looking() {
    let made_up = Place::made_up();
    let (today, _) = moment();
    let later = (today + chrono::Days::new(3)).to_string();
    let then = made_up.call(&["--today", &later, "due", "--format", "json"]).done();
    assert!(then != made_up.call(&["due", "--format", "json"]).done());
    let real = Place::real();
    real.call(&["--today", &later, "due"]).refused(2, "only together with --read-only");
    real.call(&["--today", &later, "--read-only", "due"]).done();
}
