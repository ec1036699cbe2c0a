//! A concern told in keys: raised from a paragraph of a report, passed on the same day, asked after, heard, closed.

use crate::ground::{At, opened};
use domain::record::{ConcernStep, Incident, ReportField, Subject};
use domain::rule::RuleId;
use domain::status::quoted_into_concern;

/// Does something, and holds that it was said to be done.
#[track_caller]
fn done(at: &mut At, keys: &str, said: &str) {
    at.keys(keys).moment();
    at.says(said).silent("Not saved").silent("This stands against it");
}

/// Opens a visit of Jay's of which a report is on file.
fn a_report(at: &mut At) {
    at.keys("3 / 'jay' Enter Enter R");
    at.keys("g j j j Enter").moment();
    at.says("The visitor's view");
}

fn rules(at: &At, about: Subject) -> Vec<RuleId> {
    at.desk().deadlines.iter().filter(|d| d.subject == about).map(|d| d.rule).collect()
}

#[test]
fn from_a_paragraph_to_the_last_word() {
    let mut at = opened(100, 40);
    let before = at.world().concerns().count();
    a_report(&mut at);
    // The second paragraph is chosen, and quoted.
    at.keys("j j").says(">");
    at.keys("!");
    assert!(at.row(1).contains("Concern"), "{}", at.screen());
    done(&mut at, "'n' F2", "raised. Its clock is running.");
    let concern = at.world().concerns().last().unwrap().clone();
    assert_eq!(at.world().concerns().count(), before + 1);
    let quote = concern.quoted[0].clone();
    assert_eq!((quote.text.as_str(), quote.field), (concern.what.as_str(), ReportField::ChildWords));
    assert_eq!(quoted_into_concern(at.world(), quote.visit, quote.field, quote.paragraph), Some(concern.id));
    let about = Subject::Concern(concern.id);
    assert_eq!(rules(&at, about), [RuleId::R32, RuleId::R80]);
    // It is marked in the report, and the rest of the report stays as it was.
    at.says("quoted from");
    at.keys("Esc");
    at.says(&format!("[withheld, {}]", concern.reference())).says("The visitor's view");
    at.keys("O").says("still lacks");
    // Passed on the same day.
    done(&mut at, "p Space Tab 'Alys Morgan' F2", "passed on.");
    assert!(!rules(&at, about).contains(&RuleId::R32));
    for (words, step) in [
        ("confirmed in writing", ConcernStep::Written),
        ("visitor told it was passed on", ConcernStep::VisitorTold),
        ("asked what came of it", ConcernStep::FeedbackSought),
    ] {
        at.says(&format!("next: {words}"));
        done(&mut at, "n F2", words);
        assert!(at.world().concern(concern.id).unwrap().step(step).is_some(), "{words}");
    }
    at.says("next: heard what came of it");
    at.keys("n Tab Tab 'All is well.' F2").moment();
    at.says("heard what came of it");
    done(&mut at, "x 'A knock at football.' Tab 'Tess Lead' F2", "closed.");
    let closed = at.world().concern(concern.id).unwrap();
    assert_eq!(closed.closed.as_ref().unwrap().by, "Tess Lead");
    assert_eq!(rules(&at, about), []);
    at.holds_what_was_shown();
}

#[test]
fn a_line_leads_to_the_very_field_of_the_record() {
    let mut at = opened(100, 40);
    a_report(&mut at);
    at.keys("j ! 'n' F2").moment();
    let id = at.world().concerns().last().unwrap().id;
    at.keys("Esc Esc Esc 5 g / 'record incomplete' Enter Enter");
    assert!(at.row(1).contains("Record of the concern"), "{}", at.screen());
    assert!(at.screen().lines().any(|l| l.starts_with(" > First known on")), "{}", at.screen());
    at.keys("Esc");
    assert_eq!(at.world().concern(id).unwrap().kind, Incident::Concern);
}

/// The line of the page on which the cursor stands among the paragraphs.
fn chosen(at: &At) -> Option<String> {
    at.screen().lines().skip(1).find(|l| l.starts_with(" >")).map(str::to_owned)
}

#[test]
fn the_arrows_choose_a_paragraph_as_the_letters_do_and_the_footer_says_so() {
    for (down, up) in [("Down", "Up"), ("j", "k")] {
        let mut at = opened(80, 24);
        a_report(&mut at);
        at.says("Down paragraph ! concern");
        assert_eq!(chosen(&at), None);
        at.keys(down);
        let first = chosen(&at);
        assert!(first.is_some(), "{}", at.screen());
        at.keys(down);
        assert!(chosen(&at).is_some() && chosen(&at) != first, "{}", at.screen());
        at.keys(up);
        assert_eq!(chosen(&at), first);
        // Beyond the first, nothing is chosen any more.
        at.keys(up);
        assert_eq!(chosen(&at), None);
        // Where there are no paragraphs, the keys scroll, and the footer is silent.
        at.keys("C").silent("Down paragraph");
        let before = at.screen();
        at.keys(down);
        assert!(at.screen() != before && chosen(&at).is_none(), "{}", at.screen());
    }
}

#[test]
fn the_paragraph_that_was_moved_to_is_seen_on_the_smallest_screen() {
    let mut at = opened(60, 18);
    at.keys("3 / 'jay' Enter Enter R");
    at.keys("g j j j Enter").moment();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..12 {
        at.keys("Down");
        seen.insert(chosen(&at).unwrap_or_else(|| panic!("out of sight\n{}", at.screen())));
    }
    assert!(seen.len() >= 3, "{seen:?}");
    for _ in 0..3 {
        at.keys("Up").moment();
    }
    assert!(at.screen().contains(" >") || chosen(&at).is_none());
}

#[test]
fn without_a_choice_it_is_asked_which_paragraph_and_all_of_it_only_when_that_is_said() {
    for whole in [false, true] {
        let mut at = opened(100, 40);
        a_report(&mut at);
        at.keys("!").says("Which paragraph");
        at.keys("Tab 'n' Tab 'Something is not right.' F2").moment();
        at.says("Not saved. Which paragraph");
        assert!(at.world().concerns().all(|c| c.what != "Something is not right."));
        at.keys(if whole { "'whole' Enter" } else { "Space Down Enter" });
        at.keys("F2").moment();
        at.says("raised. Its clock is running.");
        let raised = at.world().concerns().last().unwrap().clone();
        let visit = raised.visit.unwrap();
        let held = domain::disclose::belongs_to_concern(at.world(), visit, ReportField::Activity, 0);
        assert_eq!((raised.quoted.len(), held), (usize::from(!whole), whole), "whole: {whole}");
        assert_eq!(raised.what, "Something is not right.", "what was typed stays");
    }
}

/// From a list as well: the report is read from the file first, and its paragraphs are asked for.
#[test]
fn from_a_list_it_is_asked_too_and_the_chosen_words_stand_in_the_form() {
    let mut at = opened(100, 40);
    at.keys("3 / 'jay' Enter Enter R");
    at.keys("g j j j").moment();
    at.keys("!").moment();
    at.says("Which paragraph");
    at.keys("Space Down Enter");
    let quoted = at.screen();
    at.keys("'n' F2").moment();
    at.says("raised. Its clock is running.");
    let raised = at.world().concerns().last().unwrap();
    assert_eq!(raised.quoted.len(), 1);
    assert_eq!(raised.what, raised.quoted[0].text);
    assert!(crate::ground::flat(&quoted).contains(&crate::ground::flat(&raised.what)));
}
