//! R13: a consent to photographs, its refusal and its end are what the child's page says of them: one truth. Photo
//! status is one of allowed, allowed with limits, not allowed and not asked, and not asked counts as not allowed.

use super::*;
use crate::id::ConsentId;
use crate::status::photos;
use rstest::rstest;

fn answer(child: ChildId, given: bool, on: &str, until: Option<&str>) -> Command {
    let new = NewConsent {
        about: Subject::Child(child),
        what: ConsentTo::Photographs,
        given,
        by: "Leila".to_owned(),
        how: "said to Priya".to_owned(),
        on: day(on),
        until: until.map(day),
    };
    Command::RecordConsent { consent: Box::new(new) }
}

fn take_back(desk: &mut Desk, on: &str) {
    let consent = last(desk);
    desk.done(Command::WithdrawConsent { consent, by: "Leila".to_owned(), on: day(on) });
}

fn last(desk: &Desk) -> ConsentId {
    desk.world.consents().last().expect("a consent").id
}

/// What stands on the child's page, and what holds on a day.
fn said(desk: &Desk, child: ChildId, on: &str) -> (PhotoStatus, PhotoStatus) {
    let child = desk.world.child(child).unwrap();
    (child.photos, photos(&desk.world, child, day(on)))
}

#[test]
fn given_refused_and_taken_back_are_the_childs_photo_status_in_the_same_change() {
    use PhotoStatus as P;
    let mut desk = Desk::new();
    let child = child(&mut desk, "Leila");
    desk.child(child, |c| c.photos = P::NotAsked);
    let done = desk.done(answer(child, true, "2026-11-02", None));
    assert_eq!(done.changes.len(), 2, "the consent and the page");
    assert_eq!(said(&desk, child, "2026-11-22"), (P::Allowed, P::Allowed));
    take_back(&mut desk, "2026-11-10");
    assert_eq!(said(&desk, child, "2026-11-22"), (P::NotAllowed, P::NotAllowed));
    desk.done(answer(child, true, "2026-11-12", None));
    assert_eq!(said(&desk, child, "2026-11-22"), (P::Allowed, P::Allowed));
    desk.done(answer(child, false, "2026-11-14", None));
    assert_eq!(said(&desk, child, "2026-11-22"), (P::NotAllowed, P::NotAllowed));
    // What is entered late is older than the last answer, and changes nothing.
    desk.done(answer(child, true, "2026-11-13", None));
    assert_eq!(said(&desk, child, "2026-11-22"), (P::NotAllowed, P::NotAllowed));
    // What the child says of anything else is not about photographs.
    let (given, on, until) = (true, desk.today, None);
    let (by, how) = ("Leila".to_owned(), "said".to_owned());
    let new =
        NewConsent { about: Subject::Child(child), what: ConsentTo::Meetings, given, by, how, on, until };
    desk.done(Command::RecordConsent { consent: Box::new(new) });
    assert_eq!(said(&desk, child, "2026-11-22"), (P::NotAllowed, P::NotAllowed));
}

#[rstest]
#[case::on_its_last_day("2026-11-25", PhotoStatus::Allowed)]
#[case::on_the_day_after("2026-11-26", PhotoStatus::NotAsked)]
fn a_consent_that_has_run_out_is_as_if_nobody_had_asked(#[case] on: &str, #[case] expected: PhotoStatus) {
    let mut desk = Desk::new();
    let child = child(&mut desk, "Leila");
    desk.done(answer(child, true, "2026-11-02", Some("2026-11-25")));
    assert_eq!(said(&desk, child, on).1, expected);
}

/// The page says no more than whether there are limits, once there is an answer; what contradicts it is pointed out
/// and not kept.
#[rstest]
#[case::limits(true, PhotoStatus::Limited, PhotoStatus::Limited, false)]
#[case::none(true, PhotoStatus::NotAllowed, PhotoStatus::Allowed, true)]
#[case::refused(false, PhotoStatus::Allowed, PhotoStatus::NotAllowed, true)]
#[case::refused_with_limits(false, PhotoStatus::Limited, PhotoStatus::NotAllowed, true)]
#[case::the_same(false, PhotoStatus::NotAllowed, PhotoStatus::NotAllowed, false)]
fn the_page_follows_the_consent(
    #[case] given: bool,
    #[case] typed: PhotoStatus,
    #[case] kept: PhotoStatus,
    #[case] warned: bool,
) {
    let mut desk = Desk::new();
    let child = child(&mut desk, "Leila");
    desk.done(answer(child, given, "2026-11-02", None));
    let known = desk.world.child(child).unwrap();
    let mut details = ChildDetails::new(known.name.clone(), known.born, "Northshire");
    (details.photos, details.view) = (typed, known.view.clone());
    let done = desk.done(Command::AmendChild { child, details: Box::new(details) });
    assert_eq!(said(&desk, child, "2026-11-22"), (kept, kept));
    assert_eq!(level(&done.findings, RuleId::R13), warned.then_some(Level::Warn));
}

#[test]
fn without_a_consent_on_record_the_page_is_what_counts() {
    let mut desk = Desk::new();
    let child = child(&mut desk, "Leila");
    for typed in [PhotoStatus::Allowed, PhotoStatus::Limited, PhotoStatus::NotAllowed, PhotoStatus::NotAsked]
    {
        let known = desk.world.child(child).unwrap();
        let mut details = ChildDetails::new(known.name.clone(), known.born, "Northshire");
        (details.photos, details.view) = (typed, known.view.clone());
        let done = desk.done(Command::AmendChild { child, details: Box::new(details) });
        assert_eq!(said(&desk, child, "2026-11-22"), (typed, typed));
        assert_eq!(level(&done.findings, RuleId::R13), None);
    }
}
