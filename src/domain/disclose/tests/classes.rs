//! R102: each field carries the class that section 3 of the field notes gives it. Written here a second time, by hand.

use super::super::{Class, Item, items};
use super::leak::{entry, random, subjects};
use std::collections::BTreeSet;

/// The fields that are more than ordinary, section by section. `SC` is special category, `CO` criminal offence data. A
/// concern is what may be an offence against the child, and what was seen of it is mostly of health (glossary: offences,
/// alleged ones among them).
const CLASSES: &[(&str, Class)] = &[
    // 3.1: ethnicity, first language, religion, disability; the safe-outing card; the assessment of risk.
    ("Child.ethnicity", Class::Special),
    ("Child.language", Class::Special),
    ("Child.religion", Class::Special),
    ("Child.needs", Class::Special),
    ("Child.card", Class::Special),
    ("Child.risk", Class::SpecialAndOffence),
    ("Child.wishes.background", Class::Special),
    ("Child.wishes.languages", Class::Special),
    // 3.2: gender, ethnicity, languages, faith, for monitoring; the DBS log, though it holds no contents.
    ("Visitor.gender", Class::Special),
    ("Visitor.ethnicity", Class::Special),
    ("Visitor.languages", Class::Special),
    ("Visitor.faith", Class::Special),
    ("Visitor.dbs", Class::Offence),
    ("Visitor.dbs_application", Class::Offence),
    // 3.8: what was seen and said, injuries, by whom.
    ("Concern.what", Class::SpecialAndOffence),
    ("Concern.not_a_concern", Class::SpecialAndOffence),
    ("Concern.closed", Class::SpecialAndOffence),
    ("Concern.account.by_whom", Class::Offence),
    ("Concern.account.child_words", Class::SpecialAndOffence),
    ("Concern.account.opinion", Class::SpecialAndOffence),
    ("Concern.account.injuries", Class::Special),
    ("Concern.quoted", Class::SpecialAndOffence),
    ("Concern.decided.reason", Class::SpecialAndOffence),
    ("Concern.steps.note", Class::SpecialAndOffence),
    ("Concern.effect.note", Class::SpecialAndOffence),
];

/// Fields that are of two classes by what else is on record: why a visitor was removed tells of an allegation or a check;
/// a paragraph that belongs to a concern is of its class.
fn by_what_else(path: &str, item: &Item) -> Option<Class> {
    let of_an_ending = path.starts_with("Match.ended.note") || path.starts_with("Match.ended.decided_by");
    if (of_an_ending || path.starts_with("Visitor.stages")) && item.row == 25 {
        return Some(Class::Offence);
    }
    let of_a_report = path.starts_with("VisitReport.");
    (of_a_report && item.also == Some(22)).then_some(Class::SpecialAndOffence)
}

#[test]
fn every_field_has_the_class_that_the_notes_give_it() {
    let mut seen = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    for seed in 1..30 {
        let random = random(seed * 77_777);
        for set in [1, 2] {
            for subject in subjects(set) {
                let all = items(&random.world, subject, &random.reports, "2026-11-22".parse().unwrap());
                for marker in &random.markers {
                    let path = marker.path.as_str();
                    let expected = entry(CLASSES, path).unwrap_or(Class::Ordinary);
                    for item in all.iter().filter(|item| item.text.contains(&marker.text)) {
                        let expected = by_what_else(path, item).unwrap_or(expected);
                        seen.insert(
                            CLASSES.iter().map(|(key, _)| *key).filter(|key| path.starts_with(key)).max(),
                        );
                        if item.class != expected {
                            wrong.insert(format!("{path} is {:?} and not {expected:?}", item.class));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    let missing: Vec<_> =
        CLASSES.iter().map(|(key, _)| *key).filter(|key| !seen.contains(&Some(key))).collect();
    assert!(missing.is_empty(), "never seen: {missing:?}");
}

/// What is no text: by the name under which it is told.
#[test]
fn and_so_have_answers_and_days() {
    let mut found = BTreeSet::new();
    for seed in 1..30 {
        let random = random(seed * 99_991);
        for subject in subjects(1) {
            for item in items(&random.world, subject, &random.reports, "2026-11-22".parse().unwrap()) {
                let name = item.thing.name.unwrap_or_default();
                found.insert((name, item.class.key()));
            }
        }
    }
    for (name, class) in [
        ("born", "ordinary"),
        ("looked_after_since", "ordinary"),
        ("photos", "ordinary"),
        ("risk.home_only", "special-category-and-criminal-offence"),
        ("risk.no_match", "special-category-and-criminal-offence"),
        ("dbs.issued", "criminal-offence"),
        ("dbs.level", "criminal-offence"),
        ("dbs.status", "criminal-offence"),
        ("dbs.applied", "criminal-offence"),
        ("sexual_abuse", "special-category-and-criminal-offence"),
        // A pause is a neutral act, and looks like one whatever is behind it (R74).
        ("paused", "ordinary"),
        ("training", "ordinary"),
    ] {
        let classes: Vec<_> = found.iter().filter(|(of, _)| of == name).map(|(_, class)| *class).collect();
        assert_eq!(classes, [class], "{name}");
    }
}
