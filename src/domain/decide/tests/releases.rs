//! What is told to whom (R30, R80a): nothing leaves without purpose and basis, and what is withheld only by consent or
//! by the override with its whole test.

use super::*;
use crate::disclose::{Audience, Request, disclose};
use crate::id::VisitId;
use rstest::rstest;

fn full_test() -> OverrideTest {
    let text = |t: &str| t.to_owned();
    OverrideTest {
        risk: text("Leila may be hurt."),
        necessary: text("Nobody else knows."),
        proportionate: text("One line of it."),
        relevant: text("It names the place."),
        accurate: Some(text("The school saw it as well.")),
        timely: Some(text("The meeting is today.")),
        secure: Some(text("By telephone, to the number on file.")),
        decided_by: text("Priya Nandakumar"),
        child_told: false,
        why_not_told: Some(text("It would raise the risk.")),
    }
}

/// A visit with the child's own words in its report, which are read from the file.
pub(crate) fn words(desk: &mut Desk) -> (Pair, VisitId, VisitReport) {
    let p = pair(desk);
    let command = file(report(p.id, "2026-11-08"));
    let decision = desk.ask(&command).unwrap();
    desk.commit(&decision);
    let report = decision.changes.iter().find_map(|c| match c {
        Change::Put(Record::VisitReport(r)) => Some((**r).clone()),
        _ => None,
    });
    let Subject::Visit(visit) = decision.subject else { panic!("no visit") };
    (p, visit, report.expect("a report"))
}

pub(crate) fn telling(visit: VisitId, report: &VisitReport, to: Reader) -> NewRelease {
    let subject = Subject::Visit(visit);
    NewRelease {
        about: subject,
        to,
        recipient: "Sal Moss".to_owned(),
        purpose: "strategy meeting".to_owned(),
        basis: Some(Basis::Matrix),
        things: vec![Released { row: 20, thing: Thing { subject, name: Some("child_words.1".to_owned()) } }],
        reports: vec![report.clone()],
    }
}

pub(crate) fn ask(release: NewRelease) -> Command {
    Command::ReleaseInformation { release: Box::new(release) }
}

#[test]
fn what_the_child_said_is_told_with_the_childs_consent_only() {
    let mut desk = Desk::new();
    let (p, visit, report) = words(&mut desk);
    let told = || ask(telling(visit, &report, Reader::Carer));
    assert_eq!(level(&desk.refused(&told()), RuleId::R30), Some(Level::Block));
    let to = |to, given| NewConsent {
        about: Subject::Child(p.child),
        what: ConsentTo::Disclosure {
            row: 20,
            thing: Thing { subject: Subject::Visit(visit), name: Some("child_words.1".to_owned()) },
            to,
        },
        given,
        by: "Leila".to_owned(),
        how: "said to Priya".to_owned(),
        on: desk_day(),
        until: None,
    };
    let record = |new| Command::RecordConsent { consent: Box::new(new) };
    desk.done(record(to(Reader::Iro, true)));
    assert_eq!(level(&desk.refused(&told()), RuleId::R30), Some(Level::Block), "for another reader");
    desk.done(record(to(Reader::Carer, true)));
    desk.done(told());
    let consent = desk.world.consents().last().unwrap().id;
    desk.done(Command::WithdrawConsent { consent, by: "Leila".to_owned(), on: desk_day() });
    assert_eq!(level(&desk.refused(&told()), RuleId::R30), Some(Level::Block), "taken back");
    let logged: Vec<_> = desk.world.releases_about(Subject::Visit(visit)).collect();
    assert_eq!(logged.len(), 1);
    assert_eq!((logged[0].to, logged[0].refused.is_none()), (Reader::Carer, true));
}

fn desk_day() -> NaiveDate {
    day("2026-11-22")
}

#[test]
fn nothing_is_told_without_purpose_basis_and_recipient() {
    let mut desk = Desk::new();
    let (_, visit, report) = words(&mut desk);
    let good = || {
        let mut release = telling(visit, &report, Reader::TeamManager);
        release.things[0] = Released { row: 18, thing: Thing { subject: Subject::Visit(visit), name: None } };
        release
    };
    assert!(desk.ask(&ask(good())).is_ok());
    type Break = fn(&mut NewRelease);
    let broken: [(&str, Break); 4] = [
        ("purpose", |r| r.purpose = " ".to_owned()),
        ("recipient", |r| r.recipient = String::new()),
        ("basis", |r| r.basis = None),
        ("things", |r| r.things.clear()),
    ];
    for (field, breaks) in broken {
        let mut release = good();
        breaks(&mut release);
        let found = desk.refused(&ask(release));
        assert!(found.iter().any(|f| f.rule == RuleId::R80a && f.field == Some(field)), "{field}");
    }
}

