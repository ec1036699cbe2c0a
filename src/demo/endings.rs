//! Matches that have ended, for the reasons for which matches end, and who waits again since.

use crate::children::{self, About, Kept, Upto};
use crate::days::{months, plus, weekend_before};
use crate::matches::{self, Pairing};
use crate::people::Roll;
use crate::teller::Script;
use crate::visitors;
use crate::{eighteen, moves, reviews};
use chrono::NaiveDate;
use domain::command::Command;
use domain::record::{Ceased, ClosingStep, EndReason, Interval, Stage};

/// How a match ends, as the form has it.
pub(crate) struct End {
    pub on: NaiveDate,
    pub reason: EndReason,
    pub decided_by: Option<String>,
    pub notice: Option<NaiveDate>,
    pub note: Option<String>,
    pub child_words: Option<String>,
    pub rematch: Option<bool>,
    pub informal_after: Option<NaiveDate>,
}

/// The child's latest match ends; what is typed in is what `change` makes of it.
pub(crate) fn end(s: &mut Script, child: usize, typed: NaiveDate, change: impl FnOnce(&mut End)) {
    let mut e = End {
        on: typed,
        reason: EndReason::Rematched,
        decided_by: Some("team manager, with all four heard".to_owned()),
        notice: None,
        note: None,
        child_words: None,
        rematch: None,
        informal_after: None,
    };
    change(&mut e);
    s.on(typed, move |t| Command::EndMatch {
        match_id: t.match_of(child),
        on: e.on,
        reason: e.reason,
        decided_by: e.decided_by,
        notice: e.notice,
        note: e.note,
        child_words: e.child_words,
        rematch: e.rematch,
        informal_after: e.informal_after,
    });
}

/// R98: an ending is closed step by step, for as long as `upto` says.
fn close(s: &mut Script, child: usize, end: NaiveDate, upto: usize) {
    use ClosingStep::{
        CarersTold, ChildTold, ExpensesClosed, Goodbye, PackReturned, Survey, Thanks, VisitorDebrief,
        WorkersTold,
    };
    let rounds = [
        (1, vec![ChildTold, WorkersTold, CarersTold], "by telephone, the same day"),
        (4, vec![Goodbye, VisitorDebrief], "an hour with the visitor; the last meeting is told there"),
        (19, vec![PackReturned, ExpensesClosed, Survey, Thanks], "a card with everybody's thanks"),
    ];
    for (after, steps, note) in rounds.into_iter().take(upto) {
        let on = plus(end, after);
        s.on(s.office(on), move |t| Command::TakeClosingStep {
            match_id: t.match_of(child),
            steps,
            on,
            note: Some(note.to_owned()),
        });
    }
}

/// A match that began and ended.
struct Ended {
    child: usize,
    visitor: usize,
    start: NaiveDate,
    end: NaiveDate,
    reason: EndReason,
    rematch: Option<bool>,
    note: &'static str,
    words: &'static str,
}

impl Ended {
    fn tell(&self, s: &mut Script, roll: &Roll, about: About) {
        if self.start <= s.since {
            children::long_known(s, roll, self.child, plus(self.start, -300), about);
        } else {
            let received = plus(self.start, -45);
            children::comes(s, roll, self.child, received, about);
            children::referred(s, roll, self.child, received, Upto::Decided, about);
        }
        let p = Pairing::new(
            s,
            (self.child, self.visitor),
            self.start,
            Interval::Monthly,
            weekend_before(plus(self.end, -6)),
        );
        matches::tell(s, &p);
        reviews::all(s, &p, plus(self.end, -8));
        visitors::supervised(s, self.visitor, self.start, plus(self.end, -15));
        let kept =
            Kept { contact: plus(self.end, -40), card: plus(self.end, -70), risk: plus(self.end, -30) };
        children::upkeep(s, self.child, plus(self.start, -44), kept);
        if self.reason == EndReason::ChildDeclinedEarly {
            let (child, on) = (self.child, plus(self.end, -2));
            s.on(on, move |t| Command::DecideTrial {
                match_id: t.match_of(child),
                on,
                goes_on: false,
                words: Some("\"He is nice. I just do not want to.\"".to_owned()),
            });
        }
        let by_law = matches!(self.reason, EndReason::Eighteen | EndReason::NotLookedAfter);
        let removed = self.reason == EndReason::VisitorRemoved;
        end(s, self.child, self.end, |e| {
            e.reason = self.reason;
            // R53: of the one that ended as too far the letter has not been written yet.
            let written = !by_law && self.reason != EndReason::TooFar;
            e.notice = written.then(|| plus(self.end, -3));
            e.note = Some(self.note.to_owned());
            e.child_words = (!self.words.is_empty()).then(|| self.words.to_owned());
            e.rematch = self.rematch;
            e.informal_after = (self.reason == EndReason::Eighteen).then(|| plus(self.end, -10));
            e.decided_by = removed.then(|| "team manager".to_owned()).or(e.decided_by.take());
        });
        close(s, self.child, self.end, if self.end > plus(s.today, -14) { 2 } else { 3 });
    }
}

