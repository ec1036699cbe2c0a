//! Each kind of paper against section 7 of the field notes: what it holds, what it does not, and when there is none.

mod calendar;
mod child;
mod others;

use super::{Head, Kind, Paper, ask, write};
use crate::command::{Command, Context, NewRelease};
use crate::deadline::tests::world::{Scene, d, pair, referral};
use crate::decide::decide;
use crate::people::Role;
use crate::record::{Subject, VisitReport};

/// A pair of whom everything is known that no paper may tell.
fn scene() -> Scene {
    let mut s = pair(1);
    s.child.wishes.interests = vec!["chess".to_owned()];
    s.child.wishes.own_words = Some("nobody loud".to_owned());
    s.child.case_number = Some("7654321".to_owned());
    s.child.placements[0].address = Some("12 Orchard Row".to_owned());
    s.visitor.interests = vec!["walking".to_owned(), "baking".to_owned()];
    s.visitor.languages = vec!["Welsh".to_owned()];
    s.visitor.phone = Some("07700 900123".to_owned());
    s.visitor.address = Some("4 Mill Lane".to_owned());
    s.visitor.employers = vec!["Acme Tools".to_owned()];
    s.visits.iter_mut().for_each(|v| v.what = Some("Bradgate Park".to_owned()));
    s.referrals = vec![referral(1, "2026-01-05")];
    s
}

fn head() -> Head {
    Head { scheme: "Westerby Visitors".to_owned(), by: "Priya Nair".to_owned(), on: d("2026-11-22") }
}

fn made(s: &Scene, kind: Kind, from: Subject, reports: &[VisitReport]) -> Result<Paper, String> {
    let world = s.world();
    let today = d("2026-11-22");
    let subject = kind.subject(&world, from, today)?;
    let asked = ask(&world, kind, subject, reports, today)?;
    write(kind, &asked.disclosure, &head())
}

/// The text, its lines joined.
#[track_caller]
fn text(s: &Scene, kind: Kind) -> String {
    let paper =
        made(s, kind, Subject::Child(s.child.id), &[]).unwrap_or_else(|why| panic!("{kind:?}: {why}"));
    flat(paper.text())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn holds(text: &str, there: &[&str], absent: &[&str]) {
    there.iter().for_each(|word| assert!(text.contains(word), "{word} is missing:\n{text}"));
    absent.iter().for_each(|word| assert!(!text.contains(word), "{word} is there:\n{text}"));
}

#[test]
fn each_kind_has_a_word_of_its_own_that_reads_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.key()), Some(kind));
        assert!(kind.title().contains("for the "), "{}", kind.title());
    }
    assert_eq!(Kind::parse("IRO-Update "), Some(Kind::IroUpdate));
    assert_eq!(Kind::parse("letter"), None);
}

/// A paper is for its own reader, whoever asks the door for another.
#[test]
fn what_was_disclosed_to_one_reader_makes_no_paper_for_another() {
    let s = scene();
    let world = s.world();
    let (today, subject) = (d("2026-11-22"), Subject::Match(s.match_.id));
    let asked = ask(&world, Kind::MatchNotice, subject, &[], today).unwrap();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.reader() != Kind::MatchNotice.reader()) {
        assert!(write(kind, &asked.disclosure, &head()).is_err(), "{kind:?}");
    }
}

/// R80a: what stands on a paper, and nothing else of the record, is what the ledger is told; and it may be told.
#[test]
fn what_stands_on_a_paper_can_be_released_as_it_stands() {
    let ended = scene().ended("2026-11-01");
    for kind in Kind::ALL {
        let s = if kind == Kind::Ending { ended_scene(&ended) } else { scene() };
        let world = s.world();
        let today = d("2026-11-22");
        let subject = kind.subject(&world, Subject::Child(s.child.id), today).unwrap();
        let asked = ask(&world, kind, subject, &[], today).unwrap();
        let paper = write(kind, &asked.disclosure, &head()).unwrap();
        assert!(!paper.things().is_empty(), "{kind:?}");
        let all = asked.disclosure.things().len();
        assert!(paper.things().len() < all || kind == Kind::Briefing, "{kind:?} tells all {all}");
        let release = NewRelease {
            about: asked.subject,
            to: paper.reader(),
            recipient: "Sal Moss".to_owned(),
            purpose: kind.title().to_owned(),
            basis: Some(paper.basis().clone()),
            things: paper.things(),
            reports: Vec::new(),
        };
        let now = today.and_hms_opt(8, 0, 0).unwrap().and_utc();
        let (by, role) = ("Priya Nair".to_owned(), Role::CoOrdinator);
        let context = Context { today, now, by, role, change: 1, chance: [7; 10], overriding: None };
        let command = Command::ReleaseInformation { release: Box::new(release) };
        assert!(decide(&world, &command, &context).is_ok(), "{kind:?}");
    }
}

fn ended_scene(s: &Scene) -> Scene {
    let mut again = scene();
    again.match_.ended = s.match_.ended.clone();
    again
}

/// Names stand in letters, never in the names of files.
#[test]
fn files_are_named_by_kind_reference_and_day() {
    let s = scene();
    let paper = made(&s, Kind::IroUpdate, Subject::Match(s.match_.id), &[]).unwrap();
    assert_eq!(paper.file_name(d("2026-11-22")), "iro-update-C-0001-2026-11-22.txt");
}

/// Social worker and reviewing officer read how much was left out and why; a child, a carer, a visitor do not.
#[test]
fn only_professionals_read_on_the_paper_how_much_was_left_out() {
    let s = scene();
    for kind in [Kind::Profile, Kind::Request, Kind::Leaflet, Kind::Briefing] {
        holds(&text(&s, kind), &[], &["Left out", "left out", "not for this reader"]);
    }
    for kind in [Kind::Status, Kind::MatchNotice, Kind::IroUpdate] {
        holds(
            &text(&s, kind),
            &["Left out of what the scheme has on record: ", "not for this reader"],
            &["(row "],
        );
    }
    // One thing that the child said, and has not agreed to be told.
    holds(&text(&s, Kind::IroUpdate), &["1 because the child has not agreed"], &["nobody loud"]);
}

#[test]
fn every_line_fits_a_page() {
    let s = scene();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Ending) {
        let paper = made(&s, kind, Subject::Child(s.child.id), &[]).unwrap();
        assert!(paper.text().lines().all(|line| line.chars().count() <= 76), "{}", paper.text());
        assert!(paper.text().ends_with('\n') && !paper.text().contains("\n\n\n"), "{}", paper.text());
    }
}
