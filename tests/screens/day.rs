//! The working day: the file is opened, the morning's list is read, and each line is put right where it stands.

use crate::ground::{At, flat, locked, opened, told};
use chrono::Days;
use domain::command::{Command, Context};
use domain::deadline::Band;
use domain::finding::Cure;
use domain::rule::RuleId;
use tui::desk::cures::task_of;
use tui::forms::title;
use tui::keys::{Tab, Task};

#[test]
fn a_wrong_passphrase_is_told_and_asked_again() {
    let mut at = locked();
    at.says("Passphrase").silent("Kofi");
    at.keys("'demonstratoin' Enter").says("Opening.");
    at.moment().says("That passphrase does not open this file. Check it and try again.");
    at.says("Passphrase");
    assert!(at.app.desk().is_none());
    at.keys("'demonstration' Enter");
    at.moment();
    assert_eq!(at.desk().tab, Tab::Deadlines);
    at.says("2 clocks · ").says("Opened at change");
}

#[test]
fn the_bands_stand_in_their_order_with_their_counts() {
    let at = opened(80, 100);
    let shown: Vec<usize> =
        ["CLOCK RUNNING 2", "UNSAFE OUTINGS 7", "OVERDUE", "THIS WEEK AND COMING UP", "GONE QUIET"]
            .into_iter()
            .map(|heading| at.find(heading).unwrap_or_else(|| panic!("{heading}\n{}", at.screen())).1.into())
            .collect();
    assert!(shown.is_sorted(), "{shown:?}");
    let open = at.desk().deadlines.iter().filter(|d| d.snoozed.is_none());
    assert_eq!(at.count("Deadlines"), open.count());
}

/// Puts the cursor on the first line of a rule whose subject has that in its words.
pub fn on_line(at: &mut At, rule: RuleId, who: &str) {
    at.keys("5 g");
    for _ in 0..at.count("Deadlines") + 1 {
        let there = at.desk().deadline().is_some_and(|d| d.rule == rule);
        if there && at.cursor().contains(who) {
            return;
        }
        at.keys("j");
    }
    panic!("no line {rule} about {who}\n{}", at.screen());
}

#[test]
fn enter_on_every_line_opens_the_form_that_cures_it() {
    let mut at = opened(120, 40);
    at.keys("g");
    let lines = at.count("Deadlines");
    assert!(lines > 30);
    for _ in 0..lines {
        let due = at.desk().deadline().expect("a line").clone();
        let (task, subject) = task_of(due.cure);
        let place = at.cursor();
        at.keys("Enter");
        let head = at.row(1) + &at.row(2);
        let wanted = match due.cure {
            Cure::StartMatch(_) => "Who could visit",
            // A meeting that has not been yet cannot be recorded: it is arranged first.
            Cure::RecordMeeting(_) if head.contains(title(Task::BookMeeting)) => title(Task::BookMeeting),
            // Who has not been seen for too long is seen sooner.
            Cure::ChangeVisit(_) if due.rule == RuleId::R20 => title(Task::MoveVisit),
            // A proposal is carried on by whatever step is next.
            Cure::CarryOn(id) => {
                let proposal = at.world().proposal(id).expect("a proposal");
                title(tui::forms::next_step(proposal, at.desk().today))
            }
            // What the card would show is looked at before it is given.
            Cure::IssueCard(_) => "briefing card",
            _ => title(task),
        };
        assert!(head.contains(wanted), "{} {}: {}", due.rule, due.what, at.screen());
        let reference =
            subject.and_then(|s| at.world().reference(s)).map(|r| r.to_string()).unwrap_or_default();
        assert!(head.contains(&reference), "{} is about {reference}: {head}", due.rule);
        at.keys("Esc");
        assert_eq!(at.cursor(), place, "back is where one was");
        at.keys("j");
    }
}

/// What to do and whose rule it is are read in the smallest panels too.
#[test]
fn the_panel_of_reasons_shows_the_cure_and_the_source() {
    for (w, h) in [(80, 24), (100, 40)] {
        let mut at = opened(w, h);
        at.keys("g");
        for _ in 0..at.count("Deadlines") {
            let due = at.desk().deadline().expect("a line").clone();
            at.says(&format!("Enter: {}.", due.cure.words()));
            at.says(&due.rule.row().cited(&at.world().policy()));
            at.keys("j");
        }
    }
    let mut at = opened(80, 24);
    on_line(&mut at, RuleId::R33, "Jay P.");
    at.says("R33 Coram Voice, Guidance for Social Workers. The 7 days are this program's own, a setting.");
}

/// Does the cure of a line: the line is gone, the count in the bar has fallen by one, and the file says the same.
#[track_caller]
fn cured(rule: RuleId, who: &str, form: &str, keys: &str) {
    let mut at = opened(100, 40);
    let before = at.count("Deadlines");
    on_line(&mut at, rule, who);
    let due = at.desk().deadline().unwrap().clone();
    at.keys("Enter");
    assert!(at.row(1).contains(form), "{}", at.screen());
    at.keys(keys);
    at.moment();
    at.says(" ✓ ");
    let left =
        at.desk().deadlines.iter().any(|d| (d.rule, d.subject, d.due) == (due.rule, due.subject, due.due));
    assert!(!left, "{rule} still stands\n{}", at.screen());
    assert_eq!(at.count("Deadlines"), before - 1, "{}", at.screen());
    at.holds_what_was_shown();
}