/// So many days ago Naomi became eighteen, who had had a visitor and waited for another.
pub(crate) const NAOMI: i64 = 30;

/// Every ended match of the told scheme: child, visitor, months since it began, days since it ended, why, whether
/// another visitor is wanted, and what is said of it.
type Told = (&'static str, &'static str, i32, i64, EndReason, Option<bool>, &'static str, &'static str);

const ENDED: &[Told] = &[
    (
        "aaliyah",
        "carol",
        26,
        212,
        EndReason::Eighteen,
        Some(false),
        "a meal out, and a photograph for both",
        "Eighteen is not so different. Thank you for all the Saturdays.",
    ),
    (
        "naomi",
        "rebecca",
        30,
        300,
        EndReason::VisitorResigned,
        Some(true),
        "moves away for her work; a goodbye visit was held",
        "I want another one like Rebecca.",
    ),
    (
        "harvey",
        "sofia",
        17,
        300,
        EndReason::ChildStopped,
        Some(false),
        "Harvey said he has enough going on; told kindly",
        "It was good. I am just busy.",
    ),
    (
        "poppy",
        "marcus",
        15,
        120,
        EndReason::NotLookedAfter,
        None,
        "home to mother; goodbye visit held",
        "I am going home! Can he come to my gym show?",
    ),
    (
        "malik",
        "beth",
        5,
        85,
        EndReason::ChildDeclinedEarly,
        Some(true),
        "two visits; nobody's fault",
        "I asked for a man. And somebody who does sport.",
    ),
    (
        "ryan",
        "beth",
        17,
        270,
        EndReason::Rematched,
        None,
        "forty miles away since her move; somebody nearer is looked for",
        "It is too far for Beth. It is not her fault.",
    ),
    (
        "rosie",
        "ivor",
        25,
        12,
        EndReason::TooFar,
        Some(true),
        "the new placement is ninety minutes away; talked over at a review, all agree",
        "I cried a bit. I would like another one.",
    ),
    // R55: nobody has considered yet who could come next.
    (
        "curtis",
        "gareth",
        15,
        40,
        EndReason::SchemeEnded,
        None,
        "visits had become irregular on both sides; reviewed twice, then ended with thanks",
        "",
    ),
    (
        "marnie",
        "craig",
        22,
        160,
        EndReason::VisitorRemoved,
        Some(true),
        "the appointment was ended in writing; the details are with the team manager",
        "They told me it is nothing I did.",
    ),
];

/// Every ended match of the told scheme.
pub(crate) fn tell(s: &mut Script, roll: &Roll) {
    for (child, visitor, start, end, reason, rematch, note, words) in ENDED {
        let ended = Ended {
            child: roll.child(child),
            visitor: roll.visitor(visitor),
            start: plus(months(s.today, -start), 12),
            end: s.ago(*end),
            reason: *reason,
            rematch: *rematch,
            note,
            words,
        };
        if *reason == EndReason::VisitorRemoved {
            let (visitor, on) = (ended.visitor, plus(ended.end, -6));
            s.on(on, move |t| Command::SuspendVisitor {
                visitor: t.visitor(visitor),
                on,
                reason: Some(
                    "Visits are paused for the present; the team manager has the details.".to_owned(),
                ),
                by_manager: false,
            });
        }
        if *reason == EndReason::TooFar {
            moves::far_away(s, ended.child, s.ago(52));
        }
        let about = match *child {
            "aaliyah" => eighteen::turned(ended.end),
            "naomi" => eighteen::turned(s.ago(NAOMI)),
            _ => About::default(),
        };
        ended.tell(s, roll, about);
    }
    let (poppy, on) = (roll.child("poppy"), s.ago(120));
    children::amended(s, poppy, on, move |d| {
        d.ceased = Some(Ceased { on, reason: "returned home".to_owned() });
        d.next_case_review = None;
    });
    let craig = roll.visitor("craig");
    visitors::stage(s, craig, Stage::Removed, s.ago(158), Some("decided by the team manager, with a letter"));
    // Referred again by the social worker; he has a second visitor by now.
    children::referred(s, roll, roll.child("ryan"), s.ago(262), Upto::Decided, About::default());
    // Who stopped a match is asked anew.
    children::met(s, roll, roll.child("malik"), s.ago(78));
    // Back on the waiting list with the ending, before others.
    for (key, card) in [("malik", 30), ("marnie", 45)] {
        let who = roll.child(key);
        children::confirm_card(s, who, s.ago(card));
        children::risk_asked(s, who, s.ago(80), s.ago(card + 3));
    }
}
