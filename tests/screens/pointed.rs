//! Words that read like a concern are pointed out before a report is saved, and wait on Deadlines until somebody has
//! answered (domain 8.7).

use crate::ground::{At, for_three, opened};
use domain::record::{ReportState, Subject, VisitLine};
use domain::rule::RuleId;

const QUESTION: &str = "Some words read like a concern, and the answer is that nothing worries.";
const HUNGRY: &str = "3 / 'jay' Enter v Tab Tab '3h' Tab 'walk' Tab 'b' Tab 'Came hungry.' Tab Tab 'n'";

/// The visit of Jay's of which the tests file the report.
fn line(at: &At) -> VisitLine {
    let ledger = at.world().ledger(at.match_of("Jay").id).unwrap();
    ledger.visits.iter().find(|line| line.date.to_string() == "2026-11-14").unwrap().clone()
}

fn due(at: &At) -> usize {
    let visit = Subject::Visit(line(at).id);
    at.desk().deadlines.iter().filter(|d| d.rule == RuleId::R32 && d.subject == visit).count()
}

#[test]
fn one_key_saves_all_the_same_and_the_line_waits_for_an_answer() {
    for (w, h) in [(80, 24), (120, 40), (60, 18)] {
        let mut at = opened(w, h);
        at.keys(HUNGRY).keys("F2");
        at.says("Look once more").says(QUESTION).says("Words: hungry.").says("save all the same");
        at.says("go back to the answer");
        assert_eq!(line(&at).report, ReportState::Awaited, "nothing is saved before the answer");
        at.keys("y").moment();
        assert!(line(&at).reads_like_concern && line(&at).report != ReportState::Awaited);
        assert_eq!(due(&at), 1);
    }
}

#[test]
fn the_other_key_goes_back_to_the_answer() {
    let mut at = opened(100, 40);
    at.keys(HUNGRY).keys("F2").says(QUESTION);
    at.keys("Esc").silent(QUESTION);
    let worry = at.screen().lines().find(|l| l.contains("Anything that worries")).unwrap().to_owned();
    assert!(worry.starts_with(" > ") && worry.contains("● no"), "{worry}");
    // It is asked again as long as nothing was answered.
    at.keys("F2").says(QUESTION);
    at.keys("Esc");
    at.keys("'y' Tab 'Came hungry, twice.' Tab 'n' F2").moment();
    at.silent(QUESTION).says("A concern is open, and its clock is running.");
    assert_eq!((due(&at), line(&at).reads_like_concern), (0, false));
}

#[test]
fn what_was_looked_at_is_not_asked_again() {
    let mut at = opened(100, 40);
    at.keys(HUNGRY).keys("Tab Tab Tab Tab Tab").says("hungry");
    at.keys("'l' F2").moment();
    at.silent(QUESTION).says("✓ Visit report VR-").says(" filed.");
    assert_eq!((due(&at), line(&at).reads_like_concern), (0, false));
}

/// From the line on Deadlines one is on the very question; a concern raised from the line answers as well.
#[test]
fn the_line_leads_to_the_question_and_goes_with_the_answer() {
    for concern in [false, true] {
        let mut at = opened(100, 40);
        at.keys(HUNGRY).keys("F2 y").moment();
        at.keys("4").says("concern?");
        at.keys("5 / 'reads like' Enter");
        assert!(at.cursor().contains("Concern?"), "{}", at.screen());
        assert_eq!(due(&at), 1);
        at.silent("puts it off");
        at.keys("s").says("What is about the safety of a child cannot be put off.");
        if concern {
            at.keys("!").moment();
            assert!(at.row(1).contains("Concern"), "{}", at.screen());
            at.says("Which paragraph");
            at.keys("'hungry' Enter 'n' F2").moment();
            at.says("raised. Its clock is running.");
            let raised = at.world().concerns().last().unwrap();
            assert_eq!((raised.quoted.len(), raised.what.as_str()), (1, "Came hungry."));
        } else {
            at.keys("Enter").moment();
            at.says("Correct the report");
            let field = at.screen().lines().find(|l| l.starts_with(" > ")).unwrap().to_owned();
            assert!(field.contains("Some words read like a concern"), "{field}");
            at.keys("'l' F2").moment();
            at.says("✓ Visit report VR-").says(" corrected.");
        }
        assert_eq!((due(&at), line(&at).reads_like_concern), (0, false), "concern: {concern}");
        at.is_kept_as_if_made_anew();
    }
}

/// A reader is told neither that there are such words, nor which: not on Deadlines, on the tabs, or in the past.
#[test]
fn a_reader_hears_nothing_of_it() {
    let mut at = for_three(120, 40);
    let enter = |at: &mut At, name: &str, phrase: &str| {
        at.keys(&format!("'{name}' Enter '{phrase}' Enter"));
        at.moment();
    };
    enter(&mut at, "Bo Lind", "the words of bo");
    at.keys(HUNGRY).keys("F2 y").moment();
    at.keys("4 g / 'jay' Enter").says("reads like a concern");
    at.keys("Enter").moment();
    at.keys("H").says_beside("hungry").says_beside("warned: The answer was that nothing worries");
    at.keys("Esc L");
    at.moment();
    enter(&mut at, "Rae Wells", "the words of rae");
    at.says("CLOCK RUNNING").silent("reads like").silent("Reads like");
    at.keys("4 g / 'jay' Enter").silent("reads like a concern");
    at.keys("Enter").moment();
    at.keys("H")
        .silent("hungry")
        .silent("nothing worries")
        .says_beside("warned: Not shown to readers. (R32)");
}
