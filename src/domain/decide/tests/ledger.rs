//! The release ledger of what leaves by a step of its own (R80a): what, about whom, to whom, on which basis, and when.
//! What belongs to an allegation is kept like the allegation.

use super::allegations::{alleged, receive, steps, take};
use super::alleged::hers;
use super::commands::{Full, full};
use super::concerns::taken;
use super::*;
use crate::id::{AllegationId, ConcernId};
use crate::people::Role;
use rstest::rstest;

/// The releases that a command writes.
fn written(decision: &Decision) -> Vec<Release> {
    let of = |change: &Change| match change {
        Change::Put(Record::Release(r)) => Some((**r).clone()),
        Change::Put(Record::AllegationRelease(r)) => Some(r.0.clone()),
        _ => None,
    };
    decision.changes.iter().filter_map(of).collect()
}

fn rows(release: &Release) -> Vec<u8> {
    let mut rows: Vec<u8> = release.things.iter().map(|told| told.row).collect();
    rows.dedup();
    rows
}

/// To whom each step of an allegation tells something, and of which rows; every other step tells nobody.
fn told_by(step: &AllegationStep) -> Option<(Reader, &'static [u8])> {
    use AllegationTask as T;
    Some(match step.task() {
        T::TellLado | T::SendForm => (Reader::Lado, &[24, 25]),
        T::TellSocialCare => (Reader::SocialCare, &[24, 25]),
        T::TellPolice => (Reader::Police, &[24, 25]),
        T::TellPause => match step {
            AllegationStep::PauseTold { who: Party::Child, .. } => (Reader::Child, &[24]),
            AllegationStep::PauseTold { who: Party::Carer, .. } => (Reader::Carer, &[24]),
            _ => (Reader::SocialWorker, &[24]),
        },
        T::TellVisitor => (Reader::Visitor, &[24]),
        T::GiveSummary => (Reader::Visitor, &[25]),
        _ => return None,
    })
}

#[test]
fn each_step_of_an_allegation_that_tells_somebody_is_a_restricted_release() {
    let (mut desk, _, id) = alleged();
    let mut told = 0;
    let other = AllegationStep::DbsAnswered {
        referred: true,
        on: desk.today,
        by: "Nora".to_owned(),
        reason: Some("removed".to_owned()),
    };
    for step in steps().into_iter().chain([other]) {
        let dbs = matches!(step, AllegationStep::DbsAnswered { referred: true, .. });
        let expected = if dbs { Some((Reader::Dbs, &[24, 25][..])) } else { told_by(&step) };
        let made = desk.done(take(id, step.clone()));
        let found = written(&made);
        assert_eq!(
            found.iter().map(|r| (r.to, rows(r))).collect::<Vec<_>>(),
            expected.iter().map(|(to, rows)| (*to, rows.to_vec())).collect::<Vec<_>>(),
            "{:?}",
            step.task()
        );
        for release in found {
            assert_eq!(release.about, Subject::Allegation(id));
            assert_eq!(release.by, desk.by);
            assert!(release.at <= desk.now && !release.purpose.is_empty() && !release.recipient.is_empty());
            assert!(release.basis.is_some() && release.refused.is_none());
            told += 1;
        }
        // Not one of them is a record that others can read.
        assert!(made.changes.iter().all(|c| c.key().0 != Kind::Release), "{:?}", step.task());
    }
    assert_eq!(told, 10);
    assert_eq!(desk.world.releases_about(Subject::Allegation(id)).count(), 10);
    assert_eq!(hers(&desk).releases().count(), 0);
    let without = desk.world.clone().without_restricted();
    assert!(without.releases().all(|r| !r.is_of_allegation()) && without == hers(&desk));
}

/// The LADO's name, the hour of the call, and who told it.
#[test]
fn it_says_to_whom_and_when() {
    let (mut desk, _, id) = alleged();
    let at = at("2026-11-22T10:00:00Z");
    desk.done(take(id, AllegationStep::LadoTold { at, name: "Ola Grant".to_owned(), reference: None }));
    let release = desk.world.releases_about(Subject::Allegation(id)).next_back().unwrap();
    assert_eq!((release.recipient.as_str(), release.at, release.to), ("Ola Grant", at, Reader::Lado));
    assert_eq!(release.basis, Some(Basis::Matrix), "row 24 gives it to the LADO within a working day");
}

