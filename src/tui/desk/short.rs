//! The same in fewer letters, for columns that are too narrow for the whole: one table, so that a word that is cut off
//! never has to be guessed at. Each stands for one thing only among those that can stand in its place.

use crate::engine::list::Cell;
use crate::engine::theme::Role;

/// Where a child, a visitor or a match stands, and what is said of a report.
#[rustfmt::skip]
const STATES: &[(&str, &str)] = &[
    ("cancelled, carer", "canc. carer"),
    ("cancelled, child", "canc. child"),
    ("cancelled, other", "canc. other"),
    ("cancelled, scheme", "canc. scheme"),
    ("cancelled, social worker", "canc. worker"),
    ("cancelled, visitor", "canc. visitor"),
    ("ended by age", "over, age"),
    ("ended by law", "over, law"),
    ("match ended by law", "over by law"),
    ("missed, social worker", "missed, worker"),
    ("planned, confirmed", "confirmed"),
    ("reads like a concern", "concern?"),
    ("ready for decision", "to decide"),
    ("stopped, notice awaited", "no notice"),
    ("visits paused", "paused"),
];

/// What is due.
#[rustfmt::skip]
const DUE: &[(&str, &str)] = &[
    ("Ask for the address", "Ask address"),
    ("Ask what came of the concern", "Concern outcome"),
    ("Away for a long time", "Away long"),
    ("Card has changed", "Card changed"),
    ("Carer: the pattern", "Carer: pattern"),
    ("Carer: the visitor", "Carer: visitor"),
    ("Chase the DBS check", "Chase DBS"),
    ("Concern not confirmed in writing", "Confirm concern"),
    ("Concern not passed on", "Pass on concern"),
    ("Concern record incomplete", "Concern record"),
    ("Concern to be closed", "Close concern"),
    ("Condition to be met", "Condition"),
    ("Consent runs out", "Consent ends"),
    ("DBS referral not answered", "DBS referral"),
    ("DBS status check", "DBS status"),
    ("Danger now: call 999", "Call 999 now"),
    ("Do not speak to the visitor", "Do not speak"),
    ("Driver's documents", "Driver's papers"),
    ("Ending to be closed", "Close ending"),
    ("Enquiry to be answered", "Answer enquiry"),
    ("Expenses to be paid", "Expenses"),
    ("Final formal visit", "Final visit"),
    ("Free, and no word lately", "Free, no word"),
    ("Independence again", "Independence"),
    ("Internal complaint not opened", "Open complaint"),
    ("Internal complaint open", "Complaint open"),
    ("Joint matching visit", "Joint visit"),
    ("LADO's form not sent", "LADO's form"),
    ("Look at new home", "New home"),
    ("Low-level concerns to look at", "Low-level"),
    ("Match ended by age", "Ended by age"),
    ("Match ended by law", "Ended by law"),
    ("Match to be ended", "End the match"),
    ("Meeting about the child", "Case meeting"),
    ("Meeting not written up", "Write up"),
    ("Meeting on an allegation", "Allegation met"),
    ("Meeting with the child", "Meet the child"),
    ("Missing child: tell the IRO", "Missing child"),
    ("Nearly at capacity", "Nearly full"),
    ("New visitor to be considered", "New visitor"),
    ("No answer on the concern", "Concern answer"),
    ("No next visit planned", "No next visit"),
    ("Not independent of home", "Not independent"),
    ("Objection to be judged", "Objection"),
    ("Pack not answered", "Pack unanswered"),
    ("Placement heard of late", "Heard late"),
    ("Proposal stands still", "Proposal still"),
    ("Proposal: next step", "Proposal step"),
    ("Reads like a concern", "Concern?"),
    ("Regulated activity?", "Regulated?"),
    ("Report of sexual abuse", "Sexual abuse"),
    ("Reports missing: call", "Call: reports"),
    ("Reports missing: tell the manager", "Tell: reports"),
    ("Tell the team manager", "Tell manager"),
    ("Review to the plan", "Review to plan"),
    ("Safe-outing card", "Outing card"),
    ("Social care not told", "Tell soc. care"),
    ("Stalled on the way", "Stalled"),
    ("Still in the personnel record", "Clear record"),
    ("Summary not given", "Give summary"),
    ("Support the visitor", "Support visitor"),
    ("The child decides", "Child decides"),
    ("The scheme's standards", "Standards"),
    ("Visit as a sanction", "Sanction"),
    ("Visit at new home", "Visit new home"),
    ("Visits fall through", "Fall through"),
    ("Visits still booked", "Visits booked"),
    ("Waiting for a visitor", "Waiting"),
    ("Written notice awaited", "Written notice"),
];

/// Parts of what is said of something due, put in the place of each other from the first to the last.
#[rustfmt::skip]
const PARTS: &[(&str, &str)] = &[
    ("address not confirmed since move", "address unsure"),
    ("not confirmed since move ", "moved "),
    ("address not confirmed", "address unsure"),
    ("driver's documents", "driver's papers"),
    ("match on hold", "on hold"),
    ("no DBS certificate", "no certificate"),
    ("no longer looked after", "not looked after"),
    ("not allowed as it stands", "not allowed"),
    ("other medical", "medical"),
    ("people not to contact", "people"),
    ("phobias and fears", "fears"),
    ("places to avoid", "places"),
    ("religion and culture", "culture"),
    ("social worker", "worker"),
    ("version ", "no. "),
    ("visitor on hold", "on hold"),
    ("visits at home only", "home visits only"),
    ("independence and distance", "both to look at"),
    ("on hold since ", "hold, "),
    (" more not asked", " more"),
    (" since ", ", "),
    (", no visit on record", ", none"),
    ("no visit on record", "no visits"),
    (", no visit yet", ", none"),
];

