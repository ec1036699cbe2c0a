//! What puts a line right begins at the very field that is asked for, with what the line knows filled in.

use crate::day::{nothing_yet, on_line};
use crate::ground::{At, opened, told};
use domain::rule::RuleId;

/// The label of the field with the cursor.
fn field(at: &At) -> String {
    let screen = at.screen();
    let line = screen.lines().find(|l| l.starts_with(" > ")).unwrap_or_else(|| panic!("no form\n{screen}"));
    line.to_owned()
}

#[track_caller]
fn at_field(at: &At, label: &str) {
    assert!(field(at).contains(label), "not at {label}\n{}", at.screen());
}

#[test]
fn ending_by_age_has_its_reason_and_the_birthday() {
    let mut at = opened(100, 40);
    on_line(&mut at, RuleId::R6, "Jordan");
    at.keys("Enter").says("End the match").says("turned eighteen").says("Thursday 19 November 2026");
    at_field(&at, "Ends on");
    at.keys("F2").moment();
    at.says(" ✓ ");
    assert!(!at.desk().deadlines.iter().any(|d| d.rule == RuleId::R6 && d.days > 0), "{}", at.screen());
    at.holds_what_was_shown();
}

#[test]
fn ending_by_law_and_by_objection_have_their_reasons() {
    let mut at = opened(100, 40);
    on_line(&mut at, RuleId::R3, "李");
    at.keys("Enter").says("no longer looked after").says("Thursday 19 November 2026");
    at_field(&at, "Ends on");
    at.keys("Esc");
    on_line(&mut at, RuleId::R54, "Hana");
    // An objection says nothing about the last day: today, until another is typed.
    at.keys("Enter").says("the child chose to stop").says("Monday 23 November 2026");
    at_field(&at, "Ends on");
}

#[test]
fn training_that_runs_out_is_ticked_with_the_cursor_on_it() {
    let mut at = opened(100, 40);
    on_line(&mut at, RuleId::R50, "Ravi");
    at.keys("Enter").says("[✓] boundaries");
    at_field(&at, "Modules");
    // The cursor stands on the module that is ticked: a blank takes the tick away again.
    at.keys("Space").silent("[✓] boundaries");
}

#[test]
fn the_card_opens_at_the_first_answer_that_the_rule_asks_for() {
    for (rule, label) in [(RuleId::R10, "Religion"), (RuleId::R11, "Other medical")] {
        let mut at = opened(100, 40);
        on_line(&mut at, rule, "Tia");
        at.keys("Enter").says("Safe-outing card");
        at_field(&at, label);
    }
}

#[test]
fn what_is_missing_for_a_match_is_asked_for_field_by_field() {
    let mut at = told(nothing_yet(), 100, 40);
    at.keys("1 n 'Ada' Tab 'Birch' Tab '3 2 2013' F2").says("Ada");
    at.keys("2 n 'Maud' Tab 'Frost' Tab 'approved' Enter Tab Tab Tab 'panel' F2 'entered later' F2")
        .says("Maud");
    // The child's own view and wishes first, then what is known of the child, then what is to be shown of the visitor.
    for (label, answer) in [
        ("Wants a visitor?", "'w'"),                                          // R54
        ("Would like", "'a woman'"),                                          // R8
        ("Risk, in one line", "'none known' Tab 'Ruth Dale' Tab 'today'"),    // R38
        ("Visitor connected?", "'n' Tab 'n' Tab 'Frost and Sons' Tab '-3d'"), // R57
        ("Certificate number", "'001234567890' Tab '-20d' Tab 'e' Tab 'c' Tab 'today' Tab 'y'"), // R48
        ("Modules", ""), // R85d: all that are missing are ticked
        // Where the child lives is recorded before anything about it can be confirmed (R58).
        (
            "Moved on",
            "'-30d' Tab 'f' Tab 'Mrs Bell' Tab '1 Mill Lane' Tab Tab Tab 'y' Tab Tab Tab Tab Tab 'y'",
        ),
        ("Emergency contacts given on", "'today' Tab '2026'"), // R42
    ] {
        at.keys("1 m").says("Who could visit");
        at.keys("a");
        let here = field(&at);
        assert!(here.contains(label), "{label} is asked for next, not {here}");
        at.keys(answer).keys("F2").moment();
        at.says(" ✓ ");
    }
    at.keys("1 m a").says("Nothing is missing here that a form could put right.");
}
