//! Papers for visitor, carer, social worker and reviewing officer.

use super::*;
use crate::deadline::tests::world::{concern, dbs, pause, proposal, referral, said, suspension};
use crate::id::ConsentId;
use crate::record::{
    CaseMeeting, Consent, ConsentTo, Heard, Party, Pause, Professional, Reader, ReferralOutcome, Suspension,
    Thing,
};

#[test]
fn the_briefing_holds_what_outings_need_and_for_one_only_thought_of_first_facts() {
    let s = scene();
    holds(
        &text(&s, Kind::Briefing),
        &["Leila", "Haddad", "chess", "12 Orchard Row", "call 999 first", "give it back"],
        &["7654321", "nobody loud"],
    );
    let mut s = scene().without_match();
    s.more.push(proposal(1, "2026-11-01").into());
    let told = flat(
        made(
            &s,
            Kind::Briefing,
            Subject::Proposal(crate::id::ProposalId(crate::deadline::tests::world::id(13, 1))),
            &[],
        )
        .unwrap()
        .text(),
    );
    holds(
        &told,
        &["Leila", "chess", "first facts only"],
        &["Haddad", "12 Orchard Row", "999", "nobody loud"],
    );
}

/// R24, R27, R28: statutory, how often, no cancelling as a sanction.
#[test]
fn the_leaflet_says_what_the_law_is_how_often_and_that_a_visit_is_no_sanction() {
    let s = scene();
    holds(
        &text(&s, Kind::Leaflet),
        &[
            "Joan is the independent visitor of Leila.",
            "section 23ZB of the Children Act 1989",
            "visit, befriend and advise",
            "Visits are monthly",
            "never a sanction",
        ],
        &["Barker", "07700", "4 Mill Lane", "12 Orchard Row", "nobody loud"],
    );
    let ended = scene().ended("2026-11-01");
    assert!(made(&ended, Kind::Leaflet, Subject::Match(ended.match_.id), &[]).is_err());
}

/// Section 7: a visit count, and not what visits were about.
#[test]
fn the_status_update_counts_visits_and_tells_nothing_of_them() {
    let mut s = scene();
    s.more.push(concern(1, "2026-11-20 10:00").into());
    let told = text(&s, Kind::Status);
    holds(
        &told,
        &[
            "Child: Leila Haddad",
            "M-0001, since 2 February 2026, visits monthly",
            "Visits made: 2, the last on 14 November 2026",
            "Visits planned: 1, the next on 5 December 2026",
            "Joan Barker",
        ],
        &["Bradgate", "nobody loud", "07700", "4 Mill Lane", "oncerns"],
    );
    // A planned day that has passed is neither made nor planned.
    s.visits[1].state = crate::record::VisitState::Planned;
    holds(
        &text(&s, Kind::Status),
        &["Visits made: 1, the last on 17 October 2026", "Visits planned: 1"],
        &[],
    );
    let mut s = scene().without_match();
    s.referrals = vec![referral(1, "2026-10-05")];
    holds(
        &text(&s, Kind::Status),
        &["Received: 5 October 2026", "There is no match at present."],
        &["Visits made"],
    );
}

/// A pause is neutral: no paper says that there is one, or why (R74).
#[test]
fn no_paper_tells_of_a_pause() {
    let mut s = scene();
    let reason = || "an allegation".to_owned();
    s.visitor.suspensions = vec![Pause { reason: reason(), ..pause("2026-11-01", None) }];
    s.match_.suspensions = vec![Suspension { reason: reason(), ..suspension("2026-11-01", None) }];
    s.referrals = vec![referral(1, "2026-01-05")];
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Ending) {
        holds(&text(&s, kind), &[], &["allegation", "paused", "uspended"]);
    }
}

#[test]
fn the_notice_of_a_match_names_both_and_says_checked_while_the_check_is_good() {
    let mut s = scene();
    holds(
        &text(&s, Kind::MatchNotice),
        &["Child: Leila Haddad", "Independent visitor: Joan Barker", "Enhanced DBS: checked", "statutory"],
        &["001234567890", "07700", "4 Mill Lane", "Acme"],
    );
    s.visitor.dbs = vec![dbs("2020-01-13")];
    holds(&text(&s, Kind::MatchNotice), &["Joan Barker"], &["Enhanced DBS", "checked"]);
}

fn agreed(s: &Scene, row: u8, to: Reader, given: bool) -> Consent {
    Consent {
        id: ConsentId([row; 16]),
        about: Subject::Child(s.child.id),
        what: ConsentTo::Disclosure {
            row,
            thing: Thing { subject: Subject::Match(s.match_.id), name: None },
            to,
        },
        given,
        by: "Leila".to_owned(),
        how: "said".to_owned(),
        on: d("2026-11-01"),
        until: None,
        withdrawn: None,
        recorded_by: "Ruth Dale".to_owned(),
    }
}

/// R30, R86c: of what the child says only what the child has agreed to, and for this reader.
#[test]
fn the_reviewing_officer_reads_the_childs_views_by_the_childs_consent_only() {
    for (consent, there) in [
        (None, false),
        (Some((Reader::Iro, true)), true),
        (Some((Reader::Iro, false)), false),
        (Some((Reader::Carer, true)), false),
    ] {
        let mut s = scene();
        let heard = |who, words: &str| Heard { who, heard: true, note: Some(words.to_owned()) };
        s.reviews[1].heard = vec![heard(Party::Child, "the best day"), heard(Party::Carer, "always late")];
        s.more.extend(consent.map(|(to, given)| agreed(&s, 26, to, given).into()));
        let told = text(&s, Kind::IroUpdate);
        assert_eq!(told.contains("the best day"), there, "{consent:?}: {told}");
        holds(&told, &[], &["always late", "nobody loud", "Bradgate", "10:30"]);
    }
}

#[test]
fn the_reviewing_officer_reads_of_match_visits_and_the_wish_to_have_the_visitor_there() {
    let mut s = scene();
    s.child.iro = Some(Professional::named("Ola Winter"));
    s.child.next_case_review = Some(d("2026-12-10"));
    holds(
        &text(&s, Kind::IroUpdate),
        &[
            "Next review: 10 December 2026",
            "wants a visitor",
            "since 2 February 2026",
            "Visits made: 2",
            "Visits planned: 1",
            "is not on record. Please ask",
        ],
        &["Barker", "07700"],
    );
    s.match_.meetings = vec![CaseMeeting {
        on: d("2026-12-10"),
        what: "review".to_owned(),
        child_wants: Some(true),
        asked: Some(said("2026-11-10")),
        attended: None,
    }];
    holds(&text(&s, Kind::IroUpdate), &["child wants the visitor there: yes"], &["is not on record"]);
}

#[test]
fn of_a_child_who_waits_the_reviewing_officer_reads_since_when_and_why() {
    let mut s = scene().without_match();
    let mut r = referral(1, "2026-05-05");
    r.decision = Some(crate::deadline::tests::world::decision("2026-05-20", ReferralOutcome::Accepted));
    r.decision.as_mut().unwrap().reason = Some("no visitor speaks Dari yet".to_owned());
    s.referrals = vec![r];
    holds(
        &text(&s, Kind::IroUpdate),
        &[
            "Where it is up to: waiting",
            "Received: 5 May 2026",
            "accepted, waiting, 20 May 2026",
            "no visitor speaks Dari yet",
        ],
        &["Visits made"],
    );
}