#[test]
fn the_override_needs_its_whole_test_and_a_cell_that_allows_it() {
    let mut desk = Desk::new();
    let (_, visit, report) = words(&mut desk);
    let by = |to, test| NewRelease { basis: Some(Basis::Safeguarding(test)), ..telling(visit, &report, to) };
    let parts: [fn(&mut OverrideTest); 6] = [
        |t| t.risk.clear(),
        |t| t.necessary.clear(),
        |t| t.proportionate = " ".to_owned(),
        |t| t.relevant.clear(),
        |t| t.decided_by.clear(),
        |t| t.why_not_told = None,
    ];
    for (n, part) in parts.into_iter().enumerate() {
        let mut test = full_test();
        part(&mut test);
        let found = desk.refused(&ask(by(Reader::SocialWorker, test)));
        assert_eq!(level(&found, RuleId::R80a), Some(Level::Block), "part {n}");
    }
    // Row 20: the social worker by consent or override, the carer by consent only.
    assert_eq!(level(&desk.refused(&ask(by(Reader::Carer, full_test()))), RuleId::R30), Some(Level::Block));
    desk.done(ask(by(Reader::SocialWorker, full_test())));
}

/// What leaves by a step of its own stands in the ledger as well (R80a), and so is not taken back.
#[test]
fn details_given_to_the_child_and_a_briefing_stand_in_the_ledger() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    for on in ["2026-09-05", "2026-10-03", "2026-11-07"] {
        desk.done(file(report(p.id, on)));
    }
    let on = desk.today;
    let give = Command::ReleaseContact { match_id: p.id, on };
    assert!(
        desk.ask(&give).is_err() && desk.world.releases().next().is_none(),
        "refused, and not in the ledger"
    );
    for who in [Party::Scheme, Party::SocialWorker, Party::Visitor] {
        desk.done(Command::AgreeContact { match_id: p.id, who, by: "By name".to_owned(), on });
    }
    let decision = desk.ask(&give).unwrap();
    let undo = desk.undoable(&give, &decision);
    desk.commit(&decision);
    let logged = desk.world.releases_about(Subject::Match(p.id)).next().expect("in the ledger");
    assert!(logged.to == Reader::Child && logged.basis == Some(Basis::ThreeAgreements));
    assert_eq!(logged.things.iter().map(|t| t.row).collect::<Vec<_>>(), [13]);
    assert!(logged.recipient == desk.world.child(p.child).unwrap().name.full());
    assert!(desk.refused(&undo)[0].sentence.starts_with("What was released"));
}

/// A refusal is never refused: it is a fact, and stands in the ledger.
#[test]
fn a_request_turned_down_is_logged_with_its_reason() {
    let mut desk = Desk::new();
    let (_, visit, report) = words(&mut desk);
    let release = Box::new(NewRelease { basis: None, ..telling(visit, &report, Reader::Carer) });
    desk.done(Command::RefuseRelease { release, reason: "The child said no.".to_owned() });
    let logged = desk.world.releases().last().unwrap();
    assert_eq!(logged.refused.as_deref(), Some("The child said no."));
    assert!(logged.basis.is_none());
    // What was asked for, by its row and its name there.
    assert!(logged.things == telling(visit, &report, Reader::Carer).things);
    for things in
        [Vec::new(), vec![Released { row: 34, thing: Thing { subject: Subject::Visit(visit), name: None } }]]
    {
        let release = Box::new(NewRelease { things, ..telling(visit, &report, Reader::Carer) });
        let refused = desk.refused(&Command::RefuseRelease { release, reason: "No.".to_owned() });
        assert_eq!(refused.iter().map(|f| f.field).collect::<Vec<_>>(), [Some("things")]);
    }
}