/// How much room there is on the narrowest screen for what is said of something due.
const ROOM: usize = 17;

const WEEKDAYS: [&str; 7] = ["Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "];

fn of(table: &[(&'static str, &'static str)], words: &str) -> Option<&'static str> {
    table.iter().find(|(long, _)| *long == words).map(|(_, short)| *short)
}

/// A cell that says where somebody or something stands.
pub(super) fn state(words: impl Into<String>, role: Role) -> Cell {
    let words = words.into();
    let short = of(STATES, &words);
    let cell = Cell::new(words, role);
    match short {
        Some(short) => cell.or(short),
        None => cell,
    }
}

/// A cell that says what is due.
pub(super) fn due(what: &'static str) -> Cell {
    let cell = Cell::from(what);
    match of(DUE, what) {
        Some(short) => cell.or(short),
        None => cell,
    }
}

/// A cell that says why, or since when.
pub(super) fn detail(words: String) -> Cell {
    let short = shorter(&words);
    Cell::from(words).or(short)
}

fn shorter(words: &str) -> String {
    // Who may speak to the visitor comes before what it would be about (R73).
    if words.starts_with("leave contact to the team manager") {
        return "leave to manager".to_owned();
    }
    let mut short = words.to_owned();
    for (long, other) in PARTS {
        short = short.replace(long, other);
    }
    for day in WEEKDAYS {
        short = short.replace(day, "");
    }
    // Of what was last and what is due, the second is what the line is about; which of the reviews it is stays.
    let short = match short.split_once(", due ") {
        Some((which, due)) if which.ends_with("-month") => format!("{which}, {due}"),
        Some((_, due)) => format!("due {due}"),
        None => short,
    };
    // Of several things that are said the first is the one that says it.
    match short.split_once(", ") {
        Some((first, _)) if short.chars().count() > ROOM => first.to_owned(),
        _ => short,
    }
}

/// Hours while there are many, then minutes: `6 h left`, `25 min`.
pub(super) fn left(left: chrono::TimeDelta) -> String {
    match left.num_minutes() {
        minutes if minutes >= 120 => format!("{} h left", minutes / 60),
        minutes => format!("{minutes} min"),
    }
}

/// The same once a clock has run out. It is late, and not too late: it is to be done all the same.
pub(super) fn late(by: chrono::TimeDelta) -> String {
    match by.num_minutes() {
        minutes if minutes >= 48 * 60 => format!("{} d late", minutes / (24 * 60)),
        minutes if minutes >= 60 => format!("{} h late", minutes / 60),
        // The minutes are not counted on the screen: nobody is woken for them.
        _ => "now late".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_are_short_for_the_same() {
        for table in [STATES, DUE] {
            let short: BTreeSet<&str> = table.iter().map(|(_, short)| *short).collect();
            assert_eq!(short.len(), table.len());
            for (long, short) in table {
                let other = table.iter().any(|(other, _)| other == short && other != long);
                assert!(!other, "{short} is the whole of another");
            }
        }
    }

    #[test]
    fn each_fits_where_it_is_to_stand() {
        for (long, short) in DUE {
            assert!(short.chars().count() <= 15 && short.len() < long.len(), "{short}");
        }
        for (_, short) in STATES {
            assert!(short.chars().count() <= 14, "{short}");
        }
    }

    #[test]
    fn what_is_due_keeps_its_day() {
        for (words, short) in [
            ("DBS lapses Thu 26 Nov", "DBS lapses 26 Nov"),
            ("religion and culture not asked", "culture not asked"),
            ("allergies, 3 more not asked", "allergies, 3 more"),
            ("address not confirmed since move", "address unsure"),
            ("not confirmed since move ", "moved "),
            ("3-month, due 14 Nov", "3-month, 14 Nov"),
            ("last Mon 3 Aug, due 3 Nov", "due 3 Nov"),
            ("visitor on hold since 3 Sep", "hold, 3 Sep"),
            ("deferred since 24 Oct", "deferred, 24 Oct"),
            ("not confirmed since move 30 Oct", "moved 30 Oct"),
            ("due 2 Dec, 3 in 12 months", "due 2 Dec"),
            ("version 1 of 24 Sep", "no. 1 of 24 Sep"),
            ("leave contact to the team manager; last Mon 3 Aug, due 3 Nov", "leave to manager"),
        ] {
            assert_eq!(shorter(words), short);
        }
    }

    #[test]
    fn a_clock_says_how_long_it_still_runs_and_by_how_much_it_is_late() {
        let minutes = chrono::TimeDelta::minutes;
        for (is, said) in [(0, "0 min"), (119, "119 min"), (120, "2 h left"), (1_500, "25 h left")] {
            assert_eq!(left(minutes(is)), said);
        }
        for (is, said) in
            [(0, "now late"), (59, "now late"), (60, "1 h late"), (2_879, "47 h late"), (2_880, "2 d late")]
        {
            assert_eq!(late(minutes(is)), said);
        }
    }
}