/// The referral in writing leaves by the door as what the LADO is given of it, and only a team manager gives it.
#[test]
fn the_referral_to_the_lado_is_a_restricted_release() {
    let (mut desk, _, id) = alleged();
    let about = Subject::Allegation(id);
    let thing = |row| Released { row, thing: Thing { subject: about, name: None } };
    let release = |to, things| Command::ReleaseInformation {
        release: Box::new(NewRelease {
            about,
            to,
            recipient: "Ola Grant".to_owned(),
            purpose: "referral".to_owned(),
            basis: Some(Basis::Matrix),
            things,
            reports: Vec::new(),
        }),
    };
    // The carer may hear that visits are paused, and nothing of row 25.
    desk.refused(&release(Reader::Carer, vec![thing(25)]));
    let referral = release(Reader::Lado, vec![thing(24), thing(25)]);
    for role in [Role::CoOrdinator, Role::Reader] {
        desk.role = role;
        assert_eq!(rules(&desk.refused(&referral)), [RuleId::H8]);
    }
    desk.role = Role::TeamManager;
    let made = desk.done(referral.clone());
    assert!(made.changes.iter().all(|c| c.key().0 == Kind::AllegationRelease));
    assert!(crate::people::is_restricted(&referral));
    let Command::ReleaseInformation { release } = referral else { panic!() };
    let refusal = Command::RefuseRelease { release, reason: "Not yet.".to_owned() };
    assert!(crate::people::is_restricted(&refusal));
    let made = desk.done(refusal);
    assert!(made.changes.iter().all(|c| c.key().0 == Kind::AllegationRelease));
    // One that is about a child is everybody's, as before.
    let mut desk = Desk::new();
    let (_, visit, report) = super::releases::words(&mut desk);
    let new = Box::new(super::releases::telling(visit, &report, Reader::Iro));
    assert!(!crate::people::is_restricted(&Command::ReleaseInformation { release: new }));
}

/// R32, R61, R80c and 5.6: to whom each step of a concern tells something. The others tell nobody.
#[rstest]
#[case(ConcernStep::Called, Some(Reader::SocialCare))]
#[case(ConcernStep::CarerTold, Some(Reader::Carer))]
#[case(ConcernStep::DutyTeamTold, Some(Reader::SocialCare))]
#[case(ConcernStep::Found, None)]
#[case(ConcernStep::IroTold, Some(Reader::Iro))]
#[case(ConcernStep::LadoTold, Some(Reader::Lado))]
#[case(ConcernStep::Written, Some(Reader::SocialCare))]
#[case(ConcernStep::FeedbackSought, None)]
#[case(ConcernStep::FeedbackReceived, None)]
#[case(ConcernStep::Escalated, Some(Reader::SocialCare))]
#[case(ConcernStep::Debriefed, None)]
#[case(ConcernStep::VisitorTold, Some(Reader::Visitor))]
#[case(ConcernStep::ChildTold, Some(Reader::Child))]
#[case(ConcernStep::ChildNotTold, None)]
fn each_step_of_a_concern_that_tells_somebody_is_a_release(
    #[case] step: ConcernStep,
    #[case] to: Option<Reader>,
) {
    let mut f = full();
    f.desk.done(passed(f.concern, "front door"));
    let when = at("2026-11-22T11:00:00Z");
    let mut command = taken(f.concern, step, when);
    if let Command::TakeConcernStep { with, .. } = &mut command {
        *with = Some("duty team, Sal Moss".to_owned());
    }
    let found = written(&f.desk.done(command));
    assert_eq!(found.iter().map(|r| r.to).collect::<Vec<_>>(), to.into_iter().collect::<Vec<_>>());
    let child = f.desk.world.concern(f.concern).unwrap().child;
    for release in found {
        assert_eq!((rows(&release), release.about, release.at), (vec![22], Subject::Child(child), when));
        assert_eq!(release.things[0].thing.subject, Subject::Concern(f.concern));
        let by_rule = step == ConcernStep::VisitorTold;
        assert_eq!(release.basis, Some(if by_rule { Basis::Matrix } else { Basis::Procedure }));
    }
}

fn passed(concern: ConcernId, to: &str) -> Command {
    let (at, to) = (at("2026-11-22T10:30:00Z"), to.to_owned());
    Command::PassOnConcern { concern, at, to, name: "Sal Moss".to_owned(), reference: None, with: None }
}

/// R32: to the service that is named.
#[rstest]
#[case("social worker", Reader::SocialWorker)]
#[case("front door", Reader::SocialCare)]
#[case("emergency duty team", Reader::SocialCare)]
#[case("police", Reader::Police)]
#[case("999", Reader::Police)]
fn a_concern_that_is_passed_on_is_a_release(#[case] to: &str, #[case] reader: Reader) {
    let mut f = full();
    let made = f.desk.done(passed(f.concern, to));
    let [release] = &written(&made)[..] else { panic!("one release") };
    assert_eq!((release.to, rows(release)), (reader, vec![22]));
    assert_eq!(release.recipient, format!("{to}, Sal Moss"));
    assert_eq!(release.at, at("2026-11-22T10:30:00Z"));
    assert_eq!(release.basis, Some(Basis::Procedure));
}

