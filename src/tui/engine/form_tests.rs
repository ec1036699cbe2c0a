//! Forms, filled in through the harness with key scripts.

use std::time::Duration;

use super::{
    demo::{FormApp, report},
    event::Event,
    field::{Field, Values},
    form::{Form, Outcome},
    harness::Harness,
};

fn open() -> Harness<FormApp> {
    Harness::new(FormApp::new(report()), 80, 24)
}

#[test]
fn what_was_understood_stands_beside_the_field_at_each_key() {
    let mut h = open();
    h.keys("'24 1'");
    assert!(h.row(0).contains("✗ There is no such day"), "{}", h.screen());
    h.keys("'0'");
    assert!(h.row(0).contains("24 10"), "{}", h.screen());
    assert!(h.row(0).contains("Sat 24 October 2026 · 30 days ago"), "{}", h.screen());
    h.keys("Ctrl-u '1 1'");
    assert!(h.row(0).contains("! Thu 1 January"), "{}", h.screen());
}

#[test]
fn an_error_never_keeps_anybody_in_a_field() {
    for key in ["Tab", "Enter", "Down", "S-Tab", "Up"] {
        let mut h = open();
        h.keys("'nonsense'").keys(key);
        assert_ne!(h.app.form.focused(), "when", "{key}");
        assert!(h.screen().contains("✗ There is no such day"), "{}", h.screen());
    }
}

#[test]
fn tab_goes_round_all_fields_that_are_to_be_seen() {
    let mut h = open();
    let mut seen = vec![h.app.form.focused()];
    loop {
        h.keys("Tab");
        if h.app.form.focused() == "when" {
            break;
        }
        seen.push(h.app.form.focused());
    }
    assert_eq!(seen, ["when", "happened", "did", "by", "words", "view", "worry", "heard", "with"]);
    h.keys("S-Tab");
    assert_eq!(h.app.form.focused(), "with");
}

#[test]
fn saving_with_errors_goes_to_the_first_and_says_so() {
    let mut h = open();
    h.keys("Tab Tab Tab F2");
    assert_eq!(h.app.form.focused(), "when");
    assert_eq!(
        h.app.last(),
        Outcome::Refused("Not saved, 2 fields are not right yet. When: must be filled in".into())
    );
    assert!(h.screen().contains("Not saved, 2 fields"), "{}", h.screen());
    h.keys("'24 10' Ctrl-s");
    assert_eq!(h.app.form.focused(), "worry");
    assert_eq!(h.app.last(), Outcome::Refused("Not saved. Anything that worries you: must be said".into()));
    h.keys("n F2");
    assert_eq!(h.app.last(), Outcome::Save);
    assert_eq!(h.app.form.values().text("when"), "24 10");
    assert_eq!(h.app.form.values().text("worry"), "no");
}

#[test]
fn a_question_without_a_default_is_not_answered_by_a_string_of_enters() {
    let mut h = open();
    h.keys("'24 10' Enter Enter Enter Enter Tab Tab");
    assert_eq!(h.app.form.focused(), "worry");
    assert!(h.screen().contains("must be said"), "{}", h.screen());
    h.keys("Enter");
    assert_eq!(h.app.form.values().text("worry"), "");
    h.keys("S-Tab y");
    assert_eq!(h.app.form.values().text("worry"), "yes");
    assert!(!h.screen().contains("must be said"), "{}", h.screen());
}

#[test]
fn a_field_is_seen_when_its_condition_holds_and_its_words_are_kept() {
    let mut h = open();
    assert!(!h.screen().contains("Why not"));
    h.keys("Tab c");
    assert!(h.screen().contains("Why not"), "{}", h.screen());
    h.keys("Enter 'ill' S-Tab y");
    assert!(!h.screen().contains("Why not"));
    assert_eq!(h.app.form.values().text("why"), "");
    assert_eq!(h.app.form.draft().text("why"), "ill");
}

#[test]
fn letters_and_arrows_choose_and_space_ticks() {
    let mut h = open();
    h.keys("Tab m");
    assert_eq!(h.app.form.values().text("happened"), "missed");
    h.keys("Right");
    assert_eq!(h.app.form.values().text("happened"), "yes");
    h.app.form.focus("heard");
    h.keys("Space s Space");
    assert_eq!(h.app.form.values().many("heard"), ["c", "s"]);
    h.keys("Space");
    assert_eq!(h.app.form.values().many("heard"), ["c"]);
}

#[test]
fn a_pick_is_found_by_typing_with_a_slip_and_without_the_accent() {
    let mut h = open();
    h.app.form.focus("with");
    h.keys("'zoe'");
    assert!(h.screen().contains("Zoë M."), "{}", h.screen());
    h.keys("Enter");
    assert_eq!(h.app.form.values().text("with"), "V-2");
    assert_eq!(h.app.form.focused(), "when");
    h.app.form.focus("with");
    h.keys("Space Down Down Tab");
    assert_eq!(h.app.form.values().text("with"), "V-3");
    h.app.form.focus("with");
    h.keys("'joa' Esc");
    assert_eq!(h.app.last(), Outcome::Handled);
    assert_eq!(h.app.form.values().text("with"), "V-3");
    h.keys("Esc");
    assert_eq!(h.app.last(), Outcome::Leave);
    h.keys("'qqq' Enter");
    assert!(h.screen().contains("Nothing in the list fits"), "{}", h.screen());
}

#[test]
fn up_and_down_stay_in_a_text_until_its_edge() {
    let mut h = open();
    h.app.form.focus("words");
    h.keys("'one' Enter 'two' Up");
    assert_eq!(h.app.form.focused(), "words");
    h.keys("Up");
    assert_eq!(h.app.form.focused(), "by");
    h.app.form.focus("words");
    h.keys("Down Down");
    assert_eq!(h.app.form.focused(), "view");
}