/// Row 15: that the DBS was checked is told of the certificate that counts; an older one of the same name stays behind and
/// stands in nobody's way.
#[test]
fn a_visitor_with_two_certificates_is_told_of_as_the_door_shows_them() {
    let mut desk = Desk::new();
    let p = pair(&mut desk);
    let check = Box::new(certificate("002", "2026-09-01"));
    desk.done(Command::RecordDbs { visitor: p.visitor, check });
    let subject = Subject::Visitor(p.visitor);
    let audience = Audience::of(&desk.world, Reader::SocialWorker, subject, desk.today).unwrap();
    let request =
        Request { audience, subject, purpose: "review", reports: &[], today: desk.today, release: None };
    let shown = disclose(&desk.world, &request);
    assert!(shown.things().iter().any(|t| t.row == 15));
    let place = "the shelf in the office".to_owned();
    desk.done(Command::RecordEvidence { rule: RuleId::R102, place });
    let release = |things| NewRelease {
        about: subject,
        to: Reader::SocialWorker,
        recipient: "Sal Moss".to_owned(),
        purpose: "review".to_owned(),
        basis: Some(shown.basis().clone()),
        things,
        reports: Vec::new(),
    };
    desk.done(ask(release(shown.things())));
    // What is withheld and has no other of its name is refused as before.
    let certificate = Thing { subject, name: Some("dbs.certificate".to_owned()) };
    let found = desk.refused(&ask(release(vec![Released { row: 15, thing: certificate }])));
    assert!(found.iter().any(|f| f.level == Level::Block));
}

/// Section 4: necessary, proportionate, relevant, accurate, timely, secure; what, to whom, why; and the child is told, or
/// why not. Each part that is left out refuses at its own field, and at no other.
#[rstest]
#[case("risk", |t: &mut OverrideTest| t.risk.clear())]
#[case("necessary", |t: &mut OverrideTest| t.necessary.clear())]
#[case("proportionate", |t: &mut OverrideTest| t.proportionate.clear())]
#[case("relevant", |t: &mut OverrideTest| t.relevant.clear())]
#[case("accurate", |t: &mut OverrideTest| t.accurate = None)]
#[case("accurate", |t: &mut OverrideTest| t.accurate = Some(" ".to_owned()))]
#[case("timely", |t: &mut OverrideTest| t.timely = None)]
#[case("secure", |t: &mut OverrideTest| t.secure = None)]
#[case("decided_by", |t: &mut OverrideTest| t.decided_by.clear())]
#[case("why_not_told", |t: &mut OverrideTest| t.why_not_told = None)]
fn an_override_needs_every_part_of_its_test(#[case] field: &str, #[case] spoil: fn(&mut OverrideTest)) {
    let mut desk = Desk::new();
    let (_, visit, report) = words(&mut desk);
    let release = |test| {
        let thing = Thing { subject: Subject::Visit(visit), name: Some("child_words.1".to_owned()) };
        let release = NewRelease {
            about: Subject::Visit(visit),
            to: Reader::SocialWorker,
            recipient: "Sam Poole".to_owned(),
            purpose: "strategy meeting".to_owned(),
            basis: Some(Basis::Safeguarding(test)),
            things: vec![Released { row: 20, thing }],
            reports: vec![report.clone()],
        };
        Command::ReleaseInformation { release: Box::new(release) }
    };
    let made = desk.ask(&release(full_test())).unwrap();
    let kept = made.changes.iter().find_map(|c| match c {
        Change::Put(Record::Release(r)) => r.basis.clone(),
        _ => None,
    });
    assert!(kept == Some(Basis::Safeguarding(full_test())), "all of it is kept");
    let mut test = full_test();
    spoil(&mut test);
    let at: Vec<_> = desk.refused(&release(test)).into_iter().filter_map(|f| f.field).collect();
    assert_eq!(at, [field]);
}

/// What was not asked for when it was recorded is not held against an override of earlier days; what was left blank is.
#[test]
fn an_earlier_override_stands_by_what_was_asked_then() {
    let earlier = OverrideTest { accurate: None, timely: None, secure: None, ..full_test() };
    assert!(earlier.was_whole() && earlier.missing().len() == 3);
    assert!(full_test().was_whole() && full_test().missing().is_empty());
    assert!(!OverrideTest { secure: Some(" ".to_owned()), ..full_test() }.was_whole());
    assert!(!OverrideTest { relevant: String::new(), ..earlier }.was_whole());
}
