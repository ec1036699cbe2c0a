//! The quick visit report: few keys, nothing lost, and the question that must be answered.

use crate::ground::{At, flat, opened};
use domain::record::{ReportState, Subject};
use std::time::Duration;
use tui::engine::event::Event;
use tui::engine::script;

const SECOND: Duration = Duration::from_secs(1);

/// The report of one visit, from the row of the match in its tab. The narrative stands in three parts; everything
/// else is counted.
const WORDS: [&str; 3] =
    ["cinema, the one with the bears", "He laughed so much that he cried.", "At ease, and talkative."];

/// The keys of the report, with the narrative left out.
fn keys_without_words() -> &'static str {
    // length; what they did; chosen by; own words; the visitor's view; nothing worries; the next visit; save
    "v Tab Tab '3h' Tab | Tab 'b' Tab | Tab | Tab 'n' Tab '12 12' F2"
}

fn file(at: &mut At) {
    let parts = keys_without_words().split('|');
    for (part, words) in parts.zip(WORDS.iter().copied().chain(std::iter::once(""))) {
        at.keys(part);
        at.event(Event::Paste(words.to_owned()));
    }
}

#[test]
fn a_report_takes_at_most_25_keys_besides_the_narrative() {
    let keys = script::parse(&keys_without_words().replace('|', " ")).unwrap();
    assert!(keys.len() <= 25, "{} keys", keys.len());

    let mut at = opened(100, 40);
    at.keys("3 / 'jay' Enter");
    assert!(at.cursor().contains("Jay P."));
    let awaited = |at: &At| {
        let m = at
            .world()
            .matches()
            .find(|m| m.is_open() && Subject::Child(m.child) == at.child("Jay"))
            .unwrap()
            .id;
        let ledger = at.world().ledger(m).unwrap();
        ledger.visits.iter().filter(|v| v.awaits_report(at.desk().today)).count()
    };
    // Two are awaited; the form begins at the last.
    assert_eq!(awaited(&at), 2);
    let due = at.count("Deadlines");
    file(&mut at);
    at.says("✓ Visit report VR-0325 filed.");
    assert_eq!(awaited(&at), 1, "{}", at.screen());
    assert!(at.count("Deadlines") < due);
    at.says("Sat 14 Nov");
    // What was typed can be read on the visit's page, also by a program that is started anew.
    at.again();
    at.keys("3 / 'jay' Enter Enter R");
    while !at.cursor().contains("14 Nov") {
        at.keys("j");
    }
    at.keys("Enter");
    at.says("length 3 h").says("He laughed so much that he cried.").says("At ease, and talkative.");
    at.says("cinema, the one with the bears");
    at.holds_what_was_shown();
}

#[test]
fn the_next_visit_that_was_typed_is_planned() {
    let mut at = opened(100, 40);
    at.keys("3 / 'tyler' Enter");
    let planned =
        |at: &At| at.world().visits_by_date().filter(|(d, _)| d.to_string() == "2026-12-12").count();
    let before = planned(&at);
    at.keys("v");
    at.says("21/11/2026").says("Saturday 21 November 2026");
    at.keys("Esc");
    file(&mut at);
    // The visit that was is a fact; the next one is a step ahead, and the address is not known.
    at.says("Tyler B. moved on Fri 30 Oct 2026, and the new address has not been confirmed.");
    at.says("Leave the next visit blank to save the report without it. (R25)");
    assert_eq!(
        flat(&at.screen()).matches("(R25)").count(),
        1,
        "only what stands against it: {}",
        at.screen()
    );
    assert_eq!(planned(&at), before);
    at.keys("'the carer rings on the day' F2").says(
        "· Visit report VR-0343 filed. Nobody had planned this visit. A visit is arranged beforehand, with the carer and \
         the child. (R23) Tyler B. moved on Fri 30 Oct 2026, and the new address has not been confirmed. (R25)",
    );
    // Once in the pane, once in the message, though two visits are warned of.
    assert_eq!(flat(&at.screen()).matches("confirmed. (R25)").count(), 2, "{}", at.screen());
    assert_eq!(planned(&at), before + 1, "{}", at.screen());
    at.holds_what_was_shown();
}

