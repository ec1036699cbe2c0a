//! Calendars (RFC 5545): planned visits, titled by reference, with the place for those only who are told of it.

use super::*;
use crate::paper::{Agenda, agenda, calendars};
use crate::record::{Reader, VisitState};

fn planned() -> Scene {
    let mut s = scene();
    s.visits[2].start = "10:30:00".parse().ok();
    s.visits.push(crate::deadline::tests::world::visit(1, 4, "2027-06-06", VisitState::Confirmed));
    s.visits[3].start = "10:30:00".parse().ok();
    s.visits[3].what = None;
    s
}

fn calendar(s: &Scene, reader: Reader, of: Subject) -> Result<String, String> {
    let today = d("2026-11-22");
    let all: Vec<Agenda> =
        calendars(&s.world(), reader, of, today)?.iter().map(|t| agenda(&t.disclosure, today)).collect();
    let now = "2026-11-22T08:00:00Z".parse().unwrap();
    Ok(Agenda::ics(all.iter().flat_map(|a| &a.entries), now))
}

#[test]
fn planned_visits_stand_in_it_at_their_hour_winter_and_summer() {
    let s = planned();
    let told = calendar(&s, Reader::Visitor, Subject::Visitor(s.visitor.id)).unwrap();
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//befriend//planned visits//EN\r\nCALSCALE:GREGORIAN\r\n\
        BEGIN:VEVENT\r\nUID:VR-0103.M-0001@befriend.invalid\r\nDTSTAMP:20261122T080000Z\r\nDTSTART:20261205T103000Z\r\n\
        SUMMARY:Visit M-0001\r\nLOCATION:Bradgate Park\r\nSTATUS:TENTATIVE\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:VR-0104.M-0001@befriend.invalid\r\nDTSTAMP:20261122T080000Z\r\nDTSTART:20270606T093000Z\r\n\
        SUMMARY:Visit M-0001\r\nSTATUS:CONFIRMED\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let number = s.visits[2].reference().to_string();
    let after = s.visits[3].reference().to_string();
    assert_eq!(told, expected.replace("VR-0103", &number).replace("VR-0104", &after));
}

/// Row 18: social worker and reviewing officer are told the day, and neither hour nor place.
#[test]
fn who_is_told_the_days_only_has_them_as_whole_days_without_a_place() {
    let s = planned();
    for reader in [Reader::SocialWorker, Reader::Iro] {
        let told = calendar(&s, reader, Subject::Match(s.match_.id)).unwrap();
        holds(&told, &["DTSTART;VALUE=DATE:20261205\r\n"], &["LOCATION", "Bradgate", "T103000Z", "T093000Z"]);
    }
    for reader in [Reader::Child, Reader::Carer, Reader::Coordinator] {
        let told = calendar(&s, reader, Subject::Match(s.match_.id)).unwrap();
        holds(&told, &["DTSTART:20261205T103000Z", "LOCATION:Bradgate Park"], &[]);
    }
}

#[test]
fn nobody_is_named_in_a_calendar() {
    let s = planned();
    for (reader, ..) in Reader::ALL {
        let told = calendar(&s, *reader, Subject::Match(s.match_.id)).unwrap_or_default();
        holds(&told, &[], &["Leila", "Haddad", "Joan", "Barker", "Ruth", "Ellis", "Orchard"]);
    }
}

#[test]
fn only_the_house_has_the_calendar_of_the_whole_scheme() {
    let s = planned();
    for (reader, ..) in Reader::ALL {
        let house = matches!(reader, Reader::Coordinator | Reader::TeamManager);
        assert_eq!(calendar(&s, *reader, Subject::Scheme).is_ok(), house, "{reader:?}");
    }
    holds(&calendar(&s, Reader::Coordinator, Subject::Scheme).unwrap(), &["SUMMARY:Visit M-0001"], &[]);
}

/// Those for whom row 18 is only counted, and whose match has ended, have an empty one.
#[test]
fn management_and_a_former_visitor_have_nothing_in_it() {
    let s = planned();
    let told = calendar(&s, Reader::Management, Subject::Match(s.match_.id)).unwrap();
    holds(&told, &["BEGIN:VCALENDAR"], &["VEVENT"]);
    let mut s = planned();
    s.match_.ended = planned().ended("2026-11-01").match_.ended;
    let told = calendar(&s, Reader::Visitor, Subject::Match(s.match_.id)).unwrap();
    holds(&told, &[], &["VEVENT"]);
}

/// RFC 5545: commas, semicolons and line breaks are marked, and no line is longer than 75 bytes.
#[test]
fn texts_are_escaped_and_long_lines_folded_between_letters() {
    let mut s = planned();
    let what = format!("caf\u{e9}, then; swim\\run\nlater {}", "\u{e9}".repeat(90));
    s.visits[2].what = Some(what.clone());
    let told = calendar(&s, Reader::Visitor, Subject::Match(s.match_.id)).unwrap();
    assert!(told.split("\r\n").all(|line| line.len() <= 75), "{told}");
    let whole = told.replace("\r\n ", "");
    let expected = format!("LOCATION:caf\u{e9}\\, then\\; swim\\\\run\\nlater {}\r\n", "\u{e9}".repeat(90));
    assert!(whole.contains(&expected), "{whole}");
}

/// What stands in a calendar is what the ledger is told, and of a match without planned visits nothing is.
#[test]
fn what_stands_in_it_is_what_is_released() {
    let s = planned();
    let world = s.world();
    let today = d("2026-11-22");
    let told = calendars(&world, Reader::Visitor, Subject::Visitor(s.visitor.id), today).unwrap();
    let rows: Vec<u8> = agenda(&told[0].disclosure, today).page.things().iter().map(|t| t.row).collect();
    assert_eq!(rows, [18; 3], "two days and one place");
    assert!(agenda(&told[0].disclosure, d("2027-06-07")).page.things().is_empty());
}