#[test]
fn undo_and_redo_are_within_a_field() {
    let mut h = open();
    h.app.form.focus("view");
    h.keys("'abc' Ctrl-z Ctrl-z");
    assert_eq!(h.app.form.values().text("view"), "a");
    h.keys("Ctrl-y");
    assert_eq!(h.app.form.values().text("view"), "ab");
}

#[test]
fn a_paste_is_text_and_never_keys() {
    let mut h = open();
    h.app.form.focus("did");
    h.keys("paste:'cinema\\nand lunch'");
    assert_eq!(h.app.form.values().text("did"), "cinema and lunch");
    assert_eq!(h.app.form.focused(), "did");
    h.app.form.focus("happened");
    h.keys("paste:'missed'");
    assert_eq!(h.app.form.values().text("happened"), "yes");
}

#[test]
fn a_paste_of_a_megabyte_is_refused_at_once_and_changes_nothing() {
    let mut h = open();
    h.app.form.focus("view");
    h.keys("'kept'");
    let begun = std::time::Instant::now();
    h.event(Event::Paste("lorem ipsum\n".repeat(90_000)));
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert!(matches!(h.app.last(), Outcome::Refused(_)));
    assert!(h.screen().contains("Nothing was pasted"), "{}", h.screen());
    assert_eq!(h.app.form.values().text("view"), "kept");
}

#[test]
fn a_long_text_stays_quick() {
    let mut h = open();
    h.app.form.focus("view");
    h.event(Event::Paste("word ".repeat(3_900)));
    let begun = std::time::Instant::now();
    h.keys("'x' Enter Up 'y' Ctrl-z Down");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[test]
fn wide_letters_keep_their_columns_and_the_caret_follows() {
    let mut h = open();
    h.app.form.focus("did");
    h.keys("'李明 Zoë 👩‍👧'");
    assert!(h.screen().contains("李明 Zoë"), "{}", h.screen());
    h.keys("Home Right");
    let (x, _) = h.find("李").unwrap();
    assert_eq!(h.caret().map(|(cx, _)| cx), Some(x + 2), "{}", h.screen());
    h.app.form.focus("with");
    h.keys("'ming' Enter");
    assert!(h.screen().contains("李 Ming"), "{}", h.screen());
}

#[test]
fn a_draft_is_kept_within_a_second_and_comes_back_as_it_was() {
    let mut h = open();
    h.keys("'24 10' Tab m Tab 'ill'").wait(Duration::from_secs(1));
    assert_eq!(h.app.drafts, 1);
    assert!(h.app.form.dirty());
    h.wait(Duration::from_secs(60));
    assert_eq!(h.app.drafts, 1, "nothing typed, nothing stored");
    let draft: Values =
        h.app.form.draft().iter().map(|(id, values)| (id.to_owned(), values.to_vec())).collect();
    let mut again = report();
    assert!(!again.dirty());
    again.set_values(&draft);
    assert!(again.draft() == draft && again.dirty());
}

#[test]
fn a_click_focuses_and_chooses() {
    let mut h = open();
    h.click("missed");
    assert_eq!(h.app.form.values().text("happened"), "missed");
    h.click("Joan's view");
    assert_eq!(h.app.form.focused(), "view");
}

#[test]
fn the_focused_field_is_on_the_screen_at_the_smallest_size() {
    let mut h = Harness::new(FormApp::new(report()), 60, 18);
    for _ in 0..9 {
        h.keys("Tab");
        let label = match h.app.form.focused() {
            "when" => "When",
            "happened" => "Happened",
            "did" => "What they did",
            "by" => "chosen by",
            "words" => "own words",
            "view" => "Joan's view",
            "worry" => "worries you",
            "heard" => "Heard",
            _ => "With",
        };
        let screen = h.screen();
        assert!(screen.contains(label), "{label}\n{screen}");
        if h.app.form.focused() != "worry" {
            assert!(h.caret().is_some(), "{label}\n{screen}");
        }
    }
}

#[test]
fn what_the_rules_refuse_stands_beside_its_field_until_it_changes() {
    let mut h = open();
    h.keys("'24 10'");
    h.app.form.refuse("did", "The carer said no to the park.");
    h.keys("Ctrl-Home");
    assert_eq!(h.app.form.focused(), "did");
    assert!(h.screen().contains("✗ The carer said no"), "{}", h.screen());
    h.keys("'cinema'");
    assert!(!h.screen().contains("The carer"), "{}", h.screen());
}

#[test]
fn a_letter_that_no_answer_has_is_left_to_the_key_table() {
    let mut h = open();
    h.keys("Tab !");
    assert_eq!(h.app.last(), Outcome::Ignored);
    h.keys("Tab !");
    assert_eq!(h.app.last(), Outcome::Changed);
}

#[test]
fn a_form_without_fields_does_no_harm() {
    let mut h = Harness::new(FormApp::new(Form::new(Vec::new())), 80, 24);
    h.keys("Tab a Enter Up Space paste:'x' click:3,3 wheel:down F2");
    assert_eq!(h.app.last(), Outcome::Save);
    let mut h =
        Harness::new(FormApp::new(Form::new(vec![Field::choice::<(&str, &str)>("a", "A", [])])), 80, 24);
    h.keys("Space Left Enter a");
}

#[test]
fn a_visit_report_looks_as_sketched() {
    let mut h = open();
    h.keys("'24 10' Tab Tab 'cinema' Tab c Tab 'Said the film was brilliant. She wants to learn to skate.'");
    insta::assert_snapshot!(h.screen());
}
