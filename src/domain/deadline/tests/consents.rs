//! Consents that run out (R30), and the card that has changed since it was given (R44).

use super::world::*;
use crate::deadline::Band;
use crate::disclose::{briefing, fingerprint};
use crate::finding::Cure;
use crate::id::{ConsentId, ReleaseId};
use crate::record::{Basis, CardIssued, Consent, ConsentTo, Reader, Release, Subject, Thing};
use crate::rule::RuleId;
use rstest::rstest;

pub(crate) fn consent(s: &Scene, n: u8, on: &str, until: &str) -> Consent {
    Consent {
        id: ConsentId([n; 16]),
        about: Subject::Child(s.child.id),
        what: ConsentTo::Feedback,
        given: true,
        by: "Leila".to_owned(),
        how: "said".to_owned(),
        on: d(on),
        until: Some(d(until)),
        withdrawn: None,
        recorded_by: "Ruth Dale".to_owned(),
    }
}

/// The card of a scene as it was given out with this fingerprint.
pub(crate) fn given(s: &Scene, fingerprint: u64) -> Release {
    Release {
        id: ReleaseId([1; 16]),
        about: Subject::Match(s.match_.id),
        to: Reader::Visitor,
        recipient: "Joan".to_owned(),
        purpose: "briefing".to_owned(),
        basis: Some(Basis::Matrix),
        things: Vec::new(),
        withheld: Vec::new(),
        by: "Ruth Dale".to_owned(),
        at: "2026-10-01T10:00:00Z".parse().unwrap(),
        refused: None,
        card: Some(CardIssued { version: 1, fingerprint }),
    }
}

#[rstest]
#[case("2026-12-10", None)]
#[case("2026-12-11", Some(Band::Week))]
#[case("2027-01-07", Some(Band::Week))]
#[case("2027-01-08", Some(Band::Today))]
#[case("2027-01-09", Some(Band::Overdue))]
fn a_consent_is_asked_for_again_from_four_weeks_before_it_runs_out(
    #[case] today: &str,
    #[case] band: Option<Band>,
) {
    let s = pair(1);
    let given = consent(&s, 1, "2026-01-08", "2027-01-08");
    let s = s.with(given);
    assert_eq!(s.line(RuleId::R30, d(today)), band.map(|b| (b, d("2027-01-08"))));
}

#[test]
fn a_later_answer_or_a_withdrawal_ends_the_asking() {
    let s = pair(1);
    let first = consent(&s, 1, "2026-01-08", "2026-11-30");
    let mut refusal = consent(&s, 2, "2026-11-01", "2027-11-01");
    (refusal.given, refusal.until) = (false, None);
    let mut back = first.clone();
    back.withdrawn = Some(said("2026-11-02"));
    let id = first.id;
    let cure = pair(1).with(first.clone()).cure(RuleId::R30, d(TODAY));
    assert_eq!(cure, Some(Cure::RecordConsent(Subject::Child(s.child.id), id)));
    assert_eq!(pair(1).with(first).with(refusal).line(RuleId::R30, d(TODAY)), None);
    assert_eq!(pair(1).with(back).line(RuleId::R30, d(TODAY)), None);
}

/// What the card of a pair shows today, in short.
pub(crate) fn shown(s: &Scene) -> u64 {
    fingerprint(&briefing(&s.world(), s.child.id, s.visitor.id, d(TODAY)))
}

#[test]
fn a_card_is_given_anew_when_it_would_show_something_else() {
    let s = pair(1);
    let then = shown(&s);
    assert_eq!(s.line(RuleId::R44, d(TODAY)), None, "none was given");
    let issued = given(&s, then);
    let mut s = s.with(issued);
    assert_eq!(s.line(RuleId::R44, d(TODAY)), None, "the same as then");
    // What is not on the card changes nothing about it.
    s.child.case_number = Some("7654321".to_owned());
    assert_eq!(s.line(RuleId::R44, d(TODAY)), None);
    s.child.card.answers[3].text = "wasp stings".to_owned();
    assert!(shown(&s) != then);
    assert_eq!(s.line(RuleId::R44, d(TODAY)), Some((Band::Today, d(TODAY))));
    assert_eq!(s.cure(RuleId::R44, d(TODAY)), Some(Cure::IssueCard(s.match_.id)));
}

/// A visitor's consent to telling their own details runs out like a child's, and is asked for again by the visitor.
#[rstest]
#[case("2026-12-10", None)]
#[case("2026-12-11", Some(Band::Week))]
#[case("2027-01-08", Some(Band::Today))]
#[case("2027-01-09", Some(Band::Overdue))]
fn a_visitors_consent_is_asked_for_again_as_well(#[case] today: &str, #[case] band: Option<Band>) {
    let s = pair(1);
    let about = Subject::Visitor(s.visitor.id);
    let thing = Thing { subject: about, name: Some("phone".to_owned()) };
    let what = ConsentTo::Disclosure { row: 13, thing, to: Reader::Carer };
    let given = Consent { about, what, ..consent(&s, 1, "2026-01-08", "2027-01-08") };
    let (id, mut later) = (given.id, given.clone());
    (later.id, later.given, later.on, later.until) = (ConsentId([2; 16]), false, d("2026-11-01"), None);
    let s = s.with(given);
    assert_eq!(s.line(RuleId::R30, d(today)), band.map(|b| (b, d("2027-01-08"))));
    assert_eq!(s.cure(RuleId::R30, d(today)), band.map(|_| Cure::RecordConsent(about, id)));
    assert_eq!(s.with(later).line(RuleId::R30, d(today)), None, "a later answer stands");
}
