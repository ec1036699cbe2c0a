//! The shorter forms of rows 15 and 18, written out by hand from the notes: "checked" of a certificate, and of a visit
//! the day and whether it took place, but neither the hour nor the place.

use super::super::{Audience, Datum, Disclosure, Request, disclose};
use crate::deadline::tests::world::{Scene, d, dbs, pair, visit};
use crate::record::{CancelReason, Party, Reader, Subject, Transport, VisitState};
use crate::world::World;

fn scene() -> Scene {
    let mut s = pair(1);
    let cancelled = VisitState::Cancelled {
        by: Party::Carer,
        reason: CancelReason::Illness,
        notice_days: None,
        rearranged: false,
    };
    s.visits = [
        ("2026-10-17", VisitState::Completed),
        ("2026-10-24", cancelled),
        ("2026-11-07", VisitState::Missed { by: Party::Carer }),
        ("2026-12-05", VisitState::Planned),
    ]
    .into_iter()
    .zip(1..)
    .map(|((on, state), n)| {
        let mut line = visit(1, n, on, state);
        line.start = "10:30:00".parse().ok();
        line.what = Some("Bradgate Park".to_owned());
        line.transport = Some(Transport::Car);
        line
    })
    .collect();
    s.reviews.clear();
    s
}

fn told(s: &Scene, reader: Reader) -> Disclosure {
    let world = World::from_records(s.records());
    let (subject, today) = (Subject::Match(s.match_.id), d("2026-11-22"));
    let audience = Audience::of(&world, reader, subject, today).unwrap();
    disclose(&world, &Request { audience, subject, purpose: "a test", reports: &[], today, release: None })
}

fn texts(d: &Disclosure, row: u8) -> Vec<String> {
    let lines = d.sections().iter().flat_map(|s| s.lines());
    lines.filter(|l| l.row() == row).map(|l| format!("{}: {}", l.label(), l.text())).collect()
}

#[test]
fn social_worker_and_reviewing_officer_are_told_the_days_and_whether_visits_took_place() {
    let days = [
        "Began: 2 February 2026",
        "Visits: monthly, since 2 February 2026",
        "Visit: 17 October 2026: took place",
        "Visit: 24 October 2026: cancelled",
        "Visit: 7 November 2026: did not take place",
        "Visit: 5 December 2026: planned",
    ];
    for reader in [Reader::SocialWorker, Reader::Iro] {
        let told = told(&scene(), reader);
        let shown = texts(&told, 18);
        assert!(shown.iter().all(|line| days.contains(&line.as_str())), "{reader:?}: {shown:?}");
        assert_eq!(
            shown.iter().filter(|line| line.starts_with("Visit: ")).count(),
            4,
            "{reader:?}: {shown:?}"
        );
        assert!(!told.lines().join("\n").contains("10:30"), "the hour");
        assert!(!told.lines().join("\n").contains("Bradgate"), "the place");
        let left: Vec<_> = told.withheld().iter().filter(|w| w.row() == 18).map(|w| w.why()).collect();
        assert_eq!(left, ["Only the days of visits are told, and whether they took place."], "{reader:?}");
        let hours = told.sections().iter().flat_map(|s| s.lines()).filter_map(|l| match l.datum() {
            Some(Datum::Visit { at, .. }) => Some(at),
            _ => None,
        });
        assert_eq!(hours.collect::<Vec<_>>(), [None; 4], "the value says no more than the words");
    }
    for reader in [Reader::Child, Reader::Visitor, Reader::Carer] {
        let told = told(&scene(), reader);
        let shown = texts(&told, 18);
        assert!(shown.iter().any(|line| line.starts_with("Visit: 5 December 2026, 10:30")), "{shown:?}");
        // Of the visit that was reported on, that field holds what the report says, and goes where row 19 lets it.
        assert_eq!(
            shown.iter().filter(|line| *line == "Where, or what: Bradgate Park").count(),
            3,
            "{shown:?}"
        );
    }
}

#[test]
fn of_a_certificate_that_is_good_today_they_are_told_that_it_was_checked_and_of_another_nothing() {
    let readers = [Reader::Carer, Reader::SocialWorker, Reader::Iro];
    let mut s = scene();
    for reader in readers {
        let told = told(&s, reader);
        assert_eq!(texts(&told, 15), ["DBS: checked"], "{reader:?}");
        let left: Vec<_> = told.withheld().iter().filter(|w| w.row() == 15).map(|w| w.why()).collect();
        assert_eq!(left, ["Only that a DBS check is held, and is good today, is told."], "{reader:?}");
    }
    // An older one beside it is not told a second time.
    s.visitor.dbs.insert(0, dbs("2022-01-10"));
    readers.iter().for_each(|reader| assert_eq!(texts(&told(&s, *reader), 15), ["DBS: checked"]));
    // R82: 36 months and no longer, to the day.
    for (issued, good) in [("2023-11-23", true), ("2023-11-22", false)] {
        s.visitor.dbs = vec![dbs(issued)];
        for reader in readers {
            assert_eq!(!texts(&told(&s, reader), 15).is_empty(), good, "{reader:?}, issued {issued}");
        }
    }
    s.visitor.dbs = vec![dbs("2025-01-13")];
    s.visitor.dbs[0].accepted = false;
    readers.iter().for_each(|reader| assert_eq!(texts(&told(&s, *reader), 15), [""; 0]));
    assert!(texts(&told(&s, Reader::Coordinator), 15).iter().any(|l| l.ends_with("not accepted")));
}