#[test]
fn confirming_the_card_takes_its_line_away() {
    let mut at = opened(100, 40);
    on_line(&mut at, RuleId::R12, "Hana N.");
    at.keys("Enter F2").says("Not saved");
    // Saving without it went to the field that lacks something.
    assert!(at.screen().lines().any(|l| l.starts_with(" > Answered by")), "{}", at.screen());
    cured(RuleId::R12, "Hana N.", "Safe-outing card", "F2 'the carer' Tab Tab 'y' F2");
}

#[test]
fn chasing_an_application_takes_its_line_away() {
    cured(RuleId::R85h, "Kwame B.", "DBS application made or chased", "F2");
}

#[test]
fn a_review_takes_its_line_away() {
    cured(RuleId::R87, "Wendy M.", "Supervision", "Tab Space Tab 'talked about endings' F2");
}

#[test]
fn passing_the_concern_on_stops_its_clock() {
    let mut at = opened(100, 40);
    on_line(&mut at, RuleId::R32, "Kofi A.");
    let concern = at.desk().deadline().unwrap().subject;
    at.keys("Enter");
    assert!(at.row(1).contains("Concern passed on"), "{}", at.screen());
    at.keys("Space Enter 'Alys Morgan' F2");
    at.moment();
    let of_it: Vec<_> = at.desk().deadlines.iter().filter(|d| d.subject == concern).map(|d| d.rule).collect();
    assert!(!of_it.contains(&RuleId::R32), "{of_it:?}\n{}", at.screen());
    // What follows it is asked for from now on: confirmed in writing, what came of it (5.6).
    assert!(of_it.contains(&RuleId::H12), "{of_it:?}");
    at.holds_what_was_shown();
}

#[test]
fn the_clock_of_a_concern_cannot_be_put_off() {
    let mut at = opened(80, 24);
    at.keys("g s")
        .says("The clock of a concern cannot be put off. Pass the concern on, or record why it is not one.");
    assert!(at.row(1).is_empty(), "no form came");
    assert_eq!(at.desk().deadline().unwrap().band, Band::Clock);
}

#[test]
fn an_ordinary_line_is_put_off_shown_and_woken() {
    let mut at = opened(80, 24);
    let before = at.count("Deadlines");
    on_line(&mut at, RuleId::R87, "Wendy M.");
    at.keys("s F2").says("Not saved, 2 fields are not right yet. Why it can wait: must be filled in");
    at.keys("'she is abroad' Enter '+7d' F2");
    at.says("put off until Monday 30 November 2026");
    assert_eq!(at.count("Deadlines"), before - 1, "{}", at.screen());
    at.silent("last 21 Sep").says("2 put off");
    at.keys("z").says("What is put off is shown as well.");
    on_line(&mut at, RuleId::R87, "put off until Mon 30 Nov");
    at.says("by Nora Fielding: she is abroad");
    at.keys("w").says("back on the list");
    assert_eq!(at.count("Deadlines"), before, "{}", at.screen());
    at.keys("z");
    on_line(&mut at, RuleId::R87, "last 21 Sep");
    at.keys("w").says("This is not put off.");
    at.holds_what_was_shown();
}

#[test]
fn the_review_of_the_morning_is_recorded_and_told_in_the_head() {
    let mut at = opened(80, 24);
    at.says("Last reviewed Fri 20 Nov").says("things fell due.");
    at.keys("m").says("Last reviewed Mon 23 Nov 08:10. Nothing has fallen due since.");
    at.again().says("Last reviewed Mon 23 Nov 08:10. Nothing has fallen due since.");
    // What was done before the file was opened is taken back only when that is confirmed.
    at.keys("u").says("Take this back? Morning list gone through.");
    at.keys("Esc").says("Last reviewed Mon 23 Nov");
    at.keys("u y").says("Taken back").says("Last reviewed Fri 20 Nov");
    at.holds_what_was_shown();
}

/// A scheme that has just been set up.
pub fn nothing_yet() -> Vec<(Context, Command)> {
    let mut steps = demo::scheme(crate::ground::today(), crate::ground::moment());
    steps.truncate(1);
    let (context, _) = &mut steps[0];
    context.today = crate::ground::today().checked_sub_days(Days::new(1)).unwrap();
    context.now = context.today.and_hms_opt(9, 0, 0).unwrap().and_utc();
    steps
}

#[test]
fn an_empty_list_says_what_was_looked_at_and_the_other_tabs_what_to_do() {
    let mut at = told(nothing_yet(), 80, 24);
    let screen = flat(&at.screen());
    assert!(screen.contains("Nothing is due. "), "{screen}");
    at.says("rules were looked at for 0 children, 0 visitors, 0 open matches and 0 visits, as of Monday 23 November");
    at.keys("1").says("Press n to enter the first.");
    at.keys("3").says("No match is entered yet.");
    at.keys("4").says("Enter a match first: 3 goes there.").silent("Press v");
    at.keys("5 Enter").says("Nothing is due here.");
    at.keys("1 Enter").says("Nothing is under the cursor.");
}