#[test]
fn words_that_read_like_a_concern_are_said_with_what_was_filed() {
    let mut at = opened(100, 40);
    at.keys("3 / 'jay' Enter v Tab Tab '3h' Tab 'walk' Tab 'b' Tab 'Came hungry.' Tab Tab 'n' F2 y").says(
        "· Visit report VR-0325 filed. The answer was that nothing worries, and the report has words that read like a \
         concern: hungry. Look once more. Raise a concern, or answer that it was looked at and there is none. (R32)",
    );
}

#[test]
fn from_anywhere_the_match_is_found_by_a_part_of_a_name() {
    let mut at = opened(80, 24);
    let whom = at.match_ref("Leila");
    for part in ["haddad", "joan", whom.as_str(), "hadad"] {
        at.keys("1 Esc / 'freddie' Enter v");
        at.keys(&format!("'{part}'"));
        let row = at.screen().lines().find(|l| l.contains(&whom)).map(str::to_owned);
        assert!(row.is_some_and(|r| r.trim_start().starts_with('>')), "{part}\n{}", at.screen());
        at.keys("Enter").says(&whom);
        at.keys("Ctrl-d y Esc");
    }
}

#[test]
fn whether_anything_worries_must_be_said_and_is_never_said_by_passing_through() {
    let mut at = opened(100, 40);
    at.keys("3 / 'jay' Enter v");
    at.says("○ no ○ yes, it opens a concern must be said");
    // A string of Tabs and Enters answers nothing.
    at.keys(&"Tab ".repeat(20)).keys("F2");
    at.says("Not saved. Anything that worries you: must be said");
    let line = at.screen().lines().find(|l| l.contains("Anything that worries")).unwrap().to_owned();
    assert!(line.starts_with(" > ") && line.contains("○ no  ○ yes"), "{line}");
    let due = at.desk().deadlines.iter().any(|d| d.what == "Visit report");
    assert!(due, "nothing was filed");
}

#[test]
fn a_worry_opens_a_concern_with_its_clock_on_deadlines() {
    let mut at = opened(100, 40);
    let concerns = at.world().concerns().len();
    at.keys("3 / 'jay' Enter v Tab Tab '2h' Tab 'walk' Tab 'b' Tab Tab Tab 'y' Tab");
    at.keys("'Came with a bruise and would not say.' F2");
    at.says("must be said");
    at.keys("'n' F2").says(
        "· Visit report VR-0325 filed. A concern is open, and its clock is running. The record still lacks when it was \
         first known, the day it happened, where it happened, by whom it was, who else was there, the child's own \
         words, whether anybody was hurt, what was done at once. Complete it when you can. (R80)",
    );
    assert_eq!(at.world().concerns().len(), concerns + 1);
    at.keys("5 g").says("3 clocks running").says("Jay P.").says("left");
    at.holds_what_was_shown();
}

#[test]
fn a_draft_is_kept_within_a_second_and_outlives_lock_quit_and_kill() {
    let mut at = opened(80, 24);
    at.keys("3 / 'leila' Enter v Tab Tab '2h' Tab 'the first words'");
    at.wait(SECOND).screen();
    at.says("Draft kept.");
    at.killed();
    at.says("One form was left unfinished.");
    at.keys("3 / 'leila' Enter v")
        .says("the first words")
        .says("Your draft was put back. Ctrl-d begins anew.");
    // A lock in the middle of a word.
    at.keys("Tab Tab Tab End ' and more'");
    at.wait(SECOND * 301);
    at.silent("first words").says("Passphrase");
    at.keys("'demonstration' Enter").wait(SECOND);
    at.keys("3 / 'leila' Enter v").says("the first words and more");
    // Leaving in the middle of a word.
    at.keys("Tab Tab Tab End ', quit' Ctrl-c");
    at.again();
    at.keys("3 / 'leila' Enter v").says("the first words and more, quit");
}