/// Row 11: child and social worker are told where the referral is up to; each is a release, and nobody else has one.
#[test]
fn a_status_update_is_a_release_to_each_who_was_told() {
    let mut f = full();
    let (referral, on) = (f.referral, f.desk.today);
    for (to, readers) in [
        (vec![Told::Child], vec![Reader::Child]),
        (vec![Told::Child, Told::SocialWorker], vec![Reader::Child, Reader::SocialWorker]),
    ] {
        let made = f.desk.done(Command::GiveUpdate { referral, on, to, note: None });
        let found = written(&made);
        assert_eq!(found.iter().map(|r| r.to).collect::<Vec<_>>(), readers);
        assert!(found.iter().all(|r| rows(r) == [11] && r.basis == Some(Basis::Matrix)));
    }
}

/// A review at which the child and the carer were heard.
fn reviewed(f: &mut Full, child_agrees: Option<bool>) -> crate::id::MatchReviewId {
    let heard = |who, note: &str| Heard { who, heard: true, note: Some(note.to_owned()) };
    f.desk.done(Command::HoldMatchReview {
        match_id: f.pair.id,
        held: f.desk.today,
        formal: false,
        heard: vec![heard(Party::Child, "I like the pool."), heard(Party::Carer, "All calm.")],
        outcome: ReviewOutcome::GoesOn,
        summary: "Well.".to_owned(),
        to_plan: None,
        private: Some(true),
        child_agrees,
    });
    f.desk.world.match_reviews().last().unwrap().id
}

/// Row 26, the reviewing officer: by the child's consent or the override; without it the officer is given the review
/// without what the child said, and that is said. Row 27 is no question of consent.
#[rstest]
#[case(None, false)]
#[case(Some(false), false)]
#[case(Some(true), true)]
fn what_the_child_said_reaches_the_iro_by_consent_alone(#[case] consent: Option<bool>, #[case] told: bool) {
    let mut f = full();
    let review = reviewed(&mut f, None);
    if let Some(given) = consent {
        let thing = Thing { subject: Subject::Match(f.pair.id), name: None };
        let what = ConsentTo::Disclosure { row: 26, thing, to: Reader::Iro };
        let about = Subject::Child(f.pair.child);
        let (by, how, on) = ("Leila".to_owned(), "said to Priya".to_owned(), f.desk.today);
        let consent = NewConsent { about, what, given, by, how, on, until: None };
        f.desk.done(Command::RecordConsent { consent: Box::new(consent) });
    }
    let feed = |iro| Command::FeedReview { review, on: f.desk.today, plan: true, iro };
    assert_eq!(level(&f.desk.findings(&feed(false)), RuleId::R30), None, "it goes to no officer");
    let asked = level(&f.desk.findings(&feed(true)), RuleId::R30);
    assert_eq!(asked, (!told).then_some(Level::Warn), "a fact is recorded, and it is said");
    assert!(written(&f.desk.ask(&feed(false)).unwrap()).is_empty());
    let made = f.desk.done(feed(true));
    let [release] = &written(&made)[..] else { panic!("one release") };
    assert_eq!((release.to, release.about), (Reader::Iro, Subject::Match(f.pair.id)));
    assert_eq!(release.things.iter().any(|t| t.row == 26), told);
    assert_eq!(release.withheld.iter().any(|(row, _)| *row == 26), !told);
    let basis = if told { Basis::ChildConsent } else { Basis::Matrix };
    assert_eq!(release.basis, Some(basis));
}

/// R86c: what the visitor is told of a review; what the child said only if the child agrees, or where somebody takes it
/// upon themselves, which is then its basis.
#[test]
fn feedback_to_the_visitor_is_a_release() {
    let mut f = full();
    let agreed = reviewed(&mut f, Some(true));
    let give = |review, on| Command::GiveFeedback { review, on };
    let made = f.desk.done(give(agreed, f.desk.today));
    let [release] = &written(&made)[..] else { panic!("one release") };
    assert_eq!((release.to, release.basis.clone()), (Reader::Visitor, Some(Basis::ChildConsent)));
    assert!(release.things.iter().any(|t| t.row == 26));
    let mut f = full();
    let refused = reviewed(&mut f, Some(false));
    f.desk.refused(&give(refused, f.desk.today));
    f.desk.override_with(&[RuleId::R86c]);
    let made = f.desk.done(give(refused, f.desk.today));
    let [release] = &written(&made)[..] else { panic!("one release") };
    assert!(matches!(release.basis, Some(Basis::TakenOn { .. })));
    assert!(release.things.iter().any(|t| t.row == 26));
}

/// R104: nothing of it is taken back by a key.
#[test]
fn what_was_told_of_an_allegation_stays() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let id: AllegationId = receive(&mut desk, &p);
    let step = take(id, AllegationStep::PauseTold { who: Party::Child, by: "Nora".into(), on: desk.today });
    let decision = desk.ask(&step).unwrap();
    let undo = desk.undoable(&step, &decision);
    desk.commit(&decision);
    desk.refused(&undo);
}
