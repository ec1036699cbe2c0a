//! Letters to the child: plain words, and nothing about anybody else.

use super::*;
use crate::deadline::tests::world::{decision, meeting, proposal, referral};
use crate::record::{EndReason, MeetingOutcome, ReferralCloseReason, ReferralClosed, ReferralOutcome};

/// What no letter to a child holds.
const NEVER: &[&str] =
    &["Barker", "07700", "4 Mill Lane", "Acme", "7654321", "Ruth Dale", "DBS", "C-0001", "M-0001"];

/// Row 12, before the match.
#[test]
fn the_profile_says_who_could_visit_and_that_the_child_chooses() {
    let mut s = scene().without_match();
    s.more.push(proposal(1, "2026-11-01").into());
    let told = text(&s, Kind::Profile);
    holds(
        &told,
        &["Hello Leila,", "This is Joan.", "walking, baking", "Welsh", "You choose.", "Westerby Visitors"],
        NEVER,
    );
    s.visitor.name.known_as = Some("Jo".to_owned());
    holds(&text(&s, Kind::Profile), &["This is Jo."], &["Joan"]);
    let none = scene().without_match();
    assert!(made(&none, Kind::Profile, Subject::Child(none.child.id), &[]).is_err());
}

/// Row 11: each state in plain words; why somebody was declined is the social worker's to tell.
#[test]
fn where_the_request_is_up_to_is_told_in_plain_words() {
    type Change = fn(&mut crate::record::Referral);
    let cases: [(&str, Change); 7] = [
        ("Next we would like to meet you", |_| {}),
        ("comes to meet you on 30 November 2026", |r| {
            r.meetings = vec![meeting("2026-11-30", MeetingOutcome::Booked)];
        }),
        ("We have met you.", |r| r.meetings = vec![meeting("2026-10-20", MeetingOutcome::Held)]),
        ("You are on our list since 1 November 2026", |r| {
            r.decision = Some(decision("2026-11-01", ReferralOutcome::Accepted));
        }),
        ("cannot find a visitor for you", |r| {
            r.decision = Some(decision("2026-11-01", ReferralOutcome::Declined))
        }),
        ("You told us that you do not want a visitor.", |r| {
            r.decision = Some(decision("2026-11-01", ReferralOutcome::ChildSaysNo));
        }),
        ("You are not on our list at the moment.", |r| {
            let (on, reason) = (d("2026-11-10"), ReferralCloseReason::Withdrawn);
            r.closed = Some(ReferralClosed { on, reason, note: Some("the plan changed".to_owned()) });
        }),
    ];
    for (there, change) in cases {
        let mut s = scene().without_match();
        let mut r = referral(1, "2026-10-05");
        r.decision = None;
        r.meetings.clear();
        r.closed = None;
        change(&mut r);
        if let Some(decision) = &mut r.decision {
            decision.reason = Some("no capacity".to_owned());
        }
        s.referrals = vec![r];
        let told = text(&s, Kind::Request);
        holds(
            &told,
            &["Hello Leila,", "On 5 October 2026 we were asked", there],
            &["no capacity", "the plan changed"],
        );
        holds(&told, &[], NEVER);
        let others = cases.iter().filter(|(other, _)| *other != there);
        others.for_each(|(other, _)| assert!(!told.contains(other), "{other}:\n{told}"));
    }
}

#[test]
fn of_a_request_that_led_to_a_match_the_child_reads_who_visits() {
    let mut s = scene();
    s.referrals = vec![referral(1, "2026-01-05")];
    holds(&text(&s, Kind::Request), &["You have a visitor now: Joan.", "2 February 2026"], NEVER);
    let mut none = scene();
    none.referrals.clear();
    assert!(made(&none, Kind::Request, Subject::Child(none.child.id), &[]).is_err(), "without a referral");
}

/// Row 31: truthful, and for a child. Of a visitor who was removed only the day is told.
#[test]
fn the_ending_letter_says_why_as_far_as_a_child_is_told() {
    for (reason, words) in EndReason::ALL {
        let mut s = scene().ended("2026-11-01");
        let ended = s.match_.ended.as_mut().unwrap();
        ended.reason = *reason;
        ended.note = Some("a note for the file".to_owned());
        ended.decided_by = Some("Sal Moss".to_owned());
        ended.rematch = None;
        let letter = made(&s, Kind::Ending, Subject::Match(s.match_.id), &[]);
        if *reason == EndReason::Death {
            assert!(letter.is_err_and(|why| why.contains("in person")));
            continue;
        }
        let told = flat(letter.unwrap().text());
        holds(
            &told,
            &["Hello Leila,", "ended on 1 November 2026."],
            &["a note for the file", "Sal Moss", words],
        );
        holds(&told, &[], NEVER);
        let why =
            ["not because of", "eighteen then", "not looked after", "You told us that you want to stop."];
        assert_eq!(why.iter().filter(|why| told.contains(**why)).count(), 1, "{words}: {told}");
    }
}

/// R74: that a visitor was removed cannot be told from the letter.
#[test]
fn a_letter_about_a_visitor_who_was_removed_reads_as_one_that_the_scheme_has_ended() {
    let letter = |reason| {
        let mut s = scene().ended("2026-11-01");
        s.match_.ended.as_mut().unwrap().reason = reason;
        made(&s, Kind::Ending, Subject::Match(s.match_.id), &[]).unwrap().text().to_owned()
    };
    assert_eq!(letter(EndReason::VisitorRemoved), letter(EndReason::SchemeEnded));
    assert_ne!(letter(EndReason::TooFar), letter(EndReason::SchemeEnded));
}

#[test]
fn a_letter_before_the_last_day_names_the_visitor_and_another_is_looked_for_if_wanted() {
    let mut s = scene().ended("2026-11-30");
    s.match_.ended.as_mut().unwrap().reason = EndReason::TooFar;
    s.match_.ended.as_mut().unwrap().rematch = Some(true);
    let told = text(&s, Kind::Ending);
    holds(
        &told,
        &["Your visits with Joan end on 30 November 2026.", "too far", "We are looking for one"],
        NEVER,
    );
    let none = scene();
    assert!(made(&none, Kind::Ending, Subject::Match(none.match_.id), &[]).is_err(), "nothing has ended");
}