#[test]
fn a_draft_never_shows_in_the_form_of_another() {
    let mut at = opened(80, 24);
    at.keys("3 / 'leila' Enter v Tab Tab Tab 'about Leila only' Esc");
    at.says("Left. Your draft is kept and comes back with this form.");
    for other in ["jay", "noah", "mia", "kofi"] {
        at.keys(&format!("Esc / '{other}' Enter v"));
        at.says("Visit report").silent("about Leila only").silent("draft was put back");
        at.keys("Esc");
    }
    at.keys("Esc / 'leila' Enter p").silent("about Leila only");
    at.keys("Esc 1 / 'leila' Enter N").silent("about Leila only");
    at.keys("Esc 3 v").says("about Leila only");
}

#[test]
fn a_form_that_was_only_looked_at_leaves_no_draft() {
    let mut at = opened(80, 24);
    at.keys("3 / 'leila' Enter v Tab Tab Esc").silent("draft is kept");
    at.again().silent("left unfinished");
}

#[test]
fn ctrl_d_begins_anew_and_forgets_the_draft() {
    let mut at = opened(80, 24);
    at.keys("3 / 'leila' Enter v Tab Tab Tab 'never mind'").wait(SECOND);
    at.keys("Ctrl-d").says("Throw away what is typed in this form?");
    at.keys("y").silent("never mind").says("The form is as it was when you first opened it.");
    at.keys("Esc v").silent("never mind");
    at.again().silent("left unfinished");
    at.keys("3 / 'leila' Enter v").silent("never mind");
}

#[test]
fn a_report_that_was_saved_leaves_no_draft() {
    let mut at = opened(100, 40);
    at.keys("3 / 'jay' Enter v Tab Tab Tab Tab 'b'").wait(SECOND);
    at.keys("Esc");
    file(&mut at);
    at.says("✓ Visit report VR-0325 filed.");
    at.again().silent("left unfinished");
}

#[test]
fn a_report_on_file_is_corrected_and_not_typed_again() {
    let mut at = opened(100, 40);
    let reports = |at: &At| {
        let ledgers = at.world().ledgers().flat_map(|l| l.visits.iter());
        ledgers.filter(|v| !matches!(v.report, ReportState::Awaited)).count()
    };
    let before = reports(&at);
    at.keys("4 / 'youth show' Enter").says("Leila H.");
    at.keys("Esc 3 / 'leila' Enter R j Enter").says("Thought that the baddie had the best part");
    // A new report is one key, what is on file another.
    at.keys("v").says("Visit report").silent("Correct the report");
    at.keys("Esc");
    at.keys("e").says("Correct the report").says("theatre, the youth show").says("● no");
    at.keys("Tab Tab Tab End ', and ducks' F2").says(" ✓ ");
    assert_eq!(reports(&at), before);
    at.says(", and ducks");
    at.holds_what_was_shown();
}

/// With `v` from anywhere: where nothing is under the cursor the form asks for whom.
#[test]
fn a_report_is_begun_from_every_tab_also_when_a_filter_fits_nothing() {
    for tab in ["1", "2", "3", "4", "5"] {
        let mut at = opened(80, 24);
        at.keys(tab).keys("/ 'zzqqx'").says("Nothing fits the filter.");
        at.keys("Enter v").says("type any part of a name or M-number");
        at.keys("'leila' Enter").says("Leila H.");
    }
    // A scheme without a match has nobody to report of, and says what comes first.
    let set_up = demo::scheme(crate::ground::today(), crate::ground::moment()).into_iter().take(1).collect();
    let mut at = crate::ground::told(set_up, 80, 24);
    for tab in ["1", "4", "5"] {
        at.keys(tab).keys("v").silent("Visit report");
        at.says("A report is of a match, and none is entered yet.");
    }
    at.keys("4").silent("Press v");
}
